"""--correct: what the author says of scenes is checked, all of it, and then written into their prompt files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from errors import NovelError, UsageError, count, say_os_error
from prompt_generator import OWN_END
from prompts.own_words import own_slots
from prompts.slots import DROP_ORDER
from untrusted import DocumentError, parse_toml
from workspace.command_lines import common_options, draw_command, script_path
from workspace.corrected import correct_reading
from workspace.corrected_people import Here
from workspace.correction_files import as_written, write_corrections
from workspace.correction_values import CorrectionError
from workspace.corrections import AGAINST_NOBODY, read_corrections, say_correction
from workspace.identity import say_key
from workspace.log import log
from workspace.plan import make_request, plan_scenes
from workspace.preparation import hold_folders, prepare_folders, write_prompts
from workspace.selection import find_scenes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reading.book_looks import BookRead
    from records import Key, Novel, SceneReading
    from workspace.cached_run import RunCache
    from workspace.correction_arguments import Changes
    from workspace.corrections import Corrections
    from workspace.plan import PlannedScene
    from workspace.prompt_files import PromptFile
    from workspace.run_settings import RunSettings


def correct(novel: Novel, book: BookRead, settings: RunSettings, cache: RunCache) -> int:
    """Write the corrections of the command line into the prompt files; gives the exit status.

    Raises UsageError, with nothing written, where one names no scene, no person or no value that there is.
    """
    folders, limits = settings.folders, settings.defaults.limits
    every = [scene.key for scene in novel.scenes]
    for chapter, scene in settings.corrections:
        find_scenes(chapter, range(scene, scene + 1), every)
    request = make_request(settings, "storyboard", frozenset(settings.corrections), cache=cache.plan)

    def plan() -> dict[Key, PlannedScene]:
        workspace = cache.read_workspace(folders, limits)
        plans = plan_scenes(novel.scenes, book.readings, workspace, request, book.looks)
        return {planned.scene.key: planned for planned in plans}

    standing = plan()
    checked = {}
    for key, changes in settings.corrections.items():
        number = every.index(key)
        try:
            checked[key] = check(changes, standing[key].prompt_file, book.readings[number], Here(book.looks, number))
        except CorrectionError as error:
            raise UsageError("Scene {}:{}: {} Nothing is written.".format(*key, error)) from error
    with hold_folders(folders, settings.home.file.path):
        prepare_folders([*plan().values()], limits)
        try:
            for key, (changes, _) in checked.items():
                write_corrections(standing[key].prompt_path, changes)
            corrected = plan()
            corrected = {planned.scene.key: planned for planned in write_prompts([*corrected.values()], limits)}
        except OSError as error:
            raise NovelError(
                f"{say_os_error(error, folders.prompts)}, or give another folder with --prompts DIR."
            ) from error
    for key, (_, said) in checked.items():
        report(corrected[key], said, settings.corrections[key], book)
    say_next([key for key in checked if not is_as_drawn(corrected[key])], settings)
    return 0


def check(changes: Changes, file: PromptFile | None, reading: SceneReading, here: Here) -> tuple[Changes, Corrections]:
    """Check what a scene's table will say; gives the changes to it, completed, and its whole new meaning."""
    table = scene_table(file)
    changes = dict.fromkeys(table) if not changes else complete(changes, table)
    merged = {key: as_written(value) for key, value in {**table, **changes}.items() if value is not None}
    said = read_corrections(merged)
    correct_reading(reading, said, here)
    return changes, said


def scene_table(file: PromptFile | None) -> dict[str, Any]:
    """Give the [scene] table as it stands; raises NovelError for a file that cannot be read."""
    if file is None:
        return {}
    try:
        table = parse_toml(file.text).get("scene", {})
    except DocumentError:
        table = None
    if not isinstance(table, dict) or (file.error and not file.text):
        raise NovelError(f"{file.error} Nothing is written.")
    return table


def complete(changes: Changes, table: Mapping[str, Any]) -> Changes:
    """Take back what the new words exclude: who was there where nobody is, and the other way round."""
    if changes.get("nobody"):
        return {**{key: None for key in AGAINST_NOBODY if key in table and key not in changes}, **changes}
    if "nobody" in table and any(changes.get(key) for key in AGAINST_NOBODY):
        return {"nobody": None, **changes}
    return changes


# --- What is said ---------------------------------------------------------------------------------------------------


def report(planned: PlannedScene, said: Corrections, changes: Changes, book: BookRead) -> None:
    """Say what a scene's table says now, and what will not come out as the author may think."""
    where = say_key(planned.scene.key)
    told = ", ".join(say_correction(key, value) for key, value in said.items())
    log.info(
        "Scene %s, by your word: %s (%s).", where, told or "nothing; it is drawn as it was read", planned.prompt_path
    )
    known = {member.name for member in book.looks.cast.members}
    for person in planned.reading.drawn:
        if person.named and person.name not in known and changes:
            log.warning(
                'Scene %s: nobody in the book is called "%s": drawn as a person of whom nothing is told, '
                "until the cast sheet (--write-cast) says more.",
                where,
                person.name,
            )
    if lost := own_words_lost(planned):
        log.warning("Scene %s: its prompt has no room for all that you said: without %s.", where, ", ".join(lost))
    if planned.warning:
        log.warning("%s", planned.warning)
    if planned.status == "unreadable":
        log.warning("Scene %s still waits: %s", where, planned.reason)


def own_words_lost(planned: PlannedScene) -> list[str]:
    """List what did not fit into a prompt of what the author herself said."""
    own = own_slots(planned.reading)
    labels = {label for slot, label in DROP_ORDER if slot in own} | {OWN_END}
    return [label for label in planned.prompt.dropped if label in labels]


def is_as_drawn(planned: PlannedScene) -> bool:
    """Tell whether a scene's picture stays as it is: it is kept, or shows just this."""
    record = planned.picture.record if planned.picture else None
    return planned.status == "kept" or (record is not None and record.answers(planned.job))


def say_next(keys: Sequence[Key], settings: RunSettings) -> None:
    """Say that nothing is drawn yet, and the command that draws the scenes whose picture shows something else."""
    if not keys:
        log.info("No picture changes by it.")
        return
    script, options = script_path(Path.cwd()), common_options(settings)
    command = draw_command(script, keys, options)
    log.info("Next: %s draws %s; with --dry-run it shows them first.", command, count(len(keys), "scene"))
