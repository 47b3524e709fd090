"""Arms, hands and what they hold."""

import dataclasses

import pytest
from painting import WHITE, brush, pixels

from storyboard.arms import bares_neck, hand_of
from storyboard.artwork import read_table
from storyboard.body import is_laced
from storyboard.camera import Camera
from storyboard.canvas import make_canvas
from storyboard.casting import grip
from storyboard.clothes import attire_of
from storyboard.deeds import poses
from storyboard.dressed import DressedBody
from storyboard.figures import draw_figure, drawn_skeleton
from storyboard.grips import holding, lay, thing_of
from storyboard.light import make_light
from storyboard.limbs import Easel
from storyboard.people import read_looks
from storyboard.shapes import Brush, Spot, corners_of, parse_shapes
from storyboard.skeleton import make_skeleton, palm_of
from storyboard.sleeves import sleeve_row
from storyboard.space import project

STANDING = poses()["standing"]


def looks(**changes):
    return read_looks({"key": "k", "gender": "female", "age": "", "look": "", "outfit": "green coat", **changes})


def figure(pose=STANDING, prop="", **changes):
    used = brush()
    draw_figure(used, looks(**changes), pose, Spot(0, 0, 4.0), prop)
    return used


def test_a_short_sleeve_leaves_the_forearm_bare():
    worn = attire_of(looks(outfit="t-shirt"))
    shoulder, elbow, wrist = (0, 2, 0), (0, 1, 0), (0, 0, 0)
    upper = [(shoulder, 0.03), (elbow, 0.03), (elbow, 0.03)]
    fore = [(elbow, 0.03), (wrist, 0.02), (wrist, 0.02)]

    assert sleeve_row(upper, (shoulder, elbow, wrist), worn)[-1][0][1] > 1.3, "it ends above the elbow"
    assert sleeve_row(fore, (shoulder, elbow, wrist), worn) == []


def test_a_thing_is_held_in_the_hand():
    assert pixels(figure(prop="cup")) != pixels(figure())


def row_of(pose, side=0, prop=""):
    used = brush()
    who, own = looks(), poses()[pose]
    body = DressedBody(Easel(used, Spot(0, 0, 4.0)), who, own, make_skeleton(who, own), attire_of(who), prop)
    return hand_of(body, side).row


def test_hands_that_meet_are_folded():
    assert row_of("clasped") == row_of("clasped", 1) == "fold"
    assert row_of("standing") == "rest"


def test_hands_on_the_hips_have_a_shape_of_their_own():
    assert row_of("akimbo") == row_of("akimbo", 1) == "hip"


TWO_HANDED = ("crate", "broom", "infant")


@pytest.mark.slow
@pytest.mark.parametrize("pose", [name for name in poses() if "empty" not in poses()[name]][::4])
@pytest.mark.parametrize("prop", ["", "cup", *TWO_HANDED[:2]])
def test_everybody_has_two_hands_each_at_the_end_of_its_arm(pose, prop, monkeypatch):
    drawn = []
    keep = lambda _easel, hand, _colour, part="under": drawn.append((part, hand.wrist))  # noqa: E731 (a recorder)
    monkeypatch.setattr("storyboard.arms.draw_hand", keep)
    row = grip(poses()[pose], prop)
    used, who = brush(), looks()
    draw_figure(used, who, row, Spot(0, 0, 4.0), prop)
    ends = project(used, Spot(0, 0, 4.0), drawn_skeleton(who, row, prop).wrists)

    hands = [wrist for part, wrist in drawn if part == "under"]
    assert sorted(set(hands)) == sorted(ends)
    assert len(hands) == 2 or is_laced(row, prop), "of crossed arms one is drawn again, over the other"
    assert {wrist for part, wrist in drawn if part == "over"} <= set(ends)


@pytest.mark.parametrize("prop", TWO_HANDED)
def test_the_fingers_of_the_hands_that_are_seen_close_over_what_both_hold(prop, monkeypatch):
    drawn = []
    monkeypatch.setattr("storyboard.arms.draw_prop", lambda _figure: drawn.append("thing"))
    monkeypatch.setattr("storyboard.arms.draw_hand", lambda _e, _h, _c, part="under": drawn.append(part))
    figure(pose={**poses()["carrying"], "holds": "both"}, prop=prop)

    seen = 1 if "hides" in read_table("things")["thing"][prop] else 2
    assert drawn[drawn.index("thing") :] == ["thing", *["over"] * seen]
    assert drawn.count("thing") == 1


AROUND, ENOUGH = 14, 12  # pixels around a palm, and of the skin that are seen there where a hand is
SKIN = (255, 0, 255)  # that nothing else is coloured like
# What hides the hand behind it, whose arm leads there: a shield on the forearm.
HIDING = ("shield",)


def skin_seen(prop, pose, turn):
    """How many pixels of the hand that is seen best are around a palm which holds a thing."""
    who, row, spot = dataclasses.replace(looks(), skin=SKIN), {**grip(poses()[pose], prop), "turn": turn}, Spot(0, 0, 3)
    light = make_light("midday", (), "", indoors=False)
    used = Brush(make_canvas(240, 240, WHITE), Camera(0, 1.15, 0, 1.4, 0.5, 1.0), light, light, {})
    draw_figure(used, who, row, spot, prop)
    picture, made, seen = used.canvas.finish(), drawn_skeleton(who, row, prop), []
    for x, y in project(used, spot, [palm_of(made, side) for side in holding(row, prop)]):
        u, v = int(x * 240), int(y * 240)
        box = picture.crop((u - AROUND, v - AROUND, u + AROUND, v + AROUND)).tobytes()
        pinks = zip(box[::3], box[1::3], box[2::3], strict=True)
        seen.append(sum(min(red, blue) > 2 * green + 40 for red, green, blue in pinks))
    return max(seen)


HELD = sorted(name for name, row in read_table("things")["thing"].items() if row.get("held") and name not in HIDING)


@pytest.mark.slow
@pytest.mark.parametrize("prop", HELD)
def test_a_hand_is_seen_at_whatever_somebody_carries(prop):
    for turn in (80, 60, 40, 0):
        assert skin_seen(prop, "standing", turn) >= ENOUGH, turn


@pytest.mark.parametrize("pose", ["standing", "serving"])
@pytest.mark.parametrize("turn", [88, 80, 60, 26, 0, -30])
def test_a_tray_lies_on_a_hand_that_is_seen_below_it(pose, turn):
    assert skin_seen("tray_held", pose, turn) >= ENOUGH


FREE = 0.6  # share of a mug's width that no finger covers


@pytest.mark.parametrize("turn", [80, 60, 40, 0, -40, -80])
def test_a_hand_holds_a_mug_by_its_handle_and_leaves_the_mug_free(turn):
    """Nothing of the mug is drawn over the fingers, and the arm comes from the side of the handle."""
    used, who, row = brush(), looks(), {**grip(STANDING, "cup"), "turn": turn}
    easel, made = Easel(used, Spot(0, 0, 3.0)), drawn_skeleton(who, row, "cup")
    body = DressedBody(easel, who, row, made, attire_of(who), "cup")
    over = [point for form in hand_of(body, 0).bars("over") for point in form]
    held = lay(made, row, "cup")
    shapes = {shape.kind: shape for shape in parse_shapes(thing_of("cup")["shapes"]) if shape.inked}
    across, up = zip(*[easel.point(held.at(*corner)) for corner in corners_of(shapes["poly"])], strict=True)
    handle = [easel.point(held.at(*corner))[0] for corner in corners_of(shapes["curve"])]
    left, right = min(x for x, _ in over), max(x for x, _ in over)
    covered = max(0.0, min(right, max(across)) - max(left, min(across)))

    assert left < (min(handle) + max(handle)) / 2 < right
    assert covered < (1 - FREE) * (max(across) - min(across))
    assert min(up) < min(y for _, y in over)
    assert max(y for _, y in over) < max(up)


@pytest.mark.parametrize(("turn", "right"), [(0, True), (40, True), (150, False), (180, False)])
def test_a_handle_is_where_the_forearm_comes_from(turn, right):
    who, row = looks(), {**grip(STANDING, "cup"), "turn": turn}
    made = drawn_skeleton(who, row, "cup")
    held = lay(made, row, "cup")

    assert (held.at(*corners_of(parse_shapes(thing_of("cup")["shapes"])[2])[0])[0] > held.place[0]) == right


def test_crossed_arms_lie_over_one_part_of_each_other_and_under_one(monkeypatch):
    drawn = []
    monkeypatch.setattr("storyboard.arms.draw_arm", lambda _figure, side, parts: drawn.append((side, *parts)))
    monkeypatch.setattr("storyboard.arms.hold_under", lambda _figure, side, _skin: drawn.append((side, "hand")))
    figure(pose=poses()["crossed"])

    assert drawn == [(1, 1), (0, 0, 1), (1, 0), (1, "hand")]


def test_an_empty_hand_has_all_its_fingers(monkeypatch):
    parts = []
    monkeypatch.setattr("storyboard.arms.draw_hand", lambda *args: parts.append(args[3] if len(args) > 3 else "under"))
    figure(pose={**STANDING, "hand_near": "grip", "hand_far": "rest"})

    assert sorted(parts) == ["over", "under", "under"]


def test_what_hangs_over_a_shoulder_is_drawn_behind_who_carries_it(monkeypatch):
    drawn = []
    monkeypatch.setattr("storyboard.figures.draw_prop", lambda _figure: drawn.append("thing"))
    monkeypatch.setattr("storyboard.figures.draw_arms", lambda *_: drawn.append("arms"))
    figure(pose=poses()["shouldering"], prop="sack")

    assert drawn[0] == "thing"


def test_only_who_pours_lets_it_run(monkeypatch):
    runs = []
    monkeypatch.setattr("storyboard.canvas.Canvas.stroke", lambda _canvas, _ends, colour, _width: runs.append(colour))
    for pose in ("standing", "pouring"):
        figure(pose=poses()[pose], prop="jug")
    water = brush().colour("water", Easel(brush(), Spot(0, 0, 4.0)).distance)

    assert runs.count(water) == 1


@pytest.mark.parametrize(
    ("turn", "side", "bare", "why"),
    [
        (30, 1, True, "the farther shoulder is seen over the opening of a shirt"),
        (55, 0, False, "the nearer one is beside it"),
        (85, 1, False, "from before, both are"),
        (-30, 1, False, "a back has no opening"),
    ],
)
def test_no_seam_is_sewn_over_a_bare_neck_or_lapels(turn, side, bare, why):
    assert bares_neck(make_skeleton(looks(), {**poses()["standing"], "turn": turn}), side) == bare, why
