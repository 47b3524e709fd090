"""The command line's options for the SDXL engine: what it lays over the model, and how it uses the machine."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from errors import Limits
from records import MEMORY_CHOICES
from workspace.parser import SHARE, number_within, one_of, percent_free

if TYPE_CHECKING:
    from workspace.run_settings import Defaults

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
