"""Rank the people of a scene by salience: to whom the next "he" or "she" will refer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from english.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from english.tokens import Token
    from reading.mentions import Mention
    from reading.people import PersonIndex, ScenePerson

OWNER_BONUS = -30  # "Emma's chair" hardly makes Emma salient
MOST_COUNTED = 10  # mentions after which another one adds no salience
NAMED_BONUS = 20  # tokens by which a name stays salient longer than a description
SUBJECT_BONUS = 20  # tokens by which a subject stays salient longer than an object


class Salience:
    """The salient people, in the order in which they were first mentioned."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.count: dict[PersonIndex, int] = {}  # mentions so far
        self.last: dict[PersonIndex, int] = {}  # token number (with the subject's bonus) of the last mention
        self.order: dict[PersonIndex, int] = {}  # who was mentioned before whom
        self.most: dict[str, tuple[int, int, PersonIndex]] = {}  # by gender: (salience, -order, who)

    def bring(self, who: PersonIndex, mention: Mention, person: ScenePerson) -> None:
        """Add a mention of a person."""
        self.count[who] = self.count.get(who, 0) + 1
        self.last[who] = max(self.last.get(who, 0), mention.first + self._bonus(mention))
        order = self.order.setdefault(who, len(self.order))
        now = (self.of(who, is_described=person.is_described), -order, who)
        self.most[person.gender] = max(now, self.most.get(person.gender, now))  # nobody ever becomes less salient

    def most_in_mind(self, gender: str) -> PersonIndex | None:
        """Find the most salient person of a gender or of an unknown one; of equals who came first."""
        known = [self.most[key] for key in (gender, "") if key in self.most]
        return max(known)[2] if known else None

    def of(self, who: PersonIndex, *, is_described: bool) -> int:
        """Give a person's salience; a named person is more salient than one whom the scene only describes."""
        return self.last[who] + 2 * min(self.count[who], MOST_COUNTED) + (0 if is_described else NAMED_BONUS)

    def _bonus(self, mention: Mention) -> int:
        """Weigh a mention: most for a subject, also by the body ("Emma's hand shook"), little for an owner."""
        if mention.subject or (mention.owns and self._body_follows(mention.last)):
            return SUBJECT_BONUS
        return OWNER_BONUS if mention.owns and mention.kind != "pronoun" else 0

    def _body_follows(self, last: int) -> bool:
        owned = [token.word for token in self.tokens[last + 1 : last + 3]]
        return not lexicon().titles.body.words.isdisjoint(owned)
