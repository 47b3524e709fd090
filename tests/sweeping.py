"""Sweeps over whole tables: every few rows in the everyday tests, all of them in the slow ones."""

import pytest


def sweep(rows, every=10):
    """Give parameters of all rows; all but one of `every` are slow, and stay out of everyday runs."""
    return [pytest.param(row, marks=[pytest.mark.slow] if at % every else []) for at, row in enumerate(rows)]
