import pytest
from reading_steps import token_at

from english.tokens import parse_prose
from reading.verb_groups import find_auxiliary, is_auxiliary, is_only_due, says_how


def tokens_of(text, word):
    """A sentence's tokens, the number of a word, and where the sentence's names stand."""
    tokens = parse_prose(text).tokens
    names = [number for number, token in enumerate(tokens) if token.word in ("emma", "ruth")]
    return tokens, token_at(tokens, word), names


@pytest.mark.parametrize(
    ("text", "verb", "kind"),
    [
        pytest.param("Emma had gone.", "gone", "have", id="had"),
        pytest.param("Emma had soon quietly gone.", "gone", "have", id="over adverbs"),
        pytest.param("Emma was going.", "going", "be", id="was"),
        pytest.param("Was Emma going?", "going", "be", id="over a mention"),
        pytest.param("Emma would go.", "go", "modal", id="would"),
        pytest.param("Emma did not go.", "go", "modal", id="a denial"),
        pytest.param("Emma wished to go.", "go", "modal", id="to"),
        pytest.param("Emma let Ruth go.", "go", "modal", id="let somebody"),
        pytest.param("Emma had, of course, gone.", "gone", "have", id="over an aside"),
        pytest.param("Emma went.", "went", "", id="nothing"),
        pytest.param("Emma had a cold and went.", "went", "", id="past another word"),
        pytest.param("Emma had tea, went.", "went", "", id="a comma that closes no aside"),
        pytest.param("Emma had, said Ruth, gone.", "gone", "", id="an aside about somebody"),
        pytest.param("Emma had soon then almost quietly nearly gone.", "gone", "", id="too far off"),
    ],
)
def test_names_what_governs_a_verb(text, verb, kind):
    tokens, number, names = tokens_of(text, verb)
    assert find_auxiliary(tokens, 0, number, names) == kind


def test_what_governs_a_verb_stands_in_its_sentence():
    tokens, number, names = tokens_of("That she had. Gone it was.", "gone")
    assert find_auxiliary(tokens, number, number, names) == ""
    assert find_auxiliary(tokens, 0, token_at(tokens, "it"), names) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Emma had gone.", True),
        ("Emma had just gone.", True),
        ("Emma had waited.", True),
        ("Emma had a cold.", False),
        ("Emma had nearly", False),
    ],
)
def test_had_only_governs_what_follows(text, expected):
    tokens, number, _ = tokens_of(text, "had")
    assert is_auxiliary(tokens, number) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Emma ought to be sitting.", True),
        ("Emma wanted to be sitting.", True),
        ("Emma seemed to be sitting.", False),
        ("Emma happened to be sitting.", False),
        ("Emma was sitting.", False),
    ],
)
def test_tells_what_is_only_due(text, expected):
    tokens, number, _ = tokens_of(text, "sitting")
    assert is_only_due(tokens, 0, number) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Emma looked tired.", True, id="an adjective"),
        pytest.param("Emma looked really quite tired.", True, id="over adverbs"),
        pytest.param("Emma looked all at once tired.", True, id="over at once"),
        pytest.param("Emma looked like Ruth.", True, id="like somebody"),
        pytest.param("Emma looked as if she slept.", True, id="as if"),
        pytest.param("Emma looked lovely.", True, id="an adjective in -ly"),
        pytest.param("Emma looked at Ruth.", False, id="at somebody"),
        pytest.param("Emma looked away.", False, id="a direction"),
        pytest.param("Emma looked it.", False, id="a pronoun"),
        pytest.param("Emma looked Ruth over.", False, id="somebody"),
        pytest.param("Emma looked quickly.", False, id="only how it was done"),
        pytest.param("Emma looked.", False, id="nothing"),
    ],
)
def test_tells_a_judgement_from_a_look(text, expected):
    tokens, number, names = tokens_of(text, "looked")
    assert says_how(tokens, number + 1, names) is expected
