import pytest

from english.tables import FOLDER
from tools import word_coverage
from tools.word_coverage import cover, entries_of, forms, main, missing, words_of


@pytest.mark.parametrize(
    ("entries", "text", "seen", "covered", "why"),
    [
        ("lamp", "the lamp and the lamps", 1, 2, "singular and plural"),
        ("city", "three cities", 1, 1, "a plural in -ies"),
        ("carry", "she carried it", 1, 1, "a verb by its base"),
        ("ice cream/ice", "ice cream on ice", 2, 3, "the longest entry first"),
        ("ice cream", "ice in cream", 0, 0, "not in one piece"),
        ("glass", "a grass", 0, 0, "no such word"),
        ("", "", 0, 0, "nothing"),
    ],
)
def test_what_a_list_covers(entries, text, seen, covered, why):
    row = cover("things", [entry for entry in entries.split("/") if entry], text.split())

    assert (row.seen, row.words) == (seen, covered), why


def test_nouns_that_no_list_knows_are_named_by_how_common_they_are():
    words = ["the", "gull", "and", "boats", "cried", "over", "gulls", "over", "a", "gull"]

    assert missing(words, frozenset(["cottage"])) == ["gull", "boats", "gulls"]
    assert missing(words, frozenset(["boat"])) == ["gull", "gulls"]
    assert missing(words, frozenset(["gull"])) == ["boats"]


def test_a_form_stands_once():
    assert forms("boxes") == list(dict.fromkeys(forms("boxes")))
    assert {"boxes", "box"} <= set(forms("boxes"))


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_every_list_gives_words_without_what_belongs_to_them(path):
    entries = entries_of(path.stem)

    assert entries
    assert not {entry for entry in entries if "\t" in entry or entry != entry.lower()}


def test_the_table_is_printed(tmp_path, monkeypatch, capsys):
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "one.md").write_text("# One\n\nAnn’s lamp burnt. Tom poured tea.\n", encoding="utf-8")
    (tmp_path / "two.md").write_text("# Two\n\nThe gulls cried.\n", encoding="utf-8")
    monkeypatch.setattr(word_coverage, "MOST_MISSING", 1)

    assert list(words_of(tmp_path)) == ["ann", "lamp", "burnt", "tom", "poured", "tea", "the", "gulls", "cried"]
    assert main([str(tmp_path), "--missing"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "9 words"
    assert any(line.startswith("verbs ") for line in lines)
    assert lines[-1].startswith("known to no list: ")
