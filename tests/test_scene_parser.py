"""A novel on disk to its chapters: which files, in which order, with which numbers and titles."""

import pytest

from errors import NovelError, UsageError
from scene_parser import read_novel

PROSE = HOUSE = "He went into the house and shut the door."
RIVER = "She waited by the river until it was dark."
SQUARE = "They met at noon in the empty square."


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
            {1: "prologue.md", 2: "chapter_01.md", 3: "epilogue.md"},
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
            "lore/magic system.md: its folder is beside the story",
            id="by its folder",
        ),
        pytest.param(
            {"Mara.md": PROSE},
            "Mara.md: it has no chapter number, unlike the files beside it",
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
        pytest.param({"Book.docx": b"PK"}, 'Book.docx is a Word document, not Markdown: run pandoc "Book', id="Word"),
        pytest.param({"Book.odt": b"PK", "README.md": PROSE}, "Book.odt is a LibreOffice", id="beside a README"),
        pytest.param({"My Book.scriv/a.rtf": b"{"}, "in Scrivener choose File > Compile…", id="Scrivener"),
        pytest.param({"part/a.md": PROSE.encode("utf-16-le")}, "part/a.md is not text", id="no text"),
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
    assert read_novel(novel({"chapter_01.md": f"# Title: The Drawer\n\n{PROSE}"})).title == "The Drawer"


@pytest.mark.parametrize(
    ("stated", "heading", "expected"),
    [
        pytest.param("Rope", "", ("", "Rope"), id="a title"),
        pytest.param("Chapter 2 - Rope", "", ("Chapter 2", "Rope"), id="a number and a title"),
        pytest.param("Rope", "# Chapter 2\n\n", ("Chapter 2", "Rope"), id="a heading that only counts"),
        pytest.param("Rope", "# Snow\n\n", ("", "Rope"), id="it comes before the heading's title"),
        pytest.param("Chapter 2", "# Snow\n\n", ("Chapter 2", "Snow"), id="a number for a title"),
    ],
)
def test_front_matter_names_the_chapter_of_a_file_that_is_one(novel, stated, heading, expected):
    files = {"01.md": RIVER, "02.md": f"---\ntitle: {stated}\n---\n\n{heading}{HOUSE}"}
    chapter = read_novel(novel(files)).chapters[1]

    assert (chapter.label, chapter.title) == expected
    assert chapter.scenes[0].title == expected[1]


@pytest.mark.parametrize(
    ("files", "numbers", "said"),
    [
        pytest.param(["chapter_01", "01-door"], [1, 2], "1 01-door.md, 2 chapter_01.md", id="one number twice"),
        pytest.param(["chapter-1", "chapter-1-extra"], [1, 2], "1 chapter-1.md, 2 chapter-1-extra.md", id="the same"),
        pytest.param(["1-1", "1-2", "2-1"], [1, 2, 3], "1 1-1.md, 2 1-2.md, 3 2-1.md", id="two numbers"),
        pytest.param(["03", "07"], [3, 7], "", id="the files' own"),
    ],
)
def test_no_order_is_refused_and_counted_numbers_are_told(novel, files, numbers, said):
    book = read_novel(novel({f"{name}.md": PROSE for name in files}))

    assert [chapter.number for chapter in book.chapters] == numbers
    assert book.order == ((f"Chapters are numbered in order: {said}.",) if said else ())


def test_a_stated_order_is_followed_and_said(novel):
    book = read_novel(novel({"SUMMARY.md": "- [R](rope.md)\n- [D](door.md)", "door.md": PROSE, "rope.md": PROSE}))

    assert [(chapter.title, chapter.file) for chapter in book.chapters] == [("R", "rope.md"), ("D", "door.md")]
    assert book.order[0] == "Order: SUMMARY.md."


def test_a_twin_is_left_out_with_a_warning(novel):
    text = f"{HOUSE} {RIVER} {SQUARE}"
    book = read_novel(novel({"01.md": text, "02.md": PROSE, "01 copy.md": text}))

    assert [chapter.file for chapter in book.chapters] == ["01.md", "02.md"]
    assert book.warnings == ("01 copy.md and 01.md hold the same chapter: 01 copy.md is left out.",)


def test_plain_text_is_read_as_markdown_is(novel):
    book = read_novel(novel({"1.txt": f"Chapter 1: Door\n\n{HOUSE}", "2.txt": RIVER, "README.md": SQUARE}))

    assert [(chapter.number, chapter.file) for chapter in book.chapters] == [(1, "1.txt"), (2, "2.txt")]


def test_a_document_that_is_asked_for_says_how_markdown_is_made_of_it(tmp_path):
    (tmp_path / "Book.rtf").write_bytes(b"{\\rtf1")

    with pytest.raises(NovelError, match=r'run pandoc "Book\.rtf"'):
        read_novel(tmp_path / "Book.rtf")


def test_titles_stand_where_they_are_stated(novel):
    book = read_novel(
        novel(
            {
                "book.toml": '[book]\ntitle = "The Drawer"\nauthors = ["Ann"]',
                "01.md": f"---\ntitle: Chapter 1 - Door\n---\n\n{HOUSE}",
                "02.md": f"---\ntitle: River\n---\n\n{RIVER}",
            }
        )
    )

    assert (book.title, dict(book.details)) == ("The Drawer", {"author": "Ann"})
    assert [(chapter.label, chapter.title) for chapter in book.chapters] == [("Chapter 1", "Door"), ("", "River")]
    assert [scene.title for scene in book.scenes] == ["Door", "River"]


def test_a_title_page_is_read_as_one_and_not_passed_over(novel):
    book = read_novel(novel({"title_page.md": "# The Drawer\n\nby Ann Bee\n", "01.md": HOUSE, "02.md": RIVER}))

    assert (book.title, dict(book.details), book.skipped) == ("The Drawer", {"author": "Ann Bee"}, ())


def test_settings_above_a_folder_called_chapters_are_the_books(tmp_path):
    (tmp_path / "chapters").mkdir()
    (tmp_path / "chapters" / "01.md").write_text(HOUSE)
    (tmp_path / "chapters" / "02.md").write_text(RIVER)
    (tmp_path / "metadata.yaml").write_text("title: The Drawer\n")

    assert read_novel(tmp_path / "chapters").title == "The Drawer"


NOVELWRITER = """<novelWriterXML><project><name>The Drawer</name><author>Ann</author></project><content>
<item handle="r" parent="None" order="0" type="ROOT" class="NOVEL"><name>Novel</name></item>
<item handle="c1" parent="r" order="0" type="FILE" class="NOVEL" layout="DOCUMENT"><name active="yes">C</name></item>
<item handle="s1" parent="c1" order="0" type="FILE" class="NOVEL" layout="DOCUMENT"><name active="yes">S</name></item>
<item handle="s2" parent="c1" order="1" type="FILE" class="NOVEL" layout="DOCUMENT"><name active="yes">S</name></item>
<item handle="s3" parent="c1" order="2" type="FILE" class="NOVEL" layout="DOCUMENT"><name active="no">S</name></item>
<item handle="c2" parent="r" order="1" type="FILE" class="NOVEL" layout="DOCUMENT"><name active="yes">C</name></item>
</content></novelWriterXML>"""


def test_a_chapter_of_a_novelwriter_project_runs_over_its_documents(novel):
    documents = {
        "c1": "%%~name: C\n\n## Chapter 1: The Door\n",
        "s1": f"%%~name: S\n\n### Morning\n\n@pov: Emma\n\n{HOUSE}",
        "s2": f"%%~name: S\n\n{RIVER}\n\n***\n\n{PROSE}",
        "s3": f"### Cut\n\n{PROSE}",
        "c2": f"## The Key\n\n{SQUARE}",
    }
    files = {f"content/{handle}.nwd": text for handle, text in documents.items()}
    book = read_novel(novel({"nwProject.nwx": NOVELWRITER, "ToC.txt": "x", **files}))

    assert (book.title, dict(book.details)) == ("The Drawer", {"author": "Ann"})
    assert [(chapter.number, chapter.title, chapter.file) for chapter in book.chapters] == [
        (1, "The Door", "content/s1.nwd"),
        (2, "The Key", "content/c2.nwd"),
    ]
    assert [(scene.key, scene.file, scene.title, scene.text) for scene in book.scenes] == [
        ((1, 1), "content/s1.nwd", "Morning", HOUSE),
        ((1, 2), "content/s2.nwd", "The Door", RIVER),
        ((1, 3), "content/s2.nwd", "The Door", PROSE),
        ((2, 1), "content/c2.nwd", "The Key", SQUARE),
    ]
    assert "content/s3.nwd: it is not active" in book.skipped


def test_a_project_that_cannot_be_read_is_one_sentence(novel):
    with pytest.raises(NovelError, match=r"nwProject\.nwx cannot be read"):
        read_novel(novel({"nwProject.nwx": "<a>", "content/a.nwd": PROSE}))
