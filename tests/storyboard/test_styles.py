"""A style's words in, a way to draw out."""

from dataclasses import replace

import pytest
from painting import two_colours

from config import STYLES
from storyboard.artwork import read_table
from storyboard.engine import draw_panel
from storyboard.styles import FINISHES, USUAL, as_value, find_style, finish, parse_steps, pin_levels, read_style

ROWS = read_table("styles")["style"]


@pytest.mark.parametrize(("name", "style"), STYLES.items())
def test_every_style_of_the_program_has_a_row_of_its_own(name, style):
    assert find_style((style.medium, name, *style.finish)) == name.replace(" ", "_")
    assert find_style(("", name)) == name.replace(" ", "_")


@pytest.mark.parametrize("name", ROWS)
def test_every_row_draws(name):
    row = read_style(name)

    assert row.steps
    assert {step for step, *_ in row.steps} <= FINISHES.keys()
    assert finish(two_colours(), row).size == (120, 80)
    assert finish(two_colours(), row).tobytes() == finish(two_colours(), row).tobytes()


@pytest.mark.parametrize(
    ("words", "row"),
    [
        (("something of my own",), USUAL),
        ((), USUAL),
        (("impressionist oil painting",), "oil"),
        (("soft pencil sketch",), "pencil"),
        (("charcoal drawing on rough paper",), "charcoal"),
        (("pastel drawing",), "pastel"),
        (("anime key visual",), "anime"),
        (("american comic of the sixties",), "comic"),
        (("copperplate engraving",), "engraving"),
        (("art deco poster",), "art_deco"),
        (("clear line drawing", "mine", "flat colors"), "ligne_claire"),
        (("vintage photograph",), "photograph"),
        (("minimalist illustration",), "minimalist"),
        (("dark fantasy concept art",), "dark_fantasy"),
        (("old picture", "mine", "sepia tones"), "sepia"),
    ],
)
def test_an_authors_own_style_is_found_by_its_words(words, row):
    assert find_style(words) == row


def test_an_unknown_row_is_the_usual_style():
    assert read_style("no such row") == read_style(USUAL)


def test_steps_are_a_name_and_values():
    assert parse_steps("# a remark\nline #101010 0.5\n\nvivid 1.2") == (("line", "#101010", "0.5"), ("vivid", "1.2"))
    assert [as_value(text) for text in ("#101010", "local", "0.5", "-1")] == ["#101010", "local", 0.5, -1.0]


@pytest.mark.parametrize("name", ROWS)
def test_tones_that_are_pinned_to_a_sheet_finish_it_as_they_would(name):
    sheet, row = two_colours(), read_style(name)
    assert finish(sheet, pin_levels(sheet, row)).tobytes() == finish(sheet, row).tobytes()


def test_another_sheet_has_the_tones_to_which_a_style_is_pinned():
    sheet, row = two_colours(), parse_steps("levels 0.01 0.01")
    dark = replace(sheet, colours=sheet.colours.point(lambda value: value // 4))
    style = replace(read_style(USUAL), steps=row)

    assert finish(dark, style).getextrema() == finish(sheet, style).getextrema()
    assert finish(dark, pin_levels(sheet, style)).getextrema() != finish(sheet, style).getextrema()


DRAWING = {"people": [], "place": "harbour", "time_of_day": "morning", "shot": "wide", "interior": None}


def test_each_style_draws_another_picture():
    panels = {name: draw_panel({**DRAWING, "style": name}, 96, 64, 7).tobytes() for name in ROWS}

    assert len(set(panels.values())) == len(ROWS)


@pytest.mark.parametrize("name", [name for name in ROWS if read_style(name).monochrome])
def test_a_style_without_colour_has_at_most_one_ink_of_colour(name):
    inks = draw_panel({**DRAWING, "style": name}, 192, 128, 7).crop((8, 8, 184, 110)).convert("HSV").getcolors(100_000)
    hues = {hue // 32 for number, (hue, saturation, value) in inks if number > 20 and saturation > 60 and value > 60}

    assert len(hues) <= 2
