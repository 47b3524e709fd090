"""What could hide the faces of people without a name."""

from __future__ import annotations

import pytest

from storyboard.backdrops import Thing
from storyboard.extras import middle_of, overlap, span_of
from storyboard.layout import lay_out
from storyboard.obstacles import HEADS, faces_behind, foot_of, obstacles
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
    assert bool(obstacles([thing], stage(1).staging)) == hides, why


def test_what_reaches_to_one_side_hides_nobody_on_the_other():
    staging = stage(1).staging
    (found,) = obstacles([Thing("house_stairs", Spot(staging.camera.x, 0, 6))], staging)

    assert found.span[1] - 0.5 > 1.5 * (0.5 - found.span[0])


@pytest.mark.parametrize(
    ("name", "hides", "why"),
    [("drip", True, "its bag is before a face"), ("table", False, "it is low"), ("bookcase", True, "it is high")],
)
def test_what_is_as_high_as_faces(name, hides, why):
    (found,) = obstacles([Thing(name, Spot(0, 0, 6))], stage(1).staging)

    assert bool(found.faces) is hides, why
    assert all(found.span[0] <= left < right <= found.span[1] for left, right in found.faces)


@pytest.mark.parametrize("place", ["hospital", "office", "library", "kitchen", "street", "church"])
@pytest.mark.parametrize("count", [1, 3])
def test_no_things_that_stand_as_high_hide_a_face_of_the_few_without_a_name(place, count):
    laid = stage(count, place=place, background=["three men"], action="talking")
    camera = laid.staging.camera
    hidden = [
        thing.name
        for extra in laid.extras
        for thing in laid.things
        if thing.spot.z < extra.spot.z and foot_of(thing) < HEADS and thing.spot.turn == "front"
        if any(
            overlap(middle_of(span_of(extra.spot, 0.42, camera)), face) > 0.004 for face in faces_behind(thing, camera)
        )
    ]
    assert not hidden
