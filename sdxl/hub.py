"""A hub id in, the local folder of its files out: from the cache, else downloaded, with a short timeout."""

from __future__ import annotations

import contextlib
import glob
import io
import logging
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING

from errors import RenderError
from sdxl.checkpoints import MODULES, lacking_weights
from sdxl.families import check_begun
from sdxl.folders import list_weights
from sdxl.hub_failures import find_cause, say_reason, tells_secret

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Choose = Callable[[Sequence[str]], Sequence[str]]  # of the names of a repository's files, those to fetch

logger = logging.getLogger("novel_scenes.engine")

REACH_SECONDS = 10  # to wait for the hub's first answer, at the least: slow networks take five; none fails at once
TEXTS = ("*.json", "*.txt")
HALF = (*TEXTS, "*/*.fp16*.safetensors")  # half the download, and the precision a GPU computes in anyway
BRAIN = (*TEXTS, "*/*.bf16*.safetensors")
FULL = (*TEXTS, "*/*.safetensors")
GIVE_MODEL = "give a model folder or .safetensors file with --model PATH"
GIVE_VAE = "name a folder or .safetensors file as vae of that preset in config.py"
GIVE_LORA = "give a .safetensors file with --lora PATH"
VAE_FILES = ("config.json", "diffusion_pytorch_model.safetensors")


def fetch_model(hub_id: str, called: str) -> Path:
    """Give the folder of a whole SDXL model, downloaded where the cache lacks it; errors speak of `called`."""
    cached = find_cached(hub_id, is_whole)
    if cached:
        check_begun(cached, hub_id)
    if cached and is_whole(cached):
        return cached
    advised = FULL if called == hub_id else HALF  # every preset has half-precision weights, any other id may not
    folder = download(hub_id, choose_patterns, missing(called, hub_id, advised))
    check_begun(folder, hub_id)
    if not is_whole(folder):
        raise RenderError(f"{hub_id} is no SDXL model with .safetensors weights: choose another with --model")
    return folder


def is_whole(folder: Path) -> bool:
    """Tell whether a model's index and every module's weights are there; a broken download lacks some."""
    return (folder / "model_index.json").is_file() and not lacking_weights(folder)


def fetch_vae(hub_id: str) -> Path:
    """Give the folder of a VAE, downloaded where the cache lacks it."""
    sentence = missing(f"VAE {hub_id}", hub_id, VAE_FILES, GIVE_VAE)
    refusal = f"{hub_id} holds no VAE ({' and '.join(VAE_FILES)}): name another as vae in config.py"
    return fetch_snapshot(hub_id, holds_vae, lambda _: VAE_FILES, sentence, refusal)


def holds_vae(folder: Path) -> bool:
    """Tell whether a VAE's settings and weights are there."""
    return (folder / VAE_FILES[0]).is_file() and bool(list_weights(folder))


def fetch_weights(hub_id: str, called: str, instead: str) -> Path:
    """Give the folder of a repository that holds one network, downloaded where the cache lacks its weights."""
    sentence = missing(called, hub_id, VAE_FILES, instead)
    refusal = f"{hub_id} has no .safetensors weights: see what it has on its page of the model hub"
    return fetch_snapshot(hub_id, holds_weights, choose_weights_alone, sentence, refusal)


def holds_weights(folder: Path) -> bool:
    """Tell whether a network's weights are there."""
    return bool(list_weights(folder))


def choose_weights_alone(names: Sequence[str]) -> Sequence[str]:
    """Take one network's weights of a repository, in half precision where it has them."""
    lying = [name for name in names if "/" not in name and name.endswith(".safetensors")]
    usual = [name for name in lying if name.startswith("diffusion_pytorch_model")] or lying
    half = [name for name in usual if ".fp16." in name]
    whole = [name for name in usual if name == VAE_FILES[1]]
    return (VAE_FILES[0], *map(glob.escape, half or whole or usual))


def fetch_file(hub_id: str, name: str, called: str = "", instead: str = GIVE_LORA) -> Path:
    """Give one file of a repository, downloaded where the cache lacks it; errors speak of `called`, where given."""
    plain = glob.escape(name)  # patterns are asked for, and names may have brackets
    sentence = missing(called or f"{hub_id}/{name}", hub_id, (plain,), instead)
    refusal = f"{hub_id} has no file {name}: see what it has on its page of the model hub"
    return (
        fetch_snapshot(hub_id, lambda folder: (folder / name).is_file(), lambda _: (plain,), sentence, refusal) / name
    )


def fetch_snapshot(
    hub_id: str, is_enough: Callable[[Path], bool], choose: Choose, sentence: Callable[[str], str], refusal: str
) -> Path:
    """Give a repository's folder from the cache, else downloaded; raises RenderError where that is not enough either.

    `sentence` makes an error of the reason why it cannot be downloaded, `refusal` says that it holds something else.
    """
    cached = find_cached(hub_id, is_enough)
    if cached and is_enough(cached):
        return cached
    folder = download(hub_id, choose, sentence)
    if not is_enough(folder):
        raise RenderError(refusal)
    return folder


def find_cached(hub_id: str, is_enough: Callable[[Path], bool]) -> Path | None:
    """Find a snapshot in the hub's cache without any network: the first that is enough, else the usual one.

    Programs also keep other branches than the usual one there, or single commits; the newest counts.
    """
    usual = find_usual(hub_id)
    if usual and is_enough(usual):
        return usual
    for snapshot in list_snapshots(hub_id):
        if snapshot != usual and is_enough(snapshot):
            logger.info("%s: taken from %s, which is not the hub's usual version.", hub_id, snapshot)
            return snapshot
    return usual


def find_usual(hub_id: str) -> Path | None:
    """Find the snapshot of the usual branch; it may lack files."""
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(hub_id, local_files_only=True))
    except LocalEntryNotFoundError as error:
        partial = getattr(error, "snapshot_path", "")  # we never fetch every file of a repository
        return Path(partial) if partial else None
    except (HFValidationError, OSError):  # no id of the hub, or a cache that may not be read: told when it is fetched
        return None


def list_snapshots(hub_id: str) -> list[Path]:
    """List all snapshots of a repository in the cache, the newest first."""
    from huggingface_hub import constants

    folder = Path(constants.HF_HUB_CACHE) / f"models--{hub_id.replace('/', '--')}" / "snapshots"
    try:
        return sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    except OSError:
        return []


def look_in_cache(hub_id: str, is_enough: Callable[[Path], bool]) -> Path | None:
    """Find a snapshot in the hub's cache; None also where the library that knows it cannot be used."""
    try:
        with contextlib.redirect_stdout(io.StringIO()):  # it prints what it lacks
            return find_cached(hub_id, is_enough)
    except ImportError:
        return None


def choose_patterns(names: Sequence[str]) -> Sequence[str]:
    """Take the half-precision weights where the repository has them for every module, else all.

    Of a model that lacks a module of SDXL's the settings alone, which say what it is.
    """
    if "model_index.json" in names and not all(any(n.startswith(f"{part}/") for n in names) for part in MODULES):
        return TEXTS
    for patterns in (HALF, BRAIN):
        if all(any(fnmatch(name, module + patterns[-1][1:]) for name in names) for module in MODULES):
            return patterns
    return FULL


def missing(called: str, hub_id: str, patterns: Sequence[str], instead: str = GIVE_MODEL) -> Callable[[str], str]:
    """Make a function that turns a reason into the error's sentence with its remedies."""
    include = " ".join(f'--include "{pattern}"' for pattern in patterns)
    return lambda why: (
        f"{called} is not on this machine and {why}: fetch it once where there is a network, with "
        f"`hf download {hub_id} {include}` (HF_HUB_OFFLINE=1 then keeps runs off the network), "
        f"or {instead}"
    )


def download(hub_id: str, choose: Choose, sentence: Callable[[str], str]) -> Path:
    """List a repository's files and download those chosen; raises RenderError with the remedy."""
    from huggingface_hub import HfApi, constants, snapshot_download

    seconds = max(REACH_SECONDS, constants.HF_HUB_ETAG_TIMEOUT)
    try:
        siblings = HfApi().model_info(hub_id, timeout=seconds).siblings or []
        logger.info("fetching %s from the model hub; this happens once", hub_id)
        return Path(snapshot_download(hub_id, allow_patterns=list(choose([file.rfilename for file in siblings]))))
    except MemoryError:
        raise
    except Exception as error:
        cause = find_cause(error)
        says = cause.says.format(
            id=hub_id, cache=constants.HF_HUB_CACHE, seconds=f"{seconds:g}", reason=say_reason(error)
        )
        told = RenderError(sentence(says) if cause.is_absent else says)
        if tells_secret(error):
            raise told from None  # a traceback gives the words of what it was raised from
        raise told from error
