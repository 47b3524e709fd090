"""Figures prompted by their portraits: inside their masks alone, as diffusers' IP-Adapter does it, without a trace."""

import dataclasses

import pytest
from tiny_engine import job_for
from tiny_guide import BASE, EMMA, HEIGHT, JONAS, WIDTH, conditioning_of, guided_job, painting_of
from tiny_nets import found_image_adapter, seen, with_image_adapter

from sdxl.attentions import answering, list_attentions
from sdxl.drawing import denoise
from sdxl.guides import Guide, Net
from sdxl.image_adapters import NOTHING, make_image_prompts
from sdxl.image_prompts import PromptedAttention, PromptedFigures, image_prompts
from sdxl.masks import fit_masks, mask_figures
from sdxl.regions import regional_words

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")

HERS, HIS, OTHER = "e" * 64, "0" * 64, "1" * 64
EMMA_SHOWN = dataclasses.replace(EMMA, portrait=HERS)
JONAS_SHOWN = dataclasses.replace(JONAS, portrait=HIS)
ALL_OVER = dataclasses.replace(EMMA_SHOWN, cells=(0, 48))
NET = Net("plus", strength=0.7)


@pytest.fixture(scope="module")
def adapter(tmp_path_factory):
    return found_image_adapter(tmp_path_factory.mktemp("adapter"))


@pytest.fixture(scope="module")
def prompts(adapter, device):
    shown = (NOTHING, HERS, HIS, OTHER)
    return dict(zip(shown, make_image_prompts(adapter, [seen(number) for number in range(4)], device), strict=True))


def guide_by(*figures, net=NET, **changes):
    shown = figures or (EMMA_SHOWN, JONAS_SHOWN)
    return dataclasses.replace(Guide(shown, base=BASE, likeness="ip-adapter", likeness_net=net), **changes)


class Layer:
    """One attention to the text, with the picture's latents and the text it reads; rows as with guidance."""

    def __init__(self, loaded_model, encoders, choice, prompts):
        import torch

        self.loaded_model, self.encoders, self.job, self.prompts = loaded_model, encoders, job_for(choice), prompts
        self.attention = list_attentions(loaded_model.unet, "attn2")[0]
        numbers = torch.Generator().manual_seed(5)
        self.latents = torch.randn(2, 48, self.attention.to_q.in_features, generator=numbers)
        (read,) = conditioning_of(encoders, self.job)
        self.text = torch.cat([read.negative.hidden, read.prompt.hidden])

    def paint(self, guide):
        painting = painting_of(self.loaded_model, self.encoders, self.job, guide)
        painting.conditioning = dataclasses.replace(painting.conditioning, image_prompts=self.prompts)
        painting.model.pipeline._num_timesteps = 2
        return painting

    def run(self, guide=None, rows=slice(None), *, words=False, aside=False, done=0):
        """Give [rows, 48, channels]."""
        import torch

        with torch.no_grad():
            if guide is None:
                return self.attention(self.latents[rows], self.text[rows])
            painting = self.paint(guide)
            painting.is_aside, painting.count_steps = aside, lambda: done
            with regional_words(painting if words else self.paint(Guide())), image_prompts(painting):
                return self.attention(self.latents[rows], self.text[rows])


@pytest.fixture(scope="module")
def layer(loaded_model, encoders, choice, prompts):
    return Layer(loaded_model, encoders, choice, prompts)


def inside(*figures):
    """Tell of each token whether it lies in the mask of one of these, beside the other."""
    fitted = fit_masks(mask_figures(Guide((EMMA, JONAS)), (EMMA, JONAS), WIDTH, HEIGHT), 48, WIDTH, HEIGHT)
    return sum(fitted[(EMMA, JONAS).index(figure)] for figure in figures) > 0


def test_portraits_change_the_inside_and_exactly_nothing_else(layer):
    plain, made = layer.run(), layer.run(guide_by())
    mask = inside(EMMA, JONAS)

    assert 0 < int(mask.sum()) < len(mask)
    assert made[:, ~mask].equal(plain[:, ~mask])
    assert bool((made[:, mask] != plain[:, mask]).any(dim=2).all())


def test_another_portrait_of_one_changes_nothing_of_the_other_nor_of_the_negative(layer):
    first, other = layer.run(guide_by()), layer.run(guide_by(EMMA_SHOWN, dataclasses.replace(JONAS, portrait=OTHER)))
    mask = inside(JONAS)

    assert first[0].equal(other[0])
    assert first[1][~mask].equal(other[1][~mask])
    assert bool((first[1][mask] != other[1][mask]).any(dim=1).all())


def test_the_order_of_people_does_not_matter(layer):
    assert layer.run(guide_by()).equal(layer.run(guide_by(JONAS_SHOWN, EMMA_SHOWN)))


def test_a_portrait_answers_as_with_diffusers_adapter(layer, loaded_model, adapter):
    """Both rows: the prompt's reads the portrait, the negative's what the encoder sees in nothing."""
    import torch

    unet = with_image_adapter(loaded_model.unet, adapter)
    attention = list_attentions(unet, "attn2")[0]
    attention.processor.scale = [NET.strength]
    with torch.no_grad():
        tokens = unet.encoder_hid_proj([torch.cat([seen(0), seen(1)])[:, None]])
        wanted = attention(layer.latents, (layer.text, tokens))

    torch.testing.assert_close(layer.run(guide_by(ALL_OVER)), wanted, atol=1e-5, rtol=1e-4)


def test_nobodys_portrait_reaches_into_somebody_who_has_none(layer):
    plain, made = layer.run(), layer.run(guide_by(EMMA_SHOWN, JONAS))

    assert made[:, inside(JONAS)].equal(plain[:, inside(JONAS)])


@pytest.mark.parametrize("rows", [slice(1, 2), slice(None)])
def test_after_guidance_is_cut_the_only_row_reads_the_portrait(layer, rows):
    """With diffusers' adapter and callback it would read what the encoder sees in nothing, too."""
    import torch

    torch.testing.assert_close(layer.run(guide_by(), rows)[-1], layer.run(guide_by())[1])


def test_a_portrait_answers_beside_the_persons_own_words(layer):
    """The words are settled first: what the portrait adds is the same with them and without."""
    import torch

    words, both = (layer.run(guide_by(kind="words", net=net), words=True) for net in (None, NET))
    plain, alone = layer.run(), layer.run(guide_by(kind="words"))

    assert not words.equal(plain)
    torch.testing.assert_close(both - words, alone - plain, atol=1e-5, rtol=1e-3)


@pytest.mark.parametrize(
    ("guide", "more", "why"),
    [
        (guide_by(EMMA, JONAS), {}, "nobody has a portrait"),
        (guide_by(net=dataclasses.replace(NET, strength=0.0)), {}, "without strength"),
        (guide_by(likeness="reference"), {}, "read otherwise"),
        (guide_by(dataclasses.replace(EMMA_SHOWN, cells=())), {}, "nobody is seen"),
        (guide_by(net=dataclasses.replace(NET, end=0.5)), {"done": 1}, "after the adapter's share of the steps"),
        (guide_by(), {"aside": True}, "while the UNet runs on something else"),
    ],
)
def test_what_is_silent_changes_nothing(layer, guide, more, why):
    assert layer.run(guide, **more).equal(layer.run()), why


def test_an_adapter_leaves_the_unet_as_it_was(layer, loaded_model):
    unet = loaded_model.unet

    def state():
        return [(*module._forward_hooks, *module._forward_pre_hooks) for module in unet.modules()]

    before, weights, processors = state(), sum(1 for _ in unet.parameters()), dict(unet.attn_processors)
    with image_prompts(layer.paint(guide_by())):
        assert state() != before
        assert sum(1 for _ in unet.parameters()) == weights  # what is parked and offloaded stays the same

    assert state() == before
    assert unet.attn_processors == processors
    assert unet.encoder_hid_proj is None


def test_prompts_are_put_on_the_device_once(layer):
    import torch

    painting = layer.paint(guide_by())
    figures = PromptedFigures(painting, [EMMA_SHOWN, JONAS_SHOWN], NET)
    prompted = PromptedAttention(layer.attention, figures, figures.read(0))
    with torch.no_grad(), answering(layer.attention, prompted.answer, "to_q"):
        first = layer.attention(layer.latents, layer.text)
        placed = prompted.placed
        second = layer.attention(layer.latents, layer.text)

    assert placed is not None
    assert prompted.placed is placed
    assert placed[0].shape == (3, 16, 128)
    assert first.equal(second)


@pytest.mark.slow
@pytest.mark.parametrize("changes", [{}, {"guidance": 1.0}, {"cfg_cutoff": 0.5}])
def test_a_picture_holds_to_its_portraits_and_the_next_is_plain_again(loaded_model, encoders, choice, prompts, changes):
    job = dataclasses.replace(job_for(choice, **changes), width=WIDTH, height=HEIGHT)

    def paint(guide=None):
        guided = guided_job(job, guide) if guide else job
        (conditioning,) = conditioning_of(encoders, guided)
        conditioning = dataclasses.replace(conditioning, image_prompts=prompts)
        return denoise(loaded_model, guided, conditioning, lambda *_: None).latents

    plain, made = paint(), paint(guide_by())

    assert bool(made.isfinite().all())
    assert not made.equal(plain)
    assert paint(guide_by()).equal(made)
    assert not paint(guide_by(EMMA_SHOWN, dataclasses.replace(JONAS, portrait=OTHER))).equal(made)
    assert not paint(guide_by(kind="words")).equal(made)
    assert paint().equal(plain)
