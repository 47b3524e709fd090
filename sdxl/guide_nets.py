"""A guide's network: NAME, FILE, FOLDER or hub id, with :MAP behind it, in; its files, judged by their shapes, out.

No torch, and no network (of cables) but to fetch what the hub's cache lacks. Errors are sentences with remedies, as for
models and LoRAs.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from itertools import islice
from math import prod
from pathlib import Path
from typing import TYPE_CHECKING, Any

from errors import RenderError, UsageError, did_you_mean
from sdxl.addresses import explain_address
from sdxl.folders import DIFFUSERS, choose_weights
from sdxl.headers import Header, read_header
from sdxl.hub import fetch_file, fetch_weights, holds_weights, look_in_cache
from sdxl.known_nets import BY_NAME, IP_ADAPTER, READS, SKETCH, T2I, USES, find_known
from sdxl.loras import HUB_FILE, is_hub_file
from sdxl.memory import HALF
from sdxl.models import check_form, digest_ends, is_hub_id, look_up, settle
from sdxl.needed import MOST, find_missing
from sdxl.net_kinds import FOR_SDXL, ToldNet, tell_net
from sdxl.net_layout import lay_out_net, list_needed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sdxl.known_nets import Use

MAP_WORDS = {  # in names of files, and the map that is meant
    **dict.fromkeys(("openpose", "dwpose", "pose"), "openpose"),
    **dict.fromkeys(("sketch", "scribble"), "sketch"),
    **dict.fromkeys(("lineart", "line-art", "line_art"), "lineart"),
}
UNDRAWN = ("depth", "canny", "normal", "segment", "softedge", "hed", "mlsd", "tile", "inpaint", "recolor", "shuffle")


@dataclass(frozen=True, slots=True)
class NetChoice:
    """A network found by its name."""

    name: str  # as the author gave it, without the map
    location: str  # absolute path, hub id, or owner/name/file of the hub
    identity: str  # what a job records: the same, or "NAME SIZE SHA256" of a local file
    use: str  # a key of USES
    reads: str = ""  # the map that it is fed; "" for an IP-Adapter

    @property
    def takes(self) -> Use:
        """What the setting of the guide takes."""
        return USES[self.use]


@dataclass(frozen=True, slots=True)
class FoundNet:
    """A network's files, judged."""

    choice: NetChoice
    paths: tuple[Path, ...]
    kind: str  # of `known_nets`
    shapes: Mapping[str, tuple[int, ...]]
    settings: Mapping[str, Any] = field(default_factory=dict)  # with which diffusers makes it; filled by `fit_net`

    @property
    def bytes(self) -> int:
        """Bytes of its weights in half precision."""
        return sum(map(prod, self.shapes.values())) * HALF

    @property
    def layer(self) -> int:
        """Bytes of its largest single tensor in half precision."""
        return max(map(prod, self.shapes.values()), default=0) * HALF


# --- A name -----------------------------------------------------------------------------------------------------------


def resolve_net(text: str, use: str) -> NetChoice:
    """Find NAME, FILE, FOLDER or a hub id, with :MAP behind it; local files are judged at once.

    `use` is a key of USES. Raises UsageError where it is none of them, RenderError for a file of a wrong kind.
    """
    takes = USES[use]
    name, reads = split_map(text or takes.usual, takes)
    path = look_up(name)
    if path is not None:
        return choose_local(name, path, reads, use)
    known = find_known(name)
    if known is not None:
        check_use(known.kind, with_article(known.kind), name, takes)
        return NetChoice(name, known.location, known.location, use, reads or known.reads)
    if is_hub_file(name) or is_hub_id(name):
        return NetChoice(name, name, name, use, reads or guess_map(name, takes, kind=takes.kinds[0]))
    raise UsageError(explain_address(name, takes.option) or unknown_net(name, takes))


def split_map(text: str, takes: Use) -> tuple[str, str]:
    """Split "owner/name:sketch" into name and map; the colon of a drive letter does not count."""
    name, colon, reads = text.rpartition(":")
    if not colon or not re.fullmatch(r"[A-Za-z-]{2,}", reads):
        return text, ""
    if reads.lower() not in READS or takes.usual not in BY_NAME or not BY_NAME[takes.usual].reads:
        allowed = f"it can be {', '.join(READS)}" if BY_NAME[takes.usual].reads else f"{takes.does} takes none"
        raise UsageError(f'{takes.option} {text}: "{reads}" is no map that is drawn for it; {allowed}')
    return name, reads.lower()


def unknown_net(name: str, takes: Use) -> str:
    """Say what a network can be, and which was probably meant."""
    names = [known for known in BY_NAME if BY_NAME[known].kind in takes.kinds]
    return (
        f'"{name}" is no network, file or folder here: {did_you_mean(name, names)}{takes.option} takes '
        f"{', '.join(names)}, a .safetensors file, its folder, or a hub id like owner/name"
    )


def choose_local(name: str, path: Path, reads: str, use: str) -> NetChoice:
    """Take a file or a folder with one, judged by its tensors."""
    takes = USES[use]
    files = list_files(path, takes)
    kind = judge_kind([read_header(file) for file in files], str(path), takes)
    choice = NetChoice(name, str(settle(path)), identify_files(path, files), use, reads)
    if reads or not BY_NAME[takes.usual].reads:
        return choice
    grey = kind == T2I and read_header(files[0]).shapes.get("adapter.conv_in.weight", (0, 0))[1] == 256  # noqa: PLR2004
    return NetChoice(name, choice.location, choice.identity, use, SKETCH if grey else guess_map(name, takes, kind))


def list_files(path: Path, takes: Use) -> tuple[Path, ...]:
    """List the weights at a path; raises where there are none that can be opened safely."""
    if path.is_dir():
        if found := choose_weights(path).paths:
            return found
        raise UsageError(f"{path} holds no .safetensors file: {takes.option} takes one, or the folder that holds one")
    check_form(path, "network")
    if path.suffix.lower() != ".safetensors":
        raise UsageError(f"{path} is no network: {takes.option} takes a .safetensors file or its folder")
    return (path,)


def identify_files(path: Path, files: Sequence[Path]) -> str:
    """Give a local network's identity: its name, size and digest, wherever it lies."""
    digests = [digest_ends(file) for file in files]
    digest = digests[0] if len(files) == 1 else hashlib.sha256("".join(digests).encode()).hexdigest()
    return f"{path.name} {sum(file.stat().st_size for file in files)} {digest}"


def guess_map(name: str, takes: Use, kind: str) -> str:
    """Tell by its name which map a network reads; a Union reads each."""
    if not BY_NAME[takes.usual].reads:
        return ""
    path = Path(name)
    called = (path.parent if path.name.startswith(DIFFUSERS) else path).name.lower()
    reads = next((reads for word, reads in MAP_WORDS.items() if begins_word(word, called)), "")
    if reads or kind == BY_NAME["union"].kind:
        return reads or BY_NAME["union"].reads
    if other := next((word for word in UNDRAWN if begins_word(word, called)), ""):
        raise UsageError(f"{name} reads {other} maps, which no guide draws: choose one that reads openpose")
    raise UsageError(f"{name} does not say which map it reads: write it as {name}:openpose, :sketch or :lineart")


def begins_word(word: str, text: str) -> bool:
    """Tell whether a word of a text begins so: "pose" is not meant in "purpose"."""
    return re.search(rf"(?<![a-z]){word}", text) is not None


# --- Its files --------------------------------------------------------------------------------------------------------


def find_net(choice: NetChoice) -> FoundNet:
    """Give a network's files, fetched from the hub where its cache lacks them; raises RenderError with the remedy."""
    path, takes = Path(choice.location), choice.takes
    files = list_files(path, takes) if path.exists() else fetch(choice)
    headers = [read_header(file) for file in files]
    kind = judge_kind(headers, choice.name, takes)
    return FoundNet(choice, tuple(files), kind, {name: shape for one in headers for name, shape in one.shapes.items()})


def fetch(choice: NetChoice) -> tuple[Path, ...]:
    """Fetch a network of the hub."""
    found = HUB_FILE.fullmatch(choice.location)
    called = f"{choice.takes.does} needs {choice.location}, which"
    instead = f"give a .safetensors file with {choice.takes.option} PATH"
    if found:
        return (fetch_file(found[1], found[2], called, instead),)
    return choose_weights(fetch_weights(choice.location, called, instead)).paths


def find_net_here(choice: NetChoice) -> FoundNet | None:
    """Give a network's files where they are on this machine; None where they have to be fetched."""
    if Path(choice.location).exists():
        return find_net(choice)
    found = HUB_FILE.fullmatch(choice.location)
    hub_id, file = (found[1], found[2]) if found else (choice.location, "")

    def is_enough(folder: Path) -> bool:
        return (folder / file).is_file() if file else holds_weights(folder)

    folder = look_in_cache(hub_id, is_enough)
    return find_net(choice) if folder and is_enough(folder) else None


# --- What they are ----------------------------------------------------------------------------------------------------


def judge_kind(headers: Sequence[Header], called: str, takes: Use) -> str:
    """Give a network's kind; raises RenderError where it is none that this setting takes, naming what it is."""
    shapes = {name: shape for header in headers for name, shape in header.shapes.items()}
    types = {name: number for header in headers for name, number in header.types.items()}
    told = tell_net(Header(shapes, types, headers[0].metadata))
    check_use(told.kind, told.says, called, takes, told)
    return told.kind


def check_use(kind: str, says: str, called: str, takes: Use, told: ToldNet | None = None) -> None:
    """Raise RenderError for a network of a kind that this setting does not take."""
    if kind in takes.kinds:
        return
    other = next((use for use in USES.values() if kind and kind in use.kinds), None)
    wanted = " or ".join(map(with_article, takes.kinds))
    cure = told.cure if told and told.cure else f"{takes.does} takes {wanted} for Stable Diffusion XL"
    also = f"{other.does} takes it ({other.option}), " if other else ""
    raise RenderError(f"{called} is {says}: {also}{cure}")


def with_article(kind: str) -> str:
    """Put "a" or "an" before a kind of network."""
    return f"{'an' if kind == IP_ADAPTER else 'a'} {kind}"


def fit_net(found: FoundNet, unet: Mapping[str, Any], model: str) -> FoundNet:
    """Give a network with its settings for a model's UNet; raises RenderError where it is made for another."""
    called, again = found.choice.name, "fetch it again"
    try:
        settings = lay_out_net(found.kind, found.shapes, unet)
        lacking, unfit, count = find_missing(found.shapes, islice(list_needed(found.kind, settings, unet), MOST))
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise RenderError(f"{called} lacks tensors, such as {str(error.args[0])[:120]}: {again}") from None
    if unfit or len(lacking) > count // 2:
        odd = (*unfit, *lacking)[0]
        raise RenderError(f"{called} is made for other layers than those of {model}, such as {odd}: {FOR_SDXL}")
    if lacking:
        much = f"{len(lacking):,} of {count:,} tensors of a {found.kind}"
        raise RenderError(f"{called} lacks {much}, such as {lacking[0]}: {again}")
    return FoundNet(found.choice, found.paths, found.kind, found.shapes, settings)
