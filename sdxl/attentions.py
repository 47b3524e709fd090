"""A UNet's attentions, found by their names, and attending with one's queries to other keys and values."""

from __future__ import annotations

from typing import Any

Module = Any  # torch.nn.Module
Tensor = Any  # torch.Tensor


def list_attentions(unet: Module, name: str) -> list[Module]:
    """List a UNet's attentions of this name: "attn1" is to the picture itself, "attn2" to the text."""
    return [module for path, module in unet.named_modules() if path.rpartition(".")[2] == name]


def attend(attention: Module, query: Tensor, keys: Tensor, values: Tensor) -> Tensor:
    """Attend with one row's queries to each row of keys and values: [rows, tokens, channels]."""
    from torch.nn.functional import scaled_dot_product_attention

    rows = query.repeat(len(keys), 1, 1)  # a copy, small beside the rest: not every kernel reads an expanded row
    split = [part.unflatten(-1, (attention.heads, -1)).transpose(1, 2) for part in (rows, keys, values)]
    return scaled_dot_product_attention(*split).transpose(1, 2).flatten(2)
