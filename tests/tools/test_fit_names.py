import pytest

from cast.members import Cast
from cast.sheet_people import Member
from english.weights import Option
from records import Scene
from tools.fit_labels import Label
from tools.fit_names import judge_gender, judge_name, judge_tellers, know_book, teller_of

FIRST = Label(
    "b",
    "one.md",
    1,
    present=["Ann Reed"],
    referenced=["Kate"],
    aliases={"Ann Reed": ["I", "Annie"]},
    gender={"Ann Reed": "f", "Kate": "?", "Jim": "m"},
)
LAST = Label("b", "one.md", 3, present=["narrator"], aliases={"narrator": ["I"]})
SCENES = [
    Scene(chapter, 1, "", "one.md", chapter, (1, 1), text)
    for chapter, text in enumerate(["Ann Reed met Kate in Rome, Street.", "Paul came.", "Paul and I left."], 1)
]
BOOK = know_book(SCENES, {0: FIRST, 2: LAST})
CAST = Cast((Member("Kate"), Member("Annie")))


@pytest.mark.parametrize(
    ("name", "right", "why"),
    [
        ("Ann", 1, "she is there"),
        ("Reed", 1, "a part of her name"),
        ("Kate", 1, "she is spoken of"),
        ("Rome", 0, "nobody by that name"),
        ("Paul", 0, "the label of a scene with the name does not know him"),
        ("Ann Reed Street", None, "more than her name"),
        ("Mary", None, "in no scene that was labelled"),
    ],
)
def test_who_is_somebody(name, right, why):
    assert judge_name(Option(name, {}), BOOK) == right, why


@pytest.mark.parametrize(
    ("names", "right"),
    [(("Annie",), 1), (("Miss Reed", "Ann Reed"), 1), (("Jim",), 0), (("Kate",), None), (("Paul",), None)],
)
def test_who_is_a_woman(names, right):
    assert judge_gender(Option(names, {}), BOOK) == right


def test_who_tells_each_chapter():
    assert list(BOOK.tellers) == ["Ann Reed", None, ""]
    assert teller_of(Label("b", "one.md", 1, aliases={"Ann": ["Annie"]})) == ""


@pytest.mark.parametrize(
    ("teller", "rights", "why"),
    [
        ("Ann Reed", [0, 0, 1], "by another of her names"),
        ("Tom", [1, 0, 0], "nobody whom one may choose"),
        ("", [1, 0, 0], "nobody with a name"),
        (None, [], "no scene of the chapter was labelled"),
    ],
)
def test_who_is_rightly_the_teller(teller, rights, why):
    options = [Option(who, {}) for who in (None, 0, 1)]

    assert [right for _, right in judge_tellers(options, teller, BOOK, CAST)] == rights, why
