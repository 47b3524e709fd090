import errno
import io
import json
import logging
import os
import re
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from errors import NovelError
from records import Drawn, RenderJob
from workspace.log import (
    describe_machine,
    has_log,
    log,
    measured_rate,
    read_figures,
    record_picture,
    start_console,
    start_log,
    stop_log,
)

JOB = RenderJob("sdxl", "owner/name", "a", "b", 1, 30, 7.0, 1344, 768)
PANEL = RenderJob("storyboard", "", "a", "b", 1, 30, 7.0, 1344, 768)


def write(folder, *jobs_and_seconds):
    for job, seconds in jobs_and_seconds:
        record_picture(folder, folder / "x.png", job, Drawn(0, None, seconds=seconds))


def test_the_rate_is_the_median_of_pictures_like_these(tmp_path):
    write(tmp_path, (JOB, 10.0), (PANEL, 0.2), (JOB, 12.0), (JOB, 90.0))

    assert measured_rate([JOB], read_figures(tmp_path)) == 12.0
    assert measured_rate([PANEL], read_figures(tmp_path)) == 0.2


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"width": 640}, id="another size"),
        pytest.param({"steps": 8}, id="fewer steps"),
        pytest.param({"model": "x"}, id="another model"),
        pytest.param({"guide": {"kind": "strong"}}, id="another guide"),
    ],
)
def test_pictures_of_another_kind_tell_no_rate(tmp_path, other):
    write(tmp_path, (replace(JOB, **other), 10.0))

    assert measured_rate([JOB], read_figures(tmp_path)) is None


def test_guided_pictures_tell_the_rate_of_their_guide_alone(tmp_path):
    guided, held = (replace(JOB, guide={"kind": kind, "base": "x" * 5000}) for kind in ("strong", "words"))
    write(tmp_path, (guided, 14.0), (held, 11.0), (replace(JOB, guide={"likeness": "reference"}), 12.0))

    assert measured_rate([guided], read_figures(tmp_path)) == 14.0
    assert measured_rate([replace(guided, guide={"kind": "words"})], read_figures(tmp_path)) == 11.0
    assert measured_rate([JOB], read_figures(tmp_path)) is None
    assert (tmp_path / "pictures.jsonl").stat().st_size < 3000, "the kind alone is noted"


def test_steps_do_not_matter_for_a_storyboard(tmp_path):
    write(tmp_path, (replace(PANEL, steps=40), 0.3))

    assert measured_rate([PANEL], read_figures(tmp_path)) == 0.3


def test_lines_that_a_crash_cut_off_are_passed_over(tmp_path):
    write(tmp_path, (JOB, 10.0))
    path = tmp_path / "pictures.jsonl"
    whole = path.read_text(encoding="utf-8")
    path.write_text(f'{whole[:40]}\n[]\n{{"seconds": "x"}}\n{whole}', encoding="utf-8")

    assert [figure["seconds"] for figure in read_figures(tmp_path)] == [10.0]
    assert list(read_figures(tmp_path / "none")) == []


def test_two_logs_of_one_second_do_not_share_a_file(tmp_path, capsys):
    try:
        first, second = start_log(tmp_path, logging.INFO, "0"), start_log(tmp_path, logging.INFO, "0")
        log.debug("only in the file")
        log.info("in both")
    finally:
        stop_log()

    assert first != second
    assert "only in the file" in second.read_text(encoding="utf-8")
    assert capsys.readouterr().err == "in both\n"


def test_a_folder_that_refuses_is_a_sentence(tmp_path):
    (tmp_path / "logs").write_text("", encoding="utf-8")

    with pytest.raises(NovelError, match="--logs DIR"):
        start_log(tmp_path / "logs", logging.INFO, "0")


def test_versions_are_told_without_importing_them():
    lines = describe_machine("0.1.0")

    assert any(line.startswith("torch ") for line in lines)
    assert lines[0].startswith("novel-scenes 0.1.0, Python")


def test_figures_are_json_lines(tmp_path):
    write(tmp_path, (JOB, 1.23456))

    values = json.loads((tmp_path / "pictures.jsonl").read_text(encoding="utf-8"))
    assert (values["seconds"], values["peak_bytes"], values["picture"]) == (1.235, None, "x.png")


# --- What lies in the log, and where it cannot be written -----------------------------------------------------------


def test_no_name_steers_the_terminal_in_which_the_log_is_read(tmp_path, capsys):
    name = "a\x1b[31m\x9b2J\u202e\x00.md\n2026-01-01 00:00:00,000 ERROR all is lost"
    try:
        path = start_log(tmp_path, logging.INFO, "0")
        log.info("%s is read.", name)
        log.debug("", exc_info=ValueError(name))
        record_picture(
            tmp_path, tmp_path / "a\x9b.png", replace(JOB, model="b\x1b\x9b\u202e"), Drawn(0, None, seconds=1.0)
        )
    finally:
        stop_log()

    written = path.read_text(encoding="utf-8")
    assert all(line.isprintable() for line in written.splitlines())
    assert all(re.match(r"20\d\d-\S+ \S+ (DEBUG|INFO) | {4}", line) for line in written.splitlines())
    assert "ValueError: a\ufffd[31m" in written, "tracebacks too"
    (line,) = (tmp_path / "pictures.jsonl").read_text(encoding="utf-8").splitlines()
    assert line.isprintable()
    assert json.loads(line)["model"] == "b\x1b\x9b\u202e", "escaped, not changed"
    assert capsys.readouterr().err.count("\n") == 1, "a line end in a name is no line of its own"


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full is Linux")
def test_a_full_disk_costs_the_log_and_one_sentence(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("workspace.log.claim_log", lambda *_: Path("/dev/full"))
    monkeypatch.setattr("workspace.log.FIGURES", "/dev/full")
    try:
        start_log(tmp_path, logging.INFO, "0")
        write(tmp_path, (JOB, 10.0), (JOB, 11.0))
        log.info("what goes on")
        assert not has_log()
    finally:
        stop_log()  # the last words do not fit either

    first, second = capsys.readouterr().err.splitlines()
    assert first.startswith(
        "/dev/full: No space left on device; make room on that disk, or give another folder with --"
    )
    assert second == "what goes on"


def test_a_log_that_is_deleted_is_told_of_once(tmp_path, capsys):
    try:
        path = start_log(tmp_path / "logs", logging.INFO, "0")
        assert has_log()
        shutil.rmtree(tmp_path / "logs")
        log.info("one")
        write(tmp_path / "logs", (JOB, 10.0))
        log.info("two")
        assert not has_log()
    finally:
        stop_log()

    remedy = "leave it there, or give another folder with --logs DIR. The run goes on without that."
    said = ["one", f"{path}: it was deleted during the run; {remedy}", "two"]
    assert capsys.readouterr().err.splitlines() == said


@pytest.mark.parametrize(
    ("number", "goes_on"),
    [(errno.ENOSPC, True), (errno.EROFS, True), (errno.EIO, True), (errno.EACCES, False), (errno.ENOTDIR, False)],
)
def test_a_disks_fault_costs_the_log_an_authors_mistake_is_told_first(tmp_path, number, goes_on, monkeypatch):
    def refuse(*_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("workspace.log.claim_log", refuse)
    try:
        if goes_on:
            assert start_log(tmp_path, logging.INFO, "0") is None
        else:
            with pytest.raises(NovelError, match=r"no log can be written there .* give another --logs DIR"):
                start_log(tmp_path, logging.INFO, "0")
    finally:
        stop_log()


@pytest.mark.skipif(os.name == "nt", reason="pipes of another kind")
def test_a_pipe_in_the_figures_place_is_not_waited_for(tmp_path, capsys):
    os.mkfifo(tmp_path / "pictures.jsonl")
    start_console(logging.INFO)
    try:
        write(tmp_path, (JOB, 10.0))
    finally:
        stop_log()

    assert f"{tmp_path / 'pictures.jsonl'}: No such device or address" in capsys.readouterr().err


def test_an_entry_that_a_signal_handler_cannot_write_is_left_out(tmp_path, capsys):
    class Busy(io.StringIO):
        def write(self, _text):
            raise RuntimeError("reentrant call inside <_io.BufferedWriter>")

    path = start_log(tmp_path, logging.INFO, "0")
    try:
        (file,) = [handler for handler in log.handlers if isinstance(handler, logging.FileHandler)]
        stream, file.stream = file.stream, Busy()
        log.info("lost")
        file.stream = stream
        log.info("written")
    finally:
        stop_log()

    assert path.read_text(encoding="utf-8").endswith("INFO written\n")
    assert capsys.readouterr().err == "lost\nwritten\n"


def test_an_entry_for_which_there_is_no_memory_costs_itself_and_no_traceback(tmp_path, monkeypatch, capsys):
    def refuse(*_):
        raise MemoryError

    start_log(tmp_path, logging.INFO, "program")
    with monkeypatch.context() as patch:
        patch.setattr("workspace.log.printable", refuse)
        log.debug("gone")
    assert not has_log(), "nobody is sent to a log that has not everything"
    log.debug("there again")
    stop_log()

    assert capsys.readouterr().err == ""
    assert "there again" in next(tmp_path.glob("*.log")).read_text(encoding="utf-8")
