"""Time is bounded: twice a hostile book takes at most twice as many lines of the program, plus a tenth and a little."""

import pytest
from line_steps import count_lines

from cast.sheet import read_cast_sheet
from scene_parser import read_novel
from scene_reader import read_book
from tools.benchmark_hostile import run_command, write_files
from tools.hostile_texts import hostile_books

SIZE = 16_000  # characters, above what the longest sentence has
MOST = 2.3  # times as many lines for twice the size


def read_it(folder):
    read_book(read_novel(folder / "chapters").scenes, read_cast_sheet(folder / "characters.toml"), is_english=True)


def plan_it(folder):
    run_command(folder, "read")


def lines_run(folder, files, command):
    """Count the lines of the program that run for a book."""
    write_files(folder, files)
    return count_lines(lambda: command(folder))


BOOKS = (
    *("chained adjectives", "running and running", "said that she said that", "guards, maids", "straight quotes"),
    *("question and exclamation marks", "soft lines", "one person, many sentences", "his visitor", "that is"),
    *("different names and their pronouns", "different names, old and young", "with hair, with a coat"),
    *("cast: many people with one alias", "cast: many people of one name", "cast: many people, all seen"),
)


PLANNED = (  # where the plan asks much of the author's own
    *("cast: many people, all seen", "novel.toml: many places", "novel.toml: many places, a scene each"),
)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "command"), [*((name, read_it) for name in BOOKS), *((name, plan_it) for name in PLANNED)]
)
def test_twice_the_book_takes_twice_the_lines(tmp_path, name, command):
    make = hostile_books()[name]
    lines_run(tmp_path / "warm", make(SIZE // 8), command)  # tables are loaded once
    small, large = (lines_run(tmp_path / str(size), make(size), command) for size in (SIZE, 2 * SIZE))

    assert large < MOST * small
