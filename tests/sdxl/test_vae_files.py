"""VAEs in one file, as they are found for other programs: drawn with, or a sentence that says what they are."""

import re

import pytest
from tiny_engine import draw, job_for, pixels
from tiny_sdxl import VAE, build_file, rename, write_header

from errors import RenderError
from sdxl.needed import FOLDER, ORIGINAL, vae_tensors
from sdxl.vae_files import STATED, read_vae
from tools.random_model import FULL

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")


def shapes_of(names, prefix="", **settings):
    return {prefix + name: shape for name, shape in vae_tensors({**FULL["vae"], **settings}, names)}


@pytest.mark.parametrize("prefix", ["", "first_stage_model.", "vae."])
@pytest.mark.parametrize("names", [ORIGINAL, FOLDER])
def test_the_settings_of_sdxls_vae_follow_from_its_decoder(tmp_path, prefix, names):
    found = read_vae(write_header(tmp_path / "sdxl_vae.safetensors", shapes_of(names, prefix)))

    assert set(found.names) == set(shapes_of(FOLDER))
    assert set(found.names.values()) == set(shapes_of(names, prefix))
    assert {key: found.settings[key] for key in ("block_out_channels", "layers_per_block", "latent_channels")} == {
        key: FULL["vae"][key] for key in ("block_out_channels", "layers_per_block", "latent_channels")
    }
    assert found.settings["scaling_factor"] == 0.13025


SD_15 = {
    "cond_stage_model.transformer.text_model.encoder.layers.0.mlp.fc1.weight": (8, 768),
    "model.diffusion_model.input_blocks.0.0.weight": (320, 4, 3, 3),
}
SD_2 = {**SD_15, "cond_stage_model.model.positional_embedding": (77, 1024)}
PRUNED = {  # the text encoder left out
    "model.diffusion_model.input_blocks.0.0.weight": (320, 4, 3, 3),
    "model.diffusion_model.input_blocks.1.1.transformer_blocks.0.attn2.to_k.weight": (320, 768),
}
ESSENTIAL = {
    "model.diffusion_model.input_blocks.0.0.weight": (320, 4, 3, 3),
    "model.diffusion_model.label_emb.0.0.weight": (1280, 2816),
    "conditioner.embedders.0.transformer.text_model.embeddings.position_embedding.weight": (77, 768),
    "conditioner.embedders.1.model.positional_embedding": (77, 1280),
}


@pytest.mark.parametrize(
    ("more", "types", "words"),
    [
        (SD_15, {}, "is a checkpoint of Stable Diffusion 1.5: take one made"),
        (SD_2, {}, "is a checkpoint of Stable Diffusion 2: take one made"),
        (PRUNED, {}, "is a UNet of Stable Diffusion 1.5: take one made"),
        ({"edm_mean": (4,), "edm_std": (4,)}, {}, "is Playground v2.5"),
        (
            {"first_stage_model.decoder.conv_in.scale_weight": ()},
            {},
            "has scaled fp8 weights: use the same VAE",
        ),
        (
            {},
            {"first_stage_model.decoder.conv_in.weight": "I8"},
            "has quantised weights (I8): use the same VAE",
        ),
        (ESSENTIAL, {}, ""),
        ({**ESSENTIAL, "cond_stage_model.model.logit_scale": ()}, {}, ""),
        ({**ESSENTIAL, "model.diffusion_model.input_blocks.0.0.scale_weight": ()}, {}, ""),
        (ESSENTIAL, {"model.diffusion_model.label_emb.0.0.weight": "I8"}, ""),
        ({**ESSENTIAL, "model.diffusion_model.input_blocks.0.0.weight": (320, 9, 3, 3)}, {}, ""),
        ({}, {"first_stage_model.decoder.conv_in.weight": "F8_E4M3"}, ""),
    ],
)
def test_the_vae_of_a_checkpoint_is_judged_by_whose_it_is(tmp_path, more, types, words):
    shapes = {**more, **shapes_of(ORIGINAL, "first_stage_model.")}
    path = write_header(tmp_path / "whole.safetensors", shapes, types=types)
    try:
        said = "" if read_vae(path) else "none"
    except RenderError as error:
        said = str(error)

    assert words in said
    assert bool(words) == bool(said)


@pytest.mark.parametrize(("width", "words"), [(768, "1.5 packed"), (1024, "2 packed"), (2048, "")])
def test_the_vae_of_a_packed_model_is_judged_by_its_unet(tmp_path, width, words):
    unet = {"unet.down_blocks.0.attentions.0.transformer_blocks.0.attn2.to_k.weight": (320, width)}
    path = write_header(tmp_path / "packed.safetensors", {**unet, **shapes_of(FOLDER, "vae.")})
    try:
        said = "" if read_vae(path) else "none"
    except RenderError as error:
        said = str(error)

    assert words in said
    assert bool(words) == bool(said)


def without(shapes, part):
    return {name: shape for name, shape in shapes.items() if part not in name}


@pytest.mark.parametrize(
    ("name", "shapes", "words"),
    [
        (
            "ae",
            {**shapes_of(ORIGINAL), "decoder.conv_in.weight": (512, 16, 3, 3)},
            "is a VAE of FLUX, Stable Diffusion 3",
        ),
        ("vq", {**shapes_of(ORIGINAL), "decoder.conv_in.weight": (512, 3, 3, 3)}, "is a VAE of a VQ model"),
        ("sana", {**shapes_of(FOLDER), "decoder.conv_in.weight": (512, 32, 3, 3)}, "is a VAE of FLUX.2, Sana"),
        ("wan", {**shapes_of(ORIGINAL), "decoder.conv_in.weight": (512, 4, 3, 3, 3)}, "is a VAE of a video model"),
        ("odd", {**shapes_of(ORIGINAL), "decoder.conv_in.weight": (512, 7, 3, 3)}, "is a VAE of another family"),
        ("vae-ft-mse-840000-ema-pruned", shapes_of(ORIGINAL), "is a VAE of Stable Diffusion 1.5"),
        (
            "taesdxl",
            {"decoder.layers.0.weight": (64, 4, 3, 3)},
            "no VAE of Stable Diffusion XL (it holds decoder.layers",
        ),
        ("lora", {"lora_unet_x.lora_down.weight": (4, 4)}, "no VAE of Stable Diffusion XL (it holds lora_unet_x"),
        ("nothing", {}, "it holds no tensors"),
        ("encoder", {"encoder.conv_in.weight": (128, 3, 3, 3)}, "no VAE of Stable Diffusion XL (it holds encoder"),
        ("cut", without(shapes_of(ORIGINAL), "mid.block_2"), "of a VAE, such as decoder.mid.block_2"),
        ("cut2", without(shapes_of(FOLDER), "post_quant_conv"), "of a VAE, such as post_quant_conv"),
        ("cut3", without(shapes_of(ORIGINAL), "up.0.block.0.conv1"), "of a VAE, such as decoder.up.0"),
    ],
)
def test_what_is_no_vae_for_sdxl_is_a_sentence(tmp_path, name, shapes, words):
    with pytest.raises(RenderError, match=re.escape(words)) as caught:
        read_vae(write_header(tmp_path / f"{name}.safetensors", shapes))
    assert "\n" not in str(caught.value)


def test_a_vae_that_states_another_family_is_refused(tmp_path):
    path = write_header(
        tmp_path / "x.safetensors", shapes_of(ORIGINAL), {"modelspec.architecture": "stable-diffusion-v1/vae"}
    )

    with pytest.raises(RenderError, match=r"is a VAE of Stable Diffusion 1\.5"):
        read_vae(path)


@pytest.mark.parametrize(("row", "example"), [(row, example) for row in STATED for example in row.examples])
def test_a_row_is_told_by_its_examples(row, example):
    assert next(one for one in STATED if one.pattern.search(example)) is row


@pytest.mark.parametrize(
    "name",
    ["sdxl_vae", "sdxl-vae-fp16-fix", "sdxlVAE_v10", "xlVAEC_e7", "ponyDiffusionXL_vae", "sd_xl_base_1.0_0.9vae"],
)
def test_names_of_sdxls_vaes_are_no_others(name):
    assert not any(one.pattern.search(name) for one in STATED)


@pytest.mark.parametrize("name", ["SDXL_kl-f8_fix", "sdxl-kl-f8-anime", "kl-f8-xl", "vae-ft-mse-XL"])
def test_a_name_that_says_sdxl_too_refuses_nothing(tmp_path, name):
    assert read_vae(write_header(tmp_path / f"{name}.safetensors", shapes_of(ORIGINAL)))


# --- Drawn with -------------------------------------------------------------------------------------------------------


def original(tensors):
    import torch

    renamed = {rename(name, VAE): tensor for name, tensor in tensors.items()}
    is_attention = re.compile(r"attn_1\.(q|k|v|proj_out)\.weight")
    return {
        n: t[:, :, None, None].contiguous() if is_attention.search(n) else torch.clone(t) for n, t in renamed.items()
    }


def decoder_only(tensors):
    return {name: tensor for name, tensor in original(tensors).items() if not re.match(r"encoder|quant_conv", name)}


def prefixed(tensors):
    return {f"first_stage_model.{name}": tensor for name, tensor in original(tensors).items()}


def of_diffusers(tensors):
    return tensors


def of_old_diffusers(tensors):
    olds = ((".to_q.", ".query."), (".to_k.", ".key."), (".to_v.", ".value."), (".to_out.0.", ".proj_attn."))
    for new, old in olds:
        tensors = {name.replace(new, old): tensor for name, tensor in tensors.items()}
    return tensors


def decoder_of_diffusers(tensors):
    return {name: tensor for name, tensor in tensors.items() if not re.match(r"encoder|quant_conv", name)}


@pytest.mark.slow
@pytest.mark.parametrize(
    "make", [original, decoder_only, prefixed, of_diffusers, of_old_diffusers, decoder_of_diffusers]
)
def test_a_vae_in_a_file_draws_as_its_folder(tmp_path, tiny_sdxl_folder, choice, draw_one, make):
    from safetensors.torch import load_file, save_file

    (weights,) = (tiny_sdxl_folder / "vae").glob("*.safetensors")
    path = tmp_path / "VAE.SAFETENSORS"
    save_file(make(load_file(weights)), path)

    assert draw_with(choice, path) == draw_one()


@pytest.mark.slow
def test_the_vae_of_a_whole_checkpoint_can_be_taken(tmp_path, tiny_sdxl_folder, choice, draw_one):
    assert draw_with(choice, build_file(tmp_path / "xl.safetensors", tiny_sdxl_folder)) == draw_one()


def draw_with(choice, vae):
    import dataclasses

    found = dataclasses.replace(choice, vae=str(vae), vae_identity="own")
    (drawn,) = draw(found, job_for(found))
    return pixels(drawn)
