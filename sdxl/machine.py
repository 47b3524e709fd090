"""What this machine has: the installed torch, NVIDIA's cards, main memory; found out without importing torch."""

from __future__ import annotations

import ctypes
import functools
import importlib.util
import os
import platform
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import doorstep
from sdxl.cards import (
    BUS,
    UNKNOWN,
    Driver,
    DriverCard,
    Version,
    explain_too_old,
    find_index,
    find_mismatch,
    read_driver,
    read_driver_version,
    same_place,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MISSING = "PyTorch is not installed"
LISTED_CUDA = "13.0"  # of the build that requirements.txt brings on Linux
NO_DRIVER = Driver()


@dataclass(frozen=True, slots=True)
class TorchBuild:
    """What the installed torch was built for."""

    version: str
    cuda: str = ""  # the CUDA version it was built for; "" for none
    hip: str = ""  # the same for AMD cards
    xpu: str = ""  # the same for Intel's


@dataclass(frozen=True, slots=True)
class Card:
    """A card as nvidia-smi reports it."""

    name: str
    total: int  # bytes
    free: int
    driver: str
    bus: str = ""  # where it is plugged in
    capability: Version = UNKNOWN


@dataclass(frozen=True, slots=True)
class Probes:
    """The functions that probe the machine; tests pass their own."""

    torch_build: Callable[[], TorchBuild | None]  # None: not installed
    cuda_devices: Callable[[], int]
    has_mps: Callable[[], bool]
    system: str = sys.platform
    driver: Callable[[], Driver] = Driver


def find_gpu(probes: Probes) -> tuple[bool, str]:
    """Tell whether the installed torch can draw on a GPU here, and why or why not."""
    build = probes.torch_build()
    if build is not None and build.hip:
        return False, f"PyTorch {build.version} is built for AMD cards, which are not looked for: try --engine sdxl"
    devices = probes.cuda_devices()
    line = torch_line(build, probes.system, has_card=bool(devices), driver=probes.driver())
    too_old = explain_too_old(probes.driver()) if devices else ""
    if build is None:
        here = f"{count_cards(devices)} here, but {MISSING}: " if devices else MISSING
        return False, here + (too_old or f"install it with `{line}`" if devices else "")
    if build.cuda and devices:
        return judge_cuda(build, devices, probes, line)
    if build.cuda:
        hidden = probes.driver().fault
        why = f"an NVIDIA card does not work: {hidden}" if hidden else "no working NVIDIA driver is found"
        return False, f"PyTorch {build.version} is built for CUDA {build.cuda}, but {why}"
    if not build.xpu and probes.has_mps():
        return True, f"PyTorch {build.version} draws on this Mac's GPU"
    made = "Intel's GPUs, on which this program does not draw" if build.xpu else "the CPU only"
    if devices:
        cure = too_old or f"install a CUDA build with `{line}`"
        return False, f"{count_cards(devices)} here, but PyTorch {build.version} is built for {made}: {cure}"
    return False, f"PyTorch {build.version} is built for {made}, and no NVIDIA card is found"


def judge_cuda(build: TorchBuild, devices: int, probes: Probes, line: str) -> tuple[bool, str]:
    """Tell whether a CUDA build can use the cards that are here."""
    why, remedy = find_mismatch(build.cuda, probes.driver())
    made = f"PyTorch {build.version} is built for CUDA {build.cuda}"
    if not why:
        return True, f"{made} and {count_cards(devices)} here"
    joined = f"{made} and {why}" if why.startswith("holds") else f"{made}, but {why}"
    return False, f"{joined}: {remedy or f'install another build with `{line}`'}"


def find_idle_card(probes: Probes) -> str:
    """Say that a card is here which the installed torch cannot use, and what to type; "" where there is none.

    A build for Intel's GPUs counts as such a card.
    """
    build = probes.torch_build()
    if build is None or build.hip or not (build.xpu or probes.cuda_devices() or probes.driver().fault):
        return ""
    works, reason = find_gpu(probes)
    return "" if works else reason


def explain_processor(probes: Probes) -> str:
    """Say why torch finds no card although one is here; "" where none is."""
    devices = probes.cuda_devices()
    if (idle := find_idle_card(probes)) or not devices:
        return idle
    version = f"NVIDIA driver {number}" if (number := read_driver_version()) else "NVIDIA driver"
    return f"{count_cards(devices)} here, but PyTorch cannot use it with this {version}: install a newer one"


def torch_line(build: TorchBuild | None, system: str, *, has_card: bool, driver: Driver = NO_DRIVER) -> str:
    """Give the command that installs the right torch; "" where the installed one will do, or none would."""
    why, remedy = find_mismatch(build.cuda, driver) if build and build.cuda else ("", "")
    index, is_wrong = find_index(driver), why and not remedy
    if not index or (build is not None and (not has_card or (build.cuda and not is_wrong))):
        return ""
    # On Linux the list brings a build for the newest CUDA.
    if build is None and (not has_card or (system != "win32" and not find_mismatch(LISTED_CUDA, driver)[0])):
        return doorstep.install_line(doorstep.FULL)
    again = ["--force-reinstall"] if build else []
    return doorstep.quote([*doorstep.pip_install(), f"torch=={pinned_torch()}", *again, "--index-url", index])


def pinned_torch() -> str:
    """Read the torch version that this program requires."""
    text = (doorstep.HERE / doorstep.FULL).read_text(encoding="utf-8")
    return str(re.findall(r"^torch==(\S+)", text, re.MULTILINE)[0])


def count_cards(devices: int) -> str:
    """Put the number of cards into words, to be followed by "here"."""
    return "an NVIDIA card is" if devices == 1 else f"{devices} NVIDIA cards are"


def this_machine() -> Probes:
    """Give the probes that look at this machine."""
    driver = functools.cache(read_driver)
    return Probes(
        torch_build=read_torch_build,
        cuda_devices=lambda: len(driver().cards),
        has_mps=lambda: sys.platform == "darwin" and platform.machine() == "arm64",
        driver=driver,
    )


def read_torch_build() -> TorchBuild | None:
    """Read the build from the installed torch's version file; None where torch is not installed."""
    spec = importlib.util.find_spec("torch")  # finds it without importing it
    if spec is None or spec.origin is None:
        return None
    try:
        return parse_torch_build(Path(spec.origin).with_name("version.py").read_text(encoding="utf-8"))
    except OSError:
        return None


def parse_torch_build(text: str) -> TorchBuild:
    """Take version, CUDA and HIP from the text of torch's version.py."""
    found = dict(re.findall(r"^(__version__|cuda|hip|xpu)\b[^=\n]*=\s*['\"]([^'\"]*)['\"]", text, re.MULTILINE))
    kinds = (found.get(kind, "") for kind in ("cuda", "hip", "xpu"))
    return TorchBuild(found.get("__version__", "of unknown version"), *kinds)


def read_cards() -> tuple[Card, ...]:
    """List the cards that nvidia-smi reports; none where it is missing or fails."""
    tool = shutil.which("nvidia-smi")
    if tool is None:
        return ()
    columns = "name,memory.total,memory.free,driver_version,pci.bus_id"
    query = [tool, f"--query-gpu={columns}", "--format=csv,noheader,nounits"]
    try:
        return parse_cards(subprocess.run(query, capture_output=True, text=True, timeout=20, check=True).stdout)
    except (OSError, subprocess.SubprocessError):
        return ()


def parse_cards(text: str) -> tuple[Card, ...]:
    """Take the cards from nvidia-smi's table, in MiB; other lines are skipped."""
    rows = [[cell.strip() for cell in line.split(",")] for line in text.splitlines()]
    places = [row.pop() if BUS.fullmatch(row[-1]) else "" for row in rows]
    return tuple(
        Card(", ".join(row[:-3]), int(row[-3]) * 2**20, int(row[-2]) * 2**20, row[-1], place)
        for row, place in zip(rows, places, strict=True)
        if len(row) > 3 and row[-3].isdigit() and row[-2].isdigit()  # noqa: PLR2004
    )


def cards_of_run(cards: Sequence[Card], driver: Driver) -> tuple[Card, ...]:
    """Give the cards that a run sees, its own first, with the memory that nvidia-smi knows of each."""
    if not driver.cards:
        return tuple(cards)
    return tuple(find_card(shown, cards) for shown in driver.cards)


def find_card(shown: DriverCard, cards: Sequence[Card]) -> Card:
    """Find the card that the driver shows in nvidia-smi's table; one that is missing there counts as free."""
    found = [card for card in cards if same_place(card.bus, shown.bus)]
    card = (
        found[0] if found else Card(shown.name, shown.total, shown.total, cards[0].driver if cards else "", shown.bus)
    )
    return replace(card, capability=shown.capability)


# --- Main memory ----------------------------------------------------------------------------------------------------

KIB = 1024


def free_ram() -> int:
    """Give the bytes of main memory that a program can still take; 0 where the system does not say."""
    return read_ram()[0]


def total_ram() -> int:
    """Give the bytes of main memory; 0 where the system does not say."""
    return read_ram()[1]


def read_ram() -> tuple[int, int]:
    """Give free and total bytes of main memory."""
    try:
        if sys.platform == "win32":
            return windows_ram()
        if sys.platform == "darwin":
            return mac_ram()
        return parse_meminfo(Path("/proc/meminfo").read_text(encoding="ascii"))
    except (OSError, KeyError, ValueError, AttributeError, subprocess.SubprocessError):
        return 0, 0


def parse_meminfo(text: str) -> tuple[int, int]:
    """Take free and total bytes from the text of Linux's /proc/meminfo; what caches hold counts as free."""
    kib = {name: int(number) for name, number in re.findall(r"^(\w+):\s+(\d+) kB$", text, re.MULTILINE)}
    return kib["MemAvailable"] * KIB, kib["MemTotal"] * KIB


def mac_ram() -> tuple[int, int]:
    """Ask macOS for free and total bytes of main memory."""
    total = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    shown = subprocess.run(["/usr/bin/vm_stat"], capture_output=True, text=True, check=True, timeout=5).stdout
    return parse_vm_stat(shown), total


def parse_vm_stat(text: str) -> int:
    """Parse the bytes that are free or at once reclaimable from the output of macOS's vm_stat."""
    page = int(re.findall(r"page size of (\d+) bytes", text)[0])
    kinds = dict(re.findall(r"^Pages ([\w ]+):\s+(\d+)", text, re.MULTILINE))
    return page * sum(int(kinds.get(kind, 0)) for kind in ("free", "inactive", "speculative", "purgeable"))


class MemoryStatus(ctypes.Structure):
    """Windows' MEMORYSTATUSEX, which the system fills in."""

    _fields_ = (
        ("length", ctypes.c_ulong),
        ("load", ctypes.c_ulong),
        *(
            (name, ctypes.c_ulonglong)
            for name in ("total", "free", "page_total", "page_free", "v_total", "v_free", "x")
        ),
    )


def windows_ram() -> tuple[int, int]:
    """Ask Windows for free and total bytes of main memory."""
    status = MemoryStatus(length=ctypes.sizeof(MemoryStatus))
    ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status))  # type: ignore[attr-defined,unused-ignore]
    return status.free, status.total
