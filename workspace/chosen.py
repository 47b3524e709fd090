"""A take becomes its scene's picture and stays it: what is asked first, and what the prompt file says afterwards."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

from errors import NovelError, UsageError, say_list
from workspace.engine_reads import SEED, file_key, name_pair, unread_keys
from workspace.files import replacing, sync_folders
from workspace.generated import Chosen
from workspace.named_files import name_again
from workspace.pictures import Picture, set_aside
from workspace.prompt_changes import write_chosen, write_prompt_file, write_remembered, write_seed
from workspace.recipe_checks import stated_settings
from workspace.remembered import Remembered, remember
from workspace.same_pixels import are_same

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from records import RenderJob, Style
    from workspace.named_files import Names
    from workspace.picture_records import PictureRecord
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
    """Name the style whose words a job's prompt has; "" where it has none's."""
    found = [name for name, style in styles.items() if style.medium in job.prompt]
    return max(found, key=lambda name: len(styles[name].medium), default="")


def model_pair(one: RenderJob, other: RenderJob) -> tuple[str, str]:
    """Name two jobs' models, VAEs and adapters."""
    parts = [[job.model, job.vae, *(lora.name for lora in job.loras)] for job in (one, other)]
    return name_pair(parts[0], parts[1])


def choose_take(planned: PlannedScene, take: Picture, own: Mapping[str, Any]) -> str:
    """Make a take the scene's picture: seed and `own` settings go into the prompt file, then its file takes the place.

    Gives what was written into the prompt file. The take stays where it is, and the old picture moves to `replaced/`
    where it shows something else. Raises OSError.
    """
    assert take.record is not None
    path, job = planned.prompt_path, take.record.job
    if not path.exists():
        write_prompt_file(path, planned.generated)
    has_seed, news = SEED not in unread_keys(job), settings_of(planned, job, own)
    if has_seed:
        write_seed(path, job.seed)
    if news.given or take.record.given or planned.remembered:
        write_remembered(path, news)
    sync_folders(path.parent)  # before the picture: a seed that stands alone is drawn, a picture that does is undone
    old = planned.picture.record if planned.picture else None
    is_same = old is not None and are_same(take.path, planned.path, is_same_recipe=old.job == job)

    def make_room() -> None:
        if planned.path.exists() and not is_same:
            set_aside(planned.path)

    with take.path.open("rb") as source, replacing(planned.path, make_room) as file:
        shutil.copyfileobj(source, file)
    return say_list([*(["seed"] if has_seed else []), *(["settings"] if news.given else [])])


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
    options = say_list([f"--{key} {NAMED_BY[key]}" for key in keys if key in NAMED_BY])
    by_hand = f"; {options} with --choose writes it" if options else ""
    verb = "is" if len(keys) == 1 and keys != ["steps"] else "are"
    return f"; its {words} {verb} not, as no setting of yours says so{by_hand}"


NAMED_BY = {"model": "NAME", "lora": "FILE:WEIGHT"}


def keep_chosen(plans: Sequence[PlannedScene]) -> bool:
    """Note which chosen takes a later run would draw again, so that it does not; gives whether there are any."""
    wanting = [planned for planned in plans if planned.status in ("edited", "changed")]
    for planned in wanting:
        assert planned.picture is not None
        assert planned.picture.record is not None
        write_chosen(planned.prompt_path, Chosen.of(planned.picture.record.job, planned.job))
    sync_folders(*{planned.prompt_path.parent for planned in wanting})
    return bool(wanting)
