"""What a paragraph is by its words: every row of the table with its examples, and what the table cannot say."""

import pytest

from english.lexicon import lexicon
from manuscript.inlines import Block
from manuscript.note_words import label_of, mark_anywhere, mark_at_edge, note_from

NOTES = lexicon().notes
PLACES = {"anywhere": mark_anywhere, "edge": mark_at_edge}


def paragraph(text, **marks):
    return Block("paragraph", text, (1, 1), **marks)


@pytest.mark.parametrize("row", NOTES.labels, ids=lambda row: row.what)
def test_labels_fire_on_their_examples_alone(row):
    assert [text for text in row.fires if not (sign := label_of(text)) or sign.reach != row.reach] == []
    assert [text for text in row.silent if (sign := label_of(text)) and not sign.is_weak] == []


@pytest.mark.parametrize("row", NOTES.marks, ids=lambda row: row.what)
def test_marks_fire_on_their_examples_alone(row):
    mark = PLACES[row.place]

    assert [text for text in row.fires if mark(paragraph(text)) != row.what] == []
    assert [text for text in row.silent if mark(paragraph(text))] == []


@pytest.mark.parametrize(
    ("text", "what", "is_alone", "is_closed", "is_weak"),
    [
        ("Author’s Note:", "Author’s Note", True, False, False),
        ("A/N: Sorry.", "A/N", False, False, False),
        ("[AN play the song]", "AN", False, True, False),
        ("Notes for Chapter 3:", "Notes for Chapter 3", True, False, True),
        ("Disclaimer: none.", "Disclaimer", False, False, True),
    ],
)
def test_what_a_label_tells(text, what, is_alone, is_closed, is_weak):
    sign = label_of(text)

    assert (sign.what, sign.is_alone, sign.is_closed, sign.is_weak) == (what, is_alone, is_closed, is_weak)


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        pytest.param(paragraph("← Previous | Next →"), "navigation", id="arrows and bars"),
        pytest.param(paragraph("Next chapter", linked=12), "navigation", id="a link"),
        pytest.param(paragraph("« Chapitre précédent · Chapitre suivant »"), "navigation", id="another language"),
        pytest.param(paragraph("Next, she opened the door."), "", id="a sentence"),
        pytest.param(paragraph("The next chapter / the last"), "navigation", id="only such words"),
        pytest.param(paragraph("Home / Heart"), "", id="a title with a bar"),
        pytest.param(paragraph("Check the tides.", callout="todo"), "todo", id="an author's callout"),
        pytest.param(paragraph("Check the tides.", callout="quote"), "", id="a quotation"),
    ],
)
def test_marks_wherever_they_stand(block, expected):
    assert mark_anywhere(block) == expected


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        pytest.param(paragraph("1,667 words. Total: 5,012 / 50,000"), "a word count", id="two counts"),
        pytest.param(paragraph("(1,234 words)"), "a word count", id="in brackets"),
        pytest.param(paragraph("WC: 900"), "a word count", id="short"),
        pytest.param(paragraph("1,667 words were carved on it."), "", id="words in a sentence"),
        pytest.param(paragraph("Words failed her."), "", id="no number"),
        pytest.param(paragraph("Word 1 word."), "", id="no count"),
        pytest.param(paragraph("1914"), "", id="a year"),
        pytest.param(paragraph("Next chapter"), "navigation", id="a step without a link"),
        pytest.param(paragraph("Next."), "", id="a sentence of one word"),
        pytest.param(paragraph("Chapter 2: Snow →"), "navigation", id="an arrow"),
        pytest.param(paragraph("Buy the book", linked=12), "navigation", id="nothing but a link"),
    ],
)
def test_marks_at_the_edges_of_a_chapter(block, expected):
    assert mark_at_edge(block) == expected


def test_a_label_may_say_more_in_brackets():
    assert label_of("Content warnings (spoilers)").is_alone


def test_a_plain_reminder_is_short():
    words = "never again lend the stopwatch to Priya, who wound it until it struck the hours like a church"

    assert label_of("Note to self: buy rope.")
    assert label_of(f"**Note to self:** {words}")
    assert not label_of(f"Note to self: {words}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A note from Brackwater", True),
        ("Announcement:", True),
        ("Notes from the Sea", True),
        ("A message to my readers", True),
        ("The note on the door", False),
        ("A letter from the king of the far country arrives late", False),
    ],
)
def test_headings_that_may_stand_above_words_to_readers(text, expected):
    assert bool(note_from(text)) is expected
