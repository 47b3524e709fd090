"""What a run says: to the console in sentences, to logs/generation_*.log in full, to logs/pictures.jsonl as figures."""

from __future__ import annotations

import contextlib
import errno
import json
import logging
import os
import platform
import sys
import time
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from errors import NovelError, naming, one_line, printable, printable_json, say_os_error
from typed import a_text, fields, finite, mapping_of, whole
from untrusted import open_file, parse_json

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from records import Drawn, RenderJob

log = logging.getLogger("novel_scenes")
FIGURES = "pictures.jsonl"
LIBRARIES = ("torch", "diffusers", "transformers", "accelerate", "Pillow", "tokenizers", "markdown-it-py")
NO_FILES: Mapping[str, str] = MappingProxyType({})
DISK_FAULTS = ("ENOSPC", "EDQUOT", "EROFS", "EIO")  # not an author's mistake, and no reason not to draw
RECENT = 20  # pictures that the rate is averaged over


class ConsoleHandler(logging.Handler):
    """Writes sentences to stderr, above the progress bar where there is one."""

    has_said_loss = False  # that something is not logged

    def emit(self, record: logging.LogRecord) -> None:
        """Write one message, without its traceback: that is for the log file."""
        try:
            self.say(record.getMessage(), has_lines=record.levelno == logging.DEBUG)
        except Exception:  # noqa: BLE001 - as logging's own handlers do
            self.handleError(record)

    def say(self, text: str, *, has_lines: bool) -> None:
        """Write a sentence, or lines that --verbose shows."""
        sentence = indent(printable(text)) if has_lines else one_line(text)
        if sys.stderr is None:  # print would take stdout
            return
        if "tqdm" in sys.modules:  # else no bar was ever shown, and nobody has to wait for its library
            sys.modules["tqdm"].tqdm.write(sentence, file=sys.stderr)
        else:
            print(sentence, file=sys.stderr, flush=True)


class LineFormatter(logging.Formatter):
    """Formats an entry of the log so that no name in it steers a terminal or looks like an entry of its own."""

    def format(self, record: logging.LogRecord) -> str:
        """Give an entry; its further lines, as of a traceback, are indented."""
        return indent(printable(super().format(record)))


def indent(text: str) -> str:
    """Indent all lines but the first: what lies in a name begins none."""
    return text.replace("\n", "\n    ")


class LogFile(logging.FileHandler):
    """Writes everything to the run's log; where the disk refuses, that costs the log and not the run."""

    is_lost = False

    def emit(self, record: logging.LogRecord) -> None:
        """Write one entry."""
        if not self.is_lost and not os.path.exists(self.baseFilename):  # noqa: PTH110 - of every entry
            self.lose(f"{self.baseFilename}: it was deleted during the run; leave it there")
        super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Say once why entries are missing; those of a later moment may come through."""
        error = sys.exception()
        if isinstance(error, OSError):
            self.lose(say_os_error(error, self.baseFilename))
        elif isinstance(error, MemoryError):  # there is none for a word about it either: the run says what it lacks
            self.is_lost = True
        elif not isinstance(error, RuntimeError | ValueError):  # written to by a signal handler meanwhile; closed
            super().handleError(record)

    def lose(self, why: str) -> None:
        """Note that this is not the whole log, and why."""
        self.is_lost = True
        report_loss(why)

    def close(self) -> None:
        """Close the file, whatever the disk says to its last words."""
        with contextlib.suppress(OSError, ValueError):
            super().close()


def start_log(folder: Path, console_level: int, program: str) -> Path | None:
    """Open this run's log file with the versions in it; None, and a warning, where the disk fails.

    Raises NovelError where the folder refuses otherwise.
    """
    start_console(console_level)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = claim_log(folder, time.strftime("%Y%m%d_%H%M%S"))
        file = LogFile(path, encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        said = say_os_error(error, folder, "no log can be written there")
        if errno.errorcode.get(error.errno or 0) not in DISK_FAULTS:
            raise NovelError(f"{said}, or give another --logs DIR.") from error
        report_loss(said)
        return None
    file.setFormatter(LineFormatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(file)
    for line in describe_machine(program):
        log.debug("%s", line)
    return path


def report_loss(why: str) -> None:
    """Say once a run what cannot be logged; that costs the log, not the pictures."""
    for console in [handler for handler in log.handlers if isinstance(handler, ConsoleHandler)]:
        if not console.has_said_loss:
            console.has_said_loss = True
            log.warning("%s, or give another folder with --logs DIR. The run goes on without that.", why)


def has_log() -> bool:
    """Tell whether there is a log that has everything."""
    return any(isinstance(handler, LogFile) and not handler.is_lost for handler in log.handlers)


def start_console(level: int) -> None:
    """Say what goes on to the console, and nowhere else."""
    log.setLevel(logging.DEBUG)
    log.propagate = False
    stop_log()
    log.addHandler(ConsoleHandler(level))


def claim_log(folder: Path, stamp: str) -> Path:
    """Create a log file of this run's own, even where another run starts in the same second."""
    for number in range(10_000):
        path = folder / f"generation_{stamp}{f'_{number}' if number else ''}.log"
        with contextlib.suppress(FileExistsError):
            path.touch(exist_ok=False)
            return path
    raise OSError(errno.EEXIST, "ten thousand logs of one second", str(folder))


def stop_log() -> None:
    """Close the log's files."""
    for handler in list(log.handlers):
        log.removeHandler(handler)
        handler.close()


def describe_machine(program: str) -> list[str]:
    """List the versions that a bug report needs, without importing anything heavy."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - a dry run writes no log

    lines = [f"novel-scenes {program}, Python {platform.python_version()}, {platform.platform()}"]
    for name in LIBRARIES:
        try:
            lines.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            lines.append(f"{name} is not installed")
    return lines


# --- Figures --------------------------------------------------------------------------------------------------------


def record_picture(folder: Path, path: Path, job: RenderJob, drawn: Drawn, files: Mapping[str, str] = NO_FILES) -> None:
    """Add a picture's seconds, peak memory and device to `pictures.jsonl`, and where its model's files lie."""
    values = {
        "picture": path.name,
        "engine": job.engine,
        "model": job.model,
        "width": job.width,
        "height": job.height,
        "steps": job.steps,
        **({"guide": guide_kind(job.guide)} if job.guide else {}),
        "seconds": round(drawn.seconds, 3),
        "step_seconds": round(drawn.step_seconds, 4),
        "plan": drawn.plan,
        "notes": list(drawn.notes),
        "peak_bytes": drawn.peak_bytes,
        "device": drawn.device,
        **({"files": dict(files)} if files else {}),
        "time": time.strftime("%Y-%m-%dT%H:%M:%S%z"),
    }
    try:
        with naming(folder / FIGURES), open(folder / FIGURES, "a", encoding="utf-8", opener=open_at_once) as file:
            file.write(printable_json(json.dumps(values, ensure_ascii=False)) + "\n")
    except OSError as error:
        report_loss(say_os_error(error))


def open_at_once(path: str, flags: int) -> int:
    """Open a file without waiting, as one would for whoever reads a pipe of that name."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0), 0o666)


LONGEST_LINE = 2**20  # bytes
FIGURE = fields(
    {"seconds": finite(0, 10**9)},
    {
        **dict.fromkeys(("picture", "engine", "model", "guide"), a_text),
        **dict.fromkeys(("width", "height", "steps"), whole(0, 10**9)),
        "files": mapping_of(a_text),
    },
)


def read_figures(folder: Path) -> list[dict[str, Any]]:
    """Read `pictures.jsonl`, of each line what is asked for; one that a crash cut off is passed over, as any other."""
    found: list[dict[str, Any]] = []
    try:
        with open_file(folder / FIGURES) as file:
            for number, line in enumerate(iter(lambda: file.readline(LONGEST_LINE), b""), 1):
                try:
                    found.append(FIGURE("", parse_json(line.decode("utf-8", "replace"))))
                except NovelError as error:
                    log.debug("%s, line %s is passed over: %s.", folder / FIGURES, number, error)
    except FileNotFoundError:
        return []
    except OSError as error:
        log.debug("%s is not read: %s.", folder / FIGURES, error.strerror)
    return found


def measured_rate(jobs: Iterable[RenderJob], figures: Iterable[dict[str, Any]]) -> float | None:
    """Give the seconds per picture that similar jobs took lately; None where none was measured."""
    kinds = {kind_of(job.to_json()) for job in jobs}
    seconds = [figure["seconds"] for figure in figures if kind_of(figure) in kinds]
    if not seconds:
        return None
    from statistics import median  # noqa: PLC0415 - it brings fractions and random numbers along

    return float(median(seconds[-RECENT:]))


def kind_of(values: dict[str, Any]) -> tuple[Any, ...]:
    """Give the values that decide how long a picture takes; a storyboard has no steps."""
    steps = values.get("steps") if values.get("engine") == "sdxl" else 0
    how = steps, guide_kind(values.get("guide"))
    return values.get("engine"), values.get("model"), values.get("width"), values.get("height"), *how


def guide_kind(guide: object) -> str:
    """Give the kind of a job's guide, or as a figure tells it; "" for none."""
    return str(guide.get("kind", "none") if isinstance(guide, Mapping) else guide or "") if guide else ""
