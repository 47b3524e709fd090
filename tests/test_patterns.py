"""No regular expression of the program tries the same words again and again: its steps grow as the text does."""

import itertools
import re

import pytest
from pattern_steps import TooManyStepsError, count_steps, find
from program_patterns import attacks, program_patterns

SIZE = 36  # characters that are repeated, and twice as many
MOST = 3.0  # times the steps for twice the size; a square would be four times
MOST_STEPS = 20_000  # for the smaller size: a pattern that takes more is as bad
FEW = 10  # steps a character that are not looked at: they are no growth yet
# Patterns whose texts are never long, and why.
BOUNDED = {
    "manuscript.copies.patterns": "a file's name",
    "manuscript.markdown.LETTER_ORNAMENT": "LONGEST_BREAK characters",
    "manuscript.front_matter.READERS": "matched at the beginning of a file alone",
    "manuscript.lists:": "read_summary cuts the text behind its last -->",
}


def grows(pattern, methods):
    """Give the first attack that makes a pattern take steps faster than the text grows, with both counts, or None."""
    for method, text in itertools.product(methods, attacks(pattern)):
        small = steps(pattern, text(SIZE), method, MOST_STEPS)
        if small > FEW * SIZE:
            large = steps(pattern, text(2 * SIZE), method, int(MOST * small) + 1)
            if large > MOST * small:
                return method, text(4), small, large
    return None


def steps(pattern, text, method, most):
    try:
        return count_steps(pattern, text, method, most)
    except TooManyStepsError:
        return most + 1


@pytest.mark.parametrize(
    ("source", "text", "method"),
    [
        (r"(a+)+b", "aaab", "match"),
        (r"(?P<q>['\"]).*?(?P=q)", "say 'no' twice", "search"),
        (r"(?<=\w)-(?!-)", "a--b-c", "search"),
        (r"(?i)^chapter\s++(?:\d+|[ivx]{1,4})$", "CHAPTER  xiv", "match"),
        (r"x{2,3}?y|[^\W\d]+", "xxxy", "fullmatch"),
        (r"(?>a|ab)c", "abc", "search"),
        (r"\bof\b.*?\Z", "the house of cards", "search"),
        (r"(a)?(?(1)b|c)", "ab", "fullmatch"),
        (r"[^a-c\s]+(?=!)", "dog!", "match"),
    ],
)
def test_the_machine_finds_what_re_finds(source, text, method):
    pattern = re.compile(source)
    found = getattr(pattern, method)(text)

    assert find(pattern, text, method) == (found.span() if found else None)


@pytest.mark.parametrize(
    ("source", "method", "is_bad"),
    [
        (r"(a+)+b", "match", True),  # exponential
        (r"\s+$", "search", True),  # each blank begins anew
        (r"(?<!\s)\s++$", "search", False),
        (r"\s+$", "match", False),
        (r"#+[ ]+(\S.*?)[ #]*$", "match", True),
        (r"#{1,6}[ ]++(\S(?:.*[^ #])?)[ #]*$", "match", False),
        (r"\[[^\]]*\]", "search", True),  # brackets that never close
        (r"\[[^\[\]]*\]", "search", False),
        (r"[\d.,]+k reads", "search", True),
        (r"[\d.,]{1,20}k reads", "search", False),
    ],
)
def test_a_pattern_that_tries_again_is_found(source, method, is_bad):
    assert bool(grows(re.compile(source), [method])) is is_bad


@pytest.mark.slow
def test_the_patterns_are_found_by_name_by_place_and_in_the_tables():
    places = [where for where, _, _ in program_patterns()]

    assert {"manuscript.markdown.HEADING", "english.tokens.token_pattern", "manuscript.note_words.LETTERS"} <= {*places}
    assert sum(where == "vocabulary" for where in places) > 100
    assert sum(":" in where for where in places) > 60


@pytest.mark.slow
def test_no_pattern_of_the_program_takes_steps_faster_than_its_text_grows():
    bad = {
        f"{where}: {pattern.pattern[:80]}": found
        for where, pattern, methods in program_patterns()
        if not where.startswith(tuple(BOUNDED)) and (found := grows(pattern, methods))
    }

    assert not bad
