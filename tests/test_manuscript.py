"""Files on disk to a novel: which are chapters, in which order, with which numbers, in which encoding."""

import pytest

from errors import NovelError, UsageError
from scene_parser import read_novel

PROSE = "He went into the house and shut the door."


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
            ["The_Novel_Chapter_02.md", "The_Novel_Chapter_01.md"],
            {1: "The_Novel_Chapter_01.md", 2: "The_Novel_Chapter_02.md"},
            id="prefix",
        ),
        pytest.param(["02-key.md", "01-door.md"], {1: "01-door.md", 2: "02-key.md"}, id="number first"),
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
        pytest.param(
            ["Chapter1.MARKDOWN", "chapter2.mkd", "chapter3.txt"],
            {1: "Chapter1.MARKDOWN", 2: "chapter2.mkd"},
            id="suffixes",
        ),
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
    "name",
    [
        "README.md",
        "SUMMARY.md",
        "00-outline.md",
        "chapter_01_notes.md",
        "table_of_contents.md",
        "Characters.md",
        "CHANGELOG.md",
        "LICENSE.md",
        "Author's Note.md",
        ".hidden.md",
        ".obsidian/x.md",
        "research/x.md",
        "magic system.md",
        "cover.png",
    ],
)
def test_what_lies_beside_the_chapters(novel, name):
    book = read_novel(novel({"chapter_01.md": PROSE, "chapter_02.md": PROSE, name: PROSE}))

    assert [chapter.file for chapter in book.chapters] == ["chapter_01.md", "chapter_02.md"]


def test_a_file_left_out_is_named_with_its_reason(novel):
    book = read_novel(novel({"chapter_01.md": PROSE, "README.md": PROSE, "chapter_02.md": "# Two"}))

    assert book.skipped == ("README.md: its name says that it is no chapter", "chapter_02.md: there is no scene in it")


@pytest.mark.parametrize(
    "name", ["notes-from-the-underground.md", "05-summary-justice.md", "03 - Research.md", "Cast Away.md"]
)
def test_chapters_whose_names_look_like_notes(novel, name):
    assert [chapter.file for chapter in read_novel(novel({name: PROSE})).chapters] == [name]


def test_what_looks_like_notes_is_read_where_nothing_else_is_there(novel):
    folder = novel({"notes.md": PROSE})

    assert len(read_novel(folder).scenes) == 1
    assert len(read_novel(folder / "notes.md").scenes) == 1


@pytest.mark.parametrize(
    ("raw", "warns"),
    [
        pytest.param("# A\n\nÉmile’s “door” — shut.\n\n***\n\nNo.".encode(), False, id="UTF-8"),
        pytest.param(b"\xef\xbb\xbf" + "# A\n\nÉmile’s “door” — shut.\n\n***\n\nNo.".encode(), False, id="BOM"),
        pytest.param("# A\r\n\r\nÉmile’s “door” — shut.\r\n\r\n***\r\n\r\nNo.".encode(), False, id="CRLF"),
        pytest.param("# A\r\rÉmile’s “door” — shut.\r\r***\r\rNo.".encode(), False, id="CR"),
        pytest.param("# A\n\nÉmile’s “door” — shut.\n\n***\n\nNo.".encode("cp1252"), True, id="cp1252"),
    ],
)
def test_encodings(novel, raw, warns):
    book = read_novel(novel({"a.md": raw}))

    assert [(scene.text, scene.lines) for scene in book.scenes] == [("Émile’s “door” — shut.", (3, 3)), ("No.", (7, 7))]
    assert [warning.split(" ")[0] for warning in book.warnings] == (["a.md"] if warns else [])


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
        pytest.param({"a.md": PROSE.encode("utf-16")}, "UTF-16", id="UTF-16"),
        pytest.param({"a.md": PROSE.encode("utf-16-le")}, "UTF-16", id="UTF-16 without its mark"),
        pytest.param({"a.md": bytes(range(256)) * 20}, "not text", id="binary"),
        pytest.param({"a.md": b"PK\x03\x04" + PROSE.encode()}, "Word", id="Word"),
        pytest.param({"a.md": "Он вошёл в дом и закрыл дверь.".encode("cp1251")}, "line 1", id="Cyrillic"),
        pytest.param({"a.md": "彼は家に入りました。".encode("shift-jis")}, "line 1", id="Japanese"),
        pytest.param({"a.md": b"One.\n\nDon\xd5t! \xd2Stop!\xd3 he said, isn\xd5t it."}, "line 3", id="Mac Roman"),
        pytest.param({"a.md": "Émile’s “door”".encode() + b"\xff"}, "line 1", id="damaged UTF-8"),
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
