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


def tensor(shape, end, start=0, dtype="F16"):
    return {"dtype": dtype, "shape": shape, "data_offsets": [start, end]}


@pytest.mark.parametrize(
    ("table", "data"),
    [
        pytest.param({"a": tensor([2, 3], 12), "b": tensor([3], 18, 12)}, 19, id="bytes after the last tensor"),
        pytest.param({"a": tensor([2, 3], 12, dtype="F32")}, 12, id="a type that does not fit"),
        pytest.param({"a": tensor([2, 4], 12)}, 12, id="a shape that does not fit"),
        pytest.param({"a": tensor([2, 3], 12, dtype="F17")}, 12, id="an unknown type"),
        pytest.param({"a": tensor([2, 3], 12), "b": tensor([2, 3], 14, 2)}, 14, id="one lies in another"),
        pytest.param({"a": tensor([2, 3], 12), "b": tensor([], 16, 14)}, 16, id="a gap"),
        pytest.param({"a": tensor([2, 3], 0, 12)}, 12, id="an end before its start"),
        pytest.param({"a": tensor([-2, -3], 12)}, 12, id="a size below nothing"),
        pytest.param({"a": tensor([2.0, 3], 12)}, 12, id="a size that is no whole number"),
        pytest.param({"__metadata__": {"a": 1}, "b": tensor([2, 3], 12)}, 12, id="metadata that are no text"),
        pytest.param({"__metadata__": {"a": {}}, "b": tensor([2, 3], 12)}, 12, id="metadata of tables"),
        pytest.param({"__metadata__": [], "b": tensor([2, 3], 13)}, 13, id="half a number"),
    ],
)
def test_a_header_that_lies_about_its_tensors_says_to_fetch_the_file_again(tmp_path, table, data):
    """As the library that reads the tensors would, but later and in other words."""
    from safetensors import safe_open

    path = tmp_path / "m.safetensors"
    path.write_bytes(header(json.dumps(table).encode()) + bytes(data))

    with pytest.raises(RenderError, match=r"m\.safetensors is .*: fetch it again"):
        read_shapes(path)
    with pytest.raises(Exception), safe_open(path, "pt"):  # noqa: B017, PT011
        pass


@pytest.mark.parametrize(
    "table",
    [
        pytest.param({"b": tensor([3], 18, 12), "a": tensor([2, 3], 12)}, id="in any order"),
        pytest.param({"a": tensor([2, 3], 12), "e": tensor([0], 12, 12), "b": tensor([3], 18, 12)}, id="one empty"),
        pytest.param({"__metadata__": None, "a": tensor([9], 18)}, id="metadata of nothing"),
        pytest.param({"a": tensor([9, 2], 18, dtype="F8_E4M3")}, id="fp8"),
        pytest.param({"a": tensor([1], 8, dtype="I64"), "b": tensor([10], 18, 8, dtype="U8")}, id="whole numbers"),
    ],
)
def test_a_header_that_is_right_is_read(tmp_path, table):
    path = tmp_path / "m.safetensors"
    path.write_bytes(header(json.dumps(table).encode()) + bytes(18))

    assert set(read_shapes(path)) == set(table) - {"__metadata__"}


def test_shapes_are_read_without_the_metadata(tmp_path):
    path = tmp_path / "m.safetensors"
    table = {"__metadata__": {"a": "b"}, "w": tensor([2, 3], 12), "s": tensor([], 14, 12)}
    path.write_bytes(header(json.dumps(table).encode()) + bytes(14))

    assert read_shapes(path) == {"w": (2, 3), "s": ()}


def test_a_download_that_was_cut_off_says_how_much_is_there(tmp_path):
    path = tmp_path / "m.safetensors"
    path.write_bytes(header(json.dumps({"w": tensor([2, 3], 12)}).encode()) + bytes(11))
    size = path.stat().st_size

    with pytest.raises(RenderError, match=f"is cut off, it has {size} of {size + 1} bytes: fetch it again"):
        read_shapes(path)


def test_types_and_what_a_file_says_of_itself_are_read_too(tmp_path):
    path = tmp_path / "m.safetensors"
    table = {"__metadata__": {"modelspec.prediction_type": "v"}, "a.w": tensor([2, 3], 12), "b": tensor([], 14, 12)}
    path.write_bytes(header(json.dumps(table).encode()) + bytes(14))
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
