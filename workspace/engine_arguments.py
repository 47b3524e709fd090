"""The command line's options for the SDXL engine: what it lays over the model, and how it uses the machine."""

from __future__ import annotations

import argparse

import config

MEMORY_CHOICES = ("auto", "resident", "two-phase", "fp8", "model-offload", "group-offload", "sequential")


def add_engine_options(parser: argparse.ArgumentParser) -> None:
    """Add them in a group of their own."""
    group = parser.add_argument_group("how SDXL runs")
    lora_help = 'a LoRA laid over the model, again for more; "none" for none'
    loras = ", ".join(config.LORAS) or "none"
    group.add_argument(
        "--lora", action="append", metavar="FILE[:WEIGHT]", help=f"{lora_help} (default: {percent_free(loras)})"
    )
    cutoff_help = "stop guidance after this share of the steps, such as 0.6: faster, a little less close to the prompt"
    group.add_argument("--cfg-cutoff", type=share, metavar="SHARE", help=f"{cutoff_help}; 1 never (default: never)")
    group.add_argument(
        "--fp16-accumulation",
        action=argparse.BooleanOptionalAction,
        help="on CUDA, add matrix products up in half precision: faster on GeForce cards, a slightly other picture"
        f" (default: {'on' if config.FP16_ACCUMULATION else 'off'})",
    )
    group.add_argument(
        "--memory",
        choices=MEMORY_CHOICES,
        default=config.MEMORY,
        help="auto takes the fastest way that fits (default: %(default)s)",
    )
    group.add_argument("--max-vram", type=gigabytes, metavar="GB", help="use no more of the card (default: all of it)")
    group.add_argument("--compile", action="store_true", help="compile the model first: pays on long runs, if at all")
    group.add_argument(
        "--check", action="store_true", help="say on one page what this machine can draw, and draw nothing"
    )


def share(text: str) -> float:
    """Read a share between 0 and 1."""
    return number(text, 0, 1, "0.6")


def gigabytes(text: str) -> float:
    """Read a number of gigabytes."""
    return number(text, 1, 1024, "8")


def number(text: str, lowest: float, highest: float, example: str) -> float:
    """Read a number within limits."""
    try:
        value = float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no number: give one such as {example}") from None
    if not lowest <= value <= highest:
        raise argparse.ArgumentTypeError(f"{text} is out of range: take {lowest:g} to {highest:g}, such as {example}")
    return value


def percent_free(text: str) -> str:
    """Keep argparse from reading a file name's percent sign as its own."""
    return text.replace("%", "%%")
