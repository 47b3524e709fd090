from dataclasses import replace

import pytest

from records import Person, SceneReading
from tools.fit_labels import Label
from tools.fit_measures import measure
from tools.fit_rows import ReadScene

LABEL = Label(
    "book", "one.md", 1, present=["Ann", "Tom"], referenced=["Kate"], lead="Ann", place="kitchen", interior=True,
    time_of_day="night", time_accept=["night", "evening"], weather=["rain"], moods=["tense"], action="pouring tea",
)  # fmt: skip
RIGHT = SceneReading(
    characters=(Person("Ann", "lead"), Person("Tom", "present"), Person("Kate", "mentioned")),
    place="kitchen", interior=True, time_of_day="evening", weather=("rain",), mood="tense", action="pouring tea",
)  # fmt: skip
NOBODY = Label("book", "one.md", 2, time_evidence="none", place_evidence="none")


def changed(**what):
    """What changes in the figures of a reading that is right but for something."""
    before, after = measure([ReadScene(LABEL, RIGHT)]), measure([ReadScene(LABEL, replace(RIGHT, **what))])
    return {figure: round(after.get(figure, -1), 2) for figure in before if after.get(figure) != before[figure]}


def test_a_right_reading_is_right():
    figures = measure([ReadScene(LABEL, RIGHT)])

    assert {figure: value for figure, value in figures.items() if value != 1} == {
        "strangers": 0, "place only mentioned": 0, "hour wrong": 0,
    }  # fmt: skip


def people(*names, lead="Ann"):
    return tuple(Person(name, "lead" if name == lead else "present", named=name[0].isupper()) for name in names)


@pytest.mark.parametrize(
    ("what", "changes"),
    [
        ({"characters": people("Ann")}, {"cast": 0.67, "pair": 0, "picture": 0}),
        ({"characters": people("Tom", "Ann", lead="Tom")}, {"lead": 0, "picture": 0}),
        ({"characters": people("Ann", "Tom", "Kate")}, {"cast": 0.8, "strangers": 0.33, "picture": 0}),
        ({"characters": people("Ann", "Tom", "Ford")}, {"cast": 0.8, "strangers": 0.33, "picture": 0}),
        ({"characters": people("Ann", "Tom", "a maid")}, {}),
        ({"place": "barn"}, {"place": 0, "picture": 0}),
        ({"interior": None}, {"interior": 0, "picture": 0}),
        ({"time_of_day": "dawn"}, {"hour": 0, "hour wrong": 1, "picture": 0}),
        ({"time_of_day": "unknown"}, {"hour": 0}),
        ({"weather": ()}, {"weather": 0}),
        ({"mood": "comic"}, {"mood": 0}),
        ({"action": "pouring"}, {"deed whole": 0}),
        ({"action": "reading"}, {"deed": 0, "deed whole": 0, "picture": 0}),
    ],
)
def test_what_spoils_a_reading(what, changes):
    assert changed(**what) == changes


def test_of_what_a_label_does_not_tell_nothing_is_measured():
    figures = measure([ReadScene(NOBODY, SceneReading(characters=people("the cook", lead="the cook")))])

    assert figures["nobody"] == 1
    assert not {"lead", "place", "hour", "interior", "deed", "mood", "weather"} & set(figures)


def test_figures_are_shares_over_scenes():
    assert measure([ReadScene(LABEL, RIGHT), ReadScene(LABEL, replace(RIGHT, place="barn"))])["place"] == 0.5
