"""Ctrl-C and the system's end of a process: heard at once, obeyed when nothing is lost by it."""

from __future__ import annotations

import signal
import threading
from typing import TYPE_CHECKING

from workspace.log import log

if TYPE_CHECKING:
    from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM)


class StopSwitch:
    """Turns signals into a KeyboardInterrupt at a moment when nothing is lost by it."""

    def __init__(self) -> None:
        """Make a switch that nobody has pressed."""
        self.is_busy = False  # a picture is under way: its steps are paid for
        self.is_pressed = False

    def install(self) -> None:
        """Listen to the signals; only a process's main thread can."""
        if threading.current_thread() is threading.main_thread():
            for number in SIGNALS:
                signal.signal(number, self.press)

    def press(self, _number: int, _frame: FrameType | None) -> None:
        """Take the first signal; the next one finds the system's own, deadly answer."""
        for number in SIGNALS:
            signal.signal(number, signal.SIG_DFL)
        self.is_pressed = True
        if not self.is_busy:
            raise KeyboardInterrupt
        log.warning("Stopping after this step. Once more stops at once.")

    def check(self) -> None:
        """Stop here if somebody wants to; raises KeyboardInterrupt."""
        if self.is_pressed:
            raise KeyboardInterrupt
