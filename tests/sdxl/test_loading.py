"""A chosen model's files found, measured and loaded."""

import dataclasses
import json
import shutil

import pytest
import tiny_sdxl

from errors import RenderError
from sdxl.headers import read_header
from sdxl.judging import judge_model
from sdxl.loading import (
    Source,
    called,
    find_source,
    list_weights,
    load_encoders,
    load_scheduler_settings,
    load_unet,
    load_vae,
    module_arguments,
    read_sizes,
    single_file_settings,
    vae_overflows,
)


@pytest.fixture
def copy(tmp_path, tiny_sdxl_folder):
    return shutil.copytree(tiny_sdxl_folder, tmp_path / "copy")


def test_a_folder_and_its_file_have_the_same_sizes(source, tiny_sdxl_file):
    assert read_sizes(source) == read_sizes(Source("file", tiny_sdxl_file))


def test_every_module_has_its_weights_listed(source, tiny_sdxl_file):
    assert [path.parent.name for path in list_weights(source)] == ["unet", "vae", "text_encoder", "text_encoder_2"]
    assert list(list_weights(Source("file", tiny_sdxl_file))) == [tiny_sdxl_file]


def test_another_vae_and_adapters_are_weights_too(source, tmp_path):
    (tmp_path / "vae.safetensors").touch()
    ink = tmp_path / "ink.safetensors"
    wanted = dataclasses.replace(source, vae=tmp_path, loras=((ink, 0.8),))

    assert list(list_weights(wanted))[-2:] == [tmp_path / "vae.safetensors", ink]


def test_weights_that_are_cut_off_are_said_before_anything_is_loaded(choice, copy):
    weights = next((copy / "unet").glob("*.safetensors"))
    weights.write_bytes(weights.read_bytes()[:-100])

    with pytest.raises(RenderError, match="is cut off"):
        find_source(dataclasses.replace(choice, location=str(copy)))


def test_a_library_that_is_missing_is_a_sentence(choice, monkeypatch):
    def missing(*_):
        raise ModuleNotFoundError("No module named 'huggingface_hub'", name="huggingface_hub")

    monkeypatch.setattr("sdxl.loading.fetch_model", missing)

    with pytest.raises(RenderError, match="the SDXL engine needs huggingface_hub"):
        find_source(dataclasses.replace(choice, kind="hub", location="owner/model"))


@pytest.mark.parametrize(
    ("settings", "overflows"),
    [
        pytest.param('{"force_upcast": true}', True, id="it says so"),
        pytest.param('{"force_upcast": false}', False, id="it says not"),
        pytest.param("{}", True, id="it says nothing, as SDXL's own"),
        pytest.param("[]", True, id="not settings"),
        pytest.param("{", True, id="broken"),
        pytest.param(None, True, id="not there"),
    ],
)
def test_a_vae_is_trusted_in_half_precision_only_where_it_says_so(tmp_path, settings, overflows):
    (tmp_path / "vae").mkdir()
    if settings is not None:
        (tmp_path / "vae" / "config.json").write_text(settings)

    assert vae_overflows(Source("m", tmp_path)) is overflows


def test_the_vae_of_a_single_file_overflows_unless_it_is_replaced(tiny_sdxl_file, tmp_path):
    (tmp_path / "config.json").write_text('{"force_upcast": false}')

    assert vae_overflows(Source("m", tiny_sdxl_file))
    assert not vae_overflows(Source("m", tiny_sdxl_file, vae=tmp_path))


@pytest.mark.parametrize(
    ("name", "words"), [("owner/model", "owner/model"), ("sdxl", 'the preset "sdxl" (owner/model)')]
)
def test_a_hub_model_is_called_as_the_author_knows_it(choice, name, words):
    assert called(dataclasses.replace(choice, name=name, location="owner/model")) == words


def test_folders_are_loaded_from_here_and_from_safetensors_alone(tmp_path):
    (tmp_path / "model.fp16.safetensors").touch()
    with module_arguments(tmp_path, "model", "float32") as arguments:
        assert arguments == {
            "pretrained_model_name_or_path": tmp_path,
            "dtype": "float32",
            "variant": "fp16",
            "use_safetensors": True,
            "local_files_only": True,
        }


def test_a_single_files_settings_are_there_while_it_loads_and_gone_after(tiny_sdxl_file):
    from pathlib import Path

    with single_file_settings(tiny_sdxl_file) as settings:
        folder = Path(settings["config"])
        assert json.loads((folder / "unet" / "config.json").read_text())["in_channels"] == 4
        assert settings["local_files_only"]
    assert not folder.exists()


def test_a_folder_and_its_file_load_the_same_unet_and_schedule(source, tiny_sdxl_file, device):
    import torch

    file = Source("file", tiny_sdxl_file)
    ours, theirs = (load_unet(one, device.dtype).state_dict() for one in (source, file))
    schedules = [load_scheduler_settings(one) for one in (source, file)]

    assert ours.keys() == theirs.keys()
    assert all(torch.equal(ours[name], theirs[name]) for name in ours)
    assert schedules[0]["beta_end"] == schedules[1]["beta_end"] == 0.012


def test_only_the_half_of_the_vae_that_decodes_is_kept(source, device):
    vae = load_vae(source, device.dtype)

    assert vae.encoder is None
    assert vae.quant_conv is None
    assert vae.decoder is not None


# --- Files with gaps that can be drawn with all the same


@pytest.fixture(scope="module")
def tensors(tiny_sdxl_file):
    from safetensors.torch import load_file

    return load_file(tiny_sdxl_file)


def rewritten(path, tensors, *left_out):
    from safetensors.torch import save_file

    save_file({name: tensor for name, tensor in tensors.items() if not name.startswith(left_out)}, path)
    return path


def test_a_checkpoint_whose_vae_only_decodes_loads_the_same_decoder(tensors, tmp_path, source, device):
    import torch

    path = rewritten(tmp_path / "m.safetensors", tensors, "first_stage_model.encoder.", "first_stage_model.quant_conv.")
    ours, theirs = (load_vae(one, device.dtype).state_dict() for one in (Source("m", path), source))

    assert ours.keys() == theirs.keys()
    assert all(torch.equal(ours[name], theirs[name]) for name in ours)


CLIP_L, OLD = "conditioner.embedders.0.transformer.", "cond_stage_model.transformer."
QUERY = "model.diffusion_model.input_blocks.4.1.transformer_blocks.0.attn2.to_k"


@pytest.mark.slow
@pytest.mark.parametrize(
    "prefixes",
    [
        pytest.param({CLIP_L: OLD}, id="SD 1.5's text encoder"),
        pytest.param({"conditioner.embedders.1.model.": "cond_stage_model.model."}, id="SD 2's"),
        pytest.param({CLIP_L: "text_encoders.clip_l.transformer."}, id="SD 3's"),
        pytest.param({"conditioner.embedders.1.model.": "conditioner.embedders.0.model."}, id="the refiner's"),
        pytest.param({"model.diffusion_model.": "model_ema."}, id="an average"),
        pytest.param({"first_stage_model.": ""}, id="a VAE"),
    ],
)
def test_leftovers_of_another_family_are_not_taken_for_a_checkpoints_own(
    tensors, tmp_path, tiny_sdxl_file, device, prefixes
):
    import torch

    ((old, new),) = prefixes.items()
    beside = {new + name.removeprefix(old): tensor + 1 for name, tensor in tensors.items() if name.startswith(old)}
    path = rewritten(tmp_path / "m.safetensors", {**tensors, **beside})
    judge_model(path, has_vae=False)
    ours, theirs = (
        (*load_encoders(one, device.dtype), load_unet(one, device.dtype), load_vae(one, device.dtype))
        for one in (Source("m", path), Source("m", tiny_sdxl_file))
    )

    for one, other in zip(ours, theirs, strict=True):
        weights, wanted = one.state_dict(), other.state_dict()
        assert weights.keys() == wanted.keys()
        assert all(torch.equal(weights[name], wanted[name]) for name in wanted)


def test_a_lora_that_was_left_in_a_unet_is_said(tensors, tmp_path, device, engine_log):
    import torch

    left = {f"{QUERY}.lora_down.weight": torch.ones(4, 192), f"{QUERY}.lora_up.weight": torch.ones(128, 4)}
    path = rewritten(tmp_path / "m.safetensors", {**tensors, **left})
    judge_model(path, has_vae=False)
    load_unet(Source("m", path), device.dtype)

    (said,) = warnings_in(engine_log)
    assert "weights that were left out" in said
    assert "lora_down" in said


def test_a_checkpoint_without_a_vae_loads_where_another_is_named(tensors, tmp_path, source, choice, device):
    path = rewritten(tmp_path / "m.safetensors", tensors, "first_stage_model.")
    wanted = dataclasses.replace(choice, kind="file", location=str(path))
    with pytest.raises(RenderError, match="lacks: VAE; name one as `vae` of a preset"):
        find_source(wanted)
    found = find_source(dataclasses.replace(wanted, vae=str(source.path / "vae")))

    assert load_unet(found, device.dtype).config.in_channels == 4
    assert [encoder.dtype for encoder in load_encoders(found, device.dtype)] == [device.dtype] * 2
    assert read_sizes(found) == read_sizes(source)


def test_a_folder_without_a_vae_loads_where_another_is_named(copy, choice):
    (copy / "vae").rename(copy.parent / "vae")

    assert find_source(dataclasses.replace(choice, location=str(copy), vae=str(copy.parent / "vae"))).vae


@pytest.mark.parametrize("name", ["unet/config.json", "scheduler/scheduler_config.json", "text_encoder_2/config.json"])
def test_settings_that_are_not_there_are_said(copy, choice, name):
    (copy / name).unlink()

    with pytest.raises(RenderError, match=f"lacks {name}: fetch the model again"):
        find_source(dataclasses.replace(choice, location=str(copy)))


def test_a_sampler_that_takes_anothers_place_is_said_once(copy, choice, engine_log):
    path = copy / "scheduler" / "scheduler_config.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"rescale_betas_zero_snr": True}))
    find_source(dataclasses.replace(choice, location=str(copy), scheduler="heun"))
    find_source(dataclasses.replace(choice, location=str(copy), scheduler="euler"))

    (said,) = {record.getMessage() for record in engine_log.records}
    assert '"heun" cannot sample: "euler trailing" draws in its place' in said


def warnings_in(log):
    """What an author is told; pytest also hears the libraries, whose words stay off the console."""
    ours = (record for record in log.records if record.name == "novel_scenes.engine")
    return {record.getMessage() for record in ours if record.levelname == "WARNING"}


def test_weights_that_are_left_out_are_said(copy, device, engine_log):
    """A folder may hold more than its settings ask for; the library says so, and nobody would hear it."""
    import torch
    from safetensors.torch import load_file, save_file

    path = next((copy / "unet").glob("*.safetensors"))
    save_file({**load_file(path), "more.weight": torch.zeros(3)}, path, metadata={"format": "pt"})
    load_unet(Source("m", copy), device.dtype)

    said = warnings_in(engine_log)
    assert ["weights that were left out" in one and "more.weight" in one for one in said] == [True]


def test_a_usual_load_says_nothing(source, tiny_sdxl_file, device, engine_log):
    for one in (source, Source("file", tiny_sdxl_file)):
        load_unet(one, device.dtype)
        load_vae(one, device.dtype)

    assert warnings_in(engine_log) == set()


@pytest.mark.parametrize(
    ("more", "metadata", "expected"),
    [
        ({}, {}, ("epsilon", False)),
        ({"v_pred": (0,)}, {}, ("v_prediction", False)),
        ({}, {"modelspec.predict_key": "v"}, ("v_prediction", False)),
        ({"v_pred": (0,), "ztsnr": (0,)}, {}, ("v_prediction", True)),
    ],
)
def test_a_files_schedule_is_read_off_its_header(tmp_path, tiny_sdxl_file, more, metadata, expected):
    shapes = {**read_header(tiny_sdxl_file).shapes, **more}
    path = tiny_sdxl.write_header(tmp_path / "m.safetensors", shapes, metadata)
    schedule = load_scheduler_settings(Source("m", path))

    assert (schedule.get("prediction_type", "epsilon"), schedule.get("rescale_betas_zero_snr", False)) == expected
