"""Finishes of line, screen and print."""

import math
from dataclasses import replace

import pytest
from painting import RED, two_colours
from PIL import Image

from storyboard.finish_lines import (
    blacks,
    block,
    bold,
    carve,
    dotted,
    dry,
    falling,
    hatch,
    line,
    rays,
    rim,
    screen,
    worn,
)

INK, PAPER = "#101010", "#fafafa"
DARK, LIGHT = (16, 16, 16), (250, 250, 250)


def inked(sheet):
    return sum(value * number for value, number in enumerate(sheet.ink.histogram()))


def test_lines_are_bold_dry_and_uneven():
    plain = two_colours()
    heavy, uneven, rubbed = bold(plain, 40), bold(plain, 40, 1), dry(plain, 0.6, 10)

    assert inked(heavy) > inked(uneven) > inked(plain) > inked(rubbed)


@pytest.mark.parametrize("colour", [INK, "local"])
def test_a_line_is_laid_over_in_ink_or_in_a_darker_tone(colour):
    colours = line(two_colours(), colour).colours

    assert colours.getpixel((20, 40)) == RED
    assert max(colours.getpixel((59, 40))) < 90
    assert (colours.getpixel((59, 40)) == DARK) is (colour == INK)


def test_the_dark_is_filled_with_ink():
    colours = blacks(two_colours(), 60, INK).colours

    assert colours.getpixel((100, 40)) == DARK, "blue is the darker one"
    assert colours.getpixel((20, 40)) == RED


def test_lines_are_light_where_all_is_dark():
    dark = replace(two_colours(), colours=Image.new("RGB", (120, 80), (5, 5, 5)))

    assert min(rim(dark, 90, PAPER).colours.getpixel((60, 40))) > 200
    assert rim(two_colours(), 10, PAPER).colours.getpixel((60, 40)) != LIGHT


def share_of(picture, colour, box):
    return sum(number for number, found in picture.crop(box).getcolors(10_000) if found == colour) / 3200


LEFT, RIGHT = (10, 10, 50, 70), (70, 10, 110, 70)


@pytest.mark.parametrize(
    "finish",
    [
        lambda s: hatch(s, 120, 60, INK),
        lambda s: screen(s, 0, 120, 60, INK, PAPER),
        lambda s: carve(s, 120, 60, INK, "#c86040", PAPER),
    ],
    ids=["hatch", "screen", "carve"],
)
def test_what_is_darker_takes_more_ink(finish):
    colours = finish(two_colours()).colours

    assert share_of(colours, DARK, RIGHT) > share_of(colours, DARK, LEFT) + 0.05


def test_an_old_comic_prints_its_colours_in_dots():
    colours = dotted(two_colours(), 0.5, 80).colours

    assert len(colours.crop(LEFT).getcolors(10_000)) > 1


def test_a_second_ink_lies_between_two_tones():
    colours = block(two_colours(), 60, 120, "#00aa00", 1).colours

    assert colours.getpixel((20, 40)) == (0, 170, 0)
    assert colours.getpixel((100, 40)) != (0, 170, 0)


def test_a_worn_print_shows_its_paper():
    assert 0 < share_of(worn(two_colours(), 0.5, PAPER, 12).colours, LIGHT, LEFT) < 0.6


def test_speed_lines_run_from_the_edges_where_something_is_tense():
    calm, tense, small = (
        rays(two_colours(**told), INK, 40) for told in ({}, {"tense": True}, {"tense": True, "inset": True})
    )

    assert calm.colours.tobytes() == small.colours.tobytes() == two_colours().colours.tobytes()
    assert tense.colours.getpixel((30, 40)) == RED, "the lead stays free"
    edge = [tense.colours.getpixel((x, 0)) for x in range(120)]
    assert DARK in edge


@pytest.mark.parametrize("spread", [0, 20, 40])
def test_no_speed_line_runs_before_a_head(spread):
    plain = two_colours((300, 200), spread=spread)
    drawn = rays(replace(plain, tense=True), INK, 300).colours
    (x, y), free = plain.focus, spread + 20

    for turn in range(36):
        u, v = (round(free * wave(turn * math.pi / 18)) for wave in (math.cos, math.sin))
        assert drawn.getpixel((x + u, y + v)) == plain.colours.getpixel((x + u, y + v)), turn


def test_rain_falls_before_everything_with_a_dark_side():
    sheet = two_colours()
    assert falling(sheet, PAPER, INK) is sheet, "nothing falls"
    fall = Image.new("L", (120, 80))
    fall.paste(255, (20, 10, 22, 70))
    colours = falling(replace(sheet, fall=fall), PAPER, INK).colours

    assert colours.getpixel((20, 40)) == LIGHT
    assert sum(colours.getpixel((22, 40))) < sum(RED)
