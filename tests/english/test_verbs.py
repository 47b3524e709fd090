import pytest

from english.verbs import deed_senses, deed_verb, drawable, ing_form, read_verb, verb_kind


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


@pytest.mark.parametrize(
    ("lemma", "noun", "kind"),
    [
        pytest.param("run", "", "gait", id="run"),
        pytest.param("run", "finger", "touch", id="run a finger"),
        pytest.param("run", "test", "make", id="run a test"),
        pytest.param("run", "gym", "be", id="run a gym"),
        pytest.param("fold", "arms", "posture", id="fold arms"),
        pytest.param("fold", "sheets", "handle", id="fold sheets"),
        pytest.param("grok", "", "other", id="no verb that we know"),
    ],
)
def test_a_verb_means_another_deed_with_another_object(lemma, noun, kind):
    assert deed_verb(lemma, noun).kind == kind


def test_every_sense_is_of_a_verb():
    assert all(verb_kind(verb) for verb, _ in deed_senses())
