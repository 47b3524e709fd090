import pytest
from reading_steps import read_passage

from reading.place_fixtures import find_fixtures


def fixtures_of(text):
    passage = read_passage(text)
    return find_fixtures(passage.prose, passage.realis)


@pytest.mark.parametrize(
    ("text", "place", "expected", "why"),
    [
        ("Nora knelt on the bathmat beside the bath.", "bathroom", True, "things that stand nowhere else"),
        ("Nora knelt beside a basin.", "bathroom", False, "one thing that stands anywhere"),
        ('"A bathmat, a bath and a towel," said Nora.', "bathroom", False, "only spoken of"),
        ("The priest stood at the altar, and the pews were full.", "church", True, "things of a church"),
    ],
)
def test_things_make_the_place(text, place, expected, why):
    assert fixtures_of(text).tell(place) is expected, why


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("She drew the curtain and lay down on the sofa under the lamp.", 3, 0),
        ("The sky was blue, and gulls cried over the waves.", 0, 3),
        ("She laughed.", 0, 0),
    ],
)
def test_counts_things_indoors_and_out(text, inside, outside):
    sides = fixtures_of(text).sides
    assert (sides["things in"], sides["things out"]) == (inside, outside)
