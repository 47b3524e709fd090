"""LoRAs: FILE[:WEIGHT] in, low-rank changes merged into a model's weights out."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from errors import Limits, RenderError, UsageError
from records import Lora
from sdxl.addresses import HUB, PART, explain_address
from sdxl.failures import first_line, kind_of_failure
from sdxl.folders import list_weights
from sdxl.headers import read_header
from sdxl.hub import fetch_file
from sdxl.lora_merging import merge_changes
from sdxl.lora_reading import parse, place, read_adapter
from sdxl.lora_settings import read_counting
from sdxl.model_layers import list_model_layers, weights_of
from sdxl.models import HUB_ID, digest_ends, is_hub_id, look_up, settle

if TYPE_CHECKING:
    from collections.abc import Sequence

log = logging.getLogger("novel_scenes.engine")

NONE = "none"  # --lora none takes back what an earlier run gave
HUB_FILE = re.compile(rf"({HUB_ID.pattern})/((?:{PART}/)*{PART}\.(?i:safetensors))", re.ASCII)
WEIGHT_RANGE = Limits(-4, 4, "0.8")


@dataclass(frozen=True, slots=True)
class LoraChoice:
    """An adapter found."""

    location: str  # absolute path, or owner/name/file of the hub
    identity: str  # what a job records: the same, or "NAME SIZE SHA256" of a local file
    weight: float = 1.0

    @property
    def recorded(self) -> Lora:
        """The adapter as a job records it."""
        return Lora(self.identity, self.weight)


def resolve_lora(text: str) -> LoraChoice:
    """Find FILE[:WEIGHT]: a .safetensors file, or owner/name/file of the hub; raises UsageError where it is neither."""
    name, weight = split_weight(text)
    path = look_up(name)
    if path is not None and path.is_file():
        if path.suffix.lower() != ".safetensors":
            raise UsageError(f"{path} is no LoRA that can be opened safely: --lora takes a .safetensors file")
        return LoraChoice(str(settle(path)), f"{path.name} {path.stat().st_size} {digest_ends(path)}", weight)
    if path is not None and path.is_dir():
        inside = next((f", {file}" for file in list_weights(path)), "")
        raise UsageError(f"{path} is a folder: --lora takes a .safetensors file{inside}")
    if is_hub_file(name):
        return LoraChoice(name, name, weight)
    if pasted := explain_address(name, "--lora", text.removeprefix(name)):
        raise UsageError(pasted)
    raise UsageError(
        f'LoRA "{name}" is no file here: --lora takes FILE or FILE:WEIGHT, such as ~/loras/ink.safetensors:0.8, '
        "or owner/name/file.safetensors of the hub"
    )


def is_hub_file(text: str) -> bool:
    """Tell whether a text can name an adapter of the hub: owner/name/file, which leads out of no folder."""
    found = HUB_FILE.fullmatch(text)
    return found is not None and is_hub_id(found[1]) and not re.match(HUB, text)


def split_weight(text: str) -> tuple[str, float]:
    """Split "ink.safetensors:0.8" into file and weight; the colon of a drive letter does not count."""
    name, colon, number = text.rpartition(":")
    if not colon or not re.fullmatch(r"[-+]?\d*\.?\d+", number):
        return text, 1.0
    weight = float(number)
    if fault := WEIGHT_RANGE.find_fault(f"the weight of {name}", weight):
        raise UsageError(fault)
    return name, weight


def find_lora(lora: LoraChoice) -> Path:
    """Give the adapter's file, downloaded from the hub where the cache lacks it."""
    path = Path(lora.location)
    found = HUB_FILE.fullmatch(lora.location)
    return fetch_file(found[1], found[2]) if found and not path.is_file() else path


def judge_loras(loras: Sequence[tuple[Path, float]], settings: Mapping[str, Mapping[str, Any]]) -> None:
    """Judge adapters by their headers before anything is loaded; what has to be said of one that fits is logged.

    `settings` are those of the model's modules. Raises RenderError for the first that is none for this model.
    """
    layers = list_model_layers(settings) if loras else {}
    for path, _ in loras:
        header = read_header(path)
        read_counting(path, header.metadata)
        adapter = read_adapter(header, layers, str(path))
        if adapter.note:
            log.warning("%s: %s. The rest of it is laid over the model.", path, adapter.note)
        if adapter.doubt:
            log.warning("%s says that it is made for %s; its layers fit SDXL too: see its page.", path, adapter.doubt)


def merge_loras(loras: Sequence[tuple[Path, float]], modules: Mapping[str, Any]) -> None:
    """Add adapters to the weights of modules, by their names in the pipeline; then they cost no time or memory."""
    if not loras:
        return
    settings = {part: module.config for part, module in modules.items()}
    layers = list_model_layers({part: one if isinstance(one, Mapping) else vars(one) for part, one in settings.items()})
    weights = weights_of(modules)
    for path, weight in loras:
        try:
            shapes = read_header(path).shapes
            changes, _ = place(parse(shapes), shapes, layers, str(path))  # those of other modules find no place here
            merge_changes(path, changes, weight, weights)
        except Exception as error:
            if isinstance(error, RenderError) or kind_of_failure(error):  # the latter is the machine's, not the file's
                raise
            raise RenderError(f"{path} cannot be laid over the model ({first_line(error)}): fetch it again") from error
