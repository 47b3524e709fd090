"""One model in use: what is encoded, what is loaded, and the plan that each picture needs.

Its parts: `memory` plans what is on the device when, `pipeline` puts it there, `encoding` encodes all prompts first,
`drawing` draws. A session runs them, down the plan's steps where memory runs out.
"""

from __future__ import annotations

import functools
import logging
import time
import traceback
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Self

from errors import RenderError, say_duration
from records import Drawn, RenderJob, StepReport
from sdxl import devices
from sdxl.adapters import make_features
from sdxl.controlnets import add_control, drop_control, wanted_control
from sdxl.devices import Device, free_bytes, give_back_memory
from sdxl.drawing import BLACK, Denoised, ReportFailed, decode, denoise
from sdxl.encoding import EmbeddingCache, Encoders, assemble, encode_somewhere, is_guided, wanted_chunks
from sdxl.endings import Endings
from sdxl.face_pass import FaceDrawer, has_small_faces
from sdxl.failures import LoadingError, explain_loading, is_out_of_memory
from sdxl.guide_costs import count_bytes, say_guides
from sdxl.guide_ladder import kind_of, list_rungs, say_lowered
from sdxl.lessons import Lessons
from sdxl.likenesses import Likenesses
from sdxl.loading import Source, find_source, read_sizes, vae_overflows
from sdxl.memory import GIB, PlanStep, Sizes, Work, describe_plan_step, first_of_each_plan, has_room, list_plan_steps
from sdxl.pipeline import LoadedModel, load_model, open_encoders

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sdxl.encoding import Conditioning
    from sdxl.guide_nets import FoundNet
    from sdxl.loras import LoraChoice
    from sdxl.memory import Plan
    from sdxl.models import ModelChoice
    from sdxl.options import EngineOptions

log = logging.getLogger("novel_scenes.engine")


@dataclass(frozen=True, slots=True)
class Tools:
    """The engine's functions that touch the machine; tests pass their own."""

    find_source: Callable[[ModelChoice, tuple[LoraChoice, ...]], Source] = find_source
    open_encoders: Callable[[Source, Device], Encoders] = open_encoders
    load_model: Callable[[Source, Plan, Device, EngineOptions], LoadedModel] = load_model
    free_bytes: Callable[[Device, float | None], int] = free_bytes
    still_computes: Callable[[Device], bool] = devices.still_computes


class Session:
    """One model in use: what is encoded, what is loaded, and the plan that each size needs."""

    def __init__(
        self,
        source: Source,
        device: Device,
        options: EngineOptions,
        tools: Tools,
        lessons: Lessons | None = None,
        nets: Mapping[str, FoundNet] | None = None,
    ) -> None:
        """Measure the model and the memory; nothing is loaded yet."""
        self.nets = nets or {}  # that the jobs' guides need, by the names that jobs know them by
        self.lessons = lessons or Lessons()
        self.source, self.device, self.options, self.tools = source, device, options, tools
        self.sizes: Sizes = read_sizes(source)
        self.free = tools.free_bytes(device, options.max_vram)
        self.overflows = device.kind != "cpu" and vae_overflows(source)
        self.in_full = False  # whether its VAE came out black in half precision
        self.cache = EmbeddingCache()
        self.likenesses = Likenesses(source, self.nets, options)
        self.faces = FaceDrawer(source)
        self.model: LoadedModel | None = None
        self.lowered: dict[tuple[int, int], Plan] = {}  # by pixels and ControlNet: the plan that proved necessary
        self.too_much: set[tuple[int, str]] = set()  # pixels and kind of guides for which no plan had room
        self.endings = Endings(device.name, functools.partial(tools.still_computes, device))

    def __enter__(self) -> Self:
        """Start drawing."""
        return self

    def __exit__(self, *_: object) -> None:
        """Free everything that is held."""
        self.cache.close()
        self.close()

    # --- Planning

    def work_of(self, job: RenderJob) -> Work:
        """Give what a job needs of the device."""
        number = self.device.weight_bytes
        decoding = 4 if self.overflows or self.in_full else number
        return Work(job.width * job.height, is_guided(job), number, decoding, *count_bytes(job, self.nets))

    def plan_steps_for(self, job: RenderJob) -> list[PlanStep]:
        """List the ways to draw a job, from the fastest that fits and has not failed at its size."""
        work = self.work_of(job)
        steps = list_plan_steps(work, self.sizes, self.free, self.device.kind, self.options.memory)
        less = [at for at in self.lowered if at[0] <= work.pixels and at[1] <= work.control]
        names = [step.plan.name for step in steps]
        starts = [names.index(self.lowered[at].name) for at in less if self.lowered[at].name in names]
        return steps[max(starts, default=0) :]

    def rungs_of(self, job: RenderJob) -> list[RenderJob]:
        """List a job and what comes below it with less of its guide, from the first for which there is room."""
        if not job.guide:
            return [job]
        spare = self.options.spare_net
        rungs = list_rungs(job, spare if spare and spare.name in self.nets else None)
        tried = [rung for rung in rungs if (job.width * job.height, kind_of(rung)) not in self.too_much] or rungs[-1:]
        fitting = [rung for rung in tried if not self.free or self.plan_steps_for(rung)[0].need <= self.free]
        return rungs[rungs.index((fitting or tried)[0]) :]

    def announce(self, jobs: Sequence[RenderJob]) -> None:
        """Log the plan before anything is loaded."""
        firsts = [self.rungs_of(job)[0] for job in jobs]
        largest = max(firsts, key=lambda job: (self.work_of(job).control, job.width * job.height))
        seconds = self.options.seconds_a_picture or self.lessons.expect_picture(self.device, largest, self.sizes)
        how_long = f"about {say_duration(max(1, len(jobs) * seconds))}" if seconds else ""
        step = self.plan_steps_for(largest)[0]
        log.info(
            "%s: %s.", self.device.name, describe_plan_step(step, len(jobs), self.free, how_long, say_guides(firsts))
        )
        self.lessons.warn_of_machine(
            self.device,
            step.plan,
            self.sizes,
            seconds,
            is_asked=bool(self.options.device),
            control=self.work_of(largest).control,
        )

    def encode(self, jobs: Sequence[RenderJob]) -> None:
        """Make what the UNet reads; encoders and adapters are freed under every plan, for nobody reads them again."""
        open_here = functools.partial(self.tools.open_encoders, self.source)
        every = [rung for job in jobs for rung in list_rungs(job)]  # words for less of a guide cost next to nothing
        encode_somewhere(open_here, self.device, wanted_chunks(every), self.cache)
        self.likenesses.make(jobs, self.device)
        make_features([self.rungs_of(job)[0] for job in jobs], self.nets, self.device, self.cache.tensors)

    def condition(self, job: RenderJob) -> Conditioning:
        """Gather all that was made for a job; raises RenderError where one of its portraits could not be read."""
        make_features([job], self.nets, self.device, self.cache.tensors)  # of a lowered one: all others are there
        latents, prompts = self.likenesses.latents_of(job), self.likenesses.prompts_of(job)
        return replace(assemble(job, self.cache), portraits=latents, image_prompts=prompts)

    def look_again(self) -> None:
        """Measure a card's free memory again: other programs may have taken some since, or given some back."""
        if self.device.kind != "cuda":
            return
        limit = int((self.options.max_vram or 1024) * GIB)
        free = self.tools.free_bytes(self.device, self.options.max_vram) + devices.held_bytes(self.device)
        heeded = self.lessons.heed_room(self.device, self.free, min(limit, free), has_drawn=self.endings.has_drawn)
        self.free = min(limit, heeded)

    # --- Drawing

    def draw(self, job: RenderJob, index: int, on_step: StepReport, *, is_last: bool = False) -> Drawn:
        """Draw one job; an error becomes a sentence, since one bad scene must not end the run."""
        started = time.perf_counter()
        devices.reset_peak(self.device)
        made, is_full = Drawn(index, None, device=self.device.name), False
        try:
            made = replace(made, **self.render(job, on_step, is_last=is_last), plan=self.plan_name)
        except ReportFailed as failed:
            raise (failed.__cause__ or failed) from None
        except Exception as error:  # noqa: BLE001
            sentence = self.endings.hear_failed(error, job)
            made = replace(made, error=sentence, details=traceback.format_exc())
            is_full = is_out_of_memory(error)
        if made.image is None and is_full:
            self.close()  # only now: the error kept the picture's tensors alive
        if made.image is not None:
            self.endings.hear_drawn()
        return replace(made, seconds=time.perf_counter() - started, peak_bytes=devices.read_peak(self.device))

    def render(self, job: RenderJob, on_step: StepReport, *, is_last: bool) -> dict[str, Any]:
        """Draw one job, with less of its guide where memory runs out; gives fields of `Drawn`."""
        notes: list[str] = []
        self.look_again()
        rungs = self.rungs_of(job)
        if rungs[0] != job:
            notes.append(say_lowered(f"{say_guides([job])} needs more memory than is free", rungs[0]))
        for rung, below in zip(rungs, [*rungs[1:], None], strict=True):
            made = self.render_rung(rung, notes, on_step, is_last=is_last, is_lowest=below is None)
            if made is not None:
                return {**made, "job": None if made["job"] == job else made["job"]}
            self.close()
            self.too_much.add((job.width * job.height, kind_of(rung)))
            notes.append(say_lowered("out of memory under every plan", below or rung))
        raise AssertionError("unreachable: the lowest rung returns or raises")

    def render_rung(
        self, job: RenderJob, notes: list[str], on_step: StepReport, *, is_last: bool, is_lowest: bool
    ) -> dict[str, Any] | None:
        """Draw one job under the first plan that fits; gives None where memory runs out and less can be drawn."""
        given = self.condition(job)  # before the UNet is loaded: a lowered job's adapter runs now
        steps = first_of_each_plan(self.plan_steps_for(job))
        for step, below in zip(steps, [*steps[1:], None], strict=True):
            denoised = self.try_plan(step.plan, job, given, on_step, is_last=below is None and is_lowest)
            if denoised is not None and self.model is not None:
                if step != steps[0]:
                    work = self.work_of(job)
                    self.lowered[work.pixels, work.control] = step.plan
                made = self.finish(job, given, step, denoised, on_step, is_last=is_last)
                return {**made, "notes": (*notes, *made["notes"])}
            if below is not None:
                self.close()
                notes.append(f"out of memory with {step.plan.says}: drawn again with {below.plan.says}")
        return None

    def finish(
        self,
        job: RenderJob,
        given: Conditioning,
        step: PlanStep,
        denoised: Denoised,
        on_step: StepReport,
        *,
        is_last: bool,
    ) -> dict[str, Any]:
        """Decode a picture and draw its small faces; gives fields of `Drawn`."""
        assert self.model is not None, "it has just denoised"
        if is_last and self.device.kind == "cpu" and not has_small_faces(job):
            self.let_unet_go()
        image, more = decode(self.model, denoised.latents, tiled=step.tiled, in_full=self.in_full)
        self.in_full = self.in_full or BLACK in more
        more += self.lessons.judge_step(self.device, job, self.sizes, self.model.plan, denoised.step_seconds)
        faced = self.faces.draw(self.model, job, given, image, on_step)
        said = (*more, *faced.notes)
        return {"image": faced.image, "job": faced.job, "notes": said, "step_seconds": denoised.step_seconds}

    def try_plan(
        self, plan: Plan, job: RenderJob, given: Conditioning, on_step: StepReport, *, is_last: bool
    ) -> Denoised | None:
        """Denoise under a plan; gives None where memory runs out and another plan is left."""
        try:
            return denoise(self.load(plan, job), job, given, on_step)
        except Exception as error:
            is_full = is_out_of_memory(error)
            extras = self.model.extras if self.model and not isinstance(error, RenderError) else ()
            if (is_full and is_last) or not (is_full or self.lessons.do_without(extras, error)):
                raise
        if is_full:
            return None  # outside the handler: the error, which holds the failed picture's tensors, is gone
        self.close()
        return self.try_plan(plan, job, given, on_step, is_last=is_last)

    @property
    def plan_name(self) -> str:
        """Name the plan in use."""
        return self.model.plan.name if self.model else ""

    def load(self, plan: Plan, job: RenderJob) -> LoadedModel:
        """Give the model loaded under a plan, reloading it where another is in use, with the job's ControlNet."""
        self.model = self.with_control(self.load_plan(plan), job)
        return self.model

    def with_control(self, model: LoadedModel, job: RenderJob) -> LoadedModel:
        """Give a model with the ControlNet that a job wants; one that it does not want stays where there is room."""
        net, there = wanted_control(job), model.control
        beside = replace(self.work_of(job), control=there.bytes if there else 0)
        if there and (there.name != net.name if net else not has_room(model.plan, beside, self.sizes, self.free)):
            model = self.model = drop_control(model)
            give_back_memory()
        return add_control(model, self.nets[net.name]) if net and not model.control else model

    def load_plan(self, plan: Plan) -> LoadedModel:
        """Give the UNet and the VAE loaded under a plan."""
        if self.model is None or self.model.pipeline is None or self.model.plan != plan:
            self.close()
            try:
                self.model = self.tools.load_model(self.source, plan, self.device, self.lessons.heed(self.options))
            except Exception as error:
                raise LoadingError(explain_loading(error, self.source.name, self.device.name)) from error
            self.endings.has_loaded = True
            for note in self.model.notes:
                self.lessons.warn(note)
        return self.model

    def let_unet_go(self) -> None:
        """Free the UNet before the last decode, which on a processor needs a fifth of what the UNet's weights take."""
        if self.model is not None and not self.model.parked:
            self.model = replace(self.model, pipeline=None, control=None)
            give_back_memory()

    def close(self) -> None:
        """Free UNet and VAE."""
        if self.model is not None:
            self.model = None
            give_back_memory()
