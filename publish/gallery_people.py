"""A novel's portraits in, the model sheet at the end of the proof sheet out: who looks how, and how one is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publish.gallery_pictures import copy_box, file_url, make_image, small_image
from publish.markup import NOTHING, Markup, element
from workspace.command_lines import choose_portrait_command
from workspace.files import same_file, seen_from
from workspace.model_sheet import say_since
from workspace.portraits import read_name

if TYPE_CHECKING:
    from pathlib import Path

    from publish.gallery_pictures import ProofSheet
    from workspace.model_sheet import ModelLook
    from workspace.pictures import Picture

TITLE = "The people"


def make_people(sheet: ProofSheet) -> Markup:
    """Make the model sheet; nothing where nobody has a portrait."""
    if not sheet.looks:
        return NOTHING
    people = element("ul", *(make_person(sheet, look) for look in sheet.looks), class_="people")
    return element("section", element("h2", TITLE, id="people"), people, class_="models", aria_labelledby="people")


def make_person(sheet: ProofSheet, look: ModelLook) -> Markup:
    """Make one look of a person: the chosen portrait, and below it, or alone, those that were drawn."""
    since = say_since(look)
    more = [" ", element("span", since, class_="since")] if since else []
    heading = element("h3", look.name, *more, dir="auto")
    takes = [make_take(sheet, look, take) for take in look.takes]
    if look.chosen is None:
        return element("li", heading, element("div", *takes, class_="takes"), class_="person")
    others = element("details", element("summary", "Choose another"), element("div", *takes, class_="takes"))
    return element("li", heading, make_chosen(sheet, look, look.chosen), others if takes else NOTHING, class_="person")


def make_chosen(sheet: ProofSheet, look: ModelLook, chosen: Path) -> Markup:
    """Make the portrait that all pictures with somebody hold to."""
    alt = f"The portrait of {look.name}"
    take = next((take for take in look.takes if same_file(take.path, chosen)), None)
    place = take.path if take else seen_from(sheet.desktop.images, chosen)
    image = show(sheet, take, alt) if take else make_image(place, None, sheet.desktop, alt)
    link = element("a", image, href=file_url(place, sheet.desktop), target="_blank", rel="noopener")
    return element("figure", link, element("figcaption", element("b", "Chosen"), " ", chosen.name), class_="chosen")


def make_take(sheet: ProofSheet, look: ModelLook, take: Picture) -> Markup:
    """Make one of the portraits to choose from, with the command that chooses it."""
    named = read_name(take.path)
    number = named.number if named else 0
    image = show(sheet, take, f"Portrait {number} of {look.name}")
    link = element("a", image, href=file_url(take.path, sheet.desktop), target="_blank", rel="noopener")
    is_chosen = look.chosen is not None and same_file(take.path, look.chosen)
    command = choose_portrait_command(sheet.desktop.script, look.stem, number, sheet.desktop.options)
    label = f"Copy the command that chooses portrait {number} of {look.name}"
    caption = element("figcaption", element("b", f"Portrait {number}"), " the chosen one" if is_chosen else "")
    return element("figure", link, caption, NOTHING if is_chosen else copy_box(command, label))


def show(sheet: ProofSheet, picture: Picture, alt: str) -> Markup:
    """Make a portrait's image, small where there is a small one."""
    return small_image(picture, sheet.desktop, sheet.small.get(picture.path), alt)
