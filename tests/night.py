"""A small novel and ways to break a run of it: used by the tests of the night run."""

import io
import os
import shutil
import types
from pathlib import Path

import generate_scene_images
from workspace.cache import FOLDER

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
FILE_CALLS = frozenset(
    ("write", "fsync", "flush", "rename", "replace", "unlink", "mkdir", "open", "close", "link", "ftruncate", "utime")
)


def is_file_call(event, function):
    """Tell whether a function about to be called does something to a file: `str.replace` has the name alone."""
    if event != "c_call" or function.__name__ not in FILE_CALLS:
        return False
    owner = function.__self__
    return isinstance(owner, types.ModuleType | io.IOBase) and not isinstance(owner, io.BytesIO | io.StringIO)


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
    return {str(path.relative_to(folder)): path.read_bytes() for path in files if path.parent.name != FOLDER}


def draw_desk(folder):
    """Make a desk whose pictures are drawn."""
    write_novel(folder)
    assert run(folder) == 0
    return folder


def copy(folder, target):
    """Copy a desk."""
    shutil.copytree(folder, target)
    return target


def silence():
    """Send what a child says nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for number in (1, 2):
        os.dup2(nowhere, number)


def stray(folder):
    """List what no run may leave behind."""
    left = [*Path(folder).rglob(".*"), *Path(folder).rglob("*.moving*")]
    return [str(path) for path in left if path.name != FOLDER]
