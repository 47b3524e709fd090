"""NVIDIA's cards: what their driver says of them, which build of PyTorch each needs, whose half precision fails.

The driver's library is asked itself, for it numbers the cards as a run will (CUDA_VISIBLE_DEVICES, CUDA_DEVICE_ORDER),
which nvidia-smi does not.
"""

from __future__ import annotations

import ctypes
import os
import re
from dataclasses import dataclass
from typing import Any, NamedTuple

Version = tuple[int, int]
UNKNOWN: Version = (0, 0)
INDEX = "https://download.pytorch.org/whl/"
NEWER_DRIVER = "install NVIDIA's newest driver"
LONGEST = 256  # bytes of a name that the driver gives


@dataclass(frozen=True, slots=True)
class DriverCard:
    """A card as NVIDIA's driver shows it to a program."""

    name: str
    capability: Version = UNKNOWN  # compute capability: (8, 6)
    total: int = 0  # bytes
    bus: str = ""  # where it is plugged in: "00000000:01:00.0"


@dataclass(frozen=True, slots=True)
class Driver:
    """NVIDIA's driver, with the cards in the order in which a run sees them."""

    cuda: Version = UNKNOWN  # the newest CUDA it can run
    cards: tuple[DriverCard, ...] = ()
    fault: str = ""  # why it shows no card, with the remedy


# --- Which build for which card -------------------------------------------------------------------------------------


class Builds(NamedTuple):
    """Builds of PyTorch for a range of CUDA versions, and the cards that they hold code for."""

    cuda: Version  # from this one, up to the next row
    first: Version  # compute capability
    last: Version
    example: str


# From the tables of PyTorch's releases. Code for one capability runs on later ones with the same first number.
BUILDS = (
    Builds((9, 0), (3, 5), (7, 5), "GTX 1080"),
    Builds((11, 0), (3, 7), (8, 6), "GTX 1080"),
    Builds((11, 8), (3, 7), (9, 0), "GTX 1080"),
    Builds((12, 0), (5, 0), (9, 0), "GTX 1080"),
    Builds((12, 8), (7, 0), (12, 99), "RTX 5090"),
    Builds((13, 0), (7, 5), (99, 0), "RTX 5090"),
)
# The indexes to install from, in the order of choice: the first asks least of the driver, the last is for a new card
# under a driver that knows no CUDA 13.
INDEXES: tuple[tuple[str, Version], ...] = (("cu126", (12, 6)), ("cu130", (13, 0)), ("cu128", (12, 8)))


def holds_code_for(build: Version, capability: Version) -> bool:
    """Tell whether a build for this CUDA version runs on a card; one that is not known is believed to."""
    rows = [row for row in BUILDS if row.cuda <= build]
    if not rows or capability == UNKNOWN:
        return True
    return rows[-1].first <= capability <= (rows[-1].last[0], 99)


def runs_under(build: Version, driver: Version) -> bool:
    """Tell whether a driver runs a build: within one first number every driver does."""
    return UNKNOWN in (build, driver) or build[0] <= driver[0]


def list_indexes(capability: Version, driver: Version) -> list[str]:
    """List the indexes whose builds run on a card under a driver."""
    return [name for name, cuda in INDEXES if holds_code_for(cuda, capability) and runs_under(cuda, driver)]


def find_index(driver: Driver) -> str:
    """Give the address of the wheels for the first card that has some; "" where all are too old."""
    capabilities = [card.capability for card in driver.cards] or [UNKNOWN]
    found = (list_indexes(one, driver.cuda) or list_indexes(one, UNKNOWN) for one in capabilities)
    return next((INDEX + names[0] for names in found if names), "")


def find_mismatch(build: str, driver: Driver) -> tuple[str, str]:
    """Say why a build cannot use the run's card, and what to do where no other build can; "" and "" where it can.

    `build` is the CUDA version that it is made for, such as "12.6".
    """
    made, card = parse_version(build), driver.cards[0] if driver.cards else DriverCard("")
    is_old = not holds_code_for(made, card.capability) and not find_index(driver)
    if not runs_under(made, driver.cuda) and not is_old:
        number = read_driver_version()
        named = f"the NVIDIA driver {number}" if number else "the NVIDIA driver"
        has_other = any(list_indexes(one.capability, driver.cuda) for one in driver.cards or [card])
        return f"{named} here runs CUDA {say_version(driver.cuda)} at most", "" if has_other else NEWER_DRIVER
    if holds_code_for(made, card.capability):
        return "", ""
    why = f"holds no code for the {card.name} (compute capability {say_version(card.capability)})"
    if choose := choose_card(made, driver):
        return why, choose
    return why, "it is too old for every build of this PyTorch" if is_old else ""


def choose_card(build: Version, driver: Driver) -> str:
    """Say how to draw on the first card that a build holds code for; "" where there is none."""
    visible = [part.strip() for part in os.environ.get("CUDA_VISIBLE_DEVICES", "").split(",") if part.strip()]
    for position, card in enumerate(driver.cards):
        if holds_code_for(build, card.capability):
            number = visible[position] if position < len(visible) else str(position)
            return f"set the environment variable CUDA_VISIBLE_DEVICES={number} to draw on the {card.name}"
    return ""


def explain_too_old(driver: Driver) -> str:
    """Say that no build is for any card here; "" where one is."""
    if not driver.cards or find_index(driver):
        return ""
    card = driver.cards[0]
    named = f"the {card.name} (compute capability {say_version(card.capability)})"
    return f"{named} is too old for every build of this PyTorch, which draws on a newer card or the CPU"


def parse_version(text: str) -> Version:
    """Read "12.6" as (12, 6)."""
    found = re.match(r"(\d+)\.(\d+)", text)
    return (int(found[1]), int(found[2])) if found else UNKNOWN


def say_version(version: Version) -> str:
    """Write (12, 6) as "12.6"."""
    return f"{version[0]}.{version[1]}"


# --- Half precision -------------------------------------------------------------------------------------------------

# Cards of the TU116 and TU117 chips: as new as an RTX 20, but without its tensor cores, and some of cuDNN's half
# precision convolutions give NaN on them (pytorch#58123). cuDNN's own search for the fastest one avoids those.
WITHOUT_TENSOR_CORES = re.compile(
    r"\b(GTX 16[1-9]0|MX ?(450|550)|T(400|500|550|600|1000|1200|2000)|CMP 30HX)\b", re.IGNORECASE
)


def lacks_tensor_cores(name: str, capability: Version) -> bool:
    """Tell whether a card of the RTX 20's generation lacks its tensor cores, and gives NaN in half precision."""
    return capability in ((7, 5), UNKNOWN) and WITHOUT_TENSOR_CORES.search(name) is not None


# --- Asking the driver ----------------------------------------------------------------------------------------------

LIBRARIES = ("libcuda.so.1", "nvcuda.dll")
MAJOR, MINOR = 75, 76  # the attributes of a device that are its compute capability
NO_DEVICE = 100
FAULTS = {  # what cuInit gives
    3: "its driver is not ready yet: restart the machine",
    803: "its driver and the driver's library are of two versions: restart the machine",
    804: "its driver's library is newer than the driver: update the driver",
    802: "its driver waits for NVIDIA's fabric manager: start that",
    34: "only a stub of its driver is installed: install NVIDIA's driver",
    46: "another program has it to itself: close that",
    999: "its driver answers with an unknown error, as after the machine slept: restart the machine",
}


def read_driver() -> Driver:
    """Ask NVIDIA's driver for its cards; an empty `Driver` where there is none."""
    for library in LIBRARIES:
        try:
            return ask(ctypes.CDLL(library))
        except (OSError, AttributeError):
            continue
    return Driver()


def ask(library: Any) -> Driver:  # noqa: ANN401
    """Ask a loaded driver library."""
    number = ctypes.c_int(0)
    version = number.value if library.cuDriverGetVersion(ctypes.byref(number)) == 0 else 0
    cuda = (version // 1000, version % 1000 // 10)
    status = library.cuInit(0)
    counted = status == 0 and library.cuDeviceGetCount(ctypes.byref(number)) == 0
    if not counted or not number.value:
        return Driver(cuda, fault=explain_none(status or NO_DEVICE, os.environ.get("CUDA_VISIBLE_DEVICES")))
    return Driver(cuda, tuple(ask_card(library, position) for position in range(number.value)))


def explain_none(status: int, visible: str | None) -> str:
    """Say why the driver shows no card, in words to follow "an NVIDIA card: "; "" where there may be none."""
    if status == NO_DEVICE:
        return f'CUDA_VISIBLE_DEVICES is "{visible}", which hides every card' if visible is not None else ""
    return FAULTS.get(status, f"its driver fails with error {status}: restart the machine")


def ask_card(library: Any, position: int) -> DriverCard:  # noqa: ANN401
    """Ask for one card; what an old driver does not tell stays unknown."""
    device, total = ctypes.c_int(0), ctypes.c_size_t(0)
    library.cuDeviceGet(ctypes.byref(device), position)
    name, bus = ctypes.create_string_buffer(LONGEST), ctypes.create_string_buffer(LONGEST)
    library.cuDeviceGetName(name, LONGEST, device)
    library.cuDeviceGetPCIBusId(bus, LONGEST, device)
    library.cuDeviceTotalMem_v2(ctypes.byref(total), device)
    capability = []
    for attribute in (MAJOR, MINOR):
        value = ctypes.c_int(0)
        library.cuDeviceGetAttribute(ctypes.byref(value), attribute, device)
        capability.append(value.value)
    place = bus.value.decode("ascii", "replace")
    return DriverCard(name.value.decode("utf-8", "replace"), (capability[0], capability[1]), total.value, place)


def read_driver_version() -> str:
    """Ask NVIDIA's management library for the driver's own version, "560.94"; "" where it does not say."""
    for name in ("libnvidia-ml.so.1", "nvml.dll"):
        try:
            library = ctypes.CDLL(name)
            text = ctypes.create_string_buffer(LONGEST)
            if library.nvmlInit_v2() == 0 and library.nvmlSystemGetDriverVersion(text, LONGEST) == 0:
                return text.value.decode("ascii", "replace")
        except (OSError, AttributeError):
            continue
    return ""


def same_place(one: str, other: str) -> bool:
    """Tell whether two names of a place on the bus mean the same: the domain has four digits or eight."""
    places = [[int(part, 16) for part in re.split(r"[:.]", text)] for text in (one, other) if BUS.fullmatch(text)]
    return len(places) == 2 and places[0] == places[1]  # noqa: PLR2004


BUS = re.compile(r"[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-9a-f]", re.IGNORECASE)
