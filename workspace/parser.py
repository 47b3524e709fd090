"""What the two commands' parsers share: errors in one sentence, path options with defaults, range-checked numbers."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from errors import Limits

PathOption = tuple[str, Path, str, str]  # (name, default, what --help calls its value, what lies there)


class Parser(argparse.ArgumentParser):
    """An argument parser that says what is wrong in one sentence."""

    def __init__(self, prog: str, description: str, version: str) -> None:
        """Show the description as it stands and take no abbreviated options."""
        super().__init__(
            prog=prog,
            description=description,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        self.version = f"novel-scenes {version}"

    def error(self, message: str) -> NoReturn:
        """Exit with status 2; the whole usage is one `--help` away."""
        self.exit(2, f"error: {message.rstrip('.')}. (--help lists every option.)\n")


def novel_option(default: Path) -> PathOption:
    """Describe the option that names the novel."""
    return "novel", default, "PATH", "folder of chapters, or one Markdown file"


def add_paths(group: argparse._ArgumentGroup, options: Iterable[PathOption]) -> None:
    """Add options that say where something lies."""
    for name, default, metavar, text in options:
        help_text = f"{text} (default: %(default)s)"
        group.add_argument(f"--{name}", type=Path, default=default, metavar=metavar, help=help_text)


def number_within(
    limits: Limits, kind: Callable[[str], int | float] = float, name: str = ""
) -> Callable[[str], int | float]:
    """Make an argparse type that refuses numbers out of range, naming the setting or else the text."""

    def parse(text: str) -> int | float:
        try:
            value = kind(text)
        except ValueError:
            raise argparse.ArgumentTypeError(f"{text!r} is no number: give one such as {limits.example}") from None
        if fault := limits.find_fault(name, value):
            nameless = f"{text} is out of range: take {limits.lowest:g} to {limits.highest:g}, such as {limits.example}"
            raise argparse.ArgumentTypeError(fault if name else nameless)
        return value

    return parse


def percent_free(text: str) -> str:
    """Escape percent signs in a file name, which argparse would expand."""
    return text.replace("%", "%%")
