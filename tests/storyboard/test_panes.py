"""Windows, square and arched."""

from __future__ import annotations

import pytest
from painting import brush, painted, pixels

from storyboard.painters import draw_shapes
from storyboard.panes import outline_of
from storyboard.shapes import Spot, parse_shapes
from storyboard.space import is_in

HERE = Spot(0, 0, 4.0)
SQUARE, ARCHED = "pane sky -0.5 0.2 1 1.4", "pane sky -0.5 0.2 1 1.4 0.6"


def drawn(text, hour="midday", weather=(), **changes):
    used = brush(hour, weather, **changes)
    draw_shapes(used, parse_shapes(text), HERE)
    return used


def test_a_square_pane_has_no_arch():
    assert outline_of(parse_shapes(SQUARE)[0]) == ()


def test_an_arch_begins_at_the_full_width_and_ends_in_a_point():
    outline = outline_of(parse_shapes(ARCHED)[0])
    assert max(outline, key=lambda point: point[1]) == pytest.approx((0.0, 1.6))
    assert {x for x, y in outline if y <= 1.0 + 1e-9} == {-0.5, 0.5}
    assert all(is_in(point, outline) for point in [(0, 0.9), (0.3, 1.2), (0, 1.59)])
    assert not any(is_in(point, outline) for point in [(0.45, 1.5), (-0.45, 1.5), (0, 1.7), (0.6, 0.5)])


@pytest.mark.parametrize(
    ("hour", "weather"), [("midday", ()), ("night", ()), ("morning", ("snow",)), ("evening", ("rain",))]
)
@pytest.mark.parametrize("view", ["garden", "street", "sea"])
def test_what_an_arched_pane_shows_stays_within_it(hour, weather, view):
    used = drawn(ARCHED, hour, weather, view=view, sunny=0.0)
    corner = used.camera.project(HERE.place(-0.46, 1.54))
    place = tuple(round(number * used.canvas.finish().height) for number in corner)

    assert painted(used) is not None
    assert used.canvas.finish().getpixel(place) == (255, 255, 255), "beside the point there is the wall"


def test_an_arched_pane_shows_the_same_land_up_to_its_point():
    assert pixels(drawn(ARCHED, view="street")) != pixels(drawn(ARCHED, view="garden"))
    assert pixels(drawn(ARCHED)) != pixels(drawn(SQUARE))
