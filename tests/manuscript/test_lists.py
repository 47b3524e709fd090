"""Lists of chapters: what each kind states, and how its entries are found among the files."""

import pytest

from manuscript.lists import ListEntry, clean_path, read_book_txt, read_bookdown, read_quarto, read_summary, resolve


def told(entries):
    return [(entry.kind, entry.text, entry.title) for entry in entries]


def files(entries):
    return [entry.text for entry in entries if entry.kind == "file"]


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("a.md\nb.md\n", ["a.md", "b.md"]),
        ("\ufefffrontmatter:\na.md\r\nmainmatter:\n\nb.md\nbackmatter:\nc.md", ["a.md", "b.md", "c.md"]),
        ("# a comment\n  a.md  \n#b.md\n{mainmatter}\n", ["a.md"]),
        ("part: part1.md\na.md", ["part1.md", "a.md"]),
        ("", []),
    ],
)
def test_book_txt(text, entries):
    assert files(read_book_txt(text)) == entries


def test_a_part_in_book_txt_may_be_a_title():
    assert told(read_book_txt("part: The Water\na.md")) == [("part", "The Water", ""), ("file", "a.md", "")]


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        pytest.param(
            "# Summary\n\n- [Rope](rope.md)\n  - [Snow *falls*](deep/snow.md)\n",
            ["rope.md", "deep/snow.md"],
            id="nested",
        ),
        pytest.param(
            "[Intro](intro.md)\n\n* [A](a.md)\n1. [B](b.md)\n+ [C](c.md)",
            ["intro.md", *["a.md", "b.md", "c.md"]],
            id="marks",
        ),
        pytest.param("- [Draft]()\n- [Draft](<>)\n- [Web](https://x.org/a.md)\n- [Top](#top)", [], id="none are files"),
        pytest.param(
            "- [A](<my rope.md>)\n- [B](./b%20c.md 'T')\n- [C](c(1).md)",
            ["<my rope.md>", "./b%20c.md", "c(1).md"],
            id="forms",
        ),
        pytest.param("- [[rope]]\n- [[snow|The Snow]]", ["rope", "snow"], id="wiki links"),
        pytest.param("<!--\n- [A](a.md)\n-->\n- [B](b.md)", ["b.md"], id="comments"),
        pytest.param("No list at all.", [], id="prose"),
    ],
)
def test_summary(text, entries):
    assert files(read_summary(text)) == entries


def test_a_summary_states_parts_and_titles():
    text = "# Summary\n\n# The Water\n\n- [Rope & *Tar*](a.md)\n\n---\n\n## The Ice\n- [B](b.md)\n"

    assert told(read_summary(text)) == [
        ("part", "The Water", ""),
        ("file", "a.md", "Rope & *Tar"),
        ("part", "The Ice", ""),
        ("file", "b.md", "B"),
    ]


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        (
            "book:\n  chapters:\n    - index.qmd\n    - a.qmd\n  appendices:\n    - z.qmd\n",
            ["index.qmd", "a.qmd", "z.qmd"],
        ),
        ("book:\n  chapters:\n    - part: p.qmd\n      chapters: [a.qmd, b.qmd]\n", ["p.qmd", "a.qmd", "b.qmd"]),
        ("book:\n  chapters:\n    - file: a.qmd\n      text: Rope\n    - href: b.qmd\n", ["a.qmd", "b.qmd"]),
        ("project:\n  type: website\n", []),
        ("book: [", []),
        ("book: text", []),
        ("a: &a [x]\nbook: *a", []),
    ],
)
def test_quarto(text, entries):
    assert files(read_quarto(text)) == entries


def test_a_part_of_quarto_may_be_a_title():
    text = "book:\n  chapters:\n    - part: The Water\n      chapters:\n        - a.qmd\n"

    assert told(read_quarto(text)) == [("part", "The Water", ""), ("file", "a.qmd", "")]


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ('rmd_files: ["index.Rmd", "a.Rmd"]', ["index.Rmd", "a.Rmd"]),
        ("rmd_files:\n  html: [index.Rmd, a.Rmd]\n  latex: [a.Rmd]\n", ["index.Rmd", "a.Rmd"]),
        ("book_filename: x", []),
        (":\n:", []),
    ],
)
def test_bookdown(text, entries):
    assert files(read_bookdown(text)) == entries


NAMES = ["src/Rope.md", "src/my snow.md", "src/deep/README.md", "src/deep/mill.md", "lock.md", "other/mill.md", "x.qmd"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Rope.md", "src/Rope.md"),
        ("./rope.MD", "src/Rope.md"),
        ("rope", "src/Rope.md"),
        ("my%20snow.md#top", "src/my snow.md"),
        ("<my snow.md>", "src/my snow.md"),
        ("deep/", "src/deep/README.md"),
        ("deep\\mill.md", "src/deep/mill.md"),
        ("../lock.md", "lock.md"),
        ("mill", ""),
        ("x", "x.qmd"),
        ("gone.md", ""),
        ("", ""),
    ],
)
def test_entries_are_found_however_they_are_written(text, found):
    assert resolve([ListEntry("file", text)], ["src/", ""], NAMES)[0][1] == found


def test_paths_are_cleaned():
    assert clean_path("  '/a/./b/../c%C3%A9.md#x' ") == "a/cé.md"
