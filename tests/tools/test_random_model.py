"""Models of random weights: SDXL's shapes, and the same weights every time."""

import json

import pytest

from sdxl.checkpoints import MODULES
from sdxl.headers import read_shapes
from tools.random_model import FULL, SEED, TINY, make_modules, write_random_model


@pytest.fixture(scope="module")
def one(tmp_path_factory):
    return write_random_model(tmp_path_factory.mktemp("random") / "one", TINY)


def weights(folder):
    return {path.parent.name: path.read_bytes() for path in folder.glob("*/*.safetensors")}


def test_a_seed_is_a_model(one, tmp_path):
    again, other = (write_random_model(tmp_path / str(seed), TINY, seed=seed) for seed in (SEED, SEED + 1))

    assert weights(one).keys() == set(MODULES)
    assert weights(again) == weights(one)
    assert all(weights(other)[module] != weights(one)[module] for module in MODULES)


def test_the_folder_is_in_diffusers_form(one):
    index = json.loads((one / "model_index.json").read_text())

    assert index["_class_name"] == "StableDiffusionXLPipeline"
    assert all((one / part).is_dir() for part in index if not part.startswith("_") and isinstance(index[part], list))


def test_weights_are_numbers_in_proportion(one):
    import torch
    from safetensors.torch import load_file

    unet = load_file(next((one / "unet").glob("*.safetensors")))
    matrices = [tensor for tensor in unet.values() if tensor.dim() > 1]

    assert all(torch.isfinite(tensor).all() for tensor in unet.values())
    assert all(tensor.abs().max() <= tensor[0].numel() ** -0.5 * 1.01 for tensor in matrices)
    assert all(tensor.float().std() > 0 for tensor in matrices)


@pytest.mark.parametrize("settings", [TINY, FULL], ids=["tiny", "full"])
def test_a_module_is_made_without_memory(settings):
    made = dict(make_modules(settings))

    assert made.keys() == set(MODULES)
    assert {weight.device.type for module in made.values() for weight in module.parameters()} == {"meta"}


def test_what_is_written_can_be_measured(one):
    shapes = read_shapes(next((one / "unet").glob("*.safetensors")))

    assert shapes["conv_in.weight"] == (64, 4, 3, 3)
