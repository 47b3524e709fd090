"""Portraits in, what the UNet reads of them out: made before the first picture, then whatever made it is let go.

A portrait that cannot be read costs the pictures that hold to it, and no others.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from errors import RenderError
from sdxl.devices import give_back_memory
from sdxl.elsewhere import make_somewhere
from sdxl.guides import guide_of
from sdxl.image_adapters import NOTHING, make_image_prompts
from sdxl.image_encoders import find_image_encoder, open_image_encoder, see_portrait
from sdxl.portraits import fit_portrait, open_portrait
from sdxl.vae_encoders import encode_picture, open_vae_encoder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from records import RenderJob
    from sdxl.devices import Device
    from sdxl.guide_nets import FoundNet
    from sdxl.image_adapters import Attended
    from sdxl.loading import Source
    from sdxl.options import EngineOptions

Tensor = Any  # torch.Tensor
Read = tuple[str, int]  # a portrait's digest, and the side of the square that has as many pixels as are read of it
Prompted = tuple[str, str]  # a portrait's digest, and the adapter that makes a prompt of it


class Likenesses:
    """What was made of the portraits of a run, or why it could not be."""

    def __init__(self, source: Source, nets: Mapping[str, FoundNet], options: EngineOptions) -> None:
        """Hold nothing yet."""
        self.source, self.nets, self.options = source, nets, options
        self.latents: dict[Read, Tensor | RenderError] = {}
        self.prompts: dict[Prompted, list[Attended] | RenderError] = {}

    def make(self, jobs: Iterable[RenderJob], device: Device) -> None:
        """Make what jobs read of portraits, each once."""
        every = list(jobs)
        reads = list(dict.fromkeys(read for job in every for read in list_references(job)))
        if reads:
            make_somewhere(functools.partial(self.encode, reads), device, "reading the portraits", "read")
        prompted = dict.fromkeys(prompt for job in every for prompt in list_prompts(job))
        for net in dict.fromkeys(net for _, net in prompted):
            shown = [digest for digest, adapter in prompted if adapter == net]
            make_somewhere(functools.partial(self.prompt, net, shown), device, "reading the portraits", "read")

    def encode(self, reads: Sequence[Read], device: Device) -> None:
        """Encode portraits with the model's VAE."""
        try:
            vae = open_vae_encoder(self.source, device)
        except RenderError as error:
            self.latents |= dict.fromkeys(reads, error)
            return
        for digest, side in reads:
            try:
                portrait = fit_portrait(open_portrait(digest, self.options), side)
                self.latents[digest, side] = encode_picture(vae, portrait)
            except RenderError as error:
                self.latents[digest, side] = error

    def prompt(self, net: str, digests: Sequence[str], device: Device) -> None:
        """Make prompts of portraits with an adapter; its image encoder is let go before the adapter is opened."""
        adapter = self.nets[net]
        try:
            seen = self.see(adapter, net, digests, device)
        except RenderError as error:
            self.prompts |= {(digest, net): error for digest in digests}
            return
        give_back_memory()
        prompts = make_image_prompts(adapter, list(seen.values()), device)
        self.prompts |= {(digest, net): prompt for digest, prompt in zip(seen, prompts, strict=True)}

    def see(self, adapter: FoundNet, net: str, digests: Sequence[str], device: Device) -> dict[str, Tensor]:
        """Give what an adapter's image encoder sees in portraits and in nothing; what cannot be read is left out."""
        encoder = open_image_encoder(find_image_encoder(adapter), device)
        seen = {NOTHING: see_portrait(encoder, None)}
        for digest in digests:
            try:
                seen[digest] = see_portrait(encoder, open_portrait(digest, self.options))
            except RenderError as error:
                self.prompts[digest, net] = error
        return seen

    def latents_of(self, job: RenderJob) -> dict[Read, Tensor]:
        """Give the latents of the portraits that a job reads; raises RenderError where one could not be read."""
        return {read: sound(self.latents[read]) for read in list_references(job)}

    def prompts_of(self, job: RenderJob) -> dict[str, list[Attended]]:
        """Give a job's image prompts by digest, that of nothing among them; raises RenderError where one lacks."""
        wanted = [*list_prompts(job)]
        wanted += [(NOTHING, net) for _, net in wanted[:1]]
        return {digest: sound(self.prompts[digest, net]) for digest, net in wanted}


def list_references(job: RenderJob) -> list[Read]:
    """List the portraits that a job reads by reference attention."""
    guide = guide_of(job)
    reference = guide.reads_along if guide else None
    return [(digest, reference.size) for digest in guide.portraits] if guide and reference else []


def list_prompts(job: RenderJob) -> list[Prompted]:
    """List the portraits that an adapter makes prompts of for a job."""
    guide = guide_of(job)
    net = guide.prompts_by if guide else None
    return [(digest, net.name) for digest in guide.portraits] if guide and net else []


def sound(made: Any) -> Any:  # noqa: ANN401
    """Give what was made; raises the RenderError that stands in its place."""
    if isinstance(made, RenderError):
        raise made
    return made
