"""The comments of a new prompt file, and whether a text holds others, or keys that the program never writes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import tomlkit
    import tomlkit.container

COMMENTS = (
    "Yours to edit: the values above [generated] win over the program's own and are never overwritten.",
    "You may add: steps, guidance, width, height, model, keep. Delete this file to start afresh.",
    "What the scene shows is put right in a table [scene] above [generated]: place, time, people and more.",
)
EARLIER = ("You may add: steps, guidance, width, height, model. Delete this file to start afresh.",)
TITLE = re.compile(r"Chapter \d+ scene \d+\.")
WRITTEN = {  # by table, what the program writes; "" is the top
    "": ("prompt", "negative_prompt", "seed", "generated"),
    "generated": (
        *("prompt", "negative_prompt", "seed", "text_sha256", "sketch", "shot", "shot_for", "cast"),
        *("given", "given_over", "chosen"),
    ),
}


def start_document(title: str) -> tomlkit.TOMLDocument:
    """Start a new file with a comment for the author."""
    import tomlkit  # noqa: PLC0415 - only what writes files waits for it

    document = tomlkit.document()
    for line in (f"{title.replace('_', ' ').capitalize()}.", *COMMENTS):
        document.add(tomlkit.comment(line))
    document.add(tomlkit.nl())
    return document


def has_own_text(text: str) -> bool:
    """Tell whether a prompt file's text has a comment or a key of the author's own; one that is no TOML has."""
    import tomlkit  # noqa: PLC0415
    from tomlkit.container import Container  # noqa: PLC0415

    try:
        document = tomlkit.parse(text)
    except tomlkit.exceptions.TOMLKitError:
        return True
    generated = document.get("generated")
    inner = getattr(generated, "value", None)
    parts = [(document, WRITTEN[""])] + ([(inner, WRITTEN["generated"])] if isinstance(inner, Container) else [])
    return any(is_own(part, written) for part, written in parts)


def is_own(table: tomlkit.container.Container, written: tuple[str, ...]) -> bool:
    """Tell whether a table has a comment or a key that the program does not write there."""
    from tomlkit.items import Comment  # noqa: PLC0415

    comments = [item.as_string().lstrip("# ").rstrip() for _, item in table.body if isinstance(item, Comment)]
    comments += [item.trivia.comment for key, item in table.body if key is not None]
    return any(key is not None and key.key not in written for key, _ in table.body) or any(
        comment not in ("", *COMMENTS, *EARLIER) and not TITLE.fullmatch(comment) for comment in comments
    )
