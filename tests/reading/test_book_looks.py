import pytest

from cast.members import Cast
from cast.sheet import parse_cast_sheet
from cast.sheet_people import Member
from reading.book_looks import follow_looks, look_of_described, look_of_teller
from reading.looks import Fact
from reading.people import GROUP


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
        ([("hair", "short red hair"), ("years", "33")], "thirty-three-year-old woman with short red hair"),
        ([("years", "15")], "fifteen-year-old girl"),
        ([("years", "9"), ("hair", "fair hair")], "nine-year-old girl with fair hair"),
        (
            [("age", "old"), ("marks", "round glasses"), ("hair", "white hair")],
            "old woman with white hair and round glasses",
        ),
        ([("build", "tall"), ("manner", "red-haired")], "tall woman with red hair"),
        ([("face", "blue lips"), ("state", "pale")], "pale woman with blue lips"),
        (
            [("build", "tall"), ("body", "thin hands"), ("smile", "grim smile")],
            "tall woman with thin hands and grim smile",
        ),
    ],
)
def test_words_the_look(facts, look):
    assert follow(facts)[0].look == look


def test_a_man_with_a_beard():
    assert (
        follow([("years", "78"), ("beard", "white beard")], gender="male")[0].look
        == "seventy-eight-year-old man with white beard"
    )


@pytest.mark.parametrize(
    ("scenes", "outfits"),
    [
        pytest.param([[("outer", "green coat")], [], []], ["green coat"] * 3, id="carried on"),
        pytest.param([[], [("outer", "green coat")]], ["", "green coat"], id="not before it is told"),
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
            [[("shirt", "white shirt"), ("outer", "coat")], [("outer", "coat", True)]],
            ["coat and white shirt", "white shirt"],
            id="taken off",
        ),
        pytest.param(
            [[("whole", "suit")], [("whole", "pyjamas")], []],
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
        pytest.param([(1, [COAT]), (2, [("passed", "16")])], ["green coat", ""], id="years later"),
        pytest.param([(1, [COAT]), (2, [("passed", "0")])], ["green coat", ""], id="weeks later"),
        pytest.param([(1, []), (1, [("passed", "16"), COAT])], ["", "green coat"], id="not years before"),
        pytest.param([(1, [("outer", "wet coat")]), (1, [])], ["wet coat", "coat"], id="wet for a scene"),
        pytest.param([(1, [BOOTS]), (1, [])], ["boots", ""], id="boots that are not told say nothing"),
        pytest.param([(1, [("feet", "red boots")])], ["red boots"], id="red boots do"),
        pytest.param([(1, [HAT]), (1, []), (2, [])], ["hat", "hat", ""], id="a hat for a chapter"),
        pytest.param([(1, [COAT, BOOTS]), (1, [])], ["green coat and boots", "green coat"], id="boots beside a coat"),
        pytest.param(
            [(1, [("shirt", "school shirt")]), (2, [])], ["school shirt", ""], id="school clothes for a chapter"
        ),
        pytest.param([(1, [("head", "red hat")]), (1, [("whole", "suit")])], ["red hat", "suit"], id="all new"),
        pytest.param(
            [(1, [("whole", "gown")]), (1, [("bottom", "jeans"), ("shirt", "shirt")])],
            ["gown", "shirt and jeans"],
            id="no gown with jeans",
        ),
        pytest.param(
            [(1, [("over", "cardigan")]), (1, [("outer", "coat", True)])], ["cardigan"] * 2, id="a coat off a cardigan"
        ),
        pytest.param(
            [(1, [("outer", "white coat"), ("whole", "green dress")])],
            ["white coat and green dress"],
            id="over a dress",
        ),
        pytest.param(
            [(1, [("whole", "green dress")]), (1, [COAT, HAT])],
            ["green dress", "green coat, hat and green dress"],
            id="a coat over the dress",
        ),
        pytest.param(
            [(1, [("shirt", "shirt"), ("feet", "bare feet")]), (1, [])],
            ["shirt and bare feet", "shirt"],
            id="barefoot for a scene",
        ),
        pytest.param(
            [(1, [("shirt", "singlet"), ("bottom", "pyjama trousers")]), (1, [])],
            ["singlet and pyjama trousers", ""],
            id="two of the night",
        ),
        pytest.param(
            [(1, [("shirt", "shirt")]), (1, [("whole", "pyjamas")]), (1, [])],
            ["shirt", "pyjamas", ""],
            id="another day after the night",
        ),
        pytest.param([(1, [("bottom", "trousers"), ("outer", "oilskins")])], ["oilskins and trousers"], id="both told"),
        pytest.param(
            [
                (1, [("outer", "green raincoat")]),
                (1, [("outer", "", True), ("shirt", "shirt")]),
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
    ],
)
def test_knows_how_long_clothes_are_worn(scenes, outfits):
    assert worn(*scenes) == outfits


def test_says_what_somebody_wears_whom_the_text_only_describes():
    facts = [Fact(7, "build", "broad", 0), Fact(7, "whole", "navy uniform", 1), Fact(7, "neck", "red tie", 2)]
    seen = look_of_described("a guard", "", facts)
    assert (seen.look, seen.outfit) == ("broad guard", "navy uniform and red tie")


def test_says_what_a_nameless_teller_looks_like():
    facts = [Fact(7, "beard", "beard", 0), Fact(7, "head", "uniform cap", 1)]
    seen = look_of_teller("", "", facts)
    assert (seen.gender, seen.look, seen.outfit) == ("male", "man with beard", "uniform cap")
    assert look_of_teller("", "", [Fact(7, "called", "woman", 0)]).look == "woman"
    child = look_of_teller("female", "child", [Fact(7, "whole", "towel", 0)])
    assert (child.look, child.age, child.outfit) == ("girl", "child", "")


def test_the_author_changes_looks_from_a_scene_on():
    (sheet,) = parse_cast_sheet(
        '[emma]\nlook = "tall woman"\n[[emma.from]]\nchapter = 1\nscene = 2\noutfit = "black dress"\n', "f"
    ).people
    assert [(looks.look, looks.outfit) for looks in follow([], [], sheet=sheet)] == [
        ("tall woman", ""),
        ("tall woman", "black dress"),
    ]


def test_what_is_worn_at_an_occasion_of_the_last_scene_is_worn_nowhere_else():
    looks = follow([], [("whole", "green dressing gown"), ("feet", "black boots")])
    assert [look.outfit for look in looks] == ["", "green dressing gown and black boots"]


def test_a_change_right_after_an_occasion_comes_instead_of_what_was_worn_before():
    looks = follow(
        [("outer", "green coat")], [("whole", "silk pyjamas")], [("outer", "green coat", True), ("head", "hat")], []
    )
    assert [look.outfit for look in looks] == ["green coat", "silk pyjamas", "hat", "hat"]


def test_draws_nobody_young_in_a_towel():
    assert follow([("years", "16"), ("whole", "towel")], gender="male")[0].outfit == ""
    assert follow([("years", "36"), ("whole", "towel")], gender="male")[0].outfit == "towel"
