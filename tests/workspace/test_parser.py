"""What the two commands' parsers share."""

import argparse
import re
from pathlib import Path

import pytest

from errors import Limits
from workspace.parser import Parser, add_paths, novel_option, number_within, one_of, percent_free

STEPS = Limits(1, 500, "30")
WIDTHS = Limits(64, 8192, "1344", multiple=8)


def make():
    parser = Parser("draw.py", "Draw.\n\n  draw.py --all", "1.2.3")
    add_paths(parser, (novel_option(Path("chapters")), ("output", Path("images"), "DIR", "pictures")))
    return parser


def test_paths_are_paths_and_none_where_they_are_not_given():
    assert vars(make().parse_args([])) == {"novel": None, "output": None}
    assert make().parse_args(["--output", "elsewhere"]).output == Path("elsewhere")


def test_help_keeps_the_description_as_it_stands_and_shows_the_defaults():
    shown = make().format_help()

    assert "Draw.\n\n  draw.py --all" in shown
    assert "pictures (default: images)" in shown


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        pytest.param(["--novle", "x"], "--novle x: did you mean --novel?", id="a misspelt option"),
        pytest.param(["--nov", "x"], "--nov x: did you mean --novel?", id="an option cut short"),
        pytest.param(["--Out_put=x"], "--Out_put=x: did you mean --output?", id="other signs, with its value"),
        pytest.param(["-output", "x"], "-output x: did you mean --output?", id="one hyphen"),
        pytest.param(["—output", "x"], "—output x: did you mean --output?", id="a dash of a word processor"),
        pytest.param(["--zebra", "x"], "--zebra x.", id="nothing near"),
        pytest.param([__file__], f"{__file__}: did you mean --novel {__file__}?", id="the novel without its option"),
        pytest.param(["no-such-file.md"], "no-such-file.md.", id="a word that is nothing"),
    ],
)
def test_what_is_wrong_is_one_sentence_and_status_2(argv, words, capsys):
    with pytest.raises(SystemExit) as stopped:
        make().parse_args(argv)

    said = capsys.readouterr()
    assert stopped.value.code == 2
    assert said.err == f"error: unrecognized arguments: {words} (--help lists every option.)\n"
    assert said.out == ""


def test_a_missing_value_is_one_sentence(capsys):
    with pytest.raises(SystemExit):
        make().parse_args(["--output"])

    assert capsys.readouterr().err == (
        "error: argument --output: expected one argument. (--help lists every option.)\n"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [("fast", "fast"), ("Two_Phase", "two-phase"), ("TWO PHASE", "two-phase"), ("grey", "gray")],
)
def test_a_choice_in_another_spelling(text, expected):
    assert one_of(("fast", "two-phase", "gray"))(text) == expected


@pytest.mark.parametrize(
    ("text", "asked"), [("twophase2", "did you mean two-phase? take one of fast, two-phase"), ("x", "'x': take one of")]
)
def test_a_choice_that_is_none(text, asked):
    with pytest.raises(argparse.ArgumentTypeError, match=f"invalid choice: .*{re.escape(asked)}"):
        one_of(("fast", "two-phase"))(text)


@pytest.mark.parametrize(
    ("limits", "kind", "text", "expected"),
    [
        pytest.param(STEPS, int, "30", 30, id="a whole number"),
        pytest.param(STEPS, float, "1", 1.0, id="the lowest"),
        pytest.param(STEPS, int, "500", 500, id="the highest"),
        pytest.param(WIDTHS, int, "1000", 1000, id="a multiple"),
    ],
)
def test_a_number_within_its_limits(limits, kind, text, expected):
    assert number_within(limits, kind)(text) == expected


@pytest.mark.parametrize(
    ("limits", "name", "text", "fault"),
    [
        pytest.param(STEPS, "", "many", "'many' is no number: give one such as 30", id="a word"),
        pytest.param(STEPS, "", "1.5", "'1.5' is no number: give one such as 30", id="a fraction of a step"),
        pytest.param(STEPS, "", "0", "0 is out of range: take 1 to 500, such as 30", id="too low"),
        pytest.param(STEPS, "steps", "501", "steps is 501, out of range: take 1 to 500, such as 30.", id="by its name"),
        pytest.param(WIDTHS, "width", "65", "width is 65, not a multiple of 8: take 64 or 72.", id="no multiple"),
    ],
)
def test_a_number_beyond_them_is_refused_with_an_example(limits, name, text, fault):
    with pytest.raises(argparse.ArgumentTypeError) as refused:
        number_within(limits, int, name)(text)

    assert str(refused.value) == fault


def test_a_percent_sign_in_a_default_does_not_break_the_help():
    parser = Parser("draw.py", "Draw.", "1")
    parser.add_argument("--lora", help=f"default: {percent_free('50% ink.safetensors')}")

    assert "default: 50% ink.safetensors" in parser.format_help()
