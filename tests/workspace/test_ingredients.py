"""Digests of what a scene's words are made of: which change of a cast sheet concerns a scene."""

from dataclasses import replace

import pytest
from line_steps import count_lines

from cast.sheet import CastSheet, SheetPerson
from english.own_words import NO_WORDS, OwnWords, make_place
from records import Person, SceneReading, Style
from workspace.ingredients import digest_cast, digest_style, digest_words, is_same_cast

EMMA = SheetPerson("emma", "Emma", ("Em",), {(0, 0): {"gender": "female", "outfit": "green coat"}})
JONAS = SheetPerson("jonas", "Jonas", (), {(0, 0): {"outfit": "blue jersey"}})
UNTOUCHED = SheetPerson("emma", "Emma")
STYLE = Style("ink", ("flat colors", "strong shadows"), "photograph")


def cast(*people, drawn=("Emma",), coat="green coat", key=(2, 1)):
    shown = tuple(Person(name, "present", look="woman", outfit=coat) for name in drawn)
    return digest_cast(SceneReading((*shown, Person("Kit", "mentioned"))), CastSheet(people), key)


CHANGED = replace(EMMA, looks={(0, 0): {"outfit": "red coat"}})
LATER = replace(EMMA, looks={**EMMA.looks, (3, 1): {"outfit": "red coat"}})
OILSKIN = replace(JONAS, looks={(0, 0): {"outfit": "oilskin"}})


@pytest.mark.parametrize(
    ("then", "now", "is_same"),
    [
        pytest.param(cast(EMMA, JONAS), cast(EMMA, JONAS), True, id="nothing"),
        pytest.param(cast(EMMA), cast(CHANGED, coat="red coat"), False, id="a coat that is seen"),
        pytest.param(cast(EMMA), cast(CHANGED), True, id="a coat under the one that the scene tells"),
        pytest.param(cast(EMMA), cast(EMMA, coat="red coat"), True, id="other rules read another coat"),
        pytest.param(cast(EMMA, JONAS), cast(EMMA, OILSKIN), True, id="somebody elsewhere"),
        pytest.param(cast(EMMA), cast(EMMA, JONAS), True, id="an entry for somebody elsewhere"),
        pytest.param(cast(EMMA), cast(LATER), True, id="a coat of a later chapter"),
        pytest.param(cast(EMMA, key=(3, 1)), cast(LATER, coat="red coat", key=(3, 1)), False, id="from its chapter on"),
        pytest.param(cast(), cast(UNTOUCHED, coat="red coat"), True, id="an entry that is not touched"),
        pytest.param(cast(), cast(EMMA), True, id="an entry that says what the text says"),
        pytest.param(cast(), cast(EMMA, coat="red coat"), False, id="an entry that says something else"),
        pytest.param(cast(EMMA), cast(coat="brown coat"), False, id="an entry taken away"),
        pytest.param(cast(EMMA), cast(EMMA, drawn=()), True, id="other rules no longer see her"),
        pytest.param(cast(EMMA, JONAS), cast(EMMA, JONAS, drawn=("Emma", "Jonas")), True, id="or see one more"),
        pytest.param(
            cast(EMMA, JONAS),
            cast(EMMA, replace(JONAS, aliases=("the boy",)), drawn=("Emma", "Jonas")),
            False,
            id="an alias by which somebody is there",
        ),
        pytest.param({}, {}, True, id="no cast at all"),
    ],
)
def test_what_of_a_sheet_concerns_a_scene(then, now, is_same):
    assert is_same_cast(then, now) is is_same
    assert is_same_cast(now, then) is is_same


def test_nobody_without_entry_and_part_is_listed():
    assert set(cast(EMMA, JONAS)) == {"Emma", "Jonas"}
    assert set(cast()) == {"Emma"}


def test_twice_the_people_take_twice_the_steps():
    def steps(count):
        names = [f"Emma{number}" for number in range(count)]
        people = [replace(EMMA, key=name, name=name, aliases=()) for name in names]
        return count_lines(lambda: cast(*people, drawn=names))

    assert steps(80) < 2.2 * steps(40)


@pytest.mark.parametrize(
    "other",
    [
        (replace(STYLE, medium="oil"), None),
        (replace(STYLE, finish=("flat colors",)), None),
        (replace(STYLE, negative="text"), None),
        (replace(STYLE, monochrome=True), None),
        (STYLE, "fog"),
        (STYLE, ""),
    ],
)
def test_every_word_of_a_style_counts(other):
    assert digest_style(*other) != digest_style(STYLE, None)
    assert digest_style(STYLE, None) == digest_style(replace(STYLE), None)


# --- Words of the author's world ------------------------------------------------------------------------------------

PUB = OwnWords((make_place("the Kettle", "pub", interior=None),))
HALL = OwnWords((make_place("the Kettle", "hall", interior=None),))
NOBODY = OwnWords(not_people=frozenset({"mercy"}))
THING = OwnWords(things=frozenset({"mercy", "mr hale"}))


@pytest.mark.parametrize(
    ("text", "then", "now", "is_same"),
    [
        pytest.param("She sat in the Kettle.", NO_WORDS, PUB, False, id="a word that is new"),
        pytest.param("She sat in the Kettle.", PUB, NO_WORDS, False, id="a word taken back"),
        pytest.param("She sat in the Kettle.", PUB, HALL, False, id="a place that is like another"),
        pytest.param("She sat in the Kettle.", PUB, PUB, True, id="nothing"),
        pytest.param("She sat at home.", NO_WORDS, PUB, True, id="a word of other scenes"),
        pytest.param("Mercy creaked.", NOBODY, THING, False, id="a name that is something else"),
        pytest.param("Mr. Hale creaked.", NO_WORDS, THING, False, id="a title with its dot"),
        pytest.param("Three Kettles stood there.", NO_WORDS, PUB, False, id="several of them"),
        pytest.param("Mercyless and merciful.", NO_WORDS, NOBODY, True, id="part of a longer word"),
    ],
)
def test_which_words_concern_a_scene(text, then, now, is_same):
    assert is_same_cast(digest_words(text, then), digest_words(text, now)) is is_same


def test_all_words_are_looked_for_in_one_walk():
    def steps(count):
        words = OwnWords(tuple(make_place(f"word{number}", "pub", interior=None) for number in range(count)))
        digest_words("", words)
        return count_lines(lambda: digest_words("She sat in the pub. " * 20, words))

    assert steps(100) == steps(10)


def test_words_stand_in_the_order_of_their_kinds():
    words = OwnWords(PUB.places, frozenset({"will", "dusk"}), frozenset({"mercy"}), frozenset({"boat"}))

    assert list(digest_words("The boat, Mercy, the Kettle, Will, the mercy of Dusk.", words)) == [
        *("(dusk)", "(will)", "(mercy)", "(boat)", "(kettle)")
    ]
