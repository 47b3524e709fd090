"""Takes: the same people at the same deed, seen from elsewhere."""

from dataclasses import replace

import pytest

from records import Person, SceneReading
from storyboard.camera import LEAD_Z
from storyboard.drawing import drawing_of, varied
from storyboard.engine import draw_panel
from storyboard.layout import lay_out
from storyboard.variation import CALM, EYES, Variation, variation_of, vary

PEOPLE = (Person("Emma", "lead", gender="female"), Person("Jonas", "present", gender="male"))
SEEDS = range(1, 31)


def drawing(place="office", action="walking", shot=""):
    return drawing_of(SceneReading(PEOPLE, place=place, action=action, shot=shot))


def head_of(staging):
    lead = staging.actors[0]
    return staging.camera.project((lead.spot.x, lead.spot.y + lead.top, lead.spot.z))


def test_the_scenes_own_picture_is_calm_whatever_its_seed():
    assert {variation_of(drawing(), seed) for seed in SEEDS} == {CALM}


def test_takes_differ_from_the_calm_picture_and_from_each_other():
    takes = [variation_of(varied(drawing()), seed) for seed in SEEDS]

    assert CALM not in takes
    assert all(take.side or take.eye for take in takes), "a step aside alone is not another view"
    assert len(set(takes)) > 20
    assert len({take.eye for take in takes}) == len(EYES)


@pytest.mark.parametrize("place", ["office", "harbour", "bus"])
def test_a_seed_gives_another_picture_of_every_place(place):
    panels = {draw_panel(varied(drawing(place)), 96, 64, seed).tobytes() for seed in (1, 2, 3, 4)}

    assert len(panels) == 4
    assert draw_panel(drawing(place), 96, 64, 1).tobytes() not in panels


@pytest.mark.parametrize("shot", ["wide", "full", "medium", "close", "low", "high"])
@pytest.mark.parametrize("place", ["office", "harbour"])
def test_the_leads_head_stays_as_high_in_the_picture_as_the_shot_has_it(place, shot):
    calm = lay_out(drawing(place, shot=shot), 1.75, 1)
    for seed in SEEDS:
        take = lay_out(varied(drawing(place, shot=shot)), 1.75, seed)
        x, y = head_of(take.staging)

        assert take.shot == calm.shot
        assert y == pytest.approx(head_of(calm.staging)[1], abs=0.12)
        assert y > -0.02 or shot == "close"
        assert 0 < x < 1.75


def test_a_camera_steps_back_only_where_all_of_a_figure_is_seen():
    far = Variation(farther=2, eye=0.0)

    def stepped(place, shot):
        calm = lay_out(drawing(place, shot=shot), 1.75, 1)
        moved = vary(calm.staging, far, calm.shot, calm.place)
        return (LEAD_Z - moved.camera.z) / (LEAD_Z - calm.staging.camera.z)

    assert stepped("harbour", "full") > 1.4
    assert stepped("harbour", "close") <= 1.0
    assert stepped("office", "full") == 1.0, "a wall stands behind the camera"


def test_a_deed_is_seen_at_another_moment():
    calm = lay_out(drawing("harbour", "running"), 1.75, 1)
    later = vary(calm.staging, replace(CALM, stride=True), calm.shot, calm.place)
    before, after = calm.staging.actors[0].pose, later.actors[0].pose

    assert (after["leg_near"], after["leg_far"]) == (before["leg_far"], before["leg_near"])
    assert later.actors[1:] == calm.staging.actors[1:]
