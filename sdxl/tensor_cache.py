"""What was computed for a run's pictures before the first of them: kept in memory, what is too much for it on disk."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

Tensor = Any  # torch.Tensor

LIMIT = 512 * 2**20  # bytes kept in memory: about 1600 prompts


class TensorCache:
    """Keeps named tensors under keys until the run ends."""

    def __init__(self, limit: int = LIMIT) -> None:
        """Keep at most `limit` bytes in memory."""
        self.left = limit
        self.kept: dict[Hashable, Mapping[str, Tensor]] = {}
        self.files: dict[Hashable, Path] = {}
        self.folder: tempfile.TemporaryDirectory[str] | None = None

    def __contains__(self, key: Hashable) -> bool:
        """Whether something is kept under this key."""
        return key in self.kept or key in self.files

    def put(self, key: Hashable, tensors: Mapping[str, Tensor]) -> None:
        """Keep tensors, once."""
        if key in self:
            return
        size = sum(tensor.numel() * tensor.itemsize for tensor in tensors.values())
        if size <= self.left:
            self.left -= size
            self.kept[key] = tensors
            return
        from safetensors.torch import save_file

        self.folder = self.folder or tempfile.TemporaryDirectory(prefix="novel-scenes-")
        self.files[key] = Path(self.folder.name) / f"{len(self.files)}.safetensors"
        save_file({name: tensor.contiguous() for name, tensor in tensors.items()}, self.files[key])

    def get(self, key: Hashable) -> Mapping[str, Tensor]:
        """Give what is kept under a key, in the order in which it was given."""
        if key in self.kept:
            return self.kept[key]
        from safetensors.torch import load_file

        loaded = load_file(self.files[key])
        return {name: loaded[name] for name in sorted(loaded)}

    def close(self) -> None:
        """Delete what is on disk."""
        if self.folder is not None:
            self.folder.cleanup()
