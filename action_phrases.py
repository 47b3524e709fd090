"""A deed as a short phrase in -ing, with its object: "polishing her gold spectacles", "looking at him"."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from mentions import person_nouns
from objects import find_kind, find_object, is_abstract, is_thing
from verb_forms import ing_form, read_verb
from word_tables import word_set

if TYPE_CHECKING:
    from deeds import Deed
    from mentions import Mention
    from prose import Token

LONGEST_OBJECT = 6  # words after the verb
LONGEST_READ = 10  # words that are read before a phrase is cut
LONGEST_NOUN = 4  # words from an article to its noun
OBJECT_PRONOUNS = frozenset(("it", "them", "these", "those"))


class Phrase(NamedTuple):
    """The words for a deed, and what they tell of its object."""

    words: tuple[str, ...]
    kind: str  # "thing", "object", "body", "person", "self", "lost" (a pronoun that means nothing), "abstract", "place" or ""
    person: int | None = None  # who else is in it

    @property
    def text(self) -> str:
        """The phrase."""
        return " ".join(self.words)

    @property
    def is_placed(self) -> bool:
        """Whether a preposition follows the verb: "sitting on the bench", "looking at him"."""
        return self.words[1:2] != () and self.words[1] in word_set("verbs.toml", "preposition") and self.kind != "thing"


class Phrasing(NamedTuple):
    """What the phrases of a scene need: its tokens, who is meant where, and everybody's gender."""

    tokens: Sequence[Token]
    mention_at: Mapping[int, Mention]
    gender: Callable[[int], str]


def write_phrase(scene: Phrasing, deed: Deed, longest: int = LONGEST_OBJECT) -> Phrase:
    """Write a deed's verb in -ing with what follows it, whole parts only; pronouns become what they mean."""
    words, person, lost, number = [ing_form(deed.lemma)], None, False, deed.token + 1
    sure = 1  # words that stay whatever they are
    while number < len(scene.tokens):
        token, mention = scene.tokens[number], scene.mention_at.get(number)
        if ends_phrase(scene, number):
            break
        if token.word.endswith(("self", "selves")):
            words += [token.word] if len(words) == 1 else []
            sure = len(words)
            number += 1
        elif is_mutual(scene.tokens, number):
            words += ["each", "other"]
            sure = len(words)
            break
        elif token.word in OBJECT_PRONOUNS and not is_determiner_here(scene.tokens, number):
            direct = is_direct(words)
            meant = find_object(scene.tokens, deed.token, token.word) if direct else ()
            if not meant:
                lost = lost or direct
                break
            words += meant
            number += 1
        elif mention and not is_owner(scene, mention):
            if mention.who == deed.who or person is not None:
                break
            said = person_words(scene, mention)
            person = mention.who
            words += said
            sure = len(words)
            number = mention.last
        elif token.is_capital:
            break
        elif token.word in ("one", "ones"):
            meant = find_kind(scene.tokens, number)
            if not meant:
                lost = words[-1] in word_set("verbs.toml", "determiner")
                break
            words.append(meant)
            number += 1
        else:
            words += [] if is_manner(token.word) else [token.word]
            number += 1
        if len(words) > LONGEST_READ:
            break
    whole = number >= len(scene.tokens) or ends_phrase(scene, number) or is_mutual(scene.tokens, number)
    kept = cut_words(words, longest, sure, whole=whole)
    return Phrase(tuple(kept), "lost" if lost else kind_of(kept, person), person)


def ends_phrase(scene: Phrasing, number: int) -> bool:
    """Whether a clause or something that no phrase can hold begins at a token."""
    token = scene.tokens[number]
    if token.quoted or not token.text[0].isalpha() or token.word in word_set("verbs.toml", "phrases", "ends"):
        return True
    if token.word in word_set("verbs.toml", "conjunction") or token.word in word_set("verbs.toml", "be"):
        return True
    if token.word == "to":
        return number + 1 >= len(scene.tokens) or not leads_on(scene, number + 1)
    verb = read_verb(token.word)
    before = scene.tokens[number - 1].word
    return verb is not None and verb.form == "ing" and before not in word_set("verbs.toml", "determiner")


def leads_on(scene: Phrasing, number: int) -> bool:
    """Whether a noun or a person begins at a token, after "to": not "to see"."""
    return number in scene.mention_at or scene.tokens[number].word in word_set("verbs.toml", "determiner")


def is_mutual(tokens: Sequence[Token], number: int) -> bool:
    """Whether "each other" or "one another" begins at a token."""
    return [token.word for token in tokens[number : number + 2]] in (["each", "other"], ["one", "another"])


def is_direct(words: Sequence[str]) -> bool:
    """Whether what comes next is the verb's own object: "pick it", "pick up those", not "past it"."""
    return len(words) == 1 or (len(words) == len(("picking", "up")) and words[1] in ("up", "down", "out", "off", "away"))


def is_determiner_here(tokens: Sequence[Token], number: int) -> bool:
    """Whether "these" or "those" stands before its noun."""
    return tokens[number].word in ("these", "those") and tokens[number + 1 : number + 2] != []


def is_owner(scene: Phrasing, mention: Mention) -> bool:
    """Whether "her" or "Emma's" only owns what follows; "her" before a mark or a preposition is herself."""
    if not mention.owns:
        return False
    following = scene.tokens[mention.last] if mention.last < len(scene.tokens) else None
    if scene.tokens[mention.first].word != "her" or following is None:
        return True
    word = following.word
    ends = ("preposition", "conjunction", "adverbs", "determiner")
    return word[0].isalpha() and not any(word in word_set("verbs.toml", key) for key in ends) and not word.endswith("ly")


def person_words(scene: Phrasing, mention: Mention) -> tuple[str, ...]:
    """Say another person as a phrase may: described as the text does, named ones by their pronoun."""
    if mention.kind == "described":
        return tuple(token.word for token in scene.tokens[mention.first : mention.last])
    if mention.kind == "pronoun":
        return (scene.tokens[mention.first].word,)
    pronoun = {"female": "her", "male": "him"}.get(scene.gender(mention.who), "them")
    return (pronoun,)


def is_manner(word: str) -> bool:
    """Whether a word says how or when and shows nothing: "slowly", "again"."""
    if word in word_set("verbs.toml", "phrases", "manner"):
        return True
    return word.endswith("ly") and word not in word_set("verbs.toml", "phrases", "not_manner")


def cut_words(words: Sequence[str], longest: int, sure: int = 1, *, whole: bool) -> list[str]:
    """Cut a phrase to whole parts: where the limit falls within a part, that part goes."""
    kept = list(words)
    if len(kept) > longest + 1 and whole:
        kept = without_adjectives(kept)
    if len(kept) > longest + 1 or not whole:
        kept = kept[: longest + 1]
        link = next((at for at in range(len(kept) - 1, 1, -1) if kept[at] in word_set("verbs.toml", "preposition")), None)
        if link is not None:
            kept = kept[:link]
    for at in range(2, len(kept)):
        if is_abstract(kept[at]) or kept[at] in word_set("verbs.toml", "phrases", "vague"):
            links = [n for n in range(1, at) if kept[n] in word_set("verbs.toml", "preposition")]
            if links:
                kept = kept[: links[-1]]
                break
    return trim(kept, min(sure, len(kept)))


def without_adjectives(words: Sequence[str]) -> list[str]:
    """Keep the noun only of every article with its noun: "through her brilliant gold hair", "through her hair"."""
    prepositions, determiners = word_set("verbs.toml", "preposition"), word_set("verbs.toml", "determiner")
    kept: list[str] = []
    for at, word in enumerate(words):
        following = words[at + 1] if at + 1 < len(words) else "in"
        inside = any(word in determiners for word in words[max(0, at - LONGEST_NOUN) : at])
        if at == 0 or word in prepositions or word in determiners or following in prepositions or not inside:
            kept.append(word)
    return kept


def shorten(words: Sequence[str], longest: int) -> list[str]:
    """Take parts off the end of a phrase until it fits."""
    kept = list(words)
    while len(kept) > longest:
        links = [at for at in range(2, len(kept)) if kept[at] in word_set("verbs.toml", "preposition")]
        kept = trim(kept[: links[-1] if links else longest])
    return kept


def trim(words: list[str], sure: int = 1) -> list[str]:
    """Take off what cannot end a phrase: articles, prepositions, adjectives without their noun."""
    stops = word_set("verbs.toml", "determiner") | word_set("verbs.toml", "modal") | word_set("verbs.toml", "adverbs")
    stops |= word_set("looks.toml", "age", "old") | word_set("looks.toml", "build", "words")
    stops |= frozenset(("it", "very", "more"))
    directions = word_set("verbs.toml", "phrases", "directions") - PLACES
    while len(words) > sure and words[-1] not in directions:
        if words[-1] not in stops and words[-1] not in word_set("verbs.toml", "preposition"):
            break
        words.pop()
    return words


def kind_of(words: Sequence[str], person: int | None) -> str:
    """Say what the deed is done to, by the first noun after the verb and its direction."""
    rest, prepositions = list(words[1:]), word_set("verbs.toml", "preposition")
    verb = read_verb(words[0])
    particles = word_set("verbs.toml", "phrases", "directions")
    if verb is None or verb.lemma not in word_set("verbs.toml", "phrases", "takes_particle"):
        particles -= PLACES
    while rest and rest[0] in particles:
        rest.pop(0)
    if rest and rest[0].endswith(("self", "selves")):
        return "self"
    if not rest or rest[0] in prepositions:
        return "person" if person is not None else "place" if rest else ""
    if person is not None and rest[0] in ("him", "her", "them", "me", "us"):
        return "person"
    part = rest[: next((at for at, word in enumerate(rest) if word in prepositions), None)]
    cognate = verb is not None and part[-1] == verb.lemma
    if part[-1] in word_set("titles.toml", "body", "words") and part[-1] in word_set("verbs.toml", "copulas", "features"):
        return "face"
    return "abstract" if cognate else kind_of_noun(part[-1])


PLACES = frozenset(("in", "on", "over", "along", "across", "through", "around", "round"))


def kind_of_noun(noun: str) -> str:
    """Say what kind of object a noun names."""
    if is_abstract(noun):
        return "abstract"
    if noun in word_set("titles.toml", "body", "words"):
        return "body"
    if noun in person_nouns():
        return "person"
    return "thing" if is_thing(noun) else "object"
