"""An error while fetching in, what it means for the author out, without importing the hub's library.

Each row of `CAUSES` is known by the error's class, the hub's status code, the system's error number, or words of its
message. Libraries wrap errors in each other: the first row that fits any of them counts.
"""

from __future__ import annotations

import errno
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


class Cause(NamedTuple):
    """Why something cannot be fetched."""

    says: str  # "{id}", "{cache}", "{seconds}" and "{reason}" stand in it
    is_absent: bool  # the machine could do without the network if it had the files: how to bring them is said too
    classes: tuple[str, ...] = ()
    statuses: tuple[int, ...] = ()
    numbers: tuple[int, ...] = ()
    words: re.Pattern[str] | None = None
    examples: tuple[str, ...] = ()  # messages that the words match


def words(pattern: str) -> re.Pattern[str]:
    """Make a pattern that heeds no case."""
    return re.compile(pattern, re.IGNORECASE)


AGAIN = "run the same command again, what was fetched is kept"
CAUSES = (
    Cause("HF_HUB_OFFLINE is set", is_absent=True, classes=("OfflineModeIsEnabled",)),
    Cause(
        f"the disk of {{cache}} is full while {{id}} is fetched: make room there (a model takes 7 GB), then {AGAIN}",
        is_absent=False,
        numbers=(errno.ENOSPC, errno.EDQUOT),
        words=words(r"no space left|disk quota exceeded|os error (28|122|112)\b|not enough space on the disk"),
        examples=(
            "[Errno 28] No space left on device",
            "Data processing error: File reconstruction error: IO Error: No space left on device (os error 28)",
            "There is not enough space on the disk. (os error 112)",
        ),
    ),
    Cause(
        "{cache}, where {id} is to be kept, cannot be written to ({reason}): give yourself the right to it, or choose "
        "another folder with HF_HOME",
        is_absent=False,
        numbers=(errno.EACCES, errno.EPERM, errno.EROFS),
        words=words(r"permission denied|read-only file system|access is denied|os error (13|30|5)\b"),
        examples=(
            "[Errno 13] Permission denied: '/root/.cache/huggingface/hub'",
            "IO Error: Read-only file system (os error 30)",
            "Access is denied. (os error 5)",
        ),
    ),
    Cause(
        "{id} wants its licence accepted: do so on its page of the model hub, then run `hf auth login`",
        is_absent=False,
        classes=("GatedRepoError",),
        words=words(r"cannot access gated repo|awaiting a review|is restricted and you are not"),
        examples=("403 Client Error. Cannot access gated repo for url https://huggingface.co/api/models/x/y",),
    ),
    Cause(
        "the model hub has locked {id}: choose another with --model",
        is_absent=False,
        classes=("DisabledRepoError",),
    ),
    Cause(
        '"{id}" is unknown to the model hub and no folder here: check its spelling, or run `hf auth login` if it is '
        "private",
        is_absent=False,
        classes=("RepositoryNotFoundError",),
    ),
    Cause(
        '"{id}" is no id as the model hub gives them: --model takes owner/name',
        is_absent=False,
        classes=("HFValidationError", "HfUriError"),
    ),
    Cause(
        "{id} has no such file, or no longer: see its page of the model hub",
        is_absent=False,
        classes=("RemoteEntryNotFoundError", "RevisionNotFoundError"),
    ),
    Cause(
        "the model hub refuses this machine's token, which may have expired: run `hf auth login` with a new one, or "
        "`hf auth logout`, and see that HF_TOKEN holds no old one",
        is_absent=False,
        classes=("LocalTokenNotFoundError",),
        statuses=(401,),
        words=words(r"invalid (credentials|username or password|user token)|token .*(expired|revoked)"),
        examples=(
            "Invalid credentials in Authorization header",
            "Invalid user token.",
            'User Access Token "laptop" is expired',
        ),
    ),
    Cause(
        "the model hub does not let this machine's token read {id}: give it that right on the hub's page of tokens, or "
        "run `hf auth login` with another",
        is_absent=False,
        statuses=(403,),
        words=words(r"403 forbidden"),
        examples=("403 Forbidden: Please enable access to public gated repositories in your fine-grained token",),
    ),
    Cause(
        "the model hub is asked too often from here: wait some minutes",
        is_absent=True,
        statuses=(429,),
        words=words(r"too many requests"),
        examples=("429 Too Many Requests: you have reached your 'api' rate limit.",),
    ),
    Cause(
        "a proxy stands between this machine and the model hub and refuses it ({reason})",
        is_absent=True,
        classes=("ProxyError",),
        statuses=(407,),
        words=words(r"proxy authentication required|tunnel connection failed"),
        examples=("407 Proxy Authentication Required",),
    ),
    Cause(
        "the network's certificate is not trusted, as behind a company's or a virus scanner's proxy (SSL_CERT_FILE "
        "names its certificate)",
        is_absent=True,
        words=words(r"certificate.?verify.?failed|ssl: |self.signed certificate|unable to get local issuer"),
        examples=("[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate in chain",),
    ),
    Cause(
        "the model hub has trouble of its own ({reason})",
        is_absent=True,
        statuses=(500, 502, 503, 504),
        words=words(r"50[0234] (server error|internal|bad gateway|service|gateway)"),
        examples=("503 Server Error: Service Temporarily Unavailable for url: https://huggingface.co/x",),
    ),
    Cause(
        f"the download of {{id}} broke off: {AGAIN}",
        is_absent=False,
        classes=("RemoteProtocolError", "ReadError", "IncompleteRead", "ChunkedEncodingError", "XetDownloadError"),
        numbers=(errno.ECONNRESET, errno.EPIPE),
        words=words(r"consistency check failed|peer closed connection|incomplete ?(read|message)|connection reset"),
        examples=(
            "Consistency check failed: file should be of size 5135149760 but has size 1048576 (model.safetensors)",
            "peer closed connection without sending complete message body (received 12 bytes, expected 99)",
            "('Connection broken: IncompleteRead(4096 bytes read)')",
            "[Errno 104] Connection reset by peer",
        ),
    ),
    Cause(
        "the model hub does not answer within {seconds} seconds; on a slow network set HF_HUB_ETAG_TIMEOUT=60 and "
        "HF_HUB_DOWNLOAD_TIMEOUT=60",
        is_absent=True,
        classes=("ConnectTimeout", "ReadTimeout", "WriteTimeout", "PoolTimeout", "TimeoutException", "TimeoutError"),
        numbers=(errno.ETIMEDOUT,),
        words=words(r"timed out|timeout"),
        examples=("The read operation timed out", "_ssl.c:989: The handshake operation timed out"),
    ),
    Cause(
        "another program is fetching it, or broke off while it did ({reason})",
        is_absent=True,
        classes=("Timeout",),  # of filelock
    ),
)
OTHER = Cause("the model hub cannot be reached ({reason})", is_absent=True)


def find_cause(error: BaseException) -> Cause:
    """Give the row that fits an error, or one that it was raised from."""
    chain = list(list_chain(error))
    return next((cause for cause in CAUSES for one in chain if fits(cause, one)), OTHER)


def list_chain(error: BaseException | None) -> Iterator[BaseException]:
    """List an error and those that it was raised from."""
    seen: list[BaseException] = []
    while error is not None and error not in seen:
        seen.append(error)
        yield error
        error = error.__cause__ or error.__context__


def fits(cause: Cause, error: BaseException) -> bool:
    """Tell whether an error is of a row's kind."""
    names = {one.__name__ for one in type(error).__mro__}
    status = getattr(getattr(error, "response", None), "status_code", None)
    return (
        not names.isdisjoint(cause.classes)
        or status in cause.statuses
        or (isinstance(error, OSError) and error.errno in cause.numbers)
        or (cause.words is not None and cause.words.search(str(error)) is not None)
    )


def say_reason(error: BaseException) -> str:
    """Give an error's reason without its line ends, paths and addresses."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return (
        re.split(r" for url|: https?://|\. ?\(Request ID", lines[0])[0].rstrip(" .:") if lines else type(error).__name__
    )
