"""Fit the weights of the reading to labelled scenes, and write `vocabulary/weights.toml`.

python -m tools.fit_reading LABELS BOOKS           LABELS: a file of labels, one JSON object a line; BOOKS: a folder
                                                   that holds the folder of every book labelled
python -m tools.fit_reading LABELS BOOKS --check   write nothing: fail if the table is not what the labels give
python -m tools.fit_reading LABELS BOOKS --folds   also read each book by weights fitted without it, and measure that

What a scene takes from the one before it depends on what was chosen there. So the books are read and the weights are
fitted in turns, beginning without any table: the same labels give the same table, whatever table lay there.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from english.tables import FOLDER
from errors import NovelError
from tools.fit_folds import Fitted, fit_alone, fit_with_folds, folds_of
from tools.fit_labels import Label, read_labels
from tools.fit_report import print_measures, print_slots
from tools.fit_rows import Harvest, Tables, read_books
from tools.fit_slots import SLOTS, Rarity, count_features
from tools.fit_table import write_tables

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TABLE = FOLDER / "weights.toml"
ROUNDS = 3  # after which what is carried over hardly changes


class Training(NamedTuple):
    """What is fitted to what."""

    folder: Path
    labels: Sequence[Label]
    limits: Rarity = Rarity()
    processes: int = 2

    @property
    def fold_of(self) -> dict[str, int]:
        """Give the fold of every book."""
        books = [label.book for label in self.labels]
        return folds_of({book: books.count(book) for book in books})

    def read(self, tables_of: Mapping[str, Tables]) -> Harvest:
        """Read every book by the weights meant for it."""
        return read_books(self.folder, self.labels, tables_of, self.processes)

    def read_alike(self, tables: Tables) -> Harvest:
        """Read every book by the same weights."""
        return self.read(dict.fromkeys(self.fold_of, tables))


def main(argv: Sequence[str] | None = None) -> int:
    """Fit, print, write; gives the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.fit_reading", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("labels", type=Path)
    parser.add_argument("books", type=Path)
    parser.add_argument("--check", action="store_true", help="write nothing; exit status 1 if the table would change")
    parser.add_argument("--folds", action="store_true", help="read each book once more by weights fitted without it")
    args = parser.parse_args(argv)
    training = Training(args.books, read_labels(args.labels))
    text, fitted, harvest = fit(training)
    print_slots(fitted, harvest, text)
    if args.folds:
        measure_apart(training, fitted)
    if args.check:
        same = TABLE.read_text(encoding="utf-8") == text
        print(f"{TABLE.name} is {'what' if same else 'NOT what'} these labels give.")
        return 0 if same else 1
    TABLE.write_text(text, encoding="utf-8")
    return 0


def fit(training: Training) -> tuple[str, dict[str, Fitted], Harvest]:
    """Read and fit in turns; gives the table as it is written, and what it was fitted to in the last turn."""
    tables: Tables = {}
    for _ in range(ROUNDS - 1):
        choices = training.read_alike(tables).choices
        tables = {slot: fit_alone(slot, choices[slot], training.limits) for slot in SLOTS if slot in choices}
    harvest = training.read_alike(tables)
    choices, fold_of = harvest.choices, training.fold_of
    known = [slot for slot in SLOTS if slot in choices]
    fitted = {slot: fit_with_folds(slot, choices[slot], fold_of, training.limits) for slot in known}
    counts = {slot: count_features(choices[slot]) for slot in fitted}
    return write_tables({slot: one.table for slot, one in fitted.items()}, counts), fitted, harvest


def measure_apart(training: Training, fitted: Mapping[str, Fitted]) -> None:
    """Read each book by weights fitted without its fold, and all by those fitted to all, and print how both do."""
    fold_of = training.fold_of
    apart = {book: {slot: one.tables[fold] for slot, one in fitted.items()} for book, fold in fold_of.items()}
    at_home = {slot: one.table for slot, one in fitted.items()}
    print_measures(training.read(apart).scenes, training.read_alike(at_home).scenes)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except NovelError as error:
        sys.exit(f"Error: {error}")
