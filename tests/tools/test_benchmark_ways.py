"""Every way to draw that is timed on a card draws on the processor too."""

import logging

import pytest

from errors import RenderError
from tools import benchmark_ways
from tools.benchmark_compare import differ
from tools.benchmark_ways import (
    BARE,
    IN_FULL,
    OURS,
    PLAIN,
    SWITCHES,
    Bench,
    OutOfTimeError,
    Sample,
    Switch,
    Trial,
    Warnings,
    lift_cap,
    sample_way,
    say_cap,
)
from tools.plain_diffusers import job_for

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")


def silent(*_):
    pass


@pytest.fixture
def bench(choice, device):
    return Bench(choice, device)


@pytest.fixture
def jobs(choice):
    return [job_for(choice, 64, 64, 2), job_for(choice, 64, 64, 3)]


@pytest.fixture
def precisions():
    """Give back how float32 is computed."""
    import torch

    backends = (torch.backends.cuda.matmul, torch.backends.cudnn.conv)
    before = [backend.fp32_precision for backend in backends]
    yield backends
    for backend, value in zip(backends, before, strict=True):
        backend.fp32_precision = value


@pytest.mark.slow
def test_ours_draws_under_a_plan(bench, jobs):
    sample = sample_way(OURS, bench, jobs, silent)

    assert (len(sample.seconds), sample.plan, sample.error) == (2, "two-phase", "")
    assert sample.image.size == (64, 64)


@pytest.mark.slow
@pytest.mark.parametrize("switch", [one for one in SWITCHES if not one.is_compiled], ids=lambda one: one.name)
@pytest.mark.usefixtures("precisions")
def test_a_switch_draws_the_same_picture_where_it_means_nothing(bench, jobs, switch):
    ours, turned = (sample_way(way, bench, jobs, silent) for way in (OURS, switch))

    assert turned.error == ""
    assert len(turned.seconds) == 2
    assert differ(turned.image, ours.image) <= 1


def test_a_switch_changes_the_model_as_it_is_loaded(loaded_model, precisions):
    import torch

    names = {switch.name: switch for switch in SWITCHES}
    before = loaded_model.vae.config.force_upcast
    try:
        loaded_model.vae.register_to_config(force_upcast=False)
        names["without channels-last"].change(loaded_model)
        assert not loaded_model.vae.config.force_upcast
        assert loaded_model.vae.decoder.conv_in.weight.is_contiguous()
        names["VAE in float32, without TF32"].change(loaded_model)
        assert loaded_model.vae.config.force_upcast
        assert {backend.fp32_precision for backend in precisions} == {"ieee"}
    finally:
        loaded_model.vae.to(memory_format=torch.channels_last).register_to_config(force_upcast=before)


def test_every_switch_stands_against_a_way_that_comes_before_it():
    before = [OURS.name]
    for switch in SWITCHES:
        assert switch.base in before
        before.append(switch.name)

    assert {switch.change for switch in SWITCHES if switch.is_compiled or switch.adds_in_half} == {benchmark_ways.keep}


@pytest.mark.parametrize(
    ("switch", "error"),
    [
        pytest.param(Switch("compile", is_compiled=True), "--compile cannot be used here", id="it was timed without"),
        pytest.param(OURS, "", id="what is only warned of"),
    ],
)
def test_what_the_engine_goes_on_without_breaks(bench, jobs, monkeypatch, switch, error):
    from records import Drawn

    def draw(jobs, _on_step, **_options):
        logging.getLogger("novel_scenes.engine").warning("%s cannot be used here", "--compile")
        yield from (
            Drawn(index, object(), seconds=1.0, plan="resident", notes=("in tiles",)) for index, _ in enumerate(jobs)
        )

    monkeypatch.setattr(benchmark_ways, "draw_pictures", draw)
    sample = switch(bench, jobs, silent)

    assert sample.error == error
    assert sample.notes == ("--compile cannot be used here", "in tiles")


def test_warnings_are_heard_within_a_block_alone():
    log = logging.getLogger("novel_scenes.engine")
    with Warnings() as heard:
        log.warning("Once.")
        log.info("Not.")
    log.warning("After.")

    assert heard.sentences == ["Once."]


@pytest.mark.slow
@pytest.mark.parametrize("name", list(PLAIN))
def test_plain_diffusers_draws(bench, jobs, name):
    steps = []
    sample = sample_way(PLAIN[name], bench, jobs, lambda *step: steps.append(step))

    assert (len(sample.seconds), sample.error) == (2, "")
    assert steps == [(1, 2), (2, 2), (1, 3), (2, 3), (3, 3)]


@pytest.mark.slow
def test_a_step_of_ours_calls_what_a_bare_loops_step_calls(bench, choice):
    """The overhead without a clock: torch's operations of a step, counted from pictures of different length."""
    from torch.utils._python_dispatch import TorchDispatchMode

    class Counter(TorchDispatchMode):
        count = 0

        def __torch_dispatch__(self, func, types, args=(), kwargs=None):
            self.count += 1
            return func(*args, **(kwargs or {}))

    def count(way, steps):
        with Counter() as counter:
            assert way(bench, [job_for(choice, 64, 64, steps)], silent).error == ""
        return counter.count

    ours, bare = (count(way, 6) - count(way, 2) for way in (OURS, PLAIN[BARE]))

    assert bare > 1000
    assert ours <= 1.01 * bare


@pytest.mark.parametrize(
    "way",
    [
        pytest.param(OURS, id="ours"),
        *(pytest.param(way, marks=pytest.mark.slow, id=name) for name, way in PLAIN.items()),
    ],
)
def test_the_end_of_the_time_is_no_error_of_the_way(bench, jobs, way):
    def late(*_):
        raise OutOfTimeError

    with pytest.raises(OutOfTimeError):
        sample_way(way, bench, jobs, late)


@pytest.mark.parametrize("fault", [RenderError("no memory."), RuntimeError("no memory.\nmore")], ids=["ours", "torch"])
def test_a_way_that_fails_says_why(bench, jobs, fault):
    def fail(*_):
        raise fault

    assert sample_way(fail, bench, jobs, silent) == Sample(error="no memory")


def test_a_picture_that_fails_says_why(bench, choice):
    assert "divisible by 8" in sample_way(OURS, bench, [job_for(choice, 65, 64, 2)], silent).error


def test_the_cap_before_is_lifted(monkeypatch, device):
    import torch

    from sdxl.devices import Device

    asked = []
    monkeypatch.setattr(torch.cuda, "set_per_process_memory_fraction", asked.append)
    lift_cap(device)
    lift_cap(Device("cuda", "card", torch.float16))

    assert asked == [1.0]


@pytest.mark.parametrize(
    ("trial", "kind", "setup", "says"),
    [
        (Trial("ours", OURS, 10.0), "ours", 0, "ours, 10 GB"),
        (Trial(IN_FULL.name, IN_FULL, None, "ours"), "ours", 0, "ours, VAE in float32, whole card"),
        (Trial("compile", Switch("compile", setup=60), 24.0), "ours", 60, "compile, 24 GB"),
        (Trial("other", silent, 8.0), "other", 0, "other, 8 GB"),
    ],
    ids=["ours", "switch", "compile", "plain"],
)
def test_a_trial_names_itself(trial, kind, setup, says):
    assert (trial.kind, trial.setup, trial.says) == (kind, setup, says)
    assert say_cap(7.5) == "7.5 GB"
