import tomllib

import pytest

from english.tables import FOLDER, read_lines, read_table

LISTS = sorted(path.name for path in FOLDER.glob("*.txt") if "clip" not in path.name)


@pytest.mark.parametrize("name", LISTS)
def test_every_list_names_its_source(name):
    assert (FOLDER / name).read_text(encoding="utf-8").startswith("# Source: ")
    assert read_lines(name)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.name)
def test_every_table_is_sound(path):
    assert tomllib.loads(path.read_text(encoding="utf-8")) or path.name == "weights.toml"


def test_moods_are_one_word_with_a_side():
    moods = {name: entry for name, entry in read_table("moods.toml").items() if isinstance(entry, dict)}
    assert all(entry["side"] in ("bright", "dark", "plain") and " " not in name for name, entry in moods.items())
