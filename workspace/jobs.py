"""A scene's prompt and settings in, the job that decides its picture out; the author's edits override the prompt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from prompt_generator import restyle_negative, restyle_prompt
from prompts.clip_tokens import TOKEN_LIMIT, count_tokens
from prompts.scenery import put_at_deed
from records import RenderJob, ScenePrompt, Style
from storyboard.drawing import drawing_of
from workspace.engine_reads import only_read
from workspace.settings import mix_seed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from records import SceneReading
    from sdxl.guides import Guide
    from workspace.generated import Generated
    from workspace.settings import Settings, Sources

LONG_LIMIT = 10 * TOKEN_LIMIT  # where prompts are read in chunks; what goes beyond it is no prompt


def choose_seed(sources: Sources, generated: Generated) -> int:
    """Take the command line's seed mixed with the scene, else the prompt file's, else the book's, mixed as well."""
    for source in (sources.given, sources.kept):
        if "seed" in source:
            return mix_seed(int(source["seed"]), generated.identity.sha256)
    if "seed" in sources.book and "seed" not in sources.edits:
        return mix_seed(int(sources.book["seed"]), str(generated.seed))  # which stays where a typo is mended
    return int(sources.edits.get("seed", generated.seed))


def apply_edits(
    own: ScenePrompt, sources: Sources, styles: Mapping[str, Style], limit: int = TOKEN_LIMIT
) -> ScenePrompt:
    """Let the author's words replace the program's."""
    prompt, negative = edited_words(own, sources, styles)
    if (prompt, negative) == (own.prompt, own.negative_prompt):
        return own
    tokens, negative_tokens = count_tokens(prompt), count_tokens(negative)
    unread = tuple(
        f"words past CLIP's {limit} tokens in the {what}"
        for what, count in (("prompt", tokens), ("negative prompt", negative_tokens))
        if count > limit
    )
    dropped = (*(own.dropped if prompt == own.prompt else ()), *unread)
    return ScenePrompt(prompt, negative, min(tokens, limit), min(negative_tokens, limit), dropped)


def edited_words(own: ScenePrompt, sources: Sources, styles: Mapping[str, Style]) -> tuple[str, str]:
    """Give the author's prompt and negative prompt; a style given on the command line replaces the style's words."""
    prompt = str(sources.edits.get("prompt", own.prompt))
    negative = str(sources.edits.get("negative_prompt", sources.book.get("negative", own.negative_prompt)))
    named = sources.named
    if style := styles.get(named.get("style", "")):
        prompt = restyle_prompt(prompt, styles.values(), style)
        negative = restyle_negative(negative, styles.values(), style)
    return prompt, str(named.get("negative", negative))


def make_job(
    prompt: ScenePrompt,
    seed: int,
    settings: Settings,
    engine: str,
    drawing: Mapping[str, Any],
    guide: Guide | None = None,
) -> RenderJob:
    """Make the job from everything that decides the picture, as far as the engine reads it."""
    choice = settings.choice
    job = RenderJob(
        engine=engine,
        model=choice.identity if choice else "",
        prompt=prompt.prompt,
        negative_prompt=prompt.negative_prompt,
        seed=seed,
        steps=settings.steps,
        guidance=settings.guidance,
        width=settings.width,
        height=settings.height,
        scheduler=choice.scheduler if choice else "",
        vae=choice.vae_identity if choice else "",
        loras=tuple(lora.recorded for lora in settings.loras),
        cfg_cutoff=settings.cfg_cutoff,
        long_prompts=settings.long_prompts,
        fp16_accumulation=settings.fp16_accumulation,
        drawing=drawing if engine == "storyboard" else {},
        guide=guide.to_json() if guide else {},
    )
    return only_read(job)


def draw_from(reading: SceneReading, style: tuple[str, Style], *, is_varied: bool) -> dict[str, Any]:
    """Give what a panel shows of a reading, in a style that has a name; another seed than its own varies it."""
    name, words = style
    return drawing_of(put_at_deed(reading), (words.medium, name, *words.finish), is_varied=is_varied)
