"""Plans under caps of a card's memory, measured on the tiny model and the CPU."""

import pytest

from records import MEMORY_CHOICES
from sdxl.options import EngineOptions
from tools import benchmark_plans
from tools.benchmark_plans import Drawing, drawing_table, measure_cap, measure_cards, measure_engine, measure_plain
from tools.plain_diffusers import WAYS, job_for

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")


@pytest.fixture
def jobs(choice):
    return [job_for(choice, 64, 64, 2)] * 2


@pytest.mark.parametrize("memory", ["auto", "model-offload"])
def test_a_plan_is_measured(choice, jobs, memory):
    drawing = measure_engine(choice, jobs, EngineOptions((choice,), device="cpu", memory=memory))

    assert drawing.way == ("auto (two-phase)" if memory == "auto" else memory)
    assert drawing.seconds > 0
    assert drawing.steps_a_second > 0
    assert (drawing.moved_bytes > 0) is (memory == "model-offload")
    assert drawing.error == ""


def test_a_plan_that_fails_says_why(choice):
    drawing = measure_engine(choice, [job_for(choice, 65, 64, 2)], EngineOptions((choice,), device="cpu"))

    assert "divisible by 8" in drawing.error


@pytest.mark.slow
def test_plain_diffusers_is_measured(choice, jobs):
    drawing = measure_plain("plain", lambda _pipeline: None, choice, jobs, None)

    assert (drawing.way, drawing.error) == ("plain", "")
    assert drawing.seconds > 0


def test_plain_diffusers_without_memory_is_a_row(choice, jobs):
    def full(_pipeline):
        raise RuntimeError("CUDA out of memory.\nmore")

    assert measure_plain("plain", full, choice, jobs, 6.0).error == "CUDA out of memory."


def test_without_a_card_no_plan_is_measured(capsys, monkeypatch):
    import torch

    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)

    assert list(measure_cards(None, 1)) == []
    assert "no CUDA card" in capsys.readouterr().err


def test_every_plan_is_measured_under_every_cap(choice, jobs, monkeypatch):
    asked = []
    monkeypatch.setattr(benchmark_plans, "measure_engine", lambda _choice, _jobs, options: asked.append(options))
    monkeypatch.setattr(benchmark_plans, "measure_plain", lambda name, *_: asked.append(name))
    lifted = []
    monkeypatch.setattr(benchmark_plans, "lift_cap", lifted.append)
    list(measure_cap(choice, jobs, 8.0))

    assert len(lifted) == 1
    assert [options.memory for options in asked[:-2]] == list(MEMORY_CHOICES)
    assert {options.max_vram for options in asked[:-2]} == {8.0}
    assert asked[-2:] == list(WAYS.values())


def test_drawings_are_rows_of_a_markdown_table():
    rows = drawing_table(
        [
            Drawing("two-phase", 10.0, 11.5, 2.71, int(6.5 * 2**30), 0),
            Drawing("plain", None, 0, 0, None, 0, "out | of memory"),
        ]
    ).splitlines()

    assert rows[2] == "| 10 GB | two-phase | 11.50 | 2.71 | 6.5 | 0.0 |"
    assert rows[3] == "| none | plain | out / of memory | | | |"
