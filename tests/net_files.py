"""Files of networks without weights, for whatever asks no more than what they are."""

from tiny_sdxl import write_header

from sdxl.known_nets import T2I
from sdxl.net_layout import list_needed
from tools.random_model import TINY
from tools.random_nets import net_settings

UNET = TINY["unet"]


def write_net(path, kind=T2I):
    """Write the file of a network for the tiny model; its name tells what it reads."""
    return write_header(path, dict(list_needed(kind, net_settings(kind, UNET), UNET)))
