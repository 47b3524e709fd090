"""The encoding half of a VAE, out of every form of file: what it makes of a picture is what diffusers makes of it."""

import json
import shutil
from types import SimpleNamespace

import pytest
from PIL import Image
from tiny_sdxl import VAE, rename, write_header

from errors import RenderError
from sdxl.headers import read_header
from sdxl.loading import Source
from sdxl.needed import FOLDER, ORIGINAL, vae_tensors
from sdxl.vae_encoders import encode_picture, encoder_tensors, find_encoder_tensors, normalise, open_vae_encoder
from tools.random_model import FULL

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")


@pytest.fixture(scope="module")
def picture():
    return Image.effect_noise((64, 128), 80).convert("RGB")


@pytest.fixture(scope="module")
def wanted(tiny_sdxl_folder, picture):
    """Latents as diffusers' own way from a picture gives them."""
    import torch
    from diffusers import AutoencoderKL
    from diffusers.image_processor import VaeImageProcessor

    vae = AutoencoderKL.from_pretrained(tiny_sdxl_folder / "vae", dtype=torch.float32)
    with torch.no_grad():
        pixels = VaeImageProcessor(vae_scale_factor=8).preprocess(picture)
        return vae.encode(pixels).latent_dist.mean * vae.config.scaling_factor


def write_vae(path, folder, *, keeps=lambda _name: True):
    """Write a folder's VAE alone into one file, under the names of the original code."""
    from safetensors.torch import load_file, save_file

    (weights,) = (folder / "vae").glob("*.safetensors")
    tensors = {rename(name, VAE): tensor for name, tensor in load_file(weights).items() if keeps(name)}
    save_file(tensors, path)
    return path


@pytest.fixture
def find_source(tiny_sdxl_folder, tiny_sdxl_file, tmp_path):
    """Give a model whose VAE has this form."""
    forms = {
        "a model's folder": lambda: Source("tiny", tiny_sdxl_folder),
        "a checkpoint": lambda: Source("tiny", tiny_sdxl_file),
        "another VAE's folder": lambda: Source("tiny", tmp_path, tiny_sdxl_folder / "vae"),
        "another VAE's file": lambda: Source("tiny", tmp_path, write_vae(tmp_path / "v.safetensors", tiny_sdxl_folder)),
    }
    return lambda form: forms[form]()


@pytest.mark.parametrize("form", ["a model's folder", "a checkpoint", "another VAE's folder", "another VAE's file"])
def test_a_picture_is_encoded_as_diffusers_does(find_source, device, picture, wanted, form):
    import torch

    vae = open_vae_encoder(find_source(form), device)
    encoded = encode_picture(vae, picture)

    assert encoded.shape == (1, 4, 16, 8)
    torch.testing.assert_close(encoded, wanted, atol=1e-5, rtol=1e-3)
    assert vae.decoder is None


def test_equal_pictures_have_equal_latents(source, device, picture):
    vae = open_vae_encoder(source, device)

    assert encode_picture(vae, picture).equal(encode_picture(vae, picture.copy()))


def test_latents_are_normalised_as_decoding_undoes_it():
    import torch

    from sdxl.drawing import unscale

    config = SimpleNamespace(scaling_factor=0.5, latents_mean=[1.0, 2.0, 3.0, 4.0], latents_std=[2.0, 4.0, 5.0, 8.0])
    vae, latents = SimpleNamespace(config=config), torch.arange(32.0).view(1, 4, 2, 4)

    torch.testing.assert_close(unscale(vae, normalise(vae, latents) / config.scaling_factor), latents)
    assert float(normalise(vae, latents)[0, 1, 0, 0]) == (8 - 2) / 4 * 0.5


# --- Halves -----------------------------------------------------------------------------------------------------------


def test_a_file_without_the_half_that_encodes_is_said(tmp_path, tiny_sdxl_folder, device):
    path = write_vae(tmp_path / "half.safetensors", tiny_sdxl_folder, keeps=lambda name: not name.startswith("enc"))

    with pytest.raises(RenderError, match=r"half\.safetensors holds only the half of a VAE that decodes, but"):
        open_vae_encoder(Source("tiny", tmp_path, path), device)


def test_a_folder_without_the_half_that_encodes_is_said(tmp_path, tiny_sdxl_folder, device):
    from safetensors.torch import load_file, save_file

    folder = shutil.copytree(tiny_sdxl_folder / "vae", tmp_path / "vae")
    (weights,) = folder.glob("*.safetensors")
    save_file({name: one for name, one in load_file(weights).items() if not name.startswith("encoder")}, weights)

    with pytest.raises(RenderError, match="vae holds only the half of a VAE that decodes"):
        open_vae_encoder(Source("tiny", tmp_path, folder), device)


def test_a_file_that_lacks_a_tensor_is_said(tmp_path, tiny_sdxl_folder, device):
    keeps = "encoder.mid_block.resnets.1.conv1.weight"
    path = write_vae(tmp_path / "cut.safetensors", tiny_sdxl_folder, keeps=lambda name: name != keeps)

    with pytest.raises(
        RenderError, match=r"lacks 1 of \d+ tensors .* such as encoder\.mid\.block_2\.conv1\.weight: fetch it again"
    ):
        open_vae_encoder(Source("tiny", tmp_path, path), device)


@pytest.mark.parametrize("names", [ORIGINAL, FOLDER])
@pytest.mark.parametrize("prefix", ["", "first_stage_model.", "vae."])
def test_the_encoder_of_sdxls_vae_is_found_under_every_name(tmp_path, names, prefix):
    shapes = {prefix + name: shape for name, shape in encoder_tensors(FULL["vae"], names)}
    path = write_header(tmp_path / "vae.safetensors", shapes)
    found = find_encoder_tensors(path, read_header(path).shapes, FULL["vae"])

    assert set(found) == {name for name, _ in encoder_tensors(FULL["vae"], FOLDER)}
    assert set(found.values()) == set(shapes)


def test_both_halves_are_all_of_diffusers_vae(tiny_sdxl_folder):
    settings = json.loads((tiny_sdxl_folder / "vae" / "config.json").read_text("utf-8"))
    (weights,) = (tiny_sdxl_folder / "vae").glob("*.safetensors")
    both = dict(vae_tensors(settings, FOLDER)) | dict(encoder_tensors(settings, FOLDER))

    def without_points(shapes):  # a convolution of one pixel holds as much as a matrix
        return {name: tuple(side for side in shape if side > 1) for name, shape in shapes.items()}

    assert without_points(both) == without_points(read_header(weights).shapes)
