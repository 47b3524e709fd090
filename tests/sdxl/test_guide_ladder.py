"""Less of a guide, a step at a time, until nothing of it is left."""

import dataclasses

import pytest
from tiny_guide import EMMA, JONAS, guide_for, guided_job
from tiny_nets import posed

from records import RenderJob
from sdxl.guide_ladder import kind_of, list_rungs, say_lowered
from sdxl.guides import Faces, Guide, Net, Reference, guide_of

JOB = RenderJob("sdxl", "m", "a prompt", "n", 1, 2, 3.0, 64, 64)
UNION, POSE, SKETCH = Net("union", "openpose"), Net("pose", "openpose", 0.8), Net("sketch", "sketch")
FIGURES = (posed(EMMA, 40), posed(JONAS, 90))
KNOWN = tuple(dataclasses.replace(figure, portrait="f00d") for figure in FIGURES)
STRONG = guide_for(*FIGURES, kind="strong", net=UNION)
LIKE = {"likeness": "reference", "reference": Reference()}


@pytest.mark.parametrize(
    ("guide", "spare", "kinds"),
    [
        pytest.param(STRONG, POSE, ["strong", "pose", "words", ""], id="from the top"),
        pytest.param(STRONG, None, ["strong", "words", ""], id="no network of poses here"),
        pytest.param(STRONG, SKETCH, ["strong", "words", ""], id="that one reads lines, and there are none"),
        pytest.param(guide_for(*FIGURES, kind="pose", net=POSE), POSE, ["pose", "words", ""], id="from a pose"),
        pytest.param(guide_for(), POSE, ["words", ""], id="from words"),
        pytest.param(
            guide_for(*KNOWN, kind="strong", net=UNION, **LIKE),
            POSE,
            ["strong", "pose", "words", "none", ""],
            id="portraits stay until the last",
        ),
        pytest.param(Guide(KNOWN, "none", **LIKE), POSE, ["none", ""], id="portraits alone"),
        pytest.param(
            guide_for(*FIGURES, kind="pose", net=POSE, faces=Faces()), None, ["pose", "words", "none", ""], id="faces"
        ),
        pytest.param(
            guide_for(*(dataclasses.replace(one, words="") for one in FIGURES), kind="strong", net=UNION),
            POSE,
            ["strong", "pose", ""],
            id="nobody with words of their own",
        ),
        pytest.param(guide_for(kind="strong", net=UNION), POSE, ["strong", ""], id="nobody shows a joint"),
        pytest.param(
            guide_for(*FIGURES, kind="strong", net=SKETCH, lines="iVBO"),
            SKETCH,
            ["strong", "pose", "words", ""],
            id="lines go with a network that reads them",
        ),
    ],
)
def test_a_guide_is_lowered_a_step_at_a_time(guide, spare, kinds):
    rungs = list_rungs(guided_job(JOB, guide), spare)

    assert [kind_of(rung) for rung in rungs] == kinds
    assert rungs[0] == guided_job(JOB, guide)
    assert len({rung.fingerprint for rung in rungs}) == len(rungs)
    assert rungs[-1] == dataclasses.replace(rungs[0], guide={})


def test_a_job_without_a_guide_has_nothing_to_lose():
    assert list_rungs(JOB, POSE) == [JOB]


def test_each_step_keeps_what_it_reads():
    drawn = guide_for(*KNOWN, kind="strong", net=SKETCH, lines="iVBO", **LIKE)
    pose, words, likeness = (guide_of(rung) for rung in list_rungs(guided_job(JOB, drawn), POSE)[1:-1])

    assert (pose.net, pose.lines, pose.base) == (POSE, "", drawn.base)
    assert (words.net, words.lines, words.figures) == (None, "", KNOWN)
    assert (likeness.base, likeness.portraits, likeness.reference) == ("", ("f00d",), Reference())


@pytest.mark.parametrize(("rung", "says"), [(1, "guided by pose"), (2, "guided by words"), (3, "without a guide")])
def test_what_is_lost_is_said(rung, says):
    lower = list_rungs(guided_job(JOB, STRONG), POSE)[rung]

    assert say_lowered("out of memory", lower) == f"out of memory: drawn {says}"
