"""The keys of novel.toml: all can be read as their examples say, and are settings of the command line."""

import tomllib

import pytest

from workspace.novel_keys import FACTS, MEANT, OPTION_OF_FOLDER, PICTURE, TABLES
from workspace.novel_spot import TomlSpot
from workspace.novel_values import READERS, Known, read_table
from workspace.request import read_defaults
from workspace.run_settings import GIVEN_KEYS, Folders

DEFAULTS = read_defaults()
KEYS = [(table, key) for table, keys in TABLES.items() for key in keys]


@pytest.mark.parametrize(("table", "key"), KEYS)
def test_every_example_can_be_read(table, key, tmp_path):
    known = TABLES[table][key]
    values = tomllib.loads(f"{key} = {known.example}")

    assert known.kind in READERS
    assert read_table(values, Known(DEFAULTS.styles, DEFAULTS.limits), TomlSpot(tmp_path / "novel.toml", "", table))[
        key
    ]
    assert known.about.endswith((".", "…"))


def test_every_setting_of_the_command_line_can_stand_there():
    assert set(PICTURE) - {"engine", "size"} == set(GIVEN_KEYS)


def test_facts_and_folders_are_keys():
    assert set(FACTS) <= TABLES[""].keys()
    assert set(OPTION_OF_FOLDER.values()) == set(Folders.__slots__) - {"novel"}


@pytest.mark.parametrize(("word", "key"), MEANT.items())
def test_words_that_mean_a_key_are_none(word, key):
    assert any(key in keys for keys in TABLES.values())
    assert all(word not in keys for keys in TABLES.values())
