"""An IP-Adapter's tokens, keys and values: those that diffusers makes with the adapter in its UNet."""

import dataclasses

import pytest
from tiny_nets import found_image_adapter, seen, with_image_adapter

from sdxl.attentions import list_attentions
from sdxl.image_adapters import make_image_prompts

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")


@pytest.fixture(scope="module")
def adapter(tmp_path_factory):
    return found_image_adapter(tmp_path_factory.mktemp("adapter"))


def test_keys_and_values_are_those_of_diffusers(adapter, loaded_model, device):
    import torch

    theirs = with_image_adapter(loaded_model.unet, adapter)
    first, other = make_image_prompts(adapter, [seen(1), seen(2)], device)
    attentions = list_attentions(theirs, "attn2")
    with torch.no_grad():
        (tokens,) = theirs.encoder_hid_proj([seen(1)[:, None]])
        for attention, (keys, values) in zip(attentions, first, strict=True):
            processor = attention.processor
            torch.testing.assert_close(keys, processor.to_k_ip[0](tokens[:, 0]), atol=1e-5, rtol=1e-4)
            torch.testing.assert_close(values, processor.to_v_ip[0](tokens[:, 0]), atol=1e-5, rtol=1e-4)

    assert [keys.shape[1] for keys, _ in other] == [16] * len(attentions)
    assert not any(keys.equal(more) for (keys, _), (more, _) in zip(first, other, strict=True))


def test_prompts_are_kept_in_the_precision_of_the_device(adapter, device):
    import torch

    (prompt,) = make_image_prompts(adapter, [seen(1)], dataclasses.replace(device, dtype=torch.float16))

    assert {one.dtype for pair in prompt for one in pair} == {torch.float16}
