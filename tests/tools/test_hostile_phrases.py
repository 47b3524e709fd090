import pytest

from tools.hostile_phrases import REPEATED
from tools.hostile_texts import repeat


@pytest.mark.parametrize(
    ("parts", "size", "text"),
    [
        (("Emma ", "ran ", "home."), 18, "Emma ran ran home."),
        (("", "x", ""), 5, "xxxxx"),
        (("Emma ", "ran ", "home."), 3, "Emma home."),  # too small for any
    ],
)
def test_the_middle_is_repeated(parts, size, text):
    assert repeat(parts, size) == text


def test_every_row_repeats_something_of_its_own():
    units = [unit for _, unit, _ in REPEATED.values()]

    assert all(units)
    assert len({*REPEATED.values()}) == len(REPEATED)
