"""What the bar says of the picture under way: its step, steps a second, seconds left, and the peak of memory so far."""

from __future__ import annotations

import time
from collections.abc import Callable

GIB = 2**30


class Pace:
    """Times the steps of one picture after the other."""

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        """Begin before the first step."""
        self.clock = clock
        self.started = 0.0
        self.peak_bytes = 0

    def note_peak(self, peak_bytes: int | None) -> None:
        """Remember the highest peak of the run."""
        self.peak_bytes = max(self.peak_bytes, peak_bytes or 0)

    def say(self, step: int, steps: int) -> str:
        """Describe a step that is done; the first one only starts the clock, since it pays for what is set up once."""
        now = self.clock()
        parts = [f"step {step} of {steps}"]
        if step == 1:
            self.started = now
        elif now > self.started:
            rate = (step - 1) / (now - self.started)
            pace = f"{rate:.1f} steps/s" if rate >= 1 else f"{1 / rate:.1f} s/step"
            parts += [pace, f"{(steps - step) / rate:.0f} s left"]
        if self.peak_bytes:
            parts.append(f"peak {self.peak_bytes / GIB:.1f} GB")
        return ", ".join(parts)
