"""What is made of portraits before the first picture: each once, and what cannot be read costs only its pictures."""

import dataclasses
import re

import pytest
from PIL import Image
from tiny_engine import draw, job_for, out_of_memory, pixels
from tiny_guide import EMMA, JONAS, guided_job
from tiny_nets import found_image_adapter

from errors import RenderError
from sdxl import likenesses
from sdxl.guides import Guide, Net, Reference
from sdxl.likenesses import Likenesses, list_prompts, list_references
from sdxl.memory import PLANS
from sdxl.options import EngineOptions
from sdxl.portraits import digest_pixels

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")

LOST = "f" * 64


@pytest.fixture(scope="module")
def portraits(tmp_path_factory):
    """Portraits of Emma and of Jonas by digest."""
    folder, found = tmp_path_factory.mktemp("portraits"), {}
    for colour in ("orange", "navy"):
        picture = Image.new("RGB", (64, 64), colour)
        picture.save(folder / f"{colour}.png")
        found[digest_pixels(picture)] = folder / f"{colour}.png"
    return found


def guide_by(*digests, **changes):
    """Give a guide that holds Emma and Jonas to these portraits."""
    figures = tuple(
        dataclasses.replace(figure, portrait=digest) for figure, digest in zip((EMMA, JONAS), digests, strict=False)
    )
    return Guide(figures, **{"likeness": "reference", "reference": Reference(size=64), **changes})


@pytest.mark.parametrize(
    ("guide", "wanted", "why"),
    [
        (guide_by("a1", "b2"), [("a1", 64), ("b2", 64)], "each"),
        (guide_by("a1", "a1"), [("a1", 64)], "twins have one"),
        (guide_by("a1", reference=Reference(size=384)), [("a1", 384)], "in the size that is read"),
        (guide_by("a1", ""), [("a1", 64)], "who has none is drawn by words"),
        (guide_by("a1", likeness=""), [], "portraits do not count"),
        (guide_by("a1", likeness="ip-adapter"), [], "read by another network"),
    ],
)
def test_a_job_reads_the_portraits_of_its_figures(choice, guide, wanted, why):
    assert list_references(guided_job(job_for(choice), guide)) == wanted, why


def test_a_job_without_a_guide_reads_none(choice):
    assert list_references(job_for(choice)) == []


class Counted:
    """An opener of encoders that counts, and fails so many times first."""

    def __init__(self, monkeypatch, fails=0, error=None):
        self.opened, self.fails, self.error = [], fails, error
        self.real = likenesses.open_vae_encoder
        monkeypatch.setattr(likenesses, "open_vae_encoder", self)

    def __call__(self, source, device):
        self.opened.append(device.kind)
        if len(self.opened) <= self.fails:
            raise self.error or out_of_memory()
        return self.real(source, device)


def test_every_portrait_is_encoded_once(source, choice, device, portraits, monkeypatch):
    counted, made = Counted(monkeypatch), Likenesses(source, {}, EngineOptions((choice,), portraits=portraits))
    her, his = portraits
    jobs = [guided_job(job_for(choice), guide) for guide in (guide_by(her, his), guide_by(his), guide_by(her))]
    encoded, encode = [], likenesses.encode_picture
    monkeypatch.setattr(likenesses, "encode_picture", lambda *given: encoded.append(given) or encode(*given))
    made.make(jobs, device)

    assert counted.opened == ["cpu"]
    assert len(encoded) == 2
    assert list(made.latents_of(jobs[0])) == [(her, 64), (his, 64)]
    assert not made.latents_of(jobs[1])[his, 64].equal(made.latents_of(jobs[2])[her, 64])


def test_without_portraits_no_encoder_is_opened(source, choice, device, monkeypatch):
    counted, made = Counted(monkeypatch), Likenesses(source, {}, EngineOptions((choice,)))
    made.make([job_for(choice)], device)

    assert counted.opened == []
    assert made.latents_of(job_for(choice)) == {}


@pytest.mark.slow
def test_a_card_that_is_too_small_leaves_portraits_to_the_processor(
    source, choice, device, portraits, monkeypatch, engine_log
):
    counted = Counted(monkeypatch, fails=1)
    made = Likenesses(source, {}, EngineOptions((choice,), portraits=portraits))
    job = guided_job(job_for(choice), guide_by(*portraits))
    made.make([job], dataclasses.replace(device, kind="cuda", name="a small card"))

    assert counted.opened == ["cuda", "cpu"]
    assert len(made.latents_of(job)) == 2
    assert "Out of memory while reading the portraits on a small card: they are read on the CPU." in engine_log.text


def test_a_processor_without_memory_is_an_error(source, choice, device, portraits, monkeypatch):
    Counted(monkeypatch, fails=9)
    made = Likenesses(source, {}, EngineOptions((choice,), portraits=portraits))

    with pytest.raises(Exception, match="out of memory"):
        made.make([guided_job(job_for(choice), guide_by(*portraits))], device)


def test_a_vae_that_cannot_encode_costs_the_pictures_with_portraits(source, choice, device, portraits, monkeypatch):
    Counted(monkeypatch, fails=1, error=RenderError("it only decodes"))
    made = Likenesses(source, {}, EngineOptions((choice,), portraits=portraits))
    job = guided_job(job_for(choice), guide_by(*portraits))
    made.make([job], device)

    with pytest.raises(RenderError, match="it only decodes"):
        made.latents_of(job)


@pytest.mark.slow
def test_a_lost_portrait_costs_its_pictures_alone(choice, portraits):
    her, _his = portraits
    jobs = [job_for(choice), guided_job(job_for(choice), guide_by(LOST)), guided_job(job_for(choice), guide_by(her))]
    plain, lost, held = draw(choice, *jobs, portraits=portraits)

    assert plain.image is not None
    assert re.match(r"the portrait f{12}… is not among those of this run", lost.error)
    assert held.image is not None


@pytest.mark.slow
def test_every_exact_plan_draws_the_same_bytes_from_portraits(choice, portraits):
    jobs = [guided_job(job_for(choice, seed=seed), guide_by(*portraits)) for seed in (7, 8)]
    made = {
        name: [pixels(drawn) for drawn in draw(choice, *jobs, memory=name, portraits=portraits)]
        for name, plan in PLANS.items()
        if plan.is_exact
    }

    assert len(made) > 3
    assert all(pictures == made["two-phase"] for pictures in made.values())
    (plain,) = draw(choice, dataclasses.replace(jobs[0], guide={}))
    assert pixels(plain) != made["two-phase"][0]


# --- By an adapter ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def adapter(tmp_path_factory):
    return found_image_adapter(tmp_path_factory.mktemp("adapter"))


def prompted_by(adapter, *digests, **changes):
    net = Net(adapter.choice.identity, strength=0.7)
    return guide_by(*digests, likeness="ip-adapter", likeness_net=net, reference=None, **changes)


def test_every_portrait_is_seen_once_and_so_is_nothing(source, choice, device, portraits, adapter, monkeypatch):
    name, (her, his) = adapter.choice.identity, portraits
    made = Likenesses(source, {name: adapter}, EngineOptions((choice,), portraits=portraits))
    guides = [prompted_by(adapter, her, his), prompted_by(adapter, his)]
    jobs, looked, see = [guided_job(job_for(choice), guide) for guide in guides], [], likenesses.see_portrait
    monkeypatch.setattr(likenesses, "see_portrait", lambda *given: looked.append(given[1] is None) or see(*given))
    made.make([*jobs, job_for(choice)], device)

    assert looked == [True, False, False]
    assert list_prompts(jobs[0]) == [(her, name), (his, name)]
    assert list(made.prompts_of(jobs[1])) == [his, ""]
    assert made.prompts_of(job_for(choice)) == {}
    assert made.latents_of(jobs[0]) == {}


def test_a_lost_encoder_costs_the_pictures_with_portraits(source, choice, device, portraits, adapter, monkeypatch):
    def lost(_adapter):
        raise RenderError("no encoder is here")

    monkeypatch.setattr(likenesses, "find_image_encoder", lost)
    options = EngineOptions((choice,), portraits=portraits)
    made = Likenesses(source, {adapter.choice.identity: adapter}, options)
    job = guided_job(job_for(choice), prompted_by(adapter, *portraits))
    made.make([job], device)

    with pytest.raises(RenderError, match="no encoder is here"):
        made.prompts_of(job)


def test_a_lost_portrait_costs_no_other_prompt(source, choice, device, portraits, adapter):
    options = EngineOptions((choice,), portraits=portraits)
    made = Likenesses(source, {adapter.choice.identity: adapter}, options)
    her, _his = portraits
    lost, held = (guided_job(job_for(choice), prompted_by(adapter, digest)) for digest in (LOST, her))
    made.make([lost, held], device)

    assert her in made.prompts_of(held)
    with pytest.raises(RenderError, match=r"the portrait f{12}… is not among those"):
        made.prompts_of(lost)


@pytest.mark.slow
def test_every_exact_plan_draws_the_same_bytes_with_an_adapter(choice, portraits, adapter):
    jobs = [guided_job(job_for(choice, cfg_cutoff=0.5), prompted_by(adapter, *portraits))]
    options = {"portraits": portraits, "guide_nets": (adapter.choice,)}
    made = [
        pixels(drawn)
        for name, plan in PLANS.items()
        if plan.is_exact
        for drawn in draw(choice, *jobs, memory=name, **options)
    ]

    assert len(made) > 3
    assert len(set(made)) == 1
    (plain,) = draw(choice, dataclasses.replace(jobs[0], guide={}))
    assert pixels(plain) != made[0]
