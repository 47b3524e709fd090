"""Networks of random weights: the shapes of the hub's, and the same weights every time."""

import pytest

from sdxl.known_nets import CONTROLNET, IP_ADAPTER, T2I, UNION
from tools.random_model import TINY
from tools.random_nets import fill_net, write_random_net


@pytest.mark.parametrize(
    "kind", [T2I, *(pytest.param(one, marks=pytest.mark.slow) for one in (CONTROLNET, UNION, IP_ADAPTER))]
)
def test_a_seed_is_a_network(tmp_path, kind):
    import torch

    one, again, other = (
        write_random_net(tmp_path / f"{name}.safetensors", kind, TINY["unet"], seed=seed).read_bytes()
        for name, seed in (("one", 1), ("again", 1), ("other", 2))
    )

    assert one == again != other
    tensors = fill_net(kind, TINY["unet"], seed=1)
    assert all(torch.isfinite(tensor).all() for tensor in tensors.values())
    assert all(tensor.float().std() > 0 for tensor in tensors.values() if tensor.dim() > 1)


def test_settings_can_be_others_than_the_hubs():
    assert fill_net(UNION, TINY["unet"], num_control_type=8)["task_embedding"].shape == (8, 64)
