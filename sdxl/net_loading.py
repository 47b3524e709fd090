"""A network's files, judged, in; the network in memory out: diffusers makes it, its weights come from the files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sdxl.known_nets import CONTROLNET, T2I, UNION
from sdxl.loading import quieten_libraries

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sdxl.devices import Dtype
    from sdxl.guide_nets import FoundNet

CLASSES: Mapping[str, str] = {T2I: "T2IAdapter", CONTROLNET: "ControlNetModel", UNION: "ControlNetUnionModel"}


def load_net(found: FoundNet, dtype: Dtype) -> Any:  # noqa: ANN401  torch's and diffusers' own types
    """Load a network that fits the model, in main memory and in this precision."""
    import diffusers
    import torch

    quieten_libraries()
    with torch.device("meta"):  # no room is made for weights that are replaced at once
        net = getattr(diffusers, CLASSES[found.kind])(**found.settings)
    wanted = dict(net.named_parameters())
    weights = {name: one.reshape(wanted[name].shape).to(dtype) for name, one in read_weights(found, wanted)}
    net.load_state_dict(weights, assign=True)
    net.eval().requires_grad_(requires_grad=False)
    return net


def read_weights(found: FoundNet, wanted: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Read the tensors of a network's files that are wanted."""
    from safetensors import safe_open

    read = []
    for path in found.paths:
        with safe_open(path, "pt") as file:
            read += [(name, file.get_tensor(name)) for name in file.keys() if name in wanted]  # noqa: SIM118
    return read
