"""Planned scenes and earlier runs' files in, the proof sheet out: an HTML page that needs only what lies beside it.

The page's style, script and frame are the files in `page/`. The same files give the same page, byte for byte.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from functools import cache
from itertools import groupby
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from errors import count
from publish.gallery_cards import place_card
from publish.gallery_corrections import make_forms
from publish.gallery_filters import Filters, count_filters, make_filters, tell_filters
from publish.gallery_people import make_people
from publish.markup import Markup, element, join
from workspace.status import STATUSES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from publish.gallery_pictures import ProofSheet
    from records import Key
    from workspace.plan import PlannedScene

PAGE = Path(__file__).with_name("page")
# In the order in which they need each other.
SCRIPTS = ("gallery_parts.js", "gallery.js", "gallery_view.js", "gallery_corrections.js")
HERE: Mapping[Key, str] = {}  # all scenes are in the page itself


def make_gallery(sheet: ProofSheet, plans: Sequence[PlannedScene], scripts: Mapping[Key, str] = HERE) -> str:
    """Make the HTML of a novel's proof sheet; `scripts` are the addresses of those that bring scenes, by scene."""
    style, script = read_part("gallery.css"), "".join(map(read_part, SCRIPTS))
    filters = count_filters(plans)
    return Template(read_part("gallery.html")).substitute(
        title=join([sheet.title]),
        language=join([sheet.desktop.language]),
        summary=join([summarize(plans)]),
        filters=make_filters(filters, sheet.chapters),
        forms=make_forms(plans, sheet.desktop),
        chapters=join(make_chapter(sheet, list(group), filters, scripts) for _, group in groupby(plans, chapter_of)),
        people=make_people(sheet),
        style=style,
        script=script,
        script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
    )


@cache
def read_part(name: str) -> str:
    """Read a file of the page's template."""
    return (PAGE / name).read_text(encoding="utf-8")


def chapter_of(planned: PlannedScene) -> int:
    """Give the number of a scene's chapter."""
    return planned.scene.chapter


def summarize(plans: Sequence[PlannedScene]) -> str:
    """Count the scenes by status, in words."""
    counts = Counter(planned.status for planned in plans)
    chapters = len({planned.scene.chapter for planned in plans})
    how = ", ".join(f"{counts[status]} {status}" for status in STATUSES if counts[status])
    return f"{count(len(plans), 'scene')} in {count(chapters, 'chapter')}: {how or 'none'}."


def make_chapter(
    sheet: ProofSheet, plans: Sequence[PlannedScene], filters: Filters, scripts: Mapping[Key, str]
) -> Markup:
    """Make a chapter's section: its heading, the cards that the page holds, and what it must know of the others."""
    number = plans[0].scene.chapter
    title = sheet.chapters.get(number, "")
    heading = element(
        "h2",
        element("span", f"Chapter {number}", class_="number"),
        *([" ", element("span", title, class_="title", dir="auto", lang=sheet.desktop.language)] if title else []),
        id=f"chapter-{number}",
    )
    parts = [(script, list(part)) for script, part in groupby(plans, lambda one: scripts.get(one.scene.key, ""))]
    cards = [
        element("template", data_script=script, data_scenes=tell_filters(part, filters))
        if script
        else join(place_card(sheet, planned) for planned in part)
        for script, part in parts
    ]
    away = sum(len(part) for script, part in parts if script)
    rest = [element("p", f"{count(away, 'scene')} of this chapter {ABSENT}", class_="absent")] if away else []
    grid = element("ol", *cards, class_="grid")
    return element("section", heading, grid, *rest, class_="chapter", aria_labelledby=f"chapter-{number}")


ABSENT = "come from the folder sheet when they are looked at; here they are not shown."
