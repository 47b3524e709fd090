"""The proof sheet on disk: earlier versions, takes and seconds are found, and the page is written when it changed."""

import contextlib
import json
import os
from dataclasses import replace

import pytest
from proof import OFFICE, TEXT, plan, save, scene, sheet

from publish import gallery_files
from publish.gallery_files import as_drawn, find_kept, write_gallery
from publish.gallery_pictures import Desktop
from workspace import claims, preparation
from workspace.request import read_defaults

OTHER = "Jonas rowed across the black harbour under the stars and did not once look round at the light behind him."


@pytest.fixture
def images(tmp_path):
    folder = tmp_path / "images"
    folder.mkdir()
    return folder


def plans_in(images, **given):
    scenes = [scene(f"{TEXT} So it went on all that day."), scene(OTHER, (1, 2))]
    return plan(scenes, [OFFICE, OFFICE], images=images, **given)


def write(plans, images, logs):
    return write_gallery(plans, replace(sheet(), desktop=Desktop(images)), logs)


# --- What lies on the desk ------------------------------------------------------------------------------------------


def test_the_newest_version_of_a_scenes_text_is_the_one_before(images, tmp_path):
    for number, (seed, name) in enumerate([(1, "a_10.png"), (2, "a_9.png"), (3, "other.png")]):
        path = images / "replaced" / name
        save(plans_in(images, seed=seed)[0 if number < 2 else 1], path)
        os.utime(path, (number, number))

    kept = find_kept(plans_in(images), images, tmp_path)

    assert kept[1, 1].before.path.name == "a_9.png", "drawn last, whatever its name"
    assert kept[1, 2].before.path.name == "other.png"


def test_where_the_disk_tells_no_times_names_are_counted(images, tmp_path):
    for name in ("a_9.png", "a_10.png", "a.png"):
        save(plans_in(images)[0], images / "replaced" / name)
        os.utime(images / "replaced" / name, (5, 5))

    assert find_kept(plans_in(images), images, tmp_path)[1, 1].before.path.name == "a_10.png"


def test_an_older_wording_of_a_scene_is_its_own(images, tmp_path):
    old = plan([scene(f"{TEXT} So it went on all that night.")], [OFFICE], images=images)[0]
    save(old, images / "replaced" / "x.png")

    assert find_kept(plans_in(images), images, tmp_path)[1, 1].before.path.name == "x.png"


def test_what_has_no_recipe_or_another_text_is_not_shown(images, tmp_path):
    stranger = plan([scene("Nobody came to the lighthouse that winter; the gulls had it.")], [OFFICE], images=images)[0]
    save(stranger, images / "replaced" / "x.png")
    (images / "replaced" / "y.png").write_bytes(b"no picture")
    (images / "replaced" / "z.png").mkdir()

    assert [kept.before for kept in find_kept(plans_in(images), images, tmp_path).values()] == [None, None]


def test_takes_are_counted_as_people_count(images, tmp_path):
    for name in ("t_10.png", "t_2.png", "t_1.png"):
        save(plans_in(images)[0], images / "takes" / name)

    takes = find_kept(plans_in(images), images, tmp_path)[1, 1].takes
    assert [take.path.name for take in takes] == ["t_1.png", "t_2.png", "t_10.png"]


def figure(planned, seconds, **changes):
    job = planned.job
    values = {"picture": planned.path.name, "engine": job.engine, "model": "", "width": job.width, "height": job.height}
    return json.dumps({**values, "steps": job.steps, "seconds": seconds, **changes})


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(lambda p: [figure(p, 1.5), figure(p, 2.5)], 2.5, id="the last time it was drawn"),
        pytest.param(lambda p: [figure(p, 1.5), figure(p, 9.0, width=1344)], 1.5, id="another size is another picture"),
        pytest.param(lambda p: [figure(p, 9.0, picture="other.png")], None, id="another name"),
        pytest.param(
            lambda p: [figure(p, 2.0), '{"picture": [1], "engine": {}, "seconds": 1}', "{", "3"], 2.0, id="broken"
        ),
        pytest.param(lambda _: [], None, id="no log"),
    ],
)
def test_seconds(images, tmp_path, lines, expected):
    first = plans_in(images)[0]
    save(first, first.path)
    (tmp_path / "pictures.jsonl").write_text("\n".join(lines(first)), encoding="utf-8")

    assert find_kept([as_drawn(planned) for planned in plans_in(images)], images, tmp_path)[1, 1].seconds == expected


# --- After a run ----------------------------------------------------------------------------------------------------


def test_what_was_drawn_is_done_and_what_failed_is_not(images):
    first, second = plans_in(images)
    save(first, first.path)

    assert [as_drawn(planned).status for planned in (first, second)] == ["done", "new"]
    assert as_drawn(first).picture.path == first.path


def test_another_pictures_recipe_in_its_place_is_not_taken_for_drawn(images):
    first = plans_in(images)[0]
    save(plans_in(images, height=72)[0], first.path)

    assert as_drawn(first).status == "new"


# --- Writing --------------------------------------------------------------------------------------------------------


def test_the_page_is_written_and_left_alone_until_something_changes(images, tmp_path):
    plans = plans_in(images)
    path = write(plans, images, tmp_path)
    first = path.stat()
    assert write(plans, images, tmp_path) == path
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (first.st_ino, first.st_mtime_ns)

    save(plans[0], plans[0].path)
    write([as_drawn(planned) for planned in plans], images, tmp_path)
    assert plans[0].path.name in path.read_text(encoding="utf-8")


def test_a_page_that_somebody_spoilt_is_written_again(images, tmp_path):
    path = write(plans_in(images), images, tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole[:100])

    write(plans_in(images), images, tmp_path)
    assert path.read_bytes() == whole


def test_thumbnails_are_made_with_the_page_and_go_with_their_picture(images, tmp_path):
    first = plans_in(images, width=960, height=544)[0]
    save(first, first.path)
    plans = [as_drawn(planned) for planned in plans_in(images, width=960, height=544)]
    path = write(plans, images, tmp_path)
    (thumbnail,) = (images / "thumbnails").iterdir()
    assert f'src="thumbnails/{thumbnail.name}"' in path.read_text(encoding="utf-8")

    first.path.unlink()
    write([replace(planned, picture=None) for planned in plans], images, tmp_path)
    assert not (images / "thumbnails").exists()


def test_letters_that_cannot_be_written_do_not_stop_it(images, tmp_path):
    plans = plan([scene("Emma \ud800 wept.")], [OFFICE], images=images)

    assert "Emma ? wept." in write(plans, images, tmp_path).read_text(encoding="utf-8")


def test_two_runs_that_write_at_once_leave_one_whole_page(images, tmp_path, monkeypatch):
    """While one run is at its page, another writes it from start to end."""
    whole = write(plans_in(images), images, tmp_path).read_bytes()
    real = gallery_files.replacing

    @contextlib.contextmanager
    def interrupted(path, mark, **more):
        with real(path, mark=mark, **more) as file:
            monkeypatch.setattr(gallery_files, "replacing", real)
            monkeypatch.setattr(claims, "TOKEN", "of another process")
            assert write(plans_in(images), images, tmp_path)
            yield file

    (images / "index.html").unlink()
    monkeypatch.setattr(gallery_files, "replacing", interrupted)
    assert write(plans_in(images), images, tmp_path).read_bytes() == whole
    assert not list(images.glob(".*"))


def test_an_unfinished_page_of_a_run_that_died_is_taken_away(images, tmp_path):
    (images / ".index.html.4711.part").touch()
    (images / ".index.html.4711-0123abcd.part").touch()
    folders = replace(read_defaults().folders, output=images, prompts=tmp_path / "prompts", logs=tmp_path / "logs")
    preparation.remove_leftovers(folders)

    assert not list(images.glob(".*"))


def test_a_disk_that_refuses_is_a_warning(images, tmp_path, caplog):
    (images / "index.html").mkdir()
    (images / "index.html" / "x").touch()
    plans = plans_in(images)

    with caplog.at_level("WARNING"):
        assert write(plans, images, tmp_path) is None
    assert "The proof sheet was not written: " in caplog.text
    assert not list(images.glob(".*"))
