"""Pictures that are final: --keep, --unkeep and `keep = true`, with the real command."""

import shutil

import night
import pytest
from finished import FinishedBook, finish
from PIL import Image

from workspace.prompt_files import read_prompt_file
from workspace.request import read_defaults

LIMITS = read_defaults().limits


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return finish(tmp_path_factory.mktemp("desk"), night.BEGINNINGS[:3])


@pytest.fixture
def book(tmp_path, monkeypatch, capsys, desk):
    return FinishedBook(tmp_path, monkeypatch, capsys, desk)


def is_kept(book, number):
    return read_prompt_file(book.prompt_file(number), LIMITS).keep


@pytest.mark.parametrize(
    ("argv", "kept"),
    [
        pytest.param(["1:2"], [False, True, False], id="one scene"),
        pytest.param(["1:1", "1:3"], [True, False, True], id="several"),
        pytest.param(["1:2-3"], [False, True, True], id="a range"),
        pytest.param(["1:1,1:2"], [True, True, False], id="with a comma"),
    ],
)
def test_keep_writes_it_into_the_prompt_file_draws_nothing_and_says_so(book, argv, kept):
    before = book.bytes()
    said = book.run("--keep", *argv)

    assert book.status == 0
    assert [is_kept(book, number) for number in (1, 2, 3)] == kept
    assert said.count("no run draws") == sum(kept)
    assert "picture drawn" not in said
    assert book.bytes() == before
    assert book.statuses() == ["kept" if is_it else "done" for is_it in kept]


def test_what_it_says_names_the_way_back(book):
    name = book.picture(2).name

    assert f"Scene 1:2 is kept: no run draws {name} again until --unkeep 1:2." in book.run("--keep", "1:2")
    assert "Scene 1:2 is kept already." in book.run("--keep", "1:2")
    assert "Scene 1:2 is no longer kept: the next run treats it like any other." in book.run("--unkeep", "1:2")
    assert "Scene 1:2 was not kept." in book.run("--unkeep", "1:2")
    assert book.statuses() == ["done"] * 3


def test_keep_and_back_leaves_the_prompt_file_as_it_was(book):
    path = book.prompt_file(2)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    before = path.read_bytes()
    book.run("--keep", "1:2")
    assert b"\r\nkeep = true\r\n" in path.read_bytes().partition(b"\n[generated]")[0]
    book.run("--unkeep", "1:2")

    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "argv",
    [
        ["--keep", "1:9"],
        ["--keep", "1:2", "7:1"],
        ["--unkeep", "1:9"],
        ["--keep", "two"],
        ["--keep", "1:3-1"],
        ["--keep", "1:2", "--unkeep", "1:1-2"],
        ["--keep", "1:2", "--dry-run"],
        ["--unkeep", "1:2", "--dry-run"],
        ["--keep"],
    ],
)
def test_a_mistake_of_the_command_line_writes_nothing(book, argv):
    before = night.contents(book.folder)
    try:
        book.run(*argv)
        status = book.status
    except SystemExit as exit_:
        status = exit_.code

    assert status == 2
    assert night.contents(book.folder) == before


def test_a_scene_without_a_picture_cannot_be_kept_yet(book):
    book.picture(2).unlink()
    before = night.contents(book.folder)
    said = book.run("--keep", "1:1", "1:2")

    assert book.status == 2
    assert "Scene 1:2 has no picture to keep yet; draw it with --scenes 1:2." in said
    assert night.contents(book.folder) == before


def test_a_broken_picture_cannot_be_kept(book):
    path = book.picture(2)
    path.write_bytes(path.read_bytes()[:-30])
    said = book.run("--keep", "1:2")

    assert book.status == 2
    assert f"Scene 1:2 has no picture to keep: {path.name} is broken; draw it with --scenes 1:2." in said


@pytest.mark.parametrize(
    "argv",
    [
        ["--force"],
        ["--restyle", "woodcut"],
        *(
            pytest.param(argv, marks=pytest.mark.slow)
            for argv in (
                ["--style", "noir", "--steps", "12"],
                ["--seed", "5"],
                ["--refresh"],
                ["--force", "--refresh", "1:1-2"],
            )
        ),
    ],
)
def test_no_run_touches_a_kept_picture_and_it_is_named(book, argv):
    book.run("--keep", "1:1-2")
    before = [book.picture(number).read_bytes() for number in (1, 2)]
    book.word_anew()
    said = book.run(*argv)

    assert "Kept, so passed by: scenes 1:1, 1:2." in said
    assert [book.picture(number).read_bytes() for number in (1, 2)] == before
    assert book.statuses()[:2] == ["kept", "kept"]
    book.run("--unkeep", "1:1-2")
    book.run()
    assert [book.picture(number).read_bytes() for number in (1, 2)] == before, "and remembers nothing of it"


def test_no_edit_and_no_other_engine_touches_it_either(book):
    before = book.picture(2).read_bytes()
    book.run("--keep", "1:2")
    book.edit(2, 'prompt = "', 'prompt = "red ink, ')

    assert book.statuses() == ["done", "kept", "done"]
    assert book.statuses("--force", engine="storyboard") == ["done", "kept", "done"]
    book.run("--force", engine="storyboard")
    assert book.picture(2).read_bytes() == before


def test_a_kept_picture_whose_text_has_changed_is_listed_and_follows_its_scene(book):
    before = book.picture(2).read_bytes()
    book.run("--keep", "1:2")
    scenes = [
        night.BEGINNINGS[0],
        night.BEGINNINGS[4],
        night.BEGINNINGS[1].replace("black", "grey"),
        night.BEGINNINGS[2],
    ]
    book.write(*scenes)
    said = book.run()

    assert "Kept although the text has changed since: scene 1:3." in said
    assert book.picture(3).read_bytes() == before
    plan = book.plan()
    assert plan[2]["status"] == "kept"
    assert plan[2]["reason"] == "You keep it as it is, although its text has changed since."


def test_once_it_is_let_go_a_changed_text_counts_again(book):
    book.run("--keep", "1:2")
    book.write(night.BEGINNINGS[0], night.BEGINNINGS[1].replace("black harbour", "river"), night.BEGINNINGS[2])
    book.run()
    book.run("--unkeep", "1:2")

    assert book.statuses() == ["done", "changed", "done"]


def test_a_kept_picture_stays_with_a_scene_that_is_rewritten_word_by_word(book):
    before = book.picture(2).read_bytes()
    book.run("--keep", "1:2")
    words = night.BEGINNINGS[1].split()
    for at in range(0, len(words), 3):
        words[at : at + 3] = [f"new{at}", f"words{at}", f"here{at}"]
        book.write(night.BEGINNINGS[0], " ".join(words), night.BEGINNINGS[2])
        book.run()

    assert book.picture(2).read_bytes() == before
    assert book.statuses() == ["done", "kept", "done"]


@pytest.mark.slow
def test_it_also_follows_where_the_prompt_is_her_own(book):
    book.edit(2, 'prompt = "', 'prompt = "red ink, ')
    book.run()
    before = book.picture(2).read_bytes()
    book.run("--keep", "1:2")
    words = night.BEGINNINGS[1].split()
    for at in range(0, len(words), 3):
        words[at : at + 3] = [f"new{at}", f"words{at}", f"here{at}"]
        book.write(night.BEGINNINGS[0], " ".join(words), night.BEGINNINGS[2])
        book.run()

    assert book.picture(2).read_bytes() == before
    assert book.plan()[1]["prompt"].startswith("red ink, ")


@pytest.mark.parametrize("at_the_end", [False, True], ids=["above", "below [generated]"])
def test_she_may_write_it_herself(book, at_the_end):
    path = book.prompt_file(2)
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}\nkeep = true\n" if at_the_end else f"keep = true\n{text}", encoding="utf-8")

    assert book.statuses() == ["done", "kept", "done"]
    book.run("--unkeep", "1:2")
    assert book.statuses() == ["done"] * 3


@pytest.mark.parametrize(("value", "shown"), [('"yes"', "'yes'"), ("1", "1"), ("[]", "[]")])
def test_another_value_is_a_fault_with_its_line(book, value, shown):
    text = book.prompt_file(2).read_text(encoding="utf-8")
    line = text.splitlines().index("[generated]")
    book.edit(2, "\n[generated]", f"keep = {value}\n\n[generated]")
    plan = book.plan()

    assert [scene["status"] for scene in plan] == ["done", "unreadable", "done"]
    fault = f"chapter_01_scene_02.toml, line {line}: keep is {shown}, neither true nor false; write keep = true."
    assert plan[1]["reason"].endswith(fault)
    book.run("--keep", "1:1-3")
    assert book.status == 1
    assert not is_kept(book, 1)


def test_false_is_no_word_at_all(book):
    book.edit(2, "seed = ", "keep = false\nseed = ")

    assert book.statuses() == ["done"] * 3


def test_keep_before_there_is_a_picture_draws_it_once(book):
    book.picture(2).unlink()
    book.edit(2, "seed = ", "keep = true\nseed = ")

    assert book.statuses() == ["done", "new", "done"]
    book.run()
    assert book.statuses("--force") == ["done", "kept", "done"]


def test_a_kept_picture_that_is_broken_is_not_drawn_over(book):
    book.run("--keep", "1:2")
    path = book.picture(2)
    path.write_bytes(path.read_bytes()[:-30])
    plan = book.plan("--force")

    assert plan[1]["status"] == "kept"
    assert f"You keep {path.name}, but it is broken or cut off: put a sound copy back" in plan[1]["reason"]
    before = path.read_bytes()
    book.run("--force")
    assert path.read_bytes() == before


def test_a_picture_of_her_own_can_be_kept_and_follows_its_scene(book):
    Image.new("RGB", (96, 64), "red").save(book.picture(2))
    before = book.picture(2).read_bytes()
    book.run("--keep", "1:2")
    book.write(night.BEGINNINGS[4], *night.BEGINNINGS[:3])
    book.run()

    assert book.picture(3).read_bytes() == before
    assert book.statuses() == ["done", "done", "kept", "done"]


def test_takes_of_a_kept_scene_are_drawn_and_a_choice_is_her_word(book):
    old = book.picture(2).read_bytes()
    book.run("--keep", "1:2")
    book.run("--scenes", "1:2", "--takes", "2")
    assert len(book.folder_of("takes")) == 2
    assert book.picture(2).read_bytes() == old
    said = book.run("--choose", "1:2=2")

    assert "Scene 1:2 is take 2 now" in said
    assert "it stays kept" in said
    assert book.picture(2).read_bytes() == (book.images / "takes" / "chapter_01_scene_02_take_02.png").read_bytes()
    assert book.statuses("--force") == ["done", "kept", "done"]


def test_a_take_can_be_chosen_and_kept_at_once(book):
    book.run("--scenes", "1:2", "--takes", "1")
    book.run("--choose", "1:2=1", "--keep", "1:2")

    assert book.statuses() == ["done", "kept", "done"]


def test_keeping_works_without_a_prompt_file(book):
    book.prompt_file(2).unlink()
    shutil.rmtree(book.prompts)
    book.run("--chapters", "1", "--keep", "1:2")

    assert book.statuses() == ["done", "kept", "done"]
