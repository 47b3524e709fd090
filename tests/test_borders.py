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


@pytest.mark.parametrize("border", borders.READERS)
@settings(max_examples=12, suppress_health_check=PATIENT)
@given(data=st.data())
def test_whatever_lies_there_is_read_or_told_in_a_sentence(tmp_path, border, data):
    assert borders.read_one(tmp_path, border, data.draw) == ""


@pytest.mark.slow
@pytest.mark.parametrize("border", borders.READERS)
@settings(max_examples=400, suppress_health_check=PATIENT)
@given(data=st.data())
def test_much_of_it_is(tmp_path, border, data):
    assert borders.read_one(tmp_path, border, data.draw) == ""


@pytest.mark.parametrize("border", borders.READERS)
def test_what_was_not_exchanged_is_read(tmp_path, border):
    content, name, read = borders.READERS[border]
    (tmp_path / name).write_bytes(content)
    found = read(tmp_path / name)

    assert found
    assert getattr(found, "error", "") == ""
    assert getattr(found, "sound", True)


@pytest.mark.slow
@pytest.mark.parametrize("border", borders.BORDERS)
@settings(max_examples=30, suppress_health_check=PATIENT)
@given(data=st.data())
def test_whatever_lies_there_costs_that_file_alone(desk, border, data):
    assert borders.strike(desk, border, data.draw) == ""


def strike_often(strike, examples, start, found):
    @seed(start)
    @settings(max_examples=examples, suppress_health_check=PATIENT, phases=[Phase.generate], database=None)
    @given(data=st.data())
    def strike_once(data):
        said = strike(data.draw)
        found[re.sub(r"/tmp\S*|\d\d:\d\d\S*|0x[0-9a-f]+", "…", said)[-1500:]] += 1

    strike_once()


@pytest.mark.attacks
@pytest.mark.parametrize("border", borders.BORDERS)
def test_as_long_as_one_likes(desk, tmp_path, border):
    found = {"commands": collections.Counter(), "readings": collections.Counter()}
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        commands, readings = found.values()
        strike_often(lambda draw: borders.strike(desk, border, draw), 20, commands.total(), commands)
        if border in borders.READERS:
            strike_often(lambda draw: borders.read_one(tmp_path, border, draw), 400, readings.total(), readings)
    for kind, said in found.items():
        print(f"\n{border}: {said.total()} {kind}, {said.total() - said['']} failed in {len(said) - ('' in said)} ways")
        print(*(f"--- {times} times\n{what}" for what, times in said.items() if what), sep="\n")
    assert not {what for said in found.values() for what in said} - {""}
