"""Order a scene's words for people by where they stand, so that whose a thing is can be asked of its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from english.lexicon import lexicon
from reading.looks import CLAUSE_END, grammar
from reading.people import GROUP

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from english.tokens import Prose, Token
    from reading.mentions import Mention


class PeopleAround(NamedTuple):
    """The words for people in the narration, by where they stand."""

    tokens: Sequence[Token]
    by_first: Mapping[int, Mention]
    by_last: Mapping[int, Mention]
    by_sentence: Mapping[int, Sequence[Mention]]

    def ends(self) -> set[int]:
        """Give the last tokens of names and pronouns: a word right after them may be their verb."""
        return {last - 1 for last, mention in self.by_last.items() if not mention.owns}

    def beside(self, number: int) -> Mention | None:
        """Find who is named right before a token, or before its comma."""
        at_once = self.by_last.get(number)
        return at_once or (self.by_last.get(number - 1) if number and self.tokens[number - 1].text == "," else None)

    def subject_before(self, number: int) -> Mention | None:
        """Find the subject of the clause that leads to a token; None where another, nameless one comes between."""
        subjects = [each for each in self.in_sentence(number) if each.subject and each.last <= number]
        between = self.tokens[subjects[-1].last : number] if subjects else ()
        others = grammar().subjects
        is_free = not any(token.text in CLAUSE_END or token.quoted or token.word in others for token in between)
        return subjects[-1] if subjects and is_free else None

    def first_after(self, number: int) -> Mention | None:
        """Find the subject to which "Wearing a red coat," leads."""
        return next((each for each in self.in_sentence(number) if each.first > number and each.subject), None)

    def in_sentence(self, number: int) -> Sequence[Mention]:
        """Give the mentions of the sentence of a token."""
        return self.by_sentence.get(self.tokens[number].sentence, ())


def people_around(tokens: Sequence[Token], mentions: Sequence[Mention]) -> PeopleAround:
    """Order the mentions of the narration by where they stand."""
    told = [mention for mention in mentions if not tokens[mention.first].quoted]
    by_sentence: dict[int, list[Mention]] = {}
    for mention in told:
        by_sentence.setdefault(tokens[mention.first].sentence, []).append(mention)
    return PeopleAround(tokens, {each.first: each for each in told}, {each.last: each for each in told}, by_sentence)


def is_first(tokens: Sequence[Token], number: int) -> bool:
    """Whether a token opens its sentence, after a conjunction too."""
    number -= number > 0 and tokens[number - 1].word in ("but", "and", "so", "then")
    return number <= 0 or tokens[number - 1].sentence != tokens[number].sentence


def unquoted(prose: Prose, words: AbstractSet[str]) -> Iterator[int]:
    """Give the tokens of some words that are not in speech."""
    return (number for number in prose.find_words(words) if not prose.tokens[number].quoted)


def is_free(people: PeopleAround, mention: Mention, number: int) -> bool:
    """Whether somebody is one person and nothing is denied of them."""
    return mention.who is not GROUP and not mention.owns and not is_denied(people.tokens, mention.last, number)


def is_denied(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether something between a person and what is said of them denies it or only supposes it."""
    before = [token.word for token in tokens[max(0, start - 3) : start - 1]]
    is_supposed = before[-1:] == ["if"] or before == ["as", "though"]
    start = next((at for at in range(end - 1, start, -1) if tokens[at].word == "but"), start)  # "not tall, but broad"
    return is_supposed or any(token.word in lexicon().looks.denials for token in tokens[start:end])
