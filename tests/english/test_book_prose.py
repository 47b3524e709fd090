"""A book's prose is kept or packed, and is the same either way."""

import gc

import pytest

from english.book_prose import collector_at_rest, pack, parse_book
from english.tokens import parse_prose, parse_scene
from records import Scene

TEXTS = ("Emma ran.", "“Wait!” cried Jonas.", "It rained and rained.", "She sat down.")  # 3, 6, 5 and 4 tokens
SCENES = [Scene(1, number, "", "chapter_01.md", number, (1, 1), text) for number, text in enumerate(TEXTS, 1)]


@pytest.mark.parametrize(
    ("most", "kept"),
    [
        pytest.param(0, 0, id="nothing is kept"),
        pytest.param(3, 1, id="the first scene just fits"),
        pytest.param(8, 2, id="the second goes beyond, and is in memory anyway; the smaller third is not taken for it"),
        pytest.param(1000, 4, id="a novel is kept whole"),
    ],
)
def test_keeps_the_first_scenes_and_gives_them_all_every_time(most, kept):
    book = parse_book(SCENES, most)
    assert len(book.kept) == kept
    for _ in range(2):
        assert [prose.text for prose in book] == list(TEXTS)
        assert list(book) == [parse_scene(scene) for scene in SCENES]


def test_a_book_without_scenes_has_no_prose():
    assert list(parse_book([])) == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("“Emma’s coat!” he’d said. “Mr. Hale’s,” she said…\nIt wasn’t; o’clock’s past.", id="clitics"),
        pytest.param("He left.” (Once.) 3.15 p.m.\n— A half‑open door —\n“Never.”", id="marks"),
    ],
)
def test_packing_loses_nothing(text):
    prose = parse_prose(text)
    assert pack(prose).unpack() == prose


@collector_at_rest()
def collects():
    """Say whether the collector works, and fail."""
    raise KeyError(gc.isenabled())


@pytest.mark.parametrize("enabled", [True, False])
def test_the_collector_rests_and_is_then_as_it_was(enabled):
    before = gc.isenabled()
    (gc.enable if enabled else gc.disable)()
    try:
        with pytest.raises(KeyError, match="False"):
            collects()
        assert gc.isenabled() is enabled
    finally:
        (gc.enable if before else gc.disable)()
