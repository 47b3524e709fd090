"""Planned scenes in, the proof sheet on disk out: finds what earlier runs left, and writes the page if it changed."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from errors import NovelError, say_os_error
from publish.details import find_details
from publish.gallery import make_gallery
from publish.gallery_parts import cut_parts
from publish.gallery_pictures import Desktop, Kept, ProofSheet, picture_of
from publish.gallery_scripts import FOLDER, restore_scripts, sweep_scripts, write_scripts
from publish.gallery_thumbnails import make_thumbnails, sweep_thumbnails
from untrusted import list_folder
from workspace.claims import guarding, process_mark
from workspace.command_lines import common_options, script_path
from workspace.files import replacing
from workspace.identity import SceneIdentity, rank_pairs
from workspace.judged_takes import RankedTake, report_orders
from workspace.log import kind_of, log, read_figures
from workspace.model_sheet import find_looks
from workspace.pictures import REPLACED, TAKES, Picture, read_record, set_aside
from workspace.same_pixels import are_same
from workspace.status import judge

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from records import Key, Novel
    from workspace.judged_takes import TakeJudge
    from workspace.plan import PlannedScene
    from workspace.run_settings import RunSettings

PAGE = "index.html"
OWN_PAGE = b"content=\"script-src 'sha256-"  # in every proof sheet, of any version


def show_gallery(
    plans: Sequence[PlannedScene], novel: Novel, settings: RunSettings, judge: TakeJudge | None = None
) -> Path | None:
    """Write the proof sheet of the whole novel, whatever is selected; None where it could not be written."""
    details = find_details(novel, {})
    desktop = Desktop(settings.folders.output, script_path(Path.cwd()), common_options(settings), details.language)
    chapters = {chapter.number: chapter.title for chapter in novel.chapters}
    looks = find_looks(settings.folders, settings.home.file.words)
    sheet = ProofSheet(details.title, chapters, desktop, looks=looks)
    path = write_gallery(plans, sheet, settings.folders.logs, judge)
    if judge and settings.takes and not settings.only_plans:
        report_orders(plans, judge)
    if path:
        log.info("The proof sheet is %s.", path)
    return path


def write_gallery(
    plans: Sequence[PlannedScene], sheet: ProofSheet, logs: Path, judge: TakeJudge | None = None
) -> Path | None:
    """Write the proof sheet where it is missing or stale; None, and a warning, where the disk refuses.

    `judge` puts the takes in order; without one they are in that of their numbers.
    """
    images = sheet.desktop.images
    path = images / PAGE
    try:
        images.mkdir(parents=True, exist_ok=True)
        with guarding(images):  # two runs may end at once
            kept = find_kept(plans, images, logs, judge)
            small = make_thumbnails([take for look in sheet.looks for take in look.takes], images)
            write_page(path, replace(sheet, kept=kept, small=small), plans)
            shown = [*small.values(), *(one.thumbnail for one in kept.values() if one.thumbnail)]
            sweep_thumbnails(images, {thumbnail.path for thumbnail in shown})
    except OSError as error:
        log.warning("The proof sheet was not written: %s.", say_os_error(error, path))
        return None
    return path


def keep_other(path: Path) -> None:
    """Set a page aside that is no proof sheet, but the author's own of that name."""
    if path.is_file() and OWN_PAGE not in path.read_bytes():
        place = set_aside(path)
        log.warning("%s was not written here: it is kept as %s.", path, place)


def write_page(path: Path, sheet: ProofSheet, plans: Sequence[PlannedScene]) -> None:
    """Write the page where it changed: first the scripts of all parts but the first, then what names them."""
    _, *away = cut_parts(plans, sheet.kept) or [()]
    scripts = write_scripts(sheet, away)
    addresses = {one.scene.key: f"{FOLDER}/{script.name}" for script, part in scripts.items() for one in part}
    page = make_gallery(sheet, plans, addresses).encode("utf-8", "replace")
    if not path.is_file() or path.read_bytes() != page:
        keep_other(path)
        with replacing(path, mark=process_mark()) as file:
            file.write(page)
    restore_scripts(sheet, {script: part for script, part in scripts.items() if not script.is_file()})
    sweep_scripts(path)


def as_drawn(planned: PlannedScene) -> PlannedScene:
    """Update a planned scene after a run: the picture that is there now, and the status that follows from it."""
    picture = standing_picture(planned)
    if not planned.is_to_draw and not planned.is_forced:  # it was judged when the run was planned
        return replace(planned, picture=picture)
    status, reason = judge(planned.prompt_file, picture, planned.job, planned.settings.error)
    return replace(planned, picture=picture, status=status, reason=reason)


def standing_picture(planned: PlannedScene) -> Picture | None:
    """Give a scene's picture after a run: the new one, else the old one under its new name."""
    record = read_record(planned.path) if planned.is_to_draw else None
    if record and record.answers(planned.job):
        return Picture(planned.path, record, sound=True)
    old = planned.picture
    return replace(old, path=planned.path) if old and old.record else old


# --- What else earlier runs left --------------------------------------------------------------------------------------


def find_kept(
    plans: Sequence[PlannedScene], images: Path, logs: Path, judge: TakeJudge | None = None
) -> dict[Key, Kept]:
    """Find each scene's version before, its takes, the seconds its picture took, and its thumbnail."""
    scenes = {planned.scene.key: planned.record.identity for planned in plans}
    before = match_all(scenes, read_folder(images / REPLACED))
    takes = match_all(scenes, read_folder(images / TAKES))
    seconds = find_seconds(plans, read_figures(logs))
    pictures = {planned.scene.key: picture for planned in plans if (picture := picture_of(planned))}
    thumbnails = make_thumbnails(pictures.values(), images)
    ranked = {planned.scene.key: rank_takes(planned, takes.get(planned.scene.key, ()), judge) for planned in plans}
    return {
        key: Kept(
            find_before(before.get(key, ()), pictures.get(key)),
            tuple(one.take for one in ranked[key]),
            seconds.get(key),
            thumbnails.get(pictures[key].path) if key in pictures else None,
            tuple(one.why for one in ranked[key]),
        )
        for key in scenes
    }


def rank_takes(planned: PlannedScene, takes: Iterable[Picture], judge: TakeJudge | None) -> list[RankedTake]:
    """Put a scene's takes in the order of their numbers, then the best first."""
    numbered = sorted(takes, key=lambda take: natural(take.path.name))
    return judge.rank(planned, numbered) if judge else [RankedTake(take) for take in numbered]


def read_folder(folder: Path) -> list[Picture]:
    """List the pictures of a folder that carry a recipe."""
    try:
        paths = list_folder(folder, ".png")
    except NovelError as error:
        log.warning("%s", error)
        return []
    found = ((path, read_record(path)) for path in paths)
    return [Picture(path, record, sound=True) for path, record in found if record]


def match_all(scenes: Mapping[Key, SceneIdentity], pictures: Iterable[Picture]) -> dict[Key, list[Picture]]:
    """Match each scene to all pictures made of its text, or of an older version of it."""
    by_text = {identity.sha256: key for key, identity in reversed(list(scenes.items()))}
    found: dict[Key, list[Picture]] = defaultdict(list)
    reworded: dict[str, list[Picture]] = defaultdict(list)
    identities: dict[str, SceneIdentity] = {}
    for picture in pictures:
        assert picture.record
        identity = picture.record.identity
        if identity.sha256 in by_text:
            found[by_text[identity.sha256]].append(picture)
        else:
            reworded[identity.sha256].append(picture)
            identities[identity.sha256] = identity
    for _, key, text in rank_pairs(scenes, identities):
        found[key] += reworded.pop(text, ())
    return found


def find_before(versions: Iterable[Picture], now: Picture | None) -> Picture | None:
    """Give the newest older version that shows something else than the picture does now; None where none does."""
    newest = sorted(versions, key=age, reverse=True)
    return next((version for version in newest if not (now and shows_same(version, now))), None)


def shows_same(one: Picture, other: Picture) -> bool:
    """Tell whether two pictures are equal to the last pixel."""
    jobs = [picture.record.job for picture in (one, other) if picture.record]
    return are_same(one.path, other.path, is_same_recipe=jobs[:1] == jobs[1:])


def age(picture: Picture) -> tuple[int, list[tuple[int, str]]]:
    """Give a sort key for when a version was drawn: its file time, then its numbered name."""
    return picture.path.stat().st_mtime_ns, natural(picture.path.stem)


def natural(name: str) -> list[tuple[int, str]]:
    """Give a natural sort key for a name: 2 before 10."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", name)]


def find_seconds(plans: Sequence[PlannedScene], figures: Iterable[Mapping[str, Any]]) -> dict[Key, float]:
    """Find how long each picture took: the last figure in the log with its name and kind."""
    latest = {figure_key(figure.get("picture"), figure): figure["seconds"] for figure in figures}
    found: dict[Key, float] = {}
    for planned in plans:
        picture = planned.picture
        if picture and picture.record:
            job = picture.record.job
            kind = {key: getattr(job, key) for key in ("engine", "model", "width", "height", "steps")}
            seconds = latest.get(figure_key(picture.path.name, kind))
            found |= {planned.scene.key: seconds} if seconds is not None else {}
    return found


def figure_key(name: object, values: Mapping[str, Any]) -> str:
    """Make a key of a picture's name and kind; as text, since a broken log may hold any value."""
    return repr((name, kind_of(dict(values))))
