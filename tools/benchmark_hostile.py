"""Whether any text makes the program slow: hostile books at doubling sizes, each run in a process of its own.

python -m tools.benchmark_hostile                       every hostile book, as text, proof sheet and book: hours
python -m tools.benchmark_hostile "the house of" cast:  those whose names hold one of these words
python -m tools.benchmark_hostile --way read --size 50000 --runs 3

It prints the processor's seconds at four sizes, and fails where doubling a book more than doubles them, plus a tenth.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import importlib
import math
import multiprocessing
import os
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import linear_regression
from typing import TYPE_CHECKING

from tools.hostile_texts import hostile_books, one_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from multiprocessing.connection import Connection
    from typing import TextIO

    from tools.hostile_texts import Files

PANELS = ("--engine", "storyboard", "--quiet")
WAYS = {  # the command, and what it is asked for
    "read": ("generate_scene_images", ("--dry-run", "--json", *PANELS)),
    "proof sheet": ("generate_scene_images", ("--dry-run", "--gallery", *PANELS)),
    "book": ("make_illustrated_book", ("--captions",)),
}
DOUBLINGS = 3
SMALLEST = 100_000  # characters
MOST_GROWTH = 2.2  # times the seconds for twice the size
LEAST_SECONDS = 0.3  # below them a growth is noise
TOO_LONG = 600.0  # seconds after which a run is given up


@dataclass(frozen=True, slots=True)
class Cost:
    """The seconds of one hostile book, read in one way, by its size in characters."""

    name: str
    way: str
    seconds: Mapping[int, float]

    @property
    def times(self) -> float:
        """How many times as long twice the size takes, fitted over all sizes."""
        if math.inf in self.seconds.values():
            return math.inf
        sizes, seconds = ([math.log2(value) for value in column] for column in zip(*self.seconds.items(), strict=True))
        return math.exp2(linear_regression(sizes, seconds).slope)

    @property
    def is_bounded(self) -> bool:
        """Whether it takes at most twice as long, plus a tenth, or next to no time at all."""
        return max(self.seconds.values()) < LEAST_SECONDS or self.times <= MOST_GROWTH

    def line(self) -> str:
        """Write it as a row."""
        taken = "".join(f"{seconds:9.2f}" for seconds in self.seconds.values())
        return f"{self.name:36.36} {self.way:12}{taken}  x{self.times:4.2f} {'' if self.is_bounded else 'WORSE'}"


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print; gives the exit status, 1 where some book grows too fast."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.benchmark_hostile",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("names", nargs="*", help="words of the names of the books; default: all")
    parser.add_argument("--way", choices=WAYS, action="append", help="default: each")
    parser.add_argument("--size", type=int, default=SMALLEST, help="the smallest, in characters (%(default)s)")
    parser.add_argument("--runs", type=int, default=2, help="of each, of which the fastest counts (%(default)s)")
    args = parser.parse_args(argv)
    worse = 0
    for cost in measure(args.names, args.way or list(WAYS), args.size, args.runs):
        print(cost.line(), flush=True)
        worse += not cost.is_bounded
    print(f"{worse} grow faster than they should." if worse else "None grows faster than it should.")
    return 1 if worse else 0


def measure(names: Sequence[str], ways: Sequence[str], size: int, runs: int) -> Iterator[Cost]:
    """Measure the hostile books whose names hold one of some words."""
    sizes = [size << doubling for doubling in range(DOUBLINGS + 1)]
    for name, make in hostile_books().items():
        if not names or any(word in name for word in names):
            for way in ways:
                yield Cost(name, way, time_sizes(make, way, sizes, runs))


def time_sizes(make: Callable[[int], Files], way: str, sizes: Sequence[int], runs: int) -> dict[int, float]:
    """Give the seconds of one book by its size; what is larger than one that was given up is not tried."""
    taken: dict[int, float] = {}
    for size in sizes:
        given_up = math.inf in taken.values()
        taken[size] = math.inf if given_up else time_book(make(size), way, runs)
    return taken


def time_book(files: Files, way: str, runs: int) -> float:
    """Give the fewest processor seconds of some runs over a book; infinity where one is given up."""
    with tempfile.TemporaryDirectory() as folder:
        write_files(Path(folder), files)
        return min(time_run(folder, way) for _ in range(runs))


def write_files(folder: Path, files: Files) -> None:
    """Write a book's files as they are, odd line ends and all."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")


def time_run(folder: str, way: str) -> float:
    """Run the command in a process of its own, which has its tables from this one where it can; gives its seconds."""
    load_tables(way)
    receiver, sender = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=run_there, args=(folder, way, sender))
    process.start()
    sender.close()
    try:
        return receiver.recv() if receiver.poll(TOO_LONG) else math.inf
    except EOFError:
        raise RuntimeError(f"{way} of the book ended without a time") from None
    finally:
        process.kill()
        process.join()


@functools.cache
def load_tables(way: str) -> None:
    """Run the command on a small book, which loads what every run needs."""
    with tempfile.TemporaryDirectory() as small:
        write_files(Path(small), one_file('Emma ran home. "Run," said Jonas at nine.'))
        run_command(small, way)


def run_there(folder: str, way: str, sender: Connection) -> None:
    """Run the command on the book and send its processor seconds."""
    load_tables(way)
    started = time.process_time()
    run_command(folder, way)
    sender.send(time.process_time() - started)


def run_command(folder: str, way: str) -> None:
    """Run the command in a folder; what it says goes nowhere."""
    name, arguments = WAYS[way]
    command = importlib.import_module(name).main
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere, silence(nowhere), contextlib.chdir(folder):
        command(arguments)


@contextlib.contextmanager
def silence(nowhere: TextIO) -> Iterator[None]:
    """Let nothing be said."""
    with contextlib.redirect_stdout(nowhere), contextlib.redirect_stderr(nowhere):
        yield


if __name__ == "__main__":
    raise SystemExit(main())
