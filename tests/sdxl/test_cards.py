"""NVIDIA's cards: the driver's answers, and the build of PyTorch that each card needs."""

import pytest

from sdxl import cards
from sdxl.cards import (
    BUILDS,
    FAULTS,
    INDEX,
    UNKNOWN,
    Driver,
    DriverCard,
    ask,
    explain_none,
    explain_too_old,
    find_index,
    find_mismatch,
    holds_code_for,
    lacks_tensor_cores,
    parse_version,
    runs_under,
    same_place,
)


@pytest.fixture(autouse=True)
def no_driver_here(monkeypatch):
    monkeypatch.setattr(cards, "read_driver_version", lambda: "535.54")


def driver_of(capability, cuda=UNKNOWN, name="card"):
    return Driver(cuda, (DriverCard(name, capability),))


# Published compute capabilities, with the builds that hold code for them.
CAPABILITIES = [
    ("Tesla K80", (3, 7), ""),
    ("GTX 750 Ti", (5, 0), "12.6"),
    ("GTX 980", (5, 2), "12.6"),
    ("Tesla P100", (6, 0), "12.6"),
    ("GTX 1080", (6, 1), "12.6"),
    ("Titan V", (7, 0), "12.6 12.8"),
    ("RTX 2080", (7, 5), "12.6 12.8 13.0"),
    ("GTX 1660", (7, 5), "12.6 12.8 13.0"),
    ("A100", (8, 0), "12.6 12.8 13.0"),
    ("RTX 3080", (8, 6), "12.6 12.8 13.0"),
    ("RTX 4090", (8, 9), "12.6 12.8 13.0"),
    ("H100", (9, 0), "12.6 12.8 13.0"),
    ("B200", (10, 0), "12.8 13.0"),
    ("B300", (10, 3), "12.8 13.0"),
    ("RTX 5090", (12, 0), "12.8 13.0"),
    ("GB10", (12, 1), "12.8 13.0"),
]


@pytest.mark.parametrize(("name", "capability", "builds"), CAPABILITIES)
def test_a_build_holds_code_for_its_cards(name, capability, builds):
    held = [cuda for cuda in ("12.6", "12.8", "13.0") if holds_code_for(parse_version(cuda), capability)]

    assert " ".join(held) == builds, name
    assert bool(find_index(driver_of(capability))) is bool(builds)


def test_what_is_not_known_is_not_judged():
    assert holds_code_for((12, 6), UNKNOWN)
    assert holds_code_for(UNKNOWN, (12, 0))
    assert runs_under((13, 0), UNKNOWN)
    assert find_mismatch("12.6", Driver()) == find_mismatch("", driver_of((12, 0))) == ("", "")


@pytest.mark.parametrize(
    ("capability", "driver", "index"),
    [
        pytest.param((8, 6), (12, 8), "cu126", id="the oldest that does asks least of the driver"),
        pytest.param((6, 1), (12, 8), "cu126", id="GTX 10"),
        pytest.param((6, 1), (13, 0), "cu126", id="GTX 10 with a new driver"),
        pytest.param((12, 0), (13, 0), "cu130", id="RTX 50"),
        pytest.param((12, 0), (12, 8), "cu128", id="RTX 50 with an older driver"),
        pytest.param((12, 0), UNKNOWN, "cu130", id="RTX 50, the driver does not say"),
        pytest.param((8, 6), (11, 4), "cu126", id="a driver too old for all: the one to have after it is new"),
        pytest.param(UNKNOWN, UNKNOWN, "cu126", id="nothing is known"),
    ],
)
def test_the_index_is_for_card_and_driver(capability, driver, index):
    assert find_index(driver_of(capability, driver)) == INDEX + index


@pytest.mark.parametrize(
    ("build", "driver", "why", "remedy"),
    [
        pytest.param(
            "13.0", driver_of((8, 6), (12, 2)), "the NVIDIA driver 535.54 here runs CUDA 12.2", "", id="Fooocus 953"
        ),
        pytest.param("12.6", driver_of((8, 6), (12, 2)), "", "", id="within one first number every driver does"),
        pytest.param(
            "12.6", driver_of((8, 6), (11, 4)), "runs CUDA 11.4 at most", "newest driver", id="too old for all"
        ),
        pytest.param(
            "12.6",
            driver_of((12, 0), (13, 0), "RTX 5070"),
            "no code for the RTX 5070 (compute capability 12.0)",
            "",
            id="RTX 50",
        ),
        pytest.param(
            "13.0",
            driver_of((6, 1), (13, 0), "GTX 1080"),
            "no code for the GTX 1080 (compute capability 6.1)",
            "",
            id="GTX 10",
        ),
        pytest.param(
            "12.6", driver_of((3, 7), (12, 2), "K80"), "no code for the K80", "too old for every build", id="Kepler"
        ),
        pytest.param("13.0", driver_of((12, 0), (13, 1)), "", "", id="RTX 50 with its build"),
        pytest.param("11.7", driver_of((9, 0), (12, 6), "H100"), "no code for the H100", "", id="H100, CUDA 11.7"),
        pytest.param("11.3", driver_of((9, 0), (12, 6), "H100"), "no code for the H100", "", id="H100, CUDA 11.3"),
        pytest.param("11.8", driver_of((9, 0), (12, 6)), "", "", id="H100 with CUDA 11.8"),
        pytest.param("11.3", driver_of((8, 9), (12, 6)), "", "", id="RTX 4090: code for 8.6 runs on it"),
        pytest.param("10.2", driver_of((8, 6), (12, 6), "RTX 3080"), "no code for the RTX 3080", "", id="RTX 30, 10.2"),
        pytest.param("10.2", driver_of((6, 1), (12, 6)), "", "", id="GTX 10 with CUDA 10.2"),
        pytest.param("12.6", driver_of((6, 1), (12, 8)), "", "", id="GTX 10 with its build"),
    ],
)
def test_a_build_that_cannot_use_the_card_is_noticed(build, driver, why, remedy):
    found = find_mismatch(build, driver)

    assert why in found[0]
    assert bool(found[0]) is bool(why)
    assert remedy in found[1]
    assert bool(found[1]) is bool(remedy)


MIXED = Driver((12, 8), (DriverCard("GT 710", (3, 5)), DriverCard("K80", (3, 7)), DriverCard("RTX 3090", (8, 6))))


@pytest.mark.parametrize(
    ("build", "visible", "remedy"),
    [
        pytest.param("12.6", None, "CUDA_VISIBLE_DEVICES=2 to draw on the RTX 3090", id="not the first card"),
        pytest.param("12.6", "3, 1,GPU-5f", "=GPU-5f to draw on the RTX 3090", id="by the author's own names"),
        pytest.param("11.3", None, "CUDA_VISIBLE_DEVICES=1 to draw on the K80", id="the first that does"),
        pytest.param("13.0", None, "", id="a driver that runs no such build: another build"),
    ],
)
def test_a_card_behind_one_that_is_too_old_is_named(monkeypatch, build, visible, remedy):
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES", raising=False)
    if visible is not None:
        monkeypatch.setenv("CUDA_VISIBLE_DEVICES", visible)

    assert remedy in find_mismatch(build, MIXED)[1]
    assert bool(find_mismatch(build, MIXED)[1]) is bool(remedy)
    assert find_index(MIXED) == INDEX + "cu126"
    assert explain_too_old(MIXED) == explain_too_old(Driver()) == ""
    assert find_mismatch("12.6", Driver((12, 8), MIXED.cards[::-1])) == ("", "")


def test_cards_that_are_all_too_old_are_told():
    said = explain_too_old(Driver((11, 4), MIXED.cards[:2]))

    assert said.startswith("the GT 710 (compute capability 3.5) is too old for every build of this PyTorch")


@pytest.mark.parametrize("row", BUILDS)
def test_every_row_of_builds_holds_its_example(row):
    capability = {"GTX 1080": (6, 1), "RTX 5090": (12, 0)}[row.example]

    assert holds_code_for(row.cuda, capability)


@pytest.mark.parametrize(
    ("name", "capability", "lacks"),
    [
        ("NVIDIA GeForce GTX 1660 SUPER", (7, 5), True),
        ("NVIDIA GeForce GTX 1650", (7, 5), True),
        ("NVIDIA GeForce GTX 1630", (7, 5), True),
        ("NVIDIA GeForce GTX 1660 Ti with Max-Q Design", (7, 5), True),
        ("NVIDIA GeForce MX450", (7, 5), True),
        ("NVIDIA T600 Laptop GPU", (7, 5), True),
        ("NVIDIA T1000 8GB", (7, 5), True),
        ("Quadro T1000", (7, 5), True),
        ("Quadro T2000", (7, 5), True),
        ("Quadro T2000 with Max-Q Design", (7, 5), True),
        ("NVIDIA T1200 Laptop GPU", (7, 5), True),
        ("NVIDIA T550 Laptop GPU", (7, 5), True),
        ("Quadro RTX 3000 with Max-Q Design", (7, 5), False),
        ("NVIDIA RTX A2000", (8, 6), False),
        ("NVIDIA GeForce RTX 2060", (7, 5), False),
        ("Tesla T4", (7, 5), False),
        ("Quadro RTX 4000", (7, 5), False),
        ("NVIDIA GeForce GTX 1060 6GB", (6, 1), False),
        ("NVIDIA RTX A1000", (8, 6), False),
        ("NVIDIA T1000 8GB", (8, 6), False),
    ],
)
def test_cards_without_half_precision_that_works_are_known(name, capability, lacks):
    assert lacks_tensor_cores(name, capability) is lacks


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("00000000:01:00.0", "0000:01:00.0", True),
        ("00000000:0A:00.0", "0000:0a:00.0", True),
        ("00000000:01:00.0", "00000000:02:00.0", False),
        ("0001:01:00.0", "0000:01:00.0", False),
        ("", "", False),
        ("[N/A]", "0000:01:00.0", False),
    ],
)
def test_one_place_on_the_bus_has_two_spellings(one, other, same):
    assert same_place(one, other) is same


# --- The driver's library -------------------------------------------------------------------------------------------


class Library:
    """NVIDIA's driver library as far as it is asked."""

    def __init__(self, version=12080, status=0, shown=()):
        self.version, self.status, self.shown = version, status, shown

    def cuDriverGetVersion(self, number):  # noqa: N802
        number._obj.value = self.version
        return 0

    def cuInit(self, _flags):  # noqa: N802
        return self.status

    def cuDeviceGetCount(self, number):  # noqa: N802
        number._obj.value = len(self.shown)
        return 0

    def cuDeviceGet(self, device, position):  # noqa: N802
        device._obj.value = position
        return 0

    def cuDeviceGetName(self, text, _length, device):  # noqa: N802
        text.value = self.shown[device.value].name.encode()
        return 0

    def cuDeviceGetPCIBusId(self, text, _length, device):  # noqa: N802
        text.value = self.shown[device.value].bus.encode()
        return 0

    def cuDeviceTotalMem_v2(self, total, device):  # noqa: N802
        total._obj.value = self.shown[device.value].total
        return 0

    def cuDeviceGetAttribute(self, value, attribute, device):  # noqa: N802
        value._obj.value = self.shown[device.value].capability[attribute - 75]
        return 0


SHOWN = (
    DriverCard("RTX 3080", (8, 6), 10 * 2**30, "0000:0a:00.0"),
    DriverCard("GTX 1080", (6, 1), 2**33, "0000:01:00.0"),
)


def test_the_driver_tells_its_cards_in_the_order_of_a_run():
    assert ask(Library(shown=SHOWN)) == Driver((12, 8), SHOWN)


@pytest.mark.parametrize(
    ("status", "visible", "words"),
    [
        pytest.param(100, None, "", id="a driver without a card"),
        pytest.param(0, "", 'CUDA_VISIBLE_DEVICES is ""', id="hidden by the environment"),
        pytest.param(100, "-1", 'CUDA_VISIBLE_DEVICES is "-1", which hides every card', id="hidden in other words"),
        *(pytest.param(status, None, words, id=str(status)) for status, words in FAULTS.items()),
        pytest.param(777, None, "fails with error 777", id="another"),
    ],
)
def test_a_driver_that_shows_no_card_is_told_with_its_remedy(monkeypatch, status, visible, words):
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES", raising=False)
    if visible is not None:
        monkeypatch.setenv("CUDA_VISIBLE_DEVICES", visible)
    driver = ask(Library(status=status))

    assert (driver.cuda, driver.cards) == ((12, 8), ())
    assert words in driver.fault
    assert bool(driver.fault) is bool(words)
    assert explain_none(status or 100, visible) == driver.fault


def test_this_machines_driver_is_asked():
    assert isinstance(cards.read_driver(), Driver)
