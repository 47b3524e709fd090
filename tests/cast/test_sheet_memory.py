import tomllib

import pytest

from cast.sheet_memory import Written, number_of, remember

LOOKS = {
    (0, 0): {"age": "", "look": "woman", "outfit": "yellow raincoat"},
    (1, 4): {"outfit": ""},
    (2, 1): {"outfit": "towel"},
    (2, 3): {"outfit": "black dress"},
}
WRITTEN = Written.from_table(tomllib.loads("\n".join(remember("emma", ("Emma", "Em"), LOOKS)))["generated"]["emma"])
OPENING = (0, 0)


def changed(**values_by_scene):
    """The looks with some scenes' values replaced: at_2_1={...}, or None to take the scene out."""
    edits = {tuple(map(int, name.split("_")[1:])): values for name, values in values_by_scene.items()}
    return {start: values for start, values in (LOOKS | edits).items() if values is not None}


def own(looks):
    found = WRITTEN.without_own(looks)
    return {
        (*start, what): value for start, values in found.items() for what, value in values.items() if value is not None
    }


def test_remembers_what_it_wrote():
    assert WRITTEN.name == number_of("Emma")
    assert WRITTEN.aliases == {number_of("Em")}
    assert list(WRITTEN.looks) == list(LOOKS)


def test_a_number_has_no_letters_that_a_search_for_words_could_find():
    assert all(line.partition("= ")[2].strip("[]").isdecimal() for line in remember("emma", ("Emma", "Em"), LOOKS)[1:])


@pytest.mark.parametrize(
    ("looks", "hers"),
    [
        pytest.param(LOOKS, {}, id="untouched"),
        pytest.param(changed(at_0_0=LOOKS[OPENING] | {"outfit": "yellow   raincoat"}), {}, id="blanks are no change"),
        pytest.param(
            changed(at_0_0=LOOKS[OPENING] | {"outfit": "red coat"}), {(0, 0, "outfit"): "red coat"}, id="another coat"
        ),
        pytest.param(changed(at_0_0=LOOKS[OPENING] | {"age": "old"}), {(0, 0, "age"): "old"}, id="an empty one filled"),
        pytest.param(changed(at_0_0=LOOKS[OPENING] | {"outfit": ""}), {}, id="emptied: the text decides"),
        pytest.param(changed(at_0_0={"look": "woman"}), {}, id="a line taken out: the text decides"),
        pytest.param(changed(at_0_0=LOOKS[OPENING] | {"hair": "a bob"}), {(0, 0, "hair"): "a bob"}, id="a line more"),
        pytest.param(changed(at_2_1={"outfit": "cloak"}), {(2, 1, "outfit"): "cloak"}, id="changed from a scene on"),
        pytest.param(changed(at_2_1={}), {}, id="a scene without its line"),
        pytest.param(changed(at_2_3=None), {(2, 3, "outfit"): "towel"}, id="a scene out: what was before goes on"),
        pytest.param(changed(at_2_1=None), {(2, 1, "outfit"): ""}, id="no towel, and nothing before it"),
        pytest.param(
            changed(at_2_3=None, at_2_4={"outfit": "black dress"}),
            {(2, 3, "outfit"): "towel", (2, 4, "outfit"): "black dress"},
            id="moved to a later scene",
        ),
        pytest.param({OPENING: {"look": "woman"}}, {}, id="nothing about clothes left: the text decides"),
        pytest.param(changed(at_1_9={"outfit": "cloak"}), {(1, 9, "outfit"): "cloak"}, id="one scene more"),
    ],
)
def test_only_what_she_changed_is_hers(looks, hers):
    assert own(looks) == hers


def test_her_coat_ends_where_the_program_wrote_the_next_outfit():
    found = WRITTEN.without_own(changed(at_0_0=LOOKS[OPENING] | {"outfit": "red coat"}))
    assert found[1, 4] == {"outfit": None}
