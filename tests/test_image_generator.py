"""The door of the engines: which one `--engine` means on which machine; torch is never imported to find out."""

import subprocess
import sys

import pytest

from image_generator import choose_engine
from sdxl.machine import Probes, TorchBuild

CPU = TorchBuild("2.13.0+cpu")
CUDA = TorchBuild("2.13.0+cu130", cuda="13.0")
ROCM = TorchBuild("2.13.0+rocm7", hip="7.0")
MAC = TorchBuild("2.13.0")


def machine(build, cards=0, *, mps=False):
    return Probes(torch_build=lambda: build, cuda_devices=lambda: cards, has_mps=lambda: mps)


@pytest.mark.parametrize(
    ("probes", "name", "words"),
    [
        pytest.param(machine(CUDA, 1), "sdxl", ["CUDA 13.0", "an NVIDIA card is here"], id="cuda build and a card"),
        pytest.param(machine(CUDA, 4), "sdxl", ["4 NVIDIA cards are here"], id="cuda build and four cards"),
        pytest.param(machine(MAC, mps=True), "sdxl", ["this Mac's GPU"], id="apple silicon"),
        pytest.param(machine(None, 1), "storyboard", ["not installed"], id="a card but no torch"),
        pytest.param(machine(CUDA, 0), "storyboard", ["no working NVIDIA driver"], id="cuda build, no driver"),
        pytest.param(
            machine(CPU, 1), "storyboard", ["card is here", "CPU only", "install a CUDA build"], id="the Windows trap"
        ),
        pytest.param(machine(CPU), "storyboard", ["CPU only", "no NVIDIA card"], id="no card"),
        pytest.param(machine(ROCM), "storyboard", ["AMD", "--engine sdxl"], id="rocm is not looked for"),
    ],
)
def test_auto_takes_sdxl_where_a_gpu_works_and_says_why(probes, name, words):
    choice = choose_engine("auto", model_given=False, probes=probes)

    assert choice.name == name
    assert all(word in choice.reason for word in words), choice.reason


def test_a_given_model_makes_auto_sdxl_without_a_look_at_the_machine():
    def forbidden():
        raise AssertionError("looked")

    choice = choose_engine("auto", model_given=True, probes=Probes(forbidden, forbidden, forbidden))

    assert (choice.name, choice.reason) == ("sdxl", "a model is given with --model")


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
