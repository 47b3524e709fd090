"""What peft states of an adapter beside its tensors: how much each change counts.

diffusers keeps it as JSON in the file's metadata, peft in a file beside it; Kohya's trainer has a tensor for it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from errors import NovelError, RenderError
from sdxl.model_layers import ADAPTED, bare
from typed import a_flag, fields, finite, mapping_of, or_none
from untrusted import parse_json, read_json

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

STATED = "lora_adapter_metadata"
BESIDE = "adapter_config.json"
UNSTATED = ("", "null", "None", "{}")  # as programs write that there is nothing
NUMBER = finite(-1e9, 1e9)
READERS = {
    "lora_alpha": or_none(NUMBER),
    "alpha_pattern": or_none(mapping_of(NUMBER)),
    "use_rslora": or_none(a_flag),
}
READ_STATED = fields({}, {f"{part}.{key}": reader for part in ADAPTED for key, reader in READERS.items()})
READ_BESIDE = fields({}, READERS)


@dataclass(frozen=True, slots=True)
class Counting:
    """How much the changes of one module count."""

    alpha: float | None = None
    alphas: Mapping[str, float] = field(default_factory=dict)  # of single layers, by the end of their names
    by_root: bool = False  # alpha is divided by the rank's square root (rsLoRA)

    def of_layer(self, name: str, rank: int) -> float:
        """Give the factor of a layer's change; 1 where nothing is stated."""
        ends = (alpha for end, alpha in self.alphas.items() if f".{name}".endswith(f".{bare(end.lstrip('^'))}"))
        alpha = next(ends, self.alpha)
        return 1.0 if alpha is None else alpha / (rank**0.5 if self.by_root else rank)


def read_counting(path: Path, metadata: Mapping[str, str]) -> dict[str, Counting]:
    """Read what is stated, by module; raises RenderError where it cannot be read."""
    try:
        if metadata.get(STATED, "").strip() not in UNSTATED:
            values = READ_STATED("", parse_json(metadata[STATED]))
        elif (beside := path.with_name(BESIDE)).is_file():
            values = {
                f"{part}.{key}": value for key, value in READ_BESIDE("", read_json(beside)).items() for part in ADAPTED
            }
        else:
            values = {}
    except (OSError, NovelError) as error:
        raise RenderError(f"what {path} states of its strength cannot be read ({error}): fetch it again") from error
    return {
        part: Counting(
            values.get(f"{part}.lora_alpha"),
            values.get(f"{part}.alpha_pattern") or {},
            bool(values.get(f"{part}.use_rslora")),
        )
        for part in ADAPTED
    }
