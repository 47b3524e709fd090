"""The weights that adapters leave behind: those of diffusers and peft, in every form that both can read."""

import json

import pytest

from sdxl.loras import merge_loras

Q = "down_blocks.1.attentions.0.transformer_blocks.0.attn1.to_q"  # 128 by 128
FF = "mid_block.attentions.0.transformer_blocks.1.ff.net.2"
CONV = "down_blocks.1.resnets.0.conv1"
LAYERS = (Q, FF, CONV)
pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::FutureWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


@pytest.fixture
def unet(tiny_sdxl_folder):
    """The tiny UNet in full precision, to be changed."""
    import torch
    from diffusers import UNet2DConditionModel

    return UNet2DConditionModel.from_pretrained(tiny_sdxl_folder / "unet", dtype=torch.float32)


def make_tensors(unet, ends, prefix="unet.", rank=4):
    import torch

    generator = torch.Generator().manual_seed(3)
    down_end, up_end = ends
    tensors = {}
    for name in LAYERS:
        out, into, *kernel = unet.get_submodule(name).weight.shape
        tensors[prefix + name + down_end] = torch.randn(rank, into, *kernel, generator=generator)
        tensors[prefix + name + up_end] = torch.randn(out, rank, *(1 for _ in kernel), generator=generator)
    return tensors


def save(tensors, path, metadata=None):
    from safetensors.torch import save_file

    save_file({name: tensor.contiguous() for name, tensor in tensors.items()}, path, metadata)
    return path


PEFT, KOHYA, OLD = (
    (".lora_A.weight", ".lora_B.weight"),
    (".lora_down.weight", ".lora_up.weight"),
    (
        ".lora.down.weight",
        ".lora.up.weight",
    ),
)


def as_kohya(tensors):
    """Rename as Kohya's trainer does, dots to underscores within the layer."""
    renamed = {}
    for name, tensor in tensors.items():
        layer = next(layer for layer in LAYERS if name.startswith(f"unet.{layer}"))
        renamed[f"lora_unet_{layer.replace('.', '_')}{name.removeprefix(f'unet.{layer}')}"] = tensor
    return renamed


def plain(unet):
    return make_tensors(unet, PEFT), {}


def old(unet):
    return make_tensors(unet, OLD), {}


def kohya(unet):
    import torch

    tensors = as_kohya(make_tensors(unet, KOHYA))
    return {
        **tensors,
        **{
            name.replace(".lora_up.weight", ".alpha"): torch.tensor(2.0)
            for name in tensors
            if "up" in name.rpartition("lora_")[2]
        },
    }, {}


def stated_alpha(unet):
    settings = {"unet.r": 4, "unet.lora_alpha": 9, "unet.alpha_pattern": {FF: 1}, "unet.target_modules": list(LAYERS)}
    return make_tensors(unet, PEFT), {"lora_adapter_metadata": json.dumps(settings)}


def root_of_rank(unet):
    settings = {"unet.r": 4, "unet.lora_alpha": 9, "unet.use_rslora": True, "unet.target_modules": list(LAYERS)}
    return make_tensors(unet, PEFT), {"lora_adapter_metadata": json.dumps(settings)}


def dora(unet):
    import torch

    tensors = make_tensors(unet, PEFT)
    for name in LAYERS:
        out, _, *kernel = unet.get_submodule(name).weight.shape
        lengths = torch.linspace(0.5, 2, out)
        tensors[f"unet.{name}.lora_magnitude_vector.weight"] = lengths.reshape(1, -1, 1, 1) if kernel else lengths
    return tensors, {}


@pytest.mark.parametrize("make", [plain, old, kohya, stated_alpha, root_of_rank, dora])
def test_the_weights_are_those_of_diffusers(tmp_path, unet, tiny_sdxl_folder, make):
    import torch
    from diffusers import StableDiffusionXLPipeline, UNet2DConditionModel

    path = save(*reversed_arguments(make(unet), tmp_path / "ink.safetensors"))
    theirs = UNet2DConditionModel.from_pretrained(tiny_sdxl_folder / "unet", dtype=torch.float32)
    found, alphas, metadata = StableDiffusionXLPipeline.lora_state_dict(
        str(path), unet_config=theirs.config, return_lora_metadata=True
    )
    StableDiffusionXLPipeline.load_lora_into_unet(found, alphas, theirs, adapter_name="a", metadata=metadata)
    theirs.fuse_lora()
    theirs.unload_lora()
    before = {name: unet.get_submodule(name).weight.clone() for name in LAYERS}

    merge_loras([(path, 1.0)], {"unet": unet})

    for name, weight in theirs.named_parameters():
        torch.testing.assert_close(unet.get_parameter(name), weight, rtol=1e-4, atol=1e-5)
    assert all(not torch.equal(before[name], unet.get_submodule(name).weight) for name in LAYERS)


def reversed_arguments(made, path):
    tensors, metadata = made
    return tensors, path, metadata or None


def test_the_forms_of_dora_agree(tmp_path, unet):
    """LyCORIS keeps a column of lengths where peft keeps a list."""
    import copy

    import torch

    tensors, _ = dora(unet)
    path = save(tensors, tmp_path / "peft.safetensors")
    other = {}
    for name, tensor in as_kohya(tensors).items():
        ours = name.replace(".lora_A", ".lora_down").replace(".lora_B", ".lora_up")
        ours = ours.replace(".lora_magnitude_vector.weight", ".dora_scale")
        other[ours] = tensor.reshape(-1, 1, 1, 1) if ours.endswith("dora_scale") and tensor.dim() > 1 else tensor
        if ours.endswith("dora_scale") and tensor.dim() == 1:
            other[ours] = tensor[:, None]
    second = save(other, tmp_path / "lycoris.safetensors")
    twin = copy.deepcopy(unet)

    merge_loras([(path, 1.0)], {"unet": unet})
    merge_loras([(second, 1.0)], {"unet": twin})

    assert all(torch.equal(unet.get_submodule(name).weight, twin.get_submodule(name).weight) for name in LAYERS)


def test_dora_sets_the_lengths_of_rows_or_columns(tmp_path, unet):
    """The old form of LyCORIS and OneTrainer's default: one length for each column."""
    import torch

    tensors = make_tensors(unet, KOHYA)
    for name in LAYERS:
        _, into, *kernel = unet.get_submodule(name).weight.shape
        tensors[f"unet.{name}.dora_scale"] = torch.linspace(0.5, 2, into).reshape(1, into, *(1 for _ in kernel))
    merge_loras([(save(tensors, tmp_path / "columns.safetensors"), 1.0)], {"unet": unet})

    for name in (Q, CONV):
        weight = unet.get_submodule(name).weight
        lengths = weight.transpose(0, 1).flatten(1).norm(dim=1)
        rows_when_square = weight.flatten(1).norm(dim=1)
        wanted = torch.linspace(0.5, 2, weight.shape[1])
        assert torch.allclose(lengths, wanted, atol=1e-4), (name, lengths[:4], rows_when_square[:4])


@pytest.mark.parametrize("make", [plain, dora])
def test_half_of_an_adapter_goes_half_the_way(tmp_path, unet, make):
    import copy

    import torch

    path = save(make(unet)[0], tmp_path / "ink.safetensors")
    before, half = copy.deepcopy(unet), copy.deepcopy(unet)
    merge_loras([(path, 1.0)], {"unet": unet})
    merge_loras([(path, 0.5)], {"unet": half})

    for name in LAYERS:
        whole = [module.get_submodule(name).weight for module in (before, half, unet)]
        torch.testing.assert_close(whole[1] - whole[0], whole[2] - whole[1], rtol=1e-3, atol=1e-5)


def test_settings_beside_the_file_count_too(tmp_path, unet):
    """peft's own form: adapter_model.safetensors and adapter_config.json."""
    import copy

    import torch

    tensors = make_tensors(unet, PEFT, prefix="base_model.model.")
    (tmp_path / "a").mkdir()
    alone = save(tensors, tmp_path / "adapter_model.safetensors")
    beside = save(tensors, tmp_path / "a" / "adapter_model.safetensors")
    (tmp_path / "a" / "adapter_config.json").write_text(json.dumps({"r": 4, "lora_alpha": 8, "peft_type": "LORA"}))
    once, twice = copy.deepcopy(unet), copy.deepcopy(unet)
    merge_loras([(alone, 2.0)], {"unet": once})
    merge_loras([(beside, 1.0)], {"unet": twice})

    for name in LAYERS:
        torch.testing.assert_close(once.get_submodule(name).weight, twice.get_submodule(name).weight)
        assert not torch.equal(once.get_submodule(name).weight, unet.get_submodule(name).weight)
