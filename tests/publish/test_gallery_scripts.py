"""Scripts on disk: made once for what they show, whole or not there, and never gone while a page names them."""

import contextlib
import os
from dataclasses import replace

import pytest
from proof import OFFICE, TEXT, plan, save, scene, sheet

from publish import gallery_files, gallery_parts, gallery_scripts
from publish.gallery_files import as_drawn, write_gallery
from publish.gallery_pictures import Desktop
from publish.gallery_scripts import FOLDER, NAME, is_whole, names_in


@pytest.fixture
def images(tmp_path, monkeypatch):
    """Give a folder for a book of which each scene is a part."""
    monkeypatch.setattr(gallery_parts, "WHOLE", 0)
    monkeypatch.setattr(gallery_parts, "MOST", 1)
    folder = tmp_path / "images"
    folder.mkdir()
    return folder


def plans_in(images, number=4, words=""):
    """Plan two scenes a chapter; `words` are the last one's."""
    texts = [f"{TEXT} It was day {n}." for n in range(number - 1)] + [f"{TEXT} It was the end{words}."]
    scenes = [scene(text, (1 + n // 2, 1 + n % 2)) for n, text in enumerate(texts)]
    return plan(scenes, [OFFICE] * number, images=images)


def write(images, plans=None):
    page = replace(sheet(), desktop=Desktop(images))
    return write_gallery(plans or plans_in(images), page, images.parent)


def scripts(images):
    return sorted((images / FOLDER).iterdir())


def states(images):
    return {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in scripts(images)}


# --- What is written --------------------------------------------------------------------------------------------------


def test_scripts_are_named_by_numbers_and_the_page_names_them_all(images):
    page = write(images)

    assert [path.name.rsplit("-", 1)[0] for path in scripts(images)] == ["1-2", "2-1", "2-2"]
    assert all(NAME.fullmatch(path.name.encode()) for path in scripts(images))
    assert names_in(page) == {path.name for path in scripts(images)}
    assert all("data-script" not in path.read_text("utf-8") for path in scripts(images))


def test_a_small_book_has_none(tmp_path):
    (tmp_path / "images").mkdir()
    write(tmp_path / "images")

    assert [path.name for path in (tmp_path / "images").iterdir()] == ["index.html"]


def test_a_book_that_became_small_keeps_none(images, monkeypatch):
    write(images)
    monkeypatch.setattr(gallery_parts, "WHOLE", 10**6)
    page = write(images)

    assert not (images / FOLDER).exists()
    assert names_in(page) == set()


def test_nothing_is_made_twice(images, monkeypatch):
    write(images)
    before = states(images)
    monkeypatch.setattr(gallery_scripts, "make_script", None)
    write(images)

    assert states(images) == before


def test_what_changed_is_written_anew_and_nothing_else(images):
    write(images)
    before = states(images)
    write(images, plans_in(images, words=" of it"))
    after = states(images)

    assert len(before.items() - after.items()) == len(after.items() - before.items()) == 1
    assert {path.name[:4] for path, _ in after.items() - before.items()} == {"2-2-"}


def test_a_picture_that_was_drawn_is_in_its_script(images):
    plans = plans_in(images)
    write(images)
    save(plans[3], plans[3].path)
    write(images, [as_drawn(planned) for planned in plans])

    assert f'src=\\"{plans[3].path.name}\\"' in scripts(images)[-1].read_text("utf-8")


@pytest.mark.parametrize("spoil", [lambda d: d[:99], lambda d: d[:0], lambda d: d.replace(b"Emma", b"Anna"), None])
def test_a_script_that_somebody_spoilt_is_written_again(images, spoil):
    write(images)
    path = scripts(images)[1]
    whole = path.read_bytes()
    path.unlink() if spoil is None else path.write_bytes(spoil(whole))
    assert not is_whole(path)

    write(images)
    assert path.read_bytes() == whole


def test_a_folder_in_a_scripts_place_is_a_warning(images, caplog):
    write(images)
    path = scripts(images)[0]
    path.unlink()
    (path / "x").mkdir(parents=True)

    assert write(images) is None
    assert "The proof sheet was not written: " in caplog.text


# --- Sweeping ---------------------------------------------------------------------------------------------------------


def test_stale_scripts_and_unfinished_ones_go_and_other_files_stay(images):
    write(images)
    (images / FOLDER / ".1-1-x.js.77.part").touch()
    (images / FOLDER / "notes.txt").touch()
    (images / FOLDER / f"9-9-{'0' * 20}.js").touch()
    page = write(images, plans_in(images, words=" of it"))

    assert {path.name for path in scripts(images)} == {*names_in(page), "notes.txt"}


def test_the_folder_goes_with_the_last(images):
    write(images)
    write(images, plans_in(images, number=1))

    assert not (images / FOLDER).exists()


# --- Kills and other runs ---------------------------------------------------------------------------------------------

CALLS = ("replace", "unlink", "rename", "rmdir", "fsync", "mkdir")


class Killed(BaseException):
    """Nothing after this happens."""


def kill_at(monkeypatch, call):
    """End everything at the n-th thing that is done to files."""
    done = 0

    def counting(real):
        def act(*args, **kwargs):
            nonlocal done
            done += 1
            if done >= call:
                raise Killed
            return real(*args, **kwargs)

        return act

    for name in CALLS:
        monkeypatch.setattr(os, name, counting(getattr(os, name)))


@pytest.mark.slow
def test_killed_at_any_moment_the_page_finds_what_it_names(images, monkeypatch):
    monkeypatch.setattr(gallery_files, "guarding", contextlib.nullcontext)  # whoever is killed claims nothing any more
    old, new = plans_in(images), plans_in(images, words=" of it")
    for call in range(1, 60):
        write(images, old)
        with monkeypatch.context() as patch:
            kill_at(patch, call)
            try:
                write(images, new)
                is_killed = False
            except Killed:
                is_killed = True
        assert all(is_whole(images / FOLDER / name) for name in names_in(images / "index.html")), call
        if not is_killed:
            break
        write(images, new)
        assert {path.name for path in scripts(images)} == names_in(images / "index.html"), call
    else:
        pytest.fail("it never came to an end")
    assert call > 5


def at(monkeypatch, name, act):
    """Do something right before a function of the writer's is called, once."""
    module = next(one for one in (gallery_files, gallery_scripts) if hasattr(one, name))
    real = getattr(module, name)

    def acting(*args):
        monkeypatch.setattr(module, name, real)
        act()
        return real(*args)

    monkeypatch.setattr(module, name, acting)


BETWEEN = ["write_scripts", "make_gallery", "restore_scripts", "sweep_scripts", "take_aside", "leftovers"]


@pytest.mark.parametrize("moment", BETWEEN)
@pytest.mark.parametrize("words", ["", " of it"], ids=["the same book", "another book"])
def test_another_run_at_any_moment_leaves_a_page_that_finds_what_it_names(images, monkeypatch, moment, words):
    write(images, plans_in(images, words=" as it was"))
    at(monkeypatch, moment, lambda: write(images, plans_in(images, words=words)))
    page = write(images)

    assert {path.name for path in scripts(images)} >= names_in(page)
    assert not [path for path in scripts(images) if path.name.startswith(".")]
    write(images)
    assert {path.name for path in scripts(images)} == names_in(page)


def test_a_page_that_comes_while_stale_scripts_are_taken_aside_has_them_back(images, monkeypatch):
    """Another run's scripts are there, its page not yet: they look stale, until it is."""
    write(images, plans_in(images, words=" of it"))
    others = {path: path.read_bytes() for path in (*scripts(images), images / "index.html")}
    write(images)
    for path, data in others.items():
        if path.name != "index.html":
            path.write_bytes(data)
    at(monkeypatch, "take_aside", lambda: (images / "index.html").write_bytes(others[images / "index.html"]))
    gallery_scripts.sweep_scripts(images / "index.html")

    assert all(path.read_bytes() == data for path, data in others.items())
