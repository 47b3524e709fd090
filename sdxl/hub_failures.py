"""An error while fetching in, what it means for the author out, without importing the hub's library.

Libraries wrap errors in each other: the first row of `CAUSES` that fits any of them counts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sdxl.failures import list_causes
from sdxl.hub_causes import CAUSES, OTHER

if TYPE_CHECKING:
    from sdxl.hub_causes import Cause

NO_SYSTEM = ("gaierror", "herror", "SSLError")  # errors of the system's class, but with numbers of their own


def find_cause(error: BaseException) -> Cause:
    """Give the row that fits an error, or one that it was raised from."""
    chain = list(list_causes(error, with_hidden=True))
    return next((cause for cause in CAUSES for one in chain if fits(cause, one)), OTHER)


def fits(cause: Cause, error: BaseException) -> bool:
    """Tell whether an error is of a row's kind."""
    names = {one.__name__ for one in type(error).__mro__}
    status = getattr(getattr(error, "response", None), "status_code", None)
    return (
        not names.isdisjoint(cause.classes)
        or status in cause.statuses
        or (isinstance(error, OSError) and names.isdisjoint(NO_SYSTEM) and error.errno in cause.numbers)
        or (cause.words is not None and cause.words.search(str(error)) is not None)
    )


def say_reason(error: BaseException) -> str:
    """Give an error's reason without its line ends, paths, addresses and secrets."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return hide(re.split(ENDS, lines[0])[0].rstrip(" .:")) if lines else type(error).__name__


ENDS = r" for url|: https?://|\. ?\(Request ID"  # what is of no use to the author begins so
SECRETS = (  # a token of the hub's; any other behind its header's word; name and password of a proxy
    (re.compile(r"\b(hf|api_org)_[A-Za-z0-9]{10,}"), r"\1_…"),
    (re.compile(r"(?i)\b(bearer|basic) +[^\s'\"]+"), r"\1 …"),
    (re.compile(r"//[^/@\s]+@"), "//…@"),
)


def hide(text: str) -> str:
    """Leave the secrets out of a text."""
    for pattern, instead in SECRETS:
        text = pattern.sub(instead, text)
    return text


def tells_secret(error: BaseException) -> bool:
    """Tell whether an error, or one that it was raised from, has a secret in its words."""
    return any(hide(str(one)) != str(one) for one in list_causes(error, with_hidden=True))
