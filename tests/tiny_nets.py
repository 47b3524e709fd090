"""Networks for the tiny model, with random weights, and figures in poses."""

import dataclasses

from sdxl.guide_nets import find_net, fit_net, resolve_net
from sdxl.guides import JOINTS
from sdxl.known_nets import IP_ADAPTER, T2I
from tools.random_model import TINY
from tools.random_nets import write_random_net


def found_net(path, kind, **changes):
    """Write a network for the tiny model and find it."""
    write_random_net(path, kind, TINY["unet"], dtype="float32", **changes)
    use = {T2I: "pose", IP_ADAPTER: "ip-adapter"}.get(kind, "strong")
    return fit_net(find_net(resolve_net(str(path), use)), TINY["unet"], "tiny")


def posed(figure, x):
    """Give a figure joints: standing upright at this x."""
    joints = [(x, 20 + 4 * number) if number < 14 else None for number in range(JOINTS)]
    return dataclasses.replace(figure, joints=tuple(joints))
