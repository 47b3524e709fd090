"""A planned scene in, its card on the proof sheet out: picture, what happens, when and in what mood; and its notes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from publish.gallery_notes import make_notes
from publish.gallery_pictures import Kept, picture_frame
from publish.gallery_titles import anchor, scene_title
from publish.markup import Markup, element, join
from workspace.identity import say_key
from workspace.log import log

if TYPE_CHECKING:
    from publish.gallery_pictures import ProofSheet
    from workspace.plan import PlannedScene

NOT_TOLD = "not told"


class SceneCard(NamedTuple):
    """What stands in a scene's place on the sheet, and the notes of its large view."""

    face: Markup
    notes: Markup


def make_card(sheet: ProofSheet, planned: PlannedScene) -> SceneCard:
    """Make a scene's card; pictures of which something cannot be shown cost their own card its pictures."""
    kept = sheet.kept.get(planned.scene.key, Kept())
    try:
        return show_card(sheet, planned, kept)
    except Exception as error:  # noqa: BLE001  whatever lies in a picture's recipe, the other cards are shown
        log.warning("The proof sheet shows scene %s without its pictures: %s", say_key(planned.scene.key), error)
        log.debug("why", exc_info=True)
        return show_card(sheet, replace(planned, picture=None), Kept())


def show_card(sheet: ProofSheet, planned: PlannedScene, kept: Kept) -> SceneCard:
    """Make a scene's card with everything that is known of it."""
    scene, reading = planned.scene, planned.reading
    key, title = element("span", say_key(scene.key), class_="key"), scene_title(scene, reading)
    seen = [told_time(planned), *reading.weather, reading.mood]
    status = element("span", planned.status, class_=f"status {planned.status}")
    face = (
        picture_frame(planned, sheet.desktop, kept),
        element("h3", element("a", key, " ", title, href=f"#{anchor(planned)}"), dir="auto"),
        element("p", " · ".join(part for part in seen if part) or NOT_TOLD, class_="seen", dir="auto"),
        status if planned.status != "done" else "",
    )
    return SceneCard(join(face), make_notes(planned, sheet.desktop, kept, sheet.chapters.get(scene.chapter, "")))


def place_card(sheet: ProofSheet, planned: PlannedScene) -> Markup:
    """Put a scene's card into the page itself, its notes inside."""
    face, notes = make_card(sheet, planned)
    return element(
        "li",
        face,
        element("template", notes),
        class_="card",
        id=anchor(planned),
        data_chapter=planned.scene.chapter,
        data_people="\n".join(person.name for person in planned.reading.drawn),
        data_place=planned.reading.place,
        data_status=planned.status,
        data_text=text_mark(planned),
    )


def text_mark(planned: PlannedScene) -> str:
    """Give the beginning of the text's hash, by which corrections follow a scene that moved."""
    return planned.record.identity.sha256[:12]


def told_time(planned: PlannedScene) -> str:
    """Give the time of day where the text states it."""
    return "" if planned.reading.time_of_day == "unknown" else planned.reading.time_of_day
