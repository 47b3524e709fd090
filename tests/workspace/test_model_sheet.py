"""The model sheet: everybody with a portrait, those named in the sheet first, each look once, by its scene."""

import pytest
from PIL import Image

from english.own_words import NO_WORDS, OwnWords
from records import RenderJob
from workspace.identity import SceneIdentity
from workspace.model_sheet import find_looks, say_since
from workspace.picture_records import PictureRecord
from workspace.pictures import save_picture
from workspace.run_settings import Folders

JOB = RenderJob("sdxl", "owner/name", "a woman", "blurry", 7, 2, 7.0, 8, 8, "euler")
SHEET = (
    '[jonas]\nname = "Jonas"\nportrait = "art/jonas.png"\n\n[emma]\nname = "Emma Hale"\nportrait = "{emma}"\n\n'
    '[[emma.from]]\nchapter = 9\nportrait = "{later}"\n'
)


@pytest.fixture
def folders(tmp_path):
    return Folders(tmp_path, tmp_path / "images", tmp_path, tmp_path, tmp_path / "characters.toml")


def paint(folders, stem, number, name="Emma Hale"):
    folder = folders.output / "portraits"
    folder.mkdir(parents=True, exist_ok=True)
    record = PictureRecord(0, 0, SceneIdentity("a" * 64, ""), JOB, cast={name: "- 1"} if name else {})
    save_picture(Image.new("RGB", (8, 8)), record, folder / f"{stem}_{number}.png")


def told(folders, words=NO_WORDS):
    looks = find_looks(folders, words)
    return [(look.stem, look.name, look.chosen and look.chosen.name, len(look.takes)) for look in looks]


def test_without_portraits_there_is_none(folders):
    assert find_looks(folders, NO_WORDS) == []


def test_those_to_choose_from_are_gathered_by_look(folders):
    for number in (10, 2):
        paint(folders, "emma", number)
    paint(folders, "emma_from_12", 1)
    paint(folders, "kit", 1, "")
    (folders.output / "portraits" / "emma_3.png").write_bytes(b"no picture")
    Image.new("RGB", (8, 8)).save(folders.output / "portraits" / "emma_4.png")  # the author's own, of no recipe

    assert told(folders) == [
        ("emma", "Emma Hale", None, 2),
        ("emma_from_12", "Emma Hale", None, 1),
        ("kit", "kit", None, 1),
    ]
    assert [take.path.stem for take in find_looks(folders, NO_WORDS)[0].takes] == ["emma_2", "emma_10"]


def test_whom_the_sheet_shows_comes_first_with_the_chosen_one(folders, tmp_path):
    paint(folders, "anna", 1, "Anna")
    paint(folders, "emma", 1)
    (tmp_path / "art").mkdir()
    Image.new("RGB", (8, 8)).save(tmp_path / "art" / "jonas.png")
    text = SHEET.format(emma="images/portraits/emma_1.png", later="emma_1.png")
    folders.cast.write_text(text, "utf-8")

    assert told(folders) == [
        ("jonas", "Jonas", "jonas.png", 0),
        ("emma", "Emma Hale", "emma_1.png", 1),
        ("emma_from_9", "Emma Hale", "emma_1.png", 0),
        ("anna", "Anna", None, 1),
    ]


@pytest.mark.parametrize("text", [SHEET.format(emma="gone.png", later=""), "[emma", "[emma]\nportrait = 3\n"])
def test_what_a_sheet_names_and_is_not_there_is_not_shown(folders, text):
    folders.cast.write_text(text, "utf-8")
    paint(folders, "emma", 1)

    assert told(folders) == [("emma", "Emma Hale", None, 1)]


@pytest.mark.parametrize(
    ("words", "stems", "why"),
    [
        (NO_WORDS, ["jonas", "emma", "emma_from_9", "anna"], "novel.toml says nothing"),
        (OwnWords(people=frozenset({"anna"})), ["jonas", "emma", "emma_from_9", "anna"], "a person, as shown anyway"),
        (OwnWords(not_people=frozenset({"emma hale"})), ["jonas", "anna"], "named by the sheet and drawn: no person"),
        (OwnWords(things=frozenset({"jonas"})), ["emma", "emma_from_9", "anna"], "named by the sheet alone: a thing"),
        (OwnWords(not_people=frozenset({"anna"})), ["jonas", "emma", "emma_from_9"], "drawn alone: no person"),
    ],
)
def test_who_is_no_person_by_the_books_own_words_is_not_shown(folders, tmp_path, words, stems, why):
    paint(folders, "anna", 1, "Anna")
    paint(folders, "emma", 1)
    (tmp_path / "art").mkdir()
    Image.new("RGB", (8, 8)).save(tmp_path / "art" / "jonas.png")
    folders.cast.write_text(SHEET.format(emma="images/portraits/emma_1.png", later="emma_1.png"), "utf-8")

    assert [stem for stem, *_ in told(folders, words)] == stems, why
    assert (folders.output / "portraits" / "anna_1.png").is_file(), "nothing that was drawn is lost"


@pytest.mark.parametrize(
    ("stem", "said"),
    [("emma", ""), ("emma_from_12", "from chapter 12 on"), ("emma_from_3-4", "from scene 3:4 on")],
)
def test_a_look_tells_from_where_it_holds(folders, stem, said):
    paint(folders, stem, 1)

    assert say_since(find_looks(folders, NO_WORDS)[0]) == said
