"""Write an event as a short phrase in -ing, with its object: "polishing her gold spectacles", "looking at him"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from english.lexicon import lexicon
from english.verbs import ing_form, read_verb
from english.word_classes import phrase_openers
from reading.objects import find_kind, find_object
from reading.phrase_cuts import cut_words, is_manner, kind_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from english.tokens import Token
    from reading.clauses import Event
    from reading.mentions import Mention
    from reading.people import Who

LONGEST_OBJECT = 6  # words after the verb
LONGEST_READ = 10  # words that are read before a phrase is cut
OBJECT_PRONOUNS = frozenset(("it", "them", "these", "those"))


class Phrase(NamedTuple):
    """The words for an event, and the kind of its object."""

    words: tuple[str, ...]
    # "thing", "object", "body", "face", "person", "self", "abstract", "place", "", or "lost": an unresolved pronoun
    kind: str
    person: Who | None = None  # who else is in it

    @property
    def text(self) -> str:
        """Give the phrase as a string."""
        return " ".join(self.words)

    @property
    def is_placed(self) -> bool:
        """Whether a preposition follows the verb: "sitting on the bench", "looking at him"."""
        return self.words[1:2] != () and self.words[1] in lexicon().verbs.preposition and self.kind != "thing"


class Phrasing(NamedTuple):
    """The inputs of a scene's phrases: its tokens, its mentions, and everybody's gender."""

    tokens: Sequence[Token]
    mention_at: Mapping[int, Mention]
    gender: Callable[[Who], str]


def write_phrase(scene: Phrasing, event: Event, longest: int = LONGEST_OBJECT) -> Phrase:
    """Write an event's verb in -ing with what follows it, whole parts only; pronouns are resolved."""
    return Writer(scene, event).write(longest)


class Writer:
    """The state of one phrase: its words so far, and who is in it."""

    def __init__(self, scene: Phrasing, event: Event) -> None:
        self.scene, self.event = scene, event
        self.words = [ing_form(event.lemma)]
        self.sure = 1  # words that are never cut
        self.person: Who | None = None
        self.lost = False  # a pronoun could not be resolved

    def write(self, longest: int) -> Phrase:
        """Read on from the verb until the phrase ends."""
        tokens, number = self.scene.tokens, self.event.token + 1
        while number < len(tokens) and len(self.words) <= LONGEST_READ and not ends_phrase(self.scene, number):
            read = self._read(number)
            if not read:
                break
            number += read
        whole = number >= len(tokens) or ends_phrase(self.scene, number)
        kept = cut_words(self.words, longest, self.sure, whole=whole)
        return Phrase(tuple(kept), "lost" if self.lost else kind_of(kept, self.person), self.person)

    def _read(self, number: int) -> int:
        """Read the part at a token; give the number of tokens read, 0 to end the phrase."""
        token, mention = self.scene.tokens[number], self.scene.mention_at.get(number)
        if token.word.endswith(("self", "selves")):
            return self._self(token.word)
        if is_mutual(self.scene.tokens, number):
            return self._keep(["each", "other"], 2)
        if token.word in OBJECT_PRONOUNS and not is_determiner_here(self.scene.tokens, number):
            return self._thing(token.word)
        if mention and not is_owner(self.scene, mention):
            return self._somebody(mention)
        if token.word in ("one", "ones"):
            return self._kind(number)
        if token.is_capital:
            return 0
        self.words += [] if is_manner(token.word) else [token.word]
        return 1

    def _keep(self, words: Sequence[str], read: int) -> int:
        self.words += words
        self.sure = len(self.words)
        return read

    def _self(self, word: str) -> int:
        """Keep "himself" as an object: "hugged herself", "stared at himself"; not "went himself"."""
        if len(self.words) == 1 or self.words[-1] in lexicon().verbs.preposition:
            return self._keep([word], 1)
        return 1

    def _thing(self, pronoun: str) -> int:
        """Resolve "it" or "them", where it is the verb's own object."""
        direct = is_direct(self.words)
        meant = find_object(self.scene.tokens, self.event.token, pronoun) if direct else ()
        self.lost = direct and not meant
        self.words += meant
        return len(meant[:1])

    def _somebody(self, mention: Mention) -> int:
        if self.person is not None or (mention.who == self.event.who and not mention.is_pronoun):
            return 0
        if mention.kind == "name" and self.words[-1] in lexicon().verbs.determiner:
            return 0  # "the Holm woods"
        # "him" never refers to the verb's own subject (that would be "himself"): it is somebody else
        self.person = mention.who if mention.who != self.event.who else None
        return self._keep(person_words(self.scene, mention), mention.last - mention.first)

    def _kind(self, number: int) -> int:
        """Resolve "the green ones"."""
        tokens = self.scene.tokens
        of_several = number + 1 < len(tokens) and tokens[number + 1].word == "of"
        noun = "" if of_several else find_kind(tokens, number)
        self.lost = of_several or (not noun and self.words[-1] in lexicon().verbs.determiner)
        self.words += [noun] if noun else []
        return 1 if noun else 0


def ends_phrase(scene: Phrasing, number: int) -> bool:
    """Whether a clause, or something else that cannot be part of a phrase, begins at a token."""
    token = scene.tokens[number]
    if token.quoted or not token.text[0].isalpha() or (len(token.word) == 1 and token.word != "a"):
        return True
    if token.word in lexicon().verbs.phrases.ends:
        return True
    if token.word in lexicon().verbs.conjunction or token.word in lexicon().verbs.be:
        return True
    if token.word == "to":
        return number + 1 >= len(scene.tokens) or not leads_on(scene, number + 1)
    verb = read_verb(token.word)
    before = scene.tokens[number - 1].word
    return verb is not None and verb.form == "ing" and before not in lexicon().verbs.determiner


def leads_on(scene: Phrasing, number: int) -> bool:
    """Whether a noun or a person begins at a token, after "to": not "to see"."""
    return number in scene.mention_at or scene.tokens[number].word in lexicon().verbs.determiner


def is_mutual(tokens: Sequence[Token], number: int) -> bool:
    """Whether "each other" or "one another" begins at a token."""
    return [token.word for token in tokens[number : number + 2]] in (["each", "other"], ["one", "another"])


def is_direct(words: Sequence[str]) -> bool:
    """Whether what comes next is the verb's own object: "pick it", "pick up those", not "past it"."""
    return len(words) == 1 or (
        len(words) == len(("picking", "up")) and words[1] in ("up", "down", "out", "off", "away")
    )


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


def person_words(scene: Phrasing, mention: Mention) -> tuple[str, ...]:
    """Word another person in a phrase: described as the text does, named ones by their pronoun."""
    if mention.kind == "described":
        return tuple(token.word for token in scene.tokens[mention.first : mention.last])
    if mention.is_pronoun:
        return (scene.tokens[mention.first].word,)
    pronoun = {"female": "her", "male": "him"}.get(scene.gender(mention.who), "them")
    return (pronoun,)
