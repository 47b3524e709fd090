"""The guide of a recipe, which may be a stranger's, checked before anything is drawn by it."""

from __future__ import annotations

import base64
import binascii
import re
import struct
from typing import TYPE_CHECKING

from prompts.regions import MOST_REGIONS
from sdxl.guides import JOINTS, count_cells, guide_of
from sdxl.known_nets import READS, USES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from errors import Limits
    from records import RenderJob
    from sdxl.guides import Faces, Guide, GuidedFigure

DIGEST = re.compile(r"[0-9a-f]{64}")
LEAST_STRENGTH = 0.05  # of the noise on faces: with less hardly anything changes, after thousands of steps
KEY_LIMIT = 64  # letters of a figure's key
SIDES = (64, 2048)  # pixels at which faces may be drawn and portraits read
PNG_HEAD = struct.Struct(">8s4x4sIIBB")  # its mark, IHDR with width, height, bits and kind of colours
HEAD_LETTERS = 36  # of base64, which hold the head


def list_guide_faults(job: RenderJob, limits: Mapping[str, Limits], text_limit: int) -> Iterator[str]:
    """Yield what of a job's guide cannot be, "" for what can; nothing where it has none."""
    guide = guide_of(job)
    if guide is None:
        return
    people = len(guide.figures)
    yield f"its guide has {people} people, more than {MOST_REGIONS}" if people > MOST_REGIONS else ""
    yield from list_texts(guide, text_limit)
    yield from list_nets(guide)
    yield from (find_figure_fault(figure, job.width, job.height) for figure in guide.figures)
    yield "its guide's lines are no drawing of half its size" if guide.lines and not is_half(guide.lines, job) else ""
    yield from list_face_faults(guide.faces, limits) if guide.faces else ()
    sizes = {"faces are drawn": guide.faces, "portraits are read": guide.reference}
    yield from (f"its {what} at {way.size} pixels" for what, way in sizes.items() if way and not is_side(way.size))


def list_texts(guide: Guide, limit: int) -> Iterator[str]:
    """Yield what goes on for pages."""
    nets = [net.name for net in (guide.net, guide.likeness_net) if net]
    texts = {"base": [guide.base], "words": [figure.words for figure in guide.figures], "network": nets}
    longest = {what: max(map(len, said), default=0) for what, said in texts.items()}
    yield from (f"its guide's {what} has {letters:,} letters" for what, letters in longest.items() if letters > limit)


def list_nets(guide: Guide) -> Iterator[str]:
    """Yield which network is missing, or reads what nobody draws."""
    for use, net in ((guide.kind, guide.net), (guide.likeness, guide.likeness_net)):
        yield f"its guide is {use}, without a network" if use in USES and net is None else ""
        yield "its guide's network reads no map that is drawn" if net and net.reads not in ("", *READS) else ""


def find_figure_fault(figure: GuidedFigure, width: int, height: int) -> str:
    """Say what of a figure cannot be; "" where all can."""
    if len(figure.key) > KEY_LIMIT or (figure.portrait and not DIGEST.fullmatch(figure.portrait)):
        return "a person of its guide has no such key or portrait"
    return find_cells_fault(figure.cells, width, height) or find_body_fault(figure, width, height)


def find_cells_fault(cells: tuple[int, ...], width: int, height: int) -> str:
    """Say what of a figure's runs of cells cannot be; "" where all can."""
    across, down = count_cells(width, height)
    firsts, lengths = cells[::2], cells[1::2]
    if len(firsts) != len(lengths) or any(length < 1 for length in lengths):
        return "a person of its guide has cells that are none"
    ends = [first + length for first, length in zip(firsts, lengths, strict=True)]
    if any(first < end for first, end in zip(firsts[1:], ends, strict=False)):
        return "a person of its guide has the same cell twice"
    return "a person of its guide stands outside the picture" if ends and ends[-1] > across * down else ""


def find_body_fault(figure: GuidedFigure, width: int, height: int) -> str:
    """Say what of joints and head cannot be; "" where all can."""
    points = [joint for joint in figure.joints if joint]
    if len(figure.joints) not in (0, JOINTS):
        return f"a person of its guide has {len(figure.joints)} joints instead of {JOINTS}"
    if any(not (0 <= x < width and 0 <= y < height) for x, y in points):
        return "a person of its guide has a joint outside the picture"
    if figure.head:
        left, top, right, bottom = figure.head
        if not (0 <= left < right <= width and 0 <= top < bottom <= height):
            return "a person of its guide has a head outside the picture"
    return ""


def is_half(lines: str, job: RenderJob) -> bool:
    """Tell whether the text of a line drawing begins as a PNG of one bit does, half as wide and high as the picture."""
    try:
        mark, kind, width, height, bits, colours = PNG_HEAD.unpack_from(base64.b64decode(lines[:HEAD_LETTERS]))
    except (binascii.Error, struct.error):
        return False
    size = (-(-job.width // 2), -(-job.height // 2))
    is_png = (mark, kind, bits, colours) == (b"\x89PNG\r\n\x1a\n", b"IHDR", 1, 0)
    return is_png and (width, height) == size and len(lines) <= width * height


def list_face_faults(faces: Faces, limits: Mapping[str, Limits]) -> Iterator[str]:
    """Yield what of the face pass cannot be."""
    yield limits["steps"].find_fault("steps of its faces", faces.steps)
    yield "its faces are drawn with next to no noise" if faces.strength < LEAST_STRENGTH else ""


def is_side(size: int) -> bool:
    """Tell whether a small picture may have such a side."""
    low, high = SIDES
    return low <= size <= high and size % 8 == 0
