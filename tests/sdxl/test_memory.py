"""The memory plan: which way to draw fits on which card, computed on SDXL's real sizes."""

import math

import pytest

from errors import RenderError
from records import MEMORY_CHOICES
from sdxl.memory import (
    FP8_CONTROL,
    GIB,
    PLANS,
    RESERVE,
    SDXL_SIZES,
    STEPS,
    WORDS_BYTES,
    PlanStep,
    Sizes,
    Work,
    count_moved,
    count_need,
    count_ram,
    describe_plan_step,
    find_shortage,
    first_of_each_plan,
    list_plan_steps,
    plan_table,
    sum_sizes,
)
from tools.random_model import FULL, make_modules

LANDSCAPE = 1344 * 768
GOOD = Work(LANDSCAPE)  # with a VAE made for half precision
STOCK = Work(LANDSCAPE, decode_bytes=4)  # with SDXL's own, which decodes in float32


@pytest.fixture(scope="module")
def modules():
    """SDXL's modules on the meta device, where they take no memory."""
    return dict(make_modules(FULL))


def test_the_sizes_of_sdxl_are_those_of_its_modules(modules):
    shapes = {
        name: {key: tuple(tensor.shape) for key, tensor in module.state_dict().items()}
        for name, module in modules.items()
    }

    assert sum_sizes(shapes) == SDXL_SIZES


@pytest.mark.parametrize(
    ("work", "card", "expected"),
    [
        pytest.param(GOOD, 4, "group offload, decoding in tiles", id="4 GB"),
        pytest.param(GOOD, 6, "two-phase with fp8 weights, decoding in tiles", id="6 GB"),
        pytest.param(GOOD, 8, "two-phase, decoding in tiles", id="8 GB"),
        pytest.param(GOOD, 10, "two-phase, decoding in tiles", id="10 GB"),
        pytest.param(GOOD, 12, "two-phase", id="12 GB"),
        pytest.param(GOOD, 16, "everything resident", id="16 GB"),
        pytest.param(GOOD, 24, "everything resident", id="24 GB"),
        pytest.param(STOCK, 4, "sequential offload, decoding in tiles", id="4 GB, decoding in float32"),
        pytest.param(STOCK, 6, "group offload, decoding in tiles", id="6 GB, decoding in float32"),
        pytest.param(STOCK, 8, "two-phase with fp8 weights, decoding in tiles", id="8 GB, decoding in float32"),
        pytest.param(STOCK, 10, "two-phase, decoding in tiles", id="10 GB, decoding in float32"),
        pytest.param(STOCK, 12, "two-phase, decoding in tiles", id="12 GB, decoding in float32"),
        pytest.param(STOCK, 16, "two-phase", id="16 GB, decoding in float32"),
        pytest.param(STOCK, 24, "everything resident", id="24 GB, decoding in float32"),
        pytest.param(Work(2048 * 2048), 8, "two-phase with fp8 weights, decoding in tiles", id="a large picture"),
        pytest.param(Work(512 * 512), 8, "two-phase", id="a small picture"),
    ],
)
def test_the_plan_for_a_card(work, card, expected):
    ((_, step),) = plan_table(SDXL_SIZES, work, [card])

    assert step.says == expected
    assert step.need <= (card - 0.7) * GIB


def test_a_ten_gigabyte_card_stays_below_eight_and_a_half():
    ((_, step),) = plan_table(SDXL_SIZES, GOOD, [10])

    assert step.need < 8.5 * GIB


def test_every_step_down_is_for_less_memory_or_for_weights_that_stay_exact():
    needs = [count_need(PLANS[name], GOOD, SDXL_SIZES, tiled=tiled) for name, tiled in STEPS]
    offload = [name for name, _ in STEPS].index("model-offload")

    assert all(needs[i] >= needs[i + 1] for i in range(len(needs) - 1) if i + 1 != offload)


def test_the_readme_shows_the_table():
    from pathlib import Path

    manual = (Path(__file__).parent.parent.parent / "README_IMAGE_GEN.md").read_text(encoding="utf-8")
    for card, step in plan_table(SDXL_SIZES, GOOD, [4, 6, 8, 10, 12, 16, 24]):
        row = next(line for line in manual.splitlines() if line.startswith("| ") and f"{card} GB" in line.split("|")[1])
        assert [cell.strip() for cell in row.split("|")[2:4]] == [step.says, f"{step.need / GIB:.1f} GB"]


# What the layers need beside their weights, traced on SDXL's own shapes. A card takes about three times as much.


class Live:
    """Counts the bytes of the tensors that are alive, and the most there ever were."""

    def __init__(self, owned):
        import weakref

        from torch.utils._python_dispatch import TorchDispatchMode

        self.now = self.peak = 0
        seen = set(owned)
        outer = self

        def gone(key, count):
            seen.discard(key)
            outer.now -= count

        class Mode(TorchDispatchMode):
            def __torch_dispatch__(self, func, _types, args=(), kwargs=None):
                import torch
                from torch.utils._pytree import tree_flatten

                made = func(*args, **(kwargs or {}))
                for tensor in tree_flatten(made)[0]:
                    if isinstance(tensor, torch.Tensor) and tensor.untyped_storage()._cdata not in seen:
                        storage = tensor.untyped_storage()
                        seen.add(storage._cdata)
                        outer.now += storage.nbytes()
                        outer.peak = max(outer.peak, outer.now)
                        weakref.finalize(storage, gone, storage._cdata, storage.nbytes())
                return made

        self.mode = Mode()


def trace(module, monkeypatch, call):
    import torch

    monkeypatch.setattr(torch.nn.functional, "scaled_dot_product_attention", lambda q, *_, **__: torch.empty_like(q))
    live = Live(weight.untyped_storage()._cdata for weight in module.parameters())
    with torch.no_grad(), live.mode:
        call()
    return live.peak


@pytest.mark.slow
def test_the_unet_works_in_158_bytes_a_pixel_and_picture(modules, monkeypatch):
    import torch

    unet = modules["unet"].half().eval()
    empty = {"device": "meta", "dtype": torch.half}
    added = {"text_embeds": torch.empty(2, 1280, **empty), "time_ids": torch.empty(2, 6, **empty)}
    latents, text = torch.empty(2, 4, 96, 168, **empty), torch.empty(2, 77, 2048, **empty)
    step = torch.empty((), device="meta")
    peak = trace(unet, monkeypatch, lambda: unet(latents, step, encoder_hidden_states=text, added_cond_kwargs=added))

    assert peak / (2 * LANDSCAPE) == pytest.approx(158, abs=1)


def test_the_vae_works_in_1536_bytes_a_pixel(modules, monkeypatch):
    import torch

    vae = modules["vae"].half().eval()
    latents = torch.empty(1, 4, 96, 168, device="meta", dtype=torch.half)

    assert trace(vae, monkeypatch, lambda: vae.decode(latents)) / LANDSCAPE == pytest.approx(1536, abs=1)


# --- Steps ----------------------------------------------------------------------------------------------------------

EVERY = [name for name, _ in STEPS if name != FP8_CONTROL]


@pytest.mark.parametrize(
    ("free", "device", "memory", "expected"),
    [
        pytest.param(100 * GIB, "cuda", "auto", EVERY, id="room for everything: all steps are below"),
        pytest.param(8 * GIB, "cuda", "auto", EVERY[2:], id="from the first that fits"),
        pytest.param(GIB, "cuda", "auto", ["sequential"], id="none fits: the last is tried"),
        pytest.param(0, "cuda", "auto", EVERY, id="a system that does not say"),
        pytest.param(100 * GIB, "mps", "auto", ["two-phase", "two-phase"], id="a Mac shares its memory"),
        pytest.param(100 * GIB, "cpu", "auto", ["two-phase", "two-phase"], id="so does a CPU"),
        pytest.param(100 * GIB, "cuda", "model-offload", ["model-offload"] * 2, id="a forced plan is not left"),
        pytest.param(GIB, "cuda", "resident", ["resident"], id="nor where it does not fit"),
    ],
)
def test_steps_down(free, device, memory, expected):
    steps = list_plan_steps(GOOD, SDXL_SIZES, free, device, memory)

    assert [step.plan.name for step in steps] == expected


def test_every_plan_can_be_asked_for():
    assert ("auto", *(name for name in PLANS if name != FP8_CONTROL)) == MEMORY_CHOICES


def test_an_unknown_plan_is_one_sentence():
    with pytest.raises(RenderError, match=r'MEMORY is "fast"; it can be auto, resident, two-phase'):
        list_plan_steps(GOOD, SDXL_SIZES, GIB, "cuda", "fast")


def test_plans_differ_by_more_than_their_decode():
    steps = [PlanStep(PLANS[name], tiled) for name, tiled in (("two-phase", False), ("two-phase", True), ("fp8", True))]

    assert first_of_each_plan(steps) == [steps[0], steps[2]]


@pytest.mark.parametrize(
    ("changes", "is_more"),
    [
        pytest.param({"pixels": 4 * LANDSCAPE}, True, id="a larger picture"),
        pytest.param({"guided": False}, False, id="no guidance"),
        pytest.param({"weight_bytes": 4, "decode_bytes": 4}, True, id="float32"),
        pytest.param({"faces": 8 * GIB}, True, id="a face's encoding that takes more than all else"),
    ],
)
def test_what_a_picture_asks(changes, is_more):
    import dataclasses

    plan = PLANS["model-offload"]
    before = count_need(plan, GOOD, SDXL_SIZES, tiled=True)
    after = count_need(plan, dataclasses.replace(GOOD, **changes), SDXL_SIZES, tiled=True)

    assert (after > before) is is_more
    assert after != before


def test_faces_are_encoded_beside_what_stays_on_the_device():
    import dataclasses

    faces = dataclasses.replace(GOOD, faces=8 * GIB)
    weights = SDXL_SIZES.unet + SDXL_SIZES.vae
    needs = [count_need(PLANS[name], faces, SDXL_SIZES, tiled=True) for name in ("two-phase", "model-offload")]

    assert needs == [weights + faces.faces + RESERVE, faces.faces + RESERVE]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("resident", 0),
        ("two-phase", 0),
        ("fp8", 0),
        ("model-offload", 105),
        ("group-offload", 3000),
        ("sequential", 3000),
    ],
)
def test_bytes_that_cross_the_bus_for_a_picture(name, expected):
    assert count_moved(PLANS[name], Sizes(unet=100, vae=5, encoders=30, layer=1), steps=30) == expected


def test_the_plan_in_a_line():
    (step,) = list_plan_steps(GOOD, SDXL_SIZES, GIB, "cuda", "two-phase")

    assert describe_plan_step(step, 33, int(9.2 * GIB), "about 6 minutes") == (
        f"33 pictures, two-phase, decoding in tiles, about {math.floor(step.need / GIB * 10 + 0.5) / 10} of 9.2 GB, "
        "about 6 minutes"
    )


@pytest.mark.parametrize(
    ("plan", "kept"),
    [
        ("resident", 0),
        ("two-phase", 0),
        ("fp8", 0),
        ("model-offload", 105),
        ("group-offload", 100),
        ("sequential", 100),
    ],
)
def test_main_memory_counts_in_the_plans_that_use_it(plan, kept):
    sizes = Sizes(unet=100, vae=5, encoders=30, layer=1)

    assert count_ram(PLANS[plan], sizes) == kept
    assert bool(find_shortage(PLANS[plan], sizes, 99)) is bool(kept)
    assert find_shortage(PLANS[plan], sizes, 0) == find_shortage(PLANS[plan], sizes, kept) == ""


def test_the_encoders_are_counted_by_no_plan_while_it_draws():
    assert count_need(PLANS["resident"], GOOD, SDXL_SIZES, tiled=False) == count_need(
        PLANS["two-phase"], GOOD, SDXL_SIZES, tiled=False
    )


# --- Guides -----------------------------------------------------------------------------------------------------------

WORDS = Work(LANDSCAPE, beside=2 * WORDS_BYTES)  # two people
POSE = Work(LANDSCAPE, beside=2 * WORDS_BYTES + 38_707_200)
UNION = {"control": 2_514_574_560, "control_layer": 29_491_200}
STRONG = Work(LANDSCAPE, beside=2 * WORDS_BYTES + 105_799_680, **UNION)
ALL = Work(LANDSCAPE, beside=STRONG.beside + 2 * 400 * 512**2, **UNION)  # and two portraits


@pytest.mark.parametrize(
    ("work", "card", "plan", "need"),
    [
        pytest.param(WORDS, 6, "fp8", 4.2, id="words, 6 GB"),
        pytest.param(WORDS, 8, "two-phase", 6.6, id="words, 8 GB"),
        pytest.param(WORDS, 10, "two-phase", 6.6, id="words, 10 GB"),
        pytest.param(POSE, 8, "two-phase", 6.6, id="pose, 8 GB"),
        pytest.param(POSE, 10, "two-phase", 6.6, id="pose, 10 GB"),
        pytest.param(POSE, 24, "resident", 9.9, id="pose, 24 GB"),
        pytest.param(STRONG, 6, "group-offload", 2.3, id="strong, 6 GB: in half precision, over the bus"),
        pytest.param(STRONG, 8, "fp8", 5.4, id="strong, 8 GB"),
        pytest.param(STRONG, 9.5, "fp8-control", 7.8, id="strong, a crowded 10 GB: the ControlNet alone in fp8"),
        pytest.param(STRONG, 10, "two-phase", 9.0, id="strong, 10 GB: all in half precision"),
        pytest.param(STRONG, 12, "two-phase", 9.0, id="strong, 12 GB"),
        pytest.param(STRONG, 24, "resident", 12.3, id="strong, 24 GB"),
        pytest.param(ALL, 8, "fp8", 5.5, id="strong and two portraits, 8 GB"),
        pytest.param(ALL, 10, "two-phase", 9.1, id="strong and two portraits, 10 GB"),
    ],
)
def test_guides_have_plans(work, card, plan, need):
    ((_, step),) = plan_table(SDXL_SIZES, work, [card])

    assert step.plan.name == plan
    assert step.need / GIB == pytest.approx(need, abs=0.06)


def test_the_readme_shows_the_plans_of_guides():
    from pathlib import Path

    manual = (Path(__file__).parent.parent.parent / "README_IMAGE_GEN.md").read_text(encoding="utf-8")
    rows = manual.partition("| card | by words or by pose |")[2].splitlines()
    for card in (6, 8, 10, 12, 24):
        row = next(line for line in rows if line.startswith(f"| {card} GB |"))
        shown = [plan_table(SDXL_SIZES, work, [card])[0][1] for work in (POSE, STRONG)]
        cells = [cell for step in shown for cell in (step.says, f"{step.need / GIB:.1f} GB")]
        assert [cell.strip() for cell in row.split("|")[2:6]] == cells


def test_only_where_a_controlnet_steers_are_its_weights_alone_in_fp8():
    names = [[step.plan.name for step in list_plan_steps(work, SDXL_SIZES, 0, "cuda")] for work in (POSE, STRONG)]

    assert FP8_CONTROL not in names[0]
    assert names[1] == [name for name, _ in STEPS]


@pytest.mark.parametrize(
    ("plan", "kept"),
    [("two-phase", 0), ("model-offload", 1), ("group-offload", 1), ("sequential", 1)],
)
def test_a_controlnet_waits_in_main_memory_as_its_unet_does(plan, kept):
    control = UNION["control"]

    assert count_ram(PLANS[plan], SDXL_SIZES, control) == count_ram(PLANS[plan], SDXL_SIZES) + kept * control


def test_the_line_before_the_run_says_the_guide():
    step = list_plan_steps(POSE, SDXL_SIZES, int(9.2 * GIB), "cuda")[0]
    said = describe_plan_step(step, 33, int(9.2 * GIB), "about 6 minutes", "guided by pose")

    assert said == "33 pictures, guided by pose, two-phase, decoding in tiles, about 6.6 of 9.2 GB, about 6 minutes"
