"""A run may die at any moment; the next one ends with exactly the pictures of an unbroken run."""

import random
import re
import shutil
import signal
import sys

import night
import pytest

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="the tests kill processes that were forked"),
    pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning"),
]

KILLS = 6
MANY_KILLS = 60
INSERTED = "A train stood in a field at dawn, and the driver had climbed down to look at the wheels of it."


def fresh(folder):
    """Give a novel that was never drawn."""
    night.write_novel(folder)


def edited(folder):
    """Give a drawn novel with a changed scene and an edited prompt."""
    night.write_novel(folder)
    assert night.run(folder) == 0
    path = folder / "prompt_cache" / "chapter_01_scene_02.toml"
    path.write_text(re.sub(r"(?m)^prompt = .*$", 'prompt = "a boat"', path.read_text("utf-8"), count=1), "utf-8")
    night.write_novel(folder, [night.BEGINNINGS[0].replace("rain", "snow"), *night.BEGINNINGS[1:]])


def moved(folder):
    """Give a drawn novel with an inserted scene, two that changed places, and an edited prompt that must follow."""
    night.write_novel(folder)
    assert night.run(folder) == 0
    path = folder / "prompt_cache" / "chapter_01_scene_05.toml"
    path.write_text(re.sub(r"(?m)^prompt = .*$", 'prompt = "bread"', path.read_text("utf-8"), count=1), "utf-8")
    assert night.run(folder) == 0
    one, two, three, four, five, six = night.BEGINNINGS
    night.write_novel(folder, [one, INSERTED, three, two, four, six, five])


STATES = (fresh, edited, moved)


@pytest.fixture(scope="module")
def cases(tmp_path_factory):
    """Lay out each state once, with what an unbroken run makes of it and how many file calls it takes."""
    found = {}
    for state in STATES:
        start = tmp_path_factory.mktemp(state.__name__) / "start"
        start.mkdir()
        state(start)
        assert night.run(night.copy(start, start.with_name("warm"))) == 0  # word lists are read once a process
        whole = night.copy(start, start.with_name("whole"))
        calls = night.count_file_calls(whole)
        found[state.__name__] = (start, night.contents(whole), calls)
    return found


def check_kill(cases, number, tmp_path):
    """Kill a run at a random file call, go on, and compare with the unbroken run."""
    dice = random.Random(number)
    state = STATES[number % len(STATES)].__name__
    start, unbroken, calls = cases[state]
    desk = night.copy(start, tmp_path / "desk")

    at = dice.randrange(calls - 2)  # from run to run the calls vary by one
    assert night.run_and_kill(desk, at), "the run must have been killed"
    assert night.run(desk) == 0
    after = night.contents(desk)
    assert pictures(after) == pictures(unbroken)
    assert prompts(after) == prompts(unbroken)
    assert set(unbroken.values()) <= set(after.values()), "nothing that was there may be lost"
    assert night.stray(desk) == []
    shutil.rmtree(desk)


def pictures(files):
    return {name: content for name, content in files.items() if re.fullmatch(r"images/[^/]*", name)}


def prompts(files):
    return {name: content for name, content in files.items() if re.fullmatch(r"prompt_cache/[^/]*", name)}


@pytest.mark.parametrize("number", range(KILLS))
def test_a_killed_run_is_finished_by_the_next(cases, number, tmp_path):
    check_kill(cases, number, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("number", range(KILLS, MANY_KILLS))
def test_a_killed_run_is_finished_by_the_next_many_times(cases, number, tmp_path):
    check_kill(cases, number, tmp_path)


def test_an_unbroken_run_leaves_nothing_hidden(cases):
    for start, unbroken, _ in cases.values():
        assert not [name for name in unbroken if "/." in name]
        assert night.stray(start) == []


def test_a_run_killed_twice_is_still_finished(cases, tmp_path):
    start, unbroken, calls = cases["moved"]
    desk = night.copy(start, tmp_path / "desk")

    assert night.run_and_kill(desk, at=calls // 3)
    assert night.run_and_kill(desk, at=calls // 4)
    assert night.run(desk) == 0
    assert pictures(night.contents(desk)) == pictures(unbroken)


# --- Ctrl-C and SIGTERM -----------------------------------------------------------------------------------------------


class Engine:
    """Draws nothing, but sends a signal after a step, as a hand on the keyboard would."""

    def __init__(self, number, at_job, at_step, steps=4):
        self.number = number
        self.at_job = at_job
        self.at_step = at_step
        self.steps = steps
        self.taken = []

    def __call__(self, jobs, on_step, begin):
        from PIL import Image

        from records import Drawn

        for index in range(len(jobs)):
            if not begin(index):
                continue
            for step in range(1, self.steps + 1):
                self.taken.append((index, step))
                on_step(step - 1, self.steps)
                if (index, step) == (self.at_job, self.at_step):
                    signal.raise_signal(self.number)
            on_step(self.steps, self.steps)
            yield Drawn(index, Image.new("RGB", (96, 64)))


@pytest.fixture
def desk(tmp_path):
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    night.write_novel(tmp_path)
    yield tmp_path
    for number, handler in handlers.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_first_signal_ends_after_the_step_under_way(desk, monkeypatch, number):
    engine = Engine(number, at_job=2, at_step=2)
    monkeypatch.setattr("workspace.drawing.open_engine", lambda *_: engine)

    assert night.run(desk) == 130
    assert engine.taken[-1] == (2, 3), "the step under way was finished, and no other begun"
    assert len(list(desk.glob("images/*.png"))) == 2
    assert night.stray(desk) == []


def test_a_signal_after_the_last_step_lets_the_picture_be_finished(desk, monkeypatch):
    engine = Engine(signal.SIGINT, at_job=2, at_step=4)
    monkeypatch.setattr("workspace.drawing.open_engine", lambda *_: engine)

    assert night.run(desk) == 130
    assert len(list(desk.glob("images/*.png"))) == 3


@pytest.mark.usefixtures("desk")
def test_a_second_signal_finds_the_systems_own_answer():
    from workspace.stop import StopSwitch

    switch = StopSwitch()
    switch.install()
    switch.is_busy = True
    signal.raise_signal(signal.SIGINT)

    assert signal.getsignal(signal.SIGINT) is signal.SIG_DFL
    assert switch.is_pressed


def test_a_signal_before_the_first_picture_stops_at_once(desk, monkeypatch, capsys):
    import pipeline

    def signal_while_planning(*_):
        signal.raise_signal(signal.SIGTERM)

    monkeypatch.setattr(pipeline, "read_novel", signal_while_planning)

    assert night.run(desk) == 130
    assert "Every finished picture is kept" in capsys.readouterr().err


# --- Several runs on one folder ---------------------------------------------------------------------------------------


def test_a_scene_that_another_run_has_is_left_to_it(desk):
    from workspace.claims import try_claim

    other = try_claim_in_place(desk, "chapter_01_scene_02")
    try:
        assert night.run(desk) == 0
        assert len(list(desk.glob("images/*.png"))) == 5
    finally:
        other.release()
    assert try_claim(desk / "images" / ".x.claim") is not None
    assert night.run(desk) == 0
    assert len(list(desk.glob("images/*.png"))) == 6


def try_claim_in_place(desk, stem):
    from workspace.claims import try_claim

    (desk / "images").mkdir(exist_ok=True)
    claim = try_claim(desk / "images" / f".{stem}.claim")
    assert claim is not None
    return claim


def test_a_claim_is_exclusive_and_can_be_given_back(tmp_path):
    from workspace.claims import try_claim

    claim = try_claim(tmp_path / ".a.claim")
    assert try_claim(tmp_path / ".a.claim") is None
    claim.release()
    again = try_claim(tmp_path / ".a.claim")
    assert again is not None
    again.release()


def test_a_scene_drawn_by_another_run_since_the_plan_is_not_drawn_again(desk, monkeypatch):
    """Another process draws everything between this run's plan and its first picture."""
    from workspace import drawing

    real = drawing.open_engine
    drawn_again = []

    def open_engine(name, options):
        monkeypatch.setattr(drawing, "open_engine", real)
        assert night.run(desk) == 0
        engine = real(name, options)

        def spy(jobs, on_step, begin):
            for drawn in engine(jobs, on_step, begin):
                drawn_again.append(drawn.index)
                yield drawn

        return spy

    monkeypatch.setattr(drawing, "open_engine", open_engine)

    assert night.run(desk) == 0
    assert drawn_again == []
    assert not list(desk.glob("images/replaced/*"))


@pytest.mark.slow
def test_two_processes_draw_every_scene_once(tmp_path):
    import os
    import subprocess
    from pathlib import Path

    scenes = [f"{text} It was day {day}." for day in range(4) for text in night.BEGINNINGS]
    night.write_novel(tmp_path, scenes)
    script = Path(night.generate_scene_images.__file__)
    command = [sys.executable, str(script), *night.argv_of(tmp_path, "--width", "320", "--height", "184")]
    both = [subprocess.Popen(command, env={**os.environ}, stderr=subprocess.PIPE) for _ in range(2)]
    said = [process.communicate()[1] for process in both]

    assert [process.returncode for process in both] == [0, 0], said
    figures = (tmp_path / "logs" / "pictures.jsonl").read_text("utf-8").splitlines()
    assert len(figures) == len(scenes)
    assert len(list(tmp_path.glob("images/*.png"))) == len(scenes)
    assert not list(tmp_path.glob("images/replaced/*"))
    assert night.stray(tmp_path) == []
