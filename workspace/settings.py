"""Which value of each setting a scene is drawn with, and why: command line, prompt file, preset, config.py."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import config
from errors import NovelError, RenderError, UsageError
from sdxl.loras import NONE, LoraChoice, resolve_lora
from sdxl.models import default_preset
from workspace.local_files import without_folders

if TYPE_CHECKING:
    from sdxl.models import ModelChoice

ENGINE_KEYS = ("lora", "cfg_cutoff", "fp16_accumulation")
GIVEN_KEYS = ("model", "steps", "guidance", "width", "height", "seed", "style", "negative", *ENGINE_KEYS)
FindModel = Callable[[str], "ModelChoice"]
FindLora = Callable[[str], LoraChoice]


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
    loras: tuple[LoraChoice, ...] = ()
    cfg_cutoff: float | None = None  # None: guidance never stops
    fp16_accumulation: bool = False
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
        """What the new picture has to remember of command lines; where files lie is none of it."""
        return without_folders({**self.kept, **self.given})


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


def resolve_settings(
    sources: Sources, engine: str, find_model: FindModel, find_lora: FindLora = resolve_lora
) -> Settings:
    """Resolve a scene's settings; raises NovelError where the command line's or config.py's model is not there."""
    name = sources.find("model") or config.MODEL
    choice, error = None, ""
    engine_settings: dict[str, Any] = {}
    if engine == "sdxl":
        try:
            choice = find_model(name)
        except NovelError as problem:
            if name in (sources.given.get("model"), config.MODEL):
                raise
            error = str(problem)
        try:
            engine_settings = resolve_engine_settings(sources, name, find_lora)
        except NovelError as problem:
            if "lora" in sources.given or "lora" not in sources.kept:
                raise
            choice, error = None, str(problem)  # an earlier run's adapter is gone: its picture is still right
    preset = config.PRESETS.get(name) or default_preset()
    width, height = (preset.size if engine == "sdxl" else None) or (config.WIDTH, config.HEIGHT)
    values = {"steps": preset.steps, "guidance": preset.guidance, "width": width, "height": height}
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
        **engine_settings,
    )


def resolve_engine_settings(sources: Sources, model: str, find_lora: FindLora) -> dict[str, Any]:
    """Resolve what only SDXL knows; raises NovelError where an adapter is not there."""
    cutoff, accumulation = sources.find("cfg_cutoff"), sources.find("fp16_accumulation")
    cutoff = config.CFG_CUTOFF if cutoff is None else float(cutoff)
    return {
        "loras": resolve_loras(sources, model, find_lora),
        "cfg_cutoff": None if cutoff is None or cutoff >= 1 else cutoff,
        "fp16_accumulation": bool(config.FP16_ACCUMULATION if accumulation is None else accumulation),
    }


def resolve_loras(sources: Sources, model: str, find_lora: FindLora) -> tuple[LoraChoice, ...]:
    """Give the preset's own adapters, then those of the command line or of config.py."""
    preset = config.PRESETS.get(model)
    asked = sources.find("lora")
    names = [name for name in (config.LORAS if asked is None else asked) if name != NONE]
    try:
        return tuple(find_lora(name) for name in (*(preset.loras if preset else ()), *names))
    except UsageError as error:
        if asked is None:
            raise RenderError(f"config.py: {error}") from None
        raise


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
