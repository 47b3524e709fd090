"""A network's files, judged, in; the network in memory out: diffusers makes it, its weights come from the files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sdxl.known_nets import CONTROLNET, T2I, UNION
from sdxl.loading import quieten_libraries

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sdxl.devices import Dtype
    from sdxl.guide_nets import FoundNet

Module = Any  # torch.nn.Module

CLASSES: Mapping[str, str] = {T2I: "T2IAdapter", CONTROLNET: "ControlNetModel", UNION: "ControlNetUnionModel"}


@dataclass(frozen=True, slots=True)
class Control:
    """A ControlNet in place."""

    name: str  # by which jobs know it
    module: Module
    channels: int  # of the map that it reads
    types: int = 0  # how many kinds of map a Union tells apart; 0: it knows but one
    bytes: int = 0  # of its weights in half precision


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
    for block in getattr(net, "transformer_layes", ()):  # of a Union
        block.attn = make_plain_attention(block.attn)
    net.eval().requires_grad_(requires_grad=False)
    return net


def make_plain_attention(attention: Any) -> Any:  # noqa: ANN401
    """Make of torch's packed attention one of plain layers, which gives the same.

    What moves weights to the card, or widens them, as a layer is called never sees those of a packed one.
    """
    import torch
    from torch.nn.functional import scaled_dot_product_attention

    class PlainAttention(torch.nn.Module):  # type: ignore[misc]  # torch is not typed for us
        """Attention of a sequence to itself, [positions, batch, channels], by whatever layers."""

        def __init__(self) -> None:
            """Take the weights over."""
            super().__init__()
            width, heads = attention.embed_dim, attention.num_heads
            self.heads = heads
            with torch.device("meta"):
                self.enter, self.leave = torch.nn.Linear(width, 3 * width), torch.nn.Linear(width, width)
            self.enter.weight, self.enter.bias = attention.in_proj_weight, attention.in_proj_bias
            self.leave.weight, self.leave.bias = attention.out_proj.weight, attention.out_proj.bias

        def forward(self, values: Any, *_: object, **__: object) -> tuple[Any]:  # noqa: ANN401
            """Attend."""
            positions, batch, width = values.shape
            parts = self.enter(values).view(positions, batch, 3, self.heads, -1).permute(2, 1, 3, 0, 4)
            mixed = scaled_dot_product_attention(*parts.unbind(0))  # [batch, heads, positions, channels of a head]
            return (self.leave(mixed.permute(2, 0, 1, 3).reshape(positions, batch, width)),)

    return PlainAttention()


def read_weights(found: FoundNet, wanted: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Read the tensors of a network's files that are wanted."""
    from safetensors import safe_open

    read = []
    for path in found.paths:
        with safe_open(path, "pt") as file:
            read += [(name, file.get_tensor(name)) for name in file.keys() if name in wanted]  # noqa: SIM118
    return read
