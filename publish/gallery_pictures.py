"""A scene's pictures in, their markup on the proof sheet out: card, large view, previous version, takes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote

from publish.captions import alt_text
from publish.gallery_titles import first_words
from publish.markup import NOTHING, Markup, element
from workspace.command_lines import SHELL, choose_command
from workspace.engine_reads import changed_fields
from workspace.takes import take_number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from publish.gallery_thumbnails import Thumbnail
    from records import Key
    from workspace.model_sheet import ModelLook
    from workspace.pictures import Picture
    from workspace.plan import PlannedScene

Size = tuple[int, int]
ORDERED = "The takes stand in order: first those in which everybody wears their own colours. You choose."
WIDE = (1.6, 2.0)  # width by height that fills a frame of 16:9 without losing anything that matters


@dataclass(frozen=True, slots=True)
class Desktop:
    """Where the page lies and how the program is called from there."""

    images: Path  # the page's folder
    script: str = "generate_scene_images.py"
    options: tuple[str, ...] = ()  # folders and engine, where they are not the usual ones
    language: str = "en"  # of the book, for those who hear it read and for hyphens
    shell: str = SHELL  # of QUOTES, that reads the corrections' command


@dataclass(frozen=True, slots=True)
class Kept:
    """What else earlier runs left of one scene."""

    before: Picture | None = None  # the newest in replaced/
    takes: tuple[Picture, ...] = ()
    seconds: float | None = None  # that the picture took; None: not known
    thumbnail: Thumbnail | None = None  # None: the picture is small, or its thumbnail could not be made
    whys: tuple[str, ...] = ()  # of each take, why it stands where it does; "" or none where nothing tells


@dataclass(frozen=True, slots=True)
class ProofSheet:
    """What the page says besides its scenes."""

    title: str  # of the novel
    chapters: Mapping[int, str]  # titles by number
    desktop: Desktop
    kept: Mapping[Key, Kept] = field(default_factory=dict)  # what else earlier runs left of each scene
    looks: Sequence[ModelLook] = ()  # of the people who have portraits
    small: Mapping[Path, Thumbnail] = field(default_factory=dict)  # the portraits' thumbnails


def picture_of(planned: PlannedScene) -> Picture | None:
    """Give the scene's picture where it can be shown."""
    return planned.picture if planned.picture and planned.picture.sound else None


def file_url(path: Path, desktop: Desktop) -> str:
    """Give a file's address relative to the page."""
    relative = path.relative_to(desktop.images) if path.is_relative_to(desktop.images) else path
    return quote(relative.as_posix())


def make_image(path: Path, size: Size | None, desktop: Desktop, alt: str, **more: str | None) -> Markup:
    """Make an image that is loaded lazily; `more` are further attributes."""
    width, height = size or (None, None)
    url = file_url(path, desktop)
    return element("img", src=url, alt=alt, width=width, height=height, loading="lazy", decoding="async", **more)


def picture_image(picture: Picture, desktop: Desktop, alt: str, class_: str | None = None) -> Markup:
    """Make the image of a picture itself."""
    return make_image(picture.path, size_of(picture), desktop, alt, class_=class_)


def size_of(picture: Picture) -> Size | None:
    """Give a picture's size in pixels as its recipe tells it; None for one without."""
    return (picture.record.job.width, picture.record.job.height) if picture.record else None


def picture_frame(planned: PlannedScene, desktop: Desktop, kept: Kept) -> Markup:
    """Make a card's picture, or the scene's first words where there is none."""
    if picture := picture_of(planned):
        return element("div", small_image(picture, desktop, kept.thumbnail, alt_text(planned.reading)), class_="frame")
    return element(
        "div", element("p", first_words(planned.scene.text), dir="auto", lang=desktop.language), class_="frame blank"
    )


def small_image(picture: Picture, desktop: Desktop, thumbnail: Thumbnail | None, alt: str) -> Markup:
    """Make a card's image: the thumbnail, which names the picture to be shown should it be gone."""
    size = (thumbnail.width, thumbnail.height) if thumbnail else size_of(picture)
    class_ = None if size and WIDE[0] <= size[0] / size[1] <= WIDE[1] else "whole"
    if not thumbnail:
        return picture_image(picture, desktop, alt, class_)
    return make_image(thumbnail.path, size, desktop, alt, class_=class_, data_full=file_url(picture.path, desktop))


# --- The large view -------------------------------------------------------------------------------------------------


def make_pictures(planned: PlannedScene, desktop: Desktop, kept: Kept) -> Markup:
    """Make a scene's pictures: the current one with the version before under it, and the takes."""
    alt = alt_text(planned.reading)
    picture = picture_of(planned)
    figures = [make_now(picture, desktop, kept, alt) if picture else blank(planned)]
    if kept.before and not picture:
        kind = ("before", "Before", f"The version before. {alt}")
        figures.append(make_figure(kept.before, desktop, kind, kept.before.path.name))
    figures += [element("p", ORDERED, class_="ordered hint")] if any(kept.whys) else []
    whys = kept.whys or ("",) * len(kept.takes)
    figures += [make_take(planned, take, desktop, why) for take, why in zip(kept.takes, whys, strict=True)]
    return element("div", *figures, class_="pictures")


def make_now(picture: Picture, desktop: Desktop, kept: Kept, alt: str) -> Markup:
    """Make the current picture; where there is a version before, with it in the same place and a button to hold."""
    if not kept.before:
        return make_figure(picture, desktop, ("now", "Now", alt), picture.path.name)
    before = picture_image(kept.before, desktop, f"The version before. {alt}", "before")
    stack = element("div", linked_image(picture, desktop, alt), before, class_="stack")
    caption = element(
        "figcaption",
        element("span", element("b", "Now"), " ", picture.path.name, class_="of-now"),
        element("span", element("b", "Before"), " ", kept.before.path.name, class_="of-before"),
    )
    button = element(
        "button", "Hold to see it before", type="button", id="compare", aria_pressed="false", aria_keyshortcuts="B"
    )
    difference = element("span", f"It {say_difference(kept.before, picture)}.")
    return element("figure", stack, caption, element("p", button, " ", difference, class_="compare"), class_="now")


def make_take(planned: PlannedScene, take: Picture, desktop: Desktop, why: str = "") -> Markup:
    """Make a take with its seed, why it stands there, and the command that chooses it or that it is the chosen one."""
    number = take_number(take.path)
    name = f"Take {number}" if number else take.path.stem
    job = take.record.job if take.record else None
    now = picture_of(planned)
    is_chosen = now is not None and now.record is not None and now.record.job == job
    notes = [f"seed {job.seed}" if job else "", "the picture now" if is_chosen else ""]
    command = choose_command(desktop.script, planned.scene.key, number, desktop.options)
    more = copy_box(command, f"Copy the command that chooses take {number}") if number and not is_chosen else NOTHING
    kind = ("take", name, f"{name}. {alt_text(planned.reading)}")
    said = element("p", f"{why}.", class_="why") if why else NOTHING
    return make_figure(take, desktop, kind, ", ".join(note for note in notes if note), Markup(said + more))


def copy_box(command: str, label: str) -> Markup:
    """Show a command with a button that copies it."""
    copy = element("button", "Copy", type="button", class_="copy", data_copy=True, aria_label=label)
    return element("div", element("pre", element("code", command), tabindex=0), copy, class_="command")


def make_figure(
    picture: Picture, desktop: Desktop, kind: tuple[str, str, str], note: str, more: Markup = NOTHING
) -> Markup:
    """Make a picture with its caption, linked to its file."""
    class_, name, alt = kind
    caption = element("figcaption", element("b", name), " ", note)
    return element("figure", linked_image(picture, desktop, alt), caption, more, class_=class_)


def linked_image(picture: Picture, desktop: Desktop, alt: str) -> Markup:
    """Make an image that opens its file."""
    image = picture_image(picture, desktop, alt)
    return element("a", image, href=file_url(picture.path, desktop), target="_blank", rel="noopener")


def blank(planned: PlannedScene) -> Markup:
    """Make the placeholder for a missing picture."""
    why = "The picture's file is broken." if planned.status == "damaged" else "No picture yet."
    return element(
        "figure",
        element("div", element("p", why), element("p", alt_text(planned.reading), dir="auto"), class_="frame blank"),
        class_="now",
    )


def say_difference(before: Picture, now: Picture) -> str:
    """Say how the old version differs from the new one."""
    if not (before.record and now.record):
        return "tells nothing of how it was drawn"
    changed = changed_fields(before.record.job, now.record.job)
    return f"differs in {', '.join(changed)}" if changed else "was drawn from the same recipe"
