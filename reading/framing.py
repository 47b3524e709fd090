"""Who stands beside the lead in the picture: whoever shares the action, or is nearest to it in the text."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from english.tokens import Prose
    from reading.actions import Action
    from reading.coreference import Mention
    from reading.presence import Standing

# what speaks for somebody's being drawn beside the lead
DONE_TO, SAME_SENTENCE, SAME_PARAGRAPH, NEXT_PARAGRAPH = 6.0, 3.0, 1.5, 0.5
MOST_BY_ACTS = 2.5  # for whoever does most in the scene
UNNAMED = 0.5  # of it, for somebody the scene only describes
NEAR = 2  # paragraphs


def find_partner(
    prose: Prose,
    action: Action,
    mentions: Sequence[Mention],
    standings: Mapping[int, Standing],
    present: Collection[int],
    named: int,
) -> int | None:
    """Choose the second figure among those who are present besides the lead; `named` people stand in the cast."""
    if not present:
        return None
    most = max(standings[who].acts + 1 for who in present)
    weights = {
        who: DONE_TO * (who == action.person)
        + (MOST_BY_ACTS * (standings[who].acts + 1) / most + _nearness(prose, action, mentions, who))
        * (1 if who < named else UNNAMED)
        for who in present
    }
    return max(weights, key=lambda who: (weights[who], -standings[who].first))


def _nearness(prose: Prose, action: Action, mentions: Sequence[Mention], who: int) -> float:
    """Weigh how near to the action's verb somebody is spoken of in the narration."""
    if not action.spans:
        return 0.0
    at = prose.tokens[action.spans[0][0]]
    own = [prose.tokens[mention.first] for mention in mentions if mention.who == who]
    near = [token for token in own if not token.quoted and abs(token.paragraph - at.paragraph) <= NEAR]
    weights = {"sentence": SAME_SENTENCE, "paragraph": SAME_PARAGRAPH, "beside": NEXT_PARAGRAPH}
    found = {
        "sentence" if token.sentence == at.sentence else "paragraph" if token.paragraph == at.paragraph else "beside"
        for token in near
    }
    return max((weights[kind] for kind in found), default=0.0)
