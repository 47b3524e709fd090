"""What the author saves, writes beside or copies while the command runs: hers stays hers. The real command."""

import errno
import json
import os
import sys
import unicodedata
from pathlib import Path

import night
import pytest
from finished import FinishedBook, finish

import generate_scene_images
import make_illustrated_book
from workspace import prompt_files
from workspace.prompt_files import read_prompt_file
from workspace.request import read_defaults

A, B, C, D, E, F = night.BEGINNINGS
LIMITS = read_defaults().limits

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="which file goes to the disk is asked of /proc"),
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return finish(tmp_path_factory.mktemp("desk"), (A, B, C))


@pytest.fixture
def book(tmp_path, monkeypatch, capsys, desk):
    return FinishedBook(tmp_path, monkeypatch, capsys, desk)


def save(path, old, new):
    """Save an edit as most editors do: a whole file beside, which then takes the name."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.with_name("editor.tmp").write_text(text.replace(old, new, 1), encoding="utf-8")
    path.with_name("editor.tmp").replace(path)


def when_syncing(monkeypatch, name, act):
    """Do something the first time that a file with such a name goes to the disk."""
    real, done = os.fsync, []

    def sync(number):
        real(number)
        if not done and name in str(Path(f"/proc/self/fd/{number}").readlink()):
            done.append(number)
            act()

    monkeypatch.setattr(os, "fsync", sync)
    return done


ALL_FILES = "chapter_01_scene_0"
RETYPED = (A.replace("rain came", "snow came"), B.replace("black", "grey"), C.replace("crabs", "eels"))
CASES = {  # what has every prompt file written anew
    "a style": (lambda book: book.run("--restyle", "woodcut"), ALL_FILES),
    "other words of the text": (lambda book: (book.write(*RETYPED), book.run())[1], ALL_FILES),
    "steps": (lambda book: book.run("--steps", "12"), ALL_FILES),
}


@pytest.mark.parametrize(("run", "name"), CASES.values(), ids=CASES)
@pytest.mark.parametrize("number", [1, 3], ids=["the file just written", "one whose turn comes later"])
def test_an_edit_saved_while_prompt_files_are_written_stays_and_is_drawn_by_the_next_run(
    book, monkeypatch, run, name, number
):
    done = when_syncing(monkeypatch, name, lambda: save(book.prompt_file(number), 'prompt = "', 'prompt = "MY BOAT, '))
    before = book.picture(number).read_bytes()
    said = run(book)

    assert done
    assert 'prompt = "MY BOAT, ' in book.prompt_file(number).read_text("utf-8")
    assert "was saved while this run was at work: it is left as you saved it" in said
    assert book.status == 1
    assert book.picture(number).read_bytes() == before, "not drawn from words that are no longer hers"
    book.run()
    assert book.status == 0
    assert book.record(number).job.prompt.startswith("MY BOAT, ")


COMMANDS = {
    "--keep": ("--keep", "1:2"),
    "--correct": ("--correct", "1:2", "time=night"),
}


@pytest.mark.parametrize("argv", COMMANDS.values(), ids=COMMANDS)
def test_an_edit_saved_while_a_command_changes_its_file_stays(book, monkeypatch, argv):
    done = when_syncing(monkeypatch, "scene_02", lambda: save(book.prompt_file(2), 'prompt = "', 'prompt = "MY BOAT, '))
    said = book.run(*argv)

    assert done
    assert book.status == 1
    assert 'prompt = "MY BOAT, ' in book.prompt_file(2).read_text("utf-8")
    assert "it is left as you saved it. Run the command again." in said
    book.run(*argv)
    assert book.status == 0
    file = read_prompt_file(book.prompt_file(2), LIMITS)
    assert file.keep or file.corrections
    assert file.edits["prompt"].startswith("MY BOAT, ")


@pytest.mark.parametrize("argv", [("--write-cast",), ("--init",)], ids=["the cast sheet", "novel.toml"])
def test_a_file_that_she_saves_while_one_is_made_stays(book, monkeypatch, argv):
    monkeypatch.chdir(book.folder)
    path = book.folder / ("cast.toml" if "--write-cast" in argv else "novel.toml")
    done = when_syncing(monkeypatch, path.name, lambda: path.write_text("# MINE\n", encoding="utf-8"))
    said = book.run(*argv)

    assert done
    assert book.status == 1
    assert path.read_text("utf-8") == "# MINE\n"
    assert str(path) in said
    assert "yours" in said
    assert night.stray(book.folder) == []


OWN_TEXTS = {
    "a comment": lambda text: "# REMEMBER the lamp\n" + text,
    "a comment behind a value": lambda text: text.replace("\n\n[generated]", "  # REMEMBER the lamp\n\n[generated]"),
    "a key of her own at the end": lambda text: text + 'my_notes = "REMEMBER the lamp"\n',
    "a comment at the end": lambda text: text + "# REMEMBER the lamp",
    "a setting that there is not": lambda text: 'note = "REMEMBER the lamp"\n' + text,
    "a table of her own": lambda text: text + '\n[notes]\nlamp = "REMEMBER the lamp"\n',
    "a comment within the program's table": lambda text: text.replace(
        "[generated]\n", "[generated]  # REMEMBER the lamp\n"
    ),
}


def without_given(path):
    """Read a prompt file without the settings of the tests' own command line, which keep it by themselves."""
    return "".join(line for line in path.read_text("utf-8").splitlines(keepends=True) if not line.startswith("given"))


@pytest.mark.parametrize("write", OWN_TEXTS.values(), ids=OWN_TEXTS)
@pytest.mark.parametrize("is_drawn", [True, False], ids=["drawn", "its picture thrown away"])
def test_words_beside_the_values_are_set_aside_with_a_scene_that_is_gone(book, write, is_drawn):
    path = book.prompt_file(2)
    if not is_drawn:
        book.picture(2).unlink()
    path.write_text(write(without_given(path)), encoding="utf-8")
    assert "REMEMBER the lamp" in path.read_text("utf-8")
    book.write(A, C)
    book.run()
    book.write(A, D, C)
    book.run()

    kept = [path for path in book.prompts.rglob("*.toml") if "REMEMBER the lamp" in path.read_text("utf-8")]
    assert [path.parent.name for path in kept] == ["unused"]


def test_words_beside_the_values_are_set_aside_when_the_number_is_taken_at_once(book):
    path = book.prompt_file(3)
    book.picture(3).unlink()
    path.write_text("# REMEMBER the lamp\n" + without_given(path), encoding="utf-8")
    book.write(A, B, D)
    book.run()

    assert [p for p in book.prompts.rglob("*.toml") if "REMEMBER the lamp" in p.read_text("utf-8")]


@pytest.mark.parametrize("left", [b"", b"\n", b"# Chapter 01 scene 02.\n", b'prompt = "MY BO', b"\0\0\0\0"])
@pytest.mark.parametrize("argv", [(), ("--restyle", "woodcut"), ("--keep", "1:2"), ("--correct", "1:2", "time=night")])
def test_a_file_that_an_editor_has_emptied_is_left_and_what_it_writes_then_is_there(book, left, argv):
    path = book.prompt_file(2)
    whole = path.read_bytes().replace(b'prompt = "', b'prompt = "MY BOAT, ', 1)
    with path.open("wb") as editor:
        editor.write(left)
        editor.flush()
        said = book.run(*argv)
        assert book.status == 1
        editor.seek(0)
        editor.write(whole)

    assert path.read_bytes() == whole
    assert f"{path}" in said
    book.run()
    assert book.record(2).job.prompt.startswith("MY BOAT, ")


def test_an_editor_that_is_a_moment_late_is_waited_for(book, monkeypatch):
    path = book.prompt_file(2)
    whole = path.read_bytes().replace(b'prompt = "', b'prompt = "MY BOAT, ', 1)
    path.write_bytes(b"")
    monkeypatch.setattr("untrusted.MOMENT", 3600.0)
    monkeypatch.setattr("untrusted.time.sleep", lambda _: path.write_bytes(whole))
    book.run()

    assert book.status == 0
    assert book.record(2).job.prompt.startswith("MY BOAT, ")


COPY_NAMES = (
    "{} (conflicted copy).toml",
    "{} 2.toml",
    "{}-old.toml",
    "{}.bak.toml",
    "{}.sync-conflict-20240102-101112-ABCDEFG.toml",
    "{}-EMMAS-BOOK.toml",
    "{} - Copy.toml",
    "Copy of {}.toml",
    "._{}.toml",
    ".#{}.toml",
)


@pytest.mark.parametrize("name", COPY_NAMES)
@pytest.mark.parametrize("words", ["", "ANOTHER BOAT, "], ids=["of the first version", "with other words"])
def test_a_copy_never_stands_for_the_edited_original(book, name, words):
    path = book.prompt_file(2)
    copy = path.with_name(name.format(path.stem))
    copy.write_text(path.read_text("utf-8").replace('prompt = "', f'prompt = "{words}', 1), encoding="utf-8")
    book.edit(2, 'prompt = "', 'prompt = "MY BOAT, ')
    before, edited = copy.read_bytes(), path.read_bytes()
    said = book.run()

    assert book.status == 0
    assert book.record(2).job.prompt.startswith("MY BOAT, ")
    assert (copy.read_bytes(), path.read_bytes()) == (before, edited)
    assert not (book.prompts / "unused").exists()
    assert (f"{copy.name}: a copy by name, not read." in said) is not name.startswith(".")


@pytest.mark.parametrize("name", [name for name in COPY_NAMES if not name.startswith(".")])
def test_a_copy_alone_does_not_either(book, name):
    path = book.prompt_file(2)
    copy = path.rename(path.with_name(name.format(path.stem)))
    before = copy.read_bytes()
    said = book.run()

    assert copy.read_bytes() == before
    assert path.exists()
    assert copy.name in said


def test_a_file_copied_to_another_scenes_number_does_not_take_the_first_ones_place(book):
    book.edit(2, 'prompt = "', 'prompt = "MY BOAT, ')
    (book.prompts / "chapter_01_scene_01.toml").write_bytes(book.prompt_file(2).read_bytes())
    edited = book.prompt_file(2).read_bytes()
    book.run()

    assert book.prompt_file(2).read_bytes() == edited
    assert book.record(2).job.prompt.startswith("MY BOAT, ")


@pytest.mark.parametrize("mark", [" 2", " (1)", " - Copy", "-LAPTOP", " (conflicted copy)", "_copy", "~1"])
def test_a_copied_picture_never_stands_for_the_picture(book, mark):
    picture = book.picture(2)
    copy = picture.with_name(f"{picture.stem}{mark}.png")
    copy.write_bytes(picture.read_bytes())
    before = night.contents(book.folder)
    said = book.run()

    assert f"{copy.name}: a copy by name, not read." in said
    assert night.contents(book.folder) == before
    book.write(A, C)
    book.run()
    assert copy.exists()


def test_copies_of_the_cast_sheet_are_said(book):
    (book.folder / "cast (Emma's conflicted copy 2024-01-02).toml").write_text("nonsense [", encoding="utf-8")

    assert "cast (Emma's conflicted copy 2024-01-02).toml: a copy by name, not read." in book.run("--dry-run")


@pytest.mark.parametrize(
    "name",
    [
        "images/.chapter_01_scene_09_emma.png.icloud",
        "prompt_cache/.chapter_01_scene_09.toml.icloud",
        "chapters/.chapter_02.md.icloud",
        ".cast.toml.icloud",
    ],
)
@pytest.mark.parametrize("argv", [(), ("--dry-run",)])
def test_what_is_only_in_a_cloud_stops_the_run_before_anything_is_moved(book, name, argv):
    (book.folder / name).touch()
    before = night.contents(book.folder)
    said = book.run(*argv)

    assert book.status == 1
    assert "is in iCloud and not on this disk: choose Download Now" in said
    assert night.contents(book.folder) == before


NAMES = ("the_slip.md", "the_county.md")  # no number tells them from a book


@pytest.mark.parametrize("where", ["book", "chapters", "."])
@pytest.mark.parametrize("spoil", ["", "no record", "half a record", "a copy", "as macOS spells it"])
def test_the_book_is_never_read_as_the_novel(tmp_path, monkeypatch, capsys, where, spoil):
    monkeypatch.chdir(tmp_path)
    for name, scenes in zip(NAMES, ((A, B, C), (D, E, F)), strict=True):
        text = f"# {name}\n\n" + "\n\n* * *\n\n".join(scenes)
        (tmp_path / name).write_text(text + "\n", encoding="utf-8")
    (tmp_path / "images").mkdir()
    argv = ["--novel", ".", "--title", "Café", "--output", where]
    assert make_illustrated_book.main(argv) == 0
    folder = tmp_path / where
    if spoil == "no record":
        (folder / "Café pictures").mkdir(exist_ok=True)
        (folder / ".book_files.json").unlink()
    if spoil == "half a record":
        (folder / ".book_files.json").write_text('{"Café.md": [', encoding="utf-8")
    if spoil == "a copy":
        (folder / "Café (conflicted copy).md").write_bytes((folder / "Café.md").read_bytes())
    if spoil == "as macOS spells it":
        (folder / "Café.md").rename(folder / unicodedata.normalize("NFD", "Café.md"))
    for name, new in zip(NAMES, (A, D), strict=True):  # rewritten since: the book is no twin of the chapters any more
        text = f"# {name}\n\n{new}\n\n" + " ".join(reversed(f"{B} {C} {E} {F}".split())) * 3
        (tmp_path / name).write_text(f"{text}\n", encoding="utf-8")
    capsys.readouterr()
    generate_scene_images.main(["--novel", ".", "--dry-run", "--json", "--engine", "storyboard"])

    files = {json.loads(line)["file"] for line in capsys.readouterr().out.splitlines()}
    assert files == set(NAMES)


def test_an_edit_saved_while_a_take_is_chosen_stays(book, monkeypatch):
    book.run("--scenes", "1:2", "--takes", "1")
    before = book.bytes()
    done = when_syncing(monkeypatch, "scene_02.toml", lambda: save(book.prompt_file(2), 'prompt = "', 'prompt = "MY, '))
    said = book.run("--choose", "1:2=1")

    assert done
    assert book.status == 1
    assert 'prompt = "MY, ' in book.prompt_file(2).read_text("utf-8")
    assert "it is left as you saved it" in said
    assert book.bytes() == before


def test_a_prompt_file_that_is_locked_stops_its_scene_alone(book, monkeypatch):
    real = os.replace

    def replace(source, target):
        if str(target).endswith("scene_02.toml"):
            raise PermissionError(13, "Permission denied", str(source), None, str(target))
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    before = book.prompt_file(2).read_bytes()
    said = book.run("--steps", "12")

    assert book.status == 1
    assert "scene_02.toml" in said
    assert "2 pictures drawn" in said
    assert book.prompt_file(2).read_bytes() == before
    assert night.stray(book.folder) == []


def test_a_prompt_file_that_the_disk_refuses_while_scenes_move_is_waited_for(book, monkeypatch):
    path = book.prompt_file(2)
    save(path, "graphic novel", "MY BOAT, graphic novel")
    book.write(D, A, B, C)
    real = prompt_files.read_file

    def refuse(file):
        if file.name == path.name:
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(file))
        return real(file)

    with monkeypatch.context() as patch:
        patch.setattr(prompt_files, "read_file", refuse)
        said = book.run()
    assert book.status == 1
    assert "Scene 1:3 cannot be drawn" in said
    assert "chapter_01_scene_02.toml cannot be read and may be this scene's prompt file" in said

    book.run()
    assert book.status == 0
    assert "MY BOAT" in book.prompt_file(3).read_text("utf-8")
    assert "MY BOAT" not in book.prompt_file(2).read_text("utf-8")


def test_a_page_of_hers_beside_the_pictures_is_kept(book):
    page = book.images / "index.html"
    book.run("--gallery")
    ours = page.read_bytes()
    page.write_text("<h1>MY PAGE</h1>", encoding="utf-8")
    said = book.run("--gallery")

    assert page.read_bytes() == ours
    assert (book.images / "replaced" / "index.html").read_text("utf-8") == "<h1>MY PAGE</h1>"
    assert "index.html was not written here: it is kept as " in said
    book.run("--gallery")
    assert len(list(book.images.glob("replaced/*.html"))) == 1


def test_a_chapter_that_an_editor_has_emptied_is_waited_for(book, monkeypatch):
    chapter = book.folder / "chapters" / "chapter_01.md"
    whole = chapter.read_bytes()
    (chapter.with_name("chapter_02.md")).write_text(f"# Two\n\n{E}\n", encoding="utf-8")
    chapter.write_bytes(b"")
    monkeypatch.setattr("untrusted.MOMENT", 3600.0)
    monkeypatch.setattr("untrusted.time.sleep", lambda _: chapter.write_bytes(whole))
    said = book.run()

    assert "4 scenes: 1 new, 3 done." in said


def test_an_emptied_cast_sheet_draws_nothing_anew(book):
    (book.folder / "cast.toml").write_bytes(b"")
    said = book.run()

    assert book.status == 1
    assert "cast.toml is empty, as while an editor saves it: save it again, or delete it" in said
