"""`--check`: one page for every kind of machine, from probes."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import doorstep
from sdxl.cards import Driver, DriverCard
from sdxl.check import CheckProbes, check, gather, judge_python, list_findings
from sdxl.check_model import Wanted
from sdxl.machine import Card, Probes, TorchBuild, pinned_torch
from workspace.request import read_defaults

GIB = 2**30
CPU = TorchBuild("2.13.0+cpu")
CUDA = TorchBuild("2.13.0+cu126", cuda="12.6")
FULL = doorstep.install_line(doorstep.FULL)
PIP = doorstep.quote(doorstep.pip_install())
RTX = Card("NVIDIA GeForce RTX 3080", 10 * GIB, int(9.2 * GIB), "560.94")


@pytest.fixture(autouse=True)
def no_other_environment(monkeypatch):
    """Whoever tries the program may keep an environment beside it."""
    monkeypatch.setattr("doorstep.find_environment", lambda _requirements: None)


def probes_of(build=CUDA, cards=(RTX,), **changes):
    driver = changes.pop("driver", Driver())
    probes = Probes(lambda: build, lambda: len(cards), lambda: False, changes.get("system", "linux"), lambda: driver)
    found = {
        "machine": probes,
        "cards": lambda: cards,
        "ram": lambda: (12 * GIB, 32 * GIB),
        "disk_free": lambda: 100 * GIB,
        "xformers": lambda _build: "not installed, and not needed",
        "find_cached": lambda _choice: None,
        "has_file": lambda _hub_id, _name: False,
        "find_net": lambda _choice: None,
        "system": "linux",
        "lacking": tuple,
    }
    return CheckProbes(**{**found, **changes})


def wanted(model="sdxl", memory="auto", max_vram=None):
    return Wanted(model, read_defaults().presets, 1344 * 768, memory, max_vram)


def page(**changes):
    return check(wanted(), probes_of(**changes))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        pytest.param(
            {},
            [
                "ok  torch        2.13.0+cu126, built for CUDA 12.6",
                "ok  driver       NVIDIA 560.94",
                "ok  card         NVIDIA GeForce RTX 3080, 9.2 of 10.0 GB free",
                "ok  plan         SDXL, two-phase, decoding in tiles, about 6.6 of 9.2 GB",
                "ok  guides       words: nothing to fetch, two-phase, decoding in tiles, about 6.6 GB",
                "ok               pose: openpose is not here yet (316 MB, Apache-2.0), two-phase, decoding in tiles",
                "-> hf download TencentARC/t2i-adapter-openpose-sdxl-1.0 diffusion_pytorch_model.safetensors",
                "ok               strong: union is not here yet (2.5 GB, Apache-2.0), ",
                "ok  next         python generate_scene_images.py --dry-run",
            ],
            id="a good card",
        ),
        pytest.param(
            {"build": None},
            ["!!  torch        not installed", f"-> {FULL}", f"next         {FULL}", f"install it with `{FULL}`"],
            id="no torch on Linux",
        ),
        pytest.param(
            {"build": None, "system": "win32"},
            [f"-> {PIP} torch=={pinned_torch()} --index-url https://download.pytorch.org/whl/cu126"],
            id="no torch on Windows with a card",
        ),
        pytest.param(
            {"build": CPU, "system": "win32"},
            [
                "!!  torch        2.13.0+cpu, built for the CPU only",
                f"-> {PIP} torch=={pinned_torch()} --force-reinstall --index-url",
                "storyboard panels (an NVIDIA card is here, but PyTorch 2.13.0+cpu is built for the CPU only",
            ],
            id="the CPU-only trap on Windows",
        ),
        pytest.param(
            {"build": CPU},
            ["!!  torch", f"-> {PIP} torch=={pinned_torch()} --force-reinstall --index-url"],
            id="the CPU-only trap on Linux",
        ),
        pytest.param(
            {"build": None, "cards": ()},
            [
                f"ok  torch        not installed, and needed for SDXL only: {FULL}",
                "ok  plan         storyboard panels (PyTorch is not installed)",
                "ok  next         python generate_scene_images.py --dry-run",
            ],
            id="no torch and no card: the light install is whole",
        ),
        pytest.param(
            {"build": None, "cards": (), "lacking": lambda: ["tqdm", "Pillow"]},
            [
                "!!  packages     tqdm and Pillow: not installed",
                f"-> {doorstep.install_line()}",
                f"ok  next         {doorstep.install_line()}",
            ],
            id="nothing is installed yet",
        ),
        pytest.param(
            {"build": None, "lacking": lambda: ["tqdm"]},
            ["!!  packages     tqdm: not installed", f"ok  next         {FULL}"],
            id="nothing is installed yet beside a card: everything at once",
        ),
        pytest.param(
            {"build": CPU, "cards": ()},
            ["ok  torch", "ok  card         no NVIDIA card is found", "plan         storyboard panels"],
            id="no card: nothing is wrong",
        ),
        pytest.param(
            {"cards": (Card("RTX 3080", 10 * GIB, 3 * GIB, "560.94"),)},
            ["!!  card         RTX 3080, 3.0 of 10.0 GB free", "-> close other programs", "group offload"],
            id="a card that others use",
        ),
        pytest.param(
            {"driver": Driver((12, 2), (DriverCard("RTX 3080", (8, 6)),)), "build": TorchBuild("2.13.0+cu130", "13.0")},
            ["!!  torch        2.13.0+cu130, built for CUDA 13.0", "whl/cu126", "driver", "runs CUDA 12.2 at most"],
            id="a driver older than the build",
        ),
        pytest.param(
            {"driver": Driver((13, 0), (DriverCard("RTX 5090", (12, 0), 32 * GIB),))},
            ["!!  torch        2.13.0+cu126", "whl/cu130", "no code for the RTX 5090 (compute capability 12.0)"],
            id="RTX 50",
        ),
        pytest.param(
            {"driver": Driver((13, 0), (DriverCard("GTX 1080", (6, 1)),)), "build": TorchBuild("2.13.0+cu130", "13.0")},
            ["!!  torch        2.13.0+cu130", "whl/cu126", "no code for the GTX 1080 (compute capability 6.1)"],
            id="GTX 10",
        ),
        pytest.param(
            {"cards": (Card("NVIDIA GeForce GTX 1660", 6 * GIB, 5 * GIB, "560.94", "", (7, 5)),)},
            ["ok  card         NVIDIA GeForce GTX 1660, 5.0 of 6.0 GB free, without tensor cores: cuDNN searches"],
            id="GTX 16",
        ),
        pytest.param(
            {"build": TorchBuild("2.13.0+rocm7", hip="7.0"), "cards": ()},
            [
                "ok  torch        2.13.0+rocm7, built for AMD cards",
                "card         AMD's are not looked for: --engine sdxl",
            ],
            id="AMD",
        ),
        pytest.param(
            {"build": TorchBuild("2.13.0+xpu", xpu="20250302"), "cards": ()},
            ["torch        2.13.0+xpu, built for Intel GPUs", "Intel's GPUs, on which this program does not draw"],
            id="Intel",
        ),
        pytest.param(
            {"cards": (Card("RTX 3050", 4 * GIB, int(3.3 * GIB), "560.94"),), "ram": lambda: (3 * GIB, 8 * GIB)},
            ["!!  main memory  3.0 of 8.0 GB free", "-> group offload keeps 4.8 GB of the model in main memory"],
            id="a small card in a small machine",
        ),
        pytest.param(
            {"driver": Driver((12, 8), fault="restart the machine"), "cards": ()},
            [
                "!!  card         NVIDIA's does not work: restart the machine",
                "but an NVIDIA card does not work: restart",
            ],
            id="a driver of two versions",
        ),
        pytest.param(
            {"cards": (RTX, Card("GTX 1080", 8 * GIB, GIB, "560.94"))},
            ["ok  card         GTX 1080, 1.0 of 8.0 GB free, not the one that a run draws on"],
            id="a second card",
        ),
        pytest.param(
            {"disk_free": lambda: GIB}, ["!!  disk         1.0 GB free", "-> make room: about 9.0 GB"], id="disk"
        ),
    ],
)
def test_the_page(changes, words):
    shown = page(**changes)

    assert all(word in shown for word in words), shown


def test_a_model_that_is_not_here_says_how_to_fetch_it():
    assert "sdxl is not here yet" in page()
    assert "hf download stabilityai/stable-diffusion-xl-base-1.0" in page()


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        ("sdxl", ["hf download madebyollin/sdxl-vae-fp16-fix config.json diffusion_pytorch_model.safetensors"]),
        (
            "draft",
            [
                "hf download madebyollin/sdxl-vae-fp16-fix config.json diffusion_pytorch_model.safetensors",
                "hf download ByteDance/Hyper-SD Hyper-SDXL-8steps-CFG-lora.safetensors",
            ],
        ),
        ("owner/model", []),
    ],
)
def test_what_a_preset_needs_beside_its_model_is_named(model, expected):
    assert list(gather(wanted(model), probes_of()).missing_parts) == expected
    assert gather(wanted(model), probes_of(has_file=lambda *_: True)).missing_parts == ()


def test_a_model_that_is_here_says_its_size(tiny_sdxl_folder):
    shown = check(wanted(str(tiny_sdxl_folder)), probes_of(find_cached=lambda choice: Path(choice.location)))

    assert f"{tiny_sdxl_folder} is here, 0.0 GB" in shown
    assert "SDXL, two-phase, decoding in tiles" in shown, "its VAE decodes in full precision"


def test_a_misspelt_model_is_said_on_the_page():
    shown = check(wanted("sdlx"), probes_of())

    assert '!!  model        model "sdlx" is no preset' in shown
    assert 'did you mean "sdxl"?' in shown


def test_the_plan_heeds_the_options():
    assert "two-phase with fp8 weights" in check(wanted("sdxl", "auto", 5.0), probes_of())
    assert "model offload" in check(wanted("sdxl", "model-offload", None), probes_of())


def test_an_old_python_is_said():
    import dataclasses

    facts = dataclasses.replace(gather(wanted("sdxl"), probes_of()), python=(3, 9))

    assert not judge_python(facts).is_good
    assert list_findings(facts)[0].cure == "install Python 3.11 or newer"


def test_the_real_command_prints_one_page_without_torch():
    code = (
        "import sys; sys.modules.update(torch=None, diffusers=None, transformers=None);"
        "import generate_scene_images as g; status = g.main(['--check']); print(status, sys.modules['torch'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path.cwd())

    assert done.stdout.splitlines()[-1] == "0 None"
    assert len(done.stdout.splitlines()) < 30
    assert [line.split()[1] for line in done.stdout.splitlines()[:3]] == ["Python", "packages", "torch"]
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("change", "mark", "words"),
    [
        pytest.param({"text_encoder": [None, None]}, "!!", "is the refiner, which finishes", id="refiner"),
        pytest.param({"_class_name": "FluxPipeline"}, "!!", 'holds a "FluxPipeline" (FLUX)', id="FLUX"),
    ],
)
def test_a_model_that_cannot_be_drawn_with_is_said_on_the_page(tmp_path, tiny_sdxl_folder, change, mark, words):
    folder = shutil.copytree(tiny_sdxl_folder, tmp_path / "tiny")
    path = folder / "model_index.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | change))

    assert any(line.startswith(mark) and words in line for line in check(wanted(str(folder)), probes_of()).splitlines())


def test_a_sampler_in_anothers_place_is_said_on_the_page(tmp_path, tiny_sdxl_folder):
    folder = shutil.copytree(tiny_sdxl_folder, tmp_path / "tiny")
    path = folder / "scheduler" / "scheduler_config.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"rescale_betas_zero_snr": True}))
    shown = check(wanted(str(folder)), probes_of(find_cached=lambda choice: Path(choice.location)))

    assert '"dpm++ 2m karras" cannot sample: "euler trailing" draws in its place' in shown
