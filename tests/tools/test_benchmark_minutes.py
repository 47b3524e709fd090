"""The measurement that ends in time: what comes first, what is left out, and that the clock is heeded; no card here."""

from types import SimpleNamespace

import pytest

from errors import RenderError
from tools import benchmark_minutes
from tools.benchmark_minutes import (
    CAPS,
    NO_CARD,
    SPARE,
    Budget,
    fitting_caps,
    list_trials,
    make_model,
    measure_minutes,
    run_trials,
)
from tools.benchmark_ways import BARE, RECIPE, SWITCHES, Bench, Sample, Switch, Trial
from tools.random_model import FULL

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")
DONE = Sample((1.0, 1.0, 1.0))


class Clock:
    """A clock that goes on where it is told to."""

    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def bench(choice, device):
    return Bench(choice, device)


def way(clock, loading, steps=0, sample=DONE):
    """Make a way that loads for some seconds, and then takes a second a step."""

    def draw(_place, _jobs, on_step):
        clock.now += loading
        for step in range(steps):
            clock.now += 1
            on_step(step + 1, steps)
        return sample

    return draw


def run(bench, clock, seconds, *ways):
    trials = [Trial(name, one, 8.0) for name, one in ways]
    return run_trials(trials, bench, [], Budget(SPARE + seconds, clock))


# --- What comes first ---


@pytest.mark.parametrize(
    ("total", "caps"),
    [(139.8, list(CAPS)), (24.0, list(CAPS)), (23.6, [10.0, 8.0, None]), (9.8, [8.0, None]), (5.8, [None])],
)
def test_a_card_is_held_to_the_caps_below_its_own(total, caps):
    assert fitting_caps(total) == caps


@pytest.mark.parametrize("caps", [[10.0, 8.0, 24.0], [8.0, None], [None]], ids=["large", "10 GB", "6 GB"])
def test_what_the_rest_is_compared_with_comes_first(caps):
    trials = list_trials(caps)
    names = [(trial.name, trial.cap) for trial in trials]

    assert names[:3] == [(BARE, None), ("ours", caps[0]), (RECIPE, caps[0])]
    assert len(set(names)) == len(names) == 1 + 2 * len(caps) + len(SWITCHES)
    assert {trial.cap for trial in trials if trial.base} == {caps[-1]}
    assert all((trial.base, trial.cap) in names[:position] for position, trial in enumerate(trials) if trial.base)


# --- The end of the time ---


def test_with_time_enough_nothing_is_left_out(bench, clock):
    report = run(bench, clock, 100, ("a", way(clock, 10)), ("b", way(clock, 20)), ("c", way(clock, 5)))

    assert [one.way for one in report.timings] == ["a", "b", "c"]
    assert report.left_out == []


def test_what_took_too_long_before_is_not_begun_again(bench, clock):
    """A new kind counts as long as the longest so far, a known one as its own longest."""
    ways = [("quick", way(clock, 10)), ("slow", way(clock, 50)), ("new", way(clock, 1)), ("quick", way(clock, 10))]
    report = run(bench, clock, 80, *ways)

    assert [one.way for one in report.timings] == ["quick", "slow", "quick"]
    assert report.left_out == ["new, 8 GB: no time"]
    assert clock.now == 1070


def test_what_needs_long_to_set_up_makes_way_for_what_does_not(clock):
    budget, compiled, ours = Budget(50, clock), Switch("compile", setup=60), Switch("ours")

    assert not budget.has_room(Trial("compile", compiled, None))
    assert budget.has_room(Trial("ours", ours, None))
    budget.note(Trial("compile", compiled, None), 90)
    assert budget.took == {"ours": 30}


@pytest.mark.parametrize(("passed", "is_early"), [(0, True), (84, True), (86, False), (400, False)])
def test_most_of_the_time_is_the_cards(clock, passed, is_early):
    budget = Budget(360, clock)
    clock.now += passed

    assert budget.is_early() is is_early


@pytest.mark.parametrize("seconds", [0.5, 3, 17, 60])
def test_no_step_is_begun_when_the_time_is_out(bench, clock, seconds):
    report = run(bench, clock, seconds, *((f"way {count}", way(clock, 0, 10 * count)) for count in range(1, 6)))

    assert clock.now <= 1000 + seconds + 1  # the step under way
    assert len(report.timings) + len(report.left_out) == 5
    assert report.left_out


def test_the_time_that_ran_out_is_said(bench, clock):
    report = run(bench, clock, 5, ("long", way(clock, 0, 60)), ("next", way(clock, 0, 60)))

    assert report.left_out == ["long, 8 GB: the time ran out while it was drawn", "next, 8 GB: no time"]


def test_a_way_that_fails_is_a_row_and_the_next_is_tried(bench, clock):
    report = run(bench, clock, 60, ("a", way(clock, 1, sample=Sample(error="no memory"))), ("b", way(clock, 1)))

    assert [(one.way, one.note) for one in report.timings] == [("a", "no memory"), ("b", "")]


def test_a_card_that_computes_no_more_ends_the_measurement(bench, clock, monkeypatch):
    monkeypatch.setattr(benchmark_minutes.devices, "still_computes", lambda _device: False)
    report = run(bench, clock, 60, ("a", way(clock, 1, sample=Sample(error="lost"))), ("b", way(clock, 1)))

    assert [one.note for one in report.timings] == ["lost"]
    assert report.left_out == ["b, 8 GB: the card computes no more"]


# --- The machine ---


def test_without_a_card_it_is_said_in_a_sentence(clock, capsys, monkeypatch):
    import torch

    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)

    assert measure_minutes(Budget(1000, clock), None) is None
    assert capsys.readouterr().err == f"{NO_CARD}\n"


def test_a_disk_too_small_for_the_weights_is_told_before_they_are_written(tmp_path, monkeypatch):
    monkeypatch.setattr(benchmark_minutes.shutil, "disk_usage", lambda _folder: SimpleNamespace(free=2**30))

    with pytest.raises(RenderError, match="TMPDIR"):
        make_model(tmp_path, FULL)
    assert not list(tmp_path.iterdir())


def test_a_smaller_card_says_which_caps_it_cannot_be_held_to(choice, clock, monkeypatch):
    import torch

    from sdxl.devices import Device

    card = Device("cuda", "card", torch.float16)
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "mem_get_info", lambda: (0, int(9.8 * 2**30)))
    monkeypatch.setattr(benchmark_minutes.devices, "find_device", lambda _kind: card)
    monkeypatch.setattr(benchmark_minutes, "sample_way", lambda *_: DONE)
    report = measure_minutes(Budget(1000, clock), choice.location)

    assert report.to_json()["device"] == "card"
    assert (report.about["width"], report.about["height"]) == (1344, 768)
    assert {one.cap for one in report.timings} == {8.0, None}
    assert report.left_out == ["10 GB: the card has 9.8 GB", "24 GB: the card has 9.8 GB"]


@pytest.mark.slow
def test_the_whole_measurement_runs_on_the_tiny_model(clock, monkeypatch):
    caps, quick = (10.0, 8.0), SWITCHES[:1]
    monkeypatch.setattr(benchmark_minutes, "CAPS", caps)
    monkeypatch.setattr(benchmark_minutes, "SWITCHES", quick)
    report = measure_minutes(Budget(1000, clock), None, is_tiny=True)

    assert len(report.timings) == 1 + 2 * len(caps) + len(quick)
    assert [one.note for one in report.timings if one.seconds is None] == []
    assert all(one.to_recipe for one in report.timings if one.way == "ours")
    assert all(one.verdict and one.difference is not None for one in report.timings[-len(quick) :])
    assert report.left_out == []
