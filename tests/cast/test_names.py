"""Where prose writes a name, and where a capital only opens a sentence."""

import pytest

from cast.names import count_capitals, find_names, name_key
from english.tokens import parse_prose


def names(text):
    """Give each name as (title, words), with "the" where it has its article."""
    prose = parse_prose(text)
    found = find_names(prose, count_capitals([prose]))
    return [(run.title, " ".join(run.words), *(["the"] if run.has_article else [])) for run in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("He saw Emma Hale.", [("", "Emma Hale")], id="two words"),
        pytest.param("Mrs. Hale sat.", [("mrs", "Hale")], id="a title"),
        pytest.param("He saw J. R. Hale.", [("", "J. R. Hale")], id="initials"),
        pytest.param("He met Vincent van Horst.", [("", "Vincent van Horst")], id="a small word within"),
        pytest.param("He met Emma's aunt and D’Arcy.", [("", "Emma"), ("", "D'Arcy")], id="apostrophes"),
        pytest.param("He met old Emma and poor Mr. Hale.", [("", "Emma"), ("mr", "Hale")], id="adjectives go"),
        pytest.param("He saw the Order of Vitam.", [("", "Order of Vitam", "the")], id="a thing keeps it"),
        pytest.param("He met the Duke of York.", [("duke", "of York", "the")], id="what he is duke of is"),
        pytest.param("Baker Street was dark.", [("", "Baker Street")], id="a street is no baker's"),
        pytest.param("He saw the Mole.", [("", "Mole", "the")], id="an article"),
        pytest.param("He met Mother there.", [("mother", "")], id="kin"),
        pytest.param("He saw the Captain.", [("captain", "", "the")], id="a title alone"),
        pytest.param("“Run, Emma,” said Jonas.", [("", "Emma"), ("", "Jonas")], id="in speech and out of it"),
        pytest.param("Grace Poole, he said.", [("", "Grace Poole")], id="a first name that is a word, with another"),
        pytest.param("Grace smiled.", [("", "Grace")], id="and one that does something"),
        pytest.param("Grace was kind.", [("", "Grace")], id="or is something, in a book without any grace"),
        pytest.param("Suddenly Emma ran.", [("", "Emma")], id="a word before a name"),
        pytest.param("He saw Mole. A mole may dig. Mole dug.", [("", "Mole"), ("", "Mole")], id="a word that is one"),
    ],
)
def test_names(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Running was fun.", id="a word that opens a sentence"),
        pytest.param("Grace was a virtue. Any grace is.", id="a word that may be a name"),
        pytest.param("Before him lay the sea.", id="a function word"),
        pytest.param("“Captain!” he said.", id="a title that opens a speech"),
        pytest.param("He rose. Whereupon he left.", id="a word that is never a name"),
        pytest.param("He left on Monday.", id="a day"),
        pytest.param("He saw STOP there.", id="a sign"),
        pytest.param("He saw part IV of it.", id="a Roman number"),
        pytest.param("He slept: Nobody woke him.", id="after a colon"),
    ],
)
def test_what_is_no_name(text):
    assert names(text) == []


def test_an_office_is_no_name():
    assert names("He met the Professor of History.") == [("professor", "", "the")]


def test_a_run_knows_its_tokens_and_whether_it_is_said():
    prose = parse_prose("“No,” said Mrs. Hale. “Ask Emma Hale.”")
    runs = find_names(prose, count_capitals([prose]))

    assert [" ".join(token.text for token in prose.tokens[run.first : run.last]) for run in runs] == [
        "Mrs. Hale",
        "Emma Hale",
    ]
    assert [run.quoted for run in runs] == [False, True]
    assert runs[0].key == ("mrs", ("Hale",))


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        pytest.param("He saw the Mole. A mole dug.", "mole", True, id="as often with a capital"),
        pytest.param("He saw the Mole." + " A mole dug." * 4, "mole", False, id="four times small"),
        pytest.param("Mole dug. “Mole dug.”", "mole", False, id="only where any word has one"),
        pytest.param("He read MOLE there.", "mole", False, id="only in a sign"),
    ],
)
def test_words_with_a_capital_for_their_own_sake(text, word, expected):
    assert count_capitals([parse_prose(text)]).is_name_like(word) is expected


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Emma Hale", ("", ("Emma", "Hale"))),
        ("Mrs. Hale", ("mrs", ("Hale",))),
        ("Lord Mayor Pell", ("mayor", ("Pell",))),
        ("Old Mr. Hale", ("mr", ("Hale",))),
        ("old Emma", ("", ("Emma",))),
        ("Mother", ("mother", ())),
        ("King", ("", ("King",))),
        ("the Widow", ("", ("the", "Widow"))),
        ("", ("", ())),
    ],
)
def test_reads_a_name_that_an_author_writes(name, key):
    assert name_key(name) == key
