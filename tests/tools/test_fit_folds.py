import pytest

pytest.importorskip("numpy", reason="fitting needs numpy")

from english.weights import BIAS, Option
from tools.fit_folds import fit_alone, fit_with_folds, folds_of
from tools.fit_rows import Choice
from tools.fit_slots import Rarity


def test_books_are_dealt_out_evenly_and_always_alike():
    books = {"a": 5, "b": 9, "c": 4, "d": 1}

    assert folds_of(books, 2) == {"b": 0, "a": 1, "c": 1, "d": 0}
    assert folds_of(dict(reversed(books.items())), 2) == folds_of(books, 2)


def presence(number, *, right, features):
    return Choice(f"book {number % 12:02}", str(number), (Option("Ann", features),), (float(right),))


def test_what_is_learnt_of_some_books_is_tried_on_others():
    choices = [presence(n, right=n % 3 != 0, features={"acts": float(n % 3 != 0)}) for n in range(120)]
    fitted = fit_with_folds("presence", choices, folds_of({choice.book: 1 for choice in choices}), Rarity(20, 5))

    assert fitted.figures["right"] == 1
    assert fitted.table["acts"] > 0
    assert fitted.table[BIAS] < 0
    assert len(fitted.tables) == 10
    assert fit_alone("presence", choices, Rarity(20, 5)).keys() == fitted.table.keys()


def test_what_holds_in_one_book_alone_does_not_count_for_the_others():
    """Each book has its own word for who is there: fitted to all it decides everything, and nothing elsewhere."""
    choices = [presence(n, right=n // 12 % 2, features={f"word {n % 12}": float(n // 12 % 2)}) for n in range(240)]
    fold_of = folds_of({choice.book: 1 for choice in choices})
    fitted = fit_with_folds("presence", choices, fold_of, Rarity(1, 1))

    assert all(fitted.table[f"word {n}"] > 0 for n in range(12))
    assert fitted.figures["right"] <= 0.5


def test_silence_and_answers_are_told_apart():
    hours = [
        Choice(
            f"book {n % 12:02}",
            str(n),
            (Option("night", {"dark": 1.0}), Option("unknown", {"hour unknown": 1.0})),
            rights,
        )
        for n, rights in enumerate([*[(1.0, 0.0)] * 5, (0.0, 1.0)] * 20)
    ]
    figures = fit_with_folds("hour", hours, folds_of({choice.book: 1 for choice in hours}), Rarity(20, 5)).figures

    assert figures == pytest.approx({"right": 5 / 6, "wrong": 1 / 6, "whole": 5 / 6})
