"""Find which scenes are told in the first person, and which member of the cast says "I" in each."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from math import log1p
from typing import TYPE_CHECKING, NamedTuple

from cast.aliases import title_gender
from cast.name_signs import is_called
from cast.names import MemberIndex, NameKey, NameRun, name_key
from english.lexicon import lexicon
from english.tables import read_columns
from english.weights import Features, Option, Weights, fitted_weights

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from english.tokens import Prose, Token

FIRST_PERSON_SHARE = 0.008  # least share of "I", "me" and "my" among narrated tokens
CLEAR_SHARE = 0.025  # the same in a book that mostly tells of others
LEAST_FIRST_PERSON = 2
OWN_WORDS = frozenset(("i", "me", "my", "myself"))
LONGEST_SPEECH = 2_000  # tokens of a paragraph's speech on one side of a name; beyond them nobody says who speaks
NEAR_QUOTE = 8  # tokens around a speech within which "I said" is found


class TellerSigns(NamedTuple):
    """What a scene in the first person tells of who says "I"."""

    share: float  # of "I", "me" and "my" among what is narrated
    signs: tuple[tuple[NameKey, str], ...] = ()
    traits: tuple[str, ...] = ()  # as whom the teller is spoken to, and what only women, men, children, the grown have
    words: int = 0  # of the scene


def first_person_share(prose: Prose) -> float:
    """Give the share of "I" and "my" in what is narrated, 0.0 where there are hardly any."""
    own = sum(not prose.tokens[number].quoted for word in OWN_WORDS for number in prose.index.get(word, ()))
    if own < LEAST_FIRST_PERSON:
        return 0.0
    spoken = sum(end - start for start, end in prose.quotes)
    return own / (len(prose.tokens) * max(0.05, 1 - spoken / len(prose.text)))


def read_teller(prose: Prose, found: Sequence[NameRun], signs: Sequence[Sequence[str]]) -> TellerSigns | None:
    """Read who may be the narrator of a scene; None where nobody says "I". `signs` are those of every name."""
    share = first_person_share(prose)
    if not share:
        return None
    own_names = ((run, own) for run, own in zip(found, signs, strict=True) if not is_office(run))
    told = ((run.key, teller_sign(prose, run, own)) for run, own in own_names)
    parents = ("child" for run, own in zip(found, signs, strict=True) if run.title in PARENTS and "acts" in own)
    traits = (*teller_traits(prose), *parents)
    return TellerSigns(share, tuple((key, sign) for key, sign in told if sign), traits, len(prose.tokens))


def is_office(run: NameRun) -> bool:
    """Whether a name is only an office, which many may be called by: "Captain", "Signor Tenente"."""
    return not run.words or "office" in read_columns("name_words.txt").get(run.words[-1].lower(), ())


def teller_sign(prose: Prose, run: NameRun, signs: Sequence[str]) -> str:
    """Name what one mention of a name tells about whether its bearer is the narrator."""
    before = tuple(token.word for token in prose.tokens[max(0, run.first - 3) : run.first])
    names = before[-2:] == ("call", "me") or before[-3:-1] == ("my", "name")
    if not run.quoted:
        return "introduced" if names else "acts" if "acts" in signs or "speaks" in signs else "narrated"
    spoken = is_said_by_teller(prose.tokens, run)
    if names or before[-2:] in (("i", "am"), ("i", "'m")) or before[-1:] == ("i'm",):
        return "introduced" if spoken else ""
    if "is called" not in signs:
        return "talked of"
    return "introduced" if "myself" in words_around(prose.tokens, run) else "called by I" if spoken else "called"


def is_said_by_teller(tokens: Sequence[Token], run: NameRun) -> bool:
    """Whether "I said" stands beside the speech that holds a name."""
    beside = pairwise(words_around(tokens, run))
    return any(word == "i" and after in lexicon().speech_verbs.verbs for word, after in beside)


def words_around(tokens: Sequence[Token], run: NameRun) -> list[str]:
    """Collect the narrated words beside the speech that holds a name, within its paragraph."""
    paragraph, first, last = tokens[run.first].paragraph, run.first, run.last
    begin, end = max(0, first - LONGEST_SPEECH), min(len(tokens), last + LONGEST_SPEECH)
    while first > begin and tokens[first - 1].quoted and tokens[first - 1].paragraph == paragraph:
        first -= 1
    while last < end and tokens[last].quoted and tokens[last].paragraph == paragraph:
        last += 1
    around = (*tokens[max(0, first - NEAR_QUOTE) : first], *tokens[last : last + NEAR_QUOTE // 2])
    return [token.word for token in around if token.paragraph == paragraph and not token.quoted]


# --- What a teller without a name is --------------------------------------------------------------------------------


def teller_traits(prose: Prose) -> Iterator[str]:
    """Give a trait for each thing that tells the narrator's: "ma'am", "my husband", "my beard", "my school"."""
    signs, tokens = lexicon().titles.teller, prose.tokens
    own = {"female": signs.women_own, "male": signs.men_own, "child": signs.children_own, "grown": signs.grown_own}
    for trait, words in own.items():
        for number in prose.find_words(words):
            before = [token.word for token in tokens[max(0, number - 2) : number]]
            if not tokens[number].quoted and (before[-1:] == ["my"] or (before[:1] == ["my"] and trait == "child")):
                yield trait
    for trait, words in (("female", signs.women_called), ("male", signs.men_called)):
        for number in prose.find_words(words):
            run = NameRun(number, number + 1, "", (), has_article=False, quoted=tokens[number].quoted)
            if is_called(tokens, run) and not is_said_by_teller(tokens, run):
                yield trait


def teller_gender(told: Iterable[TellerSigns | None]) -> str:
    """Give the gender of a narrator by all that the book tells, "" if that is little or mixed.

    Who is spoken to as "Mr. Hale", and of whom nothing else is told, may be the narrator.
    """
    scenes = [scene for scene in told if scene]
    count = Counter(trait for scene in scenes for trait in scene.traits)
    signs = [sign for scene in scenes for sign in scene.signs]
    others = {key for key, sign in signs if sign != "called"}
    count.update(title_gender(key[0]) for key, sign in signs if sign == "called" and key not in others)
    women, men = count["female"], count["male"]
    if max(women, men) < 2 * min(women, men) or women == men:
        return ""
    return "female" if women > men else "male"


def is_childs_voice(told: Iterable[TellerSigns | None]) -> bool:
    """Whether a narrator tells so often of what only children call theirs, parents and school, as children do."""
    scenes = [scene for scene in told if scene]
    count = Counter(trait for scene in scenes for trait in scene.traits)
    words = sum(scene.words for scene in scenes)
    return count["child"] > max(MANY_CHILDLIKE, words * CHILDLIKE, count["grown"] * GROWN)


PARENTS = frozenset(("mommy", "mummy", "daddy", "mom", "mum", "mama", "dad", "papa", "ma", "pa"))
MANY_CHILDLIKE = 4  # at least
CHILDLIKE = 0.001  # share of a child's words among all
GROWN = 4  # so many times must they outnumber wife, job and children


# --- Who it is ------------------------------------------------------------------------------------------------------


def told_by_somebody(told: Sequence[TellerSigns | None]) -> list[TellerSigns | None]:
    """Keep the scenes that are in the first person, as the whole book is or though it is not."""
    clear = sum(scene is not None and scene.share >= FIRST_PERSON_SHARE for scene in told)
    least = 0.0 if clear * 2 >= len(told) else CLEAR_SHARE
    return [scene if scene and scene.share >= least else None for scene in told]


def find_narrators(
    titles: Sequence[str],
    chapters: Sequence[int],
    tellers: Sequence[TellerSigns | None],
    member_by_name: Mapping[NameKey, MemberIndex],
    weights: Weights | None = None,
) -> tuple[MemberIndex | None, ...]:
    """Give the narrator of every scene; None in the third person, or for a narrator whom the book never names."""
    weights = weights or fitted_weights()
    book = count_signs(tellers, member_by_name)
    elected: dict[int, MemberIndex | None] = {}
    by_chapter: dict[int, list[int]] = defaultdict(list)
    for number, chapter in enumerate(chapters):
        by_chapter[chapter].append(number)
    for chapter, numbers in by_chapter.items():
        own = count_signs([tellers[number] for number in numbers], member_by_name)
        heading = {member_by_name.get(name_key(titles[number])) for number in numbers if titles[number]}
        elected[chapter] = elect(book, own, heading, weights)
    return tuple(elected[chapter] if scene else None for chapter, scene in zip(chapters, tellers, strict=True))


Signs = dict[MemberIndex, Counter[str]]


def count_signs(told: Iterable[TellerSigns | None], member_by_name: Mapping[NameKey, MemberIndex]) -> Signs:
    """Count the signs for and against everybody whom scenes in the first person name."""
    found: Signs = defaultdict(Counter)
    for scene in told:
        here: set[tuple[MemberIndex, str]] = set()
        for key, sign in scene.signs if scene else ():
            who = member_by_name.get(key)
            if who is not None:
                first = sign == "introduced" and not any(signs["introduced"] for signs in found.values())
                found[who].update([sign, *(["introduced first"] if first else [])])
                here.add((who, sign))
        for who, sign in here:
            found[who][f"scenes: {sign}"] += 1
    return found


def elect(book: Signs, own: Signs, heading: set[MemberIndex | None], weights: Weights) -> MemberIndex | None:
    """Choose who tells a chapter, nobody unless the evidence is strong."""
    known = sorted(book.keys() | {who for who in heading if who is not None})
    options = [Option(who, teller_features(book[who], own[who], heads=who in heading)) for who in known]
    chosen = weights.choose("teller", [Option(None, {"nobody": 1.0}), *options])
    return options[chosen - 1].answer if chosen else None


def teller_features(book: Counter[str], own: Counter[str], *, heads: bool) -> Features:
    """Say what speaks for and against somebody as the narrator of a chapter."""
    return {
        "introduced": min(2.0, float(book["introduced"])),
        "introduced first": float(book["introduced first"]),
        "scenes called": min(3.0, log1p(book["scenes: called"])),
        "called here": min(2.0, log1p(own["called"])),
        "acts": min(3.0, log1p(book["acts"])),
        "acts here": min(3.0, log1p(own["acts"])),
        "narrated here": min(3.0, log1p(own["acts"] + own["narrated"])),
        "heads the chapter": float(heads),
    }
