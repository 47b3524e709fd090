"""Words that hold for one figure alone: exactly nothing elsewhere, whatever attends and wherever the weights lie."""

import dataclasses

import pytest
from tiny_engine import job_for
from tiny_guide import BASE, EMMA, HEIGHT, JONAS, WIDTH, conditioning_of, guide_for, guided_job, painting_of

from sdxl.attentions import list_attentions
from sdxl.drawing import denoise
from sdxl.guides import Guide, GuidedFigure
from sdxl.masks import draw_cells
from sdxl.regions import regional_words

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")

CHILD = dataclasses.replace(JONAS, words="boy in a green coat")
FAR = GuidedFigure("cc33", "girl in a white dress", (44, 2))


def paint(loaded_model, encoders, job, guide=None):
    """Draw as far as the latents."""
    job = guided_job(job, guide) if guide else dataclasses.replace(job, width=WIDTH, height=HEIGHT)
    (conditioning,) = conditioning_of(encoders, job)
    return denoise(loaded_model, job, conditioning, lambda *_: None).latents


class Layer:
    """One attention to the text, with the picture's latents and the text it reads; rows as with guidance."""

    def __init__(self, loaded_model, encoders, choice):
        import torch

        self.loaded_model, self.encoders, self.job = loaded_model, encoders, job_for(choice, prompt=BASE)
        self.attention = list_attentions(loaded_model.unet, "attn2")[0]
        numbers = torch.Generator().manual_seed(5)
        self.latents = torch.randn(2, 48, self.attention.to_q.in_features, generator=numbers)
        (read,) = conditioning_of(encoders, self.job)
        self.text = torch.cat([read.negative.hidden, read.prompt.hidden])

    def run(self, guide=None, rows=slice(None), text=None):
        """Give [rows, 48, channels]."""
        import torch

        text = self.text[rows] if text is None else text
        with torch.no_grad():
            if guide is None:
                return self.attention(self.latents[rows], text)
            painting = painting_of(self.loaded_model, self.encoders, self.job, guide)
            with regional_words(painting):
                return self.attention(self.latents[rows], text)


@pytest.fixture(scope="module")
def layer(loaded_model, encoders, choice):
    return Layer(loaded_model, encoders, choice)


def inside(*figures, grown):
    """Tell of each token whether it lies in a figure's grown mask."""
    from torch.nn.functional import max_pool2d

    cells = draw_cells(figures, WIDTH, HEIGHT).amax(dim=0, keepdim=True)
    return max_pool2d(cells[None], 2 * grown + 1, 1, grown)[0, 0].flatten() > 0


def test_words_change_the_inside_and_exactly_nothing_else(layer):
    plain, made = layer.run(), layer.run(guide_for())
    mask = inside(EMMA, JONAS, grown=2)

    assert 0 < int(mask.sum()) < len(mask)
    assert made[0].equal(plain[0])
    assert made[1][~mask].equal(plain[1][~mask])
    assert bool((made[1][mask] != plain[1][mask]).any(dim=1).all())


def test_other_words_of_one_figure_change_nothing_of_the_other(layer):
    first, other = layer.run(guide_for(EMMA, FAR)), layer.run(guide_for(EMMA, dataclasses.replace(FAR, words="a cat")))
    mask = inside(FAR, grown=2)

    assert first[1][~mask].equal(other[1][~mask])
    assert bool((first[1][mask] != other[1][mask]).any(dim=1).all())


@pytest.mark.parametrize("others", [pytest.param((JONAS, EMMA), marks=pytest.mark.slow), (FAR, JONAS, EMMA)])
def test_the_order_of_people_does_not_matter(layer, others):
    assert layer.run(guide_for(*others)).equal(layer.run(guide_for(*reversed(others))))


def test_figures_that_say_what_the_prompt_says_change_nothing_to_speak_of(layer):
    same = [dataclasses.replace(figure, words=BASE) for figure in (EMMA, JONAS)]

    assert float((layer.run(guide_for(*same)) - layer.run()).abs().max()) < 1e-5


@pytest.mark.parametrize("share", [0.3, *(pytest.param(share, marks=pytest.mark.slow) for share in (0.0, 0.75, 1.0))])
def test_the_share_is_that_of_the_base_words(layer, share):
    """Inside, a figure's words move the picture by what is left of the prompt's: in proportion."""
    import torch

    plain, most, made = layer.run(), layer.run(guide_for(share=0.0)), layer.run(guide_for(share=share))

    torch.testing.assert_close(made - plain, (most - plain) * (1 - share), atol=1e-5, rtol=1e-4)


def test_without_guidance_the_only_row_follows_the_prompt(layer):
    import torch

    torch.testing.assert_close(layer.run(guide_for(), slice(1, 2)), layer.run(guide_for())[1:])


def test_another_processor_hears_the_same_words(layer, monkeypatch):
    """xformers' runs on NVIDIA's cards alone; diffusers' oldest asks its layer for the same things."""
    import torch
    from diffusers.models.attention_processor import AttnProcessor

    made, plain = layer.run(guide_for()), layer.run()
    monkeypatch.setattr(layer.attention, "processor", AttnProcessor())

    torch.testing.assert_close(layer.run(guide_for()), made, atol=1e-5, rtol=1e-3)
    assert not layer.run(guide_for()).equal(layer.run())
    torch.testing.assert_close(layer.run(), plain, atol=1e-5, rtol=1e-3)


def test_keys_and_values_of_words_are_computed_once(layer, loaded_model, encoders, choice):
    import torch

    asked = []
    hook = layer.attention.to_k.register_forward_hook(lambda _layer, values, _made: asked.append(len(values[0])))
    painting = painting_of(loaded_model, encoders, job_for(choice), guide_for())
    with torch.no_grad(), regional_words(painting):
        first, second = (layer.attention(layer.latents, layer.text) for _step in range(2))
    hook.remove()

    assert asked == [2, 1, 1, 2]  # the prompt and its negative; Emma and Jonas; the prompt and its negative
    assert first.equal(second)


def test_words_are_silent_while_the_unet_runs_on_something_else(layer, loaded_model, encoders, choice):
    """A portrait has another size, so that a figure's cells would not even fit."""
    import torch

    painting = painting_of(loaded_model, encoders, job_for(choice), guide_for())
    latents = layer.latents[:, :12]
    with torch.no_grad():
        plain = layer.attention(latents, layer.text)
        with regional_words(painting), painting.aside():
            assert layer.attention(latents, layer.text).equal(plain)
        with regional_words(painting), pytest.raises(ValueError, match="no grid"):
            layer.attention(latents[:, :5], layer.text)


def test_a_prompt_of_several_chunks_leaves_figures_their_one(layer):
    import torch

    twice = torch.cat([layer.text, layer.text], dim=1)  # said twice, attended to alike

    torch.testing.assert_close(layer.run(guide_for(), text=twice), layer.run(guide_for()))


@pytest.mark.parametrize(
    "guide",
    [
        pytest.param(guide_for(kind="none"), id="no words wanted"),
        pytest.param(guide_for(dataclasses.replace(EMMA, words="")), id="nobody has words", marks=pytest.mark.slow),
        pytest.param(guide_for(dataclasses.replace(EMMA, cells=())), id="nobody is seen", marks=pytest.mark.slow),
        pytest.param(Guide((), "words", BASE), id="nobody", marks=pytest.mark.slow),
    ],
)
def test_a_guide_without_words_is_the_plain_picture(loaded_model, encoders, choice, guide):
    job = job_for(choice, steps=1)

    assert paint(loaded_model, encoders, job, guide).equal(paint(loaded_model, encoders, job))


@pytest.mark.slow
def test_a_picture_is_drawn_by_its_words_and_the_next_is_plain_again(loaded_model, encoders, choice):
    job = job_for(choice, prompt=BASE)
    plain = paint(loaded_model, encoders, job)
    made = paint(loaded_model, encoders, job, guide_for())

    assert bool(made.isfinite().all())
    assert not made.equal(plain)
    assert paint(loaded_model, encoders, job, guide_for()).equal(made)
    assert not paint(loaded_model, encoders, job, guide_for(EMMA, CHILD)).equal(made)
    assert paint(loaded_model, encoders, job).equal(plain)
