"""Write an event as a short phrase in -ing, whole parts only: "polishing her gold spectacles", "looking at Ann"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from english.lexicon import lexicon
from english.verbs import deed_verb, ing_form, read_verb
from english.word_classes import phrase_openers
from reading.objects import find_object
from reading.phrase_cuts import fitted, head_of, is_direction, is_manner, is_shown, trimmed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from english.tokens import Token
    from reading.clauses import Event
    from reading.mentions import Mention
    from reading.people import Who

LONGEST = 8  # words of a phrase
LONGEST_READ = 14  # words that are read before a phrase is cut
REFLEXIVE = frozenset(("touch", "handle", "hold", "strike", "body"))  # "wash himself", not "yawn himself"
OBJECT_PRONOUNS = frozenset(("it", "them", "these", "those"))


class Phrase(NamedTuple):
    """The words for an event, and the kind of its object."""

    words: tuple[str, ...]
    kind: str  # "object", "face", "place", "", or "lost": a pronoun that nothing explains
    person: Who | None = None  # who else is in it
    head: str = ""  # the noun of its object or place

    @property
    def text(self) -> str:
        """Give the phrase as a string."""
        return " ".join(self.words)


class Phrasing(NamedTuple):
    """The inputs of a scene's phrases: its tokens, its mentions, and by what name it calls everybody."""

    tokens: Sequence[Token]
    mention_at: Mapping[int, Mention]
    names: Mapping[Who, tuple[str, ...]]


def write_phrase(scene: Phrasing, event: Event) -> Phrase:
    """Write an event's verb in -ing with what follows it, whole parts only; pronouns are resolved."""
    return Writer(scene, event).write()


class Writer:
    """The state of one phrase: the parts after its verb, each with its preposition, and who is in it."""

    def __init__(self, scene: Phrasing, event: Event) -> None:
        self.scene, self.event = scene, event
        self.parts: list[list[str]] = [[]]  # the first is the object
        self.person: Who | None = None
        self.lost = False  # a pronoun could not be resolved

    def write(self) -> Phrase:
        """Read on from the verb until the phrase ends."""
        tokens, number = self.scene.tokens, self.event.token + 1
        last = min(len(tokens), number + LONGEST_READ)
        while number < last and (self._is_owner(number) or not ends_phrase(self.scene, number)):
            read = self._read(number)
            if not read:
                break
            number += read
        if number < len(tokens) and not ends_phrase(self.scene, number) and len(self.parts) > 1:
            self.parts.pop()
        return self._finish()

    def _is_owner(self, number: int) -> bool:
        """Whether a noun of the phrase owns what follows: "out of the bull's reach"."""
        tokens, part = self.scene.tokens, self.parts[-1]
        return (
            tokens[number].word == "'s"
            and part[-1:] in ([tokens[number - 1].word], [tokens[number - 1].text])
            and not tokens[number].quoted
        )

    def _finish(self) -> Phrase:
        parts = [self.parts[0], *(part for part in self.parts[1:] if is_shown(part))]
        kept = fitted([trimmed(part) for part in parts], LONGEST - 1)
        words = (ing_form(self.event.lemma), *(word for part in kept for word in part))
        first = next((part for part in kept if part and not is_direction(part)), [])
        head = head_of(first)
        particle = any(is_direction(part) for part in kept[:2])
        return Phrase(words, self._kind_of(first, head, particle=particle), self.person, head)

    def _kind_of(self, part: Sequence[str], head: str, *, particle: bool) -> str:
        if self.lost or not part:
            return "lost" if self.lost else ""
        if part[0] in lexicon().verbs.preposition and not particle:
            takes_it = self.event.lemma in lexicon().verbs.phrases.takes_particle
            if not takes_it or part[0] not in lexicon().verbs.phrases.directions:
                return "place"
        return "face" if head in lexicon().verbs.copulas.features else "object"

    def _read(self, number: int) -> int:
        """Read the words at a token; give the number of tokens read, 0 to end the phrase."""
        token, mention = self.scene.tokens[number], self.scene.mention_at.get(number)
        if token.word.endswith(("self", "selves")):
            return self._self(token.word)
        if is_mutual(self.scene.tokens, number):
            return self._keep(("each", "other"), 2)
        if token.word in OBJECT_PRONOUNS and not is_determiner_here(self.scene.tokens, number):
            return self._thing(token.word)
        if mention and not is_owner(self.scene, mention):
            return self._somebody(mention)
        if mention and mention.kind == "name":
            return self._keep(texts(self.scene.tokens[number : mention.last]), mention.last - number)
        if token.word in ("one", "ones"):
            self.lost = True
            return 0
        if token.word == "'s":
            self.parts[-1][-1] += "'s"
            return 1
        if is_manner(token.word):
            return 1
        return self._word(token)

    def _word(self, token: Token) -> int:
        word, part = token.word, self.parts[-1]
        links = lexicon().verbs.preposition | lexicon().verbs.phrases.directions
        is_noun = part[-1:] and part[-1] in lexicon().verbs.determiner  # "on her back"
        if word in links and not is_noun and (word != "of" or not part):
            if not part or any(before not in links for before in part):
                self.parts.append([])
            self.parts[-1].append(word)
        else:
            part.append(token.text if token.is_capital else word)
        return 1

    def _keep(self, words: Sequence[str], read: int) -> int:
        self.parts[-1].extend(words)
        return read

    def _self(self, word: str) -> int:
        """Keep "himself" as an object: "hugged herself", "stared at himself"; not "went himself"."""
        part = self.parts[-1]
        direct = len(self.parts) == 1 and not part and deed_verb(self.event.lemma).kind in REFLEXIVE
        if direct or (part[-1:] and part[-1] in lexicon().verbs.preposition):
            return self._keep((word,), 1)
        return 1

    def _thing(self, pronoun: str) -> int:
        """Resolve "it" or "them", where it is the verb's own object."""
        direct = len(self.parts) == 1 and not self.parts[0]
        direct |= len(self.parts) == 2 and self.parts[1] in (["up"], ["down"], ["out"], ["off"], ["away"])  # noqa: PLR2004
        fitting = lexicon().verbs.instruments.get(self.event.lemma, frozenset())
        meant = find_object(self.scene.tokens, self.event.token, pronoun, fitting) if direct else ()
        self.lost = direct and not meant
        return self._keep(meant, 1) if meant else 0

    def _somebody(self, mention: Mention) -> int:
        if mention.who == self.event.who and not mention.is_pronoun:
            return 0
        # "him" never refers to the verb's own subject (that would be "himself"): it is somebody else
        other = mention.who if mention.who != self.event.who else None
        self.person = self.person if self.person is not None else other
        return self._keep(person_words(self.scene, mention, other), mention.last - mention.first)


def ends_phrase(scene: Phrasing, number: int) -> bool:
    """Whether a clause, or something else that cannot be part of a phrase, begins at a token."""
    token = scene.tokens[number]
    if token.quoted or not token.text[0].isalpha() or (len(token.word) == 1 and token.word != "a"):
        return True
    if token.word in lexicon().verbs.phrases.ends or begins_clause(scene, number):
        return True
    if token.word in lexicon().verbs.conjunction or token.word in lexicon().verbs.be:
        return True
    if token.word == "to":
        return number + 1 >= len(scene.tokens) or not leads_on(scene, number + 1)
    verb = read_verb(token.word)
    before = scene.tokens[number - 1].word
    return verb is not None and verb.form == "ing" and before not in lexicon().verbs.determiner


def begins_clause(scene: Phrasing, number: int) -> bool:
    """Whether somebody stands at a token of whom a clause of their own tells: "When she looked up Ann was there"."""
    mention = scene.mention_at.get(number)
    after = scene.tokens[mention.last].word if mention and mention.last < len(scene.tokens) else "'s"
    return after != "'s" and after in lexicon().verbs.be


def leads_on(scene: Phrasing, number: int) -> bool:
    """Whether a noun or a person begins at a token, after "to": not "to see"."""
    return number in scene.mention_at or scene.tokens[number].word in lexicon().verbs.determiner


def is_mutual(tokens: Sequence[Token], number: int) -> bool:
    """Whether "each other" or "one another" begins at a token."""
    return [token.word for token in tokens[number : number + 2]] in (["each", "other"], ["one", "another"])


def is_determiner_here(tokens: Sequence[Token], number: int) -> bool:
    """Whether "these" or "those" stands before its noun."""
    return tokens[number].word in ("these", "those") and tokens[number + 1 : number + 2] != []


def is_owner(scene: Phrasing, mention: Mention) -> bool:
    """Whether "her" or "Emma's" is a possessive; "her" before a mark or a preposition is an object."""
    if not mention.owns:
        return False
    following = scene.tokens[mention.last] if mention.last < len(scene.tokens) else None
    if scene.tokens[mention.first].word != "her" or following is None:
        return True
    word = following.word
    ends = word in phrase_openers() or word in lexicon().verbs.adverbs or word.endswith("ly")
    return word[0].isalpha() and not ends


def person_words(scene: Phrasing, mention: Mention, who: Who | None) -> tuple[str, ...]:
    """Word another person in a phrase: as the text does, and a pronoun by the scene's name for whom it means."""
    if not mention.is_pronoun:
        return texts(scene.tokens[mention.first : mention.last])
    known = scene.names.get(who) if who is not None and mention.kind == "pronoun" else None
    return known or (scene.tokens[mention.first].word,)


def texts(tokens: Sequence[Token]) -> tuple[str, ...]:
    """Give tokens as written."""
    return tuple(token.text for token in tokens)
