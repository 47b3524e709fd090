"""A scene's status, and why: its prompt file, its picture so far and its job in, the first status that holds out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from errors import say_list
from workspace.corrections import KEYS
from workspace.engine_reads import OPENED, changed_fields, read_edits, say_instead, say_kept
from workspace.generated import OWN_WORDS, Chosen
from workspace.prompt_files import OVERRIDES
from workspace.recipe_checks import NAMES_FILES
from workspace.recipes import is_final

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from records import RenderJob
    from workspace.picture_records import PictureRecord
    from workspace.pictures import Picture
    from workspace.prompt_files import PromptFile

Status = Literal["unreadable", "kept", "damaged", "new", "edited", "changed", "done"]
STATUSES: tuple[Status, ...] = ("unreadable", "kept", "damaged", "new", "edited", "changed", "done")

AS_IT_IS = "You keep it as it is."
CHOSEN = "It is the take that you chose; the words and settings of now count when you draw it with --force."
LOWERED = "Memory had no room for all that you asked for: {}. The picture is up to date; --force tries again."
PAINTED = "An SDXL picture is there; a storyboard panel replaces it only with --force."
EARLIER = "The picture is up to date: an earlier version was told its {}; tell it again for the next to have the same."
TOLD = frozenset((*OWN_WORDS, *OVERRIDES)) - NAMES_FILES  # edits that a picture may tell of


def judge(
    file: PromptFile | None, picture: Picture | None, job: RenderJob, fault: str, as_before: Collection[str] = ()
) -> tuple[Status, str]:
    """Give a scene's status, the first that holds, and the reason.

    `fault` is why its settings cannot be used; `as_before` are those of an older version that explain its picture.
    """
    if error := (file.error if file else "") or fault:
        return "unreadable", error
    if picture is None:
        return "new", "No picture yet."
    if is_final(file, picture):
        put_back = f"You keep {picture.path.name}, but it is broken or cut off: put a sound copy back, or --unkeep it."
        return "kept", AS_IT_IS if picture.sound else put_back
    if not picture.sound:
        return "damaged", f"{picture.path.name} is broken or cut off; it moves to replaced/ and is drawn again."
    if picture.record is None:
        return "new", f"{picture.path.name} was not made here; it moves to replaced/."
    if reason := find_up_to_date(file, picture.record, job, as_before):
        return "done", reason
    return say_changes(file, picture.record, job)


def find_up_to_date(file: PromptFile | None, record: PictureRecord, job: RenderJob, as_before: Collection[str]) -> str:
    """Say why a picture is up to date; "" where it is not."""
    drawn = record.job
    if record.asked and record.wanted.fingerprint == job.fingerprint:
        return LOWERED.format(say_list(changed_fields(job, drawn)))
    if drawn.fingerprint == job.fingerprint:
        return f"The picture is up to date{say_kept(job, file.edits if file else {})}."
    if file and file.chosen == Chosen.of(drawn, job):
        return CHOSEN
    if drawn.engine == "sdxl" and job.engine == "storyboard":
        return PAINTED
    given = say_list([key.replace("_", " ") for key in as_before])
    return EARLIER.format(given) if given else ""


def say_changes(file: PromptFile | None, record: PictureRecord, job: RenderJob) -> tuple[Status, str]:
    """Tell what the author edited from what changed otherwise; of another model, both are named.

    A picture of another model may be a stranger's: what it tells of edits and corrections is not asked.
    """
    edits, corrections = (file.edits, file.corrections) if file else ({}, {})
    pairs = ((key, getattr(record.job, key), getattr(job, key)) for key in OPENED)
    other = ", ".join(filter(None, (say_instead(*pair) for pair in pairs))) if record.job.engine == job.engine else ""
    told = {} if other else {key: value for key, value in record.edits.items() if key in TOLD}
    read = read_edits({**told, **edits}, job)
    drawn = {key: (record.edits.get(key), getattr(record.job, key, None)) for key in read}  # a chosen seed is its own
    asked = [key for key in KEYS if key in corrections or not other]
    corrected = [key for key in asked if corrections.get(key) != record.corrections.get(key)]
    edited = [key for key in sorted(read) if edits.get(key) not in drawn[key]]
    if edited or corrected:
        reason = say_edits(edited, corrected, corrections)
        return "edited", f"{reason} Changed since it was drawn: {other}." if other else reason
    return "changed", f"Changed since it was drawn: {', '.join(changed_fields(record.job, job))}."


def say_edits(edited: Sequence[str], corrected: Sequence[str], now: Collection[str]) -> str:
    """Say what the author changed in a prompt file; `now` are the keys that it corrects."""
    kept, back = [key for key in corrected if key in now], [key for key in corrected if key not in now]
    told = (("You edited its prompt file", edited), ("You corrected", kept), ("You took back what you corrected", back))
    return " ".join(f"{what}: {', '.join(keys)}." for what, keys in told if keys)
