"""Pictures on disk: a PNG carries its whole recipe, is written atomically, and is verified when read."""

from __future__ import annotations

import contextlib
import json
import os
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from records import RenderJob, job_from_json
from sdxl.schedulers import find_scheduler
from workspace.engine_reads import only_read
from workspace.files import move_beside, replacing
from workspace.identity import SceneIdentity
from workspace.same_pixels import has_pixels

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from PIL import Image, PngImagePlugin

CHUNK = "novel_scene"  # our PNG text chunk; other tools ignore it
PARAMETERS = "parameters"  # the AUTOMATIC1111 form that other tools read
REPLACED = "replaced"  # folder beside the pictures where old ones are kept
READ_ERRORS = (OSError, SyntaxError, ValueError, KeyError, TypeError, AttributeError)


@dataclass(frozen=True, slots=True)
class PictureRecord:
    """What a picture says of itself besides its pixels."""

    chapter: int
    scene: int
    identity: SceneIdentity  # of the text it was made from
    job: RenderJob
    given: Mapping[str, Any] = field(default_factory=dict)  # of a take, settings that came from the command line
    edits: Mapping[str, Any] = field(default_factory=dict)  # values that came from the author's prompt file
    version: str = ""  # of the program that drew it
    corrections: Mapping[str, Any] = field(default_factory=dict)  # what the author said of the scene
    cast: Mapping[str, str] | None = None  # digests of the people's entries by name; None: an earlier version drew it
    style: str = ""  # digest of the style's words

    def to_json(self) -> str:
        """Give the `novel_scene` chunk."""
        values = {
            "chapter": self.chapter,
            "scene": self.scene,
            "text_sha256": self.identity.sha256,
            "sketch": self.identity.sketch,
            "job": self.job.to_json(),
            "given": dict(self.given),
            "edits": dict(self.edits),
            "corrections": dict(self.corrections),
            "fingerprint": self.job.fingerprint,
            "version": self.version,
            **({"cast": dict(self.cast), "style": self.style} if self.cast is not None else {}),
        }
        return json.dumps(values, sort_keys=True, ensure_ascii=False)


def record_from_json(text: str) -> PictureRecord:
    """Rebuild a record from its chunk; raises KeyError, TypeError or ValueError where it is not one.

    Jobs of older versions hold more than their engine reads: that is left out.
    """
    values = json.loads(text)
    return PictureRecord(
        chapter=int(values["chapter"]),
        scene=int(values["scene"]),
        identity=SceneIdentity(str(values["text_sha256"]), str(values["sketch"])),
        job=only_read(job_from_json(values["job"])),
        given=dict(values["given"]),
        edits=dict(values.get("edits", {})),
        version=str(values.get("version", "")),
        corrections=dict(values.get("corrections", {})),
        cast=dict(values["cast"]) if "cast" in values else None,
        style=str(values.get("style", "")),
    )


@dataclass(frozen=True, slots=True)
class Picture:
    """A file in the picture folder."""

    path: Path
    record: PictureRecord | None  # None: not made by us, or too broken to tell
    sound: bool  # every chunk's checksum is right, through IEND


def read_picture(path: Path) -> Picture:
    """Read a picture's record and check the whole file."""
    from PIL import Image  # noqa: PLC0415 - a run before there are pictures needs none

    record = None
    try:
        with Image.open(path, formats=("PNG",)) as image:
            text = image.info.get(CHUNK)  # `image.text` would decode the pixels and spoil verify()
            with contextlib.suppress(*READ_ERRORS):
                record = record_from_json(text) if text else None
            image.verify()
    except (*READ_ERRORS, Image.DecompressionBombError):
        return Picture(path, record, sound=False)
    return Picture(path, record, sound=True)


def read_record(path: Path) -> PictureRecord | None:
    """Read a picture's recipe without checking the file; None where there is none."""
    from PIL import Image  # noqa: PLC0415

    try:
        with Image.open(path, formats=("PNG",)) as image:
            text = image.info.get(CHUNK)
        return record_from_json(text) if text else None
    except (*READ_ERRORS, Image.DecompressionBombError):
        return None


def is_picture_of(path: Path, job: RenderJob) -> bool:
    """Tell whether an intact picture of exactly this job is there."""
    if not path.exists():
        return False
    found = read_picture(path)
    return found.sound and found.record is not None and found.record.job.fingerprint == job.fingerprint


def read_pictures(folder: Path) -> list[Picture]:
    """Read every PNG of the folder, by name, without replaced and unfinished ones."""
    if not folder.is_dir():
        return []
    return [read_picture(path) for path in sorted(folder.iterdir()) if path.suffix.lower() == ".png" and path.is_file()]


def save_picture(image: Image.Image, record: PictureRecord, path: Path, old: Path | None = None) -> bool:
    """Write a picture with its recipe; once it is complete, the old picture moves to `replaced/`.

    Gives whether the old picture was of ours and equal to the last pixel: then it is replaced and no copy is kept.
    Raises OSError where writing fails; the old picture then stays where it was.
    """
    standing_now = read_picture(path)
    is_same = old is None and standing_now.sound and standing_now.record is not None and has_pixels(path, image)

    def make_room() -> None:
        for standing in dict.fromkeys((old, path)):
            if standing is not None and os.path.lexists(standing) and not is_same:
                set_aside(standing)

    with replacing(path, make_room) as file:
        image.save(file, format="PNG", pnginfo=make_chunks(record))
    return is_same


def set_aside(path: Path) -> Path:
    """Move a file (or whatever stands there) to `replaced/` under a free name."""
    return move_beside(path, REPLACED)


def make_chunks(record: PictureRecord) -> PngImagePlugin.PngInfo:
    """Make the PNG's text chunks: one for the usual tools, one of our own."""
    from PIL import PngImagePlugin  # noqa: PLC0415

    chunks = PngImagePlugin.PngInfo()
    for key, text in ((PARAMETERS, make_parameters(record)), (CHUNK, record.to_json())):
        chunks.add_text(key, text.encode("utf-8", "replace").decode("utf-8"))
    return chunks


def make_parameters(record: PictureRecord) -> str:
    """Write the job the way AUTOMATIC1111 does: prompt, negative prompt, and a last line of `key: value` pairs."""
    job = record.job
    negative = f"Negative prompt: {escape_prompt(job.negative_prompt)}" if job.negative_prompt else ""
    lines = [line for line in (escape_prompt(job.prompt), negative) if line]  # a panel is drawn from no prompt
    values = {**sampling_values(job), "Seed": job.seed, "Size": f"{job.width}x{job.height}", **model_values(job)}
    values |= {"Chapter": record.chapter, "Scene": record.scene, "Version": f"novel-scenes {record.version}"}
    return "\n".join([*lines, ", ".join(f"{key}: {quote_value(str(value))}" for key, value in values.items())])


def escape_prompt(prompt: str) -> str:
    """Put a prompt on one line and escape the words that would end it for other tools."""
    return " ".join(prompt.split()).replace("Negative prompt:", "Negative prompt :")


def sampling_values(job: RenderJob) -> dict[str, object]:
    """Name steps, sampler and guidance; a storyboard has none."""
    if job.engine == "storyboard":
        return {"Steps": 0, "Sampler": "storyboard", "CFG scale": 0}
    scheduler = find_scheduler(job.scheduler)
    schedule = {"Schedule type": scheduler.schedule_type} if scheduler.schedule_type else {}
    return {"Steps": job.steps, "Sampler": scheduler.sampler, **schedule, "CFG scale": job.guidance}


def model_values(job: RenderJob) -> dict[str, object]:
    """Name model, VAE and adapters, where there are any."""
    values: dict[str, object] = {"Model": job.model} if job.model else {}
    if job.vae:
        values["VAE"] = job.vae
    if job.loras:
        values["Lora hashes"] = ", ".join(f"{lora.name}: {lora.weight}" for lora in job.loras)
    return values | {"RNG": "CPU"}


def quote_value(value: str) -> str:
    """Quote a value that holds what separates values."""
    return json.dumps(value, ensure_ascii=False) if re.search(r"[,:\n\"]", value) else value
