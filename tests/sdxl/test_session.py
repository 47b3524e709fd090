"""One model in use: where its prompts are encoded, and how much memory its plans count on."""

import dataclasses

import pytest
from tiny_engine import draw, job_for, lent, out_of_memory, pixels
from tiny_guide import EMMA, JONAS, guide_for, guided_job
from tiny_nets import posed

from sdxl.devices import find_device
from sdxl.guide_ladder import kind_of, list_rungs
from sdxl.guide_nets import find_net, resolve_net
from sdxl.guides import Net
from sdxl.known_nets import CONTROLNET, T2I, UNION
from sdxl.loading import find_source
from sdxl.memory import GIB, SDXL_SIZES
from sdxl.options import EngineOptions
from sdxl.session import Session, Tools
from tools.random_model import TINY
from tools.random_nets import write_random_net

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")


def test_prompts_that_do_not_fit_on_the_card_are_encoded_on_the_cpu(choice, loaded_model, encoders, engine_log):
    """The card's own name stands in for a card here."""
    kinds = []

    def open_somewhere(_source, device):
        kinds.append(device.kind)
        return encoders if device.kind == "cpu" else out_of_memory()

    tools = Tools(open_encoders=open_somewhere, load_model=lambda *_: loaded_model)
    options = EngineOptions((choice,), device="cpu")
    session = Session(find_source(choice), find_device("cpu"), options, tools)
    session.device = dataclasses.replace(session.device, kind="cuda", name="NVIDIA GeForce RTX 3080")
    session.encode([job_for(choice)])

    assert kinds == ["cuda", "cpu"]
    assert "Out of memory while encoding the prompts on NVIDIA GeForce RTX 3080" in engine_log.text


def test_a_cards_memory_is_looked_at_before_each_picture(choice, monkeypatch):
    free = [9 * GIB, 5 * GIB, 9 * GIB]
    monkeypatch.setattr("sdxl.devices.held_bytes", lambda _: 2 * GIB)
    limited = EngineOptions((choice,), device="cpu", max_vram=10.0)
    session = Session(find_source(choice), find_device("cpu"), limited, Tools(free_bytes=lambda *_: free.pop(0)))
    session.look_again()
    assert session.free == 9 * GIB, "a processor's is left alone"

    session.device = dataclasses.replace(session.device, kind="cuda", name="RTX")
    session.look_again()
    assert session.free == 7 * GIB, "what the run holds itself is its own"
    session.look_again()
    assert session.free == 10 * GIB, "no more than the limit"


# --- Networks that guide ----------------------------------------------------------------------------------------------

FIGURES = (posed(EMMA, 40), posed(JONAS, 90))


@pytest.fixture(scope="module")
def nets(tmp_path_factory):
    """An adapter, a ControlNet and a Union, as the author names them."""
    folder = tmp_path_factory.mktemp("nets")
    uses = {T2I: "pose", CONTROLNET: "strong", UNION: "strong"}
    return [
        resolve_net(str(write_random_net(folder / f"{number}-pose.safetensors", kind, TINY["unet"])), use)
        for number, (kind, use) in enumerate(uses.items())
    ]


def steered(job, net, **changes):
    """Give a job the guide of a network."""
    guide = guide_for(*FIGURES, kind=net.use, net=Net(net.identity, net.reads, 0.8), **changes)
    return guided_job(job, guide)


@pytest.mark.slow
def test_each_picture_has_its_own_network_whatever_was_drawn_before(choice, loaded_model, encoders, nets):
    plain = job_for(choice, width=128, height=96)
    jobs = [plain, *(steered(plain, net) for net in nets)]
    alone = [pixels(draw(choice, job, tools=lent(loaded_model, encoders), guide_nets=tuple(nets))[0]) for job in jobs]
    order = [2, 2, 0, 3, 1, 2, 0]
    drawn = draw(
        choice, *(jobs[number] for number in order), tools=lent(loaded_model, encoders), guide_nets=tuple(nets)
    )

    assert len(set(alone)) == 4
    assert [pixels(one) for one in drawn] == [alone[number] for number in order]


@pytest.mark.parametrize(
    ("free", "comes"),
    [
        pytest.param(100 * GIB, 1, id="room: it stays"),
        pytest.param(0, 1, id="a system that does not say"),
        pytest.param(1, 2, id="no room: it goes and comes again"),
    ],
)
def test_a_network_stays_for_the_next_picture(choice, loaded_model, nets, monkeypatch, free, comes):
    from sdxl import session as module

    came = []
    monkeypatch.setattr(module, "add_control", lambda model, found: came.append(found.kind) or beside(model, found))

    def beside(model, found):
        from sdxl.controlnets import Control

        return dataclasses.replace(model, control=Control(found.choice.identity, None, 3, bytes=found.bytes))

    strong, again, union, last = (steered(job_for(choice), nets[number]) for number in (1, 1, 2, 1))
    options = EngineOptions((choice,), guide_nets=tuple(nets), device="cpu")
    names = {net.identity: find_net(net) for net in nets[1:]}
    one = Session(find_source(choice), find_device("cpu"), options, lent(loaded_model, None), nets=names)
    one.free = free
    for job in (strong, job_for(choice), again, union, last):
        one.load(loaded_model.plan, job)
        assert one.model.control is not None or not job.guide

    assert came == [CONTROLNET] * comes + [UNION, CONTROLNET]


# --- Less of a guide where memory is short ----------------------------------------------------------------------------


class Short:
    """Runs out of memory with every guide of these kinds."""

    def __init__(self, monkeypatch, *kinds):
        from sdxl.drawing import denoise

        self.tried = []

        def maybe(model, job, *given):
            self.tried.append(kind_of(job))
            return out_of_memory() if kind_of(job) in kinds else denoise(model, job, *given)

        monkeypatch.setattr("sdxl.session.denoise", maybe)


def draw_strong(choice, loaded_model, encoders, nets, jobs=1, **options):
    """Draw pictures of the strong guide, where the network of poses is here too."""
    spare = Net(nets[0].identity, "openpose", 0.8)
    strong = [dataclasses.replace(steered(job_for(choice), nets[1]), seed=seed) for seed in range(jobs)]
    tools = lent(loaded_model, encoders, **options.pop("tools", {}))
    return strong, draw(choice, *strong, tools=tools, guide_nets=tuple(nets), spare_net=spare, **options)


@pytest.mark.slow
def test_out_of_memory_under_every_plan_draws_with_less_of_the_guide(choice, loaded_model, encoders, nets, monkeypatch):
    short = Short(monkeypatch, "strong", "pose", "words")
    (asked,), (drawn,) = draw_strong(choice, loaded_model, encoders, nets)

    assert drawn.image is not None
    assert short.tried == ["strong", "pose", "words", ""]
    assert drawn.notes == tuple(
        f"out of memory under every plan: drawn {says}"
        for says in ("guided by pose", "guided by words", "without a guide")
    )
    assert drawn.job == dataclasses.replace(asked, guide={})


@pytest.mark.slow
def test_what_was_too_much_is_not_tried_again_and_the_picture_is_that_of_the_lower_guide(
    choice, loaded_model, encoders, nets, monkeypatch
):
    short = Short(monkeypatch, "strong")
    _, drawn = draw_strong(choice, loaded_model, encoders, nets, jobs=2)
    given = {"tools": lent(loaded_model, encoders), "guide_nets": tuple(nets)}

    assert short.tried == ["strong", "pose", "pose"]
    assert [pixels(draw(choice, one.job, **given)[0]) for one in drawn] == [pixels(one) for one in drawn]


def test_memory_that_runs_out_without_any_guide_costs_the_picture(choice, loaded_model, encoders, nets, monkeypatch):
    Short(monkeypatch, "strong", "pose", "words", "")
    _, (drawn,) = draw_strong(choice, loaded_model, encoders, nets)

    assert drawn.image is None
    assert drawn.error.startswith("out of memory")
    assert drawn.job is None


@pytest.mark.parametrize(
    ("room", "kinds"),
    [
        pytest.param(1.0, ["strong", "pose", "words", ""], id="room for all"),
        pytest.param(0.99, ["pose", "words", ""], id="room for less"),
        pytest.param(0.0, ["pose", "words", ""], id="words and poses take no more than the decode does"),
        pytest.param(-0.01, ["strong", "pose", "words", ""], id="room for none: as asked, all the same"),
        pytest.param(None, ["strong", "pose", "words", ""], id="a system that does not say"),
    ],
)
def test_a_guide_for_which_no_plan_has_room_is_not_begun_with(choice, loaded_model, encoders, nets, room, kinds):
    """Room is given as a share of what the whole guide needs besides the picture."""
    found = {net.identity: find_net(net) for net in nets}
    spare = Net(nets[0].identity, "openpose", 0.8)
    options = EngineOptions((choice,), guide_nets=tuple(nets), spare_net=spare, device="cpu")
    one = Session(find_source(choice), find_device("cpu"), options, lent(loaded_model, encoders), nets=found)
    one.sizes, job = SDXL_SIZES, dataclasses.replace(steered(job_for(choice), nets[1]), width=1344, height=768)
    plain, strong = (one.plan_steps_for(rung)[-1].need for rung in (dataclasses.replace(job, guide={}), job))
    one.free = 0 if room is None else int(plain + (strong - plain) * room)

    assert [kind_of(rung) for rung in one.rungs_of(job)] == kinds
    assert [kind_of(rung) for rung in one.rungs_of(dataclasses.replace(job, guide={}))] == [""]


def test_the_line_before_the_run_says_what_directs_it(choice, loaded_model, encoders, nets, engine_log):
    options = EngineOptions((choice,), guide_nets=tuple(nets), device="cpu")
    one = Session(find_source(choice), find_device("cpu"), options, lent(loaded_model, encoders))
    one.announce([job_for(choice), steered(job_for(choice), nets[0])])

    assert "cpu: 2 pictures, guided by pose, two-phase, about" in engine_log.text


def test_words_for_less_of_a_guide_are_encoded_too(choice, loaded_model, encoders, nets):
    options = EngineOptions((choice,), guide_nets=tuple(nets), device="cpu")
    found = {net.identity: find_net(net) for net in nets}
    one = Session(find_source(choice), find_device("cpu"), options, lent(loaded_model, encoders), nets=found)
    job = steered(job_for(choice), nets[1])
    one.encode([job])

    for rung in list_rungs(job):
        assert one.condition(rung).prompt.hidden.shape == (1, 77, 192)
