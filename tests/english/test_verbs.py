import pytest

from english.verbs import drawable, ing_form, read_verb


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("walked", ("walk", "past")),
        ("hoped", ("hope", "past")),
        ("hopped", ("hop", "past")),
        ("carried", ("carry", "past")),
        ("sat", ("sit", "past")),
        ("lay", ("lie", "past")),
        ("taken", ("take", "participle")),
        ("lying", ("lie", "ing")),
        ("watches", ("watch", "s")),
        ("read", ("read", "past")),
    ],
)
def test_reads_verb_forms(word, expected):
    assert tuple(read_verb(word)) == expected


@pytest.mark.parametrize("word", ["already", "bed", "indeed", "hundred", "table-cloth"])
def test_knows_what_is_no_verb(word):
    assert read_verb(word) is None or read_verb(word).form == "base"


@pytest.mark.parametrize(
    ("lemma", "expected"),
    [
        ("sit", "sitting"),
        ("lie", "lying"),
        ("smoke", "smoking"),
        ("open", "opening"),
        ("see", "seeing"),
        ("row", "rowing"),
    ],
)
def test_writes_the_ing_form(lemma, expected):
    assert ing_form(lemma) == expected


def test_what_can_be_drawn_weighs_more():
    assert drawable("climb") > drawable("think")
