"""The tables of the art: whoever extends them is told at once where a row is wrong."""

from __future__ import annotations

import pytest

from storyboard.artwork import find_row, parse_rows, read_table, singular, words_of
from storyboard.land import LAND_MARKS, LAYERS
from storyboard.painters import PAINTERS
from storyboard.rooms import ROOM_MARKS
from storyboard.shapes import parse_shapes

THINGS = read_table("things")["thing"]
PLACES = read_table("places")["place"]
POSES = read_table("poses")["pose"]
HEADS = read_table("heads")
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
}
COUNTS = {"rect": 4, "oval": 4, "pane": 4, "spines": 4, "lamp": 3, "hands": 3, "box": 6}


def drawings():
    yield from ((f"thing {name}", row["shapes"]) for name, row in THINGS.items())
    yield from ((part, HEADS[part]) for part in ("skull", "ears", "parting"))
    yield from ((f"near {name}", row["shapes"]) for name, row in read_table("near")["near"].items())
    for section in ("face", "hair", "beard", "headgear", "extra"):
        for name, row in HEADS[section].items():
            yield from ((f"{section} {name} {part}", text) for part, text in row.items())


def shapes():
    """Every shape of every drawing, with the drawing's name."""
    return [(name, shape) for name, text in drawings() for shape in parse_shapes(text)]


def test_every_shape_can_be_drawn():
    for name, shape in shapes():
        base = shape.colour.rstrip("+-")
        assert shape.kind in PAINTERS, name
        assert base in MATERIALS or base in OWN_COLOURS or base.startswith("#"), (name, base)
        if shape.kind in COUNTS:
            assert len(shape.numbers) == COUNTS[shape.kind], (name, shape)
        elif shape.kind in ("line", "curve"):
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
    assert [colour for colour in colours if colour.rstrip("+-") not in MATERIALS] == []
    assert {place.get("inside", name), place.get("outside", name)} <= set(PLACES)


def test_there_are_forty_places_and_twenty_poses():
    assert len(PLACES) >= 43
    assert len(POSES) >= 20


@pytest.mark.parametrize("name", POSES)
def test_every_pose_names_only_what_there_is(name):
    pose = POSES[name]
    assert pose.get("partner", name) in POSES
    assert all(pose[key] in THINGS for key in ("seat", "table", "hold") if key in pose)


@pytest.mark.parametrize(
    ("table", "section"),
    [
        ("places", "place"),
        ("poses", "pose"),
        ("things", "thing"),
        ("trades", "trade"),
        ("light", "mood"),
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


# --- people -----------------------------------------------------------------------------------------------------------


# --- light and letters ------------------------------------------------------------------------------------------------


def test_words_are_split_without_accents():
    assert words_of("Émile's CAFÉ, 2nd") == ("emile", "s", "cafe", "2nd")


def test_rows_are_words_and_remarks_are_none():
    assert parse_rows("stove 2.4 7.2\n\n  # a remark\n  lamp 0 5\n") == (("stove", "2.4", "7.2"), ("lamp", "0", "5"))
