"""The door: Markdown text or files to chapters and scenes, with their numbers and titles."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from errors import NovelError, UsageError
from scene_parser import parse_file, read_novel

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
        pytest.param(f"---\ntitle: 'The Drawer'\n---\n\n# Title: B\n\n{HOUSE}", "The Drawer", id="front matter first"),
        pytest.param(f"# Title: B\n\n{HOUSE}", "B", id="then the title page"),
        pytest.param(HOUSE, "", id="else none"),
    ],
)
def test_the_title_of_the_book(text, title):
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
@given(MARKDOWN, st.sampled_from(["\n", "\n\n", "\r\n"]), st.booleans())
def test_any_text_gives_sound_scenes(pieces, joint, one_chapter):
    text = joint.join(pieces)
    last_line = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))

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


# --- A novel on disk ------------------------------------------------------------------------------------------------


@pytest.fixture
def novel(tmp_path):
    def write(files):
        folder = tmp_path / "The_Book"
        folder.mkdir(exist_ok=True)
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return folder

    return write


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        pytest.param(["ch10.md", "ch2.md"], {2: "ch2.md", 10: "ch10.md"}, id="2 before 10"),
        pytest.param(
            ["Chapter Two.md", "Chapter Ten.md", "Chapter One.md"],
            {1: "Chapter One.md", 2: "Chapter Two.md", 10: "Chapter Ten.md"},
            id="words",
        ),
        pytest.param(
            ["000-Chapter-Zero.md", "001-Chapter-One.md"],
            {0: "000-Chapter-Zero.md", 1: "001-Chapter-One.md"},
            id="chapter zero",
        ),
        pytest.param(
            ["chapter_01.md", "prologue.md", "epilogue.md"],
            {0: "prologue.md", 1: "chapter_01.md", 2: "epilogue.md"},
            id="prologue, epilogue",
        ),
        pytest.param(["door.md", "key.md"], {1: "door.md", 2: "key.md"}, id="no numbers"),
        pytest.param(
            ["part_2/ch1.md", "part_1/ch1.md", "part_1/ch2.md"],
            {1: "part_1/ch1.md", 2: "part_1/ch2.md", 3: "part_2/ch1.md"},
            id="numbers restart",
        ),
        pytest.param(["ch1_scene2.md", "ch1_scene1.md"], {1: "ch1_scene1.md", 2: "ch1_scene2.md"}, id="a file a scene"),
    ],
)
def test_order_and_numbers(novel, names, expected):
    book = read_novel(novel(dict.fromkeys(names, PROSE)))

    assert {chapter.number: chapter.file for chapter in book.chapters} == expected
    assert [chapter.number for chapter in book.chapters] == sorted(expected)
    assert [scene.key for scene in book.scenes] == [(number, 1) for number in expected]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        (f"# Chapter 3\n\n{PROSE}\n\n# Chapter 5\n\n{PROSE}", [3, 5]),
        (f"# Prologue\n\n{PROSE}\n\n# Chapter 1\n\n{PROSE}", [1, 2]),
        (f"# Chapter 4\n\n{PROSE}\n\n# Epilogue\n\n{PROSE}", [4, 5]),
        (f"# Part One\n\n## Chapter 1\n\n{PROSE}\n\n# Part Two\n\n## Chapter 1\n\n{PROSE}", [1, 2]),
        (f"# Door\n\n{PROSE}\n\n# Key\n\n{PROSE}", [1, 2]),
    ],
)
def test_numbers_in_one_file(novel, text, numbers):
    book = read_novel(novel({"book.md": text}) / "book.md")

    assert [chapter.number for chapter in book.chapters] == numbers
    assert [scene.file_scene for scene in book.scenes] == [1, 2]


def test_number_words_in_headings_order_files_without_numbers(novel):
    book = read_novel(novel({"a.md": f"# Chapter Two\n\n{PROSE}", "b.md": f"# Chapter One\n\n{PROSE}"}))

    assert [(chapter.number, chapter.file) for chapter in book.chapters] == [(1, "b.md"), (2, "a.md")]


@pytest.mark.parametrize(
    ("files", "skipped"),
    [
        pytest.param({"README.md": PROSE}, "README.md: its name says that it is no chapter", id="by its name"),
        pytest.param({"chapter_03.md": "# Three"}, "chapter_03.md: there is no scene in it", id="nothing written yet"),
        pytest.param(
            {"lore/magic system.md": PROSE},
            "lore/magic system.md: it has no chapter number, unlike the files beside it",
            id="no number",
        ),
    ],
)
def test_a_file_left_out_is_named_with_its_reason(novel, files, skipped):
    book = read_novel(novel({"chapter_01.md": PROSE, "chapter_02.md": PROSE} | files))

    assert [chapter.file for chapter in book.chapters] == ["chapter_01.md", "chapter_02.md"]
    assert book.skipped == (skipped,)


def test_a_file_that_is_asked_for_is_read_whatever_its_name(novel):
    assert len(read_novel(novel({"notes.md": PROSE, "chapter_01.md": PROSE}) / "notes.md").scenes) == 1


def test_a_file_that_is_not_utf_8_is_read_with_a_warning(novel):
    book = read_novel(novel({"chapter_01.md": PROSE, "chapter_02.md": "Émile’s “door”.".encode("cp1252")}))

    assert book.scenes[1].text == "Émile’s “door”."
    assert [warning.split(" ")[0] for warning in book.warnings] == ["chapter_02.md"]


@pytest.mark.parametrize(
    ("files", "words"),
    [
        pytest.param({}, "chapter_01.md", id="empty folder"),
        pytest.param({"a.md": "# Only a title"}, "no scene", id="no prose"),
        pytest.param({"a.md": b""}, "no scene", id="empty file"),
        pytest.param(
            {"chapter_01.md": PROSE, "01-door.md": PROSE}, "01-door.md and chapter_01.md", id="one number twice"
        ),
        pytest.param(
            {"a.md": f"# Chapter 1\n\n{PROSE}", "b.md": f"# Chapter One\n\n{PROSE}"},
            "a.md and b.md",
            id="also by headings",
        ),
        pytest.param({"part/a.md": PROSE.encode("utf-16")}, "part/a.md is UTF-16", id="no text"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(novel, files, words):
    with pytest.raises(NovelError) as caught:
        read_novel(novel(files))

    assert words in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.status == 1


@pytest.mark.parametrize("name", ["nowhere", "nowhere.md", "x" * 5000, "a\0b"])
def test_a_path_that_is_not_there_is_a_usage_error(tmp_path, name):
    with pytest.raises(UsageError, match="--novel"):
        read_novel(tmp_path / name)


def test_the_title_comes_from_the_book_else_from_the_folder(novel):
    folder = novel({"chapter_01.md": PROSE})

    assert read_novel(folder).title == "The Book"
    assert read_novel(folder / "chapter_01.md").title == "The Book"
    assert read_novel(novel({"chapter_01.md": f"---\ntitle: The Drawer\n---\n\n{PROSE}"})).title == "The Drawer"
