"""HTML elements from text: whatever is not HTML already is escaped, so no word of a manuscript can become markup."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from html import escape

VOID = frozenset(("img", "meta"))  # elements that hold nothing

Value = str | int | float | bool | None


class Html(str):
    """Text that is markup already, made by `element` or read from a file of ours."""

    __slots__ = ()


NOTHING = Html("")


def element(name: str, /, *content: str, **attributes: Value) -> Html:
    """Make an element. `class_` is the attribute class and `data_x` is data-x; True stands alone, None is left out."""
    start = name
    for key, value in attributes.items():
        if value is not None and value is not False:
            start += attribute(key, value)
    return Html(f"<{start}>" if name in VOID else f"<{start}>{join(content)}</{name}>")


@lru_cache(maxsize=4096, typed=True)  # a page of 400 scenes repeats few of them 50,000 times
def attribute(key: str, value: Value) -> str:
    """Write one attribute."""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'


def join(parts: Iterable[str]) -> Html:
    """Lay pieces end to end, escaping those that are text."""
    return Html("".join([part if isinstance(part, Html) else escape(part, quote=False) for part in parts]))
