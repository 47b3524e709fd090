"""Word the deed that is drawn as it is printed: whole noun phrases only, and the object that its verb asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from english.lexicon import lexicon
from english.verbs import deed_verb, ing_form
from english.word_classes import auxiliary_words
from english.words import kin, titles
from reading.action_phrases import (
    OBJECT_PRONOUNS,
    REFLEXIVE,
    ends_phrase,
    is_determiner_here,
    is_mutual,
    is_owner,
    person_words,
)
from reading.looks import is_adjective
from reading.noun_phrases import is_open, opens_noun, read_noun_phrase
from reading.objects import find_object
from reading.phrase_cuts import POSSESSIVES, is_direction, is_shown
from reading.verb_objects import Part, find_object_elsewhere, is_object, is_verb_here, needs_object, stands_for_object

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reading.action_phrases import Phrasing
    from reading.clauses import Event
    from reading.mentions import Mention
    from reading.noun_phrases import NounPhrase
    from reading.people import Who

LONGEST_READ = 20  # tokens that are read after a verb
MOST = 7  # words after the verb
CLAUSES = frozenset(("whatever", "whichever", "whoever", "whomever", "whenever", "wherever", "however"))
AWAY = frozenset(("up", "down", "out", "back", "away", "off", "aside", "forward", "ahead", "home", "together"))
STRAIGHT = frozenset(("right", "straight", "clear", "clean", "full", "flat", "short", "deep", "back"))
CARRIED = frozenset(("posture", "gait", "go", "rise", "rest"))  # deeds of a whole body


def word_deed(scene: Phrasing, event: Event, lead: Who | None = None) -> tuple[str, ...]:
    """Word an event in -ing with what belongs to it, () where that would be no whole phrase, or done to the lead."""
    if not is_verb_here(scene, event):
        return ()
    reader = PartReader(scene, event)
    parts = list(seen_parts(event.lemma, reader.read()))
    if lead is not None and event.who != lead and lead in reader.met:
        return ()  # "they ran towards her"
    if event.lemma in lexicon().verbs.phrases.says and (reader.hearer or not any(part.words for part in parts)):
        return ("speaking", *(("to", *reader.hearer) if reader.hearer else ()))
    if needs_object(event.lemma) and not any(stands_for_object(event.lemma, part) for part in parts[:2]):
        words = find_object_elsewhere(scene, event)
        if not words:
            return ()
        parts = [Part((), words, words, words), *parts]
    is_laid = event.lemma == "lie" and bool(parts) and is_object("lie", parts[0])  # "lay it on the desk"
    said = tuple(fitted(parts))
    return (ing_form("lay" if is_laid else event.lemma), *said) if said or not parts else ()


def seen_parts(lemma: str, parts: Sequence[Part]) -> Iterator[Part]:
    """Give the parts that are seen; what tells of one left out goes with it: "with a strange feeling in his throat"."""
    before = None
    for part in parts:
        is_of_it = before is not None and before.links == ("with",) and part.links in (("in",), ("on",))
        before = None
        if not belongs(lemma, part) or is_of_it or is_attitude(lemma, part):
            before = part
        else:
            yield part


def belongs(lemma: str, part: Part) -> bool:
    """Whether a part is seen; an object always belongs to its verb, and what lies between two things names both."""
    if part.links[-1:] == ("between",) and part.words and not part.words[-1].endswith(("s", "them", "us", "other")):
        return False
    return not part.links or not part.words or is_object(lemma, part) or is_shown(part.lengths[0])


def is_attitude(lemma: str, part: Part) -> bool:
    """Whether a part says how a body is held, which takes more words: "walked with his fists in his pockets"."""
    is_own = part.links == ("with",) and part.words[:1] != () and part.words[0] in POSSESSIVES
    return is_own and deed_verb(lemma).kind in CARRIED


def fitted(parts: Sequence[Part]) -> Iterator[str]:
    """Fit the parts into a phrase: adjectives go first, then whole parts from the end."""
    said = [part.lengths[0] for part in parts]
    for length in (1, 2):
        for number, part in enumerate(parts):
            if sum(map(len, said)) > MOST and (length == 1 or number == 0):
                said[number] = part.lengths[length]
    while said and sum(map(len, said)) > MOST:
        said.pop()
    return (word for words in said for word in words)


class PartReader:
    """The state of reading what follows a verb: its parts, and the prepositions whose noun is not read yet."""

    def __init__(self, scene: Phrasing, event: Event) -> None:
        self.scene, self.event = scene, event
        self.parts: list[Part] = []
        self.links: list[str] = []
        self.hearer: tuple[str, ...] = ()  # whom the verb is done to
        self.met: list[Who] = []  # who is named in its parts

    def read(self) -> list[Part]:
        """Read on from the verb until something else begins."""
        tokens, number = self.scene.tokens, self.event.token + 1
        last = min(len(tokens), number + LONGEST_READ)
        while number < last and (self._is_both(number) or not self._ends(number)):
            read = self._read(number)
            if not read:
                break
            number += read
        if self.links and is_direction(self.links):
            self._add(())
        return self.parts

    def _ends(self, number: int) -> bool:
        tokens = self.scene.tokens
        is_span = bool(self.parts) and self.parts[-1].links == ("from",) and tokens[number].word == "to"
        if is_span and is_open(tokens, number + 1):
            return False  # "from head to toe"
        return ends_phrase(self.scene, number) or tokens[number].word in CLAUSES

    def _is_both(self, number: int) -> bool:
        """Whether "both" stands before its noun: "in both hands"."""
        tokens = self.scene.tokens
        return tokens[number].word == "both" and read_noun_phrase(tokens, number) is not None

    def _add(self, words: Sequence[str], short: Sequence[str] = (), bare: Sequence[str] = ()) -> None:
        self.parts.append(Part(tuple(self.links), tuple(words), tuple(short or words), tuple(bare or words)))
        self.links = []

    def _read(self, number: int) -> int:
        """Read the words at a token; give the number of tokens read, 0 to end the phrase."""
        tokens, word = self.scene.tokens, self.scene.tokens[number].word
        mention = self.scene.mention_at.get(number)
        if word.endswith(("self", "selves")):
            return self._read_self(word)
        if is_mutual(tokens, number):
            return self._read_object(("each", "other"), 2)
        if word in OBJECT_PRONOUNS and not is_determiner_here(tokens, number):
            return self._read_thing(word) or (self._read_somebody(mention) if mention else self._read_pronoun(word))
        if mention and not is_owner(self.scene, mention):
            return self._read_somebody(mention)
        if self._is_link(word):
            self.links.append(word)
            return 1
        if word in lexicon().verbs.phrases.results and self.parts and self.parts[0].words and not self.links:
            self._add((word,))
            return 1
        is_loose = not is_open(tokens, number) and not opens_noun(word) and not mention
        if is_loose or (word in STRAIGHT and self._is_before_link(number)):
            return 1
        is_her = word == "her" and mention is not None and self._noun_at(number) is None
        if mention and is_her:
            return self._read_somebody(mention)  # "held her tight and tried to"
        return self._read_noun(number) or self._read_adjective(number)

    def _is_before_link(self, number: int) -> bool:
        """Whether a preposition or a direction follows: "right to the edge", not "right hand"."""
        tokens = self.scene.tokens
        return not self.links and number + 1 < len(tokens) and self._is_link(tokens[number + 1].word)

    def _read_adjective(self, number: int) -> int:
        """Pass over how somebody is meanwhile: "staring round-eyed at the club"."""
        word = self.scene.tokens[number].word
        if self.parts or not is_adjective(word) or opens_noun(word) or not is_direction(self.links):
            return 0
        if self.links:
            self._add(())
        return 1

    def _is_link(self, word: str) -> bool:
        phrases = lexicon().verbs.phrases
        if word == "of":
            return bool(self.links)
        if word in phrases.results and self.parts and word not in lexicon().verbs.preposition:
            return False
        return word in lexicon().verbs.preposition or word in phrases.directions or word in phrases.ways

    def _read_object(self, words: Sequence[str], read: int) -> int:
        """Take words that are whole without more; only one object, or two where something is given."""
        if not self._has_room():
            return 0
        self._add(words)
        return read

    def _has_room(self) -> bool:
        """Whether a noun may follow: after a preposition, as the object, or as the second of two."""
        objects = [part for part in self.parts if part.words]
        gives = self.event.lemma in lexicon().verbs.phrases.gives
        return bool(self.links) or not objects or (gives and len(self.parts) == 1 and not objects[0].links)

    def _read_self(self, word: str) -> int:
        """Keep "himself" as an object: "hugged herself", "stared at himself"; not "went himself"."""
        is_object = bool(self.links) or (not self.parts and deed_verb(self.event.lemma).kind in REFLEXIVE)
        return self._read_object((word,), 1) if is_object else 1

    def _read_somebody(self, mention: Mention) -> int:
        if mention.who == self.event.who and not mention.is_pronoun:
            return 0
        self.met.append(mention.who)
        tokens = self.scene.tokens
        phrase = None if mention.kind in ("name", "pronoun", "first person") else self._noun_at(mention.first)
        if phrase is not None and self._has_room():
            self.hearer = phrase.words if not self.parts and self.links in ([], ["to"]) else self.hearer
            return self._read_noun(mention.first)
        other = mention.who if mention.who != self.event.who else None
        words = with_title(person_words(self.scene, mention, other))
        after = tokens[mention.last].word if mention.last < len(tokens) else "."
        self.hearer = words if not self.parts and self.links in ([], ["to"]) and after != "'s" else self.hearer
        return 0 if after == "'s" else self._read_object(words, mention.last - mention.first)

    def _read_thing(self, pronoun: str) -> int:
        """Resolve "it" or "them", where it is the verb's own object."""
        if self.parts or not is_direction(self.links):
            return 0
        fitting = lexicon().verbs.instruments.get(self.event.lemma, frozenset())
        meant = find_object(self.scene.tokens, self.event.token, pronoun, fitting)
        return self._read_object(meant, 1) if meant else 0

    def _read_pronoun(self, pronoun: str) -> int:
        """Keep a pronoun that nothing explains where the verb is nothing without it: "holding it out"."""
        if self.parts or not is_direction(self.links) or not needs_object(self.event.lemma):
            return 0
        directions, self.links = self.links, []
        self._add((pronoun,))
        self.links = directions
        return 1

    def _noun_at(self, number: int) -> NounPhrase | None:
        of_doers = self.event.lemma in lexicon().verbs.phrases.of_doers
        return read_noun_phrase(self.scene.tokens, number, of_doers=of_doers)

    def _read_noun(self, number: int) -> int:
        """Take a noun with its adjectives and with what it is of."""
        phrase = self._noun_at(number)
        if phrase is None or not self._has_room() or is_time(phrase.head):
            self.links = self.links if AWAY.issuperset(self.links) else []
            return 0
        tokens, last = self.scene.tokens, phrase.last
        after = tokens[last].word if last < len(tokens) else "."
        if after in auxiliary_words() and not self.links:
            return 0  # "hoped the children would come"
        whole = self._noun_at(last + 1) if after == "of" and last + 1 < len(tokens) else None
        if whole is None:
            self._add(phrase.words, phrase.short, phrase.bare)
        else:
            self._add((*phrase.words, "of", *whole.words), (*phrase.short, "of", *whole.short), phrase.bare)
            last = whole.last
        return last - number


def with_title(words: tuple[str, ...]) -> tuple[str, ...]:
    """Give a title that stands alone its article: "asking the Captain"."""
    return ("the", *words) if len(words) == 1 and words[0].lower() in titles() - kin() else words


def is_time(word: str) -> bool:
    """Whether a noun only says when or how long: "a moment", "the next morning"."""
    return word.removesuffix("s") in lexicon().verbs.phrases.spans
