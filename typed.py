"""Values out of a file in, values of a known type out: what anyone may have written is parsed here, not trusted.

A reader takes a key and a value, and gives the value or raises `WrongValue`. Readers of tables and lists are made of
readers: `mapping_of(a_text)`, `list_of(whole(0, 9))`.
"""

from __future__ import annotations

import math
import reprlib
import sys
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from errors import NovelError

T = TypeVar("T")
Reader = Callable[[str, object], T]

SHORT = reprlib.Repr()
SHORT.maxstring = SHORT.maxother = SHORT.maxlong = 60
SHORT.maxlevel = 2


class WrongValue(NovelError):  # noqa: N818 - it names what was found
    """A value that is not what its key asks for: the key (`job.seed`), the value, and what it must be."""

    def __init__(self, key: str, value: object, wanted: str) -> None:
        """Put it into a sentence without its full stop, to which the file is added and the remedy."""
        super().__init__(f"{key} is {shown(value)}, not {wanted}" if wanted else f"{key} is missing")
        self.key = key
        self.value = value
        self.wanted = wanted


def shown(value: object) -> str:
    """Write a value as a sentence quotes it, however long or deep it is."""
    return SHORT.repr(value)


# --- One value --------------------------------------------------------------------------------------------------------


def a_text(key: str, value: object) -> str:
    """Read a text."""
    if not isinstance(value, str):
        raise WrongValue(key, value, "text")
    return value


def a_flag(key: str, value: object) -> bool:
    """Read true or false."""
    if not isinstance(value, bool):
        raise WrongValue(key, value, "true or false")
    return value


def anything(_key: str, value: object) -> Any:  # noqa: ANN401 - that is what it says
    """Read any value, for what is only ever compared or shown."""
    return value


def whole(lowest: int, highest: int) -> Reader[int]:
    """Make the reader of a whole number in a range."""

    def read(key: str, value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not lowest <= value <= highest:
            raise WrongValue(key, value, f"a whole number from {lowest} to {highest}")
        return value

    return read


def finite(lowest: float, highest: float) -> Reader[float]:
    """Make the reader of a number in a range; a whole one stays whole, as what is made of it is compared."""

    def read(key: str, value: object) -> float:
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or not lowest <= value <= highest or not math.isfinite(value):  # type: ignore[operator, arg-type]
            raise WrongValue(key, value, f"a number from {lowest:g} to {highest:g}")
        return value  # type: ignore[return-value]

    return read


def one_of(*choices: str) -> Reader[str]:
    """Make the reader of one of a few words."""

    def read(key: str, value: object) -> str:
        if not isinstance(value, str) or value not in choices:
            raise WrongValue(key, value, f"one of {', '.join(choices)}")
        return value

    return read


def or_none(reader: Reader[T]) -> Reader[T | None]:
    """Make the reader of a value that may be missing."""
    return lambda key, value: None if value is None else reader(key, value)


# --- Lists and tables -------------------------------------------------------------------------------------------------


def list_of(reader: Reader[T]) -> Reader[list[T]]:
    """Make the reader of a list."""

    def read(key: str, value: object) -> list[T]:
        if not isinstance(value, list):
            raise WrongValue(key, value, "a list")
        return [reader(f"{key}[{number}]", one) for number, one in enumerate(value)]

    return read


def list_of_length(length: int, reader: Reader[T]) -> Reader[list[T]]:
    """Make the reader of a list of so many."""
    every = list_of(reader)

    def read(key: str, value: object) -> list[T]:
        found = every(key, value)
        if len(found) != length:
            raise WrongValue(key, value, f"a list of {length}")
        return found

    return read


def mapping_of(reader: Reader[T]) -> Reader[dict[str, T]]:
    """Make the reader of a table whose keys are free, such as names."""

    def read(key: str, value: object) -> dict[str, T]:
        return {str(name): reader(join(key, str(name)), one) for name, one in table(key, value).items()}

    return read


def fields(
    needed: Mapping[str, Reader[Any]], more: Mapping[str, Reader[Any]] | None = None, others: Reader[Any] | None = None
) -> Reader[dict[str, Any]]:
    """Make the reader of a table with `needed` keys and `more` that may be there.

    Other keys are left out, or read by `others`.
    """
    known = {**needed, **(more or {})}

    def read(key: str, value: object) -> dict[str, Any]:
        values = table(key, value)
        for name in needed:
            if name not in values:
                raise WrongValue(join(key, name), None, "")
        readers = ((name, known.get(name, others)) for name in values)
        return {name: reader(join(key, name), values[name]) for name, reader in readers if reader}

    return read


def table(key: str, value: object) -> Mapping[str, Any]:
    """Read a table, whatever is in it."""
    if not isinstance(value, Mapping):
        raise WrongValue(key or "it", value, "a table")
    return value


def hold_once(value: Any) -> Any:  # noqa: ANN401 - JSON values
    """Give JSON values whose keys and texts are those of all others: thousands of files say the same words."""
    if type(value) is str:
        return sys.intern(value)
    if type(value) is dict:
        return {sys.intern(name): hold_once(one) for name, one in value.items()}
    return list(map(hold_once, value)) if type(value) is list else value


def join(key: str, name: str) -> str:
    """Name a key of a table: `job.seed`."""
    return f"{key}.{name}" if key else name


def none_such(key: str, value: object) -> Any:  # noqa: ANN401 - it gives nothing
    """Refuse a key that there is not."""
    raise WrongValue(key, value, "a key that there is")
