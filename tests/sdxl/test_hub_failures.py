"""What the hub, its library and the system say when something cannot be fetched, and what the author is told."""

import errno

import pytest

from sdxl.hub_failures import CAUSES, OTHER, find_cause, say_reason


class Answer:
    def __init__(self, status):
        self.status_code = status


def error_named(name, message="", base=Exception, status=None):
    made = type(name, (base,), {})(message)
    if status:
        made.response = Answer(status)
    return made


def from_other(outer, inner):
    outer.__cause__ = inner
    return outer


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


@pytest.mark.parametrize(
    ("error", "words"),
    [
        pytest.param(
            from_other(
                error_named("LocalEntryNotFoundError", "cannot find the appropriate snapshot"), OSError(28, "x")
            ),
            "is full",
            id="a full disk within",
        ),
        pytest.param(error_named("HfHubHTTPError", "", status=401), "token, which may have expired", id="401"),
        pytest.param(
            error_named("RepositoryNotFoundError", "401 Client Error", status=401),
            "is unknown to the model hub",
            id="401 for unknown ids",
        ),
        pytest.param(error_named("GatedRepoError", "", status=403), "wants its licence accepted", id="403, gated"),
        pytest.param(
            error_named("ConnectError", "[Errno -2] Name or service not known"), "cannot be reached", id="DNS"
        ),
        pytest.param(error_named("ConnectError", "[Errno 111] Connection refused"), "cannot be reached", id="refused"),
        pytest.param(error_named("ConnectTimeout", "timed out"), "does not answer within", id="slow"),
        pytest.param(ValueError("anything else"), "cannot be reached", id="anything else"),
    ],
)
def test_what_an_error_means(error, words):
    assert words in find_cause(error).says


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (OSError(errno.ENOSPC, "No space left on device", "/x"), "No space left on device"),
        (ValueError("one\n\ntwo"), "one"),
        (ValueError("\n\n403 Forbidden: no.\nCannot access"), "403 Forbidden: no"),
        (ValueError("503 Server Error: Busy for url: https://hub/x (Request ID: y)"), "503 Server Error: Busy"),
        (ValueError(""), "ValueError"),
    ],
)
def test_a_reason_is_short(error, reason):
    assert say_reason(error) == reason
