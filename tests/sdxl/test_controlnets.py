"""ControlNets: beside the UNet in every plan; the bytes are those of diffusers' own pipelines."""

import dataclasses

import pytest
import torch
from tiny_engine import job_for, silent
from tiny_guide import EMMA, JONAS, conditioning_of, guide_for, guided_job
from tiny_nets import found_net, posed

from sdxl.controlnets import CONTROL_TYPES, add_control, drop_control, read_with
from sdxl.drawing import denoise
from sdxl.guides import Net
from sdxl.known_nets import CONTROLNET, READS, UNION
from sdxl.memory import PLANS
from sdxl.net_loading import load_net
from sdxl.net_maps import draw_net_map
from sdxl.options import EngineOptions
from sdxl.pipeline import load_model, make_scheduler

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")
NET = Net("net", "openpose", 0.7, 1.0)
GUIDE = guide_for(posed(EMMA, 40), posed(JONAS, 90), kind="strong", net=NET)
WORDLESS = dataclasses.replace(GUIDE, figures=tuple(dataclasses.replace(one, words="") for one in GUIDE.figures))


@pytest.fixture(scope="module")
def nets(tmp_path_factory):
    folder = tmp_path_factory.mktemp("nets")
    kinds = {CONTROLNET: {}, UNION: {}, "promax": {"num_control_type": 8}}
    return {
        kind: found_net(folder / f"{number}-pose.safetensors", UNION if kind == "promax" else kind, **changes)
        for number, (kind, changes) in enumerate(kinds.items())
    }


@pytest.fixture(scope="module")
def draw(choice, loaded_model, encoders):
    """Draw a guide's latents with a network beside the UNet."""

    def draw(found, guide=GUIDE, model=loaded_model, **changes):
        job = dataclasses.replace(guided_job(job_for(choice), guide), **changes)
        (conditioning,) = conditioning_of(encoders, job)
        return denoise(add_control(model, found) if found else model, job, conditioning, silent).latents

    return draw


@pytest.fixture
def draw_theirs(choice, loaded_model, encoders):
    """Draw with diffusers' own pipeline."""
    import diffusers

    def draw_theirs(found, guide):
        job = guided_job(job_for(choice), guide)
        (said,) = conditioning_of(encoders, dataclasses.replace(job, guide={}))
        is_union = found.kind == UNION
        name = "StableDiffusionXLControlNetUnionPipeline" if is_union else "StableDiffusionXLControlNetPipeline"
        image = draw_net_map(job)
        nothing = dict.fromkeys(("vae", "text_encoder", "text_encoder_2", "tokenizer", "tokenizer_2"))
        theirs = getattr(diffusers, name)(
            **nothing,
            unet=loaded_model.unet,
            scheduler=make_scheduler(job.scheduler, loaded_model.base_scheduler),
            controlnet=load_net(found, torch.float32),
            add_watermarker=False,
        )
        theirs.set_progress_bar_config(disable=True)
        return theirs(
            **({"control_image": [image], "control_mode": [0]} if is_union else {"image": image}),
            prompt_embeds=said.prompt.hidden,
            pooled_prompt_embeds=said.prompt.pooled,
            negative_prompt_embeds=said.negative.hidden,
            negative_pooled_prompt_embeds=said.negative.pooled,
            width=job.width,
            height=job.height,
            num_inference_steps=job.steps,
            guidance_scale=job.guidance,
            generator=torch.Generator("cpu").manual_seed(job.seed),
            controlnet_conditioning_scale=guide.net.strength,
            control_guidance_end=guide.net.end,
            output_type="latent",
        ).images

    return draw_theirs


@pytest.mark.parametrize(
    ("kind", "end"),
    [
        pytest.param(UNION, 1.0, id="a Union"),
        pytest.param(UNION, 0.5, marks=pytest.mark.slow, id="a Union for half of the steps"),
        pytest.param("promax", 1.0, marks=pytest.mark.slow, id="a Union of eight types"),
        pytest.param(CONTROLNET, 1.0, marks=pytest.mark.slow, id="a ControlNet"),
        pytest.param(CONTROLNET, 0.5, marks=pytest.mark.slow, id="a ControlNet for half of the steps"),
    ],
)
def test_the_bytes_are_those_of_diffusers_own_pipeline(nets, draw, draw_theirs, kind, end):
    guide = dataclasses.replace(WORDLESS, net=dataclasses.replace(NET, end=end))

    assert torch.equal(draw(nets[kind], guide), draw_theirs(nets[kind], guide))


@pytest.mark.slow
@pytest.mark.parametrize("kind", [CONTROLNET, UNION])
def test_without_strength_or_steps_the_picture_is_that_of_the_words(nets, draw, kind):
    plain = draw(None)

    assert torch.equal(draw(nets[kind], dataclasses.replace(GUIDE, net=dataclasses.replace(NET, strength=0.0))), plain)
    assert torch.equal(draw(nets[kind], dataclasses.replace(GUIDE, net=dataclasses.replace(NET, end=0.0))), plain)
    assert not torch.equal(draw(nets[kind]), plain)
    assert torch.equal(draw(None), plain), "and the UNet is as it was"


@pytest.mark.slow
@pytest.mark.parametrize("kind", [CONTROLNET, UNION])
def test_the_network_follows_where_guidance_is_cut(nets, draw, kind):
    """After the cut there is one row: what the network reads of the map has as many."""
    drawn = [draw(nets[kind], cfg_cutoff=cutoff, steps=4) for cutoff in (None, 0.5, 0.5)]

    assert torch.isfinite(drawn[1]).all()
    assert not torch.equal(drawn[0], drawn[1])
    assert torch.equal(drawn[1], drawn[2])


@pytest.mark.slow
@pytest.mark.parametrize("plan", PLANS)
def test_every_exact_plan_draws_the_same_bytes(choice, source, device, nets, draw, plan):
    model = load_model(source, PLANS[plan], device, EngineOptions((choice,), device="cpu"))
    for kind in (CONTROLNET, UNION):
        drawn = draw(nets[kind], model=model)

        assert torch.isfinite(drawn).all()
        assert torch.equal(drawn, draw(nets[kind])) is PLANS[plan].is_exact


@pytest.mark.slow
def test_weights_in_fp8_take_a_quarter_of_full_ones(nets, loaded_model):
    beside = dataclasses.replace(loaded_model, plan=PLANS["fp8-control"])
    weights = [
        sum(weight.nbytes for weight in add_control(model, nets[UNION]).control.module.parameters())
        for model in (loaded_model, beside)
    ]

    assert weights[1] < 0.27 * weights[0]


def test_weights_come_and_go_with_those_of_the_unet(nets, loaded_model):
    turns = dataclasses.replace(loaded_model, plan=PLANS["model-offload"], parked={})
    beside = add_control(turns, nets[CONTROLNET])

    assert beside.parked["control"][0].shape == (64, 4, 3, 3)
    assert drop_control(beside).parked == {}
    assert drop_control(beside).control is None


@pytest.mark.parametrize("reads", READS)
def test_a_union_is_told_what_kind_of_map_it_reads(nets, loaded_model, reads):
    image = torch.zeros(1, 3, 96, 128)
    control = add_control(loaded_model, nets["promax"]).control
    fed = read_with(control, dataclasses.replace(NET, reads=reads), image, 2)

    assert fed["control_type"].tolist() == [[float(number == CONTROL_TYPES[reads]) for number in range(8)]] * 2
    assert fed["control_type_idx"] == [CONTROL_TYPES[reads]]
    assert fed["controlnet_cond"][0].shape == (2, 3, 96, 128)


@pytest.mark.slow
def test_another_kind_of_map_is_read_otherwise(nets):
    union, values = load_net(nets[UNION], torch.float32), torch.linspace(0, 1, 3 * 96 * 128).view(1, 3, 96, 128)
    levels = []
    for number in (0, 3):
        kinds = torch.zeros(1, 6)
        kinds[:, number] = 1
        with torch.no_grad():
            made, _ = union(
                torch.ones(1, 4, 12, 16),
                torch.tensor(500),
                torch.ones(1, 77, 192),
                [values],
                kinds,
                [number],
                added_cond_kwargs={"text_embeds": torch.ones(1, 128), "time_ids": torch.ones(1, 6)},
                return_dict=False,
            )
        levels.append(made[0])

    assert not torch.equal(*levels)


def test_plain_attention_gives_what_torchs_packed_one_gives():
    from sdxl.net_loading import make_plain_attention

    torch.manual_seed(0)
    packed, values = torch.nn.MultiheadAttention(64, 8).eval(), torch.randn(2, 3, 64)
    with torch.no_grad():
        plain = make_plain_attention(packed)(values, values, values)[0]
        expected = packed(values, values, values, need_weights=False)[0]

    assert torch.equal(plain, expected)
