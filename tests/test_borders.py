"""Whatever anyone wrote into a file that the program reads back costs that file alone: every border is tried.

`BORDER_SECONDS=600 python -m pytest -m attacks tests/test_borders.py -k "cast" -s` tries each for so many seconds.
"""

import collections
import os
import re
import time

import borders
import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

SECONDS = float(os.environ.get("BORDER_SECONDS", "10"))
PATIENT = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]


@pytest.fixture(scope="session")
def desk(tmp_path_factory):
    folder = tmp_path_factory.mktemp("borders") / "desk"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("workspace.log.describe_machine", lambda *_: ())
        borders.make_desk(folder)
    return folder


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr("workspace.log.describe_machine", lambda *_: ())
    monkeypatch.setattr("os.fsync", lambda _: None)


@pytest.mark.parametrize("border", borders.BORDERS)
@settings(max_examples=3, suppress_health_check=PATIENT, derandomize=True, database=None)
@given(data=st.data())
def test_whatever_lies_there_costs_that_file_alone(desk, border, data):
    assert borders.strike(desk, border, data.draw) == ""


@pytest.mark.slow
@pytest.mark.parametrize("border", borders.BORDERS)
@settings(max_examples=60, suppress_health_check=PATIENT)
@given(data=st.data())
def test_much_of_it_does(desk, border, data):
    assert borders.strike(desk, border, data.draw) == ""


@pytest.mark.attacks
@pytest.mark.parametrize("border", borders.BORDERS)
def test_as_long_as_one_likes(desk, border):
    tried, found = 0, collections.Counter()
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:

        @seed(tried)
        @settings(max_examples=20, suppress_health_check=PATIENT, phases=[Phase.generate], database=None)
        @given(data=st.data())
        def strike(data):
            nonlocal tried
            tried += 1
            if said := borders.strike(desk, border, data.draw):
                found[re.sub(r"/tmp\S*|\d\d:\d\d\S*|0x[0-9a-f]+", "…", said)[-1500:]] += 1

        strike()
    print(f"\n{border}: {tried} examples, {sum(found.values())} failed in {len(found)} ways")
    for said, times in found.most_common():
        print(f"--- {times} times\n{said}")
    assert not found
