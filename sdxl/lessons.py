"""What a run has learnt of its machine: said once, and heeded for all models and pictures that follow."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from errors import say_duration
from sdxl import speed
from sdxl.encoding import is_guided
from sdxl.failures import first_line, kind_of_failure
from sdxl.guide_costs import count_operations
from sdxl.machine import explain_processor, free_ram, this_machine
from sdxl.memory import GIB, find_shortage, say_gigabytes

if TYPE_CHECKING:
    from records import RenderJob
    from sdxl.devices import Device
    from sdxl.memory import Plan, Sizes
    from sdxl.options import EngineOptions
    from sdxl.speed import Speed

log = logging.getLogger("novel_scenes.engine")

# What makes drawing faster where it works, by its name in `LoadedModel.extras`, as the author asked for it.
EXTRAS = {"compile": "--compile", "xformers": 'ATTENTION = "xformers"'}

SLACK = GIB // 2  # bytes; by more than this another program's memory differs
OWN = GIB  # bytes of a card that the libraries take at most


class Lessons:
    """What was said already, and what the run does without."""

    def __init__(self) -> None:
        """Begin with nothing learnt."""
        self.said: set[str] = set()
        self.is_plain = False  # drawn without compiling and without xformers
        self.has_warned = False  # that the card's memory spills
        self.own: int | None = None  # bytes of the card that the libraries take; None: nothing is drawn yet
        self.speeds: dict[str, Speed | None] = {}  # by the device's name, measured once

    def warn(self, sentence: str) -> None:
        """Log a warning that no picture of this run has brought yet."""
        if sentence not in self.said:
            self.said.add(sentence)
            log.warning("%s", sentence)

    def heed(self, options: EngineOptions) -> EngineOptions:
        """Give the options without what has failed in this run."""
        return replace(options, compiled=False, attention="sdpa") if self.is_plain else options

    def do_without(self, extras: tuple[str, ...], error: Exception) -> bool:
        """Learn that what makes drawing faster cannot be used here; gives whether a picture may be tried without."""
        if self.is_plain or not extras or kind_of_failure(error) not in ("", "install"):
            return False
        self.is_plain = True
        names = " and ".join(EXTRAS[name] for name in extras)
        self.warn(f"{names} cannot be used here ({first_line(error)}): drawing without, which gives the same pictures")
        log.debug("", exc_info=error)
        return True

    # --- Speed

    def speed_of(self, device: Device) -> Speed | None:
        """Give the speed that a device should reach."""
        if device.name not in self.speeds:
            self.speeds[device.name] = speed.read_speed(device)
        return self.speeds[device.name]

    def expect_picture(self, device: Device, job: RenderJob, sizes: Sizes) -> float | None:
        """Estimate the seconds of a picture that was never measured."""
        known, guided = self.speed_of(device), is_guided(job)
        if known is None:
            return None
        more, pixels = count_operations(job, sizes.unet), job.width * job.height
        return speed.expect_picture(known, pixels, job.steps, guided=guided, unet_bytes=sizes.unet, more=more)

    def judge_step(self, device: Device, job: RenderJob, sizes: Sizes, plan: Plan, seconds: float) -> list[str]:
        """Compare a step's time with what the card should reach; says once a run that memory spills."""
        known = self.speed_of(device) if device.kind == "cuda" and not self.has_warned else None
        if known is None:
            return []
        pixels = job.width * job.height
        expected = speed.expect_step(known, pixels, guided=is_guided(job), unet_bytes=sizes.unet)
        sentence = speed.judge_step(seconds, expected, plan)
        self.has_warned = bool(sentence)
        return [sentence] if sentence else []

    # --- Memory, and what is missing

    def heed_room(self, device: Device, before: int, now: int, *, has_drawn: bool) -> int:
        """Give the bytes to plan for, of those free before and now; what the run's own libraries take changes nothing.

        They load with the first picture, which proved that its plan has room for them.
        """
        if has_drawn and self.own is None:
            self.own = min(max(0, before - now), OWN)
        now += self.own or 0
        if before - SLACK <= now <= before + 2 * SLACK:
            return before
        log.info("%s: %s GB are free now, %s GB before.", device.name, say_gigabytes(now), say_gigabytes(before))
        return now

    def warn_of_machine(
        self, device: Device, plan: Plan, sizes: Sizes, seconds: float | None, *, is_asked: bool, control: int = 0
    ) -> None:
        """Warn that the processor draws though nobody asked for it, or that main memory is short for a plan.

        Cards whose half precision needs care are named. `control` are the bytes of a ControlNet's weights.
        """
        if device.has_broken_half and device.name not in self.said:
            self.said.add(device.name)
            log.info("%s has no tensor cores: cuDNN searches for convolutions that give no NaN.", device.name)
        if device.kind == "cuda" and (shortage := find_shortage(plan, sizes, free_ram(), control)):
            self.warn(f"{shortage}.")
        if device.kind != "cpu" or is_asked:
            return
        precision = "bfloat16" if device.weight_bytes == 2 else "float32"  # noqa: PLR2004
        each = f", about {say_duration(seconds)} a picture" if seconds else ""
        why = f"; {idle}" if (idle := explain_processor(this_machine())) else ""
        self.warn(f"PyTorch finds no GPU it can use: drawing on the CPU in {precision}{each}{why}.")
