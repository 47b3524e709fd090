"""A UNet's attentions by name, and attending to other keys and values as diffusers' processors do."""

import pytest

from sdxl.attentions import attend, list_attentions


@pytest.mark.parametrize("name", ["attn1", "attn2"])
def test_attentions_are_listed_in_the_order_of_diffusers_processors(loaded_model, name):
    unet = loaded_model.unet
    modules = dict(unet.named_modules())
    wanted = [modules[path.removesuffix(".processor")] for path in unet.attn_processors if f".{name}." in path]

    assert list_attentions(unet, name) == wanted
    assert len(wanted) == 8  # two deep, in one block down, in the middle and two up


def test_one_row_attends_to_each_of_several(loaded_model):
    """With an identity for the way out, a layer's own answer is what is attended to."""
    import torch

    attention = list_attentions(loaded_model.unet, "attn1")[0]
    latents = torch.randn(3, 5, attention.to_q.in_features, generator=torch.Generator().manual_seed(1))
    with torch.no_grad():
        query, keys, values = (project(latents) for project in (attention.to_q, attention.to_k, attention.to_v))
        made = attention.to_out[0](attend(attention, query[:1], keys, values))
        alone = attention(latents[:1])

    assert made.shape == latents.shape
    torch.testing.assert_close(made[:1], alone)
    assert not made[1].equal(made[0])
