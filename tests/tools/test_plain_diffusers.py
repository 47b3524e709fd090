"""What the engine is measured against draws the same jobs."""

import pytest

from tools import plain_diffusers
from tools.plain_diffusers import (
    NEGATIVE,
    PROMPT,
    WAYS,
    job_for,
    load_plain,
    open_bare,
    open_recipe,
    plain_resident,
    seed_recipe,
    size_of,
    time_once,
)


class Placed:
    """A pipeline that notes where it is put."""

    def __init__(self):
        self.calls = []

    def to(self, place):
        self.calls.append(place)

    def enable_model_cpu_offload(self, **_):
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


@pytest.mark.slow
def test_the_bare_loop_holds_no_encoders(choice, device, monkeypatch):
    """Nor do the embeddings hold them, as they would with gradients."""
    pipeline = load_plain(choice, device.dtype)
    monkeypatch.setattr(plain_diffusers, "load_plain", lambda *_: pipeline)
    given = []
    monkeypatch.setattr(plain_diffusers, "draw_with", lambda _pipeline, prompts: given.append(prompts))
    open_bare(choice, device)

    assert pipeline.text_encoder is pipeline.text_encoder_2 is None
    assert len(given[0]) == 4
    assert not any(tensor.requires_grad for tensor in given[0].values())


@pytest.mark.parametrize(("kind", "calls"), [("cuda", ["offload"]), ("cpu", [])])
def test_the_recipe_offloads_on_a_card_and_encodes_with_every_picture(choice, monkeypatch, kind, calls):
    import torch

    from sdxl.devices import Device

    pipeline, given = Placed(), []
    monkeypatch.setattr(plain_diffusers, "load_plain", lambda *_: pipeline)
    monkeypatch.setattr(plain_diffusers, "draw_with", lambda _pipeline, prompts: given.append(prompts))
    open_recipe(choice, Device(kind, "card", torch.float16))

    assert pipeline.calls == calls
    assert given == [{"prompt": PROMPT, "negative_prompt": NEGATIVE}]
