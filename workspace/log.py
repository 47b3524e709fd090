"""What a run says: to the console in sentences, to logs/generation_*.log in full, to logs/pictures.jsonl as figures."""

from __future__ import annotations

import contextlib
import errno
import json
import logging
import platform
import sys
import time
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from errors import NovelError, printable
from typed import a_text, fields, finite, mapping_of, whole
from untrusted import open_file, parse_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from records import Drawn, RenderJob

log = logging.getLogger("novel_scenes")
FIGURES = "pictures.jsonl"
LIBRARIES = ("torch", "diffusers", "transformers", "accelerate", "Pillow", "tokenizers", "markdown-it-py")
NO_FILES: Mapping[str, str] = MappingProxyType({})
RECENT = 20  # pictures that the rate is averaged over


class ConsoleHandler(logging.Handler):
    """Writes sentences to stderr, above the progress bar where there is one."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one message, without its traceback: that is for the log file."""
        sentence = printable(record.getMessage())
        if "tqdm" in sys.modules:  # else no bar was ever shown, and nobody has to wait for its library
            sys.modules["tqdm"].tqdm.write(sentence, file=sys.stderr)
        else:
            print(sentence, file=sys.stderr, flush=True)


def start_log(folder: Path, console_level: int, program: str) -> Path:
    """Open this run's log file with the versions in it; raises NovelError where the folder refuses."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = claim_log(folder, time.strftime("%Y%m%d_%H%M%S"))
        file = logging.FileHandler(path, encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise NovelError(
            f"{folder}: no log can be written there ({error.strerror}); give another --logs DIR."
        ) from error
    file.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    start_console(console_level)
    log.addHandler(file)
    for line in describe_machine(program):
        log.debug("%s", line)
    return path


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
        "seconds": round(drawn.seconds, 3),
        "step_seconds": round(drawn.step_seconds, 4),
        "plan": drawn.plan,
        "notes": list(drawn.notes),
        "peak_bytes": drawn.peak_bytes,
        "device": drawn.device,
        **({"files": dict(files)} if files else {}),
        "time": time.strftime("%Y-%m-%dT%H:%M:%S%z"),
    }
    with (folder / FIGURES).open("a", encoding="utf-8") as file:
        file.write(json.dumps(values, ensure_ascii=False) + "\n")


LONGEST_LINE = 2**20  # bytes
FIGURE = fields(
    {"seconds": finite(0, 10**9)},
    {
        **dict.fromkeys(("picture", "engine", "model"), a_text),
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
    return values.get("engine"), values.get("model"), values.get("width"), values.get("height"), steps
