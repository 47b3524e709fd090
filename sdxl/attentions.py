"""A UNet's attentions, found by their names, changed while they run, and attending to other keys and values.

An attention runs as ever, by whatever processor: hooks of torch hear what its projections give and change what goes
into its output's. So nothing is computed twice, and weights stay where they are, however they are moved.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Module = Any  # torch.nn.Module
Tensor = Any  # torch.Tensor


def list_attentions(unet: Module, name: str, parts: tuple[str, ...] = ("",)) -> list[Module]:
    """List a UNet's attentions of this name: "attn1" is to the picture itself, "attn2" to the text.

    `parts` are beginnings of paths: only what lies there is listed.
    """
    named = unet.named_modules()
    return [module for path, module in named if path.rpartition(".")[2] == name and path.startswith(parts)]


@contextmanager
def answering(attention: Module, answer: Callable[..., Tensor], *projections: str) -> Iterator[None]:
    """Have an attention answer otherwise: `answer` sees what it attended to and what these projections gave.

    All are [rows, tokens, channels], the prompt's row last; `answer` gives what takes the place of the first.
    """
    heard: dict[str, Tensor] = {}

    def hear(name: str) -> Callable[..., None]:
        def keep(_projection: Module, _values: object, projected: Tensor) -> None:
            heard[name] = projected

        return keep

    def change(_projection: Module, values: tuple[Tensor]) -> tuple[Tensor]:
        return (answer(*values, *(heard.pop(name) for name in projections)),)

    hooks = [getattr(attention, name).register_forward_hook(hear(name)) for name in projections]
    hooks.append(attention.to_out[0].register_forward_pre_hook(change))
    try:
        yield
    finally:
        for hook in hooks:
            hook.remove()


def attend(attention: Module, query: Tensor, keys: Tensor, values: Tensor) -> Tensor:
    """Attend with one row's queries to each row of keys and values: [rows, tokens, channels]."""
    from torch.nn.functional import scaled_dot_product_attention

    rows = query.repeat(len(keys), 1, 1)  # a copy, small beside the rest: not every kernel reads an expanded row
    split = [part.unflatten(-1, (attention.heads, -1)).transpose(1, 2) for part in (rows, keys, values)]
    return scaled_dot_product_attention(*split).transpose(1, 2).flatten(2)
