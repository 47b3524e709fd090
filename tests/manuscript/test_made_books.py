"""Which files of a folder are a book that the program made."""

import unicodedata

import pytest

from manuscript.files import list_files
from manuscript.made_books import BOOK_RECORD, find_books

BOOK = ("Café.epub", "Café.html", "Café.md")
RECORD = '{"Café.epub": ["0"], "Café.html": ["0"], "Café.md": ["0"]}'


@pytest.mark.parametrize(
    ("names", "record", "folders", "left"),
    [
        pytest.param(("Café.md",), RECORD, (), [], id="what the record names"),
        pytest.param(("Café.md", "01.md"), RECORD, (), ["01.md"], id="and nothing else"),
        pytest.param((unicodedata.normalize("NFD", "Café.md"),), RECORD, (), [], id="as another system spells it"),
        pytest.param(("CAFÉ.MD",), RECORD, (), [], id="as a stick's file system spells it"),
        pytest.param(("Café (1).md", "Café - Copy.md"), RECORD, (), [], id="and copies of it"),
        pytest.param(("Café (conflicted copy).md",), RECORD, (), [], id="and a synchronised folder's"),
        pytest.param(("Café 2.md",), RECORD, (), ["Café 2.md"], id="a number may count chapters"),
        pytest.param(BOOK, '{"Café.epub": [', (), [], id="a broken record"),
        pytest.param(BOOK, "", (), [], id="an empty one"),
        pytest.param(BOOK, None, ("Café pictures",), [], id="a lost one, with the folder of pictures"),
        pytest.param(BOOK, None, (), [*BOOK], id="an author's own three files"),
        pytest.param(("Café.md", "Café.html"), None, ("Café pictures",), ["Café.html", "Café.md"], id="two of three"),
    ],
)
def test_a_book_is_not_read(tmp_path, names, record, folders, left):
    for name in names:
        (tmp_path / name).write_text("x", encoding="utf-8")
    for name in folders:
        (tmp_path / name).mkdir()
    if record is not None:
        (tmp_path / BOOK_RECORD).write_text(record, encoding="utf-8")

    assert list_files(tmp_path) == left


def test_a_folder_without_a_book_has_none(tmp_path):
    assert find_books(tmp_path, ["01.md", "01.html", "01.epub"], ["pictures"]) == frozenset()
