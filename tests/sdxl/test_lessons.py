"""What a run learns: said once, heeded from then on."""

import dataclasses
import logging

import pytest
from tiny_engine import job_for

from sdxl.devices import Device
from sdxl.lessons import EXTRAS, Lessons
from sdxl.memory import PLANS, SDXL_SIZES
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


def test_a_processor_that_draws_unasked_is_told_once(device, card, own_log):
    lessons = Lessons()
    for one in (card, device, dataclasses.replace(device)):
        lessons.warn_of_processor(one, 60.0)

    assert own_log.messages == [
        "PyTorch finds no GPU it can use: drawing on the CPU in float32, about 60 seconds a picture."
    ]
