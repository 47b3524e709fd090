"""The line of a key or a value is found however the file is written."""

import pytest

from toml_lines import find_line

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


SHEET = """[emma]
age = "old"

[emmanuel]
age = "old"

[[emma.from]]
chapter = 1
age = "old"

[[emma.from]]
chapter = 2
age = "old"
"""


@pytest.mark.parametrize(
    ("text", "path", "word", "line"),
    [
        (TEXT, ("title",), "", 2),
        (TEXT, ("order",), "two.md", 5),
        (TEXT, ("order",), "three.md", 3),
        (TEXT, ("words",), "", 11),
        (TEXT, ("folders", "images"), "", 9),
        (TEXT, ("words", "the Kettle"), "", 12),
        (TEXT, ("words", "moot"), "", 15),
        (TEXT, ("words", "nowhere"), "", 11),
        (TEXT, ("nowhere",), "", 1),
        (SHEET, ("emma", "age"), "", 2),
        (SHEET, ("emma", "from", 0, "age"), "", 9),
        (SHEET, ("emma", "from", 1, "age"), "", 13),
        (SHEET, ("emma", "from"), "", 7),
        (SHEET, ("emmanuel", "age"), "", 5),
        (SHEET, ("emmanuel", "look"), "", 4),
        ('place = "x"\n[other]\nplace = 1\n[scene]\nplace = 2', ("scene", "place"), "", 5),
        ('place = "x"\n', ("scene", "place"), "", 1),
        ("scene.place = 1\nscene . 'time' = 2", ("scene", "time"), "", 2),
        ('[ "a b" . c ]\nd = 1', ("a b", "c", "d"), "", 2),
        (
            '[scene]\npeople = [\n  { name = "x" },\n  { name = "y", doing = 5 },\n]',
            ("scene", "people", "doing"),
            "",
            4,
        ),
        ('a = """\nseed = 1\n"""\nseed = "x"', ("seed",), "", 4),
        ("a = 1 # seed = 2\n# seed = 3\nseed = 4", ("seed",), "", 3),
        ("", ("seed",), "word", 1),
        ("[[a]]\n[[a.b]]\nc = 1\n[[a]]\n[[a.b]]\nc = 2", ("a", 1, "b", 0, "c"), "", 6),
    ],
)
def test_the_line_of_a_key_or_value(text, path, word, line):
    assert find_line(text, path, word) == line
