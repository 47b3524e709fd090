"""The networks that guides are known to work with: where they are, what they read, how large they are, their licence.

Only what a novelist may sell pictures of: Apache-2.0, MIT or OpenRAIL, as the pages of the hub say. Nothing here needs
InsightFace's models, which are for research alone.
"""

from __future__ import annotations

from typing import NamedTuple

T2I, CONTROLNET, UNION, IP_ADAPTER = "T2I-Adapter", "ControlNet", "ControlNet Union", "IP-Adapter Plus"
POSE, SKETCH, LINEART = READS = "openpose", "sketch", "lineart"  # maps that are drawn for a network
SELLABLE = ("Apache-2.0", "MIT", "OpenRAIL", "OpenRAIL++")


class Use(NamedTuple):
    """What a setting of the guide takes."""

    option: str  # as the author gives it
    kinds: tuple[str, ...]  # of networks, the usual one first
    usual: str  # the name of the network that is taken where none is given
    does: str  # as a sentence goes on: "--guide pose"


USES = {
    "pose": Use("--guide-net", (T2I,), "openpose", "--guide pose"),
    "strong": Use("--guide-net", (UNION, CONTROLNET), "union", "--guide strong"),
    "ip-adapter": Use("--likeness-net", (IP_ADAPTER,), "plus-face", "--likeness ip-adapter"),
}


class KnownNet(NamedTuple):
    """A network of the hub."""

    name: str  # short, for the command line
    kind: str
    hub_id: str
    file: str  # of its weights there
    reads: str  # a map; "" for an IP-Adapter, which reads portraits
    bytes: int  # of that file
    licence: str
    beside: tuple[str, ...] = ()  # files of the same repository that it needs too
    beside_bytes: int = 0
    alone: bool = True  # the only weights of its repository, so that its id is enough

    @property
    def location(self) -> str:
        """Its id, with the file's name where there are others."""
        return self.hub_id if self.alone else f"{self.hub_id}/{self.file}"


WEIGHTS = "diffusion_pytorch_model.safetensors"
ENCODER = ("models/image_encoder/config.json", "models/image_encoder/model.safetensors")  # ViT-H
MB = 10**6

KNOWN_NETS: tuple[KnownNet, ...] = (
    KnownNet("openpose", T2I, "TencentARC/t2i-adapter-openpose-sdxl-1.0", WEIGHTS, POSE, 316 * MB, "Apache-2.0"),
    KnownNet("sketch", T2I, "TencentARC/t2i-adapter-sketch-sdxl-1.0", WEIGHTS, SKETCH, 316 * MB, "Apache-2.0"),
    KnownNet("lineart", T2I, "TencentARC/t2i-adapter-lineart-sdxl-1.0", WEIGHTS, LINEART, 316 * MB, "Apache-2.0"),
    KnownNet("union", UNION, "xinsir/controlnet-union-sdxl-1.0", WEIGHTS, POSE, 2515 * MB, "Apache-2.0", alone=False),
    KnownNet(
        "union-promax",
        UNION,
        "xinsir/controlnet-union-sdxl-1.0",
        "diffusion_pytorch_model_promax.safetensors",
        POSE,
        2516 * MB,
        "Apache-2.0",
        alone=False,
    ),
    KnownNet(
        "controlnet-openpose",
        CONTROLNET,
        "xinsir/controlnet-openpose-sdxl-1.0",
        WEIGHTS,
        POSE,
        2502 * MB,
        "Apache-2.0",
    ),
    KnownNet(
        "plus-face",
        IP_ADAPTER,
        "h94/IP-Adapter",
        "sdxl_models/ip-adapter-plus-face_sdxl_vit-h.safetensors",
        "",
        848 * MB,
        "Apache-2.0",
        ENCODER,
        2528 * MB,
        alone=False,
    ),
    KnownNet(
        "plus",
        IP_ADAPTER,
        "h94/IP-Adapter",
        "sdxl_models/ip-adapter-plus_sdxl_vit-h.safetensors",
        "",
        848 * MB,
        "Apache-2.0",
        ENCODER,
        2528 * MB,
        alone=False,
    ),
)
BY_NAME = {net.name: net for net in KNOWN_NETS}


def find_known(text: str) -> KnownNet | None:
    """Find a known network by its short name, its location on the hub, or the id of its repository."""
    if text in BY_NAME:
        return BY_NAME[text]
    return next((net for net in KNOWN_NETS if text in (net.location, net.hub_id)), None)
