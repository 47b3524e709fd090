"""Every sentence of the story comes out once, in order, in the scenes and in each of the books; nothing else does."""

import html
import io
import os
import re
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from manuscript_parts import Manuscript, manuscripts

from publish.book_settings import PictureOptions
from publish.contents import make_book
from publish.details import find_details
from publish.epub import make_epub
from publish.html import make_html
from publish.markdown import make_markdown
from publish.pictures import Encoded
from scene_parser import read_novel

EXAMPLES = int(os.environ.get("MANUSCRIPTS", "200"))  # a run of ten thousand takes half an hour
NO_COVER = Encoded(b"", (1, 1))
CODE = re.compile(r"\b(?:[bdfglmnprstvwzk][aeiou]){4}th\b")


def read_back(novel):
    """Give the text of the scenes and of the three books."""
    book = make_book(novel, find_details(novel, {}), {})
    epub = make_epub(book, {}, NO_COVER, "", PictureOptions(), "0")
    page = make_html(book, {}, NO_COVER, "", PictureOptions(), "0")
    with zipfile.ZipFile(io.BytesIO(epub)) as archive:
        pages = [name for name in archive.namelist() if re.search(r"chapter_\d+\.xhtml", name)]
        chapters = "".join(archive.read(name).decode() for name in pages)
    return {
        "scenes": "\n".join(scene.text for scene in novel.scenes),
        "EPUB": html.unescape(re.sub("<[^>]+>", " ", chapters)),
        "page": html.unescape(re.sub("<[^>]+>", " ", page)),
        "Markdown": make_markdown(book, "", ".png"),
    }


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)
@given(manuscripts())
@pytest.mark.slow
def test_every_sentence_of_the_story_comes_out_once_and_nothing_else_does(made: Manuscript):
    with tempfile.TemporaryDirectory() as folder:
        for name, data in made.files.items():
            path = Path(folder, "novel", name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        texts = read_back(read_novel(Path(folder, "novel")))
    story = [CODE.search(sentence)[0] for sentence in made.story]

    for kind, text in texts.items():
        assert CODE.findall(text) == story, kind
    flat = " ".join(texts["scenes"].split())
    assert [sentence for sentence in made.story if sentence not in flat] == []
