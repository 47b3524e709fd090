"""What the device's memory cannot hold is made on the processor, once, and said; other errors pass."""

import logging

import pytest

from sdxl import elsewhere
from sdxl.devices import find_device
from sdxl.elsewhere import make_somewhere
from sdxl.failures import is_out_of_memory

FULL = MemoryError("CUDA out of memory")


class Card:
    """A graphics card, as far as this needs one."""

    kind, name = "cuda", "RTX"


def failing_on(kind, error, tried):
    def make(device):
        tried.append(device.kind)
        if device.kind == kind:
            raise error

    return make


@pytest.fixture
def given_back(monkeypatch):
    times = []
    monkeypatch.setattr(elsewhere, "give_back_memory", lambda: times.append(1))
    return times


@pytest.mark.parametrize(
    ("fails_on", "tries", "said"),
    [
        pytest.param("", ["cuda"], [], id="there is room"),
        pytest.param(
            "cuda",
            ["cuda", "cpu"],
            ["Out of memory while reading the poses on RTX: they are read on the CPU."],
            id="there is none",
        ),
    ],
)
def test_where_something_is_made(fails_on, tries, said, given_back, caplog):
    tried = []
    with caplog.at_level(logging.WARNING, "novel_scenes.engine"):
        make_somewhere(failing_on(fails_on, FULL, tried), Card(), "reading the poses", "read")

    assert is_out_of_memory(FULL)
    assert (tried, caplog.messages) == (tries, said)
    assert len(given_back) == len(tries)


@pytest.mark.parametrize(
    ("device", "error"),
    [
        pytest.param(Card(), ValueError("broken"), id="another error"),
        pytest.param(find_device("cpu"), FULL, id="the processor itself is full"),
    ],
)
def test_what_passes(device, error, given_back):
    tried = []
    with pytest.raises(type(error)):
        make_somewhere(failing_on(device.kind, error, tried), device, "reading the poses", "read")

    assert tried == [device.kind]
    assert given_back
