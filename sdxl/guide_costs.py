"""A guided job in, what its guide costs besides the plain picture out: bytes on the device, operations, and its name.

Bytes are those of SDXL in half precision, counted layer by layer; a smaller relative takes less.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sdxl.encoding import is_guided
from sdxl.guides import guide_of
from sdxl.memory import FEATURE_BYTES, RESIDUAL_BYTES, SDXL_SIZES, WORDS_BYTES
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
PROMPT_BYTES = 5_324_800  # an image prompt: keys and values of its 16 tokens in 70 attentions

ADAPTER_FLOPS = 0.2396e12  # at one megapixel, once a picture
CONTROL_SHARE = 0.447  # of a forward of the UNet: a ControlNet is its first half

SAID = {"words": "words", "pose": "pose", "strong": "pose (strong)"}


class GuideBytes(NamedTuple):
    """What a guide keeps on the device while its picture is drawn, in half precision."""

    beside: int = 0  # small tensors
    control: int = 0  # weights of a ControlNet
    control_layer: int = 0  # its largest tensor
    faces: int = 0  # what encoding a face takes, in full precision


def count_bytes(job: RenderJob, nets: Mapping[str, FoundNet]) -> GuideBytes:
    """Count the bytes of a job's guide; `nets` are those of the run, by the names that jobs know them by."""
    guide = guide_of(job)
    if guide is None:
        return GuideBytes()
    net, pixels, rows = find_net_of(guide), job.width * job.height, 1 + is_guided(job)
    beside, faces = len(guide.speakers) * WORDS_BYTES + count_portraits(guide), count_face(guide)
    if net is None:
        return GuideBytes(round(beside), faces=faces)
    if guide.kind == "pose":
        return GuideBytes(round(beside + FEATURE_BYTES * pixels * (1 + rows)), faces=faces)
    found = nets.get(net.name)
    weights, layer = (found.bytes, found.layer) if found else (0, 0)
    return GuideBytes(round(beside + RESIDUAL_BYTES * pixels * rows), weights, layer, faces)


def count_face(guide: Guide) -> int:
    """Count the bytes that encoding a small face takes; 0 where none is drawn once more."""
    return ENCODER_BYTES + ENCODE_FACE_BYTES * guide.faces.size**2 if guide.faces and guide.small_faces else 0


def count_portraits(guide: Guide) -> float:
    """Count the bytes of what is read of a guide's portraits."""
    shown = len(guide.portraits)
    if reference := guide.reads_along:
        return shown * REFERENCE_BYTES[reference.layers] * reference.size**2
    return (shown + 1) * PROMPT_BYTES if shown else 0  # and that of no picture


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
