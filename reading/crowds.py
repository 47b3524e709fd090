"""Find the unnamed people in a scene's background whom the narration shows here and now: "two guards", "a crowd"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from english.lexicon import lexicon
from english.own_words import NO_WORDS, OwnWords
from english.place_tables import places_of
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
THEM = frozenset(("them", "those"))
HOSTS = frozenset(("number", "hundreds", "dozens", "scores", "thousands"))  # "hundreds of them"
FAR = 0.5  # a crowd named once, within this share of the scene from the action, is in its picture
LONG = 1200  # in scenes of so many tokens
OFTEN = 3  # named so often, a crowd is there throughout
BODILY = 1.15  # verbs at least so drawable show people
FEW = 3  # people drawn, at most, beside whom "everyone" is a crowd
WRONG = frozenset(("wrong", "right", "too", "most", "such", "no", "any", "both", "year", "years"))
BEFORE = frozenset(("earlier", "once", "ago", "formerly", "had", "'d"))
MOVES = frozenset(("come", "go", "turn", "enter", "gather", "pass", "arrive", "leave", "wait"))
OPENERS = frozenset(("and", "where", "while", "but", "as", "of"))


class Shown(NamedTuple):
    """What the picture shows besides: the genders of the people drawn and of all, where it is, what is done."""

    drawn: Sequence[str] = ()
    named: Sequence[str] = ()
    place: int = 0  # the first token that names the place
    action: int | None = None  # the token of the deed drawn
    words: OwnWords = NO_WORDS  # the author's own, some of which are things


def find_crowds(prose: Prose, realis: Realis, shown: Shown) -> tuple[str, ...]:
    """Give at most two groups of people in the background; in a scene with two men, "the two men" are none."""
    found: dict[str, str] = {}
    times: dict[str, list[int]] = {}
    for number in prose.find_words(lexicon().people.crowd | EVERYBODY | THEM):
        word, phrase = prose.tokens[number].word, crowd_at(prose.tokens, number, shown)
        is_now = realis.at(number) >= REAL and not is_before(prose.tokens, number)
        if phrase and is_now and not shown.words.is_thing(phrase):
            found.setdefault(word, phrase)
            times.setdefault(word, []).append(number)
    here = (phrase for word, phrase in found.items() if is_here(prose.tokens, times[word], shown))
    return tuple(dict.fromkeys(here))[:MOST]


def is_here(tokens: Sequence[Token], places: Sequence[int], shown: Shown) -> bool:
    """Whether a crowd is near the deed, or throughout the scene, and not where the scene was before its place."""
    if len(places) >= OFTEN:
        return True
    if tokens[places[-1]].sentence < tokens[shown.place].sentence:
        return False
    far = FAR * len(tokens)
    return shown.action is None or len(tokens) < LONG or any(abs(place - shown.action) <= far for place in places)


def crowd_at(tokens: Sequence[Token], number: int, shown: Shown) -> str:
    """Word the crowd that a token names, "" if it names none: people in general, or the people of the scene."""
    token, before = tokens[number], words_before(tokens, number)
    if token.quoted or (number == 0 and not token.is_capital) or not WRONG.isdisjoint(before):
        return ""
    if token.word in EVERYBODY:
        return "a crowd" if acts(tokens, number) and len(shown.drawn) <= FEW else ""
    if token.word in THEM:
        is_many = number > 1 and tokens[number - 1].word == "of" and tokens[number - 2].word in HOSTS
        return "a crowd" if is_many else ""
    if token.word in SINGULAR:
        noun = token.word.removesuffix("s")
        return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
    count = next((part for part in before if part in lexicon().people.numbers), "")
    if means_the_cast(token.word, count, before, shown) or is_compound(tokens, number):
        return ""
    known = before[-1:] in (["the"], ["some"], ["these"], ["those"]) or before[-2:-1] in (["the"], ["some"], ["of"])
    is_shown = count or known or acts(tokens, number) or are_there(tokens, number)
    return f"{count} {token.word}".strip() if is_shown else ""


def are_there(tokens: Sequence[Token], number: int) -> bool:
    """Whether the sentence says who is present: "There were girls in white, and old men with sashes"."""
    first = sentence_start(tokens, number)
    opening = [token.word for token in tokens[first : first + 2]]
    before = tokens[number - 1].word if number else ""
    return opening in (["there", "were"], ["there", "are"]) and before not in lexicon().verbs.preposition


def is_compound(tokens: Sequence[Token], number: int) -> bool:
    """Whether the word only modifies another: "the police station"."""
    following = tokens[number + 1].word if number + 1 < len(tokens) else ""
    joins = following in places_of(("room",)) or following in ("station", "car", "officer")
    return joins and tokens[number].word in ("police", "women", "children")


def words_before(tokens: Sequence[Token], number: int) -> list[str]:
    """Give the modifiers before a plural, at most three."""
    words: list[str] = []
    for token in reversed(tokens[max(0, number - 3) : number]):
        if token.sentence != tokens[number].sentence or not token.text[0].isalpha():
            break
        if token.word in lexicon().verbs.preposition | lexicon().verbs.conjunction:
            break
        words.insert(0, token.word)
    return words


def means_the_cast(word: str, count: str, before: Collection[str], shown: Shown) -> bool:
    """Whether "the two men", "the girls" refers to people of the scene: as many of that gender are present."""
    gender = person_gender(word[:-3] + "man" if word.endswith("men") else word.removesuffix("s"))
    plain = word in lexicon().people.any_number
    if not count and not (plain and {"the", "these", "those", "all"} & set(before)):
        return False
    fitting = sum(other in (gender, "") if gender else True for other in (shown.named if count else shown.drawn))
    few = {"two": 2, "three": 3, "four": 4, "five": 5, "": 2}
    return count in few and fitting >= few[count]


def acts(tokens: Sequence[Token], number: int) -> bool:
    """Whether the people do something with the body: "Children sat on the freezer", not "people said"."""
    at = number + 1
    while at < len(tokens) and (is_adverb(tokens[at].word) or tokens[at].word in ("were", "was")):
        at += 1
    verb = read_verb(tokens[at].word) if at < len(tokens) and not tokens[at].quoted else None
    before = tokens[number - 1] if number else None
    begins = before is None or not before.text[0].isalpha() or before.word in OPENERS
    return (
        begins
        and verb is not None
        and (drawable(verb.lemma) >= BODILY or verb.lemma in MOVES)
        and verb.form in ("past", "ing")
    )


def is_before(tokens: Sequence[Token], number: int) -> bool:
    """Whether "earlier", "once" or "had" places a crowd in another time."""
    near = tokens[max(0, number - 4) : number + 4]
    return any(token.word in BEFORE for token in near if token.sentence == tokens[number].sentence)
