"""An author's own model files: a picture names them without their folder, and the log remembers where they lay."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from errors import UsageError

if TYPE_CHECKING:
    from workspace.settings import Settings

Found = TypeVar("Found")


def without_folders(given: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out of remembered options where files lie: the same job gives the same bytes on any machine."""
    named = dict(given)
    if isinstance(model := named.get("model"), str):
        named["model"] = bare_name(model)
    if isinstance(loras := named.get("lora"), list | tuple):
        named["lora"] = [bare_name(lora) for lora in loras]
    return named


def bare_name(text: str) -> str:
    """Give a path's last part; a preset, a hub id and a weight (FILE:0.8) stay as they are."""
    path, colon, weight = text.rpartition(":")
    if colon and Path(path).expanduser().exists():
        return f"{Path(path).name}:{weight}"
    return Path(text).name if Path(text).expanduser().exists() else text


def list_files(settings: Settings) -> dict[str, str]:
    """List the local files that a picture was drawn with: where each lies, by its bare name."""
    places = [settings.choice.location] if settings.choice and settings.choice.kind != "hub" else []
    places += [lora.location for lora in settings.loras]
    return {Path(place).name: place for place in places if Path(place).is_absolute()}


def remember_files(figures: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Gather from the log where files lay, the latest place of each."""
    known: dict[str, str] = {}
    for figure in figures:
        files = figure.get("files")
        known |= {str(name): str(place) for name, place in files.items()} if isinstance(files, dict) else {}
    return known


def finding_again(resolve: Callable[[str], Found], known: Mapping[str, str]) -> Callable[[str], Found]:
    """Let a resolver look where the log says a file lay, if it is not found by its bare name."""

    def find(text: str) -> Found:
        try:
            return resolve(text)
        except UsageError:
            name, colon, weight = text.rpartition(":")
            for bare, end in ((text, ""), (name, f"{colon}{weight}")):
                if bare in known and Path(known[bare]).exists():
                    return resolve(known[bare] + end)
            raise

    return find
