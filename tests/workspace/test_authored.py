"""Files of the author's: what she saves while they are written is never written over."""

import errno
import os
import threading

import pytest

from workspace.authored import EditedError, digest_of, read_authored, write_authored

HERS = b'prompt = "MY BOAT"\n'


@pytest.fixture
def path(tmp_path):
    return tmp_path / "chapter_01_scene_06.toml"


def save(path):
    """Save as editors do: beside, then renamed."""
    path.with_name("editor.tmp").write_bytes(HERS)
    path.with_name("editor.tmp").replace(path)


def save_in_place(path):
    path.write_bytes(HERS)


def empty(path):
    path.write_bytes(b"")


def make_folder(path):
    path.unlink(missing_ok=True)
    path.mkdir()


def link_nowhere(path):
    path.unlink(missing_ok=True)
    path.symlink_to("nowhere")


def delete(path):
    path.unlink()


def while_syncing(monkeypatch, act):
    """Do something while the new bytes go to the disk, as slow disks give time for."""
    real, done = os.fsync, []

    def sync(number):
        real(number)
        if not done:
            done.append(number)
            act()

    monkeypatch.setattr(os, "fsync", sync)


def state(path):
    if path.is_symlink() or path.is_dir():
        return "a link" if path.is_symlink() else "a folder"
    return read_authored(path)


CHANGES = [save, save_in_place, empty, make_folder, link_nowhere]


@pytest.mark.parametrize("was", [b"seed = 1\n", None], ids=["an old file", "a new file"])
@pytest.mark.parametrize("change", CHANGES)
def test_what_is_saved_meanwhile_stays(path, monkeypatch, was, change):
    if was is not None:
        path.write_bytes(was)
    while_syncing(monkeypatch, lambda: change(path))
    with pytest.raises(EditedError, match=r"scene_06\.toml was saved while this run was at work: it is left as you"):
        write_authored(path, b"seed = 2\n", was)
    after = state(path)
    change(path.with_name("wanted"))

    assert after == state(path.with_name("wanted"))
    assert list(path.parent.glob(".*")) == []


def test_a_file_that_she_deletes_meanwhile_is_not_made_again(path, monkeypatch):
    path.write_bytes(b"seed = 1\n")
    while_syncing(monkeypatch, lambda: delete(path))
    with pytest.raises(EditedError):
        write_authored(path, b"seed = 2\n", b"seed = 1\n")

    assert not path.exists()


@pytest.mark.parametrize("was", [b"seed = 1\n", None], ids=["an old file", "a new file"])
def test_what_is_as_it_was_is_written(path, was):
    if was is not None:
        path.write_bytes(was)
    write_authored(path, b"seed = 2\n", was)

    assert path.read_bytes() == b"seed = 2\n"
    assert list(path.parent.iterdir()) == [path]


def test_a_link_of_hers_stays_one_and_permissions_stay(path, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    own = tmp_path / "elsewhere" / "mine.toml"
    own.write_bytes(b"seed = 1\n")
    own.chmod(0o640)
    path.symlink_to(own)
    write_authored(path, b"seed = 2\n", b"seed = 1\n")

    assert path.is_symlink()
    assert own.read_bytes() == b"seed = 2\n"
    assert own.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("error", [errno.EPERM, errno.EOPNOTSUPP, errno.EMLINK, errno.ENOSYS])
def test_without_links_a_new_file_is_made_all_the_same_and_none_is_written_over(path, monkeypatch, error):
    def refuse(*_):
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr(os, "link", refuse)
    write_authored(path, b"seed = 2\n", None)
    with pytest.raises(EditedError):
        write_authored(path, b"seed = 3\n", None)

    assert path.read_bytes() == b"seed = 2\n"
    assert list(path.parent.iterdir()) == [path]


def test_of_many_who_make_one_file_at_once_one_succeeds(path):
    made, refused = [], []
    start = threading.Barrier(8)

    def make(number):
        start.wait()
        try:
            write_authored(path, b"%d" % number, None)
            made.append(number)
        except EditedError:
            refused.append(number)

    threads = [threading.Thread(target=make, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(made) == 1
    assert len(refused) == 7
    assert path.read_bytes() == b"%d" % made[0]


def test_any_two_contents_are_told_apart():
    assert len({digest_of(raw) for raw in (None, b"", b"\n", HERS)}) == 4
