import json

import pytest

from errors import NovelError
from records import Scene
from tools.fit_labels import Label, find_labelled, read_labels


def scene(number, text, file="one.md"):
    return Scene(1, number, "", file, number, (1, 1), text)


SCENES = [scene(1, "“Rain,” she said.\nIt fell."), scene(2, "Snow lay."), scene(1, "Fog came.", "two.md")]


def test_labels_are_read_in_one_order_whatever_else_they_say(tmp_path):
    lines = [
        {"book": "b", "file": "x.md", "scene": 2, "present": ["Ann"], "aliases": {"Ann": ["I"]}, "props": ["lamp"]},
        {"book": "a", "file": "x.md", "scene": 1},
    ]
    path = tmp_path / "labels.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)) + "\n\n", encoding="utf-8")
    first, second = read_labels(path)

    assert (first.book, second.present) == ("a", ["Ann"])
    assert second.forms("Ann") == ["Ann", "I", "narrator"]


def test_a_label_without_its_scene_is_an_error(tmp_path):
    path = tmp_path / "labels.jsonl"
    path.write_text('{"book": "a"}\n', encoding="utf-8")

    with pytest.raises(NovelError, match=r"labels.jsonl, line 1 lacks file, scene"):
        read_labels(path)


@pytest.mark.parametrize(
    ("label", "number", "why"),
    [
        (Label("b", "one.md", 2), 1, "by its number"),
        (Label("b", "two.md", 1), 2, "within its file"),
        (Label("b", "one.md", 2, first="Snow lay."), 1, "the number holds"),
        (Label("b", "one.md", 7, first='"Rain", she said'), 0, "its words are found, whatever quotes they have"),
        (Label("b", "one.md", 2, first="Rain, she"), 0, "the words weigh more than the number"),
        (Label("b", "one.md", 1, first="Fog came."), None, "not in another file"),
        (Label("b", "one.md", 9), None, "no such scene"),
    ],
)
def test_which_scene_a_label_is_about(label, number, why):
    assert find_labelled(SCENES, [label]) == ({} if number is None else {number: label}), why


@pytest.mark.parametrize(
    ("told", "has_place", "has_hour"),
    [
        ({"place": "barn", "place_evidence": "carried", "time_of_day": "night", "time_evidence": "hint"}, True, True),
        ({"place": "barn", "place_evidence": "none", "time_of_day": "night", "time_evidence": "carried"}, False, False),
        ({"place": "", "time_of_day": "unknown"}, False, False),
    ],
)
def test_what_a_scene_can_be_asked(told, has_place, has_hour):
    label = Label("b", "one.md", 1, **told)

    assert (label.has_place, label.has_hour) == (has_place, has_hour)
