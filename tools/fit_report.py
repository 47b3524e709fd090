"""Print what the fit found: slot by slot, and of whole readings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from english.weights import fitted_weights
from tools.fit_folds import Fitted, figures_of, scores_of
from tools.fit_measures import measure
from tools.fit_slots import SLOTS, count_features
from tools.fit_table import read_tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tools.fit_rows import Harvest, ReadScene


def print_slots(fitted: Mapping[str, Fitted], harvest: Harvest, text: str) -> None:
    """Print how each slot does in books that it was not fitted to, and by the written and by the used table at home."""
    written, used = read_tables(text), fitted_weights().tables
    print(f"{len(harvest.scenes)} scenes of {len({one.label.book for one in harvest.scenes})} books")
    for slot, one in fitted.items():
        choices, plan = harvest.choices[slot], SLOTS[slot]
        print(f"\n{slot}: {len(choices)} choices, {sum(len(choice.options) for choice in choices)} rows")
        print(f"  by book    {as_line(one.figures)}")
        for name, table in (("written", written.get(slot, {})), ("in use", dict(used.get(slot, {})))):
            figures = figures_of(choices, plan, scores_of(choices, slot, table))
            print(f"  {name:10} {as_line(figures)}; {len(table)} lines")
        left = [f"{name} ({rows})" for name, rows in sorted(count_features(choices).items()) if name not in one.table]
        print(f"  no line    {'; '.join(left) or '-'}")


def as_line(figures: Mapping[str, float]) -> str:
    """Write figures in a line."""
    return ", ".join(f"{name} {value:.3f}" for name, value in figures.items())


def print_measures(apart: Iterable[ReadScene], at_home: Iterable[ReadScene]) -> None:
    """Print how whole readings do by weights fitted without the book that is read, and by those fitted to all."""
    by_book, written = measure(apart), measure(at_home)
    print("\nwhole readings         by book  written")
    for figure, value in by_book.items():
        print(f"  {figure:20}  {value:6.3f}   {written.get(figure, 0.0):6.3f}")
