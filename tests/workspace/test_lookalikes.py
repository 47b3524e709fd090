"""Files that only look like the author's: told by their names, said, and never read for the original."""

from pathlib import Path

import pytest

from errors import NovelError
from workspace.lookalikes import home_of, is_copy, is_own_name, list_own_files, refuse_placeholders, say_copies

OWN = (
    "chapter_01_scene_02.toml",
    "chapter_100_scene_1000.toml",
    "chapter_01_scene_02_01.toml",
    "chapter_01_scene_02.moving.toml",
    "chapter_01_scene_02.png",
    "chapter_01_scene_02_emma_office_reading.png",
    "chapter_01_scene_02_emma_office_reading_01.png",
    "chapter_01_scene_02_take_03.png",
    "chapter_01_scene_02_emma.moving.png",
)
COPIES = (
    "{} (conflicted copy).toml",
    "{} (Emma's conflicted copy 2024-01-02).toml",
    "{}.sync-conflict-20240102-101112-ABCDEFG.toml",
    "{}_conflict-20240102-101112.toml",
    "{} 2.toml",
    "{}(1).toml",
    "{} (1).toml",
    "{}-old.toml",
    "{}.bak.toml",
    "{}~.toml",
    "{}-LAPTOP.toml",
    "{}-EMMAS-BOOK.toml",
    "{} - Copy.toml",
    "{} - Kopie (2).toml",
    "{}_copy.toml",
    "{} my favourite.toml",
    "Copy of {}.toml",
    "Kopie von {}.toml",
    "._{}.toml",
    ".#{}.toml",
    "#{}.toml",
    "~${}.toml",
    "{}_emma_office_reading 2.png",
    "{}_emma_office_reading-LAPTOP.png",
    "{}_emma_office_reading_copy.png",
    "{}_emma_office_reading~1.png",
)
OTHERS = (
    "renamed.png",
    "best of all.png",
    "template.toml",
    "Chapter 1 scene 2.toml",
    "holiday.PNG",
    "CHAPTER_01_SCENE_02.TOML",
)


@pytest.mark.parametrize("name", OWN)
def test_the_programs_own_names(name):
    assert is_own_name(Path(name))
    assert not is_copy(Path(name))


@pytest.mark.parametrize("name", COPIES)
def test_names_of_copies(name):
    assert is_copy(Path(name.format("chapter_01_scene_02")))


@pytest.mark.parametrize("name", OTHERS)
def test_names_that_say_nothing(name):
    assert not is_own_name(Path(name))
    assert not is_copy(Path(name))


@pytest.mark.parametrize(
    ("name", "key"),
    [("chapter_01_scene_02_emma.png", (1, 2)), ("chapter_12_scene_003.toml", (12, 3)), ("renamed.png", None)],
)
def test_a_name_tells_whose_a_file_was(name, key):
    assert home_of(Path(name)) == key


def test_own_names_come_first_and_copies_are_left_out(tmp_path):
    for name in (
        "a.toml",
        "chapter_01_scene_02 2.toml",
        "chapter_02_scene_01.toml",
        "chapter_01_scene_02.toml",
        "z.txt",
    ):
        (tmp_path / name).touch()

    found = [path.name for path in list_own_files(tmp_path, ".toml")]
    assert found == ["chapter_01_scene_02.toml", "chapter_02_scene_01.toml", "a.toml"]


def test_copies_are_named_but_what_an_editor_hides_is_not(tmp_path):
    names = ("characters.toml", "characters (1).toml", "characters-old.toml", "character.toml", ".#characters.toml")
    for name in (
        *names,
        *(f"chapter_01_scene_02 {number}.toml" for number in range(2, 7)),
        "._chapter_01_scene_02.toml",
    ):
        (tmp_path / name).touch()
    said = list(say_copies([(tmp_path, ".toml")], [tmp_path / "characters.toml"]))

    assert len(said) == 2
    assert "chapter_01_scene_02 2.toml, chapter_01_scene_02 3.toml, " in said[0]
    assert said[0].endswith("more: copies by name, not read. Carry over what you want of them, then delete them.")
    assert said[1].endswith(
        "characters (1).toml, characters-old.toml: copies by name, not read. "
        "Carry over what you want of them, then delete them."
    )
    assert list(say_copies([(tmp_path / "none", ".toml")], [tmp_path / "none" / "x.toml"])) == []


def test_what_is_in_a_cloud_is_not_taken_for_gone(tmp_path):
    (tmp_path / ".chapter_01_scene_02.toml.icloud").touch()
    refuse_placeholders([], [tmp_path / "characters.toml"])
    with pytest.raises(NovelError, match=r"chapter_01_scene_02\.toml is in iCloud and not on this disk"):
        refuse_placeholders([tmp_path])
    (tmp_path / "chapter_01_scene_02.toml").touch()
    refuse_placeholders([tmp_path])
