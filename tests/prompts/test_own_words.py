"""What the author put right, in the prompt: in her words, without names, dropped last."""

from dataclasses import replace

import pytest

from prompt_generator import make_prompt
from prompts.own_words import SLOTS, clean_own, own_people, own_slots, say_groups, say_own, with_held
from records import Person, SceneReading, Style
from workspace.corrections import KEYS

STYLE = Style("ink drawing", ("loose lines", "gray washes"), "photograph")
EMMA = Person("Emma Hale", "lead", ("Em",), "female", look="woman with red hair", outfit="green coat")
JONAS = Person("Jonas", "present", gender="male", look="man with a beard", outfit="red coat")
MINA = Person("Mina Vale", "mentioned", gender="female")
READING = SceneReading((EMMA, JONAS, MINA), place="office", interior=True, action="reading", shot="medium shot")


def prompt(corrected, **changes):
    return make_prompt(replace(READING, corrected=tuple(corrected.split()), **changes), STYLE).prompt


@pytest.mark.parametrize(
    ("corrected", "changes", "said"),
    [
        (
            "place",
            {"place": "the old lighthouse keeper's hut by the sea"},
            ", the old lighthouse keeper's hut by the sea",
        ),
        ("place", {"place": "Room 12, with a view"}, ", room 12, with a view"),
        ("place", {"place": "Jonas's kitchen"}, ", kitchen"),
        ("place", {"place": "Mina's kitchen"}, ", kitchen"),
        ("weather", {"weather": ("wind",)}, "windblown leaves outside the window"),
        (
            "place",
            {"place": "Jonas's", "characters": (replace(JONAS, presence="lead"),)},
            "medium shot of a man with a beard in a red coat, looking",
        ),
        ("place", {"place": "a barn", "characters": ()}, "a deserted barn"),
        ("place", {"place": "beach", "interior": False, "action": "sitting in a car"}, ", beach"),
        ("interior", {"interior": False, "time_of_day": "night"}, "office, night, dark sky"),
        ("shot", {"shot": "high angle shot"}, "high angle shot of"),
        ("shot", {"shot": "close-up", "people": ("a crowd",)}, "close-up of"),
        ("mood", {"mood": "eerie", "characters": ()}, "eerie atmosphere"),
        ("weather", {"weather": ("rain", "sun", "wind"), "interior": False, "place": "beach"}, "sunny sky"),
        ("weather", {"weather": ("rain",), "place": "cellar"}, "rain on the window"),
        ("props", {"props": ("a lantern", "a map of Jonas", "three old keys")}, "a lantern, a map, three old keys"),
        (
            "action",
            {"action": "waves breaking", "characters": (), "place": "beach", "interior": False},
            "of waves breaking, a deserted beach",
        ),
        (
            "people",
            {"people": ("two guards carrying a chest", "a dog")},
            "two guards carrying a chest and a dog in the background",
        ),
        (
            "people",
            {"people": ("two guards in red coats",), "characters": ()},
            "medium shot of two guards in red coats",
        ),
    ],
)
def test_a_correction_is_said_as_she_wrote_it(corrected, changes, said):
    assert said in prompt(corrected, **changes)


@pytest.mark.parametrize(
    ("corrected", "changes", "unsaid"),
    [
        ("props", {"props": ()}, "letter"),
        ("people", {"characters": (EMMA, replace(JONAS, presence="mentioned"))}, "beard"),
        ("mood", {"mood": ""}, "face"),
    ],
)
def test_what_she_left_out_is_not_said(corrected, changes, unsaid):
    assert unsaid not in prompt(corrected, **changes)


def deed(person, **said):
    return replace(person, **said)


@pytest.mark.parametrize(
    ("characters", "action", "said"),
    [
        (
            (deed(EMMA, doing="looking at Jonas's map"), JONAS),
            "looking at Jonas's map",
            "on the left, looking at his map",
        ),
        ((deed(EMMA, doing="writing to Mina"), MINA), "writing to Mina", "in a green coat, writing to her"),
        ((deed(EMMA, holding="lamp"),), "singing", "singing, holding a lamp"),
        ((deed(EMMA, holding="a lamp"),), "lifting the lamp", "lifting the lamp,"),
        ((deed(EMMA, holding="a lamp"),), "", "in a green coat, holding a lamp"),
        (
            (EMMA, deed(JONAS, doing="rowing, laughing", holding="an oar")),
            "",
            "a man with a beard in a red coat rowing and laughing holding an oar on the right",
        ),
        (
            (
                EMMA,
                JONAS,
                Person("an old fisherman", "present", named=False, look="old fisherman", doing="mending a net"),
            ),
            "",
            "three people, a woman",
        ),
        (
            (
                EMMA,
                JONAS,
                Person("an old fisherman", "present", named=False, look="old fisherman", doing="mending a net"),
            ),
            "",
            ", an old fisherman mending a net behind them",
        ),
    ],
)
def test_what_each_one_does_and_holds(characters, action, said):
    told = prompt("people", characters=characters, action=action)

    assert said in f"{told},"
    assert not {"jonas", "mina", "emma"} & set(told.lower().replace(",", "").split())


def test_looks_of_the_book_are_spelled_for_the_model():
    jonas = replace(JONAS, look="man with a moustache", outfit="grey jumper")

    assert "a man with a mustache in a gray sweater on the right" in prompt("people", characters=(EMMA, jonas))


def test_nothing_of_love_is_said_of_a_child():
    child = Person("Kit", "present", gender="male", look="boy", doing="kissing her")

    assert "kissing" not in prompt("people", characters=(EMMA, child))


def test_the_second_persons_colour_is_left_out_where_nobody_said_who_is_there():
    assert "red coat" not in prompt("place")
    assert "red coat" in prompt("people")


LONG = {"place": "office", "props": ("lantern", "map"), "mood": "tense", "time_of_day": "night"}


def test_the_rules_words_make_room_for_hers():
    words = "a very long and winding stair of worn stone that climbs between damp walls to a small door under the roof"
    reading = replace(READING, action="singing", **{**LONG, "place": words}, weather=("rain",), corrected=("place",))
    made = make_prompt(reading, STYLE)

    assert words in made.prompt
    assert "props" in made.dropped
    assert made.tokens <= 77
    again = make_prompt(replace(reading, corrected=("place", "props", "mood")), STYLE)
    assert "lantern, map" in again.prompt
    assert "props" not in again.dropped


def test_words_of_hers_that_no_prompt_holds_are_reported():
    made = make_prompt(replace(READING, place="a stair, " * 60 + "a door", corrected=("place",)), STYLE)
    long = make_prompt(replace(READING, place=" ".join(f"stair{n}" for n in range(60)), corrected=("place",)), STYLE)

    assert made.tokens <= 77
    assert long.tokens <= 77
    assert "the end of your own words" in long.dropped


def test_every_key_has_its_slots():
    assert tuple(SLOTS) == KEYS
    assert own_slots(replace(READING, corrected=("place", "time"))) == {"place", "light"}
    assert own_slots(READING) == frozenset()


def test_what_the_lead_does_by_her_word_is_dropped_last():
    told = {"characters": (deed(EMMA, doing="reading a map"), JONAS), "action": "reading a map", "people": ("a crowd",)}
    reading = replace(
        READING, **told, place="deck of a very old ship at the end of the quay", weather=("storm", "wind")
    )
    made = make_prompt(replace(reading, interior=False, time_of_day="dusk", corrected=("people",)), STYLE, limit=60)

    assert "finish" in made.dropped
    assert "reading a map" in made.prompt


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("The (old) House", "the old house"),
        ("Room 12", "room 12"),
        ("a house without windows", "a house without windows"),
        ("“Sea View”", "sea view"),
        ("a|b <x>", "a b x"),
    ],
)
def test_her_words_are_cleaned_of_marks_alone(words, said):
    assert clean_own(words) == said


def test_small_parts():
    assert say_own("at Emma's side", READING, ("Emma", "Hale")) == "at her side"
    assert say_groups(replace(READING, people=("two guards", "a dog")), ()) == "two guards and a dog"
    assert with_held(("reading",), READING, ()) == ("reading",)
    assert own_people(READING, (), in_color=False)[0] == "two people"


@pytest.mark.parametrize("held", ["", " ", "\r", "\n\t"])
def test_blanks_are_nothing_to_hold(held):
    reading = replace(READING, characters=(replace(EMMA, holding=held), JONAS))

    assert with_held(("reading",), reading, ()) == ("reading",)
