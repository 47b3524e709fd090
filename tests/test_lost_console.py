"""The console may go: the commands as a shell starts them, with streams that are closed, full, cut off or gone."""

import errno
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import night
import pytest
from house import ROOT

from workspace.pictures import read_picture

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a shell of another kind")
slow = pytest.mark.slow
DRAWN = ["chapter_01_scene_01", "chapter_01_scene_02"]


@pytest.fixture
def desk(tmp_path):
    night.write_novel(tmp_path, night.BEGINNINGS[:2])
    return tmp_path


@pytest.fixture(scope="module")
def drawn_once(tmp_path_factory):
    folder = tmp_path_factory.mktemp("drawn")
    night.write_novel(folder, night.BEGINNINGS[:2])
    assert night.run(folder) == 0
    return folder


@pytest.fixture
def drawn(drawn_once, tmp_path):
    return night.copy(drawn_once, tmp_path / "desk")


def shell(folder, script, *options, redirect=""):
    """Run a command in bash with redirections; gives its status (of a pipe, the command's) and what stands in `err`."""
    words = shlex.join([sys.executable, str(ROOT / script), *options])
    full = f"{words} {redirect}; exit ${{PIPESTATUS[0]}}"
    clean = {**os.environ, "PYTHONPATH": ""}
    run = subprocess.run(["bash", "-c", full], cwd=folder, env=clean, capture_output=True, text=True, check=False)
    err = folder / "err"
    return run.returncode, (err.read_text(encoding="utf-8") if err.exists() else "") + run.stderr


def draw(folder, *options, redirect=""):
    return shell(folder, "generate_scene_images.py", *night.SIZE, *options, redirect=redirect)


def names(folder):
    return sorted(path.name[:19] for path in folder.glob("images/*.png") if read_picture(path).sound)


def log_of(folder):
    return max(folder.glob("logs/*.log")).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "redirect",
    [
        pytest.param("2>&-", id="stderr closed"),
        pytest.param(">&- 2>&- <&-", id="all closed", marks=slow),
        pytest.param("2>/dev/full", id="stderr full", marks=slow),
        pytest.param(">/dev/full 2>/dev/full", id="both full", marks=slow),
        pytest.param("2>&1 >/dev/null | true", id="nobody listens", marks=slow),
        pytest.param("2>&1 >/dev/null | head -n 1", id="somebody listens to the first line", marks=slow),
    ],
)
def test_pictures_are_drawn_though_nobody_hears_of_them(desk, redirect):
    assert draw(desk, redirect=redirect) == (0, "")

    assert names(desk) == DRAWN
    assert "2 pictures drawn" in log_of(desk)


@slow
@pytest.mark.parametrize("redirect", ["2>&-", "2>/dev/full", "2>&1 | true"])
def test_a_failure_is_told_by_the_status_all_the_same(desk, redirect):
    (desk / "prompt_cache" / "chapter_01_scene_02.toml").mkdir(parents=True)

    assert draw(desk, redirect=redirect)[0] == 1
    assert names(desk) == DRAWN[:1]
    assert draw(desk, "--scenes", "7:7", redirect=redirect)[0] == 2


MODES = {
    "a dry run": ("--dry-run",),
    "JSON": ("--dry-run", "--json"),
    "the machine": ("--check",),
    "the cast": ("--check-cast",),
    "leftovers": ("--tidy",),
    "help": ("--help",),
    "the version": ("--version",),
    "novel.toml": ("--init",),
}


ENDS = {
    "closed": ("2>err >&-", 0, ""),
    "full": ("2>err >/dev/full", 1, "Not all results could be printed: No space left on device"),
    "cut off": ("2>err | head -c 1 >/dev/null", 0, ""),
    "not read": ("2>err | true", 0, ""),
    "full, and nobody to tell": (">/dev/full 2>/dev/full", 1, ""),
}


def tried_always(mode, end):
    """Every mode with two ends, what we print and what argparse prints with each; the rest where it is asked for."""
    return end in ("closed", "full") or mode in ("JSON", "help")


@slow
@pytest.mark.parametrize(
    ("options", "redirect", "status", "said"),
    [
        pytest.param(
            MODES[mode], *ENDS[end], id=f"{mode} {end}", marks=() if tried_always(mode, end) else pytest.mark.attacks
        )
        for mode in MODES
        for end in ENDS
    ],
)
def test_results_that_are_cut_short_are_an_error(drawn, options, redirect, status, said):
    assert draw(drawn, *options, redirect=redirect)[0] == status
    err = (drawn / "err").read_text(encoding="utf-8") if (drawn / "err").exists() else ""
    assert said in err
    assert "Traceback" not in err
    assert "Exception ignored" not in err


@slow
@pytest.mark.parametrize(
    ("redirect", "status"),
    [
        ("2>err >&-", 0),
        ("2>&- >&-", 0),
        ("2>/dev/full", 0),
        ("2>err | true", 0),
        ("2>&1 | true", 0),
        ("2>err >/dev/full", 1),
    ],
)
def test_the_book_is_made_though_nobody_hears_of_it(drawn, redirect, status):
    got, said = shell(drawn, "make_illustrated_book.py", redirect=redirect)

    assert got == status
    assert len(list(drawn.glob("book/*.*"))) >= 3
    assert ("Not all results could be printed" in said) is bool(status)
    assert "Traceback" not in said


# --- A terminal that closes -----------------------------------------------------------------------------------------


# The command, whose first panel waits for the end of its terminal: six small ones may be done before a test closes it.
HELD = """
import contextlib, os, runpy, sys
sys.argv.pop(0)
sys.path.insert(0, os.path.dirname(sys.argv[0]))
from storyboard import engine

def draw_once_the_terminal_ended(*args, draw=engine.draw_panel):
    engine.draw_panel = draw
    with contextlib.suppress(OSError):
        os.read(0, 1)
    return draw(*args)

engine.draw_panel = draw_once_the_terminal_ended
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def in_terminal(folder, *options, until, start=()):
    """Run the command in a terminal of its own that is closed once a word was seen there; gives the exit status."""
    import pty

    pid, terminal = pty.fork()
    if pid == 0:
        try:
            os.chdir(folder)
            words = [sys.executable, *start, str(ROOT / "generate_scene_images.py"), *night.SIZE, *options]
            os.execve(words[0], words, {**os.environ, "PYTHONPATH": ""})
        finally:
            os._exit(99)
    seen = b""
    while until not in seen:
        seen += os.read(terminal, 1024)
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


@slow
@pytest.mark.skipif(sys.platform != "linux", reason="terminals of Linux")
def test_a_run_outlives_its_terminal(tmp_path):
    night.write_novel(tmp_path)

    assert in_terminal(tmp_path, until=b"6 pictures to draw", start=("-c", HELD)) == 0

    assert len(names(tmp_path)) == 6
    log = log_of(tmp_path)
    assert "The terminal was closed; the run goes on." in log
    assert "6 pictures drawn" in log


@slow
@pytest.mark.skipif(sys.platform != "linux", reason="terminals of Linux")
def test_a_watching_run_ends_with_the_terminal_in_which_it_is_ended(desk):
    assert in_terminal(desk, "--watch", until=b"Ctrl-C ends") == 130
    assert names(desk) == DRAWN


# --- The log's own disk ---------------------------------------------------------------------------------------------


def test_a_log_on_a_full_disk_costs_the_log_alone(desk, monkeypatch, capsys):
    real = os.path.exists
    monkeypatch.setattr("workspace.log.os.path.exists", lambda path: path == "/dev/full" or real(path))
    monkeypatch.setattr("workspace.log.claim_log", lambda *_: Path("/dev/full"))
    (desk / "logs" / "pictures.jsonl").mkdir(parents=True)

    assert night.run(desk) == 0
    assert names(desk) == DRAWN
    full = "/dev/full: No space left on device; make room on that disk"
    assert capsys.readouterr().err == f"{full}, or give another folder with --logs DIR. The run goes on without that.\n"


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EIO], ids=errno.errorcode.get)
def test_a_disk_that_takes_no_log_from_the_start_stops_no_picture(desk, number, monkeypatch, capsys):
    def refuse(*_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("workspace.log.claim_log", refuse)

    assert night.run(desk) == 0
    assert names(desk) == DRAWN
    said = capsys.readouterr().err
    assert said.startswith(f"{desk / 'logs'}: no log can be written there ({os.strerror(number)}); ")
    assert said.count("\n") == 1


def test_logs_that_are_deleted_during_the_run_cost_the_log_alone(desk, monkeypatch, capsys):
    from workspace import drawing

    real, draw_scenes = drawing.save_picture, drawing.draw_scenes

    def save(*args, **options):
        shutil.rmtree(desk / "logs", ignore_errors=True)
        return real(*args, **options)

    monkeypatch.setattr(drawing, "draw_scenes", lambda *args: draw_scenes(*args, save=save))

    assert night.run(desk) == 0
    assert names(desk) == DRAWN
    said = capsys.readouterr().err
    assert "deleted during the run" in said or "No such file" in said
    assert said.count("\n") == 1
