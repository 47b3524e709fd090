"""What the hub, its library and the system say when something cannot be fetched, and what the author is told."""

import errno
import socket
import ssl

import pytest
from hub_errors import error_named

from sdxl.hub_failures import find_cause, say_reason


def from_other(outer, inner):
    outer.__cause__ = inner
    return outer


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
        pytest.param(
            from_other(error_named("ConnectError", "x"), ssl.SSLCertVerificationError(1, "certificate verify failed")),
            "certificate is not trusted",
            id="a certificate, whose number means no right to a file",
        ),
        pytest.param(
            from_other(error_named("ConnectError", "x"), socket.gaierror(2, "nodename nor servname provided")),
            "cannot be reached",
            id="DNS on a Mac, whose number means no such file",
        ),
        pytest.param(socket.gaierror(5, "ai_family not supported"), "cannot be reached", id="DNS, the disk's number"),
        pytest.param(
            from_other(error_named("ConnectTimeout", ""), FileNotFoundError(errno.ENOENT, "No such file")),
            "does not answer within",
            id="slow, while a file was looked for",
        ),
        pytest.param(OSError(errno.EACCES, "Permission denied"), "cannot be written to", id="no right"),
        pytest.param(OSError(13, "it is being used by another process"), "another program holds", id="held"),
        pytest.param(error_named("RemoteEntryNotFoundError", "404", status=404), "has no such file", id="404, file"),
        pytest.param(
            error_named("RepositoryNotFoundError", "404", status=404), "is unknown to the model hub", id="404, id"
        ),
        pytest.param(error_named("ConnectError", "[SSL: WRONG_VERSION_NUMBER]"), "certificate", id="TLS of another"),
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
        (ValueError("Illegal header value b'Bearer hf_SECRETsecret\\n'"), "Illegal header value b'Bearer …'"),
        (ValueError("bad token hf_SECRETsecret here"), "bad token hf_… here"),
        (ValueError("no proxy http://me:secret@host:80"), "no proxy http://…@host:80"),
        (ValueError("package hf_transfer is missing"), "package hf_transfer is missing"),
    ],
)
def test_a_reason_is_short(error, reason):
    assert say_reason(error) == reason
