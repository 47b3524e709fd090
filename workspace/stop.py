"""Ctrl-C and termination signals in, a KeyboardInterrupt out, at a moment when nothing is lost by it."""

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
        """Start with no stop requested."""
        self.is_busy = False  # a picture is under way: do not lose its steps
        self.is_pressed = False
        self.signals: list[signal.Signals] = []

    def install(self, *, needs_terminal: bool = False) -> None:
        """Install the signal handlers; only a process's main thread can.

        A run that needs its terminal, to be ended there, ends with it, unless it was started behind `nohup`.
        """
        if threading.current_thread() is threading.main_thread():
            self.signals = [*SIGNALS, *(hangup_signals() if needs_terminal else ())]
            for number in self.signals:
                signal.signal(number, self.press)

    def press(self, _number: int, _frame: FrameType | None) -> None:
        """Note the first signal and restore the default handlers, so that the next one ends the process."""
        for number in self.signals:
            signal.signal(number, signal.SIG_DFL)
        self.is_pressed = True
        if not self.is_busy:
            raise KeyboardInterrupt
        log.warning("Stopping after this step. Once more stops at once.")

    def check(self) -> None:
        """Raise KeyboardInterrupt if a stop was requested."""
        if self.is_pressed:
            raise KeyboardInterrupt


def hangup_signals() -> list[signal.Signals]:
    """Name the signal of a terminal that closes; [] where there is none, or it is to be ignored."""
    hangup = getattr(signal, "SIGHUP", None)  # Windows has none
    return [hangup] if hangup and signal.getsignal(hangup) != signal.SIG_IGN else []
