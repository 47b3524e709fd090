"""A small novel and ways to break a run of it: used by the tests of the night run."""

import contextlib
import os
import shutil
import signal
import sys
from pathlib import Path

import generate_scene_images

SIZE = ("--engine", "storyboard", "--width", "96", "--height", "64")
BEGINNINGS = (
    "Emma read the letter at her desk in the office while the rain came down on the yard outside.",
    "Jonas rowed across the black harbour under the stars and did not once look round at the light.",
    "The market was full by noon, and a boy ran between the barrows shouting the price of crabs.",
    "Nobody came to the lighthouse that winter; the gulls had it, and a bucket rolled on the stair.",
    "In the kitchen the old woman cut bread in the grey of the morning and listened to the kettle.",
    "Snow lay on the railway platform, and the stationmaster walked up and down with his lamp.",
)
SHEET = "index.html"
REWORDED = (*BEGINNINGS[:-1], BEGINNINGS[-1].replace("Snow lay", "Rain fell"))  # another weather at the end
# What the program does to files, as the names of the functions it calls for it.
FILE_CALLS = frozenset(("write", "fsync", "flush", "rename", "replace", "unlink", "mkdir", "open", "close", "link"))


def write_novel(folder, scenes=BEGINNINGS):
    """Write a novel of one chapter."""
    chapters = folder / "chapters"
    chapters.mkdir(parents=True, exist_ok=True)
    (chapters / "chapter_01.md").write_text("# One\n\n" + "\n\n* * *\n\n".join(scenes) + "\n", encoding="utf-8")


def argv_of(folder, *more):
    """Give the command line for a run on a folder."""
    options = {"novel": "chapters", "output": "images", "prompts": "prompt_cache", "logs": "logs", "cast": "cast.toml"}
    named = [part for option, name in options.items() for part in (f"--{option}", str(folder / name))]
    return [*named, "--quiet", *SIZE, *more]


def run(folder, *more):
    """Run the command in this process."""
    return generate_scene_images.main(argv_of(folder, *more))


def contents(folder):
    """Give every file of the desk but the logs and the proof sheet (it tells seconds), hidden ones too, by name."""
    places = (folder / "images", folder / "prompt_cache")
    files = (path for place in places for path in sorted(place.rglob("*")) if path.is_file() and path.name != SHEET)
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def copy(folder, target):
    """Copy a desk."""
    shutil.copytree(folder, target)
    return target


def count_file_calls(folder, *more):
    """Run the command and count what it does to files."""
    seen = 0

    def count(_frame, event, function):
        nonlocal seen
        seen += event == "c_call" and function.__name__ in FILE_CALLS

    sys.setprofile(count)
    try:
        assert run(folder, *more) == 0
    finally:
        sys.setprofile(None)
    return seen


def run_and_kill(folder, at, *more):
    """Run the command in a process of its own that dies by SIGKILL before its file call number `at`."""
    pid = os.fork()
    if pid == 0:  # the child: nothing of the test may run on in it
        with contextlib.suppress(BaseException):
            silence()
            sys.setprofile(killer(at))
            run(folder, *more)
        os._exit(0)
    _, status = os.waitpid(pid, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def killer(at):
    """Make a profile function that counts file calls and kills."""
    left = at

    def kill(_frame, event, function):
        nonlocal left
        if event == "c_call" and function.__name__ in FILE_CALLS:
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    return kill


def silence():
    """Send what a child says nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for number in (1, 2):
        os.dup2(nowhere, number)


def stray(folder):
    """List what no run may leave behind."""
    return [str(path) for path in Path(folder).rglob(".*")] + [str(path) for path in Path(folder).rglob("*.moving*")]
