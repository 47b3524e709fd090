"""The command line's options for the SDXL engine: what directs it, what it lays over the model, how it runs."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from errors import Limits, did_you_mean
from records import MEMORY_CHOICES
from sdxl.guides import GUIDES, LIKENESS_CHOICES
from workspace.parser import SHARE, number_within, one_of, percent_free

if TYPE_CHECKING:
    from workspace.run_settings import Defaults, GuideDefaults

GIGABYTES = Limits(1, 1024, "8")


def add_engine_options(parser: argparse.ArgumentParser, defaults: Defaults) -> None:
    """Add them in a group of their own."""
    group = parser.add_argument_group("how SDXL runs")
    lora_help = 'a LoRA laid over the model, again for more; "none" for none'
    loras = ", ".join(defaults.loras) or "none"
    group.add_argument(
        "--lora", action="append", metavar="FILE[:WEIGHT]", help=f"{lora_help} (default: {percent_free(loras)})"
    )
    cutoff_help = "stop guidance after this share of the steps, such as 0.6: faster, a little less close to the prompt"
    group.add_argument(
        "--cfg-cutoff",
        type=number_within(SHARE),
        metavar="SHARE",
        help=f"{cutoff_help}; 1 never (default: never)",
    )
    group.add_argument(
        "--fp16-accumulation",
        action=argparse.BooleanOptionalAction,
        help="on CUDA, add matrix products up in half precision: faster on GeForce cards, a slightly other picture"
        f" (default: {'on' if defaults.fp16_accumulation else 'off'})",
    )
    group.add_argument(
        "--memory",
        type=one_of(MEMORY_CHOICES),
        choices=MEMORY_CHOICES,
        default=defaults.memory,
        help="auto takes the fastest way that fits (default: %(default)s)",
    )
    vram_help = "use no more of the card (default: all of it)"
    group.add_argument("--max-vram", type=number_within(GIGABYTES), metavar="GB", help=vram_help)
    group.add_argument("--compile", action="store_true", help="compile the model first: pays on long runs, if at all")
    group.add_argument(
        "--check", action="store_true", help="say on one page what this machine can draw, and draw nothing"
    )


def add_guide_options(parser: argparse.ArgumentParser, usual: GuideDefaults) -> None:
    """Add what directs a picture besides its prompt, in a group of their own."""
    group = parser.add_argument_group("what directs SDXL")
    guide_help = (
        "words: everybody in a phrase of their own; pose: placed and posed as in the panel, too; strong: held to that"
    )
    add_choice(group, "guide", GUIDES, f"{guide_help} (default: {usual.kind})")
    pose, strong = (percent_free(usual.nets[kind].net) for kind in ("pose", "strong"))
    net_help = "the network of pose and strong, with the map that a file of yours reads: openpose, sketch or lineart"
    net_help += f" (default: {pose}, {strong})"
    group.add_argument("--guide-net", metavar="NAME|FILE|ID[:MAP]", help=net_help)
    likeness_help = "how people hold to the portraits that were chosen for them"
    add_choice(group, "likeness", LIKENESS_CHOICES, f"{likeness_help} (default: {usual.likeness})")
    other_help = f"the IP-Adapter of --likeness ip-adapter (default: {percent_free(usual.nets['ip-adapter'].net)})"
    group.add_argument("--likeness-net", metavar="NAME|FILE|ID", help=other_help)
    faces_help = f"draw small faces once more, larger (default: {'on' if usual.faces else 'off'})"
    group.add_argument("--faces", action=argparse.BooleanOptionalAction, help=faces_help)


def add_choice(group: argparse._ArgumentGroup, name: str, choices: tuple[str, ...], text: str) -> None:
    """Add an option that takes one of a few words."""
    group.add_argument(f"--{name}", type=one_of(choices), choices=choices, help=text)


def find_guide_fault(usual: GuideDefaults) -> str:
    """Say what config.py has for a guide that is none; "" where all can be."""
    for name, value, choices in (("GUIDE", usual.kind, GUIDES), ("LIKENESS", usual.likeness, LIKENESS_CHOICES)):
        if value not in choices:
            return f'{name} is "{value}" in config.py: {did_you_mean(value, choices)}take one of {", ".join(choices)}'
    return SHARE.find_fault("GUIDE_SHARE in config.py", usual.share)
