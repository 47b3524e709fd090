"""An IP-Adapter's weights and what an image encoder saw in, the keys and values that the UNet attends to out.

They are the same in every step and every picture. So the adapter, of a seventh of the UNet's size, is never on the
device together with it: only 16 tokens a layer are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sdxl.devices import Device
    from sdxl.guide_nets import FoundNet

Tensor = Any  # torch.Tensor
Attended = tuple[Tensor, Tensor]  # keys and values, [1, tokens, channels]

NOTHING = ""  # in place of a portrait's digest: what the adapter makes of no picture
HEAD = 64  # channels of a head, in every adapter of this kind
RESAMPLER = "image_proj."
KEY = ".to_k_ip.weight"  # of each layer that attends


def make_image_prompts(found: FoundNet, seen: Sequence[Tensor], device: Device) -> list[list[Attended]]:
    """Give for each that the encoder saw, layer by layer in the UNet's order, what is attended to; in main memory."""
    import torch

    with torch.no_grad(), WeightFiles(found, device) as weights:
        resampler = {name.removeprefix(RESAMPLER): one for name, one in weights.read_all(RESAMPLER)}
        tokens = [resample(resampler, one.to(device.kind), found.settings["layers"]) for one in seen]
        prompts: list[list[Attended]] = [[] for _ in seen]
        for number in range(sum(name.endswith(KEY) for name in found.shapes)):
            key, value = (weights.read(f"ip_adapter.{2 * number + 1}.to_{part}_ip.weight") for part in "kv")
            for prompt, one in zip(prompts, tokens, strict=True):
                prompt.append(((one @ key.T).to("cpu", device.dtype), (one @ value.T).to("cpu", device.dtype)))
    return prompts


class WeightFiles:
    """The tensors of an adapter's files, read one by one onto the device and computed with in full precision."""

    def __init__(self, found: FoundNet, device: Device) -> None:
        """Open nothing yet."""
        self.found, self.device = found, device
        self.files: dict[str, Any] = {}  # by the tensor's name

    def __enter__(self) -> Self:
        """Open the files."""
        from safetensors import safe_open

        for path in self.found.paths:
            file: Any = safe_open(path, "pt")
            self.files |= dict.fromkeys(file.keys(), file)
        return self

    def __exit__(self, *_: object) -> None:
        """Let the files go."""
        self.files.clear()

    def read(self, name: str) -> Tensor:
        """Give a tensor."""
        import torch

        return self.files[name].get_tensor(name).to(self.device.kind, torch.float32)

    def read_all(self, prefix: str) -> Iterator[tuple[str, Tensor]]:
        """Give the tensors whose names begin so."""
        yield from ((name, self.read(name)) for name in self.files if name.startswith(prefix))


def resample(weights: Mapping[str, Tensor], seen: Tensor, layers: int) -> Tensor:
    """Sum up what was seen in an adapter's few tokens: [1, tokens, channels of the text]."""
    from torch.nn.functional import gelu, linear

    patches, latents = project(weights, "proj_in", seen), weights["latents"]
    for number in range(layers):
        read, think = f"layers.{number}.0", f"layers.{number}.1"
        latents = latents + attend_to_patches(weights, read, patches, latents)
        inner = gelu(linear(normalise(weights, f"{think}.0", latents), weights[f"{think}.1.weight"]))
        latents = latents + linear(inner, weights[f"{think}.3.weight"])
    return normalise(weights, "norm_out", project(weights, "proj_out", latents))


def attend_to_patches(weights: Mapping[str, Tensor], name: str, patches: Tensor, latents: Tensor) -> Tensor:
    """Have the tokens attend to the patches and to each other."""
    import torch
    from torch.nn.functional import linear, scaled_dot_product_attention

    asked = normalise(weights, f"{name}.norm2", latents)
    both = torch.cat([normalise(weights, f"{name}.norm1", patches), asked], dim=1)
    query = linear(asked, weights[f"{name}.to_q.weight"])
    keys, values = linear(both, weights[f"{name}.to_kv.weight"]).chunk(2, dim=-1)
    split = [part.unflatten(-1, (-1, HEAD)).transpose(1, 2) for part in (query, keys, values)]
    return linear(scaled_dot_product_attention(*split).transpose(1, 2).flatten(2), weights[f"{name}.to_out.weight"])


def project(weights: Mapping[str, Tensor], name: str, values: Tensor) -> Tensor:
    """Apply a layer."""
    from torch.nn.functional import linear

    return linear(values, weights[f"{name}.weight"], weights[f"{name}.bias"])


def normalise(weights: Mapping[str, Tensor], name: str, values: Tensor) -> Tensor:
    """Normalise as a layer says."""
    from torch.nn.functional import layer_norm

    return layer_norm(values, values.shape[-1:], weights[f"{name}.weight"], weights[f"{name}.bias"])
