"""What a picture says of itself, in its PNG: written by us, and read as from a stranger, typed or not at all."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from records import Lora, RenderJob
from sdxl.guides import GUIDES, JOINTS, LAYERS, LIKENESS_CHOICES, LIKENESSES
from typed import (
    a_flag,
    a_text,
    anything,
    fields,
    finite,
    hold_once,
    list_of,
    list_of_length,
    mapping_of,
    none_such,
    one_of,
    or_none,
    whole,
)
from untrusted import parse_json
from workspace.engine_reads import only_read
from workspace.identity import SceneIdentity


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
    asked: Mapping[str, Any] = field(default_factory=dict)  # the guide that was asked for, if memory had no room for it

    @property
    def wanted(self) -> RenderJob:
        """The job as it was asked for."""
        return replace(self.job, guide=self.asked) if self.asked else self.job

    def answers(self, job: RenderJob) -> bool:
        """Tell whether a picture is what a job asks for, or as much of its guide as memory had room for."""
        asked = job.fingerprint
        return asked == self.job.fingerprint or (bool(self.asked) and asked == self.wanted.fingerprint)

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
            **({"asked": dict(self.asked)} if self.asked else {}),
        }
        return json.dumps(values, sort_keys=True, ensure_ascii=False)


def record_from_json(content: str) -> PictureRecord:
    """Rebuild a record from its chunk; raises DocumentError or WrongValue where it is not one.

    Jobs of older versions hold more than their engine reads: that is left out.
    """
    values = RECORD("", hold_once(parse_json(content)))
    return PictureRecord(
        chapter=values["chapter"],
        scene=values["scene"],
        identity=SceneIdentity(values["text_sha256"], values["sketch"]),
        job=only_read(make_job(values["job"])),
        given=values["given"],
        edits=values.get("edits", {}),
        version=values.get("version", ""),
        corrections=values.get("corrections", {}),
        cast=values.get("cast"),
        style=values.get("style", ""),
        asked=values.get("asked", {}),
    )


def job_from_json(values: Mapping[str, Any]) -> RenderJob:
    """Rebuild a job from its JSON values; raises WrongValue where they are not one."""
    return make_job(JOB("job", values))


def make_job(values: Mapping[str, Any]) -> RenderJob:
    """Make a job of values whose types are known."""
    return RenderJob(**{**values, "loras": tuple(Lora(**lora) for lora in values.get("loras", ()))})


# --- What each key must be --------------------------------------------------------------------------------------------
# Ranges are those beyond which no picture can have been drawn; what may be drawn now is the command line's affair.

NUMBER = whole(0, 10**9)  # of a chapter, a scene
SEED = whole(0, 2**32 - 1)
STEPS, GUIDANCE, SHARE = whole(0, 10**6), finite(0, 10**6), finite(0, 1)
SIDE_LIMIT = 10**6
SIDE = whole(1, SIDE_LIMIT)  # pixels
WEIGHT = finite(-(10**6), 10**6)
TEXTS = list_of(a_text)

# Of a panel; what other versions of the program add is kept as it is.
FIGURE = fields({}, dict.fromkeys(("key", "presence", "gender", "age", "look", "outfit", "doing"), a_text), anything)
DRAWING = fields(
    {},
    {
        "version": NUMBER,
        "people": list_of(FIGURE),
        "interior": or_none(a_flag),
        **dict.fromkeys(("background", "places", "weather", "props"), TEXTS),
        **dict.fromkeys(("place", "time_of_day", "mood", "action", "shot"), a_text),
    },
    anything,
)
PIXEL = whole(-SIDE_LIMIT, SIDE_LIMIT)
POINT, BOX = list_of_length(2, PIXEL), list_of_length(4, PIXEL)
NET = fields({"name": a_text}, {"reads": a_text, "strength": finite(0, 10), "end": SHARE}, none_such)
FIGURE_OF_GUIDE = fields(
    {},
    {
        **dict.fromkeys(("key", "words", "portrait"), a_text),
        "cells": list_of(whole(0, 10**7)),
        "joints": list_of_length(JOINTS, or_none(POINT)),
        "head": or_none(BOX),
        "depth": whole(0, SIDE_LIMIT),
    },
    none_such,
)
GUIDE = fields(
    {},
    {
        "kind": one_of(*GUIDES),
        "likeness": one_of("", *LIKENESSES),
        "base": a_text,
        "lines": a_text,
        "share": SHARE,
        "figures": list_of(FIGURE_OF_GUIDE),
        **dict.fromkeys(("net", "likeness_net"), or_none(NET)),
        "reference": or_none(fields({}, {"size": SIDE, "end": SHARE, "layers": one_of(*LAYERS)}, none_such)),
        "faces": or_none(
            fields({}, {"below": SIDE, "size": SIDE, "steps": whole(1, 10**3), "strength": SHARE}, none_such)
        ),
    },
    none_such,
)
JOB = fields(
    {
        "engine": one_of("sdxl", "storyboard"),
        **dict.fromkeys(("model", "prompt", "negative_prompt"), a_text),
        "seed": SEED,
        "steps": STEPS,
        "guidance": GUIDANCE,
        "width": SIDE,
        "height": SIDE,
    },
    {
        **dict.fromkeys(("scheduler", "vae"), a_text),
        "loras": list_of(fields({"name": a_text}, {"weight": WEIGHT}, none_such)),
        "cfg_cutoff": or_none(SHARE),
        **dict.fromkeys(("long_prompts", "fp16_accumulation"), a_flag),
        "drawing": DRAWING,
        "guide": GUIDE,
    },
    none_such,
)
SETTINGS = {  # of a prompt file and of a command line; other keys are left out
    **dict.fromkeys(("prompt", "negative_prompt", "model", "style", "negative"), a_text),
    "seed": SEED,
    "steps": STEPS,
    "guidance": GUIDANCE,
    "width": SIDE,
    "height": SIDE,
    "lora": TEXTS,
    "cfg_cutoff": SHARE,
    **dict.fromkeys(("fp16_accumulation", "faces"), a_flag),
    "guide": one_of(*GUIDES),
    "likeness": one_of(*LIKENESS_CHOICES),
    **dict.fromkeys(("guide_net", "likeness_net"), a_text),
}
CORRECTIONS = fields(
    {},
    {
        **dict.fromkeys(("place", "time", "mood", "shot", "lead", "action"), a_text),
        **dict.fromkeys(("interior", "nobody"), a_flag),
        **dict.fromkeys(("weather", "props"), TEXTS),
        "people": list_of(mapping_of(a_text)),
    },
)
RECORD = fields(
    {
        "chapter": NUMBER,
        "scene": NUMBER,
        **dict.fromkeys(("text_sha256", "sketch"), a_text),
        "job": JOB,
        "given": fields({}, SETTINGS),
    },
    {
        "edits": fields({}, SETTINGS),
        **dict.fromkeys(("version", "style"), a_text),
        "corrections": CORRECTIONS,
        "asked": GUIDE,
        "cast": mapping_of(a_text),
    },
)
