"""What could hide the faces of people without a name."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from storyboard.backdrops import Thing
from storyboard.crowding import COVERED, covered_share, head_of
from storyboard.extras import Obstacle
from storyboard.layout import lay_out
from storyboard.obstacles import furniture_of, obstacles
from storyboard.shapes import Spot


def stage(count=1, **drawing):
    plain = {"gender": "", "age": "", "look": "", "outfit": ""}
    people = [{**plain, "key": f"k{n}", "presence": "present" if n else "lead"} for n in range(count)]
    return lay_out({"people": people, **drawing}, 1344 / 768, 1)


@pytest.mark.parametrize(
    ("thing", "hides", "why"),
    [
        (Thing("bookcase", Spot(0, 0, 6)), True, "it stands there"),
        (Thing("lantern_hung", Spot(0, 2.2, 6)), True, "it hangs before faces"),
        (Thing("picture", Spot(0, 2.4, 6)), False, "it hangs above them"),
        (Thing("bookcase", Spot(-3, 0, 6, turn="left")), False, "along the wall"),
        (Thing("bookcase", Spot(0, 0, 12)), False, "far behind"),
    ],
)
def test_what_may_hide_people_without_a_name(thing, hides, why):
    assert bool(of_things([thing], stage(1).staging)) == hides, why


def test_what_reaches_to_one_side_hides_nobody_on_the_other():
    staging = stage(1).staging
    (found,) = of_things([Thing("house_stairs", Spot(staging.camera.x, 0, 6))], staging)

    assert found.span[1] - 0.5 > 1.5 * (0.5 - found.span[0])


@pytest.mark.parametrize(
    ("name", "stature", "hides", "why"),
    [
        ("drip", 1.7, True, "its bag is before a face"),
        ("table", 1.7, False, "it is low"),
        ("bookcase", 1.7, True, "it is high"),
        ("laid_table", 1.7, False, "its vase is below a grown face"),
        ("laid_table", 1.2, True, "its vase is before a child's"),
    ],
)
def test_what_is_as_high_as_faces(name, stature, hides, why):
    staging = stage(1, shot="wide").staging
    camera = staging.camera
    (found,) = of_things([Thing(name, Spot(0, 0, 6, size=1.2))], staging)
    child = replace(staging.actors[0].looks, stature=stature)
    _, top, _, bottom = head_of(replace(staging.actors[0], looks=child, spot=Spot(0, 0, 7)), camera)
    faces = found.faces((top, bottom), camera)

    assert bool(faces) is hides, why
    slack = 1e-9
    assert all(found.span[0] - slack <= left <= right <= found.span[1] + slack for left, right in faces)


def test_what_somebody_sits_at_may_hide_a_face():
    staging = stage(1, place="study", action="writing at the desk").staging

    assert [thing.name for thing in furniture_of(staging)] == [staging.actors[0].table]
    assert [found.thing for found in of_things([], staging)] == furniture_of(staging)


def of_things(things, staging):
    return [found for found in obstacles(things, staging) if isinstance(found, Obstacle)]


HIDERS = ("hospital", "office", "library", "kitchen", "street", "church", "dining room", "shop", "study", "spaceship")


@pytest.mark.slow
@pytest.mark.parametrize("place", HIDERS)
@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("crowd", ["three men", "two boys", "five children"])
def test_no_things_hide_a_face_of_those_without_a_name(place, count, crowd):
    for action, shot in itertools.product(("talking", "writing at the desk", "running"), ("", "establishing")):
        laid = stage(count, place=place, background=[crowd], action=action, shot=shot)
        before = [*laid.things, *furniture_of(laid.staging)]

        assert all(covered_share(extra, before, laid.staging.camera) <= COVERED for extra in laid.extras)


def test_arms_are_where_they_are_however_the_camera_leans():
    staging = stage(2, action="pointing").staging
    leaning, level = (
        obstacles([], replace(staging, camera=replace(staging.camera, roll=roll))) for roll in (0.04, 0.0)
    )

    assert leaning == level, "the heads that they could hide are looked at in the middle of the picture"
