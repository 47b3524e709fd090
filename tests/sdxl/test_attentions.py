"""A UNet's attentions by name, and attending to other keys and values as diffusers' processors do."""

import pytest

from sdxl.attentions import answering, attend, list_attentions


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


def test_an_attention_answers_otherwise_until_it_is_left(loaded_model):
    """What it attended to may be changed before it is projected, by what its projections gave in the same call."""
    import torch

    attention = list_attentions(loaded_model.unet, "attn2")[0]
    latents = torch.randn(2, 5, attention.to_q.in_features, generator=torch.Generator().manual_seed(1))
    text = torch.randn(2, 77, attention.to_k.in_features, generator=torch.Generator().manual_seed(2))
    with torch.no_grad():
        plain, queries = attention(latents, text), attention.to_q(latents)
        with answering(attention, lambda hidden, query: hidden + query, "to_q"):
            changed = attention(latents, text)
        with answering(attention, lambda hidden: hidden):
            same = attention(latents, text)
        after = attention(latents, text)

    torch.testing.assert_close(changed, plain + queries @ attention.to_out[0].weight.T)
    assert plain.equal(same)
    assert plain.equal(after)
