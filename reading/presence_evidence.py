"""Collect what a scene shows of each person, as evidence of whether they are bodily there: deeds, body, nearness."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cast.name_signs import is_called
from english.lexicon import lexicon
from english.verbs import drawable, read_verb, verb_kind
from english.words import is_adverb
from reading.clauses import REAL, Event
from reading.coordination import coordinations, joint_subjects
from reading.people import GROUP, PersonIndex
from reading.realis import ACTED
from reading.verb_groups import is_auxiliary

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cast.members import Cast
    from cast.names import NameRun
    from english.tokens import Prose, Token
    from reading.mentions import Mention, Mentions
    from reading.people import ScenePeople
    from reading.realis import Realis

BODILY = 0.8  # verbs at least so drawable show a body
MOVING = frozenset(("come", "turn", "take", "put", "bring", "stop", "shut", "drop", "return", "set"))
WHERE = frozenset(("in", "at", "on", "by", "beside", "behind", "near"))  # "Tom was already in the doorway"
AWAY = frozenset(("of", "about", "without", "concerning", "regarding", "like", "than", "as", "for"))
FROM_AFAR = frozenset(("on", "over", "through", "down", "into", "by", "from"))
HAD = frozenset(("had", "hadn't", "'d"))
UNREAL = frozenset(("would", "might", "could", "should", "will", "'ll", "must", "may"))
REACH = 4  # tokens after a verb within which a mention is its object


@dataclass(slots=True)
class PresenceEvidence:
    """What one scene shows of one person."""

    signs: list[tuple[int, str]] = field(default_factory=list)  # (token, what is seen there)
    count: Counter[str] = field(default_factory=Counter)  # how often each is seen
    real: float = 0.0  # of the most real sentence that means the person
    first: int = 1 << 30  # token of the first mention
    paragraphs: set[int] = field(default_factory=set)  # that mention the person outside speech
    before: float = 0.0  # sum over these mentions: how much of their paragraph tells what had happened before
    by_device: int = 0  # of these mentions, in a sentence with a telephone, a radio, a screen

    def add(self, token: int, sign: str) -> None:
        """Note what is seen at a token."""
        self.signs.append((token, sign))
        self.count[sign] += 1
        self.first = min(self.first, token)

    def times(self, *signs: str) -> int:
        """Count how often one of the signs is seen."""
        return sum(self.count[sign] for sign in signs)


def collect_evidence(
    prose: Prose,
    meant: Mentions,
    events: Sequence[Event],
    quoted: Sequence[tuple[NameRun, PersonIndex]],
    realis: Realis,
) -> dict[PersonIndex, PresenceEvidence]:
    """Collect the evidence for everybody in a scene; `quoted` are names within speech."""
    tokens, evidence = prose.tokens, defaultdict[PersonIndex, PresenceEvidence](PresenceEvidence)
    before, spoken = shares_before(prose, events), spoken_paragraphs(prose)
    devices = {tokens[number].sentence for number in prose.find_words(lexicon().speech_verbs.remote)}
    for mention in meant.found:
        if mention.who is GROUP:
            continue
        shown = evidence[mention.who]
        if tokens[mention.first].quoted:
            shown.add(mention.first, "said aloud")
        else:
            paragraph = tokens[mention.first].paragraph
            shown.paragraphs.add(paragraph)
            shown.before += before.get(paragraph, 0.0)
            shown.by_device += tokens[mention.first].sentence in devices
            shown.count["away from speech"] += bool(spoken) and paragraph not in spoken
            if realis.by_sentence[tokens[mention.first].sentence] * ACTED > shown.real:
                shown.real = max(shown.real, realis.at(mention.first))
            for sign in signs_of(tokens, mention):
                shown.add(mention.first, sign)
    add_events(prose, meant.found, events, evidence)
    if any(kind_of_event(event) == "speaks" for event in events):  # a name on a label calls nobody
        add_quoted(tokens, quoted, evidence)
    return dict(evidence)


def quoted_names(runs: Sequence[NameRun], people: ScenePeople, cast: Cast) -> list[tuple[NameRun, PersonIndex]]:
    """Give the names within speech, each with its member."""
    numbers = {person.member: who for who, person in people.numbered() if not person.is_narrator}
    return [(run, numbers[member]) for run in runs if run.quoted and (member := cast.find(run)) is not None]


def add_quoted(
    tokens: Sequence[Token],
    quoted: Sequence[tuple[NameRun, PersonIndex]],
    evidence: Mapping[PersonIndex, PresenceEvidence],
) -> None:
    """Note whom somebody calls by name, and who says who they are."""
    for run, who in quoted:
        if says_own_name(tokens, run):
            evidence[who].real = max(evidence[who].real, 1.0)
            for sign in ("name acts", "speaks", "is addressed"):
                evidence[who].add(run.first, sign)
        elif is_called(tokens, run):
            evidence[who].add(run.first, "is addressed")


def shares_before(prose: Prose, events: Sequence[Event]) -> dict[int, float]:
    """Give for every paragraph that says "had" how large a share of its verbs it goes with."""
    verbs = Counter(prose.tokens[event.token].paragraph for event in events)
    tokens = prose.tokens
    had = Counter(tokens[number].paragraph for number in prose.find_words(HAD) if is_not_now(tokens, number))
    return {paragraph: min(1.0, times / (verbs[paragraph] + 2)) for paragraph, times in had.items()}


def is_not_now(tokens: Sequence[Token], number: int) -> bool:
    """Whether a word in the narration says that the verb after it is not now: "had slept", "would come"; "had just"."""
    if number + 1 >= len(tokens) or tokens[number].quoted or tokens[number].word not in HAD:
        return number < len(tokens) and tokens[number].word in UNREAL
    return tokens[number + 1].word != "just" and is_auxiliary(tokens, number)


def spoken_paragraphs(prose: Prose) -> set[int]:
    """Give the paragraphs with direct speech."""
    end = len(prose.text)  # where a last paragraph without words begins
    starts = [prose.tokens[first].start if first < len(prose.tokens) else end for first, _ in prose.paragraphs]
    return {bisect_right(starts, start) - 1 for start, _ in prose.quotes}


def signs_of(tokens: Sequence[Token], mention: Mention) -> list[str]:
    """Name what one mention in the narration shows: "name", "pronoun", and what is said of the person there."""
    if mention.owns:
        return [mention.kind, *owned_signs(tokens, mention)]
    if mention.subject:
        if is_not_now(tokens, mention.last):
            return [mention.kind]  # "Tom had gone", "that Tom would come"
        return [mention.kind, "acts" if mention.is_pronoun else "name acts", *state_signs(tokens, mention)]
    if mention.first and tokens[mention.first - 1].word in AWAY:
        return [mention.kind, "is spoken of"]
    return [mention.kind, *object_signs(tokens, mention)]


def owned_signs(tokens: Sequence[Token], mention: Mention) -> list[str]:
    """Name what something owned shows: a body is there ("Emma's red face"), a grave is not."""
    first = mention.last + (mention.last < len(tokens) and tokens[mention.last].word == "'s")
    owned = {token.word for token in tokens[first : first + 3]}
    if not owned.isdisjoint(lexicon().titles.dead.owned):
        return ["is dead"]
    return [] if owned.isdisjoint(lexicon().titles.body.words) else ["has a body"]


def state_signs(tokens: Sequence[Token], mention: Mention) -> list[str]:
    """Name what a predicate says: that somebody is in the doorway, or dead, or "was alive" when something happened."""
    if mention.last >= len(tokens) or tokens[mention.last].word not in ("was", "is", "'s"):
        return []
    after = [token.word for token in tokens[mention.last + 1 : mention.last + REACH] if not is_adverb(token.word)]
    state, then = (*after, "", "")[:2]
    if state in WHERE and then in lexicon().verbs.determiner:
        return ["is near"]
    before = state == "alive" and "when" in [token.word for token in tokens[max(0, mention.first - 2) : mention.first]]
    return ["is dead"] if before or state in lexicon().titles.dead.states else []


def object_signs(tokens: Sequence[Token], mention: Mention) -> list[str]:
    """Name what the verb or preposition before somebody says: near to others, or only in their thoughts."""
    for number in range(mention.first - 1, max(-1, mention.first - 1 - REACH), -1):
        token = tokens[number]
        if token.sentence != tokens[mention.first].sentence or not token.text[0].isalpha():
            break
        verb = read_verb(token.word) if token.text.islower() else None
        if verb and verb.form in ("past", "ing", "s"):
            if verb_kind(verb.lemma) == "perception" and acts_after(tokens, mention.last):
                return ["is near", "moves"]
            if verb_kind(verb.lemma) in ("cognition", "emotion"):
                return ["is thought of"]
            if drawable(verb.lemma) >= BODILY:
                return ["is near"]
            break
    before = tokens[mention.first - 1].word if mention.first else ""
    return ["is near"] if before in lexicon().prepositions.meeting else []


def acts_after(tokens: Sequence[Token], number: int) -> bool:
    """Whether a plain verb or an -ing form follows: "saw Tom run", "watched Ann reading"."""
    verb = read_verb(tokens[number].word) if number < len(tokens) else None
    return verb is not None and verb.form in ("base", "ing")


def says_own_name(tokens: Sequence[Token], run: NameRun) -> bool:
    """Whether somebody says who he is: "I am Professor Hale", "My name is Hale"."""
    before = tuple(token.word for token in tokens[max(0, run.first - 3) : run.first])
    return before[-2:] in (("i", "am"), ("i", "'m")) or before[-1:] == ("i'm",) or before[-3:-1] == ("my", "name")


def add_events(
    prose: Prose,
    mentions: Sequence[Mention],
    events: Sequence[Event],
    evidence: Mapping[PersonIndex, PresenceEvidence],
) -> None:
    """Note the deeds of everybody; coordinated subjects share them."""
    tokens, coordinated = prose.tokens, coordinations(prose.tokens, mentions)
    devices = not lexicon().speech_verbs.remote.isdisjoint(prose.index)
    for event in events:
        if event.who is not None and event.who is not GROUP:
            is_far = devices and is_said_from_afar(tokens, event.token)
            kind = "is heard from afar" if is_far else kind_of_event(event)
            doers = [event.who, *joint_subjects(event, coordinated)]
            for who in doers:
                if who is not GROUP:
                    evidence[who].add(event.token, kind)
                    evidence[who].count["acts with others"] += len(doers) > 1


def is_said_from_afar(tokens: Sequence[Token], verb: int) -> bool:
    """Whether "over the phone" follows a verb, or the speaker after it: "said Jonas over the phone"."""
    last = verb + 1
    while last < len(tokens) and tokens[last].is_capital:
        last += 1
    return is_from_afar(tokens, last)


def is_from_afar(tokens: Sequence[Token], number: int) -> bool:
    """Whether "from the screen" or "over the phone" follows, but not "down the line of poles"."""
    if number >= len(tokens) or tokens[number].word not in FROM_AFAR:
        return False
    words = [token.word for token in tokens[number + 1 : number + 5]]
    devices = lexicon().speech_verbs.remote
    return any(word in devices and words[at + 1 : at + 2] != ["of"] for at, word in enumerate(words[:3]))


def kind_of_event(event: Event) -> str:
    """Name what one deed of a person shows; what was done before, or is done usually, shows little."""
    if event.real < REAL:
        return "did before"
    if event.lemma in lexicon().speech_verbs.verbs or event.lemma in lexicon().speech_verbs.heard:
        return "speaks"
    if drawable(event.lemma) >= BODILY or event.lemma in MOVING:
        return "moves"
    if event.lemma in lexicon().verbs.inner:
        return "feels"
    return "is" if event.lemma in lexicon().verbs.be or event.lemma in ("be", "have", "seem", "become") else "does"


def find_listed(prose: Prose, names: Mapping[PersonIndex, Sequence[str]]) -> dict[PersonIndex, PresenceEvidence]:
    """Find everybody named of the author's list: no more is possible in a language that the rules cannot read."""
    words = [token.word for token in prose.tokens]
    evidence: dict[PersonIndex, PresenceEvidence] = {}
    for who, forms in names.items():
        wanted = [parts for form in forms if (parts := form.lower().split())]
        for at in sorted({at for form in wanted for at in prose.index.get(form[0], ())}):
            if any(words[at : at + len(form)] == form for form in wanted):
                evidence.setdefault(who, PresenceEvidence()).add(at, "name")
    return evidence
