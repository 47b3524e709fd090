"""Library errors put into words: memory, missing packages, broken weights, and the rest."""

import pytest

from errors import RenderError
from sdxl import failures
from sdxl.failures import (
    explain_drawing,
    explain_loading,
    first_line,
    is_lost,
    is_out_of_memory,
    kind_of_failure,
    shrink,
)
from sdxl.machine import TorchBuild


class OutOfMemoryError(RuntimeError):
    """Named as torch's own is."""


class SafetensorError(Exception):
    """Named as that of safetensors is."""


class AcceleratorError(RuntimeError):
    """Named as torch's error of a device is."""


CUDA_REST = (
    "\nCUDA kernel errors might be asynchronously reported at some other API call, so the stacktrace below might"
)


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        # Memory, in words of libraries, systems and machines
        (AcceleratorError("CUDA error: out of memory" + CUDA_REST), "memory"),
        (RuntimeError("CUDA driver error: out of memory"), "memory"),
        (RuntimeError("CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 9.77"), "memory"),
        (RuntimeError("HIP out of memory. Tried to allocate 64.00 MiB"), "memory"),
        (RuntimeError("XPU out of memory. Tried to allocate 1.00 GiB"), "memory"),
        (RuntimeError("cudaErrorMemoryAllocation"), "memory"),
        (RuntimeError("CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`"), "memory"),
        (RuntimeError("CUDA error: CUBLAS_STATUS_NOT_INITIALIZED when calling `cublasCreate(handle)`"), "memory"),
        (RuntimeError("CUDA error: HIPBLAS_STATUS_ALLOC_FAILED when calling `hipblasCreate(handle)`"), "memory"),
        (RuntimeError("cuDNN error: CUDNN_STATUS_ALLOC_FAILED"), "memory"),
        (RuntimeError("cusolver error: CUSOLVER_STATUS_ALLOC_FAILED"), "memory"),
        (RuntimeError("miopenStatusAllocFailed"), "memory"),
        (RuntimeError("Unable to find a valid cuDNN algorithm to run convolution"), "memory"),
        (RuntimeError("GET was unable to find an engine to execute this computation"), "memory"),
        (RuntimeError("Invalid buffer size: 4.00 GB"), "memory"),
        (RuntimeError("MPS backend out of memory (MPS allocated: 17.65 GB, other allocations: 384.00 KB"), "memory"),
        (RuntimeError("kIOGPUCommandBufferCallbackErrorOutOfMemory"), "memory"),
        (RuntimeError("level_zero backend failed with error: 39 (UR_RESULT_ERROR_OUT_OF_DEVICE_MEMORY)"), "memory"),
        (RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried to allocate 5 bytes"), "main memory"),
        (RuntimeError("unable to mmap 5135149760 bytes from file <x>: Cannot allocate memory (12)"), "main memory"),
        (OSError("[WinError 1455] The paging file is too small for this operation to complete"), "main memory"),
        (OSError(1455, "Die Auslagerungsdatei ist zu klein"), "main memory"),
        (OSError(12, "Cannot allocate memory"), "main memory"),
        (SafetensorError("The paging file is too small for this operation. (os error 1455)"), "main memory"),
        (SafetensorError("Die Auslagerungsdatei ist zu klein. (os error 1455)"), "main memory"),
        (ImportError("DLL load failed while importing _C: The paging file is too small"), "main memory"),
        (OSError("[WinError 8] Not enough memory resources are available to process this command"), "main memory"),
        (RuntimeError("std::bad_alloc"), "main memory"),
        # A device that computes nothing more
        (RuntimeError("CUDA error: unknown error" + CUDA_REST), "lost"),
        (RuntimeError("CUDA unknown error - this may be due to an incorrectly set up environment"), "lost"),
        (AcceleratorError("CUDA error: unspecified launch failure" + CUDA_REST), "lost"),
        (AcceleratorError("CUDA error: an illegal memory access was encountered"), "lost"),
        (AcceleratorError("CUDA error: device-side assert triggered"), "lost"),
        (AcceleratorError("CUDA error: the launch timed out and was terminated"), "lost"),
        (AcceleratorError("CUDA error: an illegal instruction was encountered"), "lost"),
        (AcceleratorError("CUDA error: words that no version had before"), "lost"),
        (RuntimeError("CUDA driver error: driver shut down"), "lost"),
        (RuntimeError("HIP error: unspecified launch failure"), "lost"),
        (RuntimeError("CUDA error: CUBLAS_STATUS_EXECUTION_FAILED when calling `cublasGemmEx( handle, opa"), "lost"),
        (RuntimeError("cuDNN error: CUDNN_STATUS_EXECUTION_FAILED_CUDART"), "lost"),
        (RuntimeError("CUDA error: uncorrectable ECC error encountered"), "lost"),
        (RuntimeError("No CUDA GPUs are available"), "lost"),
        # A build that is not for this device
        (AcceleratorError("CUDA error: no kernel image is available for execution on the device"), "build"),
        (RuntimeError("HIP error: invalid device function"), "build"),
        (RuntimeError("The NVIDIA driver on your system is too old (found version 11040)."), "build"),
        (AssertionError("Torch not compiled with CUDA enabled"), "build"),
        # What is installed lacks a part, or the parts do not fit
        (RuntimeError("Unable to load any of {libcudnn_graph.so.9.1.0, libcudnn_graph.so.9.1, libcudnn_graph.so.9}"),
         "install"),
        (RuntimeError("Could not load library libcudnn_cnn_infer.so.8. Error: libcuda.so: cannot open shared object"),
         "install"),
        (RuntimeError("nvrtc: error: failed to open nvrtc-builtins64_126.dll.\n  Make sure that"), "install"),
        (RuntimeError("nvrtc: error: failed to open libnvrtc-builtins.so.12.4."), "install"),
        (RuntimeError("cuDNN error: CUDNN_STATUS_SUBLIBRARY_LOADING_FAILED"), "install"),
        (RuntimeError("cuDNN error: CUDNN_STATUS_SUBLIBRARY_VERSION_MISMATCH"), "install"),
        (ImportError("DLL load failed while importing _C: The specified module could not be found."), "install"),
        (OSError('[WinError 126] Error loading "C:\\torch\\lib\\fbgemm.dll" or one of its dependencies.'), "install"),
        (OSError("libcublas.so.12: cannot open shared object file: No such file or directory"), "install"),
        (ImportError("/lib/libc.so.6: version `GLIBC_2.32' not found (required by libtorch_cpu.so)"), "install"),
        (ImportError("libtorch_cuda.so: undefined symbol: ncclCommRegister"), "install"),
        (AttributeError("module 'torch' has no attribute 'xpu'"), "install"),
        (RuntimeError("operator torchvision::nms does not exist"), "install"),
        # A Mac's GPU and AMD's driver
        (RuntimeError("Caused GPU Timeout Error (00000002:kIOGPUCommandBufferCallbackErrorTimeout)"), "lost"),
        (RuntimeError("Caused GPU Address Fault Error (0000000b:kIOGPUCommandBufferCallbackErrorPageFault)"), "lost"),
        (RuntimeError("Discarded (victim of GPU error/recovery) (00000005:kIOGPUCommandBuffer)"), "lost"),
        (RuntimeError("Ignored (for causing prior/excessive GPU errors) (00000004:kIOGPUCommandBuffer"), "lost"),
        (RuntimeError("Insufficient Memory (00000008:kIOGPUCommandBufferCallbackErrorOutOfMemory)"), "memory"),
        (RuntimeError("CUDA error: CUBLAS_STATUS_INTERNAL_ERROR when calling cublasSgemm"), "lost"),
        (RuntimeError("CUDA error: HIPBLAS_STATUS_INTERNAL_ERROR when calling `hipblasGemmEx`"), "lost"),
        (RuntimeError("cuDNN error: CUDNN_STATUS_INTERNAL_ERROR"), "memory"),
        (RuntimeError("cuFFT error: CUFFT_INTERNAL_ERROR"), "lost"),
        (RuntimeError("Memory access fault by GPU node-1 (Agent handle: 0x55) on address"), "lost"),
        (RuntimeError('NVML_SUCCESS == r INTERNAL ASSERT FAILED at "../c10/cuda/CUDACachingAllocator.cpp"'), "memory"),
        (RuntimeError('it != blocks.end() INTERNAL ASSERT FAILED at "../c10/hip/HIPCachingAllocator.cpp"'), "memory"),
        # None of these
        (RuntimeError("CUDA error: CUBLAS_STATUS_INVALID_VALUE when calling `cublasGemmEx`"), ""),
        (RuntimeError('expect_autograd INTERNAL ASSERT FAILED at "../torch/csrc/jit/x.cpp":1'), ""),
        (ModuleNotFoundError("No module named 'triton'", name="triton"), ""),
        (AttributeError("'NoneType' object has no attribute 'to'"), ""),
        (SafetensorError("Error while deserializing header: file too short"), ""),
        (OSError("cannot identify image file: image not found"), ""),
        (RuntimeError("mat1 and mat2 shapes cannot be multiplied (77x2048 and 768x320)"), ""),
        (RuntimeError("Input type (c10::Half) and bias type (float) should be the same"), ""),
        (FileNotFoundError(2, "No such file or directory", "out of memory.safetensors"), ""),
        (OSError("libc10.so: cannot allocate memory in static TLS block"), ""),
        (ValueError("CUDA error: unknown error"), ""),
        (RuntimeError("Unknown error in the scheduler"), ""),
        (AssertionError(), ""),
    ],
    ids=lambda value: str(value)[:50],
)  # fmt: skip
def test_an_error_is_of_its_kind(error, kind):
    assert kind_of_failure(error) == kind
    assert is_out_of_memory(error) is (kind in ("memory", "main memory"))
    assert is_lost(error) is (kind in ("lost", "build", "install"))


def raised_from(error, cause, *, plainly=False):
    """Raise one error from another, as libraries do, and give it."""
    try:
        try:
            raise cause
        except type(cause) as seen:
            if plainly:
                raise error  # noqa: B904 - that is the case here
            raise error from seen
    except type(error) as raised:
        return raised


def test_what_a_library_wraps_is_seen():
    cause = SafetensorError("The paging file is too small for this operation to complete. (os error 1455)")

    assert is_out_of_memory(raised_from(OSError("Unable to load weights from checkpoint file"), cause))
    assert is_out_of_memory(raised_from(OSError("Unable to load weights"), cause, plainly=True))
    assert not is_out_of_memory(raised_from(ValueError("a"), KeyError("out of memory")))


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (RuntimeError("CUDA error: unknown error\nmore"), "RTX no longer answers (CUDA error: unknown error), as"),
        (RuntimeError("CUDA error: no kernel image is available"), "this build of PyTorch cannot use RTX (CUDA"),
        (RuntimeError("HIP error: invalid device function"), "set HSA_OVERRIDE_GFX_VERSION"),
        (OSError("The paging file is too small (os error 1455)"), "enlarge the page file (Windows)"),
    ],
)  # fmt: skip
def test_a_failure_of_the_machine_is_told_with_its_remedy(error, words):
    for sentence in (explain_drawing(error, 1024, 1024, "RTX"), explain_loading(error, "mine", "RTX")):
        assert words in sentence
        assert "\n" not in sentence
        assert "fetch the model" not in sentence


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
        pytest.param(
            ImportError("cannot import name 'x'"),
            "fit each other (cannot import name 'x')",
            id="a half-installed package",
        ),
        pytest.param(
            SafetensorError("incomplete"), "cut off or broken (incomplete): fetch the model again", id="weights"
        ),
        pytest.param(OutOfMemoryError("CUDA out of memory"), "out of memory while loading", id="memory"),
        pytest.param(
            PermissionError(13, "Permission denied", "unet/a.safetensors"),
            "unet/a.safetensors: cannot be read (Permission denied); give yourself the right to it",
            id="the system's word for a file",
        ),
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


# --- What is installed, and what the disk says -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "words", "absent"),
    [
        (ImportError("DLL load failed while importing _C: Not found."), "Visual C++ runtime (https://aka", "needs DLL"),
        (OSError('[WinError 1114] failed. Error loading "c10.dll" or one of its dependencies.'), "Visual C++", "log"),
        (ImportError("libcudnn.so.9: cannot open shared object file: No such file"), "(libcudnn.so.9: ", "Visual"),
        (RuntimeError("Unable to load any of {libcudnn_graph.so.9}"), "(Unable to load any of", "Visual"),
        (RuntimeError("nvrtc: error: failed to open nvrtc-builtins64_126.dll."), "nvrtc-builtins64_126.dll)", "Visual"),
        (ImportError("/lib/libc.so.6: version `GLIBC_2.32' not found"), "update the system", "force-reinstall"),
        (RuntimeError("Failed to import diffusers.pipelines because of the following error (look up):\nbad numpy\n"),
         "(bad numpy): install them again: `", "look up"),
        (RuntimeError("Failed to import diffusers.x because of the following error:\nNo module named 'scipy'"),
         "the SDXL engine needs scipy: type `", "force-reinstall"),
    ],
)  # fmt: skip
def test_what_is_badly_installed_is_told_with_its_remedy(error, words, absent):
    for sentence in (explain_drawing(error, 1024, 1024, "RTX"), explain_loading(error, "mine", "RTX")):
        assert words in sentence
        assert absent not in sentence
        assert "--force-reinstall" in sentence or absent == "force-reinstall"
        assert "\n" not in sentence


def test_a_library_that_cannot_be_loaded_for_another_reason_is_no_missing_package():
    said = explain_loading(ImportError("libtorch_cpu.so: cannot allocate memory in static TLS block"), "mine", "RTX")

    assert said.startswith("the installed libraries are incomplete or do not fit each other (libtorch_cpu.so: cannot")


def test_the_cause_of_a_failed_import_is_told():
    wrapped = raised_from(ModuleNotFoundError("Could not import module 'X'."), ImportError("libc10.so: file too short"))

    assert "(libc10.so: file too short)" in explain_loading(wrapped, "mine", "RTX")


@pytest.mark.parametrize(
    ("version", "ending"),
    [
        ("2.13.0+cu126", "requirements.txt --extra-index-url https://download.pytorch.org/whl/cu126"),
        ("2.13.0", "requirements.txt"),
        ("", "requirements.txt"),
    ],
)
def test_the_same_build_is_installed_again(monkeypatch, version, ending):
    monkeypatch.setattr(failures, "read_torch_build", lambda: TorchBuild(version) if version else None)

    assert "--force-reinstall" in failures.reinstall_line()
    assert failures.reinstall_line().endswith(ending)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (SafetensorError("I/O error: Input/output error (os error 5)"), "mine: cannot be read (Input/output error)"),
        (SafetensorError("Stale file handle (os error 116)"), "connect the folder again"),
        (RuntimeError("unable to mmap 9 bytes from file </m.safetensors>: Input/output error (5)"), "see to that disk"),
        (OSError(5, "Input/output error"), "mine: cannot be read (Input/output error); see to that disk"),
        (SafetensorError("MetadataIncompleteBuffer"), "fetch the model again"),
    ],
)  # fmt: skip
def test_a_disk_that_fails_is_no_broken_file(error, words):
    sentence = explain_loading(error, "mine", "RTX")

    assert words in sentence
    assert "fetch" in words or sentence.partition("; ")[2] in explain_drawing(error, 64, 64, "RTX")
    assert ("fetch the model" in sentence) is ("fetch" in words)
