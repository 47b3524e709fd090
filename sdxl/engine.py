"""The SDXL engine: jobs in, pictures out, one after the other; one that fails does not end the run.

Its parts: `sdxl_models` and `sdxl_loras` choose without torch, `sdxl_loading` loads, `sdxl_memory` plans what is on
the device when, `sdxl_pipeline` puts it there, `sdxl_prompts` encodes all prompts first, `sdxl_drawing` draws. Here
the run is led: model after model, and down the plan's steps where memory runs out.
"""

from __future__ import annotations

import logging
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from errors import RenderError, say_duration
from records import Begin, Drawn, RenderJob, StepReport, always
from sdxl import devices as sdxl_device
from sdxl import speed as sdxl_watchdog
from sdxl.devices import Device, free_bytes, give_back_memory
from sdxl.drawing import Denoised, ReportFailed, decode, denoise
from sdxl.encoding import Chunk, Encoders, Shelf, assemble, encode_chunks, is_guided, wanted_chunks
from sdxl.failures import explain_drawing, explain_loading, is_out_of_memory
from sdxl.loading import Source, find_source, read_sizes, vae_overflows
from sdxl.memory import Rung, Sizes, Work, describe_rung, list_rungs
from sdxl.pipeline import EngineOptions, Studio, check_options, open_encoders, open_studio

if TYPE_CHECKING:
    from PIL import Image

    from records import Lora
    from sdxl.loras import LoraChoice
    from sdxl.memory import Plan
    from sdxl.models import ModelChoice

log = logging.getLogger("novel_scenes.engine")

ModelKey = tuple[str, str, "tuple[Lora, ...]"]  # what has to be loaded for a job: model, VAE, adapters


@dataclass(frozen=True, slots=True)
class Tools:
    """How the engine reaches the machine; tests pass their own."""

    find_source: Callable[[ModelChoice, tuple[LoraChoice, ...]], Source] = find_source
    open_encoders: Callable[[Source, Device], Encoders] = open_encoders
    open_studio: Callable[[Source, Plan, Device, EngineOptions], Studio] = open_studio
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
        easel = None
        try:
            easel = set_up(key, [job for _, job in numbered], options, tools or Tools())
        except RenderError as error:
            if len(groups) == 1:
                raise
            details = traceback.format_exc()
            yield from (Drawn(index, None, str(error), details) for index, _ in numbered)
        if easel is not None:
            with easel:
                for index, job in numbered:
                    if begin(index):
                        yield easel.draw(job, index, on_step, is_last=index == numbered[-1][0])


def group_by_model(jobs: Sequence[RenderJob]) -> dict[ModelKey, list[tuple[int, RenderJob]]]:
    """Put the jobs of one model together, so that models that alternate from scene to scene are loaded once each."""
    groups: dict[ModelKey, list[tuple[int, RenderJob]]] = {}
    for index, job in enumerate(jobs):
        groups.setdefault((job.model, job.vae, job.loras), []).append((index, job))
    return groups


def set_up(key: ModelKey, jobs: Sequence[RenderJob], options: EngineOptions, tools: Tools) -> Easel:
    """Find a model's files, plan, and encode every prompt that is drawn with it."""
    choice = find_choice(key, options)
    source = tools.find_source(choice, find_loras(key, options))  # before torch is imported: said at once if missing
    try:
        device = sdxl_device.find_device(options.device)
        sdxl_device.prepare_device(device, options.max_vram)
        easel = Easel(source, device, options, tools)
        easel.announce(jobs)
        easel.encode(jobs)
    except RenderError:
        raise
    except Exception as error:
        raise RenderError(explain_loading(error, choice.name, options.device or "the device")) from error
    return easel


def find_choice(key: ModelKey, options: EngineOptions) -> ModelChoice:
    """Find where the model of a job lies; a job knows it by its identity only."""
    for choice in options.models:
        if (choice.identity, choice.vae_identity) == key[:2]:
            return choice
    raise RenderError(f'model "{key[0]}" is not among those of this run: give it with --model')


def find_loras(key: ModelKey, options: EngineOptions) -> tuple[LoraChoice, ...]:
    """Find where the adapters of a job lie."""
    known = {lora.recorded: lora for lora in options.loras}
    for lora in key[2]:
        if lora not in known:
            raise RenderError(f'LoRA "{lora.name}" is not among those of this run: give it with --lora')
    return tuple(known[lora] for lora in key[2])


class Easel:
    """One model at work: what is encoded, the studio that is open, and how far down the plan has come."""

    def __init__(self, source: Source, device: Device, options: EngineOptions, tools: Tools) -> None:
        """Measure the model and the memory; nothing is loaded yet."""
        self.source, self.device, self.options, self.tools = source, device, options, tools
        self.sizes: Sizes = read_sizes(source)
        self.free = tools.free_bytes(device, options.max_vram)
        self.speed = sdxl_watchdog.read_speed(device)
        self.overflows = device.kind != "cpu" and vae_overflows(source)
        self.shelf = Shelf()
        self.encoders: Encoders | None = None
        self.studio: Studio | None = None
        self.lowered: dict[int, Plan] = {}  # by pixels: the plan that proved necessary
        self.has_warned = False

    def __enter__(self) -> Self:
        """Start drawing."""
        return self

    def __exit__(self, *_: object) -> None:
        """Leave nothing behind."""
        self.encoders = None
        self.shelf.close()
        self.close()

    # --- Planning

    def work_of(self, job: RenderJob) -> Work:
        """Say what a job asks of the device."""
        number = self.device.weight_bytes
        return Work(job.width * job.height, is_guided(job), number, 4 if self.overflows else number)

    def rungs_for(self, job: RenderJob) -> list[Rung]:
        """List the ways to draw a job, from the fastest that fits and has not failed at its size."""
        work = self.work_of(job)
        rungs = list_rungs(work, self.sizes, self.free, self.device.kind, self.options.memory)
        proven = [plan for pixels, plan in self.lowered.items() if pixels <= work.pixels]
        names = [rung.plan.name for rung in rungs]
        starts = [names.index(plan.name) for plan in proven if plan.name in names]
        return rungs[max(starts, default=0) :]

    def announce(self, jobs: Sequence[RenderJob]) -> None:
        """Say the plan, before anything is loaded."""
        largest = max(jobs, key=lambda job: job.width * job.height)
        rung = self.rungs_for(largest)[0]
        seconds = self.options.seconds_a_picture or self.expect_seconds(largest)
        how_long = f"about {say_duration(max(1, len(jobs) * seconds))}" if seconds else ""
        log.info("%s: %s.", self.device.name, describe_rung(rung, len(jobs), self.free, how_long))
        if self.device.kind == "cpu" and self.options.device is None:
            precision = "bfloat16" if self.device.weight_bytes == 2 else "float32"  # noqa: PLR2004
            each = f", about {say_duration(seconds)} a picture" if seconds else ""
            log.warning("PyTorch finds no GPU it can use: drawing on the CPU in %s%s.", precision, each)

    def expect_seconds(self, job: RenderJob) -> float | None:
        """Guess the seconds of a picture that was never measured."""
        if self.speed is None:
            return None
        return sdxl_watchdog.expect_picture(
            self.speed, job.width * job.height, job.steps, guided=is_guided(job), unet_bytes=self.sizes.unet
        )

    # --- Encoding

    def encode(self, jobs: Sequence[RenderJob]) -> None:
        """Encode every prompt, then let the encoders go, unless the plan has room to keep them."""
        chunks = wanted_chunks(jobs)
        failed = self.try_encoding(self.device, chunks)
        if failed is not None:
            log.warning(
                "Out of memory while encoding the prompts on %s: they are encoded on the CPU.", self.device.name
            )
            failed = None
            give_back_memory()
            failed = self.try_encoding(sdxl_device.find_device("cpu"), chunks)
            if failed is not None:
                raise failed
        if not self.rungs_for(jobs[0])[0].plan.keeps_encoders:
            self.encoders = None
            give_back_memory()

    def try_encoding(self, device: Device, chunks: Sequence[Chunk]) -> Exception | None:
        """Load the encoders and run them; gives the error where memory runs out."""
        try:
            self.encoders = self.tools.open_encoders(self.source, device)
            for chunk, encoded in encode_chunks(self.encoders, chunks):
                self.shelf.put(chunk, encoded)
        except Exception as error:
            self.encoders = None
            if device.kind == "cpu" or not is_out_of_memory(error):
                raise
            return error.with_traceback(None)
        return None

    # --- Drawing

    def draw(self, job: RenderJob, index: int, on_step: StepReport, *, is_last: bool = False) -> Drawn:
        """Draw one job; whatever goes wrong becomes a sentence, since one bad scene must not end the night."""
        started = time.perf_counter()
        sdxl_device.reset_peak(self.device)
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
        return replace(made, seconds=time.perf_counter() - started, peak_bytes=sdxl_device.read_peak(self.device))

    def render(self, job: RenderJob, on_step: StepReport, *, is_last: bool) -> tuple[Image.Image, list[str], float]:
        """Draw one job under the first plan that has the memory, with what had to be done for it."""
        notes: list[str] = []
        rungs = first_of_each_plan(self.rungs_for(job))
        for rung, below in zip(rungs, [*rungs[1:], None], strict=True):
            denoised = self.try_plan(rung.plan, job, on_step, is_last=below is None)
            if denoised is None and below is not None:
                self.close()
                notes.append(f"out of memory with {rung.plan.says}: drawn again with {below.plan.says}")
            elif denoised is not None and self.studio is not None:
                if notes:
                    self.lowered[job.width * job.height] = rung.plan
                if is_last and self.device.kind == "cpu":
                    self.let_unet_go()
                image, more = decode(self.studio, denoised.latents, tiled=rung.tiled)
                return image, notes + more + self.check_speed(job, denoised.step_seconds), denoised.step_seconds
        raise AssertionError("unreachable: the last plan returns or raises")

    def try_plan(self, plan: Plan, job: RenderJob, on_step: StepReport, *, is_last: bool) -> Denoised | None:
        """Denoise under a plan; gives None where memory runs out and there is another plan below it."""
        try:
            return denoise(self.open(plan), job, assemble(job, self.shelf), on_step)
        except Exception as error:
            if is_last or not is_out_of_memory(error):
                raise
        return None  # outside the handler: the error, which holds the failed picture's tensors, is gone

    def check_speed(self, job: RenderJob, seconds: float) -> list[str]:
        """Compare a step with what the card should do; says once in a run that it spills."""
        if self.speed is None or self.device.kind != "cuda" or self.studio is None or self.has_warned:
            return []
        pixels = job.width * job.height
        expected = sdxl_watchdog.expect_step(self.speed, pixels, guided=is_guided(job), unet_bytes=self.sizes.unet)
        sentence = sdxl_watchdog.judge_step(seconds, expected, self.studio.plan)
        self.has_warned = bool(sentence)
        return [sentence] if sentence else []

    @property
    def plan_name(self) -> str:
        """Name the plan in use."""
        return self.studio.plan.name if self.studio else ""

    def open(self, plan: Plan) -> Studio:
        """Give the studio under a plan, opened anew where another one is open."""
        if self.studio is None or self.studio.pipeline is None or self.studio.plan != plan:
            self.close()
            if not plan.keeps_encoders:
                self.encoders = None
            self.studio = self.tools.open_studio(self.source, plan, self.device, self.options)
        return self.studio

    def let_unet_go(self) -> None:
        """Make room for the last decode; what the decode takes on a processor is a fifth of the UNet's weights."""
        if self.studio is not None and not self.studio.parked:
            self.studio = replace(self.studio, pipeline=None)
            give_back_memory()

    def close(self) -> None:
        """Let UNet and VAE go."""
        if self.studio is not None:
            self.studio = None
            give_back_memory()


def first_of_each_plan(rungs: Sequence[Rung]) -> list[Rung]:
    """Drop the rungs that differ from one above only in the decode: that has ways of its own."""
    firsts: dict[str, Rung] = {}
    for rung in rungs:
        firsts.setdefault(rung.plan.name, rung)
    return list(firsts.values())
