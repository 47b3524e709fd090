"""A .safetensors file in, its header out: names, shapes and types of its tensors, and what it says of itself."""

from __future__ import annotations

import struct
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import prod
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from errors import RenderError, say_os_error
from sdxl.folders import choose_weights
from typed import WrongValue, a_text
from untrusted import DocumentError, open_file, parse_json

if TYPE_CHECKING:
    from pathlib import Path

Shapes = Mapping[str, tuple[int, ...]]

BITS = {  # of a number of each type that the format knows
    **dict.fromkeys(("F4",), 4),
    **dict.fromkeys(("F6_E2M3", "F6_E3M2"), 6),
    **dict.fromkeys(("BOOL", "U8", "I8", "F8_E5M2", "F8_E4M3", "F8_E8M0", "F8_E4M3FNUZ", "F8_E5M2FNUZ"), 8),
    **dict.fromkeys(("U16", "I16", "F16", "BF16"), 16),
    **dict.fromkeys(("U32", "I32", "F32"), 32),
    **dict.fromkeys(("U64", "I64", "F64", "C64"), 64),
}
HEADER_LIMIT = 100_000_000  # bytes, the limit of the safetensors format


@dataclass(frozen=True, slots=True)
class Header:
    """What a .safetensors file holds, by the names of its tensors."""

    shapes: Shapes
    types: Mapping[str, str]  # "F16", "F8_E4M3": as the format names them
    metadata: Mapping[str, str]  # what the program that wrote it says

    def select(self, prefix: str) -> Shapes:
        """Give the shapes of the tensors under a prefix, by their names without it."""
        cut = len(prefix)
        return {name[cut:]: shape for name, shape in self.shapes.items() if name.startswith(prefix)}


def read_header(path: Path) -> Header:
    """Read a .safetensors file's header; raises RenderError where it is broken or cut off."""
    try:
        with open_file(path) as file:
            (length,) = struct.unpack("<Q", file.read(8))
            table = parse_json(file.read(min(length, HEADER_LIMIT)).decode())
        tensors = {name: entry for name, entry in table.items() if name != "__metadata__"}
        end = 8 + length + check_places(tensors.values())
        shapes = {name: tuple(entry["shape"]) for name, entry in tensors.items()}
        types = {name: str(entry.get("dtype", "")) for name, entry in tensors.items()}
        metadata = {key: a_text(key, value) for key, value in (table.get("__metadata__") or {}).items()}
    except (struct.error, DocumentError, WrongValue, ValueError, TypeError, KeyError, IndexError, AttributeError):
        raise RenderError(f"{path} is no whole .safetensors file: fetch it again") from None
    except OSError as error:
        raise RenderError(say_os_error(error, path, "cannot be read")) from None
    size = path.stat().st_size
    if size < end:
        raise RenderError(f"{path} is cut off, it has {size:,} of {end:,} bytes: fetch it again")
    if size > end:
        raise RenderError(f"{path} is broken, it has {size - end:,} bytes after its last tensor: fetch it again")
    return Header(shapes, types, metadata)


def check_places(tensors: Collection[Mapping[str, Any]]) -> int:
    """Give where the last tensor ends; raises ValueError where one is not of its size or not next to another."""
    end = 0
    for start, stop, entry in sorted(((*entry["data_offsets"], entry) for entry in tensors), key=itemgetter(0, 1)):
        if not all(type(size) is int and size >= 0 for size in entry["shape"]):
            raise ValueError(entry)
        if start != end or 8 * (stop - start) != BITS[entry["dtype"]] * prod(entry["shape"]):
            raise ValueError(entry)
        end = stop
    return end


def read_shapes(path: Path) -> Shapes:
    """Read the names and shapes of a .safetensors file's tensors; raises RenderError where it is broken or cut off."""
    return read_header(path).shapes


def module_files(folder: Path) -> list[Path]:
    """List a module's weights, of the variant that is read."""
    return list(choose_weights(folder).paths)


def read_module_shapes(folder: Path) -> Shapes:
    """Read the shapes of one module, over all of its files."""
    return {name: shape for path in module_files(folder) for name, shape in read_shapes(path).items()}
