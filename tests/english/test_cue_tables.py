"""Every row of every cue table is read against its own sentences, and a wrong row is refused."""

import re

import pytest

from english.cue_tables import parse_cues, read_cues
from english.cues import find_cues, make_cues
from english.tables import FOLDER, read_table
from english.tokens import parse_prose
from errors import NovelError
from reading.weather import weather_cues

TABLES = (weather_cues().named, weather_cues().sun, weather_cues().ended)
REAL = 0.5  # so that a row shows that lifts a weight


def told(table, prose):
    """What a table finds in a sentence."""
    return [sign[:4] for sign in find_cues(table, prose, lambda _: REAL)]


def complaints(table):
    """Say of every row whose sentences do not show what it does."""
    for row in table.rows:
        others = make_cues(table.name, [other for other in table.rows if other is not row], table.values)
        for text in row.says:
            prose = parse_prose(text)
            if not holds(row, prose.tokens):
                yield f"does not hold: {text}"
            elif told(table, prose) == told(others, prose):
                yield f"does not decide: {text}"
        for text in row.denies:
            tokens = parse_prose(text).tokens
            if not any(token.word in row.cue for token in tokens):
                yield f"has no cue: {text}"
            elif holds(row, tokens):
                yield f"must not hold: {text}"


def holds(row, tokens):
    """Whether a row holds at one of its cues."""
    return any(row.holds(tokens, number) for number, token in enumerate(tokens) if token.word in row.cue)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_row_does_what_it_says(table):
    assert table.rows
    assert list(complaints(table)) == []


def test_no_table_is_left_out():
    tables = {
        f"{path.name} [{section}]"
        for path in FOLDER.glob("*.toml")
        for section, told in read_table(path.name).items()
        if isinstance(told, dict) and "rows" in told and any("says" in row for row in told["rows"])
    }
    assert {table.name for table in TABLES} == tables


@pytest.mark.parametrize("name", sorted({table.name.partition(" ")[0] for table in TABLES}))
def test_every_list_is_named_by_a_row(name):
    text = (FOLDER / name).read_text(encoding="utf-8")
    assert [key for key in read_table(name).get("lists", {}) if f"<{key}>" not in text] == []


def table_of(*rows, cues="rain rained"):
    file = {"told": {"rows": list(rows), "cues": {"rain": cues}}, "lists": {"sky": "sun moon"}}
    return parse_cues(file, "sky.toml", "told")


RIGHT = {"says": "There was no rain.", "not": "There was rain.", "when": ["before no"], "times": 0}


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        pytest.param(RIGHT, [], id="right"),
        pytest.param({**RIGHT, "says": "It was no day of rain."}, ["does not hold"], id="too far away"),
        pytest.param({**RIGHT, "says": "There was no snow."}, ["does not hold"], id="no cue"),
        pytest.param({**RIGHT, "says": ["No rain.", "Rain fell."]}, ["does not hold"], id="one of two sentences"),
        pytest.param({**RIGHT, "times": 1}, ["does not decide"], id="no effect"),
        pytest.param({**RIGHT, "not": "There is no rain."}, ["must not hold"], id="a wrong counter-example"),
        pytest.param({**RIGHT, "not": "There was snow."}, ["has no cue"], id="a counter-example about nothing"),
    ],
)
def test_a_row_that_does_not_do_what_it_says_is_found(row, expected):
    assert [said.partition(":")[0] for said in complaints(table_of(row))] == expected


def test_a_row_that_another_one_makes_idle_is_found():
    assert list(complaints(table_of({"says": "Rain.", "times": 0}, {"says": "No rain.", "times": 2})))


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        pytest.param({"when": ["befor no"]}, '"befor no" starts with none of before', id="a misspelt WHERE"),
        pytest.param({"when": ["no spokn"]}, '"no spokn" starts with none of', id="a misspelt state"),
        pytest.param({"when": [""]}, '"when" must be text', id="an empty test"),
        pytest.param({"when": ["before 4"]}, '"before 4" names no words', id="a reach without words"),
        pytest.param({"when": ["before 4 text"]}, "names no words", id="a scope without words"),
        pytest.param({"when": ["before"]}, '"before" names no words', id="no words at all"),
        pytest.param({"when": ["before four no"]}, "is none of the form", id="a number in letters"),
        pytest.param({"when": ["before 0 no"]}, "is none of the form", id="a reach of nothing"),
        pytest.param({"when": ["before 2 3 no"]}, "is none of the form", id="two numbers on one side"),
        pytest.param({"when": ["before 2 sentnce no"]}, "is none of the form", id="a misspelt scope"),
        pytest.param({"when": ["itself 2 no"]}, "is none of the form", id="a reach in the cue"),
        pytest.param({"when": ["before no not"]}, "is none of the form", id="words without a line between"),
        pytest.param({"when": ["before <skies>"]}, 'there is no list "<skies>"', id="a misspelt list"),
        pytest.param({"when": ["before <told.rows>"]}, 'there is no list "<told.rows>"', id="what is no list"),
        pytest.param({"when": ["before <sky"]}, '"<sky" is neither', id="half a list"),
        pytest.param({"when": ["before Nouns"]}, '"Nouns" is neither', id="a misspelt kind"),
        pytest.param({"when": ["before no||not"]}, '"no||not" lacks a word', id="a word left out"),
        pytest.param({"when": [3]}, '"when" must be text', id="a test that is no text"),
        pytest.param({"cue": "<skies>"}, 'there is no list "<skies>"', id="a misspelt list of cues"),
        pytest.param({"cue": "no_rain"}, "its cue must be words", id="a cue of two words"),
        pytest.param({"time": 2}, '"time" is no key of a row', id="an unknown key"),
        pytest.param({"says": []}, "it says no sentence", id="no sentence"),
        pytest.param({"times": "2"}, "\"times\" must be a number, got '2'", id="a number in quotes"),
        pytest.param({"least": True}, '"least" must be a number, got True', id="a truth for a number"),
        pytest.param(
            {"spans": True, "when": ["no before no"]}, "its first test must find a word", id="spans to nothing"
        ),
        pytest.param({"spans": 1}, '"spans" must be true', id="spans what"),
        pytest.param({"tells": 1}, '"tells" text', id="a value that is no text"),
    ],
)
def test_a_wrong_row_is_refused_with_table_row_and_fault(change, fault):
    with pytest.raises(NovelError, match=re.escape(fault)) as refused:
        table_of(RIGHT, {**RIGHT, "says": "No rain at all.", **change})
    assert str(refused.value).startswith("vocabulary/sky.toml, [told], row 2")


def test_a_row_must_do_something():
    with pytest.raises(NovelError, match="it has no effect; give one of times"):
        table_of({"says": "There was no rain.", "when": ["before no"]})


def test_a_row_needs_a_cue_where_the_table_has_none():
    with pytest.raises(NovelError, match="its cue must be words"):
        table_of(RIGHT, cues="")


def test_a_section_needs_rows():
    with pytest.raises(NovelError, match=re.escape("vocabulary/sky.toml, [told] has no rows.")):
        parse_cues({"told": {"row": [RIGHT]}}, "sky.toml", "told")


def test_a_list_may_stand_in_another_section_or_be_a_whole_one():
    file = {"a": {"rows": [{**RIGHT, "cue": "<a.cues>"}], "cues": {"x": "rain", "y": "hail snow"}}}
    assert parse_cues(file, "sky.toml", "a").rows[0].cue == {"rain", "hail", "snow"}


def test_a_section_of_a_file_is_read():
    assert read_cues("weather.toml", "sun").name == "weather.toml [sun]"
