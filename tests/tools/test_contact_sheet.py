"""The page of the repertoire is what the command writes, and names every row of the tables."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from PIL import Image

from storyboard.artwork import read_table
from storyboard.camera import SHOTS
from tools import contact_sheet

DOCS = Path(contact_sheet.__file__).parent.parent / "docs"
PAGE = (DOCS / "storyboard.md").read_text(encoding="utf-8")
SECTIONS = [
    ("places", "place"),
    ("poses", "pose"),
    ("things", "thing"),
    ("trades", "trade"),
    ("near", "near"),
    ("styles", "style"),
    ("garments", "garment"),
    ("beasts", "beast"),
    ("light", "time"),
    ("light", "weather"),
    ("light", "mood"),
    *(("looks", name) for name in contact_sheet.LOOK_TABLES),
    *(("heads", name) for name in contact_sheet.HEAD_TABLES),
]


@pytest.mark.parametrize(("table", "section"), SECTIONS)
def test_the_page_names_every_row(table, section):
    assert [name for name in read_table(table)[section] if f"`{name}`" not in PAGE] == []


def test_the_page_names_every_shot():
    assert [name for name in SHOTS if name and f"`{name}`" not in PAGE] == []


def test_the_page_is_what_the_command_writes():
    assert contact_sheet.page() == PAGE, "run python -m tools.contact_sheet"


@pytest.mark.parametrize("sheet", contact_sheet.sheets(), ids=lambda sheet: sheet.file)
def test_every_picture_of_the_page_is_there_and_has_room_for_its_cells(sheet):
    assert f"]({sheet.file})" in PAGE
    rows = -(-len(sheet.cells) // sheet.columns)
    with Image.open(DOCS / sheet.file) as picture:
        assert picture.width > sheet.columns * sheet.size[0]
        assert picture.height > rows * sheet.size[1]


def test_the_pictures_stay_small():
    assert sum(path.stat().st_size for path in DOCS.glob("*.png")) < 2_500_000


def test_a_sheet_is_drawn_the_same_each_time():
    sheet = contact_sheet.ContactSheet("x.png", 2, (96, 64), contact_sheet.sheets()[0].cells[:3])
    assert contact_sheet.draw_sheet(sheet).tobytes() == contact_sheet.draw_sheet(sheet).tobytes()


ALIKE = {("car", "beside_car")}  # the same car, with its driver and without


@pytest.mark.slow
def test_every_place_of_the_sheet_looks_different():
    cells = contact_sheet.sheets()[0].cells
    pictures = {name: contact_sheet.draw_art(drawing, 96, 56, 7).resize((24, 14)).tobytes() for name, drawing in cells}
    assert len(pictures) >= 150
    near = {
        (one, other)
        for (one, first), (other, second) in itertools.combinations(pictures.items(), 2)
        if sum(abs(a - b) for a, b in zip(first, second, strict=True)) <= 5 * len(first)
    }
    assert near == ALIKE
