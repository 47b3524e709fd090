"""A run that would do as little as the last one says the same; whatever changes, it does what it would do anyway."""

import contextlib
import logging
import os
import re
import shutil
import tempfile
import types

import night
import pytest

import generate_scene_images
import pipeline
from errors import UsageError
from workspace.cache import Table
from workspace.cached_quiet import NAME, QuietRun, digest_files
from workspace.log import log
from workspace.recipes import Request

FIRST = "chapter_01_scene_01"
NOTHING = "6 done. Nothing to draw."


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """A desk that is drawn."""
    return night.draw_desk(tmp_path_factory.mktemp("drawn") / "desk")


@pytest.fixture
def planned(monkeypatch):
    """Count the plans."""
    calls = []
    real = pipeline.plan_scenes
    monkeypatch.setattr(pipeline, "plan_scenes", lambda *args: calls.append(1) or real(*args))
    return calls


@pytest.fixture
def make_desk(drawn, tmp_path, planned):
    """Make a copy of it in which a run has had nothing to do."""

    def make():
        shutil.rmtree(tmp_path / "desk", ignore_errors=True)
        desk = night.copy(drawn, tmp_path / "desk")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("workspace.cached_pictures.RACY", 0)
            assert night.run(desk) == night.run(desk) == 0
        planned.clear()
        return desk

    return make


def run(desk, capsys, *more):
    """Run the command; gives its status and what it says, and everything that lies on the desk then."""
    capsys.readouterr()
    argv = [word for word in night.argv_of(desk, *more) if word != "--quiet"]
    status = generate_scene_images.main(argv)
    said = capsys.readouterr()
    page = desk / "images" / night.SHEET
    return status, timeless(said.out), timeless(said.err), night.contents(desk), timeless(page.read_text("utf-8"))


def timeless(text):
    """Leave out seconds and the name of the log."""
    return re.sub(r"[\d.]+ (s|seconds?)\b|generation_[\d_]+|\?[0-9a-f]+", "…", text)


def picture(desk, number=1):
    return next(desk.glob(f"images/chapter_01_scene_{number:02}_*.png"))


def prompt_file(desk):
    return desk / "prompt_cache" / f"{FIRST}.toml"


def edit(path, old, new):
    """Edit a file where no stat shows it."""
    was, text = path.stat(), path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))


def write(path, text):
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def damage(path):
    content = bytearray(path.read_bytes())
    content[-20] ^= 1
    path.write_bytes(content)


def move(path, folder):
    folder.mkdir(exist_ok=True)
    path.rename(folder / path.name)


CHANGES = {
    "text": lambda desk: night.write_novel(desk, night.REWORDED),
    "scene gone": lambda desk: night.write_novel(desk, night.BEGINNINGS[:-1]),
    "title": lambda desk: edit(desk / "chapters/chapter_01.md", "# One", "# Two"),
    "cast": lambda desk: write(desk / "cast.toml", '[emma]\nname = "Emma"\nlook = "tall woman"\n'),
    "copy of the cast": lambda desk: write(desk / "cast (1).toml", "x"),
    "prompt file edited": lambda desk: edit(prompt_file(desk), "illustration", "ILLUSTRATION"),
    "prompt file kept": lambda desk: edit(prompt_file(desk), "\n[generated]", "keep = true\n[generated]"),
    "prompt file broken": lambda desk: edit(prompt_file(desk), "[generated]", "[generated"),
    "prompt file gone": lambda desk: prompt_file(desk).unlink(),
    "prompt file copied": lambda desk: shutil.copy(prompt_file(desk), desk / "prompt_cache" / f"{FIRST} copy.toml"),
    "prompt file aside": lambda desk: move(prompt_file(desk), desk / "prompt_cache/unused"),
    "picture gone": lambda desk: picture(desk).unlink(),
    "picture damaged": lambda desk: damage(picture(desk)),
    "picture replaced": lambda desk: shutil.copy(picture(desk, 2), picture(desk)),
    "picture touched": lambda desk: picture(desk).touch(),
    "picture renamed": lambda desk: picture(desk).rename(desk / "images" / f"{FIRST}_other.png"),
    "picture aside": lambda desk: move(picture(desk), desk / "images/unused"),
    "take": lambda desk: shutil.copytree(desk / "images", desk / "images/takes"),
    "version before": lambda desk: shutil.copytree(desk / "images", desk / "images/replaced"),
    "page edited": lambda desk: edit(desk / "images" / night.SHEET, "scene", "SCENE"),
    "figures": lambda desk: edit(desk / "logs/pictures.jsonl", '"seconds": 0', '"seconds": 7'),
    "figures gone": lambda desk: (desk / "logs/pictures.jsonl").unlink(),
    "claim of a dead run": lambda desk: write(desk / "images" / f".{FIRST}.claim", ""),
    "unfinished file": lambda desk: write(desk / "images" / f".{FIRST}.png.part", "x"),
    "file in a cloud": lambda desk: write(desk / "images" / f".{FIRST}.png.icloud", ""),
}
OPTIONS = ("--style=ink wash", "--guide=words", "--scenes=1:2", "--width=128", "--force", "--verify", "--gallery")


def test_a_run_with_nothing_to_do_is_planned_once(make_desk, planned, capsys):
    desk = make_desk()
    first = run(desk, capsys)
    assert NOTHING in first[2]
    assert planned == []

    shutil.rmtree(desk / "prompt_cache/.readings")
    assert run(desk, capsys) == first
    assert planned == [1]


def check_anyway(make_desk, planned, capsys, change=None, *options):
    """Run on a changed desk with and without what is kept: both plan, and come to the same."""
    outcomes = []
    for is_kept in (True, False):
        desk = make_desk()
        if change:
            change(desk)
        if not is_kept:
            shutil.rmtree(desk / "prompt_cache/.readings")
        outcomes.append((run(desk, capsys, *options), bool(planned)))

    assert outcomes[0] == outcomes[1]
    assert planned or "iCloud" in outcomes[0][0][2]


QUICK = ("text", "prompt file edited", "picture damaged", "claim of a dead run")


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(change, id=name, marks=() if name in QUICK else pytest.mark.slow)
        for name, change in CHANGES.items()
    ],
)
def test_whatever_changes_is_seen(make_desk, planned, capsys, change):
    check_anyway(make_desk, planned, capsys, change)


@pytest.mark.slow
@pytest.mark.parametrize("option", OPTIONS)
def test_another_command_is_carried_out(make_desk, planned, capsys, option):
    check_anyway(make_desk, planned, capsys, None, option)


@pytest.mark.parametrize("folder", ["images", "prompt_cache"])
def test_a_folder_that_refuses_is_told_of_as_ever(make_desk, capsys, monkeypatch, folder):
    desk = make_desk()
    real = tempfile.TemporaryFile

    def refuse_there(**more):
        if more["dir"].name == folder:
            raise OSError(30, "Read-only file system")
        return real(**more)

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse_there)

    assert night.run(desk) == 1
    assert "cannot write there" in capsys.readouterr().err


@pytest.mark.parametrize("code", ["publish", "workspace"])
def test_another_program_plans_anew(make_desk, planned, capsys, monkeypatch, code):
    desk = make_desk()
    where = {"publish": "workspace.cached_quiet", "workspace": "workspace.cache"}[code]
    monkeypatch.setattr(f"{where}.digest_program", lambda *_: "another program")
    run(desk, capsys)

    assert planned == [1]


def test_a_file_that_was_just_written_is_looked_at_again(make_desk, planned, capsys):
    desk = make_desk()
    picture(desk).touch()
    run(desk, capsys)
    run(desk, capsys)

    assert planned == [1, 1]


# --- Models -----------------------------------------------------------------------------------------------------------


def make_run(path, find, *, is_sure=True):
    request = Request("sdxl", {}, types.SimpleNamespace(), find, (), find_lora=find, find_net=find)
    return QuietRun(Table(path, "key"), request, is_sure=is_sure)


def upper(*name):
    return " ".join(name).upper()


def lower(*name):
    return " ".join(name).lower()


def refuse(name, _use=""):
    raise UsageError(f"no {name}")


def ask(run):
    """Ask for a model, a LoRA and a network as a plan does."""
    request = run.request
    for find, name in ((request.find_model, ["x"]), (request.find_lora, ["x"]), (request.find_net, ["x", "pose"])):
        with contextlib.suppress(UsageError):
            find(*name)
    log.info("%s said", "this was")
    return 0


@pytest.fixture(autouse=True)
def heard():
    """Let the program's log hear everything, as within a run."""
    level = log.level
    log.setLevel(logging.DEBUG)
    yield
    log.setLevel(level)


@pytest.mark.parametrize(
    ("then", "now", "is_same"),
    [(upper, upper, True), (upper, lower, False), (upper, refuse, False), (refuse, refuse, True)],
)
def test_models_mean_what_they_meant(tmp_path, then, now, is_same):
    first = make_run(tmp_path / "quiet", then)
    assert first.find_said() is None
    first.listen_to(lambda: ask(first))

    said = make_run(tmp_path / "quiet", now).find_said()

    assert said == (((logging.INFO, "this was said"),) if is_same else None)


def warn():
    log.warning("odd")
    return 0


@pytest.mark.parametrize(
    ("work", "is_sure"), [(warn, True), (lambda: 1, True), (lambda: 0, False)], ids=["warned", "failed", "just written"]
)
def test_other_runs_are_not_kept(tmp_path, work, is_sure):
    make_run(tmp_path / "quiet", upper, is_sure=is_sure).listen_to(work)

    assert make_run(tmp_path / "quiet", upper).find_said() is None


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{}",
        "[]",
        "[" * 100_000,
        "[[],{}]",
        "[[[20]],{},{}]",
        '[[["20","x"]],{},{}]',
        '[[],{"x":1},{}]',
        "[[],{},[]]",
    ],
)
def test_what_is_of_another_form_is_passed_over(tmp_path, content):
    quiet = make_run(tmp_path / "quiet", upper)
    quiet.table.put(NAME, content.encode())

    assert quiet.find_said() is None


def test_a_desk_that_cannot_be_looked_at_is_planned(tmp_path):
    folders = types.SimpleNamespace(novel=tmp_path / "novel", output=tmp_path / "none", prompts=tmp_path, logs=tmp_path)

    with pytest.raises(FileNotFoundError):
        digest_files(folders)
