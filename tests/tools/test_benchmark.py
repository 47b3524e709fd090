"""The benchmark's parts that need no card, on the tiny model; the whole of it is slow."""

import json

import pytest

from errors import RenderError
from tools import benchmark
from tools.benchmark import Figure, compare, draw_with_engine, figure_table, measure_overhead, measure_reading
from tools.benchmark_compare import Report, Timing
from tools.plain_diffusers import bare_loop, job_for

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")


@pytest.fixture
def jobs(choice):
    return [job_for(choice, 64, 64, 2)] * 2


@pytest.mark.slow
def test_the_bare_loop_and_the_engine_draw_the_same_jobs(choice, jobs):
    ratios, seconds = compare(lambda: draw_with_engine(choice, jobs), bare_loop(choice, jobs))

    assert len(ratios) == benchmark.REPEATS
    assert all(ratio > 0 for ratio in ratios)
    assert seconds > 0


@pytest.mark.slow
def test_reading_is_measured_in_words():
    assert measure_reading().value > 1000


@pytest.fixture
def no_figures(monkeypatch):
    monkeypatch.setattr(benchmark, "measure_program", lambda _has_time: iter(()))
    monkeypatch.setattr(benchmark, "machine_line", lambda: "a machine")


@pytest.mark.usefixtures("no_figures")
def test_minutes_are_a_table_and_json(tmp_path, capsys, monkeypatch):
    asked = []

    def measure(budget, model, *, is_tiny):
        asked.append((round(budget.left / 60), model, is_tiny))
        return Report([Timing("ours", 8.0, seconds=9.0)], ["compile, 8 GB: no time"])

    monkeypatch.setattr(benchmark, "measure_minutes", measure)
    path = tmp_path / "figures.json"

    assert benchmark.main(["--plans", "--minutes", "6", "--tiny", "--json", str(path)]) == 0
    assert asked == [(6, None, True)]
    assert "| 8 GB | ours |  | 9.00 |" in capsys.readouterr().out
    assert json.loads(path.read_text())["minutes"]["left_out"] == ["compile, 8 GB: no time"]


@pytest.mark.usefixtures("no_figures")
def test_a_card_that_cannot_be_measured_leaves_the_other_figures(capsys, monkeypatch):
    def measure(*_, **__):
        raise RenderError("no room")

    monkeypatch.setattr(benchmark, "measure_minutes", measure)

    assert benchmark.main(["--plans", "--minutes", "6"]) == 0
    printed = capsys.readouterr()
    assert printed.err == "no room\n"
    assert "| what | figure | |" in printed.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--minutes", "6"], "--minutes goes with --plans"),
        (["--plans", "--tiny"], "--tiny with --minutes"),
        *((["--plans", "--minutes", text], f'"{text}" is no number') for text in ("0", "-1", "nan", "inf", "six")),
    ],
    ids=str,
)
def test_what_does_not_go_together_is_said(arguments, words, capsys):
    with pytest.raises(SystemExit):
        benchmark.main(arguments)

    assert words in capsys.readouterr().err


def test_without_haste_ours_and_theirs_take_turns():
    """The overhead is the middle of the ratios of runs side by side; the first of each warms up."""
    calls = []
    ratios, best = compare(lambda: calls.append("ours") or 3.0, lambda: calls.append("bare") or 2.0)

    assert calls == ["ours", "bare"] * (benchmark.REPEATS + 1)
    assert (ratios, best) == ([1.5] * benchmark.REPEATS, 3.0)


def test_in_haste_fewer_turns_are_taken():
    left = iter([True, True, False, False, False])

    assert compare(lambda: 3.0, lambda: 2.0, lambda: next(left)) == ([1.5, 1.5], 3.0)
    assert compare(lambda: 3.0, lambda: 2.0, lambda: False) == ([], 0.0)


def test_the_bare_loop_is_asked_for_the_engines_own_jobs(choice, monkeypatch, tmp_path):
    """What is called overhead is the engine against the same jobs of the same model; 1.04 is four percent."""
    asked = {}
    monkeypatch.setattr(benchmark, "write_random_model", lambda *_: choice.location)
    monkeypatch.setattr(benchmark, "bare_loop", lambda choice, jobs: asked.update(bare=(choice, jobs)) or (lambda: 1.0))
    monkeypatch.setattr(benchmark, "draw_with_engine", lambda choice, jobs: asked.update(ours=(choice, jobs)) or 1.04)
    _, overhead = measure_overhead(tmp_path, lambda: True)

    assert asked["ours"] == asked["bare"]
    assert [job.seed for job in asked["ours"][1]] == [0, 1, 2, 3]
    assert (overhead.name, overhead.unit, round(overhead.value, 6)) == ("engine overhead", "%", 4)


def test_what_there_is_no_time_to_begin_is_said(capsys):
    assert list(benchmark.measure_program(lambda: False)) == []
    assert capsys.readouterr().err.splitlines() == [
        f"no time for {name}" for name in ("--help", "--dry-run", "reading", "the engine's overhead")
    ]


def test_the_figures_are_a_markdown_table():
    assert figure_table([Figure("reading", 90535.7, "words/s", "10,053 words")]).splitlines()[2] == (
        "| reading | 90,535.70 words/s | 10,053 words |"
    )


@pytest.mark.slow
def test_the_one_command_prints_a_table_and_writes_json(tmp_path, capsys):
    assert benchmark.main(["--json", str(tmp_path / "figures.json")]) == 0
    values = json.loads((tmp_path / "figures.json").read_text())

    assert [figure["name"] for figure in values["figures"]] == [
        "--help",
        "--dry-run of the sample novel",
        "reading",
        "engine, a tiny picture",
        "engine overhead",
    ]
    assert "| engine overhead |" in capsys.readouterr().out
