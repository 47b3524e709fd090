"""Weights as they lie about in, weights as the libraries find them out: variants, odd names, links, marks of Notepad.

A module's folder may hold its weights in several precisions, in pieces, under other names, as links into the hub's
cache, some of them to files that are gone. What diffusers would not find is shown to it in a folder of links.
"""

from __future__ import annotations

import codecs
import json
import os
import re
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from errors import RenderError
from typed import a_text, fields, mapping_of
from untrusted import read_document, read_json

if TYPE_CHECKING:
    from collections.abc import Iterator

SUFFIX = ".safetensors"
PIECE = re.compile(r"-\d{5}-of-(\d{5})")
DIFFUSERS, TRANSFORMERS = BASES = ("diffusion_pytorch_model", "model")  # how each library calls a module's weights
PREFERRED = ("fp16", "", "bf16", "fp32")  # half precision is half the reading; any other variant comes after
INDEX = fields({"weight_map": mapping_of(a_text)}, {})


class Variant(NamedTuple):
    """The file or the pieces of one variant of a module's weights."""

    base: str
    variant: str  # "" where none is named
    paths: tuple[Path, ...] = ()
    pieces: int = 1  # of how many files it should be


def choose_weights(folder: Path) -> Variant:
    """Choose the weights of a module's folder; no path where there are none."""
    return min(list_variants(folder), key=rank, default=Variant("", ""))


def list_variants(folder: Path) -> list[Variant]:
    """List every variant of a module's weights; one file and pieces of the same name are two."""
    found: dict[tuple[str, str, int], list[Path]] = {}
    for path in list_weights(folder):
        base, _, variant = PIECE.sub("", path.name[: -len(SUFFIX)]).partition(".")
        piece = PIECE.search(path.name)
        found.setdefault((base, variant, int(piece[1]) if piece else 1), []).append(path)
    return [Variant(base, variant, tuple(paths), pieces) for (base, variant, pieces), paths in found.items()]


def rank(weights: Variant) -> tuple[bool, bool, int, str, int]:
    """Order weights: the libraries' names first, those of which no piece lacks, then by variant."""
    place = PREFERRED.index(weights.variant) if weights.variant in PREFERRED else len(PREFERRED)
    lacks = len(weights.paths) < weights.pieces
    return weights.base not in BASES, lacks, place, weights.variant, weights.pieces


def list_weights(folder: Path) -> list[Path]:
    """List a folder's .safetensors files, in whatever case their suffix is written, but no links to files gone."""
    try:
        return sorted(path for path in folder.iterdir() if path.name.lower().endswith(SUFFIX) and path.is_file())
    except OSError:
        return []


def find_dangling(folder: Path) -> Path | None:
    """Find a link to weights that are gone."""
    try:
        return next((path for path in sorted(folder.iterdir()) if path.is_symlink() and not path.exists()), None)
    except OSError:
        return None


# --- As the libraries want it -----------------------------------------------------------------------------------------


@contextmanager
def tidied(folder: Path, base: str) -> Iterator[tuple[Path, str | None]]:
    """Give a module's folder in which a library finds its weights under this base, and the variant to ask it for."""
    weights = choose_weights(folder)
    beside = [one for one in list_variants(folder) if one[:2] == weights[:2] and one != weights]
    is_tidy = weights.base == base and not beside and all(path.name.endswith(SUFFIX) for path in weights.paths)
    if is_tidy and not any(map(has_mark, folder.glob("*.json"))):
        yield folder, weights.variant or None
        return
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as made:  # Windows keeps files that are mapped
        lay_out(weights, folder, Path(made), base)
        yield Path(made), None


@contextmanager
def readable(path: Path) -> Iterator[Path]:
    """Give a file of weights under a name by which diffusers knows what it is."""
    if path.name.endswith(SUFFIX):
        yield path
        return
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as made:
        link = Path(made) / f"{path.stem}{SUFFIX}"
        link_to(path, link)
        yield link


def has_mark(path: Path) -> bool:
    """Tell whether a text begins with the mark that Notepad and PowerShell put before UTF-8."""
    with path.open("rb") as file:
        return file.read(len(codecs.BOM_UTF8)) == codecs.BOM_UTF8


def lay_out(weights: Variant, folder: Path, made: Path, base: str) -> None:
    """Link weights under a library's own names, and copy their settings without marks."""
    names = {path.name: rename(path.name, base) for path in weights.paths}
    for path in weights.paths:
        link_to(path, made / names[path.name])
    if (folder / "config.json").is_file():
        (made / "config.json").write_text(read_document(folder / "config.json"), encoding="utf-8")
    if any(map(PIECE.search, names)):
        (made / f"{base}{SUFFIX}.index.json").write_text(json.dumps(rewrite_index(weights, folder, names)), "utf-8")


def rename(name: str, base: str) -> str:
    """Give a file the name that a library looks for, its piece kept."""
    piece = PIECE.search(name)
    return f"{base}{piece[0] if piece else ''}{SUFFIX}"


def rewrite_index(weights: Variant, folder: Path, names: dict[str, str]) -> dict[str, object]:
    """Give the index that says which piece holds which tensor, with the pieces' new names."""
    folded = {old.lower(): new for old, new in names.items()}
    for path in sorted(folder.glob("*.index*.json")):
        places = INDEX("", read_json(path))["weight_map"]
        if all(piece.lower() in folded for piece in places.values()):
            return {"metadata": {}, "weight_map": {tensor: folded[piece.lower()] for tensor, piece in places.items()}}
    raise RenderError(f"{folder} lacks the index of its {len(weights.paths)} pieces: fetch the model again")


def link_to(path: Path, link: Path) -> None:
    """Make a link to a file; raises RenderError where the system allows none."""
    for make in (os.symlink, os.link):  # Windows asks for a right to the first, and for one disk to the second
        try:
            make(path.resolve(), link)
        except OSError:
            continue
        return
    raise RenderError(f"{path} cannot be read under this name: rename it to {link.name}")
