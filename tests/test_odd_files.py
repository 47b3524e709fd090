"""Whatever stands where a file belongs, and a folder that nobody may look into, costs that alone: no hang, no crash."""

import os
import shutil
import signal

import borders
import pytest

WAIT = 20  # seconds; a pipe that is opened waits for ever


def link_to(target):
    def make(path):
        path.symlink_to(target)

    return make


KINDS = {
    "a folder": lambda path: path.mkdir(),
    "a pipe": os.mkfifo,
    "a device": link_to("/dev/zero"),
    "a link to nothing": link_to("nowhere"),
    "a link in a circle": lambda path: path.symlink_to(path.name),
    "nothing inside": lambda path: path.write_bytes(b""),
}
# Where it stands, the commands that come across it, and which of them may not go on without that file.
PLACES = {
    "images/chapter_01_scene_01_emma_office_reading.png": ((borders.RUN, borders.PAGE, borders.book), ()),
    "images/takes/chapter_01_scene_01_take_01.png": ((borders.PAGE, borders.scenes("--takes", "1")), ()),
    "images/replaced/chapter_01_scene_01_emma_office_reading.png": ((borders.RUN, borders.PAGE), ()),
    "images/unused/odd.png": ((borders.RUN,), ()),
    "images/thumbnails/0123456789abcdef0123.jpg": ((borders.PAGE,), ()),
    "prompt_cache/chapter_01_scene_01.toml": ((borders.RUN, borders.DRY, borders.MEND), (borders.RUN, borders.MEND)),
    "prompt_cache/unused/chapter_01_scene_03.toml": ((borders.RUN,), ()),
    "logs/pictures.jsonl": ((borders.RUN, borders.PAGE), ()),
    "cast.toml": ((borders.RUN, borders.book), (borders.RUN, borders.book)),
    "book/.book_files.json": ((borders.book,), (borders.book,)),
    "novel.toml": ((borders.at_home("--dry-run", "--quiet", "--engine", "storyboard"),), None),
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    folder = tmp_path_factory.mktemp("odd") / "desk"
    borders.make_desk(folder)
    (folder / "novel.toml").unlink()
    return folder


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch):
    monkeypatch.setattr("workspace.log.describe_machine", lambda *_: ())

    def give_up(*_):
        raise TimeoutError("it waits for ever")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(WAIT)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("place", PLACES)
def test_whatever_stands_where_a_file_belongs_costs_that_file_alone(desk, tmp_path, capfd, place, kind):
    commands, failing = PLACES[place]
    for number, command in enumerate(commands):
        folder = tmp_path / f"desk{number}"
        shutil.copytree(desk, folder)
        path = folder / place
        path.parent.mkdir(exist_ok=True)
        path.unlink(missing_ok=True)
        KINDS[kind](path)
        status = command(folder)
        said = capfd.readouterr().err

        assert not borders.FAULT.search(said)
        assert status in borders.STATUSES
        if failing is not None and command not in failing:
            assert status == 0, said
        assert status == 0 or path.name in said


FOLDERS = {
    "images": ((borders.DRY, borders.PAGE, borders.book), 1),
    "images/takes": ((borders.scenes("--choose", "1:1=1"),), 1),
    "images/replaced": ((borders.RUN, borders.PAGE), 0),
    "images/unused": ((borders.RUN,), 0),
    "prompt_cache": ((borders.DRY, borders.RUN), 1),
    "prompt_cache/unused": ((borders.RUN,), 0),
    "images/thumbnails": ((borders.PAGE,), 0),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", FOLDERS)
def test_a_folder_that_nobody_may_look_into_is_named(desk, tmp_path, capfd, monkeypatch, name):
    commands, status = FOLDERS[name]
    scandir, listdir = os.scandir, os.listdir

    def refusing(call):
        def look(path="."):
            if str(path).endswith(f"desk/{name}"):
                raise PermissionError(13, "Permission denied", str(path))
            return call(path)

        return look

    for number, command in enumerate(commands):
        folder = tmp_path / str(number) / "desk"
        shutil.copytree(desk, folder)
        (folder / name).mkdir(exist_ok=True)
        with monkeypatch.context() as patch:
            patch.setattr(os, "scandir", refusing(scandir))
            patch.setattr(os, "listdir", refusing(listdir))
            found = command(folder)
        said = capfd.readouterr().err

        assert found == status
        assert not borders.FAULT.search(said)
        assert status == 0 or f"desk/{name}: cannot be looked into (Permission denied)" in said
