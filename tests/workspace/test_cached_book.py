from dataclasses import replace

import pytest

from cast.sheet import CastSheet, SheetPerson
from english.own_words import OwnWords
from manuscript.dialects import read_text
from manuscript.parsing import parse_file, parse_readable
from records import Scene
from scene_reader import read_book
from workspace import cached_book
from workspace.cache import Cache, Table
from workspace.cached_book import digest_book, make_parser, pack_reading, read_kept_book, unpack_reading

TEXTS = (
    "Emma Hale read the letter at her desk while the rain came down. She was tired, and her red hair was wet.",
    "Jonas rowed across the black harbour under the stars. “Who is there?” he shouted.",
)
SCENES = [Scene(1, number, "One", "a.md", number, (number, number), text) for number, text in enumerate(TEXTS, 1)]
CHAPTER = "---\ntitle: X\ndate: 2026-05-01\n---\n\n# One\n\nShe *ran* home.\n\n***\n\nNight fell.\n"


@pytest.fixture(scope="module")
def fresh():
    return read_book(SCENES, CastSheet(), is_english=True)


def read_kept(folder, scenes=SCENES, sheet=CastSheet()):  # noqa: B008  it is frozen
    cache = Cache(folder, writes=True)
    book = read_kept_book(scenes, sheet, cache, digest_book(scenes, sheet, is_english=True), is_english=True)
    cache.save()
    return book


@pytest.fixture
def counted(monkeypatch):
    """Count how often a book is really read."""
    calls = []
    monkeypatch.setattr(cached_book, "read_book", lambda *args, **more: calls.append(1) or read_book(*args, **more))
    return calls


def test_a_book_is_read_once_and_found_as_it_was(tmp_path, fresh, counted):
    assert read_kept(tmp_path).readings == fresh.readings
    assert read_kept(tmp_path).readings == fresh.readings
    assert len(counted) == 1


def test_the_looks_are_followed_where_somebody_asks(tmp_path, fresh, counted):
    read_kept(tmp_path)
    book = read_kept(tmp_path)
    assert len(counted) == 1

    assert [member.name for member in book.looks.cast.members] == [member.name for member in fresh.looks.cast.members]
    assert book.looks.scenes == fresh.looks.scenes
    assert len(counted) == 2


@pytest.mark.parametrize("slot", ["lead", "place", "weather", "none such"])
def test_evidence_is_unpacked_where_it_is_looked_at(fresh, slot):
    kept = unpack_reading(pack_reading(fresh.readings[0]))

    assert kept.evidence.get(slot) == fresh.readings[0].evidence.get(slot)
    assert kept.weighed.get(slot) == fresh.readings[0].weighed.get(slot)
    assert (list(kept.evidence), len(kept.evidence)) == (list(fresh.readings[0].evidence), 6)
    assert pack_reading(kept) == pack_reading(fresh.readings[0])
    assert str(kept.evidence).encode() in pack_reading(kept)
    assert repr(kept.evidence) == repr(fresh.readings[0].evidence)


@pytest.mark.parametrize(
    ("scenes", "sheet", "why"),
    [
        ([replace(SCENES[0], text="Emma sat."), SCENES[1]], CastSheet(), "a text"),
        ([replace(SCENES[0], lines=(2, 2)), SCENES[1]], CastSheet(), "a line"),
        (SCENES[:1], CastSheet(), "a scene less"),
        (SCENES, CastSheet((SheetPerson("emma", "Emma"),)), "a person of the sheet"),
        (SCENES, CastSheet(words=OwnWords(things=frozenset({"harbour"}))), "a word of hers"),
    ],
    ids=lambda case: case if isinstance(case, str) else "",
)
def test_a_book_that_changed_is_read_anew(tmp_path, counted, scenes, sheet, why):
    read_kept(tmp_path)

    assert read_kept(tmp_path, scenes, sheet).readings == read_book(scenes, sheet, is_english=True).readings
    assert len(counted) == 2, why


def test_the_same_sheet_has_the_same_digest_whatever_the_order_of_its_words():
    one, other = (OwnWords(people=frozenset(words)) for words in (["a", "b", "c", "d"], ["d", "c", "b", "a"]))
    first, second = (digest_book(SCENES, CastSheet(words=words), is_english=True) for words in (one, other))

    assert first == second != digest_book(SCENES, CastSheet(words=one), is_english=False)


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"[]\t{}\t{}", b"{}\t{}\t{}", b"null\t\t", b"[" * 9_000 + b"\t{}\t{}", b"[1,2]\t{}\t{}"]
)
def test_a_reading_of_another_form_is_read_anew(tmp_path, fresh, content):
    read_kept(tmp_path)
    table = Table(tmp_path / "readings", "")
    cache = Cache(tmp_path, writes=True)
    table = cache.table("readings", digest_book(SCENES, CastSheet(), is_english=True))
    table.put("0", content)
    table.put("1", content)
    cache.save()

    assert read_kept(tmp_path).readings == fresh.readings


def test_a_chapter_is_parsed_once_and_found_as_it_was(tmp_path, monkeypatch):
    calls = []
    monkeypatch.setattr(
        cached_book, "parse_readable", lambda *args, **more: calls.append(1) or parse_readable(*args, **more)
    )
    found = []
    for lines in (0, 0, 2):
        table = Table(tmp_path / "chapters", "key")
        parse = make_parser(table)
        found.append(parse(read_text(CHAPTER), file="a.md", one_chapter=False, blank_lines_break=lines))
        table.save()

    assert found[0] == found[1] == parse_file(CHAPTER, file="a.md")
    assert found[1].front.values, "a date is no JSON, and no reason to parse again"
    assert len(calls) == 2, "other options are another parse"


@pytest.mark.parametrize("kept", [5, "x", [1], {"a": 1}, ["", [], [{}, 0, False], [], 5]], ids=repr)
def test_a_parse_of_another_form_is_done_again(kept):
    table = Table(None)
    parse = make_parser(table)
    parse(read_text(CHAPTER), file="a.md", one_chapter=False, blank_lines_break=0)
    table.put_json(*table.used, kept)

    again = parse(read_text(CHAPTER), file="a.md", one_chapter=False, blank_lines_break=0)
    assert again == parse_file(CHAPTER, file="a.md")
