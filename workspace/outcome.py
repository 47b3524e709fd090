"""How a run ended, as figures, in a sentence or two, and as an exit status."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from errors import INTERRUPTED, LEFT, count, say_duration
from workspace.claims import claim_path, seconds_left

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended."""

    drawn: int = 0
    same: int = 0  # of them, those that are as they were
    failed: int = 0
    elsewhere: int = 0  # scenes that another run has drawn meanwhile
    left: tuple[Path, ...] = ()  # pictures that another run has not finished
    settled: int = 0  # scenes for which the author chose or kept a picture meanwhile
    changed: int = 0  # scenes whose prompt file she changed meanwhile, and which are not drawn yet
    unseen: int = 0  # scenes whose turn did not come
    is_stopped: bool = False

    @property
    def status(self) -> int:
        """The exit status."""
        if self.is_stopped:
            return INTERRUPTED
        return 1 if self.failed or self.unseen else LEFT if self.left or self.changed else 0


def conclude(outcome: Outcome, seconds: float, folder: Path) -> str:
    """Say in a few sentences how the run ended."""
    drawn = f"{count(outcome.drawn, 'picture')} drawn{say_same(outcome)}"
    parts = [f"{drawn} in {say_duration(seconds)} into {folder}"]
    parts += [f"{count(outcome.failed, 'scene')} failed"] if outcome.failed else []
    parts += [f"{count(outcome.elsewhere, 'scene')} drawn by another run"] if outcome.elsewhere else []
    parts += [say_unseen(outcome.unseen)] if outcome.unseen and not outcome.is_stopped else []
    stopped = "Stopped: " if outcome.is_stopped or outcome.unseen else ""
    further = ". The same command goes on from here" if stopped else ""
    more = (say_left(outcome.left), say_settled(outcome.settled), say_changed(outcome.changed))
    return " ".join([f"{stopped}{', '.join(parts)}{further}.", *filter(None, more)])


def say_unseen(number: int) -> str:
    """Say how many scenes remain after an engine has ended early."""
    return f"{count(number, 'further scene')} {'remains' if number == 1 else 'remain'}"


def say_same(outcome: Outcome) -> str:
    """Say how many pictures came out as they were, to be added after "drawn"; "" where none did."""
    if not outcome.same:
        return ""
    some = "all" if outcome.same == outcome.drawn else str(outcome.same)
    whose = "" if outcome.drawn == 1 else f" {some} of them"
    return f",{whose} as {'it was' if outcome.same == 1 else 'they were'},"


def say_left(pictures: Sequence[Path]) -> str:
    """Say how many pictures another run has not finished, and how to have them; "" for none."""
    if not pictures:
        return ""
    longest = max(seconds_left(claim_path(picture)) for picture in pictures)
    dead = f", or, if that run died, in {say_duration(max(1.0, longest))} at the latest" if longest else ""
    is_left, it = ("is", "it") if len(pictures) == 1 else ("are", "them")
    return (
        f"{count(len(pictures), 'picture')} {is_left} left to another run, which has not finished {it}: "
        f"the same command draws {it} when that run has ended{dead}."
    )


def say_settled(number: int) -> str:
    """Say how many scenes have the picture that their author chose or kept meanwhile; "" for none."""
    have = "has" if number == 1 else "have"
    return f"{count(number, 'scene')} {have} the picture that you chose or kept meanwhile." if number else ""


def say_changed(number: int) -> str:
    """Say how many scenes wait because their prompt file was changed meanwhile; "" for none."""
    if number == 1:
        return "1 scene waits: you or a later command changed its prompt file meanwhile; the same command draws it."
    changed = "you or a later command changed their prompt files meanwhile; the same command draws them"
    return f"{number} scenes wait: {changed}." if number else ""
