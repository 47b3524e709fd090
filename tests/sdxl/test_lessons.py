"""What a run learns: said once, heeded from then on."""

import dataclasses
import logging

import pytest
from tiny_engine import job_for

from sdxl.devices import Device
from sdxl.lessons import EXTRAS, Lessons
from sdxl.memory import GIB, PLANS, SDXL_SIZES
from sdxl.options import EngineOptions
from sdxl.speed import Speed


@pytest.fixture
def own_log(engine_log, monkeypatch):
    """The engine's log, where each line stands once."""
    monkeypatch.setattr(logging.getLogger("novel_scenes.engine"), "propagate", False)
    return engine_log


WANTED = EngineOptions((), attention="xformers", compiled=True)


def test_a_warning_is_said_once_a_run(own_log):
    lessons = Lessons()
    for sentence in ("a", "b", "a"):
        lessons.warn(sentence)

    assert own_log.messages == ["a", "b"]


@pytest.mark.parametrize(
    ("extras", "error", "learns"),
    [
        pytest.param(("compile",), ImportError("Cannot find a working triton installation"), True, id="no triton"),
        pytest.param(tuple(EXTRAS), RuntimeError("InvalidCxxCompiler"), True, id="no compiler"),
        pytest.param(("xformers",), NotImplementedError("No operator found for `memory_eff`"), True, id="no kernel"),
        pytest.param(("xformers",), ImportError("DLL load failed while importing _C"), True, id="does not fit torch"),
        pytest.param((), RuntimeError("InvalidCxxCompiler"), False, id="nothing to do without"),
        pytest.param(("compile",), RuntimeError("CUDA out of memory"), False, id="memory takes the next plan"),
        pytest.param(("compile",), RuntimeError("CUDA error: unknown error"), False, id="a lost card draws nothing"),
    ],
)
def test_what_makes_drawing_faster_is_left_out_once_it_fails(extras, error, learns, own_log):
    lessons = Lessons()

    assert lessons.do_without(extras, error) is learns
    assert lessons.heed(WANTED) == (EngineOptions(()) if learns else WANTED)
    assert sum(all(EXTRAS[name] in said for name in extras) for said in own_log.messages if said) == learns
    assert not lessons.do_without(extras, error) or not learns, "a second failure is the picture's own"


@pytest.fixture
def card():
    import torch

    return Device("cuda", "RTX", torch.float16)


def test_a_card_that_spills_is_told_once_a_run(choice, card):
    lessons = Lessons()
    lessons.speeds["RTX"] = Speed(1e13)
    job = job_for(choice, width=1024, height=1024)
    told = [lessons.judge_step(card, job, SDXL_SIZES, PLANS["two-phase"], 100.0) for _ in range(3)]

    assert [len(notes) for notes in told] == [1, 0, 0]
    assert lessons.expect_picture(card, job, SDXL_SIZES) > 0


def test_what_cannot_be_measured_is_not_judged(choice, card):
    lessons = Lessons()
    lessons.speeds["RTX"] = None

    assert lessons.judge_step(card, job_for(choice), SDXL_SIZES, PLANS["two-phase"], 100.0) == []
    assert lessons.expect_picture(card, job_for(choice), SDXL_SIZES) is None


def test_a_processor_that_draws_unasked_is_told_once(device, card, own_log, monkeypatch):
    monkeypatch.setattr("sdxl.lessons.explain_processor", lambda _probes: "an NVIDIA card is here, but …")
    lessons = Lessons()
    for one, is_asked in ((card, False), (device, True), (device, False), (dataclasses.replace(device), False)):
        lessons.warn_of_machine(one, PLANS["two-phase"], SDXL_SIZES, 60.0, is_asked=is_asked)

    (said,) = own_log.messages
    assert said.startswith(
        "PyTorch finds no GPU it can use: drawing on the CPU in float32, about 60 seconds a picture;"
    )
    assert said.endswith("; an NVIDIA card is here, but ….")


@pytest.mark.parametrize(
    ("plan", "ram", "warns"),
    [
        ("group-offload", 3.0, True),
        ("sequential", 3.0, True),
        ("model-offload", 4.9, True),
        ("group-offload", 6.0, False),
        ("two-phase", 1.0, False),
        ("fp8", 1.0, False),
        ("group-offload", 0, False),
    ],
)
def test_main_memory_too_small_for_the_plan_is_said(card, own_log, monkeypatch, plan, ram, warns):
    monkeypatch.setattr("sdxl.lessons.free_ram", lambda: int(ram * GIB))
    Lessons().warn_of_machine(card, PLANS[plan], SDXL_SIZES, None, is_asked=False)

    assert bool(own_log.messages) is warns
    assert all(f"where {ram} GB are free: close other programs" in said for said in own_log.messages)


@pytest.mark.parametrize(
    ("now", "planned"),
    [
        pytest.param(9.0, 9.0, id="as before"),
        pytest.param(8.6, 9.0, id="the run's own libraries"),
        pytest.param(5.0, 5.0, id="a game takes four"),
        pytest.param(9.9, 9.0, id="a little came back"),
        pytest.param(11.0, 11.0, id="a browser was closed"),
    ],
)
def test_what_other_programs_take_and_give_back_changes_the_plan(card, own_log, now, planned):
    assert Lessons().heed_room(card, 9 * GIB, int(now * GIB), has_drawn=False) == int(planned * GIB)
    assert own_log.messages == ([] if planned == 9 else [f"RTX: {now} GB are free now, 9.0 GB before."])


def test_a_card_whose_half_precision_needs_care_is_named_once(card, own_log):
    lessons, gtx = Lessons(), dataclasses.replace(card, name="GTX 1660", has_broken_half=True)
    for one in (card, gtx, gtx):
        lessons.warn_of_machine(one, PLANS["two-phase"], SDXL_SIZES, None, is_asked=False)

    assert own_log.messages == ["GTX 1660 has no tensor cores: cuDNN searches for convolutions that give no NaN."]


def test_what_the_libraries_take_with_the_first_picture_is_the_runs_own(card):
    lessons, free, seen = Lessons(), 7 * GIB, []
    for now in (6.9, 6.2, 6.2, 3.2, 6.2):  # as the first picture begins, and after it; a game comes and goes
        free = lessons.heed_room(card, free, int(now * GIB), has_drawn=now != 6.9)
        seen.append(round(free / GIB, 1))

    assert seen == [7.0, 7.0, 7.0, 4.0, 7.0]
    assert lessons.own is not None
    assert lessons.own < GIB
