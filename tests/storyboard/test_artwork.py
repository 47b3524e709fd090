"""The tables of the art: whoever extends them is told at once where a row is wrong."""

from __future__ import annotations

import dataclasses

import pytest

from storyboard.artwork import find_row, read_table, singular, words_of
from storyboard.backdrops import parse_rows
from storyboard.camera import SHOTS, find_shot
from storyboard.land import LAND_MARKS, LAYERS
from storyboard.lettering import fit, read_glyph, spell, text_width
from storyboard.light import make_light
from storyboard.painters import PAINTERS, clock_hands
from storyboard.panel import caption_of
from storyboard.people import MOST_BACKGROUND, count_people, read_looks
from storyboard.rooms import ROOM_MARKS
from storyboard.shapes import parse_shapes
from storyboard.staging import find_pose, held_prop

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


@pytest.mark.parametrize(("name", "text"), list(drawings()), ids=lambda value: value if len(value) < 30 else "")
def test_every_shape_can_be_drawn(name, text):
    for shape in parse_shapes(text):
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
        ("looks", "garment"),
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


@pytest.mark.parametrize(
    ("action", "pose"),
    [
        ("reading a letter", "reading"),
        ("quietly weeping", "weeping"),
        ("looking out the window", "turned"),
        ("looking at his mouth", "looking"),
        ("lifting a hand", "raising"),
        ("sitting and holding a mug", "sitting"),
        ("sitting and reading", "reading"),
        ("writing and standing on the shore", "writing"),
        ("talking and walking", "walking"),
        ("standing", "standing"),
        ("breading fish", ""),
        ("", ""),
    ],
)
def test_poses_come_from_the_verb(action, pose):
    assert find_pose(action) == pose


@pytest.mark.parametrize(
    ("shot", "people", "name"),
    [
        ("medium shot", 1, "medium"),
        ("close-up", 1, "close"),
        ("over-the-shoulder shot", 2, "over"),
        ("over-the-shoulder shot", 1, "medium"),
        ("medium close-up", 1, "bust"),
        ("full shot", 1, "long"),
        ("two-shot", 2, "two"),
        ("establishing shot", 0, "establishing"),
        ("close-up", 0, "wide"),
        ("", 0, "wide"),
        ("", 1, ""),
        ("dutch angle", 1, ""),
    ],
)
def test_shots(shot, people, name):
    assert find_shot(shot, people) == name
    assert name in SHOTS


@pytest.mark.parametrize(
    ("props", "action", "usual", "held"),
    [
        (("letter",), "reading", "book", "letter"),
        (("book",), "reading a letter", "book", "letter"),
        (("old brass keys",), "standing", "", "key"),
        (("piano",), "standing", "", ""),
        ((), "reading", "book", "book"),
        ((), "standing", "", ""),
    ],
)
def test_the_named_prop_is_in_the_hand(props, action, usual, held):
    assert held_prop(props, action, usual) == held


def test_who_reads_holds_something_to_read():
    assert held_prop(("pencil", "map"), "reading", "book", "read") == "map"
    assert held_prop(("pencil",), "reading", "book", "read") == "book"


# --- people -----------------------------------------------------------------------------------------------------------

RED, GREEN, BLACK = (0xA6, 0x49, 0x2A), (0x4F, 0x7F, 0x54), (0x2A, 0x25, 0x26)


def looks(look="", outfit="", age="", gender="female", key="k"):
    return read_looks({"key": key, "presence": "lead", "gender": gender, "age": age, "look": look, "outfit": outfit})


@pytest.mark.parametrize(
    ("look", "outfit", "field", "expected"),
    [
        ("woman with short red hair", "", "hair", RED),
        ("red-haired woman", "", "hair", RED),
        ("woman with blue eyes and black hair", "", "hair", BLACK),
        ("woman with long red hair", "", "hairstyle", "long"),
        ("woman with a long black braid", "", "hairstyle", "braid"),
        ("bald man", "", "hairstyle", "bald"),
        ("man with a grey beard", "", "beard", "beard"),
        ("boy of nine", "", "age", "child"),
        ("woman, 34", "", "age", "adult"),
        ("old woman", "", "age", "old"),
        ("tall stout man", "", "age", "adult"),
        ("woman with glasses", "", "extras", ("glasses",)),
        ("", "black hat", "headgear", "hat"),
        ("that man", "", "headgear", ""),
    ],
)
def test_looks_say_what_the_words_say(look, outfit, field, expected):
    assert getattr(looks(look, outfit), field) == expected


@pytest.mark.parametrize(
    ("outfit", "slot", "colour"),
    [
        ("green coat", "over", GREEN),
        ("long green woollen coat", "over", GREEN),
        ("red scarf and green coat", "over", GREEN),
        ("green dress", "top", GREEN),
        ("white shirt and green trousers", "lower", GREEN),
        ("coat of green wool", "over", GREEN),
        ("red jumper and coat in green", "over", GREEN),
    ],
)
def test_clothes_have_their_colour(outfit, slot, colour):
    assert getattr(looks(outfit=outfit), slot).colour == colour


def test_a_dress_in_one_colour_does_not_dye_the_coat():
    figure = looks(outfit="green dress under a black coat")
    assert (figure.top.colour, figure.over.colour) == (GREEN, (0x35, 0x34, 0x3A))


def test_a_coat_without_a_colour_does_not_take_the_jumpers():
    figure = looks(outfit="green jumper and coat")
    assert figure.top.colour == GREEN
    assert figure.over.colour != GREEN


def test_boots_are_coloured_like_the_words_say():
    assert looks(outfit="red wellingtons").shoes == (0xB2, 0x3A, 0x34)
    assert looks(outfit="boots").shoes == looks(outfit="boots and coat").shoes


def test_the_same_person_looks_the_same_in_every_panel():
    assert looks(key="a") == looks(key="a")
    assert dataclasses.replace(looks(key="a", outfit="green coat"), over=None) != looks(key="a")
    assert looks(key="a", outfit="green coat").hair == looks(key="a").hair
    assert looks(key="a", outfit="green coat").skin == looks(key="a").skin


def test_unnamed_looks_vary_from_person_to_person():
    assert len({looks(key=str(number)).top.colour for number in range(30)}) > 4
    assert len({looks(key=str(number)).hair for number in range(30)}) > 3


@pytest.mark.parametrize(
    ("phrase", "count"),
    [
        ("two guards", 2),
        ("a guard", 1),
        ("a crowd", MOST_BACKGROUND),
        ("guards", 3),
        ("three soldiers", 3),
        ("soldiers", 6),
        ("a group of five men", 5),
        ("three hundred men", MOST_BACKGROUND),
        ("12 men", 12),
        ("900 men", MOST_BACKGROUND),
        ("", 1),
        ("nobody", 1),
    ],
)
def test_people_in_the_background_are_counted(phrase, count):
    assert count_people(phrase) == count


# --- light and letters ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("time", "hour", "minute"),
    [([12, 0], 0.0, 0.0), ([3, 30], 3.5 / 12, 0.5), ([15, 0], 0.25, 0.0)],
    ids=["noon", "half past three", "in the afternoon"],
)
def test_the_hands_of_a_clock_show_the_hour(time, hour, minute):
    assert [hand[0] for hand in clock_hands(time)] == pytest.approx([hour, minute])


def test_no_hour_no_hands():
    assert clock_hands([]) == []


def test_light_is_bent_by_the_mood():
    def spread(mood):
        colour = make_light("midday", (), mood, indoors=False).shade((180, 60, 60))
        return max(colour) - min(colour)

    assert spread("grieving") < spread("") < spread("joyful")


@pytest.mark.parametrize(
    ("weather", "shines"), [((), True), (("sun",), True), (("rain",), False), (("sun", "fog"), False)]
)
def test_the_sun_hides_behind_bad_weather(weather, shines):
    assert (make_light("midday", weather, "", indoors=False).sun is not None) == shines


@pytest.mark.parametrize(
    ("text", "spelt"),
    [
        ("Café – at dawn", "Cafe - at dawn"),
        ("Größe", "Grosse"),
        ("Ærø", "Aero"),
        ("日本", ""),
        ("it’s", "it's"),
        ("a\nb", "a b"),
    ],
)
def test_captions_are_spelt_with_the_letters_there_are(text, spelt):
    assert spell(text) == spelt


@pytest.mark.parametrize(
    ("room_for", "short"),
    [
        ("Kitchen, night: reading a letter by the fire", "Kitchen, night: reading a letter by the fire"),
        ("Kitchen, night: reading a letter by the", "Kitchen, night: reading a letter"),
        ("Kitchen, night:", "Kitchen, night"),
        ("Kitchen, ", "Kitchen"),
        ("K", ""),
    ],
)
def test_a_long_caption_is_cut_where_a_phrase_ends(room_for, short):
    assert fit("Kitchen, night: reading a letter by the fire", 0.3, text_width(room_for, 0.3)) == short


@pytest.mark.parametrize(
    ("drawing", "caption"),
    [
        (
            {"place": "shore", "time_of_day": "morning", "action": "reading the board"},
            "Shore, morning: reading the board",
        ),
        ({"place": "shore", "time_of_day": "unknown", "action": ""}, "Shore"),
        ({"place": "", "time_of_day": "night", "action": "running"}, "Night: running"),
        ({"place": "", "time_of_day": "unknown", "action": "running"}, "Running"),
        ({}, ""),
    ],
)
def test_captions_read_as_phrases(drawing, caption):
    assert caption_of(drawing) == caption


@pytest.mark.parametrize("letter", read_table("lettering")["glyph"])
def test_every_letter_stays_on_its_grid(letter):
    glyph = read_glyph(letter)
    assert all(-0.2 <= x <= glyph.width + 0.8 and -2 <= y <= 6.3 for stroke in glyph.strokes for x, y in stroke)


def test_words_are_split_without_accents():
    assert words_of("Émile's CAFÉ, 2nd") == ("emile", "s", "cafe", "2nd")
