"""YAML or TOML front matter at the top of a Markdown file, told from a rule that merely opens the story."""

from __future__ import annotations

import re

FENCES = {"---": ("---", "..."), "+++": ("+++",)}  # what opens it, what closes it
KEY_LINE = re.compile(r"[\w\"'][\w .\"'/-]*[ \t]*(?:=.*|:(?:[ \t].*)?)$")
VALUE_LINE = re.compile(r"(?:[ \t]+\S.*|#.*|- .*|-|[\[\]{},].*|[ \t]*)$")
LONGEST = 100_000  # characters


def front_matter_lines(text: str) -> int:
    """Count the lines of front matter at the top; 0 where `---` opens prose."""
    lines = text[:LONGEST].split("\n")
    first = next((index for index, line in enumerate(lines) if line.strip()), len(lines))
    if first == len(lines) or lines[first].rstrip() not in FENCES:
        return 0
    closing = FENCES[lines[first].rstrip()]
    for index, line in enumerate(lines[first + 1 :], first + 1):
        if line.rstrip() in closing:
            return index + 1
        if not KEY_LINE.match(line) and (index == first + 1 or not VALUE_LINE.match(line)):
            return 0
    return 0


def front_matter_title(text: str) -> str:
    """Give the `title:` that the front matter states, or ""."""
    for line in text[:LONGEST].split("\n")[: front_matter_lines(text)]:
        key, _, value = line.replace("=", ":", 1).partition(":") if ":" not in line else line.partition(":")
        if key.strip().lower() == "title":
            return value.strip().strip("\"'")
    return ""
