"""--choose from its first write to its last: beside other runs, cut short anywhere, and finished by the next run."""

import os
import re
import sys

import attacks
import night
import pytest

from workspace import choosing, drawing
from workspace.claims import try_claim
from workspace.pictures import read_picture
from workspace.prompt_files import read_prompt_file
from workspace.request import read_defaults

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="processes are forked and killed"),
    pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning"),
]
LIMITS = read_defaults().limits
SCENES = night.BEGINNINGS[:3]
RAIN = (SCENES[0], SCENES[1].replace("under the stars", "in the rain"), SCENES[2])


def lay_out(folder):
    """Draw a novel, and takes of its second scene as it then was: no seed alone would give these again."""
    night.write_novel(folder, SCENES)
    assert night.run(folder, "--scenes", "1:2", "--takes", "2") == 0
    night.write_novel(folder, RAIN)
    assert night.run(folder) == 0


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    folder = tmp_path_factory.mktemp("drawn") / "desk"
    folder.mkdir()
    lay_out(folder)
    return folder


@pytest.fixture
def desk(drawn, tmp_path):
    return night.copy(drawn, tmp_path / "desk")


def picture(desk):
    return next(desk.glob("images/chapter_01_scene_02*.png"))


def take(desk, number=1):
    return desk / "images" / "takes" / f"chapter_01_scene_02_take_{number:02d}.png"


def prompt_path(desk):
    return desk / "prompt_cache" / "chapter_01_scene_02.toml"


def is_chosen(desk):
    return picture(desk).read_bytes() == take(desk).read_bytes()


def said(desk, capsys, *more):
    """Run the command; gives status and words."""
    capsys.readouterr()
    status = night.generate_scene_images.main([word for word in night.argv_of(desk, *more) if word != "--quiet"])
    return status, " ".join(capsys.readouterr().err.split())


def beside(desk, *more):
    """Run the command in a process of its own; gives status and words."""
    argv = [word for word in night.argv_of(desk, *more) if word != "--quiet"]
    words = desk.with_name("said")
    _, status = os.waitpid(attacks.start(lambda: night.generate_scene_images.main(argv), words), 0)
    return os.waitstatus_to_exitcode(status), " ".join(words.read_text("utf-8").split())


class Cut(BaseException):
    """The power goes."""


def cut(*_):
    raise Cut


def choose_and_cut(desk, monkeypatch, name):
    """Choose a take, but the power goes before a step."""
    with monkeypatch.context() as patch:
        patch.setattr(choosing, name, cut)
        with pytest.raises(Cut):
            night.run(desk, "--choose", "1:2=1")


# --- Cut short --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", ["put_in_place", "settle"])
def test_a_choice_that_was_cut_short_is_finished_by_the_next_run(desk, tmp_path, monkeypatch, step):
    whole = night.copy(desk, tmp_path / "whole")
    assert night.run(whole, "--choose", "1:2=1") == 0
    choose_and_cut(desk, monkeypatch, step)
    assert is_chosen(desk) == (step == "settle")

    assert night.run(desk) == 0
    assert night.contents(desk) == night.contents(whole)
    assert night.run(whole) == 0
    assert night.contents(desk) == night.contents(whole)


def test_it_is_said(desk, monkeypatch, capsys):
    choose_and_cut(desk, monkeypatch, "put_in_place")

    assert (
        "Scene 1:2 is chapter_01_scene_02_take_01.png now, which you chose: that had been cut short."
        in said(desk, capsys)[1]
    )


@pytest.mark.slow
def test_a_scene_that_moved_meanwhile_has_its_choice(desk, monkeypatch):
    choose_and_cut(desk, monkeypatch, "put_in_place")
    night.write_novel(desk, (RAIN[1], RAIN[0], RAIN[2]))

    assert night.run(desk) == 0
    assert next(desk.glob("images/chapter_01_scene_01*.png")).read_bytes() == take(desk).read_bytes()


def test_a_take_that_is_gone_is_named(desk, monkeypatch, capsys):
    choose_and_cut(desk, monkeypatch, "put_in_place")
    take(desk).unlink()
    status, words = said(desk, capsys)

    assert status == 0
    assert "Scene 1:2: the take that you chose is gone; its seed and settings are in the prompt file." in words
    assert "that you chose is gone" not in said(desk, capsys)[1]


@pytest.mark.slow
def test_a_seed_that_she_wrote_since_counts(desk, monkeypatch):
    choose_and_cut(desk, monkeypatch, "put_in_place")
    text = prompt_path(desk).read_text("utf-8")
    prompt_path(desk).write_text(re.sub(r"(?m)^seed = .*$", "seed = 8", text, count=1), "utf-8")

    assert night.run(desk) == 0
    assert read_picture(picture(desk)).record.job.seed == 8
    assert read_prompt_file(prompt_path(desk), LIMITS).chosen is None


@pytest.mark.parametrize(
    ("first", "step"),
    [pytest.param(3, 16, marks=pytest.mark.slow), pytest.param(0, 1, marks=pytest.mark.attacks, id="at each")],
)
def test_a_choice_may_die_at_any_file_call(drawn, tmp_path, first, step):
    """It ends chosen, or as if it had not been asked for; nothing lies between."""
    state = attacks.State("choice", lay_out, (attacks.command("--choose", "1:2=1"),))
    case = attacks.Case(state, drawn, {}, 0)
    chosen, unchosen = (night.copy(drawn, tmp_path / name) for name in ("chosen", "unchosen"))
    assert night.run(unchosen) == 0
    calls = attacks.count_calls(state, chosen)
    assert night.run(chosen) == 0
    ends = [night.contents(chosen), night.contents(unchosen)]
    counted = [0, 0]
    for at in range(first, calls, step):
        desk = night.copy(drawn, tmp_path / str(at) / "desk")
        attacks.attack(case, desk, at, attacks.kill_now)
        assert night.run(desk) == 0
        counted[ends.index(night.contents(desk))] += 1
        assert night.stray(desk) == []
    assert min(counted) > 0


# --- Beside a run -----------------------------------------------------------------------------------------------------


def meanwhile(monkeypatch, when, act):
    """Let something happen while a run draws: before a scene is begun, or after its last step."""
    real = drawing.open_engine

    def open_engine(name, options):
        engine = real(name, options)
        monkeypatch.setattr(drawing, "open_engine", real)

        def watched(jobs, on_step, begin):
            for number in range(len(jobs)):
                if (number, "before") == when:
                    act()
                for picture in engine([jobs[number]], on_step, lambda _, number=number: begin(number)):
                    if (number, "after") == when:
                        act()
                    yield night_drawn(picture, number)

        return watched

    monkeypatch.setattr(drawing, "open_engine", open_engine)


def night_drawn(picture, number):
    from dataclasses import replace

    return replace(picture, index=number)


@pytest.mark.parametrize("when", [(0, "before"), (1, "before"), (1, "after")], ids=["long before", "before", "while"])
def test_a_choice_beside_a_run_is_not_undone(desk, monkeypatch, capsys, when):
    """The run has planned the scene with the old seed; it is forced to draw all three."""
    statuses = []

    meanwhile(monkeypatch, when, lambda: statuses.append(beside(desk, "--choose", "1:2=1")))
    status, words = said(desk, capsys, "--force")

    assert [one for one, _ in statuses] == [0]
    is_drawing = "Scene 1:2 is being drawn by another run right now: that run leaves it as you choose."
    assert (is_drawing in statuses[0][1]) == (when == (1, "after"))
    assert status == 0
    assert is_chosen(desk)
    assert "Scene 1:2 was changed since this run was planned: it is left as it is now." in words
    assert "1 scene has the picture that you chose or kept meanwhile." in words
    assert night.run(desk) == 0
    assert is_chosen(desk)
    assert night.stray(desk) == []


@pytest.mark.parametrize("when", [(1, "before"), pytest.param((1, "after"), marks=pytest.mark.slow)])
def test_a_picture_that_is_kept_beside_a_run_is_kept(desk, monkeypatch, when):
    before = picture(desk).read_bytes()
    meanwhile(monkeypatch, when, lambda: beside(desk, "--keep", "1:2"))

    assert night.run(desk, "--force", "--style", "noir", "--width", "160") == 0
    assert picture(desk).read_bytes() == before


def test_words_that_are_corrected_beside_a_run_are_left_to_the_next(desk, monkeypatch, capsys):
    meanwhile(monkeypatch, (0, "before"), lambda: beside(desk, "--correct", "1:2", "time=noon"))
    status, words = said(desk, capsys, "--force")

    assert status == 3
    assert (
        "1 scene waits: you or a later command changed its prompt file meanwhile; the same command draws it." in words
    )
    assert night.run(desk) == 0
    assert read_picture(picture(desk)).record.corrections == {"time": "midday"}


def test_a_choice_claims_its_scene(desk, monkeypatch):
    """A run that begins while a picture is put in place leaves the scene."""
    real, seen = choosing.put_in_place, []

    def put(*args):
        seen.append(try_claim(desk / "images" / ".chapter_01_scene_02.claim"))
        real(*args)

    monkeypatch.setattr(choosing, "put_in_place", put)
    assert night.run(desk, "--choose", "1:2=1") == 0
    assert seen == [None]
    assert night.stray(desk) == []


def test_a_choice_that_another_runs_picture_overtakes_is_put_right_by_the_next(desk, monkeypatch):
    """Between that run's last look and its renaming there is a moment."""
    other = (desk / "images" / "takes" / "chapter_01_scene_02_take_02.png").read_bytes()
    real = choosing.put_in_place

    def put(source, place):
        real(source, place)
        place.write_bytes(other)

    monkeypatch.setattr(choosing, "put_in_place", put)
    assert night.run(desk, "--choose", "1:2=1") == 0
    monkeypatch.setattr(choosing, "put_in_place", real)
    assert not is_chosen(desk)

    assert night.run(desk) == 0
    assert is_chosen(desk)
    assert os.path.lexists(desk / "images" / "replaced")
