"""The table of known networks: every one may be used for a book that is sold, and is told in full."""

import re
from pathlib import Path

import pytest

from sdxl.known_nets import BY_NAME, IP_ADAPTER, KNOWN_NETS, READS, SELLABLE, USES, find_known
from sdxl.loras import is_hub_file
from sdxl.models import is_hub_id

MANUAL = (Path(__file__).parent.parent.parent / "README_IMAGE_GEN.md").read_text(encoding="utf-8")
UNSELLABLE = re.compile(
    r"insight|instant-?id|pulid|face-?id|photomaker|story-?maker|ultralytics|thibaud", re.IGNORECASE
)


@pytest.mark.parametrize("net", KNOWN_NETS, ids=lambda net: net.name)
def test_a_known_net_may_be_used_for_what_is_sold_and_is_told_in_full(net):
    assert net.licence in SELLABLE
    assert not UNSELLABLE.search(f"{net.hub_id}/{net.file}")
    assert is_hub_id(net.hub_id)
    assert is_hub_id(net.location) or is_hub_file(net.location)
    assert 10**8 < net.bytes < 3 * 10**9
    assert bool(net.beside) == bool(net.beside_bytes)
    assert net.reads in READS if net.kind != IP_ADAPTER else not net.reads


def test_names_and_places_are_each_given_once():
    assert len(BY_NAME) == len(KNOWN_NETS)
    assert len({(net.hub_id, net.file) for net in KNOWN_NETS}) == len(KNOWN_NETS)
    assert not any("/" in name for name in BY_NAME)


@pytest.mark.parametrize("use", USES)
def test_each_setting_has_a_usual_net_of_its_first_kind(use):
    assert BY_NAME[USES[use].usual].kind == USES[use].kinds[0]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("union", "union"),
        ("xinsir/controlnet-union-sdxl-1.0", "union"),
        ("xinsir/controlnet-union-sdxl-1.0/diffusion_pytorch_model_promax.safetensors", "union-promax"),
        ("TencentARC/t2i-adapter-sketch-sdxl-1.0", "sketch"),
        ("owner/other", None),
        ("", None),
    ],
)
def test_a_known_net_is_found_by_name_id_and_file(text, name):
    found = find_known(text)

    assert (found.name if found else None) == name


@pytest.mark.parametrize("net", KNOWN_NETS, ids=lambda net: net.name)
def test_the_manual_tells_each_network_with_its_size_and_licence(net):
    megabytes = (net.bytes + net.beside_bytes) // 10**6

    assert f"| `{net.name}` | {net.kind} | `{net.location}` | {megabytes:,} MB | {net.licence} |" in MANUAL
