"""Pictures drawn again from the recipes that they carry; any may be a stranger's: checked, asked about, then drawn."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from errors import NovelError, UsageError, count, say_list, say_os_error, say_refusal
from image_generator import open_engine
from records import always
from sdxl.guides import guide_of
from sdxl.models import bare_name, resolve_model
from workspace.claims import claim_free_name, hold_workspace
from workspace.drawing import Opened, engine_options
from workspace.files import free_name
from workspace.held_portraits import find_named
from workspace.log import log
from workspace.named_files import NamedFiles, choose_lora, choose_model, choose_net, know_files, list_unnamed, nets_of
from workspace.picture_records import record_from_json
from workspace.pictures import REPRODUCED, read_chunk, save_picture
from workspace.portraits import PORTRAITS, find_portraits
from workspace.preparation import check_writable, remove_picture_leftovers
from workspace.prompt_files import read_prompt_files
from workspace.recipe_checks import find_recipe_fault, show
from workspace.settings import Finders, check_given

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from errors import Limits
    from records import Drawn, Engine, RenderJob
    from workspace.named_files import Unnamed
    from workspace.picture_records import PictureRecord
    from workspace.run_settings import RunSettings
    from workspace.stop import StopSwitch


@dataclass(frozen=True, slots=True)
class Reproduction:
    """A picture's recipe, and where its reproduction is written if the name is still free by then."""

    source: Path
    record: PictureRecord
    path: Path


def reproduce(settings: RunSettings, stop: StopSwitch) -> int:
    """Draw pictures again from the recipes they carry; gives the exit status.

    Where a recipe names a model, VAE or adapter that the author's settings do not, nothing is drawn before she says
    --trust. Raises UsageError for a file that is not there.
    """
    output, defaults = settings.folders.output, settings.defaults
    check_given(settings.given, Finders(functools.partial(resolve_model, presets=defaults.presets)))
    planned = plan_reproductions(settings.reproduce, output, defaults.version, defaults.limits)
    known = know_for(planned, settings)
    lacking = {one.source: list_unnamed(one.record.job, known) for one in planned if one.record.job.engine == "sdxl"}
    portraits = know_portraits(planned, settings)
    drawable = [
        one
        for one in planned
        if is_reachable(one.source, lacking.get(one.source, ())) and has_portraits(one, portraits, output)
    ]
    asking = [one for one in drawable if lacking.get(one.source)]
    if asking and not settings.trust:
        for one in asking:
            log.error("%s", ask_trust(one.source, lacking[one.source]))
        return UsageError.status
    for one in asking:
        log.warning("%s: %s, as --trust says.", one.source.name, say_unnamed(lacking[one.source]))
    is_whole = draw_again(drawable, known, portraits, settings, stop) and len(drawable) == len(settings.reproduce)
    return 0 if is_whole else 1


def plan_reproductions(
    paths: Sequence[Path], output: Path, version: str, limits: Mapping[str, Limits]
) -> list[Reproduction]:
    """Read the recipes; one that is none, or asks for what cannot be, is named and left out."""
    planned: list[Reproduction] = []
    if missing := [path for path in paths if not path.is_file()]:
        raise UsageError(f"{missing[0]} does not exist: --reproduce takes pictures that were drawn here.")
    for path in paths:
        try:
            record = read_recipe(path, limits)
        except NovelError as error:
            log.error("%s %s.", path, error)
            continue
        planned.append(Reproduction(path, replace(record, version=version), free_name(output / REPRODUCED, path.name)))
    return planned


def read_recipe(path: Path, limits: Mapping[str, Limits]) -> PictureRecord:
    """Read a picture's recipe; raises NovelError that says what of it cannot be, to be put after its name."""
    try:
        chunk = read_chunk(path)
    except NovelError:
        chunk = ""
    if not chunk:
        raise NovelError("carries no recipe of ours: --reproduce takes pictures that were drawn here")
    try:
        record = record_from_json(chunk)
    except NovelError as error:
        raise NovelError(f"cannot be drawn again: of its recipe, {error}") from error
    if fault := find_recipe_fault(record.job, limits):
        raise NovelError(f"cannot be drawn again: of its recipe, {fault}")
    return record


def know_for(planned: Sequence[Reproduction], settings: RunSettings) -> NamedFiles:
    """Find what the author's settings name; her prompt files are read only where the rest does not do."""
    jobs = [one.record.job for one in planned if one.record.job.engine == "sdxl"]
    if not jobs:
        return NamedFiles({}, {}, {})
    known = know_files(settings)
    if not any(list_unnamed(job, known) for job in jobs):
        return known
    return know_files(settings, read_prompt_files(settings.folders.prompts, settings.defaults.limits))


# --- What is asked ----------------------------------------------------------------------------------------------------


def is_reachable(path: Path, lacking: Sequence[Unnamed]) -> bool:
    """Tell whether what a recipe needs can be had at all; else say what is missing."""
    gone = next((one for one in lacking if not one.is_on_the_hub), None)
    if gone:
        named = f"the {gone.what} {show(bare_name(gone.name))}"
        log.error("%s was drawn with %s, which was not found: %s.", path, named, gone.remedy)
    return gone is None


def know_portraits(planned: Sequence[Reproduction], settings: RunSettings) -> dict[str, Path]:
    """Find the portraits that recipes name among those beside the pictures and those of the cast sheet, by digest."""
    wanted = {digest for one in planned for digest in portraits_of(one.record.job)}
    found = find_portraits(settings.folders.output / PORTRAITS, wanted)
    return {**find_named(settings.folders, wanted - found.keys()), **found}


def has_portraits(one: Reproduction, portraits: Mapping[str, Path], output: Path) -> bool:
    """Tell whether a recipe's portraits are all there; else say where one is looked for."""
    missing = [digest for digest in portraits_of(one.record.job) if digest not in portraits]
    if missing:
        folder = output / PORTRAITS
        log.error("%s was drawn with a portrait that is not in %s: put it there, by any name.", one.source, folder)
    return not missing


def portraits_of(job: RenderJob) -> tuple[str, ...]:
    """List the digests of the portraits that a job holds to."""
    guide = guide_of(job)
    return guide.portraits if guide else ()


def say_unnamed(lacking: Sequence[Unnamed]) -> str:
    """Say what is fetched and opened."""
    return f"{list_names(lacking)} {'is' if len(lacking) == 1 else 'are'} fetched from the model hub and opened"


def ask_trust(path: Path, lacking: Sequence[Unnamed]) -> str:
    """Ask in one sentence whether what a recipe names may be fetched and opened."""
    it = "it" if len(lacking) == 1 else "them"
    return (
        f"{path} was drawn with {list_names(lacking)}, which none of your settings names: "
        f"--trust fetches {it} from the model hub and opens {it}."
    )


def list_names(lacking: Sequence[Unnamed]) -> str:
    """List what a recipe names."""
    return say_list([f"the {one.what} {show(one.name)}" for one in lacking])


# --- What is drawn ----------------------------------------------------------------------------------------------------


def draw_again(
    planned: Sequence[Reproduction],
    known: NamedFiles,
    portraits: Mapping[str, Path],
    settings: RunSettings,
    stop: StopSwitch,
) -> bool:
    """Draw recipes; tells whether every picture is there."""
    if planned:
        make_room(settings.folders.output)
    kept = [
        keep_reproduction(drawn, wanted[drawn.index])
        for engine, wanted in engines_for(planned, known, portraits, settings)
        for drawn in engine([one.record.job for one in wanted], lambda *_: stop.check(), always)
    ]
    if missing := len(planned) - len(kept):  # as where a card's driver was reset
        log.error("%s: the same command draws the rest.", f"{count(missing, 'further picture')} not tried")
    return all(kept) and not missing


def make_room(output: Path) -> None:
    """Make the folder for reproductions, and delete what runs that died have left there; raises NovelError."""
    check_writable(output / REPRODUCED, "--output")
    try:
        with hold_workspace(output):
            remove_picture_leftovers(output)
    except OSError as error:
        raise NovelError(f"{say_os_error(error, output)}, or give another folder with --output DIR.") from error


def engines_for(
    planned: Sequence[Reproduction], known: NamedFiles, portraits: Mapping[str, Path], settings: RunSettings
) -> Iterator[tuple[Engine, list[Reproduction]]]:
    """Yield each engine that the recipes name, with the recipes it draws."""
    for name in ("storyboard", "sdxl"):
        if wanted := [one for one in planned if one.record.job.engine == name]:
            jobs: list[RenderJob] = [one.record.job for one in wanted] if name == "sdxl" else []
            models = dict.fromkeys(choose_model(job, known) for job in jobs)
            loras = dict.fromkeys(choose_lora(lora, known) for job in jobs for lora in job.loras)
            nets = dict.fromkeys(choose_net(net, use, known) for job in jobs for net, use in nets_of(job))
            opened = Opened(models, loras, nets, portraits)
            yield open_engine(name, engine_options(settings, opened)), wanted


def keep_reproduction(drawn: Drawn, one: Reproduction) -> bool:
    """Save one reproduction, or say why there is none."""
    if drawn.image is None:
        log.error("%s was not drawn: %s", one.path.name, drawn.error)
        return False
    try:
        path, claim = claim_free_name(one.path.parent, one.source.name)
        try:
            save_picture(drawn.image, one.record, path)
        finally:
            claim.release()
    except (OSError, MemoryError) as error:
        log.error("%s was drawn but not saved: %s.", one.path.name, say_refusal(error, one.path))
        return False
    log.info("%s (%.1f s)", path, drawn.seconds)
    return True
