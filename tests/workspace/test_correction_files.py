"""Corrections in the file: the author's comments, order and line ends stay."""

import tomllib

import pytest

from workspace.correction_files import write_corrections
from workspace.generated import Generated
from workspace.identity import identify
from workspace.prompt_changes import write_prompt_file
from workspace.prompt_files import read_prompt_file
from workspace.request import read_defaults

LIMITS = read_defaults().limits
OWN = Generated("ink, a woman", "blurry", 77, identify("Emma read."))
PEOPLE = [{"name": "Emma", "outfit": "red coat"}, {"who": "two guards", "doing": "carrying a chest"}]
ALL = {
    "place": 'a "rusty" van',
    "interior": True,
    "time": "night",
    "weather": ["rain"],
    "mood": "tense",
    "shot": "close-up",
    "lead": "Emma",
    "people": PEOPLE,
    "action": "reading",
    "props": ["lantern"],
}


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "chapter_01_scene_02.toml"
    write_prompt_file(path, OWN)
    return path


def corrections(path):
    file = read_prompt_file(path, LIMITS)
    assert file.error == ""
    return file.corrections


def test_what_is_written_is_read_back_and_is_no_edit(path):
    write_corrections(path, ALL)
    file = read_prompt_file(path, LIMITS)

    assert file.corrections == ALL
    assert file.generated == OWN
    assert file.edits == {}


def test_the_table_stands_above_the_programs_own(path):
    write_corrections(path, {"people": PEOPLE, "time": "night"})
    text = path.read_text("utf-8")

    assert text.index("seed = 77") < text.index("\n\n[scene]\n") < text.index("[[scene.people]]")
    assert text.index("carrying a chest") < text.index("\n\n[generated]\n")


@pytest.mark.parametrize("key", ALL)
def test_a_key_can_be_added_after_any_other_and_taken_back(path, key):
    for other in ("place", "people"):
        value = ALL[other]
        write_corrections(path, {key: ALL[key]})
        write_corrections(path, {other: value})
        assert corrections(path) == {key: ALL[key], other: value}
        write_corrections(path, {other: None})
    write_corrections(path, {key: None})

    assert corrections(path) == {}
    assert "\n[scene]" not in path.read_text("utf-8")


def test_the_program_goes_on_keeping_its_own_part(path):
    write_corrections(path, ALL)
    changed = Generated("ink, an old woman", "blurry", 77, OWN.identity)
    write_prompt_file(path, changed)

    assert read_prompt_file(path, LIMITS).generated == changed
    assert corrections(path) == ALL


AUTHORS = """# my own file

seed = 5  # lucky

# about the van
[scene]
time = "night"  # late
place = "car"   # not mountains
# who is there
[[scene.people]]
name = "Emma"  # her
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["unix", "windows"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "byte order mark"])
def test_comments_order_and_line_ends_stay(path, end, mark):
    path.write_bytes((mark + AUTHORS).replace("\n", end).encode())
    write_corrections(path, {"place": "van", "mood": "tense"})
    text = path.read_bytes().decode()

    assert text.startswith(mark)
    assert text.count("\n") == text.count(end)
    for line in ("# my own file", "seed = 5  # lucky", "# about the van", "# not mountains", "# who is there", "# her"):
        assert line in text
    assert text.index("time =") < text.index('place = "van"   # not mountains') < text.index("[[scene.people]]")
    assert corrections(path) == {"place": "van", "time": "night", "mood": "tense", "people": [{"name": "Emma"}]}


@pytest.mark.parametrize(
    "table",
    [
        'scene = {place = "car", people = [{name = "Emma", doing = "reading"}]}',
        'scene.place = "car"\nscene.time = "noon"',
    ],
    ids=["inline", "dotted"],
)
def test_other_ways_to_write_the_table(path, table):
    path.write_text(f"{table}\n", encoding="utf-8")
    before = corrections(path)
    write_corrections(path, {"place": "van", "people": PEOPLE})

    assert corrections(path) == {**before, "place": "van", "people": PEOPLE}


@pytest.mark.parametrize("none", [{"place": ""}, {"mood": ""}, {"action": ""}, {"weather": []}, {"people": []}])
def test_none_is_read_back_as_none(path, none):
    write_corrections(path, none)

    assert corrections(path) == none


def test_a_list_of_names_stays_one_line(path):
    write_corrections(path, {"people": [{"who": "Emma"}, {"who": "two guards"}]})

    assert tomllib.loads(path.read_text("utf-8"))["scene"] == {"people": ["Emma", "two guards"]}
