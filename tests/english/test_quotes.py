"""Where a paragraph speaks, in the quotation marks of several languages, and where it only quotes a word."""

import pytest

from english.quotes import find_quotes, speaks_in_single_quotes


def spoken(text, **how):
    return [text[start:end] for start, end in find_quotes(text, **how)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('"Go," said Emma. "Now."', ['"Go,"', '"Now."'], id="straight quotes"),
        pytest.param("“Go,” said Emma.", ["“Go,”"], id="curly quotes"),
        pytest.param("«Go,» said Emma.", ["«Go,»"], id="guillemets"),
        pytest.param("”Go,” said Emma.", ["Go,”"], id="Swedish: the first mark looks like a closing one"),
        pytest.param('"Yes" said Emma.', ['"Yes"'], id="it opens the paragraph"),
        pytest.param('He said, "a house of the dead" and left.', ['"a house of the dead"'], id="it follows a comma"),
        pytest.param('He muttered "so what?" and left.', ['"so what?"'], id="it ends like a sentence"),
        pytest.param('*"Go,"* said Emma.', ['"Go,"'], id="in italics"),
        pytest.param("“Go,” said Emma. “And then", ["“Go,”", "“And then"], id="a quote left open runs to the end"),
        pytest.param("“Go home, Emma", ["“Go home, Emma"], id="and so does one that opens the paragraph"),
        pytest.param("I am,” said Emma.", ["I am,”"], id="a quote that began in the paragraph before"),
        pytest.param("— Go home, she thought.", ["— Go home, she thought."], id="a dash opens speech"),
        pytest.param("— Go — he said — now.", ["— Go ", "— now."], id="and dashes close and open it"),
    ],
)
def test_finds_direct_speech(text, expected):
    assert spoken(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("She lit the lamp.", id="no marks"),
        pytest.param('The "mad" doctor laughed.', id="a word in quotes"),
        pytest.param('The sign said "OPEN" in red.', id="a sign of one word"),
        pytest.param('He called it "a house of the dead" and left.', id="a name of several words"),
        pytest.param('""', id="nothing between the marks"),
        pytest.param("The boys' father — a baker — laughed.", id="dashes within a sentence"),
        pytest.param("‘Go,’ said Emma.", id="single quotes, in a book that does not speak in them"),
    ],
)
def test_what_is_no_speech(text):
    assert spoken(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "‘Go,’ said Emma. ‘It’s late.’", ["‘Go,’", "‘It’s late.’"], id="British quotes, apostrophe within"
        ),
        pytest.param("'Go,' said the boys' father.", ["'Go,'"], id="a plural owner closes nothing"),
        pytest.param("She read: 'a b c d' there.", ["'a b c d'"], id="closed by a word"),
        pytest.param("It was ’em. Don’t.", [], id="apostrophes"),
        pytest.param('"Go," said Emma.', [], id="double quotes, in a book that does not speak in them"),
    ],
)
def test_finds_speech_in_single_quotes(text, expected):
    assert spoken(text, single=True) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("‘Go,’ said Emma. ‘It’s late.’", True, id="as British books do"),
        pytest.param("‘Go,’ said Emma. ‘He said “no”.’", True, id="with double ones inside"),
        pytest.param('"Go," said Emma. \'Tis late.', False, id="an apostrophe with a capital"),
        pytest.param("’em and ’tis", False, id="apostrophes without"),
        pytest.param("She lit the lamp.", False, id="nobody speaks"),
    ],
)
def test_which_quotes_a_scene_speaks_in(text, expected):
    assert speaks_in_single_quotes(text) is expected
