"""The header of a network's file in, its kind out, or what it is instead: ControlNets, T2I-Adapters, IP-Adapters.

A row of the table tells one kind by its tensors; the first row that fits holds. What no row fits is told by
`sdxl/kinds.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sdxl.kinds import ADDED, TEXT_KEY, Kind, find_kind, find_quantised, fits
from sdxl.known_nets import CONTROLNET, IP_ADAPTER, T2I, UNION

if TYPE_CHECKING:
    from sdxl.headers import Header

FOR_SDXL = "choose one made for Stable Diffusion XL"
IN_FORM = "choose one in the form of diffusers"
PLUS = "choose an IP-Adapter Plus for Stable Diffusion XL"
RESEARCH = f"its models are for research alone, not for a book that is sold; {PLUS}"
T2I_IN, CONTROL_IN, IP_KEY = "^adapter.conv_in.weight$", "^controlnet_cond_embedding.conv_in.weight$", ".to_k_ip.weight"
SD15, SD2 = "Stable Diffusion 1.5", "Stable Diffusion 2"
BASE_WIDTHS = ((768, SD15), (1024, SD2))  # of the text that a model reads
NARROW, WIDE = (64, 192), (256, 768)  # channels of a grey map and of one in colours, folded by eight and by sixteen


class NetKind(NamedTuple):
    """A kind of network, and what to do where it is none that a guide takes."""

    shape: Kind
    kind: str = ""  # of `known_nets`; "" for what no guide takes


def refused(
    says: str, cure: str, *has: str, sizes: tuple[tuple[str, int, int], ...] = (), lacks: tuple[str, ...] = ()
) -> NetKind:
    """Make a row for what no guide takes."""
    return NetKind(Kind(says, cure, has, sizes, lacks))


NET_KINDS: tuple[NetKind, ...] = (
    # --- T2I-Adapters: how far the map is folded tells the family
    *(NetKind(Kind(f"a {T2I}", "", (T2I_IN, ".resnets."), ((T2I_IN, 1, channels),)), T2I) for channels in WIDE),
    *(refused(f"a {T2I} of {SD15}", FOR_SDXL, T2I_IN, sizes=((T2I_IN, 1, channels),)) for channels in NARROW),
    refused(f"a light {T2I} of {SD15}", FOR_SDXL, "^adapter.body.0.in_conv.weight$"),
    refused(f"a {T2I} in its makers' first form", IN_FORM, "^body.0.block1.weight$"),
    # --- ControlNets
    *(
        refused(f"a {CONTROLNET} of {family}", FOR_SDXL, CONTROL_IN, sizes=((TEXT_KEY, 1, width),), lacks=ADDED)
        for width, family in BASE_WIDTHS
    ),
    NetKind(Kind(f"a {UNION}", "", (CONTROL_IN, "^task_embedding$", "^control_add_embedding.")), UNION),
    NetKind(
        Kind(f"a {CONTROLNET}", "", (CONTROL_IN, "^add_embedding.linear_1.", "^controlnet_mid_block.")), CONTROLNET
    ),
    refused(f"a {CONTROLNET} in its makers' first form", IN_FORM, "control_model."),
    refused(f"a {CONTROLNET} in its makers' first form", IN_FORM, "input_hint_block.", lacks=("^lora_controlnet$",)),
    # --- IP-Adapters
    refused("an IP-Adapter FaceID, which needs InsightFace", RESEARCH, ".to_k_lora."),
    refused("an IP-Adapter FaceID, which needs InsightFace", RESEARCH, "^image_proj.perceiver_resampler."),
    *(
        refused(f"an IP-Adapter of {family}", PLUS, IP_KEY, sizes=((IP_KEY, 1, width),))
        for width, family in BASE_WIDTHS
    ),
    NetKind(Kind(f"an {IP_ADAPTER}", "", ("^image_proj.latents$", "^image_proj.proj_in.", IP_KEY)), IP_ADAPTER),
    refused("an IP-Adapter that is no Plus", PLUS, "^image_proj.proj.", IP_KEY),
)


class ToldNet(NamedTuple):
    """What a file is."""

    kind: str  # of `known_nets`; "" for what no guide takes
    says: str
    cure: str = ""  # what to do where no guide takes it; "" where that depends on the guide alone


def tell_net(header: Header) -> ToldNet:
    """Tell what a file is."""
    if header.shapes and (quantised := find_quantised(header)):
        return ToldNet("", f"a file of {quantised.says}", "use the network's file in half precision")
    names = "".join(f"^{name}$" for name in header.shapes)
    for row in NET_KINDS:
        if fits(row.shape, names, header.shapes):
            return ToldNet(row.kind, row.shape.says, row.shape.cure)
    other = find_kind(header)
    return ToldNet("", other.says if other else "a checkpoint of Stable Diffusion XL")
