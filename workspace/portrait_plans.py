"""Those who sit for portraits in, what is drawn of them out: plans like those of takes, with seeds of their own."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from prompt_generator import make_portrait_prompt
from records import Scene, SceneReading
from workspace.generated import Generated
from workspace.identity import SceneIdentity
from workspace.ingredients import digest_person
from workspace.jobs import make_job
from workspace.picture_records import PictureRecord
from workspace.pictures import is_picture_of
from workspace.plan import PlannedScene
from workspace.portraits import PORTRAITS, name_portrait
from workspace.run_settings import GUIDE_KEYS
from workspace.settings import Finders, Sources, mix_seed, resolve_settings

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from workspace.portrait_cast import PortraitSitter
    from workspace.recipes import Request
    from workspace.settings import Settings

EACH = 4  # portraits of one look, to choose from
UPRIGHT = 1.5  # times as high as wide
SIDE_STEP = 64  # pixels


def plan_portraits(sitters: Iterable[PortraitSitter], request: Request, images: Path) -> list[PlannedScene]:
    """Plan the portraits of everybody who sits for them; what is there and up to date is no longer to draw.

    Raises NovelError where the model is not there.
    """
    settings = settle_portraits(request)
    return [
        plan_portrait(sitter, number, settings, request, images / PORTRAITS)
        for sitter in sitters
        for number in range(1, EACH + 1)
    ]


def settle_portraits(request: Request) -> Settings:
    """Resolve how portraits are drawn: as scenes are, but upright and without a guide, for nobody else is there."""
    given, book = (
        {key: value for key, value in source.items() if key not in GUIDE_KEYS}
        for source in (request.given, request.book)
    )
    alone = {**given, "guide": "none", "likeness": "none", "faces": False}
    sources = Sources(alone, {}, {}, book, request.defaults.presets.by_name)
    find = Finders(request.find_model, request.find_lora, request.find_net)
    settings = resolve_settings(sources, "sdxl", request.defaults, find)
    width, height = upright(settings.width, settings.height)
    return replace(settings, width=width, height=height)


def upright(width: int, height: int) -> tuple[int, int]:
    """Give an upright size of about as many pixels, whose sides are multiples of 64."""
    side = (width * height) ** 0.5
    scales = UPRIGHT**-0.5, UPRIGHT**0.5
    wide, high = (max(SIDE_STEP, SIDE_STEP * round(side * scale / SIDE_STEP)) for scale in scales)
    return wide, high


def plan_portrait(
    sitter: PortraitSitter, number: int, settings: Settings, request: Request, folder: Path
) -> PlannedScene:
    """Plan one portrait; its seed stays where the words change, so that what the author changes is what changes."""
    sha256 = hashlib.sha256(f"portrait {sitter.stem}".encode()).hexdigest()
    own = mix_seed(int(request.given.get("seed", 0)), sha256)
    prompt = make_portrait_prompt(sitter.person, request.defaults.styles[settings.style])
    negative = request.given.get("negative", request.book.get("negative"))
    prompt = prompt if negative is None else replace(prompt, negative_prompt=str(negative))
    job = make_job(prompt, mix_seed(number, str(own)), settings, "sdxl", {})
    identity, path = SceneIdentity(sha256, ""), folder / name_portrait(sitter.stem, number)
    record = PictureRecord(*sitter.start, identity, job, version=request.defaults.version)
    record = replace(record, cast={sitter.name: f"- {digest_person(sitter.person)}"})
    is_done = is_picture_of(path, job)
    return PlannedScene(
        scene=Scene(*sitter.start, sitter.name, "", 0, (0, 0), prompt.prompt),
        reading=SceneReading((sitter.person,)),
        prompt=prompt,
        settings=settings,
        seed=job.seed,
        record=record,
        generated=Generated(prompt.prompt, prompt.negative_prompt, job.seed, identity),
        remembered=None,
        prompt_path=path.with_suffix(".toml"),
        prompt_file=None,
        path=path,
        picture=None,
        status="done" if is_done else "new",
        reason="Up to date." if is_done else "No portrait yet.",
        is_forced=request.force,
        called=f"Portrait {path.stem}",
    )
