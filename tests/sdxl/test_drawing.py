"""The decode's ways on: out of memory, not a number, black; and the clock of the steps."""

import dataclasses

import pytest
from tiny_engine import draw, job_for, lent, load_tiny, out_of_memory, pixels

from errors import RenderError
from records import Lora
from sdxl.drawing import (
    BLACK,
    PROCESSOR,
    TILES,
    WHOLE,
    StepClock,
    decode,
    decode_once,
    explain_nan,
    set_tiles,
    to_image,
)
from sdxl.loading import find_source

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")


# These tests are about half precision, whatever the processor prefers: there alone a decode comes out black and is
# done again in full precision.


@pytest.fixture(scope="module")
def device():
    import torch

    from sdxl.devices import Device

    return Device("cpu", "cpu", torch.bfloat16)


@pytest.fixture(scope="module")
def encoders(source, device):
    from sdxl.pipeline import open_encoders

    return open_encoders(source, device)


@pytest.fixture(scope="module")
def loaded_model(choice, source, device):
    return load_tiny(choice, source, device)


@pytest.fixture
def latents(device):
    import torch

    return torch.randn(1, 4, 8, 8, generator=torch.Generator().manual_seed(3)).to(device.dtype)


@pytest.fixture
def failing(loaded_model, monkeypatch):
    """Have the VAE's first decodes fail in given ways, and remember what each was asked."""
    asked = []
    real = loaded_model.vae.decode

    def make(*faults):
        left = list(faults)

        def decode_or_fail(latents, **named):
            asked.append((str(latents.dtype).removeprefix("torch."), loaded_model.vae.use_tiling))
            fault = left.pop(0) if left else None
            made = real(latents, **named)
            return fault(made) if fault else made

        monkeypatch.setattr(loaded_model.vae, "decode", decode_or_fail)
        return asked

    return make


def nan(made):
    return (made[0] * float("nan"),)


def black(made):
    return (made[0] * 0 - 1,)


HALF = "bfloat16"


@pytest.mark.parametrize(
    ("faults", "asked", "note"),
    [
        pytest.param([], [(HALF, False)], "", id="healthy"),
        pytest.param([out_of_memory], [(HALF, False), (HALF, True)], "decoded again in tiles (", id="out of memory"),
        pytest.param(
            [out_of_memory] * 2,
            [(HALF, False), (HALF, True), (HALF, True)],
            "decoded again in tiles, on the processor",
            id="twice",
        ),
        pytest.param([nan], [(HALF, False), ("float32", False)], "black in half precision", id="not a number"),
        pytest.param([black], [(HALF, False), ("float32", False)], "black in half precision", id="black"),
        pytest.param(
            [out_of_memory, nan],
            [(HALF, False), (HALF, True), ("float32", True)],
            "black in half precision",
            id="out of memory, then not a number",
        ),
        pytest.param(
            [nan, out_of_memory],
            [(HALF, False), ("float32", False), ("float32", True)],
            "black in half precision",
            id="no room for full precision",
        ),
    ],
)
def test_the_same_latents_are_decoded_again(loaded_model, latents, failing, faults, asked, note):
    seen = failing(*faults)
    image, notes = decode(loaded_model, latents, tiled=False)

    assert image.size == (64, 64)
    assert seen == asked
    assert note in " ".join(notes)
    assert bool(notes) is bool(faults)
    assert loaded_model.vae.dtype == latents.dtype


@pytest.mark.parametrize(
    "words",
    [
        "Invalid buffer size: 4.00 GB",
        pytest.param("MPS backend out of memory (MPS allocated: 17.65 GB)", marks=pytest.mark.slow),
        "CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`",
        pytest.param("cuDNN error: CUDNN_STATUS_ALLOC_FAILED", marks=pytest.mark.slow),
        pytest.param("GET was unable to find an engine to execute this computation", marks=pytest.mark.slow),
        pytest.param("HIP out of memory. Tried to allocate 2.00 GiB", marks=pytest.mark.slow),
    ],
)
def test_out_of_memory_in_any_words_is_decoded_in_tiles(loaded_model, latents, failing, words):
    def full(_made):
        raise RuntimeError(words)

    seen = failing(full)
    _, (note,) = decode(loaded_model, latents, tiled=False)

    assert seen == [(HALF, False), (HALF, True)]
    assert note.startswith("out of memory while decoding: decoded again in tiles (")


def test_a_lost_card_is_not_asked_again(loaded_model, latents, failing):
    def lost(_made):
        raise RuntimeError("CUDA error: unspecified launch failure")

    seen = failing(lost)
    with pytest.raises(RuntimeError, match="unspecified launch failure"):
        decode(loaded_model, latents, tiled=False)
    assert len(seen) == 1


def test_the_steps_are_not_done_again(choice, loaded_model, encoders, draw_one, failing):
    """Out of memory in the decode: a tile of 512 pixels holds this picture whole, so its bytes are the same."""
    before = draw_one()
    failing(out_of_memory)
    steps = []
    (drawn,) = draw(
        choice, job_for(choice), on_step=lambda *step: steps.append(step), tools=lent(loaded_model, encoders)
    )

    assert pixels(drawn) == before
    assert steps == [(1, 2), (2, 2)]
    assert "out of memory while decoding" in drawn.notes[0]


def test_a_vae_that_came_out_black_is_decoded_in_full_from_then_on(choice, loaded_model, encoders, failing):
    seen = failing(nan)
    jobs = [job_for(choice, seed=seed, steps=1) for seed in range(3)]
    made = draw(choice, *jobs, tools=lent(loaded_model, encoders))

    assert [precision for precision, _ in seen] == [HALF, *["float32"] * 3]
    assert [picture.notes for picture in made] == [(BLACK,), (), ()]
    assert all(picture.image for picture in made)
    assert loaded_model.vae.dtype == loaded_model.device.dtype


def test_nan_on_a_card_without_tensor_cores_names_the_card(loaded_model, choice):
    device = dataclasses.replace(loaded_model.device, name="NVIDIA GeForce GTX 1660", has_broken_half=True)

    assert "so do cards like the NVIDIA GeForce GTX 1660, which have no tensor cores" in explain_nan(
        device, job_for(choice)
    )


@pytest.mark.parametrize(
    ("faults", "words"),
    [
        pytest.param([black] * 2, "sdxl-vae-fp16-fix", id="black in full precision too"),
        pytest.param([nan] * 2, "sdxl-vae-fp16-fix", id="no numbers in full precision either"),
    ],
)
def test_a_picture_that_stays_black_is_a_sentence(loaded_model, latents, failing, faults, words):
    failing(*faults)

    with pytest.raises(RenderError, match=words):
        decode(loaded_model, latents, tiled=False)


def test_out_of_memory_in_every_way_is_raised(loaded_model, latents, failing):
    import torch

    failing(*[out_of_memory] * 3)

    with pytest.raises(torch.OutOfMemoryError):
        decode(loaded_model, latents, tiled=False)


def test_another_error_is_not_tried_again(loaded_model, latents, failing):
    def broken(_made):
        raise ValueError("broken")

    seen = failing(broken)

    with pytest.raises(ValueError, match="broken"):
        decode(loaded_model, latents, tiled=False)
    assert len(seen) == 1


class Nan:
    """Hand in a UNet whose output holds NaN from this call on."""

    def __init__(self, monkeypatch, unet, first=1, last=999):
        self.calls, forward = 0, unet.forward

        def broken(*arguments, **named):
            self.calls += 1
            made = forward(*arguments, **named)
            return (made[0] * float("nan"),) if first <= self.calls <= last else made

        monkeypatch.setattr(unet, "forward", broken)


def test_a_model_that_gives_no_numbers_costs_one_step_of_one_picture(choice, loaded_model, encoders, monkeypatch):
    nan_unet = Nan(monkeypatch, loaded_model.unet)
    jobs = [job_for(choice, steps=4, seed=seed) for seed in range(5)]

    with pytest.raises(RenderError, match=r"^the model gave no numbers but NaN: it may be broken; try another model$"):
        draw(choice, *jobs, tools=lent(loaded_model, encoders))
    assert nan_unet.calls == 1


@pytest.mark.slow
def test_of_two_models_the_one_that_gives_numbers_is_drawn(choice, loaded_model, encoders, monkeypatch):
    other = dataclasses.replace(choice, identity="other 1 2")
    nan_unet = Nan(monkeypatch, loaded_model.unet, last=1)
    jobs = [job_for(choice, seed=1), job_for(other), job_for(choice, seed=2)]
    tools = lent(loaded_model, encoders, find_source=lambda *_: find_source(choice))
    made = sorted(draw(choice, *jobs, models=(choice, other), tools=tools), key=lambda drawn: drawn.index)

    assert [bool(drawn.image) for drawn in made] == [False, True, False]
    assert made[0].error == made[2].error != ""
    assert nan_unet.calls == 1 + jobs[1].steps


@pytest.mark.slow
def test_a_picture_of_no_numbers_among_good_ones_is_its_own_failure(choice, loaded_model, encoders, monkeypatch):
    steps = job_for(choice).steps
    Nan(monkeypatch, loaded_model.unet, first=steps + 1, last=steps + 1)
    made = draw(choice, *[job_for(choice, seed=seed) for seed in range(3)], tools=lent(loaded_model, encoders))

    assert [bool(drawn.image) for drawn in made] == [True, False, True]


@pytest.mark.slow
def test_numbers_lost_in_a_later_step_are_the_pictures_own_failure(choice, loaded_model, encoders, monkeypatch):
    Nan(monkeypatch, loaded_model.unet, first=2, last=2)
    jobs = [job_for(choice, steps=2, seed=seed) for seed in range(2)]
    made = draw(choice, *jobs, tools=lent(loaded_model, encoders))

    assert [bool(drawn.image) for drawn in made] == [False, True]
    assert "no numbers but NaN" in made[0].error


@pytest.mark.parametrize(
    ("changes", "ways"),
    [
        ({}, "it may be broken; try another model"),
        ({"fp16_accumulation": True}, "it may be broken; try --no-fp16-accumulation or another model"),
        ({"loras": (Lora("ink", 1.0),)}, "or a LoRA too strong; try a lower LoRA weight or another model"),
        (
            {"loras": (Lora("ink", 1.0),), "fp16_accumulation": True},
            "try --no-fp16-accumulation, a lower LoRA weight or another model",
        ),
    ],
)
def test_only_what_this_picture_uses_is_blamed_for_nan(choice, loaded_model, changes, ways):
    assert explain_nan(loaded_model.device, job_for(choice, **changes)).endswith(ways)


def test_tiles_are_of_512_pixels_and_differ_little(loaded_model):
    import torch

    latents = torch.randn(1, 4, 16, 72, generator=torch.Generator().manual_seed(3))
    whole = decode_once(loaded_model, latents, torch.float32, WHOLE)
    tiles = decode_once(loaded_model, latents, torch.float32, TILES)
    apart = (whole.clamp(0, 1) - tiles.clamp(0, 1)).abs()

    assert loaded_model.vae.tile_sample_min_size == 512
    assert 0 < float(apart.mean()) < 0.05
    assert whole.shape == tiles.shape == (128, 576, 3)


def test_the_processors_decode_leaves_the_vae_where_it_was(loaded_model, latents, device):
    decode_once(loaded_model, latents, device.dtype, PROCESSOR)

    assert loaded_model.vae.dtype == device.dtype
    assert loaded_model.vae.device.type == device.kind


@pytest.mark.parametrize("wanted", [True, False])
def test_tiling_is_on_the_vae_itself(loaded_model, wanted):
    """`pipe.enable_vae_tiling()` is gone from diffusers."""
    set_tiles(loaded_model.vae, wanted=wanted)

    assert loaded_model.vae.use_tiling is wanted


def test_numbers_become_bytes():
    import torch

    image = to_image(torch.tensor([[[-1.0, 0.5, 2.0]]]))

    assert image.getpixel((0, 0)) == (0, 128, 255)


def test_the_clock_leaves_out_the_first_step(monkeypatch):
    import time

    ticks = iter([0.0, 10.0, 12.0, 14.0])
    monkeypatch.setattr(time, "perf_counter", ticks.__next__)
    clock = StepClock(lambda *_: None)
    end = clock.hear_with(lambda _pipeline, _step, _timestep, tensors: tensors)
    pipeline = dataclasses.make_dataclass("Pipeline", ["num_timesteps"])(3)
    for step in range(3):
        end(pipeline, step, 0, {})

    assert clock.step_seconds == 2.0
