"""What the author puts right in a reading: the setting, and what stays of the rules' own words."""

from dataclasses import replace

import pytest
from corrected_scene import HERE, READING, correct

from workspace.corrected import as_drawn, correct_reading, correct_scene, may_stand, side_of
from workspace.correction_values import CorrectionError
from workspace.corrections import read_corrections
from workspace.identity import identify
from workspace.picture_records import PictureRecord
from workspace.prompt_files import PromptFile


def test_without_corrections_nothing_changes():
    assert correct_reading(READING, {}, HERE) is READING


@pytest.mark.parametrize(
    ("said", "changed"),
    [
        ({"place": "a rusty old van"}, {"place": "a rusty old van", "places": ("a rusty old van",), "interior": True}),
        ({"place": "beach"}, {"place": "beach", "interior": False}),
        ({"place": "beach", "interior": True}, {"interior": True}),
        ({"place": "somewhere else"}, {"interior": None}),
        ({"place": "none"}, {"place": "", "places": (), "interior": False}),
        ({"interior": True}, {"place": "mountain", "interior": True}),
        ({"time": "noon"}, {"time_of_day": "midday"}),
        ({"weather": "rain, wind"}, {"weather": ("rain", "wind")}),
        ({"weather": "clear"}, {"weather": ()}),
        ({"mood": "cheerful"}, {"mood": "cheerful"}),
        ({"shot": "close up"}, {"shot": "close-up"}),
        ({"props": "a lantern"}, {"props": ("a lantern",)}),
        ({"props": []}, {"props": ()}),
        ({"action": "singing"}, {"action": "singing"}),
    ],
)
def test_what_the_author_says_wins(said, changed):
    corrected = correct(**said)

    assert {key: getattr(corrected, key) for key in changed} == changed
    assert corrected.corrected == tuple(read_corrections(said))


@pytest.mark.parametrize(
    ("said", "void"),
    [
        ({"place": "van"}, {"place", "interior", "action"}),  # the deed named the mountain
        ({"interior": True}, {"interior"}),
        ({"time": "noon"}, {"time_of_day"}),
        ({"weather": "clear"}, {"weather"}),
        ({"mood": "sad"}, {"mood"}),
        ({"action": "singing"}, {"action"}),
        ({"people": "Emma; Jonas"}, {"lead"}),
        ({"lead": "Jonas"}, {"lead", "action"}),
        ({"nobody": True}, {"lead", "action"}),
        ({"shot": "wide", "props": "a lamp"}, set()),
    ],
)
def test_the_rules_words_decide_nothing_that_the_author_said(said, void):
    corrected = correct(**said)

    assert set(READING.evidence) - set(corrected.evidence) == void - {"interior"}
    assert set(READING.weighed) - set(corrected.weighed) == void & set(READING.weighed)


def test_the_old_place_stays_neither_in_the_deed_nor_in_the_things():
    corrected = correct(place="beach")

    assert corrected.action == "driving"
    assert correct(replace(READING, action="sitting in a car"), place="beach").action == "sitting"
    assert corrected.props == ("letter",), "no desk on a beach"


@pytest.mark.parametrize(
    ("place", "side"),
    [
        ("van", True),
        ("an old kitchen", True),
        ("beach", False),
        ("the edge of a dark forest", False),
        ("garden of the house", False),
        ("inside a tent", True),
        ("outside the church", False),
        ("behind the church", False),
        ("a place that nobody knows", None),
    ],
)
def test_the_roof_follows_the_place_where_the_program_knows_it(place, side):
    assert side_of(place) is side


@pytest.mark.parametrize(
    ("thing", "place", "may"),
    [("desk", "beach", False), ("desk", "office", True), ("letter", "beach", True), ("xyzzy", "beach", True)],
)
def test_what_stands_at_the_old_place_alone_goes(thing, place, may):
    assert may_stand(thing, place) is may


def test_names_in_the_authors_words_are_known_and_spelled():
    corrected = correct(place="mina's kitchen", props="a picture of em")

    assert corrected.place == "Mina's kitchen"
    assert [(one.name, one.presence) for one in corrected.characters[2:]] == [("Mina Vale", "mentioned")]
    assert correct(place="a rose garden").characters == READING.characters


def test_what_the_lead_holds_is_the_first_thing():
    assert correct(people="Emma: holding a lamp").props == ("lamp", "desk", "letter")


def test_a_misspelt_name_makes_the_file_wait_with_file_and_line(tmp_path):
    path = tmp_path / "chapter_01_scene_01.toml"
    text = '[scene]\ntime = "noon"\npeople = ["Jonas", "Emmma"]\n'
    reading, file = correct_scene(
        READING, PromptFile(path, corrections={"people": [{"who": "Emmma"}]}, text=text), HERE
    )

    assert reading is READING
    assert file.error.startswith(f"{path}, line 3: ")
    assert 'did you mean "Emma"?' in file.error


@pytest.mark.parametrize("file", [None, PromptFile("x.toml", error="broken", corrections={"place": "van"})])
def test_a_scene_without_a_file_or_with_a_broken_one_is_as_it_was_read(file):
    assert correct_scene(READING, file, HERE) == (READING, file)


def record(**said):
    return PictureRecord(1, 1, identify("x"), None, corrections=said)


def test_a_picture_is_told_as_it_was_drawn():
    assert as_drawn(READING, record(place="van"), HERE).place == "van"
    assert as_drawn(READING, record(lead="Emmma"), HERE) is READING, "who has another name by now"
    assert as_drawn(READING, None, HERE) is READING


def test_a_misspelt_name_is_an_error():
    with pytest.raises(CorrectionError, match="did you mean"):
        correct(lead="Jonsa")
