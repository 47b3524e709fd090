import random
import sys

import pytest

from scene_parser import read_novel
from tools.benchmark_scale import (
    SCENE_WORDS,
    make_scene,
    measure_books,
    measure_processes,
    sample_paragraphs,
    write_book,
)


def test_a_book_has_as_many_scenes_as_were_asked_for(tmp_path):
    words = write_book(tmp_path / "book", 230, sample_paragraphs())
    novel = read_novel(tmp_path / "book")

    assert len(novel.scenes) == 230
    assert len(novel.chapters) == 3
    assert sum(scene.words for scene in novel.scenes) == pytest.approx(words, rel=0.02)


def test_scenes_are_long_enough_and_the_same_every_time():
    paragraphs = ["word " * 50, "other " * 30]

    assert len(make_scene(random.Random(1), paragraphs).split()) >= SCENE_WORDS
    assert make_scene(random.Random(1), paragraphs) == make_scene(random.Random(1), paragraphs)


def test_a_dry_run_is_timed(tmp_path):
    (grown,) = measure_books(tmp_path, sizes=(5,))

    assert grown.what == "dry run of 5 scenes"
    assert grown.seconds > 0
    assert "words/s" in grown.note
    if sys.platform != "win32":
        assert int(grown.note.split()[-2].replace(",", "")) > 10  # Python alone takes as many MB


@pytest.mark.slow
def test_processes_are_timed(tmp_path):
    one, two = measure_processes(tmp_path, counts=(1, 2), scenes=8, pixels=64)

    assert one.note == "1.00 times as fast as one"
    assert two.seconds > 0
    assert len(list((tmp_path / "desk_2" / "images").glob("*.png"))) == 8
