"""Which garment is seen on the trunk, and whether any word states its colour; nothing is guessed."""

import pytest

from storyboard.artwork import read_table
from storyboard.canvas import hexcolour
from storyboard.worn_colours import outer_colour


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("yellow raincoat", "yellow raincoat", id="a coat"),
        pytest.param("grey jumper, orange site jacket", "orange jacket", id="what is over counts"),
        pytest.param("orange jacket, white shirt and red neckerchief", "orange jacket", id="in any order"),
        pytest.param("long green coat, hat, green dress and gold spectacles", "green coat", id="among other things"),
        pytest.param("woman with a dark red plait in a yellow raincoat, smiling", "yellow raincoat", id="a phrase"),
        pytest.param("Navy Jersey", "navy jersey", id="capitals"),
        pytest.param("coat and yellow dress", None, id="a coat of no colour covers the dress"),
        pytest.param("brown jacket, coat", None, id="a coat of no colour takes the jacket's place"),
        pytest.param("red wellingtons", None, id="on the feet alone"),
        pytest.param("woman with red hair in a coat", None, id="the hair's colour"),
        pytest.param("old man with a white beard in a sweater", None, id="the beard's colour"),
        pytest.param("leather jacket", None, id="a stuff is no stated colour"),
        pytest.param("large black dog", None, id="no clothes"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_the_outer_garments_stated_colour(text, words):
    found = outer_colour(text)

    assert (found.words if found else None) == words


def test_the_colour_is_that_of_the_panels():
    assert outer_colour("navy sweater").colour == hexcolour(read_table("colours")["cloth"]["navy"])
