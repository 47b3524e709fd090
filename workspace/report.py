"""The plan in words: a table for the author, and one JSON object a scene for scripts."""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

from errors import count, printable, say_duration
from records import EVIDENCE_SLOTS
from workspace.log import log, measured_rate, read_figures
from workspace.plan import STATUSES, PlannedScene

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from image_generator import EngineChoice
    from records import Novel, SceneReading
    from workspace.run_settings import RunSettings


def show_plan(plans: Sequence[PlannedScene], novel: Novel, engine: EngineChoice, settings: RunSettings) -> None:
    """Print the selected scenes to stdout, then the totals."""
    selected = [planned for planned in plans if planned.is_selected]
    titles = {chapter.number: chapter.title for chapter in novel.chapters}
    for planned in selected:
        row = scene_json(planned, titles[planned.scene.chapter], novel.title) if settings.as_json else ""
        print(row or scene_table(planned) + "\n")
    sys.stdout.flush()
    report_plan(selected, engine, settings)


def report_plan(selected: Sequence[PlannedScene], engine: EngineChoice, settings: RunSettings) -> None:
    """Say in one sentence what there is to draw and how long it will take."""
    log.info("%s", summarize(selected, find_rate(selected, settings.folders.logs), engine.name))


def find_rate(plans: Sequence[PlannedScene], logs: Path) -> float | None:
    """Give the seconds per picture, as measured on earlier runs."""
    return measured_rate([planned.job for planned in plans if planned.is_to_draw], read_figures(logs))


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
        "reading": reading_json(planned.reading),
        "prompt": prompt.prompt,
        "negative_prompt": prompt.negative_prompt,
        "tokens": prompt.tokens,
        "negative_tokens": prompt.negative_tokens,
        "dropped": list(prompt.dropped),
        "seed": planned.job.seed,
        "settings": settings_json(planned),
    }
    return json.dumps(values, ensure_ascii=False)


def reading_json(reading: SceneReading) -> dict[str, Any]:
    """Give a reading as JSON values, in the order of the contract."""
    values = {field.name: getattr(reading, field.name) for field in fields(reading)}
    order = ("name", "aliases", "gender", "age", "named", "presence", "look", "outfit", "facts")
    values["characters"] = [{key: getattr(person, key) for key in order} for person in reading.characters]
    values["evidence"] = {
        slot: [asdict(evidence) for evidence in reading.evidence.get(slot, ())] for slot in EVIDENCE_SLOTS
    }
    values["weighed"] = {slot: list(map(asdict, weighed)) for slot, weighed in reading.weighed.items()}
    return values


def settings_json(planned: PlannedScene) -> dict[str, Any]:
    """Give the settings a scene is drawn with as JSON values."""
    job = planned.job
    return {
        "engine": job.engine,
        "model": planned.settings.model if job.engine == "sdxl" else "",
        "width": job.width,
        "height": job.height,
        "steps": job.steps,
        "guidance": job.guidance,
    }


def scene_table(planned: PlannedScene) -> str:
    """Describe one scene in a few lines of text."""
    reading, prompt = planned.reading, planned.prompt
    people = " and ".join(person.name for person in reading.drawn) or "nobody"
    seen = [people, reading.action, reading.place, reading.time_of_day, *reading.weather, reading.mood, reading.shot]
    lines = [
        f"{planned.scene.chapter:>3}:{planned.scene.number:<3} {planned.status:<10} {planned.path.name}",
        f"        {' · '.join(part for part in seen if part and part != 'unknown')}",
        f"        {prompt.prompt}  [{prompt.tokens} of 77 tokens]",
    ]
    notes = [f"left out for room: {', '.join(prompt.dropped)}"] if prompt.dropped else []
    notes += [planned.reason] if planned.status != "new" or not planned.reason.startswith("No picture") else []
    notes += [f"follows its scene from {planned.moved_from}"] if planned.moved_from else []
    notes += [planned.warning] if planned.warning else []
    return printable("\n".join([*lines, *(f"        - {note}" for note in notes)]))


def summarize(plans: Sequence[PlannedScene], rate: float | None, engine: str) -> str:
    """Say in one sentence what there is, what will be drawn and how long it will take."""
    counts = Counter(planned.status for planned in plans)
    parts = ", ".join(f"{counts[status]} {status}" for status in STATUSES if counts[status])
    to_draw = sum(planned.is_to_draw for planned in plans)
    if not to_draw:
        return f"{count(len(plans), 'scene')}: {parts or 'none'}. Nothing to draw."
    how_long = (
        f"about {say_duration(to_draw * rate)} at {say_duration(rate)} a picture"
        if rate is not None
        else "how long is known after the first picture"
    )
    return f"{count(len(plans), 'scene')}: {parts}. {count(to_draw, 'picture')} to draw as {engine}, {how_long}."
