"""The sentence that says how Markdown is made of another kind of document."""

import pytest

from english.lexicon import lexicon
from manuscript.documents import door_of, say_documents, say_how


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("My Book.docx", 'run pandoc "My Book.docx" --wrap=none -t markdown -o "My Book.md"'),
        ("Book.ODT", "LibreOffice"),
        ("Book.doc", "soffice --headless --convert-to docx"),
        ("Book.rtf", "pandoc"),
        ("Book.epub", "pandoc"),
        ("Book.scriv", "File > Compile…, compile for MultiMarkdown"),
        ("Book.tex", "pandoc -f latex"),
        ("Book.html", "pandoc -f html"),
        ("Book.pages", "File > Export To > Word"),
        ("Book.pdf", "pdftotext"),
        ("Book.mobi", "ebook-convert"),
    ],
)
def test_each_kind_has_its_command(name, words):
    sentence = say_how(name)

    assert sentence.startswith(f"{name} is a")
    assert words in sentence
    assert sentence.endswith("give that with --novel.")


@pytest.mark.parametrize("name", ["chapter.md", "chapter.txt", "cover.png", "chapters", "Makefile"])
def test_what_can_be_read_has_none(name):
    assert (door_of(name), say_how(name)) == (None, "")


def test_of_several_kinds_the_one_with_most_of_the_text_is_told():
    assert say_documents(["a.pdf", "1.docx", "2.docx"]).startswith("1.docx is a Word document")
    assert "and so for the other 1" in say_documents(["1.docx", "2.docx"])
    assert say_documents(["cover.png"]) == ""


def test_every_sentence_can_be_filled():
    for door in lexicon().files.doors:
        for ending in door.endings:
            assert "{" not in say_how(f"Book.{ending}")
