"""Read features and garments with an owner: "her short red hair", "his coat", worn, taken off or lying there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from english.lexicon import lexicon
from reading.looks import (
    CLAUSE_END,
    LAYERS,
    LONGEST_RUN,
    Fact,
    adjectives_of,
    after_measure,
    feature_phrase,
    follows,
    follows_any,
    is_described,
    noun_run,
    slot_by_noun,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from english.tokens import Token
    from reading.mentions import Mention
    from reading.people import Who


def facts_of_owned(tokens: Sequence[Token], mention: Mention) -> Iterator[Fact]:
    """Read "her short red hair", "Emma's green coat", "his cloud of dark hair" and "his hair was grey"."""
    start = mention.last + (mention.last < len(tokens) and tokens[mention.last].word == "'s")
    run = noun_run(tokens, after_measure(tokens, start))
    if not run:
        yield from crowned(tokens, mention.who, start)
        return
    first, last, noun = run
    slot = slot_by_noun()[noun]
    text = feature_phrase(tokens, first, last, slot)
    if slot in LAYERS:
        if not tokens[mention.first].quoted:  # what is said of clothes is often of another day
            yield from owned_garments(tokens, mention, run)
    elif is_described(text, slot):
        yield Fact(mention.who, slot, text, first)
    elif slot == "hair" and (streak := streak_before(tokens, mention.first)):
        yield Fact(mention.who, slot, f"{streak}-streaked {text}", first)
    else:
        yield from feature_is(tokens, mention.who, last, slot, text)


def streak_before(tokens: Sequence[Token], owner: int) -> str:
    """Read the color of "with grey in her braids", or ""."""
    words = [token.word for token in tokens[max(0, owner - 3) : owner]]
    greying = lexicon().looks.age.signs & lexicon().looks.colors
    has = words[:1] in (["with"], ["had"], ["of"], ["was"], ["some"])
    return words[1] if has and words[2:] == ["in"] and words[1] in greying else ""


def crowned(tokens: Sequence[Token], who: Who, start: int) -> Iterator[Fact]:
    """Read "his lean brown head, with its shock of light hair"."""
    words = [token.word for token in tokens[start : start + LONGEST_RUN + 3]]
    for at, word in enumerate(words[:-3]):
        if word in ("head", "skull") and words[at + 1 : at + 3] in ([",", "with"], ["with", "its"]):
            index = start + words.index("with", at) + 1
            index = after_measure(tokens, index + (tokens[index].word in ("its", "a", "the")))
            run = noun_run(tokens, index)
            if run and slot_by_noun()[run[2]] == "hair":
                yield Fact(who, "hair", feature_phrase(tokens, run[0], run[1], "hair"), run[0])
            return
        if not word.isalpha():
            return


def owned_garments(tokens: Sequence[Token], mention: Mention, run: tuple[int, int, str]) -> Iterator[Fact]:
    """Read "her hat and jacket": worn, taken off, or only lying there."""
    off = is_off(tokens, mention.first, run[1])
    if off is None or [token.word for token in tokens[max(0, mention.first - 2) : mention.first]] == ["one", "of"]:
        return  # "wore one of his shirts" is read with the wearer
    runs = [run, *listed_after(tokens, run[1])]
    slots = [slot_by_noun()[noun] for _, _, noun in runs]
    is_dressed = mention.first > 0 and tokens[mention.first - 1].word == "in"
    facts = []
    for (first, last, _), slot in zip(runs, slots, strict=True):
        text = feature_phrase(tokens, first, last, slot)
        text = text if " " in text else " ".join((*color_said(tokens, last), text))
        fact = Fact(mention.who, slot, text, first, off)
        facts.append(as_undress(fact) if is_dressed else fact)
    yield from facts
    if off and follows_any(tokens, run[1] + 1, ("had", "was")):
        yield from in_its_place(tokens, mention.who, run[1] + 1)
    if is_dressed and is_all(tokens, runs[-1][1] + 1):
        yield from (
            Fact(mention.who, slot, "", run[0], removed=True) for slot in LAYERS if slot not in (*slots, "feet")
        )
    elif is_dressed and not off:
        yield from without_coat(mention.who, [fact.slot for fact in facts], run[0])


def is_all(tokens: Sequence[Token], number: int) -> bool:
    """Whether "and nothing else" ends what is worn."""
    number += follows(tokens, number, "and") + follows(tokens, number, ",")
    return follows_any(tokens, number, ("nothing", "little")) and follows_any(tokens, number + 1, ("else", "more"))


def in_its_place(tokens: Sequence[Token], who: Who, number: int) -> Iterator[Fact]:
    """Read "had been replaced by a brown knitted shawl" after what it replaces."""
    words = [token.word for token in tokens[number : number + 4]]
    if "replaced" not in words:
        return
    start = number + words.index("replaced") + 2
    start += follows_any(tokens, start, ("a", "an", "the", "his", "her"))
    first = noun_run(tokens, start)
    for run in (first, *listed_after(tokens, first[1])) if first else ():
        slot = slot_by_noun()[run[2]]
        yield Fact(who, slot, feature_phrase(tokens, run[0], run[1], slot), run[0])


def color_said(tokens: Sequence[Token], last: int) -> list[str]:
    """Read the color in "her sweatshirt was purple" and "his boots were dark brown"."""
    if not follows_any(tokens, last + 1, ("was", "were", "is", "are")):
        return []
    colors = lexicon().looks.colors
    said = [token.word for token in tokens[last + 2 : last + 4]]
    return said if len(said) > 1 and set(said) <= colors else said[:1] if colors & set(said[:1]) else []


def listed_after(tokens: Sequence[Token], noun_at: int) -> Iterator[tuple[int, int, str]]:
    """Continue a list of garments: "her shirt, braces and red tie"."""
    while True:
        after = noun_at + 1 + follows(tokens, noun_at + 1, "on")
        joint = follows_any(tokens, after, ("and", ",")) + follows(tokens, after + 1, "and")
        after += joint
        after += follows_any(tokens, after, ("a", "an", "the", "his", "her", "my"))
        run = noun_run(tokens, after) if joint and after < len(tokens) else None
        if run is None or slot_by_noun()[run[2]] not in LAYERS:
            return
        yield run
        noun_at = run[1]


def as_undress(fact: Fact) -> Fact:
    """Make whoever is "in his vest" wear so little for this scene only."""
    undress = fact.text.split()[-1:] and fact.text.split()[-1] in lexicon().looks.garments.undress
    return fact._replace(slot="occasion") if undress else fact


def without_coat(who: Who, slots: Collection[str], token: int) -> Iterator[Fact]:
    """Take the coat off whoever is "in his shirt"."""
    if "top" in slots and not {"outer", "whole"} & set(slots):
        yield Fact(who, "outer", "", token, removed=True)


def is_off(tokens: Sequence[Token], owner: int, noun_at: int) -> bool | None:
    """Whether a garment is taken off or lies about; None if the sentence does not say that it is worn."""
    before = [token.word for token in tokens[max(0, owner - 4) : owner] if token.sentence == tokens[owner].sentence]
    denied = not NEGATIONS.isdisjoint(before)
    if is_taken_off(before) or follows(tokens, noun_at + 1, "off"):
        return not denied
    if before[-1:] and before[-1] in lexicon().looks.garments.handled:
        return None  # "ironing her tunic"
    if denied or before[-1:] in (["over"], ["by"]) or before[-2:] == ["chink", "in"]:
        return None  # "a coat over her pyjamas", "took him by his collar"
    if follows_any(tokens, noun_at + 1, ("would", "will", "'d", "'ll")):
        return None  # "his hat would never be the same"
    is_replaced = any(token.word == "replaced" for token in tokens[noun_at + 1 : noun_at + 5])
    return before[-2:] == ["instead", "of"] or is_replaced or lies_about(tokens, noun_at + 1)


NEGATIONS = frozenset(("not", "n't", "never", "didn't", "hadn't", "couldn't", "wouldn't", "no", "don't"))


def is_taken_off(before: Sequence[str]) -> bool:
    """Whether the words before an owner remove the garment: "took off his", "without her", "hung up my"."""
    last, pair = before[-1:], before[-2:]
    if not last:
        return False
    away = lexicon().looks.garments.put_away
    return (
        last[0] in lexicon().looks.garments.take_off
        or last[0] in away
        or last[0] == "off"
        or (pair[0] in away and last[0] in ("up", "down", "aside", "away"))
        or pair in (["put", "away"], ["out", "of"], ["put", "aside"])
    )


def lies_about(tokens: Sequence[Token], number: int) -> bool:
    """Whether the words after a garment say that nobody wears it: "hung there", "on his knees", "over the chair"."""
    number += follows_any(tokens, number, ("was", "were", "is", "are"))
    words = [token.word for token in tokens[number : number + 5]]
    if words[:1] and words[0] in lexicon().looks.garments.set_out:
        return True
    rests = not lexicon().looks.garments.resting.isdisjoint(words[2:])
    return bool(rests) and words[0] in ("on", "over", "under", "in", "across", "beside", "from")


def feature_is(tokens: Sequence[Token], who: Who, noun_at: int, slot: str, noun: str) -> Iterator[Fact]:
    """Read "her hair was short and red" and "her hair cropped to the jaw"."""
    index = noun_at + 1
    if slot == "hair" and follows(tokens, index, "in"):
        yield from done_in(tokens, who, index + 1)
        return
    if slot == "hair" and follows_any(tokens, index, lexicon().looks.hair.cut):
        yield Fact(who, slot, f"{tokens[index].word} {noun}", noun_at)
        return
    if index >= len(tokens) or tokens[index].word not in ("was", "were", "is", "are"):
        return
    words = []
    for number in range(index + 1, min(index + 1 + LONGEST_RUN, len(tokens))):
        token = tokens[number]
        if (
            token.word in lexicon().looks.denials
            or token.text in CLAUSE_END
            or token.sentence != tokens[noun_at].sentence
        ):
            break
        if slot == "eyes" and token.word in lexicon().looks.eyes.passing:
            continue  # "his eyes were red"
        if token.word in adjectives_of(slot) and not follows(tokens, number + 1, "of"):
            words.append(token.word)
    if words:
        yield Fact(who, slot, " ".join((*words, noun)), noun_at)


def done_in(tokens: Sequence[Token], who: Who, number: int) -> Iterator[Fact]:
    """Read "her hair in two plaits" and "his hair in wet black spikes"."""
    words = [token.word for token in tokens[number : number + LONGEST_RUN]]
    words = words[words[0] in ("a", "an", "her", "his") :] if words else words
    kept = adjectives_of("hair") | {"two"}
    for at, word in enumerate(words):
        if slot_by_noun().get(word) == "hair":
            yield Fact(who, "hair", " ".join((*(each for each in words[:at] if each in kept), word)), number)
            return
        if word in SHAPES:
            seen = [each for each in words[:at] if each in adjectives_of("hair")]
            yield Fact(who, "hair", " ".join((*seen, SHAPES[word], "hair")), number)
            return
        if not word.isalpha():
            return


SHAPES = {"spikes": "spiky", "waves": "wavy", "tangles": "tangled"}
