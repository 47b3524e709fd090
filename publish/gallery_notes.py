"""The notes beside a large picture: how the scene was read and from which words, its prompt, settings and command."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from prompts.clip_tokens import TOKEN_LIMIT
from publish.gallery_pictures import Desktop, Kept, copy_box, make_pictures
from publish.markup import NOTHING, Markup, element, join
from workspace.command_lines import redraw_command

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from records import Evidence, Person, Scene, SceneReading, Weighed
    from workspace.plan import PlannedScene

LABELS = {  # what evidence is for, as the page says it
    "lead": "person",
    "place": "place",
    "time_of_day": "time",
    "weather": "weather",
    "mood": "mood",
    "action": "action",
}
WEIGHED = {**LABELS, "interior": "indoors or out"}


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


NOT_TOLD = "not told"
NO_WORD = "no single word decided it"
YOURS = "by your word"
OWN_KEYS = {  # the keys of corrections that decide a line
    "lead": {"lead", "people", "nobody"},
    "place": {"place", "interior"},
    "time_of_day": {"time"},
    "action": {"action", "nobody"},
    "also there": {"people", "nobody"},
    "background": {"people", "nobody"},
}


def make_notes(planned: PlannedScene, desktop: Desktop, kept: Kept, chapter: str) -> Markup:
    """Make the large view of one scene: its pictures, text and notes."""
    notes = element(
        "div",
        make_heading(planned, chapter),
        make_section("Why it looks like this", make_reading(planned.reading), *make_weighed(planned.reading)),
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
    scene, reading = planned.scene, planned.reading
    own = scene.title if scene.title != chapter else ""
    above = " · ".join(part for part in (f"Chapter {scene.chapter}", chapter, own) if part)
    who = reading.lead.name if reading.lead else " and ".join(reading.people) or "Nobody"
    key = element("span", "{}:{}".format(*scene.key), class_="key")
    status = element("span", planned.status, class_=f"status {planned.status}")
    return element(
        "header",
        element("p", above, class_="above", dir="auto"),
        element("h2", key, " ", who, id="view-title", tabindex=-1, dir="auto"),
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


# --- Reading --------------------------------------------------------------------------------------------------------


def make_reading(reading: SceneReading) -> Markup:
    """List what was read; the labels are also the legend of the marked text."""
    lead = reading.lead
    found = {
        "lead": say_person(lead) if lead else "nobody",
        "place": ", ".join(part for part in (reading.place, say_interior(reading)) if part),
        "time_of_day": "" if reading.time_of_day == "unknown" else reading.time_of_day,
        "weather": ", ".join(reading.weather),
        "mood": reading.mood,
        "action": reading.action,
    }
    rows = [make_row(slot, value, reading) for slot, value in found.items()]
    others = [make_other(label, value, reading) for label, value in other_people(reading).items() if value]
    return element("dl", *rows, *others, class_="reading")


def is_own(line: str, reading: SceneReading) -> bool:
    """Whether the author herself said what a line of the reading says."""
    return not OWN_KEYS.get(line, {line}).isdisjoint(reading.corrected)


def make_row(slot: str, value: str, reading: SceneReading) -> Markup:
    """Make one line of the reading; its label is a button that shows its words in the text."""
    label = LABELS[slot]
    key = element("button", label, type="button", class_=f"label m-{label}", data_show=label, aria_pressed="false")
    words = [f"“{found.text}” line\N{NO-BREAK SPACE}{found.line}" for found in reading.evidence.get(slot, ())]
    why = YOURS if is_own(slot, reading) else "; ".join(words) or (NO_WORD if value and value != "nobody" else "")
    why_line = element("span", why, class_="why", dir="auto") if why else NOTHING
    name: Markup = key if words else element("span", label, class_="label")
    return element("div", element("dt", name), element("dd", value or NOT_TOLD, why_line, dir="auto"))


def make_weighed(reading: SceneReading) -> list[Markup]:
    """List what the evidence for the likeliest answers weighed, folded up."""
    weighed = {WEIGHED[slot]: say_weighed(answers) for slot, answers in reading.weighed.items() if answers}
    return folded("What the evidence weighed", make_list(weighed)) if weighed else []


def folded(title: str, *body: Markup) -> list[Markup]:
    """Make a section that is opened by its title."""
    return [element("details", element("summary", title), *body)]


def say_weighed(answers: Sequence[Weighed]) -> str:
    """Write the likeliest answer of a slot with its reasons, and the next."""
    first, *others = answers
    reasons = ", ".join(f"{name} {weight:+.2f}" for name, weight in first.reasons)
    after = "".join(f"; then {other.answer} ({other.weight:+.2f})" for other in others)
    return f"{first.answer} ({first.weight:+.2f}): {reasons or 'nothing told'}{after}"


def make_other(label: str, value: str, reading: SceneReading) -> Markup:
    """Make a line without a mark in the text."""
    why = element("span", YOURS, class_="why") if is_own(label, reading) else NOTHING
    return element("div", element("dt", element("span", label, class_="label")), element("dd", value, why, dir="auto"))


def other_people(reading: SceneReading) -> dict[str, str]:
    """Name the people besides the lead, grouped by how they are present."""

    def named(presence: str) -> str:
        return "; ".join(say_person(person) for person in reading.characters if person.presence == presence)

    return {
        "also there": named("present"),
        "background": ", ".join(reading.people),
        "far away": named("remote"),
        "spoken of": "; ".join(person.name for person in reading.characters if person.presence == "mentioned"),
        "props": ", ".join(reading.props),
        "shot": reading.shot,
    }


def say_person(person: Person) -> str:
    """Name a person with looks and clothes."""
    looks = ", ".join(part for part in (person.look, person.outfit) if part)
    return f"{person.name} ({looks})" if looks else person.name


def say_interior(reading: SceneReading) -> str:
    """Say whether the place is indoors."""
    return {True: "indoors", False: "outdoors", None: ""}[reading.interior]


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
    parts += fold("Negative prompt", prompt.negative_prompt, f"{prompt.negative_tokens} of {TOKEN_LIMIT} tokens")
    record = planned.picture.record if planned.picture else None
    if record and record.job.prompt != prompt.prompt:
        parts += fold("The picture was drawn with", record.job.prompt, "The prompt above is the next picture's.")
    return parts


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
