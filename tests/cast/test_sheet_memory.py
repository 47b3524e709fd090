import tomllib

import pytest

from cast.sheet_memory import FROM_THE_FIRST, Written, number_of, remember

LOOKS = {
    FROM_THE_FIRST: {"age": "", "look": "woman", "outfit": "yellow raincoat"},
    (1, 4): {"outfit": ""},
    (2, 1): {"outfit": "towel"},
    (2, 3): {"outfit": "black dress"},
}
LINES = "\n".join(remember("emma", ("Emma", "Em"), LOOKS))
WRITTEN = Written.from_lines(tomllib.loads(LINES)["emma"])


def first(**values):
    """The looks with other values from the first scene on."""
    return {**LOOKS, FROM_THE_FIRST: LOOKS[FROM_THE_FIRST] | values}


def changed(*edits):
    """The looks with the values of some scenes replaced, or with None the scene taken out."""
    return {start: values for start, values in (LOOKS | dict(edits)).items() if values is not None}


def own(looks):
    found = WRITTEN.without_own(looks).items()
    return {(*start, what): value for start, values in found for what, value in values.items() if value is not None}


def test_remembers_what_it_wrote():
    assert WRITTEN.name == number_of("Emma")
    assert WRITTEN.aliases == {number_of("Em")}
    assert list(WRITTEN.looks) == list(LOOKS)


def test_no_line_is_found_by_who_searches_for_a_value_or_its_key():
    assert not [text for text in ("Emma", "raincoat", "outfit =", "name =", "outfit=") if text in LINES]


@pytest.mark.parametrize(
    "lines",
    [["name 1", "0-0 look"], ["name 1", "0-0 look red"], ["name 1", "first look 1"], ["alias 1"], [3], [], 3],
)
def test_what_is_no_memory_is_refused(lines):
    with pytest.raises((AttributeError, TypeError, ValueError)):
        Written.from_lines(lines)


@pytest.mark.parametrize(
    ("looks", "hers"),
    [
        pytest.param(LOOKS, {}, id="untouched"),
        pytest.param(first(outfit="yellow   raincoat"), {}, id="blanks are no change"),
        pytest.param(first(outfit="red coat"), {(0, 0, "outfit"): "red coat"}, id="another coat"),
        pytest.param(first(age="old"), {(0, 0, "age"): "old"}, id="an empty one filled"),
        pytest.param(first(outfit=""), {}, id="emptied: the text decides"),
        pytest.param(changed((FROM_THE_FIRST, {"look": "woman"})), {}, id="a line taken out: the text decides"),
        pytest.param(first(hair="a bob"), {(0, 0, "hair"): "a bob"}, id="a line more"),
        pytest.param(changed(((2, 1), {"outfit": "cloak"})), {(2, 1, "outfit"): "cloak"}, id="changed from there on"),
        pytest.param(changed(((2, 1), {})), {}, id="a scene without its line"),
        pytest.param(changed(((2, 3), None)), {(2, 3, "outfit"): "towel"}, id="a scene out: what was before goes on"),
        pytest.param(changed(((2, 1), None)), {(2, 1, "outfit"): ""}, id="no towel, and nothing before it"),
        pytest.param(
            changed(((2, 3), None), ((2, 4), {"outfit": "black dress"})),
            {(2, 3, "outfit"): "towel", (2, 4, "outfit"): "black dress"},
            id="moved to a later scene",
        ),
        pytest.param({FROM_THE_FIRST: {"look": "woman"}}, {}, id="nothing about clothes left: the text decides"),
        pytest.param(changed(((1, 9), {"outfit": "cloak"})), {(1, 9, "outfit"): "cloak"}, id="one scene more"),
    ],
)
def test_only_what_she_changed_is_hers(looks, hers):
    assert own(looks) == hers


def test_her_coat_ends_where_the_program_wrote_the_next_outfit():
    assert WRITTEN.without_own(first(outfit="red coat"))[1, 4] == {"outfit": None}
