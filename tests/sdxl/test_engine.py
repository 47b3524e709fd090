"""The SDXL engine, driven through the true diffusers code with a tiny random-weight model."""

import dataclasses
import functools
import logging
import shutil

import pytest
import tiny_sdxl
from tiny_engine import draw, draw_plain, job_for, lent, out_of_memory, pixels, silent

from errors import RenderError
from sdxl.engine import draw_pictures
from sdxl.loading import find_source
from sdxl.memory import GIB, PLANS, choose_steps
from sdxl.models import resolve_model
from sdxl.options import EngineOptions
from sdxl.pipeline import load_model, open_encoders
from sdxl.schedulers import SCHEDULERS
from sdxl.session import Session, Tools
from workspace.request import read_defaults

# numpy's remark on diffusers' DPM++ scheduler, which neither of us can change here
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")


@pytest.mark.slow
def test_one_seed_gives_the_same_bytes_in_another_load(choice, draw_one):
    (again,) = draw(choice, job_for(choice))

    assert draw_one() == pixels(again)


@pytest.mark.parametrize(
    "changes",
    [
        {"seed": 8},
        {"prompt": "an empty street"},
        {"negative_prompt": ""},
        {"guidance": 3.0},
        {"guidance": 1.0},
        {"steps": 3},
        {"scheduler": "euler"},
        {"scheduler": "euler a"},
        {"cfg_cutoff": 0.4},
    ],
    ids=lambda changes: " ".join(f"{key} {value}" for key, value in changes.items()),
)
def test_whatever_a_job_says_shows_in_the_picture(draw_one, changes):
    assert draw_one() != draw_one(**changes)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"cfg_cutoff": 1.0}, id="a cut-off at the end"),
        pytest.param({"long_prompts": True}, id="chunks where the prompt fits in one"),
        pytest.param({"fp16_accumulation": True}, id="fp16 accumulation, on a CPU"),
    ],
)
def test_what_changes_nothing_here_leaves_the_picture_alone(draw_one, changes):
    assert draw_one() == draw_one(**changes)


def test_pictures_do_not_depend_on_what_was_drawn_before(draw_one):
    """The scheduler keeps state; each picture gets a fresh one."""
    first = draw_one(scheduler="euler a")
    draw_one(scheduler="dpm++ 2m karras", seed=3)

    assert draw_one(scheduler="euler a") == first


def test_pictures_do_not_depend_on_what_else_is_drawn(choice, loaded_model, encoders, draw_one):
    """Prompts are encoded in batches, whose size shows in the last bits of a result."""
    jobs = [job_for(choice, prompt=f"scene {number}") for number in range(3)]
    drawn = draw(choice, *jobs, job_for(choice), tools=lent(loaded_model, encoders))

    assert pixels(drawn[3]) == draw_one()


@pytest.mark.parametrize("name", SCHEDULERS)
def test_every_scheduler_draws(draw_one, name):
    assert len(set(draw_one(scheduler=name))) > 1


@pytest.mark.parametrize(("width", "height"), [(64, 64), (128, 64), (64, 128), (72, 64)])
def test_the_picture_has_the_size_asked_for(choice, loaded_model, encoders, width, height):
    (drawn,) = draw(choice, job_for(choice, width=width, height=height), tools=lent(loaded_model, encoders))

    assert drawn.image.size == (width, height)
    assert drawn.image.mode == "RGB"


def test_a_single_file_and_its_folder_draw_alike(choice, tiny_sdxl_file):
    from_file = resolve_model(str(tiny_sdxl_file), read_defaults().presets)
    (of_file,) = draw(from_file, job_for(from_file))
    (of_folder,) = draw(choice, job_for(choice))

    assert from_file.kind == "file"
    assert pixels(of_file) == pixels(of_folder)


@pytest.mark.slow
def test_half_precision_variant_files_are_found(tmp_path, tiny_sdxl_folder, draw_one):
    folder = shutil.copytree(tiny_sdxl_folder, tmp_path / "variant")
    for weights in folder.glob("*/*.safetensors"):
        weights.rename(weights.with_suffix(".fp16.safetensors"))
    variant = resolve_model(str(folder), read_defaults().presets)
    (drawn,) = draw(variant, job_for(variant))

    assert pixels(drawn) == draw_one()


def test_the_picture_is_that_of_plain_diffusers(tiny_sdxl_folder, device, draw_one):
    """Encoding first, drawing from embeddings and decoding apart change nothing."""
    ours, theirs = draw_one(), draw_plain(tiny_sdxl_folder, device).tobytes()
    assert max(abs(a - b) for a, b in zip(ours, theirs, strict=True)) <= 1  # batches of encoding show in the last bit


# --- Plans ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "memory",
    [
        pytest.param(name, marks=[pytest.mark.slow] if name in ("sequential", "group-offload", "two-phase") else [])
        for name, plan in PLANS.items()
        if plan.is_exact
    ],
)
def test_every_exact_plan_draws_the_same_bytes(choice, draw_one, memory):
    drawn = draw(choice, job_for(choice), job_for(choice, seed=8), memory=memory)

    assert [pixels(picture) for picture in drawn] == [draw_one(), draw_one(seed=8)]
    assert {picture.plan for picture in drawn} == {memory}


@pytest.mark.slow
def test_fp8_weights_draw_a_picture_that_differs_a_little(choice, draw_one):
    """Weights in eight bits are not exact: on these random weights a channel differs by 12 of 255 on average."""
    (drawn,) = draw(choice, job_for(choice), memory="fp8")
    differences = [abs(a - b) for a, b in zip(pixels(drawn), draw_one(), strict=True)]

    assert 0 < sum(differences) / len(differences) < 40


class Counting:
    """Tools that count what is opened."""

    def __init__(self, loaded_model, encoders):
        self.opened, self.batches, self.gone = [], 0, False
        self.model, self.encoders = loaded_model, encoders

    def tools(self, **others):
        return Tools(open_encoders=self.open_encoders, load_model=self.load_model, **others)

    def open_encoders(self, *_):
        self.opened.append("encoders")
        first = self.encoders.first

        def count(ids, **named):
            self.batches += 1
            return first(ids, **named)

        count.device = first.device
        return dataclasses.replace(self.encoders, first=count)

    def load_model(self, _source, plan, *_):
        self.opened.append(plan.name)
        return dataclasses.replace(self.model, plan=plan)


def test_the_encoders_are_loaded_and_run_once_for_all_pictures(choice, loaded_model, encoders):
    counting = Counting(loaded_model, encoders)
    jobs = [job_for(choice, prompt=f"scene {number}", seed=number) for number in range(5)]
    drawn = draw(choice, *jobs, tools=counting.tools())

    assert all(picture.image for picture in drawn)
    assert counting.opened == ["encoders", "two-phase"]
    assert counting.batches == 3  # five prompts and the negative prompt they share, in twos


def test_nothing_is_loaded_before_the_first_picture_is_asked_for(choice, loaded_model, encoders):
    counting = Counting(loaded_model, encoders)
    pictures = draw_pictures(
        [job_for(choice)], silent, options=EngineOptions((choice,), device="cpu"), tools=counting.tools()
    )

    assert counting.opened == []
    assert [picture.index for picture in pictures] == [0]


def test_the_encoders_are_gone_before_the_model_is_loaded(choice):
    import gc
    import weakref

    seen, alive = [], []

    def open_first(*arguments):
        encoders = open_encoders(*arguments)
        seen.append(weakref.ref(encoders.second))
        return encoders

    def open_second(*arguments):
        gc.collect()
        alive.append(seen[0]() is not None)
        return load_model(*arguments)

    draw(choice, job_for(choice), tools=Tools(open_encoders=open_first, load_model=open_second))

    assert alive == [False]


@pytest.mark.slow
def test_models_that_alternate_are_loaded_once_each(choice, loaded_model, encoders):
    counting = Counting(loaded_model, encoders)
    other = dataclasses.replace(choice, identity="other 1 2")
    jobs = [job_for(model) for model in (choice, other, choice, other)]
    drawn = draw(
        choice, *jobs, models=(choice, other), tools=counting.tools(find_source=lambda *_: find_source(choice))
    )

    assert [picture.index for picture in drawn] == [0, 2, 1, 3]
    assert counting.opened == ["encoders", "two-phase"] * 2


def test_the_plan_is_said_before_anything_is_loaded(choice, engine_log):
    tools = Tools(free_bytes=lambda *_: int(9.2 * GIB), open_encoders=out_of_memory)
    with pytest.raises(RenderError, match="out of memory while loading"):
        draw(choice, *[job_for(choice)] * 33, tools=tools, seconds_a_picture=11.0)

    assert "cpu: 33 pictures, two-phase, about 1.0 of 9.2 GB, about 6 minutes." in engine_log.messages


# --- Out of memory --------------------------------------------------------------------------------------------------


class Full:
    """Loads models whose first `fails` denoisings find no memory."""

    def __init__(self, loaded_model, fails, error=out_of_memory):
        self.model, self.fails, self.error, self.opened = loaded_model, fails, error, []

    def load_model(self, _source, plan, *_):
        self.opened.append(plan.name)
        return dataclasses.replace(self.model, plan=plan, pipeline=self)

    def __call__(self, **arguments):
        if self.fails:
            self.fails -= 1
            self.error()
        return self.model.pipeline(**arguments)

    def __getattr__(self, name):
        return getattr(self.model.pipeline, name)


@pytest.fixture
def card(monkeypatch):
    """The plans of a CUDA card, on this machine."""
    from sdxl import session

    planned = session.list_plan_steps
    monkeypatch.setattr(
        session,
        "list_plan_steps",
        lambda work, sizes, free, _kind, memory: planned(work, sizes, free, "cuda", memory),
    )


ROOM = 100 * GIB
ALL = len({name for name, _ in choose_steps("cuda", "auto")})  # plans that a card tries


@pytest.mark.usefixtures("card")
@pytest.mark.parametrize("fails", [0, *(pytest.param(part, marks=pytest.mark.slow) for part in range(1, 6))])
def test_out_of_memory_takes_the_next_plan_and_draws_the_same_picture(choice, loaded_model, encoders, draw_one, fails):
    full = Full(loaded_model, fails)
    tools = Tools(load_model=full.load_model, open_encoders=lambda *_: encoders, free_bytes=lambda *_: ROOM)
    (drawn,) = draw(choice, job_for(choice), tools=tools)

    names = list(PLANS)[: fails + 1]
    assert pixels(drawn) == draw_one()
    assert full.opened == names
    assert drawn.plan == names[-1]
    assert [note.partition(":")[0] for note in drawn.notes] == [
        f"out of memory with {PLANS[name].says}" for name in names[:-1]
    ]


@pytest.mark.usefixtures("card")
def test_a_plan_that_was_too_much_is_not_tried_again(choice, loaded_model, encoders):
    full = Full(loaded_model, 2)
    tools = Tools(load_model=full.load_model, open_encoders=lambda *_: encoders, free_bytes=lambda *_: ROOM)
    drawn = draw(choice, job_for(choice), job_for(choice, seed=8), tools=tools)

    assert full.opened == ["resident", "two-phase", "fp8"]
    assert [len(picture.notes) for picture in drawn] == [2, 0]


@pytest.mark.usefixtures("card")
def test_a_night_with_one_impossible_scene_draws_the_rest_as_fast_as_before(choice, loaded_model, encoders):
    full = Full(loaded_model, 0)
    tools = Tools(load_model=full.load_model, open_encoders=lambda *_: encoders, free_bytes=lambda *_: ROOM)
    jobs = [job_for(choice), job_for(choice, width=128), job_for(choice, seed=8)]

    def on_step(*_):
        full.fails = 0

    drawn = []
    for picture in draw_pictures(jobs, on_step, options=EngineOptions((choice,), device="cpu"), tools=tools):
        drawn.append(picture)
        full.fails = ALL if picture.index == 0 else 0

    assert [bool(picture.image) for picture in drawn] == [True, False, True]
    assert drawn[1].error.startswith("out of memory at 128x64 on cpu: close what else uses its memory")
    assert "Traceback" in drawn[1].details
    assert full.opened == [*list(PLANS)[:ALL], "resident"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "error",
    [
        pytest.param(out_of_memory, id="cuda"),
        pytest.param(lambda: exec("raise RuntimeError('MPS backend out of memory (MPS allocated: 9 GB)')"), id="mps"),
        pytest.param(
            lambda: exec("raise RuntimeError('DefaultCPUAllocator: can\\'t allocate memory: you tried')"), id="cpu"
        ),
    ],
)
def test_out_of_memory_on_the_last_plan_is_a_sentence_and_the_next_picture_is_drawn(
    choice, loaded_model, encoders, error
):
    full = Full(loaded_model, 1, error)
    tools = Tools(load_model=full.load_model, open_encoders=lambda *_: encoders)
    failed, drawn = draw(choice, job_for(choice, width=128), job_for(choice), tools=tools)

    assert failed.error.startswith("out of memory at 128x64 on cpu: close what else")
    assert drawn.image is not None


def test_a_forced_plan_is_not_left(choice, loaded_model, encoders):
    full = Full(loaded_model, 1)
    tools = Tools(load_model=full.load_model, open_encoders=lambda *_: encoders)
    (drawn,) = draw(choice, job_for(choice), tools=tools, memory="model-offload")

    assert drawn.error.startswith("out of memory")
    assert full.opened == ["model-offload"]


@pytest.mark.slow
def test_what_another_program_takes_brings_the_next_plan_before_memory_runs_out(
    choice, loaded_model, encoders, monkeypatch
):
    from sdxl import session

    planned, full = session.list_plan_steps, Full(loaded_model, 0)
    monkeypatch.setattr(session, "list_plan_steps", lambda *given: planned(*given[:3], "cuda", given[4]))
    monkeypatch.setattr(Session, "look_again", lambda one: setattr(one, "free", free.pop(0)))
    free = [100 * GIB, 1, 100 * GIB]
    tools = Tools(load_model=full.load_model, open_encoders=lambda *_: encoders, free_bytes=lambda *_: 100 * GIB)
    made = draw(choice, *[job_for(choice, seed=seed) for seed in range(3)], tools=tools)

    assert [picture.plan for picture in made] == ["resident", "sequential", "resident"]
    assert all(picture.image and not picture.notes for picture in made)


# --- What ends a run, or the pictures of a model ---------------------------------------------------------------------


def fault_at(pipeline, number, error):
    """Have a pipeline fail at its picture of this number, and at all that follow."""
    calls = []

    class Failing:
        def __call__(self, **arguments):
            calls.append(1)
            if len(calls) >= number:
                raise error
            return pipeline(**arguments)

        def __getattr__(self, name):
            return getattr(pipeline, name)

    return Failing(), calls


@pytest.mark.parametrize(
    ("error", "computes", "words"),
    [
        pytest.param("CUDA error: unknown error", True, "no longer answers (CUDA error: unknown", id="after sleep"),
        pytest.param(
            "HIP error: unspecified launch failure",
            True,
            "run the same command again",
            id="an AMD card",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            "CUDA error: no kernel image is available",
            True,
            "--check` says which",
            id="another build",
            marks=pytest.mark.slow,
        ),
        pytest.param("words that nobody knows", False, "no longer answers (words", id="a card that is asked"),
        pytest.param(
            "Unable to load any of {libcudnn_graph.so.9.1.0, libcudnn_graph.so.9}",
            True,
            "--force-reinstall",
            id="a library is missing",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            "Caused GPU Hang Error (00000003:kIOGPUCommandBufferCallbackErrorHang)",
            True,
            "run the same command again",
            id="a Mac's GPU",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            "CUDA error: CUBLAS_STATUS_NOT_INITIALIZED when calling `cublasCreate(handle)`",
            True,
            "run the same command again",
            id="a handle that drew before",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            "words that nobody knows",
            True,
            "could not be drawn: words",
            id="a picture's own fault",
            marks=pytest.mark.slow,
        ),
    ],
)
def test_a_card_that_computes_no_more_ends_the_run(choice, loaded_model, encoders, error, computes, words):
    drawn = 4 if computes and "nobody" in error else 2
    pipeline, calls = fault_at(loaded_model.pipeline, 2, RuntimeError(error))
    other = dataclasses.replace(choice, identity="other 1 2")
    probes = {"still_computes": lambda _: computes, "find_source": lambda *_: find_source(choice)}
    tools = lent(dataclasses.replace(loaded_model, pipeline=pipeline), encoders, **probes)
    jobs = [job_for(choice), job_for(choice, seed=8), job_for(choice, seed=9), job_for(other)]
    made = draw(choice, *jobs, models=(choice, other), tools=tools)

    assert len(made) == len(calls) == drawn
    assert [bool(picture.image) for picture in made] == [True, *[False] * (drawn - 1)]
    assert words in made[1].error


def test_a_card_that_is_lost_while_encoding_ends_the_run_of_two_models(choice):
    opened = []

    def lost(*_):
        opened.append(1)
        raise RuntimeError("CUDA error: unspecified launch failure")

    other = dataclasses.replace(choice, identity="other 1 2")
    tools = Tools(open_encoders=lost, find_source=lambda *_: find_source(choice))
    with pytest.raises(RenderError, match="no longer answers"):
        draw(choice, job_for(choice), job_for(other), models=(choice, other), tools=tools)
    assert len(opened) == 1


def test_files_that_cannot_be_read_cost_their_model_alone(choice, loaded_model, encoders):
    other = dataclasses.replace(choice, identity="other 1 2")

    def find(wanted, _loras):
        if wanted is other:
            raise OSError(5, "Input/output error", "/net/model.safetensors")
        return find_source(choice)

    tools = lent(loaded_model, encoders, find_source=find)
    first, second = draw(choice, job_for(choice), job_for(other), models=(choice, other), tools=tools)

    assert first.image is not None
    assert second.error == "/net/model.safetensors: cannot be read (Input/output error); see to that disk and its cable"


class Unloadable:
    """Tools whose model cannot be loaded, or only at first."""

    def __init__(self, error, good=()):
        self.error, self.good, self.opened = error, list(good), []

    def load_model(self, *_):
        self.opened.append(1)
        if self.good:
            return self.good.pop(0)
        raise self.error


BROKEN = [
    pytest.param(OSError("Unable to load weights"), "cannot be loaded: Unable to load weights", 1, id="weights"),
    pytest.param(RenderError("ink cannot be laid over this"), "ink cannot", 1, id="a LoRA", marks=pytest.mark.slow),
    pytest.param(NotImplementedError("Cannot copy out of meta"), "meta", 1, id="a tensor", marks=pytest.mark.slow),
    pytest.param(OSError(1455, "paging file is too small"), "enlarge the page file", ALL, id="page file"),
]


@pytest.mark.usefixtures("card")
@pytest.mark.parametrize(("error", "words", "loads"), BROKEN)
def test_the_only_model_is_tried_once_and_ends_the_run(choice, encoders, error, words, loads):
    broken = Unloadable(error)
    tools = Tools(load_model=broken.load_model, open_encoders=lambda *_: encoders, free_bytes=lambda *_: ROOM)

    with pytest.raises(RenderError, match=words):
        draw(choice, *[job_for(choice, seed=seed) for seed in range(9)], tools=tools)
    assert len(broken.opened) == loads


def test_a_model_that_cannot_be_loaded_is_tried_once_and_others_are_drawn(choice, loaded_model, encoders):
    other = dataclasses.replace(choice, identity="other 1 2")
    broken = Unloadable(OSError("Unable to load weights"))

    def load(source, *_):
        return loaded_model if source.name == "other" else broken.load_model()

    def find(wanted, _loras):
        return dataclasses.replace(find_source(choice), name="other" if wanted is other else "mine")

    tools = Tools(load_model=load, open_encoders=lambda *_: encoders, find_source=find)
    made = draw(choice, *[job_for(choice)] * 5, job_for(other), models=(choice, other), tools=tools)

    assert [bool(picture.image) for picture in made] == [False] * 5 + [True]
    assert {picture.error for picture in made[:5]} == {
        "mine cannot be loaded: Unable to load weights; the log has the whole story"
    }
    assert len(broken.opened) == 1


@pytest.mark.usefixtures("card")
def test_a_model_that_cannot_be_loaded_again_gives_up_what_is_left(choice, loaded_model, encoders):
    """Its file went away with a network folder after the first picture."""
    full = Full(loaded_model, 0)
    broken = Unloadable(OSError("gone"), [dataclasses.replace(loaded_model, pipeline=full)])
    tools = Tools(load_model=broken.load_model, open_encoders=lambda *_: encoders, free_bytes=lambda *_: ROOM)
    jobs = [job_for(choice, seed=seed) for seed in range(4)]
    made = []
    for picture in draw_pictures(jobs, silent, options=EngineOptions((choice,), device="cpu"), tools=tools):
        made.append(picture)
        full.fails = 1

    assert [bool(picture.image) for picture in made] == [True, False, False, False]
    assert len(broken.opened) == 2


# --- What makes drawing faster where it works ------------------------------------------------------------------------


class Optional:
    """Loads models that fail while anything optional is asked for, as the libraries do: when they first draw."""

    def __init__(self, loaded_model, error):
        self.model, self.opened = loaded_model, []
        self.broken, self.calls = fault_at(loaded_model.pipeline, 1, error)

    def load_model(self, _source, plan, _device, options):
        extras = (*["compile"] * options.compiled, *["xformers"] * (options.attention == "xformers"))
        self.opened.append(extras)
        pipeline = self.broken if extras else self.model.pipeline
        return dataclasses.replace(self.model, plan=plan, pipeline=pipeline, extras=extras)


@pytest.fixture
def own_log(engine_log, monkeypatch):
    """The engine's log, where each line stands once."""
    monkeypatch.setattr(logging.getLogger("novel_scenes.engine"), "propagate", False)
    return engine_log


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"compiled": True}, "InvalidCxxCompiler: No working C++ compiler found"),
        pytest.param({"compiled": True}, "Cannot find a working triton installation", marks=pytest.mark.slow),
        pytest.param(
            {"attention": "xformers"},
            "No operator found for `memory_efficient_attention_forward`",
            marks=pytest.mark.slow,
        ),
    ],
)
def test_what_is_optional_fails_once_and_every_picture_is_drawn(
    choice, loaded_model, draw_one, own_log, options, error
):
    optional = Optional(loaded_model, RuntimeError(error))
    other = dataclasses.replace(choice, identity="other 1 2")
    tools = Tools(load_model=optional.load_model, find_source=lambda *_: find_source(choice))
    made = draw(choice, *[job_for(choice)] * 2, job_for(other), models=(choice, other), tools=tools, **options)

    assert [pixels(picture) for picture in made] == [draw_one()] * 3
    assert len(optional.calls) == 1
    assert optional.opened[1:] == [(), ()]
    assert sum(f"cannot be used here ({error}): drawing without" in said for said in own_log.messages) == 1


def test_a_failure_without_what_is_optional_is_the_pictures_own(choice, loaded_model, encoders):
    pipeline, calls = fault_at(loaded_model.pipeline, 1, RuntimeError("mat1 and mat2"))
    tools = lent(dataclasses.replace(loaded_model, pipeline=pipeline, extras=("compile",)), encoders)
    made = draw(choice, job_for(choice), job_for(choice, seed=8), tools=tools, compiled=True)

    assert [picture.error.partition(";")[0] for picture in made] == ["could not be drawn: mat1 and mat2"] * 2
    assert len(calls) == 3, "the first once more without, the second once"


@pytest.mark.slow
def test_a_machine_without_a_compiler_draws_the_same_picture(choice, draw_one, own_log, monkeypatch):
    from torch._inductor import config

    monkeypatch.setattr(config.cpp, "cxx", ("no-such-compiler",))
    (drawn,) = draw(choice, job_for(choice), compiled=True)

    assert pixels(drawn) == draw_one()
    assert sum("--compile cannot be used here" in said for said in own_log.messages) == 1


# --- A long night ----------------------------------------------------------------------------------------------------


def count_alive():
    """Count tensors with their bytes, and all objects that Python can reach in circles."""
    import gc

    import torch

    gc.collect()
    alive = gc.get_objects()
    tensors = [one for one in alive if type(one) in (torch.Tensor, torch.nn.Parameter)]
    return len(tensors), sum(tensor.nbytes for tensor in tensors), len(alive)


@pytest.mark.slow
def test_two_hundred_prompts_grow_nothing(choice, loaded_model, encoders):
    """What is there after the tenth picture is there after the last, and no more: each kept picture would show."""
    jobs = [
        job_for(choice, prompt=f"scene {number}", seed=number, steps=1 + number % 2, width=64 + 64 * (number % 7 == 0))
        for number in range(200)
    ]
    options = EngineOptions((choice,), device="cpu")
    seen = {}
    for picture in draw_pictures(jobs, silent, options=options, tools=lent(loaded_model, encoders)):
        assert picture.image is not None, picture.details
        if picture.index in (9, 199):
            seen[picture.index] = count_alive()

    (tensors, size, objects), (last_tensors, last_size, last_objects) = seen[9], seen[199]
    assert (last_tensors, last_size) == (tensors, size)
    assert last_objects - objects < 190, "less than one object a picture"


# --- What fails otherwise -------------------------------------------------------------------------------------------


def test_steps_are_reported_as_they_are_done(choice, loaded_model, encoders):
    steps = []
    (drawn,) = draw(
        choice, job_for(choice, steps=3), on_step=lambda *step: steps.append(step), tools=lent(loaded_model, encoders)
    )

    assert steps == [(1, 3), (2, 3), (3, 3)]
    assert 0 < drawn.step_seconds < drawn.seconds


def test_an_error_of_the_progress_report_is_no_fault_of_the_picture(choice, loaded_model, encoders):
    def broken(*_):
        raise BrokenPipeError("no reader")

    with pytest.raises(BrokenPipeError):
        draw(choice, job_for(choice), on_step=broken, tools=lent(loaded_model, encoders))


def test_a_picture_that_is_no_longer_wanted_is_not_drawn(choice, loaded_model, encoders):
    jobs = [job_for(choice, seed=seed) for seed in range(3)]
    options = EngineOptions((choice,), device="cpu")
    pictures = draw_pictures(
        jobs, silent, lambda index: index != 1, options=options, tools=lent(loaded_model, encoders)
    )

    assert [picture.index for picture in pictures] == [0, 2]


def test_bound_options_make_it_an_engine(choice):
    """The run knows engines by two arguments only."""
    engine = functools.partial(draw_pictures, options=EngineOptions((choice,), device="cpu"))

    assert list(engine([], silent)) == []


def test_a_job_that_fails_does_not_end_the_run(choice, loaded_model, encoders):
    jobs = [job_for(choice, scheduler="dmp"), job_for(choice, height=65), job_for(choice)]
    unknown, odd, good = draw(choice, *jobs, tools=lent(loaded_model, encoders))

    assert (unknown.index, unknown.image) == (0, None)
    assert unknown.error.startswith('scheduler "dmp" is unknown')
    assert odd.error.startswith("could not be drawn: `height` and `width` have to be divisible by 8")
    assert "Traceback" in odd.details
    assert (good.index, good.error, good.details) == (2, "", "")
    assert good.image is not None
    assert good.device == "cpu"
    assert good.peak_bytes is None


def test_an_interrupt_ends_the_run(choice, loaded_model, encoders):
    def interrupt(*_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        draw(choice, job_for(choice), on_step=interrupt, tools=lent(loaded_model, encoders))


def test_a_broken_checkpoint_is_one_sentence(tmp_path, tiny_sdxl_folder):
    folder = shutil.copytree(tiny_sdxl_folder, tmp_path / "cut-off")
    (weights,) = (folder / "unet").glob("*.safetensors")
    weights.write_bytes(weights.read_bytes()[:5000])
    choice = resolve_model(str(folder), read_defaults().presets)

    with pytest.raises(RenderError, match=r"is no whole \.safetensors file: fetch it again"):
        draw(choice, job_for(choice))


def test_a_file_cut_off_in_its_weights_is_one_sentence(tmp_path, tiny_sdxl_file):
    path = tmp_path / "half.safetensors"
    path.write_bytes(tiny_sdxl_file.read_bytes()[: 2**20])
    choice = resolve_model(str(path), read_defaults().presets)

    with pytest.raises(
        RenderError, match=r"half\.safetensors is cut off, it has 1,048,576 of 31,[0-9,]+ bytes: fetch it again"
    ):
        draw(choice, job_for(choice))


def test_a_missing_preset_is_one_sentence_that_names_the_ways_out(tmp_path, monkeypatch):
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path))
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    choice = resolve_model("sdxl", read_defaults().presets)

    with pytest.raises(RenderError) as caught:
        draw(choice, job_for(choice))
    assert all(word in str(caught.value) for word in ('preset "sdxl"', "hf download", "HF_HUB_OFFLINE", "--model PATH"))


def test_of_two_models_the_one_that_loads_is_drawn(choice, loaded_model, encoders):
    missing = dataclasses.replace(choice, name="gone", identity="gone 1 0", location="/nowhere")

    def find(wanted, loras):
        if wanted is missing:
            raise RenderError("gone cannot be loaded")
        return find_source(wanted, loras)

    jobs = [job_for(choice), job_for(missing), job_for(choice)]
    drawn = draw(choice, *jobs, models=(choice, missing), tools=lent(loaded_model, encoders, find_source=find))

    by_index = {picture.index: picture.error for picture in drawn}
    assert by_index == {0: "", 1: "gone cannot be loaded", 2: ""}


def test_a_job_whose_model_is_not_of_this_run_says_so(choice):
    with pytest.raises(RenderError, match=r'model "other 1 2" is not among those of this run'):
        draw(choice, job_for(choice, model="other 1 2"))


@pytest.mark.slow
def test_xformers_that_cannot_be_used_leaves_sdpa(choice, draw_one, engine_log):
    (drawn,) = draw(choice, job_for(choice), attention="xformers")

    assert pixels(drawn) == draw_one()
    assert "xformers cannot be used here" in engine_log.text


def test_an_unknown_attention_is_refused(choice):
    with pytest.raises(RenderError, match=r'ATTENTION is "flash"; it can be sdpa or xformers'):
        draw(choice, job_for(choice), attention="flash")


@pytest.mark.slow
def test_a_replaced_vae_draws_another_picture(tmp_path, choice, draw_one):
    other = tiny_sdxl.build(tmp_path / "other", seed=99) / "vae"
    replaced = dataclasses.replace(choice, vae=str(other), vae_identity="other")
    (drawn,) = draw(replaced, job_for(replaced))

    assert pixels(drawn) != draw_one()


def test_a_vae_out_of_reach_draws_nothing(tmp_path, monkeypatch, choice):
    """The model's own VAE in its place would give other bytes for the same job."""
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path))
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    wanting = dataclasses.replace(choice, vae="owner/vae", vae_identity="owner/vae")

    with pytest.raises(RenderError, match=r"VAE owner/vae is not on this machine.*hf download owner/vae"):
        draw(wanting, job_for(wanting))


@pytest.fixture
def no_gpu(monkeypatch):
    import torch

    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)
    return monkeypatch


@pytest.mark.parametrize("precision", [pytest.param("bfloat16", marks=pytest.mark.slow), "float32"])
def test_drawing_on_the_cpu_unasked_is_said_with_its_precision(
    choice, loaded_model, encoders, engine_log, no_gpu, precision
):
    no_gpu.setattr("sdxl.devices.computes_bfloat16", lambda: precision == "bfloat16")
    draw(choice, job_for(choice), device=None, tools=lent(loaded_model, encoders))

    said = next(message for message in engine_log.messages if "drawing on the CPU" in message)
    assert f"in {precision}" in said
    assert "a picture" in said
