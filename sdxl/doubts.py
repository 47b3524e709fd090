"""A model, its jobs and what its files say in, words of doubt out: where the pictures may be wrong and no file says so.

A name is no proof, so nothing is refused or changed for it; but an author whose pictures come out gray or burnt finds
the likely reason in the console.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from errors import NovelError
from typed import a_text, fields
from untrusted import read_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import Any

    from records import RenderJob

MANY_STEPS = 12  # more than any few-step model was made for
MUCH_GUIDANCE = 3.0
FEW = "try --steps {steps} --guidance {guidance}"


class FewSteps(NamedTuple):
    """A way to draw in few steps: a word of its models' names, its scheduler in diffusers, what their cards advise."""

    word: re.Pattern[str]
    scheduler: str
    called: str
    steps: str
    guidance: str


FEW_STEPS: tuple[FewSteps, ...] = (
    FewSteps(re.compile(r"lightning"), "", "SDXL-Lightning", "8", "1"),
    FewSteps(re.compile(r"turbo"), "", "Turbo", "6", "1.5"),
    FewSteps(re.compile(r"(?<![a-z])lcm(?![a-z])"), "LCMScheduler", "LCM", "6", "1.5"),
    FewSteps(re.compile(r"hyper-?_?sd|hyper-?_?xl"), "TCDScheduler", "Hyper-SD", "8", "1"),
    FewSteps(re.compile(r"(?<![a-z])dmd2?(?![a-z])"), "", "DMD2", "6", "1"),
    FewSteps(re.compile(r"(?<!\d)[1248]-?_?steps?(?![a-z])"), "", "few-step", "8", "1"),
)
VELOCITY = re.compile(r"(?<![a-z])v[-_ ]?pred")


def list_doubts(name: str, path: Path, schedule: Mapping[str, Any], jobs: Sequence[RenderJob]) -> Iterator[str]:
    """List what may be wrong with a model of this name and place, as it is about to be drawn with."""
    name = re.split(r"[/\\]", name.rstrip("/\\"))[-1]  # of a file or folder without the way to it
    plain = name.lower()
    if VELOCITY.search(plain) and schedule.get("prediction_type", "epsilon") == "epsilon":
        yield (
            f"{name} calls itself a v-prediction model, but its file does not say so, and it is drawn as one that "
            "predicts noise: if the pictures come out as noise or burnt, look for a copy whose file says it"
        )
    own = read_own_scheduler(path)
    for few in FEW_STEPS:
        is_few = few.word.search(plain) or (few.scheduler and few.scheduler == own)
        if is_few and any(job.steps > MANY_STEPS or job.guidance > MUCH_GUIDANCE for job in jobs):
            advice = FEW.format(steps=few.steps, guidance=few.guidance)
            yield f"{name} seems to be a {few.called} model, made for few steps and little guidance: {advice}"
            return


def read_own_scheduler(folder: Path) -> str:
    """Give the class of the scheduler that a model's folder was saved with; "" where it says none."""
    try:
        read = fields({}, {"_class_name": a_text})("", read_json(folder / "scheduler" / "scheduler_config.json"))
    except (NovelError, OSError):
        return ""
    return str(read.get("_class_name", ""))
