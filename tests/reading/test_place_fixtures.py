import pytest
from reading_steps import read_passage

from reading.place_fixtures import ENOUGH, MOST, PER_THING, places_by_fixtures, places_by_thing, telling


def fixtures_of(text):
    """The places that a passage's things tell, each with its weight and the word that stands for it."""
    passage = read_passage(text)
    found = places_by_fixtures(passage.prose, passage.realis)
    return {place: (weight, passage.tokens[first].word) for place, weight, first, last in found if last == first + 1}


@pytest.mark.parametrize(
    ("text", "place", "things", "word"),
    [
        pytest.param("Nora knelt on the bathmat. She dried the sink.", "bathroom", ENOUGH, "bathmat", id="two things"),
        pytest.param("Nora filled a basin. She found a towel and a razor.", "bathroom", ENOUGH, "basin", id="three"),
        pytest.param(
            "Nora knelt on the bathmat by the toilet. She wiped the tub.", "bathroom", MOST, "bathmat", id="no more"
        ),
        pytest.param("Nora sat in the second pew. The priest rose.", "church", ENOUGH, "pew", id="a pew, a priest"),
        pytest.param("Nora came to St. Anne's. The coffin was small.", "church", ENOUGH, "st.", id="a saint's church"),
        pytest.param("Nora sat on the edge of her own bed.", "bedroom", ENOUGH, "sat", id="who sits on a bed"),
    ],
)
def test_things_tell_their_place(text, place, things, word):
    assert fixtures_of(text) == {place: (PER_THING * things, word)}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The oven was hot. Nora shut the oven.", id="one thing, named twice"),
        pytest.param("A towel hung by the mirror.", id="two things of many places"),
        pytest.param('"Mind the bathmat and the toilet," said Nora.', id="only spoken of"),
        pytest.param("Nora had scrubbed the toilet and the bathmat.", id="before"),
        pytest.param("The thing was like a bathmat on a toilet.", id="a comparison"),
        pytest.param("Nora came to St. Anne's Hall. The coffin was small.", id="a saint's hall"),
        pytest.param("Nora came to St. Anne. The coffin was small.", id="a saint without a house"),
        pytest.param("Nora sat on the bed. The nurse smiled.", id="a bed of a ward"),
        pytest.param("Nora sat by the bed.", id="beside a bed"),
        pytest.param("Nora sat on. The bed creaked.", id="a bed of the next sentence"),
        pytest.param('"He sat on the bed," said Nora.', id="a bed in talk"),
    ],
)
def test_tells_no_place(text):
    assert fixtures_of(text) == {}


def test_only_what_stands_nowhere_else_counts_double():
    assert "bathmat" in telling("bathroom")
    assert "towel" not in telling("bathroom")
    assert places_by_thing()["bathmat"] == ("bathroom",)
    assert {"bathroom", "kitchen"} <= set(places_by_thing()["sink"])
