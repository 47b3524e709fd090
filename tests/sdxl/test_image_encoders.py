"""CLIP's image encoder: found beside the adapter or on the hub, and what it sees in a portrait."""

import dataclasses

import pytest
from PIL import Image
from tiny_nets import found_image_adapter, found_net, write_image_encoder

from errors import RenderError
from sdxl.image_encoders import fetch_encoder, find_image_encoder, open_image_encoder, see_portrait
from sdxl.known_nets import ENCODER, IP_ADAPTER

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")


@pytest.fixture(scope="module")
def adapter(tmp_path_factory):
    return found_image_adapter(tmp_path_factory.mktemp("beside"))


@pytest.mark.parametrize(
    ("place", "why"),
    [
        ("sdxl_models/image_encoder", "in the adapter's own folder"),
        ("image_encoder", "beside that"),
        ("models/image_encoder", "where the hub's repository has it"),
    ],
)
def test_an_encoder_is_found_beside_its_adapter(tmp_path, adapter, place, why):
    (tmp_path / "sdxl_models").mkdir()
    moved = dataclasses.replace(adapter, paths=(tmp_path / "sdxl_models" / "plus.safetensors",))
    write_image_encoder(tmp_path / place)

    assert find_image_encoder(moved) == tmp_path / place, why


def test_an_encoder_of_another_width_is_refused(tmp_path, adapter):
    moved = dataclasses.replace(adapter, paths=(tmp_path / "plus.safetensors",))
    write_image_encoder(tmp_path / "image_encoder", hidden_size=48)

    with pytest.raises(RenderError, match=r"no image encoder for .*plus.*, which reads 32 numbers a patch, not 48"):
        find_image_encoder(moved)


@pytest.mark.parametrize(
    ("location", "home"),
    [
        ("h94/IP-Adapter/sdxl_models/plus.safetensors", "h94/IP-Adapter"),
        ("owner/copy/sdxl_models/plus.safetensors", "owner/copy"),
        ("{file}", "h94/IP-Adapter"),
    ],
)
def test_an_encoder_that_is_not_here_comes_from_the_hub(tmp_path, monkeypatch, location, home):
    found, asked = found_net(tmp_path / "plus.safetensors", IP_ADAPTER), []

    def download(hub_id, choose, sentence):
        asked.append((hub_id, choose([]), sentence("there is no network")))
        for name in ENCODER:
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).touch()
        return tmp_path

    monkeypatch.setattr("sdxl.hub.find_cached", lambda *_: None)
    monkeypatch.setattr("sdxl.hub.download", download)
    choice = dataclasses.replace(found.choice, location=location.format(file=found.paths[0]))

    assert fetch_encoder(dataclasses.replace(found, choice=choice)) == tmp_path / "models/image_encoder"
    ((hub_id, files, said),) = asked
    assert (hub_id, files) == (home, ENCODER)
    assert all(f'--include "{name}"' in said for name in ENCODER)
    assert "or put it beside the adapter, as image_encoder" in said


def test_an_encoder_in_the_hubs_cache_is_not_fetched_again(tmp_path, monkeypatch):
    found = found_net(tmp_path / "plus.safetensors", IP_ADAPTER)
    write_image_encoder(tmp_path / "models" / "image_encoder")
    monkeypatch.setattr("sdxl.hub.find_cached", lambda *_: tmp_path)

    assert fetch_encoder(found) == tmp_path / "models" / "image_encoder"


def test_a_portrait_is_seen_as_diffusers_pipelines_have_it_seen(adapter, device):
    import torch
    from transformers import CLIPImageProcessor

    encoder = open_image_encoder(find_image_encoder(adapter), device)
    portrait = Image.effect_noise((60, 60), 60).convert("RGB")
    size = encoder.config.image_size
    read = CLIPImageProcessor(size={"shortest_edge": size}, crop_size=size)(portrait, return_tensors="pt").pixel_values
    with torch.no_grad():
        wanted = encoder(read, output_hidden_states=True).hidden_states[-2]

    assert wanted.shape == (1, 5, 32)
    torch.testing.assert_close(see_portrait(encoder, portrait), wanted, atol=0.05, rtol=0.05)  # resized by another hand


def test_nothing_is_seen_in_the_mean_of_all_pictures(adapter, device):
    import torch

    encoder = open_image_encoder(find_image_encoder(adapter), device)
    with torch.no_grad():
        wanted = encoder(torch.zeros(1, 3, 28, 28), output_hidden_states=True).hidden_states[-2]

    assert see_portrait(encoder, None).equal(wanted)
    assert not see_portrait(encoder, Image.new("RGB", (28, 28))).equal(wanted)
