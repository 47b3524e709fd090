import pytest
from reading_steps import token_at

from english.lexicon import lexicon
from english.tokens import parse_prose
from reading.place_prepositions import arrival_weight, is_present, part_of, preposition_at, preposition_weight


@pytest.mark.parametrize(
    ("text", "part"),
    [
        pytest.param("He slept in the back of the car.", "back", id="a part of it"),
        pytest.param("He stood in the middle of the long grey car.", "middle", id="over adjectives"),
        pytest.param("He stood in front of the car.", "", id="before it, not in it"),
        pytest.param("He saw the owner of the car.", "", id="no part"),
        pytest.param("In the middle of it, the car stood.", "", id="over a comma"),
    ],
)
def test_finds_the_part_that_is_named(text, part):
    tokens = parse_prose(text).tokens
    at = part_of(tokens, token_at(tokens, "car"))
    assert (tokens[at].word if at >= 0 else "") == part


@pytest.mark.parametrize(
    ("text", "word", "weight"),
    [
        pytest.param("He slept in the back of the car.", "in", 3.5, id="through its part"),
        pytest.param("He stood in front of the car.", "of", 1.0, id="in front of"),
        pytest.param("He went up to the car.", "to", 2.0, id="two words in a row"),
        pytest.param("He ran out of the car.", "of", 0.2, id="out of it"),
        pytest.param("He entered the old car.", "entered", 4.0, id="a verb of arrival"),
        pytest.param("It hung in all the car.", "in", 3.5, id="over all"),
        pytest.param("He came in while the car waited.", "", None, id="in before while"),
        pytest.param("In it, the car stood.", "", None, id="over a comma"),
        pytest.param("The car stood.", "", None, id="bare"),
        pytest.param("He took down the car.", "down", None, id="down belongs to its verb"),
        pytest.param("He walked down the car.", "down", 2.2, id="down leads along"),
    ],
)
def test_weighs_what_a_place_depends_on(text, word, weight):
    tokens = parse_prose(text).tokens
    place = token_at(tokens, "car")
    at = preposition_at(tokens, place)
    assert (tokens[at].word if at >= 0 else "") == word
    assert preposition_weight(tokens, place) == (lexicon().prepositions.rules.bare if weight is None else weight)


@pytest.mark.parametrize(
    ("text", "arrives"),
    [
        pytest.param("She came to the pier.", True, id="came to"),
        pytest.param("She walked slowly back to the pier.", True, id="over adverbs"),
        pytest.param("She walks to the pier.", True, id="in the present"),
        pytest.param("On their walks to the pier it rained.", False, id="walks, a noun"),
        pytest.param("She hoped to walk to the pier.", False, id="only meant to"),
        pytest.param("She pointed to the pier.", False, id="no motion"),
        pytest.param("She came, close to the pier.", False, id="over a comma"),
        pytest.param("She came at the pier.", False, id="another preposition"),
        pytest.param('"She came to the pier," said Ben.', False, id="said aloud"),
    ],
)
def test_to_is_reached_after_a_verb_of_motion(text, arrives):
    tokens = parse_prose(text).tokens
    came_to = lexicon().prepositions.rules.came_to
    assert arrival_weight(tokens, token_at(tokens, "pier")) == (came_to if arrives else 0.0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("And she walks.", True),
        ("And Nora walks.", True),
        ("And their walks.", False),
        ("And long walks.", False),
        ("And she walked.", False),
    ],
)
def test_tells_a_verb_in_s_from_a_plural(text, expected):
    assert is_present(parse_prose(text).tokens, 2) is expected
