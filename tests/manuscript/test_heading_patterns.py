import pytest

from english.lexicon import lexicon
from manuscript import heading_patterns
from manuscript.heading_patterns import LISTS, make_patterns, one_of, patterns_of
from manuscript.headings import sense_of

LINES = (
    "{} 3",
    "{} Two: Snow",
    "3. {}",
    "The {}",
    "{}: Snow",
    "End of {} 2",
    "{} 4 ends",
    "Part One, {} XII",
    "{} snow",
)


@pytest.fixture
def fresh_patterns():
    """No pattern is made before, and none of this test is kept."""
    make_patterns.cache_clear()
    yield
    make_patterns.cache_clear()


@pytest.mark.usefixtures("fresh_patterns")
@pytest.mark.parametrize("name", LISTS)
def test_patterns_of_the_words_said_read_as_those_of_all_words_do(name, monkeypatch):
    """Some words of each list, in nine lines: few words are compiled for, and nothing is read otherwise."""
    lines = [line.format(word) for word in getattr(lexicon().headings, name)[:5:2] for line in LINES]
    few = {}
    for line in lines:
        few[line] = sense_of(line)
        make_patterns.cache_clear()
    monkeypatch.setattr(heading_patterns, "MOST_SETS", 0)

    assert {line: sense_of(line) for line in lines} == few


@pytest.mark.parametrize(
    ("line", "roles"),
    [
        pytest.param("snow", ["numeral"], id="no word of headings: only a number may be one"),
        pytest.param("Chapter 3", ["chapter", "chapter", "numeral"], id="a chapter, its number before or behind"),
        pytest.param("Erster Teil", ["part", "numeral"], id="another language's part"),
        pytest.param("- 30 -", ["ending", "numeral"], id="a number that ends"),
        pytest.param("by Jane Doe", ["metadata", "numeral"], id="who wrote it"),
    ],
)
def test_only_patterns_that_a_line_may_match(line, roles):
    assert [pattern.role for pattern in patterns_of(line)] == roles


@pytest.mark.usefixtures("fresh_patterns")
def test_a_book_of_many_words_of_headings_makes_few_patterns(monkeypatch):
    monkeypatch.setattr(heading_patterns, "MOST_SETS", 3)
    for word in lexicon().headings.chapter:
        patterns_of(f"{word} 1")

    assert make_patterns.cache_info().currsize <= 4  # three sets, and all words


@pytest.mark.parametrize(
    ("words", "pattern"),
    [
        pytest.param((), "(?:(?!))", id="none: it never matches"),
        pytest.param(("ch", "the end"), "(?:the[ \t]+end|ch)", id="the longest first"),
        pytest.param(("capítulo",), "(?:capitulo|capítulo)", id="accents may be left out"),
    ],
)
def test_words_as_a_pattern(words, pattern):
    assert one_of(words) == pattern
