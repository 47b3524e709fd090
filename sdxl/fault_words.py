"""The words in which drivers, libraries and systems fail, by what they mean for a run."""

from __future__ import annotations

import errno
import os
import re
import sys
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

# What an error means for the run. Where memory is short another plan may do; after the last three kinds every further
# call fails, until the program is started again, or PyTorch is installed again or in another build.
Kind = Literal["", "memory", "main memory", "lost", "build", "install"]


class Words(NamedTuple):
    """Words of drivers and libraries, with an example from a public report."""

    pattern: str
    example: str


# What means which kind. The first row that matches counts: "CUDA error: out of memory" leaves the card alive.
WORDS: Mapping[Kind, tuple[Words, ...]] = {
    "main memory": (
        Words(r"paging file is too small|\b(os |win|windows )?error:? 1455\b", "os error 1455"),
        Words(r"DefaultCPUAllocator", "DefaultCPUAllocator: not enough memory: you tried to allocate 7 GB"),
        Words(
            r"cannot allocate memory(?! in static tls)|\bos error 12\b",
            "unable to mmap 5 bytes: Cannot allocate memory (12)",
        ),
        Words(r"insufficient system resources|\b(os |win)error:? 1450\b", "Insufficient system resources exist"),
        Words(r"not enough (memory resources|storage) (are|is) available", "Not enough memory resources are available"),
        Words(r"\bbad[_ ]alloc(ation)?\b", "std::bad_alloc"),
    ),
    "memory": (
        Words(r"out[ _]?of[ _]?(\w+[ _])?memory|memoryallocation", "HIP out of memory. Tried to allocate 2.00 GiB"),
        Words(
            r"(can't|could not|unable to|failed to) allocate|not enough (gpu |video |device )*memory",
            "Could not allocate tensor with 41943040 bytes. There is not enough GPU video memory available!",
        ),
        Words(
            r"alloc(ation)?_?failed|status_memory_error",
            "CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate`",
        ),
        Words(r"(cublas|cudnn|hipblas|cusolver)_status_not_initialized", "CUDA error: CUBLAS_STATUS_NOT_INITIALIZED"),
        Words(r"cudnn_status_internal_error(?!_)", "cuDNN error: CUDNN_STATUS_INTERNAL_ERROR"),
        Words(
            r"unable to find (a valid cudnn algorithm|an engine)", "FIND was unable to find an engine to execute this"
        ),
        Words(
            r"nvml_success == |internal assert failed at .*caching\w*allocator",
            'NVML_SUCCESS == r INTERNAL ASSERT FAILED at "../c10/cuda/CUDACachingAllocator.cpp":830, please report',
        ),
        Words(r"invalid buffer size|total bytes of ndarray", "Invalid buffer size: 4.00 GB"),
        Words(r"error_out_of_(resources|\w+_memory)", "Native API returns: -5 (PI_ERROR_OUT_OF_RESOURCES)"),
    ),
    "build": (
        Words(r"no kernel image is available", "CUDA error: no kernel image is available for execution"),
        Words(r"invalid device function|device kernel image is invalid", "HIP error: invalid device function"),
        Words(
            r"unsupported toolchain|ptx jit|named symbol not found",
            "the provided PTX was compiled with an unsupported toolchain.",
        ),
        Words(
            r"driver version is insufficient|driver on your system is too old",
            "CUDA driver version is insufficient for CUDA runtime version",
        ),
        Words(
            r"not compiled with cuda enabled|not compatible with the current pytorch",
            "Torch not compiled with CUDA enabled",
        ),
        Words(
            r"unsupported display driver / cuda driver",
            "system has unsupported display driver / cuda driver combination",
        ),
        Words(r"found no nvidia driver", "Found no NVIDIA driver on your system. Please check that you have one"),
    ),
    "install": (
        Words(
            r"unable to load any of \{|could not load library \S*lib|could not load symbol|cannot load symbol",
            "Unable to load any of {libcudnn_graph.so.9.1.0, libcudnn_graph.so.9}",
        ),
        Words(
            r"failed to open \S*nvrtc-builtins|failed to open libnvrtc|invalid value for --gpu-architecture",
            "nvrtc: error: failed to open nvrtc-builtins64_126.dll. Make sure that it is installed correctly.",
        ),
        Words(
            r"(cudnn|cublas)\S*status_(version_mismatch|sublibrary_\w+)|cudnn version incompatibility",
            "cuDNN version incompatibility: PyTorch was compiled against (9, 1, 0) but found runtime version (8, 9, 2)",
        ),
        Words(r"DLL load failed|DLL initialization routine", "DLL load failed while importing _C: not found"),
        Words(
            r"\bWinError (126|127|182|193|1114)\b|error loading \"[^\"]*\.dll",
            '[WinError 1114] A dynamic link library (DLL) failed. Error loading "c10.dll" or one of its dependencies.',
        ),
        Words(
            r"cannot open shared object file|reason: image not found|library not loaded: ",
            "libcudnn.so.9: cannot open shared object file: No such file or directory",
        ),
        Words(r"\.so\S*: (wrong ELF class|invalid ELF header|file too short)", "libtorch_cpu.so: file too short"),
        Words(
            r"\.so[.\d]*: (undefined symbol|symbol .* not defined)|symbol not found in",
            "libcublas.so.12: symbol cublasLtCreate version libcublasLt.so.12 not defined in file",
        ),
        Words(r"version `(GLIBC|GLIBCXX|CXXABI)", "/lib/libc.so.6: version `GLIBC_2.32' not found"),
        Words(
            r"failed to import \S+ because of the following|could not import module",
            "Failed to import diffusers.pipelines because of the following error (look up to see its traceback):",
        ),
        Words(r"cannot import name", "cannot import name 'cached_download' from 'huggingface_hub'"),
        Words(
            r"numpy\S* failed to import|compiled using numpy|numpy is not available|binary incompatibility",
            "numpy.core.multiarray failed to import",
        ),
        Words(
            r"module '?(torch|diffusers|transformers|numpy|accelerate|safetensors)\S* has no attribute",
            "module 'torch' has no attribute 'xpu'",
        ),
        Words(
            r"operator torchvision::|couldn't load custom c\+\+ ops|is required for a normal functioning of this",
            "operator torchvision::nms does not exist",
        ),
    ),
    "lost": (
        Words(r"(cuda|hip|xpu|driver) (error: )?(unknown|initialization) error", "CUDA error: unknown error"),
        Words(r"unspecified launch failure|launch[_ ]failed", "CUDA error: unspecified launch failure"),
        Words(
            r"illegal memory access|illegal[_ ]address|illegal instruction",
            "HIP error: an illegal memory access was encountered",
        ),
        Words(
            r"device-side assert|launch timed out|launch[_ ]timeout",
            "CUDA error: the launch timed out and was terminated",
        ),
        Words(r"misaligned address|invalid program counter|hardware stack error", "CUDA error: misaligned address"),
        Words(
            r"uncorrectable (ecc|nvlink)|global/shared address space", "CUDA error: uncorrectable ECC error encountered"
        ),
        Words(
            r"(cublas|cudnn|hipblas|rocblas|miopen|cusolver|cufft)_?(lt_)?status_?(execution_?failed|mapping_error)",
            "cuDNN error: CUDNN_STATUS_EXECUTION_FAILED",
        ),
        Words(
            r"(cublas|hipblas|rocblas|cusolver|miopen)_?status_?internal_?error|cufft_(internal_error|exec_failed)",
            "CUDA error: CUBLAS_STATUS_INTERNAL_ERROR when calling `cublasSgemm( handle, opa, opb, m, n, k )`",
        ),
        Words(
            r"caused gpu \w+( \w+)? error|victim of gpu error|for causing prior/excessive gpu errors",
            "Caused GPU Hang Error (00000003:kIOGPUCommandBufferCallbackErrorHang)",
        ),
        Words(
            r"kiogpucommandbuffercallbackerror(?!outofmemory|invalid)",
            "Impacting Interactivity (0000000e:kIOGPUCommandBufferCallbackErrorImpactingInteractivity)",
        ),
        Words(
            r"hsa_status_error(?!_(out_of|invalid_isa))|memory access fault by gpu|gpu hang",
            "HSA_STATUS_ERROR_EXCEPTION: An HSAIL operation resulted in a hardware exception",
        ),
        Words(
            r"dxgi_error_device|gpu (device instance )?has been suspended|handle for gpu\S*: unknown error",
            "The GPU device instance has been suspended. Use GetDeviceRemovedReason",
        ),
        Words(
            r"error from cudaGetDeviceCount|forward compatibility was attempted|driver/library version mismatch",
            "Unexpected error from cudaGetDeviceCount(). Error 804: forward compatibility was attempted",
        ),
        Words(
            r"system not (yet )?initialized",
            "CUDA error: system not yet initialized",
        ),
        Words(
            r"driver (is )?shut(ting)? down|driver initialization failed|context is destroyed",
            "CUDA error: driver shutting down",
        ),
        Words(
            r"device[_ ](was |is )?(lost|removed|hung)|gpu is lost|fallen off the bus",
            "Native API returns: 20 (UR_RESULT_ERROR_DEVICE_LOST)",
        ),
        Words(
            r"busy or unavailable|no cuda gpus are available",
            "CUDA error: CUDA-capable device(s) is/are busy or unavailable",
        ),
    ),
}

# Windows' numbers of errors by the name that other systems give them.
WINDOWS_ERRORS: Mapping[int, str] = {
    2: "ENOENT",
    3: "ENOENT",
    4: "EMFILE",
    5: "EACCES",
    21: "EIO",  # the device is not ready
    23: "EIO",  # a checksum is wrong
    32: "EBUSY",
    33: "EBUSY",
    53: "ENOTCONN",
    59: "ENOTCONN",
    64: "ENOTCONN",
    112: "ENOSPC",
    121: "ETIMEDOUT",
    206: "ENAMETOOLONG",
    483: "EIO",
    1117: "EIO",
    1167: "EIO",  # the device is gone
    1392: "EIO",  # the file is damaged
}
# As Rust writes it ("Input/output error (os error 5)"), and as torch does of a file that it maps.
SYSTEMS_WORDS = re.compile(r"\(os error (\d+)\)|file <.*>.*: [^:]+ \((\d+)\)")


def read_system_error(text: str, system: str = sys.platform) -> OSError | None:
    """Take the system's own error from a library's words, as that of this system; None where there is none."""
    found = SYSTEMS_WORDS.search(text)
    if found is None:
        return None
    number = int(found[1] or found[2])
    if system == "win32" and found[1]:
        number = getattr(errno, WINDOWS_ERRORS.get(number, ""), 0)
    return OSError(number, os.strerror(number)) if number in errno.errorcode else None
