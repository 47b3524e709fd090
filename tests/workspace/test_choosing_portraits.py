"""A chosen portrait goes into the author's sheet, where nothing else changes, however it is written."""

import difflib
import tomllib
from pathlib import Path

import pytest

import generate_scene_images
from errors import NovelError, UsageError
from records import RenderJob
from workspace.authored import EditedError
from workspace.choosing_portraits import find_portrait, say_place, write_portrait
from workspace.identity import SceneIdentity
from workspace.picture_records import PictureRecord
from workspace.pictures import save_picture
from workspace.run_settings import PortraitChoice

FROM = "[[emma.from]]"
JOB = RenderJob("sdxl", "owner/name", "a woman", "blurry", 7, 2, 7.0, 8, 8, "euler")
OWN = """# My people.
[emma]     # she
name = "Emma Hale"
look = "tall woman"   # in place of all

# later on
[[emma.from]]
chapter = 12   # the war
outfit = "black coat"

[jonas]
hair = "short black hair"

[generated]
emma = [
    "name 1",
]
"""


def paint(folder, stem="emma", number=3, name="Emma Hale"):
    from PIL import Image

    folder.mkdir(parents=True, exist_ok=True)
    record = PictureRecord(0, 0, SceneIdentity("a" * 64, ""), JOB, cast={name: "- 1"} if name else {})
    path = folder / f"{stem}_{number}.png"
    save_picture(Image.new("RGB", (8, 8), "orange"), record, path)
    return path


@pytest.fixture
def sheet(tmp_path):
    path = tmp_path / "characters.toml"
    path.write_text(OWN, "utf-8", newline="\n")
    return path


def added(before, after):
    """Give the lines of a text that are new; none of the others may have changed."""
    changes = [line for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line[0] in "+-"]
    assert [line for line in changes if line[0] == "-"] == []
    return [line[2:] for line in changes]


@pytest.mark.parametrize(
    ("stem", "wanted", "why"),
    [
        ("emma", ['portrait = "x.png"'], "in her table"),
        ("emma_from_12", ['portrait = "x.png"'], "where a change stands already"),
        ("jonas", ['portrait = "x.png"'], "in a table without anything else"),
        ("emma_from_20-3", [FROM, "chapter = 20", "scene = 3", 'portrait = "x.png"'], "in a change of its own"),
        ("kit", ["[kit]", 'name = "Kit Hale"', 'portrait = "x.png"'], "in a table of its own"),
    ],
)
def test_one_line_is_added_where_it_belongs(sheet, stem, wanted, why):
    write_portrait(sheet, stem, "Kit Hale", "x.png")

    new = [line for line in added(OWN, sheet.read_text("utf-8")) if line]
    assert new == wanted, why
    assert sheet.read_text("utf-8").endswith(OWN[OWN.index("[generated]") :]), why


def test_a_table_says_what_it_should(sheet):
    for stem, place in (("emma", "a.png"), ("emma_from_12", "b.png"), ("emma_from_20-3", "c.png"), ("kit", "d.png")):
        write_portrait(sheet, stem, "Kit Hale", place)
    tables = tomllib.loads(sheet.read_text("utf-8"))

    assert tables["emma"]["portrait"] == "a.png"
    assert [change["portrait"] for change in tables["emma"]["from"]] == ["b.png", "c.png"]
    assert tables["kit"] == {"name": "Kit Hale", "portrait": "d.png"}
    assert "portrait" not in tables["jonas"]


def test_another_choice_takes_the_place_of_the_first_and_leaves_its_comment(sheet):
    sheet.write_text(OWN.replace("look = ", 'portrait = "old.png"  # best so far\nlook = '), "utf-8")
    write_portrait(sheet, "emma", "Emma Hale", "new.png")

    assert 'portrait = "new.png"  # best so far' in sheet.read_text("utf-8")
    assert "old.png" not in sheet.read_text("utf-8")


def test_line_ends_and_the_mark_of_windows_editors_stay(sheet):
    sheet.write_bytes(b"\xef\xbb\xbf" + OWN.replace("\n", "\r\n").encode())
    write_portrait(sheet, "emma", "Emma Hale", "x.png")
    raw = sheet.read_bytes()

    assert raw.startswith(b"\xef\xbb\xbf# My")
    assert raw.count(b"\r\n") == raw.count(b"\n")


@pytest.mark.parametrize(
    "text",
    [
        'emma = {name = "Emma Hale"}\n',
        '[emma]\nname = "Emma Hale"\nfrom = [{chapter = 12, age = "old"}]\n',
        'emma.name = "Emma Hale"\n\n[jonas]\nage = "old"\n',
    ],
)
@pytest.mark.parametrize("stem", ["emma", "emma_from_12"])
def test_of_whatever_form_a_sheet_is_nothing_else_in_it_changes(sheet, text, stem):
    sheet.write_text(text, "utf-8")
    before, refused = tomllib.loads(text), ""
    try:
        write_portrait(sheet, stem, "Emma Hale", "x.png")
    except NovelError as error:
        refused = str(error)
    if refused:
        assert 'write portrait = "x.png" under [' in refused
        assert sheet.read_text("utf-8") == text
        return
    after = tomllib.loads(sheet.read_text("utf-8"))
    holder = after["emma"] if stem == "emma" else after["emma"]["from"][0]
    assert holder.pop("portrait") == "x.png"
    if "from" in after["emma"] and "from" not in before["emma"]:
        assert after["emma"].pop("from") == [{"chapter": 12}]
    assert after == before


def test_whoever_saves_the_sheet_meanwhile_wins(sheet, monkeypatch):
    from workspace import choosing_portraits

    real = choosing_portraits.set_portrait

    def save_first(*given):
        sheet.write_text(OWN + "# saved\n", "utf-8")
        return real(*given)

    monkeypatch.setattr(choosing_portraits, "set_portrait", save_first)
    with pytest.raises(EditedError):
        write_portrait(sheet, "emma", "Emma Hale", "x.png")

    assert sheet.read_text("utf-8") == OWN + "# saved\n"


# --- Which portrait ---------------------------------------------------------------------------------------------------


def test_a_portrait_knows_whom_it_shows(tmp_path):
    path = paint(tmp_path)

    assert find_portrait(PortraitChoice("emma", 3), tmp_path) == (path, "Emma Hale")
    assert find_portrait(PortraitChoice("kit", 1), paint(tmp_path, "kit", 1, "").parent)[1] == ""


@pytest.mark.parametrize("number", [1, 9])
def test_a_portrait_that_was_not_drawn_is_said_with_what_draws_it(tmp_path, number):
    path = tmp_path / "emma_1.png"
    path.write_text("x")

    with pytest.raises(UsageError, match=rf"emma_{number}\.png is no portrait: draw some with --cast-portraits emma\."):
        find_portrait(PortraitChoice("emma", number), tmp_path)


@pytest.mark.parametrize(
    ("path", "sheet", "place"),
    [
        ("book/images/portraits/a.png", "book/characters.toml", "images/portraits/a.png"),
        ("images/a.png", "book/characters.toml", "../images/a.png"),
    ],
)
def test_a_place_is_told_as_seen_from_the_sheet(path, sheet, place):
    assert say_place(Path(path), Path(sheet)) == place


# --- The command ------------------------------------------------------------------------------------------------------


@pytest.fixture
def book(tmp_path, monkeypatch, capsys):
    (tmp_path / "chapters").mkdir()
    story = "# One\n\nEmma read a letter in the office. She wore a green coat.\n\n* * *\n\nJonas waited in the rain.\n"
    (tmp_path / "chapters" / "chapter_01.md").write_text(story, "utf-8")
    paint(tmp_path / "images" / "portraits", name="Emma")
    monkeypatch.chdir(tmp_path)

    def run(*argv):
        status = generate_scene_images.main(["--engine", "storyboard", *argv])
        return status, capsys.readouterr().err

    return run


def test_without_a_sheet_one_is_written_in_which_nothing_but_the_choice_is_the_authors(book, tmp_path):
    from cast.sheet import read_cast_sheet

    status, said = book("--choose", "emma=3")
    sheet = read_cast_sheet(tmp_path / "characters.toml")

    assert status == 0
    assert "characters.toml is written, from the text" in said
    assert "Emma: the portrait is images/portraits/emma_3.png now, by characters.toml." in said
    assert sheet.people == ()
    assert [(one.key, one.at((1, 1)).file) for one in sheet.shown] == [("emma", "images/portraits/emma_3.png")]
    assert (tmp_path / "images" / "index.html").exists()


def test_a_choice_that_is_not_there_changes_nothing(book, tmp_path):
    status, said = book("--choose", "emma=4")

    assert status == 2
    assert "--cast-portraits emma" in said
    assert not (tmp_path / "characters.toml").exists()


@pytest.mark.slow
def test_choices_of_takes_and_portraits_go_together(book):
    book("--takes", "2", "--width", "64", "--height", "64")
    status, said = book("--choose", "1:1=2", "emma=3")

    assert status == 0
    assert "Scene 1:1 is take 2 now" in said
    assert "the portrait is images/portraits/emma_3.png now" in said


def test_the_storyboard_paints_no_portraits(book):
    status, said = book("--cast-portraits")

    assert status == 1
    assert "--cast-portraits needs SDXL" in said
