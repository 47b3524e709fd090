"""A book in, an EPUB out: its zip, its dates, its number."""

import io
import zipfile
from xml.etree import ElementTree as ET

import books
import pytest

from publish.book_settings import PictureOptions
from publish.contents import make_book
from publish.details import BookDetails
from publish.epub import EPOCH, add, book_identifier, make_epub, modified, picture_address
from publish.pictures import Encoded
from scene_parser import read_novel

OPTIONS = PictureOptions()
COVER = Encoded(b"cover", (16, 25))


@pytest.fixture
def book(tmp_path):
    novel = read_novel(books.make_novel(tmp_path / "novel"))
    return make_book(novel, BookDetails("The Lantern", author="Ann & Co."), {})


def unzip(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.infolist(), {name: archive.read(name) for name in archive.namelist()}


def test_the_mimetype_comes_first_and_is_not_packed(book):
    entries, files = unzip(make_epub(book, {}, COVER, "p {}", OPTIONS, "0.1.0"))

    assert (entries[0].filename, entries[0].compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert files["mimetype"] == b"application/epub+zip"
    assert files["EPUB/book.css"] == b"p {}"
    assert {entry.date_time for entry in entries} == {EPOCH}


def test_the_same_book_is_the_same_bytes(book):
    assert make_epub(book, {}, COVER, "", OPTIONS, "0.1.0") == make_epub(book, {}, COVER, "", OPTIONS, "0.1.0")


def test_every_file_is_listed_and_every_page_is_read_in_order(book):
    _, files = unzip(make_epub(book, {}, COVER, "", OPTIONS, "0.1.0"))
    package = ET.fromstring(files["EPUB/package.opf"])
    name = "{http://www.idpf.org/2007/opf}"
    items = {item.get("id"): item.get("href") for item in package.iter(f"{name}item")}
    spine = [items[item.get("idref")] for item in package.iter(f"{name}itemref")]

    assert {f"EPUB/{href}" for href in items.values()} == files.keys() - {
        "mimetype",
        "META-INF/container.xml",
        "EPUB/package.opf",
    }
    assert spine[:3] == ["cover.xhtml", "title.xhtml", "nav.xhtml"]
    assert len(spine) == 5, "and two chapters"


def test_a_book_without_pictures_claims_none_for_those_who_cannot_see(book):
    _, files = unzip(make_epub(book, {}, COVER, "", OPTIONS, "0.1.0"))

    assert b"schema:accessMode" in files["EPUB/package.opf"]
    assert b"visual" not in files["EPUB/package.opf"]
    assert b"alternativeText" not in files["EPUB/package.opf"]


def test_words_do_not_become_markup(book):
    _, files = unzip(make_epub(book, {}, COVER, "", OPTIONS, "0.1.0"))

    assert b"Ann &amp; Co." in files["EPUB/package.opf"]


@pytest.mark.parametrize(
    ("date", "stamp"),
    [
        pytest.param("2024-05-17", "2024-05-17T00:00:00Z", id="a day"),
        pytest.param("2024-05", "2024-05-01T00:00:00Z", id="a month"),
        pytest.param("2024", "2024-01-01T00:00:00Z", id="a year"),
        pytest.param("", "2000-01-01T00:00:00Z", id="undated, and the same tomorrow"),
    ],
)
def test_a_date_is_written_as_epub_wants_it(date, stamp):
    assert modified(BookDetails("x", date=date)) == stamp


def test_a_books_number_is_its_titles_and_authors():
    one = book_identifier(BookDetails("A", author="B"))

    assert one == book_identifier(BookDetails("A", author="B", language="de"))
    assert len({one, book_identifier(BookDetails("A")), book_identifier(BookDetails("B", author="B"))}) == 3


def test_files_have_neither_date_nor_owner():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        add(archive, "a.txt", b"x" * 1000)
        add(archive, "b.txt", b"x" * 1000, packed=False)
    packed, stored = unzip(file.getvalue())[0]

    assert (packed.date_time, packed.create_system, packed.external_attr) == (EPOCH, 3, 0o644 << 16)
    assert packed.compress_size < 100 < stored.compress_size


def test_pictures_have_a_folder_in_the_book():
    assert picture_address("scene_1", OPTIONS) == f"images/scene_1{OPTIONS.suffix}"
