"""The door of the engines: which one `--engine` means on which machine; torch is never imported to find out."""

import subprocess
import sys

import pytest

import doorstep
from errors import RenderError
from image_generator import EngineOptions, choose_engine, open_engine
from sdxl.machine import Probes, TorchBuild, pinned_torch

FULL = f"install it with `{doorstep.install_line(doorstep.FULL)}`"
CUDA_LINE = f"install a CUDA build with `{doorstep.quote(doorstep.pip_install())} torch=={pinned_torch()}"
CPU = TorchBuild("2.13.0+cpu")
CUDA = TorchBuild("2.13.0+cu130", cuda="13.0")
ROCM = TorchBuild("2.13.0+rocm7", hip="7.0")
MAC = TorchBuild("2.13.0")


@pytest.fixture(autouse=True)
def no_other_environment(monkeypatch):
    """Whoever tries the program may keep an environment beside it."""
    monkeypatch.setattr("doorstep.find_environment", lambda _requirements: None)


def machine(build, cards=0, *, mps=False):
    return Probes(torch_build=lambda: build, cuda_devices=lambda: cards, has_mps=lambda: mps)


@pytest.mark.parametrize(
    ("probes", "name", "words"),
    [
        pytest.param(machine(CUDA, 1), "sdxl", ["CUDA 13.0", "an NVIDIA card is here"], id="cuda build and a card"),
        pytest.param(machine(CUDA, 4), "sdxl", ["4 NVIDIA cards are here"], id="cuda build and four cards"),
        pytest.param(machine(MAC, mps=True), "sdxl", ["this Mac's GPU"], id="apple silicon"),
        pytest.param(machine(None, 1), "storyboard", ["card is here", "not installed", FULL], id="a card but no torch"),
        pytest.param(machine(None), "storyboard", ["PyTorch is not installed"], id="neither"),
        pytest.param(machine(CUDA, 0), "storyboard", ["no working NVIDIA driver"], id="cuda build, no driver"),
        pytest.param(machine(CPU, 1), "storyboard", ["card is here", "CPU only", CUDA_LINE], id="the Windows trap"),
        pytest.param(machine(CPU), "storyboard", ["CPU only", "no NVIDIA card"], id="no card"),
        pytest.param(machine(ROCM), "storyboard", ["AMD", "--engine sdxl"], id="rocm is not looked for"),
    ],
)
def test_auto_takes_sdxl_where_a_gpu_works_and_says_why(probes, name, words):
    choice = choose_engine("auto", model_given=False, probes=probes)

    assert choice.name == name
    assert all(word in choice.reason for word in words), choice.reason


def test_a_given_model_makes_auto_sdxl_whatever_the_machine():
    choice = choose_engine("auto", model_given=True, probes=machine(CPU))

    assert (choice.name, choice.reason) == ("sdxl", "a model is given with --model")


@pytest.mark.parametrize(
    ("engine", "probes", "is_said"),
    [
        pytest.param("auto", machine(CPU, 1), True, id="with a model"),
        pytest.param("sdxl", machine(CPU, 1), True, id="asked for"),
        pytest.param("storyboard", machine(CPU, 1), False, id="panels need no card"),
        pytest.param("sdxl", machine(CPU), False, id="no card"),
        pytest.param("sdxl", machine(CUDA, 1), False, id="a card that works"),
        pytest.param("sdxl", machine(ROCM, 1), False, id="an AMD build may use what it has"),
        pytest.param("sdxl", machine(None, 1), False, id="no torch: the engine itself says what to install"),
    ],
)
def test_sdxl_on_the_processor_beside_an_idle_card_says_the_line_to_type_once(engine, probes, is_said):
    reason = choose_engine(engine, model_given=True, probes=probes).reason

    assert reason.count(CUDA_LINE) == is_said
    assert reason.count("`") == 2 * is_said


def test_sdxl_without_its_packages_says_what_to_install(monkeypatch):
    monkeypatch.setattr("doorstep.list_missing", lambda name: ["torch", "accelerate"] if name == doorstep.FULL else [])

    with pytest.raises(RenderError, match=r"torch and accelerate are not installed .* -r requirements\.txt`\.$"):
        open_engine("sdxl", EngineOptions(models=()))
    assert open_engine("storyboard", EngineOptions(models=()))


@pytest.mark.parametrize("engine", ["sdxl", "storyboard"])
def test_an_engine_asked_for_is_taken(engine):
    choice = choose_engine(engine, model_given=True, probes=machine(None))

    assert choice.name == engine
    assert f"--engine {engine}" in choice.reason


def test_this_machine_is_judged_without_importing_torch():
    code = (
        "import sys\nimport image_generator\n"
        "choice = image_generator.choose_engine('auto', model_given=False)\n"
        "print(choice.name, bool(choice.reason), 'torch' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    name, has_reason, torch_imported = run.stdout.split()

    assert name in ("sdxl", "storyboard")
    assert (has_reason, torch_imported) == ("True", "False")
