"""How long a step should take, from published cards and from SDXL's own arithmetic."""

from types import SimpleNamespace

import pytest

from records import RenderJob
from sdxl.attentions import list_attentions
from sdxl.encoding import Conditioning, Embedding
from sdxl.guides import Guide, GuidedFigure
from sdxl.memory import HALF, PLANS, WORDS_BYTES
from sdxl.painting import Painting
from sdxl.regions import regional_words
from sdxl.speed import SHARE, Speed, card_speed, expect_picture, expect_step, forward_flops, judge_step, words_flops

LANDSCAPE = 1344 * 768
RTX_3080 = card_speed(68, 1.71e9, (8, 6))


@pytest.mark.parametrize(
    ("name", "processors", "clock", "capability", "published"),
    [
        ("RTX 3080", 68, 1.71e9, (8, 6), 59.5e12),
        ("RTX 4090", 128, 2.52e9, (8, 9), 165.2e12),
        ("RTX 5090", 170, 2.41e9, (12, 0), 209.5e12),
        ("A100", 108, 1.41e9, (8, 0), 312e12),
        ("H100", 132, 1.83e9, (9, 0), 989e12),
        ("V100", 80, 1.53e9, (7, 0), 125e12),
    ],
)
def test_cards_are_as_fast_as_their_makers_say(name, processors, clock, capability, published):
    assert card_speed(processors, clock, capability).flops == pytest.approx(SHARE * published, rel=0.02), name


@pytest.mark.parametrize(
    ("capability", "like"),
    [pytest.param((8, 8), (8, 7), id="between"), pytest.param((13, 0), (12, 0), id="newer"), ((3, 5), (5, 0))],
    ids=str,
)
def test_a_card_that_is_not_listed_counts_as_the_one_below(capability, like):
    assert card_speed(10, 1e9, capability) == card_speed(10, 1e9, like)


@pytest.mark.parametrize(
    ("size", "published"), [((1024, 1024), 6.76e12), ((1344, 768), 6.64e12), ((1216, 832), 6.50e12)]
)
def test_operations_of_a_forward(size, published):
    assert forward_flops(size[0] * size[1]) == pytest.approx(published, rel=0.01)


@pytest.mark.slow
def test_operations_are_those_of_the_layers():
    """Convolutions and matrices counted on SDXL's own shapes; attention apart."""
    import torch
    from torch.utils.flop_counter import FlopCounterMode

    from tools.random_model import FULL, make_modules

    with torch.device("meta"):
        unet = dict(make_modules(FULL))["unet"]
        added = {"text_embeds": torch.empty(1, 1280), "time_ids": torch.empty(1, 6)}
        with torch.no_grad(), FlopCounterMode(display=False) as counter:
            unet(
                torch.empty(1, 4, 96, 168),
                torch.empty(()),
                encoder_hidden_states=torch.empty(1, 77, 2048),
                added_cond_kwargs=added,
            )

    assert forward_flops(LANDSCAPE) == pytest.approx(counter.get_total_flops(), rel=0.02)


@pytest.mark.slow
def test_words_of_a_figure_cost_what_is_counted():
    """Queries and the output's projection are shared; keys and values are computed once and kept."""
    import torch
    from torch.utils.flop_counter import FlopCounterMode

    from tools.random_model import FULL, make_modules

    def read_twice():
        """Count the operations of a step and of the next."""
        steps = []
        for _step in range(2):
            with FlopCounterMode(display=False) as counter:
                for attention in attentions:
                    tokens = LANDSCAPE // (16 if attention.to_q.out_features == 640 else 32) ** 2
                    attention(torch.empty(2, tokens, attention.to_q.in_features), torch.empty(2, 77, 2048))
            steps.append(counter.get_total_flops())
        return steps

    unet = dict(make_modules(FULL))["unet"]
    attentions = list_attentions(unet, "attn2")
    figures = tuple(GuidedFigure(str(number), "words", (0, 4)) for number in range(3))
    job = RenderJob("sdxl", "", "", "", 1, 30, 7.0, 1344, 768)
    with torch.device("meta"), torch.no_grad():
        read = Conditioning(None, None, tuple(Embedding(torch.empty(1, 77, 2048), None) for _ in figures))
        painting = Painting(SimpleNamespace(unet=unet), job, Guide(figures, "words"), read, lambda: 0)
        plain = read_twice()
        with regional_words(painting):
            first, second = read_twice()
    projected = sum(2 * 2 * 77 * 2048 * attention.to_k.out_features for attention in attentions)
    kept = sum(2 * 77 * attention.to_k.out_features * HALF for attention in attentions)

    assert len(attentions) == 70
    assert second - plain[1] == pytest.approx(words_flops(LANDSCAPE, 3), rel=0.001)
    assert words_flops(LANDSCAPE, 1) / (2 * forward_flops(LANDSCAPE)) < 0.0025
    assert first - second == 3 * projected
    assert kept == WORDS_BYTES


def test_a_healthy_3080_takes_about_a_third_of_a_second():
    assert expect_step(RTX_3080, LANDSCAPE, guided=True) == pytest.approx(0.37, abs=0.02)
    assert expect_step(RTX_3080, LANDSCAPE, guided=False) == pytest.approx(0.19, abs=0.02)
    assert 10 < expect_picture(RTX_3080, LANDSCAPE, 30, guided=True) < 13


@pytest.mark.parametrize(
    ("seconds", "plan", "warns"),
    [
        pytest.param(10.0, "two-phase", True, id="the seed's five minutes a picture"),
        pytest.param(3.8, "resident", True, id="ten times slower"),
        pytest.param(1.5, "two-phase", False, id="four times slower: another program, a hot laptop"),
        pytest.param(0.3, "fp8", False, id="healthy"),
        pytest.param(10.0, "model-offload", True, id="model offload moves weights between pictures only"),
        pytest.param(10.0, "sequential", False, id="sequential offload is slow on purpose"),
        pytest.param(10.0, "group-offload", False, id="so is group offload"),
    ],
)
def test_spilling_into_main_memory_is_said_with_its_cure(seconds, plan, warns):
    said = judge_step(seconds, expect_step(RTX_3080, LANDSCAPE, guided=True), PLANS[plan])

    assert bool(said) is warns
    assert not warns or all(words in said for words in ("Prefer No Sysmem Fallback", "--max-vram", f"{seconds:.1f} s"))


def test_a_smaller_model_takes_less(device):
    from sdxl.speed import read_speed

    speed = read_speed(device)

    assert isinstance(speed, Speed)
    assert speed.flops > 0
    assert expect_step(speed, LANDSCAPE, guided=True, unet_bytes=10**6) < expect_step(speed, LANDSCAPE, guided=True)


@pytest.mark.parametrize(
    ("name", "hip", "broken", "flops"),
    [
        pytest.param("NVIDIA GeForce RTX 2060", None, False, 512, id="tensor cores"),
        pytest.param("NVIDIA GeForce GTX 1660", None, True, 256, id="as new, without tensor cores"),
        pytest.param("AMD Radeon RX 7900 XTX", "7.0", False, 0, id="AMD's are not judged by NVIDIA's table"),
    ],
)
def test_a_cards_speed_is_read_from_its_properties(monkeypatch, name, hip, broken, flops):
    from types import SimpleNamespace

    import torch

    from sdxl.devices import Device
    from sdxl.speed import read_speed

    card = SimpleNamespace(clock_rate=10**6, multi_processor_count=10, major=7, minor=5)
    monkeypatch.setattr(torch.cuda, "get_device_properties", lambda: card)
    monkeypatch.setattr(torch.version, "hip", hip)
    speed = read_speed(Device("cuda", name, torch.float16, broken))

    assert speed == (Speed(SHARE * 10 * 10**9 * flops) if flops else None)
