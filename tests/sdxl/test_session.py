"""One model in use: where its prompts are encoded, and how much memory its plans count on."""

import dataclasses

import pytest
from tiny_engine import draw, job_for, lent, out_of_memory, pixels
from tiny_guide import EMMA, JONAS, guide_for, guided_job
from tiny_nets import posed

from sdxl.devices import find_device
from sdxl.guide_nets import find_net, resolve_net
from sdxl.guides import Net
from sdxl.known_nets import CONTROLNET, T2I, UNION
from sdxl.loading import find_source
from sdxl.memory import GIB
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


def test_a_network_stays_beside_the_unet_for_the_next_picture(choice, loaded_model, encoders, nets, monkeypatch):
    from sdxl import session as module

    added = []
    monkeypatch.setattr(module, "add_control", lambda model, found: added.append(found.kind) or beside(model, found))

    def beside(model, found):
        from sdxl.controlnets import Control

        return dataclasses.replace(model, control=Control(found.choice.identity, None, 3))

    jobs = [steered(job_for(choice), nets[number]) for number in (1, 1, 2, 1)]
    options = EngineOptions((choice,), guide_nets=tuple(nets), device="cpu")
    names = {net.identity: find_net(net) for net in nets[1:]}
    one = Session(find_source(choice), find_device("cpu"), options, lent(loaded_model, encoders), nets=names)
    for job in (*jobs[:2], job_for(choice), *jobs[2:]):
        one.load(loaded_model.plan, job)
        assert (one.model.control is None) is (not job.guide)

    assert added == [CONTROLNET, UNION, CONTROLNET]
