"""A job whose guide is too much for the machine in, the same with less of a guide out: a step at a time.

Strong, pose, words, none; then without portraits and faces. A picture with less direction is better than none.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sdxl.guide_costs import say_guides
from sdxl.guides import GUIDES, guide_of
from sdxl.known_nets import POSE
from sdxl.net_maps import find_net_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from records import RenderJob
    from sdxl.guides import Guide, Net


def list_rungs(job: RenderJob, pose_net: Net | None = None) -> list[RenderJob]:
    """List a job and what comes below it, the last without any guide.

    `pose_net` is the network that "pose" takes where "strong" is too much; without one here, words come next.
    """
    guide = guide_of(job)
    guides = list(list_lower(guide, pose_net)) if guide else []
    lower = [replace(job, guide=one.to_json()) for one in guides]
    return [job, *lower, *([replace(job, guide={})] if job.guide else [])]


def list_lower(guide: Guide, pose_net: Net | None) -> Iterator[Guide]:
    """List the guides below one that are another than it, and still guides."""
    seen = what_counts(guide)
    for kind in reversed(GUIDES[: GUIDES.index(guide.kind)]):
        lower = fit_kind(guide, kind, pose_net)
        counts = what_counts(lower)
        if kind == "pose" and not find_net_of(lower):
            continue  # no network of poses here, or one that reads what this guide does not have
        if counts != seen and any(counts):
            seen = counts
            yield lower


def fit_kind(guide: Guide, kind: str, pose_net: Net | None) -> Guide:
    """Give a guide of a lower kind, without what that does not read."""
    net = pose_net if kind == "pose" else None
    lines = guide.lines if net and net.reads != POSE else ""
    base = guide.base if kind != "none" else ""
    return replace(guide, kind=kind, net=net, lines=lines, base=base)


def what_counts(guide: Guide) -> tuple[object, ...]:
    """Give what of a guide decides anything."""
    net = find_net_of(guide)
    return net and (guide.kind, net), guide.has_words, guide.portraits, guide.faces


def kind_of(job: RenderJob) -> str:
    """Name the kind of a job's guide; "" where it has none."""
    guide = guide_of(job)
    return guide.kind if guide else ""


def say_lowered(why: str, lower: RenderJob) -> str:
    """Say that a picture is drawn with less of a guide: "out of memory with …: drawn guided by words"."""
    return f"{why}: drawn {say_guides([lower]) or 'without a guide'}"
