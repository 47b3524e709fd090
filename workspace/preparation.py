"""Before the first picture: files follow their scenes, and the selected scenes' prompt files are written."""

from __future__ import annotations

import contextlib
import functools
import os
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from errors import NovelError, say_os_error
from workspace.authored import MISSING, EditedError
from workspace.claims import claim_path, drop_dead_claims, hold_workspace, is_being_written, name_claim
from workspace.files import PART, leftovers, move_beside, move_files, sweep_parts, sync_folders
from workspace.log import log
from workspace.pictures import REPLACED, REPRODUCED, TAKES, set_aside
from workspace.portraits import PORTRAITS
from workspace.prompt_changes import write_memory, write_prompt_file, write_remembered
from workspace.prompt_files import UNUSED, WORDS, is_current, read_prompt_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from errors import Limits
    from workspace.plan import PlannedScene
    from workspace.prompt_files import PromptFile
    from workspace.run_settings import Folders

# Folders with pictures, beside the scenes' own.
BELOW = (TAKES, PORTRAITS, REPRODUCED, REPLACED, UNUSED, f"{TAKES}/{REPLACED}", f"{PORTRAITS}/{REPLACED}")


@contextlib.contextmanager
def hold_folders(folders: Folders, novel_file: Path | None = None) -> Iterator[None]:
    """Check that the folders are writable, keep other runs from planning there, and delete what dead ones left.

    That is also what they left beside the cast sheet and the book's file.
    Raises NovelError where the disk refuses, or another run does not let go of the folders.
    """
    check_writable(folders.output, "--output")
    check_writable(folders.prompts, "--prompts")
    shared = dict.fromkeys(Path(os.path.realpath(folder)) for folder in (folders.output, folders.prompts))
    with contextlib.ExitStack() as held:
        for folder in sorted(shared):  # in one order, so that no two runs wait for each other
            try:
                held.enter_context(hold_workspace(folder))
            except OSError as error:
                raise NovelError(f"{say_os_error(error, folder, 'cannot write there')}.") from error
        try:
            remove_leftovers(folders)
            for path in filter(None, (folders.cast, novel_file)):
                sweep_parts(path)
        except OSError as error:
            raise NovelError(f"{say_os_error(error, folders.output)}, or give other folders.") from error
        yield


def prepare_folders(
    plans: Sequence[PlannedScene], limits: Mapping[str, Limits], *, remembers: bool = True
) -> list[PlannedScene]:
    """Prepare the folders: rename files, then write the selected scenes' prompt files.

    `remembers` is whether they keep what the command line gives. Takes that nobody has chosen change no prompt file.
    Gives the plans; a scene whose prompt file the author saved meanwhile is left to the next run. Raises NovelError
    where the disk refuses, before any picture is begun.
    """
    try:
        move_files(picture_moves(plans), set_aside)
        move_files(prompt_moves(plans), functools.partial(set_prompt_aside, limits=limits))
        return write_prompts(plans, limits, remembers=remembers)
    except OSError as error:
        raise NovelError(f"{say_os_error(error)}, or give other folders.") from error


def check_writable(folder: Path, option: str) -> None:
    """Make the folder and check that files can be written there; raises NovelError that names the option."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"x")  # a full disk has room for an empty file
            file.flush()
    except OSError as error:
        error.filename = str(folder)  # not the passing file
        said = say_os_error(error, deed="cannot write there")
        raise NovelError(f"{said}, or give another with {option} DIR.") from error


def remove_leftovers(folders: Folders) -> None:
    """Delete the claims and unfinished files of runs that died; what a living one is writing stays."""
    remove_picture_leftovers(folders.output)
    drop_dead_claims(folders.prompts)
    delete([*leftovers(folders.prompts), *leftovers(folders.prompts / UNUSED), *leftovers(folders.logs)])


def remove_picture_leftovers(images: Path) -> None:
    """Do the same among the pictures."""
    for folder in (images, *(images / name for name in BELOW)):
        drop_dead_claims(folder)
        delete([part for part in leftovers(folder) if not is_guarded(part) and not is_being_written(part, images)])


def delete(parts: Sequence[Path]) -> None:
    """Delete unfinished files; what will not go, such as a folder of that name, stays and is nobody's trouble."""
    for part in parts:
        with contextlib.suppress(OSError):
            part.unlink()


def is_guarded(part: Path) -> bool:
    """Tell whether a run has claimed the scene or the name of a picture that is unfinished."""
    picture = part.with_name(part.name[1:].removesuffix(PART))
    return claim_path(picture).exists() or name_claim(picture).exists()


def picture_moves(plans: Sequence[PlannedScene]) -> Mapping[Path, Path]:
    """List the pictures whose scene has another number or other words now."""
    found = ((p.picture, p.path) for p in plans if p.picture and (p.picture.record or p.status == "kept"))
    return {picture.path: path for picture, path in found if picture.path != path}


def prompt_moves(plans: Sequence[PlannedScene]) -> Mapping[Path, Path]:
    """List the prompt files whose scene has another number now."""
    found = ((p.prompt_file.path, p.prompt_path) for p in plans if p.prompt_file)
    return {source: target for source, target in found if source != target}


def set_prompt_aside(path: Path, limits: Mapping[str, Limits]) -> None:
    """Move a prompt file whose scene is gone aside; where all of it is the program's own, it is deleted there."""
    place = move_beside(path, UNUSED)  # first, for what is looked at there nobody is saving any more
    if read_prompt_file(place, limits).is_hers:
        log.warning("%s belonged to a scene that is gone; its words are kept in %s.", path.name, place.parent)
    else:
        place.unlink()
        with contextlib.suppress(OSError):  # where others lie there, the folder stays
            place.parent.rmdir()


def write_prompts(
    plans: Sequence[PlannedScene], limits: Mapping[str, Limits], *, remembers: bool = True
) -> list[PlannedScene]:
    """Write the selected scenes' prompt files; of the author's own words nothing changes, unreadable ones stay.

    Where the author corrected the scene alone, the prompt is kept current and her table left as it is. Gives the
    plans, of which those wait whose file is not what was planned on any more.
    """
    written = []
    for planned in plans:
        file = planned.prompt_file
        if not planned.is_selected or (file and (file.error or not remembers)):
            written.append(planned)
            continue
        try:
            write_prompt(planned, limits, remembers=remembers)
        except EditedError as error:
            written.append(replace(planned, status="unreadable", reason=str(error)))
        except PermissionError as error:  # an editor on Windows holds it open, or it is locked
            reason = f"{say_os_error(error, planned.prompt_path)}."
            written.append(replace(planned, status="unreadable", reason=reason))
        else:
            written.append(planned)
    sync_folders(*{planned.prompt_path.parent for planned in plans})
    return written


def write_prompt(planned: PlannedScene, limits: Mapping[str, Limits], *, remembers: bool) -> None:
    """Write one scene's prompt file where it says anything new; raises EditedError where it has changed."""
    file, path = planned.prompt_file, planned.prompt_path
    if file is None and os.path.lexists(path):
        set_prompt_aside(path, limits)
    news = planned.remembered if remembers and planned.remembered != (file.remembered if file else None) else None
    if file and not WORDS.isdisjoint(file.edits):
        known = note_shot(planned, file)
        if news:
            write_remembered(path, news, known)
    elif news or not is_current(file, planned.generated):
        edits, known = (file.edits, file.digest) if file else ({}, MISSING)
        write_prompt_file(path, planned.generated, news, edits, known)


def note_shot(planned: PlannedScene, file: PromptFile) -> str | None:
    """Note in a file with the author's words which shot the scene has; a kept one also follows the scene's text.

    Gives the digest that the file has afterwards, None where it was written.
    """
    if file.generated is None:
        return file.digest
    new = planned.generated if file.keep else replace(planned.generated, identity=file.generated.identity)
    keys = ("shot", "shot_for", "text_sha256", "sketch")
    before, after = ({key: one.to_toml()[key] for key in keys} for one in (file.generated, new))
    if before == after:
        return file.digest
    write_memory(planned.prompt_path, after, file.digest)
    return None
