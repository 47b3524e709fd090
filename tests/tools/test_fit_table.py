from english.tables import FOLDER, read_table
from tools.fit_table import read_tables, write_tables

TABLES = {"place": {"the": 0.5, "said with in": -1.2}, "mood": {"none": 0.0, "bias": 0.1, 'cries "oh"': 1.0}}
COUNTS = {"place": {"the": 40, "said with in": 1043}, "mood": {'cries "oh"': 7}}
TEXT = """
[mood]
"bias" = [+0.10, 0]
"cries \\"oh\\"" = [+1.00, 7]
"none" = [+0.00, 0]

[place]
"said with in" = [-1.20, 1043]
"the" = [+0.50, 40]
"""


def test_tables_are_written_so_that_one_can_read_them():
    text = write_tables(TABLES, COUNTS)

    assert text.endswith(TEXT)
    assert all(line.startswith("#") for line in text.removesuffix(TEXT).splitlines())
    assert read_tables(text) == TABLES


def test_the_table_in_use_is_one_that_was_written():
    raw = read_table("weights.toml")
    tables = {slot: {name: line[0] for name, line in lines.items()} for slot, lines in raw.items()}
    counts = {slot: {name: line[1] for name, line in lines.items()} for slot, lines in raw.items()}

    assert write_tables(tables, counts) == (FOLDER / "weights.toml").read_text(encoding="utf-8")
