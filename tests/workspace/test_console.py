"""Streams that are closed, full or gone; a command from its work to its status; a terminal that closes."""

import errno
import io
import logging
import os
import signal
import subprocess
import sys

import pytest
from house import ROOT

from errors import INTERRUPTED, NovelError, UsageError
from workspace.console import SteadyStream, open_nowhere, print_result, run_command
from workspace.log import log

ESCAPES = "\x1b]0;owned\x07\x1b[31mred\x9b1m\u202ecba\x00"
SHOWN = "\ufffd]0;owned\ufffd\ufffd[31mred\ufffd1m\ufffdcba\ufffd"


class Refusing(io.StringIO):
    """A stream that refuses every word with an error."""

    def __init__(self, error, *, is_terminal=False):
        super().__init__()
        self.error, self.is_terminal = error, is_terminal

    def write(self, _text):
        raise self.error

    def isatty(self):
        return self.is_terminal


def refused(number):
    return OSError(number, os.strerror(number))


FULL, PIPE, IO, CLOSED = errno.ENOSPC, errno.EPIPE, errno.EIO, errno.EBADF


@pytest.mark.parametrize(
    ("stream", "status", "why"),
    [
        pytest.param(Refusing(refused(FULL)), 1, "No space left on device; make room on that disk", id="a full disk"),
        pytest.param(Refusing(refused(errno.EFBIG)), 1, "or allow larger files", id="a file that may not grow"),
        pytest.param(Refusing(refused(IO)), 1, "see to that disk", id="a broken disk"),
        pytest.param(
            Refusing(refused(IO), is_terminal=True), 0, "", id="a closed terminal: nobody is there to miss it"
        ),
        pytest.param(Refusing(refused(PIPE)), 0, "", id="a reader who has seen enough, as in | head"),
        pytest.param(Refusing(refused(CLOSED)), 0, "", id="a descriptor that is gone"),
        pytest.param(Refusing(ValueError("I/O operation on closed file")), 0, "", id="a stream that somebody closed"),
        pytest.param(None, 0, "", id="none at all"),
        pytest.param(io.StringIO(), 0, "", id="one that takes everything"),
    ],
)
def test_results_that_are_cut_short_are_an_error_those_that_nobody_reads_are_none(
    stream, status, why, monkeypatch, capsys
):
    monkeypatch.setattr(sys, "stdout", stream)

    assert run_command(lambda: print_result("a result") or 0, "") == status
    assert sys.stdout is stream
    said = capsys.readouterr().err
    assert said.startswith("Not all results could be printed: ") is bool(why)
    assert why in said


@pytest.mark.parametrize(
    "stream",
    [
        pytest.param(None, id="closed"),
        pytest.param(Refusing(refused(FULL)), id="full"),
        pytest.param(Refusing(refused(PIPE)), id="without a reader"),
        pytest.param(Refusing(refused(IO), is_terminal=True), id="of a closed terminal"),
        pytest.param(Refusing(RuntimeError("reentrant call inside")), id="written to by a signal handler"),
    ],
)
@pytest.mark.parametrize("status", [0, 1, 3])
def test_words_that_nobody_hears_change_no_status(stream, status, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stderr", stream)

    def work():
        log.warning("a word")
        print_result("a result")
        return status

    assert run_command(work, "") == status
    assert capsys.readouterr().out == "a result\n", "what is said goes nowhere else"


@pytest.mark.parametrize("stream", [None, Refusing(refused(FULL))], ids=["closed", "full"])
def test_a_progress_bar_goes_on_without_its_terminal(stream, monkeypatch):
    from tqdm import tqdm

    monkeypatch.setattr(sys, "stderr", stream)
    seen = []

    def work():
        with tqdm(total=3, dynamic_ncols=True) as bar:
            for number in range(3):
                log.info("above the bar")
                bar.set_postfix_str("step 1 of 2")
                bar.update()
                seen.append(number)
        return 0

    assert run_command(work, "") == 0
    assert seen == [0, 1, 2]


def raising(error):
    def work():
        raise error

    return work


MORE = "close other programs, or allow this one more memory (`ulimit -v unlimited`)"
UNMAPPED = ImportError("libx.so: failed to map segment from shared object", name="PIL._imaging")


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (NovelError("a.md: broken."), 1, "a.md: broken."),
        (UsageError("--x: no."), 2, "--x: no."),
        (NovelError(f"{ESCAPES}.md\nerror: all is lost"), 1, f"{SHOWN}.md\ufffderror: all is lost"),
        (KeyboardInterrupt(), INTERRUPTED, "Stopped, all is well."),
        (OSError(FULL, "No room", "images/x"), 1, "images/x: No room; make room on that disk."),
        (OSError(errno.EROFS, "Read-only"), 1, "Read-only; have that disk made writable again."),
        (OSError(errno.EMFILE, "Too many"), 1, "Too many; allow more open files (`ulimit -n 1024`)."),
        (MemoryError(), 1, f"There is no memory left; {MORE}."),
        (
            SystemError("<function f> returned NULL without setting an exception"),
            1,
            f"There is no memory left; {MORE}.",
        ),
        (SystemError("x"), 1, "A fault of the program, not of your files: SystemError: x."),
        (
            RuntimeError("can't start new thread"),
            1,
            f"No thread can be started; {MORE} and more processes (`ulimit -u unlimited`).",
        ),
        (UNMAPPED, 1, f"There is too little memory to load PIL._imaging; {MORE}."),
        (KeyError("x"), 1, "A fault of the program, not of your files: KeyError: 'x'."),
    ],
)
def test_what_ends_the_work_is_one_sentence(error, status, said, capsys):
    assert run_command(raising(error), "Stopped, all is well.") == status
    assert capsys.readouterr() == ("", f"{said}\n")


def test_a_fault_has_its_traceback_where_there_is_a_log(tmp_path, capsys):
    from workspace.log import start_log

    def work():
        start_log(tmp_path, logging.INFO, "0")
        raise KeyError("x")

    assert run_command(work, "") == 1
    assert capsys.readouterr().err.endswith("KeyError: 'x'. The log has the rest.\n")
    assert "    Traceback (most recent call last):" in next(tmp_path.glob("*.log")).read_text(encoding="utf-8")


@pytest.mark.parametrize(("code", "status"), [(0, 1), (2, 2)])
def test_help_that_was_cut_short_is_an_error(code, status, monkeypatch, capsys):
    def work():
        print("usage: …")
        raise SystemExit(code)

    monkeypatch.setattr(sys, "stdout", Refusing(refused(FULL)))
    with pytest.raises(SystemExit) as caught:
        run_command(work, "")

    assert caught.value.code == status
    assert capsys.readouterr().err.startswith("Not all results") is (code == 0)


def test_results_steer_no_terminal(capsys):
    print_result(f"{ESCAPES}\nerror: all is lost")

    assert capsys.readouterr().out == f"{SHOWN}\ufffderror: all is lost\n"


def test_a_stream_is_else_what_it_was():
    with open_nowhere() as nowhere:
        steady = SteadyStream(nowhere)

        assert (steady.encoding, steady.fileno(), steady.isatty()) == ("utf-8", nowhere.fileno(), False)
        nowhere.close()
        assert not steady.isatty()


@pytest.mark.skipif(os.name == "nt", reason="a shell of another kind")
def test_no_file_gets_the_number_of_a_closed_stream(tmp_path):
    code = "import os; from workspace import console; console.occupy_closed(); raise SystemExit(os.open('.', 0))"
    run = subprocess.run(
        ["sh", "-c", '"$@" <&- >&- 2>&-', "sh", sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )

    assert run.returncode > 2


# --- A terminal that closes -----------------------------------------------------------------------------------------


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="Windows sends no such signal")
@pytest.mark.parametrize(
    ("before", "said"),
    [
        pytest.param(signal.SIG_DFL, "The terminal was closed; the run goes on.\n", id="it is noted"),
        pytest.param(signal.SIG_IGN, "", id="behind nohup: nothing to note"),
    ],
)
def test_the_work_outlives_its_terminal(before, said, capsys):
    of_pytest = signal.signal(signal.SIGHUP, before)
    try:
        assert run_command(lambda: signal.raise_signal(signal.SIGHUP) or 0, "") == 0
        assert signal.getsignal(signal.SIGHUP) == before
    finally:
        signal.signal(signal.SIGHUP, of_pytest)
    assert capsys.readouterr().err == said
