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
UNSAID = (
    "{name} calls itself {called}, but its file does not say so, and it is drawn as one that "
    "predicts {drawn}: if the pictures come out as noise, gray or burnt, {cure}"
)
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


class OtherNoise(NamedTuple):
    """Another thing to predict than noise, or another kind of noise, and the words of its models' names."""

    word: re.Pattern[str]
    called: str


VELOCITY = OtherNoise(re.compile(r"(?<![a-z])v[-_ ]?pred"), "a v-prediction model")
FLOW = r"(?<![a-z])rf(?![a-z])|rectified[-_. ]?flow|flow[-_. ]?match|(?<![a-z])flow(?![a-z])"
EDM = r"(?<![a-z])cos[-_. ]?(sd)?xl|playground[-_. ]?(ai[-_. ]?)?v?2[-_. ]?5|(?<![a-z])edm"
OTHER_NOISES = (
    VELOCITY,
    OtherNoise(re.compile(FLOW), "a flow-matching model"),
    OtherNoise(re.compile(EDM), "a model of EDM's noise"),
)


def list_doubts(name: str, path: Path, schedule: Mapping[str, Any], jobs: Sequence[RenderJob]) -> Iterator[str]:
    """List what may be wrong with a model of this name and place, as it is about to be drawn with."""
    name = re.split(r"[/\\]", name.rstrip("/\\"))[-1]  # of a file or folder without the way to it
    plain = name.lower()
    noise = next((noise for noise in OTHER_NOISES if noise.word.search(plain)), None)
    predicts = schedule.get("prediction_type", "epsilon")
    if noise is VELOCITY and predicts == "epsilon":
        yield UNSAID.format(name=name, called=noise.called, drawn="noise", cure="look for a copy whose file says it")
    elif noise and noise is not VELOCITY:
        drawn = {"v_prediction": "velocity"}.get(predicts, "noise")
        yield UNSAID.format(name=name, called=noise.called, drawn=drawn, cure="choose another model with --model")
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
