"""What a run reads before it prints, and the files it makes."""

import io
import logging
import zipfile
from dataclasses import replace

import books
import pytest
from PIL import Image

from english.own_words import OwnWords
from errors import UsageError
from publish.arguments import read_request
from publish.book import lay_out, make_cover, picture_folder, run, say_size, sound_pictures
from scene_parser import read_novel
from workspace.log import start_console, stop_log


@pytest.fixture(autouse=True)
def console():
    """What the run has to say goes to stderr, as when the command starts."""
    start_console(logging.INFO)
    yield
    stop_log()


@pytest.fixture
def desk(tmp_path):
    novel = books.make_novel(tmp_path / "novel")
    return novel, books.draw_pictures(novel.parent, tmp_path / "images")


def arguments(desk, *more):
    novel, images = desk
    return read_request(["--novel", str(novel), "--images", str(images), *map(str, more)], "")


def contents(desk, *more):
    return lay_out(read_novel(desk[0]), arguments(desk, *more))


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "0.0 kB"), (1234, "1.2 kB"), (99_999, "100.0 kB"), (100_000, "0.1 MB"), (7_340_000, "7.3 MB")],
)
def test_sizes_are_said_as_people_do(count, words):
    assert say_size(count) == words


def test_the_pictures_have_a_folder_beside_the_book():
    assert picture_folder("the_sea") == "the_sea pictures"


def test_a_broken_picture_is_named_and_left_out(desk, capsys):
    broken = next(desk[1].glob("*.png"))
    broken.write_bytes(broken.read_bytes()[:-20])

    assert len(sound_pictures(desk[1])) == 2
    assert f"{broken} is damaged" in capsys.readouterr().err


def test_the_book_is_what_the_manuscript_says_unless_the_author_says_otherwise(desk):
    assert (contents(desk).details.title, contents(desk).details.author) == ("The Lantern", "Ann Writer")
    assert contents(desk, "--title", "The Quay").details.title == "The Quay"
    assert len(contents(desk).plates) == 3


def test_pictures_of_no_scene_of_the_novel_are_missed_aloud(desk, tmp_path, capsys):
    assert contents((desk[0], tmp_path)).plates == ()
    assert f"No picture in {tmp_path}" in capsys.readouterr().err


def test_the_cover_is_the_authors_own_file_scaled(desk, tmp_path):
    Image.new("RGB", (2000, 1000), "navy").save(tmp_path / "own.png")
    cover = make_cover(contents(desk), arguments(desk, "--cover", tmp_path / "own.png"))

    assert cover.size == (1600, 800)
    assert Image.open(io.BytesIO(cover.data)).format == "JPEG"


def test_a_scene_without_a_picture_is_no_cover(desk):
    with pytest.raises(UsageError, match="--cover 7:7: that scene has no picture"):
        make_cover(contents(desk), arguments(desk, "--cover", "7:7"))


def test_letters_the_typeface_lacks_are_said(desk, capsys):
    make_cover(contents(desk, "--title", "海"), arguments(desk))

    assert "'海'" in capsys.readouterr().err


# --- The model sheet --------------------------------------------------------------------------------------------------


@pytest.fixture
def cast(tmp_path):
    """A cast sheet that names two portraits of Emma's and one of somebody whose picture is gone."""
    for name, colour in (("emma.png", "orange"), ("emma_old.jpg", "grey")):
        Image.new("RGB", (32, 48), colour).save(tmp_path / name)
    sheet = tmp_path / "cast.toml"
    sheet.write_text(
        '[emma]\nname = "Emma & Co."\nportrait = "emma.png"\n[[emma.from]]\nchapter = 9\nportrait = "emma_old.jpg"\n'
        '[jonas]\nname = "Jonas"\nportrait = "gone.png"\n',
        "utf-8",
    )
    return sheet


def test_the_book_shows_its_people_on_request(desk, cast):
    assert contents(desk, "--cast", cast).models.plates == ()
    models = contents(desk, "--cast", cast, "--model-sheet").models

    assert models.title == "The people"
    assert [(plate.name, plate.caption) for plate in models.plates] == [
        ("person_emma", "Emma & Co."),
        ("person_emma_from_9", "Emma & Co., from chapter 9 on"),
    ]
    assert contents(desk, "--cast", cast, "--model-sheet", "Dramatis personae").models.title == "Dramatis personae"


def test_without_portraits_the_book_says_that_it_has_no_model_sheet(desk, tmp_path, capsys):
    book = contents(desk, "--cast", tmp_path / "none.toml", "--model-sheet")

    assert (book.models.title, book.models.plates) == ("", ())
    assert "has a portrait: the book has no model sheet." in capsys.readouterr().err


def test_whom_novel_toml_calls_no_person_is_not_on_the_model_sheet(desk, cast):
    settings = arguments(desk, "--cast", cast, "--model-sheet")
    settings = replace(settings, file=replace(settings.file, words=OwnWords(not_people=frozenset({"emma & co"}))))

    assert lay_out(read_novel(settings.novel), settings).models.plates == ()


def test_every_form_of_the_book_has_the_model_sheet_at_its_end(desk, cast, tmp_path):
    out = tmp_path / "book"
    assert run(arguments(desk, "--cast", cast, "--model-sheet", "--output", out)) == 0
    (epub,), (page,), (text,) = (list(out.glob(f"*{suffix}")) for suffix in (".epub", ".html", ".md"))
    with zipfile.ZipFile(epub) as archive:
        names, people = archive.namelist(), archive.read("EPUB/people.xhtml").decode()
        contents_page, package = archive.read("EPUB/nav.xhtml").decode(), archive.read("EPUB/package.opf").decode()

    assert {"EPUB/images/person_emma.jpg", "EPUB/images/person_emma_from_9.jpg"} <= set(names)
    assert 'alt="Portrait of Emma &amp; Co."' in people
    assert '<a href="people.xhtml">The people</a>' in contents_page
    assert package.index('idref="people"') > package.index('idref="chapter_01"')
    html = page.read_text("utf-8")
    assert html.index('id="chapter_01"') < html.index('id="people"') < html.index("Emma &amp; Co., from chapter 9 on")
    assert text.read_text("utf-8").rstrip().endswith("person_emma_from_9.jpg)\n\n*Emma & Co., from chapter 9 on*")
    assert (out / picture_folder(text.stem) / "person_emma.jpg").is_file()
