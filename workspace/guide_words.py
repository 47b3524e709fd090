"""Guides in words that an author knows: what directs a picture, and what of that differs between two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from errors import count, say_list
from sdxl.guides import Guide
from sdxl.models import bare_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sdxl.guides import GuidedFigure, Net

SHOWN = 80  # letters of a network's name; a stranger's may go on for pages
PLACES = ("cells", "joints", "head", "depth")  # of a figure: where it is


def say_guide(guide: Guide) -> str:
    """Say in a line what directs a picture: "pose of 2 people by t2i-adapter, portraits by reference"."""
    people = "1 person" if len(guide.figures) == 1 else f"{len(guide.figures)} people"
    parts = [f"{guide.kind} of {people}{say_net(guide.net)}"] if guide.kind != "none" else []
    if guide.portraits:
        noun = count(len(guide.portraits), "portrait")
        parts.append(f"{noun} by {guide.likeness}{say_net(guide.likeness_net)}")
    parts += [f"faces under {guide.faces.below} pixels once more"] if guide.faces else []
    return say_list(parts)


def say_net(net: Net | None) -> str:
    """Say which network is used, to be added to what for."""
    return f" ({shorten(net.name)})" if net else ""


def shorten(name: str) -> str:
    """Name a network by its file or its id alone, not by pages of letters."""
    bare = bare_name(name)
    return bare if len(bare) <= SHOWN else f"{bare[:SHOWN]}…"


# --- What differs -----------------------------------------------------------------------------------------------------


def changed_in_guide(old: Guide | None, new: Guide | None) -> list[str]:
    """Name what differs between the guides of two pictures; None stands for none."""
    return list(dict.fromkeys(list_changes(old or Guide(), new or Guide())))


def list_changes(old: Guide, new: Guide) -> Iterator[str]:
    """Yield what differs."""
    pairs = (("the guide", old.kind, new.kind), ("the likeness", old.likeness or "none", new.likeness or "none"))
    yield from (f"{what} ({now} instead of {before})" for what, before, now in pairs if before != now)
    if old.kind == new.kind:
        yield from say_other_net("the guide's network", old.net, new.net)
        yield from ["the guide's share"] if old.share != new.share else []
    if old.likeness == new.likeness:
        yield from say_other_net("the likeness's network", old.likeness_net, new.likeness_net)
        yield from ["how portraits are read"] if old.reference != new.reference else []
    yield from ["the faces"] if old.faces != new.faces else []
    if "none" not in (old.kind, new.kind):
        yield from ["the guide's words"] if old.base != new.base else []
        yield from ["where people are"] if old.lines != new.lines else []
    yield from changed_figures(old.figures, new.figures)


def say_other_net(what: str, old: Net | None, new: Net | None) -> Iterator[str]:
    """Name the networks of two guides of one kind, where they or their use differ."""
    if old and new and old != new:
        is_other = old.name != new.name
        yield f"{what} ({shorten(new.name)} instead of {shorten(old.name)})" if is_other else f"how {what} is used"


def changed_figures(old: tuple[GuidedFigure, ...], new: tuple[GuidedFigure, ...]) -> Iterator[str]:
    """Yield what differs of the people of two guides that both have any."""
    if not (old and new):
        return
    if [figure.key for figure in old] != [figure.key for figure in new]:
        yield "who is there"
        return
    for before, now in zip(old, new, strict=True):
        if before.portrait != now.portrait:
            yield "a portrait"
        if before.words and now.words and before.words != now.words:
            yield "how people look"
        places = ((getattr(before, part), getattr(now, part)) for part in PLACES)
        if any(was and is_now and was != is_now for was, is_now in places):
            yield "where people are"
