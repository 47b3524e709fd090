import pytest

from cast.sheet import parse_cast_sheet, read_cast_sheet
from errors import NovelError

EMMA = """
[emma]
name = "Emma"
aliases = ["Em"]
gender = "female"
look = "woman in her thirties with red hair"
outfit = "green coat"

[[emma.from]]
chapter = 3
outfit = "black dress"

[[emma.from]]
chapter = 2
scene = 4
outfit = "grey shawl"
"""


def test_a_missing_file_is_an_empty_sheet(tmp_path):
    assert read_cast_sheet(tmp_path / "characters.toml").people == ()


def test_reads_people_with_what_changes(tmp_path):
    path = tmp_path / "characters.toml"
    path.write_text(EMMA, encoding="utf-8")
    (emma,) = read_cast_sheet(path).people
    assert [emma.at(*scene).outfit for scene in ((1, 1), (2, 3), (2, 4), (3, 1))] == [
        "green coat",
        "green coat",
        "grey shawl",
        "black dress",
    ]


def test_a_table_without_a_name_is_named_after_itself():
    assert parse_cast_sheet("[old_tom]\nage = 'old'\n", "f").people[0].name == "Old Tom"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[emma\n", "line 1"),
        ("emma = 3\n", "line 1"),
        ('[emma]\naliases = "Em"\n', "line 2"),
        ("[emma]\nage = 33\n", "age is 33"),
        ('[emma]\ngender = "f"\n', '"female" or "male"'),
        ('[emma]\nlooks = "tall"\n', "no setting called looks; did you mean look? there are name, gender"),
        ('[emma]\nAlias = ["Em"]\n', "line 2: [emma] has no setting called Alias; did you mean aliases? there are"),
        ('[emma]\nzebra = "x"\n', "no setting called zebra; there are name, gender"),
        ('[emma]\n[[emma.from]]\noutfit = "x"\n', "chapter"),
        ("[emma]\n[[emma.from]]\nchapter = 'two'\n", "whole number"),
    ],
)
def test_says_what_is_wrong_and_where(text, words):
    with pytest.raises(NovelError) as failure:
        parse_cast_sheet(text, "characters.toml")
    assert "characters.toml" in str(failure.value)
    assert words in str(failure.value)


def test_a_file_that_is_no_text_gets_its_sentence(tmp_path):
    path = tmp_path / "characters.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(NovelError, match="UTF-8"):
        read_cast_sheet(path)
