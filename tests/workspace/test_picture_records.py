"""What a picture says of itself comes back as it was; whatever else lies in its place is refused, not trusted."""

import json
import math
from dataclasses import replace

import books
import pytest

from errors import NovelError
from records import Lora
from typed import WrongValue
from workspace.identity import identify
from workspace.picture_records import PictureRecord, job_from_json, record_from_json

JOB = books.INKED
RECORD = PictureRecord(
    *(1, 2),
    identify("Emma read."),
    JOB,
    {"steps": 30, "lora": ["ink.safetensors:0.8"]},
    {"prompt": "x"},
    "0.1.0",
    {"people": [{"who": "Emma"}], "nobody": False, "weather": []},
    {"Emma": "ab"},
    "cd",
)


@pytest.mark.parametrize(
    "job",
    [
        pytest.param(JOB, id="SDXL"),
        pytest.param(replace(JOB, loras=(Lora("ink.safetensors", 0.5), Lora("b"))), id="adapters"),
        pytest.param(replace(JOB, engine="storyboard", drawing={"version": 2, "looks": ["a"]}), id="a storyboard"),
        pytest.param(replace(JOB, prompt="half a pair \ud800"), id="a broken letter"),
    ],
)
def test_a_job_comes_back_from_its_json_as_it_was(job):
    back = job_from_json(json.loads(json.dumps(job.to_json())))

    assert back == job
    assert back.fingerprint == job.fingerprint


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({}, id="nothing"),
        pytest.param(JOB.to_json() | {"colour": "red"}, id="a field of another version"),
        pytest.param(JOB.to_json() | {"loras": [{"weight": 1.0}]}, id="an adapter without a name"),
        pytest.param(JOB.to_json() | {"loras": [["ink", 1.0]]}, id="an adapter that is a list"),
        pytest.param(JOB.to_json() | {"model": 5}, id="a number for a model"),
        pytest.param(JOB.to_json() | {"prompt": None}, id="no prompt"),
        pytest.param(JOB.to_json() | {"seed": True}, id="a truth for a seed"),
        pytest.param(JOB.to_json() | {"seed": 2**32}, id="a seed that no engine has"),
        pytest.param(JOB.to_json() | {"guidance": math.inf}, id="guidance without end"),
        pytest.param(JOB.to_json() | {"cfg_cutoff": math.nan}, id="a share that is no number"),
        pytest.param(JOB.to_json() | {"height": 0}, id="no height"),
        pytest.param(JOB.to_json() | {"width": 64.0}, id="half pixels"),
        pytest.param(JOB.to_json() | {"engine": "evil"}, id="an engine that there is not"),
        pytest.param(JOB.to_json() | {"drawing": {"people": ["Emma"]}}, id="a figure that is a name"),
        pytest.param(JOB.to_json() | {"drawing": {"places": 5}}, id="places that are a number"),
        pytest.param([], id="a list"),
    ],
)
def test_what_is_no_job_is_refused(values):
    with pytest.raises(WrongValue):
        job_from_json(values)


def changed(**values):
    return json.dumps(json.loads(RECORD.to_json()) | values)


def test_a_record_comes_back_as_it_was():
    assert record_from_json(RECORD.to_json()) == RECORD


@pytest.mark.parametrize("key", ["edits", "version", "corrections", "cast", "style", "fingerprint"])
def test_a_record_of_an_earlier_version_says_less(key):
    values = json.loads(RECORD.to_json())
    del values[key]

    assert record_from_json(json.dumps(values)).job == JOB


def test_what_another_version_remembers_is_left_out():
    assert record_from_json(changed(given={"steps": 30, "colour": [None]})).given == {"steps": 30}


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("[" * 100_000, id="a hundred thousand lists"),
        pytest.param('{"chapter": ' * 5_000, id="five thousand tables"),
        pytest.param(changed(chapter=1).replace('"chapter": 1', '"chapter": 1e999'), id="a chapter without end"),
        pytest.param(changed(chapter=1).replace('"chapter": 1', '"chapter": Infinity'), id="the same, said"),
        pytest.param(changed(chapter=1).replace('"chapter": 1', f'"chapter": {"9" * 5000}'), id="5,000 digits"),
        pytest.param(changed(chapter=True), id="a truth"),
        pytest.param(changed(chapter=-1), id="below the first"),
        pytest.param(changed(scene="2"), id="a number as text"),
        pytest.param(changed(text_sha256=5), id="a number for a text"),
        pytest.param(changed(given=[]), id="settings as a list"),
        pytest.param(changed(given={"steps": "x"}), id="steps in words"),
        pytest.param(changed(given={"style": ["noir"]}), id="a style as a list"),
        pytest.param(changed(given={"guidance": "x"}), id="guidance in words"),
        pytest.param(changed(given={"model": ["x"]}), id="a model as a list"),
        pytest.param(changed(given={"lora": "ink"}), id="adapters as a text"),
        pytest.param(changed(given={"seed": 1}).replace('"seed": 1}', '"seed": 1e999}'), id="a seed without end"),
        pytest.param(changed(edits={"prompt": 1}), id="an edit of another type"),
        pytest.param(changed(corrections={"people": 5}), id="people as a number"),
        pytest.param(changed(corrections={"people": [{"who": 5}]}), id="somebody as a number"),
        pytest.param(changed(cast=["Emma"]), id="a cast as a list"),
        pytest.param(changed(version="\ud800"), id="half a character"),
        pytest.param("null", id="nothing"),
    ],
)  # fmt: skip
def test_what_is_no_record_is_refused(content):
    with pytest.raises(NovelError):
        record_from_json(content)


def test_a_picture_answers_the_job_it_was_drawn_for_and_the_one_that_was_asked_for():
    wanted = replace(JOB, guide={"kind": "words"})
    lowered = replace(RECORD, asked=wanted.guide)

    assert [record.answers(job) for record in (RECORD, lowered) for job in (JOB, wanted)] == [True, False, True, True]
    assert record_from_json(lowered.to_json()) == lowered
    assert "asked" not in RECORD.to_json()
    assert not RECORD.answers(replace(JOB, steps=9))
