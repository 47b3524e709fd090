"""The notes beside a large picture: how the scene was read and from which words, its prompt, settings and command."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from prompts.clip_tokens import TOKEN_LIMIT
from publish.gallery_pictures import Desktop, Kept, copy_box, make_pictures
from publish.gallery_readings import LABELS, list_weighed, make_reading
from publish.gallery_titles import scene_title
from publish.markup import NOTHING, Markup, element, join
from sdxl.guides import guide_of
from workspace.command_lines import redraw_command
from workspace.guide_words import say_guide
from workspace.identity import say_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from records import Evidence, Scene, SceneReading
    from sdxl.guides import Guide
    from workspace.plan import PlannedScene


@dataclass(frozen=True, slots=True)
class Highlight:
    """A stretch of the text and why it is marked."""

    start: int
    end: int
    label: str  # of LABELS; "" for what the manuscript sets in italics


def find_spans(scene: Scene, evidence: Mapping[str, Sequence[Evidence]]) -> list[Highlight]:
    """List the stretches to mark; evidence whose words are not at its offset is left out."""
    spans = {
        Highlight(found.start, found.start + len(found.text), label)
        for slot, label in LABELS.items()
        for found in evidence.get(slot, ())
        if found.text and scene.text.startswith(found.text, found.start)
    }
    spans |= {Highlight(mark.start, mark.end, "") for mark in scene.marks if mark.kind == "emphasis"}
    order = list(LABELS.values())
    return sorted(spans, key=lambda span: (span.start, -span.end, order.index(span.label) if span.label else -1))


def mark_text(scene: Scene, evidence: Mapping[str, Sequence[Evidence]]) -> Markup:
    """Turn a scene's text into paragraphs with its marks; overlapping marks share their common words."""
    spans = find_spans(scene, evidence)
    quotes = [mark for mark in scene.marks if mark.kind == "blockquote"]
    paragraphs = []
    for start, end in split_paragraphs(scene.text):
        quoted = any(mark.start <= start < mark.end for mark in quotes)
        inside = [span for span in spans if span.start < end and span.end > start]
        pieces = mark_stretch(scene.text, (start, end), inside)
        paragraphs.append(element("p", *pieces, dir="auto", class_="quoted" if quoted else None))
    return join(paragraphs)


def split_paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Give the start and end of each paragraph."""
    start = 0
    for line in text.split("\n"):
        if line:
            yield start, start + len(line)
        start += len(line) + 1


def mark_stretch(text: str, bounds: tuple[int, int], spans: Sequence[Highlight]) -> Iterator[str]:
    """Cut a stretch wherever a mark begins or ends, and wrap each piece in the marks that cover it."""
    first, last = bounds
    edges = {edge for span in spans for edge in (span.start, span.end) if first < edge < last}
    cuts = sorted({first, last} | edges)
    for start, end in pairwise(cuts):
        here = [span for span in spans if span.start <= start and span.end >= end]
        piece: str = text[start:end]
        if any(not span.label for span in here):
            piece = element("em", piece)
        labels = dict.fromkeys(span.label for span in here if span.label)
        if labels:
            ending = dict.fromkeys(span.label for span in here if span.label and min(span.end, last) == end)
            tags = [element("small", f" {label}") for label in ending]
            piece = element("mark", element("span", piece), *tags, class_=" ".join(f"m-{label}" for label in labels))
        yield piece


def make_notes(planned: PlannedScene, desktop: Desktop, kept: Kept, chapter: str) -> Markup:
    """Make the large view of one scene: its pictures, text and notes."""
    said = planned.corrections
    notes = element(
        "div",
        make_heading(planned, chapter),
        make_section("Why it looks like this", make_reading(planned.reading, said), *make_weighed(planned.reading)),
        make_section(
            "The text it was read from",
            element("div", mark_text(planned.scene, planned.reading.evidence), class_="text", lang=desktop.language),
        ),
        make_section("Prompt", *make_prompt_notes(planned)),
        make_section("How it is drawn", make_list(settings_of(planned, kept))),
        make_section("Draw it again", *make_command(planned, desktop)),
        class_="notes",
    )
    return element("div", make_pictures(planned, desktop, kept), notes, class_="scene")


def make_heading(planned: PlannedScene, chapter: str) -> Markup:
    """Make the notes' heading: chapter, scene and status."""
    scene = planned.scene
    own = scene.title if scene.title != chapter else ""
    above = " · ".join(part for part in (f"Chapter {scene.chapter}", chapter, own) if part)
    key, title = element("span", say_key(scene.key), class_="key"), scene_title(scene, planned.reading)
    status = element("span", planned.status, class_=f"status {planned.status}")
    return element(
        "header",
        element("p", above, class_="above", dir="auto"),
        element("h2", key, " ", title, id="view-title", tabindex=-1, dir="auto"),
        element("p", status, " ", planned.reason, class_="how"),
        element("p", planned.warning, class_="how warning") if planned.warning else NOTHING,
    )


def make_section(title: str, *content: str) -> Markup:
    """Make a section of the notes."""
    return element("section", element("h3", title), *content)


def make_list(rows: Mapping[str, str]) -> Markup:
    """Make a list of names and values."""
    pairs = (
        element("div", element("dt", key), element("dd", value, dir="auto")) for key, value in rows.items() if value
    )
    return element("dl", *pairs, class_="facts")


def make_weighed(reading: SceneReading) -> list[Markup]:
    """List what was weighed, folded up."""
    weighed = list_weighed(reading)
    return folded("What the evidence weighed", make_list(weighed)) if weighed else []


def folded(title: str, *body: Markup) -> list[Markup]:
    """Make a section that is opened by its title."""
    return [element("details", element("summary", title), *body)]


# --- Prompt, settings, command --------------------------------------------------------------------------------------


def make_prompt_notes(planned: PlannedScene) -> list[Markup]:
    """Show the prompt with its tokens, what was left out for room, and the words the picture was drawn with."""
    prompt = planned.prompt
    parts = [
        element("p", prompt.prompt, class_="prompt", dir="auto"),
        element("p", f"{prompt.tokens} of {TOKEN_LIMIT} tokens", class_="count"),
    ]
    if planned.job.engine == "storyboard":
        parts.append(element("p", "A storyboard panel does not read it: it is kept for SDXL.", class_="count"))
    if prompt.dropped:
        parts.append(element("p", f"Left out for room: {', '.join(prompt.dropped)}.", class_="dropped"))
    parts += make_guide_notes(guide_of(planned.job))
    parts += fold("Negative prompt", prompt.negative_prompt, f"{prompt.negative_tokens} of {TOKEN_LIMIT} tokens")
    record = planned.picture.record if planned.picture else None
    if record and record.job.prompt != prompt.prompt:
        parts += fold("The picture was drawn with", record.job.prompt, "The prompt above is the next picture's.")
    return parts


def make_guide_notes(guide: Guide | None) -> list[Markup]:
    """Show the words of the whole picture and everybody's own, where a guide parts them."""
    if guide is None or not guide.has_words:
        return []
    words = filter(None, (guide.base, *(figure.words for figure in guide.speakers)))
    note = "The words of the whole picture, where they are not the prompt, then everybody's own."
    rows = (element("p", said, class_="prompt", dir="auto") for said in words)
    return folded("Everybody in their own words", *rows, element("p", note, class_="count"))


def fold(title: str, text: str, note: str) -> list[Markup]:
    """Make a collapsed section of a text; nothing where it is empty."""
    if not text:
        return []
    body = (element("p", text, class_="prompt", dir="auto"), element("p", note, class_="count"))
    return folded(title, *body)


def settings_of(planned: PlannedScene, kept: Kept) -> dict[str, str]:
    """List the picture's settings, and where its text and prompt are."""
    job, scene = planned.job, planned.scene
    is_sdxl = job.engine == "sdxl"
    return {
        "engine": job.engine,
        "model": planned.settings.model if is_sdxl else "",
        "seed": str(planned.seed),
        "size": f"{job.width} × {job.height}",
        "steps": str(job.steps) if is_sdxl else "",
        "guidance": f"{job.guidance:g}" if is_sdxl else "",
        "scheduler": job.scheduler,
        "style": planned.settings.style if is_sdxl else "",
        "guide": say_guide(guide) if (guide := guide_of(job)) else "",
        "drawn in": f"{kept.seconds:.1f} seconds" if kept.seconds is not None else "",
        "picture": planned.path.name,
        "text": f"{scene.file}, lines {scene.lines[0]} to {scene.lines[1]}, {scene.words} words",
    }


def make_command(planned: PlannedScene, desktop: Desktop) -> list[Markup]:
    """Give the command that draws the scene again, and say what can be edited first."""
    command = redraw_command(desktop.script, planned.scene.key, desktop.options)
    file = element("code", planned.prompt_path.as_posix())
    return [
        element("p", "To change its words first, edit ", file, "."),
        copy_box(command, "Copy the command that draws it again"),
    ]
