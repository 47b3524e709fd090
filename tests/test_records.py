"""What flows between the stages, and what each of it knows of itself."""

from dataclasses import is_dataclass, replace
from pathlib import Path

import books
import pytest

import records
from records import Chapter, Lora, Novel, Person, RenderJob, Scene, SceneReading, always

SCENE = Scene(3, 2, "", "ch3.md", 2, (7, 9), "He ran\nhome  fast.", line_map=((0, 7), (7, 8), (13, 9)))
JOB = books.INKED


def test_a_scene_is_named_by_chapter_and_number_and_counts_its_words():
    assert (SCENE.key, SCENE.words) == ((3, 2), 4)


@pytest.mark.parametrize(
    ("start", "line"),
    [
        pytest.param(0, 7, id="the first character"),
        pytest.param(6, 7, id="the last of a line"),
        pytest.param(7, 8, id="the first of the next"),
        pytest.param(99, 9, id="behind the end"),
    ],
)
def test_the_line_of_a_character(start, line):
    assert SCENE.line_at(start) == line


def test_a_scene_without_a_map_stands_in_its_first_line():
    assert replace(SCENE, line_map=()).line_at(10) == 7


def test_a_novel_gives_its_scenes_in_reading_order():
    other = replace(SCENE, number=3)
    last = replace(SCENE, chapter=4, number=1)
    novel = Novel("B", Path(), (Chapter(3, "", "ch3.md", (SCENE, other)), Chapter(4, "", "ch4.md", (last,))))

    assert novel.scenes == (SCENE, other, last)


@pytest.mark.parametrize(
    ("presences", "lead", "drawn"),
    [
        pytest.param(["lead", "present", "remote", "mentioned"], 0, [0, 1], id="whoever is bodily there"),
        pytest.param(["remote", "lead"], 1, [1], id="the lead need not be the first"),
        pytest.param(["remote", "mentioned"], None, [], id="nobody is there"),
        pytest.param([], None, [], id="nobody at all"),
    ],
)
def test_who_is_drawn(presences, lead, drawn):
    people = tuple(Person(str(number), presence) for number, presence in enumerate(presences))
    reading = SceneReading(people)

    assert reading.lead == (None if lead is None else people[lead])
    assert reading.drawn == tuple(people[number] for number in drawn)


@pytest.mark.parametrize("name", [name for name, kind in vars(records).items() if is_dataclass(kind)])
def test_what_flows_cannot_be_changed_on_the_way(name):
    kind = getattr(records, name)

    assert kind.__dataclass_params__.frozen
    assert "__dict__" not in dir(kind)  # it has slots: a misspelt field is an error


@pytest.mark.parametrize("field", list(JOB.__dataclass_fields__))
def test_every_field_of_a_job_changes_its_fingerprint(field):
    other = {"loras": (Lora("a"),), "drawing": {"version": 2}, "cfg_cutoff": 0.5}
    value = getattr(JOB, field)
    changed = other.get(field, not value if isinstance(value, bool) else value + type(value)(1) if value else 1)

    assert replace(JOB, **{field: changed}).fingerprint != JOB.fingerprint


PAINTED = RenderJob(
    *("sdxl", "owner/name", "a woman, pier", "blurry", 7, 30, 7.0, 1344, 768, "dpm++ 2m karras", "owner/vae"),
    *((Lora("ink 5 ab", 0.5),), 0.6, False, True),
)
PANEL = RenderJob("storyboard", "", "", "", 0, 0, 0.0, 96, 64, drawing={"version": 6, "place": "pier"})


@pytest.mark.parametrize(
    ("job", "fingerprint"),
    [
        (PAINTED, "a7cad194b1bfcfe327f92cea949a1fcde1e1ddce63a6359f64d2dbff18e4f6df"),
        (PANEL, "ac4d0df7147002d77216c046154fb2432239a817f9153f7aebf1c5013588ad55"),
    ],
    ids=["SDXL", "a panel"],
)
def test_pictures_of_version_0_7_keep_their_fingerprints(job, fingerprint):
    assert job.fingerprint == fingerprint
    assert replace(job, guide={"kind": "words"}).fingerprint != fingerprint


def test_the_order_of_a_drawings_values_does_not():
    one, other = ({"drawing": dict(values)} for values in ((("a", 1), ("b", 2)), (("b", 2), ("a", 1))))

    assert replace(JOB, **one).fingerprint == replace(JOB, **other).fingerprint


def test_unless_told_otherwise_every_job_is_begun():
    assert always(0)
    assert always(99)
