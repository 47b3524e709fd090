"""Draw the storyboard's repertoire: writes `docs/storyboard.md` and its pictures from the tables in its artwork folder.

python -m tools.contact_sheet

Run it after a change of the tables: the page names every row there is.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PIL import Image

from storyboard.artwork import read_table
from storyboard.camera import SHOTS
from storyboard.canvas import make_canvas
from storyboard.deeds import poses
from storyboard.engine import draw_art
from storyboard.lettering import fit, letter, spell
from storyboard.panel import INK, PAPER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DOCS = Path(__file__).parent.parent / "docs"
PLAIN = "ligne_claire"  # the style of what shows no style: without grain, so that a picture stays small
FINE = 5  # how much larger what shows a style is drawn
GAP, LABEL = 6, 15  # pixels between the cells, and below a cell for its name
LETTERS = 9  # pixels of a capital's height
COLOURS = 200  # flat colours need no more; a picture stays small
WORDS_SHOWN = 6  # words of a row that the page gives as examples
LEAD = {
    "key": "a1",
    "presence": "lead",
    "gender": "female",
    "age": "",
    "look": "woman with red hair",
    "outfit": "green coat",
}
OTHER = {
    "key": "b2",
    "presence": "present",
    "gender": "male",
    "age": "",
    "look": "old man with grey beard",
    "outfit": "navy jacket",
}
OWN = 8  # rows at the head of the table: the styles of config.py
SCENES: Sequence[Mapping[str, object]] = (  # what shows a style: the open by day, a room by lamplight, rain at night
    {"place": "harbour", "action": "talking"},
    {"place": "tavern", "action": "reading the letter", "time_of_day": "evening"},
    {"place": "street", "action": "running", "time_of_day": "night", "weather": ["rain"], "mood": "afraid"},
)


@dataclass(frozen=True, slots=True)
class ContactSheet:
    """One picture of the page: named drawings in a grid."""

    file: str
    columns: int
    size: tuple[int, int]  # pixels of a cell
    cells: Sequence[tuple[str, Mapping[str, Any]]]


def main(argv: Sequence[str] | None = None) -> int:
    """Write the page and its pictures; gives the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.contact_sheet",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.parse_args(argv)
    DOCS.mkdir(exist_ok=True)
    for sheet in sheets():
        picture = draw_sheet(sheet).quantize(COLOURS, dither=Image.Dither.NONE)
        picture.save(DOCS / sheet.file, optimize=True)
    (DOCS / "storyboard.md").write_text(page(), encoding="utf-8", newline="\n")
    return 0


def sheets() -> list[ContactSheet]:
    """List the pictures of the page."""
    light, places, styles = read_table("light"), read_table("places")["place"], read_table("styles")["style"]
    hours = [hour for hour in light["time"] if hour != "unknown"]
    weathers: list[tuple[str, list[str]]] = [("clear", []), *((name, [name]) for name in light["weather"])]
    return [
        ContactSheet("storyboard_places.png", 8, (146, 84), [(name, empty(row)) for name, row in places.items()]),
        ContactSheet("storyboard_poses.png", 12, (96, 96), [(name, posed(name)) for name in own_poses()]),
        ContactSheet("storyboard_shots.png", 5, (236, 135), [(name or "(none)", shown(name)) for name in SHOTS]),
        ContactSheet(
            "storyboard_light.png",
            8,
            (146, 84),
            [
                (f"{hour}, {name}", scene(place="village", time_of_day=hour, weather=weather, people=[LEAD]))
                for hour in hours
                for name, weather in weathers
            ],
        ),
        ContactSheet(
            "storyboard_styles.png",
            6,
            (168, 96),
            style_cells(list(styles)),
        ),
        ContactSheet(
            "storyboard_extras.png", 8, (146, 112), [(name, extras(name)) for name in read_table("trades")["trade"]]
        ),
    ]


def scene(**changes: object) -> dict[str, object]:
    """Make a drawing of an empty place in the morning, with some values changed."""
    plain: dict[str, object] = {"people": [], "time_of_day": "morning", "shot": "wide", "interior": None}
    return {**plain, **changes}


def empty(row: Mapping[str, Any]) -> dict[str, object]:
    """Make a drawing of an empty place, or of a vehicle with its driver: by its first words, indoors as its row is."""
    inside = {"room": True, "open": False}.get(str(row["set"]))
    words = str(row["words"]).split()[0].replace("_", " ")
    return scene(place=words, interior=inside, people=[LEAD] if "seats" in row else [])


def posed(name: str) -> dict[str, object]:
    """Make a drawing of one pose."""
    words = poses()[name]["words"].split() or [name]
    return scene(place="somewhere", action=words[0].replace("_", " "), people=[LEAD], shot="full")


def own_poses() -> list[str]:
    """List the poses, except those that are only the partner or the outdoor form of another."""
    return [name for name, row in poses().items() if row["words"] or "on" not in row]


def shown(name: str) -> dict[str, object]:
    """Make a drawing of one shot."""
    words = {"bust": "medium close", "over": "over the shoulder", "long": "full"}
    return scene(place="square", action="talking", people=[LEAD, OTHER], shot=words.get(name, name))


def style_cells(names: Sequence[str]) -> list[tuple[str, dict[str, object]]]:
    """Show each of the program's styles in three scenes, what an author may ask for in one."""
    own = [(name if index == 0 else "", styled(name, index)) for name in names[:OWN] for index in range(len(SCENES))]
    return [*own, *((name, styled(name, 0)) for name in names[OWN:])]


def styled(name: str, index: int) -> dict[str, object]:
    """Make one of the drawings that show a style."""
    return scene(people=[LEAD, OTHER], shot="full", style=name, **SCENES[index])


def extras(name: str) -> dict[str, object]:
    """Make a drawing of the extras of one trade."""
    return scene(place="nowhere", background=[f"three {name}"], shot="low")


def draw_sheet(sheet: ContactSheet) -> Image.Image:
    """Draw the cells of a sheet in rows, each with its name below."""
    width, height = sheet.size
    rows = -(-len(sheet.cells) // sheet.columns)
    picture = Image.new("RGB", (sheet.columns * (width + GAP) + GAP, rows * (height + LABEL + GAP) + GAP), PAPER)
    for index, (name, drawing) in enumerate(sheet.cells):
        left = GAP + index % sheet.columns * (width + GAP)
        top = GAP + index // sheet.columns * (height + LABEL + GAP)
        picture.paste(draw_cell(drawing, width, height), (left, top))
        picture.paste(draw_label(name, width), (left, top + height))
    return picture


def draw_cell(drawing: Mapping[str, Any], width: int, height: int) -> Image.Image:
    """Draw a cell; one that shows a style is drawn large and shrunk, for grain and hatching have their own size."""
    larger = FINE if "style" in drawing else 1
    return draw_art({"style": PLAIN, **drawing}, width * larger, height * larger, 7).reduce(larger)


def draw_label(name: str, width: int) -> Image.Image:
    """Draw a name as a label."""
    canvas, size = make_canvas(width, LABEL, PAPER), LETTERS / LABEL
    letter(canvas, fit(spell(name.replace("_", " ")), size, canvas.aspect), (0.1, 0.8), size, INK)
    return canvas.finish()


def page() -> str:
    """Write the page: what each table holds, and the picture of it."""
    parts = [INTRODUCTION.format(places=len(read_table("places")["place"]))]
    for heading, text, file, rows in chapters():
        picture = [f"![{heading}]({file})"] if file else []
        parts.append("\n\n".join([f"## {heading}", text, *picture, rows]))
    return "\n\n".join(parts) + "\n"


def chapters() -> list[tuple[str, str, str, str]]:
    """List the page's chapters: heading, what it is, picture, rows."""
    light, looks, heads = read_table("light"), read_table("looks"), read_table("heads")
    return [
        ("Places", PLACES, "storyboard_places.png", row_list(read_table("places")["place"])),
        ("Poses", POSES, "storyboard_poses.png", row_list(read_table("poses")["pose"])),
        ("Shots", SHOTS_TEXT, "storyboard_shots.png", name_list([name or "(none)" for name in SHOTS])),
        ("Light and weather", LIGHT, "storyboard_light.png", name_list([*light["time"], *light["weather"]])),
        ("Styles", STYLES, "storyboard_styles.png", row_list(read_table("styles")["style"])),
        ("Moods", MOODS, "", row_list(light["mood"])),
        ("Extras", EXTRAS, "storyboard_extras.png", row_list(read_table("trades")["trade"])),
        (
            "Looks and clothes",
            LOOKS,
            "",
            row_list({key: row for name in LOOK_TABLES for key, row in looks[name].items()}),
        ),
        ("Garments", GARMENTS, "", row_list(read_table("garments")["garment"])),
        ("Animals", ANIMALS, "", row_list(read_table("beasts")["beast"])),
        ("Heads", HEADS, "", name_list([name for part in HEAD_TABLES for name in heads[part]])),
        ("Things", THINGS, "", row_list(read_table("things")["thing"])),
        ("In the air", AIR, "", name_list(read_table("emanata")["emanata"])),
        ("Before the lens", NEAR, "", name_list(read_table("near")["near"])),
    ]


def row_list(rows: Mapping[str, Mapping[str, Any]]) -> str:
    """List rows with the first words that lead to each."""
    return "\n".join(f"- `{name}`{examples(str(row.get('words', '')).split())}" for name, row in rows.items())


def examples(words: Sequence[str]) -> str:
    """Give a row's first words, or nothing."""
    if not words:
        return ""
    shown_words = ", ".join(word.replace("_", " ") for word in words[:WORDS_SHOWN])
    return f": {shown_words}" + (", …" if len(words) > WORDS_SHOWN else "")


def name_list(names: Sequence[str] | Mapping[str, Any]) -> str:
    """List names in one line."""
    return ", ".join(f"`{name}`" for name in names)


LOOK_TABLES = ("age", "build", "hairstyle", "beard", "extra", "headgear")
HEAD_TABLES = ("face", "hair", "beard", "headgear", "extra")
INTRODUCTION = """# The storyboard's repertoire

Written by `python -m tools.contact_sheet` from the tables in `storyboard/artwork/`; run it again after you changed one
of them.

The storyboard draws a panel from what was read of a scene: place, hour, weather, mood, shot, who is there with which
looks, doing what. Each of these words leads to a row of a table, and a row is a few lines of shapes or numbers that
anyone can add: {places} places so far. The shapes (`poly`, `blob`, `rect`, `oval`, `line`, `curve`, `box`, `pane`,
`lamp`, `spines`) are described at the top of `storyboard/shapes.py`; each table's columns at the top of its file.
`python -m pytest tests/storyboard/test_artwork.py` says at once where a row is wrong. Raise `DRAWING_VERSION` in
`storyboard/drawing.py` when a change alters old panels: the next run then draws them again."""
PLACES = (
    "`storyboard/artwork/places.toml`: what stands where, in metres. A place is found by the head noun of its name."
)
POSES = (
    "`storyboard/artwork/poses.toml`: the angles of the limbs, the seat, the table and what is held, by the verb "
    "of the action. Rows without words vary those who only stand by."
)
SHOTS_TEXT = "`storyboard/camera.py`: how far away the camera stands, and at which height."
LIGHT = "`storyboard/artwork/light.toml`: the sky, the light on things, the shadows; what each weather lays over them."
MOODS = "`storyboard/artwork/light.toml`: how a mood bends colours, contrast and camera, and which face it gives."
STYLES = (
    "`storyboard/artwork/styles.toml`: the steps that turn flat colours and ink lines into a picture. The first eight "
    "are the program's; an author's own style finds a row by its words."
)
EXTRAS = (
    "`storyboard/artwork/trades.toml`: people without a name, in the clothes of their trade; each phrase is counted."
)
LOOKS = (
    "`storyboard/artwork/looks.toml`: which words of a look or an outfit make which figure; colours are in "
    "`storyboard/artwork/colours.toml`."
)
GARMENTS = (
    "`storyboard/artwork/garments.toml`: where a cut ends, how it closes at the neck, its seams, belts and buttons."
)
ANIMALS = "`storyboard/artwork/beasts.toml`: body, neck, head, legs and tail in metres, and what tells a kind."
HEADS = "`storyboard/artwork/heads.toml`: faces, hair, beards and what is worn on the head, in head heights."
THINGS = (
    "`storyboard/artwork/things.toml`: furniture, trees, vehicles; "
    "what is held in a hand (`held`) or set down (`prop`)."
)
NEAR = "`storyboard/artwork/near.toml`: what stands close to the viewer and frames a picture, in panel heights."
AIR = "`storyboard/artwork/emanata.toml`: the marks about a head that tell a nod, a song, a sigh; poses name them."

if __name__ == "__main__":
    raise SystemExit(main())
