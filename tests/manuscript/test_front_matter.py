"""Metadata at the top of a file, in every form, and what only looks like it."""

import pytest

from manuscript.front_matter import read_front_matter


@pytest.mark.parametrize(
    ("text", "lines", "title"),
    [
        pytest.param("---\ntitle: x\ntags:\n  - a\n---\n\nHe left.", 5, "x", id="YAML"),
        pytest.param("\n\n---\ntitle: x\n...\nHe left.", 5, "x", id="blank lines above, dots below"),
        pytest.param('+++\ntitle = "x"\n+++\n\nHe left.', 3, "x", id="TOML"),
        pytest.param("---\ntitle: 'It: a Novel'\n---", 3, "It: a Novel", id="a colon in the title"),
        pytest.param("---\nTitle: A=B\n---", 3, "A=B", id="an equals sign in it"),
        pytest.param("---\nauthor: x\n---", 3, "", id="no title"),
        pytest.param("---\ntitle: x\n\nHe left.", 0, "", id="never closed"),
        pytest.param("---\nHe left.\n---", 0, "", id="prose between two rules"),
        pytest.param("---\ntitle: x\nHe left.\n---", 0, "", id="prose below a colon"),
        pytest.param("---\n\ntitle: x\n---", 0, "", id="a break and a blank line"),
        pytest.param("He left.\n\n---\ntitle: x\n---", 0, "", id="not at the top"),
        pytest.param("---\ntitle: The Ferry: a Novel\n---", 3, "The Ferry: a Novel", id="a colon that YAML refuses"),
        pytest.param("---\ntitle: >\n  The\n  Ferry\n---", 5, "The Ferry", id="a title over lines"),
        pytest.param("---\n\U0001f4c5 date: 2021\n'pov': Mara\nточка: a\n---", 5, "", id="keys in other writing"),
        pytest.param("---\nMara: I go.\nPell: You stay.\n---", 0, "", id="a dialogue between two rules"),
        pytest.param("---\na: &a [x]\nb: *a\n---", 4, "", id="references are read as text"),
        pytest.param("---\n" + "[" * 9999 + "\n---", 0, "", id="no table"),
        pytest.param("---\ntitle: x\nb: " + "[" * 9999 + "\n---", 4, "x", id="nesting without end"),
        pytest.param('+++\ntitle = "x: y"\n+++', 3, "x: y", id="a colon in TOML"),
        pytest.param("+++\ntitle = x\n+++", 3, "x", id="broken TOML"),
        pytest.param('{\n "title": "x"\n}\n\nHe left.', 3, "x", id="JSON"),
        pytest.param("{He is here}\n\nHe left.", 0, "", id="braces in the story"),
        pytest.param("% x\n% Ro Quill\n% 2020\n\nHe left.", 3, "x", id="pandoc"),
        pytest.param("% x\n  y\n%\n% 2020\n\nHe left.", 4, "x y", id="pandoc, without an author"),
        pytest.param("% Ask Jo about the tides.\n\nHe left.", 0, "", id="a comment"),
        pytest.param("% a\n% b\n% c\n% d\n\nHe left.", 0, "", id="a run of comments"),
        pytest.param("Title:   x\nAuthor: Ro\nlatex input: y\n\nHe left.", 3, "x", id="MultiMarkdown"),
        pytest.param("Title: x\n\nHe left.", 0, "", id="one line is a title page"),
        pytest.param("title: x\ndate: 2021\ntags:\n- a\n---\n\nHe left.", 5, "x", id="closed, and never opened"),
        pytest.param("title: x\n---\n\nHe left.", 0, "", id="one line over a rule"),
        pytest.param("Mara: I go.\nPell: No.\n\nHe left.", 0, "", id="a play"),
    ],
)
def test_front_matter(text, lines, title):
    found = read_front_matter(text)

    assert (found.lines, found.text("title")) == (lines, title)


@pytest.mark.parametrize(
    ("text", "keys", "expected"),
    [
        pytest.param("---\nauthor: [Jo Hale, Ro Quill]\n---", ["author"], "Jo Hale, Ro Quill", id="a list"),
        pytest.param("---\nauthor:\n  - name: Jo\n    email: x\n---", ["author"], "Jo", id="people with names"),
        pytest.param("---\nTitle: x\n---", ["book", "title"], "x", id="the first key that is there"),
        pytest.param("---\ntags: x\n---", ["title"], "", id="none of them"),
    ],
)
def test_a_value_as_text(text, keys, expected):
    assert read_front_matter(text).text(*keys) == expected


def test_pandocs_and_multimarkdowns_forms_speak_of_the_book():
    assert [
        read_front_matter(text).is_of_book for text in ("% x\n% y\n", "title: x\nauthor: y\n", "---\nb: c\n---")
    ] == [
        True,
        True,
        False,
    ]
