"""What became of a scene since a run planned it: drawn by another run, or chosen, kept or edited by its author."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from workspace.pictures import is_picture_of, read_record
from workspace.prompt_files import read_prompt_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from errors import Limits
    from workspace.plan import PlannedScene

News = Literal["", "drawn", "changed"]  # as it was planned, drawn by another run, changed by the author
Stamp = tuple[int, int, int]  # a file's node, time and size


class Overtaken(Exception):  # noqa: N818  it is no error
    """The picture's place was taken while it was drawn, by its author or by another run."""


def stamp_of(path: Path) -> Stamp | None:
    """Give what changes with a file; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def find_news(planned: PlannedScene, before: Stamp | None, limits: Mapping[str, Limits], *, is_take: bool) -> News:
    """Tell what became of a scene; `before` is the stamp of its picture when the run began."""
    if is_drawn(planned, before):
        return "drawn"
    return "changed" if not is_take and has_changed(planned, limits) else ""  # takes change nothing of the author's


def is_drawn(planned: PlannedScene, before: Stamp | None) -> bool:
    """Tell whether another run has drawn what this one planned.

    A picture that is drawn although it is up to date must be another file than it was, to be drawn already.
    """
    return is_picture_of(planned.path, planned.job) and not (planned.is_forced and stamp_of(planned.path) == before)


def has_changed(planned: PlannedScene, limits: Mapping[str, Limits]) -> bool:
    """Tell whether a prompt file says something else than when the scene was planned, apart from the rules' words."""
    file, was = read_prompt_file(planned.prompt_path, limits), planned.prompt_file
    if file.error and planned.prompt_path.exists():
        return True
    said = (file.edits, dict(file.corrections), file.keep, file.chosen)
    planned_for = (planned.edits, dict(was.corrections), was.keep, was.chosen) if was else ({}, {}, False, None)
    remembered = planned.remembered or (was.remembered if was else None)
    return said != planned_for or (file.generated is not None and file.remembered != remembered)


def check_place(planned: PlannedScene, before: Stamp | None, limits: Mapping[str, Limits], *, is_take: bool) -> None:
    """Raise Overtaken where a picture must not be put in its place any more; `before` is what stood there.

    Words that the author edits while the picture is drawn do not count: the next run draws those. What she kept
    before there was a picture is drawn once.
    """
    if stamp_of(planned.path) != before:
        raise Overtaken
    was_kept = planned.prompt_file is not None and planned.prompt_file.keep
    if not is_take and not was_kept and read_prompt_file(planned.prompt_path, limits).keep:
        raise Overtaken


def is_settled(planned: PlannedScene, limits: Mapping[str, Limits]) -> bool:
    """Tell whether a scene that its author changed has the picture that she wants, so that nothing is left to draw."""
    was = planned.picture.record.job.fingerprint if planned.picture and planned.picture.record else ""
    record = read_record(planned.path)
    is_new = record is not None and record.job.fingerprint != was
    return is_new or read_prompt_file(planned.prompt_path, limits).keep
