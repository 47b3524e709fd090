"""A command may die at any moment, or a file call fail; the next one ends with exactly what an unbroken run makes."""

import functools
import signal
import sys

import attacks
import night
import pytest

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="the tests kill processes that were forked"),
    pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning"),
]

PLAIN, OFTEN = 4, 30  # kills in plain pytest, and in the run before a change lands
CHEAP = [state for state in attacks.STATES if state.name in ("drawing", "moved")]


@pytest.fixture(scope="module")
def case_of(tmp_path_factory):
    """Lay out each state at most once."""
    return functools.cache(lambda state: attacks.lay_out(state, tmp_path_factory.mktemp("state")))


def numbered(states, count):
    """Give so many pairs of a state and a number; those of one state stand together, so that few lay it out."""
    return [
        pytest.param(state, number, id=f"{state.name} {number}")
        for place, state in enumerate(states)
        for number in range(place, count, len(states))
    ]


@pytest.mark.parametrize(("state", "number"), numbered(CHEAP, PLAIN))
def test_a_killed_command_is_finished_by_the_next(case_of, state, number, tmp_path):
    assert attacks.try_kill(case_of(state), number, tmp_path / attacks.DESK) == []


@pytest.mark.slow
@pytest.mark.parametrize(("state", "number"), numbered(attacks.STATES, OFTEN))
def test_a_killed_command_is_finished_by_the_next_many_times(case_of, state, number, tmp_path):
    assert attacks.try_kill(case_of(state), 1000 + number, tmp_path / attacks.DESK) == []


@pytest.mark.attacks
@pytest.mark.parametrize(("state", "number"), numbered(attacks.STATES, attacks.MOST))
def test_a_killed_command_is_finished_by_the_next_very_many_times(case_of, state, number, tmp_path):
    assert attacks.try_kill(case_of(state), 2000 + number, tmp_path / attacks.DESK) == []


@pytest.mark.slow
@pytest.mark.parametrize(("state", "number"), numbered(attacks.STATES, 2 * len(attacks.STATES)))
def test_a_file_call_that_fails_costs_a_sentence(case_of, state, number, tmp_path):
    assert attacks.try_fault(case_of(state), number, tmp_path / attacks.DESK) == []


@pytest.mark.slow
@pytest.mark.parametrize(("state", "number"), numbered(attacks.EDITABLE, 2 * len(attacks.EDITABLE)))
def test_what_the_author_saves_during_a_command_is_there_afterwards(case_of, state, number, tmp_path):
    assert attacks.try_edit(case_of(state), number, tmp_path / attacks.DESK) == []


@pytest.mark.slow
@pytest.mark.parametrize("number", range(4))
def test_several_commands_at_once_leave_a_whole_desk(case_of, number, tmp_path):
    assert attacks.try_race(case_of(attacks.CROWDED), number, tmp_path / attacks.DESK) == []


@pytest.mark.parametrize("state", CHEAP[:1], ids=lambda state: state.name)
def test_an_unbroken_run_leaves_nothing_over_and_an_attack_is_noticed(case_of, state, tmp_path):
    """The judge itself: a picture that is missing, changed or half there is harm."""
    case = case_of(state)
    desk = night.copy(case.start.parent.parent / "whole" / attacks.DESK, tmp_path / attacks.DESK)
    assert attacks.find_harm(case, desk) == []

    first, second, *_ = sorted(desk.glob("images/*.png"))
    first.unlink()
    second.write_bytes(second.read_bytes()[:-1])
    second.with_name(f".{second.name}.part").touch()
    assert [harm.partition(":")[0] for harm in attacks.find_harm(case, desk)] == [
        *["differs"] * 2,
        *["lost"] * 2,
        "left over",
    ]


def test_a_run_killed_twice_is_still_finished(case_of, tmp_path):
    state = CHEAP[1]
    case = case_of(state)
    desk = night.copy(case.start, tmp_path / attacks.DESK)

    for part in (3, 4):
        status, *_ = attacks.attack(case, desk, case.calls // part, attacks.kill_now)
        assert status == -signal.SIGKILL
    attacks.run_all(state, desk)
    assert attacks.find_harm(case, desk) == []


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
        assert night.run(desk) == 3
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

    statuses = sorted(process.returncode for process in both)
    assert statuses in ([0, 0], [0, 3]), said  # 3: the other was still at its last scene
    figures = (tmp_path / "logs" / "pictures.jsonl").read_text("utf-8").splitlines()
    assert len(figures) == len(scenes)
    assert len(list(tmp_path.glob("images/*.png"))) == len(scenes)
    assert not list(tmp_path.glob("images/replaced/*"))
    assert night.stray(tmp_path) == []
