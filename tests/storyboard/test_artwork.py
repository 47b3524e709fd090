"""The tables of the art: whoever extends them is told at once where a row is wrong."""

from __future__ import annotations

import itertools
import math

import pytest

from storyboard.artwork import find_row, parse_rows, read_table, singular, words_of
from storyboard.backdrops import put_thing
from storyboard.canvas import oval, smooth
from storyboard.deeds import poses
from storyboard.distance import LAYERS
from storyboard.finishes import ROOM_MARKS
from storyboard.ground import LAND_MARKS
from storyboard.headgear import SHAPES
from storyboard.marks import MARKS
from storyboard.painters import PAINTERS
from storyboard.people import read_looks
from storyboard.shapes import corners_of, extent_of, parse_shapes
from storyboard.skeleton import make_skeleton, palm_of
from storyboard.solids import LIGHT, across_of, reach_of, solid_of, solids_of

THINGS = read_table("things")["thing"]
PLACES = read_table("places")["place"]
VIEWS = read_table("views")["view"]
POSES = poses()
HEADS = read_table("heads")
LOOKS = read_table("looks")
MATERIALS = read_table("colours")["material"]
OWN_COLOURS = {
    "ink",
    "sky",
    "glow",
    "wall",
    "floor",
    "ceiling",
    "skin",
    "hair",
    "lips",
    "hat",
    "extra",
    "jars",
    "swaddle",
    "panes",
    "fronts",
    "standing",
    "dancing",
    "backs",
    "night",
}
COUNTS = {
    "partition": 1,
    "rect": 4,
    "oval": 4,
    "pane": 4,
    "spines": 4,
    "lamp": 3,
    "hands": 3,
    "figures": 3,
    "box": 6,
    "grid": 6,
    "bars": 6,
    "flue": 4,
    "rungs": 6,
    "hatch": 6,
    "ripple": 6,
    "leaves": 4,
    "haze": 5,
    "folk": 5,
    "sign": 3,
}


def drawings():
    yield from ((f"thing {name}", row["shapes"]) for name, row in THINGS.items())
    yield from ((f"near {name}", row["shapes"]) for name, row in read_table("near")["near"].items())
    yield from ((f"view {name}", row["shapes"]) for name, row in VIEWS.items())


def shapes():
    """Every shape of every drawing, with the drawing's name."""
    return [(name, shape) for name, text in drawings() for shape in parse_shapes(text)]


def test_every_shape_can_be_drawn():
    for name, shape in shapes():
        base = shape.colour.partition(":")[0].rstrip("+-")
        assert shape.kind in PAINTERS, name
        assert base in MATERIALS or base in OWN_COLOURS or base.startswith("#"), (name, base)
        if shape.kind in COUNTS:
            arched = shape.kind == "pane" and len(shape.numbers) == COUNTS["pane"] + 1
            assert arched or len(shape.numbers) == COUNTS[shape.kind], (name, shape)
        elif shape.kind in ("face", "wire"):
            assert len(shape.numbers) >= 7, (name, shape)
            assert len(shape.numbers) % 3 == (shape.kind == "wire"), (name, shape)
        elif shape.kind in ("line", "curve", "veil"):
            assert len(shape.numbers) >= 5, (name, shape)
            assert len(shape.numbers) % 2 == 1, (name, shape)
        else:
            assert len(shape.numbers) >= 6, (name, shape)
            assert len(shape.numbers) % 2 == 0, (name, shape)


@pytest.mark.parametrize("name", PLACES)
def test_every_place_names_only_what_there_is(name):
    place = PLACES[name]
    rows = [row for key in ("put", "strew", "front") for row in parse_rows(place.get(key, ""))]
    assert [row[0] for row in rows if row[0] not in THINGS] == []
    marks = ROOM_MARKS if place["set"] == "room" else LAND_MARKS
    assert [mark for mark in place.get("marks", "").split() if mark not in marks] == []
    assert [row[0] for row in parse_rows(place.get("far", "")) if row[0] not in LAYERS] == []
    colours = [*place.get("walls", []), *(place[key] for key in ("floor", "ground", "road", "ceiling") if key in place)]
    assert [colour for colour in colours if colour.rstrip("+-") not in MATERIALS and colour[0] != "#"] == []
    assert {place.get(key, name) for key in ("inside", "outside", "modern", "olden", "beside", "below")} <= set(PLACES)
    assert {place[key] for key in ("view", "outlook", "looks") if key in place} <= set(VIEWS)
    assert place.get("near", "rail") in {"", *read_table("near")["near"]}
    assert place.get("chair", "chair") in THINGS


@pytest.mark.parametrize("name", ["window", "tall_window", "big_pane", "train_window", "barred_window", "plank_window"])
def test_the_bars_of_a_window_end_at_its_frame(name):
    frame, *others = parse_shapes(THINGS[name]["shapes"])
    us, vs = ([point[axis] for point in corners_of(frame)] for axis in (0, 1))
    bars = [shape for shape in others if shape.kind == "rect" and not shape.inked]
    assert bars
    for u, v in (point for bar in bars for point in corners_of(bar)):
        assert min(us) <= u <= max(us)
        assert min(vs) <= v <= max(vs)


@pytest.mark.parametrize("place", ["bus", "tram", "underground_train"])
def test_the_poles_of_a_carriage_reach_from_floor_to_ceiling(place):
    rows = [put_thing(row, PLACES[place]) for row in parse_rows(PLACES[place]["put"]) if row[0] == "grab_pole"]
    assert rows
    for pole in rows:
        assert extent_of("grab_pole")[2] * pole.spot.size == pytest.approx(PLACES[place]["height"], abs=0.01)


@pytest.mark.parametrize("name", ["house_stairs", "stair_flight", "manor_stairs"])
def test_stairs_climb_in_equal_steps(name):
    treads = treads_of(name)

    assert len({round(high - low, 3) for low, high in itertools.pairwise(treads)}) == 1
    assert treads[0] == pytest.approx(treads[1] - treads[0]), "the first step is as high as the others"


def test_the_stairs_of_a_hall_lead_up_to_its_ceiling():
    assert treads_of("house_stairs")[-1] == pytest.approx(PLACES["hall"]["height"])


def treads_of(name):
    shapes = parse_shapes(THINGS[name]["shapes"])
    return sorted({round(shape.numbers[1], 3) for shape in shapes if is_level(shape)})


def is_level(shape):
    return shape.kind == "face" and len(set(shape.numbers[1::3])) == 1


OTHER_FEET = (  # one foot, a pedestal, or rods for legs
    "round_table",
    "conference_table",
    "white_table",
    "sewing_table",
    "saloon_table",
    "wall_table",
    "operating_table",
)
TABLES = [name for name in THINGS if name.endswith("_table") and name not in OTHER_FEET]


@pytest.mark.parametrize("name", ["table", "worktable", "computer_desk", "workbench", "chess", *TABLES])
def test_a_table_stands_on_four_legs_or_on_a_foot_under_its_middle(name):
    boxes = [shape.numbers for shape in parse_shapes(THINGS[name]["shapes"]) if shape.kind == "box"]
    top = max(boxes, key=lambda box: box[3] * box[5])
    under = sorted((box for box in boxes if box[1] < top[1]), key=lambda box: box[1])
    legs = [box for box in under if box[1] == 0 and box[3] <= 0.1]
    for box in under:
        assert top[0] <= box[0] <= box[0] + box[3] <= top[0] + top[3]
        assert top[2] <= box[2] <= box[2] + box[5] <= top[2] + top[5]
    if legs:
        assert len({(box[0], box[2]) for box in legs}) == 4
        assert all(box[4] == pytest.approx(top[1]) for box in legs)
    else:
        middle, ends = top[0] + top[3] / 2, [0.0, *(box[1] + box[4] for box in under)]
        assert all(box[1] == pytest.approx(end) for box, end in zip([*under, top], ends, strict=True))
        assert all(box[0] < middle < box[0] + box[3] for box in under)


def test_there_are_enough_places_and_poses():
    assert len(PLACES) >= 150
    assert len(POSES) >= 20


@pytest.mark.parametrize("name", POSES)
def test_every_pose_names_only_what_there_is(name):
    pose = POSES[name]
    assert {*pose.get("partner", name).split(), pose.get("alone", name), pose.get("indoors", name)} <= set(POSES)
    assert pose.get("long", name) in POSES
    assert all(pose[key] in THINGS for key in ("seat", "table", "hold") if key in pose)


@pytest.mark.parametrize(
    ("table", "section"),
    [
        ("places", "place"),
        ("views", "view"),
        ("poses", "pose"),
        ("things", "thing"),
        ("trades", "trade"),
        ("light", "mood"),
        ("heads", "face"),
        ("garments", "garment"),
    ],
)
def test_no_word_leads_to_two_rows(table, section):
    owners = {}
    for name, row in read_table(table)[section].items():
        for word in {singular(part) for part in [*row.get("words", "").split(), name]}:
            assert owners.setdefault(word, name) == name, (word, name, owners[word])


@pytest.mark.parametrize(
    ("phrase", "row"),
    [
        ("kitchen", "kitchen"),
        ("small kitchen table", "kitchen"),
        ("Forests", "forest"),
        ("train compartment", "train_compartment"),
        ("railway platform", "station_platform"),
        ("dining room", "dining_room"),
        ("café", "cafe"),
        ("", ""),
        ("xyzzy", ""),
        ("carnage", ""),
        ("streetwise", ""),
    ],
)
def test_places_are_found_by_whole_words(phrase, row):
    assert find_row("places", "place", phrase) == row


@pytest.mark.parametrize("name", HEADS["skull"])
def test_every_skull_has_its_rings_in_order(name):
    rings = [[float(number) for number in row] for row in parse_rows(HEADS["skull"][name]["rings"])]
    assert [len(ring) for ring in rings] == [4] * len(rings)
    assert [ring[0] for ring in rings] == sorted((ring[0] for ring in rings), reverse=True)
    assert all(front > back and half > 0 for _, front, back, half in rings)


@pytest.mark.parametrize("name", HEADS["age"])
def test_every_age_has_a_skull_and_a_stature(name):
    assert {HEADS["age"][name]["female"], HEADS["age"][name]["male"]} <= set(HEADS["skull"])
    assert name in LOOKS["age"]


@pytest.mark.parametrize("name", HEADS["face"])
def test_every_face_names_only_what_there_is(name):
    row = HEADS["face"][name]
    assert (len(row["brows"]), len(row["lids"]), len(row["mouth"])) == (3, 2, 4)
    assert row.get("teeth", "") in ("", "upper", "lower", "both")
    assert set(row.get("lines", "").split()) <= set(HEADS["line"])


@pytest.mark.parametrize("name", [name for name in HEADS["hair"] if "line" in HEADS["hair"][name]])
def test_every_hairline_runs_around_the_face(name):
    row = HEADS["hair"][name]
    numbers = [float(number) for number in row["line"].split()]
    assert len(numbers) % 2 == 0
    assert numbers[::2] == sorted(numbers[::2])
    assert numbers[0] < 0 < numbers[-2]
    assert row.get("edge", "smooth") in ("smooth", "tufts", "curls", "stubble")
    assert len(row.get("tails", ())) % 5 == 0


@pytest.mark.parametrize(("section", "name"), [(part, row) for part in ("beard", "extra") for row in HEADS[part]])
def test_every_mark_can_be_drawn(section, name):
    row = HEADS[section][name]
    assert row.get("at", "eyes") in ("eyes", "nose", "mouth")
    for kind, _, *numbers in (*parse_rows(row["shapes"]), *parse_rows(row.get("over", ""))):
        assert kind in MARKS, kind
        assert (len(numbers) - (kind in ("line", "loop", "dots"))) % 3 == 0, (kind, numbers)


@pytest.mark.parametrize("name", HEADS["headgear"])
def test_every_hat_can_be_drawn(name):
    row = HEADS["headgear"][name]
    counts = {"brim": 4, "peak": 2, "band": 5, "spikes": 3, "globe": 2}
    assert "line" in row or "shapes" in row
    for kind, _, *numbers in parse_rows(row.get("shapes", "")):
        assert kind in SHAPES, kind
        assert len(numbers) == counts.get(kind, len(numbers)), (kind, numbers)
        assert kind != "solid" or len(numbers) % 4 == 0, numbers


@pytest.mark.parametrize(("words", "rows"), [("hairstyle", "hair"), ("beard", "beard"), ("headgear", "headgear")])
def test_all_that_words_lead_to_can_be_drawn(words, rows):
    assert set(LOOKS[words]) - set(HEADS[rows]) == set()


# --- people -----------------------------------------------------------------------------------------------------------


# --- light and letters ------------------------------------------------------------------------------------------------


def test_words_are_split_without_accents():
    assert words_of("Émile's CAFÉ, 2nd") == ("emile", "s", "cafe", "2nd")


def test_rows_are_words_and_remarks_are_none():
    assert parse_rows("stove 2.4 7.2\n\n  # a remark\n  lamp 0 5\n") == (("stove", "2.4", "7.2"), ("lamp", "0", "5"))


@pytest.mark.parametrize("name", read_table("near")["near"])
def test_what_stands_before_the_lens_comes_in_over_an_edge_of_the_panel(name):
    """Each part reaches the left, lower or upper edge, or touches one that does."""
    solids = [
        solid_of(shape) for shape in parse_shapes(read_table("near")["near"][name]["shapes"]) if shape.kind not in LIGHT
    ]
    held = [solid for solid in solids if solid.across[0] <= 0 or solid.up[0] <= EDGE or solid.up[1] >= 1 - EDGE]
    loose = [solid for solid in solids if solid not in held]
    while touching := [one for one in loose if any(touches(one, other) for other in held)]:
        held += touching
        loose = [solid for solid in loose if solid not in touching]

    assert held
    assert loose == []


EDGE = 0.09  # panel heights that the frame covers


def touches(one, other):
    return all(a[0] <= b[1] + 0.02 and b[0] <= a[1] + 0.02 for a, b in ((one.across, other.across), (one.up, other.up)))


# What stands apart of itself: sparks, steam, water, reins, chips on the ground, thin tools, grips on a wall.
APART = {
    *("anvil_side", "stove_side", "deep_ripples", "wagon_side", "chopping_block", "bare_worktable", "climbing_wall"),
}
BROUGHT = {pose[key] for pose in POSES.values() for key in ("seat", "table", "behind") if pose.get(key)}
BROUGHT |= {name for name, row in THINGS.items() if row.get("prop")}


@pytest.mark.parametrize("name", sorted(BROUGHT - APART))
def test_the_parts_of_what_a_deed_brings_hang_together(name):
    solids = solids_of(name)
    lowest = max(0.0, min((solid.up[0] for solid in solids), default=0.0)) + 0.03
    held = [solid for solid in solids if solid.up[0] <= lowest]
    loose = [solid for solid in solids if solid not in held]
    while touching := [one for one in loose if any(touches(one, other) for other in held)]:
        held += touching
        loose = [solid for solid in loose if solid not in touching]

    assert loose == []


REIN = 0.03  # metres; what is of leather on a horse and thinner is a strap


@pytest.mark.parametrize(("name", "driver"), [("horse", ""), ("cart_and_horse", "wagon_side")])
def test_the_straps_of_a_horse_begin_and_end_on_it(name, driver):
    """A rein that ends beside the neck is a stick in the air: it runs from bit to saddle, or to the driver's."""
    bodies = [corners_of(shape) for shape in parse_shapes(THINGS[name]["shapes"]) if shape.kind in ("blob", "poly")]
    joins = [strap[-1] for strap in straps_of(driver)]

    assert straps_of(name)
    for end in (point for strap in straps_of(name) for point in (strap[0], strap[-1])):
        assert end in joins or any(is_within(end, body) for body in bodies), end


def straps_of(name):
    shapes = parse_shapes(THINGS[name]["shapes"]) if name else ()
    straps = [shape for shape in shapes if shape.kind in ("line", "curve") and shape.colour == "leather"]
    return [corners_of(shape) for shape in straps if shape.numbers[0] < REIN]


def is_within(point, outline):
    """Whether a point is inside an outline."""
    crossings = [
        a[0] + (b[0] - a[0]) * (point[1] - a[1]) / (b[1] - a[1]) > point[0]
        for a, b in itertools.pairwise([*outline, outline[0]])
        if (a[1] > point[1]) != (b[1] > point[1])
    ]
    return sum(crossings) % 2 == 1


@pytest.mark.parametrize(
    "name",
    "bridge_screen cockpit_glass fish_tank fish_tank_side porthole train_window".split(),  # noqa: SIM905
)
def test_what_a_window_looks_on_stays_inside_of_its_frame(name):
    solids = [solid_of(shape) for shape in parse_shapes(THINGS[name]["shapes"])]
    frame = max(solids, key=lambda solid: (solid.across[1] - solid.across[0]) * (solid.up[1] - solid.up[0]))
    inside = [solid for solid in solids if solid.up[1] > frame.up[0]]  # a sill is below

    assert all(frame.up[0] <= solid.up[0] and solid.up[1] <= frame.up[1] for solid in inside)
    assert all(frame.across[0] <= solid.across[0] and solid.across[1] <= frame.across[1] for solid in inside)


SHELVES = {"bookcase", "archive_boxes"}


@pytest.mark.parametrize("name", [name for name, row in PLACES.items() if "book_ladder" in row.get("put", "")])
def test_a_ladder_for_books_leans_on_a_shelf(name):
    rows = [(thing, x, z) for thing, x, z, *_ in parse_rows(PLACES[name]["put"]) if x not in ("L", "R")]
    x, z = next((float(x), float(z)) for thing, x, z in rows if thing == "book_ladder")
    shelves = [(float(x), float(z)) for thing, x, z in rows if thing in SHELVES]

    assert any(abs(x - u) < 0.4 and 0 < w - z < 0.2 for u, w in shelves)


def test_the_large_leaves_before_the_lens_grow_in_over_the_edge():
    leaves = [shape for shape in parse_shapes(read_table("near")["near"]["bigleaf"]["shapes"]) if shape.kind == "blob"]
    assert all(any(min(x, y) < 0 for x, y in leaf.points) for leaf in leaves)


def test_a_rail_that_meets_the_ceiling_ends_in_a_beam_from_wall_to_wall():
    put = {row[0]: put_thing(row, PLACES["hall"]) for row in parse_rows(PLACES["hall"]["put"])}
    (rail,) = (s for s in solids_of("house_stairs") if s.up[1] == 3.2 and s.up[0] > 1.0 and s.across[0] < -1)
    beam, (stairs, spot) = solids_of("stair_beam")[0], (put["house_stairs"].spot, put["stair_beam"].spot)

    assert beam.up[0] + spot.y < rail.up[1] <= beam.up[1] + spot.y == pytest.approx(PLACES["hall"]["height"])
    assert -beam.across[0] == beam.across[1] == PLACES["hall"]["width"] / 2, "it does not hang in the air"
    assert stairs.z - 0.1 < spot.z < stairs.z


STRIP = 0.11  # panel heights of a picture that the strip with its caption hides


def test_a_plant_before_the_lens_stands_in_a_pot_that_is_seen():
    shapes = parse_shapes(read_table("near")["near"]["plant"]["shapes"])
    rim = max(y for shape in shapes if shape.colour.startswith("brick") for _, y in corners_of(shape))
    roots = [corners_of(shape)[0] for shape in shapes if shape.colour.startswith("leaf")]

    assert rim > STRIP + 0.02
    assert max(y for _, y in roots) < rim + 0.05, "no floor is seen between the leaves"


def test_every_flower_and_leaf_of_the_vines_hangs_on_a_stem():
    shapes = parse_shapes(read_table("things")["thing"]["vines"]["shapes"])
    stems = [step for shape in shapes if shape.kind == "curve" for step in itertools.pairwise(corners_of(shape))]
    parts = [corners_of(shape) for shape in shapes if shape.kind != "curve"]

    assert parts
    for part in parts:
        root = part[0] if len(part) > 2 else tuple(sum(ends) / 2 for ends in zip(*part, strict=True))
        assert any(to_step(root, *step) < 0.2 for step in stems), root


def to_step(point, start, end):
    """Give how far a point is from the way between two others."""
    span = math.dist(start, end)
    share = sum((p - a) * (b - a) for p, a, b in zip(point, start, end, strict=True)) / span**2
    return math.dist(point, [a + (b - a) * min(1.0, max(0.0, share)) for a, b in zip(start, end, strict=True)])


@pytest.mark.parametrize("gender", ["male", "female"])
def test_who_climbs_a_wall_has_holds_at_hands_and_feet(gender):
    pose = poses()["climbing_hall"]
    made = make_skeleton(read_looks({"key": "k", "gender": gender}), pose)
    holds = [solid_of(shape) for shape in parse_shapes(THINGS[pose["behind"]]["shapes"]) if shape.kind == "oval"]
    ends = [*(palm_of(made, side) for side in (0, 1)), *made.toes]

    assert all(hold.up[1] < 2.8 for hold in holds), "none is above the wall"
    for x, y, _ in ends:
        assert any(
            hold.across[0] - 0.1 < x < hold.across[1] + 0.1 and abs(sum(hold.up) / 2 - y) < 0.13 for hold in holds
        )


BODIES = (
    "sheep",
    "sheep_flock",
    "cow",
    "cow_flank",
    "horse",
    "dog",
    "dog_side",
    "camel",
    "giraffe",
    "cat",
)
NECK = 0.03  # metres by which the parts of a body are within each other: those that only touch seem to lie apart
HEAD = 0.1  # share of a body that a head takes up at least


def outline_of(shape):
    """The outline of a filled shape as it is drawn: of wool and leaves its dents."""
    x, y, rx, ry = (*shape.numbers, 0.0, 0.0, 0.0)[:4]
    if shape.kind in ("oval", "leaves"):
        dent = 0.82 if shape.kind == "leaves" else 1.0
        return oval((x, y), rx * dent, ry * dent)
    return smooth(shape.points, closed=True) if shape.kind == "blob" else corners_of(shape)


def depth_in(point, outline):
    """How many metres within an outline a point is; 0 outside."""
    if not is_within(point, outline):
        return 0.0
    return min(beside(point, a, b) for a, b in itertools.pairwise([*outline, outline[0]]))


def beside(point, start, end):
    """How far a point is from the way between two others."""
    (px, py), (ax, ay), (bx, by) = point, start, end
    share = ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / (math.dist(start, end) ** 2 or 1.0)
    share = min(1.0, max(0.0, share))
    return math.dist(point, (ax + (bx - ax) * share, ay + (by - ay) * share))


def size_of(outline):
    """How large the rectangle around an outline is, in square metres."""
    us, vs = zip(*outline, strict=True)
    return (max(us) - min(us)) * (max(vs) - min(vs))


@pytest.mark.parametrize("name", BODIES)
def test_the_head_of_an_animal_is_joined_to_its_body(name):
    """A ball that only touches the wool is a ball beside a sheep."""
    parts = [shape for shape in parse_shapes(THINGS[name]["shapes"]) if shape.kind in ("oval", "leaves", "blob")]
    outlines = [outline_of(shape) for shape in parts if shape.inked]
    outlines = [one for one in outlines if size_of(one) > HEAD * max(map(size_of, outlines))]  # no ears, horns, tails

    for one in outlines:
        others = [other for other in outlines if other is not one]
        joined = [depth_in(p, other) for other in others for p in one] + [
            depth_in(p, one) for other in others for p in other
        ]
        assert max(joined, default=1.0) > NECK, one


GRIDS = [name for name, row in THINGS.items() if row["shapes"].count("grid ") > 1]


@pytest.mark.parametrize("name", GRIDS)
def test_what_is_on_the_doors_of_a_grid_is_within_them(name):
    """Handles between two doors are drawers drawn twice, shifted."""
    grids = [shape.numbers for shape in parse_shapes(THINGS[name]["shapes"]) if shape.kind == "grid"]
    for doors, others in itertools.combinations(grids, 2):
        if doors[4:] == others[4:] and not lie_apart(doors, others):
            pairs = itertools.product(range(int(doors[4])), range(int(doors[5])))
            assert all(is_part(cell(others, *at), cell(doors, *at)) for at in pairs), (doors, others)


def lie_apart(one, other):
    """Whether two grids are beside or above each other."""
    return any(
        one[axis] >= other[axis] + other[axis + 2] or other[axis] >= one[axis] + one[axis + 2] for axis in (0, 1)
    )


def cell(grid, column, row):
    """The middle and the size of a rectangle of a grid."""
    x, y, width, height, columns, rows = grid
    return (x + (column + 0.5) * width / columns, y + (row + 0.5) * height / rows), (width / columns, height / rows)


def is_part(one, other):
    """Whether the middle of a rectangle is within another."""
    return all(abs(a - b) < size / 2 for a, b, size in zip(one[0], other[0], other[1], strict=True))


ON_GLASS = {"luggage_rack", "flight_panel", "desk_lamp", "coach_window", "office_chair", "tube_map"}
ON_DOORS = {"warning_stripe"}  # what is painted on them
ON_FRONTS = {("balcony_tier", "wall_clock")}  # what hangs on the front of a balcony


@pytest.mark.parametrize("name", [name for name, place in PLACES.items() if place["set"] == "room"])
def test_nothing_on_a_back_wall_hangs_before_a_window(name):
    """Pipes that run over the panes are fixed to nothing."""
    wall = float(PLACES[name].get("depth", 8.0)) - 0.35
    hung = [put_thing(row, PLACES[name]) for row in parse_rows(PLACES[name].get("put", ""))]
    hung = [thing for thing in hung if thing.spot.turn == "front" and thing.spot.z > wall and thing.name in THINGS]
    hung = [thing for thing in hung if thing.name not in ON_GLASS | ON_DOORS and "curtain" not in thing.name]

    over = {(a.name, b.name) for a, b in itertools.combinations(hung, 2) if lap(a, b)}
    assert over - ON_FRONTS == set()


def lap(one, other):
    """Whether two things on a wall lie over each other by more than a hand's breadth."""
    ends = []
    for thing in (one, other):
        up = [thing.spot.y + height * thing.spot.size for height in reach_of(thing.name)[1]]
        ends.append((across_of(thing.spot, reach_of(thing.name)[0]), up))
    return all(min(a[1], b[1]) - max(a[0], b[0]) > 0.08 for a, b in zip(*ends, strict=True))


GRAZING = {"sheep", "cow", "horse", "camel", "giraffe", "hens"}
EYE = -3.0  # metres; how far before the stage a camera stands


@pytest.mark.parametrize(
    "name", [name for name, place in PLACES.items() if GRAZING & set(place.get("put", "").split())]
)
def test_no_animal_of_a_place_stands_behind_another_of_its_kind(name):
    """Of two sheep in one line of sight the farther one is a second head."""
    beasts = [put_thing(row, PLACES[name]) for row in parse_rows(PLACES[name]["put"]) if row[0] in GRAZING]
    spans = [[x / (thing.spot.z - EYE) for x in across_of(thing.spot, reach_of(thing.name)[0])] for thing in beasts]
    for (one, a), (other, b) in itertools.combinations(zip(beasts, spans, strict=True), 2):
        assert one.name != other.name or a[1] < b[0] or b[1] < a[0], (one, other)


STRINGS = "crane fishing_rod hammock_hung laundry_line mast rope_taut sail_boat sled swings washing_line"
BEYOND = 8.0  # metres; what is as long runs out of the picture


@pytest.mark.parametrize("name", STRINGS.split())
def test_both_ends_of_a_rope_are_at_something(name):
    """At a part of its thing, on the ground, at a ceiling or a wall far up, in the hand, or outside the picture."""
    row = THINGS[name]
    shapes = [shape for shape in parse_shapes(row["shapes"]) if shape.kind not in ("lamp", "haze", "veil")]
    ropes = [shape for shape in shapes if shape.kind in ("line", "curve") and shape.numbers[0] < 0.05]

    assert ropes
    for rope in ropes:
        others = [corners_of(shape) for shape in shapes if shape is not rope]
        for end in (corners_of(rope)[0], corners_of(rope)[-1]):
            assert end[1] < 0.07 or abs(end[0]) > BEYOND or end[1] > 2.0 or at_one_of(end, others, row), end


def at_one_of(end, others, row):
    """Whether the end of a rope is within what other parts cover, or in the hand that holds them all."""
    if row.get("held") and math.hypot(*end) < 0.35:
        return True
    boxes = [tuple(zip(*corners, strict=True)) for corners in others]
    return any(
        min(xs) - 0.06 <= end[0] <= max(xs) + 0.06 and min(ys) - 0.06 <= end[1] <= max(ys) + 0.06 for xs, ys in boxes
    )
