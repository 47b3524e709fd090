"""Find the unnamed people in a scene's background whom the narration shows here and now: "two guards", "a crowd"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from english.lexicon import lexicon
from english.tokens import sentence_start
from english.verbs import drawable, read_verb
from english.words import is_adverb, person_gender

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from english.tokens import Prose, Token
    from reading.realis import Realis

MOST = 2
REAL = 0.55  # reality from which a sentence is about now: no memory, habit, wish or comparison
SINGULAR = frozenset(("crowd", "crowds", "mob", "throng", "audience", "congregation"))
EVERYBODY = frozenset(("everyone", "everybody"))
FAR = 0.5  # a crowd named once, within this share of the scene from the action, is in its picture
LONG = 1200  # in scenes of so many tokens
BODILY = 1.15  # verbs at least so drawable show people
FEW = 3  # people drawn, at most, beside whom "everyone" is a crowd


class Genders(NamedTuple):
    """The genders of the people of a scene: of those drawn, and of all."""

    drawn: Sequence[str] = ()
    named: Sequence[str] = ()


def find_crowds(prose: Prose, realis: Realis, cast: Genders, action: int | None = None) -> tuple[str, ...]:
    """Give at most two groups of people in the background.

    `cast` are the genders of the scene's people: in a scene with two men, "the two men" are no crowd.
    `action` is the token of the event drawn: a crowd at the other end of a long scene is left out.
    """
    found: dict[str, str] = {}
    times: dict[str, list[int]] = {}
    for number, token in enumerate(prose.tokens):
        phrase = crowd_at(prose.tokens, number, cast)
        if phrase and realis.at(number) >= REAL and not is_before(prose.tokens, number):
            found.setdefault(token.word, phrase)
            times.setdefault(token.word, []).append(number)
    here = [word for word in found if is_here(len(prose.tokens), times[word], action)]
    return tuple(dict.fromkeys(found[word] for word in here))[:MOST]


def is_here(length: int, places: Sequence[int], action: int | None) -> bool:
    """Whether a crowd is near the action, or throughout the scene, so that it is in the picture."""
    if action is None or length < LONG or len(places) >= len(("at the start", "and the end", "and between")):
        return True
    return any(abs(place - action) <= FAR * length for place in places)


def crowd_at(tokens: Sequence[Token], number: int, cast: Genders) -> str:
    """Word the crowd that a token names, "" if it names none."""
    token = tokens[number]
    if token.quoted or (number == 0 and not token.is_capital):
        return ""
    if token.word in EVERYBODY:
        return "a crowd" if acts(tokens, number) and len(cast.drawn) <= FEW else ""
    if token.word in ("them", "those") and tokens[number - 1].word == "of" and number > 1:
        return "a crowd" if tokens[number - 2].word in ("number", "hundreds", "dozens", "scores", "thousands") else ""
    if token.word not in lexicon().people.crowd:
        return ""
    if token.word in SINGULAR:
        noun = token.word.removesuffix("s")
        return "" if tokens[number - 1].word in ("no", "any") else f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
    return many(tokens, number, cast)


def many(tokens: Sequence[Token], number: int, cast: Genders) -> str:
    """Word a plural: "two guards", "men" of "the men"; "" for people in general or for the cast."""
    word = tokens[number].word
    before = words_before(tokens, number)
    count = next((part for part in before if part in lexicon().people.numbers), "")
    if "both" in before or means_the_cast(word, count, before, cast):
        return ""
    if not WRONG.isdisjoint(before) or is_compound(tokens, number):
        return ""
    if count:
        return f"{count} {word}"
    if before[-1:] in (["the"], ["some"], ["these"], ["those"]) or before[-2:-1] in (["the"], ["some"], ["of"]):
        return word
    return word if acts(tokens, number) or are_there(tokens, number) else ""


def are_there(tokens: Sequence[Token], number: int) -> bool:
    """Whether the sentence says who is present: "There were girls in white, and old men with sashes"."""
    first = sentence_start(tokens, number)
    opening = [token.word for token in tokens[first : first + 2]]
    before = tokens[number - 1].word if number else ""
    return opening in (["there", "were"], ["there", "are"]) and before not in lexicon().verbs.preposition


WRONG = frozenset(("wrong", "right", "too", "most", "such", "no"))


def is_compound(tokens: Sequence[Token], number: int) -> bool:
    """Whether the word only modifies another: "the police station"."""
    following = tokens[number + 1].word if number + 1 < len(tokens) else ""
    joins = following in lexicon().places.rooms.words or following in ("station", "car", "officer")
    return joins and tokens[number].word in ("police", "women", "children")


def words_before(tokens: Sequence[Token], number: int) -> list[str]:
    """Give the modifiers before a plural, at most three."""
    words: list[str] = []
    for at in range(number - 1, max(-1, number - 4), -1):
        if tokens[at].sentence != tokens[number].sentence or not tokens[at].text[0].isalpha():
            break
        if tokens[at].word in lexicon().verbs.preposition | lexicon().verbs.conjunction:
            break
        words.insert(0, tokens[at].word)
    return words


def means_the_cast(word: str, count: str, before: Collection[str], cast: Genders) -> bool:
    """Whether "the two men", "the girls" refers to people of the scene: as many of that gender are present."""
    gender = person_gender(word[:-3] + "man" if word.endswith("men") else word.removesuffix("s"))
    plain = word in lexicon().people.any_number
    if not count and not (plain and {"the", "these", "those", "all"} & set(before)):
        return False
    fitting = sum(other in (gender, "") if gender else True for other in (cast.named if count else cast.drawn))
    few = {"two": 2, "three": 3, "four": 4, "five": 5, "": 2}
    return count in few and fitting >= few[count]


def acts(tokens: Sequence[Token], number: int) -> bool:
    """Whether the people do something with the body: "Children sat on the freezer", not "people said"."""
    at = number + 1
    while at < len(tokens) and is_adverb(tokens[at].word):
        at += 1
    if at < len(tokens) and tokens[at].word in ("were", "was") and at + 1 < len(tokens):
        at += 1
    verb = read_verb(tokens[at].word) if at < len(tokens) and not tokens[at].quoted else None
    before = tokens[number - 1] if number else None
    begins = (
        before is None or not before.text[0].isalpha() or before.word in ("and", "where", "while", "but", "as", "of")
    )
    shown = verb is not None and (drawable(verb.lemma) >= BODILY or verb.lemma in MOVES)
    return begins and shown and verb is not None and verb.form in ("past", "ing")


MOVES = frozenset(("come", "go", "turn", "enter", "gather", "pass", "arrive", "leave", "wait"))


def is_before(tokens: Sequence[Token], number: int) -> bool:
    """Whether "earlier" or "once" places a crowd in another time."""
    sentence = tokens[number].sentence
    near = [token.word for token in tokens[max(0, number - 4) : number + 4] if token.sentence == sentence]
    return not {"earlier", "once", "ago", "formerly"}.isdisjoint(near)
