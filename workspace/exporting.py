"""Planned scenes in, files for other programs out: maps for ControlNets, or panels in layers for a painter.

Nothing is drawn for the book. All of these files can be made again: each is written over by the next of its name.
"""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING

from errors import NovelError, count, say_os_error
from storyboard.drawing import person_key
from storyboard.engine import sentence
from storyboard.layers import OTHERS, PERSON, REMOTE, list_layers
from storyboard.stage import set_stage
from workspace.files import own_mark, replacing, sweep_parts, sync_folders
from workspace.guide_settings import ask_guide
from workspace.guiding import LEAST_HEAD
from workspace.identity import say_key
from workspace.log import log
from workspace.map_files import PARTS, write_maps
from workspace.open_raster import RasterLayer, write_raster
from workspace.preparation import check_writable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from storyboard.layers import PanelLayer
    from workspace.plan import PlannedScene
    from workspace.recipes import FindPortraits
    from workspace.run_settings import RunSettings

FOLDERS = {"maps": "maps", "ora": "layers"}  # beside the pictures, by what is exported
ENDINGS = {"maps": tuple(f"_{part}" for part in PARTS), "ora": (".ora",)}
SAID = {"maps": "maps", "ora": "layers"}


def export_scenes(plans: Sequence[PlannedScene], settings: RunSettings, find_portraits: FindPortraits) -> int:
    """Write the selected scenes' files, or say which a run would write; gives the exit status."""
    selected = [planned for planned in plans if planned.is_selected]
    kinds = dict.fromkeys(settings.export)
    if settings.dry_run:
        for kind in kinds:
            files = count(len(selected) * len(ENDINGS[kind]), "file")
            log.info(
                "%s of %s would be written to %s.", files, count(len(selected), "scene"), folder_of(kind, settings)
            )
        return 0
    return max(export_kind(kind, selected, settings, find_portraits) for kind in kinds)


def folder_of(kind: str, settings: RunSettings) -> Path:
    """Give the folder of one kind of files."""
    return settings.folders.output / FOLDERS[kind]


def export_kind(
    kind: str, selected: Sequence[PlannedScene], settings: RunSettings, find_portraits: FindPortraits
) -> int:
    """Write one kind of files; a scene that fails is told of, and the others go on. Gives the exit status."""
    folder, failed = folder_of(kind, settings), 0
    check_writable(folder, "--output")
    for planned in selected:
        if planned.is_failed:
            log.error("%s has no %s: %s", say_key(planned.scene.key), SAID[kind], planned.reason)
            failed += 1
            continue
        # A portrait that is not there ends the export, as it would a run that paints.
        least = least_head(planned, settings, find_portraits) if kind == "maps" else 0.0
        try:
            write_scene(kind, planned, folder, least)
        except OSError as error:
            raise NovelError(f"{say_os_error(error, folder)}, or give another with --output DIR.") from error
        except Exception as error:  # noqa: BLE001 (one bad panel must not end the run)
            log.error("%s has no %s: %s.", say_key(planned.scene.key), SAID[kind], sentence(error))
            log.debug("%s", traceback.format_exc())
            failed += 1
    sync_folders(folder)
    done = len(selected) - failed
    log.info("The %s of %s are in %s.", SAID[kind], count(done, "scene"), folder)
    return 1 if failed else 0


def least_head(planned: PlannedScene, settings: RunSettings, find_portraits: FindPortraits) -> float:
    """Give the least share of the height for a head where a painting is guided, whose camera comes nearer; else 0.

    Command lines, this one and earlier ones, come before `novel.toml`, as in a run; a prompt file says nothing of it.
    """
    told = {**settings.home.file.settings, **(planned.remembered.given if planned.remembered else {})}
    asked = ask_guide(told.get, settings.defaults.guides)
    has_portrait = bool(asked.likeness and find_portraits(planned.scene.key, planned.reading))
    return LEAST_HEAD / planned.job.height if asked.directs(has_portrait=has_portrait) else 0.0


def write_scene(kind: str, planned: PlannedScene, folder: Path, least: float) -> None:
    """Write the files of one scene, each whole or not at all."""
    stem = planned.prompt_path.stem
    made = make_maps(planned, least) if kind == "maps" else make_layers(planned)
    for ending, content in made:
        path = folder / f"{stem}{ending}"
        sweep_parts(path)
        with replacing(path, mark=own_mark(), is_lasting=False) as file:
            file.write(content)


def make_maps(planned: PlannedScene, least: float) -> Iterator[tuple[str, bytes]]:
    """Make the maps of a scene's panel."""
    job, names = planned.job, names_of(planned)
    size = job.width, job.height
    stage = set_stage(job.drawing, size[0] / size[1], job.seed, least_head=least)
    return ((f"_{part}", content) for part, content in write_maps(stage, size, names))


def make_layers(planned: PlannedScene) -> Iterator[tuple[str, bytes]]:
    """Make the layers of a scene's panel."""
    job, names = planned.job, names_of(planned)
    layers = list_layers(job.drawing, job.width, job.height, job.seed)
    named = [RasterLayer(name_layer(layer, names), layer.image, layer.place) for layer in layers]
    yield ".ora", write_raster(named, (job.width, job.height))


def names_of(planned: PlannedScene) -> Mapping[str, str]:
    """Give the names of the scene's people by the keys of their figures."""
    return {person_key(person.name): person.name for person in planned.reading.characters}


def name_layer(layer: PanelLayer, names: Mapping[str, str]) -> str:
    """Name a layer for its painter."""
    if layer.kind in (PERSON, REMOTE):
        name = names.get(layer.key) or "somebody"
        return f"{name}, from afar" if layer.kind == REMOTE else name
    return "people without a name" if layer.kind == OTHERS else layer.kind
