"""A guide's network: found by name, file, folder or hub id, judged by its shapes, and refused in one sentence."""

import dataclasses
import re
import shutil

import pytest
from huggingface_hub import constants
from tiny_sdxl import write_header

from errors import NovelError, RenderError, UsageError
from sdxl.guide_nets import find_net, find_net_here, fit_net, resolve_net
from sdxl.known_nets import CONTROLNET, IP_ADAPTER, KNOWN_NETS, T2I, UNION
from sdxl.net_layout import list_needed
from tools.random_model import FULL, TINY
from tools.random_nets import net_settings

UNET = TINY["unet"]
COMMIT = "a" * 40
T2I_XL = "owner/t2i-adapter-openpose-xl"


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    """An empty cache of the hub's, and a hub that refuses every connection."""
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "hub"))
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)
    monkeypatch.setattr(constants, "ENDPOINT", "http://127.0.0.1:9")
    return tmp_path / "hub"


def write(path, kind, unet=UNET, **changes):
    """Write a network's file, its numbers all zero."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return write_header(path, dict(list_needed(kind, {**net_settings(kind, unet), **changes}, unet)))


def cached(cache, hub_id, name, kind, **changes):
    """Lay a network into the hub's cache."""
    repository = cache / f"models--{hub_id.replace('/', '--')}"
    (repository / "refs").mkdir(parents=True, exist_ok=True)
    (repository / "refs" / "main").write_text(COMMIT)
    return write(repository / "snapshots" / COMMIT / name, kind, **changes)


# --- Names ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "use", "location", "reads"),
    [
        pytest.param("", "pose", "TencentARC/t2i-adapter-openpose-sdxl-1.0", "openpose", id="the usual one"),
        pytest.param("sketch", "pose", "TencentARC/t2i-adapter-sketch-sdxl-1.0", "sketch", id="a name"),
        pytest.param("TencentARC/t2i-adapter-lineart-sdxl-1.0", "pose", "...", "lineart", id="a known id"),
        pytest.param(T2I_XL, "pose", "...", "openpose", id="an id that says what it reads"),
        pytest.param("owner/net:sketch", "pose", "owner/net", "sketch", id="an id and a map"),
        pytest.param("owner/net:Sketch", "pose", "owner/net", "sketch", id="a map in capitals"),
        pytest.param("owner/nets/a pose.safetensors", "pose", "...", "openpose", id="a file of the hub"),
        pytest.param(
            "union:lineart",
            "strong",
            "xinsir/controlnet-union-sdxl-1.0/diffusion_pytorch_model.safetensors",
            "lineart",
            id="a Union and a map",
        ),
        pytest.param("owner/some-union", "strong", "...", "openpose", id="a Union reads poses unless told otherwise"),
        pytest.param(
            "",
            "ip-adapter",
            "h94/IP-Adapter/sdxl_models/ip-adapter-plus-face_sdxl_vit-h.safetensors",
            "",
            id="the usual likeness",
        ),
        pytest.param("owner/faces", "ip-adapter", "...", "", id="an IP-Adapter reads no map"),
    ],
)
def test_a_net_of_the_hub_is_found_by_name_or_id(text, use, location, reads):
    found = resolve_net(text, use)

    assert found.identity == found.location == (text if location == "..." else location)
    assert found.reads == reads


@pytest.mark.parametrize(
    ("text", "use", "words"),
    [
        ("opempose", "pose", r'"opempose" is no network, file or folder here: did you mean "openpose"\? --guide-net'),
        (
            "union",
            "pose",
            r"union is a ControlNet Union: --guide strong takes it \(--guide-net\), --guide pose takes a",
        ),
        (
            "openpose",
            "strong",
            r"openpose is a T2I-Adapter: --guide pose takes it .*strong takes a ControlNet Union or",
        ),
        ("plus", "strong", r"plus is an IP-Adapter Plus: --likeness ip-adapter takes it \(--likeness-net\), --guide"),
        (
            "owner/purpose",
            "pose",
            r"does not say which map it reads: write it as owner/purpose:openpose, :sketch or :lineart",
        ),
        ("owner/depth-xl", "pose", r"owner/depth-xl reads depth maps, which no guide draws: choose one that reads"),
        ("openpose:depth", "pose", r'"depth" is no map that is drawn for it; it can be openpose, sketch, lineart'),
        ("plus:openpose", "ip-adapter", r'"openpose" is no map that is drawn for it; --likeness ip-adapter takes none'),
        (
            "https://huggingface.co/owner/net",
            "pose",
            r"is the page of a model of the hub: write it as --guide-net owner",
        ),
        ("~/nets/gone.safetensors", "pose", r'"~/nets/gone.safetensors" is no network, file or folder here'),
    ],
)
def test_what_is_no_net_for_a_guide_is_a_sentence(text, use, words):
    with pytest.raises(NovelError, match=words) as caught:
        resolve_net(text, use)
    assert "\n" not in str(caught.value)


# --- Local files ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kind", "use", "reads"),
    [
        pytest.param("pose-xl.safetensors", T2I, "pose", "openpose", id="an adapter"),
        pytest.param("t2i_sketch.SafeTensors", T2I, "pose", "sketch", id="whatever its suffix's case"),
        pytest.param("controlnet-openpose.safetensors", CONTROLNET, "strong", "openpose", id="a ControlNet"),
        pytest.param("promax.safetensors", UNION, "strong", "openpose", id="a Union"),
        pytest.param("faces.safetensors", IP_ADAPTER, "ip-adapter", "", id="an IP-Adapter"),
    ],
)
def test_a_local_file_is_judged_when_it_is_named(tmp_path, name, kind, use, reads):
    path = write(tmp_path / name, kind)
    choice = resolve_net(str(path), use)
    found = find_net(choice)

    assert (choice.reads, found.kind, found.paths) == (reads, kind, (path,))
    assert re.fullmatch(rf"{re.escape(name)} {path.stat().st_size} [0-9a-f]{{64}}", choice.identity)


def test_an_adapter_that_reads_a_grey_map_reads_sketches(tmp_path):
    path = write(tmp_path / "my adapter.safetensors", T2I, in_channels=1)

    assert resolve_net(str(path), "pose").reads == "sketch"


def test_a_folder_is_its_weights_half_precision_first(tmp_path):
    folder = tmp_path / "my-openpose"
    half = write(folder / "diffusion_pytorch_model.fp16.safetensors", T2I)
    write(folder / "diffusion_pytorch_model.safetensors", T2I)
    choice = resolve_net(str(folder), "pose")

    assert find_net(choice).paths == (half,)
    assert choice.identity.startswith(f"my-openpose {half.stat().st_size} ")


def test_a_net_is_known_by_name_size_and_digest_wherever_it_lies(tmp_path):
    here = write(tmp_path / "pose.safetensors", T2I)
    (tmp_path / "b").mkdir()
    there = shutil.copy(here, tmp_path / "b" / "pose.safetensors")
    other = write(tmp_path / "c" / "pose.safetensors", T2I, num_res_blocks=3)
    one, two, three = (resolve_net(str(path), "pose").identity for path in (here, there, other))

    assert one == two
    assert one != three


@pytest.mark.parametrize(
    ("name", "shapes", "words"),
    [
        pytest.param("a.safetensors", {"x.lora_A.weight": (4, 4)}, "is a LoRA: --guide pose takes a T2I", id="a LoRA"),
        pytest.param(
            "a.safetensors", {"lora_controlnet": (1,)}, "is a control LoRA: --guide pose", id="a control LoRA"
        ),
        pytest.param(
            "pose.safetensors",
            {"adapter.conv_in.weight": (320, 192, 3, 3), "adapter.body.0.resnets.0.block1.weight": (3, 3)},
            "is a T2I-Adapter of Stable Diffusion 1.5: choose one made for Stable Diffusion XL",
            id="another family's",
        ),
        pytest.param(
            "face.safetensors",
            {"image_proj.latents": (1, 4, 4), "ip_adapter.0.to_k_lora.down.weight": (4, 4)},
            "is an IP-Adapter FaceID, which needs InsightFace: its models are for research alone",
            id="not for a book that is sold",
        ),
    ],
)
def test_a_file_of_another_kind_is_named(tmp_path, name, shapes, words):
    path = write_header(tmp_path / name, shapes)

    with pytest.raises(RenderError, match=f"{re.escape(str(path))} {words}"):
        resolve_net(str(path), "pose")


def test_what_cannot_be_opened_safely_is_refused(tmp_path):
    for name, words in [("a.pth", "pickled"), ("a.gguf", "GGUF"), ("a.png", "takes a .safetensors file or its folder")]:
        (tmp_path / name).write_bytes(b"x")
        with pytest.raises(NovelError, match=words):
            resolve_net(str(tmp_path / name), "pose")
    with pytest.raises(UsageError, match=r"holds no \.safetensors file"):
        resolve_net(str(tmp_path), "pose")


def test_a_net_that_was_cut_off_is_a_sentence(tmp_path):
    path = write(tmp_path / "pose.safetensors", T2I)
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size - 5)

    with pytest.raises(RenderError, match=r"pose\.safetensors is cut off"):
        resolve_net(str(path), "pose")


# --- The hub ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("offline", [True, False], ids=["offline", "no network"])
@pytest.mark.parametrize("net", KNOWN_NETS, ids=lambda net: net.name)
def test_a_cached_net_needs_no_network(cache, monkeypatch, offline, net):
    use = {T2I: "pose", IP_ADAPTER: "ip-adapter"}.get(net.kind, "strong")
    path = cached(cache, net.hub_id, net.file, net.kind)
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", offline)
    choice = resolve_net(net.name, use)

    assert find_net(choice).paths == (path,)
    assert find_net_here(choice).kind == net.kind


@pytest.mark.parametrize(
    ("name", "use", "words"),
    [
        pytest.param(
            "",
            "pose",
            r"--guide pose needs TencentARC/t2i-adapter-openpose-sdxl-1.0, which is not on this machine and .*: "
            r'fetch it once .* `hf download TencentARC/t2i-adapter-openpose-sdxl-1.0 --include "config.json" --include '
            r'"diffusion_pytorch_model.safetensors"` .* or give a .safetensors file with --guide-net PATH',
            id="a repository",
        ),
        pytest.param(
            "union-promax",
            "strong",
            r"--guide strong needs xinsir/.*promax.safetensors, which is not .* `hf download "
            r'xinsir/controlnet-union-sdxl-1.0 --include "diffusion_pytorch_model_promax.safetensors"`',
            id="one file of several",
        ),
        pytest.param("", "ip-adapter", r"--likeness ip-adapter needs h94/IP-Adapter.*--likeness-net PATH", id="a face"),
    ],
)
def test_without_its_files_a_guide_says_what_it_needs_and_how_to_fetch_it(name, use, words):
    choice = resolve_net(name, use)

    assert find_net_here(choice) is None
    with pytest.raises(RenderError, match=words) as caught:
        find_net(choice)
    assert "\n" not in str(caught.value)


def test_a_repository_that_turns_out_to_hold_another_kind_is_named(cache):
    cached(cache, "owner/pose-net", "diffusion_pytorch_model.safetensors", CONTROLNET)

    with pytest.raises(RenderError, match=r"owner/pose-net is a ControlNet: --guide strong takes it"):
        find_net(resolve_net("owner/pose-net", "pose"))


# --- For this model ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "use"), [(T2I, "pose"), (CONTROLNET, "strong"), (UNION, "strong"), (IP_ADAPTER, "ip-adapter")]
)
def test_a_net_fits_the_model_that_it_is_made_for_and_no_other(tmp_path, kind, use):
    path = write(tmp_path / "openpose.safetensors", kind)
    found = find_net(resolve_net(str(path), use))

    assert fit_net(found, UNET, "tiny").settings
    with pytest.raises(
        RenderError, match=r"is made for other layers than those of big, such as .*: choose one made for"
    ):
        fit_net(found, FULL["unet"], "big")


def test_a_net_that_lacks_tensors_is_to_be_fetched_again(tmp_path):
    found = find_net(resolve_net(str(write(tmp_path / "openpose.safetensors", T2I)), "pose"))
    less = {name: shape for name, shape in found.shapes.items() if "body.1.resnets.1" not in name}

    with pytest.raises(RenderError, match=r"lacks 4 of 28 tensors of a T2I-Adapter, such as adapter\.body.*: fetch it"):
        fit_net(dataclasses.replace(found, shapes=less), UNET, "tiny")


@pytest.mark.parametrize(("kind", "gigabytes"), [(T2I, 0.147), (CONTROLNET, 2.33), (UNION, 2.339), (IP_ADAPTER, 0.789)])
def test_a_nets_bytes_are_those_of_its_half_precision_weights(tmp_path, kind, gigabytes):
    use = {T2I: "pose", IP_ADAPTER: "ip-adapter"}.get(kind, "strong")
    found = find_net(resolve_net(str(write(tmp_path / "openpose.safetensors", kind, FULL["unet"])), use))

    assert found.bytes / 2**30 == pytest.approx(gigabytes, abs=0.001)
    assert found.bytes > found.layer > 0
