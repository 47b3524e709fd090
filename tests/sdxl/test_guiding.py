"""Guides around the steps of a picture: what they share, when they are silent, and that they leave no trace."""

import dataclasses
from contextlib import contextmanager

import pytest
from tiny_engine import job_for
from tiny_guide import conditioning_of, guide_for, guided_job

from sdxl import guiding
from sdxl.guiding import guided, plainly_run


def hooks_of(unet):
    """Give everything that is hooked into a UNet or laid over it."""
    return {
        path: (
            tuple(module._forward_pre_hooks),
            tuple(module._forward_hooks),
            module.__dict__.get("forward"),
            getattr(module, "processor", None),
        )
        for path, module in unet.named_modules()
    }


@pytest.fixture
def entered(monkeypatch):
    """Have the guides be three that say when they come and go."""
    seen = []

    def make(name):
        @contextmanager
        def guide(painting):
            seen.append((name, painting.guide.kind))
            yield
            seen.append((name, "left"))

        return guide

    monkeypatch.setattr(guiding, "GUIDINGS", [make(name) for name in "abc"])
    return seen


def test_without_a_guide_none_is_asked(loaded_model, choice, entered):
    with guided(loaded_model, job_for(choice), None, lambda: 0):
        pass

    assert entered == []


def test_guides_go_in_the_other_order_than_they_came(loaded_model, choice, entered):
    job = guided_job(job_for(choice), guide_for())
    with guided(loaded_model, job, None, lambda: 0):
        assert entered == [("a", "words"), ("b", "words"), ("c", "words")]

    assert entered[3:] == [("c", "left"), ("b", "left"), ("a", "left")]


def test_a_guide_leaves_no_trace_even_where_drawing_fails(loaded_model, encoders, choice):
    before = hooks_of(loaded_model.unet)
    job = guided_job(job_for(choice), guide_for())
    (conditioning,) = conditioning_of(encoders, job)
    with pytest.raises(ValueError, match="lost"), guided(loaded_model, job, conditioning, lambda: 0):  # noqa: PT012
        assert hooks_of(loaded_model.unet) != before
        raise ValueError("lost")

    assert hooks_of(loaded_model.unet) == before


@pytest.mark.parametrize(("extras", "stance"), [((), "default"), (("compile",), "force_eager")])
def test_a_compiled_unet_is_run_as_written(loaded_model, extras, stance):
    import torch

    with plainly_run(dataclasses.replace(loaded_model, extras=extras)):
        assert torch._dynamo.eval_frame._stance.stance == stance

    assert torch._dynamo.eval_frame._stance.stance == "default"
