import pytest
from reading_steps import read_passage

from reading.realis import (
    ACTED,
    AIMED,
    COMPARED,
    EARLIER,
    GENERAL,
    HABITUAL,
    HALF_IMAGINED,
    IMAGINED,
    PLAIN,
    POINTED_AT,
    QUOTED,
)


def realis_at(text, word):
    passage = read_passage(text)
    return passage.realis.at(passage.at(word))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The barn was cold.", PLAIN, id="what is so"),
        pytest.param("Emma sat down in the barn.", PLAIN * ACTED, id="where somebody acts"),
        pytest.param(
            "Emma sang. It rained all day and all night, and the barn was cold.", PLAIN, id="far from the act"
        ),
        pytest.param("Emma had slept in the barn.", EARLIER, id="before"),
        pytest.param("Usually the barn was cold.", HABITUAL, id="a habit"),
        pytest.param("Perhaps the barn would burn.", IMAGINED, id="imagined"),
        pytest.param(
            "Emma smiled that if it rained, the barn would be dry.", HALF_IMAGINED * ACTED, id="half imagined"
        ),
        pytest.param("A barn is cold.", GENERAL, id="in general"),
        pytest.param('"The barn is cold," said Emma.', QUOTED, id="said aloud"),
        pytest.param('"This barn is cold," said Emma.', POINTED_AT, id="pointed at"),
        pytest.param("It was cold as a barn.", COMPARED, id="a comparison"),
        pytest.param("It was colder than the barn.", COMPARED, id="than it"),
        pytest.param("It was dim, as one sees in a barn.", COMPARED, id="as one does"),
        pytest.param("It smelled, like old straw, of the barn.", PLAIN, id="after the comparison"),
        pytest.param("They like the barn.", PLAIN, id="like, the verb"),
        pytest.param("It was time to go to the barn.", PLAIN * AIMED, id="only meant to"),
        pytest.param("It was time to go. The barn was cold.", PLAIN, id="meant a sentence before"),
        pytest.param("It was time to go, and the barn was cold.", PLAIN, id="meant in another clause"),
        pytest.param("To rest there Emma sat in the barn.", PLAIN * ACTED, id="meant, and then done"),
        pytest.param("They were face to face in the barn.", PLAIN * ACTED, id="face to face"),
    ],
)
def test_tells_how_far_it_happens_here_and_now(text, expected):
    assert realis_at(text, "barn") == pytest.approx(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The barn is cold.", PLAIN, id="what is so"),
        pytest.param("The barn was cold.", EARLIER, id="what was so"),
        pytest.param("Often the barn is cold.", HABITUAL, id="a habit"),
        pytest.param("The barn could burn.", IMAGINED, id="imagined"),
        pytest.param("If it's cold the barn rattles.", HALF_IMAGINED, id="if, of now"),
        pytest.param("The barn is so cold that it might snow.", PLAIN, id="imagined only at its end"),
    ],
)
def test_knows_what_is_now_in_a_scene_of_the_present_tense(text, expected):
    opening = "Emma stops at the gate, cold from the long way. "
    assert realis_at(opening + text, "barn") == pytest.approx(expected)


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        pytest.param("Ruth repeated what had been shouted in the barn.", "shouted", id="had been"),
        pytest.param("Ruth knew that she'd soon left the barn.", "left", id="'d, with an adverb"),
        pytest.param("Ruth shouted in the barn.", "", id="no had"),
        pytest.param("Ruth had gone; the barn was cold.", "", id="another clause"),
        pytest.param("Ruth had gone home, he to the barn.", "", id="a new subject"),
        pytest.param("Ruth had gone. The barn was cold.", "", id="another sentence"),
        pytest.param('"Ruth had gone," and the barn was cold.', "", id="said aloud"),
        pytest.param("Ruth had a cold and shouted in the barn.", "", id="had something"),
    ],
)
def test_finds_the_verb_that_puts_a_clause_before_now(text, verb):
    passage = read_passage(text)
    at = passage.realis.earlier_verb(passage.at("barn"))
    assert (passage.tokens[at].word if at >= 0 else "") == verb
