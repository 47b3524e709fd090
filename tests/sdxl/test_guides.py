"""What directs a painting, read from a job's JSON values and written back to the same."""

import json
from dataclasses import replace

import pytest
from books import INKED

from records import RenderJob
from sdxl.guides import (
    JOINTS,
    Faces,
    Guide,
    GuidedFigure,
    Net,
    Reference,
    count_cells,
    guide_of,
    list_cells,
    read_guide,
)
from workspace.picture_records import job_from_json

NO_JOINTS = (None,) * JOINTS
EMMA = GuidedFigure(
    "aa11", "woman in a yellow coat", (3, 2, 90, 1), (*NO_JOINTS[1:], (40, 50)), (1, 2, 30, 40), "f00d", 250
)
JONAS = GuidedFigure("bb22", "old man", (7, 1))
WHOLE = Guide(
    (EMMA, JONAS),
    "pose",
    "two people at a table",
    0.2,
    Net("owner/pose", "openpose", 0.8, 0.6),
    likeness="ip-adapter",
    likeness_net=Net("owner/faces"),
    faces=Faces(below=100),
)


READ = Guide((EMMA,), likeness="reference", reference=Reference(384, 0.5, "all"))


@pytest.mark.parametrize("guide", [Guide(), Guide((EMMA,), "words"), WHOLE, READ])
def test_a_guide_comes_back_from_its_json(guide):
    assert read_guide(json.loads(json.dumps(guide.to_json()))) == guide


@pytest.mark.parametrize("guide", [WHOLE, READ])
def test_a_job_carries_its_guide_through_a_picture(guide):
    values = {**INKED.to_json(), "engine": "sdxl", "guide": guide.to_json()}

    job = job_from_json(json.loads(json.dumps(values)))

    assert guide_of(job) == guide


def test_a_job_without_a_guide_says_nothing_of_one():
    job = RenderJob("sdxl", "m", "p", "n", 1, 2, 3.0, 64, 64)

    assert "guide" not in job.to_json()
    assert guide_of(job) is None


def test_the_cells_of_a_silhouette_lie_in_runs():
    assert list(list_cells(EMMA)) == [3, 4, 90]


@pytest.mark.parametrize(("size", "cells"), [((1344, 768), (84, 48)), ((1000, 8), (63, 1))])
def test_a_picture_has_whole_cells_to_its_edges(size, cells):
    assert count_cells(*size) == cells


@pytest.mark.parametrize(
    ("guide", "has_words", "portraits"),
    [
        pytest.param(WHOLE, True, ("f00d",), id="words and a portrait"),
        pytest.param(Guide((EMMA,), "none", likeness="reference"), False, ("f00d",), id="a portrait alone"),
        pytest.param(Guide((EMMA,), "words"), True, (), id="portraits that do not count"),
        pytest.param(Guide((GuidedFigure("aa11", "woman", ()),), "words"), False, (), id="somebody hidden"),
        pytest.param(Guide((EMMA, EMMA), "none", likeness="reference"), False, ("f00d",), id="each portrait once"),
    ],
)
def test_what_a_guide_has(guide, has_words, portraits):
    assert (guide.has_words, guide.portraits) == (has_words, portraits)


HELD = replace(JONAS, portrait="beef")
ADAPTER = Net("owner/faces")


@pytest.mark.parametrize(
    ("guide", "held", "reads_along", "prompts_by", "why"),
    [
        (WHOLE, (EMMA,), None, ADAPTER, "Jonas has no portrait"),
        (READ, (EMMA,), READ.reference, None, "read along"),
        (Guide((EMMA, HELD), likeness="reference"), (EMMA, HELD), None, None, "of which nobody says how they are read"),
        (replace(READ, figures=(replace(EMMA, cells=()),)), (), READ.reference, None, "hidden"),
        (replace(READ, likeness="", likeness_net=ADAPTER), (), None, None, "portraits do not count"),
        (replace(READ, likeness="ip-adapter"), (EMMA,), None, None, "by a network that is not named"),
        (replace(READ, likeness_net=ADAPTER), (EMMA,), READ.reference, None, "a network that nothing asks"),
    ],
)
def test_who_is_held_to_a_portrait_and_by_what(guide, held, reads_along, prompts_by, why):
    assert (guide.held, guide.reads_along, guide.prompts_by) == (held, reads_along, prompts_by), why


HEAD = (100, 50, 160, 130)  # 80 pixels high
FACED = replace(EMMA, head=HEAD)


@pytest.mark.parametrize(
    ("figure", "faces", "is_drawn"),
    [
        pytest.param(FACED, Faces(), True, id="a small face"),
        pytest.param(FACED, None, False, id="faces stay as they are"),
        pytest.param(FACED, Faces(below=80), False, id="large enough"),
        pytest.param(FACED, Faces(below=81), True, id="just too small"),
        pytest.param(replace(FACED, head=None), Faces(), False, id="hidden, or cut by the edge"),
        pytest.param(replace(FACED, words=""), Faces(), False, id="nobody knows what she looks like"),
        pytest.param(replace(FACED, head=(100, 50, 120, 73)), Faces(), False, id="too small for any face"),
    ],
)
def test_which_faces_are_drawn_once_more(figure, faces, is_drawn):
    assert Guide((figure,), faces=faces).small_faces == ((figure,) if is_drawn else ())


def test_faces_are_drawn_from_far_to_near():
    near, far, middle = (replace(FACED, depth=depth) for depth in (100, 300, 200))

    assert Guide((near, far, middle), faces=Faces()).small_faces == (far, middle, near)
