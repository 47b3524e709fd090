"""Hands on what they hold and touch."""

import itertools
import math

import pytest

from storyboard.artwork import read_table
from storyboard.casting import grip
from storyboard.deeds import poses
from storyboard.figures import drawn_skeleton
from storyboard.grips import (
    BEFORE,
    LIFTED,
    Held,
    apart_from,
    fall_of,
    furniture_size,
    grips_of,
    grounded,
    hidden_hands,
    hold_in_both,
    holding,
    lay,
    lies_on,
    on_table,
    over_cup,
    rest_on_table,
    rests_on,
    take_hold,
    thing_of,
    tipped,
    top_of,
)
from storyboard.limbs import hand_bars
from storyboard.people import read_looks
from storyboard.shapes import corners_of, parse_shapes, points_of
from storyboard.skeleton import FOREARM, HAND, HEAD, PALM, UPPER_ARM, lay_palm, make_skeleton, palm_of
from storyboard.space import between

POSES, THINGS = poses(), read_table("things")["thing"]
AGES = ("toddler", "girl of nine", "", "old woman")
PEOPLE = [read_looks({"key": "k", "gender": "female", "age": age, "look": "", "outfit": ""}) for age in AGES]
PEOPLE.append(read_looks({"key": "k", "gender": "male", "age": "", "look": "tall man", "outfit": ""}))
OWN = [(name, row["hold"]) for name, row in POSES.items() if row.get("hold")]
IN_BOTH = [(name, prop) for name, prop in OWN if len(holding(POSES[name], prop)) > 1]
CARRIED = [("standing", name) for name, row in THINGS.items() if row.get("held") and row.get("holds") == "both"]
UNDER = ("bear",)  # hands that lie under what they hold
SKIN = 0.03  # metres around the middle of a palm that a hand covers


def taken(name, prop, who=PEOPLE[2], heading=None):
    pose = grip(POSES[name], prop)
    return take_hold(make_skeleton(who, pose, heading), pose, prop), pose


def beside(point, start, end):
    """How far a point is from the way between two others."""
    span = math.dist(start, end) or 1.0
    share = sum((p - a) * (b - a) for p, a, b in zip(point, start, end, strict=True)) / span**2
    share = min(1.0, max(0.0, share))
    return math.dist(point, [a + (b - a) * share for a, b in zip(start, end, strict=True)])


@pytest.mark.parametrize(("name", "prop"), IN_BOTH + CARRIED)
def test_both_hands_are_on_what_both_hold_whoever_holds_it(name, prop):
    for who in PEOPLE:
        made, pose = taken(name, prop, who)
        held, hands = lay(made, pose, prop), holding(pose, prop)
        first, second = (held.at(*point) for point in grips_of(made, hands, prop))
        assert [side for side in hands if beside(palm_of(made, side), first, second) > SKIN] == [], who.stature


@pytest.mark.parametrize(("name", "prop"), IN_BOTH)
def test_two_hands_are_not_one(name, prop):
    made, _ = taken(name, prop)
    assert math.dist(palm_of(made, 0)[:2], palm_of(made, 1)[:2]) > 2 * SKIN


def bounds(name):
    across, up = zip(*points_of(name), strict=True)
    return min(across), min(up), max(across), max(up)


@pytest.mark.parametrize("prop", [name for name, row in THINGS.items() if row.get("held")])
def test_a_held_thing_lies_where_its_hands_are(prop):
    """A hand is five centimetres across: no thing is drawn farther from the grip than that."""
    left, low, right, high = bounds(prop)
    for x, y in THINGS[prop].get("grips", [(0.0, 0.0)]):
        assert left - SKIN <= x <= right + SKIN
        assert low - SKIN <= y <= high + SKIN


@pytest.mark.parametrize("prop", [name for name, row in THINGS.items() if row.get("hand") in UNDER])
def test_what_lies_on_a_hand_has_its_underside_there(prop):
    low = bounds(prop)[1]
    assert all(low - 0.05 <= y <= low + SKIN for _, y in THINGS[prop].get("grips", [(0.0, 0.0)]))


@pytest.mark.parametrize("prop", [name for name, row in THINGS.items() if "hides" in row])
@pytest.mark.parametrize("turn", [20, 45, 70, -30, -60])
def test_a_box_hides_the_whole_farther_hand_that_holds_it(prop, turn):
    left, low, right, high = bounds(prop)
    for who in PEOPLE:
        pose = grip({**poses()["standing"], "turn": turn}, prop)
        made = take_hold(make_skeleton(who, pose), pose, prop)
        held, hidden = lay(made, pose, prop), hidden_hands(made, prop)
        assert hidden == ((0, 1) if turn < 0 else (1,))
        for x, y, _ in (joints[side] for side in hidden for joints in (made.wrists, made.fingers)):
            assert held.place[0] + left < x < held.place[0] + right
            assert held.place[1] + low < y < held.place[1] + high


@pytest.mark.parametrize("prop", [name for name, row in THINGS.items() if "spout" in row])
@pytest.mark.parametrize("who", PEOPLE, ids=lambda who: f"{who.stature:.2f}")
def test_what_is_poured_falls_into_the_cup(prop, who):
    name = "watering" if prop == "watering_can" else "pouring"
    made, pose = taken(name, prop, who)
    spout = lay(made, pose, prop).at(*THINGS[prop]["spout"])
    cup = on_table(pose, pose["pours"], who.stature)

    assert spout[0] == pytest.approx(cup[0], abs=0.03), "right above it"
    assert spout[1] - cup[1] == pytest.approx(fall_of(pose), abs=0.03)
    assert spout[2] == pytest.approx(cup[2], abs=0.03), "and no nearer to us"


POTS = ("jug", "teapot", "bottle")


@pytest.mark.parametrize("prop", POTS)
@pytest.mark.parametrize("who", PEOPLE[1:], ids=lambda who: f"{who.stature:.2f}")
@pytest.mark.parametrize("turn", [0, 26, 45, 60])
def test_a_forearm_is_seen_that_leads_to_the_handle_of_what_is_poured_from(prop, who, turn):
    pose = {**grip(POSES["pouring"], prop), "turn": turn}
    made = take_hold(make_skeleton(who, pose), pose, prop)
    (side,) = holding(pose, prop)
    elbow, wrist, held = made.elbows[side], made.wrists[side], lay(made, pose, prop)
    outlines = [corners_of(shape) for shape in parse_shapes(THINGS[prop]["shapes"]) if shape.kind in ("poly", "blob")]
    way = [own_point(held, between(elbow, wrist, share / 10)) for share in range(8)]

    assert math.dist(elbow[:2], wrist[:2]) > 0.6 * FOREARM * who.stature, "it does not point at us"
    assert elbow[0] < wrist[0], "it comes from the body, not from behind the pot"
    hidden = [any(within(point, outline) for outline in outlines) for point in way]
    assert prop == "bottle" or sum(hidden) <= len(way) / 2, "a bottle is held around its belly"


@pytest.mark.parametrize("name", [name for name, row in POSES.items() if row.get("touch_near") or row.get("touch_far")])
def test_hands_lie_on_what_they_touch_whoever_it_is(name):
    """Doors and carts are as large for a child, who reaches for them."""
    full_size = "behind" in POSES[name] or POSES[name].get("on", 0) > 0.2
    for who in PEOPLE[2:] if full_size else PEOPLE:
        made, pose = taken(name, "", who)
        for side, key in enumerate(("touch_near", "touch_far")):
            if pose.get(key):
                assert math.dist(palm_of(made, side), on_table(pose, pose[key], who.stature)) < 2 * SKIN, who.stature


def test_an_arm_keeps_its_lengths():
    plain = make_skeleton(PEOPLE[2], POSES["standing"])
    made, s = lay_palm(plain, 0, (0.3, 1.2, -0.2)), PEOPLE[2].stature

    assert palm_of(made, 0) == pytest.approx((0.3, 1.2, -0.2), abs=1e-6)
    assert math.dist(made.shoulders[0], made.elbows[0]) == pytest.approx(UPPER_ARM * s)
    assert math.dist(made.elbows[0], made.wrists[0]) == pytest.approx(FOREARM * s)
    assert math.dist(made.wrists[0], made.fingers[0]) == pytest.approx(HAND * s)
    assert made.wrists[1] == plain.wrists[1], "the other arm stays"


def test_what_is_out_of_reach_is_pointed_at():
    made = lay_palm(make_skeleton(PEOPLE[2], POSES["standing"]), 1, (9.0, 1.3, 0.0))
    assert 0.4 < palm_of(made, 1)[0] < 0.9


@pytest.mark.parametrize(
    ("pose", "prop", "hands"),
    [({}, "", ()), ({}, "cup", (0,)), ({"holds": "far"}, "cup", (1,)), ({}, "crate", (0, 1)), ({}, "violin", (1, 0))],
)
def test_which_hands_hold_it(pose, prop, hands):
    assert holding(pose, prop) == hands


def test_of_a_level_thing_the_left_hand_has_the_left():
    from_before, _ = taken("carrying", "crate")
    from_behind, _ = taken("carrying", "crate", heading=-80)
    rows = [[x for x, _ in grips_of(made, (0, 1), "crate")] for made in (from_before, from_behind)]

    assert rows[0] == rows[1][::-1]


def test_hands_slide_together_where_arms_are_short():
    def apart(who):
        made, _ = taken("reading_paper", "newspaper", who)
        return math.dist(palm_of(made, 0), palm_of(made, 1))

    assert apart(PEOPLE[0]) < apart(PEOPLE[-1])


def test_only_what_is_poured_from_is_tipped():
    pose = POSES["pouring"]
    assert tipped(pose, "jug") > 0.5
    assert tipped(POSES["standing"], "jug") == tipped(pose, "cup") == 0
    assert over_cup(make_skeleton(PEOPLE[2], pose), pose, "jug")[2] == -BEFORE


def test_a_child_sits_at_a_childs_table():
    assert furniture_size(1.8) == 1
    assert furniture_size(1.2) == pytest.approx(0.75)
    assert on_table({"table": "t"}, (1.0, 1.0), 1.2) == pytest.approx((0.75, 0.75, -BEFORE))
    assert on_table({"behind": "door_side"}, (1.0, 1.0), 1.2) == (1.0, 1.0, 0.0), "a door has its size"


AT_TABLES = [name for name, row in POSES.items() if top_of(str(row.get("table", "")))]


@pytest.mark.parametrize("name", AT_TABLES)
def test_no_hand_is_within_the_top_of_a_table(name):
    for who in PEOPLE:
        made, pose = taken(name, POSES[name].get("hold", ""), who)
        left, right, height = (edge * furniture_size(who.stature) for edge in top_of(pose["table"]))
        for side in (0, 1):
            u, v, _ = palm_of(made, side)
            assert not (left < u < right and height - 0.1 < v < height), (who.stature, side)


@pytest.mark.parametrize(
    ("table", "flat"), [("bare_table", True), ("sink_side", True), ("coverlet", False), ("ripples", False), ("", False)]
)
def test_only_a_table_has_a_top(table, flat):
    assert bool(top_of(table)) is flat


def test_a_hand_on_the_lap_stays_under_the_table():
    made = make_skeleton(PEOPLE[2], POSES["sitting"])
    low = lay_palm(made, 0, (0.4, 0.5, -0.1))

    assert rest_on_table(low, "bare_table") == low
    assert not lies_on(low, 0, "bare_table")
    assert lies_on(lay_palm(made, 0, (0.4, 0.8, -0.1)), 0, "bare_table")


@pytest.mark.parametrize(("height", "rests"), [(0.8, True), (1.1, False)], ids=["on it", "a spoon at the mouth"])
def test_a_lifted_hand_belongs_to_no_table(height, rests):
    made = lay_palm(make_skeleton(PEOPLE[2], POSES["sitting"]), 0, (0.35, height, -0.4))

    assert rests_on(made, 0, "bare_table") is rests
    assert (palm_of(rest_on_table(made, "bare_table"), 0)[2] > -0.3) is rests, "nor does it hang before the edge"


def test_nothing_else_moves():
    made = make_skeleton(PEOPLE[2], POSES["carrying"])
    held = hold_in_both(made, (0, 1), POSES["carrying"], "crate")
    assert (held.shoulders, held.head, held.hips) == (made.shoulders, made.head, made.hips)
    assert take_hold(made, POSES["standing"], "") == made


TIPS, FINGER = 0.058, 0.024  # metres from the palm to where thumb and finger meet, and that a finger is wide
PINCHED = [name for name, row in THINGS.items() if row.get("hand") == "pinch" and not row.get("upright")]


@pytest.mark.parametrize("name", PINCHED)
def test_what_two_fingers_hold_runs_between_their_tips_and_through_the_palm(name):
    """A pen beside a fist is held by nobody: near the finger tips, and within the palm, something of it is drawn."""
    lines = [
        list(itertools.pairwise(corners_of(shape)))
        for shape in parse_shapes(thing_of(name)["shapes"])
        if shape.kind in ("line", "poly", "rect")
    ]
    points = [
        (a[0] + (b[0] - a[0]) * share / 20, a[1] + (b[1] - a[1]) * share / 20)
        for pairs in lines
        for a, b in pairs
        for share in range(21)
    ]
    for place in ((0.0, 0.0), (TIPS, 0.0)):
        assert min(math.dist(place, point) for point in points) < FINGER, place


def within(point, outline):
    """Whether a point is inside an outline."""
    crossings = [
        (a[0] + (b[0] - a[0]) * (point[1] - a[1]) / (b[1] - a[1])) > point[0]
        for a, b in zip(outline, outline[1:] + outline[:1], strict=True)
        if (a[1] > point[1]) != (b[1] > point[1])
    ]
    return sum(crossings) % 2 == 1


FLAT = ("book", "letter", "map", "newspaper", "sketchbook", "notepad", "photograph", "ticket", "mobile", "plate")
LAID = (*FLAT, "blanket", "parcel", "tray_held")
EDGE_DEEP = 0.045  # metres within a thing's edge where an arm, as thick as that, is still seen
SEEN = 0.6  # share of a forearm that nothing flat hides
BARE = [name for name in ("standing", "walking", "sitting", "kneeling", "attentive") if name in POSES]
HOLDERS = [(pose, prop) for prop in LAID for pose in BARE] + [(pose, prop) for pose, prop in OWN if prop in LAID]


@pytest.mark.parametrize(("name", "prop"), HOLDERS)
def test_a_forearm_is_seen_to_lead_to_the_hand_on_a_flat_thing(name, prop):
    """A fist on the front of a cover is nobody's: wrists are outside it, or at its edge, and a forearm is in sight."""
    outlines = [corners_of(shape) for shape in parse_shapes(THINGS[prop]["shapes"]) if shape.kind in ("poly", "blob")]
    for who, heading in itertools.product(PEOPLE, (None, 0, 60)):
        made, pose = taken(name, prop, who, heading)
        held, hands = lay(made, pose, prop), holding(pose, prop)
        ways = [
            [own_point(held, between(made.wrists[side], made.elbows[side], share / 5)) for share in range(6)]
            for side in hands
        ]
        hidden = [[any(depth_in(point, outline) > EDGE_DEEP for outline in outlines) for point in way] for way in ways]
        assert not any(way[0] for way in hidden), (who.stature, heading)
        assert min(sum(way) / len(way) for way in hidden) <= 1 - SEEN, (who.stature, heading)


@pytest.mark.parametrize("prop", ["rifle"])
def test_what_reaches_back_from_the_hand_lies_under_the_forearm(prop):
    """A stock drawn along the forearm, which points as the thing does, leaves a hand without an arm."""
    outlines = [corners_of(shape) for shape in parse_shapes(THINGS[prop]["shapes"]) if shape.kind in ("poly", "blob")]
    forearm = [(-share / 100, 0.0) for share in range(10, 30, 2)]
    assert [point for point in forearm if any(within(point, outline) for outline in outlines)] == []


SINGLY = [
    name
    for name, row in THINGS.items()
    if row.get("held") and row.get("holds") != "both" and row.get("hand", "grip") in ("grip", "mug", "trigger")
]
KNUCKLES = 0.08  # hand lengths before the middle of the palm where the fingers close
BORE = 0.016  # metres from the side of a thing at which fingers still close around it


@pytest.mark.parametrize("name", [*SINGLY, "cup_raised"])
def test_what_a_fist_holds_is_in_the_hand_and_not_beside_it(name):
    fist = (KNUCKLES * HAND * 1.7, 0.0)
    shapes = [shape for shape in parse_shapes(THINGS[name]["shapes"]) if len(corners_of(shape)) > 1]
    filled = [corners_of(shape) for shape in shapes if shape.kind not in ("line", "curve")]
    ways = [min(beside(fist, a, b) for a, b in itertools.pairwise([*row, row[0]])) for row in filled]
    ways += [
        min(beside(fist, a, b) for a, b in itertools.pairwise(corners_of(bar))) - bar.numbers[0] / 2
        for bar in shapes
        if bar.kind in ("line", "curve")
    ]

    assert min(ways) < BORE or any(within(fist, row) for row in filled), min(ways)


BOXES = [name for name, row in THINGS.items() if "hides" in row]


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("prop", BOXES)
def test_a_child_carries_a_childs_box(prop, who):
    pose = POSES["carrying"]
    held = lay(make_skeleton(who, pose), pose, prop)
    left, right, _, _ = bounds(prop)

    assert held.size == furniture_size(who.stature)
    assert held.at(right, 0.0)[0] - held.at(left, 0.0)[0] == pytest.approx((right - left) * held.size)
    assert lay(make_skeleton(who, pose), {**pose, "holds": "near"}, "cup").size == 1.0, "a cup is a cup"


def own_point(held, place):
    """Where a place in the figure's space is on the thing itself: the inverse of `Held.at`."""
    x, y, cos, sin = place[0] - held.place[0], place[1] - held.place[1], math.cos(held.lean), math.sin(held.lean)
    return (x * cos - y * sin, x * sin + y * cos)


def depth_in(point, outline):
    """How many metres within its edge a point of a thing is; 0 outside."""
    if not within(point, outline):
        return 0.0
    return min(beside(point, a, b) for a, b in zip(outline, outline[1:] + outline[:1], strict=True))


@pytest.mark.parametrize("who", PEOPLE, ids=lambda who: str(who.stature))
@pytest.mark.parametrize("heading", [0, 20, 40, 62, 75])
def test_a_cup_comes_to_the_lips_however_the_head_is_turned(who, heading):
    pose = {**POSES["drinking"], "turn": heading}
    made = take_hold(make_skeleton(who, pose), pose, "cup_raised")
    size = HEAD * who.stature
    rim, lips = (
        lay(made, pose, "cup_raised").at(*THINGS["cup_raised"]["sips"]),
        made.head.at(0.5 * size, -0.36 * size, 0),
    )

    assert math.dist(rim[:2], lips[:2]) < 0.02


MOUTHS = [
    (name, str(row.get("raises", row["hold"])))
    for name, row in POSES.items()
    if row.get("hold") and row.get("use") in ("bite", "eat")
]


@pytest.mark.parametrize("heading", [None, 20, 42, 64])
@pytest.mark.parametrize(("name", "prop"), MOUTHS)
def test_what_is_brought_to_the_mouth_hides_no_face(name, prop, heading):
    for who in PEOPLE[1:]:
        made, pose = taken(name, prop, who, heading)
        held, size = lay(made, pose, prop), HEAD * who.stature * who.head
        nose = made.head.at(0.5 * size, 0.0, 0.0)
        spread = [held.at(x, y) for x, y in points_of(prop)]
        left, right = min(x for x, _, _ in spread), max(x for x, _, _ in spread)
        top = max(y for _, y, _ in spread)

        assert not left < nose[0] < right or top < nose[1] + 0.1 * size


@pytest.mark.parametrize("who", PEOPLE, ids=lambda who: f"{who.stature:.2f}")
@pytest.mark.parametrize("name", ["polishing", "kneading", "sorting", "washing_up"])
def test_who_works_on_a_table_has_both_hands_on_it(name, who):
    row = poses()[name]
    made = drawn_skeleton(who, grip(row, str(row.get("hold", ""))), str(row.get("hold", "")))
    assert all(rests_on(made, side, row["table"]) for side in (0, 1))


@pytest.mark.parametrize("who", PEOPLE, ids=lambda who: str(who.stature))
def test_who_digs_has_the_blade_at_the_ground_and_no_hand_before_the_other_arm(who):
    pose = POSES["digging"]
    made = take_hold(make_skeleton(who, pose), pose, "spade")
    (near, high, _), (far, low, _) = (palm_of(made, side) for side in (0, 1))

    assert high > low, "the arm that is nearer to us is above"
    assert far > near, "the other one reaches out before it"
    assert who.stature < 1.5 or -0.12 < lay(made, pose, "spade").at(0.8, 0.0)[1] < 0.45


FOOTED = [name for name, row in THINGS.items() if "foot" in row]


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("prop", FOOTED)
@pytest.mark.parametrize("name", ["limping", "walking", "standing", "leaning", "kneeling", "waving", "talking"])
def test_a_stick_stands_on_the_ground_whoever_leans_on_it(name, prop, who):
    """It goes neither through the floor nor hangs above it, unless the hand lifts it."""
    skeleton, pose = taken(name, prop, who)
    held, foot = lay(skeleton, pose, prop), float(THINGS[prop]["foot"])
    (hand, *_) = holding(pose, prop)
    end, palm = held.at(0.0, -foot)[1], palm_of(skeleton, hand)[1]

    assert end >= -0.01
    assert end < 0.01 or palm > LIFTED * foot
    assert -foot * held.size <= palm - held.place[1] <= 0.01, "the hand is on it"


@pytest.mark.parametrize(
    ("height", "pose", "size", "end", "why"),
    [
        (0.8, {}, 1.0, 0.0, "it just reaches"),
        (0.6, {}, 1.0, 0.0, "it goes up through a low hand"),
        (0.96, {}, 1.2, 0.0, "a taller person has a longer one"),
        (1.3, {}, 1.0, 0.5, "it is lifted"),
        (0.6, {"on": 0.4}, 1.0, -0.2, "who sits on a horse has no ground below the feet"),
    ],
)
def test_how_a_stick_stands(height, pose, size, end, why):
    held = grounded(Held((0.3, height, 0.0), 0.0), pose, "staff")

    assert (held.size, held.at(0.0, -0.8)[1]) == (pytest.approx(size), pytest.approx(end)), why


LONG = ("rifle", "broom", "rake", "spade")
DEEDS = ("standing", "walking", "running", "talking", "attentive")
LOW = [(pose, prop) for prop in ("rifle", "spade") for pose in ("kneeling", "sitting")]
IN_USE = [("digging", "spade"), ("sweeping", "broom"), ("aiming_rifle", "rifle"), *LOW]
SHAFTS = [*((pose, prop) for prop in LONG for pose in DEEDS), *IN_USE]
THROAT = 0.75  # heads below the middle of a head, and beside it, that a shaft keeps clear
AHEAD = 0.14  # metres at least between two hands on a shaft


@pytest.mark.parametrize(("name", "prop"), SHAFTS)
@pytest.mark.parametrize("heading", [None, 50])
def test_a_long_thing_is_in_both_hands_one_ahead_of_the_other(name, prop, heading):
    for who in PEOPLE[1:]:
        made, pose = taken(name, prop, who, heading)
        hands, held = holding(pose, prop), lay(made, pose, prop)
        palms = [palm_of(made, side) for side in hands]

        assert len(hands) == 2, "the other hand hovers beside no barrel"
        assert math.dist(*palms) > AHEAD, who.stature
        assert held.at(bounds(prop)[2], 0.0)[1] > -0.02, "nothing goes into the ground"


@pytest.mark.parametrize(("name", "prop"), [pair for pair in SHAFTS if not pair[0].startswith("aiming")])
def test_no_shaft_runs_through_neck_or_chin(name, prop):
    left, _, right, _ = bounds(prop)
    for who, heading in itertools.product(PEOPLE[1:], (None, 50)):
        made, pose = taken(name, prop, who, heading)
        held, size = lay(made, pose, prop), HEAD * who.stature * who.head
        chin, throat = made.head.at(0.1 * size, -0.3 * size, 0.0), made.head.at(0.0, -THROAT * size, 0.0)
        ends = [(*held.at(x, 0.0)[:2], 0.0) for x in (left, right)]
        for place in (made.head.origin, chin, throat):
            assert beside((*place[:2], 0.0), *ends) > 0.4 * size, (who.stature, heading)


def test_a_child_digs_with_a_childs_spade():
    sizes = [lay(*taken("digging", "spade", who), "spade").size for who in PEOPLE]
    assert sizes == [furniture_size(who.stature) for who in PEOPLE]


READERS = [name for name, row in POSES.items() if row.get("use") == "read"]
SHEETS = [name for name, row in THINGS.items() if row.get("held") and "read" in row.get("use", "").split()]


@pytest.mark.parametrize("prop", SHEETS)
@pytest.mark.parametrize("name", READERS)
def test_what_is_read_sticks_to_no_cheek(name, prop):
    for who, heading in itertools.product(PEOPLE[1:], (None, 0, 20, 45, 65)):
        made, pose = taken(name, prop, who, heading)
        gap = apart_from(made.head.origin, lay(made, pose, prop), prop)
        assert made.lying or gap > 0.55 * HEAD * who.stature, (who.stature, heading)


SMALL = [name for name, row in THINGS.items() if row.get("hand") == "pinch" and name != "bandage"]
FINGERS = 0.062  # metres from the palm to the finger tips


@pytest.mark.parametrize("name", SMALL)
def test_something_of_what_two_fingers_hold_is_seen_beyond_them(name):
    _, low, right, high = bounds(name)
    beyond = max(right - FINGERS, high - 0.03, -low - 0.03)

    assert beyond > 0.03, "a spark without a body"
    pens = [shape.numbers[0] for shape in parse_shapes(THINGS[name]["shapes"]) if shape.kind == "line" and shape.inked]
    filled = [shape for shape in parse_shapes(THINGS[name]["shapes"]) if shape.kind in ("poly", "oval", "blob")]
    assert filled or max(pens) >= 0.02, "wide enough for an outline"


@pytest.mark.parametrize("name", [name for name, row in THINGS.items() if row.get("hand") == "page"])
def test_a_page_is_held_at_its_edge_by_the_thumb_before_and_the_fingers_behind(name):
    left, low, right, high = bounds(name)
    size = HAND * 1.7
    thumb = [(x - PALM) * size for bar in hand_bars("page", "over") for x in (bar[0], bar[3])]
    fingers = [(bar[3] - PALM) * size for bar in hand_bars("page", "under")[2:]]

    assert left < max(thumb) < left + (right - left) / 3, "the thumb is on its edge"
    assert all(left < tip < right for tip in fingers), "the fingers are behind"
    assert low < 0 < high
