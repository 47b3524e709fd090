import json
import os
import shutil

import hypothesis
import pytest
from hypothesis import strategies

from workspace.cache import Cache, Table, digest, load


@pytest.fixture
def path(tmp_path):
    table = Table(tmp_path / "words", "key")
    table.put_json("a1", {"place": "office", "people": [1, None]})
    table.put("b2", b"plain")
    table.save()
    return table.path


def test_what_is_kept_is_found_again(path):
    table = Table(path, "key")

    assert table.get_json("a1") == {"place": "office", "people": [1, None]}
    assert table.get("b2") == b"plain"
    assert table.get("c3") == b""
    assert table.get_json("c3") is None


def test_what_nobody_asks_for_is_not_kept_on(path):
    table = Table(path, "key")
    table.get("b2")
    table.save()

    assert load(path, "key") == {"b2": b"plain"}


def test_a_table_of_which_nothing_was_asked_stays(path):
    before = path.read_bytes()
    Table(path, "key").save()
    Table(path, "other").save()

    assert path.read_bytes() == before


def test_a_table_that_did_not_change_is_not_written(path, monkeypatch):
    monkeypatch.setattr("workspace.cache.store", lambda *_: pytest.fail("it was written"))
    table = Table(path, "key")
    table.get("a1"), table.get("b2")
    table.save()


def swapped(content, old, new):
    assert content.count(old) == 1
    return content.replace(old, new)


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda _: b"", "empty"),
        (lambda content: content[:-1], "half-written"),
        (lambda content: content + b"c3 more\n", "longer"),
        (lambda content: swapped(content, b"office", b"attics"), "another word of the same length"),
        (lambda content: swapped(content, b'"key":"', b'"key":"0'), "of another program or text"),
        (lambda content: content[content.index(b"\n") + 1 :], "without its first line"),
        (lambda _: b"[" * 100_000, "nested"),
        (lambda content: b"9" * 6_000 + content, "a long number"),
        (lambda _: b"[]\n", "no table"),
        (lambda content: b"\xff\xfe" + content, "no text"),
    ],
    ids=lambda case: case if isinstance(case, str) else "",
)
def test_what_is_not_whole_is_passed_over(path, spoil, why):
    path.write_bytes(spoil(path.read_bytes()))

    assert load(path, "key") == {}, why


@pytest.mark.parametrize(
    "make", [os.mkfifo, os.mkdir, lambda path: path.symlink_to(path)], ids=["pipe", "folder", "loop"]
)
def test_whatever_lies_under_its_name_is_passed_over(tmp_path, make):
    make(tmp_path / "words")
    table = Table(tmp_path / "words", "key")
    table.put("a1", b"x")
    table.save()

    assert Table(tmp_path / "words", "other").get("a1") == b""


@hypothesis.given(strategies.binary(max_size=300) | strategies.text(max_size=80).map(str.encode))
@hypothesis.settings(max_examples=60)
def test_any_bytes_are_read_without_an_error(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "any"
    path.write_bytes(content)

    assert load(path, "key") == {}


@pytest.mark.parametrize("values", [{"a": float("nan")}, {"a": {1}}, [b"x"]], ids=["no number", "a set", "bytes"])
def test_what_json_cannot_hold_is_not_kept(values):
    table = Table(None)
    table.put_json("a1", values)

    assert table.get("a1") == b""


@pytest.mark.usefixtures("path")
def test_a_copy_of_the_folder_says_nothing(tmp_path):
    shutil.copytree(tmp_path, tmp_path / "copy")

    assert load(tmp_path / "copy" / "words", "key") == {}


def test_a_folder_that_is_renamed_stays_what_it_was(path, tmp_path):
    found = load(path, "key")
    path.parent.rename(tmp_path.with_name(f"{tmp_path.name} renamed"))

    assert load(tmp_path.with_name(f"{tmp_path.name} renamed") / "words", "key") == found != {}


def test_parts_of_a_key_are_told_apart():
    assert digest("ab", "c") != digest("a", "bc")
    assert digest("a") != digest("a", "")
    assert digest("\ud800") == digest("\ud800")


def test_a_run_that_does_not_write_only_reads(tmp_path):
    cache = Cache(tmp_path / ".readings")
    cache.table("words").put("a1", b"x")
    cache.save()

    assert not list(tmp_path.iterdir())


def test_a_folder_that_refuses_costs_nothing(tmp_path):
    (tmp_path / ".readings").write_text("a file of this name")
    cache = Cache(tmp_path / ".readings", writes=True)
    cache.table("words").put("a1", b"x")
    cache.save()

    assert (tmp_path / ".readings").read_text() == "a file of this name"


def test_what_dead_runs_left_is_deleted(tmp_path):
    (tmp_path / ".readings").mkdir()
    (tmp_path / ".readings" / ".words.77ab.part").write_bytes(b"half")
    cache = Cache(tmp_path / ".readings", writes=True)
    cache.table("words").put("a1", b"x")
    cache.save()

    assert [path.name for path in (tmp_path / ".readings").iterdir()] == ["words"]
    head = json.loads((tmp_path / ".readings" / "words").read_bytes().splitlines()[0])
    assert set(head) == {"key", "bytes", "digest"}


def test_a_table_at_rest_holds_nothing_and_loses_nothing(path):
    table = Table(path, "key")
    table.get("b2")
    table.rest()
    assert table.found, "it would write less than there is: that is still to save"

    table = Table(path, "key")
    table.get("a1"), table.get("b2")
    table.rest()
    assert (table.found, table.used) == (None, {})
    table.save()
    table.put("c3", b"new")
    table.save()

    assert set(load(path, "key")) == {"a1", "b2", "c3"}


def test_a_table_is_read_where_something_is_asked(path, monkeypatch):
    monkeypatch.setattr("workspace.cache.load", lambda *_: pytest.fail("it was read"))
    Table(path, "key").save()
    Table(path, "key").rest()
