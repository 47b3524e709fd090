"""Who sits or lies in, what is there to sit on and how the body is turned out."""

import pytest
from painting import brush, pixels
from sweeping import sweep

from storyboard.artwork import read_table
from storyboard.camera import Camera, seen_width
from storyboard.casting import Actor, make_actor
from storyboard.deeds import poses
from storyboard.figures import drawn_skeleton
from storyboard.grips import BEFORE, furniture_size, top_of
from storyboard.people import read_looks
from storyboard.seats import (
    CHAIRS,
    FOR_ONE,
    GROWN,
    bed_of,
    beds,
    is_bed,
    lifted,
    named_seat,
    sat_up,
    seated,
    share_bench,
    take_bed,
    take_chair,
    take_seat,
    under_roof,
)
from storyboard.shapes import Spot, corners_of, extent_of, parse_shapes
from storyboard.skeleton import make_skeleton, palm_of
from storyboard.solids import away_of, far_first, reach_of, solids_of
from storyboard.stage import draw_before, draw_body, middle_of_seat, seat_size
from storyboard.staging import stage_people

POSES, PLACES, THINGS = poses(), read_table("places")["place"], read_table("things")["thing"]
ROOM = {"set": "room"}
LOWEST_ROOF, LOWEST_CHIN = 1.4, 0.5  # metres above the ground, and below a roof
FLAT = 0.04  # statures between two feet on one floor
LOWEST_SOLE = 0.1  # metres above the ground of what is still in the body of a car
SIDE = parse_shapes(THINGS["wagon_side"]["shapes"])
LOW, HIGH = 0.34, 0.66  # metres above its floor between which a seat's top is
SEATS = sorted(
    {*CHAIRS, *read_table("poses")["seat"], *(str(row["chair"]) for row in PLACES.values() if "chair" in row)}
)


def someone(index=0, age=""):
    return {"key": f"k{index}", "presence": "present", "gender": "", "age": age, "look": "", "outfit": ""}


def actor(age="", **changes):
    return Actor(read_looks(someone(0, age)), POSES["sitting"], Spot(0, 0, 4.0), **changes)


def tops(name):
    """Give the boxes and the front views of a thing at whose top somebody could sit: left, right, near, far, height."""
    for shape in parse_shapes(THINGS[name]["shapes"]):
        if shape.kind == "box":
            x, y, z, width, height, depth = shape.numbers
            yield x, x + width, z, z + depth, y + height
    left, right, _ = extent_of(name)
    if not any(shape.kind == "box" for shape in parse_shapes(THINGS[name]["shapes"])):
        heights = [
            y for shape in parse_shapes(THINGS[name]["shapes"]) if shape.kind != "line" for _, y in corners_of(shape)
        ]
        yield from ((left, right, -0.3, 0.3, height) for height in heights)


@pytest.mark.parametrize("age", ["toddler", "child", "", "old"])
@pytest.mark.parametrize("name", sweep(SEATS, 3))
def test_the_pelvis_is_in_the_top_of_the_seat(name, age):
    one = seated(actor(age, seat=name))
    skeleton, size = one.skeleton, seat_size(one)
    u, v, w = (number / size for number in skeleton.pelvis.origin)
    floor = float(THINGS[name].get("floor", 0.0))
    fitting = [
        height
        for left, right, near, far, height in tops(name)
        if left + 0.1 < u < right - 0.1 and near + 0.05 < w < far - 0.05 and LOW < height - floor < HIGH
    ]

    assert fitting, "nothing to sit on under the pelvis"
    assert any(v - 0.14 < height < v + 0.1 for height in fitting), (v, fitting)


@pytest.mark.parametrize("ages", [("child", ""), ("", "child"), ("toddler", "old")])
def test_two_sit_at_one_height_on_one_bench(ages):
    lead, other = share_bench([seated(actor(age, seat="park_bench")) for age in ages])
    heights = [one.skeleton.pelvis.origin[1] for one in (lead, other)]

    assert heights[0] == pytest.approx(heights[1], abs=0.05)
    assert seat_size(lead) == 1.0
    assert abs(2 * lead.pose["seat_at"]) < extent_of("park_bench")[1], "both are on it"


def test_who_shares_a_bench_is_drawn_after_it():
    drawing = {"people": [{**someone(), "presence": "lead"}, someone(1)], "action": "sitting on the sofa"}
    lead, other = stage_people(drawing, PLACES["living_room"], 1.75, 0.0).actors

    assert (lead.seat, other.seat, other.bench) == ("sofa", "", "sofa")
    assert other.spot.z < lead.spot.z


@pytest.mark.parametrize(
    ("action", "seat"),
    [
        ("sitting on the edge of the bed", "cot"),
        ("sitting on a wooden crate", "crate_seat"),
        ("sitting on her throne", "throne"),
        ("reading on the front steps", "step_seat"),
        ("sitting beside the bed", ""),
        ("sitting", ""),
        ("sitting on the chair", ""),
    ],
)
def test_an_action_may_name_the_seat(action, seat):
    assert named_seat(action) == seat


def test_a_throne_lifts_the_feet_onto_its_step():
    assert seated(actor(seat="throne")).pose["on"] == THINGS["throne"]["floor"]
    assert "on" not in seated(actor(seat="chair")).pose


def test_at_a_table_nobody_sits_in_a_seat_that_faces_us():
    at_table = Actor(read_looks(someone()), POSES["at_table"], Spot(0, 0, 4.0), seat="chair")
    assert take_chair(at_table, {"set": "room", "chair": "sofa"}).seat == "chair", "nor at another's"
    assert take_chair(actor(seat="chair"), {"set": "room", "chair": "sofa"}).seat == "sofa"


@pytest.mark.parametrize(("age", "rises"), [("child", True), ("", False)])
def test_a_child_is_lifted_onto_a_grown_persons_seat(age, rises):
    one = lifted(actor(age, seat="chair"))

    assert (one.pose["lift"] > 0) == rises
    assert (one.looks.stature < GROWN) == rises


@pytest.mark.parametrize(
    ("place", "seat", "found"),
    [
        pytest.param({"set": "room"}, "chair", "chair", id="indoors"),
        pytest.param({"set": "open"}, "chair", "bench", id="in the open"),
        pytest.param({"set": "open", "chair": "log"}, "chair", "log", id="what the place has"),
        pytest.param({"set": "open"}, "cot", "cot", id="a bed is no chair"),
        pytest.param({"set": "room"}, "", "", id="who stands needs none"),
    ],
)
def test_people_sit_on_what_there_is(place, seat, found):
    assert take_chair(actor(seat=seat), place).seat == found


def test_a_hospital_has_its_own_beds_and_a_room_has_none():
    ward = {"set": "room", "put": "sick_bed 1 6"}
    lying = take_seat(make_actor(someone(), 0, POSES["sleeping"], {}, ward), ward)

    assert lying.seat == "ward_cot"
    assert take_bed(actor(seat="cot"), ROOM).seat == "cot"


def test_there_is_one_list_of_beds():
    kinds = read_table("poses")["lying"]["in"]

    assert beds() <= set(THINGS)
    assert set(kinds) <= beds()
    assert all(is_bed(bed_of({"put": f"{name} 1 6"})[0]) for name in beds())
    assert not any(is_bed(seat) for seat in ("chair", "sofa", ""))


@pytest.mark.parametrize(
    "name", sorted({*beds(), *(kind.split()[0] for kind in read_table("poses")["lying"]["in"].values())})
)
def test_a_bed_stands_on_both_its_ends(name):
    solids = solids_of(name)
    feet = [solid for solid in solids if solid.up[0] < 0.11]
    if "hung" in name or name == "pallet":  # it hangs on chains
        return
    (left, right), near = reach_of(name)[0], away_of(name)[0]

    assert min(foot.across[0] for foot in feet) - left < 0.3
    assert right - max(foot.across[1] for foot in feet) < 0.3
    assert min(foot.away[0] for foot in feet) - near < 0.5, "the end towards us has feet"


@pytest.mark.parametrize(
    ("action", "place", "seat", "why"),
    [
        ("lying in bed", "bedroom", "cot", "there is one"),
        ("sleeping", "street", "", "nobody has a bed in a street"),
        ("sleeping", "forest", "", "nor in a wood"),
        ("sleeping", "office", "chair", "in an office one nods off on a chair"),
        ("sleeping", "dungeon", "", "where there is no chair, one lies on the ground"),
        ("sleeping", "any_room", "cot", "a room of which nothing is known may have one"),
        ("sleeping on the sofa", "living_room", "sofa", "a sofa is lain on"),
        ("sleeping on a bench", "park", "bench", "so is a bench"),
        ("leaning back in his chair", "office", "armchair_seat", "who leans back in a chair stays in it"),
        ("lying in bed", "office", "cot", "what is told is drawn"),
    ],
)
def test_nobody_brings_a_bed_to_where_none_belongs(action, place, seat, why):
    drawing = {"people": [{**someone(), "presence": "lead"}], "action": action}
    (lead,) = stage_people(drawing, PLACES[place], 1.75, 0.0).actors

    assert lead.seat == seat, why
    assert bool(lead.table) == (seat == "cot"), "only a bed has a cover"


def test_a_visitor_does_not_sit_in_a_bed_because_another_lies_in_one():
    drawing = {"people": [{**someone(), "presence": "lead"}, someone(1)], "action": "lying in bed"}
    lying, sitting = stage_people(drawing, PLACES["hospital"], 1.75, 0.0).actors

    assert (lying.seat, sitting.seat) == ("ward_cot", "chair")


BEDDED = sorted(pose for pose, row in POSES.items() if row.get("table") == "coverlet")


@pytest.mark.parametrize("age", ["", "old", "eight years old", "toddler"])
@pytest.mark.parametrize("ward", [False, True])
def test_nothing_of_the_legs_of_who_lies_in_bed_comes_out_from_under_the_cover(ward, age):
    place = {"set": "room", "put": "sick_bed" if ward else "bed"}
    for pose in BEDDED:
        pictures = set()
        for colour in ("red", "white"):
            who = read_looks({**someone(0, age), "outfit": f"grey shirt, {colour} trousers and {colour} shoes"})
            lies = Actor(who, POSES[pose], Spot(0, 0, 4.0), seat="cot", table="coverlet")
            used, lies = brush(), take_bed(lies, place)
            draw_body(used, lies)
            draw_before(used, lies)
            pictures.add(pixels(used))
        assert len(pictures) == 1, pose


SITS_UP = sorted(name for name in BEDDED if POSES[name].get("up"))


@pytest.mark.parametrize("name", SITS_UP)
@pytest.mark.parametrize("age", ["", "old", "eight years old"])
@pytest.mark.parametrize(("put", "seat"), [("bed", "cot_up"), ("sick_bed", "ward_cot_up")])
def test_who_sits_up_in_bed_leans_on_the_pillow_with_the_legs_under_the_cover(put, seat, age, name):
    who = read_looks(someone(0, age))
    sits = take_bed(Actor(who, POSES[name], Spot(0, 0, 4.0), seat="cot", table="coverlet"), {"set": "room", "put": put})
    size, made = seat_size(sits), drawn_skeleton(who, sits.pose, "")
    middle = middle_of_seat(sits, sits.seat)
    pillow = max(
        (corners_of(shape) for shape in parse_shapes(THINGS[seat]["shapes"]) if shape.kind == "blob"),
        key=lambda corners: max(y for _, y in corners),
    )
    back = min(joint[0] for joint in (made.waist, *made.shoulders)) - middle
    (left, right), _ = reach_of(sits.table)

    assert (sits.seat, is_bed(sits.seat)) == (seat, True)
    assert back - 0.2 * size < max(x for x, _ in pillow) * size, "the pillow is behind the back"
    assert left * size < made.pelvis.origin[0] < max(toe[0] for toe in made.toes) < right * size
    assert all(palm_of(made, side)[1] > top_of(sits.table)[2] * size for side in (0, 1)), "the hands are on the cover"


def test_who_lies_in_bed_keeps_the_flat_cover():
    assert [sat_up(name) for name in ("cot", "coverlet")] == ["cot_up", "coverlet_up"]
    lies = take_bed(
        Actor(read_looks(someone(0)), POSES["sleeping"], Spot(0, 0, 4.0), seat="cot", table="coverlet"), ROOM
    )
    assert (lies.seat, lies.table) == ("cot", "coverlet")


@pytest.mark.parametrize(("bed", "cover"), [("cot", "coverlet"), ("ward_cot", "ward_cover")])
def test_no_end_of_a_cover_hangs_over_the_footboard_wherever_the_bed_is_seen_from(bed, cover):
    end, board = reach_of(cover)[0][1], max(solids_of(bed), key=lambda solid: solid.across[0])
    for distance in (1.6, 2.6, 4.5):
        for share in (0.1, 0.5, 0.9):
            camera = Camera(board.across[0] + share * seen_width(distance, 1.75) / 2, 1.2, -distance, 1.2, 0.42, 1.75)
            foot = camera.project((board.across[0], 0.5, board.away[0]))[0]
            assert camera.project((end, 0.5, -BEFORE))[0] < foot, (distance, share)


@pytest.mark.parametrize(("x", "order"), [(0.0, "footboard headboard mattress"), (3.0, "headboard mattress footboard")])
def test_a_mattress_hides_the_boards_at_its_ends_but_one_before_it(x, order):
    names = {-1.02: "headboard", 1.0: "footboard", -0.93: "mattress"}
    boxes = [shape for shape in parse_shapes(THINGS["cot"]["shapes"]) if shape.kind == "box"]
    drawn = far_first(boxes, Spot(0, 0, 4.0), Camera(x, 1.2, 0.0, 1.2, 0.42, 1.75))
    assert [names[box.numbers[0]] for box in drawn if box.numbers[0] in names] == order.split()


@pytest.mark.parametrize("pose", BEDDED)
def test_who_lies_in_bed_holds_only_what_the_pose_is_about(pose):
    drawing = {"people": [{**someone(), "presence": "lead"}], "action": "waking", "props": ["lantern"]}
    made = make_actor(drawing["people"][0], 0, POSES[pose], drawing, {"set": "room", "put": "bed"})

    assert made.prop == POSES[pose].get("hold", "")


TABLES = [
    (pose, str(row["table"]))
    for pose, row in POSES.items()
    if "seat" in row and top_of(str(row.get("table", ""))) and row["seat"] != "cot"
]


@pytest.mark.parametrize("age", ["", "eight years old", "three years old"])
def test_no_leg_of_a_table_stands_between_the_legs_of_who_sits_at_it(age):
    who = read_looks(someone(0, age))
    for pose, table in TABLES:
        toes = max(x for x, _, _ in make_skeleton(who, POSES[pose]).toes)
        legs = [solid.across[0] for solid in solids_of(table) if solid.up[0] < LOW]
        assert legs, table
        assert min(legs) * furniture_size(who.stature) > toes, (pose, table)


@pytest.mark.parametrize("place", [name for name, row in PLACES.items() if "seats" in row])
@pytest.mark.parametrize("outfit", ["", "hat", "top hat", "helmet"])
@pytest.mark.parametrize("look", ["", "tall man"])
def test_heads_and_hats_are_under_the_roof_of_a_vehicle(place, outfit, look):
    people = [{**someone(index), "gender": "male", "look": look, "outfit": outfit} for index in range(4)]
    drawing = {"people": [{**people[0], "presence": "lead"}, *people[1:]], "action": "driving"}
    seated_in = stage_people(drawing, PLACES[place], 1.75, 0.0).actors
    roof = next(name for name in PLACES[place]["front"].split() if name.endswith("_front"))
    above = [y for shape in parse_shapes(THINGS[roof]["shapes"]) for _, y in corners_of(shape) if y > LOWEST_ROOF]

    assert PLACES[place]["headroom"] < max(above), "the roof is over it"
    for who in seated_in[: len(PLACES[place]["seats"])]:
        assert max(who.top, who.head_ends()[0][1]) <= PLACES[place]["headroom"] + 1e-6
        assert who.head_ends()[1][1] > PLACES[place]["headroom"] - LOWEST_CHIN, "a face is seen over the door"


@pytest.mark.parametrize("place", [name for name, row in PLACES.items() if "seats" in row])
@pytest.mark.parametrize("outfit", ["", "top hat", "long dress"])
@pytest.mark.parametrize("look", ["", "tall man", "small woman"])
def test_no_foot_and_no_hem_hangs_out_below_a_vehicle(place, outfit, look):
    people = [{**someone(index), "look": look, "outfit": outfit} for index in range(4)]
    drawing = {"people": [{**people[0], "presence": "lead"}, *people[1:]], "action": "driving"}
    for who in stage_people(drawing, PLACES[place], 1.75, 0.0).actors[: len(PLACES[place]["seats"])]:
        k = who.skeleton
        feet = min(y for _, y, _ in (*k.ankles, *k.toes))
        shins = max(knee[1] - ankle[1] for knee, ankle in zip(k.knees, k.ankles, strict=True))

        assert feet + who.spot.y > LOWEST_SOLE, "it is in the body of the vehicle"
        assert min(knee[1] for knee in k.knees) - shins > LOWEST_SOLE, "so is the hem of a long skirt"


@pytest.mark.parametrize("age", ["", "old", "child"])
@pytest.mark.parametrize("name", ["carting", "carted"])
def test_no_foot_hangs_out_below_a_cart(name, age):
    k = make_skeleton(read_looks(someone(0, age)), POSES[name])
    bottom = min(y for shape in SIDE if shape.kind == "poly" for _, y in corners_of(shape))

    assert min(y for _, y, _ in (*k.ankles, *k.toes)) > bottom
    assert k.pelvis.origin[1] > bottom + 0.2, "yet one sits above its side"


@pytest.mark.parametrize("look", ["", "grey cat", "bird with one wing", "brown dog"])
@pytest.mark.parametrize("action", ["sitting on the bed", "sitting on the bench", "sitting on the sofa"])
def test_whoever_sits_has_something_to_sit_on_whoever_the_lead_is(action, look):
    lead = {**someone(), "presence": "lead", "look": look}
    drawing = {"people": [lead, someone(1), someone(2)], "action": action}
    actors = stage_people(drawing, PLACES["bedroom"], 1.75, 0.0).actors

    assert "seat" in actors[1].pose
    for who in actors:
        assert who.looks.beast or "seat" not in who.pose or who.seat or who.bench == actors[0].seat != ""
        assert not who.bench or not actors[0].looks.beast, "an animal's seat is not drawn"


def test_who_is_small_enough_sits_as_high_as_the_seat():
    low = actor(age="child")
    assert under_roof([low], {"headroom": 3.0}) == [low]
    assert under_roof([low], {}) == [low]


def in_the_air(pose, age):
    """Give how many statures the higher foot of a pose is above the lower one."""
    who = read_looks(someone(0, age))
    made = make_skeleton(who, pose)
    low = [min(ankle[1], toe[1]) for ankle, toe in zip(made.ankles, made.toes, strict=True)]
    return abs(low[0] - low[1]) / who.stature


LIFTS_A_FOOT = {"cycling", "shoes_on", "sitting_crossed"}  # on the pedals, for the shoe, over the other knee


@pytest.mark.parametrize("age", ["", "old", "child"])
def test_whoever_sits_or_leans_has_both_feet_on_the_floor(age):
    settled = {name for name, row in POSES.items() if "seat" in row and abs(float(row["lean"])) < 45}
    leaning = {name for name, row in POSES.items() if name.startswith(("leaning", "lounging"))} - {"lounging_out"}
    floating = {name for name in (settled | leaning) - LIFTS_A_FOOT if in_the_air(POSES[name], age) > FLAT}

    assert floating == set()
    assert all(in_the_air(POSES[name], age) > FLAT for name in LIFTS_A_FOOT), "who lifts one is measured"


@pytest.mark.parametrize("seat", sorted(FOR_ONE))
def test_whoever_shares_no_long_seat_has_one_that_hides_nobody_elses_legs(seat):
    cast = [actor(seat=seat) for _ in range(4)]
    lead, second, *others = share_bench(cast)

    assert lead.seat == seat
    assert second.bench == seat
    assert {one.seat for one in others} == {FOR_ONE[seat]}
    left, right, _ = extent_of(FOR_ONE[seat])
    wide_left, wide_right, _ = extent_of(seat)
    assert right - left < wide_right - wide_left


@pytest.mark.parametrize("pose", [name for name, row in POSES.items() if row.get("seat") and "on" in row])
@pytest.mark.parametrize("age", ["eight years old", "three years old"])
def test_a_child_is_as_high_on_a_childs_horse_cart_bed_or_table_as_a_grown_person_on_theirs(pose, age):
    hips = []
    for who in (read_looks(someone(0, age)), read_looks(someone())):
        row = POSES[pose]
        actor = Actor(who, row, Spot(0, 0, 4.0), seat=str(row["seat"]), table=str(row.get("table", "")))
        made = take_seat(actor, {"set": "open"})
        hips.append(made.skeleton.pelvis.origin[1] / (seat_size(made) * who.stature / min(who.stature, GROWN)))
    assert hips[0] == pytest.approx(hips[1], abs=0.06)
