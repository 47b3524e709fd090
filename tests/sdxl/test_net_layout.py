"""A network's settings from its shapes: diffusers makes of them the very network, tensor by tensor."""

import pytest

from sdxl.known_nets import CONTROLNET, IP_ADAPTER, T2I, UNION
from sdxl.needed import find_missing
from sdxl.net_layout import lay_out_net, list_needed, list_text_layers
from tools.random_model import FULL, TINY
from tools.random_nets import net_settings

UNETS = [pytest.param(TINY["unet"], id="tiny"), pytest.param(FULL["unet"], id="full", marks=pytest.mark.slow)]


def make(kind, settings):
    """Make a network with diffusers on the meta device, and give its tensors' shapes."""
    import diffusers
    import torch

    name = {T2I: "T2IAdapter", CONTROLNET: "ControlNetModel", UNION: "ControlNetUnionModel"}[kind]
    with torch.device("meta"):
        return {name: tuple(one.shape) for name, one in getattr(diffusers, name)(**settings).state_dict().items()}


@pytest.mark.parametrize("unet", UNETS)
@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        pytest.param(T2I, {}, id="in colours"),
        pytest.param(T2I, {"in_channels": 1, "num_res_blocks": 3}, id="grey"),
        pytest.param(CONTROLNET, {}, id="a ControlNet"),
        pytest.param(CONTROLNET, {"conditioning_embedding_out_channels": [48, 96, 192, 384]}, id="wider"),
        pytest.param(UNION, {}, id="a Union of six types"),
        pytest.param(UNION, {"num_control_type": 8, "num_trans_layer": 2}, id="a Union of eight"),
    ],
)
def test_diffusers_makes_the_network_that_the_shapes_tell(unet, kind, changes):
    shapes = dict(list_needed(kind, {**net_settings(kind, unet), **changes}, unet))
    settings = lay_out_net(kind, shapes, unet)

    assert make(kind, settings) == shapes
    assert dict(list_needed(kind, settings, unet)) == shapes


@pytest.mark.parametrize("types", [6, 8])
def test_a_union_has_as_many_control_types_as_its_weights_say(types):
    unet = FULL["unet"]
    shapes = dict(list_needed(UNION, {**net_settings(UNION, unet), "num_control_type": types}, unet))

    assert lay_out_net(UNION, shapes, unet)["num_control_type"] == types
    assert shapes["control_add_embedding.linear_1.weight"] == (1280, 256 * types)


@pytest.mark.parametrize("unet", UNETS)
def test_layers_that_read_the_text_are_numbered_as_diffusers_does(unet):
    import torch
    from diffusers import UNet2DConditionModel

    with torch.device("meta"):
        made = UNet2DConditionModel(**unet)
    names = [name.removesuffix(".processor") for name in made.attn_processors if ".attn2." in name]

    assert list_text_layers(unet) == [made.get_submodule(name).to_k.out_features for name in names]


def test_an_ip_adapter_plus_is_read_by_diffusers_whole():
    from diffusers import UNet2DConditionModel

    from tools.random_nets import fill_net

    unet = TINY["unet"]
    made = UNet2DConditionModel(**unet)
    parts = {"image_proj": {}, "ip_adapter": {}}
    for name, tensor in fill_net(IP_ADAPTER, unet, "float32").items():
        part, _, rest = name.partition(".")
        parts[part][rest] = tensor
    made._load_ip_adapter_weights([parts])

    settings = net_settings(IP_ADAPTER, unet)
    (projection,) = made.encoder_hid_proj.image_projection_layers
    assert projection.latents.shape[1:] == (settings["tokens"], settings["width"])
    assert sum("IPAdapter" in type(one).__name__ for one in made.attn_processors.values()) == 8


@pytest.mark.parametrize("kind", [T2I, CONTROLNET, UNION, IP_ADAPTER])
def test_a_network_for_another_unet_does_not_fit(kind):
    shapes = dict(list_needed(kind, net_settings(kind, TINY["unet"]), TINY["unet"]))
    settings = lay_out_net(kind, shapes, FULL["unet"])
    lacking, unfit, _ = find_missing(shapes, list_needed(kind, settings, FULL["unet"]))

    assert lacking
    assert unfit
