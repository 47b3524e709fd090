"""The table of what keeps files away holds what it says: each row is told by its own examples, classes and numbers."""

import pytest
from hub_errors import error_named

from sdxl.hub_causes import CAUSES, OTHER
from sdxl.hub_failures import find_cause


@pytest.mark.parametrize(
    ("cause", "example"),
    [(cause, example) for cause in CAUSES for example in cause.examples],
    ids=lambda one: str(one)[:40],
)
def test_a_row_is_told_by_its_examples(cause, example):
    assert find_cause(RuntimeError(example)) is cause


@pytest.mark.parametrize("cause", CAUSES, ids=lambda cause: cause.says[:40])
def test_a_row_is_told_by_classes_statuses_and_numbers(cause):
    for name in cause.classes:
        assert find_cause(error_named(name)) is cause
    for status in cause.statuses:
        assert find_cause(error_named("HfHubHTTPError", "some error", status=status)) is cause
    for number in cause.numbers:
        assert find_cause(OSError(number, "as the system says it")) is cause


@pytest.mark.parametrize("cause", [*CAUSES, OTHER], ids=lambda cause: cause.says[:40])
def test_a_sentence_is_one_line_with_all_its_gaps_filled(cause):
    says = cause.says.format(id="owner/name", cache="/cache", seconds=10, reason="why")

    assert "\n" not in says
    assert "{" not in says
    assert not says.endswith(".")
