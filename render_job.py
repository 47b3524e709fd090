"""A RenderJob is everything that decides a picture; equal jobs give equal pictures, whatever machine draws them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from PIL import Image


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

    def to_json(self) -> dict[str, Any]:
        """Give the job as JSON values, every key present."""
        return asdict(self)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the job's canonical JSON: equal fingerprints mean the same picture."""
        text = json.dumps(self.to_json(), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def job_from_json(values: Mapping[str, Any]) -> RenderJob:
    """Rebuild the job that a picture carries; raises KeyError or TypeError where it is not one."""
    loras = tuple(Lora(**lora) for lora in values.get("loras", ()))
    return RenderJob(**{**values, "loras": loras})


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


StepReport = Callable[[int, int], None]  # (steps done, steps in all) of the picture under way
Begin = Callable[[int], bool]  # asked right before a job is drawn; False passes it over, for another process has it


def always(_index: int) -> bool:
    """Begin every job."""
    return True


class Engine(Protocol):
    """Draws jobs in order and yields one `Drawn` a job; a job that fails does not end the run."""

    def __call__(self, jobs: Sequence[RenderJob], on_step: StepReport, begin: Begin = always) -> Iterator[Drawn]:
        """Draw every job that `begin` lets through; the model is loaded on the first one asked for."""
        ...
