"""What the engine is measured against draws the same jobs."""

import pytest

from tools.plain_diffusers import NEGATIVE, PROMPT, WAYS, job_for, plain_resident, seed_recipe, size_of, time_once


class Placed:
    """A pipeline that notes where it is put."""

    def __init__(self):
        self.calls = []

    def to(self, place):
        self.calls.append(place)

    def enable_model_cpu_offload(self):
        self.calls.append("offload")


@pytest.mark.parametrize(
    ("way", "calls"), [(plain_resident, ["cuda"]), (seed_recipe, ["cuda", "offload"])], ids=["resident", "recipe"]
)
def test_a_way_places_the_pipeline(way, calls):
    pipeline = Placed()
    way(pipeline)

    assert pipeline.calls == calls
    assert way in WAYS


def test_a_job_asks_for_what_diffusers_is_asked_for(choice):
    job = job_for(choice, 320, 192, 4)

    assert size_of(job) == {"width": 320, "height": 192, "num_inference_steps": 4, "guidance_scale": 7.0}
    assert (job.model, job.scheduler, job.prompt, job.negative_prompt) == (
        choice.identity,
        choice.scheduler,
        PROMPT,
        NEGATIVE,
    )


def test_a_call_is_made_once_while_it_is_timed():
    calls = []

    assert time_once(lambda: calls.append(1)) >= 0
    assert calls == [1]
