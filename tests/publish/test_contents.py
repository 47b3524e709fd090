"""Which picture stands where, what it is called, and which sentence it illustrates."""

import books
import pytest

from cast.sheet import CastSheet
from publish.contents import LONGEST_CAPTION, make_book, make_plates, quote_scene, sentence_at
from publish.details import BookDetails
from records import Evidence, Scene, SceneReading
from scene_parser import read_novel
from scene_reader import read_scenes
from workspace.pictures import Picture, read_pictures


@pytest.fixture
def novel(tmp_path):
    return read_novel(books.make_novel(tmp_path / "novel"))


def plates_of(novel, images, *, captions=False):
    readings = read_scenes(novel.scenes, CastSheet())
    return make_plates(novel.scenes, readings, read_pictures(images), captions=captions)


def test_every_scene_has_its_own_picture(novel, tmp_path):
    plates = plates_of(novel, books.draw_pictures(novel.folder, tmp_path / "images"))

    assert {key: plate.picture.path.name for key, plate in plates.items()} == {
        (1, 1): "chapter_01_scene_01_x.png",
        (1, 2): "chapter_01_scene_02_x.png",
        (2, 1): "chapter_02_scene_01_x.png",
    }
    assert plates[1, 2].name == "chapter_01_scene_02"
    assert all(plate.alt and not plate.caption for plate in plates.values())


def test_a_picture_follows_its_scene_not_its_number(novel, tmp_path):
    images = books.draw_pictures(novel.folder, tmp_path / "images")
    (images / "chapter_01_scene_02_x.png").rename(images / "renamed.png")

    assert plates_of(novel, images)[1, 2].picture.path.name == "renamed.png"


def test_a_broken_picture_and_one_of_another_novel_are_no_plates(novel, tmp_path):
    images = books.draw_pictures(novel.folder, tmp_path / "images", keys={(1, 1), (1, 2)})
    broken = images / "chapter_01_scene_01_x.png"
    broken.write_bytes(broken.read_bytes()[:-20])
    other = books.make_novel(
        tmp_path / "other", "# One\n\nNothing here is like anything in the first of these books.\n"
    )
    books.draw_pictures(other, images)

    assert set(plates_of(novel, images)) <= {(1, 2)}


def test_a_book_holds_every_scene_and_no_notes(novel):
    texts = {"story.md": books.STORY}
    book = make_book(novel, texts, BookDetails("The Lantern"), {})

    assert [chapter.name for chapter in book.chapters] == ["Chapter One: The Door", "Chapter Two: The Thaw"]
    assert [scene.key for chapter in book.chapters for scene in chapter.scenes] == [(1, 1), (1, 2), (2, 1)]
    assert book.plates == ()
    assert "never be printed" not in repr(book)


def test_the_books_own_heading_is_no_part(tmp_path):
    text = "# The Sea\n\n## Chapter One\n\nIt was night.\n\n## Chapter Two\n\nIt was day.\n"
    novel = read_novel(books.make_novel(tmp_path / "novel", text))
    book = make_book(novel, {"story.md": text}, BookDetails("Another Title"), {})

    assert [chapter.opening.part for chapter in book.chapters] == ["", ""]


# --- Captions ---------------------------------------------------------------------------------------------------------
TEXT = 'It rained. "Come in," he said, "or stay." She ran.\nA second paragraph without an end'


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("rained", "It rained."),
        ("stay", '"Come in," he said, "or stay."'),
        ("ran", "She ran."),
        ("second", "A second paragraph without an end"),
    ],
)
def test_the_sentence_around_a_word(word, sentence):
    assert sentence_at(TEXT, TEXT.index(word)) == sentence


def scene(text):
    return Scene(1, 1, "", "a.md", 1, (1, 1), text)


def evidence(text, **slots):
    found = {slot: tuple(Evidence(1, text.index(word), word) for word in words) for slot, words in slots.items()}
    return SceneReading(evidence=found)


def test_the_caption_is_what_the_action_stands_in():
    assert quote_scene(scene(TEXT), evidence(TEXT, action=["ran"], place=["rained"])) == "She ran."


def test_without_an_action_it_is_where_the_place_stands():
    assert quote_scene(scene(TEXT), evidence(TEXT, action=[], place=["rained"])) == "It rained."


def test_an_endless_sentence_is_no_caption():
    text = "She ran and ran " + "and ran " * 40

    assert len(text) > LONGEST_CAPTION
    assert quote_scene(scene(text), evidence(text, action=["ran"])) == ""


def test_a_scene_that_says_nothing_has_no_caption():
    assert quote_scene(scene("x"), SceneReading()) == ""


def test_a_picture_that_only_its_name_connects_is_no_plate(novel, tmp_path):
    bare = Picture(tmp_path / "chapter_01_scene_01_x.png", None, sound=True)

    assert make_plates(novel.scenes, read_scenes(novel.scenes, CastSheet()), [bare], captions=False) == {}
