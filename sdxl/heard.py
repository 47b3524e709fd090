"""What the libraries log in, the little of it that tells of a wrong picture out, to the author.

The libraries warn of much that is nothing to an author, so they are kept off the console. What they say of weights that
they made up or left out, or of settings that they ignored, is passed on, once.
"""

from __future__ import annotations

import logging
from typing import NamedTuple

log = logging.getLogger("novel_scenes.engine")

LIBRARIES = ("diffusers", "transformers")
SHORT = 200  # characters of a library's words that are quoted


class Heard(NamedTuple):
    """Words of a library's warning that matter, and what they mean; `among` must be said as well, any of it."""

    words: str
    means: str
    among: tuple[str, ...] = ("",)


SETTINGS = ("prediction_type", "rescale_betas_zero_snr", "timestep_spacing", "beta_")
DRAWING = ("decoder.", "post_quant_conv", "UNet", "CLIP")  # of a VAE only the half that decodes is used
MADE_UP = "the model's files lack weights, which were made up: pictures may be wrong"
LEFT_OUT = "the model's files hold weights that were left out: pictures may be wrong"
HEARD: tuple[Heard, ...] = (
    Heard("are newly initialized", MADE_UP, DRAWING),
    Heard("MISSING", MADE_UP, ("LOAD REPORT",)),
    Heard("MISMATCH", MADE_UP, ("LOAD REPORT",)),
    Heard("UNEXPECTED", LEFT_OUT, ("LOAD REPORT",)),
    Heard("were not used when initializing", LEFT_OUT),
    Heard("are not expected and will be ignored", "a setting of the model's noise was ignored", SETTINGS),
    Heard("only the non-EMA weights are extracted", "the file holds averaged weights too, which are not used"),
)


class PassOn(logging.Handler):
    """Hears a library's warnings and passes on those that tell of a wrong picture."""

    def __init__(self) -> None:
        """Start with nothing said."""
        super().__init__()
        self.said: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        """Pass a warning on where it matters; the log keeps the rest."""
        text = record.getMessage()
        meaning = find_meaning(text)
        if not meaning:
            log.debug("%s: %s", record.name, text)
        elif text not in self.said:
            self.said.add(text)
            log.warning("%s (%s).", meaning, shorten(text))


def find_meaning(text: str) -> str:
    """Say what a library's warning means for the pictures; "" where it means nothing."""
    for heard in HEARD:
        if heard.words in text and any(word in text for word in heard.among):
            return heard.means
    return ""


def shorten(text: str) -> str:
    """Put a library's words on one line that is not too long."""
    line = " ".join(text.split())
    return line if len(line) <= SHORT else f"{line[:SHORT]}…"


def listen() -> None:
    """Take the libraries' loggers off the console and hear what they say."""
    for name in LIBRARIES:
        logger = logging.getLogger(name)
        if not any(isinstance(handler, PassOn) for handler in logger.handlers):
            logger.handlers = [PassOn()]
            logger.propagate = False
        logger.setLevel(logging.WARNING)
