"""Water on the ground."""

from itertools import pairwise
from random import Random

import pytest
from painting import brush, painted, pixels

from storyboard.artwork import parse_rows, read_table
from storyboard.waters import FAR_BANK, NEAR_BANK, glitter, mark_waves


def test_the_sun_glitters_on_the_water_and_nothing_does_at_dusk():
    shining, dull = brush("morning"), brush("dusk")
    glitter(shining)
    glitter(dull)

    assert painted(shining) is not None
    assert painted(dull) is None


def test_waves_have_several_tones():
    used = brush()
    mark_waves(used, Random(1))

    assert len(used.canvas.finish().getcolors(99999)) > 4
    assert pixels(used)


def depth_at(bank, x):
    ends = next(pair for pair in pairwise(sorted(bank)) if pair[0][0] <= x <= pair[1][0])
    (left, near), (right, far) = ends
    return near + (far - near) * (x - left) / (right - left)


PLACES = read_table("places")["place"]
DRY = ("pine", "maple", "tree", "willow", "stone_lantern", "thatched", "pagoda", "birch")


@pytest.mark.parametrize("name", [name for name, row in PLACES.items() if "stream" in row.get("marks", "").split()])
def test_what_grows_on_land_stands_on_a_bank_and_not_in_the_river(name):
    spots = [(float(x), float(z)) for thing, x, z, *_ in parse_rows(PLACES[name]["put"]) if thing in DRY]

    assert all(z < depth_at(NEAR_BANK, x) or z > depth_at(FAR_BANK, x) - 0.1 for x, z in spots)
