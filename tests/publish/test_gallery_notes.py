"""The words that decided are marked where they stand, whatever overlaps, and no word of the text is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from proof import named, read, scene

from publish.gallery_notes import make_guide_notes, mark_text
from records import EVIDENCE_SLOTS, Evidence
from sdxl.guides import Faces, Guide, GuidedFigure


def marks(html):
    """Give each mark's words with the labels of its colours, and the labels that are told."""
    found = []
    for element in read(html):
        if element.name == "mark":
            found.append(["", " ".join(name[2:] for name in element.classes), ""])
        elif found and element.name == "span":
            found[-1][0] = element.text
        elif found and element.name == "small":
            found[-1][2] += element.text
    return [tuple(mark) for mark in found]


def story(html):
    """Give a marked text without its labels, one line a paragraph."""
    paragraphs = []
    for element in read(html):
        if element.name == "p":
            paragraphs.append(element.text)
        elif element.name == "small":
            paragraphs[-1] = paragraphs[-1].replace(element.text, "", 1)
    return "\n".join(paragraphs)


TEXT = "The rain fell on the yard.\nEmma wept <there>."


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        pytest.param({}, [], id="nothing decided"),
        pytest.param({"weather": [(4, "rain")]}, [("rain", "weather", " weather")], id="one word"),
        pytest.param(
            {"lead": [(27, "Emma")], "place": [(17, "the yard")]},
            [("the yard", "place", " place"), ("Emma", "person", " person")],
            id="in the order of the text",
        ),
        pytest.param(
            {"weather": [(4, "rain fell")], "mood": [(9, "fell on")]},
            [("rain ", "weather", ""), ("fell", "weather mood", " weather"), (" on", "mood", " mood")],
            id="overlapping marks share their words, each label where its mark ends",
        ),
        pytest.param(
            {"time_of_day": [(0, "The")], "mood": [(0, "The")]}, [("The", "time mood", " time mood")], id="same words"
        ),
        pytest.param({"action": [(37, "<there>")]}, [("<there>", "action", " action")], id="markup is text"),
        pytest.param({"place": [(5, "rain")]}, [], id="evidence that does not stand there is not shown"),
        pytest.param({"place": [(400, "x"), (0, "")]}, [], id="past the end, and empty"),
        pytest.param(
            {"place": [(21, "yard.\nEmma")]},
            [("yard.", "place", " place"), ("Emma", "place", " place")],
            id="across two paragraphs",
        ),
        pytest.param(
            {"place": [(21, "yard"), (21, "yard")]}, [("yard", "place", " place")], id="told twice, shown once"
        ),
    ],
)
def test_marks_stand_on_their_words(evidence, expected):
    found = {slot: [Evidence(1, start, text) for start, text in words] for slot, words in evidence.items()}
    html = mark_text(scene(TEXT), found)

    assert marks(html) == expected
    assert story(html) == TEXT


def test_italics_and_quotes_are_kept():
    html = mark_text(
        scene(TEXT, marks=[("emphasis", 4, 8), ("blockquote", 27, 45)]), {"weather": [Evidence(1, 4, "rain")]}
    )

    assert [element.text for element in named(html, "em")] == ["rain"]
    assert [element.classes for element in named(html, "p")] == [[], ["quoted"]]


spans = st.tuples(st.integers(0, 60), st.integers(0, 60))


@given(
    st.text(st.characters(exclude_characters="\n\r\x00", exclude_categories=["Cs"]), min_size=1, max_size=60),
    st.lists(st.tuples(st.sampled_from(EVIDENCE_SLOTS), spans), max_size=8),
    st.lists(spans, max_size=3),
)
def test_no_word_is_lost_or_moved(text, places, emphasis):
    evidence = {slot: [] for slot in EVIDENCE_SLOTS}
    for slot, (first, last) in places:
        evidence[slot].append(Evidence(1, first, text[first:last]))
    html = mark_text(scene(text, marks=[("emphasis", first, last) for first, last in emphasis]), evidence)

    whole = "".join(element.text for element in read(html) if element.name == "p")
    for label in [element.text for element in read(html) if element.name == "small"]:
        assert label in whole
    labels = sum(len(element.text) for element in read(html) if element.name == "small")
    assert len(whole) == len(text) + labels


# --- Guides -----------------------------------------------------------------------------------------------------------


def test_everybodys_own_words_are_shown_where_a_guide_parts_them():
    people = (GuidedFigure("1", "a woman in green", (0, 2)), GuidedFigure("2", "a man with a <scar>", (4, 2)))
    shown = read("".join(make_guide_notes(Guide(people, "words", "two people, a pier"))))

    words = [element.text for element in shown if element.name == "p" and "prompt" in element.classes]
    assert words == ["two people, a pier", "a woman in green", "a man with a <scar>"]
    assert make_guide_notes(None) == []
    assert make_guide_notes(Guide(people, faces=Faces())) == [], "faces alone part no words"
