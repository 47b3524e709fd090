"""A take becomes its scene's picture and stays it: what is asked first, and what the prompt file says afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from errors import NovelError, UsageError, say_list
from workspace.engine_reads import SEED, file_key, name_pair, unread_keys
from workspace.named_files import name_again
from workspace.recipe_checks import stated_settings
from workspace.remembered import Remembered, remember

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from records import RenderJob, Style
    from workspace.named_files import Names
    from workspace.picture_records import PictureRecord
    from workspace.pictures import Picture
    from workspace.plan import PlannedScene
    from workspace.run_settings import Defaults, TakeChoice


def check_choice(
    choice: TakeChoice, planned: PlannedScene, take: Picture, styles: Mapping[str, Style], *, anyway: bool
) -> str:
    """Say in what a chosen take is of another style or model; raises UsageError where the author was not asked."""
    if planned.prompt_file and planned.prompt_file.error:
        raise NovelError(planned.prompt_file.error)
    others = say_list(differences(planned, take, styles))
    if others and not anyway:
        what = "{}:{}={}".format(*choice.key, choice.take)
        raise UsageError(
            f"Take {choice.take} of scene {choice.key[0]}:{choice.key[1]} is of {others}: "
            f"if you want it all the same, say --choose {what} --anyway."
        )
    return others


def differences(planned: PlannedScene, take: Picture, styles: Mapping[str, Style]) -> list[str]:
    """List what sets a take apart from its scene's picture: the engine, the model with its adapters, the style."""
    assert take.record is not None
    record = planned.picture.record if planned.picture else None
    new, now = take.record.job, record.job if record else planned.job
    if new.engine != now.engine:
        return ["another engine (a storyboard panel instead of SDXL)"] if now.engine == "sdxl" else []
    pairs = {"style": (style_of(new, styles), style_of(now, styles)), "model": model_pair(new, now)}
    return [
        f"another {what} ({one} instead of {other})"
        for what, (one, other) in pairs.items()
        if one and other and one != other  # words of her own have no style
    ]


def style_of(job: RenderJob, styles: Mapping[str, Style]) -> str:
    """Name the style whose words a job's prompt has, or that a panel is drawn in; "" where it has none's."""
    if job.drawing:
        return str(job.drawing.get("style", "")).replace("_", " ")
    found = [name for name, style in styles.items() if style.medium in job.prompt]
    return max(found, key=lambda name: len(styles[name].medium), default="")


def model_pair(one: RenderJob, other: RenderJob) -> tuple[str, str]:
    """Name two jobs' models, VAEs and adapters."""
    parts = [[job.model, job.vae, *(lora.name for lora in job.loras)] for job in (one, other)]
    return name_pair(parts[0], parts[1])


def settings_of(planned: PlannedScene, job: RenderJob, own: Mapping[str, Any]) -> Remembered:
    """Give a take's own settings, and for another engine what a command line gave to its scene."""
    unread = unread_keys(job)
    earlier = planned.remembered.given if planned.remembered else {}
    return remember({**{key: value for key, value in earlier.items() if file_key(key) in unread}, **own}, planned.edits)


def own_settings(record: PictureRecord, names: Names, defaults: Defaults) -> tuple[dict[str, Any], list[str]]:
    """Give what a command line gave to a take, as far as it counts, and name what does not.

    A take may be a stranger's: what cannot be is left out, and a model or LoRA for which the author has no name.
    """
    told = {**stated_settings(record, defaults.limits), **name_again(record, names, defaults.presets)}
    read = {key for key in record.given if file_key(key) not in unread_keys(record.job)} - {SEED}
    return {key: told[key] for key in told if key in read}, [key for key in record.given if key in read - told.keys()]


def say_left_out(keys: Sequence[str]) -> str:
    """Say which of a take's settings are not written; to be added to a sentence, "" where all are."""
    if not keys:
        return ""
    words = say_list([{"lora": "LoRA"}.get(key, key.replace("_", " ")) for key in keys])
    options = say_list([f"--{key.replace('_', '-')} {NAMED_BY[key]}" for key in keys if key in NAMED_BY])
    by_hand = f"; {options} with --choose writes it" if options else ""
    verb = "is" if len(keys) == 1 and keys != ["steps"] else "are"
    return f"; its {words} {verb} not, as no setting of yours says so{by_hand}"


NAMED_BY = {"model": "NAME", "lora": "FILE:WEIGHT", "guide_net": "NAME", "likeness_net": "NAME"}
