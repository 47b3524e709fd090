"""Which value of each setting a scene is drawn with, and why: command line, prompt file, preset, config.py."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import config
from errors import NovelError, UsageError

if TYPE_CHECKING:
    from sdxl_models import ModelChoice

GIVEN_KEYS = ("model", "steps", "guidance", "width", "height", "seed", "style", "negative")
FindModel = Callable[[str], "ModelChoice"]


@dataclass(frozen=True, slots=True)
class Settings:
    """One scene's settings, resolved."""

    model: str  # as the author names it: a preset, a path or a hub id
    choice: ModelChoice | None  # None: no model is needed, or it was not found
    steps: int
    guidance: float
    width: int
    height: int
    style: str
    error: str = ""  # why this scene's own model cannot be used


@dataclass(frozen=True, slots=True)
class Sources:
    """Where a scene's settings come from, the strongest first."""

    given: Mapping[str, Any]  # this run's command line
    kept: Mapping[str, Any]  # an earlier run's command line, as the picture remembers it
    edits: Mapping[str, Any]  # the author's prompt file

    def find(self, key: str) -> Any:  # noqa: ANN401  a setting is text or a number
        """Give the author's word on a setting, None where she said nothing."""
        for source in (self.given, self.kept, self.edits):
            if key in source:
                return source[key]
        return None

    @property
    def remembered(self) -> dict[str, Any]:
        """What the new picture has to remember of command lines."""
        return {**self.kept, **self.given}


def keep_given(
    record_given: Mapping[str, Any], record_edits: Mapping[str, Any], edits: Mapping[str, Any]
) -> dict[str, Any]:
    """Keep what an earlier command line said, but where the author has edited the prompt file's value since."""
    file_key = {"negative": "negative_prompt"}
    return {
        key: value
        for key, value in record_given.items()
        if key in GIVEN_KEYS and record_edits.get(file_key.get(key, key)) == edits.get(file_key.get(key, key))
    }


def resolve_settings(sources: Sources, engine: str, find_model: FindModel) -> Settings:
    """Resolve a scene's settings; raises NovelError where the command line's or config.py's model is not there."""
    name = sources.find("model") or config.MODEL
    choice, error = None, ""
    if engine == "sdxl":
        try:
            choice = find_model(name)
        except NovelError as problem:
            if name in (sources.given.get("model"), config.MODEL):
                raise
            error = str(problem)
    preset = config.PRESETS.get(name) or config.PRESETS[config.MODEL]
    values = {"steps": preset.steps, "guidance": preset.guidance, "width": config.WIDTH, "height": config.HEIGHT}
    values |= {key: value for key in values if (value := sources.find(key)) is not None}
    style = sources.find("style") or config.STYLE
    return Settings(
        model=name,
        choice=choice,
        steps=int(values["steps"]),
        guidance=float(values["guidance"]),
        width=int(values["width"]),
        height=int(values["height"]),
        style=style if style in config.STYLES else config.STYLE,
        error=error,
    )


def check_style(name: str) -> str:
    """Give back a style's name; raises UsageError that lists the styles there are."""
    if name not in config.STYLES:
        raise UsageError(f'style "{name}" is not in config.py: take one of {", ".join(config.STYLES)}.')
    return name


def scene_seed(text_sha256: str) -> int:
    """Draw a scene's seed from its text: the same on every machine."""
    return int(text_sha256[:8], 16)


def mix_seed(seed: int, text_sha256: str) -> int:
    """Mix the command line's seed with the scene's text, so that scenes still differ."""
    return int(hashlib.sha256(f"{seed} {text_sha256}".encode()).hexdigest()[:8], 16)
