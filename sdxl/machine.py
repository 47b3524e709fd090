"""What this machine has: the installed torch, NVIDIA's cards, main memory; found out without importing torch."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import platform
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import doorstep

if TYPE_CHECKING:
    from collections.abc import Callable

MISSING = "PyTorch is not installed"
CUDA_INDEX = "https://download.pytorch.org/whl/cu126"


@dataclass(frozen=True, slots=True)
class TorchBuild:
    """What the installed torch was built for."""

    version: str
    cuda: str = ""  # the CUDA version it was built for; "" for none
    hip: str = ""  # the same for AMD cards


@dataclass(frozen=True, slots=True)
class Card:
    """A card as nvidia-smi reports it."""

    name: str
    total: int  # bytes
    free: int
    driver: str


@dataclass(frozen=True, slots=True)
class Probes:
    """The functions that probe the machine; tests pass their own."""

    torch_build: Callable[[], TorchBuild | None]  # None: not installed
    cuda_devices: Callable[[], int]
    has_mps: Callable[[], bool]
    system: str = sys.platform


def find_gpu(probes: Probes) -> tuple[bool, str]:
    """Tell whether the installed torch can draw on a GPU here, and why or why not."""
    build = probes.torch_build()
    if build is None:
        devices = probes.cuda_devices()
        line = f"install it with `{torch_line(None, probes.system, has_card=True)}`"
        return False, f"{count_cards(devices)} here, but {MISSING}: {line}" if devices else MISSING
    if build.hip:
        return False, f"PyTorch {build.version} is built for AMD cards, which are not looked for: try --engine sdxl"
    devices = probes.cuda_devices()
    if build.cuda and devices:
        return True, f"PyTorch {build.version} is built for CUDA {build.cuda} and {count_cards(devices)} here"
    if build.cuda:
        return False, f"PyTorch {build.version} is built for CUDA {build.cuda}, but no working NVIDIA driver is found"
    if probes.has_mps():
        return True, f"PyTorch {build.version} draws on this Mac's GPU"
    if devices:
        line = f"install a CUDA build with `{torch_line(build, probes.system, has_card=True)}`"
        return False, f"{count_cards(devices)} here, but PyTorch {build.version} is built for the CPU only: {line}"
    return False, f"PyTorch {build.version} is built for the CPU only, and no NVIDIA card is found"


def find_idle_card(probes: Probes) -> str:
    """Say that a card is here which the installed torch cannot use, and what to type; "" where there is none."""
    build = probes.torch_build()
    if build is None or build.cuda or build.hip:
        return ""
    return find_gpu(probes)[1] if probes.cuda_devices() else ""


def torch_line(build: TorchBuild | None, system: str, *, has_card: bool) -> str:
    """Give the command that installs the right torch; "" where the installed one will do."""
    if build is not None and (build.cuda or not has_card):
        return ""
    if build is None and (system != "win32" or not has_card):
        return doorstep.install_line(doorstep.FULL)
    again = ["--force-reinstall"] if build else []
    return doorstep.quote([*doorstep.pip_install(), f"torch=={pinned_torch()}", *again, "--index-url", CUDA_INDEX])


def pinned_torch() -> str:
    """Read the torch version that this program requires."""
    text = (doorstep.HERE / doorstep.FULL).read_text(encoding="utf-8")
    return str(re.findall(r"^torch==(\S+)", text, re.MULTILINE)[0])


def count_cards(devices: int) -> str:
    """Put the number of cards into words, to be followed by "here"."""
    return "an NVIDIA card is" if devices == 1 else f"{devices} NVIDIA cards are"


def this_machine() -> Probes:
    """Give the probes that look at this machine."""
    return Probes(
        torch_build=read_torch_build,
        cuda_devices=count_cuda_devices,
        has_mps=lambda: sys.platform == "darwin" and platform.machine() == "arm64",
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
    found = dict(re.findall(r"^(__version__|cuda|hip)\b[^=\n]*=\s*['\"]([^'\"]*)['\"]", text, re.MULTILINE))
    return TorchBuild(found.get("__version__", "of unknown version"), found.get("cuda", ""), found.get("hip", ""))


def count_cuda_devices() -> int:
    """Count the cards through NVIDIA's own driver library; 0 where there is none or it refuses."""
    for library in ("libcuda.so.1", "nvcuda.dll"):
        try:
            driver = ctypes.CDLL(library)
            number = ctypes.c_int(0)
            if driver.cuInit(0) == 0 and driver.cuDeviceGetCount(ctypes.byref(number)) == 0:
                return number.value
        except (OSError, AttributeError):
            continue
    return 0


def read_cards() -> tuple[Card, ...]:
    """List the cards that nvidia-smi reports; none where it is missing or fails."""
    tool = shutil.which("nvidia-smi")
    if tool is None:
        return ()
    query = [tool, "--query-gpu=name,memory.total,memory.free,driver_version", "--format=csv,noheader,nounits"]
    try:
        return parse_cards(subprocess.run(query, capture_output=True, text=True, timeout=20, check=True).stdout)
    except (OSError, subprocess.SubprocessError):
        return ()


def parse_cards(text: str) -> tuple[Card, ...]:
    """Take the cards from nvidia-smi's table, in MiB; other lines are skipped."""
    rows = [[cell.strip() for cell in line.rsplit(",", 3)] for line in text.splitlines()]
    return tuple(
        Card(row[0], int(row[1]) * 2**20, int(row[2]) * 2**20, row[3])
        for row in rows
        if len(row) == 4 and row[1].isdigit() and row[2].isdigit()  # noqa: PLR2004
    )


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
