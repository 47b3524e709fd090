"""What is made before the pictures: on the device, or on the processor where the device's memory runs out."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from sdxl.devices import find_device, give_back_memory
from sdxl.failures import is_out_of_memory

if TYPE_CHECKING:
    from collections.abc import Callable

    from sdxl.devices import Device

log = logging.getLogger("novel_scenes.engine")


def make_somewhere(make: Callable[[Device], None], device: Device, doing: str, done: str) -> None:
    """Make something on the device, or on the processor; the memory that it took is given back.

    `doing` and `done` say what is done to many things: "encoding the prompts", "encoded".
    """
    is_full = False
    try:
        make(device)
    except Exception as error:
        if device.kind == "cpu" or not is_out_of_memory(error):
            raise
        is_full = True  # the second try waits until the error, which holds the first one's tensors, is gone
    finally:
        give_back_memory()
    if is_full:
        log.warning("Out of memory while %s on %s: they are %s on the CPU.", doing, device.name, done)
        make(find_device("cpu"))
        give_back_memory()
