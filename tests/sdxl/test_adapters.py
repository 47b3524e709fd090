"""T2I-Adapters: features made before the picture, read in its steps; the bytes are those of diffusers' pipeline."""

import dataclasses

import pytest
import torch
from PIL import Image
from tiny_engine import job_for, silent
from tiny_guide import EMMA, JONAS, conditioning_of, guide_for, guided_job
from tiny_nets import found_net, posed

from sdxl.adapters import make_features, read_map
from sdxl.drawing import denoise
from sdxl.encoding import EmbeddingCache
from sdxl.guides import Net
from sdxl.known_nets import T2I
from sdxl.net_maps import draw_net_map

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")
NET = Net("pose", "openpose", 0.8)
GUIDE = guide_for(posed(EMMA, 40), posed(JONAS, 90), kind="pose", net=NET)
UNSEEN = dataclasses.replace(GUIDE, figures=(EMMA, JONAS))  # nobody shows a joint: nothing for the network to read


@pytest.fixture(scope="module")
def adapter(tmp_path_factory):
    return found_net(tmp_path_factory.mktemp("nets") / "openpose.safetensors", T2I)


@pytest.fixture(scope="module")
def draw(choice, loaded_model, encoders, adapter):
    """Draw a guide's latents."""

    def draw(guide, **changes):
        job = dataclasses.replace(guided_job(job_for(choice), guide), **changes)
        cache = EmbeddingCache()
        make_features([job], {"pose": adapter}, loaded_model.device, cache.tensors)
        (conditioning,) = conditioning_of(encoders, job, cache=cache)
        return denoise(loaded_model, job, conditioning, silent).latents

    return draw


@pytest.mark.slow
def test_a_pose_steers_the_picture_and_does_so_again(draw):
    first = draw(GUIDE)

    assert torch.equal(first, draw(GUIDE))
    assert not torch.equal(first, draw(UNSEEN))
    assert not torch.equal(first, draw(dataclasses.replace(GUIDE, figures=(posed(EMMA, 100), posed(JONAS, 30)))))


@pytest.mark.slow
@pytest.mark.parametrize("changes", [{"strength": 0.0}, {"end": 0.0}], ids=["no strength", "no step"])
def test_without_strength_or_steps_the_picture_is_that_of_the_words(draw, changes):
    assert torch.equal(draw(dataclasses.replace(GUIDE, net=dataclasses.replace(NET, **changes))), draw(UNSEEN))


@pytest.mark.slow
@pytest.mark.parametrize("cutoff", [None, 0.5])
def test_the_end_and_the_strength_count(draw, cutoff):
    nets = [NET, dataclasses.replace(NET, end=0.5), dataclasses.replace(NET, strength=0.4)]
    drawn = [draw(dataclasses.replace(GUIDE, net=net), cfg_cutoff=cutoff, steps=4) for net in nets]

    assert all(torch.isfinite(one).all() for one in drawn)
    assert not any(torch.equal(drawn[0], other) for other in drawn[1:])


@pytest.mark.slow
@pytest.mark.parametrize("end", [1.0, 0.5])
def test_the_bytes_are_those_of_diffusers_own_pipeline(choice, loaded_model, encoders, adapter, draw, end):
    from diffusers import StableDiffusionXLAdapterPipeline

    from sdxl.net_loading import load_net
    from sdxl.pipeline import make_scheduler

    wordless = tuple(dataclasses.replace(figure, words="") for figure in GUIDE.figures)
    job = guided_job(job_for(choice, steps=2), dataclasses.replace(GUIDE, figures=wordless))
    (said,) = conditioning_of(encoders, dataclasses.replace(job, guide={}))
    nothing = dict.fromkeys(("vae", "text_encoder", "text_encoder_2", "tokenizer", "tokenizer_2"))
    theirs = StableDiffusionXLAdapterPipeline(
        **nothing,
        unet=loaded_model.unet,
        scheduler=make_scheduler(job.scheduler, loaded_model.base_scheduler),
        adapter=load_net(adapter, torch.float32),
    )
    theirs.set_progress_bar_config(disable=True)
    expected = theirs(
        image=draw_net_map(job),
        prompt_embeds=said.prompt.hidden,
        pooled_prompt_embeds=said.prompt.pooled,
        negative_prompt_embeds=said.negative.hidden,
        negative_pooled_prompt_embeds=said.negative.pooled,
        width=job.width,
        height=job.height,
        num_inference_steps=job.steps,
        guidance_scale=job.guidance,
        generator=torch.Generator("cpu").manual_seed(job.seed),
        adapter_conditioning_scale=0.8,
        adapter_conditioning_factor=end,
        output_type="latent",
    ).images

    ours = draw(dataclasses.replace(GUIDE, figures=wordless, net=dataclasses.replace(NET, end=end)))
    assert torch.equal(ours, expected)


def test_each_map_is_read_once_and_kept(choice, adapter, device, monkeypatch):
    job = guided_job(job_for(choice), GUIDE)
    jobs = [job, dataclasses.replace(job, seed=9), dataclasses.replace(job, prompt="another"), job_for(choice)]
    read = []
    monkeypatch.setattr("sdxl.adapters.draw_net_map", lambda job: read.append(job) or draw_net_map(job))
    cache = EmbeddingCache(limit=0)  # all on disk

    make_features(jobs, {"pose": adapter}, device, cache.tensors)
    make_features(jobs, {"pose": adapter}, device, cache.tensors)

    assert len(read) == len(cache.tensors.files) == 1
    cache.close()


def test_out_of_memory_reads_the_poses_on_the_processor(choice, adapter, device, monkeypatch, engine_log):
    from tiny_engine import out_of_memory

    card = dataclasses.replace(device, kind="cuda", name="a card")
    monkeypatch.setattr(torch.nn.Module, "to", lambda self, kind: self if kind == "cpu" else out_of_memory())
    cache = EmbeddingCache()
    make_features([guided_job(job_for(choice), GUIDE)], {"pose": adapter}, card, cache.tensors)

    assert len(cache.tensors.kept) == 1
    assert "Out of memory while reading the poses on a card: they are read on the CPU." in engine_log.text


@pytest.mark.parametrize(
    ("size", "grey", "shape"),
    [
        pytest.param((64, 32), False, (1, 3, 32, 64), id="whole folds"),
        pytest.param((72, 40), False, (1, 3, 48, 80), id="filled up to whole folds"),
        pytest.param((72, 40), True, (1, 1, 48, 80), id="grey"),
    ],
)
def test_a_map_becomes_numbers(size, grey, shape):
    values = read_map(Image.new("RGB", size, (255, 255, 255)), grey=grey)

    assert values.shape == shape
    assert values[..., : size[1], : size[0]].eq(1).all()
    assert values.sum() == size[0] * size[1] * shape[1]


@pytest.mark.slow
def test_a_picture_whose_sides_are_no_whole_folds_is_steered_too(draw):
    steered, plain = (draw(guide, width=120, height=88) for guide in (GUIDE, UNSEEN))

    assert steered.shape == (1, 4, 11, 15)
    assert torch.isfinite(steered).all()
    assert not torch.equal(steered, plain)
