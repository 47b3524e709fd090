"""A network in memory: the class and the weights of its file, in the precision that is asked for."""

import pytest
import torch
from safetensors.torch import load_file, save_file
from tiny_nets import found_net

from sdxl.guide_nets import find_net, fit_net, resolve_net
from sdxl.known_nets import CONTROLNET, T2I, UNION
from sdxl.net_loading import load_net
from tools.random_model import TINY


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (T2I, "T2IAdapter"),
        pytest.param(CONTROLNET, "ControlNetModel", marks=pytest.mark.slow),
        (UNION, "ControlNetUnionModel"),
    ],
)
def test_a_network_has_the_weights_of_its_file(tmp_path, kind, name):
    path = tmp_path / "openpose.safetensors"
    net = load_net(found_net(path, kind), torch.float16)
    written = load_file(path)

    assert type(net).__name__ == name
    assert not net.training
    weights = dict(net.named_parameters())
    for old, new in (("in_proj_weight", "enter.weight"), ("in_proj_bias", "enter.bias"), ("out_proj.", "leave.")):
        written = {
            key.replace(f".attn.{old}", f".attn.{new}") if "layes" in key else key: written[key] for key in written
        }
    assert written.keys() == weights.keys()
    for key, weight in weights.items():
        assert torch.equal(weight, written[key].half().reshape(weight.shape)), key
        assert not weight.requires_grad


def test_a_network_in_pieces_beside_other_tensors_is_read_whole(tmp_path):
    tensors = load_file(found_net(tmp_path / "openpose.safetensors", T2I).paths[0])
    names = sorted(tensors)
    folder = tmp_path / "a-pose-net"
    folder.mkdir()
    for number, some in enumerate((names[::2], names[1::2]), 1):
        piece = {name: tensors[name] for name in some} | {f"more.{number}": torch.zeros(1)}
        save_file(piece, folder / f"diffusion_pytorch_model-0000{number}-of-00002.safetensors")

    found = fit_net(find_net(resolve_net(str(folder), "pose")), TINY["unet"], "tiny")
    net = load_net(found, torch.float32)
    assert all(torch.equal(weight, tensors[name].reshape(weight.shape)) for name, weight in net.named_parameters())
