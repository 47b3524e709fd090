import pytest

from cast import Cast, Member
from cast_sheet import parse_cast_sheet
from looks import Fact
from wardrobe import follow_looks


def follow(*scenes, gender="female", sheet=None):
    """Looks of one member over scenes, each a list of (slot, text) or (slot, text, removed)."""
    member = Member("Emma", gender=gender, sheet=sheet)
    lines = [
        (1, number, [Fact(0, fact[0], fact[1], 0, *fact[2:]) for fact in facts])
        for number, facts in enumerate(scenes, 1)
    ]
    looks = follow_looks(lines, Cast((member,)))
    return [looks.at(0, number) for number in range(len(scenes))]


@pytest.mark.parametrize(
    ("facts", "look"),
    [
        ([], "woman"),
        ([("hair", "short red hair"), ("years", "33")], "woman in her thirties with short red hair"),
        ([("years", "15")], "teenage girl"),
        ([("years", "9"), ("hair", "fair hair")], "girl with fair hair"),
        (
            [("age", "old"), ("marks", "round glasses"), ("hair", "white hair")],
            "old woman with white hair and round glasses",
        ),
        ([("build", "tall"), ("manner", "red-haired")], "tall woman with red hair"),
        ([("face", "blue lips")], "woman"),
    ],
)
def test_words_the_look(facts, look):
    assert follow(facts)[0].look == look


def test_a_man_with_a_beard():
    assert follow([("years", "78"), ("beard", "white beard")], gender="male")[0].look == "old man with white beard"


@pytest.mark.parametrize(
    ("scenes", "outfits"),
    [
        pytest.param([[("outer", "green coat")], [], []], ["green coat"] * 3, id="carried on"),
        pytest.param([[], [("outer", "green coat")]], ["green coat"] * 2, id="the first one holds before"),
        pytest.param(
            [[("outer", "green coat")], [("outer", "coat")]], ["green coat"] * 2, id="the same coat, less said"
        ),
        pytest.param(
            [[("whole", "red dress")], [("whole", "black dress")]], ["red dress", "black dress"], id="changed"
        ),
        pytest.param(
            [[("outer", "green coat")], [("outer", "green coat", True)], []],
            ["green coat"] * 3,
            id="hung up, nothing else known",
        ),
        pytest.param(
            [[("top", "white shirt"), ("outer", "coat")], [("outer", "coat", True)]],
            ["coat and white shirt", "white shirt"],
            id="taken off",
        ),
        pytest.param(
            [[("whole", "suit")], [("occasion", "pyjamas")], []], ["suit", "pyjamas", "suit"], id="for the night only"
        ),
    ],
)
def test_follows_the_clothes(scenes, outfits):
    assert [sorted(looks.outfit.split(" and ")) for looks in follow(*scenes)] == [
        sorted(text.split(" and ")) for text in outfits
    ]


def test_the_author_changes_looks_from_a_scene_on():
    (sheet,) = parse_cast_sheet(
        '[emma]\nlook = "tall woman"\n[[emma.from]]\nchapter = 1\nscene = 2\noutfit = "black dress"\n', "f"
    ).people
    assert [(looks.look, looks.outfit) for looks in follow([], [], sheet=sheet)] == [
        ("tall woman", ""),
        ("tall woman", "black dress"),
    ]


def test_what_is_worn_at_an_occasion_of_the_last_scene_is_worn_nowhere_else():
    looks = follow([], [("occasion", "green dressing gown"), ("feet", "black boots")])
    assert [look.outfit for look in looks] == ["", "green dressing gown"]


def test_a_change_right_after_an_occasion_comes_instead_of_what_was_worn_before():
    looks = follow(
        [("outer", "green coat")], [("occasion", "silk pyjamas")], [("outer", "green coat", True), ("head", "hat")], []
    )
    assert [look.outfit for look in looks] == ["green coat", "silk pyjamas", "hat", "hat"]
