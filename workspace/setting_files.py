"""The files that settings name: with and without their folders, and found again where the log knows them."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from errors import NovelError, UsageError
from sdxl.guide_nets import resolve_net
from sdxl.loras import NONE, LoraChoice
from sdxl.models import bare_name, find_path, settle

if TYPE_CHECKING:
    from sdxl.guide_nets import NetChoice
    from sdxl.models import ModelChoice
    from workspace.guide_settings import FindNet

Found = TypeVar("Found", "ModelChoice", LoraChoice, "NetChoice")
NETS = ("guide_net", "likeness_net")  # settings that name a network


def without_folders(given: Mapping[str, Any]) -> dict[str, Any]:
    """Drop the folders from file options that a picture tells of, so that it has the same bytes on any machine."""
    return rename_files(given, lambda path: path.name)


def with_folders(given: Mapping[str, Any], presets: Collection[str] = ()) -> dict[str, Any]:
    """Give file options with their whole paths, so that a prompt file can be read from any folder."""
    named = rename_files(given, lambda path: str(settle(path)))
    return {**named, "model": given["model"]} if given.get("model") in presets else named


def rename_files(given: Mapping[str, Any], name: Callable[[Path], str]) -> dict[str, Any]:
    """Rename the files among the options; presets, hub ids and weights (FILE:0.8) stay as they are."""

    def rename(text: str) -> str:
        path, colon, weight = text.rpartition(":")
        if colon and (found := find_path(path)):
            return f"{name(found)}:{weight}"
        return name(found) if text != NONE and (found := find_path(text)) else text

    named = dict(given)
    if isinstance(model := named.get("model"), str):
        named["model"] = rename(model)
    named |= {key: rename(net) for key in NETS if isinstance(net := named.get(key), str)}
    if isinstance(loras := named.get("lora"), list | tuple):
        named["lora"] = [rename(lora) for lora in loras]
    return named


def remember_files(figures: Iterable[Mapping[str, Any]]) -> dict[str, tuple[str, str]]:
    """Gather from the log the latest file of each bare name: where it lay, and what it was.

    A path of an older version, which noted no digest, counts for a model alone: the line tells that one's.
    """
    known: dict[str, tuple[str, str]] = {}
    for figure in figures:
        files, model = figure.get("files"), figure.get("model")
        for name, place in files.items() if isinstance(files, dict) else ():
            identity = model if isinstance(model, str) and bare_name(model) == name else name
            if isinstance(place, str) and bare_name(identity) == Path(place).name != identity:
                known[Path(place).name] = (place, identity)
    return known


Known = Mapping[str, tuple[str, str]]  # where a bare name's file lay, and what it was


def finding_again(resolve: Callable[[str], Found], known: Callable[[], Known]) -> Callable[[str], Found]:
    """Make a resolver that looks where the log says where a bare name is not found, and takes the very file alone.

    What the log knows is asked then only: that of a long book has thousands of lines.
    """

    def find(text: str) -> Found:
        try:
            return resolve(text)
        except UsageError:
            name, colon, weight = text.rpartition(":")
            for bare, end in ((text, ""), (name, f"{colon}{weight}")):
                place, identity = known().get(bare, ("", ""))
                with contextlib.suppress(NovelError):
                    if place and (found := resolve(place + end)).identity == identity:
                        return found
            raise

    return find


def find_nets_again(known: Callable[[], Known]) -> FindNet:
    """Make the same for networks, each for its use."""
    return lambda text, use: finding_again(functools.partial(resolve_net, use=use), known)(text)
