"""Portraits in, what the UNet reads of them out: made before the first picture, then whatever made it is let go.

A portrait that cannot be read costs the pictures that hold to it, and no others.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from errors import RenderError
from sdxl.devices import find_device, give_back_memory
from sdxl.failures import is_out_of_memory
from sdxl.guides import guide_of
from sdxl.portraits import fit_portrait, open_portrait
from sdxl.vae_encoders import encode_picture, open_vae_encoder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from records import RenderJob
    from sdxl.devices import Device
    from sdxl.loading import Source
    from sdxl.options import EngineOptions

log = logging.getLogger("novel_scenes.engine")

Tensor = Any  # torch.Tensor
Read = tuple[str, int]  # a portrait's digest, and the side of the square that has as many pixels as are read of it


class Likenesses:
    """What was made of the portraits of a run, or why it could not be."""

    def __init__(self, source: Source, options: EngineOptions) -> None:
        """Hold nothing yet."""
        self.source, self.options = source, options
        self.latents: dict[Read, Tensor | RenderError] = {}

    def make(self, jobs: Iterable[RenderJob], device: Device) -> None:
        """Read every portrait that jobs hold to by reference attention, once."""
        wanted = list(dict.fromkeys(read for job in jobs for read in list_references(job)))
        if wanted:
            make_somewhere(lambda place: self.encode(wanted, place), device)

    def encode(self, wanted: Sequence[Read], device: Device) -> None:
        """Encode portraits with the model's VAE."""
        try:
            vae = open_vae_encoder(self.source, device)
        except RenderError as error:
            self.latents |= dict.fromkeys(wanted, error)
            return
        for digest, side in wanted:
            try:
                self.latents[digest, side] = encode_picture(
                    vae, fit_portrait(open_portrait(digest, self.options), side)
                )
            except RenderError as error:
                self.latents[digest, side] = error

    def latents_of(self, job: RenderJob) -> Mapping[Read, Tensor]:
        """Give the latents of a job's portraits; raises RenderError where one could not be read."""
        found = {read: self.latents[read] for read in list_references(job)}
        for latents in found.values():
            if isinstance(latents, RenderError):
                raise latents
        return found


def list_references(job: RenderJob) -> list[Read]:
    """List the portraits that a job reads by reference attention."""
    guide = guide_of(job)
    if guide is None or guide.likeness != "reference" or guide.reference is None:
        return []
    return [(digest, guide.reference.size) for digest in guide.portraits]


def make_somewhere(make: Callable[[Device], None], device: Device) -> None:
    """Make something on the device, or on the processor where its memory runs out."""
    try:
        make(device)
    except Exception as error:
        if device.kind == "cpu" or not is_out_of_memory(error):
            raise
    else:
        give_back_memory()
        return
    log.warning("Out of memory while reading the portraits on %s: they are read on the CPU.", device.name)
    give_back_memory()
    make(find_device("cpu"))
