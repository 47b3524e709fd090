"""Whether a finished SDXL picture keeps the words it was drawn from, although the rules would write others by now.

Words stay with their scene as long as its text, its people's entries in the cast sheet and the style are as they were;
so neither a new version of the program nor a change in another scene draws a picture again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from prompts.clip_tokens import count_tokens
from records import ScenePrompt
from workspace.ingredients import is_same_cast
from workspace.recipe_checks import could_be_ours, find_recipe_fault

if TYPE_CHECKING:
    from collections.abc import Mapping

    from errors import Limits
    from records import RenderJob, Style
    from workspace.generated import Generated
    from workspace.identity import SceneIdentity
    from workspace.picture_records import PictureRecord
    from workspace.pictures import Picture
    from workspace.prompt_files import PromptFile


class Wish(NamedTuple):
    """What decides a scene's words now: what the rules make of it, and what the author says."""

    own: ScenePrompt  # what the rules write now
    identity: SceneIdentity
    cast: Mapping[str, str]  # digests by name
    style: Style
    style_digest: str
    styles: Mapping[str, Style]
    negative: Any  # given on the command line; None: the style's own
    long_prompts: bool
    corrections: Mapping[str, Any] = {}


def find_words(wish: Wish, picture: Picture | None, file: PromptFile | None) -> ScenePrompt:
    """Give the words that the picture was drawn from where they still hold, else those that the rules write now."""
    own = wish.own
    if picture is None or not picture.sound or picture.record is None or picture.record.job.engine != "sdxl":
        return own
    record, generated = picture.record, file.generated if file else None
    words = words_of_record(wish, record, generated)
    if words == (own.prompt, own.negative_prompt) or not could_be_ours(*words) or not holds(wish, record, generated):
        return own
    return ScenePrompt(words[0], words[1], count_tokens(words[0]), count_tokens(words[1]), ())


def find_standing(
    wish: Wish, picture: Picture | None, file: PromptFile | None, limits: Mapping[str, Limits]
) -> RenderJob | None:
    """Give the job that a finished picture was asked for, with its guide, where its words still hold and it can be."""
    record = picture.record if picture and picture.sound else None
    if record is None or not record.wanted.guide or find_recipe_fault(record.wanted, limits):
        return None
    return record.wanted if holds(wish, record, file.generated if file else None) else None


def words_of_record(wish: Wish, record: PictureRecord, generated: Generated | None) -> tuple[str, str]:
    """Give the rules' words from a picture; where the author's stand there instead, those of the prompt file."""
    spare = generated or wish.own
    is_hers = "negative_prompt" in record.edits or wish.negative is not None or "negative" in record.given
    prompt = spare.prompt if "prompt" in record.edits else record.job.prompt
    return prompt, spare.negative_prompt if is_hers else record.job.negative_prompt


def holds(wish: Wish, record: PictureRecord, generated: Generated | None) -> bool:
    """Tell whether nothing has changed of what decided a picture's words, as the picture or the prompt file knows it.

    What a picture of an earlier version does not tell is taken to be as it was.
    """
    if record.job.long_prompts != wish.long_prompts or not is_same_style(wish, record):
        return False
    if dict(record.corrections) != dict(wish.corrections):
        return False
    known = [(record.identity, record.cast)]
    if generated and ("prompt" in record.edits or generated.prompt == record.job.prompt):  # it has the very words
        known += [(generated.identity, generated.cast)]
    casts = [cast for _, cast in known if cast is not None]
    is_same_text = any(identity.sha256 == wish.identity.sha256 for identity, _ in known)
    return is_same_text and (not casts or any(is_same_cast(cast, wish.cast) for cast in casts))


def is_same_style(wish: Wish, record: PictureRecord) -> bool:
    """Tell whether a picture was drawn with this style's words; an old one shows by its words that it was another's."""
    if record.style:
        return record.style == wish.style_digest
    named = [style for style in wish.styles.values() if style.medium in record.job.prompt]
    return record.given.get("negative") == wish.negative and (not named or wish.style in named)
