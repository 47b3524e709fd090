"""Which value of each setting a scene is drawn with, and why: the strongest source that has one.

Command line, an earlier command line, prompt file, novel.toml, preset, config.py. A preset brings its own steps and
guidance (scheduler and VAE come with its model): it wins over what sources below the one that names it say of those.
"""

from __future__ import annotations

import hashlib
import shlex
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from errors import NovelError, RenderError, UsageError, count, spell
from sdxl.guide_nets import resolve_net
from sdxl.loras import NONE, LoraChoice, resolve_lora
from sdxl.models import spell_preset
from workspace.guide_settings import FindNet, GuideSettings, check_nets, resolve_guide
from workspace.novel_keys import NOVEL_FILE
from workspace.run_settings import BROUGHT, GUIDE_KEYS
from workspace.setting_files import NETS, without_folders

if TYPE_CHECKING:
    from records import Preset
    from sdxl.models import ModelChoice
    from workspace.run_settings import Defaults


FindModel = Callable[[str], "ModelChoice"]
FindLora = Callable[[str], LoraChoice]


@dataclass(frozen=True, slots=True)
class Finders:
    """What finds the files that settings name."""

    model: FindModel
    lora: FindLora = resolve_lora
    net: FindNet = resolve_net


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
    long_prompts: bool = False  # nothing is left out; what CLIP's 77 tokens do not hold is read in more chunks
    guide: GuideSettings = field(default_factory=GuideSettings)
    error: str = ""  # why this scene's own model cannot be used


def list_files(settings: Settings) -> dict[str, str]:
    """List the local files that a picture was drawn with: where each lies, by name, size and digest."""
    choice = settings.choice
    places = {choice.identity: choice.location} if choice and choice.kind != "hub" else {}
    places |= {lora.identity: lora.location for lora in settings.loras}
    places |= {net.identity: net.location for net in settings.guide.nets}
    return {identity: place for identity, place in places.items() if Path(place).is_absolute()}


@dataclass(frozen=True, slots=True)
class Sources:
    """Where a scene's settings come from, the strongest first."""

    given: Mapping[str, Any]  # this run's command line
    kept: Mapping[str, Any]  # an earlier run's command line, as the prompt file remembers it
    edits: Mapping[str, Any]  # the author's prompt file
    book: Mapping[str, Any] = field(default_factory=dict)  # `novel.toml`
    presets: Mapping[str, Preset] = field(default_factory=dict)  # by name; they bring values of their own
    fresh: Collection[str] = ()  # what she edited since an earlier command line: no preset of that wins over it

    @property
    def in_order(self) -> tuple[Mapping[str, Any], ...]:
        """The sources, the strongest first."""
        return self.given, self.kept, self.edits, self.book

    def find(self, key: str) -> Any:  # noqa: ANN401  a setting is text or a number
        """Give the value that the author set, or that a preset brings which is named higher up; None for neither."""
        for source in self.in_order:
            if key in source:
                return source[key]
            preset = self.preset_of(source) if key in BROUGHT else None
            if preset and not (source is self.kept and key in self.fresh):
                return getattr(preset, key)
        return None

    def preset_of(self, source: Mapping[str, Any]) -> Preset | None:
        """Give the preset that a source names, in whatever spelling; None where it names none."""
        return self.presets.get(spell(str(source["model"]), self.presets)) if "model" in source else None

    @property
    def named(self) -> dict[str, Any]:
        """What command lines named, this one or an earlier one; a preset given now brings steps and guidance anew."""
        brought = BROUGHT if self.preset_of(self.given) else ()
        return {**{key: value for key, value in self.kept.items() if key not in brought}, **self.given}


def resolve_settings(sources: Sources, engine: str, defaults: Defaults, find: Finders) -> Settings:
    """Resolve a scene's settings; raises NovelError where the command line's or config.py's model is not there."""
    name = spell_preset(sources.find("model") or defaults.model, defaults.presets)
    choice, error = None, ""
    engine_settings: dict[str, Any] = {}
    if engine == "sdxl":
        try:
            choice = find.model(name)
        except NovelError as problem:
            if name in (sources.given.get("model"), defaults.model):
                raise
            if name == sources.book.get("model"):
                raise RenderError(f"{NOVEL_FILE}: {problem}") from None
            error = str(problem)
        try:
            engine_settings = resolve_engine_settings(sources, name, defaults, find)
        except NovelError as problem:
            if not is_remembered(sources):
                raise
            choice, error = None, str(problem)  # an earlier run's adapter is gone: its picture is still right
    else:
        check_given(sources.given, find)
    values = find_numbers(sources, name, engine, defaults)
    style = sources.find("style") or defaults.style
    return Settings(
        model=name,
        choice=choice,
        steps=int(values["steps"]),
        guidance=float(values["guidance"]),
        width=int(values["width"]),
        height=int(values["height"]),
        style=style if style in defaults.styles else defaults.style,
        long_prompts=defaults.long_prompts and engine == "sdxl",
        error=error,
        **engine_settings,
    )


def find_numbers(sources: Sources, model: str, engine: str, defaults: Defaults) -> dict[str, Any]:
    """Find steps, guidance and size: the author's, else the preset's, else those of config.py."""
    preset = defaults.presets.by_name.get(model) or defaults.presets.usual
    width, height = (preset.size if engine == "sdxl" else None) or (defaults.width, defaults.height)
    values = {"steps": preset.steps, "guidance": preset.guidance, "width": width, "height": height}
    return values | {key: value for key in values if (value := sources.find(key)) is not None}


def is_remembered(sources: Sources) -> bool:
    """Tell whether an earlier command line, and not this one, names the files besides the model."""
    return any(key in sources.kept for key in ("lora", *NETS)) and not any(
        key in sources.given for key in ("lora", *GUIDE_KEYS)
    )


def check_given(given: Mapping[str, Any], find: Finders) -> None:
    """Find the files that the command line names, kept for another engine; raises NovelError where one is not there."""
    if "model" in given:
        find.model(str(given["model"]))
    for name in given.get("lora", ()):
        if name != NONE:
            find.lora(name)
    check_nets(given, find.net)


def resolve_engine_settings(sources: Sources, model: str, defaults: Defaults, find: Finders) -> dict[str, Any]:
    """Resolve what only SDXL knows; raises NovelError where an adapter or a network is not there."""
    cutoff, accumulation = sources.find("cfg_cutoff"), sources.find("fp16_accumulation")
    cutoff = defaults.cfg_cutoff if cutoff is None else float(cutoff)
    return {
        "guide": resolve_guide(sources.find, sources.book, defaults.guides, find.net),
        "loras": resolve_loras(sources, model, defaults, find.lora),
        "cfg_cutoff": None if cutoff is None or cutoff >= 1 else cutoff,
        "fp16_accumulation": bool(defaults.fp16_accumulation if accumulation is None else accumulation),
    }


def resolve_loras(sources: Sources, model: str, defaults: Defaults, find_lora: FindLora) -> tuple[LoraChoice, ...]:
    """Give the preset's own adapters, then those of the author."""
    preset = defaults.presets.by_name.get(model)
    asked = sources.find("lora")
    names = [name for name in (defaults.loras if asked is None else asked) if name != NONE]
    try:
        return tuple(find_lora(name) for name in (*(preset.loras if preset else ()), *names))
    except UsageError as error:
        if asked is None or asked is sources.book.get("lora"):
            raise RenderError(f"{'config.py' if asked is None else NOVEL_FILE}: {error}") from None
        raise


def say_overruled(
    book: Mapping[str, Any], given: Mapping[str, Any], remembered: Sequence[Mapping[str, Any]]
) -> list[str]:
    """Say which settings of `novel.toml` wait behind those that an earlier command line gave some of the scenes."""
    said, memory = [], [without_folders(kept) for kept in remembered]
    for key, value in without_folders(book).items():
        others = [kept[key] for kept in memory if key not in given and kept.get(key, value) != value]
        if others:
            scenes = f"{count(len(others), 'scene')} {'keeps' if len(others) == 1 else 'keep'} {others[0]}"
            option = f"--{key.replace('_', '-')}"
            told = option if isinstance(value, bool | list) else f"{option} {shlex.quote(str(value))}"
            said.append(
                f"{NOVEL_FILE} says {key} = {value}; {scenes}, as an earlier command line gave it: {told} changes that."
            )
    return said


def scene_seed(text_sha256: str) -> int:
    """Derive a scene's seed from its text: the same on every machine."""
    return int(text_sha256[:8], 16)


def mix_seed(seed: int, text_sha256: str) -> int:
    """Mix the command line's seed with the scene's text, so that scenes still differ."""
    return int(hashlib.sha256(f"{seed} {text_sha256}".encode()).hexdigest()[:8], 16)
