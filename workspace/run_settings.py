"""Records for what a run is asked for and what config.py says; nothing below the command sees its arguments."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sdxl.guides import Reference
from workspace.novel_file import NovelFile

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from errors import Limits
    from records import Key, Presets, Style

GUIDE_KEYS = ("guide", "guide_net", "likeness", "likeness_net", "faces")
ENGINE_KEYS = ("lora", "cfg_cutoff", "fp16_accumulation", *GUIDE_KEYS)
TELL = Path()  # --tidy without a folder
EXPORTS = ("maps", "ora")  # what other programs open: maps for networks, panels in layers for painters
BROUGHT = ("steps", "guidance")  # by a preset
GIVEN_KEYS = ("model", "steps", "guidance", "width", "height", "seed", "style", "negative", *ENGINE_KEYS)


@dataclass(frozen=True, slots=True)
class Folders:
    """Where things lie; each has an option of its name."""

    novel: Path  # a folder of chapters, or one Markdown file
    output: Path  # pictures
    prompts: Path
    logs: Path
    cast: Path  # a file


@dataclass(frozen=True, slots=True)
class NetDefault:
    """The network that a guide takes where none is named, and how every one is used for it."""

    net: str  # a known name, a file or a hub id
    strength: float
    end: float  # share of the steps


@dataclass(frozen=True, slots=True)
class GuideDefaults:
    """What directs a picture where nobody says otherwise."""

    kind: str  # one of GUIDES
    share: float  # of the picture's own words inside a person
    likeness: str  # one of LIKENESS_CHOICES
    faces: bool
    nets: Mapping[str, NetDefault]  # by "pose", "strong" and "ip-adapter"
    reference: Reference = field(default_factory=Reference)  # how a portrait is read along


@dataclass(frozen=True, slots=True)
class Defaults:
    """What config.py says: every value that the command line does not give."""

    version: str
    folders: Folders
    book: Path  # folder of the illustrated book
    blank_lines_break: int
    model: str
    presets: Presets
    style: str
    styles: Mapping[str, Style]
    width: int
    height: int
    limits: Mapping[str, Limits]  # by the setting's name
    attention: str
    memory: str
    loras: tuple[str, ...]
    long_prompts: bool
    cfg_cutoff: float | None
    fp16_accumulation: bool
    guides: GuideDefaults


@dataclass(frozen=True, slots=True)
class Home:
    """Where one run's book is, and what its author says of it."""

    folders: Folders
    usual: Folders  # what they are without the command line's options
    book: Path  # where the illustrated books go
    file: NovelFile = field(default_factory=NovelFile)
    said: str = ""  # which book it is; "" where that is plain
    missing: str = ""  # why there is no novel; "" where there may be one

    @property
    def engine(self) -> str:
        """The engine without the command line's option."""
        return self.file.engine or "auto"


@dataclass(frozen=True, slots=True)
class Selection:
    """Which scenes are drawn; what is empty selects all, several intersect."""

    chapters: tuple[range | str, ...] = ()  # numbers, or the name of a file
    scenes: tuple[tuple[int, range], ...] = ()  # (chapter, scenes)
    resume: Key | None = None  # the first scene
    refresh: tuple[tuple[int, range], ...] = ()  # (chapter, scenes) that the rules word anew


@dataclass(frozen=True, slots=True)
class TakeChoice:
    """Which take of which scene the author wants: 2:5=3."""

    key: Key
    take: int


@dataclass(frozen=True, slots=True)
class PortraitChoice:
    """Which portrait of which person the author wants: emma=3."""

    stem: str  # of the file's name: "emma", "emma_from_12"
    number: int


@dataclass(frozen=True, slots=True)
class Machine:
    """How SDXL uses the machine; none of it decides what is in the picture."""

    memory: str  # one of MEMORY_CHOICES
    max_vram: float | None = None  # GB; None: all there is
    compiled: bool = False


@dataclass(frozen=True, slots=True)
class RunSettings:
    """Everything that one run of generate_scene_images.py is asked for."""

    defaults: Defaults
    home: Home
    folders: Folders
    machine: Machine
    selection: Selection = field(default_factory=Selection)
    engine: str = "auto"
    given: Mapping[str, Any] = field(default_factory=dict)  # settings of the command line, by GIVEN_KEYS
    force: bool = False
    verify: bool = False  # look at every byte of the pictures, also of those that earlier runs found sound
    refresh: bool = False  # draw anew what was drawn from other words than the rules write now
    # Instead of drawing
    init: bool = False  # write novel.toml
    dry_run: bool = False
    as_json: bool = False  # with dry_run
    export: tuple[str, ...] = ()  # of EXPORTS, written for other programs beside the pictures
    gallery: bool = False  # write the proof sheet; without dry_run nothing else
    open_page: bool = False  # show the proof sheet in the browser at the end
    watch: bool = False  # run again whenever a file of the author's is saved
    tidy: Path | None = None  # where to move what is left over; TELL: only tell how much it is
    check: bool = False
    write_cast: bool = False
    check_cast: bool = False
    reproduce: tuple[Path, ...] = ()  # pictures to draw again from their recipes
    trust: bool = False  # with reproduce: open also what only the recipes name
    takes: int = 0  # of each scene, to choose from; 0: the scene's own picture
    choices: tuple[TakeChoice, ...] = ()
    cast_portraits: Sequence[str] | None = None  # of whom portraits are drawn; empty: of the leading people
    portrait_choices: tuple[PortraitChoice, ...] = ()
    anyway: bool = False  # with choices: also takes of another style or model
    keep: tuple[tuple[int, range], ...] = ()  # (chapter, scenes) whose pictures are final
    unkeep: tuple[tuple[int, range], ...] = ()  # and those that no longer are
    corrections: Mapping[Key, Mapping[str, Any]] = field(default_factory=dict)  # None takes a key back, no key all
    # Talk
    console_level: int = logging.INFO
    is_verbose: bool = False
    show_bar: bool = False

    @property
    def is_page_alone(self) -> bool:
        """Whether the run writes the proof sheet and nothing else."""
        return self.gallery and not self.dry_run and not self.is_deskwork and not self.export

    @property
    def only_plans(self) -> bool:
        """Whether the run leaves prompt files and pictures as they are."""
        return self.dry_run or self.is_page_alone or bool(self.export)

    @property
    def is_deskwork(self) -> bool:
        """Whether the run changes files of the author's desk instead of drawing."""
        return bool(self.choices or self.portrait_choices or self.keep or self.unkeep)
