"""The command writes the proof sheet: after every run, and in a dry run when it is asked for."""

import json
import shutil

import night
import pytest
from proof import named


@pytest.fixture
def desk(tmp_path):
    night.write_novel(tmp_path)
    return tmp_path


def sheet(desk):
    return (desk / "images" / "index.html").read_text(encoding="utf-8")


def statuses(desk):
    return [card.attributes["data-status"] for card in named(sheet(desk), "li", "card")]


def test_a_run_shows_every_scene_with_a_picture_that_is_there(desk):
    assert night.run(desk) == 0

    sources = {image.attributes["src"] for image in named(sheet(desk), "img")}
    assert sources == {path.name for path in desk.glob("images/*.png")}
    assert statuses(desk) == ["done"] * 6
    assert "drawn in" in sheet(desk)


def test_a_selection_still_shows_the_whole_novel(desk):
    assert night.run(desk, "--scenes", "1:2") == 0

    assert statuses(desk) == ["new", "done", "new", "new", "new", "new"]


def test_what_a_run_is_given_is_said_of_the_scenes_it_draws(desk):
    assert night.run(desk) == 0
    assert night.run(desk, "--scenes", "1:2", "--seed", "3") == 0

    assert statuses(desk) == ["done"] * 6
    assert night.run(desk) == 0
    assert len(list(desk.glob("images/replaced/*"))) == 1


def test_a_run_with_nothing_to_do_writes_a_page_that_is_missing(desk):
    assert night.run(desk) == 0
    whole = sheet(desk)
    (desk / "images" / "index.html").unlink()

    assert night.run(desk) == 0
    assert sheet(desk) == whole


def befores(desk):
    return len(named(sheet(desk), "p", "compare"))


def test_the_version_before_is_shown_where_it_shows_something_else(desk):
    assert night.run(desk) == 0
    assert night.run(desk, "--force") == 0
    assert befores(desk) == 0
    assert "--force draws it again" not in sheet(desk)

    assert night.run(desk, "--scenes", "1:2", "--seed", "3") == 0
    assert befores(desk) == 1
    same = next(desk.glob("images/chapter_01_scene_02*"))
    shutil.copy(same, desk / "images" / "replaced" / "newest.png")
    assert night.run(desk) == 0
    assert "newest.png" not in sheet(desk), "older versions of the program set equal pictures aside"
    assert befores(desk) == 1


def test_a_failed_scene_is_shown_as_it_stands(desk):
    (desk / "prompt_cache").mkdir()
    (desk / "prompt_cache" / "chapter_01_scene_03.toml").write_text("prompt = ", encoding="utf-8")

    assert night.run(desk) == 1
    assert statuses(desk) == ["done", "done", "unreadable", "done", "done", "done"]


def test_a_dry_run_writes_it_only_when_asked_and_nothing_else(desk):
    assert night.run(desk, "--dry-run") == 0
    assert not (desk / "images").exists()

    assert night.run(desk, "--dry-run", "--gallery") == 0
    assert [path.name for path in (desk / "images").iterdir()] == ["index.html"]
    assert not (desk / "prompt_cache").exists()
    assert statuses(desk) == ["new"] * 6


def test_a_dry_run_shows_pictures_where_they_lie_now(desk):
    """An inserted scene moves the others by one; until a run renames them, the page must find the old names."""
    assert night.run(desk) == 0
    night.write_novel(desk, ["A train stood in a field at dawn, and the driver had climbed down.", *night.BEGINNINGS])
    assert night.run(desk, "--dry-run", "--gallery") == 0

    sources = {image.attributes["src"] for image in named(sheet(desk), "img")}
    assert sources == {path.name for path in desk.glob("images/*.png")}
    assert night.run(desk) == 0
    sources = {image.attributes["src"] for image in named(sheet(desk), "img")}
    assert sources == {path.name for path in desk.glob("images/*.png")}


def test_json_has_stdout_to_itself(desk, capsys):
    assert night.run(desk, "--dry-run", "--json", "--gallery") == 0

    assert len([json.loads(line) for line in capsys.readouterr().out.splitlines()]) == 6
    assert statuses(desk) == ["new"] * 6


def test_a_page_that_cannot_be_written_fails_no_run(desk, capsys):
    (desk / "images" / "index.html").mkdir(parents=True)

    assert night.run(desk) == 0
    assert "The proof sheet was not written" in capsys.readouterr().err
    assert len(list(desk.glob("images/*.png"))) == 6
    assert night.stray(desk) == []


def test_the_command_on_the_page_draws_the_scene_again(desk):
    """What the copy button gives is run as it stands."""
    import shlex

    assert night.run(desk) == 0
    command = shlex.split(named(sheet(desk), "pre")[1].text)
    assert command[0] == "python"
    assert command[2:5] == ["--scenes", "1:2", "--force"]

    assert night.generate_scene_images.main([*command[2:], "--quiet", *night.SIZE]) == 0
    figures = (desk / "logs" / "pictures.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["picture"][:19] for line in figures[6:]] == ["chapter_01_scene_02"]


def test_the_page_is_called_what_the_title_page_says(desk):
    (desk / "chapters" / "title_page.md").write_text("---\ntitle: The <b>Crossing\nlanguage: en-GB\n---\n", "utf-8")
    assert night.run(desk, "--dry-run", "--gallery") == 0

    title = named(sheet(desk), "h1")[0]
    assert title.text == "The <b>Crossing"
    assert title.attributes["lang"] == "en-GB"


def test_a_title_page_that_cannot_be_read_stops_nothing(desk):
    (desk / "chapters" / "title_page.md").write_bytes(b"\x00\x01\x02")

    assert night.run(desk, "--dry-run", "--gallery") == 0
    assert named(sheet(desk), "h1")[0].text
