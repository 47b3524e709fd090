import pytest

from tools.fit_labels import Label
from tools.fit_matching import (
    MATCHES,
    base,
    deed_right,
    hour_right,
    interior_right,
    is_mentioned_only,
    lead_right,
    mood_right,
    place_right,
    presence_right,
)
from tools.fit_slots import SLOTS

LABEL = Label(
    "book",
    "one.md",
    1,
    present=["Ann", "Mr. Reed"],
    present_unnamed=["old guard", "two boys"],
    present_maybe=["Tom"],
    present_remote=["Kate"],
    referenced=["Ann Lee"],
    aliases={"Ann": ["Mrs. Frost", "I"], "Mr. Reed": ["the captain"]},
    lead="Ann",
    lead_accept=["Ann", "Mr. Reed"],
    place="hotel room",
    place_accept=["small inn", "deck of a ship"],
    place_wrong=["Paris", "old mill"],
    interior=True,
    time_of_day="evening",
    time_accept=["evening", "night", "unknown"],
    time_evidence="hint",
    weather=["rain"],
    moods=["tense", "grim"],
    action="pouring tea for the inspector",
    action_accept=["pour", "sit", "hand over"],
    action_accept_phrases=["standing at the window"],
)


@pytest.mark.parametrize(
    ("one", "other"),
    [("pouring", "pour"), ("sitting", "sit"), ("carried", "carry"), ("lying", "lie"), ("passing", "pass"),
     ("taking", "take"), ("seeing", "see"), ("rooms", "room"), ("calling", "call"), ("ladies", "lady"),
     ("sing", "sing")],
)  # fmt: skip
def test_forms_of_a_word_are_alike(one, other):
    assert base(one) == base(other)


@pytest.mark.parametrize(
    ("names", "right", "why"),
    [
        (("Ann",), 1, "herself"),
        (("Annie", "Frost"), 1, "by another of her names"),
        (("narrator",), 1, "who says I"),
        (("Reed",), 1, "a part of the name"),
        (("the captain",), 1, "a title that stands for him"),
        (("Tom",), None, "arguable"),
        (("Kate",), 0, "on the telephone"),
        (("Lee", "Ann Lee"), 0, "the name that is shown counts first"),
        (("Ford",), 0, "nobody, a car"),
        (("the guard",), 1, "somebody without a name"),
        (("boy",), 1, "one of two"),
        (("old man",), 0, "no word of it says who"),
        (("the judge",), 0, "not there"),
    ],
)
def test_who_is_there(names, right, why):
    assert presence_right(names, LABEL) == right, why


@pytest.mark.parametrize(
    ("names", "right"), [(("Ann",), 1), (("Reed",), 1), (("Kate",), 0), (("the guard",), 1), (("the judge",), 0)]
)
def test_who_leads(names, right):
    assert lead_right(names, LABEL) == right


def test_where_nobody_leads_nothing_can_be_learnt_of_it():
    nobody = Label("book", "one.md", 1)

    assert lead_right(("Ann",), nobody) is None
    assert deed_right("pouring tea", nobody) is None


@pytest.mark.parametrize(
    ("place", "right", "why"),
    [
        ("hotel room", 1, "the same"),
        ("quiet hotel room", 1, "all its words"),
        ("room", 0, "a head that says nothing"),
        ("dark room", 0, "the same"),
        ("hotel", 0, "not the head"),
        ("inn", 1, "a head that says something"),
        ("inn at the river", 1, "the head stands before of and at"),
        ("deck", 1, "of what, is no matter"),
        ("ship", 0, "another head"),
        ("a very old small inn there", 0, "too long"),
        ("", 0, "nothing said"),
        ("river", 0, "elsewhere"),
    ],
)
def test_where_it_is(place, right, why):
    assert place_right(place, LABEL) == right, why


def test_where_nobody_can_know_nothing_is_right():
    unknown = Label("book", "one.md", 1, place="room", place_evidence="none")

    assert [place_right(place, unknown) for place in ("", "room")] == [1, 0]


@pytest.mark.parametrize(
    ("place", "only"), [("Paris", True), ("mills", True), ("old mills", True), ("inn", False), ("", False)]
)
def test_what_is_only_mentioned(place, only):
    assert is_mentioned_only(place, LABEL) is only


@pytest.mark.parametrize(
    ("hour", "evidence", "right"),
    [
        ("night", "hint", 1),
        ("dawn", "hint", 0),
        ("unknown", "hint", 0),
        ("unknown", "carried", 1),
        ("night", "carried", 1),
    ],
)
def test_when_it_is(hour, evidence, right):
    label = Label("b", "f", 1, time_of_day="evening", time_accept=LABEL.time_accept, time_evidence=evidence)

    assert hour_right(hour, label) == right


def test_the_rest_of_the_setting():
    assert [interior_right(LABEL), interior_right(Label("b", "f", 1))] == [1, None]
    assert [mood_right(mood, LABEL) for mood in ("grim", "comic", "")] == [1, 0, 0]
    assert [MATCHES["weather"](weather, LABEL) for weather in ("rain", "sun")] == [1, 0]


@pytest.mark.parametrize(
    ("deed", "right", "why"),
    [
        ("pouring tea", 1, "verb and object"),
        ("pouring", 0.5, "the verb alone"),
        ("pouring oil", 0.5, "of something else"),
        ("handing over a knife", 0.5, "one of the verbs"),
        ("sitting", 0, "says nothing, and no phrase says it"),
        ("standing at the window", 1, "says nothing, but a phrase says it"),
        ("standing", 0.5, "the same verb"),
        ("walking, pouring tea", 0, "the first verb counts"),
        ("pouring tea for the old inspector of the yard", 0, "too long"),
        ("", 0, "nothing"),
    ],
)
def test_what_is_done(deed, right, why):
    assert deed_right(deed, LABEL) == right, why


def test_every_slot_but_those_of_the_whole_book_is_compared_with_a_label():
    assert set(MATCHES) == set(SLOTS) - {"name", "gender", "teller"}
