"""Water on the ground."""

from random import Random

from painting import brush, painted, pixels

from storyboard.waters import glitter, mark_waves


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
