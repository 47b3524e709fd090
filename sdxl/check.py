"""`--check`: what would be drawn in, a page of findings about this machine and the next command out.

Everything is found without importing a package, so that it also works before any is installed.
"""

from __future__ import annotations

import platform
import re
import shutil
import sys
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import TYPE_CHECKING

import doorstep
from errors import one_line
from sdxl.cards import lacks_tensor_cores
from sdxl.check_guides import list_guides
from sdxl.check_model import Wanted, find_model, has_hub_file, list_missing_parts, measure_model, plan_for_card
from sdxl.guide_nets import find_net_here
from sdxl.machine import (
    Card,
    Probes,
    TorchBuild,
    cards_of_run,
    find_gpu,
    read_cards,
    read_ram,
    this_machine,
    torch_line,
)
from sdxl.memory import GIB, SDXL_SIZES, PlanStep, Sizes, find_shortage, say_gigabytes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from records import Preset
    from sdxl.check_guides import GuideState
    from sdxl.check_model import Measured
    from sdxl.guide_nets import FoundNet, NetChoice
    from sdxl.models import ModelChoice

MODEL_BYTES = 7 * GIB  # an SDXL model in half precision, as it is fetched
SPARE_DISK = 2 * GIB
HALF_SEARCHED = ", without tensor cores: cuDNN searches for convolutions that give no NaN in half precision"


@dataclass(frozen=True, slots=True)
class Facts:
    """What was found on this machine."""

    python: tuple[int, int]
    system: str
    lacking: tuple[str, ...]  # packages of the light list that are not installed
    torch: TorchBuild | None  # None: not installed
    torch_line: str  # how to install a build for this machine's card
    gpu_works: bool
    gpu_reason: str
    cards: tuple[Card, ...]
    ram: tuple[int, int]  # free and total bytes
    disk_free: int
    xformers: str
    model: str  # as config.py or the command line names it
    preset: Preset | None  # of that name
    model_bytes: int  # on this machine; 0: not here
    model_error: str
    model_word: str  # of another scheduler than the one asked for
    missing_parts: tuple[str, ...]  # how to fetch a preset's VAE and LoRAs that are not here
    plan: PlanStep | None  # the plan for the first card; None without one
    sizes: Sizes = SDXL_SIZES  # of the model's modules
    driver_fault: str = ""  # why NVIDIA's driver shows no card
    guides: tuple[GuideState, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the page: what was found on a topic, and whether it is as it should be."""

    topic: str
    text: str
    is_good: bool = True
    cure: str = ""  # what to do about it


@dataclass(frozen=True, slots=True)
class CheckProbes:
    """The functions that probe the machine; tests pass their own."""

    machine: Probes = field(default_factory=this_machine)
    cards: Callable[[], tuple[Card, ...]] = read_cards
    ram: Callable[[], tuple[int, int]] = read_ram
    disk_free: Callable[[], int] = lambda: shutil.disk_usage(Path.cwd()).free
    lacking: Callable[[], Sequence[str]] = doorstep.list_missing
    xformers: Callable[[TorchBuild | None], str] = lambda build: judge_xformers(build)  # noqa: PLW0108  found below
    find_cached: Callable[[ModelChoice], Path | None] = find_model
    has_file: Callable[[str, str], bool] = has_hub_file
    find_net: Callable[[NetChoice], FoundNet | None] = find_net_here
    system: str = sys.platform


def check(wanted: Wanted, probes: CheckProbes | None = None) -> str:
    """Look at the machine and write the page."""
    return write_page(list_findings(gather(wanted, probes or CheckProbes())))


# --- Probing --------------------------------------------------------------------------------------------------------


def gather(wanted: Wanted, probes: CheckProbes) -> Facts:
    """Look at everything once."""
    build, driver = probes.machine.torch_build(), probes.machine.driver()
    cards = cards_of_run(probes.cards(), driver)
    works, reason = find_gpu(probes.machine)
    measured = measure_model(wanted, probes.find_cached)
    return Facts(
        python=sys.version_info[:2],
        system=probes.system,
        lacking=tuple(probes.lacking()),
        torch=build,
        torch_line=torch_line(build, probes.system, has_card=bool(cards), driver=driver),
        gpu_works=works,
        gpu_reason=reason,
        cards=cards,
        ram=probes.ram(),
        disk_free=probes.disk_free(),
        xformers=probes.xformers(build),
        model=wanted.model,
        preset=wanted.presets.by_name.get(wanted.model),
        model_bytes=measured.bytes,
        model_error=measured.error,
        model_word=measured.word,
        missing_parts=list_missing_parts(wanted, probes.has_file),
        plan=plan_for_card(wanted, measured, cards[0].free) if cards else None,
        sizes=measured.sizes,
        driver_fault=driver.fault,
        guides=tuple(look_at_guides(wanted, measured, cards, works=works, probes=probes)),
    )


def look_at_guides(
    wanted: Wanted, measured: Measured, cards: Sequence[Card], *, works: bool, probes: CheckProbes
) -> list[GuideState]:
    """Look at what is there for guides; nothing where SDXL is not drawn with here."""
    free = cards[0].free if cards else None
    return list_guides(wanted, measured, free, probes.find_net, probes.has_file) if works else []


def judge_xformers(build: TorchBuild | None) -> str:
    """Say whether xformers could be used: it is built for one torch."""
    try:
        wanted = [need for need in requires("xformers") or [] if re.match(r"torch\b", need)]
        installed = version("xformers")
    except PackageNotFoundError:
        return "not installed, and not needed"
    if build is None or not build.cuda:
        return f"{installed} is installed, but there is no CUDA build of torch for it"
    return f"{installed} is installed, for {wanted[0] if wanted else 'torch'}; torch here is {build.version}"


# --- The page -------------------------------------------------------------------------------------------------------


def list_findings(facts: Facts) -> list[Finding]:
    """Judge what was found, topic by topic; the last line is the next command."""
    return [
        judge_python(facts),
        judge_packages(facts),
        judge_torch(facts),
        *judge_cards(facts),
        judge_ram(facts),
        judge_disk(facts),
        Finding("xformers", facts.xformers),
        judge_model(facts),
        *([Finding("", facts.model_word)] if facts.model_word else []),
        *(Finding("", f"with it comes what is not here yet: {command}") for command in facts.missing_parts),
        Finding("plan", say_plan(facts)),
        *judge_guides(facts),
        Finding("next", next_command(facts)),
    ]


def judge_python(facts: Facts) -> Finding:
    """Judge Python."""
    found = f"{facts.python[0]}.{facts.python[1]} on {platform.platform()}"
    if facts.python >= doorstep.NEEDED:
        return Finding("Python", found)
    return Finding("Python", found, is_good=False, cure="install Python 3.11 or newer")


def judge_packages(facts: Facts) -> Finding:
    """Judge what every run needs, with either engine."""
    if not facts.lacking:
        return Finding("packages", "all that storyboard panels and the book need are installed")
    found = f"{doorstep.join_words(list(facts.lacking))}: not installed"
    return Finding("packages", found, is_good=False, cure=doorstep.find_cure())


def judge_torch(facts: Facts) -> Finding:
    """Judge torch's build."""
    if facts.torch is None and not facts.cards:
        return Finding("torch", f"not installed, and needed for SDXL only: {facts.torch_line}")
    if facts.torch is None:
        return Finding("torch", "not installed", is_good=False, cure=facts.torch_line or facts.gpu_reason)
    kinds = {f"CUDA {facts.torch.cuda}": facts.torch.cuda, "AMD cards": facts.torch.hip, "Intel GPUs": facts.torch.xpu}
    built = next((name for name, is_it in kinds.items() if is_it), "the CPU only")
    works = not facts.cards or facts.torch.hip or facts.gpu_works
    cure = "" if works else facts.torch_line or facts.gpu_reason
    return Finding("torch", f"{facts.torch.version}, built for {built}", is_good=not cure, cure=cure)


def judge_cards(facts: Facts) -> list[Finding]:
    """Judge driver and cards; the first is the one that a run draws on."""
    if not facts.cards and facts.driver_fault:
        return [Finding("card", f"NVIDIA's does not work: {facts.driver_fault}", is_good=False)]
    if not facts.cards:
        return [Finding("card", name_other_card(facts))]
    findings = [Finding("driver", f"NVIDIA {facts.cards[0].driver}")]
    for position, card in enumerate(facts.cards):
        free = f"{say_gigabytes(card.free)} of {say_gigabytes(card.total)} GB free"
        slow = HALF_SEARCHED if lacks_tensor_cores(card.name, card.capability) else ""
        other = ", not the one that a run draws on" if position else ""
        is_crowded = card.free < card.total / 2 and not position
        cure = "close other programs that use the card" if is_crowded else ""
        findings.append(Finding("card", f"{card.name}, {free}{slow}{other}", is_good=not is_crowded, cure=cure))
    return findings


def name_other_card(facts: Facts) -> str:
    """Say what draws where no NVIDIA card does."""
    if facts.torch and facts.torch.hip:
        return "AMD's are not looked for: --engine sdxl draws on the one that ROCm shows"
    return "the Mac's own" if facts.gpu_works else "no NVIDIA card is found"


def judge_ram(facts: Facts) -> Finding:
    """Judge main memory: plans for small cards keep the model there."""
    shortage = find_shortage(facts.plan.plan, facts.sizes, facts.ram[0]) if facts.plan else ""
    found = f"{say_gigabytes(facts.ram[0])} of {say_gigabytes(facts.ram[1])} GB free"
    return Finding("main memory", found, is_good=not shortage, cure=shortage)


def judge_disk(facts: Facts) -> Finding:
    """Judge the disk: the model has to fit as well where it is not here yet."""
    need = SPARE_DISK + (0 if facts.model_bytes else MODEL_BYTES)
    free = f"{say_gigabytes(facts.disk_free)} GB free"
    if facts.disk_free >= need:
        return Finding("disk", free)
    return Finding("disk", free, is_good=False, cure=f"make room: about {say_gigabytes(need)} GB are needed")


def judge_model(facts: Facts) -> Finding:
    """Judge the model."""
    if facts.model_error:
        return Finding(
            "model", facts.model_error, is_good=False, cure=f"see `{doorstep.name_command()} --help`, --model"
        )
    if facts.model_bytes:
        return Finding("model", f"{facts.model} is here, {say_gigabytes(facts.model_bytes)} GB")
    hub_id = facts.preset.model if facts.preset else facts.model
    fetch = f'hf download {hub_id} --include "*.json" "*.txt" "*.fp16.safetensors"'
    return Finding("model", f"{facts.model} is not here yet: the first SDXL run fetches it (7 GB), or: {fetch}")


def say_plan(facts: Facts) -> str:
    """Describe how a run would use the card."""
    if not facts.gpu_works:
        return f"storyboard panels ({facts.gpu_reason})"
    if facts.plan is None:
        return "SDXL, two-phase"
    return f"SDXL, {facts.plan.says}, about {say_gigabytes(facts.plan.need)} of {say_gigabytes(facts.cards[0].free)} GB"


def judge_guides(facts: Facts) -> list[Finding]:
    """Say what is there for each guide; one that lacks something is no fault, since none is on by itself."""
    return [
        Finding("" if number else "guides", f"{guide.name}: {guide.text}", cure=guide.cure)
        for number, guide in enumerate(facts.guides)
    ]


def next_command(facts: Facts) -> str:
    """Give the one command to type now."""
    if facts.torch_line and facts.cards:
        return facts.torch_line
    return doorstep.find_cure() if facts.lacking else f"{doorstep.name_command()} --dry-run"


def write_page(findings: Sequence[Finding]) -> str:
    """Format the page: a mark, the topic, what was found, and below it what to do."""
    width = max(len(finding.topic) for finding in findings)
    rows = []
    for finding in findings:
        rows.append(f"{'ok' if finding.is_good else '!!'}  {finding.topic:<{width}}  {finding.text}")
        if finding.cure:
            rows.append(f"{'':4}{'':{width}}  -> {finding.cure}")
    return "\n".join(map(one_line, rows))
