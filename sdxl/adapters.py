"""T2I-Adapters: what one makes of a map, once a picture and before the UNet is loaded; then the steps read it.

So the adapter costs no memory while a picture is drawn, and the pipeline stays SDXL's own, with its reports of steps.
"""

from __future__ import annotations

import functools
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sdxl.elsewhere import make_somewhere
from sdxl.guides import guide_of
from sdxl.net_layout import FOLD
from sdxl.net_loading import load_net
from sdxl.net_maps import draw_net_map, feature_key, find_net_of
from sdxl.painting import adding_inputs
from sdxl.pixels import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from PIL import Image

    from records import RenderJob
    from sdxl.devices import Device
    from sdxl.guide_nets import FoundNet
    from sdxl.painting import Inputs, Painting
    from sdxl.tensor_cache import TensorCache

Module = Any  # torch.nn.Module
Tensor = Any  # torch.Tensor


# --- Before the pictures ----------------------------------------------------------------------------------------------


def make_features(jobs: Iterable[RenderJob], nets: Mapping[str, FoundNet], device: Device, cache: TensorCache) -> None:
    """Run the adapters of all jobs on their maps, each map once, and let each adapter go again."""
    waiting: dict[str, dict[object, RenderJob]] = {}
    for job in jobs:
        key, net = feature_key(job), find_net_of(guide_of(job))
        if net and key and key not in cache:
            waiting.setdefault(net.name, {})[key] = job
    for name, wanted in waiting.items():
        run = functools.partial(run_adapter, nets[name], list(wanted.values()), cache)
        make_somewhere(run, device, "reading the poses", "read")


def run_adapter(found: FoundNet, jobs: Sequence[RenderJob], cache: TensorCache, device: Device) -> None:
    """Keep what an adapter makes of the jobs' maps."""
    import torch

    adapter = load_net(found, device.dtype).to(device.kind)
    grey = found.settings["in_channels"] == 1
    for job in jobs:
        values = read_map(draw_net_map(job), grey=grey).to(device.kind, device.dtype)
        with torch.no_grad():
            features = adapter(values)
        cache.put(feature_key(job), {str(level): one.cpu().contiguous() for level, one in enumerate(features)})


def read_map(image: Image.Image, *, grey: bool = False, fold: int = FOLD) -> Tensor:
    """Give a map as [1, channels, height, width], 0 to 1; black is added to the right and below to whole folds."""
    from torch.nn.functional import pad

    plain = image.convert("L" if grey else "RGB")
    planes = (
        read_bytes(plain)[None].permute(0, 3, 1, 2).float() / 255
    )  # each pixel's channels lie together, as convolutions like it
    more = (-image.width % fold, -image.height % fold)
    return pad(planes, (0, more[0], 0, more[1])) if any(more) else planes


def place_features(features: Sequence[Tensor], strength: float, device: Device) -> list[Tensor]:
    """Put features on the device, always in one layout: how they lie in memory decides a convolution's last bits."""
    return [(one.to(device.kind, device.dtype) * strength).contiguous() for one in features]


# --- During the steps -------------------------------------------------------------------------------------------------


@contextmanager
def adapter_features(painting: Painting) -> Iterator[None]:
    """Have the UNet read a picture's features for the first share of the steps, as strongly as the guide says."""
    features, net = painting.conditioning.features, painting.guide.net
    if not features or net is None:
        yield
        return
    ready = place_features(features, net.strength, painting.model.device)

    def add(latents: Tensor, _timestep: Tensor, _named: Inputs) -> Mapping[str, Any]:
        import torch

        if not painting.is_within(net.end):
            return {}
        return {"down_intrablock_additional_residuals": [torch.cat([one] * len(latents)) for one in ready]}

    with adding_inputs(painting, add):
        yield
