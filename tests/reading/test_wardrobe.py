import pytest

from cast.members import Cast, Member
from cast.sheet import parse_cast_sheet
from reading.looks import Fact
from reading.people import GROUP
from reading.wardrobe import follow_looks, look_of_described


def follow(*scenes, gender="female", sheet=None):
    """Looks of one member over scenes, each a list of (slot, text) or (slot, text, removed)."""
    member = Member("Emma", gender=gender, sheet=sheet)
    lines = [
        (1, number, [(0, Fact(0, fact[0], fact[1], 0, *fact[2:])) for fact in facts])
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
            ["green coat", "", ""],
            id="hung up, nothing else known",
        ),
        pytest.param(
            [[("top", "white shirt"), ("outer", "coat")], [("outer", "coat", True)]],
            ["coat and white shirt", "white shirt"],
            id="taken off",
        ),
        pytest.param(
            [[("whole", "suit")], [("occasion", "pyjamas")], []],
            ["suit", "pyjamas", ""],
            id="for the night only, another day's clothes are not told",
        ),
    ],
)
def test_follows_the_clothes(scenes, outfits):
    assert [sorted(looks.outfit.split(" and ")) for looks in follow(*scenes)] == [
        sorted(text.split(" and ")) for text in outfits
    ]


def member_fact(member, slot, text, removed=False, token=0):  # noqa: FBT002 - as in the tables
    """A fact of a member of the cast, or of nobody in particular."""
    return member, Fact(GROUP if member is None else member, slot, text, token, removed)


def worn(*scenes):
    """Outfits of one member over (chapter, facts)."""
    lines = [
        (chapter, number, [member_fact(0 if fact[0] != "passed" else None, *fact) for fact in facts])
        for number, (chapter, facts) in enumerate(scenes, 1)
    ]
    looks = follow_looks(lines, Cast((Member("Emma", gender="female"),)))
    return [looks.at(0, number).outfit for number in range(len(scenes))]


COAT, HAT, BOOTS = ("outer", "green coat"), ("head", "hat"), ("feet", "boots")


@pytest.mark.parametrize(
    ("scenes", "outfits"),
    [
        pytest.param([(1, []), (2, [COAT])], ["", "green coat"], id="not in the chapter before"),
        pytest.param([(1, []), (1, [COAT])], ["green coat"] * 2, id="from the chapter's beginning"),
        pytest.param([(1, [COAT]), (2, [("passed", "16")])], ["green coat", ""], id="years later"),
        pytest.param([(1, [COAT]), (2, [("passed", "0")])], ["green coat", ""], id="weeks later"),
        pytest.param([(1, []), (1, [("passed", "16"), COAT])], ["", "green coat"], id="not years before"),
        pytest.param([(1, [("outer", "wet coat")]), (1, [])], ["wet coat", "coat"], id="wet for a scene"),
        pytest.param([(1, [BOOTS])], [""], id="boots alone say nothing"),
        pytest.param([(1, [("feet", "red boots")])], ["red boots"], id="red boots do"),
        pytest.param([(1, [HAT]), (1, []), (2, [])], ["hat", "hat", ""], id="a hat for a chapter"),
        pytest.param([(1, [COAT, BOOTS])], ["green coat"], id="boots beside a coat"),
        pytest.param(
            [(1, [("top", "school shirt")]), (2, [])], ["school shirt", ""], id="school clothes for a chapter"
        ),
        pytest.param([(1, [("head", "red hat")]), (1, [("whole", "suit")])], ["red hat", "suit"], id="all new"),
        pytest.param(
            [(1, [("whole", "gown")]), (1, [("bottom", "jeans"), ("top", "shirt")])],
            ["gown", "shirt and jeans"],
            id="no gown with jeans",
        ),
        pytest.param(
            [(1, [("whole", "suit")]), (1, [("top", "t-shirt")])], ["suit", "t-shirt"], id="no suit with a T-shirt"
        ),
        pytest.param(
            [(1, [("outer", "cardigan")]), (1, [("outer", "coat", True)])], ["cardigan"] * 2, id="a coat off a cardigan"
        ),
        pytest.param(
            [(1, [("outer", "white coat"), ("whole", "green dress")])],
            ["white coat and green dress"],
            id="over a dress",
        ),
        pytest.param(
            [(1, [("whole", "green dress")]), (1, [COAT, HAT])],
            ["green dress", "green coat and hat"],
            id="a coat covers the dress",
        ),
        pytest.param(
            [(1, [("top", "shirt"), ("feet", "bare feet")]), (1, [])],
            ["shirt and bare feet", "shirt"],
            id="barefoot for a scene",
        ),
        pytest.param(
            [(1, [("occasion", "vest"), ("occasion", "pyjama trousers")])],
            ["vest and pyjama trousers"],
            id="two of the night",
        ),
        pytest.param(
            [(1, [("top", "shirt")]), (1, [("occasion", "pyjamas")]), (1, [])],
            ["shirt", "pyjamas", ""],
            id="another day after the night",
        ),
        pytest.param([(1, [("bottom", "oilskin trousers"), ("outer", "oilskins")])], [""], id="the same oilskins"),
        pytest.param(
            [
                (1, [("outer", "green raincoat")]),
                (1, [("outer", "", True), ("top", "shirt")]),
                (1, [("outer", "coat")]),
            ],
            ["green raincoat", "shirt", "green raincoat and shirt"],
            id="her coat is the one that is known",
        ),
        pytest.param(
            [(1, [("outer", "green coat")]), (1, [("outer", "huge green coat")])],
            ["green coat"] * 2,
            id="in the same words",
        ),
        pytest.param([(1, [COAT]), (1, [("outer", "red coat")])], ["green coat", "red coat"], id="another coat"),
        pytest.param(
            [(1, [("top", "shirt")]), (1, [("occasion", "vest"), ("outer", "", True)]), (1, [])],
            ["shirt", "vest", "shirt"],
            id="undressed for a scene",
        ),
    ],
)
def test_knows_how_long_clothes_are_worn(scenes, outfits):
    assert worn(*scenes) == outfits


def follow_two(*scenes):
    lines = [
        (1, number, [member_fact(*fact, token=number) for fact in facts]) for number, facts in enumerate(scenes, 1)
    ]
    return follow_looks(lines, Cast((Member("Emma"), Member("Ruth"))))


def test_knows_the_yellow_coat_as_hers_who_has_one():
    looks = follow_two([(0, "outer", "yellow raincoat")], [(0, "outer", "grey cloak")], [(None, "seen", "yellow coat")])
    assert [looks.at(0, scene).outfit for scene in range(3)] == ["yellow raincoat", "grey cloak", "yellow raincoat"]


def test_gives_a_coat_that_two_people_have_to_nobody():
    both = [(0, "outer", "yellow coat"), (1, "outer", "yellow coat")]
    looks = follow_two(both, [(0, "outer", "grey cloak")], [(None, "seen", "yellow coat")])
    assert looks.at(0, 2).outfit == "grey cloak"


def test_says_what_somebody_wears_whom_the_text_only_describes():
    facts = [Fact(7, "build", "broad", 0), Fact(7, "whole", "navy uniform", 1), Fact(7, "extra", "red tie", 2)]
    seen = look_of_described("a guard", "", facts)
    assert (seen.look, seen.outfit) == ("broad guard", "navy uniform and red tie")


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


def test_draws_nobody_young_in_a_towel():
    assert follow([("years", "16"), ("occasion", "towel")], gender="male")[0].outfit == ""
    assert follow([("years", "36"), ("occasion", "towel")], gender="male")[0].outfit == "towel"


def test_a_grown_woman_is_not_the_girl_of_whom_a_scene_tells():
    scenes = [("called", "adult")], [("called", "girl"), ("years", "11"), ("hair", "two plaits")]
    assert follow(*scenes)[1].look == "young woman"
