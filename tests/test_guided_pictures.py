"""Guided pictures by the whole engine, on a model with attention on two grids: one picture under every plan."""

import dataclasses
from typing import NamedTuple

import pytest
from PIL import Image
from tiny_engine import draw, job_for, pixels
from tiny_guide import guide_for
from tiny_nets import EYE, posed, write_image_encoder

from sdxl.guide_nets import resolve_net
from sdxl.guides import Faces, GuidedFigure, Net, Reference
from sdxl.known_nets import IP_ADAPTER, T2I, UNION
from sdxl.masks import draw_cells, share_cells
from sdxl.memory import PLANS
from sdxl.portraits import digest_pixels
from tools.random_model import TINY, write_random_model
from tools.random_nets import write_random_net

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")]

# 14 by 9 cells, then 7 by 5: both grids have an edge that does not come out even.
WIDTH, HEIGHT = 216, 136
BASE = "two people in a kitchen, graphic novel illustration"
EMMA = GuidedFigure("aa11", "woman with a dark red plait in a yellow raincoat", (15, 2, 29, 2, 43, 2, 57, 2))
JONAS = GuidedFigure("bb22", "old man with a white beard in a navy sweater", (39, 1, 53, 1, 67, 1, 81, 1))
THREE_LEVELS = {
    **TINY,
    "unet": {
        **TINY["unet"],
        "block_out_channels": [64, 128, 256],
        "attention_head_dim": [1, 2, 4],
        "transformer_layers_per_block": [1, 1, 2],
        "down_block_types": ["DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"],
        "up_block_types": ["CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"],
    },
}


@pytest.fixture(scope="module")
def choice(tmp_path_factory):
    from sdxl.models import resolve_model
    from workspace.request import read_defaults

    folder = write_random_model(tmp_path_factory.mktemp("models") / "three", THREE_LEVELS)
    return resolve_model(str(folder), read_defaults().presets)


@pytest.fixture(scope="module")
def plain(choice):
    """The job, not guided, with everything that a guide must live with: guidance that ends, a sampler with a memory."""
    return job_for(
        choice, prompt=BASE, width=WIDTH, height=HEIGHT, steps=4, cfg_cutoff=0.5, scheduler="dpm++ 2m karras"
    )


def by_words(job, *figures, **changes):
    """Give the job a guide by words."""
    return dataclasses.replace(job, guide=guide_for(*(figures or (EMMA, JONAS)), base=BASE, **changes).to_json())


def draw_all(choice, *jobs, **options):
    return [pixels(drawn) for drawn in draw(choice, *jobs, **options)]


@dataclasses.dataclass
class Everything:
    """Emma and Jonas in words, pose, portraits and faces, one way and the other; what each depends on."""

    nets: dict
    portraits: dict

    @property
    def options(self):
        return {"guide_nets": tuple(self.nets.values()), "portraits": self.portraits}

    def directs(self, job, *, strong=False):
        """Give the job a pose by features and portraits that are read along; or by a Union, and by an IP-Adapter."""
        shown = zip((EMMA, JONAS), (60, 150), self.portraits, strict=True)
        figures = [
            posed(dataclasses.replace(figure, portrait=digest, head=(x - 16, 10, x + 16, 42)), x)
            for figure, x, digest in shown
        ]
        kind = "strong" if strong else "pose"
        ways = {"likeness": "ip-adapter", "likeness_net": Net(self.nets["ip-adapter"].identity, strength=0.6, end=0.75)}
        if not strong:
            ways = {"likeness": "reference", "reference": Reference(size=64, end=0.75)}
        ways["faces"] = Faces(size=64, steps=2)
        return by_words(job, *figures, kind=kind, net=Net(self.nets[kind].identity, "openpose", 0.8, 0.75), **ways)


@pytest.fixture(scope="module")
def everything(tmp_path_factory):
    folder, portraits = tmp_path_factory.mktemp("guides"), {}
    for colour in ("orange", "navy"):
        picture = Image.new("RGB", (64, 64), colour)
        picture.save(folder / f"{colour}.png")
        portraits[digest_pixels(picture)] = folder / f"{colour}.png"
    write_image_encoder(folder / "image_encoder")
    kinds = {
        "pose": (T2I, {}),
        "strong": (UNION, {}),
        "ip-adapter": (IP_ADAPTER, {"encoder_width": EYE["hidden_size"]}),
    }
    nets = {}
    for use, (kind, changes) in kinds.items():
        path = folder / f"{use}-openpose.safetensors"
        write_random_net(path, kind, THREE_LEVELS["unet"], dtype="float32", **changes)
        nets[use] = resolve_net(str(path), use)
    return Everything(nets, portraits)


@pytest.fixture(scope="module")
def guided(plain, everything):
    """The jobs: by words, by everything, by everything the other way, and not guided."""
    return by_words(plain), everything.directs(plain), everything.directs(plain, strong=True), plain


@pytest.fixture(scope="module")
def two_phase(choice, guided, everything):
    """The pictures as the usual plan draws them."""
    return draw_all(choice, *guided, memory="two-phase", **everything.options)


@pytest.mark.parametrize("memory", [name for name, plan in PLANS.items() if plan.is_exact])
def test_every_exact_plan_draws_the_same_guided_bytes(choice, guided, everything, two_phase, memory):
    """The plain picture comes first and last: nothing of a guide is left."""
    assert len(set(two_phase)) == len(guided)
    assert draw_all(choice, guided[-1], *guided, memory=memory, **everything.options) == [two_phase[-1], *two_phase]


def test_fp8_weights_draw_guided_pictures(choice, guided, everything):
    drawn = draw_all(choice, *guided, guided[1], memory="fp8", **everything.options)

    assert len(set(drawn)) == len(guided)
    assert drawn[-1] == drawn[1]


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"guidance": 1.0, "cfg_cutoff": None}, id="without guidance"),
        pytest.param({"cfg_cutoff": None}, id="with guidance to the end"),
        pytest.param({"cfg_cutoff": 0.25}, id="guidance that ends early"),
        pytest.param({"negative_prompt": "photograph, " * 40, "long_prompts": True}, id="a long negative prompt"),
        pytest.param({"scheduler": "heun", "cfg_cutoff": None}, id="two evaluations a step"),
    ],
)
def test_words_tell_in_every_setting(choice, plain, changes):
    job = dataclasses.replace(plain, **changes)
    bare, guided, other = draw_all(
        choice, job, by_words(job), by_words(job, EMMA, dataclasses.replace(JONAS, words="cat"))
    )

    assert len({bare, guided, other}) == 3


def test_order_and_company_do_not_matter(choice, plain, two_phase):
    """The same picture whoever is named first, and whatever else is encoded and drawn in the run."""
    others = by_words(dataclasses.replace(plain, seed=9), dataclasses.replace(JONAS, words="girl in a white dress"))

    assert draw_all(choice, others, by_words(plain, JONAS, EMMA), plain)[1] == two_phase[0]


def test_other_words_change_their_figure_more_than_the_rest(choice, plain):
    """What one layer keeps apart, the next ones mix: outside less changes, and far less than by the prompt's words."""
    boy = dataclasses.replace(JONAS, words="boy in a green coat")
    apart = difference(*draw_all(choice, by_words(plain), by_words(plain, EMMA, boy)))
    said = [dataclasses.replace(plain, prompt=f"{BASE}, {figure.words}") for figure in (JONAS, boy)]
    together = difference(*draw_all(choice, *said))

    assert apart.inside > 1.5 * apart.outside
    assert together.outside > 3 * apart.outside


class Difference(NamedTuple):
    """How much the pixels of two pictures differ on average, where Jonas stands and elsewhere."""

    inside: float
    outside: float


def difference(one, other):
    import torch

    mask = share_cells(draw_cells((JONAS,), WIDTH, HEIGHT), 2)[0].repeat_interleave(16, 0).repeat_interleave(16, 1)
    pictures = [
        torch.frombuffer(bytearray(picture), dtype=torch.uint8).view(HEIGHT, WIDTH, 3) for picture in (one, other)
    ]
    apart = (pictures[0].float() - pictures[1].float()).abs().mean(dim=2)
    inside = mask[:HEIGHT, :WIDTH] > 0
    return Difference(float(apart[inside].mean()), float(apart[~inside].mean()))


def test_figures_that_say_what_the_prompt_says_draw_the_plain_picture(choice, plain, two_phase):
    same = [dataclasses.replace(figure, words=BASE) for figure in (EMMA, JONAS)]
    (guided,) = draw_all(choice, by_words(plain, *same))

    assert max(abs(one - other) for one, other in zip(guided, two_phase[-1], strict=True)) <= 1


def test_a_guide_of_no_kind_draws_the_plain_bytes(choice, plain, two_phase):
    assert draw_all(choice, by_words(plain, kind="none")) == two_phase[-1:]
