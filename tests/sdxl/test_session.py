"""One model in use: where its prompts are encoded, and how much memory its plans count on."""

import dataclasses

from tiny_engine import job_for, out_of_memory

from sdxl.devices import find_device
from sdxl.loading import find_source
from sdxl.memory import GIB
from sdxl.options import EngineOptions
from sdxl.session import Session, Tools


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
