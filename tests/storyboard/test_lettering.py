"""The typeface of the captions: what can be spelt, how long it is, and where it is cut."""

import pytest

from storyboard.artwork import read_table
from storyboard.canvas import make_canvas
from storyboard.lettering import CAP_HEIGHT, ends_phrase, fit, letter, read_glyph, spell, text_width


@pytest.mark.parametrize(
    ("text", "spelt"),
    [
        ("Café – at dawn", "Cafe - at dawn"),
        ("Größe", "Grosse"),
        ("Ærø", "Aero"),
        ("日本", ""),
        ("it’s", "it's"),
        ("a\nb", "a b"),
    ],
)
def test_captions_are_spelt_with_the_letters_there_are(text, spelt):
    assert spell(text) == spelt


@pytest.mark.parametrize(
    ("room_for", "short"),
    [
        ("Kitchen, night: reading a letter by the fire", "Kitchen, night: reading a letter by the fire"),
        ("Kitchen, night: reading a letter by the", "Kitchen, night: reading a letter"),
        ("Kitchen, night:", "Kitchen, night"),
        ("Kitchen, ", "Kitchen"),
        ("K", ""),
    ],
)
def test_a_long_caption_is_cut_where_a_phrase_ends(room_for, short):
    assert fit("Kitchen, night: reading a letter by the fire", 0.3, text_width(room_for, 0.3)) == short


@pytest.mark.parametrize(
    ("room_for", "short"),
    [
        ("Hall: holding the red", "Hall"),
        ("Hall: holding the red coat by", "Hall: holding the red coat"),
        ("Hall: holding the red coat by the", "Hall: holding the red coat"),
    ],
)
def test_no_adjective_is_left_without_its_noun(room_for, short):
    assert fit("Hall: holding the red coat by the sleeve", 0.3, text_width(room_for, 0.3)) == short


def test_where_a_phrase_may_end():
    words = ["reading", "a", "letter", "by", "the", "fire"]
    assert [count for count in range(1, 7) if ends_phrase(words, count)] == [3, 6]


@pytest.mark.parametrize("letter", read_table("lettering")["glyph"])
def test_every_letter_stays_on_its_grid(letter):
    glyph = read_glyph(letter)
    assert all(-0.2 <= x <= glyph.width + 0.8 and -2 <= y <= 6.3 for stroke in glyph.strokes for x, y in stroke)


def test_the_width_is_that_of_the_letters_and_the_gaps_between_them():
    assert text_width("", 0.3) == 0
    assert text_width("a", CAP_HEIGHT) == pytest.approx(read_glyph("a").width)
    assert text_width("aa", 0.3) > 2 * text_width("a", 0.3)
    assert text_width("word", 0.6) == pytest.approx(2 * text_width("word", 0.3))


def test_letters_are_inked_to_the_right_of_where_they_start():
    canvas = make_canvas(200, 50, (255, 255, 255))
    letter(canvas, "hill", (1.0, 0.8), 0.5, (0, 0, 0))
    left, top, right, bottom = canvas.finish().convert("L").point(lambda value: 255 * (value < 128)).getbbox()

    assert 48 <= left < 60
    assert right <= 50 * (1.1 + text_width("hill", 0.5) + 0.1)
    assert (top >= 50 * 0.2, bottom <= 50 * 0.9) == (True, True)
