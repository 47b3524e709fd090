"""The SDXL engine: jobs in, pictures out, one after the other; one that fails does not end the run.

Its parts: `models` and `loras` choose without torch, `loading` loads, `memory` plans what is on the device when,
`pipeline` puts it there, `encoding` encodes all prompts first, `drawing` draws. This module runs them: model
after model, and down the plan's steps where memory runs out.
"""

from __future__ import annotations

import logging
import time
import traceback
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from errors import RenderError, say_duration
from records import Begin, Drawn, RenderJob, StepReport, always
from sdxl import devices, speed
from sdxl.devices import Device, free_bytes, give_back_memory
from sdxl.drawing import Denoised, ReportFailed, decode, denoise
from sdxl.encoding import Chunk, EmbeddingCache, Encoders, assemble, encode_chunks, is_guided, wanted_chunks
from sdxl.failures import explain_drawing, explain_loading, is_out_of_memory
from sdxl.loading import Source, find_source, read_sizes, vae_overflows
from sdxl.memory import PlanStep, Sizes, Work, describe_plan_step, first_of_each_plan, list_plan_steps
from sdxl.pipeline import LoadedModel, check_options, load_model, open_encoders

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from PIL import Image

    from records import Lora
    from sdxl.loras import LoraChoice
    from sdxl.memory import Plan
    from sdxl.models import ModelChoice
    from sdxl.options import EngineOptions

log = logging.getLogger("novel_scenes.engine")

ModelKey = tuple[str, str, "tuple[Lora, ...]"]  # what has to be loaded for a job: model, VAE, adapters


@dataclass(frozen=True, slots=True)
class Tools:
    """The engine's functions that touch the machine; tests pass their own."""

    find_source: Callable[[ModelChoice, tuple[LoraChoice, ...]], Source] = find_source
    open_encoders: Callable[[Source, Device], Encoders] = open_encoders
    load_model: Callable[[Source, Plan, Device, EngineOptions], LoadedModel] = load_model
    free_bytes: Callable[[Device, float | None], int] = free_bytes


def draw_pictures(
    jobs: Sequence[RenderJob],
    on_step: StepReport,
    begin: Begin = always,
    *,
    options: EngineOptions,
    tools: Tools | None = None,
) -> Iterator[Drawn]:
    """Draw every job that is still wanted, those of one model together.

    Raises RenderError where the only model of the run cannot be loaded.
    """
    check_options(options)
    groups = group_by_model(jobs)
    for key, numbered in groups.items():
        session = None
        try:
            session = set_up(key, [job for _, job in numbered], options, tools or Tools())
        except RenderError as error:
            if len(groups) == 1:
                raise
            details = traceback.format_exc()
            yield from (Drawn(index, None, str(error), details) for index, _ in numbered)
        if session is not None:
            with session:
                for index, job in numbered:
                    if begin(index):
                        yield session.draw(job, index, on_step, is_last=index == numbered[-1][0])


def group_by_model(jobs: Sequence[RenderJob]) -> dict[ModelKey, list[tuple[int, RenderJob]]]:
    """Group jobs by model, so that each model is loaded once even where they alternate from scene to scene."""
    groups: dict[ModelKey, list[tuple[int, RenderJob]]] = {}
    for index, job in enumerate(jobs):
        groups.setdefault((job.model, job.vae, job.loras), []).append((index, job))
    return groups


def set_up(key: ModelKey, jobs: Sequence[RenderJob], options: EngineOptions, tools: Tools) -> Session:
    """Find a model's files, plan its memory, and encode every prompt that is drawn with it."""
    choice = find_choice(key, options)
    source = tools.find_source(choice, find_loras(key, options))  # before torch is imported: said at once if missing
    try:
        device = devices.find_device(options.device)
        devices.prepare_device(device, options.max_vram)
        session = Session(source, device, options, tools)
        session.announce(jobs)
        session.encode(jobs)
    except RenderError:
        raise
    except Exception as error:
        raise RenderError(explain_loading(error, choice.name, options.device or "the device")) from error
    return session


def find_choice(key: ModelKey, options: EngineOptions) -> ModelChoice:
    """Find the model of a job in the options; a job names it by its identity only."""
    for choice in options.models:
        if (choice.identity, choice.vae_identity) == key[:2]:
            return choice
    raise RenderError(f'model "{key[0]}" is not among those of this run: give it with --model')


def find_loras(key: ModelKey, options: EngineOptions) -> tuple[LoraChoice, ...]:
    """Find the adapters of a job in the options."""
    known = {lora.recorded: lora for lora in options.loras}
    for lora in key[2]:
        if lora not in known:
            raise RenderError(f'LoRA "{lora.name}" is not among those of this run: give it with --lora')
    return tuple(known[lora] for lora in key[2])


class Session:
    """One model in use: what is encoded, what is loaded, and the plan that each size needs."""

    def __init__(self, source: Source, device: Device, options: EngineOptions, tools: Tools) -> None:
        """Measure the model and the memory; nothing is loaded yet."""
        self.source, self.device, self.options, self.tools = source, device, options, tools
        self.sizes: Sizes = read_sizes(source)
        self.free = tools.free_bytes(device, options.max_vram)
        self.speed = speed.read_speed(device)
        self.overflows = device.kind != "cpu" and vae_overflows(source)
        self.cache = EmbeddingCache()
        self.encoders: Encoders | None = None
        self.model: LoadedModel | None = None
        self.lowered: dict[int, Plan] = {}  # by pixels: the plan that proved necessary
        self.has_warned = False

    def __enter__(self) -> Self:
        """Start drawing."""
        return self

    def __exit__(self, *_: object) -> None:
        """Free everything that is held."""
        self.encoders = None
        self.cache.close()
        self.close()

    # --- Planning

    def work_of(self, job: RenderJob) -> Work:
        """Give what a job needs of the device."""
        number = self.device.weight_bytes
        return Work(job.width * job.height, is_guided(job), number, 4 if self.overflows else number)

    def plan_steps_for(self, job: RenderJob) -> list[PlanStep]:
        """List the ways to draw a job, from the fastest that fits and has not failed at its size."""
        work = self.work_of(job)
        steps = list_plan_steps(work, self.sizes, self.free, self.device.kind, self.options.memory)
        proven = [plan for pixels, plan in self.lowered.items() if pixels <= work.pixels]
        names = [step.plan.name for step in steps]
        starts = [names.index(plan.name) for plan in proven if plan.name in names]
        return steps[max(starts, default=0) :]

    def announce(self, jobs: Sequence[RenderJob]) -> None:
        """Log the plan before anything is loaded."""
        largest = max(jobs, key=lambda job: job.width * job.height)
        step = self.plan_steps_for(largest)[0]
        seconds = self.options.seconds_a_picture or self.expect_seconds(largest)
        how_long = f"about {say_duration(max(1, len(jobs) * seconds))}" if seconds else ""
        log.info("%s: %s.", self.device.name, describe_plan_step(step, len(jobs), self.free, how_long))
        if self.device.kind == "cpu" and self.options.device is None:
            precision = "bfloat16" if self.device.weight_bytes == 2 else "float32"  # noqa: PLR2004
            each = f", about {say_duration(seconds)} a picture" if seconds else ""
            log.warning("PyTorch finds no GPU it can use: drawing on the CPU in %s%s.", precision, each)

    def expect_seconds(self, job: RenderJob) -> float | None:
        """Estimate the seconds of a picture that was never measured."""
        if self.speed is None:
            return None
        return speed.expect_picture(
            self.speed, job.width * job.height, job.steps, guided=is_guided(job), unet_bytes=self.sizes.unet
        )

    # --- Encoding

    def encode(self, jobs: Sequence[RenderJob]) -> None:
        """Encode every prompt, then free the encoders unless the plan keeps them."""
        chunks = wanted_chunks(jobs)
        failed = self.try_encoding(self.device, chunks)
        if failed is not None:
            log.warning(
                "Out of memory while encoding the prompts on %s: they are encoded on the CPU.", self.device.name
            )
            failed = None
            give_back_memory()
            failed = self.try_encoding(devices.find_device("cpu"), chunks)
            if failed is not None:
                raise failed
        if not self.plan_steps_for(jobs[0])[0].plan.keeps_encoders:
            self.encoders = None
            give_back_memory()

    def try_encoding(self, device: Device, chunks: Sequence[Chunk]) -> Exception | None:
        """Load the encoders and run them; gives the error where memory runs out."""
        try:
            self.encoders = self.tools.open_encoders(self.source, device)
            for chunk, encoded in encode_chunks(self.encoders, chunks):
                self.cache.put(chunk, encoded)
        except Exception as error:
            self.encoders = None
            if device.kind == "cpu" or not is_out_of_memory(error):
                raise
            return error.with_traceback(None)
        return None

    # --- Drawing

    def draw(self, job: RenderJob, index: int, on_step: StepReport, *, is_last: bool = False) -> Drawn:
        """Draw one job; an error becomes a sentence, since one bad scene must not end the run."""
        started = time.perf_counter()
        devices.reset_peak(self.device)
        made, is_full = Drawn(index, None, device=self.device.name), False
        try:
            image, notes, step_seconds = self.render(job, on_step, is_last=is_last)
            made = replace(made, image=image, notes=tuple(notes), step_seconds=step_seconds, plan=self.plan_name)
        except ReportFailed as failed:
            raise (failed.__cause__ or failed) from None
        except Exception as error:  # noqa: BLE001
            sentence = explain_drawing(error, job.width, job.height, self.device.name)
            made = replace(made, error=sentence, details=traceback.format_exc())
            is_full = is_out_of_memory(error)
        if made.image is None and is_full:
            self.close()  # only now: the error kept the picture's tensors alive
        return replace(made, seconds=time.perf_counter() - started, peak_bytes=devices.read_peak(self.device))

    def render(self, job: RenderJob, on_step: StepReport, *, is_last: bool) -> tuple[Image.Image, list[str], float]:
        """Draw one job under the first plan that fits; gives the picture, notes on fallbacks, seconds per step."""
        notes: list[str] = []
        steps = first_of_each_plan(self.plan_steps_for(job))
        for step, below in zip(steps, [*steps[1:], None], strict=True):
            denoised = self.try_plan(step.plan, job, on_step, is_last=below is None)
            if denoised is None and below is not None:
                self.close()
                notes.append(f"out of memory with {step.plan.says}: drawn again with {below.plan.says}")
            elif denoised is not None and self.model is not None:
                if notes:
                    self.lowered[job.width * job.height] = step.plan
                if is_last and self.device.kind == "cpu":
                    self.let_unet_go()
                image, more = decode(self.model, denoised.latents, tiled=step.tiled)
                return image, notes + more + self.check_speed(job, denoised.step_seconds), denoised.step_seconds
        raise AssertionError("unreachable: the last plan returns or raises")

    def try_plan(self, plan: Plan, job: RenderJob, on_step: StepReport, *, is_last: bool) -> Denoised | None:
        """Denoise under a plan; gives None where memory runs out and another plan is left."""
        try:
            return denoise(self.load(plan), job, assemble(job, self.cache), on_step)
        except Exception as error:
            if is_last or not is_out_of_memory(error):
                raise
        return None  # outside the handler: the error, which holds the failed picture's tensors, is gone

    def check_speed(self, job: RenderJob, seconds: float) -> list[str]:
        """Compare a step's time with what the card should reach; reports once per run that memory spills."""
        if self.speed is None or self.device.kind != "cuda" or self.model is None or self.has_warned:
            return []
        pixels = job.width * job.height
        expected = speed.expect_step(self.speed, pixels, guided=is_guided(job), unet_bytes=self.sizes.unet)
        sentence = speed.judge_step(seconds, expected, self.model.plan)
        self.has_warned = bool(sentence)
        return [sentence] if sentence else []

    @property
    def plan_name(self) -> str:
        """Name the plan in use."""
        return self.model.plan.name if self.model else ""

    def load(self, plan: Plan) -> LoadedModel:
        """Give the model loaded under a plan, reloading it where another plan is in use."""
        if self.model is None or self.model.pipeline is None or self.model.plan != plan:
            self.close()
            if not plan.keeps_encoders:
                self.encoders = None
            self.model = self.tools.load_model(self.source, plan, self.device, self.options)
        return self.model

    def let_unet_go(self) -> None:
        """Free the UNet before the last decode, which on a processor needs a fifth of what the UNet's weights take."""
        if self.model is not None and not self.model.parked:
            self.model = replace(self.model, pipeline=None)
            give_back_memory()

    def close(self) -> None:
        """Free UNet and VAE."""
        if self.model is not None:
            self.model = None
            give_back_memory()
