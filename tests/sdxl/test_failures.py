"""Library errors put into words: memory, missing packages, broken weights, and the rest."""

import pytest

from errors import RenderError
from sdxl.failures import explain_drawing, explain_loading, first_line, is_out_of_memory, shrink


class OutOfMemoryError(RuntimeError):
    """Named as torch's own is."""


class SafetensorError(Exception):
    """Named as that of safetensors is."""


@pytest.mark.parametrize(
    ("error", "is_memory"),
    [
        pytest.param(OutOfMemoryError("CUDA out of memory. Tried to allocate 2 GiB."), True, id="torch on CUDA"),
        pytest.param(RuntimeError("CUDA error: out of memory"), True, id="CUDA driver"),
        pytest.param(RuntimeError("MPS backend out of memory (MPS allocated: 9 GB)"), True, id="MPS"),
        pytest.param(
            RuntimeError("[enforce fail at alloc_cpu.cpp:118] DefaultCPUAllocator: can't allocate memory: you tried"),
            True,
            id="CPU on Linux",
        ),
        pytest.param(RuntimeError("DefaultCPUAllocator: not enough memory: you tried"), True, id="CPU on Windows"),
        pytest.param(MemoryError(), True, id="Python"),
        pytest.param(RuntimeError("mat1 and mat2 shapes cannot be multiplied"), False, id="another runtime error"),
        pytest.param(ValueError("out of memory"), False, id="an error that only quotes the words"),
        pytest.param(KeyboardInterrupt(), False, id="an interrupt"),
    ],
)
def test_running_out_of_memory_is_recognised(error, is_memory):
    assert is_out_of_memory(error) is is_memory


def test_out_of_memory_names_size_device_and_a_smaller_size():
    sentence = explain_drawing(OutOfMemoryError("CUDA out of memory"), 1344, 768, "NVIDIA GeForce RTX 3080")

    assert sentence == (
        "out of memory at 1344x768 on NVIDIA GeForce RTX 3080: close what else uses its memory, "
        "or draw smaller (--width 1024 --height 576)"
    )


@pytest.mark.parametrize(
    ("error", "words"),
    [
        pytest.param(ModuleNotFoundError("No module named 'torch'", name="torch"), "needs torch: type `", id="torch"),
        pytest.param(ImportError("cannot import name 'x'"), "needs cannot import name", id="a half-installed package"),
        pytest.param(
            SafetensorError("incomplete"), "cut off or broken (incomplete): fetch the model again", id="weights"
        ),
        pytest.param(OutOfMemoryError("CUDA out of memory"), "out of memory while loading", id="memory"),
        pytest.param(OSError("no file model.json\nmore\n"), "cannot be loaded: no file model.json; the log", id="file"),
    ],
)
def test_loading_failures_are_one_sentence(error, words):
    sentence = explain_loading(error, "mine", "cpu")

    assert words in sentence
    assert "\n" not in sentence


def test_our_own_sentences_pass_unchanged():
    assert explain_drawing(RenderError("scheduler unknown"), 64, 64, "cpu") == "scheduler unknown"


@pytest.mark.parametrize(
    ("error", "line"),
    [
        pytest.param(ValueError("one.\ntwo"), "one", id="first line without its full stop"),
        pytest.param(ValueError(), "ValueError", id="no message"),
        pytest.param(ValueError("  \n"), "ValueError", id="blank message"),
    ],
)
def test_an_error_is_told_by_its_first_line(error, line):
    assert first_line(error) == line


@pytest.mark.parametrize(("side", "smaller"), [(1344, 1024), (1024, 768), (768, 576), (64, 64), (8, 64)])
def test_a_smaller_side_is_a_multiple_of_64(side, smaller):
    assert shrink(side) == smaller
