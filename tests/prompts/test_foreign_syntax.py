"""Forms that other programs read in a prompt, and prose that only looks like them."""

import pytest

from prompts.foreign_syntax import SYNTAX, find_syntax, say_syntax
from workspace.request import read_defaults


@pytest.mark.parametrize("row", SYNTAX, ids=lambda row: row.example)
def test_every_row_knows_its_example_and_not_what_only_looks_like_it(row):
    assert row.pattern.search(row.example)
    assert find_syntax(row.unlike) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a woman (in a green coat), [old]", []),
        ("ink, a woman, at 4:30, 16:9", []),
        ("a man -- tall -- in C sharp", []),
        ("(wide shot: a street)", []),
        ("a sign saying COFFEE BREAK AND TEA", []),
        ("(green coat:1.2), rain", ["(green coat:1.2)"]),
        ("[red:green:0.5] coat", ["[red:green:0.5]"]),
        ("[red|green] coat", ["[red|green]"]),
        ("(((masterpiece)))", ["((masterpiece))"]),
        ("-.5::rain::, 12.5::wind::", ["-.5::rain::"]),
        ("<lyco:x:1> <hypernet:y:1>", ["<lyco:x:1>"]),
        ("__hair/colour__ hair", ["__hair/colour__"]),
        ("(a:1.1) <lora:x:1>", ["(a:1.1)", "<lora:x:1>"]),
    ],
)
def test_forms_are_found(text, found):
    assert find_syntax(text) == found


def test_our_own_styles_have_none():
    for style in read_defaults().styles.values():
        assert find_syntax(", ".join([style.medium, *style.finish])) == find_syntax(style.negative) == []


def test_it_is_one_sentence():
    assert say_syntax([], "Scene 1:2") == ""
    assert say_syntax(["(a:1.1)"], "Scene 1:2").startswith('Scene 1:2: "(a:1.1)" means nothing here.')
