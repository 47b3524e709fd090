"""What is kept changes nothing but the time: the real command, with and without it, and with each thing changed."""

import json
import os
import shutil

import hypothesis
import night
import pytest
from hypothesis import strategies

import generate_scene_images
import pipeline
from workspace import cached_book, cached_plan

KEPT = ("prompt_cache", ".readings")
SHEET = '[emma]\nname = "Emma"\nlook = "tall woman"\n'
COMMANDS = (
    ("--dry-run", "--json"),
    (),
    ("--scenes", "1:2", "--negative", "people"),
    ("--keep", "1:1"),
    ("--correct", "1:2", "people=Emma", "place=beach"),
    ("--gallery",),
    ("--verify",),
)


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """A desk that is drawn."""
    return night.draw_desk(tmp_path_factory.mktemp("drawn") / "desk")


@pytest.fixture
def desk(drawn, tmp_path):
    """A copy of it, with all that its own run has kept."""
    return keep_all(night.copy(drawn, tmp_path / "desk"))


def keep_all(desk):
    """Run the command, to keep what it finds: what a copied folder holds counts for nothing."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("workspace.cached_pictures.RACY", 0)
        assert night.run(desk) == 0
    return desk


@pytest.fixture
def read(monkeypatch):
    """Count how often the book is really read."""
    calls = []
    real = cached_book.read_book
    monkeypatch.setattr(cached_book, "read_book", lambda *args, **more: calls.append(1) or real(*args, **more))
    return calls


def everything(desk):
    """Give every file of a desk but the logs and what is kept."""
    page = desk / "images" / night.SHEET
    return {**night.contents(desk), "page": page.read_bytes() if page.exists() else b""}


def run(desk, capsys, *more):
    capsys.readouterr()
    argv = [word for word in night.argv_of(desk, *more) if word != "--quiet"]
    status = generate_scene_images.main(argv)
    said = capsys.readouterr()
    return status, said.out, said.err


def test_a_run_with_nothing_to_do_reads_no_scene(desk, read, capsys):
    assert "6 done. Nothing to draw." in run(desk, capsys)[2]
    assert read == []


def test_the_first_run_after_the_pictures_are_drawn_parses_no_prompt_file(tmp_path, monkeypatch):
    night.write_novel(tmp_path)
    assert night.run(tmp_path) == 0
    parsed = []
    real = cached_plan.parse_toml
    monkeypatch.setattr(cached_plan, "parse_toml", lambda text: parsed.append(text) or real(text))

    assert night.run(tmp_path) == 0
    assert parsed == []


@pytest.mark.parametrize(
    "argv", [pytest.param(argv, marks=pytest.mark.slow if argv else ()) for argv in COMMANDS], ids=" ".join
)
def test_the_result_is_the_same_without_what_is_kept(drawn, tmp_path, capsys, argv):
    results = []
    for is_kept in (True, False):
        desk = keep_all(night.copy(drawn, tmp_path / "desk"))
        if not is_kept:
            shutil.rmtree(desk.joinpath(*KEPT))
        results.append([*run(desk, capsys, *argv), everything(desk)])
        shutil.rmtree(desk)

    assert results[0] == results[1]


def write(desk, name, text):
    (desk / name).write_text(text, encoding="utf-8")


def reword(desk):
    night.write_novel(desk, night.REWORDED)


@pytest.mark.parametrize(
    ("change", "argv", "seen"),
    [
        (reword, (), lambda plans: "rain" in plans[5]["reading"]["weather"]),
        (lambda desk: write(desk, "cast.toml", SHEET), (), lambda plans: "tall woman" in plans[0]["prompt"]),
        (None, ("--style", "ink wash"), lambda plans: plans[0]["status"] == "changed" or "ink" in plans[0]["prompt"]),
        (None, ("--width", "128"), lambda plans: plans[0]["status"] == "changed"),
        (
            lambda desk: write(desk, "prompt_cache/chapter_01_scene_01.toml", 'prompt = "MY BOAT"\nseed = 5\n'),
            (),
            lambda plans: "MY BOAT" in plans[0]["prompt"],
        ),
    ],
    ids=["text", "cast", "style", "option", "prompt file"],
)
def test_what_changes_is_seen(desk, capsys, change, argv, seen):
    if change:
        change(desk)
    status, out, _ = run(desk, capsys, "--dry-run", "--json", *argv)

    assert status == 0
    assert seen([json.loads(line) for line in out.splitlines()])


def test_an_edit_that_no_stat_shows_is_seen(desk, capsys):
    path = desk / "prompt_cache" / "chapter_01_scene_01.toml"
    was, text = path.stat(), path.read_text("utf-8")
    with path.open("r+", encoding="utf-8") as file:  # the same inode, size and time
        file.write(text.replace("seed = ", "seed =", 1).replace("\n\n[gen", " \n\n[gen", 1))
    os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))
    text = path.read_text("utf-8")
    path.write_text(text.replace("illustration", "ILLUSTRATION", 1), encoding="utf-8")
    os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (was.st_size, was.st_mtime_ns)

    assert "ILLUSTRATION" in run(desk, capsys, "--dry-run", "--json")[1]


def test_what_a_strangers_desk_has_kept_says_nothing(desk, read, capsys, tmp_path):
    run(night.copy(desk, tmp_path / "hers"), capsys, "--dry-run")

    assert read == [1]


def test_another_program_reads_anew(desk, read, capsys, monkeypatch):
    monkeypatch.setattr("workspace.cache.digest_program", lambda: "another program")
    run(desk, capsys)

    assert read == [1]


def stamps(folder):
    """Tell what changes with every writing."""
    return {path.name: (path.stat().st_mtime_ns, path.stat().st_ino) for path in folder.iterdir()}


def test_a_dry_run_uses_and_writes_nothing_of_it(desk, read, capsys):
    before = stamps(desk.joinpath(*KEPT))
    reword(desk)
    run(desk, capsys, "--dry-run")

    assert read == [1]
    assert stamps(desk.joinpath(*KEPT)) == before


def test_a_picture_damaged_where_no_stat_shows_it_is_found_by_verify(desk, capsys, monkeypatch):
    path = next(desk.glob("images/*_scene_03*.png"))
    monkeypatch.setattr("workspace.cached_pictures.stamp_of", lambda path: [1, 1, 1, 1, len(path.name)])
    run(desk, capsys, "--verify")
    content = bytearray(path.read_bytes())
    content[-20] ^= 1
    path.write_bytes(content)

    assert "6 done" in run(desk, capsys)[2]
    assert "1 damaged" in run(desk, capsys, "--dry-run", "--verify")[2]
    assert "1 damaged" in run(desk, capsys, "--verify")[2]
    assert "6 done" in run(desk, capsys, "--verify")[2]


@pytest.mark.slow
@pytest.mark.parametrize("mode", ["a file", "read-only"])
def test_a_folder_that_takes_nothing_costs_nothing(desk, capsys, monkeypatch, mode):
    shutil.rmtree(desk.joinpath(*KEPT))
    if mode == "a file":
        desk.joinpath(*KEPT).write_text("mine")
    else:
        monkeypatch.setattr("workspace.cache.store", lambda *_: (_ for _ in ()).throw(PermissionError(13, "no")))
    status, _, err = run(desk, capsys)

    assert (status, "6 done. Nothing to draw." in err) == (0, True)
    assert "Traceback" not in err


GARBAGE = strategies.binary(max_size=400) | strategies.recursive(
    strategies.none() | strategies.booleans() | strategies.floats() | strategies.text(max_size=8),
    lambda inner: strategies.lists(inner, max_size=4) | strategies.dictionaries(strategies.text(max_size=8), inner),
).map(lambda values: json.dumps(values).encode())


@pytest.mark.slow
@hypothesis.settings(
    max_examples=10, phases=(hypothesis.Phase.generate,), suppress_health_check=list(hypothesis.HealthCheck)
)
@hypothesis.given(data=strategies.data())
def test_whatever_lies_there_the_plan_is_the_same(drawn, tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("garbled")
    desk = keep_all(night.copy(drawn, folder / "desk"))
    for path in sorted(desk.joinpath(*KEPT).iterdir()):
        lines = path.read_bytes().splitlines(keepends=True)
        garbage = data.draw(GARBAGE)
        place = data.draw(strategies.integers(0, len(lines)))
        path.write_bytes(b"".join([*lines[:place], garbage, *lines[place + data.draw(strategies.booleans()) :]]))

    assert night.run(desk) == 0
    assert night.contents(desk) == night.contents(drawn)


def test_a_plan_holds_the_job_of_a_finished_picture_once(desk, monkeypatch):
    plans = []
    real = pipeline.plan_scenes
    monkeypatch.setattr(pipeline, "plan_scenes", lambda *args: plans.extend(real(*args)) or plans)
    night.run(desk, "--dry-run")

    assert len(plans) == 6
    assert all(planned.job is planned.picture.record.job for planned in plans)
