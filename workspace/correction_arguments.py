"""What follows --correct, read into the changes to each scene: 2:5 place=van people='Emma; two guards' 2:6 time=."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from workspace.correction_values import CorrectionError, plain
from workspace.corrections import KEYS, READERS, read_correction, unknown_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from records import Key

SCENE = re.compile(r"(\d{1,9}):(\d{1,9})(?:-(\d{1,9}))?$")
EXAMPLE = "write --correct 2:5 place=van time=night"

Changes = Mapping[str, Any]  # by key; None takes the key back


def read_correct(words: Sequence[str]) -> dict[Key, Changes]:
    """Read the words after --correct; a scene without keys takes all of its corrections back.

    Raises CorrectionError for what is no scene, no key or no value of its key, before anything is written.
    """
    found: dict[Key, dict[str, Any]] = {}
    bare: list[str] = []
    for scene, pairs in group_scenes(glue(words)):
        changes = read_pairs(pairs, scene)
        bare += [] if pairs else [scene]
        for key in keys_of(scene):
            known = found.setdefault(key, {})
            if twice := next((name for name in changes if name in known), ""):
                raise CorrectionError(twice, f"{twice} is given twice for {key[0]}:{key[1]}: keep one")
            known |= dict(changes)
    if bare and any(found.values()):
        raise CorrectionError("scene", f"{bare[0]} has no key=value: to take its corrections back, give it alone")
    return {**found}


def glue(words: Iterable[str]) -> list[str]:
    """Join what a shell has split: "place", "=", "old", "van" is place=old van."""
    joined: list[str] = []
    for word in words:
        is_new = SCENE.match(word) or re.match(r"[^\W\d]\w*=", word) or not joined or SCENE.match(joined[-1])
        if word.startswith("=") and joined and not SCENE.match(joined[-1]):
            joined[-1] += word
        elif is_new or ("=" not in joined[-1]) or word in KEYS:
            joined.append(word)
        else:
            joined[-1] += word if joined[-1].endswith("=") else f" {word}"
    return joined


def group_scenes(words: Iterable[str]) -> list[tuple[str, list[str]]]:
    """Give each scene, as it is written, with the pairs that follow it."""
    groups: list[tuple[str, list[str]]] = []
    for word in words:
        if SCENE.match(word):
            groups.append((word, []))
        elif not groups:
            raise CorrectionError("scene", f"{word!r} names no scene: {EXAMPLE}, the scene first")
        else:
            groups[-1][1].append(word)
    return groups


def keys_of(scene: str) -> list[Key]:
    """Give the scenes of "2:5" or "2:5-7"."""
    found = SCENE.match(scene)
    assert found
    chapter, first, last = int(found[1]), int(found[2]), int(found[3] or found[2])
    if last < first:
        raise CorrectionError("scene", f"{scene!r} runs backwards: write the lower number first")
    return [(chapter, number) for number in range(first, min(last, first + 9999) + 1)]


def read_pairs(pairs: Iterable[str], scene: str) -> Changes:
    """Read the key=value pairs of one scene; an empty value takes the key back."""
    changes: dict[str, Any] = {}
    for pair in pairs:
        name, equals, text = pair.partition("=")
        key = name.strip().lower()
        if not equals:
            example = f"{key}=yes" if key in ("interior", "nobody") else f"{key}=…" if key in KEYS else "place=van"
            raise CorrectionError(key, f"{pair!r} says nothing of {scene}: write key=value, such as {example}")
        if key not in READERS:
            raise unknown_key(name)
        if key in changes:
            raise CorrectionError(key, f"{key} is given twice for {scene}: keep one")
        changes[key] = read_correction(key, plain(text)) if plain(text) else None
    return changes
