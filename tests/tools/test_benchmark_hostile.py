import math

import pytest

from tools.benchmark_hostile import Cost, main


@pytest.mark.parametrize(
    ("seconds", "times", "is_bounded"),
    [
        ({1: 1.0, 2: 2.0, 4: 4.0, 8: 8.0}, 2.0, True),
        ({1: 1.0, 2: 2.1, 4: 4.5, 8: 9.2}, 2.1, True),  # a logarithm more
        ({1: 1.0, 2: 4.0, 4: 16.0, 8: 64.0}, 4.0, False),
        ({1: 0.01, 2: 0.04, 4: 0.1, 8: 0.2}, 2.7, True),  # noise
        ({1: 1.0, 2: math.inf}, math.inf, False),  # given up
    ],
)
def test_what_doubling_the_size_costs_is_fitted(seconds, times, is_bounded):
    cost = Cost("x", "read", seconds)

    assert cost.times == pytest.approx(times, rel=0.03)
    assert cost.is_bounded is is_bounded
    assert ("WORSE" in cost.line()) is not is_bounded


@pytest.mark.slow
def test_the_command_prints_a_row_for_each_book_and_way(capsys):
    assert main(["the house of", "--size", "500", "--runs", "1"]) == 0
    rows = capsys.readouterr().out.splitlines()

    assert [row[37:49].strip() for row in rows[:3]] == ["read", "proof sheet", "book"]
    assert rows[3] == "None grows faster than it should."
