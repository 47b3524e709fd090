"""What the two commands' parsers share: errors in one sentence, path options with defaults, range-checked numbers."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from errors import Limits, did_you_mean, find_spelling, nearest, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

DASHES = ("-", "\N{EN DASH}", "\N{EM DASH}")  # word processors turn two hyphens into one of these

SHARE = Limits(0, 1, "0.6")  # of the steps
PathOption = tuple[str, Path, str, str]  # (name, default, what --help calls its value, what lies there)


class Parser(argparse.ArgumentParser):
    """An argument parser that says what is wrong in one sentence."""

    def __init__(self, prog: str, description: str, version: str) -> None:
        """Show the description as it stands and take no abbreviated options."""
        super().__init__(
            prog=prog,
            usage="%(prog)s [options]",
            description=description,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        self.version = f"novel-scenes {version}"

    def error(self, message: str) -> NoReturn:
        """Exit with status 2; the whole usage is one `--help` away."""
        _, _, unknown = message.partition("unrecognized arguments: ")
        sentence = (message + self.ask_meant(unknown.split()) if unknown else message).rstrip(".")
        self.exit(2, f"error: {sentence}{'' if sentence.endswith('?') else '.'} (--help lists every option.)\n")

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        """End the program with a sentence; nothing of what was typed steers the terminal."""
        super().exit(status, f"{one_line(message.strip())}\n" if message else None)

    def ask_meant(self, unknown: Sequence[str]) -> str:
        """Ask for the option that a misspelt one probably means, or how a path is given; "" where nothing is near."""
        options = [option for action in self._actions for option in action.option_strings]
        word = next((word for word in unknown if word.startswith(DASHES)), "")
        if meant := nearest(word.partition("=")[0], options):
            return f": did you mean {meant}?"
        path = unknown[0] if not word else ""
        is_novel = "--novel" in options and bool(path) and Path(path).exists()
        return f": did you mean --novel {path}?" if is_novel else ""


def novel_option(default: Path) -> PathOption:
    """Describe the option that names the novel."""
    return "novel", default, "PATH", "folder of chapters, or one Markdown file"


def add_paths(group: argparse._ArgumentGroup, options: Iterable[PathOption]) -> None:
    """Add options that say where something lies; None where one is not given."""
    for name, default, metavar, text in options:
        help_text = f"{text} (default: {percent_free(str(default))})"
        group.add_argument(f"--{name}", type=Path, metavar=metavar, help=help_text)


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


def one_of(choices: Sequence[str]) -> Callable[[str], str]:
    """Make an argparse type that takes one of these words in any spelling, and asks for the nearest."""

    def parse(text: str) -> str:
        if found := find_spelling(text, choices):
            return found
        asked = did_you_mean(text, choices, "")
        raise argparse.ArgumentTypeError(f"invalid choice: {text!r}: {asked}take one of {', '.join(choices)}")

    return parse


def percent_free(text: str) -> str:
    """Escape percent signs in a file name, which argparse would expand."""
    return text.replace("%", "%%")
