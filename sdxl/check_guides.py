"""What `--check` says of guides: which this machine can do, what is there, what to fetch, under which licences."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from errors import NovelError
from sdxl.addresses import quoted
from sdxl.check_model import find_room, has_hub_file, plan_for_card
from sdxl.guide_bytes import GuideBytes, count_prompts, count_steering
from sdxl.guide_nets import find_net_here, resolve_net
from sdxl.known_nets import USES, find_known
from sdxl.loras import HUB_FILE
from sdxl.memory import WORDS_BYTES, say_gigabytes

if TYPE_CHECKING:
    from collections.abc import Callable

    from sdxl.check_model import Measured, Wanted
    from sdxl.guide_nets import FoundNet, NetChoice

IP = "ip-adapter"  # of USES
PEOPLE = 2  # in the picture that is planned for
UNKNOWN_NET = 2_516_000_000  # bytes of a ControlNet that is not here and not known
LARGEST = 29_491_200  # bytes of a ControlNet's largest tensor


class GuideState(NamedTuple):
    """A guide on this machine."""

    name: str  # as the author gives it
    text: str  # what is there for it, and the plan
    cure: str = ""  # what to fetch


class NetState(NamedTuple):
    """A guide's network on this machine."""

    text: str
    cure: str = ""
    bytes: int = 0  # of its weights in half precision


def list_guides(
    wanted: Wanted,
    measured: Measured,
    free: int | None,
    find_here: Callable[[NetChoice], FoundNet | None] = find_net_here,
    has_file: Callable[[str, str], bool] = has_hub_file,
) -> list[GuideState]:
    """Say of every guide what is there for it; `free` are the bytes of a card that are free, None without a card."""
    states = [GuideState("words", join_parts("nothing to fetch", plan_guide("words", 0, wanted, measured, free)))]
    for use in USES:
        net = look_for(wanted.nets.get(use, USES[use].usual), use, find_here, has_file)
        plan = plan_guide(use, net.bytes, wanted, measured, free)
        states.append(GuideState(use, join_parts(net.text, plan), net.cure))
    return states


def join_parts(*parts: str) -> str:
    """Join what there is to say."""
    return ", ".join(part for part in parts if part)


# --- The network ------------------------------------------------------------------------------------------------------


def look_for(
    name: str, use: str, find_here: Callable[[NetChoice], FoundNet | None], has_file: Callable[[str, str], bool]
) -> NetState:
    """Look for the network of a guide."""
    try:
        choice = resolve_net(name, use)
        found = find_here(choice)
    except NovelError as error:
        return NetState("cannot be used", str(error))
    known = find_known(choice.location)
    terms = f", {known.licence}" if known else ""
    if found is None:
        size = f" ({say_size(known.bytes + known.beside_bytes)}{terms})" if known else ""
        return NetState(
            f"{name} is not here yet{size}", f"hf download {say_files(choice)}", known.bytes if known else 0
        )
    lacking = [file for file in (known.beside if known else ()) if not has_file(known.hub_id, file)] if known else []
    if known and lacking:
        text = f"{name} is here{terms}, but not what reads the portraits ({say_size(known.beside_bytes)})"
        return NetState(text, f"hf download {known.hub_id} {' '.join(map(quoted, lacking))}", found.bytes)
    return NetState(f"{name} is here ({say_size(found.bytes)}{terms})", "", found.bytes)


def say_files(choice: NetChoice) -> str:
    """Name the files to fetch, as `hf download` takes them."""
    known, found = find_known(choice.location), HUB_FILE.fullmatch(choice.location)
    if known:
        return " ".join([known.hub_id, *map(quoted, (known.file, *known.beside))])
    return f"{found[1]} {quoted(found[2])}" if found else choice.location


def say_size(count: int) -> str:
    """Write bytes as they are sold: "316 MB", "2.5 GB"."""
    return f"{count / 10**9:.1f} GB" if count >= 10**9 else f"{count / 10**6:.0f} MB"


# --- The plan ---------------------------------------------------------------------------------------------------------


def plan_guide(use: str, weights: int, wanted: Wanted, measured: Measured, free: int | None) -> str:
    """Say how a picture of two people would be drawn with a guide on a card; "" without one."""
    if free is None:
        return ""
    guide = bytes_of(use, weights, wanted.pixels, 1 + measured.guided)
    step = plan_for_card(wanted, measured, free, guide)
    needed = f"about {say_gigabytes(step.need)} GB"
    has_room = step.need <= find_room(wanted, free)
    return f"{step.says}, {needed}" if has_room else f"no room: {step.says} needs {needed}"


def bytes_of(use: str, weights: int, pixels: int, rows: int) -> GuideBytes:
    """Give the bytes of a guide with words for two people, and with portraits of both where those prompt."""
    beside = PEOPLE * WORDS_BYTES + count_steering(use, pixels, rows) + (count_prompts(PEOPLE) if use == IP else 0)
    control = (weights or UNKNOWN_NET) if use == "strong" else 0
    return GuideBytes(round(beside), control, LARGEST if control else 0)
