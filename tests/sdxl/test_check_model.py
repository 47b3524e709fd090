"""What `--check` knows of the model: it plans as a run does."""

import dataclasses
import shutil

import pytest
from tiny_sdxl import write_header

from sdxl.check_model import CONTEXT, Measured, Wanted, find_vae_here, measure_model, plan_for_card
from sdxl.memory import GIB, SDXL_SIZES
from sdxl.models import resolve_model
from workspace.request import read_defaults

PRESETS = read_defaults().presets
SDXL = Wanted("sdxl", PRESETS, 1344 * 768)


def test_a_model_is_read_as_a_run_reads_it(choice, tiny_sdxl_folder):
    wanted = dataclasses.replace(SDXL, model=str(tiny_sdxl_folder))
    measured = measure_model(wanted, lambda _: tiny_sdxl_folder)

    assert measured.bytes > 0
    assert measured.sizes != SDXL_SIZES
    assert measured.overflows, "its own VAE says so"
    assert measured.guided is (choice.guidance > 1)


@pytest.mark.parametrize(
    ("model", "guidance", "overflows", "guided"),
    [
        pytest.param("sdxl", None, False, True, id="a preset names a VAE for half precision"),
        pytest.param("owner/name", None, True, True, id="another model has its own"),
        pytest.param("sdxl", 1.0, False, False, id="no guidance, on the command line"),
    ],
)
def test_a_model_that_is_not_here_is_planned_for_as_it_will_be(model, guidance, overflows, guided):
    measured = measure_model(dataclasses.replace(SDXL, model=model, guidance=guidance), lambda _: None)

    assert measured == Measured(overflows=overflows, guided=guided)


@pytest.mark.parametrize(
    ("shapes", "words"),
    [
        pytest.param({"unet.conv_in.lora_A.weight": (4, 36), "unet.conv_in.lora_B.weight": (64, 4)}, "", id="it fits"),
        pytest.param(
            {"unet.x.lora_A.weight": (4, 4), "unet.x.lora_B.weight": (4, 4)}, "no LoRA for this", id="no layer"
        ),
        pytest.param({"lora_unet_x.hada_w1_a": (4, 4)}, "a LoHa of LyCORIS", id="LyCORIS"),
        pytest.param({"double_blocks.0.img_attn.lora_A.weight": (4, 4)}, "a LoRA for FLUX", id="another family"),
    ],
)
def test_adapters_are_judged_as_a_run_judges_them(tmp_path, tiny_sdxl_folder, shapes, words):
    path = write_header(tmp_path / "ink.safetensors", shapes)
    wanted = dataclasses.replace(SDXL, model=str(tiny_sdxl_folder), loras=(f"{path}:0.5", "none"))
    measured = measure_model(wanted, lambda _: tiny_sdxl_folder)

    assert words in measured.error
    assert bool(words) is bool(measured.error)


def test_an_adapter_that_is_not_there_is_said(tiny_sdxl_folder):
    wanted = dataclasses.replace(SDXL, model=str(tiny_sdxl_folder), loras=("nowhere.safetensors",))

    assert "is no file here" in measure_model(wanted, lambda _: tiny_sdxl_folder).error


def test_a_vae_of_its_own_is_found(choice, tiny_sdxl_folder, tmp_path):
    vae = shutil.copytree(tiny_sdxl_folder / "vae", tmp_path / "vae")

    assert find_vae_here(choice) is None
    assert find_vae_here(dataclasses.replace(choice, vae=str(vae))) == vae
    assert find_vae_here(resolve_model("sdxl", PRESETS)) is None


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        pytest.param({}, "two-phase, decoding in tiles", id="10 GB"),
        pytest.param({"overflows": True}, "two-phase, decoding in tiles", id="a VAE in full precision"),
        pytest.param(
            {"sizes": dataclasses.replace(SDXL_SIZES, unet=2**31)}, "everything resident", id="a smaller model"
        ),
    ],
)
def test_the_plan_is_that_of_the_run(changes, says):
    measured = dataclasses.replace(Measured(), **changes)

    assert plan_for_card(SDXL, measured, int(9.2 * GIB) + CONTEXT).says == says


def test_what_cuda_takes_for_itself_is_not_planned_for():
    need = plan_for_card(SDXL, Measured(), int(9.2 * GIB)).need

    assert plan_for_card(SDXL, Measured(), need + CONTEXT).says == "two-phase, decoding in tiles"
    assert plan_for_card(SDXL, Measured(), need + CONTEXT - 1).says == "two-phase with fp8 weights, decoding in tiles"
    assert plan_for_card(SDXL, Measured(), 0).says == "sequential offload, decoding in tiles"
