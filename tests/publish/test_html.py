"""The printable page: one file that is enough."""

import base64
import re

import books
import pytest

from publish.book_settings import PictureOptions
from publish.contents import make_book
from publish.details import BookDetails
from publish.html import all_text, data_address, make_html
from publish.pictures import Encoded
from scene_parser import read_novel

COVER = Encoded(b"cover", (16, 25))


@pytest.fixture
def novel(tmp_path):
    return read_novel(books.make_novel(tmp_path / "novel"))


def contents(novel, title="The Lantern", **details):
    return make_book(novel, BookDetails(title, **details), {})


def page(book):
    return make_html(book, {}, COVER, "p { margin: 0 }", PictureOptions(), "0.1.0")


def test_the_page_is_whole(novel):
    html = page(contents(novel, author="Ann Writer"))

    assert html.startswith("<!DOCTYPE html>\n<html")
    assert "<title>The Lantern</title>" in html
    assert "p { margin: 0 }" in html
    assert f'src="{data_address(b"cover", "image/jpeg")}"' in html
    assert "http://" not in html.replace("http://www.w3.org", "")
    assert "https://" not in html


def test_every_chapter_is_reached_from_the_contents(novel):
    html = page(contents(novel))
    links, ids = re.findall(r'<a href="#([^"]+)"', html), re.findall(r' id="([^"]+)"', html)

    assert len(links) == 2
    assert set(links) <= set(ids)


def test_a_single_chapter_needs_no_contents(tmp_path):
    text = "# One\n\nIt was cold on the quay, and nobody had come to meet the boat.\n"
    novel = read_novel(books.make_novel(tmp_path / "one", text))
    book = make_book(novel, BookDetails("One"), {})

    assert "<nav" not in page(book)


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("he", "rtl")])
def test_the_page_runs_as_its_language_does(novel, language, direction):
    opening = re.findall(r"<html[^>]*>", page(contents(novel, language=language)))[0]

    assert f'lang="{language}"' in opening
    assert ('dir="rtl"' in opening) is (direction == "rtl")


def test_an_author_who_is_not_known_is_not_named(novel):
    assert 'name="author"' not in page(contents(novel))
    assert 'content="A &amp; B"' in page(contents(novel, author="A & B"))


def test_all_words_are_known_to_the_typeface(novel):
    words = all_text(contents(novel, author="Zoë"))

    assert "Zoë" in words
    assert "The Lantern" in words
    assert "flag at half mast" in words
    assert "never be printed" not in words


def test_a_file_is_put_into_its_address():
    address = data_address(b"\x00\xffx", "image/png")

    assert address.startswith("data:image/png;base64,")
    assert base64.b64decode(address.partition(",")[2]) == b"\x00\xffx"
