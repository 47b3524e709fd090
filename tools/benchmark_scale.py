"""How the program grows: dry runs of books of thousands of scenes, and several processes on one book."""

from __future__ import annotations

import itertools
import os
import random
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import config
from scene_parser import read_novel
from tools.random_model import TINY, write_random_model

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SCRIPT = Path(__file__).parent.parent / "generate_scene_images.py"
BOOKS = (1_000, 5_000, 10_000)  # scenes
SCENE_WORDS = 200
CHAPTER_SCENES = 100
CROWD = (1, 2, 4)  # processes


@dataclass(frozen=True, slots=True)
class Growth:
    """One measure of a series."""

    what: str
    seconds: float
    note: str


def measure_books(folder: Path, sizes: Sequence[int] = BOOKS) -> Iterator[Growth]:
    """Time and weigh the dry run of made-up books; twice the scenes should take twice the time."""
    paragraphs = sample_paragraphs()
    for size in sizes:
        novel = folder / f"book_{size}"
        words = write_book(novel, size, paragraphs)
        seconds, peak = measure_run(folder, "--novel", str(novel), "--dry-run", "--quiet", "--engine", "storyboard")
        note = f"{words:,} words, {words / seconds:,.0f} words/s, {peak:,.0f} MB"
        yield Growth(f"dry run of {size:,} scenes", seconds, note)


def sample_paragraphs() -> list[str]:
    """Give the sample novel's paragraphs to make books of, without letters, which would not count as scenes."""
    scenes = read_novel(Path(__file__).parent.parent / config.NOVEL).scenes
    paragraphs = [paragraph for scene in scenes for paragraph in scene.text.split("\n")]
    return [paragraph for paragraph in paragraphs if not paragraph.startswith("Dear")]


def write_book(folder: Path, scenes: int, paragraphs: Sequence[str]) -> int:
    """Write a book of `scenes` scenes, always the same for one number; gives its number of words."""
    dice = random.Random(scenes)  # noqa: S311  no secret
    folder.mkdir(parents=True, exist_ok=True)
    texts = [make_scene(dice, paragraphs) for _ in range(scenes)]
    for number, start in enumerate(range(0, scenes, CHAPTER_SCENES), 1):
        chapter = "\n\n* * *\n\n".join(texts[start : start + CHAPTER_SCENES])
        (folder / f"chapter_{number:03d}.md").write_text(f"# Chapter {number}\n\n{chapter}\n", encoding="utf-8")
    return sum(len(text.split()) for text in texts)


def make_scene(dice: random.Random, paragraphs: Sequence[str]) -> str:
    """Put a scene together from paragraphs of the sample."""
    chosen: list[str] = []
    while sum(len(paragraph.split()) for paragraph in chosen) < SCENE_WORDS:
        chosen.append(vary(dice, dice.choice(paragraphs)))
    return "\n\n".join(chosen)


def vary(dice: random.Random, paragraph: str) -> str:
    """Join some of a paragraph's sentences, so that no two chapters hold the same ones."""
    return re.sub(r"\. (?=[A-Z])", lambda found: dice.choice(("; ", found[0])), paragraph)


def measure_processes(
    folder: Path, counts: Sequence[int] = CROWD, *, scenes: int = 24, pixels: int = 512
) -> Iterator[Growth]:
    """Time one book drawn by one process and by several, on a tiny random model with one thread each."""
    model = write_random_model(folder / "tiny", TINY)
    novel = folder / "shared_book"
    write_book(novel, scenes, sample_paragraphs())
    wanted = ("--engine", "sdxl", "--steps", "8", "--width", f"{pixels}", "--height", f"{pixels}", "--quiet")
    alone = 0.0
    for count in counts:
        workspace = folder / f"desk_{count}"
        workspace.mkdir()
        seconds = time_processes(count, workspace, "--novel", str(novel), "--model", str(model), *wanted)
        alone = alone or seconds
        yield Growth(f"{scenes} pictures, {count} processes", seconds, f"{alone / seconds:.2f} times as fast as one")


def time_processes(count: int, workspace: Path, *argv: str) -> float:
    """Start `count` runs on one workspace at once, and time them until the last has ended."""
    command = [sys.executable, str(SCRIPT), *argv]
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "HF_HUB_OFFLINE": "1"}
    started = time.perf_counter()
    runs = [subprocess.Popen(command, cwd=workspace, env=environment) for _ in itertools.repeat(None, count)]
    statuses = [run.wait() for run in runs]
    assert set(statuses) <= {0, 3}, statuses  # 3: another run was still at its last scene
    return time.perf_counter() - started


def measure_run(folder: Path, *argv: str) -> tuple[float, float]:
    """Give the seconds that the real command takes with its workspace in `folder`, and its peak memory in MB."""
    started = time.perf_counter()
    with subprocess.Popen([sys.executable, str(SCRIPT), *argv], cwd=folder, stdout=subprocess.DEVNULL) as run:
        peak = wait_and_weigh(run)
    assert run.returncode == 0, run.returncode
    return time.perf_counter() - started, peak


def wait_and_weigh(run: subprocess.Popen[bytes]) -> float:
    """Wait for a process to end; gives its peak memory in MB, 0 on Windows, which does not report it."""
    if sys.platform == "win32":
        run.wait()
        return 0.0
    _, status, usage = os.wait4(run.pid, 0)
    run.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
