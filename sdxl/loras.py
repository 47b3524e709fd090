"""LoRAs: FILE[:WEIGHT] in, low-rank changes merged into a model's weights out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import doorstep
from errors import Limits, RenderError, UsageError
from records import Lora
from sdxl.failures import first_line, kind_of_failure
from sdxl.hub import fetch_file
from sdxl.models import HUB_ID, digest_ends, find_path, is_hub_id

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NONE = "none"  # --lora none takes back what an earlier run gave
HUB_FILE = re.compile(rf"({HUB_ID.pattern})/((?:\w[\w.-]*/)*\w[\w.-]*\.safetensors)", re.ASCII)  # no "..", no root
PARTS = ("unet.", "text_encoder.", "text_encoder_2.")
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
    path = find_path(name)
    if path is not None and path.is_file():
        if path.suffix.lower() != ".safetensors":
            raise UsageError(f"{path} is no LoRA that can be opened safely: --lora takes a .safetensors file")
        return LoraChoice(str(path.resolve()), f"{path.name} {path.stat().st_size} {digest_ends(path)}", weight)
    if is_hub_file(name):
        return LoraChoice(name, name, weight)
    raise UsageError(
        f'LoRA "{name}" is no file here: --lora takes FILE or FILE:WEIGHT, such as ~/loras/ink.safetensors:0.8, '
        "or owner/name/file.safetensors of the hub"
    )


def is_hub_file(text: str) -> bool:
    """Tell whether a text can name an adapter of the hub: owner/name/file, which leads out of no folder."""
    found = HUB_FILE.fullmatch(text)
    return found is not None and is_hub_id(found[1])


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


def merge_loras(loras: Sequence[tuple[Path, float]], modules: Mapping[str, Any]) -> None:
    """Add adapters to the weights of modules, by their names in the pipeline; then they cost no time or memory."""
    for position, (path, weight) in enumerate(loras):
        try:
            merge_lora(path, weight, modules, f"lora_{position}")
        except ImportError as error:
            line = doorstep.install_line(doorstep.FULL)
            raise RenderError(f"LoRAs need {error.name or 'peft'}: type `{line}`") from error
        except Exception as error:
            if kind_of_failure(error):  # the machine's, not the file's
                raise
            raise RenderError(
                f"{path} cannot be laid over this model ({first_line(error)}): is it a LoRA for SDXL?"
            ) from error


def merge_lora(path: Path, weight: float, modules: Mapping[str, Any], name: str) -> None:
    """Merge one adapter into the modules that it changes."""
    from diffusers import StableDiffusionXLPipeline as Pipeline
    from diffusers.utils.peft_utils import recurse_remove_peft_layers

    blocks = SimpleNamespace(layers_per_block=2)  # SDXL's; adapters in Kohya's form number its blocks
    tensors, alphas = Pipeline.lora_state_dict(
        str(path), unet_config=blocks, local_files_only=True, use_safetensors=True
    )
    if not any(key.startswith(PARTS) for key in tensors):
        raise ValueError("it changes no part of the model")
    for part, module in modules.items():
        if not any(key.startswith(f"{part}.") for key in tensors):
            continue
        if part == "unet":
            Pipeline.load_lora_into_unet(tensors, alphas, module, adapter_name=name)
        else:
            Pipeline.load_lora_into_text_encoder(tensors, alphas, module, prefix=part, adapter_name=name)
        for layer in module.modules():
            if hasattr(layer, "lora_A") and name in layer.lora_A:
                layer.set_scale(name, weight)
                layer.merge(adapter_names=[name])
        recurse_remove_peft_layers(module)
        if hasattr(module, "peft_config"):
            del module.peft_config
        module._hf_peft_config_loaded = False  # noqa: SLF001  so that the next adapter finds a plain module
