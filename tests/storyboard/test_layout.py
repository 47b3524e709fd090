"""Who stands where: checked on what is laid out, before anything is drawn."""

from __future__ import annotations

import itertools
import math

import pytest
from sweeping import sweep

from storyboard.artwork import read_table
from storyboard.camera import LEAD_Z, SHOTS
from storyboard.clocks import RADIUS
from storyboard.deeds import poses
from storyboard.edges import seen_span
from storyboard.extras import FEW, overlap, span_of
from storyboard.figures import drawn_skeleton
from storyboard.footing import footing_of
from storyboard.hangings import head_box
from storyboard.layout import brought, foreground_of, lay_out
from storyboard.people import MOST_BACKGROUND
from storyboard.seats import beds, is_bed
from storyboard.shapes import corners_of, extent_of, parse_shapes, points_of
from storyboard.skeleton import HEAD

WIDE = 1344 / 768
PLACES = read_table("places")["place"]


def person(index, **changes):
    plain = {"key": f"k{index}", "gender": "", "age": "", "look": "", "outfit": ""}
    return {**plain, "presence": "present" if index else "lead", **changes}


def stage(count=1, aspect=WIDE, seed=1, **drawing):
    return lay_out({"people": [person(index) for index in range(count)], **drawing}, aspect, seed)


def spans(actors, camera, half):
    return [span_of(actor.spot, half, camera) for actor in actors]


@pytest.mark.parametrize("count", range(7))
@pytest.mark.parametrize("place", ["kitchen", "street", "hospital"])
def test_everyone_who_is_there_is_on_the_stage(count, place):
    assert len(stage(count, place=place).staging.actors) == count


@pytest.mark.parametrize(
    ("phrases", "count"),
    [
        (["two guards"], 2),
        (["a nurse", "three soldiers"], 4),
        (["a crowd"], MOST_BACKGROUND),
        ([], 0),
        (["12 men"], 12),
    ],
)
def test_people_without_a_name_are_counted(phrases, count):
    laid = stage(2, place="square", background=phrases)
    assert count - (count > FEW) <= len(laid.extras) <= count, "of a crowd a child that others hide is left out"
    assert len(laid.people) == len(laid.extras) + 2


def test_a_remote_speaker_and_the_absent_stand_nowhere():
    people = [person(0), person(1, presence="remote")]
    assert len(lay_out({"people": people}, WIDE, 1).people) == 1


@pytest.mark.parametrize("count", range(2, 7))
@pytest.mark.parametrize("shot", SHOTS)
@pytest.mark.parametrize("place", ["kitchen", "meadow"])
def test_no_one_hides_another(count, shot, place):
    if shot == "over":
        return
    laid = stage(count, place=place, shot=shot, action="standing")
    shares = sorted(spans(laid.staging.actors, laid.staging.camera, 0.16))
    assert all(left[1] < right[0] for left, right in itertools.pairwise(shares))


@pytest.mark.parametrize("count", range(1, 7))
@pytest.mark.parametrize("action", ["standing", "eating", "sleeping", "rowing", "riding", "walking"])
def test_everyone_is_inside_the_frame(count, action):
    laid = stage(count, place="lake", action=action, shot="medium shot")
    for low, high in spans(laid.staging.actors, laid.staging.camera, 0.1):
        assert low > 0
        assert high < 1


@pytest.mark.parametrize("name", sweep((name for name, place in PLACES.items() if place["set"] == "room"), 3))
def test_no_furniture_stands_in_or_before_a_person(name):
    laid = stage(4, place=name, shot="full shot")
    for thing, actor in itertools.product(laid.things, laid.staging.actors):
        left, right, height = (number * thing.spot.size for number in extent_of(thing.name))
        if thing.spot.turn != "front" or thing.spot.y or thing.spot.z > actor.spot.z or height < 0.35:
            continue
        assert not (thing.spot.x + left < actor.spot.x - 0.1 and thing.spot.x + right > actor.spot.x + 0.1), thing.name


@pytest.mark.parametrize(("action", "count"), [("standing", 1), ("carrying", 1), ("carrying", 2), ("standing", 2)])
def test_no_tower_grows_out_of_a_head(action, count):
    laid = stage(count, place="lighthouse", action=action, shot="medium shot")
    tower = next(thing for thing in laid.things if thing.name == "lighthouse")
    low, high = span_of(tower.spot, 0.8, laid.staging.camera)
    assert all(a[1] < low or high < a[0] for a in spans(laid.staging.actors, laid.staging.camera, 0.15))


def test_one_person_stands_off_the_middle():
    laid = stage(1, place="meadow", action="standing", shot="medium shot")
    low, high = spans(laid.staging.actors, laid.staging.camera, 0.0)[0]
    assert 0.25 < low <= high < 0.42


def heights(shot, count=1):
    camera = stage(count, place="meadow", action="standing", shot=shot).staging.camera
    return camera.scale(LEAD_Z)


def test_shots_differ_in_how_large_the_lead_is():
    order = ["establishing shot", "wide shot", "full shot", "medium shot", "medium close-up", "close-up"]
    sizes = [heights(shot) for shot in order]
    assert all(small * 1.2 < large for small, large in itertools.pairwise(sizes))


def test_over_the_shoulder_one_stands_before_the_lens_back_to_us():
    lead, other = stage(2, place="meadow", shot="over-the-shoulder shot").staging.actors
    assert other.heading < -45
    assert other.spot.z < lead.spot.z - 0.5
    assert lead.spot.x < other.spot.x


@pytest.mark.parametrize("shot", ["medium shot", "two-shot", "", "full shot"])
@pytest.mark.parametrize("count", range(1, 6))
@pytest.mark.parametrize("action", ["standing", "sitting", "walking", "kneeling"])
def test_no_picture_ends_at_the_shins(shot, count, action):
    laid = stage(count, place="meadow", shot=shot, action=action)
    camera, top = laid.staging.camera, max(actor.top for actor in laid.staging.actors)
    edge = camera.y - (0.91 - camera.horizon) / camera.scale(LEAD_Z)
    assert edge < 0.02 or edge > 0.24 * top


def test_the_lead_has_the_boldest_outline():
    laid = stage(3, place="meadow", background=["a crowd"])
    lead, *others = laid.people
    assert all(other.bold < lead.bold for other in others)


@pytest.mark.parametrize("place", ["lake", "harbour", "river", "beach"])
def test_who_rows_is_on_the_water(place):
    laid = stage(2, place=place, action="rowing across")
    assert laid.place["ground"] == "water"
    assert [actor.table for actor in laid.staging.actors] == ["boat_rowed", ""]
    assert all(thing.spot.z >= 9 for thing in laid.things)


def test_who_swims_in_a_bath_stays_in_the_room():
    assert stage(1, place="bathroom", action="swimming").place["set"] == "room"


HUGS = [name for name, row in poses().items() if row.get("around") and row.get("words")]


@pytest.mark.parametrize("place", ["street", "meadow", "kitchen", "corridor", "harbour"])
@pytest.mark.parametrize("name", HUGS)
@pytest.mark.parametrize("nearer", [0.0, 0.2])
def test_the_arm_around_somebody_is_on_its_own_shoulder(place, name, nearer):
    """The people step aside from a tower and come nearer after they have embraced."""
    people = [person(0, key="a"), person(1, key="b")]
    drawing = {"people": people, "place": place, "action": poses()[name]["words"].split()[0].replace("_", " ")}
    for seed in (1, 2):
        lead, held = lay_out(drawing, WIDE, seed, least_head=nearer).staging.actors
        assert held.holder is None or (held.holder.spot, held.holder.pose) == (lead.spot, lead.pose)


def test_a_sleeper_has_one_bed():
    laid = stage(1, place="bedroom", action="sleeping", interior=True)
    assert [actor.seat for actor in laid.staging.actors] == ["cot"]
    assert "bed" not in [thing.name for thing in laid.things]
    assert "bed" in [thing.name for thing in stage(1, place="bedroom", action="reading").things]


BEDDED = [name for name, row in PLACES.items() if beds() & set(row.get("put", "").split()) and row["set"] == "room"]


@pytest.mark.parametrize("place", BEDDED)
def test_no_bed_of_a_place_is_behind_who_lies_in_another(place):
    laid = stage(1, place=place.replace("_", " "), action="lying in bed", interior=True)
    sleepers = [span_of(actor.spot, 1.1, laid.staging.camera) for actor in laid.staging.actors if is_bed(actor.seat)]
    others = [seen_span(thing, laid.staging.camera) for thing in laid.things if thing.name in beds()]

    assert not any(overlap(sleeper, other) for sleeper in sleepers for other in others)


def test_a_ward_keeps_beds_beside_the_one_that_is_slept_in():
    assert "sick_bed" in {thing.name for thing in stage(1, place="hospital", action="sleeping", interior=True).things}


def test_who_sleeps_outdoors_lies_on_the_ground():
    assert stage(1, place="forest", action="sleeping").staging.actors[0].seat == ""


def test_who_drives_on_a_road_has_a_wagon():
    assert stage(1, place="road", action="driving").staging.actors[0].seat == "cart_and_horse"
    assert "seats" in stage(1, place="road", props=["old car"], action="driving").place
    assert stage(1, place="car", action="driving").staging.actors[0].seat == ""


def test_no_second_car_is_set_down_beside_the_one_that_is_driven():
    names = [thing.name for thing in stage(1, place="road", action="driving", props=["car", "tree"]).things]

    assert "car_roof" in names
    assert "car" not in names


def test_who_drives_holds_nothing_but_the_wheel():
    laid = stage(2, place="car", action="reading a book", interior=True, props=["book"])

    assert "seats" in laid.place
    assert laid.staging.actors[0].prop == ""


def test_no_horse_stands_in_a_kitchen():
    def names(place):
        return [thing.name for thing in stage(1, place=place, props=["horse", "ladder"]).things]

    assert "horse" in names("meadow")
    assert "horse" not in names("kitchen")
    assert "ladder" in names("kitchen")


def test_extras_stand_in_the_gaps():
    laid = stage(2, place="meadow", background=["two nurses"], shot="full shot", action="talking")
    named, extras = (spans(actors, laid.staging.camera, 0.16) for actors in (laid.staging.actors, laid.extras))
    assert all(a[1] < b[0] or b[1] < a[0] for a, b in itertools.product(named, extras))


@pytest.mark.parametrize("aspect", [0.125, 0.5, 1.0, 2.4, 4.0])
def test_every_shape_of_panel(aspect):
    laid = stage(3, aspect=aspect, place="kitchen", background=["a crowd"])
    assert 3 + FEW <= len(laid.people) <= 3 + MOST_BACKGROUND  # a full place leaves some of a crowd out


@pytest.mark.parametrize("place", ["hospital room", "motel room", "prison cell"])
def test_who_lies_down_lies_in_the_only_bed(place):
    names = {thing.name for thing in stage(place=place, interior=True, action="sleeping").things}

    assert not names & {"big_sickbed", "motel_bed", "prison_bunk"}


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("action", ["riding", "driving a cart", "standing"])
def test_nothing_before_the_people_fills_the_view(action, seed):
    laid = stage(2, place="meadow", action=action, seed=seed, shot="wide shot")
    camera, nearest = laid.staging.camera, min(actor.spot.z for actor in laid.staging.actors)
    for thing in laid.things:
        if thing.spot.turn == "front" and thing.spot.z < nearest - 0.3:
            assert thing.spot.z - camera.z >= 1.0


def test_no_second_sink_stands_beside_the_one_that_is_used():
    names = [thing.name for thing in stage(1, place="kitchen", action="washing the dishes").things]
    assert "sink" not in names
    assert "sink" in [thing.name for thing in stage(1, place="kitchen", action="reading").things]


@pytest.mark.parametrize(
    ("place", "action", "behind"),
    [
        pytest.param("gym", "climbing the wall", "climbing_wall", id="in a hall up its wall"),
        pytest.param("gym", "climbing", "climbing_wall", id="no slab stands in a hall"),
        pytest.param("bedroom", "climbing the wall", "room_wall", id="in any other room up that room's own wall"),
        pytest.param("garden", "climbing the wall", "low_wall", id="out of doors over a wall"),
        pytest.param("mountain", "climbing the rocks", "cliff_piece", id="up a rock"),
    ],
)
def test_who_climbs_is_on_a_wall_that_goes_on(place, action, behind):
    (lead,) = stage(1, place=place, action=action, shot="full shot").staging.actors
    assert lead.behind == behind
    assert max(x for x, _ in points_of(behind)) > 3.5 or "partition" in read_table("things")["thing"][behind]["shapes"]
    assert extent_of(behind)[1] < 2.2


def props_of(**drawing):
    return {thing.name: thing.spot for thing in stage(1, **drawing).things}


def test_a_screen_is_set_down_on_a_table_and_only_indoors():
    spots = props_of(place="kitchen", interior=True, props=["computer"], action="standing")
    assert (spots["computer"].x, spots["computer"].z) == (spots["monitor_table"].x, spots["monitor_table"].z)
    assert spots["computer"].y == pytest.approx(extent_of("monitor_table")[2])
    assert "computer" not in props_of(place="meadow", props=["computer"], action="standing")


@pytest.mark.parametrize(("count", "found"), [(1, True), (2, True), (6, False)])
def test_what_stands_on_a_table_hides_nobody(count, found):
    laid = stage(count, place="living room", action="talking", props=["radio"], shot="full shot")
    radios = [thing for thing in laid.things if thing.name == "radio"]

    assert bool(radios) is found
    assert all(thing.spot.y > 0.5 for thing in radios), "it stands on its table"


@pytest.mark.parametrize(("place", "small"), [("bar", True), ("street", False)])
def test_a_statue_stands_below_the_ceiling(place, small):
    laid = stage(place=place, action="talking", props=["statue"])
    statue = next(thing for thing in laid.things if thing.name == "statue")

    assert (statue.spot.size < 1) is small
    assert statue.spot.size * extent_of("statue")[2] < laid.place.get("height", 2.9) or not small


def test_what_the_place_has_is_not_set_down_once_more():
    names = [
        thing.name for thing in stage(1, place="office", interior=True, props=["computer"], action="standing").things
    ]
    assert names.count("computer") == 1


@pytest.mark.parametrize(
    ("place", "prop", "drawn"),
    [
        ("ship", "ship's wheel", "ships_helm"),
        ("deck of the ship", "wheel", "ships_helm"),
        ("street", "wheel", "cart_wheel"),
        ("street", "broken cart wheel", "cart_wheel"),
        ("wheelhouse", "wheel", "bridge_wheel"),
    ],
)
def test_a_wheel_on_a_ship_is_the_helm(place, prop, drawn):
    names = [thing.name for thing in stage(2, place=place, props=[prop]).things]

    assert names.count(drawn) == 1
    assert not ({"ships_helm", "bridge_wheel", "cart_wheel"} - {drawn}) & set(names)


@pytest.mark.parametrize("name", ["ship_wheel", "ships_helm", "bridge_wheel"])
def test_a_helm_has_handles_beyond_its_rim_and_stands_on_a_pedestal(name):
    shapes = parse_shapes(read_table("things")["thing"][name]["shapes"])
    rims = [shape for shape in shapes if shape.kind == "line" and len(corners_of(shape)) > 8]
    rim = max(y for shape in rims for _, y in corners_of(shape))

    assert max(y for shape in shapes for _, y in corners_of(shape)) > rim + 0.08
    assert min(y for shape in shapes for _, y in corners_of(shape)) == 0
    assert not any(shape.colour == "sky" for shape in shapes), "one sees the deck through it"


@pytest.mark.parametrize(
    "action", ["driving the cart", "sitting at the desk", "sleeping", "riding", "playing the piano"]
)
@pytest.mark.parametrize("prop", ["radio", "basket", "globe"])
def test_nothing_is_set_down_before_what_somebody_brings(action, prop):
    for place in ("road", "any_room", "ship_deck"):
        staged = stage(2, place=place, action=action, props=[prop])
        own = [seen_span(thing, staged.staging.camera) for thing in brought(staged.staging)]
        for thing in staged.things:
            if thing.name == prop:
                left, right = seen_span(thing, staged.staging.camera)
                assert all(overlap((left, right), whole) < 0.61 * (right - left) for whole in own)


def test_nothing_is_set_down_in_the_water():
    assert "trunk" not in props_of(place="lake", props=["trunk"], action="rowing")
    assert props_of(place="harbour", props=["piano", "barrel"], action="standing")["barrel"].z <= 6.4


@pytest.mark.parametrize("place", ["hut", "lift", "tram", "prison cell", "submarine"])
def test_nobody_stands_beyond_the_walls_of_a_room(place):
    laid = stage(6, place=place, interior=True, action="standing", shot="full shot")
    half = laid.place["width"] / 2
    assert all(abs(actor.spot.x) < half for actor in laid.staging.actors)


@pytest.mark.parametrize("place", ["car", "van", "open water"])
@pytest.mark.parametrize("prop", ["trunk", "barrel", "bucket"])
def test_no_prop_is_set_down_under_what_is_drawn_before_the_people(place, prop):
    laid = stage(2, place=place, props=[prop], action="sitting", shot="medium shot")
    ground = footing_of(laid.place, foreground_of(laid.place))
    assert all(ground.holds(thing.spot.x, thing.spot.z) for thing in laid.things if thing.name == prop)


@pytest.mark.parametrize("place", ["living room", "tavern", "classroom"])
@pytest.mark.parametrize("prop", ["piano", "bicycle"])
def test_a_large_prop_stands_in_no_furniture(place, prop):
    laid = stage(1, place=place, interior=True, props=[prop], action="standing", shot="wide shot")
    spots = [thing.spot for thing in laid.things if thing.name == prop][-1:]
    others = [thing for thing in laid.things if thing.name != prop]
    ground = footing_of(laid.place, others)
    assert all(ground.holds(spot.x, spot.z) for spot in spots)


@pytest.mark.parametrize("action", ["looking through a microscope", "standing", "sitting", "kneeling", "sewing"])
def test_no_clock_hangs_behind_a_head(action):
    laid = stage(1, place="laboratory", interior=True, action=action, shot="medium shot", time_of_day="midday")
    left, _, right, _ = head_box(laid.staging.actors[0], laid.staging.camera)
    clocks = [thing.spot for thing in laid.things if thing.name == "wall_clock"]
    for low, high in (span_of(spot, RADIUS, laid.staging.camera) for spot in clocks):
        assert high * WIDE < left or right < low * WIDE
    assert clocks or action != "standing"


@pytest.mark.parametrize(
    ("action", "names"),
    [("typing on her computer", {"computer_desk", "chair"}), ("standing", set()), ("sitting", {"chair"})],
)
def test_what_people_bring_may_hide_a_clock_too(action, names):
    laid = stage(1, place="study", interior=True, action=action)

    assert {thing.name for thing in brought(laid.staging)} == names
    assert all(thing.spot == laid.staging.actors[0].spot for thing in brought(laid.staging))


@pytest.mark.parametrize(("action", "place"), [("swimming", "lake"), ("rowing", "lake"), ("floating", "hollow")])
def test_nobody_stands_on_the_water(action, place):
    assert not stage(1, action=action, place=place, background=["two men"], interior=False).extras
    assert stage(1, action="talking", place=place, background=["two men"], interior=False).extras


@pytest.mark.parametrize("place", ["bedroom", "hospital", "hotel room", "office", "schoolroom", "restaurant"])
@pytest.mark.parametrize(("shot", "count"), [("over the shoulder", 4), ("full shot", 6), ("wide shot", 5)])
def test_nobody_who_only_stands_by_stands_in_furniture(place, shot, count):
    laid = stage(count, place=place, action="talking", shot=shot, interior=True)
    ground = footing_of(laid.place, laid.things)

    assert all(ground.holds(actor.spot.x, actor.spot.z) for actor in laid.staging.actors[2:] if not actor.seat)


ON_THE_FACE = {"stroking_face", "wrestling", "surgery", "carrying_person"}  # deeds whose hands belong there
DEEDS = {name: row["words"].split()[0].replace("_", " ") for name, row in poses().items() if row["words"]}


def to_line(point, start, end):
    """Give how far a point is from a line between two others."""
    (px, py), (ax, ay), (bx, by) = point, start, end
    share = max(0.0, min(1.0, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / (math.dist(start, end) ** 2 or 1.0)))
    return math.dist(point, (ax + share * (bx - ax), ay + share * (by - ay)))


def arms_before_faces(actors, others, camera):
    """List who of some has a forearm or a hand before the face of one of the others who is farther away."""
    shown = [(one, drawn_skeleton(one.looks, one.pose, one.prop)) for one in actors if not one.looks.beast]
    found = []
    for other in (other for other in others if not other.looks.beast):
        skeleton = drawn_skeleton(other.looks, other.pose, other.prop)
        middle = camera.project(other.spot.place(*skeleton.head.origin))
        face = 0.42 * HEAD * other.looks.stature * other.looks.head * camera.scale(other.spot.z)
        for one, k in shown:
            if one is other or one.spot.z > other.spot.z:
                continue
            for joints in zip(k.elbows, k.wrists, k.fingers, strict=True):
                lines = itertools.pairwise(camera.project(one.spot.place(*joint)) for joint in joints)
                found += [(one.looks.key, other.looks.key) for line in lines if to_line(middle, *line) < face]
    return found


@pytest.mark.parametrize("shot", ["full", "over the shoulder", "medium"])
@pytest.mark.parametrize("action", ["pointing", "shouting", "throwing"])
def test_no_arm_is_before_a_face(action, shot):
    laid = stage(3, place="kitchen", action=action, shot=shot, background=["a crowd"])

    assert not arms_before_faces(laid.staging.actors, laid.people, laid.staging.camera)


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in DEEDS if name not in ON_THE_FACE])
def test_no_deed_brings_an_arm_before_a_face(name):
    for count, shot in itertools.product((2, 4), ("full", "medium", "over the shoulder")):
        laid = stage(count, place="meadow", action=DEEDS[name], shot=shot)
        assert not arms_before_faces(laid.staging.actors, laid.staging.actors, laid.staging.camera), (count, shot)


@pytest.mark.parametrize("shot", ["", "medium shot", "full shot", "wide shot", "two-shot"])
@pytest.mark.parametrize("count", [1, 2, 4])
def test_the_frame_cuts_no_animal_that_stands_by(shot, count):
    people = [{"key": f"k{n}", "presence": "present" if n else "lead"} for n in range(count)]
    drawn = {"place": "trail", "interior": False, "people": people, "action": "walking", "props": ["horse"]}
    laid = lay_out({**drawn, "shot": shot}, 1.75, 3)
    spans = [seen_span(thing, laid.staging.camera) for thing in laid.things if thing.name == "horse"]

    assert all(0 <= left < right <= 1 for left, right in spans)
