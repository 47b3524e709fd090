"""Find the people who are only heard from afar: over the phone, on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from english.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from english.tokens import Prose, Token


def is_on_the_phone(prose: Prose) -> bool:
    """Whether somebody in the scene speaks from afar: "over the phone", "on the screen"; or the phone rings."""
    devices = lexicon().speech_verbs.remote
    return any(
        is_from_afar(prose.tokens, number)
        or token.word in DIALLED
        or (token.word in devices and follows(prose.tokens, number, RINGING, 2))
        for number, token in enumerate(prose.tokens)
        if not token.quoted
    )


def is_from_afar(tokens: Sequence[Token], number: int) -> bool:
    """Whether "from the screen" or "over the phone" follows."""
    if number >= len(tokens) or tokens[number].word not in FROM_AFAR:
        return False
    devices = lexicon().speech_verbs.remote
    return any(
        token.word in devices and not follows(tokens, at, frozenset(("of",)), 1)  # "down the line of poles"
        for at, token in enumerate(tokens[number + 1 : number + 4], number + 1)
    )


def follows(tokens: Sequence[Token], number: int, wanted: frozenset[str], reach: int) -> bool:
    """Whether one of the wanted words is within so many words after this one."""
    return any(token.word in wanted for token in tokens[number + 1 : number + 1 + reach])


FROM_AFAR = frozenset(("on", "over", "through", "down", "into", "by", "from"))
DIALLED = frozenset(("telephoned", "phoned", "dialled", "dialed"))
RINGING = frozenset(("rang", "rings", "ringing", "buzzed", "went", "hummed"))
