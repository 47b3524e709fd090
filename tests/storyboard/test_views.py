"""What a window looks on."""

import dataclasses

import pytest
from painting import brush, painted, pixels
from PIL import ImageStat

from storyboard import views
from storyboard.artwork import read_table
from storyboard.painters import draw_shapes
from storyboard.shapes import Spot, parse_shapes
from storyboard.views import SPAN, clip, outlines_of

VIEWS = read_table("views")["view"]
HERE = Spot(0, 0, 4.0)
SQUARE = [(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0)]


def pane(view, spot=HERE, **changes):
    used = brush("midday", view=view, **changes)
    draw_shapes(used, parse_shapes("pane sky -1 0 2 1.4"), spot)
    return used


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_differs_from_the_bare_sky_and_stays_in_its_pane(view):
    assert pixels(pane(view)) != pixels(pane(""))
    assert painted(pane(view)) == painted(pane(""))


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_lies_within_its_panorama(view):
    for shape in parse_shapes(VIEWS[view]["shapes"]):
        for outline in outlines_of(shape):
            assert min(u for u, _ in outline) >= -1.2, shape
            assert max(u for u, _ in outline) <= SPAN + 1.2, shape
            assert max(v for _, v in outline) <= 1.1, shape


def test_neighbouring_windows_show_one_panorama():
    assert pixels(pane("roofs", Spot(0, 0, 4.0))) != pixels(pane("roofs", Spot(0.0, 0, 4.0, turn="left")))


def test_snow_lies_on_the_land_outside():
    assert pixels(pane("country", weather=("snow",))) != pixels(pane("country"))


@pytest.mark.parametrize(
    ("axis", "edge", "low", "corners"),
    [
        pytest.param(0, 1.0, True, [(1.0, 0.0), (2.0, 0.0), (2.0, 2.0), (1.0, 2.0)], id="left part falls"),
        pytest.param(1, 1.0, False, [(0.0, 0.0), (2.0, 0.0), (2.0, 1.0), (0.0, 1.0)], id="upper part falls"),
        pytest.param(0, 3.0, True, [], id="all falls"),
        pytest.param(0, -1.0, True, SQUARE, id="all stays"),
    ],
)
def test_a_polygon_is_cut_at_a_line(axis, edge, low, corners):
    assert sorted(clip(SQUARE, axis, edge, low=low)) == sorted(corners)


def test_a_view_is_pale_so_that_heads_stand_out_before_it(monkeypatch):
    def spread(pale):
        monkeypatch.setattr(views, "PALE", pale)
        return ImageStat.Stat(pane("street").canvas.finish().convert("L")).stddev[0]

    assert spread(views.PALE) < spread(0.0)


def starry(view, stars):
    used = brush("night", view=view)
    used = dataclasses.replace(used, outside=dataclasses.replace(used.outside, stars=stars))
    draw_shapes(used, parse_shapes("pane sky -1 0 2 1.4"), HERE)
    return pixels(used)


def test_stars_stand_in_a_window_but_not_before_what_it_looks_on(monkeypatch):
    wall = {"wall": {"words": "", "shapes": "rect brick 0 0 8 1.1"}}
    monkeypatch.setattr(views, "read_table", lambda _: {"view": wall})

    assert starry("", 99) != starry("", 0)
    assert starry("wall", 99) == starry("wall", 0)


CROWNS = ("leaf", "pine")
FOREST = 0.14  # shares of the pane that the moss before a forest covers


@pytest.mark.parametrize("view", VIEWS)
def test_every_tree_outside_stands_on_the_ground(view):
    """A crown that begins above the ground has a trunk that reaches up into it, or is a bush on the lawn."""
    shapes = parse_shapes(VIEWS[view]["shapes"])
    trunks = [outlines_of(shape)[0] for shape in shapes if shape.colour.startswith("bark")]
    for shape in shapes:
        outline = outlines_of(shape)[0]
        low, left, right = min(v for _, v in outline), min(u for u, _ in outline), max(u for u, _ in outline)
        if not shape.inked or shape.colour.rstrip("+-") not in CROWNS or low <= FOREST:
            continue
        under = [one for one in trunks if left < sum(u for u, _ in one) / len(one) < right]
        assert any(max(v for _, v in one) >= low and min(v for _, v in one) < low - 0.05 for one in under) or (
            view == "yard"
        ), (view, shape)


def test_no_view_is_seen_below_the_sill():
    low = brush("midday", view="clouds")
    draw_shapes(low, parse_shapes("pane sky -1 0.8 2 0.6"), HERE)
    sill = low.camera.project(HERE.place(0, 0.8))[1] * low.canvas.finish().height

    assert painted(low)[3] <= sill + 2
