"""The header of a .safetensors file: read without torch, and said where it is broken."""

import json
import struct

import pytest

from errors import RenderError
from sdxl.headers import module_files, read_header, read_shapes


def header(text):
    return struct.pack("<Q", len(text)) + text


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\x01\x02", id="shorter than its length field"),
        pytest.param(header(b'{"a": {"shape": [1')[:-3], id="cut off within the header"),
        pytest.param(header(b"[]"), id="no table"),
        pytest.param(header(b'{"a": 1}'), id="no tensor"),
        pytest.param(header(b"\xff\xfe"), id="no text"),
        pytest.param(b"\xff" * 64, id="a length beyond all bounds"),
        pytest.param(b"<!DOCTYPE html><html>not found</html>", id="a saved web page"),
    ],
)
def test_a_broken_file_says_to_fetch_it_again(tmp_path, content):
    path = tmp_path / "m.safetensors"
    path.write_bytes(content)

    with pytest.raises(RenderError, match=r"m\.safetensors is no whole \.safetensors file: fetch it again"):
        read_shapes(path)


def tensor(shape, end):
    return {"dtype": "F16", "shape": shape, "data_offsets": [0, end]}


def test_shapes_are_read_without_the_metadata(tmp_path):
    path = tmp_path / "m.safetensors"
    table = {"__metadata__": {"a": "b"}, "w": tensor([2, 3], 12), "s": tensor([], 2)}
    path.write_bytes(header(json.dumps(table).encode()) + bytes(12))

    assert read_shapes(path) == {"w": (2, 3), "s": ()}


def test_a_download_that_was_cut_off_says_how_much_is_there(tmp_path):
    path = tmp_path / "m.safetensors"
    path.write_bytes(header(json.dumps({"w": tensor([2, 3], 12)}).encode()) + bytes(11))
    size = path.stat().st_size

    with pytest.raises(RenderError, match=f"is cut off, it has {size} of {size + 1} bytes: fetch it again"):
        read_shapes(path)


def test_types_and_what_a_file_says_of_itself_are_read_too(tmp_path):
    path = tmp_path / "m.safetensors"
    table = {"__metadata__": {"modelspec.prediction_type": "v"}, "a.w": tensor([2, 3], 12), "b": tensor([], 2)}
    path.write_bytes(header(json.dumps(table).encode()) + bytes(12))
    read = read_header(path)

    assert read.metadata == {"modelspec.prediction_type": "v"}
    assert read.types == {"a.w": "F16", "b": "F16"}
    assert read.select("a.") == {"w": (2, 3)}


@pytest.mark.parametrize(
    ("names", "taken"),
    [
        pytest.param(["m.safetensors"], ["m.safetensors"], id="one"),
        pytest.param(["m.safetensors", "m.fp16.safetensors"], ["m.fp16.safetensors"], id="half precision first"),
        pytest.param(
            ["m-00002-of-00002.safetensors", "m-00001-of-00002.safetensors"],
            ["m-00001-of-00002.safetensors", "m-00002-of-00002.safetensors"],
            id="in order",
        ),
        pytest.param(["m.bin", "m.ckpt"], [], id="no pickle"),
    ],
)
def test_a_modules_files_are_its_safetensors(tmp_path, names, taken):
    for name in names:
        (tmp_path / name).touch()

    assert [path.name for path in module_files(tmp_path)] == taken
