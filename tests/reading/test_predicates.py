"""What somebody is said to be."""

import pytest
from reading_steps import seen_of_nora

from english.tokens import parse_prose
from reading.predicates import predicate

WHO = 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "was a tall man of fifty with a white beard",
            [("build", "tall"), ("noun", "tall man"), ("years", "50")],
            id="a phrase with all that belongs to it",
        ),
        pytest.param("was about thirty, and very pale.", [("years", "30"), ("state", "pale")], id="a row of all kinds"),
        pytest.param(
            "was a man, very tall and thin.",
            [("noun", "man"), ("build", "tall"), ("build", "thin")],
            id="a row after it",
        ),
        pytest.param("looked sickly.", [("state", "sickly")], id="how somebody looks"),
        pytest.param("was pretty tired.", [("state", "tired")], id="how much"),
        pytest.param("was pretty sure of it.", [], id="how much, of nothing that is seen"),
        pytest.param("was open to him.", [], id="an adjective with its object"),
        pytest.param("was certain and experienced.", [], id="nothing that is seen"),
        pytest.param("was not tall", [], id="denied"),
        pytest.param("was a tall house", [], id="no person"),
        pytest.param("was still", [], id="nothing follows"),
    ],
)
def test_reads_what_somebody_is(text, expected):
    facts = predicate(parse_prose(text).tokens, WHO, 1)
    assert [(fact.slot, fact.text) for fact in facts] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Nora was in her thirties, and was tall.", ["35", "tall"], id="the second verb"),
        pytest.param("Nora, who was pale, sang.", ["pale"], id="who was"),
        pytest.param("Nora seemed to be tired.", ["tired"], id="seemed to be"),
        pytest.param("Nora was said to be a tall woman.", ["tall"], id="said to be"),
        pytest.param("Nora came in looking pale and tired.", ["pale", "tired"], id="looking so"),
        pytest.param("Nora sat down, turning pale.", ["pale"], id="turning so"),
        pytest.param("Paul saw Nora looking pale.", ["pale"], id="who stands before it"),
        pytest.param("Nora saw Paul looking pale.", [], id="another looks so"),
        pytest.param("Nora saw the sailor sing, turning pale.", [], id="another, not named"),
        pytest.param("Nora lay down, the world going black.", [], id="the world goes so"),
        pytest.param("The ground beneath Nora was turning black.", [], id="the ground turns so"),
        pytest.param("Nora was as pale as death.", ["pale"], id="a likeness"),
        pytest.param("Nora was as tall as Paul.", [], id="as somebody else"),
        pytest.param("Nora was too tall to dance.", ["tall"], id="too tall to"),
        pytest.param("Though small, Nora sang.", ["small"], id="though"),
        pytest.param("Nora, though small, sang.", ["small"], id="though, after her"),
        pytest.param("If small, Nora sang.", [], id="supposed, in a row"),
        pytest.param("Nora came in, a tall woman of fifty.", ["tall", "50"], id="told after she came"),
        pytest.param("Nora had come, a slender girl.", ["slender"], id="had come"),
        pytest.param("Nora returned, a tall woman following.", [], id="another follows"),
        pytest.param("Nora entered, a tall woman with her.", [], id="another with her"),
        pytest.param("Nora had grown thin.", ["thin"], id="had grown"),
        pytest.param("Nora wanted to be tall.", [], id="wished"),
        pytest.param("When Nora was a small girl, it rained.", [], id="once"),
        pytest.param("When Nora was little, it rained.", [], id="once, in a row"),
        pytest.param("Nora was not pale.", [], id="denied"),
        pytest.param("Nora moved as though she was lame.", [], id="compared"),
        pytest.param('"Nora was pale," said Paul.', [], id="in speech"),
        pytest.param("Nora was pale in her red coat.", ["pale", "red coat"], id="a garment is read by itself"),
        pytest.param("Nora sat there, pale, and sang.", ["pale"], id="said apart"),
        pytest.param("Nora, misty-eyed, nodded.", ["misty-eyed"], id="an apposition"),
        pytest.param("Nora ran—barefoot—down the road.", ["bare feet"], id="between dashes"),
        pytest.param("Nora stood there pale.", ["pale"], id="after a verb of posture"),
        pytest.param("Naked, Nora ran.", ["naked"], id="an adjective before the subject"),
        pytest.param("Nora, seventeen, sang.", ["17"], id="an age"),
        pytest.param("At thirty years old, Nora sang.", ["30"], id="at an age, before her"),
        pytest.param("Nora, the youngest at just twenty-two, sang.", ["22"], id="the youngest at an age"),
        pytest.param("Now thirty-two, Nora sang.", ["32"], id="now so old"),
        pytest.param("Nora, age thirty, sang.", ["30"], id="age so much"),
        pytest.param("At nine, Nora sang.", [], id="a time of day"),
        pytest.param("Only thirty, Nora counted.", [], id="a number"),
        pytest.param("Now two, three, Nora counted.", [], id="a count"),
        pytest.param("Nora looked at the island, small and clear.", [], id="said of an island"),
        pytest.param("Nora went round the house.", [], id="a preposition"),
        pytest.param("Nora bought two, three, five.", [], id="no age"),
        pytest.param("Nora looked out.", [], id="looked where"),
        pytest.param("Nora seemed able to sing.", [], id="able to"),
    ],
)
def test_finds_whose_predicate_it_is(text, expected):
    assert list(dict.fromkeys(seen_of_nora(text))) == expected
