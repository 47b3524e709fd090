"""A command from its words to its exit status, whatever becomes of the console: closed, full, or gone with its window.

What cannot be written there is dropped, and the run goes on: its log has the words, and its status tells how the work
ended. Results are the exception: those that a full disk cut short are an error, those that nobody reads are none.
"""

from __future__ import annotations

import contextlib
import errno
import logging
import os
import signal
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, cast

import doorstep
from errors import INTERRUPTED, NovelError, one_line, say_os_error, say_refusal, speak_utf8
from workspace.log import has_log, log, start_console, stop_log

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

STANDARD = 2  # the last of the descriptors 0, 1 and 2, which belong to stdin, stdout and stderr
HANGUP = getattr(signal, "SIGHUP", None)  # Windows has none
LOST = (OSError, ValueError, RuntimeError)  # no room or reader; closed; written to by a signal handler meanwhile
GONE = (errno.EPIPE, errno.EBADF, errno.ECONNRESET)  # nobody reads any longer, as in `| head`


class SteadyStream:
    """A text stream that outlives its reader: what cannot be written is dropped, and why is remembered."""

    def __init__(self, stream: TextIO) -> None:
        """Begin with nothing lost."""
        self.stream = stream
        self.fault: Exception | None = None
        self.was_terminal = self.isatty()

    def __getattr__(self, name: str) -> object:
        """Be for all else the stream itself."""
        return getattr(self.stream, name)

    def write(self, text: str) -> int:
        """Write what can be written."""
        with self.forgiving():
            self.stream.write(text)
        return len(text)

    def flush(self) -> None:
        """Pass on what can be passed on."""
        with self.forgiving():
            self.stream.flush()

    def isatty(self) -> bool:
        """Tell whether it is a terminal that is still there."""
        try:
            return self.stream.isatty()
        except LOST:
            return False

    @contextlib.contextmanager
    def forgiving(self) -> Iterator[None]:
        """Remember the first fault instead of raising it."""
        try:
            yield
        except LOST as error:
            self.fault = self.fault or error

    def finish(self) -> None:
        """Flush; what stays unwritten goes nowhere, else Python would fail on it at its end, with its own status."""
        self.flush()
        if self.fault:
            with contextlib.suppress(*LOST):
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, self.stream.fileno())
                os.close(nowhere)

    def find_loss(self) -> str:
        """Say why something is missing that somebody waits for; "" where nothing is."""
        self.flush()
        if not isinstance(self.fault, OSError) or self.fault.errno in GONE:
            return ""
        return "" if self.was_terminal and self.fault.errno == errno.EIO else say_os_error(self.fault)


@contextlib.contextmanager
def steady_streams() -> Iterator[SteadyStream]:
    """Put streams that outlive their readers in the place of stdout and stderr; gives the former."""
    speak_utf8()
    occupy_closed()
    before = sys.stdout, sys.stderr
    with contextlib.ExitStack() as opened:
        out, err = (SteadyStream(stream or opened.enter_context(open_nowhere())) for stream in before)
        sys.stdout, sys.stderr = cast("TextIO", out), cast("TextIO", err)
        try:
            yield out
        finally:
            sys.stdout, sys.stderr = before
            for stream in (out, err):
                stream.finish()


def open_nowhere() -> TextIO:
    """Open what takes the place of a closed stream, which is None for Python."""
    return Path(os.devnull).open("w", encoding="utf-8")


def occupy_closed() -> None:
    """Give the numbers of closed streams to nothing: a file that got one would also get what libraries write there."""
    with contextlib.suppress(OSError):
        while (number := os.open(os.devnull, os.O_RDWR)) <= STANDARD:
            os.set_inheritable(number, True)
        os.close(number)


def print_result(text: str) -> None:
    """Print a result on one line of stdout; nothing in it steers the terminal."""
    print(one_line(text))


# --- From work to status --------------------------------------------------------------------------------------------


def run_command(work: Callable[[], int], stopped: str) -> int:
    """Do a command's work and give the exit status; raises SystemExit after --help and the like.

    `stopped` is said after Ctrl-C.
    """
    with steady_streams() as out, outliving_terminal():
        start_console(logging.INFO)
        try:
            return judge(attempt(work, stopped), out)
        except SystemExit as end:
            raise SystemExit(judge(end.code, out) if isinstance(end.code, int) else end.code) from None
        finally:
            stop_log()


def attempt(work: Callable[[], int], stopped: str) -> int:
    """Do the work, and put into words what stops it; gives the exit status."""
    try:
        return work()
    except NovelError as error:
        log.error("%s", error)
        return error.status
    except KeyboardInterrupt:
        log.error("%s", stopped)
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the last resort: a sentence, never a traceback
        log.debug("", exc_info=True)
        log.error("%s", say_failure(error))
        return 1


def judge(status: int, out: SteadyStream) -> int:
    """Give the status, with what became of the results: of good work, results that are not whole are the failure."""
    if not status and (loss := out.find_loss()):
        log.error("Not all results could be printed: %s.", loss)
        return 1
    return status


def say_failure(error: Exception) -> str:
    """Say what the machine refuses or lacks, else that something went wrong which the author cannot mend."""
    if said := say_refusal(error):
        return f"{said}."
    rest = " The log has the rest." if has_log() else ""
    fault = f"A fault of the program, not of your files: {type(error).__name__}: {error}.{rest}"
    return doorstep.explain_import(error) or fault


@contextlib.contextmanager
def outliving_terminal() -> Iterator[None]:
    """Go on where the terminal is closed, as a command behind `nohup` does."""
    is_ours = threading.current_thread() is threading.main_thread() and HANGUP is not None
    before = signal.getsignal(HANGUP) if is_ours and HANGUP else None
    if before != signal.SIG_DFL or HANGUP is None:
        yield
        return
    signal.signal(HANGUP, note_hangup)
    try:
        yield
    finally:
        signal.signal(HANGUP, before)


def note_hangup(_number: int, _frame: FrameType | None) -> None:
    """Note in the log that the terminal was closed."""
    log.warning("The terminal was closed; the run goes on.")
