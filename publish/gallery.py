"""Planned scenes and earlier runs' files in, the proof sheet out: one HTML page that needs only its pictures.

The page's style, script and frame are the files in `page/`. The same files give the same page, byte for byte.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from errors import count
from publish.gallery_corrections import make_forms
from publish.gallery_notes import make_notes
from publish.gallery_pictures import Desktop, Kept, picture_frame
from publish.gallery_titles import anchor, scene_title
from publish.markup import Markup, element, join
from workspace.identity import say_key
from workspace.status import STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from records import Key
    from workspace.plan import PlannedScene

PAGE = Path(__file__).with_name("page")
SCRIPTS = ("gallery.js", "gallery_view.js", "gallery_corrections.js")  # in the order in which they need each other
NOT_TOLD = "not told"


@dataclass(frozen=True, slots=True)
class ProofSheet:
    """What the page says besides its scenes."""

    title: str  # of the novel
    chapters: Mapping[int, str]  # titles by number
    desktop: Desktop
    kept: Mapping[Key, Kept] = field(default_factory=dict)  # what else earlier runs left of each scene


def make_gallery(sheet: ProofSheet, plans: Sequence[PlannedScene]) -> str:
    """Make the HTML of a novel's proof sheet."""
    style, script = read_part("gallery.css"), "".join(map(read_part, SCRIPTS))
    return Template(read_part("gallery.html")).substitute(
        title=join([sheet.title]),
        language=join([sheet.desktop.language]),
        summary=join([summarize(plans)]),
        filters=make_filters(sheet, plans),
        forms=make_forms(plans, sheet.desktop),
        chapters=join(make_chapter(sheet, number, list(group)) for number, group in groupby(plans, chapter_of)),
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


# --- Chapters and cards ---------------------------------------------------------------------------------------------


def make_chapter(sheet: ProofSheet, number: int, plans: Sequence[PlannedScene]) -> Markup:
    """Make a chapter's section: its heading and its scenes' cards."""
    title = sheet.chapters.get(number, "")
    heading = element(
        "h2",
        element("span", f"Chapter {number}", class_="number"),
        *([" ", element("span", title, class_="title", dir="auto", lang=sheet.desktop.language)] if title else []),
        id=f"chapter-{number}",
    )
    cards = join(make_card(sheet, planned) for planned in plans)
    grid = element("ol", cards, class_="grid")
    return element("section", heading, grid, class_="chapter", aria_labelledby=f"chapter-{number}")


def make_card(sheet: ProofSheet, planned: PlannedScene) -> Markup:
    """Make a scene's card: its picture, what happens, when and in what mood, with the notes of the large view."""
    scene, reading = planned.scene, planned.reading
    kept = sheet.kept.get(scene.key, Kept())
    key, title = element("span", say_key(scene.key), class_="key"), scene_title(scene, reading)
    seen = [told_time(planned), *reading.weather, reading.mood]
    status = element("span", planned.status, class_=f"status {planned.status}")
    return element(
        "li",
        picture_frame(planned, sheet.desktop, kept),
        element("h3", element("a", key, " ", title, href=f"#{anchor(planned)}"), dir="auto"),
        element("p", " · ".join(part for part in seen if part) or NOT_TOLD, class_="seen", dir="auto"),
        status if planned.status != "done" else "",
        element("template", make_notes(planned, sheet.desktop, kept, sheet.chapters.get(scene.chapter, ""))),
        class_="card",
        id=anchor(planned),
        data_chapter=scene.chapter,
        data_people="\n".join(person.name for person in reading.drawn),
        data_place=reading.place,
        data_status=planned.status,
        data_text=planned.record.identity.sha256[:12],
    )


def told_time(planned: PlannedScene) -> str:
    """Give the time of day where the text states it."""
    return "" if planned.reading.time_of_day == "unknown" else planned.reading.time_of_day


# --- Filters --------------------------------------------------------------------------------------------------------


def make_filters(sheet: ProofSheet, plans: Sequence[PlannedScene]) -> Markup:
    """Make the four filter lists, each entry with its number of scenes."""
    chapters = Counter(str(planned.scene.chapter) for planned in plans)
    titles = {str(number): f"{number} {title}".strip() for number, title in sheet.chapters.items()}
    people = Counter(name for planned in plans for name in {person.name: 0 for person in planned.reading.drawn})
    places = Counter(planned.reading.place for planned in plans)
    statuses = Counter(str(planned.status) for planned in plans)
    return join(
        (
            make_select("chapter", "All chapters", chapters, chapters, titles),
            make_select("people", "Everybody", people, sorted(people, key=lambda name: (-people[name], name))),
            make_select(
                "place", "All places", places, sorted(places, key=lambda name: (not name, name.casefold(), name))
            ),
            make_select("status", "Any status", statuses, [status for status in STATUSES if statuses[status]]),
        )
    )


def make_select(
    name: str, every: str, counts: Mapping[str, int], order: Iterable[str], titles: Mapping[str, str] | None = None
) -> Markup:
    """Make one filter list; values start with "=", so that an empty value differs from no choice."""
    options = [element("option", every, value="")]
    for value in order:
        label = (titles or {}).get(value, value) or NOT_TOLD
        options.append(element("option", f"{label} ({counts[value]})", value=f"={value}"))
    label = {"people": "Character"}.get(name, name.capitalize())
    return element("label", element("span", label), element("select", *options, name=name, data_filter=name))
