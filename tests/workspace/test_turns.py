"""A run's scenes in turn: what the bar says, and what a picture says of itself."""

from dataclasses import replace
from types import SimpleNamespace

import books
import pytest

from records import Drawn
from workspace.identity import identify
from workspace.picture_records import PictureRecord
from workspace.turns import Pace, record_of


def pace_of(*times):
    return Pace(iter(times).__next__)


@pytest.mark.parametrize(
    ("times", "said"),
    [
        pytest.param([5.0], "step 1 of 4", id="the first step pays for what is set up once"),
        pytest.param([5.0, 5.5], "step 2 of 4, 2.0 steps/s, 1 s left", id="fast"),
        pytest.param([5.0, 9.0, 13.0], "step 3 of 4, 4.0 s/step, 4 s left", id="slow"),
        pytest.param([5.0, 5.0], "step 2 of 4", id="a clock that stands still"),
    ],
)
def test_what_the_bar_says(times, said):
    pace = pace_of(*times)

    assert [pace.say(step + 1, 4) for step in range(len(times))][-1] == said


def test_the_highest_peak_of_the_run_is_shown():
    pace = pace_of(0.0)
    for peak in (None, 7 * 2**30, 6 * 2**30):
        pace.note_peak(peak)

    assert pace.say(1, 30) == "step 1 of 30, peak 7.0 GB"


def test_each_picture_is_timed_anew():
    pace = pace_of(0.0, 1.0, 100.0, 101.0)

    assert [pace.say(step, 2) for step in (1, 2, 1, 2)][3] == "step 2 of 2, 1.0 steps/s, 0 s left"


def test_a_picture_says_what_it_was_drawn_from_and_instead_of_what():
    asked = replace(books.INKED, guide={"kind": "pose"})
    record = PictureRecord(1, 2, identify("Emma read."), asked)
    planned = SimpleNamespace(record=record, job=asked)
    lowered = record_of(planned, Drawn(0, None, job=books.INKED))

    assert (lowered.job, lowered.asked, lowered.wanted) == (books.INKED, asked.guide, asked)
    assert record_of(planned, Drawn(0, None)) is record_of(planned, Drawn(0, None, job=asked)) is record
