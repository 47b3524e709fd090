"""The installed torch, NVIDIA's cards and main memory, each as its own source tells it."""

import pytest

from sdxl.cards import Driver, DriverCard
from sdxl.machine import (
    Card,
    Probes,
    TorchBuild,
    cards_of_run,
    explain_processor,
    find_gpu,
    find_idle_card,
    free_ram,
    parse_cards,
    parse_meminfo,
    parse_torch_build,
    parse_vm_stat,
    read_torch_build,
    torch_line,
    total_ram,
)

CPU = TorchBuild("2.13.0+cpu")
CUDA = TorchBuild("2.13.0+cu130", cuda="13.0")
OLDER = TorchBuild("2.13.0+cu126", cuda="12.6")
INTEL = TorchBuild("2.13.0+xpu", xpu="20250302")
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
        pytest.param(
            "__version__ = '2.13.0+xpu'\ncuda: Optional[str] = None\nxpu: Optional[str] = '20250302'\n",
            TorchBuild("2.13.0+xpu", xpu="20250302"),
            id="intel",
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


def pascal(cuda):
    return Driver(cuda, (DriverCard("GTX 1080", (6, 1)),))


KEPLER = Driver((11, 4), (DriverCard("GT 710", (3, 5)),))
MIXED = Driver((12, 8), (*KEPLER.cards, DriverCard("RTX 3090", (8, 6))))
BLACKWELL = Driver((13, 0), (DriverCard("RTX 5090", (12, 0)),))


@pytest.mark.parametrize(
    ("build", "driver", "words"),
    [
        pytest.param(
            CUDA,
            pascal((12, 2)),
            ["CUDA 13.0, but the NVIDIA driver", "CUDA 12.2 at most", "whl/cu126"],
            id="old driver",
        ),
        pytest.param(CUDA, pascal((13, 0)), ["CUDA 13.0 and holds no code for the GTX 1080", "whl/cu126"], id="GTX 10"),
        pytest.param(
            OLDER, BLACKWELL, ["holds no code for the RTX 5090", "--force-reinstall", "whl/cu130"], id="RTX 50"
        ),
        pytest.param(
            OLDER, pascal((11, 4)), ["CUDA 11.4 at most: install NVIDIA's newest driver"], id="a driver for no build"
        ),
        pytest.param(CPU, BLACKWELL, ["built for the CPU only", "whl/cu130"], id="RTX 50 beside a CPU build"),
        pytest.param(
            None, BLACKWELL, ["not installed", "requirements.txt"], id="RTX 50 without torch: the list's build does"
        ),
        pytest.param(
            None, pascal((12, 2)), ["not installed", "whl/cu126"], id="GTX 10 without torch: the list's does not"
        ),
        pytest.param(CPU, KEPLER, ["CPU only: the GT 710", "too old for every build"], id="GT 710 beside a CPU build"),
        pytest.param(None, KEPLER, ["not installed: the GT 710", "too old for every"], id="GT 710 without torch"),
        pytest.param(OLDER, KEPLER, ["holds no code for the GT 710", "too old for every build"], id="GT 710"),
        pytest.param(CPU, MIXED, ["built for the CPU only", "whl/cu126"], id="a CPU build and two cards"),
        pytest.param(
            OLDER, MIXED, ["holds no code for the GT 710", "CUDA_VISIBLE_DEVICES=1"], id="the better card is second"
        ),
        pytest.param(
            INTEL, BLACKWELL, ["Intel's GPUs, on which this program does not draw", "whl/cu130"], id="a build for Intel"
        ),
    ],
)
def test_a_card_needs_the_build_for_it(build, driver, words):
    probes = Probes(lambda: build, lambda: 1, lambda: False, "linux", lambda: driver)
    works, reason = find_gpu(probes)

    assert not works
    assert "``" not in reason
    assert "CUDA_VISIBLE_DEVICES" not in reason or not torch_line(build, "linux", has_card=True, driver=driver)
    assert all(word in reason for word in words), reason
    assert build is None or find_idle_card(probes) == reason
    assert build is None or explain_processor(probes) == reason


def test_a_driver_that_fails_is_told_as_what_it_is():
    hidden = Driver((12, 8), fault='CUDA_VISIBLE_DEVICES is "", which hides every card')
    probes = Probes(lambda: CUDA, lambda: 0, lambda: False, "linux", lambda: hidden)

    said = f"PyTorch {CUDA.version} is built for CUDA 13.0, but an NVIDIA card does not work: {hidden.fault}"
    assert find_gpu(probes) == (False, said)


def test_a_card_that_torch_cannot_use_for_no_reason_of_ours_is_told_with_its_driver(monkeypatch):
    monkeypatch.setattr("sdxl.machine.read_driver_version", lambda: "535.54")
    probes = Probes(lambda: CUDA, lambda: 1, lambda: False)

    assert "with this NVIDIA driver 535.54: install a newer one" in explain_processor(probes)
    assert explain_processor(Probes(lambda: CUDA, lambda: 0, lambda: False)) == ""
    assert explain_processor(Probes(lambda: ROCM, lambda: 0, lambda: False)) == ""
    assert "Intel's GPUs" in explain_processor(Probes(lambda: INTEL, lambda: 0, lambda: False))


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


BIG = Card("RTX 3080", 10 * GIB, 9 * GIB, "560.94", "00000000:0A:00.0")
SMALL = Card("GTX 1080", 8 * GIB, 7 * GIB, "560.94", "00000000:01:00.0")
TABLE = "GTX 1080, 8192, 7168, 560.94, 00000000:01:00.0\nRTX 3080, 10240, 9216, 560.94, 00000000:0A:00.0\n"
FAST_FIRST = (
    DriverCard("RTX 3080", (8, 6), 10 * GIB, "0000:0a:00.0"),
    DriverCard("GTX 1080", (6, 1), 8 * GIB, "0000:01:00.0"),
)


def test_nvidias_table_says_where_a_card_is():
    assert parse_cards(TABLE) == (SMALL, BIG)


@pytest.mark.parametrize(
    ("shown", "names"),
    [
        pytest.param(FAST_FIRST, ["RTX 3080", "GTX 1080"], id="fastest first, as CUDA does"),
        pytest.param(FAST_FIRST[::-1], ["GTX 1080", "RTX 3080"], id="CUDA_DEVICE_ORDER=PCI_BUS_ID"),
        pytest.param(FAST_FIRST[1:], ["GTX 1080"], id="CUDA_VISIBLE_DEVICES=1"),
        pytest.param((), ["GTX 1080", "RTX 3080"], id="the driver does not tell"),
    ],
)
def test_the_cards_are_those_of_the_run_in_its_order(shown, names):
    found = cards_of_run(parse_cards(TABLE), Driver((12, 8), shown))

    assert [card.name for card in found] == names
    assert [card.free for card in found] == [{"RTX 3080": 9 * GIB, "GTX 1080": 7 * GIB}[name] for name in names]
    assert not shown or found[0].capability == shown[0].capability


def test_a_card_that_nvidia_smi_does_not_list_is_there_all_the_same():
    (found,) = cards_of_run((), Driver((12, 8), FAST_FIRST[:1]))

    assert (found.name, found.total, found.free, found.driver) == ("RTX 3080", 10 * GIB, 10 * GIB, "")


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
