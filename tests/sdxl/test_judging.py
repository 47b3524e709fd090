"""Models judged by their headers and settings: let through, or refused in a sentence that says what they are."""

import json
import shutil
import subprocess
import sys

import pytest
import tiny_sdxl

from errors import RenderError
from sdxl.headers import Header, read_header
from sdxl.judging import judge_file, judge_model, judge_vae, needed_by_file
from tools.random_model import FULL

UNET, VAE = "model.diffusion_model.", "first_stage_model."
TEXT_1, TEXT_2 = "conditioner.embedders.0.transformer.text_model.", "conditioner.embedders.1.model."


@pytest.fixture(scope="module")
def shapes(tiny_sdxl_file):
    return dict(read_header(tiny_sdxl_file).shapes)


@pytest.fixture
def judged(tmp_path, shapes):
    """Judge the tiny checkpoint with changes; gives its schedule, or the sentence that refuses it."""

    def judge(change=None, metadata=None, types=None, *, has_vae=False):
        changed = (change or dict)(dict(shapes))
        path = tiny_sdxl.write_header(tmp_path / "mine.safetensors", changed, metadata, types)
        try:
            return judge_file(path, has_vae=has_vae)
        except RenderError as error:
            return str(error)

    return judge


def less(*names):
    return lambda shapes: {name: shape for name, shape in shapes.items() if not name.startswith(names)}


def more(**named):
    return lambda shapes: {**shapes, **{name.replace("__", "."): shape for name, shape in named.items()}}


def swapped(old, new):
    return lambda shapes: {name.replace(old, new): shape for name, shape in shapes.items()}


def only(prefix, new=""):
    return lambda shapes: {
        new + name.removeprefix(prefix): at for name, at in shapes.items() if name.startswith(prefix)
    }


def reshaped(name, shape):
    return lambda shapes: {**shapes, name: shape}


MIDDLE = UNET + "middle_block.1.transformer_blocks.0.attn2.to_k.weight"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        pytest.param(less(MIDDLE), ["lacks 1 of ", "tensors of its UNet", "middle_block.1", "fetch"], id="UNet tensor"),
        pytest.param(less(UNET + "out.2.bias"), ["lacks 1 of", "UNet, such as out.2.bias"], id="UNet's last"),
        pytest.param(less(UNET + "time_embed"), ["lacks 4 of", "UNet, such as time_embed.0.weight"], id="several"),
        pytest.param(less(UNET + "label_emb"), ["lacks tensors", "label_emb.0.0.weight"], id="the size conditioning"),
        pytest.param(less(VAE + "decoder.up.1."), ["lacks tensors", "first_stage_model"], id="a level of the VAE"),
        pytest.param(less(VAE + "post_quant_conv.bias"), ["lacks 1 of", "VAE, such as post_quant"], id="VAE tensor"),
        pytest.param(
            less(TEXT_1 + "encoder.layers.0.mlp.fc2"), ["lacks 2 of", "first text encoder"], id="first encoder"
        ),
        pytest.param(less(TEXT_1 + "final_layer_norm.bias"), ["lacks 1 of", "first text encoder"], id="its norm"),
        pytest.param(
            less(TEXT_2 + "transformer.resblocks.0.ln_1"), ["lacks 2", "second text encoder"], id="second one"
        ),
        pytest.param(less(TEXT_2 + "text_projection"), ["lacks: text projection of the second"], id="text projection"),
        pytest.param(less(VAE), ["lacks: VAE", "`vae` of a preset in config.py"], id="VAE"),
        pytest.param(less(TEXT_1, TEXT_2), ["lacks: first text encoder, second text encoder"], id="both encoders"),
        pytest.param(less(TEXT_2), ["lacks: second text encoder;"], id="second encoder"),
        pytest.param(less(UNET), ["lacks: UNet"], id="UNet"),
        pytest.param(
            reshaped(MIDDLE, (128, 77)), ["1 tensors in its UNet of a shape", "(128, 77)"], id="another shape"
        ),
        pytest.param(
            more(**{"model.diffusion_model.input_blocks.1.1.norm.weight": (64,)}),
            ["has 1 tensors in its UNet that no model of Stable Diffusion XL has", "input_blocks.1.1.norm"],
            id="a UNet with more",
        ),
        pytest.param(only(UNET), ["is a UNet alone, as ComfyUI keeps it"], id="UNet alone"),
        pytest.param(only(UNET, UNET), ["is a UNet alone, as ComfyUI keeps it"], id="UNet alone under its prefix"),
        pytest.param(only(VAE), ["is a VAE alone", "config.py"], id="VAE alone"),
        pytest.param(only(VAE, VAE), ["is a VAE alone"], id="VAE alone under its prefix"),
        pytest.param(only(TEXT_1, "text_model."), ["is a text encoder alone"], id="text encoder alone"),
        pytest.param(only("conditioner.", "conditioner."), ["is text encoders alone"], id="text encoders alone"),
        pytest.param(swapped("embedders.1.", "embedders.0."), ["is the refiner", "base model"], id="refiner"),
        pytest.param(
            lambda shapes: {**less("conditioner.")(shapes), "cond_stage_model.transformer.x": (1,)},
            ["is a checkpoint of Stable Diffusion 1.5"],
            id="SD 1.5",
        ),
        pytest.param(reshaped(UNET + "input_blocks.0.0.weight", (64, 9, 3, 3)), ["inpainting"], id="inpainting"),
        pytest.param(reshaped(UNET + "input_blocks.0.0.weight", (64, 8, 3, 3)), ["InstructPix2Pix"], id="pix2pix"),
        pytest.param(reshaped(UNET + "input_blocks.0.0.weight", (64, 5, 3, 3)), ["inpainting"], id="depth"),
        pytest.param(more(edm_mean=(4,), edm_std=(4,)), ["is Playground v2.5", "choose another"], id="Playground v2.5"),
        pytest.param(more(edm_vpred__sigma_max=(), edm_vpred__sigma_min=()), ["CosXL"], id="CosXL"),
        pytest.param(more(scaled_fp8=(0,)), ["scaled fp8 weights", "half precision"], id="scaled fp8"),
        pytest.param(reshaped(MIDDLE.replace("weight", "scale_weight"), (1,)), ["scaled fp8"], id="one scale"),
        pytest.param(reshaped(MIDDLE + ".absmax", (1,)), ["4-bit weights (bitsandbytes)"], id="nf4"),
    ],
)
def test_a_checkpoint_that_cannot_be_drawn_with_is_refused_in_a_sentence(judged, change, words):
    said = judged(change)

    assert isinstance(said, str), said
    assert all(word in said for word in ["mine.safetensors", *words]), said
    assert said.count(": ") <= 2
    assert "\n" not in said


@pytest.mark.parametrize("channels", [16, 32, 12])
def test_a_unet_or_vae_for_other_latents_is_refused(judged, channels):
    ends = {UNET + "input_blocks.0.0.weight": (64, channels, 3, 3), UNET + "out.2.weight": (channels, 64, 3, 3)}
    latents = {VAE + "decoder.conv_in.weight": (32, channels, 3, 3)}

    assert f"has a UNet for latents of {channels} channels" in judged(lambda shapes: shapes | ends)
    assert f"has a UNet for latents of {channels} channels" in judged(lambda shapes: shapes | ends | latents)
    assert f"has a UNet for latents of {channels} channels" in judged(lambda shapes: shapes | ends, has_vae=True)
    assert f"has a VAE for latents of {channels} channels" in judged(lambda shapes: shapes | latents)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (TEXT_1, TEXT_1.removesuffix("text_model.")),
        (TEXT_2 + "text_projection", TEXT_2 + "text_projection.weight"),
    ],
)
def test_other_names_of_a_text_encoder_are_told_as_such(judged, old, new):
    said = judged(swapped(old, new))

    assert "names the tensors of its text encoders otherwise" in said
    assert "save it as a checkpoint again" in said


@pytest.mark.parametrize(
    ("layer", "words"),
    [
        ("", "drawn"),
        (
            TEXT_1 + "encoder.layers.11.",
            "lacks 16 of 196 tensors of its first text encoder, such as encoder.layers.11",
        ),
        (TEXT_2 + "transformer.resblocks.31.", "lacks 12 of 389 tensors of its second text encoder"),
        (TEXT_2 + "transformer.resblocks.0.", "lacks"),
    ],
)
def test_the_last_layers_of_sdxls_text_encoders_are_missed(tmp_path, layer, words):
    """Its width tells how deep an encoder is: a merge that was cut off ends with a whole layer."""
    shapes = {prefix + name: shape for _, prefix, needed in needed_by_file(FULL) for name, shape in needed}
    rest = {name: shape for name, shape in shapes.items() if not (layer and name.startswith(layer))}
    path = tiny_sdxl.write_header(tmp_path / "merge.safetensors", rest)
    try:
        judge_file(path, has_vae=False)
        said = "drawn"
    except RenderError as error:
        said = str(error)

    assert words in said


@pytest.mark.parametrize(
    ("metadata", "words"),
    [
        ({"modelspec.prediction_type": "edm"}, "EDM"),
        ({"modelspec.predict_key": "edm_vpred"}, "EDM"),
        ({"modelspec.prediction_type": "flow_matching"}, "flow matching"),
        ({"modelspec.prediction_type": "rectified_flow"}, "flow matching"),
        ({"modelspec.prediction_type": "sample"}, "the picture itself"),
        ({"quantization_config": '{"quant_method": "x"}'}, "quantised"),
    ],
)
def test_what_a_file_says_of_itself_is_believed(judged, metadata, words):
    assert words in judged(metadata=metadata)


@pytest.mark.parametrize(
    ("change", "metadata", "expected"),
    [
        pytest.param(None, {}, {}, id="noise"),
        pytest.param(None, {"modelspec.prediction_type": "epsilon", "format": "pt"}, {}, id="noise, stated"),
        pytest.param(None, {"modelspec.prediction_type": ""}, {}, id="nothing"),
        pytest.param(None, {"ss_zero_terminal_snr": "True"}, {}, id="a LoRA's word, merged into a model of noise"),
        pytest.param(None, {"ss_zero_terminal_snr": "False", "ss_v_parameterization": "None"}, {}, id="stated not"),
        pytest.param(more(v_pred=(0,)), {}, {"prediction_type": "v_prediction"}, id="velocity by a tensor"),
        pytest.param(None, {"modelspec.prediction_type": "v"}, {"prediction_type": "v_prediction"}, id="kohya's v"),
        pytest.param(None, {"modelspec.predict_key": "v"}, {"prediction_type": "v_prediction"}, id="ComfyUI's v"),
        pytest.param(None, {"ss_v_parameterization": "True"}, {"prediction_type": "v_prediction"}, id="kohya's flag"),
        pytest.param(
            more(v_pred=(0,), ztsnr=(0,)),
            {},
            {"prediction_type": "v_prediction", "rescale_betas_zero_snr": True},
            id="with zero terminal SNR",
        ),
        pytest.param(
            None,
            {"modelspec.prediction_type": "v_prediction", "ss_zero_terminal_snr": "True"},
            {"prediction_type": "v_prediction", "rescale_betas_zero_snr": True},
            id="the same, stated",
        ),
    ],
)
def test_what_a_model_predicts_is_told_by_tensors_or_metadata(judged, change, metadata, expected):
    schedule = judged(change, metadata)

    assert {key: schedule[key] for key in ("prediction_type", "rescale_betas_zero_snr") if key in schedule} == expected


@pytest.mark.parametrize(
    ("change", "types"),
    [
        pytest.param(None, {}, id="as it is"),
        pytest.param(more(denoiser__sigmas=(1000,)), {}, id="leftovers of training"),
        pytest.param(reshaped(TEXT_1 + "embeddings.position_ids", (1, 77)), {}, id="positions"),
        pytest.param(reshaped(TEXT_2 + "logit_scale", ()), {}, id="a scale of CLIP's"),
        pytest.param(more(model_ema__decay=()), {}, id="a remainder of the average"),
        pytest.param(less(VAE + "encoder.", VAE + "quant_conv"), {}, id="a VAE that only decodes"),
        pytest.param(more(cond_stage_model__model__logit_scale=()), {}, id="a leftover of SD 2"),
        pytest.param(reshaped("cond_stage_model.transformer.x", (1,)), {}, id="a leftover of SD 1.5"),
        pytest.param(reshaped("text_encoders.t5xxl.transformer.shared.weight", (8, 8)), {}, id="a bundled T5"),
        pytest.param(reshaped("decoder.conv_in.weight", (8, 16, 3, 3)), {}, id="a VAE of FLUX beside its own"),
        pytest.param(reshaped(MIDDLE.replace("weight", "lora_down.weight"), (4, 192)), {}, id="a LoRA in the UNet"),
        pytest.param(reshaped(MIDDLE.replace("weight", "lora_A.default.weight"), (4, 192)), {}, id="one of peft"),
        pytest.param(reshaped(MIDDLE.replace("weight", "processor.to_q_lora.up.weight"), (4, 4)), {}, id="an old one"),
        pytest.param(reshaped(MIDDLE.replace(".weight", ".hada_w1_a"), (4, 192)), {}, id="a LoHa in the UNet"),
        pytest.param(more(t5xxl__scale_weight=()), {}, id="a scale of a bundled T5"),
        pytest.param(more(t5xxl__shared__weight=(8, 8)), {"t5xxl.shared.weight": "I8"}, id="a bundled T5 of int8"),
        pytest.param(None, {MIDDLE: "F8_E4M3"}, id="plain fp8"),
        pytest.param(None, {MIDDLE: "F8_E5M2"}, id="the other fp8"),
        pytest.param(None, {MIDDLE: "BF16"}, id="bfloat16"),
    ],
)
def test_a_checkpoint_that_can_be_drawn_with_is_let_through(judged, change, types):
    assert judged(change, types=types)["beta_end"] == 0.012


SPARE = (VAE + "encoder.", VAE + "quant_conv.", TEXT_1 + "embeddings.position_ids", TEXT_2 + "logit_scale")


@pytest.mark.slow
def test_no_tensor_can_be_missing_without_a_word(tmp_path, shapes, monkeypatch):
    """Every tensor that a picture needs, one after the other."""
    silent = []
    for name in shapes:
        rest = Header({other: shape for other, shape in shapes.items() if other != name}, {}, {})
        monkeypatch.setattr("sdxl.judging.peek", lambda _, rest=rest: rest)
        try:
            judge_file(tmp_path / "mine.safetensors", has_vae=False)
            silent.append(name)
        except RenderError as error:
            assert "lacks" in str(error), (name, error)  # noqa: PT017

    assert [name for name in silent if not name.startswith(SPARE)] == []


def test_a_vae_from_elsewhere_fills_the_gap(judged):
    assert judged(less(VAE), has_vae=True)["beta_end"] == 0.012


def test_a_file_that_cannot_be_read_is_left_to_the_loading(tmp_path):
    (tmp_path / "m.safetensors").write_bytes(b"<html>")

    assert judge_model(tmp_path / "m.safetensors", has_vae=False)["beta_end"] == 0.012


# --- Folders


@pytest.fixture
def folder(tmp_path, tiny_sdxl_folder):
    return shutil.copytree(tiny_sdxl_folder, tmp_path / "tiny")


def set_in(path, **values):
    settings = json.loads(path.read_text()) | values
    path.write_text(json.dumps({key: value for key, value in settings.items() if value != "gone"}))


def lose(folder, module, *names, **others):
    path = next((folder / module).glob("*.safetensors"))
    shapes = {name: shape for name, shape in read_header(path).shapes.items() if name not in names} | others
    tiny_sdxl.write_header(path, shapes)


INDEX, SCHEDULER = "model_index.json", "scheduler/scheduler_config.json"
NORM = "final_layer_norm.weight"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        pytest.param(lambda at: lose(at, "unet", "conv_in.weight"), "lacks 1 of 292 tensors of its UNet", id="UNet"),
        pytest.param(lambda at: lose(at, "vae", "decoder.conv_out.bias"), "lacks 1 of", id="VAE tensor"),
        pytest.param(
            lambda at: lose(at, "text_encoder_2", "text_projection.weight"), "text_projection", id="projection"
        ),
        pytest.param(lambda at: lose(at, "unet", **{"conv_in.weight": (64, 5, 3, 3)}), "does not fit", id="shape"),
        pytest.param(lambda at: lose(at, "unet", scaled_fp8=(0,)), "scaled fp8", id="scaled fp8"),
        pytest.param(
            lambda at: set_in(at / "unet/config.json", quantization_config={"quant_method": "bitsandbytes"}),
            "quantised weights (unet: bitsandbytes)",
            id="quantised",
        ),
        pytest.param(
            lambda at: set_in(at / "unet/config.json", in_channels=16, out_channels=16), "a UNet for latents", id="16"
        ),
        pytest.param(lambda at: set_in(at / "vae/config.json", latent_channels=16), "a VAE for latents", id="16, VAE"),
        pytest.param(
            lambda at: set_in(at / "vae/config.json", _class_name="AutoencoderTiny"),
            "has a VAE that is a tiny VAE",
            id="tiny",
        ),
        pytest.param(lambda at: set_in(at / "unet/config.json", in_channels=9), "inpainting", id="inpainting"),
        pytest.param(lambda at: set_in(at / INDEX, text_encoder=[None, None]), "is the refiner", id="refiner"),
        pytest.param(lambda at: set_in(at / SCHEDULER, _class_name="EDMEulerScheduler"), "EDM's noise", id="EDM"),
        pytest.param(lambda at: set_in(at / SCHEDULER, use_flow_sigmas=True), "flow matching", id="flow"),
    ],
)
def test_a_folder_that_cannot_be_drawn_with_is_refused_in_a_sentence(folder, change, words):
    change(folder)
    with pytest.raises(RenderError) as caught:
        judge_model(folder, has_vae=False)

    assert words in str(caught.value)


def test_the_tiny_folder_is_let_through(tiny_sdxl_folder):
    assert judge_model(tiny_sdxl_folder, has_vae=False)["beta_end"] == 0.012


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"scaling_factor": 0.18215}, "a VAE of Stable Diffusion 1.5 or 2"),
        ({"scaling_factor": "gone"}, "a VAE of Stable Diffusion 1.5 or 2"),
        ({"latent_channels": 16}, "a VAE of FLUX, Stable Diffusion 3"),
        ({"latent_channels": 32}, "a VAE of FLUX.2 or Sana"),
        ({"latents_mean": [0.1] * 4, "latents_std": [8.0] * 4, "scaling_factor": 0.5}, "a VAE of Playground v2.5"),
        ({"_class_name": "AutoencoderTiny"}, "is a tiny VAE, which shows previews"),
        ({"_class_name": "AutoencoderDC"}, "is a VAE of Sana"),
        ({"_class_name": "VQModel"}, "is a VQ model"),
        ({"_class_name": "MyVAE"}, 'is a "MyVAE"'),
        ({"quantization_config": {"quant_method": "bitsandbytes"}}, r"has quantised weights \(vae: bitsandbytes\)"),
    ],
)
def test_a_vae_of_another_family_is_refused(folder, values, words):
    judge_vae(folder / "vae")
    set_in(folder / "vae" / "config.json", **values)

    with pytest.raises(RenderError, match=words):
        judge_vae(folder / "vae")


@pytest.mark.parametrize("values", [{"latents_mean": None, "latents_std": None}, {"_class_name": "gone"}])
def test_what_a_vae_of_sdxl_says_too_refuses_nothing(folder, values):
    set_in(folder / "vae" / "config.json", **values)

    judge_vae(folder / "vae")
    judge_model(folder, has_vae=False)


@pytest.mark.parametrize("change", [lambda path: path.unlink(), lambda path: path.write_text("<html>")])
def test_a_vaes_folder_without_settings_is_told(folder, change):
    change(folder / "vae" / "config.json")

    with pytest.raises(RenderError, match=r"lacks a config\.json that can be read: fetch the VAE again"):
        judge_vae(folder / "vae")


def test_what_is_never_read_of_a_folder_may_be_broken(folder):
    (folder / "safety_checker").mkdir()
    (folder / "safety_checker" / "config.json").write_text("<html>")
    judge_model(folder, has_vae=False)

    (folder / "vae" / "config.json").write_text("<html>")
    judge_model(folder, has_vae=True)


def test_a_vae_that_lacks_a_tensor_is_refused(folder):
    lose(folder, "vae", "decoder.conv_in.weight")

    with pytest.raises(RenderError, match="lacks 1 of"):
        judge_vae(folder / "vae")


def test_a_vae_with_the_old_names_of_attention_is_whole(folder):
    path = next((folder / "vae").glob("*.safetensors"))
    old = (("to_q", "query"), ("to_k", "key"), ("to_v", "value"), ("to_out.0", "proj_attn"))
    shapes = read_header(path).shapes
    for new, before in old:
        shapes = {name.replace(f".{new}.", f".{before}."): shape for name, shape in shapes.items()}
    tiny_sdxl.write_header(path, shapes)

    judge_vae(folder / "vae")


def test_a_vae_may_be_a_file_and_is_judged_as_one(folder, tmp_path):
    (path,) = (folder / "vae").glob("*.safetensors")
    judge_vae(path)
    shapes = read_header(path).shapes
    flux = {**shapes, "decoder.conv_in.weight": (32, 16, 3, 3)}

    with pytest.raises(RenderError, match="is a VAE of FLUX"):
        judge_vae(tiny_sdxl.write_header(tmp_path / "ae.safetensors", flux))


def test_a_vaes_folder_without_weights_is_told(folder, tmp_path):
    with pytest.raises(RenderError, match=r"holds no \.safetensors weights: name .*vae"):
        judge_vae(folder)
    with pytest.raises(RenderError, match="which a VAE's folder has: fetch it"):
        judge_vae(tmp_path)


def test_nothing_imports_torch(tiny_sdxl_folder, tiny_sdxl_file):
    code = (
        "import sys; from pathlib import Path; from sdxl.judging import judge_model\n"
        "for path in sys.argv[1:]: judge_model(Path(path), has_vae=False)\n"
        "print({'torch', 'diffusers', 'transformers'} & sys.modules.keys())"
    )
    command = [sys.executable, "-c", code, str(tiny_sdxl_folder), str(tiny_sdxl_file)]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip() == "set()"
