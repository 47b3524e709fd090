"""What marks the ground."""

from random import Random

import pytest
from painting import brush, painted, pixels

from storyboard.ground import LAND_MARKS


def marked(mark):
    used = brush()
    LAND_MARKS[mark](used, Random(1))
    return used


@pytest.mark.parametrize("mark", LAND_MARKS)
def test_every_mark_shows_and_is_the_same_every_time(mark):
    assert painted(marked(mark)) is not None
    assert pixels(marked(mark)) == pixels(marked(mark))


def test_a_platform_ends_in_a_light_edge_before_the_rails():
    picture = marked("platform").canvas.finish()
    row = [sum(picture.getpixel((x, picture.height - 6))) for x in range(picture.width // 2, picture.width)]

    assert max(row) - min(row) > 250


def test_a_highway_runs_along_the_picture():
    used = brush("midday")
    LAND_MARKS["highway"](used, Random(1))
    picture = used.canvas.finish()
    row = [picture.getpixel((x, picture.height * 3 // 4)) for x in (2, picture.width - 3)]

    assert row[0] == row[1]
