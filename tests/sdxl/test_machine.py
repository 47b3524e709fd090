"""The installed torch, NVIDIA's cards and main memory, each as its own source tells it."""

import pytest

from sdxl.machine import (
    Probes,
    TorchBuild,
    find_gpu,
    free_ram,
    parse_cards,
    parse_meminfo,
    parse_torch_build,
    parse_vm_stat,
    read_torch_build,
    total_ram,
)

CPU = TorchBuild("2.13.0+cpu")
CUDA = TorchBuild("2.13.0+cu130", cuda="13.0")
ROCM = TorchBuild("2.13.0+rocm7", hip="7.0")
GIB = 2**30

# --- The installed torch


@pytest.mark.parametrize(
    ("text", "build"),
    [
        pytest.param(
            "from typing import Optional\n\n__all__ = ['__version__', 'cuda']\n__version__ = '2.13.0+cpu'\n"
            "debug = False\ncuda: Optional[str] = None\nhip: Optional[str] = None\n",
            CPU,
            id="cpu build",
        ),
        pytest.param(
            "__version__ = '2.13.0+cu130'\ncuda: Optional[str] = '13.0'\nhip: Optional[str] = None\n",
            CUDA,
            id="cuda build",
        ),
        pytest.param("__version__ = '2.1.0'\ncuda = \"12.1\"\n", TorchBuild("2.1.0", cuda="12.1"), id="older form"),
        pytest.param(
            "__version__ = '2.13.0+rocm7'\ncuda: Optional[str] = None\nhip: Optional[str] = '7.0'\n", ROCM, id="rocm"
        ),
        pytest.param("cudaish = '1'\n", TorchBuild("of unknown version"), id="a name that only begins like it"),
        pytest.param("", TorchBuild("of unknown version"), id="empty"),
    ],
)
def test_the_build_is_read_from_torchs_version_file(text, build):
    assert parse_torch_build(text) == build


def test_the_installed_torch_is_read_as_it_describes_itself():
    import torch

    build = read_torch_build()

    assert build is not None
    assert (build.version, build.cuda) == (torch.__version__, torch.version.cuda or "")


@pytest.mark.parametrize(
    ("build", "cards", "mps", "works", "word"),
    [
        pytest.param(CUDA, 1, False, True, "an NVIDIA card is here", id="cuda build and a card"),
        pytest.param(CPU, 1, True, True, "this Mac", id="a Mac's own GPU comes before a card it cannot use"),
        pytest.param(CUDA, 0, True, False, "no working NVIDIA driver", id="a CUDA build does not draw on a Mac"),
        pytest.param(ROCM, 2, True, False, "AMD", id="an AMD build is not guessed about"),
    ],
)
def test_a_gpu_works_only_with_the_build_for_it(build, cards, mps, works, word):
    found, reason = find_gpu(Probes(lambda: build, lambda: cards, lambda: mps))

    assert found is works
    assert word in reason


# --- Cards


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "NVIDIA GeForce RTX 3080, 10240, 9421, 560.94\n",
            [("NVIDIA GeForce RTX 3080", 10 * GIB, 9421 * 2**20, "560.94")],
            id="one",
        ),
        pytest.param("A, 1, 1, 5\nB, 2, 2, 5\n", [("A", 2**20, 2**20, "5"), ("B", 2**21, 2**21, "5")], id="two"),
        pytest.param("No devices were found\n", [], id="none"),
        pytest.param("GH200, [N/A], [N/A], 560\n", [], id="a card that does not tell"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_nvidias_table_is_read(text, expected):
    assert [(card.name, card.total, card.free, card.driver) for card in parse_cards(text)] == expected


# --- Main memory


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
