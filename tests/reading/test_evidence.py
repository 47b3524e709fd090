"""The words that a reading rests on, as the author finds them in the file."""

import pytest

from english.cues import Sign
from english.tokens import parse_prose
from english.weights import Option, Scales
from reading.evidence import quote, quote_evidence, report_weighed, sign_spans, token_spans
from records import EVIDENCE_SLOTS, Evidence, Scene, Weighed

TEXT = "Nora’s boat lay still.\nThe rain, at last, had stopped."
SCENE = Scene(1, 1, "", "chapter_01.md", 1, (7, 9), TEXT, line_map=((0, 7), (23, 9)))


def sign(weight, first):
    return Sign("", weight, first, first + 2)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        pytest.param(0, 1, Evidence(7, 0, "Nora"), id="one word, on the first line"),
        pytest.param(0, 3, Evidence(7, 0, "Nora’s boat"), id="as it is written, with its apostrophe"),
        pytest.param(6, 11, Evidence(9, 23, "The rain, at last"), id="marks between words, on a later line"),
        pytest.param(5, 7, Evidence(7, 21, ".\nThe"), id="the line is the one where it begins"),
    ],
)
def test_quotes_the_file(first, last, expected):
    assert quote(SCENE, parse_prose(TEXT), first, last) == expected


def test_every_decision_has_its_quotes():
    spans = dict.fromkeys(EVIDENCE_SLOTS, ()) | {"lead": [(0, 1)], "weather": [(7, 8), (11, 13)]}
    found = quote_evidence(SCENE, parse_prose(TEXT), spans)
    assert tuple(found) == EVIDENCE_SLOTS
    told = {slot: [evidence.text for evidence in quotes] for slot, quotes in found.items() if quotes}
    assert told == {"lead": ["Nora"], "weather": ["rain", ", had"]}


def test_tokens_are_quoted_in_their_order_and_not_all():
    assert token_spans([8, 2, 5, 1]) == [(8, 9), (2, 3), (5, 6)]
    assert token_spans([]) == []


@pytest.mark.parametrize(
    ("signs", "firsts"),
    [
        pytest.param([sign(1.0, 3), sign(2.0, 9)], [9, 3], id="the weightier first"),
        pytest.param([sign(1.0, 9), sign(1.0, 3)], [3, 9], id="of the same weight, the earlier first"),
        pytest.param([sign(n, n) for n in range(5)], [4, 3, 2], id="the weightiest only"),
        pytest.param([], [], id="nothing told"),
    ],
)
def test_signs_are_quoted_by_weight(signs, firsts):
    assert sign_spans(signs) == [(first, first + 2) for first in firsts]


def test_says_what_the_likeliest_answers_weighed():
    scales = Scales({"hour": {"sun": 1.0}, "lead": {"acts": 2.0}, "interior": {"bias": -0.5}, "name": {}})
    scales.choose("hour", [Option("dawn", {"sun": 0.5}), Option("night", {}), Option("midday", {"sun": 2.0})])
    scales.choose("lead", [Option(("Emma", "Miss Hale"), {"acts": 1.0})])
    scales.accepts("interior", Option(True, {}))
    scales.accepts("name", Option("Emma", {}))
    weighed = {slot: answers for slot, answers in report_weighed(scales).items() if answers}

    assert weighed == {
        "lead": (Weighed("Emma", 2.0, (("acts", 2.0),)),),
        "interior": (Weighed("indoors", -0.5, ()),),
        "time_of_day": (Weighed("midday", 2.0, (("sun", 2.0),)), Weighed("dawn", 0.5, (("sun", 0.5),))),
    }


def test_of_an_answer_weighed_twice_the_last_weight_counts():
    scales = Scales({"place": {"here": 1.0}})
    for seen in ({"here": 3.0}, {"here": 1.0}):
        scales.choose("place", [Option("barn", seen), Option("", {})])

    assert report_weighed(scales)["place"] == (Weighed("barn", 1.0, (("here", 1.0),)), Weighed("none", 0.0, ()))
