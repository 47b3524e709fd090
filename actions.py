"""What the lead does: the one most drawable moment as a short phrase, with the things in hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from deeds import REAL, Deed
from mentions import GROUP, Mention
from verb_forms import drawable, ing_form, read_verb
from word_tables import word_set

if TYPE_CHECKING:
    from prose import Prose, Token
    from realis import Realis

LONGEST_ACTION = 8  # words
LONGEST_OBJECT = 5
DIALOGUE = 0.42  # share of speech from which a scene is a talk
LEAST = 1.0


class Action(NamedTuple):
    """A phrase with the stretches of tokens (first, after last) that decided it; each begins with its verb."""

    phrase: str
    spans: tuple[tuple[int, int], ...]
    lemmas: tuple[str, ...]


NO_ACTION = Action("", (), ())


def find_action(
    prose: Prose, deeds: Sequence[Deed], mentions: Sequence[Mention], lead: int | None, realis: Realis
) -> Action:
    """Choose what to draw the lead doing; without a lead or a deed of theirs, nothing."""
    own = [deed for deed in deeds if _is_candidate(deed, lead)] or [
        deed for deed in deeds if _is_second_choice(deed, lead)
    ]
    if not own:
        return _talk(prose, deeds, lead) if lead is not None else NO_ACTION
    counts = Counter(deed.lemma for deed in own)
    named = {number for mention in mentions for number in range(mention.first, mention.last)}
    ranked = sorted(own, key=lambda deed: (-_score(prose, deed, counts, lead, realis), deed.token))
    best = ranked[0]
    phrase = _phrase(prose.tokens, best, named)
    second = _second(prose, best, ranked)
    if second and len(phrase.split()) + len(("verb", "and")) <= LONGEST_ACTION:
        spans = tuple(_span(prose.tokens, token) for token in (best.token, *second[1]))
        joint = "while" if second[2] in word_set("verbs.toml", "postures", "words") else "and"
        return Action(f"{phrase} {joint} {second[0]}", spans, (best.lemma, second[2]))
    return Action(phrase, (_span(prose.tokens, best.token),), (best.lemma,))


def _is_candidate(deed: Deed, lead: int | None) -> bool:
    if deed.real < REAL or lead is None or deed.lemma in word_set("verbs.toml", "never_action", "words"):
        return False
    return deed.who in (lead, GROUP) and drawable(deed.lemma) >= LEAST and not deed.likens


def _is_second_choice(deed: Deed, lead: int | None) -> bool:
    """Whether a deed is drawn where the lead does nothing better: to go, to take, to turn."""
    return deed.who == lead and lead is not None and deed.real >= REAL and _is_modest(deed)


def _is_modest(deed: Deed) -> bool:
    return deed.lemma in word_set("verbs.toml", "modest", "words")


def _score(prose: Prose, deed: Deed, counts: Counter[str], lead: int | None, realis: Realis) -> float:
    """Weigh a deed: how well it can be drawn, how often it comes, whether it is an event of the scene's own now."""
    score = drawable(deed.lemma) + REPEATED * min(counts[deed.lemma] - 1, 3)
    if deed.lemma in word_set("verbs.toml", "postures", "words"):
        score -= POSTURE
    score -= OTHERS * (deed.who != lead) + ASIDE * (not deed.main) + HANGING * (deed.form == "ing")
    following = prose.tokens[deed.token + 1].word if deed.token + 1 < len(prose.tokens) else ""
    with_object = following in word_set("verbs.toml", "preposition") or following in word_set(
        "verbs.toml", "determiner"
    )
    return (score + OBJECT * with_object) * min(1.0, realis.by_sentence[prose.tokens[deed.token].sentence] + PLAIN_GAP)


REPEATED, OBJECT = 0.35, 0.2  # for every further use of the verb; for an object or a place that follows
POSTURE = 1.4  # off: to sit is a state, and better the second half of an action
OTHERS, ASIDE, HANGING = 0.6, 0.7, 0.2  # off: what "they" do; what stands in a subordinate clause; "…, smiling"
PLAIN_GAP = 0.15  # a plain sentence counts in full


def _second(prose: Prose, best: Deed, ranked: Sequence[Deed]) -> tuple[str, tuple[int, ...], str] | None:
    """Find a posture to go with an activity, or the talk of a scene that is all talk."""
    postures = word_set("verbs.toml", "postures", "words")
    if best.lemma not in postures and best.lemma not in word_set("verbs.toml", "postures", "moving"):
        posture = next((deed for deed in ranked if deed.lemma in postures), None)
        if posture:
            return ing_form(posture.lemma), (posture.token,), posture.lemma
    if speech_share(prose) >= DIALOGUE and best.lemma not in ("talk", "speak"):
        return "talking", (), "talk"
    other = next((deed for deed in ranked if deed.lemma != best.lemma and deed.lemma not in postures), None)
    return (ing_form(other.lemma), (other.token,), other.lemma) if other else None


def _span(tokens: Sequence[Token], first: int) -> tuple[int, int]:
    """Take the words from a verb to the end of its clause, so that they stand for one place in the text."""
    last = first + 1
    while (
        last < min(first + LONGEST_OBJECT, len(tokens)) and tokens[last].text[0].isalpha() and not tokens[last].quoted
    ):
        last += 1
    return first, last


def _talk(prose: Prose, deeds: Sequence[Deed], lead: int) -> Action:
    """Draw a lead of whom no deed can be drawn as talking, where they speak or the scene is all speech."""
    spoken = next((deed for deed in deeds if deed.who == lead and deed.real >= REAL and deed.lemma in SPEAKING), None)
    if spoken:
        return Action("talking", (_span(prose.tokens, spoken.token),), ("talk",))
    return Action("talking", (), ("talk",)) if speech_share(prose) >= DIALOGUE else NO_ACTION


SPEAKING = frozenset(
    ("say", "ask", "reply", "answer", "tell", "speak", "cry", "exclaim", "call", "remark", "observe", "add", "continue")
)


def speech_share(prose: Prose) -> float:
    """Give the share of a scene's words that is direct speech."""
    words = [token.quoted for token in prose.tokens if token.text[0].isalpha()]
    return sum(words) / len(words) if words else 0.0


def _phrase(tokens: Sequence[Token], deed: Deed, named: set[int]) -> str:
    """Write the verb in -ing with what follows it, cut where a clause or a name begins."""
    words: list[str] = [ing_form(deed.lemma)]
    for number in range(deed.token + 1, min(deed.token + 1 + LONGEST_OBJECT, len(tokens))):
        token = tokens[number]
        if token.quoted or not token.text[0].isalpha() or token.text[0].isupper():
            break
        if (number in named and token.word not in ("his", "her")) or token.word in word_set(
            "verbs.toml", "conjunction"
        ) - {"before", "after"}:
            break
        verb = read_verb(token.word)
        if token.word in CUTTING or (verb and verb.form == "ing"):
            break
        words.append(token.word)
    return " ".join(_trim(words))


CUTTING = frozenset(("like", "how", "what", "to", "than", "as", "until", "till", "when", "why", "whether"))


def _trim(words: list[str]) -> list[str]:
    """Take off what cannot end a phrase: articles, prepositions, adjectives without their noun."""
    stops = word_set("verbs.toml", "determiner") | word_set("verbs.toml", "preposition") | word_set("verbs.toml", "be")
    stops |= (
        word_set("verbs.toml", "modal")
        | word_set("looks.toml", "build", "words")
        | word_set("looks.toml", "age", "old")
        | word_set("verbs.toml", "adverbs")
        | {"him", "it", "them", "me", "us", "very", "more"}
    )
    while len(words) > 1 and words[-1] in stops:
        words.pop()
    return words


def find_props(prose: Prose, deeds: Sequence[Deed]) -> tuple[str, ...]:
    """Name at most three things that somebody in the scene handles."""
    things, handled = word_set("props.toml", "words"), Counter[str]()
    for deed in deeds:
        if deed.real < REAL or deed.who is None:
            continue
        for token in prose.tokens[deed.token + 1 : deed.token + 6]:
            if token.quoted or token.text in (".", ";"):
                break
            if token.word in things:
                handled[token.word] += 1
                break
    return tuple(word for word, _ in handled.most_common(3))
