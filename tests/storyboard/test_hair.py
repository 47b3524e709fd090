"""Hair around a head and down from it."""

import math

import pytest
from sitting import HEADINGS, sitter

from storyboard.artwork import read_table
from storyboard.hair import BRIM, along, crest_forms, face_patch, hair_row, shell_forms, shell_of

STYLES = [name for name, row in read_table("heads")["hair"].items() if "line" in row]


def shell(name, curl="", *, covered=False):
    return shell_of("hair", name, curl, covered)


def reach(points, view):
    return max(math.dist(point, view.origin) for point in points) / view.size


@pytest.mark.parametrize("heading", HEADINGS)
@pytest.mark.parametrize("name", STYLES)
def test_hair_stays_near_the_head(name, heading):
    view = sitter(heading).view
    points = [point for form in shell_forms(view, shell(name)) for point in form]

    assert 0.4 < reach(points, view) < 0.95


def test_an_afro_is_wider_than_a_crop():
    view = sitter(90).view

    def width(name):
        points = [x for form in shell_forms(view, shell(name)) for x, _ in form]
        return max(points) - min(points)

    assert width("afro") > 1.3 * width("cropped")


def test_a_hat_presses_the_hair_flat():
    assert shell("afro", covered=True).top < 0.05 < shell("afro").top


@pytest.mark.parametrize("heading", HEADINGS)
@pytest.mark.parametrize(("name", "curl"), [("spiky", ""), ("afro", ""), ("short", "curls"), ("long", "curls")])
def test_no_tuft_grows_through_a_hat(name, curl, heading):
    view = sitter(heading).view
    name = name if name in STYLES else next(n for n in STYLES if hair_row(n).get("edge") == "tufts")
    edge, *tufts = shell_forms(view, shell(name, curl, covered=True))
    brim = view.at(0.0, BRIM, 0.0)[1]

    assert all(y > brim for form in tufts for _, y in form)
    assert len(shell_forms(view, shell(name, curl))) > len(tufts) + 1, "bare-headed it stands out all around"
    assert min(y for _, y in edge) < brim


def test_the_opening_holds_the_face_and_closes_above():
    bob = shell("short")

    assert bob.opening(1, -0.4) > 88
    assert bob.opening(1, 0.2) < 80
    assert bob.bottom(0) > 0.3
    assert bob.bottom(180) == pytest.approx(bob.nape)


def test_the_face_lies_in_the_opening():
    view = sitter(90).view
    patch = face_patch(view, shell("short"))

    assert max(y for _, y in patch) > view.at(0, -0.45, 0)[1]
    assert min(y for _, y in patch) > view.at(0, 0.45, 0)[1]


def test_lines_go_on_level():
    assert along([(0.0, 1.0), (1.0, 3.0)], 0.5) == 2.0
    assert along([(0.0, 1.0), (1.0, 3.0)], -5.0) == 1.0
    assert along([(0.0, 1.0), (1.0, 3.0)], 5.0) == 3.0


def test_curls_stand_out():
    who = sitter(90)

    assert len(shell_forms(who.view, shell("bob", curl="curls"))) > len(shell_forms(who.view, shell("bob")))


def test_a_crest_stands_up():
    view = sitter(90).view

    assert min(y for form in crest_forms(view, 0.3) for _, y in form) < view.at(0, 0.7, 0)[1]


def test_unknown_hair_is_short():
    assert hair_row("xyzzy") == hair_row("short")


def test_under_a_chin_thrown_up_no_nape_is_seen():
    view, hair = sitter(90, lean=-40).view, shell("short")
    low = max(y for form in shell_forms(view, hair) for _, y in form)

    assert low < view.at(0.3, -0.5, 0)[1]


def test_long_hair_falls_straight_down_where_the_head_leans():
    view = sitter(0, lean=40).view

    assert abs(view.hang(0, 0, 0, 0.5)[0] - view.at(0, 0, 0)[0]) < 0.3 * abs(
        view.at(0, -0.5, 0)[0] - view.at(0, 0, 0)[0]
    )
