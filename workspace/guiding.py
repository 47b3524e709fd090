"""A scene's reading, style and settings in, the guide of its picture out: words by place, and who stands where.

The places come from the panel of the same scene, but for the camera, which comes nearer. They are a part of the job: no
other rules, and no other way to draw panels, draw a finished picture again.
"""

from __future__ import annotations

import base64
import io
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from prompts.regions import Regions, make_regions
from sdxl.guides import CELL, Faces, Guide, GuidedFigure, guide_of
from storyboard.drawing import person_key, reads_seed
from workspace.cache import write_json

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from records import RenderJob, SceneReading, Style
    from storyboard.stage import Stage
    from workspace.cached_plan import PlanCache
    from workspace.portraits import PortraitFile
    from workspace.settings import Settings

FACE_STEPS = Faces().strength  # share of a picture's steps in which a face is: those of as much noise
LEAST_HEAD = 80  # pixels of a head's height for which the camera comes nearer: smaller faces are lost
INKED = 64  # of 255, from which a line's pixel counts
POSES = "openpose"  # the map that is drawn from joints alone; all others are line drawings


@dataclass(frozen=True, slots=True)
class Direction:
    """All that a scene's guide is made of."""

    reading: SceneReading
    style: Style
    settings: Settings
    seed: int
    limit: int  # tokens of the base
    draw: Callable[[], Mapping[str, Any]]  # gives the drawing of the scene's panel
    own_prompt: str | None = None  # the author's; None where the rules write it
    portraits: Mapping[str, PortraitFile] = field(default_factory=dict)  # by name


@dataclass(frozen=True, slots=True)
class Placed:
    """Where one person of a picture is seen, in pixels and cells."""

    key: str
    cells: tuple[int, ...]
    joints: tuple[tuple[int, int] | None, ...]
    head: tuple[int, int, int, int] | None
    depth: int


@dataclass(frozen=True, slots=True)
class PlacedPeople:
    """Where everybody is, and the lines of the panel."""

    people: tuple[Placed, ...]
    lines: str = ""  # as a guide has them; "" where no network reads any


class Directed(NamedTuple):
    """A scene's guide."""

    guide: Guide | None  # None: nothing directs it
    is_older: bool = False  # its words are a finished picture's, and the rules write others now


NOTHING = Directed(None)


def direct(direction: Direction, cache: PlanCache, standing: RenderJob | None = None) -> Directed:
    """Make the guide of a scene; that of its finished picture stays where the author changed nothing of it.

    `standing` is the job that a picture with a guide was asked for, whose words still hold.
    """
    outline = make_outline(direction)
    if not direction.reading.drawn or not (outline.kind != "none" or outline.likeness or outline.faces):
        return NOTHING
    regions = say_regions(direction, cache)
    then = guide_of(standing) if standing else None
    if standing and then and (kept := keep(outline, then, standing, direction)):
        return Directed(kept, is_older=has_other_words(kept, regions, direction))
    made = fill(outline, keep_words(then, outline, regions, direction) if then else regions, direction, cache)
    return Directed(made, is_older=has_other_words(made, regions, direction)) if directs(made) else NOTHING


def make_outline(direction: Direction) -> Guide:
    """Give what settings say of a guide, and which way portraits are held to where anybody drawn has one."""
    settings = direction.settings.guide
    has_portrait = any(person.name in direction.portraits for person in direction.reading.drawn)
    return Guide(
        kind=settings.kind,
        share=settings.share,
        net=settings.net.recorded if settings.net else None,
        likeness=settings.likeness if has_portrait else "",
        likeness_net=settings.likeness_net.recorded if settings.likeness_net and has_portrait else None,
        reference=settings.reference if settings.likeness == "reference" and has_portrait else None,
        faces=Faces(steps=max(1, round(FACE_STEPS * direction.settings.steps))) if settings.faces else None,
    )


def keep(outline: Guide, then: Guide, standing: RenderJob, direction: Direction) -> Guide | None:
    """Give a finished picture's guide if it is what the settings and portraits of now ask for; None where it is not."""
    settings = direction.settings
    if (standing.width, standing.height, standing.seed) != (settings.width, settings.height, direction.seed):
        return None
    portraits = digests_by_key(direction)
    figures = tuple(replace(figure, portrait=portraits.get(figure.key, "")) for figure in then.figures)
    wanted = settle_guide(replace(outline, figures=figures, lines=then.lines, base=then.base))
    as_drawn = replace(then, faces=wanted.faces) if then.faces and wanted.faces else then  # other steps move nobody
    return wanted if wanted == as_drawn and bool(then.base) == has_base(outline, direction) else None


def keep_words(then: Guide, outline: Guide, regions: Regions, direction: Direction) -> Regions:
    """Give the words of a finished picture's guide, as its prompt stays too; those of now where it had none."""
    if bool(then.base) != has_base(outline, direction):
        return regions
    words = {figure.key: figure.words for figure in then.figures}
    keys = [person_key(person.name) for person in direction.reading.drawn]
    pairs = zip(keys, regions.phrases, strict=False)
    return Regions(then.base or regions.base, tuple(words.get(key) or phrase for key, phrase in pairs))


def has_base(outline: Guide, direction: Direction) -> bool:
    """Tell whether the whole picture has words of its own besides the author's prompt."""
    return outline.kind != "none" and direction.own_prompt is None


def digests_by_key(direction: Direction) -> dict[str, str]:
    """Give the digest of everybody's portrait by the key of their figure; nothing where portraits do not count."""
    counting = direction.portraits if direction.settings.guide.likeness else {}
    return {person_key(name): portrait.sha256 for name, portrait in counting.items()}


def settle_guide(guide: Guide) -> Guide:
    """Leave out the likeness where nobody who is seen has a portrait."""
    return guide if guide.portraits else replace(guide, likeness="", likeness_net=None, reference=None)


def directs(guide: Guide) -> bool:
    """Tell whether a guide has anybody to direct, and anything to direct them by."""
    return bool(guide.figures) and (guide.kind != "none" or bool(guide.likeness) or guide.faces is not None)


# --- Made anew --------------------------------------------------------------------------------------------------------


def fill(outline: Guide, regions: Regions, direction: Direction, cache: PlanCache) -> Guide:
    """Put words and places into the outline of a guide; of everybody only what it needs."""
    places, portraits = find_places(direction, cache), digests_by_key(direction)
    by_key: dict[str, list[Placed]] = defaultdict(list)
    for placed in places.people:
        by_key[placed.key].append(placed)
    figures = []
    for person, words in zip(direction.reading.drawn, regions.phrases, strict=False):
        key = person_key(person.name)
        if by_key[key] and (placed := by_key[key].pop(0)).cells:
            figures.append(make_figure(outline, placed, words, portraits.get(key, "")))
    base = regions.base if has_base(outline, direction) else ""
    return settle_guide(replace(outline, base=base, figures=tuple(figures), lines=places.lines))


def make_figure(outline: Guide, placed: Placed, words: str, portrait: str) -> GuidedFigure:
    """Give one person of a guide what it reads."""
    has_pose = outline.net is not None and outline.net.reads == POSES
    return GuidedFigure(
        key=placed.key,
        words=words if outline.kind != "none" or outline.faces else "",
        cells=placed.cells,
        joints=placed.joints if has_pose else (),
        head=placed.head if outline.faces or outline.likeness else None,
        portrait=portrait if outline.likeness else "",
        depth=placed.depth if has_pose or outline.faces else 0,
    )


def say_regions(direction: Direction, cache: PlanCache) -> Regions:
    """Write the words of a scene by place, or find what an earlier run wrote."""
    reading, style, own = direction.reading, direction.style, direction.own_prompt
    asked = cache.name_reading(reading, style, direction.limit), write_json(own)
    return cache.find(Regions, lambda: make_regions(reading, style, direction.limit, own), *asked)


def has_other_words(kept: Guide, regions: Regions, direction: Direction) -> bool:
    """Tell whether the rules would write other words than those of a finished picture."""
    if kept.base and kept.base != regions.base:
        return True
    keys = [person_key(person.name) for person in direction.reading.drawn]
    now = dict(zip(keys, regions.phrases, strict=False))
    return any(figure.words and figure.words != now.get(figure.key) for figure in kept.figures)


def find_places(direction: Direction, cache: PlanCache) -> PlacedPeople:
    """Find where everybody is, or how an earlier run found it."""
    drawing, settings = direction.draw(), direction.settings
    seed = direction.seed if reads_seed(drawing) else 0
    size = settings.width, settings.height
    net = settings.guide.net
    has_lines = net is not None and net.recorded.reads != POSES
    asked = write_json(drawing), write_json([*size, seed, CELL, has_lines])
    return cache.find(PlacedPeople, lambda: place_people(drawing, size, seed, has_lines=has_lines), *asked)


def place_people(drawing: Mapping[str, Any], size: tuple[int, int], seed: int, *, has_lines: bool) -> PlacedPeople:
    """Find where the people of a panel are, with the camera nearer where their faces would be lost."""
    from storyboard.maps import cells_of, map_stage  # noqa: PLC0415 - most runs stage nobody, and start sooner without
    from storyboard.stage import set_stage  # noqa: PLC0415

    width, height = size
    stage = set_stage(drawing, width / height, seed, least_head=LEAST_HEAD / height)
    maps = map_stage(stage, width, height)
    people = [Placed(one.key, cells_of(maps, one.number, CELL), one.joints, one.head, one.depth) for one in maps.people]
    return PlacedPeople(tuple(people), pack_lines(stage, size) if has_lines else "")


def pack_lines(stage: Stage, size: tuple[int, int]) -> str:
    """Pack the lines of a panel at half its size as a PNG of one bit, in base64."""
    from storyboard.map_depth import map_lines  # noqa: PLC0415 - as above

    lines = map_lines(stage, size[0] // 2, size[1] // 2)
    packed = io.BytesIO()
    lines.point([255 * (value >= INKED) for value in range(256)]).convert("1").save(packed, "PNG", optimize=True)
    return base64.b64encode(packed.getvalue()).decode()
