"""The SDXL engine, driven through the true diffusers code with a tiny random-weight model."""

import dataclasses
import functools
import shutil

import pytest
import tiny_sdxl

from errors import RenderError
from image_generator import draw_pictures
from render_job import RenderJob
from sdxl_models import resolve_model
from sdxl_pipeline import EngineOptions, open_studio
from sdxl_schedulers import SCHEDULERS

# numpy's remark on diffusers' DPM++ scheduler, which neither of us can change here
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")


def job_for(choice, **changes):
    job = RenderJob(
        engine="sdxl",
        model=choice.identity,
        vae=choice.vae_identity,
        prompt="graphic novel illustration, a woman in a green coat",
        negative_prompt="photograph",
        seed=7,
        steps=2,
        guidance=7.0,
        width=64,
        height=64,
        scheduler=choice.scheduler,
    )
    return dataclasses.replace(job, **changes)


def silent(_done, _total):
    pass


def draw(choice, *jobs, on_step=silent, options=None, load=open_studio):
    options = options or EngineOptions((choice,), device="cpu")
    return list(draw_pictures(jobs, on_step, options=options, load=load))


def pixels(drawn):
    assert drawn.image is not None, drawn.details
    return drawn.image.tobytes()


@pytest.fixture(scope="module")
def choice(tiny_sdxl_folder):
    return resolve_model(str(tiny_sdxl_folder))


@pytest.fixture(scope="module")
def studio(choice):
    return open_studio(choice, EngineOptions((choice,), device="cpu"))


@pytest.fixture
def draw_one(choice, studio):
    """Draw one job with the model loaded once for the whole file."""

    def draw_changed(**changes):
        (drawn,) = draw(choice, job_for(choice, **changes), load=lambda *_: studio)
        return pixels(drawn)

    return draw_changed


def test_one_seed_gives_the_same_bytes_in_another_load(choice, draw_one):
    (again,) = draw(choice, job_for(choice))

    assert draw_one() == pixels(again)


@pytest.mark.parametrize(
    "changes",
    [
        {"seed": 8},
        {"prompt": "an empty street"},
        {"negative_prompt": ""},
        {"guidance": 3.0},
        {"guidance": 1.0},
        {"steps": 3},
        {"scheduler": "euler"},
        {"scheduler": "euler a"},
    ],
    ids=lambda changes: " ".join(f"{key} {value}" for key, value in changes.items()),
)
def test_whatever_a_job_says_shows_in_the_picture(draw_one, changes):
    assert draw_one() != draw_one(**changes)


def test_pictures_do_not_depend_on_what_was_drawn_before(draw_one):
    """The scheduler keeps state; each picture gets a fresh one."""
    first = draw_one(scheduler="euler a")
    draw_one(scheduler="dpm++ 2m karras", seed=3)

    assert draw_one(scheduler="euler a") == first


@pytest.mark.parametrize("name", SCHEDULERS)
def test_every_scheduler_draws(draw_one, name):
    assert len(set(draw_one(scheduler=name))) > 1


@pytest.mark.parametrize(("width", "height"), [(64, 64), (128, 64), (64, 128), (72, 64)])
def test_the_picture_has_the_size_asked_for(choice, studio, width, height):
    (drawn,) = draw(choice, job_for(choice, width=width, height=height), load=lambda *_: studio)

    assert drawn.image.size == (width, height)
    assert drawn.image.mode == "RGB"


def test_a_single_file_and_its_folder_draw_alike(choice, tiny_sdxl_file):
    from_file = resolve_model(str(tiny_sdxl_file))
    (of_file,) = draw(from_file, job_for(from_file))
    (of_folder,) = draw(choice, job_for(choice))

    assert from_file.kind == "file"
    assert pixels(of_file) == pixels(of_folder)


def test_half_precision_variant_files_are_found(tmp_path, tiny_sdxl_folder, draw_one):
    folder = shutil.copytree(tiny_sdxl_folder, tmp_path / "variant")
    for weights in folder.glob("*/*.safetensors"):
        weights.rename(weights.with_suffix(".fp16.safetensors"))
    variant = resolve_model(str(folder))
    (drawn,) = draw(variant, job_for(variant))

    assert pixels(drawn) == draw_one()


def test_steps_are_reported_as_they_are_done(choice, studio):
    steps = []
    draw(choice, job_for(choice, steps=3), on_step=lambda *step: steps.append(step), load=lambda *_: studio)

    assert steps == [(1, 3), (2, 3), (3, 3)]


def test_the_model_is_loaded_once_and_not_before_the_first_picture(choice, studio):
    loads = []

    def load(*wanted):
        loads.append(wanted)
        return studio

    pictures = draw_pictures(
        [job_for(choice), job_for(choice, seed=8)], silent, options=EngineOptions((choice,)), load=load
    )
    assert loads == []
    assert [drawn.index for drawn in pictures] == [0, 1]
    assert len(loads) == 1


def test_bound_options_make_it_an_engine(choice):
    """The run knows engines by two arguments only."""
    engine = functools.partial(draw_pictures, options=EngineOptions((choice,), device="cpu"))

    assert list(engine([], silent)) == []


def test_a_job_that_fails_does_not_end_the_run(choice, studio):
    jobs = [job_for(choice, scheduler="dmp"), job_for(choice, height=65), job_for(choice)]
    unknown, odd, good = draw(choice, *jobs, load=lambda *_: studio)

    assert (unknown.index, unknown.image) == (0, None)
    assert unknown.error.startswith('scheduler "dmp" is unknown')
    assert odd.error.startswith("could not be drawn: `height` and `width` have to be divisible by 8")
    assert "Traceback" in odd.details
    assert (good.index, good.error, good.details) == (2, "", "")
    assert good.image is not None
    assert good.device == "cpu"
    assert good.peak_bytes is None


class Failing:
    """A pipeline whose first picture fails with the given error and whose others are drawn."""

    def __init__(self, pipeline, error):
        self.pipeline, self.error, self.freed = pipeline, error, 0

    def __call__(self, **arguments):
        error, self.error = self.error, None
        if error is not None:
            raise error
        return self.pipeline(**arguments)

    def register_modules(self, **modules):
        self.pipeline.register_modules(**modules)

    def maybe_free_model_hooks(self):
        self.freed += 1


def cuda_error():
    import torch

    return torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has 9.77 GiB")


@pytest.mark.parametrize(
    "make_error",
    [
        pytest.param(cuda_error, id="cuda"),
        pytest.param(lambda: RuntimeError("MPS backend out of memory (MPS allocated: 9 GB)"), id="mps"),
        pytest.param(lambda: RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried"), id="cpu"),
    ],
)
def test_out_of_memory_becomes_a_sentence_and_the_next_picture_is_drawn(choice, studio, make_error):
    pipeline = Failing(studio.pipeline, make_error())
    full = dataclasses.replace(studio, pipeline=pipeline)
    failed, drawn = draw(choice, job_for(choice, width=1344, height=768), job_for(choice), load=lambda *_: full)

    assert failed.error.startswith("out of memory at 1344x768 on cpu: close what else")
    assert "--width 1024 --height 576" in failed.error
    assert "Traceback" in failed.details
    assert drawn.image is not None
    assert pipeline.freed == 1


def test_an_interrupt_ends_the_run(choice, studio):
    broken = dataclasses.replace(studio, pipeline=Failing(studio.pipeline, KeyboardInterrupt()))

    with pytest.raises(KeyboardInterrupt):
        draw(choice, job_for(choice), load=lambda *_: broken)


def test_a_broken_checkpoint_is_one_sentence(tmp_path, tiny_sdxl_folder):
    folder = shutil.copytree(tiny_sdxl_folder, tmp_path / "cut-off")
    (weights,) = (folder / "unet").glob("*.safetensors")
    weights.write_bytes(weights.read_bytes()[:5000])
    choice = resolve_model(str(folder))

    with pytest.raises(RenderError, match=r"is no whole \.safetensors file: fetch it again"):
        draw(choice, job_for(choice))


def test_a_file_cut_off_in_its_weights_is_one_sentence(tmp_path, tiny_sdxl_file):
    path = tmp_path / "half.safetensors"
    path.write_bytes(tiny_sdxl_file.read_bytes()[: 2**20])
    choice = resolve_model(str(path))

    with pytest.raises(
        RenderError, match=r"half\.safetensors is cut off, it has 1,048,576 of 31,[0-9,]+ bytes: fetch it again"
    ):
        draw(choice, job_for(choice))


def test_a_missing_preset_is_one_sentence_that_names_the_ways_out(tmp_path, monkeypatch):
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path))
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    choice = resolve_model("sdxl")

    with pytest.raises(RenderError) as caught:
        draw(choice, job_for(choice))
    assert all(word in str(caught.value) for word in ('preset "sdxl"', "hf download", "HF_HUB_OFFLINE", "--model PATH"))


def test_of_two_models_the_one_that_loads_is_drawn(choice, studio):
    missing = dataclasses.replace(choice, name="gone", identity="gone 1 0", location="/nowhere")

    def load(wanted, _options):
        if wanted is missing:
            raise RenderError("gone cannot be loaded")
        return studio

    jobs = [job_for(choice), job_for(missing), job_for(choice)]
    drawn = draw(choice, *jobs, options=EngineOptions((choice, missing), device="cpu"), load=load)

    assert [picture.error for picture in drawn] == ["", "gone cannot be loaded", ""]
    assert [picture.index for picture in drawn] == [0, 1, 2]


def test_a_job_whose_model_is_not_of_this_run_says_so(choice):
    with pytest.raises(RenderError, match=r'model "other 1 2" is not among those of this run'):
        draw(choice, job_for(choice, model="other 1 2"))


def test_xformers_that_cannot_be_used_leaves_sdpa(choice, draw_one, caplog):
    options = EngineOptions((choice,), attention="xformers", device="cpu")
    (drawn,) = draw(choice, job_for(choice), options=options)

    assert pixels(drawn) == draw_one()
    assert [record.message for record in caplog.records if "xformers cannot be used here" in record.message]


def test_an_unknown_attention_is_refused(choice):
    with pytest.raises(RenderError, match=r'ATTENTION is "flash"; it can be sdpa or xformers'):
        draw(choice, job_for(choice), options=EngineOptions((choice,), attention="flash"))


def test_a_replaced_vae_draws_another_picture(tmp_path, choice, draw_one):
    other = tiny_sdxl.build(tmp_path / "other", seed=99) / "vae"
    replaced = dataclasses.replace(choice, vae=str(other), vae_identity="other")
    (drawn,) = draw(replaced, job_for(replaced))

    assert pixels(drawn) != draw_one()


def test_a_vae_out_of_reach_leaves_the_models_own(tmp_path, monkeypatch, choice, draw_one, caplog):
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path))
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    wanting = dataclasses.replace(choice, vae="owner/vae", vae_identity="owner/vae")
    (drawn,) = draw(wanting, job_for(wanting))

    assert pixels(drawn) == draw_one()
    assert "the model's own VAE decodes" in caplog.text


def test_the_vae_decodes_in_slices_and_tiles(studio):
    """`pipe.enable_vae_tiling()` is gone from diffusers; on the VAE object it must really take."""
    assert studio.pipeline.vae.use_tiling
    assert studio.pipeline.vae.use_slicing


def test_drawing_on_the_cpu_unasked_is_said(choice, caplog, monkeypatch):
    import torch

    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)
    open_studio(choice, EngineOptions((choice,)))

    assert "draws on the CPU" in caplog.text
