"""The benchmark's parts that need no card, on the tiny model; the whole of it is slow."""

import json

import pytest

from tools import benchmark
from tools.benchmark import Figure, compare, draw_with_engine, figure_table, measure_reading
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
