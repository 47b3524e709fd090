"""XHTML from text, the same for EPUB and for browsers: what is not markup is escaped, and XML forbids nothing in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

FORBIDDEN = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")  # by XML 1.0
EMPTY = frozenset({"img", "br", "hr", "meta", "link", "item", "itemref", "rootfile"})


class Markup(str):
    """Text that is markup already."""

    __slots__ = ()


def tag(name: str, /, *content: str, **attributes: object) -> Markup:
    """Make an element; `class_` is class, `epub__type` is epub:type, `aria_label` is aria-label; None is left out."""
    given = "".join(
        f' {attribute_name(key)}="{quoted(str(value))}"' for key, value in attributes.items() if value is not None
    )
    if name in EMPTY and not content:  # an EPUB's <meta> has words in it
        return Markup(f"<{name}{given}/>")
    return Markup(f"<{name}{given}>{join(content)}</{name}>")


def attribute_name(key: str) -> str:
    """Write a Python name as XML does."""
    return key.removesuffix("_").replace("__", ":").replace("_", "-")


def join(parts: Iterable[str]) -> Markup:
    """Lay pieces end to end; text among them is escaped."""
    return Markup("".join(part if isinstance(part, Markup) else escape(legal(part), quote=False) for part in parts))


def quoted(value: str) -> str:
    """Write a value between an attribute's quotes."""
    return escape(legal(value)).replace("\n", " ")


def legal(text: str) -> str:
    """Replace what XML forbids."""
    return FORBIDDEN.sub("\ufffd", text)
