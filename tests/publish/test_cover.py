"""The cover: always of its size, its type within the margins, whatever the title."""

import pytest
from PIL import Image

from publish.cover import (
    FONTS,
    MARGIN,
    PAPER,
    SIZE,
    break_evenly,
    can_letter,
    draw_cover,
    fit_title,
    fits,
    font_faces,
    font_subsets,
    subset_for,
)

TITLES = ["The Sea", "A", "The Crossing Board and Other Tales of the Island", "Donaudampfschifffahrtsgesellschaft"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "title", [*TITLES, "word " * 60, "x" * 300, "Śnieg nad Łodzią", "Война и мир", "Οδύσσεια", "海"]
)
@pytest.mark.parametrize("picture", [None, Image.new("RGB", (1344, 768), "navy"), Image.new("RGB", (64, 300), "white")])
def test_any_title_makes_a_cover(title, picture):
    assert draw_cover(picture, title.strip(), "Ann Writer").size == SIZE


@pytest.mark.parametrize("title", TITLES)
def test_type_stays_within_the_margins(title):
    cover = draw_cover(None, title, "")
    edges = [cover.crop((0, 0, MARGIN - 20, SIZE[1])), cover.crop((SIZE[0] - MARGIN + 20, 0, *SIZE))]

    assert all(len(edge.getcolors()) == 1 for edge in edges)
    assert PAPER in [colour for _, colour in cover.getcolors(1 << 16)]


@pytest.mark.parametrize("title", TITLES)
def test_titles_are_as_large_as_fits(title):
    lines = fit_title(title, 700)

    assert " ".join(line.text for line in lines) == title
    assert all(map(fits, lines))


def test_lines_break_evenly():
    assert break_evenly("The Crossing Board", 2) == ["The Crossing", "Board"]
    assert break_evenly("One two three four", 2) == ["One two", "three four"]
    assert break_evenly("Alone", 3) == ["Alone"]


def test_the_same_words_give_the_same_pixels():
    assert draw_cover(None, "The Sea", "Ann").tobytes() == draw_cover(None, "The Sea", "Ann").tobytes()
    assert draw_cover(None, "The Sea", "Ann").tobytes() != draw_cover(None, "The Sea", "Bob").tobytes()


@pytest.mark.parametrize(("text", "expected"), [("Śnieg", True), ("“Quotes” — and", True), ("海", False), ("", True)])
def test_what_the_typeface_has(text, expected):
    assert can_letter(text) == expected


# --- Fonts ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("letter", "name"), [("a", "latin-4"), ("Ł", "latin-ext"), ("ж", "cyrillic"), ("ω", "greek")])
def test_letters_find_their_alphabet(letter, name):
    assert name in subset_for(letter).upright


def test_every_font_of_the_table_is_there_with_its_licence():
    for subset in font_subsets():
        assert (FONTS / subset.upright).is_file()
        assert (FONTS / subset.italic).is_file()
    assert "SIL OPEN FONT LICENSE" in (FONTS / "LICENSE").read_text(encoding="utf-8")


def test_only_the_alphabets_in_use_are_embedded():
    assert font_faces("Plain words.").count("@font-face") == 2
    assert font_faces("Łódź").count("@font-face") == 4
    assert font_faces("海") == ""
