"""Who of a scene holds to which portrait: found by any name, in the sheet's folder or among those drawn."""

import re
from dataclasses import replace

import pytest
from PIL import Image

from cast.sheet import parse_cast_sheet
from errors import NovelError
from records import Person, SceneReading
from workspace import held_portraits
from workspace.cache import Table
from workspace.cached_pictures import RACY
from workspace.held_portraits import HeldPortraits, find_file, find_named, stamp_portraits
from workspace.portraits import read_portrait
from workspace.run_settings import Folders

EMMA = Person("Emma Hale", "lead", aliases=("Emma", "Em"))
JONAS = Person("Jonas", "present")
READING = SceneReading((EMMA, JONAS, Person("Kit", "mentioned")))
TEXT = '[emma]\nname = "Emma"\nportrait = "{}"\n\n[kit]\nname = "Kit"\nportrait = "kit.png"\n'


@pytest.fixture
def folders(tmp_path):
    (tmp_path / "book").mkdir()
    return Folders(tmp_path, tmp_path / "images", tmp_path, tmp_path, tmp_path / "book" / "characters.toml")


def paint(path, colour="orange"):
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (8, 6), colour).save(path)
    return path


def shown(file):
    return parse_cast_sheet(TEXT.format(file), "characters.toml").shown


@pytest.mark.parametrize(
    ("file", "place", "why"),
    [
        ("emma.png", "book/emma.png", "beside the sheet"),
        ("../art/emma.png", "art/emma.png", "as seen from the sheet"),
        ("emma_3.png", "images/portraits/emma_3.png", "among those drawn"),
        ("{folder}/far/emma.png", "far/emma.png", "anywhere"),
    ],
)
def test_a_portrait_is_found_as_the_sheet_names_it(tmp_path, folders, file, place, why):
    painted = paint(tmp_path / place)
    held = HeldPortraits(shown(file.format(folder=tmp_path.as_posix())), folders).find((1, 1), READING)

    assert list(held) == ["Emma Hale"], why
    assert held["Emma Hale"].sha256 == read_portrait(painted).sha256
    assert held["Emma Hale"].path.samefile(painted)


def test_the_sheets_own_folder_comes_first(folders):
    own = paint(folders.cast.parent / "emma.png")
    paint(folders.output / "portraits" / "emma.png", "navy")

    assert find_file("emma.png", folders).samefile(own)


def test_only_whom_a_scene_shows_is_looked_for(folders):
    """Kit is spoken of, and his picture is not there."""
    assert HeldPortraits(shown("x.png"), folders).find((1, 1), SceneReading((JONAS, *READING.characters[2:]))) == {}


@pytest.mark.parametrize(
    ("do", "said"),
    [
        (lambda _path: None, 'line 3: [emma] portrait is "emma.png", where no file is; give its place as seen'),
        (lambda path: path.write_text("x"), 'line 3: [emma] portrait is "emma.png", and '),
        (lambda path: path.mkdir(), 'line 3: [emma] portrait is "emma.png", where no file is'),
    ],
)
def test_a_portrait_that_is_not_there_is_said_with_its_line(folders, do, said):
    do(folders.cast.parent / "emma.png")

    with pytest.raises(NovelError, match=re.escape(said)):
        HeldPortraits(shown("emma.png"), folders).find((1, 1), READING)


class Looks:
    """A reader of portraits that counts."""

    def __init__(self, monkeypatch):
        self.seen, self.real = [], held_portraits.read_portrait
        monkeypatch.setattr(held_portraits, "read_portrait", self)

    def __call__(self, path):
        self.seen.append(path.name)
        return self.real(path)


@pytest.mark.parametrize("file", ["~nobody/x.png", "x\0.png", "x" * 5000, "."])
def test_no_name_is_too_odd_to_be_asked_for(folders, file):
    assert find_file(file, folders) is None


def test_a_file_is_looked_at_once_a_run_and_once_for_many(folders, monkeypatch):
    path, looks, table = paint(folders.cast.parent / "emma.png"), Looks(monkeypatch), Table(None)
    later = path.stat().st_ctime_ns + 2 * RACY
    first = HeldPortraits(shown("emma.png"), folders, table, lambda: later)
    found = [first.find((1, scene), READING) for scene in range(3)]
    again = HeldPortraits(shown("emma.png"), folders, table, lambda: later).find((1, 1), READING)

    assert looks.seen == ["emma.png"]
    assert [*found, again] == [found[0]] * 4


def test_a_file_that_was_exchanged_is_looked_at_again(folders, monkeypatch):
    path, looks, table = paint(folders.cast.parent / "emma.png"), Looks(monkeypatch), Table(None)
    later = path.stat().st_ctime_ns + 2 * RACY
    before = HeldPortraits(shown("emma.png"), folders, table, lambda: later).find((1, 1), READING)
    paint(path, "navy")
    after = HeldPortraits(shown("emma.png"), folders, table, lambda: later).find((1, 1), READING)

    assert looks.seen == ["emma.png"] * 2
    assert before["Emma Hale"].sha256 != after["Emma Hale"].sha256


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda shown, path: paint(path, "navy") and shown, "another picture under the same name"),
        (lambda shown, path: path.unlink() or shown, "gone"),
        (lambda shown, _path: [replace(shown[0], marks=frozenset({"Emily"})), *shown[1:]], "another's"),
        (lambda shown, _path: shown[1:], "no longer named"),
    ],
)
def test_a_run_that_had_nothing_to_do_is_known_again_by_its_portraits_too(folders, change, why):
    path, named = paint(folders.cast.parent / "emma.png"), shown("emma.png")
    before = list(stamp_portraits(named, folders))

    assert list(stamp_portraits(named, folders)) == before
    assert list(stamp_portraits(change(named, path), folders)) != before, why


# --- By their digests -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "is_found", "why"),
    [
        (TEXT.format("emma.png"), True, "named in the sheet"),
        ('[emma]\nname = "Emma"\n', False, "not named"),
        (TEXT.format("other.png"), False, "another picture is"),
        (TEXT.format("gone.png"), False, "what is named is gone"),
        ("[emma", False, "no sheet that can be read"),
    ],
)
def test_a_recipes_portrait_is_looked_for_in_the_sheet(folders, text, is_found, why):
    path = paint(folders.cast.parent / "emma.png")
    paint(folders.cast.parent / "other.png", "navy")
    folders.cast.write_text(text, "utf-8")
    wanted = read_portrait(path).sha256

    assert (find_named(folders, {wanted, "0" * 64}).keys() == {wanted}) is is_found, why


def test_without_a_sheet_no_portrait_is_named(folders):
    assert find_named(folders, {"0" * 64}) == {}
