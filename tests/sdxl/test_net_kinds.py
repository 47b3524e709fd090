"""What a network's file is, told by its tensors; those that no guide takes are named with what to do."""

import pytest

from sdxl.headers import Header
from sdxl.known_nets import CONTROLNET, IP_ADAPTER, T2I, UNION
from sdxl.net_kinds import FOR_SDXL, NET_KINDS, PLUS, tell_net
from sdxl.net_layout import list_needed
from tools.random_model import FULL, TINY
from tools.random_nets import net_settings

T2I_IN, CONTROL_IN = "adapter.conv_in.weight", "controlnet_cond_embedding.conv_in.weight"
RESNET = "adapter.body.0.resnets.0.block1.weight"
TEXT = "down_blocks.1.attentions.0.transformer_blocks.0.attn2.to_k.weight"
KEY = "ip_adapter.1.to_k_ip.weight"


def made(*names, kind="F16", **shapes):
    """Make a header of these tensors; those whose sizes matter are given as a mapping."""
    found = dict.fromkeys(names, (320, 320)) | shapes.pop("of", {})
    return Header(found, dict.fromkeys(found, kind), {})


# (tensors of a public file, what it is called, what to do)
REFUSED = [
    (made(RESNET, of={T2I_IN: (320, 192, 3, 3)}), "a T2I-Adapter of Stable Diffusion 1.5", FOR_SDXL),
    (made(RESNET, of={T2I_IN: (320, 64, 3, 3)}), "a T2I-Adapter of Stable Diffusion 1.5", FOR_SDXL),
    (made("adapter.body.0.in_conv.weight"), "a light T2I-Adapter", FOR_SDXL),
    (made("body.0.block1.weight", "conv_in.weight"), "a T2I-Adapter in its makers' first form", "diffusers"),
    (made(CONTROL_IN, of={TEXT: (640, 768)}), "a ControlNet of Stable Diffusion 1.5", FOR_SDXL),
    (made(CONTROL_IN, of={TEXT: (640, 1024)}), "a ControlNet of Stable Diffusion 2", FOR_SDXL),
    (made("control_model.input_hint_block.0.weight"), "a ControlNet in its makers' first form", "diffusers"),
    (made("input_hint_block.0.weight", "zero_convs.0.0.weight"), "a ControlNet in its makers' first form", "diffusers"),
    (made("image_proj.proj.0.weight", KEY, "ip_adapter.0.to_k_lora.down.weight"), "FaceID", "research alone"),
    (made("image_proj.perceiver_resampler.latents", KEY), "FaceID", "research alone"),
    (made("image_proj.latents", "image_proj.proj_in.weight", of={KEY: (320, 768)}), "Stable Diffusion 1.5", PLUS),
    (made("image_proj.latents", of={KEY: (320, 1024)}), "Stable Diffusion 2", PLUS),
    (made("image_proj.proj.weight", of={KEY: (640, 2048)}), "an IP-Adapter that is no Plus", PLUS),
    (made("lora_controlnet", "input_hint_block.0.weight"), "a control LoRA", ""),
    (made("lllite_unet_input_blocks_4_1.down.0.weight"), "a ControlNet-LLLite", ""),
    (made("control_to_base_for_conv_in.weight"), "a ControlNet-XS", ""),
    (made("controlnet_blocks.0.weight"), "a ControlNet of FLUX", ""),
    (made("unet.x.lora_A.weight"), "a LoRA", ""),
    (made("vision_model.encoder.layers.0.mlp.fc1.weight"), "an image encoder", ""),
    (made("decoder.conv_in.weight"), "a VAE alone", ""),
    (
        made("model.diffusion_model.x", "conditioner.x", "first_stage_model.x"),
        "a checkpoint of Stable Diffusion XL",
        "",
    ),
    (made(CONTROL_IN, kind="I8"), "quantised weights", "half precision"),
    (made(), "a file without any tensor", ""),
]


@pytest.mark.parametrize(("header", "says", "cure"), REFUSED, ids=[says for _, says, _ in REFUSED])
def test_what_no_guide_takes_is_named(header, says, cure):
    told = tell_net(header)

    assert told.kind == ""
    assert says in told.says
    assert cure in told.cure


@pytest.mark.parametrize("unet", [TINY["unet"], FULL["unet"]], ids=["tiny", "full"])
@pytest.mark.parametrize("kind", [T2I, CONTROLNET, UNION, IP_ADAPTER])
def test_a_network_for_sdxl_is_known_by_its_tensors(unet, kind):
    header = made(of=dict(list_needed(kind, net_settings(kind, unet), unet)))

    assert tell_net(header).kind == kind
    assert kind in tell_net(header).says


def test_an_adapter_that_reads_a_grey_map_is_one_too():
    assert tell_net(made(RESNET, of={T2I_IN: (320, 256, 3, 3)})).kind == T2I


def test_every_row_is_told_by_some_file():
    found = {tell_net(header).says for header, *_ in REFUSED} | {f"a {kind}" for kind in (T2I, CONTROLNET, UNION)}

    assert {row.shape.says for row in NET_KINDS} <= found | {f"an {IP_ADAPTER}"}
