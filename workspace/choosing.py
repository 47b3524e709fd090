"""--choose: a take becomes its scene's picture in steps that a later run can finish, whatever cuts them short.

First the prompt file says which take is meant, with its seed and settings, in one write; then the take's picture is put
in its place; then the prompt file says that it is there. A run that finds only the first of it does the rest.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from errors import NovelError, say_list, say_os_error
from workspace.chosen import check_choice, own_settings, say_left_out, settings_of
from workspace.claims import claim_path, try_claim
from workspace.engine_reads import SEED, unread_keys
from workspace.files import replacing, sync_folders
from workspace.generated import Chosen
from workspace.identity import say_key
from workspace.log import log, read_figures
from workspace.named_files import find_places, gather_names
from workspace.pictures import TAKES, read_pictures, read_record, set_aside
from workspace.prompt_changes import drop_chosen, write_choice, write_chosen, write_prompt_file
from workspace.same_pixels import are_same
from workspace.setting_files import remember_files
from workspace.takes import find_take

if TYPE_CHECKING:
    from pathlib import Path

    from records import Key, RenderJob
    from workspace.pictures import Picture
    from workspace.plan import PlannedScene
    from workspace.run_settings import RunSettings

PlanFor = Callable[[str], Sequence["PlannedScene"]]  # plans the scenes anew for an engine


def choose_takes(plans: Sequence[PlannedScene], settings: RunSettings, plan_for: PlanFor) -> None:
    """Make the chosen takes their scenes' pictures, which later runs keep.

    Raises NovelError where a take or its scene is not there, or a take is of another style or model.
    """
    choices, styles = settings.choices, settings.defaults.styles
    by_key = {planned.scene.key: planned for planned in plans}
    takes = [find_take(choice, plans, settings.folders.output) for choice in choices]
    others = [  # all of them before the first is moved
        check_choice(choice, by_key[choice.key], take, styles, anyway=settings.anyway)
        for choice, take in zip(choices, takes, strict=True)
    ]
    known = remember_files(read_figures(settings.folders.logs))
    try:
        for choice, take, other in zip(choices, takes, others, strict=True):
            planned = by_key[choice.key]
            own, left_out = trusted_settings(take, planned, settings, known)
            with claimed(planned):
                written = choose_take(planned, take, own)
            chosen = f"take {choice.take} now" + (f", of {other}" if other else "")
            is_in = "is" if written == "seed" else "are"
            chosen += f"; its {written} {is_in} in the prompt file" if written else ""
            chosen += say_left_out(left_out)
            chosen += "; it stays kept" if planned.status == "kept" else ""
            log.info("Scene %d:%d is %s.", *choice.key, chosen)
        settle({choice.key: job_of(take) for choice, take in zip(choices, takes, strict=True)}, plan_for)
    except OSError as error:
        raise NovelError(f"{say_os_error(error, settings.folders.output)}. The take stays where it is.") from error


def trusted_settings(
    take: Picture, planned: PlannedScene, settings: RunSettings, known: Mapping[str, tuple[str, str]]
) -> tuple[dict[str, Any], list[str]]:
    """Give what of a take's settings counts, and name what does not: the author's own settings vouch, or her log.

    `known` are the files that the log knows.
    """
    assert take.record is not None
    names = gather_names(settings, [planned.prompt_file] if planned.prompt_file else [])
    places = find_places(known, take.record.job)
    return own_settings(take.record, names.and_at(places), settings.defaults)


@contextlib.contextmanager
def claimed(planned: PlannedScene) -> Iterator[None]:
    """Claim a scene whose picture is changed; where a run is drawing it, say that this is no matter."""
    claim = try_claim(claim_path(planned.path))
    if claim is None:
        log.info(
            "Scene %s is being drawn by another run right now: that run leaves it as you choose.",
            say_key(planned.scene.key),
        )
    try:
        yield
    finally:
        if claim:
            claim.release()


def choose_take(planned: PlannedScene, take: Picture, own: Mapping[str, Any]) -> str:
    """Say in the prompt file what is chosen, with its `own` settings, then put it in place; gives what was written.

    The take stays where it is, and the old picture moves to `replaced/` where it shows something else. Raises OSError.
    """
    path, job = planned.prompt_path, job_of(take)
    if not path.exists():
        write_prompt_file(path, planned.generated)
    has_seed, news = SEED not in unread_keys(job), settings_of(planned, job, own)
    is_given = bool(news.given or (take.record and take.record.given) or planned.remembered)
    write_choice(path, Chosen.meant(job), job.seed if has_seed else None, news if is_given else None)
    sync_folders(path.parent)  # before the picture: a picture that stood alone would be drawn over
    put_in_place(take, planned.path)
    return say_list([*(["seed"] if has_seed else []), *(["settings"] if news.given else [])])


def put_in_place(take: Picture, place: Path) -> None:
    """Copy a take to its scene's place; raises OSError."""
    standing = read_record(place)
    is_same = standing is not None and are_same(take.path, place, is_same_recipe=standing.job == job_of(take))

    def make_room() -> None:
        if place.exists() and not is_same:
            set_aside(place)

    with take.path.open("rb") as source, replacing(place, make_room) as file:
        shutil.copyfileobj(source, file)


def job_of(take: Picture) -> RenderJob:
    """Give what a take was drawn from."""
    assert take.record is not None
    return take.record.job


def settle(chosen: Mapping[Key, RenderJob], plan_for: PlanFor) -> None:
    """Say in the prompt files that the takes are in place, so that no later run draws them again. Raises OSError."""
    for engine in sorted({job.engine for job in chosen.values()}):
        with contextlib.suppress(NovelError):  # a model of config.py that is missing keeps SDXL from drawing, too
            for planned in plan_for(engine):
                job = chosen.get(planned.scene.key)
                if job and job.engine == engine and is_in_place(planned, Chosen.meant(job)):
                    settle_one(planned, job)
                    sync_folders(planned.prompt_path.parent)


def is_in_place(planned: PlannedScene, meant: Chosen) -> bool:
    """Tell whether a scene's picture is the take that was chosen."""
    picture = planned.picture
    return bool(picture and picture.sound and picture.record and Chosen.meant(picture.record.job) == meant)


def settle_one(planned: PlannedScene, job: RenderJob) -> None:
    """Say in one prompt file that the take is in place, and instead of what where the scene would be drawn anew."""
    if planned.status in ("edited", "changed"):
        write_chosen(planned.prompt_path, Chosen.of(job, planned.job))
    else:
        drop_chosen(planned.prompt_path)


# --- What was cut short -----------------------------------------------------------------------------------------------


def finish_choices(plans: Sequence[PlannedScene], images: Path, plan_for: PlanFor) -> bool:
    """Finish what an earlier --choose, or the power, was cut short in; tells whether there was anything.

    Raises NovelError where the disk refuses.
    """
    waiting = [planned for planned in plans if meant_take(planned)]
    if not waiting:
        return False
    pictures = (picture for picture in read_pictures(images / TAKES) if picture.sound and picture.record)
    takes = {Chosen.meant(job_of(picture)): picture for picture in pictures}
    found: dict[Key, RenderJob] = {}
    try:
        for planned in waiting:
            if job := finish_choice(planned, takes):
                found[planned.scene.key] = job
        settle(found, plan_for)
    except OSError as error:
        raise NovelError(f"{say_os_error(error, images)}. The take stays where it is.") from error
    return True


def meant_take(planned: PlannedScene) -> Chosen | None:
    """Give which take a prompt file means that nobody has said to be in place; None for none."""
    file = planned.prompt_file
    return file.chosen if file and file.chosen and file.chosen.is_only_meant and not file.error else None


def finish_choice(planned: PlannedScene, takes: Mapping[Chosen, Picture]) -> RenderJob | None:
    """Put the take that was meant in its place, where it is not there; gives its job, None where that is past."""
    meant, key = meant_take(planned), say_key(planned.scene.key)
    assert meant
    if is_in_place(planned, meant) and planned.picture:
        return job_of(planned.picture)
    take = takes.get(meant)
    if take is None:
        log.warning("Scene %s: the take that you chose is gone; its seed and settings are in the prompt file.", key)
        drop_chosen(planned.prompt_path)
        return None
    job = job_of(take)
    if SEED not in unread_keys(job) and planned.edits.get(SEED, planned.generated.seed) != job.seed:
        drop_chosen(planned.prompt_path)  # the author has written another seed since
        return None
    with claimed(planned):
        put_in_place(take, planned.path)
    log.info("Scene %s is %s now, which you chose: that had been cut short.", key, take.path.name)
    return job
