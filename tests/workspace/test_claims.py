"""Claims of processes that died or are nowhere fall, those of living ones stand; without waiting."""

import os
import time

import night
import pytest

from errors import NovelError
from workspace import claims
from workspace.claims import claim_path, drop_dead_claims, hold, hold_workspace, seconds_left, try_claim

MINUTE = 60.0
NAME = ".chapter_01_scene_02.claim"
ELSEWHERE = "filelock/2\npid=1\nhost=elsewhere\nmode=lease\ntoken=ab\nduration=600.0\n"
GONE = 2**22 + 1  # a process number that Linux never gives


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    monkeypatch.setattr(claims, "NAMELESS", 0.05)


def put(path, text, age=0.0):
    """Write a claim of another process, last touched so many seconds ago."""
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    os.utime(path, (time.time() - age,) * 2)
    return path


def names(folder):
    return {path.name for path in folder.iterdir()}


def here(pid, **changes):
    """Give the claim of a process of this very host, without the time at which it was started."""
    values = {"pid": pid, "host": claims_host(), "mode": "lease", "token": "ab", "duration": "600.0", **changes}
    return "filelock/2\n" + "".join(f"{key}={value}\n" for key, value in values.items())


def claims_host():
    from filelock._identity import host_name

    return host_name()


# what stands in the file, seconds since it was touched, whether it falls, why
OTHERS = [
    (ELSEWHERE, 0, False, "another host, alive for all that one can know"),
    (ELSEWHERE, 599, False, "another host, within its lease"),
    (ELSEWHERE, 601, True, "another host, its lease over"),
    (ELSEWHERE, 10**9, True, "a time in the far past"),
    (ELSEWHERE, -(10**6), False, "a time in the future counts from the first look at it"),
    (ELSEWHERE.replace("600.0", "30.0"), 31, True, "a lease of its own, shorter"),
    (ELSEWHERE.replace("600.0", "9e99"), 601, True, "a lease of its own is never longer than ours"),
    (ELSEWHERE.replace("lease", "exclusive"), 601, True, "of a kind that knows no lease"),
    (ELSEWHERE.replace("lease", "something"), 601, True, "of a kind that a later version may have"),
    (ELSEWHERE.replace("host=elsewhere", f"host={'x' * 3000}"), 601, True, "too long to be read whole"),
    (here(GONE), 0, True, "a dead process of this host"),
    (here(1), 0, False, "a living process of this host"),
    (here(1), 601, True, "a living process of this host, which is another one that got the number"),
    (here(os.getpid(), start=1), 0, True, "this process's number, but started at another time"),
    ("1\nelsewhere\n", 601, True, "the form of an older library"),
    ("1\nelsewhere\n", 10, False, "the form of an older library, within the lease"),
    ("", 601, True, "empty"),
    ("", 0, True, "empty, just now: nobody is writing a name into it"),
    (b"\0" * 150, 0, True, "zeros, as a power cut leaves them"),
    ("{}", 601, True, "another program's"),
    ("{}", 0, False, "another program's, within the lease"),
    (b"\xff\xfe\x00\xd8", 601, True, "no text"),
    ("x" * 10**5, 601, True, "a hundred thousand letters"),
]


@pytest.mark.parametrize(("content", "age", "falls"), [row[:3] for row in OTHERS], ids=[row[3] for row in OTHERS])
def test_whose_claims_fall(tmp_path, content, age, falls):
    path = put(tmp_path / NAME, content, age)
    claim = try_claim(path)

    assert (claim is not None) == falls
    if claim:
        claim.release()
    assert path.exists() != falls
    assert names(tmp_path) - {NAME} == set()


def test_a_time_in_the_future_counts_from_the_first_look(tmp_path):
    path = put(tmp_path / NAME, ELSEWHERE, -(10**6))

    assert try_claim(path) is None
    assert 599 < seconds_left(path) <= 600
    put(path, ELSEWHERE, 601)  # ten minutes later
    assert try_claim(path) is not None


def test_a_future_of_a_claim_that_one_may_not_touch_is_told_by_when_it_was_written(tmp_path, monkeypatch):
    path = put(tmp_path / NAME, ELSEWHERE, -(10**6))

    def refuse(*_):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(claims.os, "utime", refuse)
    assert try_claim(path) is None
    now = time.time()
    monkeypatch.setattr(claims, "folder_time", lambda _: now + 601)
    monkeypatch.setattr(claims.os, "stat", os.stat)
    assert seconds_left(path) == 0


def test_age_is_told_by_the_clock_of_the_folder(tmp_path, monkeypatch):
    """A share's clock is an hour behind this machine's: a claim that was touched just now is not an hour old."""
    path = put(tmp_path / NAME, ELSEWHERE, 3600)
    monkeypatch.setattr(claims, "folder_time", lambda _: time.time() - 3600)

    assert try_claim(path) is None
    assert seconds_left(path) > 590


def test_without_room_for_a_file_the_machines_own_clock_counts(tmp_path, monkeypatch):
    def refuse(**_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(claims.tempfile, "TemporaryFile", refuse)
    assert abs(claims.folder_time(tmp_path) - time.time()) < 5
    assert seconds_left(put(tmp_path / NAME, ELSEWHERE, 60)) < 541


@pytest.mark.parametrize("what", ["folder", "full folder", "link", "pipe"])
def test_what_is_no_file_is_put_aside(tmp_path, what):
    path = tmp_path / NAME
    if "folder" in what:
        path.mkdir()
    if what == "full folder":
        (path / "poem.txt").write_text("hers")
    if what == "link":
        (tmp_path / "poem.txt").write_text("hers")
        path.symlink_to(tmp_path / "poem.txt")
    if what == "pipe":
        os.mkfifo(path)

    claim = try_claim(path)
    assert claim is not None
    claim.release()
    assert os.path.lexists(tmp_path / claims.BROKEN / NAME)


def test_a_claim_that_falls_while_its_owner_comes_back_is_left_to_him(tmp_path):
    """Between the look and the taking away another run takes the claim over: it is put back."""
    path = put(tmp_path / NAME, ELSEWHERE, 601)
    seen = claims.look(path)
    path.unlink()
    other = try_claim(path)
    claims.lift(path, seen)

    assert other.is_lock_held_by_us
    assert names(tmp_path) == {NAME}
    other.release()
    assert names(tmp_path) == set()


def test_a_claim_is_on_the_disk_before_it_counts(tmp_path, monkeypatch):
    synced = []
    monkeypatch.setattr(claims.os, "fsync", lambda file: synced.append(os.fstat(file).st_size))
    claim = try_claim(tmp_path / NAME)

    assert synced == [(tmp_path / NAME).stat().st_size]
    claim.release()


def test_where_names_cannot_be_exchanged_a_dead_claim_falls_as_well(tmp_path, monkeypatch):
    from filelock._soft._exclusive import _recovery

    monkeypatch.setattr(_recovery, "exchange_supported", lambda: False)
    claim = try_claim(put(tmp_path / NAME, here(GONE)))

    assert claim is not None
    claim.release()


# --- Leftovers --------------------------------------------------------------------------------------------------------


def test_dead_claims_are_deleted_and_others_stand(tmp_path):
    held = try_claim(tmp_path / ".chapter_01_scene_01.claim")
    put(tmp_path / ".chapter_01_scene_02.claim", ELSEWHERE)
    put(tmp_path / ".chapter_01_scene_03.claim", ELSEWHERE, 601)
    put(tmp_path / ".chapter_01_scene_04.claim", here(GONE))
    put(tmp_path / ".chapter_01_scene_05.claim", "")
    put(tmp_path / ".chapter_01_scene_06.claim.0123456789abcdef", ELSEWHERE)
    put(tmp_path / f".chapter_01_scene_07.claim.break.{GONE}.{'ab' * 16}", here(GONE))
    drop_dead_claims(tmp_path)

    assert names(tmp_path) == {".chapter_01_scene_01.claim", ".chapter_01_scene_02.claim"}
    held.release()


def test_no_claim_is_no_trouble(tmp_path):
    drop_dead_claims(tmp_path)
    drop_dead_claims(tmp_path / "nowhere")
    assert seconds_left(tmp_path / NAME) == 0


def test_a_take_has_a_claim_of_its_own(tmp_path):
    names = ("chapter_01_scene_02_emma_office_reading", "chapter_01_scene_02_take_03", "chapter_123_scene_045_x")
    found = [claim_path(tmp_path / f"{name}.png").name for name in names]

    assert found == [
        ".chapter_01_scene_02.claim", ".chapter_01_scene_02_take_03.claim", ".chapter_123_scene_045.claim",
    ]  # fmt: skip


# --- What is held for a moment ----------------------------------------------------------------------------------------


class Clock:
    """A clock that goes on when somebody sleeps, and lets the claim at `path` age with it."""

    def __init__(self, path=None):
        self.now, self.path, self.naps = 0.0, path, 0

    def __call__(self):
        return self.now

    def sleep(self, seconds):
        self.naps += 1
        self.now += seconds
        if self.path and self.path.exists():
            then = self.path.stat().st_mtime - seconds
            os.utime(self.path, (then, then))


def held_by_another(path, clock):
    with hold(path, "busy", clock, clock.sleep):
        assert path.stat().st_size
    assert not path.exists()


@pytest.mark.parametrize(
    ("content", "age", "waits"),
    [
        pytest.param(here(GONE), 0, 0, id="a dead process: not at all"),
        pytest.param("", 0, 0, id="one that died before it wrote its name"),
        pytest.param(ELSEWHERE, 700, 0, id="another host, its lease over"),
        pytest.param(ELSEWHERE, 590, 10, id="another host: what is left of its lease"),
        pytest.param(ELSEWHERE, 400, 200, id="of an earlier version", marks=pytest.mark.slow),
        pytest.param(ELSEWHERE.replace("600.0", "60.0"), 52, 8, id="of this version: a minute"),
        pytest.param("not ours\n", 52, 8, id="another program's: our lease"),
    ],
)
def test_a_desk_is_waited_for_as_long_as_its_lease_and_no_longer(tmp_path, content, age, waits):
    path = put(tmp_path / claims.DESK, content, age)
    clock, started = Clock(path), time.monotonic()
    held_by_another(path, clock)

    assert waits - 2 - time.monotonic() + started <= clock.now <= waits + 1


def test_whoever_lives_on_is_named_after_two_minutes(tmp_path, monkeypatch):
    monkeypatch.setattr(claims, "seconds_left", lambda *_: 0.0)
    monkeypatch.setattr(claims, "SLOW_POLL", 10.0)
    other = try_claim(tmp_path / claims.DESK, claims.SHORT_LEASE)
    clock = Clock()

    with pytest.raises(NovelError, match=r"busy; wait for it, or delete .*\.desk\.claim if there is none\."):
        held_by_another(tmp_path / claims.DESK, clock)
    assert 120 < clock.now < 131
    other.release()


def test_a_wait_is_told_once_and_a_short_one_is_not(tmp_path, caplog):
    with caplog.at_level("INFO"):
        held_by_another(path := put(tmp_path / claims.DESK, ELSEWHERE, 597), Clock(path))
        assert caplog.messages == []
        held_by_another(path := put(tmp_path / claims.DESK, ELSEWHERE, 590), Clock(path))
    assert caplog.messages == ["busy: waiting, at most 2 minutes."]


def test_a_desk_is_given_back_whatever_happens(tmp_path):
    with pytest.raises(ZeroDivisionError), hold_workspace(tmp_path):
        raise ZeroDivisionError
    assert names(tmp_path) == set()


# --- The command ------------------------------------------------------------------------------------------------------


@pytest.fixture
def desk(tmp_path):
    night.write_novel(tmp_path, night.BEGINNINGS[:2])
    (tmp_path / "images").mkdir()
    return tmp_path


def test_a_dead_container_costs_no_picture(desk):
    """Its claims on a scene and on the desk are older than their lease."""
    put(desk / "images" / ".chapter_01_scene_02.claim", ELSEWHERE, 601)
    put(desk / "images" / claims.DESK, ELSEWHERE, 601)

    assert night.run(desk) == 0
    assert len(list(desk.glob("images/*.png"))) == 2
    assert night.stray(desk) == []


def test_a_scene_that_another_run_has_not_finished_is_said(desk, capsys):
    put(desk / "images" / ".chapter_01_scene_02.claim", ELSEWHERE, 300)
    argv = [word for word in night.argv_of(desk) if word != "--quiet"]

    assert night.generate_scene_images.main(argv) == 3
    said = " ".join(capsys.readouterr().err.split())
    assert "1 picture is left to another run, which has not finished it: the same command draws it when" in said
    assert "when that run has ended, or, if that run died, in 5 minutes at the latest." in said
    assert "Next: the same command draws what is left." in said

    put(desk / "images" / ".chapter_01_scene_02.claim", ELSEWHERE, 601)
    assert night.run(desk) == 0
    assert night.stray(desk) == []


def test_a_take_whose_process_died_is_drawn_by_later_ones(desk):
    takes = desk / "images" / "takes"
    takes.mkdir()
    (takes / ".chapter_01_scene_02_take_01.claim").touch()
    (takes / ".chapter_01_scene_02_take_02.png.part").touch()
    put(takes / ".chapter_01_scene_02_take_03.claim", ELSEWHERE, 601)

    assert night.run(desk) == 0
    assert night.stray(desk) == [], "a plain run cleans there as well"
    (takes / ".chapter_01_scene_02_take_01.claim").touch()
    assert night.run(desk, "--scenes", "1:2", "--takes", "3") == 0
    assert len(list(takes.glob("*.png"))) == 3
    assert night.stray(desk) == []
