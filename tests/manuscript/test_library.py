"""A novel's path, and what is found there."""

import pytest

from errors import NovelError, UsageError
from manuscript.library import find_chapters, is_there, title_pages


@pytest.fixture
def folder(tmp_path):
    def make(**texts):
        for name, text in texts.items():
            path = tmp_path / name.replace("__", "/").replace("_md", ".md")
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path

    return make


def test_a_folder_gives_its_chapters_in_order_and_the_rest_with_why(folder):
    library = find_chapters(folder(ch10_md="x", ch2_md="x", README_md="x", title_page_md="# T", cover="x"))

    assert library.chapters == ("ch2.md", "ch10.md")
    assert sorted(library.beside) == ["README.md", "title_page.md"]
    assert library.names == ("README.md", "ch10.md", "ch2.md", "cover", "title_page.md")
    assert title_pages(library) == ["title_page.md"]


def test_a_file_is_itself(folder):
    library = find_chapters(folder(notes_md="x", ch1_md="x") / "notes.md")

    assert (library.chapters, library.beside, title_pages(library)) == (("notes.md",), {}, [])


def test_a_title_page_may_lie_in_the_chapters_folder(folder):
    assert title_pages(find_chapters(folder(book__1_md="x", book__title_md="x"))) == ["book/title.md"]


@pytest.mark.parametrize(
    ("name", "error", "words"),
    [
        ("nowhere", UsageError, "--novel"),
        ("Book.docx", NovelError, "pandoc"),
        ("empty", NovelError, "holds no chapters"),
    ],
)
def test_what_is_no_novel_is_one_sentence(tmp_path, name, error, words):
    (tmp_path / "empty").mkdir()
    (tmp_path / "Book.docx").write_bytes(b"PK")

    with pytest.raises(error, match=words):
        find_chapters(tmp_path / name)


def test_a_name_that_is_too_long_is_not_there(tmp_path):
    assert not is_there(tmp_path / ("x" * 5000))
    assert is_there(tmp_path)
