"""Ctrl-C: heard at once, obeyed when nothing is lost by it."""

import signal
import threading

import pytest

from workspace.stop import SIGNALS, StopSwitch


@pytest.fixture(autouse=True)
def own_signals():
    """Give the tests' process its signals back."""
    before = {number: signal.getsignal(number) for number in SIGNALS}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def test_between_two_pictures_it_stops_at_once():
    stop = StopSwitch()

    with pytest.raises(KeyboardInterrupt):
        stop.press(signal.SIGINT, None)


def test_during_a_picture_it_stops_at_the_next_step_and_says_so(caplog):
    stop = StopSwitch()
    stop.is_busy = True
    stop.check()
    stop.press(signal.SIGINT, None)

    with pytest.raises(KeyboardInterrupt):
        stop.check()
    assert "Stopping after this step. Once more stops at once." in caplog.messages


@pytest.mark.parametrize("number", SIGNALS)
def test_the_second_signal_finds_the_systems_own_answer(number):
    stop = StopSwitch()
    stop.is_busy = True
    stop.install()
    assert signal.getsignal(number) == stop.press
    signal.raise_signal(number)

    assert signal.getsignal(number) == signal.SIG_DFL
    assert stop.is_pressed


def test_a_thread_that_is_not_the_main_one_listens_to_nothing():
    before = [signal.getsignal(number) for number in SIGNALS]
    thread = threading.Thread(target=StopSwitch().install)
    thread.start()
    thread.join()

    assert [signal.getsignal(number) for number in SIGNALS] == before


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="Windows sends no such signal")
@pytest.mark.parametrize(
    ("needs_terminal", "before", "is_heard", "why"),
    [
        (True, signal.SIG_DFL, True, "a run that is ended in its terminal ends with it"),
        (False, signal.SIG_DFL, False, "others outlive it"),
        (True, signal.SIG_IGN, False, "it was started behind nohup"),
    ],
)
def test_who_ends_with_the_terminal(needs_terminal, before, is_heard, why):
    stop = StopSwitch()
    of_pytest = signal.signal(signal.SIGHUP, before)
    try:
        stop.install(needs_terminal=needs_terminal)
        assert (signal.getsignal(signal.SIGHUP) == stop.press) is is_heard, why
    finally:
        signal.signal(signal.SIGHUP, of_pytest)
