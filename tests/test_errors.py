"""What an author is told: statuses, counts, durations, and nothing that steers her terminal."""

import errno
import io
import sys
import tomllib

import pytest

from errors import (
    REMEDIES,
    Limits,
    NovelError,
    RenderError,
    UsageError,
    count,
    did_you_mean,
    find_spelling,
    naming,
    nearest,
    printable,
    say_duration,
    say_list,
    say_os_error,
    say_toml_fault,
    speak_utf8,
    spell,
)


@pytest.mark.parametrize(("kind", "status"), [(NovelError, 1), (RenderError, 1), (UsageError, 2)])
def test_every_failure_is_a_novel_error_with_its_status(kind, status):
    assert issubclass(kind, NovelError)
    assert kind("x").status == status


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        pytest.param(0.14, "0.1 seconds", id="a panel"),
        pytest.param(9.96, "10.0 seconds", id="a picture"),
        pytest.param(10, "10 seconds", id="no tenths from ten on"),
        pytest.param(42, "42 seconds", id="some pictures"),
        pytest.param(89.4, "89 seconds", id="not yet minutes"),
        pytest.param(90, "2 minutes", id="minutes from 90 seconds on"),
        pytest.param(125, "2 minutes", id="minutes"),
        pytest.param(89 * 60, "89 minutes", id="not yet hours"),
        pytest.param(90 * 60, "1 h 30 min", id="hours from 90 minutes on"),
        pytest.param(3 * 3600 + 240, "3 h 04 min", id="a night"),
    ],
)
def test_durations(seconds, said):
    assert say_duration(seconds) == said


@pytest.mark.parametrize(("number", "said"), [(0, "0 scenes"), (1, "1 scene"), (33, "33 scenes")])
def test_counts(number, said):
    assert count(number, "scene") == said


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("Łódź – “ink”\n\tend", "Łódź – “ink”\n\tend", id="letters, quotes and line ends stay"),
        pytest.param("\x1b[31mred", "\ufffd[31mred", id="no colours from a manuscript"),
        pytest.param("a\u202eb\x07", "a\ufffdb\ufffd", id="no turning round, no bell"),
        pytest.param("a\rb", "a\ufffdb", id="no writing over the line"),
    ],
)
def test_what_is_printed_cannot_steer_the_terminal(text, shown):
    assert printable(text) == shown


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("a = 1\nb = \n", "line 2", id="within the file"),
        pytest.param("a = 1\nb = [\n\n\n", "line 2, the end", id="at its end: the last line with words"),
        pytest.param("a = [", "line 1, the end", id="in a file of one line"),
    ],
)
def test_a_fault_in_toml_has_its_line(text, line):
    with pytest.raises(tomllib.TOMLDecodeError) as caught:
        tomllib.loads(text)

    assert line in say_toml_fault(caught.value, text)


class Terminal(io.TextIOWrapper):
    def isatty(self):
        return True


@pytest.mark.parametrize(
    ("make", "written"),
    [
        pytest.param(io.TextIOWrapper, "Łódź\\ud800".encode(), id="a pipe gets UTF-8, and no letter breaks it"),
        pytest.param(Terminal, b"\\u0141\\xf3d\\u017a\\ud800", id="a terminal is written to in its own encoding"),
    ],
)
def test_every_letter_can_be_printed(monkeypatch, make, written):
    out = io.BytesIO()
    stream = make(out, encoding="ascii")
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.setattr(sys, "stderr", io.StringIO())  # one that cannot be told how to write
    speak_utf8()
    print("Łódź\ud800", end="", flush=True)

    assert out.getvalue() == written


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        pytest.param(1000, "", id="a multiple"),
        pytest.param(1001, "width is 1001, not a multiple of 8: take 1000 or 1008.", id="its neighbours are offered"),
        pytest.param(56, "width is 56, out of range: take 64 to 8192, such as 1344.", id="too small"),
        pytest.param(8200, "width is 8200, out of range: take 64 to 8192, such as 1344.", id="too large"),
    ],
)
def test_a_fault_is_one_sentence_with_its_remedy(value, fault):
    assert Limits(64, 8192, "1344", multiple=8).find_fault("width", value) == fault


def test_a_number_that_needs_no_multiple_may_have_a_fraction():
    assert Limits(0, 50, "7.0").find_fault("guidance", 7.25) == ""


FULL = "No space left on device"


@pytest.mark.parametrize(
    ("error", "place", "deed", "said"),
    [
        pytest.param(OSError(28, FULL), "a", "", f"a: {FULL}; make room on that disk", id="a write names no file"),
        pytest.param(OSError(28, FULL, "b"), "a", "", f"b: {FULL}; make room on that disk", id="the error knows best"),
        pytest.param(
            OSError(errno.EROFS, "Read-only"),
            "images",
            "cannot write there",
            "images: cannot write there (Read-only); have that disk made writable again",
            id="with what was wanted",
        ),
        pytest.param(OSError(21, "A folder"), "", "", f"A folder; {REMEDIES['EISDIR']}", id="about no file"),
        pytest.param(OSError("broken stream"), "a", "", "a: broken stream; mend that", id="as Pillow raises them"),
        pytest.param(OSError(99999, "Strange"), "a", "", "a: Strange; mend that", id="a number that nobody knows"),
        pytest.param(OSError(), "a", "", "a: OSError; mend that", id="one that says nothing"),
    ],
)
def test_what_the_system_refuses_is_said_with_its_file_and_remedy(error, place, deed, said):
    assert say_os_error(error, place, deed) == said


@pytest.mark.parametrize("name", REMEDIES)
def test_each_refusal_has_its_remedy(name):
    number = getattr(errno, name, None)
    assert number is None or say_os_error(OSError(number, "No"), "a") == f"a: No; {REMEDIES[name]}"


@pytest.mark.parametrize(
    ("filename", "named", "why"),
    [
        (None, "a.toml", "an error while writing"),
        (".a.toml.part", "a.toml", "the file that is put in its place"),
        ("b.toml", "b.toml", "another file"),
    ],
)
def test_an_error_names_the_file_that_it_is_about(filename, named, why, tmp_path):
    about = None if filename is None else str(tmp_path / filename)
    with pytest.raises(OSError, match="full") as caught, naming(tmp_path / "a.toml", tmp_path / ".a.toml.part"):
        raise OSError(errno.ENOSPC, "full", about)

    assert caught.value.filename == str(tmp_path / named), why


STYLES = ("graphic novel", "ink wash", "watercolor", "noir", "gray wash")


@pytest.mark.parametrize(
    ("word", "expected", "why"),
    [
        ("watercolor", "watercolor", "as it stands"),
        ("watercolour", "watercolor", "British"),
        ("Water Colour", "watercolor", "British, in two words, with capitals"),
        ("graphic-novel", "graphic novel", "with a hyphen"),
        ("ink_wash", "ink wash", "with an underscore"),
        ("grey wash", "gray wash", "British"),
        ("watercolors", "", "a misspelling is asked about, not taken"),
        ("", "", "nothing"),
        ("--", "", "nothing but signs"),
    ],
)
def test_another_spelling_of_the_same_word(word, expected, why):
    assert find_spelling(word, STYLES) == expected, why
    assert spell(word, STYLES) == (expected or word)


@pytest.mark.parametrize(
    ("word", "choices", "expected"),
    [
        ("watercolur", STYLES, "watercolor"),
        ("novel", STYLES, ""),
        ("--dryrun", ("--draw", "--dry-run"), "--dry-run"),
        ("promt", ("negative_prompt", "prompt"), "prompt"),
        ("--dry", ("--dry-run", "--draw"), "--dry-run"),
        ("res", ("resume", "restyle"), "resume"),
        ("gr", STYLES, ""),
        ("lok", ("look", "age"), "look"),
        ("--colour", ("--lora", "--cast"), ""),
        ("oil", STYLES, ""),
        ("", STYLES, ""),
        ("x", (), ""),
    ],
)
def test_the_nearest_choice(word, choices, expected):
    assert nearest(word, choices) == expected
    assert did_you_mean(word, choices, "") == (f"did you mean {expected}? " if expected else "")


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], ""),
        (["Emma"], "Emma"),
        (["Emma", "Kit"], "Emma and Kit"),
        (["Emma", "Kit", "Jo"], "Emma, Kit and Jo"),
    ],
)
def test_words_are_listed_as_one_says_them(names, said):
    assert say_list(names) == said
    assert say_list(["a", "b", "c"], "or") == "a, b or c"
