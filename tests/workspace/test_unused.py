"""Pictures of scenes that are gone: put aside with their prompt files, and taken back, by the real command."""

import night
import pytest
from finished import FinishedBook, finish
from PIL import Image

from workspace.prompt_files import read_prompt_file
from workspace.request import read_defaults

A, B, C, D, E, F = night.BEGINNINGS


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return finish(tmp_path_factory.mktemp("desk"), (A, B, C))


@pytest.fixture
def book(tmp_path, monkeypatch, capsys, desk):
    return FinishedBook(tmp_path, monkeypatch, capsys, desk)


def aside(book):
    return [*book.folder_of("unused"), *sorted(path.name for path in book.prompts.glob("unused/*"))]


def test_the_picture_of_a_deleted_scene_goes_to_unused_with_its_prompt_file_and_is_said(book):
    picture, name = book.picture(2).read_bytes(), book.picture(2).name
    book.write(A, C)
    said = book.run()

    assert aside(book) == [name, "chapter_01_scene_02.toml"]
    assert (book.images / "unused" / name).read_bytes() == picture
    assert f"1 picture of a scene no longer there moved to {book.images / 'unused'}: {name}." in said
    assert book.statuses() == ["done", "done"]
    assert len(list(book.images.glob("*.png"))) == 2


def test_a_dry_run_says_it_and_moves_nothing(book):
    name = book.picture(2).name
    book.write(A, C)
    before = night.contents(book.folder)
    said = book.run("--dry-run")

    assert f"1 picture of a scene no longer there will move to {book.images / 'unused'}: {name}." in said
    assert night.contents(book.folder) == before


@pytest.mark.parametrize("seed", ["seed = ", "seed = 1"], ids=["untouched", "a seed of her own"])
def test_it_comes_back_with_its_scene(book, seed):
    book.edit(2, "seed = ", seed)
    book.run()
    before = night.contents(book.folder)
    book.write(A, C)
    book.run()
    book.write(A, B, C)
    plan = book.plan()

    assert [scene["status"] for scene in plan] == ["done"] * 3
    assert plan[1]["moved_from"] == f"unused/{plan[1]['filename']}"
    said = book.run()
    assert f"1 picture back from unused, for its scene is here again: {plan[1]['filename']}." in said
    assert "Nothing to draw" in said
    assert night.contents(book.folder) == before


def test_it_comes_back_to_another_number_and_with_a_text_that_is_slightly_edited(book):
    picture, seed = book.picture(2).read_bytes(), book.record(2).job.seed
    book.write(A, C)
    book.run()
    book.write(A, D, C, B.replace("once look", "look"))
    book.run()

    assert aside(book) == []
    assert book.record(4).job.seed == seed
    assert picture in (book.picture(4).read_bytes(), *(p.read_bytes() for p in book.images.glob("replaced/*")))


def test_it_comes_back_kept_where_it_was_kept(book):
    book.run("--keep", "1:2")
    book.write(A, C)
    book.run()
    book.write(A, B.replace("black", "grey"), C)

    assert book.statuses("--force") == ["done", "kept", "done"]


def test_nothing_is_ever_overwritten_there(book):
    first = book.picture(2).read_bytes()
    for text in (D, E):
        book.write(A, C)
        book.run()
        book.write(A, text, C)
        book.run()
    book.write(A, C)
    book.run()
    names = book.folder_of("unused")

    assert len(names) == 3
    assert first in [(book.images / "unused" / name).read_bytes() for name in names]


@pytest.mark.parametrize("argv", [["--chapters", "2"], ["--scenes", "2:1"], ["--resume", "2", "1"]])
def test_a_selection_moves_no_picture_whose_scene_is_there(tmp_path, monkeypatch, capsys, argv):
    book = FinishedBook(tmp_path, monkeypatch, capsys)
    (book.folder / "chapters" / "chapter_02.md").write_text(f"# Two\n\n{D}\n\n* * *\n\n{E}\n", encoding="utf-8")
    book.write(A, B)
    book.run()
    book.write(A)
    before = book.bytes()
    book.run(*argv)

    assert set(book.bytes().values()) == set(before.values())
    assert [name.split("_")[3] for name in book.folder_of("unused")] == ["02"], "the deleted one alone"


def two_chapters(tmp_path, monkeypatch, capsys):
    book = FinishedBook(tmp_path, monkeypatch, capsys)
    (book.folder / "chapters" / "chapter_02.md").write_text(f"# Two\n\n{D}\n\n* * *\n\n{E}\n", encoding="utf-8")
    book.write(A, B, C)
    book.run()
    return book


def test_a_mistaken_novel_empties_no_folder(tmp_path, monkeypatch, capsys):
    book = two_chapters(tmp_path, monkeypatch, capsys)
    before = night.contents(book.folder)
    said = book.run("--novel", str(book.folder / "chapters" / "chapter_02.md"))

    assert night.contents(book.folder) == before
    assert "6 files of earlier runs (chapter_01_scene_01_emma_office_reading.png, " in said
    assert "3 more) belong to no scene of" in said
    assert "give the whole novel with --novel" in said


def test_nor_does_another_draft_with_few_of_the_scenes(tmp_path, monkeypatch, capsys):
    book = two_chapters(tmp_path, monkeypatch, capsys)
    other = book.folder / "draft"
    other.mkdir()
    (other / "chapter_01.md").write_text(f"# One\n\n{A}\n", encoding="utf-8")
    before = night.contents(book.folder)
    book.run("--novel", str(other))

    assert night.contents(book.folder) == before


def test_another_novel_is_stopped_as_ever(book):
    other = book.folder / "other"
    other.mkdir()
    (other / "a.md").write_text("# One\n\nThe dragon slept under the hill for a hundred years and more.\n")
    before = night.contents(book.folder)
    said = book.run("--novel", str(other))

    assert book.status == 1
    assert "pictures of another novel" in said
    assert night.contents(book.folder) == before


def test_a_chapter_that_is_deleted_takes_its_pictures_along(tmp_path, monkeypatch, capsys):
    book = two_chapters(tmp_path, monkeypatch, capsys)
    (book.folder / "chapters" / "chapter_02.md").unlink()
    book.run()

    assert len(book.folder_of("unused")) == 2


def test_most_of_the_book_may_go_where_no_other_novel_is_named(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    book = two_chapters(tmp_path, monkeypatch, capsys)
    (book.folder / "chapters" / "chapter_01.md").unlink()
    night_argv = night.argv_of(book.folder)
    del night_argv[:2]  # --novel PATH: the usual one is meant
    monkeypatch.setattr("night.argv_of", lambda _, *more: [*night_argv, *more])
    book.run()

    assert len(book.folder_of("unused")) == 3


@pytest.mark.parametrize("name", ["chapter_01_scene_02_emma copy.png", "cover.png", "chapter_01_scene_09.png"])
def test_copies_and_pictures_of_her_own_are_left_alone(book, name):
    path = book.images / name
    if name.startswith("chapter_01_scene_02"):
        path.write_bytes(book.picture(2).read_bytes())
    else:
        Image.new("RGB", (8, 8)).save(path)
    book.write(A, C)
    book.run()

    assert path.exists()


def test_an_edited_prompt_of_a_deleted_scene_waits_with_its_picture(book):
    book.edit(2, 'prompt = "', 'prompt = "red ink, ')
    book.run()
    book.write(A, C)
    book.run()
    (path,) = book.prompts.glob("unused/*.toml")

    assert read_prompt_file(path, read_defaults().limits).edits["prompt"].startswith("red ink, ")


def test_panels_too(tmp_path, monkeypatch, capsys):
    book = FinishedBook(tmp_path, monkeypatch, capsys)
    book.write(A, B, C)
    book.run(engine="storyboard")
    book.write(A, C)
    book.run(engine="storyboard")
    assert len(book.folder_of("unused")) == 1
    book.write(A, B, C)

    assert book.statuses(engine="storyboard") == ["done"] * 3
