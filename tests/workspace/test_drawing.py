"""Processes that were launched together end together; a scene that another run had is drawn by this one if it must."""

import night
import pytest

from records import Drawn
from sdxl.guide_nets import resolve_net
from workspace import drawing
from workspace.claims import try_claim
from workspace.drawing import Opened, are_launched_together, engine_options, wait_for_others
from workspace.request import read_request


@pytest.mark.parametrize(
    ("environment", "together"),
    [
        ({}, False),
        ({"WORLD_SIZE": "1"}, False),
        ({"WORLD_SIZE": "2", "RANK": "0"}, True),
        ({"WORLD_SIZE": ""}, False),
        ({"WORLD_SIZE": "all"}, False),
        ({"WORLD_SIZE": "-2"}, False),
    ],
)
def test_a_launcher_is_known_by_what_it_tells(environment, together):
    assert are_launched_together(environment) == together


class Stop:
    def check(self):
        """Nobody presses anything."""


class Waiting:
    """A run whose left scenes become free, or drawn, after some looks."""

    def __init__(self, *looks):
        self.looks, self.left, self.claims, self.released, self.stop = list(looks), [], {1: None, 2: None}, [], Stop()

    def settle(self):
        """Nothing is being saved."""

    def let_go(self, index):
        self.released.append(index)

    def look_again(self):
        free, self.left = self.looks.pop(0)
        return free


def test_processes_launched_together_wait_for_each_other_and_give_back_what_they_hold():
    naps = []
    run = Waiting(([], [3, 4]), ([], [4]), ([], []))

    assert wait_for_others(run, naps.append) == []
    assert naps == [drawing.SECONDS_BETWEEN_LOOKS] * 2
    assert run.released == [1, 2], "else each would wait for the other"


def test_what_another_process_could_not_draw_is_drawn():
    assert wait_for_others(Waiting(([], [3, 4]), ([4], [3])), lambda _: None) == [4]


@pytest.fixture
def desk(tmp_path):
    night.write_novel(tmp_path, night.BEGINNINGS[:3])
    (tmp_path / "images").mkdir()
    return tmp_path


def meanwhile(monkeypatch, act):
    """Let something happen before the engine's first, second ... picture; gives the numbers of its passes' jobs."""
    real, passes = drawing.open_engine, []

    def open_engine(name, options):
        engine = real(name, options)

        def watched(jobs, on_step, begin):
            passes.append(len(jobs))
            yield from engine(jobs, on_step, lambda number: (act(len(passes), number), begin(number))[1])

        return watched

    monkeypatch.setattr(drawing, "open_engine", open_engine)
    return passes


def test_a_scene_whose_run_gives_up_is_drawn_in_the_end(desk, monkeypatch):
    other = try_claim(desk / "images" / ".chapter_01_scene_01.claim")
    passes = meanwhile(monkeypatch, lambda _, number: other.release() if number == 2 else None)

    assert night.run(desk) == 0
    assert passes == [3, 1]
    assert len(list(desk.glob("images/*.png"))) == 3
    assert night.stray(desk) == []


def test_a_scene_that_another_run_finishes_in_time_is_done(desk, monkeypatch):
    """The other has it when its turn comes, and has drawn it when this run ends."""
    assert night.run(desk, "--scenes", "1:1") == 0
    picture = next(desk.glob("images/*.png"))
    content = picture.read_bytes()
    picture.unlink()
    other = try_claim(desk / "images" / ".chapter_01_scene_01.claim")

    def act(_, number):
        if number == 2:
            picture.write_bytes(content)

    passes = meanwhile(monkeypatch, act)
    assert night.run(desk) == 0
    assert passes == [3]
    other.release()
    assert not list(desk.glob("images/replaced/*"))


def test_a_scene_that_cannot_be_claimed_fails_alone(desk, monkeypatch, capsys):
    from workspace import turns

    def refuse(path):
        if "scene_02" in path.name:
            raise OSError(28, "No space left on device", str(path))
        return try_claim(path)

    monkeypatch.setattr(turns, "try_claim", refuse)
    assert night.run(desk) == 1
    said = capsys.readouterr().err
    assert "Scene 1:2 cannot be claimed: " in said
    assert "No space left on device; make room on that disk." in said
    assert len(list(desk.glob("images/*.png"))) == 2


def test_an_engine_that_ends_early_leaves_the_rest_to_the_same_command(desk, monkeypatch, capsys):
    """A card whose driver was reset draws nothing more: the scenes that follow are not tried."""
    real = drawing.open_engine

    def open_engine(name, options):
        def ends(jobs, on_step, begin):
            pictures = real(name, options)(jobs, on_step, begin)
            yield next(pictures)
            if not (desk / "awake").exists():
                begin(1)
                yield Drawn(1, None, "the card no longer answers")
                return
            yield from pictures

        return ends

    monkeypatch.setattr(drawing, "open_engine", open_engine)
    assert night.run(desk) == 1
    said = capsys.readouterr().err
    assert "Scene 1:2 was not drawn: the card no longer answers" in said
    assert "1 scene failed, 1 further scene remains. The same command goes on from here." in said
    assert len([*desk.glob("images/*.png")]) == 1

    (desk / "awake").touch()
    assert night.run(desk) == 0
    assert len([*desk.glob("images/*.png")]) == 3


@pytest.mark.parametrize(
    ("names", "uses", "spare"),
    [
        ([("union", "strong")], ["strong", "pose"], "openpose"),
        ([("openpose", "pose"), ("union", "strong")], ["pose", "strong"], "openpose"),
        ([("sketch", "pose")], ["pose"], ""),
        ([], [], ""),
    ],
)
def test_the_engine_is_given_what_it_may_come_down_to(names, uses, spare):
    nets = [resolve_net(name, use) for name, use in names]
    options = engine_options(read_request([], ""), Opened(nets=nets))

    assert [net.use for net in options.guide_nets] == uses
    assert (options.spare_net.reads if options.spare_net else "") == spare
