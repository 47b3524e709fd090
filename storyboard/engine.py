"""A reading in, a drawn panel out: the embedded engine that needs no GPU and no model.

A panel shows who, where, when, weather, mood and action, in the style of the book. The art is in `artwork/`: places,
things, poses, heads, light, colours and styles are tables that anyone can extend without reading the engine. Raise
`drawing.DRAWING_VERSION` when a change alters old panels.
"""

from __future__ import annotations

import time
import traceback
from typing import TYPE_CHECKING, Any

from PIL import ImageOps

from records import Begin, Drawn, RenderJob, StepReport, always
from storyboard.emanata import draw_emanata
from storyboard.finish_tones import lamplight
from storyboard.panel import draw_inset, frame_panel
from storyboard.sheets import Sheet
from storyboard.stage import (
    Stage,
    brush_on,
    draw_fall,
    draw_front,
    draw_item,
    draw_set,
    empty_sheet,
    far_to_near,
    set_stage,
)
from storyboard.styles import finish, read_style

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from PIL import Image

    from storyboard.camera import Camera
    from storyboard.casting import Actor
    from storyboard.light import Light
    from storyboard.shapes import Brush

FEW = 2  # people beside whom a remote speaker's frame has all the room it likes
TENSE = ("afraid", "angry", "startled")  # faces in whose panels speed lines may be drawn
DUSKY = 168  # light on things, 0 to 255, below which lamps count
HALF_HEAD = 0.12  # metres from the crown to the middle of a face


def draw_pictures(jobs: Sequence[RenderJob], on_step: StepReport, begin: Begin = always) -> Iterator[Drawn]:
    """Draw a panel for every job that `begin` lets through, in order; one that fails yields its sentence."""
    for index, job in enumerate(jobs):
        if not begin(index):
            continue
        start = time.perf_counter()
        try:
            image = draw_panel(job.drawing, job.width, job.height, job.seed)
        except Exception as error:  # noqa: BLE001 (one bad panel must not end the run)
            yield Drawn(index, None, sentence(error), traceback.format_exc(), time.perf_counter() - start)
            continue
        on_step(1, 1)
        yield Drawn(index, image, seconds=time.perf_counter() - start)


def sentence(error: Exception) -> str:
    """Say what went wrong with a panel and what to do."""
    reason = " ".join(str(error).split()) or type(error).__name__
    return f"the storyboard panel could not be drawn ({type(error).__name__}: {reason}); the log has the details"


def draw_panel(drawing: Mapping[str, Any], width: int, height: int, seed: int) -> Image.Image:
    """Draw one panel: the same drawing, size and seed give the same pixels everywhere."""
    return frame_panel(draw_art(drawing, width, height, seed), drawing)


def draw_art(drawing: Mapping[str, Any], width: int, height: int, seed: int) -> Image.Image:
    """Draw the picture inside a panel's frame."""
    stage = set_stage(drawing, width / height, seed)
    brush = brush_on(stage, empty_sheet(stage, width, height))
    draw_set(brush, stage)
    for item in far_to_near(stage.layout):
        draw_item(brush, item)
    draw_front(brush, stage)
    draw_emanata(brush, stage.layout.staging.actors, stage.layout.extras)
    draw_fall(brush, stage)
    style = read_style(str(drawing.get("style", "")))
    art = finish(sheet_of(brush, stage), style)
    art = ImageOps.mirror(art) if stage.mirrored else art
    add_remote(art, brush, stage)
    return art


def add_remote(art: Image.Image, brush: Brush, stage: Stage) -> None:
    """Set somebody who speaks from afar into a corner."""
    remote = next((one for one in stage.drawing.get("people", ()) if one.get("presence") == "remote"), None)
    if remote is not None:
        share = 0.24 if len(stage.layout.staging.actors) > FEW else 0.33
        draw_inset(art, brush, remote, read_style(str(stage.drawing.get("style", ""))), share, left=stage.mirrored)


def sheet_of(brush: Brush, stage: Stage) -> Sheet:
    """Hand a drawing's layers to the style's finish, with where people are and whether something happens fast."""
    canvas, actors = brush.canvas, stage.layout.staging.actors
    scale = canvas.scale / canvas.factor
    heads = [head_point(actor, brush.camera) for actor in actors] or [(canvas.aspect / 2, 0.4)]
    left, right = (max(0.0, min(canvas.aspect, edge(x for x, _ in heads))) for edge in (min, max))
    height = max(0.0, min(1.0, sum(y for _, y in heads) / len(heads)))
    focus = (round((left + right) / 2 * scale), round(height * scale))
    tense = brush.light.mood.face in TENSE or any(actor.pose.get("fast") for actor in actors)
    sheet = Sheet(*canvas.layers(), focus, round((right - left) / 2 * scale), stage.seed, brush.light.lit, tense)
    return lit_by_lamps(sheet, brush.light, indoors=stage.indoors)


def lit_by_lamps(sheet: Sheet, light: Light, *, indoors: bool) -> Sheet:
    """Leave the corners of a room in the dark after dusk, and a little of a street."""
    if not light.lit or sum(light.tint) > 3 * DUSKY:
        return sheet
    return lamplight(sheet, "#5f5478", 880, 0.14) if indoors else lamplight(sheet, "#a2a0b4", 1250, 0.0)


def head_point(actor: Actor, camera: Camera) -> tuple[float, float]:
    """Give about where somebody's head is on the panel."""
    return camera.project((actor.spot.x, actor.spot.y + actor.top - HALF_HEAD, actor.spot.z))
