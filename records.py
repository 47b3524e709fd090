"""What flows between the stages: Novel, Chapter, Scene -> SceneReading -> ScenePrompt -> RenderJob -> Drawn."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from typing import TYPE_CHECKING, Any, Literal, Protocol

if TYPE_CHECKING:
    from pathlib import Path

    from PIL import Image

Key = tuple[int, int]  # (chapter, scene)
Presence = Literal["lead", "present", "remote", "mentioned"]
TimeOfDay = Literal["dawn", "morning", "midday", "afternoon", "evening", "dusk", "night", "unknown"]

TIMES_OF_DAY: tuple[TimeOfDay, ...] = ("dawn", "morning", "midday", "afternoon", "evening", "dusk", "night", "unknown")
WEATHERS = ("rain", "snow", "fog", "sun", "wind", "storm", "cloud")
MEMORY_CHOICES = ("auto", "resident", "two-phase", "fp8", "model-offload", "group-offload", "sequential")
EVIDENCE_SLOTS = ("lead", "place", "time_of_day", "weather", "mood", "action")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a scene's text that Markdown sets apart: italics (thoughts, letters, titles), bold, a quote."""

    kind: Literal["emphasis", "strong", "blockquote", "heading", "turn"]  # "turn": a space that breaks the line
    start: int  # characters into Scene.text
    end: int


@dataclass(frozen=True, slots=True)
class Scene:
    """One scene: what is drawn as one picture."""

    chapter: int  # the chapter's number, used in file names and on the command line
    number: int  # from 1 within its chapter
    title: str  # the scene's own heading, else its chapter's title; "" where there is neither
    file: str  # relative to the novel's folder, with "/"
    file_scene: int  # from 1 within its file
    lines: tuple[int, int]  # first and last line in the file, from 1
    text: str  # plain prose, NFC; white space within a paragraph is one space, between paragraphs one "\n"
    line_map: tuple[tuple[int, int], ...] = ()  # (characters into text, line in the file), ascending
    marks: tuple[Mark, ...] = ()

    @property
    def key(self) -> Key:
        """(chapter, scene), the way an author names it."""
        return (self.chapter, self.number)

    @property
    def words(self) -> int:
        """Number of words."""
        return len(self.text.split())

    def line_at(self, start: int) -> int:
        """Line in the file that holds the character at `start`."""
        index = bisect_right(self.line_map, (start, 1 << 62)) - 1
        return self.line_map[index][1] if index >= 0 else self.lines[0]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter and its scenes, in reading order."""

    number: int
    title: str  # without label or number: "The Door"
    file: str  # in which it begins
    scenes: tuple[Scene, ...]
    label: str = ""  # what its heading says before the title: "Chapter One"
    part: str = ""  # the title of a part that begins with it
    epigraph: Scene | None = None  # the motto above its first scene


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A stretch of a file that is not read as story, for the author to see."""

    file: str
    lines: tuple[int, int]  # first and last line in the file, from 1
    what: str  # "CRAFT NOTES", "an end mark"
    words: int
    breaks: int = 0  # scene breaks inside it
    is_large: bool = False  # more than a tenth of its file, or with scene breaks: worth a warning


@dataclass(frozen=True, slots=True)
class Novel:
    """A whole novel as the program reads it."""

    title: str
    folder: Path
    chapters: tuple[Chapter, ...]  # every one with at least one scene
    warnings: tuple[str, ...] = ()  # sentences for the author
    skipped: tuple[str, ...] = ()  # files that are no chapters, with why
    order: tuple[str, ...] = ()  # sentences: which order was followed, and which file got which number
    left_out: tuple[LeftOut, ...] = ()
    details: Mapping[str, str] = field(default_factory=dict)  # author, language and date, as the manuscript states them

    @property
    def scenes(self) -> tuple[Scene, ...]:
        """All scenes in reading order."""
        return tuple(scene for chapter in self.chapters for scene in chapter.scenes)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that decided something, as they stand in the scene."""

    line: int  # in the file, from 1
    start: int  # characters into the scene's plain text
    text: str


@dataclass(frozen=True, slots=True)
class Person:
    """One person as a scene shows them; only `lead` and `present` people are drawn."""

    name: str  # as the book names them most fully, or the description of an unnamed one ("the boy")
    presence: Presence
    aliases: tuple[str, ...] = ()
    gender: str = ""  # "female", "male" or "" where the text does not tell
    age: str = ""  # words: "in her thirties", "teenage", "old"
    named: bool = True
    look: str = ""  # as a phrase, with what this scene tells: "woman in her thirties with short red hair"
    outfit: str = ""  # what is worn in this scene: "green coat"
    facts: tuple[str, ...] = ()  # visible facts that the text of this very scene states
    lasting: str = ""  # of a named person: the look without what this scene tells
    doing: str = ""  # by the author's correction alone: "carrying a chest"; the lead's is the reading's action too
    holding: str = ""  # likewise

    @property
    def is_drawn(self) -> bool:
        """Whether this person is bodily in the scene."""
        return self.presence in ("lead", "present")


@dataclass(frozen=True, slots=True)
class Weighed:
    """A possible answer with the weight of its evidence, and what was seen that weighed most."""

    answer: str
    weight: float  # to two places; what is asked with yes or no is so above 0
    reasons: tuple[tuple[str, float], ...]  # the heaviest first


@dataclass(frozen=True, slots=True)
class SceneReading:
    """Who is there, where, when, in what weather and mood, doing what; and the words that say so."""

    characters: tuple[Person, ...] = ()  # the lead first, then present, remote, mentioned
    people: tuple[str, ...] = ()  # unnamed people in the background: "two guards", "a crowd"
    place: str = ""  # a noun phrase of at most four words, the author's own of any length
    places: tuple[str, ...] = ()  # ranked, `place` first
    interior: bool | None = None
    time_of_day: TimeOfDay = "unknown"
    weather: tuple[str, ...] = ()  # of WEATHERS
    mood: str = ""  # one word
    action: str = ""  # at most two -ing verbs and eight words
    props: tuple[str, ...] = ()
    shot: str = ""  # "establishing shot", "wide shot", "medium shot", "two-shot", "close-up", …
    evidence: Mapping[str, tuple[Evidence, ...]] = field(default_factory=dict)  # by EVIDENCE_SLOTS
    weighed: Mapping[str, tuple[Weighed, ...]] = field(default_factory=dict)  # by slot, the likeliest answer first
    corrected: tuple[str, ...] = ()  # keys of what the author put right: no rule changes that any more

    @property
    def lead(self) -> Person | None:
        """The one to draw, or None in a scene with nobody."""
        return next((person for person in self.characters if person.presence == "lead"), None)

    @property
    def drawn(self) -> tuple[Person, ...]:
        """The people bodily there, the lead first."""
        return tuple(person for person in self.characters if person.is_drawn)


@dataclass(frozen=True, slots=True)
class Style:
    """How every picture of the book looks: the words before and after the subject, and what to keep out."""

    medium: str
    finish: tuple[str, ...]  # in falling order of weight
    negative: str
    monochrome: bool = False  # True: colors are left out of what people wear


@dataclass(frozen=True, slots=True)
class ScenePrompt:
    """The prompt and negative prompt of one scene, and what did not fit."""

    prompt: str
    negative_prompt: str
    tokens: int  # with start and end, at most 77
    negative_tokens: int
    dropped: tuple[str, ...]  # what did not fit, in the order it was dropped


@dataclass(frozen=True, slots=True)
class Preset:
    """A model with its recommended settings."""

    model: str  # hub id, local folder or .safetensors file
    steps: int
    guidance: float
    scheduler: str
    vae: str = ""  # "" keeps the model's own
    loras: tuple[str, ...] = ()
    size: tuple[int, int] | None = None  # width and height it was made for; None: the usual size


@dataclass(frozen=True, slots=True)
class Presets:
    """The named models, and the settings for models without a preset."""

    by_name: Mapping[str, Preset]
    usual: Preset  # its steps, guidance and scheduler are for a model that is no preset


@dataclass(frozen=True, slots=True)
class Lora:
    """A low-rank adapter laid over the model."""

    name: str  # file name or hub id
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class RenderJob:
    """What to draw and how; no path, device, time or memory plan belongs here."""

    engine: str  # "sdxl" or "storyboard"
    model: str  # hub id, or "NAME SIZE SHA256" of a local model; "" for the storyboard
    prompt: str
    negative_prompt: str
    seed: int  # 0 to 2**32 - 1
    steps: int
    guidance: float  # classifier-free guidance scale; above 1 turns the negative prompt on
    width: int  # pixels, a multiple of 8
    height: int
    scheduler: str = ""
    vae: str = ""
    loras: tuple[Lora, ...] = ()
    cfg_cutoff: float | None = None  # share of the steps after which guidance stops; None: never
    long_prompts: bool = False  # encode in chunks of 75 tokens instead of packing into 77
    fp16_accumulation: bool = False
    drawing: Mapping[str, Any] = field(default_factory=dict)  # storyboard only: version, reading, looks (JSON values)
    guide: Mapping[str, Any] = field(default_factory=dict)  # sdxl only: what `sdxl/guides.py` reads (JSON values)

    def to_json(self) -> dict[str, Any]:
        """Give the job as JSON values, every key present but a guide that is none: pictures without one stay theirs."""
        names = [field.name for field in fields(self) if field.name != "guide" or self.guide]
        values = {name: getattr(self, name) for name in names}
        return {**values, "loras": tuple(map(asdict, self.loras))}

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the job's canonical JSON: equal fingerprints mean the same picture."""
        text = json.dumps(self.to_json(), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Drawn:
    """What an engine made of one job: a picture, or the sentence that says why there is none."""

    index: int  # position of the job in the sequence that the engine was given
    image: Image.Image | None
    error: str = ""  # one sentence with its remedy; "" when the picture is there
    details: str = ""  # a traceback for the log
    seconds: float = 0.0
    peak_bytes: int | None = None  # peak device memory; None where the device does not tell
    device: str = "cpu"
    step_seconds: float = 0.0  # of one denoising step; 0 where there are none
    plan: str = ""  # the memory plan it was drawn under
    notes: tuple[str, ...] = ()  # what had to be done for it, such as "out of memory while decoding: ..."
    job: RenderJob | None = None  # as it was drawn, where memory had no room for the whole guide; None: as asked


StepReport = Callable[[int, int], None]  # (steps done, steps in all) of the picture under way
Begin = Callable[[int], bool]  # asked right before a job is drawn; False passes it over, for another process has it


def always(_index: int) -> bool:
    """Begin every job."""
    return True


class Engine(Protocol):
    """Draws jobs in order and yields one `Drawn` a job; a job that fails does not end the run.

    It ends early, with jobs that it never began, where its device computes no more.
    """

    def __call__(self, jobs: Sequence[RenderJob], on_step: StepReport, begin: Begin = always) -> Iterator[Drawn]:
        """Draw every job that `begin` lets through; the model is loaded for the first of them."""
        ...
