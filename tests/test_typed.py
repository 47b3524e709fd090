"""A value is of the type that its key asks for, or refused with key, value and what it must be."""

import json
import math

import pytest

from typed import (
    WrongValue,
    a_flag,
    a_text,
    anything,
    fields,
    finite,
    hold_once,
    list_of,
    list_of_length,
    mapping_of,
    none_such,
    one_of,
    or_none,
    shown,
    whole,
)

PERSON = fields({"name": a_text}, {"age": whole(0, 150)})


@pytest.mark.parametrize(
    ("reader", "value"),
    [
        (a_text, ""),
        (a_flag, False),
        (whole(0, 9), 0),
        (whole(0, 9), 9),
        (finite(0, 1), 0.5),
        (finite(0, 1), 1),
        (one_of("a", "b"), "b"),
        (or_none(a_text), None),
        (list_of(a_text), ["x", ""]),
        (list_of(a_text), []),
        (list_of_length(2, whole(0, 9)), [3, 4]),
        (mapping_of(a_flag), {"x": True}),
        (PERSON, {"name": "Emma"}),
        (PERSON, {"age": 3, "name": "Emma"}),
        (anything, [None]),
    ],
)
def test_what_is_right_comes_back_as_it_was(reader, value):
    found = reader("key", value)

    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("reader", "value", "said"),
    [
        (a_text, 5, "key is 5, not text"),
        (a_text, None, "key is None, not text"),
        (a_flag, 1, "key is 1, not true or false"),
        (whole(0, 9), True, "key is True, not a whole number from 0 to 9"),
        (whole(0, 9), 10, "key is 10, not a whole"),
        (whole(0, 9), -1, "key is -1, not a whole"),
        (whole(0, 9), 1.0, "key is 1.0, not a whole"),
        (whole(0, 9), "1", "key is '1', not a whole"),
        (finite(0, 1), math.nan, "key is nan, not a number from 0 to 1"),
        (finite(0, 1), math.inf, "key is inf, not a number"),
        (finite(-math.inf, math.inf), math.inf, "key is inf, not a number"),
        (finite(0, 1), True, "key is True, not a number"),
        (finite(0, 1), 10**400, "not a number from 0 to 1"),
        (one_of("a", "b"), "c", "key is 'c', not one of a, b"),
        (one_of("a", "b"), ["a"], "key is ['a'], not one of a, b"),
        (or_none(a_text), 5, "key is 5, not text"),
        (list_of(a_text), "x", "key is 'x', not a list"),
        (list_of(a_text), ["x", 5], "key[1] is 5, not text"),
        (mapping_of(a_text), [], "key is [], not a table"),
        (mapping_of(a_text), {"x": 5}, "key.x is 5, not text"),
        (PERSON, {}, "key.name is missing"),
        (PERSON, {"name": "Emma", "age": "old"}, "key.age is 'old', not a whole"),
        (fields({}, {}, none_such), {"x": 5}, "key.x is 5, not a key that there is"),
        (list_of(PERSON), [5], "key[0] is 5, not a table"),
        (list_of_length(2, whole(0, 9)), [3], "key is [3], not a list of 2"),
    ],
)
def test_what_is_wrong_says_key_value_and_what_it_must_be(reader, value, said):
    with pytest.raises(WrongValue, match=r"^key") as caught:
        reader("key", value)

    assert said in str(caught.value)
    assert caught.value.value is None or caught.value.key.startswith("key")


def test_other_keys_are_left_out_or_read():
    assert fields({}, {"a": a_text})("", {"a": "x", "b": 1}) == {"a": "x"}
    assert fields({}, {"a": a_text}, anything)("", {"a": "x", "b": 1}) == {"a": "x", "b": 1}


@pytest.mark.parametrize("value", ["x" * 10**6, ["x" * 1000] * 1000, 10**4000, {"x": {"y": {"z": {}}}}])
def test_a_sentence_stays_short(value):
    assert len(shown(value)) < 500


def test_equal_words_of_two_files_are_held_once():
    one, other = (hold_once(json.loads('{"look": ["red hair", 5, null, true]}')) for _ in range(2))

    assert one == other == {"look": ["red hair", 5, None, True]}
    assert one["look"][0] is other["look"][0]
    assert next(iter(one)) is next(iter(other))
