"""Portraits that are read along: inside a person's mask alone, on the prompt's row alone, and without a trace."""

import dataclasses
import math

import pytest
from tiny_engine import job_for
from tiny_guide import BASE, EMMA, HEIGHT, JONAS, WIDTH, conditioning_of, guided_job, painting_of

from sdxl.attentions import answering, list_attentions
from sdxl.drawing import denoise
from sdxl.guides import Guide, Reference
from sdxl.masks import draw_cells, fit_masks, mask_figures
from sdxl.references import HEARD, ReadPortraits, ReferenceAttention, make_noise, references, share_noise

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")

HERS, HIS, OTHER = "e" * 64, "0" * 64, "0" * 63 + "1"
EMMA_SHOWN = dataclasses.replace(EMMA, portrait=HERS)
JONAS_SHOWN = dataclasses.replace(JONAS, portrait=HIS)
READ = Reference(size=64, end=1.0)


def guide_by(*figures, reference=READ, **changes):
    """Give a guide that holds its figures, Emma and Jonas, to their portraits."""
    shown = figures or (EMMA_SHOWN, JONAS_SHOWN)
    return dataclasses.replace(Guide(shown, base=BASE, likeness="reference", reference=reference), **changes)


def latents_of(digest, height=8, width=8):
    """Give latents for a portrait, each its own."""
    import torch

    return torch.randn(1, 4, height, width, generator=torch.Generator().manual_seed(int(digest[-2:], 16)))


def with_portraits(conditioning):
    return dataclasses.replace(
        conditioning, portraits={(digest, READ.size): latents_of(digest) for digest in (HERS, HIS, OTHER)}
    )


def paint(loaded_model, encoders, job, guide=None):
    """Draw as far as the latents."""
    job = guided_job(job, guide) if guide else dataclasses.replace(job, width=WIDTH, height=HEIGHT)
    (conditioning,) = conditioning_of(encoders, job)
    return denoise(loaded_model, job, with_portraits(conditioning), lambda *_: None).latents


class Layer:
    """One attention of the picture to itself; rows as with guidance."""

    def __init__(self, loaded_model, encoders, choice):
        import torch

        self.attention = list_attentions(loaded_model.unet, "attn1")[0]
        numbers = torch.Generator().manual_seed(5)
        self.latents = torch.randn(2, 48, self.attention.to_q.in_features, generator=numbers)
        self.painting = painting_of(loaded_model, encoders, job_for(choice), guide_by())
        self.painting.conditioning = with_portraits(self.painting.conditioning)

    def seen(self, digest):
        """Give what the layer gets where the UNet runs on a portrait."""
        return latents_of(digest, 16, self.latents.shape[-1] // 4).reshape(1, 16, -1)

    def run(self, *portraits, figures=(EMMA_SHOWN, JONAS_SHOWN), rows=slice(None), is_heard=True):
        """Give [rows, 48, channels] where each figure is held to a portrait; none without portraits."""
        import torch

        with torch.no_grad():
            if not portraits:
                return self.attention(self.latents[rows])
            read = ReadPortraits(self.painting, figures, self.painting.guide.reference)
            with answering(self.attention, ReferenceAttention(self.attention, read).answer, *HEARD):
                for read.under_way, portrait in enumerate(portraits):
                    self.attention(self.seen(portrait))
                read.under_way, read.is_heard = None, is_heard
                return self.attention(self.latents[rows])


@pytest.fixture(scope="module")
def layer(loaded_model, encoders, choice):
    return Layer(loaded_model, encoders, choice)


def inside(*figures):
    """Tell of each token whether it lies in the mask of one of these, beside the other."""
    fitted = fit_masks(mask_figures(Guide((EMMA, JONAS)), (EMMA, JONAS), WIDTH, HEIGHT), 48, WIDTH, HEIGHT)
    return sum(fitted[(EMMA, JONAS).index(figure)] for figure in figures) > 0


def test_portraits_change_the_inside_and_exactly_nothing_else(layer):
    plain, made = layer.run(), layer.run(HERS, HIS)
    mask = inside(EMMA, JONAS)

    assert 0 < int(mask.sum()) < len(mask)
    assert made[0].equal(plain[0])
    assert made[1][~mask].equal(plain[1][~mask])
    assert bool((made[1][mask] != plain[1][mask]).any(dim=1).all())


def test_another_portrait_of_one_changes_nothing_of_the_other(layer):
    first, other = layer.run(HERS, HIS), layer.run(HERS, OTHER)
    mask = inside(JONAS)

    assert first[1][~mask].equal(other[1][~mask])
    assert bool((first[1][mask] != other[1][mask]).any(dim=1).all())


def test_the_order_of_people_does_not_matter(layer):
    both = layer.run(HERS, HIS), layer.run(HIS, HERS, figures=(JONAS_SHOWN, EMMA_SHOWN))

    assert both[0].equal(both[1])


def test_inside_the_picture_attends_to_itself_and_to_the_portrait(layer):
    """What the mask's tokens get is plain attention to both, as if the portrait's tokens were the picture's."""
    import torch

    made, both = layer.run(HERS, figures=(EMMA_SHOWN,)), torch.cat([layer.latents[1:], layer.seen(HERS)], dim=1)
    with torch.no_grad():
        wanted = layer.attention(layer.latents[1:], both)
    whole = draw_cells([EMMA], WIDTH, HEIGHT).flatten() > 0

    torch.testing.assert_close(made[1][whole], wanted[0][whole], atol=1e-5, rtol=1e-4)


def test_without_guidance_the_only_row_follows_the_prompt(layer):
    import torch

    torch.testing.assert_close(layer.run(HERS, HIS, rows=slice(1, 2)), layer.run(HERS, HIS)[1:])


def test_what_is_not_heard_changes_nothing(layer):
    assert layer.run(HERS, HIS, is_heard=False).equal(layer.run())


# --- The noise on a portrait ------------------------------------------------------------------------------------------


def test_a_portraits_noise_is_its_own_in_every_picture():
    noise = make_noise(HERS, latents_of(HERS))

    assert noise.equal(make_noise(HERS, latents_of(HIS)))
    assert not noise.equal(make_noise(HIS, latents_of(HERS)))


@pytest.mark.parametrize("timestep", [0.0, 1.0, 400.0, 998.0, 999.0])
def test_a_portrait_has_as_much_noise_as_diffusers_adds(loaded_model, timestep):
    import torch
    from diffusers import DDPMScheduler

    scheduler = DDPMScheduler.from_config(loaded_model.base_scheduler)
    signal, noise = share_noise(scheduler.alphas_cumprod, torch.tensor(timestep))
    latents, added = latents_of(HERS), make_noise(HERS, latents_of(HERS))
    wanted = scheduler.add_noise(latents, added, torch.tensor([int(timestep)]))

    torch.testing.assert_close(latents * signal + added * noise, wanted)


@pytest.mark.parametrize(
    ("timestep", "between"),
    [(400.25, (400, 401)), (0.5, (0, 1)), (998.75, (998, 999))],
)
def test_between_two_steps_of_training_the_noise_lies_between(loaded_model, timestep, between):
    import torch

    shares = loaded_model.pipeline.scheduler.alphas_cumprod
    low, found, high = (share_noise(shares, torch.tensor(at))[1] for at in (between[0], timestep, between[1]))

    assert low < found < high
    assert math.isclose(sum(share**2 for share in share_noise(shares, torch.tensor(timestep))), 1)


def test_noise_without_any_signal_stays_a_number():
    import torch

    assert share_noise(torch.tensor([0.9, 0.0]), torch.tensor(1)) == (pytest.approx(0, abs=1e-9), 1)


# --- A picture --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "guide",
    [
        pytest.param(guide_by(EMMA, JONAS), id="nobody has a portrait"),
        pytest.param(guide_by(dataclasses.replace(EMMA_SHOWN, cells=())), id="nobody is seen", marks=pytest.mark.slow),
        pytest.param(guide_by(likeness=""), id="portraits do not count", marks=pytest.mark.slow),
        pytest.param(guide_by(reference=dataclasses.replace(READ, end=0.0)), id="for no step", marks=pytest.mark.slow),
    ],
)
def test_without_a_portrait_to_read_the_picture_is_the_plain_one(loaded_model, encoders, choice, guide):
    job = job_for(choice, steps=1)

    assert paint(loaded_model, encoders, job, guide).equal(paint(loaded_model, encoders, job))


def passes(loaded_model, encoders, job, guide):
    """Draw, and give the shape of all latents that the UNet runs on, and what it reads of the text and the size."""
    seen = []

    def look(_unet, values, named):
        given = named["added_cond_kwargs"]
        sizes = [int(number) for number in given["time_ids"][-1]]
        seen.append((tuple(values[0].shape), sizes, named["encoder_hidden_states"][-1], given["text_embeds"].shape[0]))

    hook = loaded_model.unet.register_forward_pre_hook(look, with_kwargs=True)
    try:
        paint(loaded_model, encoders, job, guide)
    finally:
        hook.remove()
    return seen


def test_a_portrait_is_read_in_one_row_before_each_step_up_to_its_share(loaded_model, encoders, choice):
    job, guide = job_for(choice), guide_by(EMMA_SHOWN, reference=dataclasses.replace(READ, end=0.5))
    seen = passes(loaded_model, encoders, job, guide)

    portrait, picture = (1, 4, 8, 8), (2, 4, HEIGHT // 8, WIDTH // 8)
    assert sorted(shape for shape, *_ in seen) == [portrait, picture, picture]
    assert [sizes for shape, sizes, *_ in seen if shape == portrait] == [[64, 64, 0, 0, 64, 64]]
    assert {rows for shape, *_, rows in seen if shape == portrait} == {1}


@pytest.mark.slow
def test_a_portrait_is_read_with_the_words_of_whom_it_shows(loaded_model, encoders, choice):
    job = guided_job(job_for(choice), guide_by(EMMA_SHOWN, kind="words"))
    (conditioning,) = conditioning_of(encoders, job)
    said = [
        {shape[0]: text for shape, _, text, _ in passes(loaded_model, encoders, job_for(choice), guide)}
        for guide in (guide_by(EMMA_SHOWN, kind="words"), guide_by(EMMA_SHOWN))
    ]

    assert said[0][1].equal(conditioning.figures[0].hidden[0])
    assert said[1][1].equal(said[1][2])  # without words of her own, with the picture's


@pytest.mark.slow
@pytest.mark.parametrize(
    "changes", [{}, {"guidance": 1.0}, {"cfg_cutoff": 0.5}, {"scheduler": "euler"}, {"scheduler": "heun"}]
)
def test_a_picture_holds_to_its_portraits_and_the_next_is_plain_again(loaded_model, encoders, choice, changes):
    job = job_for(choice, prompt=BASE, **changes)
    plain, made = paint(loaded_model, encoders, job), paint(loaded_model, encoders, job, guide_by())

    assert bool(made.isfinite().all())
    assert not made.equal(plain)
    assert paint(loaded_model, encoders, job, guide_by()).equal(made)
    other = guide_by(EMMA_SHOWN, dataclasses.replace(JONAS, portrait=OTHER))
    assert not paint(loaded_model, encoders, job, other).equal(made)
    assert paint(loaded_model, encoders, job).equal(plain)


@pytest.mark.slow
def test_where_portraits_are_read_is_part_of_the_picture(loaded_model, encoders, choice):
    job, everywhere = job_for(choice), guide_by(reference=dataclasses.replace(READ, layers="all"))

    assert not paint(loaded_model, encoders, job, everywhere).equal(paint(loaded_model, encoders, job, guide_by()))


@pytest.mark.slow
def test_portraits_and_words_hold_together(loaded_model, encoders, choice):
    job = job_for(choice)
    both, words = guide_by(kind="words"), guide_by(kind="words", likeness="")
    made = paint(loaded_model, encoders, job, both)

    assert not made.equal(paint(loaded_model, encoders, job, words))
    assert not made.equal(paint(loaded_model, encoders, job, guide_by()))
    assert paint(loaded_model, encoders, job, both).equal(made)


def test_a_guide_leaves_the_unet_as_it_was(loaded_model, encoders, choice):
    unet = loaded_model.unet
    painting = painting_of(loaded_model, encoders, job_for(choice), guide_by())
    painting.conditioning = with_portraits(painting.conditioning)

    def hooks():
        return [(*module._forward_hooks, *module._forward_pre_hooks) for module in unet.modules()]

    before = hooks()
    with references(painting):
        assert hooks() != before

    assert hooks() == before
