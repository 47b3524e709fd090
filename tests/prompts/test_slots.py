"""A prompt's slots: their forms, which of them is shortened first, and whose deed is everybody's."""

import pytest

from prompts.clip_tokens import count_tokens
from prompts.slots import DROP_ORDER, Slot, cut_to_limit, fit_slots, is_mutual, join_slots, make_slots
from records import Person, SceneReading, Style

STYLE = Style("ink drawing", ("loose lines", "gray washes"), "photograph")
EMMA = Person("Emma Hale", "lead", ("Em",), "female", look="woman with red hair", outfit="green coat")
READING = SceneReading((EMMA,), place="old office", action="reading a letter", mood="sad", shot="medium shot")


def test_every_step_of_dropping_names_a_slot():
    assert {name for name, _ in DROP_ORDER} <= make_slots(READING, STYLE).keys()


@pytest.mark.parametrize(
    ("own", "limit", "dropped"),
    [
        ((), 77, []),
        ((), 30, ["half of the finish", "mood"]),
        (("mood",), 30, ["half of the finish", "adjectives of the place", "shot"]),
    ],
    ids=["all fits", "the least important first", "the author's own last"],
)
def test_slots_are_shortened_until_they_fit(own, limit, dropped):
    slots, left_out = fit_slots(make_slots(READING, STYLE), own, limit)

    assert left_out == dropped
    assert count_tokens(join_slots(slots)) <= limit


def test_each_phrase_is_said_once_and_no_comma_follows_of():
    assert join_slots({"a": Slot(("wide shot of",)), "b": Slot(("a pier, rain",)), "c": Slot(("rain",))}) == (
        "wide shot of a pier, rain"
    )


@pytest.mark.parametrize(
    ("action", "mutual"), [(("facing each other",), True), (("reading",), False), ((), False)], ids=str
)
def test_what_two_do_together_is_told_from_a_deed_of_one(action, mutual):
    assert is_mutual(action) is mutual


def test_what_is_too_long_loses_phrases_from_its_end():
    assert cut_to_limit("a pier, rain, an endless row of small grey boats", 8) == "a pier, rain"
