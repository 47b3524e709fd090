"""Who is bodily there, who is only heard from afar or spoken of, and who leads the scene."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cast.name_signs import is_called
from english.lexicon import lexicon
from english.verbs import drawable
from english.words import is_adverb
from reading.clauses import REAL, Deed
from reading.events import doing_it_too
from reading.mentions import GROUP, Mention, companions, in_rows
from reading.telephone import is_from_afar

if TYPE_CHECKING:
    from cast.members import Member
    from cast.names import NameRun
    from english.tokens import Prose, Token
    from reading.looks import Fact
    from reading.mentions import Described
    from records import Presence

# what each sign adds to somebody's being there
SIGNS = {
    "acts": 2.0,
    "speaks": 2.5,
    "moves": 1.0,  # come, turn, take: hardly a picture, but a body
    "is": 0.6,  # be, have, think: also said of the absent
    "has a body": 1.5,
    "is somewhere": 1.6,  # "Tom was in the doorway"
    "is met": 1.0,  # beside, with, to, or after a verb
    "is addressed": 1.6,
    "is described": 1.4,
    "stands in a row": 0.4,  # named together with others
    "is meant": 0.3,  # named in the narration, whatever for
    "is dead": -2.0,  # "he was gone", "Tom's death", "Tom's grave"
}
REACH = 4  # tokens after a verb within which somebody is touched by what it does
THERE = 2.0  # from here on somebody is in the picture


@dataclass(slots=True)
class Standing:
    """What a scene shows of one person."""

    weight: float = 0.0  # of the signs that the person is there
    acts: float = 0.0  # weight of what the person does
    narrated: int = 0  # mentions outside speech
    named: int = 0  # mentions outside speech by name or description
    first: int = 1 << 30  # token of the first mention
    speaks: bool = False
    is_described: bool = False
    seen: int = 0  # times the narration shows a part of the body
    is_dead: bool = False
    is_placed: bool = False
    moves: int = 0  # times the person does something with the body
    signs: list[tuple[int, str]] = field(default_factory=list)  # (token, sign)


def weigh_people(
    prose: Prose,
    mentions: Sequence[Mention],
    deeds: Sequence[Deed],
    quoted: Sequence[tuple[NameRun, int]],
    facts: Sequence[Fact],
) -> dict[int, Standing]:
    """Sum up for everybody in a scene what speaks for their being there; `quoted` are names within speech."""
    standings: dict[int, Standing] = defaultdict(Standing)
    bodily = {deed.token for deed in deeds if deed.real >= REAL and drawable(deed.lemma) >= BODILY}
    for mention in mentions:
        if mention.who != GROUP:
            touched = not bodily.isdisjoint(range(mention.first - REACH, mention.first))
            weigh_mention(prose, mention, standings[mention.who], touched=touched)
    for mention in in_rows(prose.tokens, mentions):
        add_sign(standings[mention.who], mention.first, "stands in a row")
    weigh_deeds(prose.tokens, mentions, deeds, standings)
    weigh_states(prose.tokens, mentions, facts, standings)
    weigh_spoken(prose.tokens, quoted, standings)
    return dict(standings)


def weigh_states(
    tokens: Sequence[Token], mentions: Sequence[Mention], facts: Sequence[Fact], standings: Mapping[int, Standing]
) -> None:
    """Weigh what everybody is said to be: "a tall man", or dead."""
    for mention in mentions:
        if mention.who == GROUP:
            continue
        standing = standings[mention.who]
        if is_somewhere(tokens, mention) and not standing.is_placed:
            standing.is_placed = True
            add_sign(standing, mention.first, "is somewhere")
        if is_said_dead(tokens, mention) and not standing.is_dead:
            standing.is_dead = True
            add_sign(standing, mention.first, "is dead")
    for fact in facts:
        if fact.slot == "noun" and not tokens[fact.token].quoted and not standings[fact.who].is_described:
            standings[fact.who].is_described = True
            add_sign(standings[fact.who], fact.token, "is described")


def weigh_spoken(
    tokens: Sequence[Token], quoted: Sequence[tuple[NameRun, int]], standings: Mapping[int, Standing]
) -> None:
    """Weigh the names within speech: who is called by his own, and who says it."""
    called: dict[int, int] = defaultdict(int)
    for run, who in quoted:
        standing = standings[who]
        standing.first = min(standing.first, run.first)
        if says_own_name(tokens, run):
            standing.speaks = True
            add_sign(standing, run.first, "speaks")
        elif is_called(tokens, run) and called[who] < MOST_CALLS:
            called[who] += 1
            add_sign(standing, run.first, "is addressed")


def weigh_deeds(
    tokens: Sequence[Token], mentions: Sequence[Mention], deeds: Sequence[Deed], standings: Mapping[int, Standing]
) -> None:
    """Weigh what everybody does; a row of subjects does it together."""
    rows = companions(tokens, mentions)
    for deed in deeds:
        if deed.who is not None and deed.who != GROUP and not is_from_afar(tokens, deed.token + 1):
            for who in (deed.who, *doing_it_too(deed, rows)):
                weigh_deed(deed, standings[who], arrives=is_arrival(tokens, deed))


def weigh_listed(prose: Prose, names: Mapping[int, Sequence[str]]) -> dict[int, Standing]:
    """Take everybody as there whom the scene names: all that can be told in a language the rules cannot read."""
    words = [token.word for token in prose.tokens]
    standings: dict[int, Standing] = {}
    for who, forms in names.items():
        wanted = [parts for form in forms if (parts := form.lower().split())]
        found = [at for at in range(len(words)) if any(words[at : at + len(form)] == form for form in wanted)]
        if found:
            signs = [(token, "is meant") for token in found]
            standings[who] = Standing(THERE, narrated=len(found), named=len(found), first=found[0], signs=signs)
    return standings


def says_own_name(tokens: Sequence[Token], run: NameRun) -> bool:
    """Whether somebody says who he is: "I am Professor Hale", "My name is Hale"."""
    before = tuple(token.word for token in tokens[max(0, run.first - 3) : run.first])
    return before[-2:] in (("i", "am"), ("i", "'m")) or before[-1:] == ("i'm",) or before[-3:-1] == ("my", "name")


MOST_CALLS = 2


def add_sign(standing: Standing, token: int, sign: str, times: float = 1.0) -> None:
    standing.weight += SIGNS[sign] * times
    standing.signs.append((token, sign))


MOST_MEANT = 3  # mentions after which naming somebody again says nothing more


def weigh_mention(prose: Prose, mention: Mention, standing: Standing, *, touched: bool) -> None:
    tokens = prose.tokens
    if tokens[mention.first].quoted:
        return
    standing.first = min(standing.first, mention.first)
    standing.narrated += 1
    standing.named += mention.kind != "pronoun"
    if mention.owns:
        if owns_body(tokens, mention):
            add_sign(standing, mention.first, "has a body")
            standing.seen += not is_only_heard(tokens, mention)
    elif not mention.subject and (touched or stands_beside(tokens, mention)):
        add_sign(standing, mention.first, "is met")
    elif mention.kind == "name" and standing.named <= MOST_MEANT:
        add_sign(standing, mention.first, "is meant")


def is_somewhere(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether the narration says where in the room somebody is: "Tom was in the doorway", "Ann is at the sink"."""
    words = [token.word for token in tokens[mention.last : mention.last + PLACED_REACH] if not token.quoted]
    if not mention.subject or words[:1] not in (["was"], ["is"], ["'s"]) or tokens[mention.first].quoted:
        return False
    rest = [word for word in words[1:] if not is_adverb(word)]
    if rest[:1] not in (["in"], ["at"], ["on"], ["by"]) or rest[1:2] not in (["the"], ["a"], ["his"], ["her"]):
        return False
    return not lexicon().places.stations.isdisjoint(rest[2:4])


PLACED_REACH = 6  # tokens of "was already in the far doorway"


def is_said_dead(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether the scene says that somebody is no more: "Tom was dead", "Tom's funeral"."""
    after = [token.word for token in tokens[mention.last : mention.last + DEATH_REACH]]
    if mention.owns:
        return not lexicon().titles.dead.owned.isdisjoint(after[:2])
    if not mention.subject or after[:1] not in (["was"], ["is"], ["'s"]):
        return False
    state = next((word for word in after[1:] if not is_adverb(word)), "")
    if state == "alive":
        return "when" in [token.word for token in tokens[max(0, mention.first - 2) : mention.first]]
    return state in lexicon().titles.dead.states


DEATH_REACH = 4  # tokens of "was absolutely dead"


def owns_body(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether what somebody owns is part of the body: "her hand", "Emma's red face"."""
    first = mention.last + (mention.last < len(tokens) and tokens[mention.last].word == "'s")
    return any(token.word in lexicon().titles.body.words for token in tokens[first : first + 3])


def is_only_heard(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether what somebody owns is only heard: "her voice", "Tom's breath"."""
    first = mention.last + (mention.last < len(tokens) and tokens[mention.last].word == "'s")
    return any(token.word in lexicon().titles.body.heard for token in tokens[first : first + 3])


def stands_beside(tokens: Sequence[Token], mention: Mention) -> bool:
    before = tokens[mention.first - 1].word if mention.first else ""
    return before in lexicon().prepositions.meeting


def is_arrival(tokens: Sequence[Token], deed: Deed) -> bool:
    """Whether somebody comes in, out, up or back."""
    after = tokens[deed.token + 1].word if deed.token + 1 < len(tokens) else ""
    return deed.lemma == "come" and after in lexicon().verbs.arriving


def weigh_deed(deed: Deed, standing: Standing, *, arrives: bool) -> None:
    weight = drawable(deed.lemma)
    if deed.real < REAL:
        return
    if deed.lemma in lexicon().speech_verbs.verbs or deed.lemma in lexicon().speech_verbs.heard:
        standing.speaks = True
        add_sign(standing, deed.token, "speaks")
        standing.acts += 0.6
    elif weight >= BODILY or arrives:
        standing.moves += 1
        add_sign(standing, deed.token, "acts")
        standing.acts += 1.0
    elif deed.lemma in MOVING:
        add_sign(standing, deed.token, "moves")
        standing.acts += 0.35
    else:
        add_sign(standing, deed.token, "is")
        standing.acts += INNER if deed.lemma in lexicon().verbs.inner else 0.35


INNER = 0.6  # what seeing, thinking and feeling count for the lead: whose eyes a scene is seen with
BODILY = 0.8  # drawable verbs from here on show a body
MOVING = frozenset(("come", "turn", "take", "put", "bring", "stop", "shut", "drop", "return", "set"))


def presence_of(standing: Standing, *, has_phone: bool) -> Presence:
    """Say how a person is in the scene; whoever leads is chosen afterwards."""
    if standing.weight < THERE:
        return "mentioned"
    if has_phone and standing.speaks and standing.moves + standing.seen // 2 <= FEW_MOVES and not standing.is_placed:
        return "remote"
    return "present"


FEW_MOVES = 1  # up to which somebody heard on the phone is only heard


def is_only_called(standing: Standing) -> bool:
    """Whether nothing speaks for somebody's being there but that the name is called."""
    return all(sign == "is addressed" for _, sign in standing.signs)


def is_another_word(person: Described, named: Sequence[Member]) -> bool:
    """Whether "the girl", whom no "a girl" brought in, is likely one of the named people of her gender."""
    article = person.phrase.split(" ", 1)[0]
    if article not in ("the", "this", "that") or person.head not in lexicon().people.anybody:
        return False
    return any(not person.gender or member.gender in ("", person.gender) for member in named)


def choose_lead(standings: Mapping[int, Standing], there: Sequence[int], fame: Mapping[int, float]) -> int | None:
    """Choose whom to draw: who does most and is named most; `fame` (0 to 1) is their share of the book."""

    def rank(who: int) -> tuple[float, int]:
        standing = standings[who]
        weight = standing.acts + NAMED_SHARE * standing.narrated
        return weight * (1 + FAME * fame.get(who, 0.0)), -standing.first

    return max(there, key=rank, default=None)


NAMED_SHARE = 0.15  # of a deed, for every mention
FAME = 0.7  # how much more the book's protagonist weighs than somebody seen once
