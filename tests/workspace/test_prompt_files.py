import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workspace.generated import Generated
from workspace.identity import identify
from workspace.prompt_changes import write_prompt_file
from workspace.prompt_files import is_current, read_prompt_file, read_prompt_files
from workspace.request import read_defaults

LIMITS = read_defaults().limits
OWN = Generated("ink, a woman", "blurry", 77, identify("Emma read."))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "chapter_01_scene_02.toml"


def test_what_is_written_is_read_back_and_is_current(path):
    write_prompt_file(path, OWN)
    file = read_prompt_file(path, LIMITS)

    assert file.generated == OWN
    assert file.edits == {}
    assert is_current(file, OWN)


def test_the_author_finds_her_values_above_the_programs_own(path):
    write_prompt_file(path, OWN)
    text = path.read_text(encoding="utf-8")

    assert text.index('prompt = "ink, a woman"') < text.index("seed = 77") < text.index("\n[generated]")


@pytest.mark.parametrize(
    ("old", "new", "edits"),
    [
        pytest.param('prompt = "ink, a woman"\nneg', 'prompt = "a man"\nneg', {"prompt": "a man"}, id="prompt"),
        pytest.param('= "blurry"\nseed', '= ""\nseed', {"negative_prompt": ""}, id="an emptied negative is an edit"),
        pytest.param("seed = 77\n\n", "seed = 0\n\n", {"seed": 0}, id="seed zero is a seed"),
        pytest.param("seed = 77\n\n", "seed = 77\nsteps = 40\n\n", {"steps": 40}, id="an optional setting"),
        pytest.param(
            "seed = 77\n\n", "seed = 77\nguidance = 8\n\n", {"guidance": 8.0}, id="guidance as a whole number"
        ),
        pytest.param("# Chapter", "# My note. Chapter", {}, id="a comment is no edit"),
    ],
)
def test_edits_are_told_from_the_programs_own_words(path, old, new, edits):
    write_prompt_file(path, OWN)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    file = read_prompt_file(path, LIMITS)

    assert file.error == ""
    assert file.edits == edits


def test_rewriting_keeps_the_authors_comments_and_line_ends(path):
    write_prompt_file(path, OWN)
    text = path.read_text(encoding="utf-8").replace("seed = 77\n\n", "seed = 77  # I like this one\n\n")
    path.write_bytes(text.replace("\n", "\r\n").encode())
    changed = Generated("ink, an old woman", "blurry", 77, OWN.identity)
    write_prompt_file(path, changed)

    assert read_prompt_file(path, LIMITS).generated == changed
    assert b"# I like this one\r\n" in path.read_bytes()
    assert path.read_bytes().count(b"\n") == path.read_bytes().count(b"\r\n")


def test_a_file_saved_by_an_editor_with_a_byte_order_mark_is_read(path):
    write_prompt_file(path, OWN)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())

    assert read_prompt_file(path, LIMITS).generated == OWN


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b'prompt = "open', "line 1", id="broken TOML names the line"),
        pytest.param(b"prompt = 3", "put it in quotes", id="a number for a text"),
        pytest.param(b'seed = "x"', "seed = 1234", id="a text for a number"),
        pytest.param(b"seed = -1", "out of range", id="seed out of range"),
        pytest.param(b"steps = 0", "steps is 0, out of range", id="no steps"),
        pytest.param(b"width = 1001", "take 1000 or 1008", id="no multiple of 8"),
        pytest.param(b"guidance = nan", "out of range", id="not a number"),
        pytest.param(b"steps = true", "not a number", id="a truth is no number"),
        pytest.param(b'prompt = "caf\xe9"', "not UTF-8", id="another encoding"),
        pytest.param(b"\x00\x01", "line 1", id="bytes that are no text"),
    ],
)
def test_a_faulty_file_has_one_sentence_with_file_and_remedy(path, content, words):
    path.write_bytes(content)
    error = read_prompt_file(path, LIMITS).error

    assert words in error
    assert path.name in error
    assert "\n" not in error


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('prompt = "a"\npromt = "b"\n', "line 2: there is no setting called promt; did you mean prompt? there are"),
        ("Seed = 4\n", "line 1: there is no setting called Seed; did you mean seed? there are prompt"),
        (
            "\n\n'negative-prompt' = \"x\"\n",
            "line 3: there is no setting called negative-prompt; did you mean negative_",
        ),
        ('style = "noir"\n', "line 1: there is no setting called style; there are prompt, negative_prompt, seed"),
        (
            'seed = 1\n[generate]\nprompt = "a"\n',
            "line 2: there is no setting called generate; did you mean generated?",
        ),
        ("seed = 1\n[[ zebra.people ]]\n", "line 2: there is no setting called zebra; there are"),
    ],
)
def test_an_unknown_setting_is_named_with_its_line_and_the_nearest(path, content, words):
    path.write_text(content, encoding="utf-8")

    assert words in read_prompt_file(path, LIMITS).error


def test_what_a_prompt_file_may_hold_is_known(path):
    write_prompt_file(path, OWN)
    more = 'model = "draft"\nsteps = 4\nguidance = 1\nwidth = 64\nheight = 64\n'
    path.write_text(more + path.read_text(encoding="utf-8"), encoding="utf-8")

    assert read_prompt_file(path, LIMITS).error == ""


def test_a_file_without_our_table_is_all_the_authors(path):
    path.write_text('prompt = "mine"', encoding="utf-8")
    file = read_prompt_file(path, LIMITS)

    assert file.generated is None
    assert file.edits == {"prompt": "mine"}


def test_files_are_read_in_order_and_a_missing_folder_has_none(tmp_path):
    for name in ("b.toml", "a.toml", "note.txt"):
        (tmp_path / name).write_text("", encoding="utf-8")

    assert [file.path.name for file in read_prompt_files(tmp_path, LIMITS)] == ["a.toml", "b.toml"]
    assert read_prompt_files(tmp_path / "none", LIMITS) == []


def test_no_half_written_file_stays(path):
    write_prompt_file(path, OWN)

    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


@given(st.text(st.characters(codec="utf-8")), st.text(st.characters(codec="utf-8")))
def test_any_words_survive_the_file(tmp_path_factory, prompt, negative):
    path = tmp_path_factory.mktemp("prompts") / "x.toml"
    own = Generated(prompt, negative, 1, OWN.identity)
    write_prompt_file(path, own)

    assert read_prompt_file(path, LIMITS).generated == own
    assert tomllib.loads(path.read_text(encoding="utf-8"))["prompt"] == prompt
