"""Time is bounded: twice a hostile book takes at most twice as many lines of the program, plus a tenth and a little."""

import sys
from pathlib import Path

import pytest

from cast.sheet import read_cast_sheet
from scene_parser import read_novel
from scene_reader import read_book
from tools.benchmark_hostile import write_files
from tools.hostile_texts import hostile_books

ROOT = str(Path(__file__).parent.parent)
SIZE = 16_000  # characters, above what the longest sentence has
MOST = 2.3  # times as many lines for twice the size


def lines_run(folder, files):
    """Count the lines of the program that run while a book is read."""
    write_files(folder, files)
    count = 0

    def each(_frame, event, _argument):
        nonlocal count
        count += event == "line"
        return each

    def trace(frame, _event, _argument):
        return each if frame.f_code.co_filename.startswith((ROOT, "<")) else None

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        read_book(read_novel(folder / "chapters").scenes, read_cast_sheet(folder / "characters.toml"), is_english=True)
    finally:
        sys.settrace(before)
    return count


BOOKS = (
    *("chained adjectives", "running and running", "said that she said that", "guards, maids", "straight quotes"),
    *("question and exclamation marks", "soft lines", "one person, many sentences", "his visitor", "that is"),
    *("different names and their pronouns", "different names, old and young", "with hair, with a coat"),
    *("cast: many people with one alias", "cast: many people of one name", "cast: many people, all seen"),
)


@pytest.mark.slow
@pytest.mark.parametrize("name", BOOKS)
def test_twice_the_book_takes_twice_the_lines(tmp_path, name):
    make = hostile_books()[name]
    lines_run(tmp_path / "warm", make(SIZE // 8))  # tables are loaded once
    small, large = (lines_run(tmp_path / str(size), make(size)) for size in (SIZE, 2 * SIZE))

    assert large < MOST * small
