"""Weights as they lie about: which are chosen, and that the libraries draw the same with them."""

import json
import shutil

import pytest
from tiny_engine import job_for
from tiny_sdxl import build_file

from errors import RenderError
from sdxl.folders import DIFFUSERS, TRANSFORMERS, choose_weights, find_dangling, list_weights, tidied

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")

D, T = "diffusion_pytorch_model", "model"


def make(folder, *names):
    for name in names:
        (folder / name).write_bytes(b"x")
    return folder


@pytest.mark.parametrize(
    ("names", "taken"),
    [
        pytest.param([f"{D}.safetensors"], [f"{D}.safetensors"], id="plain"),
        pytest.param([f"{D}.safetensors", f"{D}.fp16.safetensors"], [f"{D}.fp16.safetensors"], id="half is preferred"),
        pytest.param([f"{T}.bf16.safetensors"], [f"{T}.bf16.safetensors"], id="bf16 alone"),
        pytest.param([f"{T}.safetensors", f"{T}.bf16.safetensors"], [f"{T}.safetensors"], id="plain before bf16"),
        pytest.param([f"{T}.fp16.safetensors", f"{T}.bf16.safetensors"], [f"{T}.fp16.safetensors"], id="fp16, bf16"),
        pytest.param([f"{D}.ema.safetensors", f"{D}.non_ema.safetensors"], [f"{D}.ema.safetensors"], id="any other"),
        pytest.param(
            [f"{D}.safetensors", f"{D}.non_ema.safetensors"], [f"{D}.safetensors"], id="no other beside plain"
        ),
        pytest.param(
            [f"{D}.fp16-00001-of-00002.safetensors", f"{D}.fp16-00002-of-00002.safetensors", f"{D}.safetensors"],
            [f"{D}.fp16-00001-of-00002.safetensors", f"{D}.fp16-00002-of-00002.safetensors"],
            id="pieces",
        ),
        pytest.param(
            [f"{D}-00001-of-00002.fp16.safetensors", f"{D}-00002-of-00002.fp16.safetensors"],
            [f"{D}-00001-of-00002.fp16.safetensors", f"{D}-00002-of-00002.fp16.safetensors"],
            id="pieces as they were called first",
        ),
        pytest.param(
            [f"{D}.fp16-00001-of-00002.safetensors", f"{D}.safetensors"], [f"{D}.safetensors"], id="a piece lacks"
        ),
        pytest.param(
            [f"{T}-00002-of-00003.fp16.safetensors", f"{T}-00003-of-00003.fp16.safetensors", f"{T}.bf16.safetensors"],
            [f"{T}.bf16.safetensors"],
            id="a piece lacks, as they were called first",
        ),
        pytest.param([f"{D}-00001-of-00002.safetensors", f"{D}.safetensors"], [f"{D}.safetensors"], id="of one name"),
        pytest.param(
            [f"{D}-00001-of-00002.safetensors", f"{D}-00002-of-00002.safetensors", f"{D}.safetensors"],
            [f"{D}.safetensors"],
            id="one file before its pieces",
        ),
        pytest.param(
            [f"{D}.fp16-00001-of-00002.safetensors"], [f"{D}.fp16-00001-of-00002.safetensors"], id="nothing whole"
        ),
        pytest.param(["MODEL.SAFETENSORS"], ["MODEL.SAFETENSORS"], id="capitals"),
        pytest.param(["unet.safetensors"], ["unet.safetensors"], id="a name of its own"),
        pytest.param(
            [f"{D}.safetensors", "pytorch_lora_weights.fp16.safetensors"], [f"{D}.safetensors"], id="something else too"
        ),
        pytest.param(["config.json", f"{D}.bin", "readme.txt"], [], id="none"),
    ],
)
def test_one_variant_is_chosen(tmp_path, names, taken):
    assert [path.name for path in choose_weights(make(tmp_path, *names)).paths] == taken


def test_a_link_to_a_file_that_is_gone_is_no_file(tmp_path):
    (tmp_path / f"{D}.safetensors").symlink_to(tmp_path / "gone")

    assert list_weights(tmp_path) == []
    assert find_dangling(tmp_path) == tmp_path / f"{D}.safetensors"
    assert find_dangling(tmp_path / "nowhere") is None


@pytest.mark.parametrize(
    ("names", "base", "variant"),
    [([f"{D}.safetensors"], DIFFUSERS, None), ([f"{T}.fp16.safetensors"], TRANSFORMERS, "fp16")],
)
def test_what_the_libraries_find_stays_where_it_is(tmp_path, names, base, variant):
    with tidied(make(tmp_path, *names), base) as found:
        assert found == (tmp_path, variant)


def test_a_file_beside_pieces_of_its_name_is_shown_alone(tmp_path):
    """Libraries would take the pieces, by their index."""
    make(tmp_path, f"{D}.safetensors", f"{D}-00001-of-00002.safetensors", f"{D}.safetensors.index.json")
    with tidied(tmp_path, DIFFUSERS) as (found, variant):
        assert [path.name for path in found.iterdir()] == [f"{D}.safetensors"]
        assert variant is None


def test_pieces_without_their_index_are_a_sentence(tmp_path):
    make(tmp_path, "MODEL-00001-of-00002.SAFETENSORS", "MODEL-00002-of-00002.SAFETENSORS")

    with pytest.raises(RenderError, match="lacks the index of its 2 pieces"), tidied(tmp_path, TRANSFORMERS):
        pass


# --- Drawn with -------------------------------------------------------------------------------------------------------


def with_variant(variant):
    def change(model):
        for path in sorted(model.rglob("*.safetensors")):
            path.rename(path.with_name(f"{path.stem}.{variant}.safetensors"))

    return change


def mixed(model):
    with_variant("bf16")(model / "text_encoder")
    with_variant("fp16")(model / "unet")
    with_variant("own")(model / "vae")


def capitals(model):
    for path in sorted(model.rglob("*.safetensors")):
        path.rename(path.with_name(path.name.upper()))


def own_names(model):
    for path in sorted(model.rglob("*.safetensors")):
        path.rename(path.with_name(f"{path.parent.name}.safetensors"))


def marked(model):
    for path in sorted(model.rglob("*.json")):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())


def blobs(model):
    """As the hub's cache keeps it: links to files whose names are digests."""
    store = model.parent / "blobs"
    store.mkdir()
    for number, path in enumerate(sorted(one for one in model.rglob("*") if one.is_file())):
        path.rename(store / f"{number:040x}")
        path.symlink_to(store / f"{number:040x}")


def pieces(model):
    """In capitals and pieces, which takes an index of other names."""
    from safetensors.torch import load_file, save_file

    (path,) = (model / "unet").glob("*.safetensors")
    tensors = load_file(path)
    names = sorted(tensors)
    places = {}
    for number, part in enumerate((names[::2], names[1::2]), 1):
        piece = f"{D}-0000{number}-of-00002"
        save_file({name: tensors[name] for name in part}, path.with_name(f"{piece}.SAFETENSORS"))
        places |= dict.fromkeys(part, f"{piece}.safetensors")
    path.unlink()
    (model / "unet" / f"{D}.safetensors.index.json").write_text(json.dumps({"metadata": {}, "weight_map": places}))


@pytest.mark.slow
@pytest.mark.parametrize("change", [with_variant("bf16"), mixed, capitals, own_names, marked, blobs, pieces])
def test_a_model_that_lies_about_oddly_draws_the_same(tmp_path, tiny_sdxl_folder, draw_one, change):
    assert draw_with(shutil.copytree(tiny_sdxl_folder, tmp_path / "xl"), change) == draw_one()


def draw_with(model, change):
    from tiny_engine import draw, pixels

    from sdxl.models import resolve_model
    from workspace.request import read_defaults

    model = change(model) or model
    found = resolve_model(str(model), read_defaults().presets)
    (drawn,) = draw(found, job_for(found))
    return pixels(drawn)


def file_in_capitals(path):
    return path.rename(path.with_name("XL.SAFETENSORS"))


def file_behind_a_link(path):
    """The path that `hf download owner/name file` prints."""
    blob = path.rename(path.with_name("0" * 40))
    path.symlink_to(blob)


@pytest.mark.slow
@pytest.mark.parametrize("change", [file_in_capitals, file_behind_a_link])
def test_a_file_that_lies_about_oddly_draws_the_same(tmp_path, tiny_sdxl_folder, draw_one, change):
    assert draw_with(build_file(tmp_path / "xl.safetensors", tiny_sdxl_folder), change) == draw_one()
