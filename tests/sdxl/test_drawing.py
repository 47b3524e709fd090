"""The decode's ways on: out of memory, not a number, black; and the clock of the steps."""

import dataclasses

import pytest
from tiny_engine import draw, job_for, lent, load_tiny, out_of_memory, pixels

from errors import RenderError
from sdxl.drawing import BLACK, PROCESSOR, TILES, WHOLE, StepClock, decode, decode_once, set_tiles, to_image

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


def test_nan_on_a_card_without_tensor_cores_names_the_card(loaded_model, latents):
    device = dataclasses.replace(loaded_model.device, name="NVIDIA GeForce GTX 1660", has_broken_half=True)

    with pytest.raises(RenderError, match=r"so do cards like the NVIDIA GeForce GTX 1660, which have no tensor cores"):
        decode(dataclasses.replace(loaded_model, device=device), latents * float("nan"), tiled=False)


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


def test_latents_without_numbers_are_a_sentence(loaded_model, latents):
    with pytest.raises(RenderError, match=r"no numbers but NaN.*LoRA"):
        decode(loaded_model, latents * float("nan"), tiled=False)


def test_tiles_are_of_512_pixels_and_differ_little(loaded_model):
    import torch

    latents = torch.randn(1, 4, 64, 72, generator=torch.Generator().manual_seed(3))
    whole = decode_once(loaded_model, latents, torch.float32, WHOLE)
    tiles = decode_once(loaded_model, latents, torch.float32, TILES)
    apart = (whole.clamp(0, 1) - tiles.clamp(0, 1)).abs()

    assert loaded_model.vae.tile_sample_min_size == 512
    assert 0 < float(apart.mean()) < 0.05
    assert whole.shape == tiles.shape == (512, 576, 3)


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
