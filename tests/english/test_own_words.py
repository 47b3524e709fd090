"""An author's own words: what counts as what, and that a whole book is read by them."""

import pytest

from cast.sheet import CastSheet, add_words
from english.own_words import NO_WORDS, OwnWords, known_places, make_place, plain
from english.place_tables import place_kinds
from records import Scene
from scene_reader import read_scenes

WORDS = OwnWords(
    places=(
        make_place("the Kettle", "pub", interior=None),
        make_place("Molly's", "cafe", interior=None),
        make_place("moot", "", interior=False),
        make_place("St. Brannoc's", "church", interior=None),
        make_place("van", "library", interior=True),
    ),
    people=frozenset({"dusk", "will"}),
    not_people=frozenset({"mercy"}),
    things=frozenset({"walker", "lady anne"}),
)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("the Kettle", "kettle"),
        ("The  Kettle", "kettle"),
        ("The", "the"),
        ("Mr. Hale", "mr hale"),
        ("Molly’s", "molly's"),
    ],
)
def test_a_word_is_written_as_the_tables_have_it(word, expected):
    assert plain(word) == expected


@pytest.mark.parametrize(
    ("title", "words", "expected"),
    [
        pytest.param("", ("Dusk",), True, id="hers"),
        pytest.param("", ("Mercy",), False, id="nobody's"),
        pytest.param("", ("Kettle",), False, id="a place's"),
        pytest.param("lady", ("Anne",), False, id="a thing's, with a title"),
        pytest.param("mr", ("Kettle",), None, id="somebody called like a place"),
        pytest.param("", ("Mercy", "Lewis"), None, id="a longer name"),
        pytest.param("", ("Emma",), None, id="not told"),
    ],
)
def test_whose_name_it_is(title, words, expected):
    assert WORDS.is_person(title, words) is expected
    assert NO_WORDS.is_person(title, words) is None


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [("the iron walker", True), ("two walkers", True), ("walker", True), ("two guards", False), ("", False)],
)
def test_what_is_a_thing(phrase, expected):
    assert WORDS.is_thing(phrase) is expected
    assert not NO_WORDS.is_thing(phrase)


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        ("kettle", "pub"),
        ("dark kettle", "dark pub"),
        ("moot", "moot"),
        ("kitchen", "kitchen"),
        ("", ""),
    ],
)
def test_what_is_shown_of_a_place(place, shown):
    assert WORDS.show(place) == shown


@pytest.mark.parametrize(
    ("action", "place", "shown"),
    [
        pytest.param(
            "drinking her ale in the Kettle", "pub", "drinking her ale", id="the scene's place is said anyway"
        ),
        pytest.param("sitting at Molly's", "cafe", "sitting", id="without an article"),
        pytest.param("kneeling in st. brannoc's", "church", "kneeling", id="with a dot"),
        pytest.param("looking at the kettle", "moot", "looking at the pub", id="another place"),
        pytest.param("entering the Kettle", "pub", "entering the pub", id="no preposition"),
        pytest.param("leaving Molly's", "cafe", "leaving the cafe", id="nothing before it"),
        pytest.param("speaking at the moot", "pub", "speaking at the moot", id="like nothing that is known"),
        pytest.param("filling the kettles", "pub", "filling the kettles", id="another word"),
        pytest.param("", "pub", "", id="no deed"),
    ],
)
def test_how_a_deed_is_told(action, place, shown):
    assert WORDS.show_in(action, place) == shown
    assert NO_WORDS.show_in(action, place) == action


def test_an_own_place_wins_over_a_known_one_and_leaves_the_table_as_it_is():
    before = place_kinds()["van"]

    assert known_places(WORDS)["van"].interior
    assert known_places(WORDS)["pub"] == place_kinds()["pub"]
    assert known_places(NO_WORDS)["van"] == place_kinds()["van"] == before


def test_a_deed_is_told_place_by_place_in_the_authors_order():
    words = OwnWords(
        tuple(
            make_place(word, like, interior=None)
            for word, like in (
                *(("Kettle", "pub"), ("the Kettle", "hall"), ("Ferrow", "street"), ("St. Mary", "church")),
                ("'Salem", "village"),
            )
        )
    )

    assert words.show_in("leaving Ferrow for the kettle", "") == "leaving the street for the pub"
    assert words.show_in("leaving ST. MARY in Kettle", "hall") == "leaving the church in the pub"
    assert words.show_in("waking up in 'Salem", "village") == "waking up"


class Counted(str):
    """A word that counts how often it is looked at for its place in a table."""

    __slots__ = ()
    looks = 0

    def __hash__(self):
        Counted.looks += 1
        return super().__hash__()


def test_asking_often_goes_through_the_places_no_more_often():
    words = OwnWords(tuple(make_place(f"word{number}", "", interior=None) for number in range(20)))
    words = OwnWords(tuple(own._replace(kind=own.kind._replace(place=Counted(own.kind.place))) for own in words.places))

    def looks_of(times):
        before = Counted.looks
        for _ in range(times):
            words.is_place("house"), words.is_person("", ("Emma",)), words.show("dark house"), known_places(words)
            words.show_in("running to the house", "house")
        return Counted.looks - before

    looks_of(1)  # the tables are made once
    assert looks_of(5) <= 5 * len(("is_place", "is_person", "show", "show", "known_places", "show_in"))


# --- A book that is read by them ------------------------------------------------------------------------------------

TEXTS = (
    (
        "Emma pushed open the door of the Kettle and sat down by the fire. Mercy creaked at her moorings outside. "
        "Mercy said nothing. The walker stamped in the yard and looked at her. Emma drank her ale in the Kettle until "
        'midnight. Dusk came in. "Evening," Dusk said. She shook her hat.\nMercy waited. Emma took the lamp.'
    ),
    "At the moot Emma stood before the elders and spoke. The moot was silent. Two walkers stood by the moot.",
    "Emma sat in Molly's and stirred her tea. Molly brought her the bill.",
    "Will took the lamp. Will was the oldest of them. Emma knelt in St. Brannoc's and prayed. Will you come?",
)


def read(words):
    scenes = [Scene(1, number, "", "one.md", number, (1, 1), text) for number, text in enumerate(TEXTS, 1)]
    return read_scenes(scenes, add_words(CastSheet(), words))


def test_false_people_go_and_true_ones_come():
    without, with_words = read(NO_WORDS), read(WORDS)

    assert "Mercy" in {person.name for reading in without for person in reading.characters}
    names = {person.name for reading in with_words for person in reading.characters}
    assert {"Emma", "Dusk", "Will"} <= names
    assert not {name for name in names if "Mercy" in name or "walker" in name}


def test_places_are_understood_and_shown_as_what_they_are_like():
    kettle, moot, cafe, church = read(WORDS)

    assert (kettle.place, kettle.interior) == ("pub", True)
    assert (moot.place, moot.interior) == ("moot", False)
    assert (cafe.place, cafe.interior) == ("cafe", True)
    assert (church.place, church.interior) == ("church", True)
    assert [reading.place for reading in read(NO_WORDS)][:3] != ["pub", "moot", "cafe"]


def test_things_stand_in_no_crowd():
    assert all("walkers" not in reading.people for reading in read(WORDS))


def test_reading_one_book_leaves_no_trace_in_the_next():
    before = read(NO_WORDS)
    read(WORDS)

    assert read(NO_WORDS) == before
