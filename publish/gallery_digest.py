"""What a part of the proof sheet shows, as a digest: equal digests mean equal scripts, and nothing is made again."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publish.gallery_pictures import Kept
from records import RenderJob
from workspace.identity import SceneIdentity
from workspace.picture_records import PictureRecord
from workspace.plan import PlannedScene

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from publish.gallery_parts import Part
    from publish.gallery_pictures import ProofSheet

# What a record holds and no card shows: most of what would be hashed. All other fields count, new ones too.
NOT_SHOWN: dict[type, Collection[str]] = {
    PlannedScene: (
        "generated",
        "remembered",
        "fresh",
        "is_selected",
        "is_forced",
        "prompt_file",
    ),  # but its corrections
    PictureRecord: ("chapter", "scene", "given", "edits", "version", "corrections", "cast", "style"),
    SceneIdentity: ("sketch",),
    RenderJob: ("drawing",),  # but where two are compared
}
ROOT = Path(__file__).parents[1]
CODE = ("publish/*.py", "workspace/*.py", "prompts/clip_tokens.py", "records.py", "errors.py")  # that makes cards
LENGTH = 20  # hexadecimal digits of SHA-256


def digest_part(sheet: ProofSheet, part: Part) -> str:
    """Digest everything that a part's script depends on, the code that makes it too."""
    chapter = sheet.chapters.get(part[0].scene.chapter, "")
    told = hashlib.sha256(f"{digest_code()} {write((sheet.desktop, chapter))}".encode("utf-8", "surrogatepass"))
    for planned in part:
        kept = sheet.kept.get(planned.scene.key, Kept())
        told.update(
            write((planned, planned.corrections, kept, compared(planned, kept))).encode("utf-8", "surrogatepass")
        )
    return told.hexdigest()[:LENGTH]


def compared(planned: PlannedScene, kept: Kept) -> list[Any]:
    """List what the jobs hold that is compared with each other, where there is a version before or a take."""
    pictures = [planned.picture, kept.before, *kept.takes] if kept.before or kept.takes else []
    return [picture.record.job.drawing for picture in pictures if picture and picture.record]


def lay_out(value: Any) -> object:  # noqa: ANN401  whatever a record holds
    """Give what JSON cannot write as something that it can: a record as its fields, a path as text."""
    kind = type(value)
    if kind not in GETTERS:
        GETTERS[kind] = make_getter(kind)
    return GETTERS[kind](value)


GETTERS: dict[type, Callable[[object], object]] = {}  # what reads of a record what is shown


def make_getter(kind: type) -> Callable[[object], object]:
    """Make what reads the fields of a record that are shown; anything else is its own text."""
    if not is_dataclass(kind):
        return str
    names = [field.name for field in fields(kind)]
    return attrgetter(*(name for name in names if name not in NOT_SHOWN.get(kind, ())))


write = json.JSONEncoder(default=lay_out, ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


@cache
def digest_code() -> str:
    """Digest the code that makes cards: another version of it makes others of the same records."""
    files = sorted(path for pattern in CODE for path in ROOT.glob(pattern))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
