"""Lines of novel.toml are found however the file is written."""

from pathlib import Path

import pytest

from workspace.novel_spot import TomlSpot, find_line, wrong

TEXT = """# title = "no"
title = "The Ferry"
order = [
  "one.md",
  "two.md",
]

[folders]
"images" = "pictures"

[words]
places = { "the Kettle" = "pub" }

[words.places]
moot = "outdoors"
"""


@pytest.mark.parametrize(
    ("table", "key", "value", "line"),
    [
        ("", "title", "", 2),
        ("", "order", "two.md", 5),
        ("", "order", "three.md", 3),
        ("", "words", "", 11),
        ("folders", "images", "", 9),
        ("words", "the Kettle", "", 12),
        ("words", "moot", "", 15),
        ("words", "nowhere", "", 11),
        ("", "nowhere", "", 1),
    ],
)
def test_the_line_of_a_key_or_value(table, key, value, line):
    assert find_line(TEXT, table, key, value) == line


def test_an_error_names_file_line_and_how_it_is_written():
    error = wrong("images", 3, TomlSpot(Path("novel.toml"), TEXT, "folders"), "not text in quotes")

    assert str(error) == 'novel.toml, line 9: images is 3, not text in quotes; write images = "images".'
    assert error.status == 1
