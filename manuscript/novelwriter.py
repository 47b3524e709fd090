"""A novelWriter project's nwProject.nwx in, its documents in the order of its tree out."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, ParseError, fromstring

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LARGEST_PROJECT = 20_000_000  # characters
SPOKEN_NO = frozenset({"no", "false", "0", "none"})


@dataclass(frozen=True, slots=True)
class NovelWriterProject:
    """What a project says of itself."""

    title: str
    author: str
    documents: tuple[str, ...]  # handles, in the order of the tree
    inactive: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()  # notes within the novel
    names: Mapping[str, str] = field(default_factory=dict)  # of the documents, by handle


@dataclass(frozen=True, slots=True)
class TreeItem:
    """A document or folder of the project's tree."""

    handle: str
    parent: str
    order: int
    kind: str  # "ROOT", "FOLDER" or "FILE"
    root_class: str  # "NOVEL", "ARCHIVE", …
    layout: str  # "DOCUMENT", "NOTE"; in projects of version 1 "SCENE", "CHAPTER", …
    is_active: bool
    name: str


def read_project(text: str) -> NovelWriterProject | None:
    """Read the project file of novelWriter 1 or 2; None where it is none, or no sound one."""
    if len(text) > LARGEST_PROJECT or "<!DOCTYPE" in text or "<!ENTITY" in text:
        return None
    try:
        tree = fromstring(text)  # noqa: S314 - without entities there is nothing to blow up
    except (ParseError, ValueError, RecursionError):
        return None
    content = tree.find("content")
    if content is None:
        return None
    items = [read_item(item, index) for index, item in enumerate(content.iter("item"))]
    walked = list(walk_tree(items))
    return NovelWriterProject(
        title=said(tree.find("project"), "title") or said(tree.find("project"), "name"),
        author=said(tree.find("project"), "author"),
        documents=tuple(item.handle for item in walked if item.layout != "NOTE" and item.is_active),
        inactive=tuple(item.handle for item in walked if item.layout != "NOTE" and not item.is_active),
        notes=tuple(item.handle for item in walked if item.layout == "NOTE"),
        names={item.handle: item.name for item in walked},
    )


def said(element: Element | None, key: str) -> str:
    """Give what an element says under a key, in an attribute or a child of its own; "" where it says nothing."""
    if element is None:
        return ""
    found = element.get(key) or next((child.text for child in element if child.tag == key and child.text), "")
    return " ".join(str(found).split())


def read_item(item: Element, index: int) -> TreeItem:
    """Read an item as either version writes it: with attributes, or with an element for each value."""
    name = item.find("name")
    active = (name.get("active") or name.get("exported") if name is not None else "") or said(item, "exported")
    order = said(item, "order")
    return TreeItem(
        handle=said(item, "handle"),
        parent=said(item, "parent"),
        order=int(order) if order.isdecimal() and len(order) < 10 else index,  # noqa: PLR2004
        kind=said(item, "type").upper(),
        root_class=said(item, "class").upper(),
        layout=said(item, "layout").upper(),
        is_active=(active or "yes").casefold() not in SPOKEN_NO,
        name=said(item, "name"),
    )


def walk_tree(items: list[TreeItem]) -> Iterator[TreeItem]:
    """Yield the documents below the novel's roots as they stand in the tree; the archive and the trash have others."""
    children: dict[str, list[TreeItem]] = defaultdict(list)
    for item in items:
        children[item.parent].append(item)
    roots = [item for item in items if item.kind == "ROOT" and item.root_class == "NOVEL"]
    waiting = sorted(roots, key=lambda item: item.order, reverse=True)
    seen: set[str] = set()
    while waiting:
        item = waiting.pop()
        if item.handle in seen:
            continue
        seen.add(item.handle)
        if item.kind == "FILE":
            yield item
        waiting += sorted(children[item.handle], key=lambda child: child.order, reverse=True)


HEADING = re.compile(r"(?m)^(#{1,4})(!?)[ \t]++(\S(?:.*[^ \t\n])?)[ \t]*$")


def read_heading(text: str) -> tuple[int, str]:
    """Read a document's first heading: (its level, its words); (0, "") where it has none, 0 for a book's `#! Title`.

    A title page is no part, and a document without a heading goes on with the scene before.
    """
    found = HEADING.search(text)
    if not found or (found[1] == "#" and found[2]):
        return 0, found[3] if found else ""
    return len(found[1]), found[3]
