"""The arithmetic of short pictures, and the table made of it."""

import json

import pytest
from PIL import Image

from tools.benchmark_compare import (
    LONG,
    SHORT,
    STEPS,
    Report,
    Timing,
    compare_trials,
    differ,
    judge,
    minutes_table,
    timing_row,
    work_out,
)
from tools.benchmark_ways import BARE, IN_FULL, OURS, PLAIN, RECIPE, SWITCHES, Sample, Trial


def gray(level):
    return Image.new("RGB", (8, 8), (level, level, level))


def took(step, besides, **others):
    """Make a sample of a way whose step and rest take these seconds; the warm-up is slower."""
    return Sample((99.0, besides + SHORT * step, besides + LONG * step), **others)


@pytest.mark.parametrize(
    ("step", "besides"),
    [pytest.param(0.375, 1.5, id="a card"), pytest.param(4.0, 0.25, id="slow steps"), (0.0, 2.0)],
)
def test_a_whole_picture_is_worked_out_from_two_short_ones(step, besides):
    assert work_out(took(step, besides).seconds) == (besides + STEPS * step, step, besides)


@pytest.mark.parametrize(
    ("seconds", "whole"),
    [
        pytest.param((9, 2.0, 1.9), 2.0, id="the longer was the faster, for a busy machine: no step below nothing"),
        pytest.param(
            (9, 0.5, 8.0), 30 * 1.25, id="the shorter was faster than its steps: nothing below nothing besides"
        ),
    ],
)
def test_noise_makes_no_seconds_below_nothing(seconds, whole):
    assert work_out(seconds)[0] == whole


@pytest.mark.parametrize(
    ("to_base", "verdict"), [(0.8, "pays"), (0.99, "even"), (1.0, "even"), (1.02, "even"), (1.3, "costs"), (None, "")]
)
def test_a_switch_is_judged_by_its_time(to_base, verdict):
    assert judge(to_base) == verdict


@pytest.mark.parametrize(
    ("image", "base", "levels"),
    [(gray(10), gray(10), 0), (gray(10), gray(13), 3), (None, gray(10), None), (gray(10), None, None)],
)
def test_pictures_differ_by_levels(image, base, levels):
    assert differ(image, base) == levels


def test_ways_are_compared_under_the_same_cap():
    fp16, _, _, in_full, strict = (Trial(switch.name, switch, 24.0, switch.base) for switch in SWITCHES)
    bare, ours, recipe = Trial(BARE, PLAIN[BARE], None), Trial("ours", OURS, 24.0), Trial(RECIPE, PLAIN[RECIPE], 24.0)
    smaller = Trial("ours", OURS, 8.0)
    timings = compare_trials(
        {
            bare: took(1.0, 2.0),
            ours: took(1.0, 2.0, image=gray(10), plan="resident", peak_bytes=2**33),
            recipe: took(1.0, 34.0),
            smaller: took(2.0, 4.0, notes=("out of memory: drawn again",)),
            fp16: took(0.5, 1.0, image=gray(12)),
            in_full: took(1.0, 2.0, image=gray(30)),
            strict: took(1.0, 18.0, image=gray(30)),
        }
    )
    by_name = {(one.way, one.cap): one for one in timings}
    first, small = by_name["ours", 24.0], by_name["ours", 8.0]

    assert (first.to_bare, first.to_recipe, first.to_base, first.verdict) == (1.0, 0.5, None, "")
    assert (first.plan, first.peak_bytes, first.seconds) == ("resident", 2**33, 32.0)
    assert (small.to_bare, small.to_recipe, small.note) == (2.0, None, "out of memory: drawn again")
    assert (by_name[fp16.name, 24.0].to_base, by_name[fp16.name, 24.0].difference) == (0.5, 2)
    assert by_name[fp16.name, 24.0].verdict == "pays"
    assert by_name[in_full.name, 24.0].verdict == "even"
    assert (by_name[strict.name, 24.0].to_base, by_name[strict.name, 24.0].verdict) == (1.5, "costs")


def test_what_fails_has_no_seconds_and_nothing_is_compared_with_it():
    ours, switch = Trial("ours", OURS, 8.0), Trial(IN_FULL.name, IN_FULL, 8.0, IN_FULL.base)
    whole, broken = compare_trials({ours: Sample(error="no memory"), switch: Sample(error="black")})
    (alone,) = compare_trials({switch: took(1.0, 1.0)})

    assert (whole.seconds, whole.note, whole.verdict) == (None, "no memory", "")
    assert (broken.seconds, broken.note, broken.verdict) == (None, "black", "breaks")
    assert (alone.seconds, alone.to_base, alone.verdict) == (31.0, None, "")


def test_a_report_is_a_markdown_table_and_json():
    timings = [
        Timing("ours", 10.0, "two-phase", 11.5, 0.33, 1.6, int(6.5 * 2**30), 1.01, 0.62),
        Timing("compile", None, "resident", 9.0, to_base=0.8, difference=0.25, verdict="pays"),
        Timing("bare", None, verdict="", note="out | of\nmemory"),
    ]
    report = Report(timings, ["ours, 8 GB: no time"])
    lines = minutes_table(report).splitlines()

    assert lines[2] == "| 10 GB | ours | two-phase | 11.50 | 0.33 | 1.60 | 6.5 | 1.01 | 0.62 |  |  |"
    assert lines[3] == (
        "| whole card | compile | resident | 9.00 |  |  |  |  |  | pays: 0.80 of the time, 0.2 levels off |  |"
    )
    assert {line.count("|") for line in lines[:5]} == {12}
    assert lines[4] == timing_row(timings[2])
    assert lines[4].endswith("| out / of memory |")
    assert "worked out for 30 steps from pictures of 2 and 8" in lines[6]
    assert lines[7] == "Left out: ours, 8 GB: no time."
    assert json.loads(json.dumps(report.to_json()))["timings"][0]["to_recipe"] == 0.62
