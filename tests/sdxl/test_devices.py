"""What draws: how the device is found, how precisely it computes, how much may be planned for."""

import gc
import weakref

import pytest

from sdxl.devices import (
    Device,
    find_device,
    free_bytes,
    half_accumulation,
    held_bytes,
    prepare_device,
    read_peak,
    set_libraries_apart,
    still_computes,
    synchronize,
)
from sdxl.memory import GIB


@pytest.fixture
def machine(monkeypatch):
    """Pretend to a card, a Mac or neither."""
    import torch

    def pretend(*, cuda=False, mps=False, bfloat16=False, name="NVIDIA GeForce RTX 3080", capability=(8, 6)):
        monkeypatch.setattr(torch.cuda, "get_device_capability", lambda: capability)
        monkeypatch.setattr(torch.cuda, "is_available", lambda: cuda)
        monkeypatch.setattr(torch.cuda, "get_device_name", lambda: name)
        monkeypatch.setattr(torch.backends.mps, "is_available", lambda: mps)
        monkeypatch.setattr("sdxl.devices.computes_bfloat16", lambda: bfloat16)

    return pretend


@pytest.mark.parametrize(
    ("found", "kind", "name", "dtype"),
    [
        pytest.param({"cuda": True, "mps": True}, "cuda", "NVIDIA GeForce RTX 3080", "float16", id="a card"),
        pytest.param({"mps": True}, "mps", "mps", "float16", id="a Mac's GPU"),
        pytest.param({"bfloat16": True}, "cpu", "cpu", "bfloat16", id="a processor that has bfloat16"),
        pytest.param({}, "cpu", "cpu", "float32", id="a processor that has not"),
    ],
)
def test_the_fastest_device_is_found(machine, found, kind, name, dtype):
    machine(**found)
    device = find_device()

    assert (device.kind, device.name, str(device.dtype)) == (kind, name, f"torch.{dtype}")


@pytest.mark.usefixtures("precision")
@pytest.mark.parametrize(
    ("name", "capability", "is_broken"),
    [
        ("NVIDIA GeForce GTX 1660 Ti", (7, 5), True),
        ("NVIDIA GeForce RTX 2070", (7, 5), False),
        ("AMD Radeon RX 7900 XTX", (11, 0), False),
    ],
)
def test_cudnn_searches_only_where_half_precision_fails(machine, monkeypatch, name, capability, is_broken):
    import torch

    machine(cuda=True, name=name, capability=capability)
    monkeypatch.setattr(torch.backends.cudnn, "benchmark", False)
    device = find_device()
    prepare_device(device)

    assert device.has_broken_half is torch.backends.cudnn.benchmark is is_broken


def test_what_a_run_holds_itself_is_counted_on_a_card(device, monkeypatch):
    import torch

    monkeypatch.setattr(torch.cuda, "memory_allocated", lambda: 5)

    assert (held_bytes(device), held_bytes(Device("cuda", "card", torch.float16))) == (0, 5)


def test_the_device_asked_for_is_taken(machine):
    machine(cuda=True)

    assert find_device("cpu").kind == "cpu"


@pytest.mark.parametrize(("rank", "card"), [("0", 0), ("1", 1), ("3", 1)])
def test_each_of_several_processes_takes_a_card_of_its_own(machine, monkeypatch, rank, card):
    import torch

    taken = []
    machine(cuda=True)
    monkeypatch.setenv("LOCAL_RANK", rank)
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 2)
    monkeypatch.setattr(torch.cuda, "set_device", taken.append)
    find_device()

    assert taken == [card]


@pytest.mark.parametrize(("precision", "count"), [("float32", 4), ("float16", 2), ("bfloat16", 2)])
def test_a_number_takes_so_many_bytes(precision, count):
    import torch

    assert Device("cpu", "cpu", getattr(torch, precision)).weight_bytes == count


def test_what_may_be_planned_for_is_what_is_free_and_no_more_than_the_limit(device, monkeypatch):
    monkeypatch.setattr("sdxl.devices.free_ram", lambda: 12 * GIB)

    assert free_bytes(device) == 12 * GIB
    assert free_bytes(device, 5.0) == 5 * GIB
    assert free_bytes(device, 64.0) == 12 * GIB


def test_what_torch_holds_for_itself_on_a_card_counts_as_free(monkeypatch):
    import torch

    monkeypatch.setattr(torch.cuda, "mem_get_info", lambda: (6 * GIB, 10 * GIB))
    monkeypatch.setattr(torch.cuda, "memory_reserved", lambda: 3 * GIB)
    monkeypatch.setattr(torch.cuda, "memory_allocated", lambda: 1 * GIB)

    assert free_bytes(Device("cuda", "card", torch.float16)) == 8 * GIB


@pytest.fixture
def precision():
    """Put torch's own precision back afterwards."""
    import torch

    backends = (torch.backends.cuda.matmul, torch.backends.cudnn.conv)
    before = [backend.fp32_precision for backend in backends]
    yield
    for backend, value in zip(backends, before, strict=True):
        backend.fp32_precision = value


@pytest.mark.usefixtures("precision")
def test_a_limit_holds_a_card_to_its_share_and_leaves_a_processor_alone(device, monkeypatch):
    import torch

    shares = []
    monkeypatch.setattr(torch.cuda, "mem_get_info", lambda: (6 * GIB, 10 * GIB))
    monkeypatch.setattr(torch.cuda, "set_per_process_memory_fraction", shares.append)
    prepare_device(device, 5.0)
    assert shares == []

    prepare_device(Device("cuda", "card", torch.float16), 5.0)
    assert shares == [0.5]
    prepare_device(Device("cuda", "card", torch.float16))
    assert shares == [0.5], "no limit, no share"


def test_half_accumulation_is_put_back_also_after_an_error():
    import torch

    matmul = torch.backends.cuda.matmul
    before = matmul.allow_fp16_accumulation
    seen = []

    def fail():
        with half_accumulation(wanted=not before):
            seen.append(matmul.allow_fp16_accumulation)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert seen == [not before]
    assert matmul.allow_fp16_accumulation is before


def test_a_processor_tells_no_peak_and_has_nothing_to_wait_for(device, monkeypatch):
    import torch

    monkeypatch.setattr(torch.cuda, "synchronize", lambda: pytest.fail("there is no card"))
    synchronize(device)

    assert read_peak(device) is None


@pytest.mark.parametrize(
    ("error", "computes"),
    [
        pytest.param(None, True, id="healthy"),
        pytest.param(RuntimeError("CUDA error: unknown error"), False, id="after a reset"),
        pytest.param(RuntimeError("words that nobody knows"), False, id="in whatever words"),
        pytest.param(RuntimeError("CUDA out of memory"), True, id="a full card computes"),
    ],
)
def test_a_card_is_asked_whether_it_computes(monkeypatch, error, computes):
    import torch

    def ones(_count, *, device):
        assert device == "cuda"
        if error:
            raise error
        return torch.tensor([1.0])

    monkeypatch.setattr(torch, "ones", ones)
    monkeypatch.setattr(torch.cuda, "is_initialized", lambda: True)
    assert still_computes(Device("cuda", "card", torch.float16)) is computes
    assert still_computes(Device("cpu", "cpu", torch.float32))
    monkeypatch.setattr(torch.cuda, "is_initialized", lambda: False)
    assert still_computes(Device("cuda", "card", torch.float16)), "what was never begun is not lost"


class Rubbish:
    """Something that holds on to itself."""

    def __init__(self):
        self.itself = self


def test_what_the_libraries_made_is_set_apart_once_and_later_rubbish_is_still_found():
    set_libraries_apart.cache_clear()
    set_libraries_apart()
    apart = gc.get_freeze_count()
    set_libraries_apart()
    dropped = weakref.ref(Rubbish())
    gc.collect()

    assert apart > 10_000
    assert gc.get_freeze_count() <= apart, "once a process"
    assert dropped() is None
