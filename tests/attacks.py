"""Twelve states of a desk and the commands that change it, and what may happen to a command at any file call.

The calls of all threads count: a picture is packed and written by a thread of its own.
"""

import contextlib
import errno
import functools
import itertools
import os
import random
import re
import shutil
import signal
import sys
import tempfile
import threading
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import night
import tiny_sdxl
from tqdm import tqdm

import make_illustrated_book

tqdm.set_lock(threading.RLock())  # its own is shared with forked processes: one killed at its bar would hold it forever

INSERTED = "A train stood in a field at dawn, and the driver had climbed down to look at the wheels of it."
SHORT = night.BEGINNINGS[:3]
LOGS = "logs"
DESK = "desk"  # every copy has the same name, since a book without a title is called like its folder
FAULTS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.EMFILE, errno.EDQUOT)
FAULT = re.compile("Traceback|fault of the program|Logging error")
RENAMES = ("rename", "replace", "link")  # between an author's saving and these there is nothing left to look at


@dataclass(frozen=True)
class State:
    """A desk before its commands, and the commands; several of `runs` go on at once."""

    name: str
    prepare: Callable[[Path], None]
    commands: tuple[Callable[[Path], int], ...]
    runs: int = 1


# --- Desks ------------------------------------------------------------------------------------------------------------


def novel(folder):
    """Write a novel that was never drawn."""
    night.write_novel(folder)


def drawn(folder):
    """Draw the novel."""
    night.write_novel(folder)
    assert night.run(folder) == 0


def edit(folder, scene, words):
    """Change a scene's prompt, as the author would."""
    path = folder / "prompt_cache" / f"chapter_01_scene_{scene:02d}.toml"
    path.write_text(edited(path.read_text("utf-8"), words), "utf-8")


def edited(text, words):
    """Give a prompt file's text with the author's prompt."""
    return re.sub(r"(?m)^prompt = .*$", f'prompt = "{words}"', text, count=1)


def changed(folder):
    """Draw the novel, edit a prompt, change a scene."""
    drawn(folder)
    edit(folder, 2, "a boat")
    night.write_novel(folder, [night.BEGINNINGS[0].replace("rain", "snow"), *night.BEGINNINGS[1:]])


def moved(folder):
    """Draw the novel, edit a prompt that must follow, insert a scene, let two change places."""
    drawn(folder)
    edit(folder, 5, "bread")
    assert night.run(folder) == 0
    one, two, three, four, five, six = night.BEGINNINGS
    night.write_novel(folder, [one, INSERTED, three, two, four, six, five])


def lessened(folder):
    """Draw the novel, then delete two scenes, one of them edited, and let the numbers move."""
    drawn(folder)
    edit(folder, 2, "a boat")
    night.write_novel(folder, [night.BEGINNINGS[0], *night.BEGINNINGS[3:], INSERTED])


def with_takes(folder):
    """Draw the novel and takes of it, with a seed of the author's own."""
    drawn(folder)
    assert night.run(folder, "--takes", "3") == 0
    edit(folder, 6, "a station in the snow")


def with_book(folder):
    """Make the book, then let two scenes change places."""
    drawn(folder)
    assert book(folder) == 0
    one, two, *others = night.BEGINNINGS
    night.write_novel(folder, [two, one, *others])
    assert night.run(folder) == 0


def painted(folder):
    """Draw three scenes with the tiny SDXL, edit one, change the style of the book's page."""
    night.write_novel(folder, SHORT)
    assert paint(folder) == 0
    edit(folder, 2, "a boat")


@functools.cache
def tiny_model():
    """Build the tiny SDXL once a process."""
    folder = Path(tempfile.mkdtemp(prefix="tiny_sdxl_"))
    return tiny_sdxl.build(folder / "tiny")


# --- Commands ---------------------------------------------------------------------------------------------------------


def command(*more):
    """Give a run with more options."""
    return lambda folder: night.run(folder, *more)


def book(folder):
    """Make the book."""
    named = {"novel": "chapters", "images": "images", "cast": "cast.toml", "output": "book"}
    return make_illustrated_book.main(
        [part for key, name in named.items() for part in (f"--{key}", str(folder / name))]
    )


def paint(folder, *more):
    """Draw with the tiny SDXL on one thread, since a thread does not outlive a fork."""
    import torch

    torch.set_num_threads(1)
    size = ("--engine", "sdxl", "--width", "64", "--height", "64", "--steps", "2")
    with warnings.catch_warnings():  # pytest makes errors of the libraries' own
        warnings.simplefilter("ignore")
        return night.run(folder, *size, "--model", str(tiny_model()), *more)


STATES = (
    State("drawing", novel, (command(),)),
    State("takes", changed, (command("--takes", "3"),)),
    State("choose", with_takes, (command("--choose", "1:2=2", "1:6=3"), command())),
    State("restyle", changed, (command("--restyle", "noir"),)),
    State("correct", changed, (command("--correct", "1:3", "place=kitchen", "time=night"), command())),
    State("keep", changed, (command("--keep", "1:1", "1:2"), command(), command("--unkeep", "1:2"), command())),
    State("cast", changed, (command("--write-cast"), command())),
    State("init", novel, (command("--init"), command())),
    State("book", with_book, (book,)),
    State("moved", moved, (command(),)),
    State("lessened", lessened, (command(),)),
    State("force", changed, (command("--force"),)),
    State("two runs", changed, (command(),), runs=2),
    State("SDXL", painted, (functools.partial(paint), lambda folder: paint(folder, "--style", "noir"))),
)

EDITABLE = [state for state in STATES if state.name in ("choose", "restyle", "correct", "keep", "moved", "lessened")]
MOST = int(os.environ.get("ATTACKS", "200"))  # of a kind, where somebody asks for `-m attacks`

RACERS = (
    command(),
    command("--force"),
    command("--restyle", "noir"),
    command("--takes", "2"),
    command("--choose", "1:2=2"),
    command("--choose", "1:6=1"),
    command("--correct", "1:3", "place=kitchen"),
    command("--keep", "1:1"),
    command("--unkeep", "1:1"),
    command("--write-cast"),
    command("--gallery"),
    book,
)
CROWDED = State("several commands", with_takes, RACERS)


# --- What an unbroken run makes of them -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Case:
    """A state laid out once, what an unbroken run makes of it, and how many file calls that takes."""

    state: State
    start: Path
    unbroken: dict[str, bytes]
    calls: int


def lay_out(state, folder):
    """Lay out a state in a process of its own, and run its commands unbroken."""
    first, warm, whole = (folder / name / DESK for name in ("start", "warm", "whole"))
    first.mkdir(parents=True)
    in_child(lambda: state.prepare(first))
    run_all(state, night.copy(first, warm))  # word lists are read once a process
    night.copy(first, whole)
    calls = count_calls(state, whole)
    return Case(state, first, contents(whole), calls)


def in_child(work):
    """Do something in a process of its own, which must end well."""
    pid = os.fork()
    if pid == 0:
        code = 1
        with contextlib.suppress(BaseException):
            night.silence()
            work()
            code = 0
        os._exit(code)
    assert os.waitpid(pid, 0)[1] == 0


def contents(folder):
    """Give every file but the manuscript, the logs and the proof sheet (it tells seconds), by name."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    named = {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
    return {name: data for name, data in named.items() if not is_passing(name)}


def is_passing(name):
    """Tell whether a file is no result: manuscript, logs, proof sheet and what is kept to be faster."""
    first, *rest = name.split("/")
    return first in ("chapters", LOGS) or name == f"images/{night.SHEET}" or any(part.startswith(".") for part in rest)


def run_all(state, folder, first=0):
    """Run a state's commands from one on; a second cast sheet or novel.toml is refused, and rightly so."""
    for one in state.commands[first:]:
        one(folder)


def count_calls(state, folder):
    """Run the commands, and count the file calls of all threads."""
    seen = itertools.count()
    with profiling(lambda _name: next(seen)):
        run_all(state, folder)
    return next(seen)


@contextlib.contextmanager
def profiling(on_call):
    """Call a function with the name of each file call, before it, in whichever thread."""

    def look(_frame, event, function):
        if night.is_file_call(event, function):
            on_call(function.__name__)

    threading.setprofile(look)
    sys.setprofile(look)
    try:
        yield
    finally:
        sys.setprofile(None)
        threading.setprofile(None)  # type: ignore[arg-type]


# --- What may happen --------------------------------------------------------------------------------------------------


def kill_now(_folder):
    """Die at once."""
    os.kill(os.getpid(), signal.SIGKILL)


def fail_with(number):
    """Give what a call does that fails."""

    def fail(folder):
        raise OSError(number, os.strerror(number), str(folder))

    return fail


def attack(case, desk, at, happen, spare=()):
    """Run a state's commands in a child in which something happens at file call number `at`.

    Gives the signal or status that it ended with, the command that it was at, and what it said.
    """
    progress, said = desk.with_name("progress"), desk.with_name("said")
    pid = start(lambda: live(case.state, desk, at, happen, spare, progress), said)
    others = [start_run(case.state, desk) for _ in range(case.state.runs - 1)]
    _, status = os.waitpid(pid, 0)
    for other in others:
        os.waitpid(other, 0)
    return os.waitstatus_to_exitcode(status), int(progress.read_text()), said.read_text("utf-8", "replace")


def speak_into(path):
    """Let a child say everything into a file."""
    there = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for number in (1, 2):
        os.dup2(there, number)
    sys.stdout, sys.stderr = open(1, "w", closefd=False), open(2, "w", closefd=False)  # noqa: SIM115


def live(state, desk, at, happen, spare, progress):
    """Run the commands until something happens in one of them, and to the end of that one."""
    left = itertools.count(at, -1)
    has_happened = threading.Event()

    def on_call(name):
        if not has_happened.is_set() and name not in spare and next(left) <= 0:
            has_happened.set()
            happen(desk)

    status = 0
    for number, one in enumerate(state.commands):
        progress.write_text(str(number))
        with profiling(on_call):
            status = one(desk)
        if has_happened.is_set():
            break
    return status


def start_run(state, desk):
    """Start the commands in a process of its own, unharmed."""
    return start(lambda: run_all(state, desk), desk.with_name("other"))


def start(work, said):
    """Start something in a process of its own that says everything into a file."""
    pid = os.fork()
    if pid == 0:
        code = 99
        with contextlib.suppress(BaseException):
            speak_into(said)
            code = work() or 0
            sys.stderr.flush()
        os._exit(code)
    return pid


# --- Judging ----------------------------------------------------------------------------------------------------------


def find_harm(case, desk):
    """List what differs from what an unbroken run makes, what is lost, and what was left over."""
    after = contents(desk)
    places = {name for name in {*case.unbroken, *after} if not re.search(r"/(replaced|unused)/", name)}
    differing = [name for name in sorted(places) if after.get(name) != case.unbroken.get(name)]
    lost = [name for name, data in case.unbroken.items() if data not in after.values()]
    return [*(f"differs: {name}" for name in differing), *(f"lost: {name}" for name in lost), *stray(desk)]


def stray(folder):
    """List what no run may leave behind."""
    left = (path for path in folder.rglob("*") if re.search(r"\.(part|claim|lock|tmp|moving)\b|\.break\.", path.name))
    return [f"left over: {path.relative_to(folder)}" for path in left]


def try_kill(case, number, desk):
    """Kill a state's commands at a random file call, go on from there, and list the harm."""
    night.copy(case.start, desk)
    dice = random.Random(f"{case.state.name} {number}")
    status, at, _ = attack(case, desk, dice.randrange(int(case.calls * 0.98)), kill_now)
    if status != -signal.SIGKILL and case.state.runs == 1:
        return [f"the run was not killed: {status}"]
    run_all(case.state, desk, at)
    harm = find_harm(case, desk)
    shutil.rmtree(desk.parent)
    return harm


def try_fault(case, number, desk):
    """Let a random file call fail, go on from there, and list the harm."""
    night.copy(case.start, desk)
    dice = random.Random(f"{case.state.name} {number} fault")
    at, error = dice.randrange(int(case.calls * 0.98)), dice.choice(FAULTS)
    status, number, said = attack(case, desk, at, fail_with(error))
    harm = [f"said: {said[-300:]}"] if FAULT.search(said) else []
    if status not in (0, 1, 2, 3):
        harm.append(f"status {status}: {said[-300:]}")
    run_all(case.state, desk, number)
    harm += find_harm(case, desk)
    shutil.rmtree(desk.parent)
    return harm


def try_edit(case, number, desk):
    """Let the author save a prompt file at a random moment of a command, and look for her words at its end."""
    night.copy(case.start, desk)
    dice = random.Random(f"{case.state.name} {number} edit")
    paths = sorted((desk / "prompt_cache").glob("*.toml"))
    path = dice.choice(paths)
    words = f"HER WORDS {number}"
    new = edited(path.read_text("utf-8"), words)

    def save(_folder):
        part = path.with_name("editor.part")
        part.write_text(new, "utf-8")
        part.replace(path)

    status, number, said = attack(case, desk, dice.randrange(int(case.calls * 0.9)), save, RENAMES)
    harm = [] if status in (0, 1, 3) else [f"status {status}: {said[-300:]}"]
    run_all(case.state, desk, number)
    files = [file for file in (desk / "prompt_cache").rglob("*.toml") if words in file.read_text("utf-8")]
    shutil.rmtree(desk.parent)
    return harm if files else [*harm, f"lost: {words} in {path.name}; said: {said[-300:]}"]


def try_race(case, number, desk):
    """Run some commands at once, then the plain one until it has nothing to do, and list the harm."""
    night.copy(case.start, desk)
    dice = random.Random(f"race {number}")
    racers = dice.sample(case.state.commands, 4)
    said = [desk.with_name(f"said_{place}") for place in range(len(racers))]
    pids = [start(functools.partial(racer, desk), path) for racer, path in zip(racers, said, strict=True)]
    statuses = [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in pids]
    words = [path.read_text("utf-8", "replace") for path in said]
    ended = zip(statuses, words, strict=True)
    harm = [f"status {status}: {text[-300:]}" for status, text in ended if not 0 <= status <= 3]
    harm += [f"said: {text[-300:]}" for text in words if FAULT.search(text)]
    harm += [f"a plain run afterwards ends with {status}" for status in [night.run(desk)] if status]
    settled = contents(desk)
    night.run(desk)
    harm += [f"a further run changes {name}" for name, data in contents(desk).items() if settled.get(name) != data]
    if "a station in the snow" not in (desk / "prompt_cache" / "chapter_01_scene_06.toml").read_text("utf-8"):
        harm.append("her words are gone")
    harm += stray(desk)
    shutil.rmtree(desk.parent)
    return harm
