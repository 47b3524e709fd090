"""What a failure ends: the picture alone, its model, or the run."""

from types import SimpleNamespace

import pytest

from errors import RenderError
from sdxl.endings import ALIKE, Endings
from sdxl.failures import LoadingError, NoNumbersError, kind_of_failure

JOB = SimpleNamespace(width=1024, height=768)
HANDLE = RuntimeError("CUDA error: CUBLAS_STATUS_NOT_INITIALIZED when calling `cublasCreate(handle)`")
FULL = RuntimeError("CUDA out of memory. Tried to allocate 2 GiB")
UNKNOWN = RuntimeError("words that nobody knows")


def hear(endings, error):
    return endings.hear_failed(error, JOB)


@pytest.mark.parametrize(
    ("error", "has_loaded", "has_drawn", "computes", "end"),
    [
        pytest.param(UNKNOWN, True, True, True, "", id="a picture's own"),
        pytest.param(UNKNOWN, True, True, False, "run", id="the card answers no more"),
        pytest.param(RenderError("sampler unknown"), True, False, True, "", id="our own sentence"),
        pytest.param(RuntimeError("CUDA error: unknown error"), True, True, True, "run", id="lost, by its words"),
        pytest.param(ImportError("DLL load failed while importing x"), True, False, True, "run", id="badly installed"),
        pytest.param(FULL, True, True, True, "", id="memory"),
        pytest.param(HANDLE, True, False, True, "", id="no handle for want of memory"),
        pytest.param(HANDLE, True, True, True, "run", id="the handle that drew is gone"),
        pytest.param(LoadingError("cut off"), False, False, True, "model", id="a model that cannot be loaded"),
        pytest.param(NoNumbersError("NaN"), True, False, True, "model", id="NaN from the first"),
        pytest.param(NoNumbersError("NaN"), True, True, True, "", id="NaN after good pictures"),
    ],
)
def test_each_failure_ends_what_it_must(error, has_loaded, has_drawn, computes, end):
    endings = Endings("RTX", lambda: computes)
    endings.has_loaded, endings.has_drawn = has_loaded, has_drawn
    sentence = hear(endings, error)

    assert endings.last == end
    assert "\n" not in sentence
    assert "no longer answers" in sentence or end != "run" or kind_of_failure(error) == "install"


@pytest.mark.parametrize(
    ("errors", "end"),
    [
        pytest.param([UNKNOWN] * ALIKE, "model", id="the same three times"),
        pytest.param([UNKNOWN] * (ALIKE - 1), "", id="twice"),
        pytest.param([UNKNOWN, RuntimeError("other words"), UNKNOWN], "", id="others between"),
        pytest.param([FULL] * 9, "", id="memory, which another program may give back"),
        pytest.param([ValueError("height must be 64")] * 9, "", id="a setting of these scenes"),
        pytest.param([RenderError("sampler unknown")] * 9, "", id="our own sentence"),
    ],
)
def test_what_fails_alike_three_times_ends_its_model(errors, end):
    endings = Endings("RTX", lambda: True)
    for error in errors:
        assert endings.last == ""
        hear(endings, error)

    assert endings.last == end


def test_a_picture_between_failures_begins_the_count_anew():
    endings = Endings("RTX", lambda: True)
    for _ in range(ALIKE):
        hear(endings, UNKNOWN)
        endings.hear_drawn()

    assert endings.last == ""
