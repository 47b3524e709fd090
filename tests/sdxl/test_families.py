"""A folder's family, told by its index and settings."""

import json
import re

import pytest

from errors import NovelError, RenderError, UsageError
from sdxl.checkpoints import MODULES
from sdxl.families import ALONE, PIPELINES, UNETS, check_begun, check_index, check_quantised, check_unet


def write(folder, name, values):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(values if isinstance(values, str) else json.dumps(values), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "name",
    [
        "StableDiffusionXLPipeline",
        "StableDiffusionXLImg2ImgPipeline",
        "StableDiffusionXLInpaintPipeline",
        "StableDiffusionXLControlNetPipeline",
        "StableDiffusionXLPAGPipeline",
    ],
)
def test_an_index_of_sdxl_is_let_through(tmp_path, name):
    check_index(write(tmp_path, "model_index.json", {"_class_name": name, "text_encoder": ["transformers", "X"]}))


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("StableDiffusionPipeline", "Stable Diffusion 1.5 or 2"),
        ("StableDiffusionInpaintPipeline", "for inpainting"),
        ("StableDiffusion3Pipeline", "Stable Diffusion 3"),
        ("FluxPipeline", "FLUX"),
        ("FluxKontextPipeline", "FLUX"),
        ("Flux2Pipeline", "FLUX.2"),
        ("PixArtSigmaPipeline", "PixArt"),
        ("KolorsPipeline", "Kolors"),
        ("StableCascadePriorPipeline", "Stable Cascade"),
        ("WuerstchenCombinedPipeline", "Würstchen"),
        ("KandinskyV22Pipeline", "Kandinsky"),
        ("HunyuanDiTPipeline", "HunyuanDiT"),
        ("AuraFlowPipeline", "AuraFlow"),
        ("Lumina2Pipeline", "Lumina"),
        ("SanaPipeline", "Sana"),
        ("QwenImagePipeline", "Qwen-Image"),
        ("ZImagePipeline", "Z-Image"),
        ("WanPipeline", "Wan"),
        ("LatentConsistencyModelPipeline", "LCM"),
        ("OnnxStableDiffusionPipeline", "ONNX"),
        ("ORTStableDiffusionXLPipeline", "ONNX"),
        ("OVStableDiffusionXLPipeline", "OpenVINO"),
        ("FlaxStableDiffusionXLPipeline", "Flax"),
        ("StableVideoDiffusionPipeline", "Stable Video Diffusion"),
        ("IFPipeline", "DeepFloyd IF"),
        ("NeverHeardOfPipeline", '"NeverHeardOfPipeline": this engine'),
        ("", 'holds a "": this engine'),
    ],
)
def test_an_index_of_another_family_is_named(tmp_path, name, family):
    with pytest.raises(RenderError) as caught:
        check_index(write(tmp_path, "model_index.json", {"_class_name": name}))

    assert all(word in str(caught.value) for word in (f'"{name}"', family, "Stable Diffusion XL models"))


def test_the_longer_beginning_stands_first():
    names = [begins for begins, _ in PIPELINES]

    assert not [(one, two) for one in names for two in names[: names.index(one)] if one.startswith(two)]


@pytest.mark.parametrize("entry", [None, [None, None]])
def test_the_refiner_has_no_first_text_encoder(tmp_path, entry):
    index = {"_class_name": "StableDiffusionXLImg2ImgPipeline", "text_encoder": entry}

    with pytest.raises(RenderError, match=r"is the refiner.*use the base model"):
        check_index(write(tmp_path, "model_index.json", index))


@pytest.mark.parametrize("text", ["{", "[]", '{"_class_name": 1}'])
def test_a_broken_index_says_to_fetch_it_again(tmp_path, text):
    with pytest.raises(RenderError, match="cannot be read as JSON: fetch the model again"):
        check_index(write(tmp_path, "model_index.json", text))


@pytest.mark.parametrize("row", UNETS)
def test_a_unet_of_another_family_is_named(tmp_path, row):
    write(tmp_path, "unet/config.json", {row.key: row.value})

    with pytest.raises(RenderError) as caught:
        check_unet(tmp_path)

    assert row.says in str(caught.value)


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"in_channels": 4, "cross_attention_dim": 2048, "addition_embed_type": "text_time"},
        {"encoder_hid_dim_type": None},
        {"time_cond_proj_dim": 256},
    ],
)
def test_a_unet_of_sdxl_is_let_through(tmp_path, settings):
    assert check_unet(write(tmp_path, "unet/config.json", settings)) == settings


def test_settings_that_are_not_there_say_nothing(tmp_path):
    assert check_unet(tmp_path) == {}
    check_quantised(tmp_path, "it", MODULES)


@pytest.mark.parametrize("stated", [{"quant_method": "bitsandbytes"}, {"quant_method": 4}, {"bits": 4}])
def test_quantised_parts_are_named(tmp_path, stated):
    write(tmp_path, "text_encoder_2/config.json", {"quantization_config": stated})

    with pytest.raises(RenderError, match=r"quantised weights \(text_encoder_2: "):
        check_quantised(tmp_path, "it", MODULES)


@pytest.mark.parametrize("stated", [{}, {"quantization_config": None}])
def test_parts_that_are_not_quantised_are_let_through(tmp_path, stated):
    check_quantised(write(tmp_path, "unet/config.json", stated), "it", ["unet"])


def test_what_is_never_read_of_a_folder_may_be_broken(tmp_path):
    for part in ("safety_checker", "feature_extractor", "image_encoder"):
        write(tmp_path, f"{part}/config.json", "<html>")

    check_quantised(write(tmp_path, "unet/config.json", {}), "it", MODULES)


def test_a_broken_part_that_is_read_is_told(tmp_path):
    with pytest.raises(RenderError, match=r"unet.config\.json cannot be read as JSON"):
        check_quantised(write(tmp_path, "unet/config.json", "<html>"), "it", MODULES)


UNET = {"addition_embed_type": "text_time", "in_channels": 4, "out_channels": 4}


@pytest.mark.parametrize(
    "name",
    [
        ["pipeline", "MyXLPipeline"],
        ["my_pipeline", "StableDiffusionXLPipeline"],
        ["pipeline", "LongPromptPipeline"],
        "SDXLLongPromptWeightingPipeline",
        "DiffusionPipeline",
        "MyXLPipeline",
        "",
    ],
)
def test_a_pipeline_of_its_authors_own_is_told_by_its_unet(tmp_path, name):
    write(tmp_path, "model_index.json", {"_class_name": name})

    check_index(write(tmp_path, "unet/config.json", UNET))


@pytest.mark.parametrize(
    ("name", "unet", "says"),
    [
        (["pipeline", "MyPipeline"], {}, 'holds a "MyPipeline": this engine'),
        (["pipeline", "MyPipeline"], {**UNET, "addition_embed_type": None}, 'holds a "MyPipeline": this engine'),
        (["pipeline", "KolorsMine"], UNET, 'holds a "KolorsMine" (Kolors)'),
        ("StableDiffusionPipeline", UNET, "(Stable Diffusion 1.5 or 2)"),
        ("OVStableDiffusionXLPipeline", UNET, "OpenVINO"),
        ("MyPipeline", {**UNET, "encoder_hid_dim_type": "text_proj"}, 'holds a "MyPipeline"'),
        ([], UNET, "cannot be read as JSON"),
        (["pipeline", 4], UNET, "cannot be read as JSON"),
    ],
)
def test_a_pipeline_of_its_authors_own_on_another_unet_is_refused(tmp_path, name, unet, says):
    write(tmp_path, "unet/config.json", unet)
    with pytest.raises(RenderError, match=re.escape(says)):
        check_index(write(tmp_path, "model_index.json", {"_class_name": name}))


def test_what_has_begun_to_be_fetched_waits_for_its_unet(tmp_path):
    check_begun(tmp_path, "owner/name")
    write(tmp_path, "model_index.json", {"_class_name": ["pipeline", "MyXLPipeline"]})
    check_begun(tmp_path, "owner/name")
    check_begun(write(tmp_path, "unet/config.json", UNET), "owner/name")

    with pytest.raises(RenderError, match='owner/name holds a "MyXLPipeline"'):
        check_begun(write(tmp_path, "unet/config.json", {}), "owner/name")
    with pytest.raises(RenderError, match=r"owner/name holds a .* \(FLUX\)"):
        check_begun(write(tmp_path, "model_index.json", {"_class_name": "FluxPipeline"}), "owner/name")


@pytest.mark.parametrize("channels", [16, 32, 12, 128])
def test_a_unet_for_another_vae_is_named(tmp_path, channels):
    settings = {**UNET, "in_channels": channels, "out_channels": channels}
    with pytest.raises(RenderError, match=f"has a UNet for latents of {channels} channels"):
        check_unet(write(tmp_path, "unet/config.json", settings))


@pytest.mark.parametrize(("name", "says", "cure"), ALONE)
def test_a_part_alone_is_named(tmp_path, name, says, cure):
    write(tmp_path, "config.json", {"_class_name": f"{name}Model"})

    with pytest.raises(RenderError) as caught:
        check_index(tmp_path)

    assert all(word in str(caught.value) for word in (says, cure))


@pytest.mark.parametrize(
    ("name", "values", "kind", "words"),
    [
        ("config.json", {"architectures": ["CLIPTextModelWithProjection"]}, RenderError, "a text encoder alone"),
        ("config.json", {"architectures": ["CLIPVisionModelWithProjection"]}, RenderError, "an image encoder alone"),
        ("adapter_config.json", {}, UsageError, "is a LoRA"),
        ("pytorch_lora_weights.safetensors", "", UsageError, "is a LoRA"),
        ("config.json", {"architectures": 4}, UsageError, "no model_index.json"),
        ("config.json", {"_class_name": "Other"}, UsageError, "no model_index.json"),
        ("config.json", "{", UsageError, "no model_index.json"),
        ("readme.txt", "", UsageError, "no model_index.json"),
    ],
)
def test_a_folder_without_an_index_is_told_by_what_is_in_it(tmp_path, name, values, kind, words):
    write(tmp_path, name, values)

    with pytest.raises(NovelError, match=words) as caught:
        check_index(tmp_path)
    assert type(caught.value) is kind
