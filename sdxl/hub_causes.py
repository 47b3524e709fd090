"""What is known of why something cannot be fetched from the model hub: the words and numbers of errors, and remedies.

A table only. Rows are known by the error's class, the hub's status code, the system's error number, or its words.
"""

from __future__ import annotations

import errno
import re
from typing import NamedTuple


class Cause(NamedTuple):
    """Why something cannot be fetched."""

    says: str  # "{id}", "{cache}", "{seconds}" and "{reason}" stand in it
    is_absent: bool = (
        False  # the machine could do without the network if it had the files: how to bring them is said too
    )
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
        "the token for the model hub holds a blank, a line end or another sign that none has: run `hf auth login` "
        "anew, or write HF_TOKEN without it",
        words=words(r"illegal header value|invalid (header value|leading whitespace.* in header)|ordinal not in range"),
        examples=(
            "Illegal header value b'Bearer hf_abc\\n'",
            "Invalid leading whitespace, reserved character(s), or return character(s) in header value: 'Bearer x '",
            "'ascii' codec can't encode character '\\u201c' in position 7: ordinal not in range(128)",
        ),
    ),
    Cause(
        f"the disk of {{cache}} is full while {{id}} is fetched: make room there (a model takes 7 GB), then {AGAIN}",
        numbers=(errno.ENOSPC, errno.EDQUOT),
        words=words(r"no space left|disk quota exceeded|os error (28|122|112)\b|not enough space on the disk"),
        examples=(
            "[Errno 28] No space left on device",
            "Data processing error: File reconstruction error: IO Error: No space left on device (os error 28)",
            "There is not enough space on the disk. (os error 112)",
        ),
    ),
    Cause(
        "the disk of {cache} takes no file as large as a model's ({reason}; FAT32 ends at 4 GB): choose a folder on "
        "another disk with HF_HOME",
        numbers=(errno.EFBIG,),
        words=words(r"file too large|os error (27|223)\b|file size .*exceeds the limit"),
        examples=("[Errno 27] File too large", "IO Error: File too large (os error 27)"),
    ),
    Cause(
        "the disk of {cache} fails ({reason}): see to the disk, or choose a folder on another with HF_HOME",
        numbers=(errno.EIO, errno.ENXIO),
        words=words(r"input/output error|i/o device error|data error \(cyclic|structure needs cleaning|stale file"),
        examples=(
            "[Errno 5] Input/output error: '/x'",
            "IO Error: Input/output error (os error 5)",
            "The request could not be performed because of an I/O device error. (os error 1117)",
        ),
    ),
    Cause(
        "another program holds a file of {cache} ({reason}), as a virus scanner or a synchronised folder does: close "
        f"it, then {AGAIN}",
        numbers=(errno.EBUSY,),
        words=words(r"used by another process|user-mapped section|os error (32|33|1224)\b|winerror (32|33|1224)\b"),
        examples=(
            "[WinError 32] The process cannot access the file because it is being used by another process: 'x'",
            "The requested operation cannot be performed on a file with a user-mapped section open. (os error 1224)",
        ),
    ),
    Cause(
        "Windows does not let the model hub's library make links ({reason}): switch on its Developer Mode, or set "
        "HF_HUB_DISABLE_SYMLINKS=1",
        words=words(r"required privilege is not held|(winerror|os error) 1314\b"),
        examples=("[WinError 1314] A required privilege is not held by the client: 'a' -> 'b'",),
    ),
    Cause(
        "{cache} leads to names longer than this machine takes ({reason}): choose a short folder with HF_HOME",
        numbers=(errno.ENAMETOOLONG,),
        words=words(r"file name too long|filename or extension is too long|(winerror|os error) 206\b"),
        examples=("[Errno 36] File name too long: '/x'", "[WinError 206] The filename or extension is too long: 'x'"),
    ),
    Cause(
        "too many files are open on this machine ({reason}): close other programs, or run `ulimit -n 4096`; then "
        f"{AGAIN}",
        numbers=(errno.EMFILE, errno.ENFILE),
        words=words(r"too many open files"),
        examples=("[Errno 24] Too many open files", "IO Error: Too many open files (os error 24)"),
    ),
    Cause(
        "{cache}, where {id} is to be kept, cannot be written to ({reason}): give yourself the right to it, or choose "
        "another folder with HF_HOME",
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
        classes=("GatedRepoError",),
        words=words(r"cannot access gated repo|awaiting a review|is restricted and you are not"),
        examples=("403 Client Error. Cannot access gated repo for url https://huggingface.co/api/models/x/y",),
    ),
    Cause(
        "the model hub may not give out {id} for legal reasons: choose another with --model",
        statuses=(451,),
        words=words(r"unavailable for legal reasons"),
        examples=("451 Client Error: Unavailable For Legal Reasons for url: https://huggingface.co/x",),
    ),
    Cause(
        "the model hub has locked {id}: choose another with --model",
        classes=("DisabledRepoError",),
    ),
    Cause(
        '"{id}" is unknown to the model hub and no folder here: check its spelling, or run `hf auth login` if it is '
        "private",
        classes=("RepositoryNotFoundError",),
    ),
    Cause(
        '"{id}" is no id as the model hub gives them: --model takes owner/name',
        classes=("HFValidationError", "HfUriError"),
    ),
    Cause(
        "{id} has no such file, or no longer: see its page of the model hub",
        classes=("RemoteEntryNotFoundError", "RevisionNotFoundError"),
    ),
    Cause(
        "what answers as the model hub knows nothing of {id} ({reason}): see that HF_ENDPOINT is unset, or names a "
        "mirror that has it",
        statuses=(404, 405, 410),
        words=words(r"40[45] client error|410 client error"),
        examples=("404 Client Error: Not Found for url: https://hf-mirror.com/x",),
    ),
    Cause(
        "the model hub refuses this machine's token, which may have expired: run `hf auth login` with a new one, or "
        "`hf auth logout`, and see that HF_TOKEN holds no old one",
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
        "a SOCKS proxy is set, for which a package is missing: run `pip install socksio pysocks`, or unset ALL_PROXY",
        words=words(r"socksio|dependencies for socks|pysocks"),
        examples=(
            "Using SOCKS proxy, but the 'socksio' package is not installed. Make sure to install httpx[socks]",
            "Missing dependencies for SOCKS support.",
        ),
    ),
    Cause(
        "the proxy of HTTPS_PROXY, HTTP_PROXY or ALL_PROXY is written in a way that is not understood ({reason}): "
        "write it as http://HOST:PORT, or unset it",
        classes=("InvalidProxyURL", "ProxySchemeUnknown", "ProxySchemeUnsupported"),
        words=words(r"(unknown|unsupported) scheme for proxy|(parse|malformed) proxy|proxy url|proxy uri"),
        examples=(
            "Unknown scheme for proxy URL URL('localhost:1080')",
            "Failed to parse proxy URI: localhost:8080",
            "Please check proxy URL. It is malformed and could be missing the host.",
        ),
    ),
    Cause(
        "HF_ENDPOINT is no address of a hub ({reason}): write it as https://HOST, or unset it",
        classes=("UnsupportedProtocol", "MissingSchema", "InvalidSchema", "InvalidURL"),
        words=words(r"missing an 'http|no scheme supplied|unsupported protocol|no connection adapters|invalid url"),
        examples=(
            "Request URL is missing an 'http://' or 'https://' protocol.",
            "Invalid URL 'hf-mirror.com/api/models/x': No scheme supplied.",
        ),
    ),
    Cause(
        "HF_HUB_ENABLE_HF_TRANSFER is set, and the package that it needs is missing: unset it, or run "
        "`pip install hf_transfer`",
        words=words(r"'hf_transfer' package is not|no module named 'hf_transfer'"),
        examples=("Fast download using 'hf_transfer' is enabled but 'hf_transfer' package is not available",),
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
        "the model hub's certificate is out of its time, as it is where this machine's clock is wrong: set the clock",
        is_absent=True,
        words=words(r"certificate.*(not yet valid|has expired|is expired|notvalidyet)|cert(ificate)?: ?expired"),
        examples=(
            "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate is not yet valid (_ssl.c:1006)",
            "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired (_ssl.c:1006)",
            "invalid peer certificate: Expired",
        ),
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
    Cause(
        "something else than the model hub answers, as a network does that wants a log-in on a page of its own first, "
        "or a wrong HF_ENDPOINT",
        is_absent=True,
        classes=("JSONDecodeError", "TooManyRedirects"),
        words=words(r"expecting value: line 1|exceeded maximum allowed redirects"),
        examples=("Expecting value: line 1 column 1 (char 0)", "Exceeded maximum allowed redirects."),
    ),
    Cause(  # these two last: libraries try files and folders, and go on after such errors
        "{cache} is a file, or lies behind one, where a folder has to be ({reason}): move it away, or choose another "
        "folder with HF_HOME",
        numbers=(errno.ENOTDIR, errno.EEXIST),
        words=words(r"\bnot a directory|winerror (183|267)\b"),
        examples=("[Errno 20] Not a directory: '/x/hub'",),
    ),
    Cause(
        "a file that fetching needs is not there ({reason}): see that SSL_CERT_FILE names one that is, and on Windows "
        "choose a short folder with HF_HOME",
        numbers=(errno.ENOENT,),
    ),
)
OTHER = Cause("the model hub cannot be reached ({reason})", is_absent=True)
