"""Main memory as each system tells it."""

import pytest

from sdxl.machine import free_ram, parse_meminfo, parse_vm_stat, total_ram


def test_linux():
    text = "MemTotal:       24599752 kB\nMemFree:         1043460 kB\nMemAvailable:   22998408 kB\nHugePages:  0\n"

    assert parse_meminfo(text) == (22998408 * 1024, 24599752 * 1024)


def test_macos():
    text = (
        "Mach Virtual Memory Statistics: (page size of 16384 bytes)\n"
        "Pages free:                               10000.\n"
        "Pages active:                            300000.\n"
        "Pages inactive:                           20000.\n"
        "Pages speculative:                         3000.\n"
        "Pages purgeable:                            400.\n"
    )

    assert parse_vm_stat(text) == 33400 * 16384


@pytest.mark.parametrize("text", ["", "MemFree: 5 kB\n"])
def test_a_system_that_says_less_is_noticed(text):
    with pytest.raises(KeyError):
        parse_meminfo(text)


def test_this_machine():
    assert 0 <= free_ram() <= total_ram()
