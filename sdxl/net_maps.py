"""A job in, the map that its guide's network reads out: people as OpenPose draws them, or the panel's lines."""

from __future__ import annotations

import base64
import io
from typing import TYPE_CHECKING

from PIL import Image

from errors import RenderError
from sdxl.guides import guide_of
from sdxl.known_nets import POSE
from sdxl.pose_maps import draw_pose_map

if TYPE_CHECKING:
    from collections.abc import Hashable

    from records import RenderJob
    from sdxl.guides import Guide, Net

STEERED = ("pose", "strong")  # kinds of guides that have a network


def find_net_of(guide: Guide | None) -> Net | None:
    """Give the network that steers a picture; None where its guide has none, or where its map would be empty."""
    if guide is None or guide.net is None or guide.kind not in STEERED:
        return None
    is_posed = any(joint for figure in guide.figures for joint in figure.joints)
    return guide.net if (is_posed if guide.net.reads == POSE else guide.lines) else None


def feature_key(job: RenderJob) -> Hashable:
    """Give the key under which a T2I-Adapter's features are kept: equal maps have equal ones; None where none are."""
    guide = guide_of(job)
    net = find_net_of(guide)
    if guide is None or net is None or guide.kind != "pose":
        return None
    figures = tuple((figure.depth, figure.joints) for figure in guide.figures)
    seen = figures if net.reads == POSE else guide.lines
    return ("features", net.name, net.reads, job.width, job.height, seen)


def draw_net_map(job: RenderJob) -> Image.Image:
    """Draw the RGB map of a job's size; the job has a network."""
    guide, size = guide_of(job), (job.width, job.height)
    net = find_net_of(guide)
    assert guide, "find_net_of() found its network"
    assert net, "only jobs with a network are asked for"
    if net.reads == POSE:
        return draw_pose_map(guide.figures, size, wide=guide.kind == "strong")
    return read_lines(guide.lines).resize(size, Image.Resampling.BILINEAR).convert("RGB")


def read_lines(text: str) -> Image.Image:
    """Read a guide's line drawing, white on black; raises RenderError where it is none."""
    try:
        image = Image.open(io.BytesIO(base64.b64decode(text, validate=True)), formats=["PNG"])
        return image.convert("L")
    except (ValueError, OSError, SyntaxError, Image.DecompressionBombError):
        raise RenderError("the guide's line drawing is no PNG picture: draw the scene anew with --force") from None
