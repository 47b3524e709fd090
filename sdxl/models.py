"""A model's name in, its location and recommended sampling settings out, without importing torch."""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from errors import RenderError, UsageError, did_you_mean, say_os_error, spell
from sdxl.addresses import explain_address
from sdxl.checkpoints import lacking_weights
from sdxl.families import check_index, check_unet
from sdxl.folders import find_dangling
from sdxl.judging import judge_model, judge_vae
from sdxl.schedulers import find_scheduler, fit_sampler

if TYPE_CHECKING:
    from collections.abc import Collection

    from records import Presets
    from sdxl.predictions import Schedule


PICKLES = (".ckpt", ".pt", ".pth", ".bin", ".pkl")
OTHER_FORMS = {
    ".gguf": "weights quantised as GGUF",
    ".onnx": "a model for ONNX",
    ".mlpackage": "a model for Apple's Core ML",
    ".mlmodelc": "a model for Apple's Core ML",
    ".engine": "a model for TensorRT",
    ".msgpack": "a model for Flax",
    ".h5": "a model for Keras",
    ".tflite": "a model for TensorFlow Lite",
    ".zip": "packed files",
    ".7z": "packed files",
}
HUB_ID = re.compile(r"\w[\w.-]{0,95}(?<![.-])/\w[\w.-]{0,95}(?<![.-])", re.ASCII)
LOCAL = re.compile(r" \d+ [0-9a-f]+$")  # size and digest behind a file's name
MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """A model that was found, with its default settings."""

    name: str  # as the author gave it
    kind: Literal["hub", "folder", "file"]
    location: str  # hub id, or absolute path
    identity: str  # what a job records: hub id, or "NAME SIZE SHA256" of a local model
    steps: int
    guidance: float
    scheduler: str
    vae: str = ""  # hub id or absolute path of a VAE that replaces the model's own; "" keeps it
    vae_identity: str = ""
    word: str = ""  # for the author, where the model takes another scheduler than the one asked for


def resolve_model(name: str, presets: Presets) -> ModelChoice:
    """Find a preset, local folder, .safetensors file or hub id; raises UsageError where it is none of them."""
    preset = presets.by_name.get(name)
    kind, location = locate(preset.model if preset else name, presets)
    settings = preset or presets.usual
    find_scheduler(settings.scheduler)  # a misspelt one should not wait for the model to load
    vae = locate_vae(preset.vae) if preset and preset.vae else ""
    sampler = fit_sampler(settings.scheduler, know_schedule(kind, location, vae))
    return ModelChoice(
        name=name,
        kind=kind,
        location=location,
        identity=identify(location),
        steps=settings.steps,
        guidance=settings.guidance,
        scheduler=sampler.name,
        vae=vae,
        vae_identity=identify(vae),
        word=sampler.word,
    )


def know_schedule(kind: str, location: str, vae: str) -> Schedule:
    """Judge a local model by its files and give its schedule; one of the hub is judged when it is here."""
    if vae and Path(vae).exists():
        judge_vae(Path(vae))
    if kind == "hub":
        return {}
    if Path(location).is_dir():
        check_folder(Path(location), has_vae=bool(vae))
    return judge_model(Path(location), has_vae=bool(vae))


def spell_preset(name: str, presets: Presets) -> str:
    """Give the preset that a name means in whatever spelling; the name itself where it is none, or a path here."""
    if name in presets.by_name or find_path(name):
        return name
    return spell(name, presets.by_name)


def locate(target: str, presets: Presets) -> tuple[Literal["hub", "folder", "file"], str]:
    """Tell a folder, a file and a hub id apart; a path that exists wins over a hub id of the same spelling."""
    path = look_up(target)
    if path is None:
        if is_hub_id(target):
            return "hub", target
        raise UsageError(unknown_model(target, presets.by_name))
    if path.is_dir():
        if path.name.startswith("models--") or path.name == "snapshots":
            raise UsageError(explain_address(str(path.absolute()), "--model") or unknown_model(target, presets.by_name))
        return "folder", str(path.resolve())
    check_file(path)
    return "file", str(settle(path))


def is_hub_id(text: str) -> bool:
    """Tell whether a text can be a hub id: owner/name as the hub itself allows them, and no file's name."""
    is_odd = text.lower().endswith((*PICKLES, ".safetensors", ".git")) or any(two in text for two in ("--", ".."))
    return HUB_ID.fullmatch(text) is not None and not is_odd


def find_path(target: str) -> Path | None:
    """Give the path of this name if it exists, else None."""
    with contextlib.suppress(RenderError):
        return look_up(target)
    return None


def look_up(target: str) -> Path | None:
    """Give the path of this name if it exists, None where there is none.

    Raises RenderError where it lies behind a folder that may not be looked into, or is a link to nothing: what is
    meant for a path here is never looked up on the hub.
    """
    try:
        path = Path(target).expanduser()
        if target and path.exists():
            return path
        goal = path.readlink() if target and path.is_symlink() else None
    except PermissionError as error:
        raise RenderError(say_os_error(error, target, "cannot be looked at")) from None
    except (OSError, RuntimeError, ValueError):  # too long, the home of an unknown user, a null character
        return None
    if goal is not None:
        raise RenderError(f"{target} is a link to {goal}, which is not there: put that back, or fetch the file again")
    return None


def settle(path: Path) -> Path:
    """Give an absolute path, links followed; but not into the hub's cache, where files have digests for names."""
    whole = path.expanduser()
    goal = whole.resolve()
    return goal if whole.is_dir() or goal.suffix.lower() == whole.suffix.lower() else whole.absolute()


def locate_vae(target: str) -> str:
    """Give a VAE's absolute folder or .safetensors file, or its hub id; raises RenderError where it is none of them."""
    path = look_up(target)
    if path and path.is_dir():
        return str(path.resolve())
    if path and path.suffix.lower() == ".safetensors":
        return str(settle(path))
    if path:
        raise RenderError(f"{path} is no VAE that can be opened safely: vae= takes a folder or a .safetensors file")
    if is_hub_id(target):
        return target
    why = (
        explain_address(target, "vae =")
        or f'"{target}" is no folder or .safetensors file here and no hub id like owner/name'
    )
    raise RenderError(f"config.py names a VAE that cannot be found: {why}")


def unknown_model(target: str, presets: Collection[str]) -> str:
    """Say what a model can be, and which preset was probably meant."""
    if pasted := explain_address(target, "--model"):
        return pasted
    return (
        f'model "{target}" is no preset, folder or file here: {did_you_mean(target, presets)}'
        f"--model takes a preset ({', '.join(presets)}), a model folder, a .safetensors file, "
        "or a hub id like owner/name"
    )


def check_file(path: Path) -> None:
    """Refuse what is no single-file checkpoint."""
    check_form(path, "model")
    if path.suffix.lower() != ".safetensors":
        raise UsageError(f"{path} is no model: --model takes a .safetensors file or a folder with a model_index.json")


def check_form(path: Path, noun: str) -> None:
    """Refuse pickles, which can run code when opened, and files of other forms; `noun` is what it should be."""
    if path.suffix.lower() in PICKLES:
        raise RenderError(
            f"{path} holds pickled weights, which can run any code when they are opened; "
            f"use the .safetensors file of the same {noun}"
        )
    if path.suffix.lower() in OTHER_FORMS:
        form = OTHER_FORMS[path.suffix.lower()]
        raise RenderError(f"{path} holds {form}, which this engine cannot read: use the {noun}'s .safetensors file")
    if path.parent.name == "blobs":
        raise UsageError(
            f"{path} lies in the hub's cache without its name: give the link to it under {path.parent.parent}/snapshots"
        )


def check_folder(folder: Path, *, has_vae: bool) -> None:
    """Refuse a folder that is no SDXL model in diffusers' form, or whose weights are pickles."""
    check_index(folder)
    check_unet(folder)
    lacking = [module for module in lacking_weights(folder) if module != "vae" or not has_vae]
    if lacking:
        raise RenderError(missing_weights(folder, lacking))


def missing_weights(folder: Path, lacking: list[str]) -> str:
    """Say whether the weights are pickles or not there at all."""
    names = ", ".join(lacking)
    if any(path.suffix in PICKLES for module in lacking for path in (folder / module).glob("*")):
        return (
            f"{folder} holds pickled weights ({names}), which can run any code when they are opened; "
            "use the same model with .safetensors files"
        )
    if gone := next(filter(None, (find_dangling(folder / module) for module in lacking)), None):
        return f"{gone} is a link to {gone.readlink()}, which is not there: fetch the model again"
    return f"{folder} lacks the .safetensors weights of: {names}; fetch the model again"


def identify(location: str) -> str:
    """Give a model's identity for a job: the hub id, or a local model's name, size and digest, wherever it lies."""
    path = Path(location)
    if location and path.is_dir():
        return identify_folder(path)
    if path.is_file():
        return f"{path.name} {path.stat().st_size} {digest_ends(path)}"
    return location


def bare_name(identity: str) -> str:
    """Give a local model's file name alone; a hub id as it is."""
    return LOCAL.sub("", identity)


def identify_folder(folder: Path) -> str:
    """Digest the weights and settings that a pipeline is loaded from; the folder's place does not matter."""
    paths = sorted(path for pattern in ("*.safetensors", "*.json") for path in folder.rglob(pattern) if path.is_file())
    parts = [(path.relative_to(folder).as_posix(), path.stat().st_size, digest_ends(path)) for path in paths]
    digest = hashlib.sha256(json.dumps(parts).encode()).hexdigest()
    return f"{folder.name} {sum(size for _, size, _ in parts)} {digest}"


def digest_ends(path: Path) -> str:
    """Hash a file's first and last MiB with SHA-256: fast, and enough to tell checkpoints apart."""
    with path.open("rb") as file:
        digest = hashlib.sha256(file.read(MIB))
        file.seek(max(0, path.stat().st_size - MIB))
        digest.update(file.read(MIB))
    return digest.hexdigest()
