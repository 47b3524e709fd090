"""A scene's pictures in, their markup on the proof sheet out: card, large view, previous version, takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from publish.captions import alt_text
from publish.markup import NOTHING, Markup, element
from workspace.command_lines import choose_command
from workspace.plan import changed_fields
from workspace.takes import take_number

if TYPE_CHECKING:
    from pathlib import Path

    from workspace.pictures import Picture
    from workspace.plan import PlannedScene

WIDE = (1.6, 2.0)  # width by height that fills a frame of 16:9 without losing anything that matters
OPENING = 150  # characters of the text that stand where no picture is


@dataclass(frozen=True, slots=True)
class Desktop:
    """Where the page lies and how the program is called from there."""

    images: Path  # the page's folder
    script: str = "generate_scene_images.py"
    options: tuple[str, ...] = ()  # folders and engine, where they are not the usual ones
    language: str = "en"  # of the book, for those who hear it read and for hyphens


@dataclass(frozen=True, slots=True)
class Kept:
    """What else earlier runs left of one scene."""

    before: Picture | None = None  # the newest in replaced/
    takes: tuple[Picture, ...] = ()
    seconds: float | None = None  # that the picture took; None: not known


def picture_of(planned: PlannedScene) -> Picture | None:
    """Give the scene's picture where it can be shown."""
    return planned.picture if planned.picture and planned.picture.sound else None


def picture_url(picture: Picture, desktop: Desktop) -> str:
    """Give a picture's address relative to the page."""
    path = picture.path
    relative = path.relative_to(desktop.images) if path.is_relative_to(desktop.images) else path
    return quote(relative.as_posix())


def picture_image(picture: Picture, desktop: Desktop, alt: str) -> Markup:
    """Make an image that is loaded lazily."""
    job = picture.record.job if picture.record else None
    fits = job is not None and WIDE[0] <= job.width / job.height <= WIDE[1]
    return element(
        "img",
        src=picture_url(picture, desktop),
        alt=alt,
        width=job.width if job else None,
        height=job.height if job else None,
        class_=None if fits else "whole",
        loading="lazy",
        decoding="async",
    )


def picture_frame(planned: PlannedScene, desktop: Desktop) -> Markup:
    """Make a card's picture, or the scene's first words where there is none."""
    picture = picture_of(planned)
    if picture:
        return element("div", picture_image(picture, desktop, alt_text(planned.reading)), class_="frame")
    return element(
        "div", element("p", first_words(planned.scene.text), dir="auto", lang=desktop.language), class_="frame blank"
    )


def first_words(text: str) -> str:
    """Give the beginning of a text, cut between two words."""
    line = text.split("\n", 1)[0]
    return line if len(line) <= OPENING else line[:OPENING].rpartition(" ")[0].rstrip(" ,;:.") + " …"


# --- The large view -------------------------------------------------------------------------------------------------


def make_pictures(planned: PlannedScene, desktop: Desktop, kept: Kept) -> Markup:
    """Make a scene's pictures: the current one, the previous one and the takes."""
    alt = alt_text(planned.reading)
    picture = picture_of(planned)
    figures = [make_figure(picture, desktop, ("now", "Now", alt), picture.path.name)] if picture else [blank(planned)]
    if kept.before:
        difference = say_difference(kept.before, picture)
        figures.append(
            make_figure(kept.before, desktop, ("before", "Before", f"The version before. {alt}"), difference)
        )
    figures += [make_take(planned, take, desktop) for take in kept.takes]
    return element("div", *figures, class_="pictures", data_before=kept.before is not None)


def make_take(planned: PlannedScene, take: Picture, desktop: Desktop) -> Markup:
    """Make a take with its seed and the command that chooses it, or a note that it is the chosen one."""
    number = take_number(take.path)
    name = f"Take {number}" if number else take.path.stem
    job = take.record.job if take.record else None
    now = picture_of(planned)
    is_chosen = now is not None and now.record is not None and now.record.job == job
    notes = [f"seed {job.seed}" if job else "", "the picture now" if is_chosen else ""]
    command = choose_command(desktop.script, planned.scene.key, number, desktop.options)
    more = copy_box(command, f"Copy the command that chooses take {number}") if number and not is_chosen else NOTHING
    kind = ("take", name, f"{name}. {alt_text(planned.reading)}")
    return make_figure(take, desktop, kind, ", ".join(note for note in notes if note), more)


def copy_box(command: str, label: str) -> Markup:
    """Show a command with a button that copies it."""
    copy = element("button", "Copy", type="button", class_="copy", data_copy=True, aria_label=label)
    return element("div", element("pre", element("code", command), tabindex=0), copy, class_="command")


def make_figure(
    picture: Picture, desktop: Desktop, kind: tuple[str, str, str], note: str, more: Markup = NOTHING
) -> Markup:
    """Make a picture with its caption, linked to its file."""
    class_, name, alt = kind
    url = picture_url(picture, desktop)
    link = element("a", picture_image(picture, desktop, alt), href=url, target="_blank", rel="noopener")
    caption = element("figcaption", element("b", name), " ", note)
    return element("figure", link, caption, more, class_=class_)


def blank(planned: PlannedScene) -> Markup:
    """Make the placeholder for a missing picture."""
    why = "The picture's file is broken." if planned.status == "damaged" else "No picture yet."
    return element(
        "figure",
        element("div", element("p", why), element("p", alt_text(planned.reading), dir="auto"), class_="frame blank"),
        class_="now",
    )


def say_difference(before: Picture, now: Picture | None) -> str:
    """Say how the old version differs from the new one."""
    if not (before.record and now and now.record):
        return before.path.name
    changed = changed_fields(before.record.job, now.record.job)
    return f"differs in {', '.join(changed)}" if changed else "drawn from the same recipe"
