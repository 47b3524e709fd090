"""Whether a scene is told in the present tense."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from english.verbs import read_verb

if TYPE_CHECKING:
    from english.tokens import Token
    from reading.coreference import Mention


def tells_in_present(tokens: Sequence[Token], mentions: Sequence[Mention]) -> bool:
    """Whether the scene is told in the present tense, by the verbs right after subjects."""
    now = past = 0
    for mention in mentions:
        if not mention.subject or mention.last >= len(tokens) or tokens[mention.first].quoted:
            continue
        word = tokens[mention.last].word
        if word in ("is", "has", "'s", "does", "am", "are"):
            now += 1
        elif word in ("was", "had", "did", "were"):
            past += 1
        else:
            verb = read_verb(word)
            now += verb is not None and verb.form == "s"
            past += verb is not None and verb.form == "past"
    return now > past
