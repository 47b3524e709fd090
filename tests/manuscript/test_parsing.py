"""One file's text to its chapters and scenes: titles, parts, mottos, numbers, and what is left out."""

import re
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from manuscript.parsing import parse_file

PROSE = HOUSE = "He went into the house and shut the door."
RIVER = "She waited by the river until it was dark."
SQUARE = "They met at noon in the empty square."


def parse(text, *, file="", one_chapter=False, blank_lines_break=0):
    return parse_file(text, file=file, one_chapter=one_chapter, blank_lines_break=blank_lines_break)


def scenes(text, **how):
    return [scene for chapter in parse(text, **how).chapters for scene in chapter.scenes]


# --- A text ---------------------------------------------------------------------------------------------------------
def test_scenes_are_numbered_in_their_chapter_and_in_their_file():
    text = f"# Chapter 1: Door\n\n{HOUSE}\n\n***\n\n{RIVER}\n\n## CRAFT NOTES\n\nx\n\n# Chapter 2\n\n{SQUARE}"
    chapters = parse(text, file="book.md").chapters

    assert [(chapter.number, chapter.title) for chapter in chapters] == [(1, "Door"), (2, "")]
    assert [
        (scene.chapter, scene.number, scene.file_scene, scene.file, scene.text)
        for chapter in chapters
        for scene in chapter.scenes
    ] == [(0, 1, 1, "book.md", HOUSE), (0, 2, 2, "book.md", RIVER), (0, 1, 3, "book.md", SQUARE)]


def test_a_scene_without_a_heading_has_its_chapters_title():
    assert [scene.title for scene in scenes(f"# A\n\n{HOUSE}\n\n## Dusk\n\n{RIVER}", one_chapter=True)] == ["A", "Dusk"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param(f"# Title: B\n\n{HOUSE}", "B", id="a title page"),
        pytest.param(HOUSE, "", id="else none"),
    ],
)
def test_the_title_that_stands_above_the_chapters(text, title):
    assert parse(text).title == title


def test_blank_lines_end_a_scene_only_on_request():
    text = f"{HOUSE}\n\n\n{RIVER}\n\n{SQUARE}"

    assert len(scenes(text)) == 1
    assert [scene.text for scene in scenes(text, blank_lines_break=2)] == [HOUSE, f"{RIVER}\n{SQUARE}"]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_change_nothing(line_end):
    text = f"# One\n\n{HOUSE}\n\n***\n\n{RIVER}\n"

    assert parse(text.replace("\n", line_end)) == parse(text)


MARKDOWN = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "***",
                "---",
                "#",
                "<hr>",
                "oOo",
                "::: center",
                "# Chapter 1",
                "## Notes",
                "CHAPTER TWO",
                "> quote",
                "- item",
                "*it",
                "```",
                "<!--",
                "%%",
                "[^1]: n",
                "|a|b|",
                "|-|-|",
            ]
        ),
        st.text(max_size=30),
        st.sampled_from([HOUSE, "", "\n", "e\u0301", "\ud800", "\x00", "---\na: b\n---"]),
    ),
    max_size=12,
)


@settings(max_examples=150, deadline=None)
@given(MARKDOWN, st.sampled_from(["\n", "\n\n", "\r\n", "\u2028"]), st.booleans())
@example(["\u2028a"], "\n", False)
def test_any_text_gives_sound_scenes(pieces, joint, one_chapter):
    text = joint.join(pieces)
    last_line = len(re.split("\r\n|[\r\n\u2028\u2029]", text))

    for scene in scenes(text, one_chapter=one_chapter):
        assert unicodedata.is_normalized("NFC", scene.text)
        assert any(map(str.isalpha, scene.text))
        assert [" ".join(line.split()) for line in scene.text.split("\n")] == scene.text.split("\n")
        assert 1 <= scene.lines[0] <= scene.lines[1] <= last_line
        assert scene.line_map[0][0] == 0
        assert list(scene.line_map) == sorted(scene.line_map)
        assert all(offset < len(scene.text) for offset, _ in scene.line_map)
        assert all(scene.lines[0] <= line <= scene.lines[1] for _, line in scene.line_map)
        assert all(0 <= mark.start < mark.end <= len(scene.text) for mark in scene.marks)


def test_front_matter_of_the_book_names_no_chapter():
    parsed = parse_file(f"% The Ferry\n% Ro Quill\n\n{HOUSE}", one_chapter=True)

    assert (parsed.chapters[0].title, parsed.front.text("title"), parsed.front.text("author")) == (
        "",
        "The Ferry",
        "Ro Quill",
    )


DEEP = f"""# The Ferry

## Book One: Water

### Part I

#### Chapter 1

{HOUSE}

#### Chapter 2

{RIVER}

### Part II

#### Chapter 3

{SQUARE}

## Book Two: Ice

### Part I

#### Chapter 1

{HOUSE}
"""


def test_parts_begin_with_their_first_chapter():
    parsed = parse(DEEP)

    assert parsed.title == "The Ferry"
    assert [(chapter.part, chapter.label) for chapter in parsed.chapters] == [
        ("Book One: Water: Part I", "Chapter 1"),
        ("", "Chapter 2"),
        ("Part II", "Chapter 3"),
        ("Book Two: Ice: Part I", "Chapter 1"),
    ]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        pytest.param("PART I\n\n*The Water*", "PART I: The Water", id="a page of its own"),
        pytest.param("# Part One: The Water", "Part One: The Water", id="a heading"),
        pytest.param(f"# Chapter 1\n\n{HOUSE}\n\n# Part Two", "Part Two", id="below the last scene"),
        pytest.param(f"# Part Two, Chapter 3\n\n{HOUSE}", "", id="one that has begun"),
    ],
)
def test_the_part_that_the_next_file_opens(text, part):
    assert parse(text, one_chapter=True).part == part


def test_a_motto_above_a_break_belongs_to_its_chapter_and_one_above_the_text_to_that():
    motto = "> Ropes are memory.\n>\n> — Almanac"
    (apart,) = parse(f"# A\n\n{motto}\n\n* * *\n\n{HOUSE}\n\n***\n\n{RIVER}").chapters
    (joined,) = parse(f"# A\n\n{motto}\n\n{HOUSE}").chapters

    assert (apart.epigraph.text, apart.epigraph.number) == ("Ropes are memory.\n— Almanac", 0)
    assert [scene.text for scene in apart.scenes] == [HOUSE, RIVER]
    assert [scene.text for scene in joined.scenes] == [f"Ropes are memory.\n— Almanac\n{HOUSE}"]


@pytest.mark.parametrize(
    ("words", "chapters"),
    [pytest.param(1, ["Rope", "Snow"], id="scenes"), pytest.param(400, ["a", "b", "c"], id="chapters of parts")],
)
def test_headings_below_a_heading_without_words_are_scenes_where_they_are_short(words, chapters):
    below = f"\n\n{HOUSE * words}\n\n"
    text = f"# Book\n\n## Rope\n\n### a{below}### b{below}## Snow\n\n### c{below}"

    assert [chapter.title for chapter in parse(text).chapters] == chapters


@pytest.mark.parametrize(
    ("alone", "expected"),
    [
        pytest.param("**London, 1914**", ("A", "London, 1914\n" + RIVER), id="a place and date are its first line"),
        pytest.param("**The Weir**", ("The Weir", RIVER), id="a title is its title"),
        pytest.param("The Weir House", ("A", "The Weir House\n" + RIVER), id="one that may be story stays"),
    ],
)
def test_a_line_between_two_breaks_goes_with_the_scene_below(alone, expected):
    first, second = scenes(f"# A\n\n{HOUSE}\n\n***\n\n{alone}\n\n***\n\n{RIVER}", one_chapter=True)

    assert first.text == HOUSE
    assert (second.title, second.text) == expected


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("**An Essay on Tides**", 0, id="a title alone"),
        pytest.param("# A\n\n***\n\nRun!", 1, id="a sentence alone"),
        pytest.param("# A\n\nRUN", 1, id="a line under a heading"),
        pytest.param("# The Ferry\n\n*For Jo, who knew the tides*", 0, id="a title page alone"),
        pytest.param(f"# The Ferry\n\n*For Jo*\n\n---\n\n# Chapter 1\n\n{HOUSE}", 1, id="a title page"),
    ],
)
def test_what_is_a_scene(text, count):
    assert len(scenes(text, one_chapter=True)) == count


@pytest.mark.parametrize(
    ("headings", "titles"),
    [
        pytest.param(("# 1 Rope", "# 2 Snow"), [(1, "Rope"), (2, "Snow")], id="numbers that count up"),
        pytest.param(("# 10 Downing Street", "# Home"), [(None, "10 Downing Street"), (None, "Home")], id="an address"),
        pytest.param(("# 3 Days Later", "# 4 Days Later"), [(None, "3 Days Later"), (None, "4 Days Later")], id="time"),
        pytest.param(("# 1 Rope", "# 3 Snow"), [(None, "1 Rope"), (None, "3 Snow")], id="a gap"),
    ],
)
def test_numbers_before_titles(headings, titles):
    text = "\n\n".join(f"{heading}\n\n{HOUSE}" for heading in headings)

    assert [(chapter.number, chapter.title) for chapter in parse(text).chapters] == titles


@pytest.mark.parametrize(("file", "title"), [("02_snow.md", "Snow"), ("snow.md", "2 Snow")])
def test_a_number_before_a_title_counts_where_the_file_has_it(file, title):
    assert parse(f"# 2 Snow\n\n{HOUSE}", file=file, one_chapter=True).chapters[0].title == title


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"# The Ferry\n\n{HOUSE}\n\nChapter 11: The Fire\n\n{RIVER}", id="a line below a title"),
        pytest.param(f"CHAPTER ONE\n\n{HOUSE}\n\nChapter 11: The Fire\n\n{RIVER}", id="a line of another form"),
        pytest.param(f"# Chapter 1\n\n{HOUSE}\n\n### Chapter 2: a song\n\n{RIVER}", id="a heading of another level"),
        pytest.param(f"# Chapter 1\n\n{HOUSE}\n\n# Chapter 9\n\n{RIVER}", id="numbers that do not count"),
    ],
)
def test_in_a_file_that_is_one_chapter_no_line_opens_another(text):
    assert len(parse(text, one_chapter=True).chapters) == 1


def test_a_heading_that_only_says_that_the_story_follows_is_no_title():
    (chapter,) = parse(f"# Chapter 1: Rope\n\n### Chapter Summary\n\nIce.\n\n### Chapter Text\n\n{HOUSE}").chapters

    assert [(scene.title, scene.text) for scene in chapter.scenes] == [("Rope", HOUSE)]


def test_what_is_left_out_is_told():
    first = f"# Chapter 1\n\n{HOUSE}\n\n***\n\n{RIVER}\n\n## CRAFT NOTES\n\nTides.\n\n***\n\nIce."
    text = f"{first}\n\n# Chapter 2\n\n{SQUARE}\n\nFIN"
    told = parse(text, file="a.md").left_out

    assert [(each.file, each.lines, each.what, each.words, each.breaks, each.is_large) for each in told] == [
        ("a.md", (9, 15), "CRAFT NOTES", 4, 1, True),
        ("a.md", (21, 21), "an end mark", 1, 0, False),
    ]
