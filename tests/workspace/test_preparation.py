"""Before the first picture: folders, leftovers, moves, and prompt files of scenes that are gone."""

import re
from dataclasses import replace

import pytest
from proof import drawn, plan_one

from errors import NovelError
from workspace.claims import claim_path, guarding, try_claim
from workspace.preparation import (
    check_writable,
    hold_folders,
    picture_moves,
    prepare_folders,
    prompt_moves,
    remove_leftovers,
    set_prompt_aside,
    write_prompts,
)
from workspace.prompt_files import UNUSED, read_prompt_file
from workspace.remembered import remember
from workspace.request import read_defaults

LIMITS = read_defaults().limits


@pytest.fixture
def planned(tmp_path):
    path = tmp_path / "prompts" / "chapter_01_scene_01.toml"
    return replace(plan_one(images=tmp_path), prompt_path=path, remembered=remember({"width": 96}, {}))


@pytest.fixture
def written(planned):
    """A plan whose prompt file is there."""
    planned.prompt_path.parent.mkdir()
    write_prompts([planned], LIMITS)
    return planned


def test_a_folder_is_made_and_left_empty(tmp_path):
    check_writable(tmp_path / "a" / "b", "--output")

    assert list((tmp_path / "a" / "b").iterdir()) == []


def test_a_folder_that_is_a_file_names_its_option(tmp_path):
    (tmp_path / "images").touch()

    with pytest.raises(NovelError, match=r"images: cannot write there .* give another with --output DIR"):
        check_writable(tmp_path / "images", "--output")


def test_only_pictures_whose_name_is_old_are_moved(planned, tmp_path):
    there = replace(planned, picture=drawn(planned))
    moved = replace(planned, picture=replace(drawn(planned), path=tmp_path / "old.png"))
    mute = replace(planned, picture=replace(drawn(planned), path=tmp_path / "old.png", record=None))

    assert picture_moves([planned, there, mute]) == {}
    assert picture_moves([moved]) == {tmp_path / "old.png": planned.path}


def test_only_prompt_files_whose_name_is_old_are_moved(written, tmp_path):
    file = read_prompt_file(written.prompt_path, LIMITS)

    assert prompt_moves([written, replace(written, prompt_file=file)]) == {}
    moved = replace(written, prompt_file=replace(file, path=tmp_path / "old.toml"))
    assert prompt_moves([moved]) == {tmp_path / "old.toml": written.prompt_path}


def test_a_prompt_file_is_written_once_and_for_selected_scenes_alone(planned):
    planned.prompt_path.parent.mkdir()
    write_prompts([replace(planned, is_selected=False)], LIMITS)
    assert not planned.prompt_path.exists()

    write_prompts([planned], LIMITS)
    assert read_prompt_file(planned.prompt_path, LIMITS).generated == planned.generated


def edit(path):
    text = path.read_text(encoding="utf-8")
    prompt = next(line for line in text.splitlines() if line.startswith("prompt ="))
    path.write_text(text.replace(prompt, 'prompt = "my own words"', 1), encoding="utf-8")


def test_an_edited_prompt_file_is_left_as_it_is(written):
    edit(written.prompt_path)
    before = written.prompt_path.read_bytes()
    file = read_prompt_file(written.prompt_path, LIMITS)
    write_prompts([replace(written, prompt_file=file, generated=replace(written.generated, seed=99))], LIMITS)

    assert file.edits
    assert written.prompt_path.read_bytes() == before


def test_the_authors_words_are_kept_when_their_scene_is_gone(written):
    edit(written.prompt_path)
    set_prompt_aside(written.prompt_path, LIMITS)

    assert not written.prompt_path.exists()
    assert "my own words" in (written.prompt_path.parent / UNUSED / written.prompt_path.name).read_text()


def test_a_prompt_file_without_them_is_not(planned):
    planned.prompt_path.parent.mkdir()
    write_prompts([replace(planned, remembered=None)], LIMITS)
    set_prompt_aside(planned.prompt_path, LIMITS)

    assert list(planned.prompt_path.parent.iterdir()) == []


def test_what_a_command_line_gave_is_kept_when_its_scene_is_gone(written):
    set_prompt_aside(written.prompt_path, LIMITS)

    assert [path.name for path in written.prompt_path.parent.glob("*/*")] == [written.prompt_path.name]


def test_what_a_command_line_gave_goes_into_edited_files_and_nothing_else_changes_there(written):
    edit(written.prompt_path)
    before = written.prompt_path.read_text(encoding="utf-8")
    file = read_prompt_file(written.prompt_path, LIMITS)
    news = remember({"steps": 40, "seed": 5}, file.edits)
    write_prompts([replace(written, prompt_file=file, remembered=news)], LIMITS)

    assert read_prompt_file(written.prompt_path, LIMITS).remembered == news
    assert written.prompt_path.read_text(encoding="utf-8") == re.sub(
        r"(?m)^given = .*$", "given = {steps = 40, seed = 5}", before
    )


def test_a_run_that_only_draws_takes_remembers_nothing(planned):
    planned.prompt_path.parent.mkdir()
    write_prompts([planned], LIMITS, remembers=False)

    assert read_prompt_file(planned.prompt_path, LIMITS).remembered is None


LEFT_BY_DEAD_RUNS = (
    "images/.chapter_01_scene_01_emma.png.part",
    "images/.index.html.4711-0123abcd.part",
    "images/.4711-0123abcd.claim",
    "images/.desk.claim.0123456789abcdef",
    "prompts/.desk.claim.0123456789abcdef",
    "images/.chapter_01_scene_01.claim",
    "images/takes/.chapter_01_scene_01_take_01.claim",
    "images/takes/.chapter_01_scene_01_take_01.png.part",
    "images/takes/replaced/.chapter_01_scene_01_take_01.png.part",
    "images/replaced/.chapter_01_scene_01_emma.png.part",
    "images/reproduced/.chapter_01_scene_01_emma.claim",
    "images/portraits/.emma_1.png.part",
    "images/reproduced/.chapter_01_scene_01_emma.png.part",
    "images/unused/.chapter_01_scene_09_emma.png.part",
    "prompts/.chapter_01_scene_01.toml.part",
    "prompts/unused/.chapter_01_scene_01.toml.part",
    "logs/.pictures.jsonl.part",
)
FOLDERS_OF_HERS = ("images/.a.png.part/x", "prompts/.a.toml.part/x", "logs/.part.part/x")
OTHERS_FILES = ("images/a.png", "images/notes.part", "images/takes/.hidden", "prompts/.swap", "logs/x.part")


def folders_in(folder):
    places = {name: folder / name for name in ("prompts", "logs")}
    return replace(read_defaults().folders, output=folder / "images", **places)


def test_what_a_dead_run_left_is_deleted_everywhere_and_nothing_else(tmp_path, monkeypatch):
    monkeypatch.setattr("workspace.claims.NAMELESS", 0.0)
    for name in (*LEFT_BY_DEAD_RUNS, *OTHERS_FILES, *FOLDERS_OF_HERS):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    with hold_folders(folders_in(tmp_path)):
        left = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file())

    assert left == sorted(("images/.desk.claim", "prompts/.desk.claim", *OTHERS_FILES, *FOLDERS_OF_HERS))


def test_what_a_living_run_is_writing_stays(tmp_path):
    folders = folders_in(tmp_path)
    parts = (
        folders.output / ".chapter_01_scene_01_emma.png.part",
        folders.output / "takes" / ".chapter_01_scene_01_take_01.png.part",
        folders.output / "reproduced" / ".old_name.png.part",
    )
    claimed = []
    for part in parts:
        part.parent.mkdir(parents=True, exist_ok=True)
        part.touch()
        claimed.append(try_claim(claim_path(part.with_name(part.name[1:-5]))))
    with guarding(folders.output) as mark:
        page = folders.output / f".index.html{mark}.part"
        page.touch()
        remove_leftovers(folders)
        assert all(part.exists() for part in (*parts, page))
    for claim in claimed:
        claim.release()
    remove_leftovers(folders)
    assert not any(part.exists() for part in (*parts, page))


def test_a_folder_that_refuses_is_one_sentence(monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied", "prompts/x.toml")

    monkeypatch.setattr("workspace.preparation.write_prompts", refuse)

    with pytest.raises(NovelError, match=r"prompts/x\.toml: Permission denied; give yourself the right to it, or give"):
        prepare_folders([], LIMITS)
