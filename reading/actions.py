"""What the lead does: the one most drawable moment as a short phrase, with the things in hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from english.lexicon import lexicon
from english.verbs import drawable, ing_form
from reading.action_phrases import Phrase, Phrasing, write_phrase
from reading.clauses import REAL, Deed
from reading.events import doing_it_too
from reading.mentions import GROUP, Mention, companions
from reading.phrase_cuts import shorten
from reading.postures import PARAGRAPHS_BACK, find_posture, follows_article, moves

if TYPE_CHECKING:
    from english.tokens import Prose, Token
    from reading.realis import Realis

LONGEST_ACTION = 8  # words
DIALOGUE = 0.42  # share of speech from which a scene is a talk
LEAST = 1.0  # from which a verb can be drawn, and WELL by itself
WELL = 2.1


class Action(NamedTuple):
    """A phrase with the stretches of tokens (first, after last) that decided it; each begins with its verb."""

    phrase: str
    spans: tuple[tuple[int, int], ...]
    lemmas: tuple[str, ...]
    person: int | None = None  # whom it is done to or with


NO_ACTION = Action("", (), ())


class Choice(NamedTuple):
    """A deed that may be drawn, with its phrase and its weight."""

    deed: Deed
    phrase: Phrase
    score: float


class Stage(NamedTuple):
    """Where the scene plays: what the action must fit."""

    interior: bool | None = None
    paragraphs: frozenset[int] = frozenset()  # in which the place is told
    gender: Callable[[int], str] = lambda _: ""


NOWHERE = Stage()


def find_action(
    prose: Prose,
    deeds: Sequence[Deed],
    mentions: Sequence[Mention],
    lead: int | None,
    realis: Realis,
    stage: Stage = NOWHERE,
) -> Action:
    """Choose what to draw the lead doing; without a lead or a deed of theirs, nothing."""
    if lead is None:
        return NO_ACTION
    deeds = with_shared(prose.tokens, mentions, deeds, lead)
    scene = Phrasing(prose.tokens, {mention.first: mention for mention in mentions}, stage.gender)
    away = sentences_without(prose, mentions, lead)
    good = [deed for deed in deeds if is_candidate(prose.tokens, deed, lead) and not (deed.who == GROUP and away(deed))]
    modest = [deed for deed in deeds if is_second_choice(deed, lead)]
    for own in (good, modest, good):
        counts = Counter(deed.lemma for deed in own)
        phrases = [(deed, with_instrument(prose.tokens, deed, write_phrase(scene, deed))) for deed in own]
        if own is modest:
            phrases = [(deed, phrase) for deed, phrase in phrases if not is_empty_handed(deed, phrase)]
        choices = [
            Choice(deed, phrase, score_event(prose, deed, phrase, counts, lead, realis) + fits(prose, deed, stage))
            for deed, phrase in phrases
        ]
        choices.sort(key=lambda choice: (-choice.score, choice.deed.token))
        if choices and (own is modest or not modest or choices[0].score >= GOOD):
            return joined(prose, choices[0], find_second(prose, choices[0], choices, deeds))
    return talk(prose, deeds, lead)


def with_shared(tokens: Sequence[Token], mentions: Sequence[Mention], deeds: Sequence[Deed], lead: int) -> list[Deed]:
    """Give the lead what a row of names with theirs does: "Ann and Tom looked at each other"."""
    rows = companions(tokens, mentions)
    return [deed._replace(who=lead) if lead in doing_it_too(deed, rows) else deed for deed in deeds]


GOOD = 1.0  # below, a modest deed is better: "arriving" rather than "carrying" what is not told


def fits(prose: Prose, deed: Deed, stage: Stage) -> float:
    """Weigh how a deed fits the place: near to where it is told, and not driving in a room."""
    paragraph = prose.tokens[deed.token].paragraph
    near = any(abs(paragraph - told) <= NEAR for told in stage.paragraphs)
    outdoors = stage.interior and deed.lemma in lexicon().verbs.postures.outdoors
    return AT_THE_PLACE * near - OUTDOORS * bool(outdoors)


NEAR, AT_THE_PLACE, OUTDOORS = 2, 0.3, 1.5


def sentences_without(prose: Prose, mentions: Sequence[Mention], lead: int | None) -> Callable[[Deed], bool]:
    """Tell of a deed of "they" whether the lead is not one of them: "they carried her in", "they watched while she"."""
    own = [mention for mention in mentions if mention.who == lead and not prose.tokens[mention.first].quoted]
    last = {prose.tokens[mention.first].sentence: mention.first for mention in own}
    met = {prose.tokens[mention.first].sentence for mention in own if not mention.subject and not mention.owns}
    met |= {
        prose.tokens[mention.first].sentence
        for mention in own
        if prose.tokens[mention.first].word == "her"
        and not (mention.last < len(prose.tokens) and prose.tokens[mention.last].text[0].isalpha())
    }

    def is_away(deed: Deed) -> bool:
        sentence = prose.tokens[deed.token].sentence
        return sentence in met or last.get(sentence, -1) > deed.token

    return is_away


def joined(prose: Prose, best: Choice, second: tuple[str, tuple[int, ...], str] | None) -> Action:
    """Put the two halves of an action together, within its length."""
    words, lemma, person = list(best.phrase.words), best.deed.lemma, best.phrase.person
    if second:
        words = shorten(words, LONGEST_ACTION - len(("and", "verb")))
        spans = tuple(span(prose.tokens, token) for token in (best.deed.token, *second[1]))
        joint = "while" if second[2] in lexicon().verbs.postures.words else "and"
        return Action(f"{' '.join(words)} {joint} {second[0]}", spans, (lemma, second[2]), person)
    return Action(" ".join(words[:LONGEST_ACTION]), (span(prose.tokens, best.deed.token),), (lemma,), person)


def is_candidate(tokens: Sequence[Token], deed: Deed, lead: int | None) -> bool:
    if deed.real < REAL or lead is None or deed.lemma in lexicon().verbs.never_action:
        return False
    if is_suffered(tokens, deed) or is_said(tokens, deed):
        return False
    if deed.lemma == "reach" and follows_article(tokens, deed):
        return False  # "reached the porch" is to arrive
    return deed.who in (lead, GROUP) and drawable(deed.lemma) >= LEAST and not deed.likens


def is_said(tokens: Sequence[Token], deed: Deed) -> bool:
    """Whether a verb only tells how something is said: "read out", and "cried" beside the words cried."""
    following = tokens[deed.token + 1].word if deed.token + 1 < len(tokens) else ""
    if deed.lemma == "read":
        return following in ("out", "aloud", "off")
    beside = tokens[max(0, deed.token - CRY_REACH) : deed.token + 1 + CRY_REACH]
    return deed.lemma in ("cry", "shout", "laugh") and any(
        token.quoted and token.paragraph == tokens[deed.token].paragraph for token in beside
    )


CRY_REACH = 3  # tokens from a verb of speech to its words


def is_suffered(tokens: Sequence[Token], deed: Deed) -> bool:
    """Whether a past form tells what a thing has had done to it: "plots railed in and planted with bushes"."""
    following = tokens[deed.token + 1].word if deed.token + 1 < len(tokens) else ""
    if deed.form == "past" and deed.token and tokens[deed.token - 1].text == "," and following in ("with", "by", "in"):
        needs_object = ing_form(deed.lemma) in lexicon().prompt_words.poses.needs_object
        return deed.lemma not in moves() and (needs_object or drawable(deed.lemma) < WELL)
    if deed.lemma in ("dress", "clothe", "clad") and following in ("in", "as", "like"):
        return True
    return deed.form == "past" and following in ("by", "with") and deed.lemma in lexicon().verbs.suffered


def is_second_choice(deed: Deed, lead: int | None) -> bool:
    """Whether a deed is drawn where the lead does nothing better: to go, to take, to turn."""
    return deed.who == lead and lead is not None and deed.real >= REAL and is_modest(deed)


def is_modest(deed: Deed) -> bool:
    return deed.lemma in lexicon().verbs.modest


def score_event(
    prose: Prose, deed: Deed, phrase: Phrase, counts: Counter[str], lead: int | None, realis: Realis
) -> float:
    """Weigh a deed: how well it can be drawn, how often it comes, whether it is an event of the scene's own now."""
    often = 0 if deed.lemma in lexicon().verbs.copulas.faces else min(counts[deed.lemma] - 1, 3)
    score = drawable(deed.lemma) + REPEATED * often
    if deed.lemma in lexicon().verbs.postures.words:
        score -= POSTURE if phrase.kind not in ("place", "person") else AT_A_PLACE
    score -= OTHERS * (deed.who != lead) + ASIDE * (not deed.main) + HANGING * (deed.form == "ing")
    senses = deed.lemma in lexicon().verbs.copulas.senses
    score -= STARING * (senses and phrase.kind in ("", "lost"))
    score += OBJECT["place" if senses and phrase.kind in ("thing", "object") else phrase.kind]
    if is_empty_handed(deed, phrase):
        score -= EMPTY_HANDS
    if phrase.kind == "person" and not phrase.is_placed and deed.lemma in lexicon().verbs.instruments:
        score -= EMPTY_HANDS  # "drove him back" is another deed than to drive
    return score * min(1.0, realis.by_sentence[prose.tokens[deed.token].sentence] + PLAIN_GAP)


def is_empty_handed(deed: Deed, phrase: Phrase) -> bool:
    """Whether a verb that is nothing without its object has none, as "lifting"."""
    has_object = phrase.kind in ("thing", "object", "body", "face", "person", "abstract") and not phrase.is_placed
    return not has_object and ing_form(deed.lemma) in lexicon().prompt_words.poses.needs_object


REPEATED = 0.35  # for every further use of the verb
# for what it is done to: hands with a thing are best drawn; a verb whose object is lost hardly can be
OBJECT = {
    "thing": 0.9,
    "object": 0.25,
    "person": 0.15,
    "place": 0.2,
    "body": 0.1,
    "": 0.0,
    "self": -0.3,
    "face": -0.8,
    "lost": -0.3,
    "abstract": -0.8,
}
STARING = 0.4  # off: looking, but at what?
EMPTY_HANDS = 1.5  # off: lifting, but what?
POSTURE, AT_A_PLACE = 1.4, 0.9  # off: to sit is a state, and better the second half of an action; less with its place
OTHERS, ASIDE, HANGING = 0.6, 0.7, 0.1  # off: what "they" do; what stands in a subordinate clause; "…, smiling"
PLAIN_GAP = 0.15  # a plain sentence counts in full


def find_second(
    prose: Prose, best: Choice, ranked: Sequence[Choice], deeds: Sequence[Deed]
) -> tuple[str, tuple[int, ...], str] | None:
    """Find a posture to go with an activity, or the talk of a scene that is all talk."""
    postures, lemma = lexicon().verbs.postures.words, best.deed.lemma
    moves = lemma in lexicon().verbs.postures.moving and best.phrase.kind != "body"
    if lemma not in postures and not moves:
        posture = find_posture(prose, best.deed, deeds)
        if posture:
            return ing_form(posture.lemma), (posture.token,), posture.lemma
    if speech_share(prose) >= DIALOGUE and lemma not in ("talk", "speak"):
        return "talking", (), "talk"
    others = (
        choice for choice in ranked if choice.deed.lemma not in (lemma, *postures) and is_beside(prose, best, choice)
    )
    other = next(others, None)
    return (ing_form(other.deed.lemma), (other.deed.token,), other.deed.lemma) if other else None


def is_beside(prose: Prose, best: Choice, other: Choice) -> bool:
    """Whether a second deed is of the same person and paragraph, and can be said by its verb alone."""
    one, two = prose.tokens[best.deed.token], prose.tokens[other.deed.token]
    whole = ing_form(other.deed.lemma) not in lexicon().prompt_words.poses.needs_object
    whole &= other.deed.lemma in lexicon().verbs.postures.companions or other.deed.lemma in moves()
    whole &= drawable(other.deed.lemma) >= WELL
    return whole and abs(one.paragraph - two.paragraph) <= PARAGRAPHS_BACK and best.deed.who == other.deed.who


def with_instrument(tokens: Sequence[Token], deed: Deed, phrase: Phrase) -> Phrase:
    """Give a verb without an object what the scene names for it, nearest first: "driving" a sleigh."""
    if phrase.kind not in ("", "lost") or deed.lemma not in lexicon().verbs.instruments:
        return phrase
    fitting = lexicon().verbs.instruments[deed.lemma]
    near = [number for number, token in enumerate(tokens) if token.word in fitting and not token.quoted]
    if not near:
        return phrase
    thing = tokens[min(near, key=lambda number: abs(number - deed.token))].word
    article = "the" if thing.endswith("s") else "a"
    return Phrase((ing_form(deed.lemma), article, thing), "thing")


def span(tokens: Sequence[Token], first: int) -> tuple[int, int]:
    """Take the words from a verb to the end of its clause, so that they stand for one place in the text."""
    last = first + 1
    while last < min(first + LONGEST_SPAN, len(tokens)) and tokens[last].text[0].isalpha() and not tokens[last].quoted:
        last += 1
    return first, last


LONGEST_SPAN = 5  # words of evidence


def talk(prose: Prose, deeds: Sequence[Deed], lead: int) -> Action:
    """Draw a lead of whom no deed can be drawn as talking, where they speak or the scene is all speech."""
    spoken = next(
        (
            deed
            for deed in deeds
            if deed.who == lead and deed.real >= REAL and deed.lemma in lexicon().speech_verbs.talking
        ),
        None,
    )
    if spoken:
        return Action("talking", (span(prose.tokens, spoken.token),), ("talk",))
    return Action("talking", (), ("talk",)) if speech_share(prose) >= DIALOGUE else NO_ACTION


def speech_share(prose: Prose) -> float:
    """Give the share of a scene's words that is direct speech."""
    words = [token.quoted for token in prose.tokens if token.text[0].isalpha()]
    return sum(words) / len(words) if words else 0.0
