"""ControlNets: beside the UNet a network that reads the map in every step, and what it adds to the UNet's levels.

It sees what the UNet sees, both rows under guidance and the prompt's alone after it is cut, for the guide's share of
the steps. Under every plan it is where its UNet is.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sdxl.adapters import read_map
from sdxl.guides import LATENT, guide_of
from sdxl.known_nets import LINEART, POSE, SKETCH, UNION
from sdxl.net_loading import Control, load_net
from sdxl.net_maps import draw_net_map, find_net_of
from sdxl.painting import adding_inputs
from sdxl.pipeline import fetch, park, place_module, weights_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from records import RenderJob
    from sdxl.guide_nets import FoundNet
    from sdxl.guides import Net
    from sdxl.painting import Inputs, Painting
    from sdxl.pipeline import LoadedModel

Module = Any  # torch.nn.Module
Tensor = Any  # torch.Tensor

CONTROL = "control"  # by which its weights are parked
# The kind of map as a Union numbers it: depth (1), normals (4) and segments (5) are not drawn for it.
CONTROL_TYPES: Mapping[str, int] = {POSE: 0, SKETCH: 2, LINEART: 3}


# --- In place ---------------------------------------------------------------------------------------------------------


def add_control(model: LoadedModel, found: FoundNet) -> LoadedModel:
    """Give a loaded model with a ControlNet beside it, where the plan has it."""
    import torch

    module = load_net(found, model.device.dtype)
    if model.device.kind == "cuda":
        module.to(memory_format=torch.channels_last)
    place_module(module, model.plan.of_control, model.device)
    if model.plan.unet_leaves:
        model.parked[CONTROL] = [weight.data for weight in weights_of(module)]
    types = found.settings["num_control_type"] if found.kind == UNION else 0
    channels = found.settings["conditioning_channels"]
    return replace(model, control=Control(found.choice.identity, module, channels, types, found.bytes))


def drop_control(model: LoadedModel) -> LoadedModel:
    """Give a loaded model without its ControlNet."""
    model.parked.pop(CONTROL, None)
    return replace(model, control=None)


def wanted_control(job: RenderJob) -> Net | None:
    """Give the ControlNet that a job wants beside the UNet."""
    guide = guide_of(job)
    return find_net_of(guide) if guide and guide.kind == "strong" else None


# --- During the steps -------------------------------------------------------------------------------------------------


@contextmanager
def control_residuals(painting: Painting) -> Iterator[None]:
    """Have the UNet read what its ControlNet makes of each step, for the first share of the steps."""
    model, net = painting.model, wanted_control(painting.job)
    if model.control is None or net is None:
        yield
        return
    fetch(model, CONTROL, model.control.module)
    try:
        with adding_inputs(painting, steer(painting, model.control, net)):
            yield
    finally:
        park(model, CONTROL, model.control.module)


def steer(painting: Painting, control: Control, net: Net) -> Callable[[Tensor, Tensor, Inputs], Mapping[str, Any]]:
    """Make what runs a ControlNet before each step of the UNet."""
    device = painting.model.device
    image = read_map(draw_net_map(painting.job), grey=control.channels == 1, fold=LATENT)
    image = image.to(device.kind, device.dtype).contiguous()  # in the layout that diffusers' own pipelines give it

    def add(latents: Tensor, timestep: Tensor, named: Inputs) -> Mapping[str, Any]:
        if not painting.is_within(net.end):
            return {}
        levels, middle = control.module(
            latents,
            timestep,
            encoder_hidden_states=named["encoder_hidden_states"],
            added_cond_kwargs={key: named["added_cond_kwargs"][key] for key in ("text_embeds", "time_ids")},
            conditioning_scale=net.strength,
            return_dict=False,
            **read_with(control, net, image, len(latents)),
        )
        return {"down_block_additional_residuals": levels, "mid_block_additional_residual": middle}

    return add


def read_with(control: Control, net: Net, image: Tensor, rows: int) -> dict[str, Any]:
    """Give what a ControlNet is fed of the map, for so many rows; a Union is told what kind of map it is."""
    import torch

    images = torch.cat([image] * rows)
    if not control.types:
        return {"controlnet_cond": images}
    number = CONTROL_TYPES[net.reads]
    kinds = torch.zeros(rows, control.types, device=image.device, dtype=image.dtype)
    kinds[:, number] = 1
    return {"controlnet_cond": [images], "control_type": kinds, "control_type_idx": [number]}
