"""UNet and VAE in place under a plan, and what comes and goes."""

import dataclasses

import pytest

from errors import RenderError
from sdxl.memory import GIB, PLANS
from sdxl.options import EngineOptions
from sdxl.pipeline import (
    ATTENTIONS,
    check_options,
    compile_unet,
    decode_dtype,
    fetch,
    load_model,
    make_scheduler,
    needs_float32,
    park,
    place_module,
    use_xformers,
    weights_of,
)
from sdxl.schedulers import SCHEDULERS

# numpy's remark on diffusers' schedulers, which neither of us can change here
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")


@pytest.fixture(scope="module")
def parked(choice, source, device):
    """A model whose UNet and VAE take turns."""
    return load_model(source, PLANS["model-offload"], device, EngineOptions((choice,), device="cpu"))


def test_a_loaded_model_draws_only(loaded_model):
    assert not loaded_model.unet.training
    assert not loaded_model.vae.training
    assert not any(weight.requires_grad for weight in [*loaded_model.unet.parameters(), *loaded_model.vae.parameters()])
    assert loaded_model.pipeline.vae is loaded_model.pipeline.text_encoder is None


def test_a_model_that_let_its_pipeline_go_has_no_unet(loaded_model):
    assert loaded_model.unet is not None
    assert dataclasses.replace(loaded_model, pipeline=None).unet is None


def test_modules_that_take_turns_keep_their_weights_in_main_memory(parked):
    assert parked.parked.keys() == {"unet", "vae"}
    fetch(parked, "unet", parked.unet)
    there = [weight.data.data_ptr() for weight in weights_of(parked.unet)]
    park(parked, "unet", parked.unet)

    assert [weight.data.data_ptr() for weight in weights_of(parked.unet)] == [
        weight.data_ptr() for weight in parked.parked["unet"]
    ]
    assert len(there) == len(parked.parked["unet"])


def test_without_turns_nothing_is_moved(loaded_model):
    before = [weight.data.data_ptr() for weight in weights_of(loaded_model.unet)]
    fetch(loaded_model, "unet", loaded_model.unet)
    park(loaded_model, "unet", loaded_model.unet)

    assert loaded_model.parked == {}
    assert [weight.data.data_ptr() for weight in weights_of(loaded_model.unet)] == before


@pytest.mark.parametrize("name", SCHEDULERS)
def test_a_scheduler_is_of_its_class_and_keeps_the_models_noise(loaded_model, name):
    scheduler = make_scheduler(name, loaded_model.base_scheduler)

    assert type(scheduler).__name__ == SCHEDULERS[name].class_name
    assert scheduler.config.beta_end == loaded_model.base_scheduler["beta_end"]
    assert {key: scheduler.config[key] for key in SCHEDULERS[name].options} == dict(SCHEDULERS[name].options)


def test_every_picture_gets_a_scheduler_of_its_own(loaded_model):
    first, second = (make_scheduler("euler a", loaded_model.base_scheduler) for _ in range(2))

    assert first is not second


@pytest.mark.parametrize(
    ("precision", "upcast", "wanted"),
    [
        pytest.param("float16", True, "float32", id="overflows in half precision"),
        pytest.param("float16", False, "float16", id="made for half precision"),
        pytest.param("bfloat16", True, "bfloat16", id="bfloat16 does not overflow"),
        pytest.param("float32", True, "float32", id="full precision anyway"),
    ],
)
def test_a_vae_decodes_in_full_only_where_it_must(loaded_model, precision, upcast, wanted):
    from types import SimpleNamespace

    import torch

    vae = SimpleNamespace(config=SimpleNamespace(force_upcast=upcast))
    device = dataclasses.replace(loaded_model.device, dtype=getattr(torch, precision))
    model = dataclasses.replace(loaded_model, vae=vae, device=device)

    assert str(decode_dtype(model)) == f"torch.{wanted}"
    assert needs_float32(model) is (precision == "float16" and upcast)


@pytest.mark.parametrize("attention", ATTENTIONS)
def test_known_attention_is_accepted(attention):
    assert check_options(EngineOptions((), attention=attention)) is None


def test_unknown_attention_is_refused():
    with pytest.raises(RenderError, match=r'ATTENTION is "flash"; it can be sdpa or xformers'):
        check_options(EngineOptions((), attention="flash"))


@pytest.mark.parametrize(
    ("plan", "compiles"),
    [
        ("resident", True),
        ("two-phase", True),
        ("fp8", False),
        ("model-offload", False),
        ("group-offload", False),
        ("sequential", False),
    ],
)
def test_only_weights_that_stay_are_compiled(plan, compiles):
    from types import SimpleNamespace

    asked = []
    note = compile_unet(SimpleNamespace(compile_repeated_blocks=lambda **named: asked.append(named)), PLANS[plan])

    assert bool(asked) is compiles
    assert note == "" if compiles else note.startswith(f"--compile is left out with {PLANS[plan].says}")


@pytest.mark.parametrize(
    ("switch", "method"),
    [
        (use_xformers, "enable_xformers_memory_efficient_attention"),
        (lambda unet: compile_unet(unet, PLANS["two-phase"]), "compile_repeated_blocks"),
    ],
)
def test_what_is_optional_says_why_it_is_left_out(switch, method):
    from types import SimpleNamespace

    def fail(**_):
        raise ModuleNotFoundError("No module named 'triton'\nmore")

    assert "cannot be used here (No module named 'triton')" in switch(SimpleNamespace(**{method: fail}))


@pytest.mark.parametrize(
    ("free", "streams"),
    [
        pytest.param(16, True, id="room for the UNet once more"),
        pytest.param(3, False, id="a machine of 8 GB"),
        pytest.param(0, True, id="the system does not say"),
    ],
)
def test_a_second_unet_is_pinned_only_where_main_memory_has_room(monkeypatch, free, streams):
    from types import SimpleNamespace

    asked = {}
    weights = [SimpleNamespace(nbytes=2 * GIB)] * 2
    unet = SimpleNamespace(
        enable_group_offload=lambda **named: asked.update(named), parameters=lambda: weights, buffers=list
    )
    monkeypatch.setattr("sdxl.pipeline.free_ram", lambda: free * GIB)
    place_module(unet, PLANS["group-offload"], SimpleNamespace(kind="cuda"))

    assert asked["use_stream"] is streams


@pytest.mark.parametrize(("kind", "last"), [("cpu", True), ("mps", False)])
def test_the_vae_is_laid_out_for_the_device(choice, source, device, monkeypatch, kind, last):
    import torch
    from diffusers import AutoencoderKL

    asked = []
    real = AutoencoderKL.to

    def to(vae, *_, **named):
        asked.append(named)
        return real(vae, **named) if named else vae

    monkeypatch.setattr(AutoencoderKL, "to", to)
    monkeypatch.setattr("sdxl.pipeline.place_module", lambda *_: None)
    load_model(source, PLANS["two-phase"], dataclasses.replace(device, kind=kind), EngineOptions((choice,)))

    assert ({"memory_format": torch.channels_last} in asked) is last
