"""Strangers' pictures in a book's folders, through the real command: whatever they say, nothing is opened by it."""

import json

import night
import pytest
import strangers
from finished import FinishedBook, finish, paint
from strangers import change_recipe, read_recipe

EVIL = "evil/model"
STORY = night.BEGINNINGS[:2]
slow = pytest.mark.slow


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return finish(tmp_path_factory.mktemp("desk"), STORY)


@pytest.fixture
def book(tmp_path, monkeypatch, capsys, desk):
    """Give a finished book off the network; `opened` are the models and LoRAs that its runs open."""
    book = FinishedBook(tmp_path, monkeypatch, capsys, desk)
    book.opened, book.asked = [], strangers.watch_network(monkeypatch)

    def open_engine(_name, options):
        book.opened += [choice.location for choice in (*options.models, *options.loras, *options.guide_nets)]
        return paint

    monkeypatch.setattr("workspace.drawing.open_engine", open_engine)
    monkeypatch.chdir(tmp_path)
    yield book
    assert book.asked == []


def forget(book, number=1):
    """Take the memory of command lines out of a prompt file, as an older version wrote it."""
    path = book.prompt_file(number)
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("given")), "utf-8")


GIVEN = [
    pytest.param({"model": EVIL}, id="a model of the hub"),
    pytest.param({"model": "here/evil.safetensors"}, id="a model that lies here", marks=slow),
    pytest.param({"lora": ["evil/loras/x.safetensors", "../x.safetensors:0.5"]}, id="LoRAs", marks=slow),
    pytest.param({"width": 10**6, "height": 10**6}, id="a size", marks=slow),
    pytest.param({"steps": "x"}, id="steps in letters", marks=slow),
    pytest.param({"guidance": "x", "cfg_cutoff": float("nan")}, id="guidance in letters", marks=slow),
    pytest.param({"seed": float("inf")}, id="an infinite seed", marks=slow),
    pytest.param({"style": ["noir"], "model": [EVIL], "negative": {"a": 1}}, id="lists and tables", marks=slow),
    pytest.param({"negative": "x " * 2_500_000}, id="5 MB", marks=slow),
    pytest.param({"guide": "pose", "guide_net": EVIL, "likeness": "ip-adapter", "likeness_net": EVIL}, id="a guide"),
    pytest.param({"fp16_accumulation": "yes", "seed": -1, "lora": "x"}, id="other types", marks=slow),
]


@pytest.mark.parametrize("given", GIVEN)
def test_what_a_picture_says_it_was_given_sets_nothing(book, given):
    forget(book)
    before = book.plan()[0]["settings"]
    change_recipe(book.picture(1), given=given)
    scene = book.plan()[0]

    assert scene["settings"] == before
    assert scene["status"] in ("done", "new"), "its job is as it was; or it is no recipe"
    book.run("--force")
    assert book.status == 0
    assert not any("evil" in place or ".safetensors" in place for place in book.opened)


JOBS = [
    pytest.param({"model": EVIL}, [EVIL], id="model"),
    pytest.param({"vae": "evil/vae"}, ["evil/vae"], id="VAE", marks=slow),
    pytest.param(
        {"loras": [{"name": "evil/loras/x.safetensors", "weight": 1.0}]},
        ["evil/loras/x.safetensors"],
        id="LoRA",
        marks=slow,
    ),
]


@pytest.mark.parametrize(("job", "names"), JOBS)
def test_a_picture_of_another_model_is_changed_and_says_both(book, job, names):
    own = read_recipe(book.picture(1))["job"]
    change_recipe(book.picture(1), job=job, given={"model": EVIL}, edits={"model": EVIL, "prompt": "x"})
    scene = book.plan()[0]

    assert scene["status"] == "changed"
    assert all(name in scene["reason"] for name in names)
    assert all(str(own[key] or "none") in scene["reason"] for key in job)
    book.run()
    assert (book.status, book.record(1).job.to_json()["model"]) == (0, own["model"])
    assert book.opened == [own["model"]]


EVIL_GUIDE = {
    "kind": "strong",
    "net": {"name": EVIL, "reads": "openpose"},
    "base": "a woman",
    "figures": [{"key": "1", "words": "a woman", "cells": [0, 1], "portrait": "ab" * 32}],
}


@pytest.mark.parametrize("asked", [(), pytest.param(("--guide", "strong"), marks=slow)], ids=["none", "strong"])
def test_a_guide_of_a_strangers_opens_nothing(book, asked):
    change_recipe(book.picture(1), job={"guide": EVIL_GUIDE})
    scene = book.plan(*asked)[0]

    assert scene["status"] == "changed"
    assert "the guide" in scene["reason"]
    book.run(*asked)
    drawn = book.record(1).to_json()
    assert book.status == 0
    assert "evil" not in drawn
    assert not any("evil" in place for place in book.opened)


@slow
def test_numbers_of_an_older_version_keep_its_picture_and_set_nothing(book):
    """As 0.3.0 wrote it: the settings of a command line in the picture, none in the prompt file."""
    forget(book, 1)
    book.run("--steps", "9", "--scenes", "1:1")
    forget(book, 1)
    change_recipe(book.picture(1), given={"width": 96, "height": 64, "steps": 9})
    before = book.bytes()
    scene = book.plan()[0]

    assert (scene["status"], scene["settings"]["steps"]) == ("done", 30)
    assert "an earlier version was told its" in scene["reason"]
    book.run()
    assert book.bytes() == before
    assert "given = {width = 96, height = 64}" in book.prompt_file(1).read_text("utf-8")
    assert book.plan()[0]["status"] == "done"
    assert book.plan("--steps", "30")[0]["status"] == "changed"
    (book.folder / "novel.toml").write_text('title = "x"\nsteps = 20\n', "utf-8")
    assert book.plan("--novel", str(book.folder))[0]["status"] == "changed"


@slow
def test_a_picture_of_unused_comes_back_as_data(book):
    scenes = list(STORY)
    book.write(scenes[1])
    book.run()
    stranger = next((book.images / "unused").glob("*.png"))
    change_recipe(stranger, job={"model": EVIL}, given={"model": EVIL})
    book.write(*scenes)
    scene = book.plan()[0]

    assert scene["status"] == "changed"
    assert EVIL in scene["reason"]
    book.run()
    assert EVIL not in book.opened


# --- Takes ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def taken(book):
    """Give a book with a take of its first scene, and the take."""
    book.run("--scenes", "1:1", "--takes", "1")
    return book, next((book.images / "takes").glob("*.png"))


@slow
def test_a_strangers_take_brings_no_model_into_the_prompt_file(taken):
    book, take = taken
    change_recipe(take, given={"model": EVIL, "lora": ["evil/l/x.safetensors:1"], "steps": 30})
    said = book.run("--choose", "1:1=1")

    assert book.status == 0
    assert "; its model and LoRA are not, as no setting of yours says so" in said
    assert "evil" not in book.prompt_file(1).read_text("utf-8")
    book.run("--force")
    assert not any("evil" in place for place in book.opened)


@slow
def test_a_take_of_another_model_is_asked_about_and_brings_it_only_where_the_author_names_it(taken):
    book, take = taken
    change_recipe(take, job={"model": EVIL, "vae": ""}, given={"model": EVIL})
    said = book.run("--choose", "1:1=1")
    assert (book.status, "is of another model (evil/model instead of" in said) == (2, True)

    said = book.run("--choose", "1:1=1", "--anyway")
    assert "; its model is not, as no setting of yours says so; --model NAME with --choose writes it" in said
    assert book.statuses() == ["done", "done"]
    book.run("--force")
    assert EVIL not in book.opened

    said = book.run("--choose", "1:1=1", "--anyway", "--model", EVIL)
    assert "is not" not in said
    assert 'model = "evil/model"' in book.prompt_file(1).read_text("utf-8")


@slow
def test_a_lora_of_a_take_is_found_again_where_the_log_says_that_very_file_lay(book, tmp_path):
    ink = tmp_path / "elsewhere" / "ink.safetensors"
    ink.parent.mkdir()
    ink.write_bytes(b"ink")
    book.run("--scenes", "1:1", "--takes", "1", "--lora", f"{ink}:0.5")
    book.run("--choose", "1:1=1", "--anyway")
    assert f'lora = ["{ink}:0.5"]' in book.prompt_file(1).read_text("utf-8")

    ink.write_bytes(b"something else")
    book.edit(1, f'lora = ["{ink}:0.5"]', "lora = []")
    said = book.run("--choose", "1:1=1", "--anyway")
    assert "its LoRA is not" in said


# --- The log ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["mine.safetensors", pytest.param(EVIL, marks=slow)])
def test_a_line_of_the_log_brings_no_other_file(book, tmp_path, name):
    """The author's prompt file names a file that is gone; the log says it lies elsewhere, where something else is."""
    other = tmp_path / "elsewhere" / "mine.safetensors"
    other.parent.mkdir()
    other.write_bytes(b"other")
    lines = [
        {"seconds": 1, "files": {name: str(other)}},
        {"seconds": 1, "model": "mine.safetensors 5 abc", "files": {name: str(other)}},
        {"seconds": 1, "files": {"mine.safetensors 5 abc": str(other), "x": [1], "y": "/dev/zero"}},
    ]
    (tmp_path / "logs" / "pictures.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    book.edit(1, "seed = ", 'model = "mine.safetensors"\nseed = ')
    scene = book.plan()[0]

    assert scene["status"] == "unreadable"
    assert 'model "mine.safetensors" is no preset' in scene["reason"]


# --- The cast sheet, the manuscript, the page -------------------------------------------------------------------------


@slow
def test_no_cast_sheet_and_no_manuscript_names_a_model(book):
    (book.folder / "cast.toml").write_text('[emma]\nname = "Emma"\nlook = "evil/model"\n', "utf-8")
    chapter = book.folder / "chapters" / "chapter_01.md"
    chapter.write_text(f"---\nmodel: {EVIL}\nlora: {EVIL}/x.safetensors\n---\n\n" + chapter.read_text("utf-8"), "utf-8")

    assert {scene["settings"]["model"] for scene in book.plan()} == {"sdxl"}
    book.run("--force")
    assert EVIL not in book.opened


@slow
def test_no_command_of_the_proof_sheet_says_what_a_picture_says(book):
    book.run("--scenes", "1:1", "--takes", "1")
    take = next((book.images / "takes").glob("*.png"))
    for path in (take, book.picture(1), book.picture(2)):
        change_recipe(path, job={"model": EVIL, "prompt": "$(rm -rf ~)"}, given={"model": EVIL, "style": "`x`"})
    book.run("--gallery")
    page = (book.images / "index.html").read_text("utf-8")
    commands = [part.partition("</code>")[0] for part in page.split("<code")[1:]]

    assert any("--choose" in command for command in commands)
    assert not any(word in command for command in commands for word in (EVIL, "rm -rf", "`x`"))
    assert f'"{EVIL}' not in page, "no attribute, no link"


# --- With the true engine ---------------------------------------------------------------------------------------------


@slow
@strangers.quiet_numpy
def test_the_true_engine_draws_with_the_authors_model_alone(tmp_path, tiny_sdxl_folder, monkeypatch, capsys):
    """Pictures of strangers in images/, unused/ and takes/: a model of the hub, a folder and a file that lie here."""
    import tiny_sdxl

    monkeypatch.chdir(tmp_path)
    night.write_novel(tmp_path, STORY)
    asked = strangers.watch_network(monkeypatch)
    evil = tiny_sdxl.build(tmp_path / "strangers" / "model", seed=7)
    own = f'title = "x"\nengine = "sdxl"\nmodel = "{tiny_sdxl_folder}"\nsize = "64x64"\nsteps = 1\n'
    (tmp_path / "novel.toml").write_text(own, "utf-8")

    def run(*argv):
        assert night.generate_scene_images.main(list(argv)) == 0
        return capsys.readouterr().err

    run()
    drawn = sorted((tmp_path / "images").glob("*.png"))
    before = [path.read_bytes() for path in drawn]
    for path, model in zip(drawn, (EVIL, str(evil)), strict=True):
        change_recipe(path, job={"model": model}, given={"model": model})
    opened = strangers.list_opened(monkeypatch, ["strangers/model"])
    said = run()

    assert "2 pictures drawn" in said
    assert [path.read_bytes() for path in drawn] == before
    assert (asked, opened) == ([], [])
