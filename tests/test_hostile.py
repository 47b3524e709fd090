"""Text that nobody would write, but somebody does: no crash, no hang, no escape from the folders or the terminal."""

import contextlib
import json
import re
import tomllib

import night
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import config
import generate_scene_images
from cast.sheet import parse_cast_sheet
from errors import NovelError
from prompt_generator import make_prompt
from records import Scene
from scene_reader import read_scenes
from workspace.picture_records import record_from_json
from workspace.prompt_files import read_prompt_file
from workspace.request import read_defaults

STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
EVERYTHING = st.text(max_size=300)  # control and bidi characters, lone surrogates and NULs among them
PROSE = st.lists(
    st.sampled_from(
        [
            "Emma",
            "said",
            "the",
            "office",
            '"',
            "“",
            "”",
            "'",
            ",",
            ".",
            "at",
            "night",
            "Dr.",
            "ran",
            "her",
            "\n",
            "—",
            "1",
        ]
    )
    | st.text(max_size=6),
    max_size=80,
).map(" ".join)


def plan(tmp_path, capsys, content, *argv, name="chapter_01.md"):
    novel = tmp_path / name
    novel.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    options = ["--output", "images", "--prompts", "prompts", "--logs", "logs", "--cast", "cast.toml"]
    named = [part if part.startswith("--") else str(tmp_path / part) for part in options]
    status = generate_scene_images.main(
        ["--novel", str(novel), "--dry-run", "--json", "--engine", "storyboard", *named, *argv]
    )
    said = capsys.readouterr()
    assert "fault of the program" not in said.err
    assert "Traceback" not in said.err
    return status, [json.loads(line) for line in said.out.splitlines()], said.err


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("Emma ran. " * 5_000, id="one line of fifty kilobytes"),
        pytest.param("Emma ran. " * 100_000, id="one line of a megabyte", marks=pytest.mark.slow),
        pytest.param("x" * 1_000_000, id="one word of a megabyte", marks=pytest.mark.slow),
        pytest.param("> " * 5_000 + "Emma ran.", id="five thousand quotes in each other"),
        pytest.param("".join("  " * n + "- x\n" for n in range(300)), id="three hundred lists in each other"),
        pytest.param("[" * 20_000 + "Emma", id="brackets that never close", marks=pytest.mark.slow),
        pytest.param("*" * 20_000 + " Emma ran", id="asterisks that never close"),
        pytest.param("`" * 20_000 + " Emma ran", id="ticks that never close"),
        pytest.param('"' * 20_000 + " Emma ran", id="quotation marks that never close"),
        pytest.param("* * *\n\n" * 100_000, id="a hundred thousand breaks and no scene", marks=pytest.mark.slow),
        pytest.param("<!-- " * 20_000, id="comments that never close"),
        pytest.param("Mr. " * 50_000, id="titles without a name"),
        pytest.param("A" + " B" * 50_000 + ".", id="one name of fifty thousand words"),
    ],
)
def test_monsters_come_to_an_end(tmp_path, capsys, content):
    status, scenes, _ = plan(tmp_path, capsys, content)

    assert (status, len(scenes)) in {(0, 1), (1, 0)}


@pytest.mark.slow
def test_ten_thousand_scenes(tmp_path, capsys):
    text = "\n\n* * *\n\n".join(f"Emma ran {n} miles." for n in range(10_000))
    status, scenes, _ = plan(tmp_path, capsys, text)

    assert (status, len(scenes)) == (0, 10_000)


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "CON", "/etc/passwd", "..", "a\\b", "NUL.png", "Emma:Hale", "~root"]
)
def test_no_name_of_a_person_or_place_leaves_the_folder(tmp_path, capsys, name):
    text = f'{name} sat down in the kitchen. "Emma," said {name}, and {name} laughed. They were in {name}.'
    _, scenes, _ = plan(tmp_path, capsys, text)

    assert re.fullmatch(r"chapter_01_scene_01(_[a-z0-9]+){0,3}\.png", scenes[0]["filename"])


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=EVERYTHING | PROSE)
def test_any_text_is_read_or_refused_in_a_sentence(tmp_path, capsys, content):
    status, scenes, said = plan(tmp_path, capsys, content)

    assert status in (0, 1)
    assert not STEERING.search(said)
    for scene in scenes:
        assert re.fullmatch(r"[a-z0-9_]+\.png", scene["filename"])
        assert scene["tokens"] <= 77


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_in_a_sentence(tmp_path, capsys, content):
    status, _, said = plan(tmp_path, capsys, content)

    assert status in (0, 1)
    assert not STEERING.search(said)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=EVERYTHING)
def test_the_readable_plan_does_not_steer_the_terminal(tmp_path, capsys, content):
    (tmp_path / "chapter_01.md").write_bytes(content.encode("utf-8", "surrogatepass"))
    night.generate_scene_images.main(
        [
            "--novel",
            str(tmp_path / "chapter_01.md"),
            "--logs",
            str(tmp_path / "logs"),
            "--dry-run",
            "--engine",
            "storyboard",
        ]
    )
    said = capsys.readouterr()

    assert not STEERING.search(said.out + said.err)


@given(texts=st.lists(EVERYTHING | PROSE, min_size=1, max_size=4))
def test_any_prose_gives_a_reading_and_a_prompt(texts):
    scenes = [Scene(1, n, "", "x.md", n, (1, 1), text) for n, text in enumerate(texts, 1)]
    readings = read_scenes(scenes, parse_cast_sheet("", "cast.toml"))

    for scene, reading in zip(scenes, readings, strict=True):
        for evidence in (e for slot in reading.evidence.values() for e in slot):
            assert scene.text[evidence.start :].startswith(evidence.text)
        assert len(reading.place.split()) <= 4
        assert len(reading.action.split()) <= 8
        assert make_prompt(reading, config.STYLES[config.STYLE]).tokens <= 77


@given(content=st.binary(max_size=200) | EVERYTHING.map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_prompt_file_is_read_or_has_its_sentence(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("prompts") / "x.toml"
    path.write_bytes(content)
    file = read_prompt_file(path, read_defaults().limits)

    assert "\n" not in file.error
    try:
        tomllib.loads(content.decode("utf-8-sig"))
    except ValueError:
        assert file.error


@given(
    content=EVERYTHING | st.from_regex(r'\[[a-z]+\]\n(name|look|aliases|chapter|from) = ("x"|1|\[\]|\["a"\]|true)\n')
)
def test_any_cast_sheet_is_read_or_refused_in_a_sentence(content):
    try:
        parse_cast_sheet(content, "characters.toml")
    except NovelError as error:
        assert "characters.toml" in str(error)  # noqa: PT017  either outcome is right


@given(
    content=EVERYTHING
    | st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["chapter", "scene", "text_sha256", "sketch", "job", "given", "edits", "engine", "loras"]
                ),
                inner,
                max_size=8,
            )
        ),
    ).map(json.dumps)
)
def test_any_recipe_in_a_picture_is_read_or_not_ours(content):
    with contextlib.suppress(NovelError):
        record_from_json(content)
