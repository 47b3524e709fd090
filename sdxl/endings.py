"""What a picture's failure ends: that picture, all of its model, or the run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from errors import RenderError
from sdxl.failures import (
    LoadingError,
    NoNumbersError,
    explain_drawing,
    explain_loss,
    first_line,
    is_about_handles,
    is_lost,
    is_out_of_memory,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from records import RenderJob

End = Literal["", "model", "run"]

ALIKE = 3  # pictures one after the other that fail in the same words, after which the rest would too


class Endings:
    """What has become of a model's pictures so far, and what the next failure ends."""

    def __init__(self, device: str, still_computes: Callable[[], bool]) -> None:
        """Begin with nothing loaded and nothing drawn; `still_computes` asks the device whether it does."""
        self.device, self.still_computes = device, still_computes
        self.has_loaded = self.has_drawn = False
        self.last: End = ""  # what has ended with the last picture
        self.words, self.alike = "", 0  # of the failures since a picture was drawn

    def hear_drawn(self) -> None:
        """Note that a picture was drawn."""
        self.has_drawn, self.words, self.alike = True, "", 0

    def hear_failed(self, error: Exception, job: RenderJob) -> str:
        """Judge what ends with an error; gives the author's sentence."""
        self.last = self.judge(error)
        if self.last == "run" and not isinstance(error, RenderError):
            return explain_loss(error, self.device)
        return explain_drawing(error, job.width, job.height, self.device)

    def judge(self, error: Exception) -> End:
        """Tell what has ended with an error: whether the device still computes is asked, whatever the words."""
        if is_lost(error) or (self.has_drawn and is_about_handles(error)) or not self.still_computes():
            return "run"
        if isinstance(error, NoNumbersError):
            return "" if self.has_drawn else "model"
        if isinstance(error, LoadingError):
            return "" if self.has_loaded and is_out_of_memory(error) else "model"
        return "model" if self.is_again(error) else ""

    def is_again(self, error: Exception) -> bool:
        """Tell whether the libraries fail in the same words for the third time, which no scene's own settings do."""
        if not isinstance(error, RuntimeError) or is_out_of_memory(error):
            return False
        self.alike = self.alike + 1 if self.words == first_line(error) else 1
        self.words = first_line(error)
        return self.alike >= ALIKE
