"""One guided picture in the making: how far it is, and what its steps read besides."""

import dataclasses

from tiny_engine import job_for
from tiny_guide import guide_for, painting_of

from sdxl.guides import Guide
from sdxl.painting import adding_inputs


def test_a_painting_knows_how_far_it_is(loaded_model, encoders, choice, monkeypatch):
    monkeypatch.setattr(loaded_model.pipeline, "_num_timesteps", 8, raising=False)
    painting = painting_of(loaded_model, encoders, job_for(choice), Guide())
    within = {end: [painting.is_within(end) for painting.count_steps in map(said, range(8))] for end in (0, 0.5, 1)}

    assert within == {0: [False] * 8, 0.5: [True] * 4 + [False] * 4, 1: [True] * 8}


def said(number):
    return lambda: number


def test_a_step_reads_what_is_added_unless_something_else_is_run(loaded_model, encoders, choice):
    import torch

    painting = painting_of(loaded_model, encoders, job_for(choice), guide_for())
    small = torch.nn.Module()
    small.forward = lambda latents, timestep, **named: (latents, timestep, named)
    painting.model = dataclasses.replace(loaded_model, pipeline=dataclasses.make_dataclass("P", ["unet"])(small))
    with adding_inputs(painting, lambda latents, timestep, named: {"more": latents + timestep + named["text"]}):
        assert small(1, 2, text=3) == (1, 2, {"text": 3, "more": 6})
        with painting.aside():
            assert small(1, 2, text=3) == (1, 2, {"text": 3})

    assert small(1, 2, text=3) == (1, 2, {"text": 3})
