"""What a scene would be drawn from now: its words, its settings and the job that they make."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from cast.sheet import CastSheet
from errors import NovelError
from prompt_generator import make_prompt
from prompts.clip_tokens import TOKEN_LIMIT
from sdxl.guide_nets import resolve_net
from sdxl.loras import resolve_lora
from workspace.cached_plan import PlanCache
from workspace.engine_reads import file_key, read_edits
from workspace.generated import Generated
from workspace.guiding import NOTHING as NO_GUIDE
from workspace.guiding import Directed, Direction, direct
from workspace.ingredients import digest_cast, digest_style
from workspace.jobs import LONG_LIMIT, apply_edits, choose_seed, draw_from, make_job
from workspace.picture_records import PictureRecord
from workspace.recipe_checks import stated_settings
from workspace.remembered import NOTHING, Remembered, remember
from workspace.setting_files import with_folders
from workspace.settings import (
    Finders,
    FindLora,
    FindModel,
    Settings,
    Sources,
    resolve_settings,
    scene_seed,
)
from workspace.staying import Wish, find_standing, find_words

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from records import Key, RenderJob, ScenePrompt, SceneReading
    from workspace.guide_settings import FindNet
    from workspace.identity import SceneIdentity
    from workspace.matching import Workspace
    from workspace.pictures import Picture
    from workspace.portraits import PortraitFile
    from workspace.prompt_files import PromptFile
    from workspace.run_settings import Defaults
    from workspace.shots import Shot


FindPortraits = Callable[["Key", "SceneReading"], Mapping[str, "PortraitFile"]]  # by the names of people drawn


def nobodys(_key: Key, _reading: SceneReading) -> Mapping[str, PortraitFile]:
    """Find no portraits."""
    return {}


@dataclass(frozen=True, slots=True)
class Request:
    """What this run is asked for."""

    engine: str  # "sdxl" or "storyboard"
    given: Mapping[str, Any]  # settings from the command line
    defaults: Defaults
    find_model: FindModel
    selected: Collection[Key]
    force: bool = False
    find_lora: FindLora = resolve_lora
    find_net: FindNet = resolve_net
    sheet: CastSheet = field(default_factory=CastSheet)
    refresh: Collection[Key] = ()  # scenes whose words the rules write anew
    draws_takes: bool = False
    book: Mapping[str, Any] = field(default_factory=dict)  # settings from `novel.toml`
    cache: PlanCache = field(default_factory=PlanCache)
    find_portraits: FindPortraits = nobodys


@dataclass(frozen=True, slots=True)
class Found:
    """What earlier runs left of one scene."""

    workspace: Workspace
    widths: tuple[int, int]
    picture: Picture | None
    prompt_file: PromptFile | None
    strangers: Mapping[Path, Picture]  # pictures that were not made here, by path
    shot: Shot  # which the rules have chosen, and for what
    words: Mapping[str, str] = field(default_factory=dict)  # of the author's world, those in the text, as digests


class Recipe(NamedTuple):
    """What a scene would be drawn from now."""

    settings: Settings
    seed: int  # also where the engine does not read it
    generated: Generated
    remembered: Remembered | None  # what the prompt file remembers of command lines
    prompt: ScenePrompt  # the author's edits included
    fresh: ScenePrompt | None  # the same, as the rules write it now, where the picture keeps other words
    record: PictureRecord
    is_refreshed: bool  # other words would have stayed
    portraits: Mapping[str, Path]  # to which it holds, by digest
    as_before: tuple[str, ...] = ()  # settings of an older version's command line that explain its picture


def make_recipe(key: Key, reading: SceneReading, identity: SceneIdentity, found: Found, request: Request) -> Recipe:
    """Make the job of a scene, and what else its picture and its prompt file will say.

    A picture of an older version tells itself what its command line gave. That may explain it, where the author's own
    settings are silent; nothing is ever drawn, opened or written by it, for the picture may be a stranger's.
    """
    file, record = found.prompt_file, found.picture.record if found.picture else None
    memory = file.remembered if file and file.remembered else NOTHING
    made = recipe_from(memory, key, reading, identity, found, request)
    if record is None or not record.given or record.job.engine != request.engine:
        return made
    if record.answers(made.record.job):
        return made
    stated = stated_settings(record, request.defaults.limits)
    unsaid = {name: value for name, value in stated.items() if name not in memory.given and name not in request.book}
    over = {file_key(name): record.edits[file_key(name)] for name in unsaid if file_key(name) in record.edits}
    told = Remembered({**memory.given, **unsaid}, {**memory.over, **over})
    before = recipe_from(told, key, reading, identity, found, request) if unsaid else made
    return made._replace(as_before=tuple(unsaid)) if before.record.job.fingerprint == record.job.fingerprint else made


def recipe_from(
    memory: Remembered, key: Key, reading: SceneReading, identity: SceneIdentity, found: Found, request: Request
) -> Recipe:
    """Make it with what is remembered of earlier command lines."""
    file = found.prompt_file
    edits = file.edits if file else {}
    is_kept = is_final(file, found.picture)
    is_asked = key in request.selected and (request.draws_takes or not is_kept)
    sources, settings = settle(gather_sources(memory, edits, request), request, is_selected=is_asked)
    wish = make_wish(key, reading, identity, (sources, settings), request)
    wish = wish._replace(corrections=file.corrections if file else {}, cast={**wish.cast, **found.words})
    stay = find_words(wish, found.picture, file)
    is_anew = key in request.refresh and not is_kept
    words = wish.own if is_anew else stay
    first_seed = file.generated.seed if file and file.generated else scene_seed(identity.sha256)
    generated = Generated(words.prompt, words.negative_prompt, first_seed, identity, found.shot, wish.cast)
    seed = choose_seed(sources, generated)
    limit = LONG_LIMIT if settings.long_prompts else TOKEN_LIMIT
    prompt, fresh = (apply_edits(own, sources, request.defaults.styles, limit) for own in (words, wish.own))
    draw = functools.partial(draw_from, reading, (settings.style, wish.style), is_varied=seed != first_seed)
    own_prompt = prompt.prompt if "prompt" in edits else None
    portraits = request.find_portraits(key, reading) if settings.guide.likeness else {}
    direction = Direction(reading, wish.style, settings, seed, limit, draw, own_prompt, portraits)
    directed, is_other_guide = direct_scene(key, direction, wish, found, request, is_anew=is_anew)
    shown = draw() if request.engine == "storyboard" else {}
    job = make_job(prompt, seed, settings, request.engine, shown, directed.guide)
    made = make_record(key, job, edits, wish, request)
    is_other = directed.is_older or (prompt.prompt, prompt.negative_prompt) != (fresh.prompt, fresh.negative_prompt)
    other = fresh if is_other and request.engine == "sdxl" else None
    named = remember_named(sources, memory, request)
    is_refreshed = words is not stay or is_other_guide
    return Recipe(settings, seed, generated, named, prompt, other, made, is_refreshed, list_held(directed, portraits))


def make_record(key: Key, job: RenderJob, edits: Mapping[str, Any], wish: Wish, request: Request) -> PictureRecord:
    """Make what the picture of a job says of itself; of an SDXL picture also what its words depend on."""
    made = PictureRecord(*key, wish.identity, job, {}, read_edits(edits, job), request.defaults.version)
    made = replace(made, corrections=wish.corrections)
    return replace(made, cast=wish.cast, style=wish.style_digest) if job.engine == "sdxl" else made


def direct_scene(
    key: Key, direction: Direction, wish: Wish, found: Found, request: Request, *, is_anew: bool
) -> tuple[Directed, bool]:
    """Make a scene's guide, and tell whether making it anew made another; what is not to be drawn needs none."""
    if request.engine != "sdxl" or (key not in request.selected and found.picture is None):
        return NO_GUIDE, False
    standing = find_standing(wish, found.picture, found.prompt_file, request.defaults.limits)
    stay = direct(direction, request.cache, standing)
    made = direct(direction, request.cache) if is_anew else stay
    return made, made.guide != stay.guide


def list_held(directed: Directed, portraits: Mapping[str, PortraitFile]) -> dict[str, Path]:
    """List the portraits that a guide holds to, by digest, with where each lies."""
    held = directed.guide.portraits if directed.guide else ()
    return {portrait.sha256: portrait.path for portrait in portraits.values() if portrait.sha256 in held}


def gather_sources(memory: Remembered, edits: Mapping[str, Any], request: Request) -> Sources:
    """Gather where a scene's settings come from."""
    levels = request.given, memory.kept(edits), edits, request.book
    return Sources(*levels, request.defaults.presets.by_name, memory.fresh(edits))


def is_final(file: PromptFile | None, picture: Picture | None) -> bool:
    """Tell whether the author keeps a picture; one that is not there yet is drawn first."""
    return file is not None and file.keep and picture is not None


def make_wish(
    key: Key, reading: SceneReading, identity: SceneIdentity, settled: tuple[Sources, Settings], request: Request
) -> Wish:
    """Gather what decides a scene's words now."""
    sources, settings = settled
    styles, negative = request.defaults.styles, sources.named.get("negative", request.book.get("negative"))
    style = styles[settings.style]
    limit = LONG_LIMIT if settings.long_prompts else TOKEN_LIMIT
    own = request.cache.word(make_prompt, reading, style, limit)
    cast, digest = digest_cast(reading, request.sheet, key), digest_style(style, negative)
    return Wish(own, identity, cast, style, digest, styles, negative, settings.long_prompts)


def remember_named(sources: Sources, memory: Remembered, request: Request) -> Remembered | None:
    """Give what the prompt file is to remember; None where no command line ever named a setting."""
    given = with_folders(sources.named, request.defaults.presets.by_name)
    return remember(given, sources.edits) if given or memory.given else None


def settle(sources: Sources, request: Request, *, is_selected: bool) -> tuple[Sources, Settings]:
    """Resolve a scene's settings; the command line's apply to the selected scenes only, the others keep theirs."""
    if not is_selected:
        own = replace(sources, given={})
        with contextlib.suppress(NovelError):  # config.py's model may be missing where another one is given
            return own, resolve(own, request)
    return sources, resolve(sources, request)


def resolve(sources: Sources, request: Request) -> Settings:
    """Resolve settings for what this run is asked for."""
    find = Finders(request.find_model, request.find_lora, request.find_net)
    return resolve_settings(sources, request.engine, request.defaults, find)
