"""An adapter's tensors and a model's weights in, the changed weights out: low-rank changes, and DoRA's lengths."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sdxl.lora_settings import read_counting

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sdxl.lora_reading import Change
    from sdxl.model_layers import Layer

Tensor = Any  # torch.Tensor; torch is not typed for us
LEAST = 1e-12  # length of a row that is all zeros


def merge_changes(path: Path, changes: Mapping[Layer, Change], weight: float, weights: Mapping[Layer, Tensor]) -> None:
    """Change a model's weights in place; `weight` is how much of the way to go to what the adapter wants."""
    import torch
    from safetensors import safe_open

    with safe_open(path, "pt") as file, torch.no_grad():
        counting = read_counting(path, file.metadata() or {})
        for layer, change in changes.items():
            part, name = layer
            down, up = (file.get_tensor(tensor).float().flatten(1) for tensor in (change.down, change.up))
            rank = down.shape[0]
            alpha = float(file.get_tensor(change.alpha)) / rank if change.alpha else counting[part].of_layer(name, rank)
            whole = weights[layer].float()
            wanted = whole + (up @ down).reshape(whole.shape) * alpha
            if change.scale or change.magnitude:
                lengths = file.get_tensor(change.scale or change.magnitude).float()
                wanted = set_lengths(wanted, lengths, of_rows=bool(change.magnitude) or lies_in_rows(lengths, whole))
            weights[layer].data = (whole + weight * (wanted - whole)).to(weights[layer].dtype)


def lies_in_rows(lengths: Tensor, weights: Tensor) -> bool:
    """Tell whether LyCORIS' lengths [out, 1, ...] or [1, in, ...] are those of rows."""
    return bool(lengths.shape[0] == weights.shape[0])


def set_lengths(weights: Tensor, lengths: Tensor, *, of_rows: bool) -> Tensor:
    """Give each row of the weights its length, or each column (DoRA)."""
    axis = 0 if of_rows else 1
    others = [number for number in range(weights.dim()) if number != axis]
    shape = [-1 if number == axis else 1 for number in range(weights.dim())]
    found = weights.square().sum(dim=others, keepdim=True).sqrt()
    return weights * (lengths.reshape(shape) / found.clamp_min(LEAST))
