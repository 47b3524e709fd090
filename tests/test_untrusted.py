"""Whatever lies under a file's name costs that file alone: a sentence with its line, and never a wait."""

import json
import os
import socket
import tomllib
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import untrusted
from errors import NovelError
from untrusted import DocumentError, list_folder, open_file, parse_json, parse_toml, read_document, read_file, read_toml

HUGE = "9" * 5000
DEEP = 2000


@pytest.fixture
def path(tmp_path):
    return tmp_path / "x.toml"


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        pytest.param(lambda path: path.mkdir(), "it is a folder", id="a folder"),
        pytest.param(os.mkfifo, "it is a named pipe", id="a pipe that nobody writes to"),
        pytest.param(lambda path: path.symlink_to("/dev/zero"), "it is a device", id="a device without end"),
        pytest.param(lambda path: path.symlink_to(path), "symbolic links", id="a link in a circle"),
        pytest.param(lambda path: path.symlink_to(path.with_name("y")), "No such file", id="a link to nothing"),
        pytest.param(lambda _: None, "No such file", id="nothing"),
    ],
)
def test_what_is_no_file_is_an_error_with_its_reason(path, make, reason):
    make(path)

    with pytest.raises(OSError, match=r"\w") as caught:
        read_file(path)
    assert reason in caught.value.strerror


def test_a_socket_is_none_either(path, monkeypatch):
    monkeypatch.chdir(path.parent)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(path.name)
        with pytest.raises(OSError, match="it is a socket"):
            read_file(path)


def test_a_pipe_that_takes_a_files_place_meanwhile_is_not_waited_for(path, monkeypatch):
    os.mkfifo(path)
    monkeypatch.setattr(untrusted.os, "stat", lambda _: os.lstat(__file__))

    with pytest.raises(OSError, match="it is a named pipe"):
        open_file(path)


def test_a_null_character_and_a_name_too_long_are_errors(path):
    for name in ("x\0y", "x" * 5000):
        with pytest.raises(OSError, match=r"\w"):
            read_file(path.with_name(name))


def test_a_file_too_large_is_not_read(path):
    path.write_bytes(b"x" * 11)

    assert read_file(path, 11) == b"x" * 11
    with pytest.raises(OSError, match="it is larger than"):
        read_file(path, 10)


def test_the_null_device_is_an_empty_file():
    assert read_file(Path(os.devnull)) == b""


@pytest.mark.parametrize(
    ("content", "said", "line"),
    [
        pytest.param(b"a = 1\nb = caf\xe9", "not UTF-8 text (byte 13, line 2)", 2, id="another encoding"),
        pytest.param("a = 1".encode("utf-16"), "not UTF-8 text (byte 0, line 1)", 1, id="what Notepad calls Unicode"),
        pytest.param(b"a = 1\nb = ", "Invalid value (at line 2, the end)", 2, id="nothing behind the sign"),
        pytest.param(b"a = 1\nb = \x00", "at line 2", 2, id="a null character"),
        pytest.param(
            b"a = 1\nb = " + b"[" * DEEP + b"]" * DEEP, "more than 40 deep (at line 2)", 2, id="lists in lists"
        ),
        pytest.param(
            b"a = 1\nb = " + b"{x=" * DEEP + b"1" + b"}" * DEEP,
            "more than 40 deep (at line 2)",
            2,
            id="tables in tables",
        ),
        pytest.param(
            b'a = "[[["\n\nb = ' + b"[" * 60 + b"]" * 60, "more than 40 deep (at line 3)", 3, id="too deep, and closed"
        ),
        pytest.param(b"a = 1\n" + b"b." * 60 + b"c = 1", "more than 40 deep (at line 2)", 2, id="a key of 61 parts"),
        pytest.param(b"a = 1\n[" + b"b." * 50_000 + b"c]", "more than 40 deep", 2, id="a table of 50,000"),
        pytest.param(b"a = 1\nb = " + HUGE.encode(), "a number with too many digits (at line 2)", 2, id="5,000 digits"),
        pytest.param(b"[t]\nb = 9223372036854775808", "too many digits (at line 2)", 2, id="more than 64 bits"),
        pytest.param(b"[[t]]\n[[t]]\nb = [1, -9999999999999999999]", "(at line 3)", 3, id="far below nought"),
    ],
)
def test_a_document_that_cannot_be_is_told_with_its_line(path, content, said, line):
    path.write_bytes(content)

    with pytest.raises(DocumentError) as caught:
        read_toml(path)
    assert said in str(caught.value)
    assert caught.value.line == line
    assert "\n" not in str(caught.value)


def test_what_is_deep_in_a_text_or_a_remark_is_not_deep(path):
    brackets = "[" * 100
    path.write_text(f'a = \'{brackets}\' # {brackets}\nb = """{brackets}\\"{brackets}"""\n', encoding="utf-8")

    assert read_toml(path)[1] == {"a": brackets, "b": f'{brackets}"{brackets}'}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Expecting value (at line 1, column 1)"),
        ('{"a": 1,\n]', "at line 2"),
        ("[" * 100_000, "more than 40 deep"),
        ("[" * 60 + "]" * 60, "more than 40 deep"),
        (f'{{"a": {HUGE}}}', "a number with too many digits"),
        ('{"a": {"b": 9223372036854775808}}', "a.b is a number with too many digits"),
        ('{"a": Infinity}', "a is a number without end"),
        ('{"a": [NaN]}', "a.0 is a number without end"),
        ('{"a": 1e999}', "a is a number without end"),
        ('{"a": "\\ud800"}', "a is text with half a character"),
        ('{"\\udfff": 1}', "text with half a character"),
    ],
)
def test_json_that_cannot_be_is_refused(text, said):
    with pytest.raises(DocumentError) as caught:
        parse_json(text)
    assert said in str(caught.value)


def test_numbers_that_every_reader_has_are_read():
    assert parse_json("[9223372036854775807, -9223372036854775808, 1.5, true]") == [2**63 - 1, -(2**63), 1.5, True]
    assert parse_toml("a = 9223372036854775807\nb = inf") == {"a": 2**63 - 1, "b": float("inf")}


def test_a_byte_order_mark_is_no_text(path):
    path.write_bytes(b"\xef\xbb\xbfa = 1")

    assert read_document(path) == "a = 1"


def test_a_folder_lists_what_has_the_suffix_whatever_it_is(tmp_path):
    (tmp_path / "b.PNG").touch()
    (tmp_path / "a.png").mkdir()
    (tmp_path / "a.txt").touch()

    assert [path.name for path in list_folder(tmp_path, ".png")] == ["a.png", "b.PNG"]
    assert list_folder(tmp_path / "none", ".png") == list_folder(tmp_path / "a.txt", ".png") == []


def test_a_folder_that_may_not_be_looked_into_is_an_error_not_an_empty_one(tmp_path, monkeypatch):
    def refuse(folder):
        raise PermissionError(13, "Permission denied", str(folder))

    monkeypatch.setattr(untrusted.os, "scandir", refuse)

    with pytest.raises(NovelError, match=r"cannot be looked into \(Permission denied\); make that folder readable\.$"):
        list_folder(tmp_path, ".png")


@settings(max_examples=25)
@given(st.text() | st.from_regex(r"([a-z]+ = ([0-9_.e+-]{1,30}|\[[0-9,\[\]{}]*|\"[^\"]*\")\n)+"))
def test_any_toml_is_read_as_the_library_does_or_refused(text):
    try:
        values = parse_toml(text)
    except DocumentError as error:
        assert "\n" not in str(error)  # noqa: PT017  either outcome is right
    else:
        assert values == tomllib.loads(text) or "nan" in text


@settings(max_examples=25)
@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), st.lists) | st.text())
def test_any_json_is_read_or_refused(values):
    text = values if isinstance(values, str) else json.dumps(values)
    try:
        assert parse_json(text) == values or isinstance(values, str)
    except DocumentError as error:
        assert str(error)  # noqa: PT017


@pytest.mark.parametrize(
    ("age", "is_waited_for"),
    [(0.1, True), (0.9, True), (1.5, False), (3600, False), (-60, False)],
    ids=["just now", "almost just now", "seconds ago", "long ago", "a clock that is wrong"],
)
def test_only_what_was_changed_a_moment_ago_is_looked_at_again(tmp_path, monkeypatch, age, is_waited_for):
    path = tmp_path / "a.toml"
    path.touch()
    waited = []
    monkeypatch.setattr(untrusted, "MOMENT", 1.0)
    monkeypatch.setattr(untrusted.time, "time", lambda: path.stat().st_mtime + age)
    monkeypatch.setattr(untrusted.time, "sleep", waited.append)

    looks = list(untrusted.looks_again(path))
    assert bool(looks) is bool(waited) is is_waited_for
    assert len(looks) <= 2 / untrusted.LOOK, "one that is touched for ever is not waited for as long"
    assert not list(untrusted.looks_again(tmp_path / "gone"))


@pytest.mark.parametrize("left", [b"", b"\n", b"# a comment", b'name = "Em', b"name = \xc3", b"\0\0"])
def test_what_an_editor_is_saving_is_read_once_it_is_whole(tmp_path, monkeypatch, left):
    path = tmp_path / "a.toml"
    path.write_bytes(left)
    monkeypatch.setattr(untrusted, "MOMENT", 3600.0)
    monkeypatch.setattr(untrusted.time, "sleep", lambda _: path.write_bytes(b"a = 1"))

    assert untrusted.read_saved_toml(path) == "a = 1"


def test_room_is_made_for_the_file_that_is_there_not_for_the_largest(path):
    path.write_bytes(b"x" * 100)
    tracemalloc.start()
    try:
        assert read_file(path, 10**9) == b"x" * 100
        assert tracemalloc.get_traced_memory()[1] < 10**6
    finally:
        tracemalloc.stop()


@settings(max_examples=100)
@given(st.recursive(st.none() | st.integers() | st.floats() | st.text(), st.lists), st.booleans())
def test_what_is_read_at_a_glance_is_what_is_read_closely(values, is_ascii):
    text = json.dumps(values, ensure_ascii=is_ascii)
    outcomes = []
    for is_shallow in (untrusted.is_shallow, lambda _: False):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(untrusted, "is_shallow", is_shallow)
            try:
                outcomes.append(repr(parse_json(text)))
            except DocumentError as error:
                outcomes.append(str(error))

    assert outcomes[0] == outcomes[1]


@pytest.mark.parametrize("text", ["1e999", "[-1e999]", f"[{'9' * 400}.5]", str(2**63), "Infinity", "NaN", "9" * 5000])
def test_a_number_that_no_file_of_ours_has_is_no_usual_one(text):
    with pytest.raises(ValueError):  # noqa: PT011
        untrusted.AT_A_GLANCE.decode(text)


@pytest.mark.parametrize("text", ["[" * 41, "\ud800", '"\\ud800"'])
def test_what_is_deep_or_half_a_character_is_looked_at_closely(text):
    assert not untrusted.is_shallow(text)
