"""How much memory the machine has, and how much of it is free: read from the system, without a library."""

from __future__ import annotations

import ctypes
import os
import re
import subprocess
import sys
from pathlib import Path

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
    """Ask macOS."""
    total = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    shown = subprocess.run(["/usr/bin/vm_stat"], capture_output=True, text=True, check=True, timeout=5).stdout
    return parse_vm_stat(shown), total


def parse_vm_stat(text: str) -> int:
    """Take the bytes that are free or can be had at once from what macOS's vm_stat prints."""
    page = int(re.findall(r"page size of (\d+) bytes", text)[0])
    kinds = dict(re.findall(r"^Pages ([\w ]+):\s+(\d+)", text, re.MULTILINE))
    return page * sum(int(kinds.get(kind, 0)) for kind in ("free", "inactive", "speculative", "purgeable"))


class MemoryStatus(ctypes.Structure):
    """What Windows fills in."""

    _fields_ = (
        ("length", ctypes.c_ulong),
        ("load", ctypes.c_ulong),
        *(
            (name, ctypes.c_ulonglong)
            for name in ("total", "free", "page_total", "page_free", "v_total", "v_free", "x")
        ),
    )


def windows_ram() -> tuple[int, int]:
    """Ask Windows."""
    status = MemoryStatus(length=ctypes.sizeof(MemoryStatus))
    ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status))  # type: ignore[attr-defined,unused-ignore]
    return status.free, status.total
