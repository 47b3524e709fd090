"""A guided job in, what its guide costs besides the plain picture out: bytes on the device, operations, and its name.

Bytes are those of SDXL in half precision, counted layer by layer; a smaller relative takes less.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sdxl.encoding import is_guided
from sdxl.guide_bytes import GuideBytes, count_prompts, count_steering
from sdxl.guides import guide_of
from sdxl.memory import SDXL_SIZES, WORDS_BYTES
from sdxl.net_maps import find_net_of
from sdxl.speed import MEGAPIXEL, forward_flops, words_flops

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from records import RenderJob
    from sdxl.guide_nets import FoundNet
    from sdxl.guides import Guide

REFERENCE_BYTES = {"up": 210, "all": 400}  # a pixel of a portrait: keys and values of the attentions to the picture
# The half of the VAE that encodes, in full precision: its weights, and its live tensors, traced at 2560 bytes a pixel,
# of which a card takes about three times that, as of the other half's.
ENCODER_BYTES = 136_654_656
ENCODE_FACE_BYTES = 7680  # a pixel of a face as it is drawn

ADAPTER_FLOPS = 0.2396e12  # at one megapixel, once a picture
CONTROL_SHARE = 0.447  # of a forward of the UNet: a ControlNet is its first half

SAID = {"words": "words", "pose": "pose", "strong": "pose (strong)"}


def count_bytes(job: RenderJob, nets: Mapping[str, FoundNet]) -> GuideBytes:
    """Count the bytes of a job's guide; `nets` are those of the run, by the names that jobs know them by."""
    guide = guide_of(job)
    if guide is None:
        return GuideBytes()
    net, pixels, rows = find_net_of(guide), job.width * job.height, 1 + is_guided(job)
    beside, faces = len(guide.speakers) * WORDS_BYTES + count_portraits(guide), count_face(guide)
    beside += count_steering(guide.kind, pixels, rows) if net else 0.0
    found = nets.get(net.name) if net and guide.kind == "strong" else None
    weights, layer = (found.bytes, found.layer) if found else (0, 0)
    return GuideBytes(round(beside), weights, layer, faces)


def count_face(guide: Guide) -> int:
    """Count the bytes that encoding a small face takes; 0 where none is drawn once more."""
    return ENCODER_BYTES + ENCODE_FACE_BYTES * guide.faces.size**2 if guide.faces and guide.small_faces else 0


def count_portraits(guide: Guide) -> float:
    """Count the bytes of what is read of a guide's portraits."""
    shown = len(guide.portraits)
    if reference := guide.reads_along:
        return shown * REFERENCE_BYTES[reference.layers] * reference.size**2
    return count_prompts(shown)


def count_operations(job: RenderJob, unet_bytes: int) -> float:
    """Count the operations that a guide adds to a picture."""
    guide = guide_of(job)
    if guide is None:
        return 0.0
    net, pixels = find_net_of(guide), job.width * job.height
    forward = forward_flops(pixels, unet_bytes)
    added = job.steps * words_flops(pixels, len(guide.speakers), unet_bytes)
    if net and guide.kind == "pose":
        added += ADAPTER_FLOPS * pixels / MEGAPIXEL * unet_bytes / SDXL_SIZES.unet
    elif net:
        added += job.steps * net.end * CONTROL_SHARE * forward * (1 + is_guided(job))
    if reference := guide.reads_along:
        read = forward_flops(reference.size**2, unet_bytes)
        added += job.steps * reference.end * read * len(guide.portraits)
    if guide.faces:
        a_face = guide.faces.steps * (1 + is_guided(job)) * forward_flops(guide.faces.size**2, unet_bytes)
        added += len(guide.small_faces) * a_face
    return added


def say_guides(jobs: Iterable[RenderJob]) -> str:
    """Say what directs the pictures, by the one that is directed most: "guided by pose and portraits"; "" for none."""
    guides = [guide for job in jobs if (guide := guide_of(job))]
    kinds = [SAID[kind] for kind in reversed(SAID) if any(guide.kind == kind for guide in guides)][:1]
    if any(guide.portraits for guide in guides):
        kinds.append("portraits")
    if any(guide.faces for guide in guides):
        kinds.append("faces drawn larger")
    return f"guided by {' and '.join(kinds)}" if kinds else ""
