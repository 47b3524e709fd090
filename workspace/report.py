"""The plan in words: a line a scene for the author, one JSON object a scene for scripts, and what to do next."""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

from errors import INTERRUPTED, LEFT, count, one_line, printable_json, say_duration, say_list
from prompts.foreign_syntax import find_syntax, say_syntax
from records import EVIDENCE_SLOTS
from sdxl.guides import guide_of
from workspace.engine_reads import machine_options, say_unread
from workspace.guide_words import say_guide
from workspace.identity import say_key
from workspace.log import log, measured_rate, read_figures
from workspace.status import AS_IT_IS, STATUSES
from workspace.terminal import fit, has_colours, in_colour, line_width

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from image_generator import EngineChoice
    from records import Novel, Person, RenderJob, SceneReading
    from sdxl.guides import Guide
    from workspace.plan import PlannedScene
    from workspace.run_settings import RunSettings


def show_plan(plans: Sequence[PlannedScene], novel: Novel, engine: EngineChoice, settings: RunSettings) -> None:
    """Print the selected scenes to stdout, then the totals."""
    selected = [planned for planned in plans if planned.is_selected]
    titles = {chapter.number: chapter.title for chapter in novel.chapters}
    page = LineStyle(line_width(sys.stdout), is_coloured=has_colours(sys.stdout), is_whole=settings.is_verbose)
    for planned in selected:
        row = scene_json(planned, titles[planned.scene.chapter], novel.title) if settings.as_json else ""
        print(row or show_scene(planned, page))
    sys.stdout.flush()
    report_plan(selected, engine, settings)


def report_plan(selected: Sequence[PlannedScene], engine: EngineChoice, settings: RunSettings) -> None:
    """Say in one sentence what there is to draw and how long it will take; and what the engine does not read."""
    noun = "take" if settings.takes else "scene"
    log.info("%s", summarize(selected, find_rate(selected, settings.folders.logs), engine.name, noun))
    scenes = ((planned.job, {*settings.given, *planned.edits}) for planned in selected)
    if unread := say_unread(scenes, machine_options(settings.machine, settings.defaults.memory)):
        log.info("%s", unread)
    for said in say_idle_nets(selected, settings.given):
        log.info("%s", said)
    if said := say_foreign(selected):
        log.warning("%s.", said)


def say_idle_nets(selected: Sequence[PlannedScene], given: Mapping[str, Any]) -> list[str]:
    """Say which networks of the command line no scene needs, and what they are kept for."""
    guides = [planned.settings.guide for planned in selected if planned.job.engine == "sdxl"]
    waiting = {
        "guide_net": ("--guide pose or strong", any(guide.net for guide in guides)),
        "likeness_net": ("--likeness ip-adapter", any(guide.likeness_net for guide in guides)),
    }
    return [
        f"SDXL reads {option_of(key)} with {purpose} alone: it is kept for that."
        for key, (purpose, is_read) in waiting.items()
        if guides and key in given and not is_read
    ]


def option_of(key: str) -> str:
    """Name the option of a setting."""
    return f"--{key.replace('_', '-')}"


def say_foreign(selected: Sequence[PlannedScene]) -> str:
    """Say once that weights and tags of other programs mean nothing to SDXL here, and in which scenes they stand."""
    texts = [(planned, f"{planned.job.prompt}\n{planned.job.negative_prompt}") for planned in selected]
    found = [
        (planned, forms) for planned, text in texts if planned.job.engine == "sdxl" and (forms := find_syntax(text))
    ]
    if not found:
        return ""
    more = f" and {len(found) - 1} more" if found[1:] else ""
    return say_syntax(found[0][1], "Scene {}:{}".format(*found[0][0].scene.key) + more)


def find_rate(plans: Sequence[PlannedScene], logs: Path) -> float | None:
    """Give the seconds per picture, as measured on earlier runs; None where nothing is to be drawn."""
    jobs = [planned.job for planned in plans if planned.is_to_draw]
    return measured_rate(jobs, read_figures(logs)) if jobs else None


def scene_json(planned: PlannedScene, chapter_title: str, book_title: str) -> str:
    """Give one scene as one line of JSON; every key is always there."""
    scene, prompt = planned.scene, planned.prompt
    values: dict[str, Any] = {
        "chapter": scene.chapter,
        "scene": scene.number,
        "title": scene.title,
        "chapter_title": chapter_title,
        "book_title": book_title,
        "file": scene.file,
        "file_scene": scene.file_scene,
        "lines": list(scene.lines),
        "words": scene.words,
        "text": scene.text,
        "filename": planned.path.name,
        "status": planned.status,
        "reason": planned.reason,
        "moved_from": planned.moved_from,
        "corrected": list(planned.corrected),
        "reading": reading_json(planned.reading),
        "prompt": prompt.prompt,
        "negative_prompt": prompt.negative_prompt,
        "tokens": prompt.tokens,
        "negative_tokens": prompt.negative_tokens,
        "dropped": list(prompt.dropped),
        "seed": planned.seed,
        "settings": settings_json(planned),
    }
    return printable_json(json.dumps(values, ensure_ascii=False))


def reading_json(reading: SceneReading) -> dict[str, Any]:
    """Give a reading as JSON values, in the order of the contract."""
    values = {field.name: getattr(reading, field.name) for field in fields(reading) if field.name != "corrected"}
    values["characters"] = [person_json(person) for person in reading.characters]
    values["evidence"] = {
        slot: [asdict(evidence) for evidence in reading.evidence.get(slot, ())] for slot in EVIDENCE_SLOTS
    }
    values["weighed"] = {slot: list(map(asdict, weighed)) for slot, weighed in reading.weighed.items()}
    return values


def person_json(person: Person) -> dict[str, Any]:
    """Give a person as JSON values; what they do and hold only where the author said it."""
    order = ("name", "aliases", "gender", "age", "named", "presence", "look", "outfit", "facts")
    own = {key: said for key in ("doing", "holding") if (said := getattr(person, key))}
    return {**{key: getattr(person, key) for key in order}, **own}


def settings_json(planned: PlannedScene) -> dict[str, Any]:
    """Give the settings a scene is drawn with as JSON values."""
    job = planned.job
    return {
        "engine": job.engine,
        "model": planned.settings.model if job.engine == "sdxl" else "",
        "width": job.width,
        "height": job.height,
        "steps": planned.settings.steps,
        "guidance": planned.settings.guidance,
        **({"guide": guide_json(guide)} if (guide := guide_of(job)) else {}),
    }


def guide_json(guide: Guide) -> dict[str, Any]:
    """Give what directs a scene as JSON values, without the places of the people."""
    nets = {"net": guide.net, "likeness_net": guide.likeness_net}
    return {
        "kind": guide.kind,
        "base": guide.base,
        "people": [figure.words for figure in guide.figures],
        **{key: net.name for key, net in nets.items() if net},
        "likeness": guide.likeness,
        "portraits": len(guide.portraits),
        "faces": guide.faces is not None,
    }


@dataclass(frozen=True, slots=True)
class LineStyle:
    """How the lines of a dry run look."""

    width: int | None = None  # columns; None: nothing is cut
    is_coloured: bool = False
    is_whole: bool = False  # with prompts and file names


def show_scene(planned: PlannedScene, page: LineStyle) -> str:
    """Describe one scene in a line; on a whole page also its file, its prompt and what did not fit."""
    head = f"{say_key(planned.scene.key):>6}  "
    status = f"{planned.status:<10}  "
    said = one_line(say_scene(planned))
    if not page.is_whole and page.width:
        said = fit(said, page.width - len(head) - len(status))
    line = f"{head}{in_colour(f'{status}{said}', planned.status, coloured=page.is_coloured)}"
    below = [*(whole_scene(planned) if page.is_whole else []), *say_words(planned)]
    return "\n".join([line, *(one_line(f"        {more}") for more in below), *([""] if page.is_whole else [])])


def say_scene(planned: PlannedScene) -> str:
    """Say what is seen in a scene; before that, why it is drawn again or cannot be."""
    reading = planned.reading
    people = say_list([person.name for person in reading.drawn]) or "nobody"
    seen = [people, reading.action, reading.place, reading.time_of_day, *reading.weather, reading.mood]
    shown = " · ".join(part for part in seen if part and part != "unknown")
    notes = [] if is_plain(planned) else [planned.reason]
    follows = "Comes back from" if planned.is_back else "Follows its scene from"
    notes += [f"By your word: {', '.join(planned.corrected)}."] if planned.corrected else []
    notes += [f"{follows} {planned.moved_from}."] if planned.moved_from else []
    return " ".join([*notes, *([planned.warning] if planned.warning else []), shown])


def is_plain(planned: PlannedScene) -> bool:
    """Whether the status says everything: a scene that has its picture, or none yet."""
    is_said = planned.status == "done" and "kept for" not in planned.reason and not planned.is_staying
    return is_said or planned.reason == AS_IT_IS or planned.reason.startswith("No picture")


def whole_scene(planned: PlannedScene) -> list[str]:
    """List what a line leaves out of a scene."""
    prompt, reading = planned.prompt, planned.reading
    lines = [planned.path.name, *([reading.shot] if reading.shot else [])]
    lines += [f"{prompt.prompt}  [{prompt.tokens} of 77 tokens]"]
    lines += [f"left out for room: {', '.join(prompt.dropped)}"] if prompt.dropped else []
    lines += whole_guide(planned.job)
    return lines + ([planned.reason] if is_plain(planned) else [])


def whole_guide(job: RenderJob) -> list[str]:
    """List what directs a scene: the guide, its words for the whole picture, and a phrase a person."""
    guide = guide_of(job)
    if guide is None:
        return []
    words = [guide.base, *(figure.words for figure in guide.speakers)] if guide.has_words else []
    return [f"guide: {say_guide(guide)}", *(f"  {phrase}" for phrase in words if phrase)]


def say_words(planned: PlannedScene) -> list[str]:
    """List old and new words where a picture keeps those that it was drawn from."""
    old, new = planned.prompt, planned.fresh
    if new is None or not planned.is_staying:
        return []
    pairs = (("drawn from", old.prompt, new.prompt), ("kept out", old.negative_prompt, new.negative_prompt))
    return [line for name, was, now in pairs if was != now for line in (f"{name}: {was}", f"now: {now}")]


def summarize(plans: Sequence[PlannedScene], rate: float | None, engine: str, noun: str = "scene") -> str:
    """Say in one sentence what there is, what will be drawn and how long it will take."""
    counts = Counter(planned.status for planned in plans)
    parts = ", ".join(f"{counts[status]} {status}" for status in STATUSES if counts[status])
    to_draw = sum(planned.is_to_draw for planned in plans)
    if not to_draw:
        return f"{count(len(plans), noun)}: {parts or 'none'}. Nothing to draw."
    how_long = (
        f"about {say_duration(to_draw * rate)} at {say_duration(rate)} a picture"
        if rate is not None
        else "how long is known after the first picture"
    )
    return f"{count(len(plans), noun)}: {parts}. {count(to_draw, 'picture')} to draw as {engine}, {how_long}."


# --- What comes next ------------------------------------------------------------------------------------------------


def after_plan(selected: Sequence[PlannedScene]) -> str:
    """Say what follows a dry run."""
    if broken := sum(planned.is_failed for planned in selected):
        return f"Next: mend {count(broken, 'scene')} as said above; the same command without --dry-run draws."
    if any(planned.is_to_draw for planned in selected):
        return "Next: the same command without --dry-run draws; with --verbose it shows every prompt."
    return "Next: --gallery --open shows the pictures."


def after_run(selected: Sequence[PlannedScene], *, status: int) -> str:
    """Say what follows a run that drew, or that had nothing to draw."""
    if status == INTERRUPTED:
        return "Next: the same command goes on from here."
    if status == LEFT:
        return "Next: the same command draws what is left."
    if status:
        return "Next: mend what is said above; the same command then draws only what failed."
    first = say_key(selected[0].scene.key) if selected else "2:5"
    return (
        f"Next: --open shows the proof sheet; where a picture shows the wrong thing, --correct {first} place=… says it."
    )
