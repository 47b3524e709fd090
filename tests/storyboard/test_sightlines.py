"""What stands in a room in, how much of a window is seen out."""

import pytest

from storyboard.backdrops import Thing
from storyboard.camera import Camera
from storyboard.shapes import Spot
from storyboard.sightlines import Sight, area, sight_of, sky_of

CAMERA = Camera(0.0, 1.5, 0.0, 1.2, 0.42, 1.75)
WINDOW = Thing("window", Spot(0.0, 1.0, 7.98))


@pytest.mark.parametrize(
    ("things", "least", "most"),
    [
        ([], 1.0, 1.0),
        ([Thing("bookcase", Spot(0.0, 0.0, 6.0))], 0.0, 0.3),
        ([Thing("bookcase", Spot(3.0, 0.0, 6.0))], 1.0, 1.0),
        ([Thing("bookcase", Spot(0.0, 0.0, 9.0))], 1.0, 1.0),
        ([Thing("crate", Spot(0.0, 0.0, 5.0))], 0.9, 1.0),
    ],
    ids=["nothing before it", "a case before it", "beside it", "behind it", "we look over a crate"],
)
def test_furniture_hides_a_window(things, least, most):
    assert least <= sight_of(things, (), CAMERA).share(WINDOW) <= most


def test_heads_hide_and_are_never_before_what_is_clear():
    x, y = CAMERA.project((0.0, 1.7, 7.98))
    head = (x - 0.05, y - 0.08, x + 0.05, y + 0.08)
    sight = Sight(CAMERA, (head,), ((4.0, head),))

    assert sight.share(WINDOW) < 1
    assert not sight.is_clear(WINDOW)
    assert sight.is_clear(Thing("window", Spot(2.5, 1.0, 7.98)))


def test_what_is_out_of_the_picture_is_not_seen():
    assert sight_of((), (), CAMERA).share(Thing("window", Spot(9.0, 1.0, 7.98))) == 0


def test_more_of_the_panel_is_sky_where_a_window_is_nearer():
    sight = sight_of((), (), CAMERA)
    assert sight.shown(WINDOW) < sight.shown(Thing("window", Spot(0.0, 1.0, 5.0)))
    assert sight.shown(Thing("bookcase", Spot(0.0, 0.0, 6.0))) == 0


def test_panes_and_openings_show_the_sky():
    assert sky_of("window")
    assert sky_of("porthole")
    assert not sky_of("bookcase")
    assert not sky_of("no_such_thing")


def test_a_square_has_its_area():
    assert area([(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0)]) == 4
