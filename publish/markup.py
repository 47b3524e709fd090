"""Text in, escaped elements out: HTML for the proof sheet, XHTML for the books.

The two differ in how an element without content ends, in how an attribute is written, and in what XML forbids.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

FORBIDDEN = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ud800-\\udfff\\ufffe\\uffff]")  # by XML 1.0

Value = str | int | float | bool | None


class Markup(str):
    """Text that is markup already, made by `Dialect.element`, or read from a file of the program."""

    __slots__ = ()


NOTHING = Markup("")


@dataclass(frozen=True, slots=True)
class Dialect:
    """A way to write elements."""

    void: frozenset[str]  # elements that may hold nothing, and then have no end tag
    void_end: str
    attribute: Callable[[str, Value], str]  # (Python name, value): how it stands in the start tag, a space before it
    text: Callable[[str], str]

    def element(self, name: str, /, *content: str, **attributes: Value) -> Markup:
        """Make an element; `class_` is the attribute class, an attribute of None is left out, text is escaped."""
        start = name
        for key, value in attributes.items():
            if value is not None:
                start += self.attribute(key, value)
        if name in self.void and not content:  # an EPUB's <meta> has words in it
            return Markup(f"<{start}{self.void_end}")
        return Markup(f"<{start}>{self.join(content)}</{name}>")

    def join(self, parts: Iterable[str]) -> Markup:
        """Join pieces, escaping those that are text."""
        return Markup("".join([part if isinstance(part, Markup) else self.text(part) for part in parts]))


# --- HTML -------------------------------------------------------------------------------------------------------------
@lru_cache(maxsize=4096, typed=True)  # a page of 400 scenes repeats few of them 50,000 times
def html_attribute(key: str, value: Value) -> str:
    """Write `data_x` as data-x; True writes the name alone and False nothing."""
    name = key.rstrip("_").replace("_", "-")
    if value is False:
        return ""
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'


def html_text(text: str) -> str:
    """Escape text."""
    return escape(text, quote=False)


# --- XHTML ------------------------------------------------------------------------------------------------------------
def xhtml_attribute(key: str, value: Value) -> str:
    """Write `epub__type` as epub:type and `aria_label` as aria-label, on one line."""
    name = key.removesuffix("_").replace("__", ":").replace("_", "-")
    return f' {name}="{escape(legal(str(value))).replace(chr(10), " ")}"'


def xhtml_text(text: str) -> str:
    """Escape text, without what XML forbids."""
    return escape(legal(text), quote=False)


def legal(text: str) -> str:
    """Replace what XML forbids."""
    return FORBIDDEN.sub("\ufffd", text)


HTML = Dialect(frozenset({"img", "input", "meta"}), ">", html_attribute, html_text)
XHTML = Dialect(
    frozenset({"img", "br", "hr", "meta", "link", "item", "itemref", "rootfile"}), "/>", xhtml_attribute, xhtml_text
)
element, join = HTML.element, HTML.join
tag, join_tags = XHTML.element, XHTML.join
