"""Find the verb that a word is a form of (past, -ing, -s or base), from WordNet's verbs and irregular forms."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from english.lexicon import lexicon
from english.tables import read_columns, read_lines, read_pairs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Form = Literal["past", "participle", "ing", "s", "base"]
VOWELS = frozenset("aeiou")
SHORT_SYLLABLE = re.compile(r"(?:^|[^aeiou])[aeiou][^aeiou]$")
ONE_SYLLABLE = re.compile(r"[^aeiou]*[^aeiou][aeiou][^aeiouwxy]$")

DRAWABLE_DEFAULT = 0.5


class VerbForm(NamedTuple):
    """A word read as a verb."""

    lemma: str
    form: Form


@cache
def read_verb(word: str) -> VerbForm | None:
    """Parse a lower-case word as a verb form; None if it is none."""
    if word in lexicon().verbs.not_verbs:
        return read_irregular(word) if word in lexicon().verbs.ambiguous else None
    irregular = read_irregular(word)
    if irregular:
        return irregular
    verbs = read_pairs("verbs.txt")
    for ending, form in (("ed", "past"), ("ing", "ing"), ("s", "s")):
        if word.endswith(ending):
            lemma = next((stem for stem in stems(word, ending) if stem in verbs), "")
            if lemma:
                return VerbForm(lemma, form)  # type: ignore[arg-type]
    return VerbForm(word, "base") if word in verbs else None


def read_irregular(word: str) -> VerbForm | None:
    """Parse an irregular verb form; None if the word is none."""
    if word in lexicon().verbs.same:
        return VerbForm(word, "past")
    base = read_pairs("irregular_verbs.txt").get(word)
    if base is None:
        return None
    if word.endswith("ing"):
        return VerbForm(base, "ing")
    if word.endswith("s") and base + "s" != word and not base.endswith("s"):
        return VerbForm(base, "s")
    return VerbForm(base, "participle" if word in lexicon().verbs.participles else "past")


def stems(word: str, ending: str) -> Iterator[str]:
    """Give the possible base forms before an ending: walk|ed, hop|p|ed, smil|e|d, carr|y."""
    stem = word[: -len(ending)]
    if ending == "s":
        yield stem
        if stem.endswith("e"):
            yield stem[:-1]
        if stem.endswith("ie"):
            yield stem[:-2] + "y"
        return
    if len(stem) > 1 and stem[-1] == stem[-2] and stem[-1] not in VOWELS:
        yield stem
        yield stem[:-1]
        return
    if stem.endswith("i") and ending == "ed":
        yield stem[:-1] + "y"
    # "hoped" is hope, "looked" is look: try the silent e first after one consonant
    if SHORT_SYLLABLE.search(stem):
        yield stem + "e"
        yield stem
    else:
        yield stem
        yield stem + "e"


class DeedVerb(NamedTuple):
    """What a body does in a verb, and how well it is seen."""

    kind: str
    drawable: float  # 0 to 9


@cache
def deed_verb(lemma: str, noun: str = "") -> DeedVerb:
    """Give what a body does in a verb, or in a verb with its object: "run", "run a finger", "run a test"."""
    found = read_columns("deed_verbs.txt").get(lemma, ("other", "0"))
    kind, drawable = deed_senses().get((lemma, noun), found)
    return DeedVerb(kind, float(drawable))


@cache
def deed_senses() -> Mapping[tuple[str, str], tuple[str, str]]:
    """Give the senses that a verb has with some objects."""
    rows = (line.split("\t") for line in read_lines("deed_senses.txt"))
    return {(verb, noun): (kind, drawable) for verb, kind, drawable, nouns in rows for noun in nouns.split()}


@cache
def drawable(lemma: str) -> float:
    """Score how well a verb shows that a body is there, 0 (not at all) to about 3."""
    for weight, words in sorted(lexicon().verbs.differ.items()):
        if lemma in words:
            return weight
    return lexicon().verbs.drawable.get(verb_kind(lemma), DRAWABLE_DEFAULT)


def verb_kind(lemma: str) -> str:
    """Give the semantic class of a verb: "motion", "contact"; "" if unknown."""
    return read_pairs("verbs.txt").get(lemma, "")


@cache
def may_be_participle(word: str) -> bool:
    """Whether a past form is its verb's participle as well: "waited", not "went"."""
    verb = read_verb(word)
    return verb is None or verb.lemma not in bases_with_participle()


@cache
def bases_with_participle() -> frozenset[str]:
    """Give the verbs whose participle is not their past tense."""
    bases = read_pairs("irregular_verbs.txt")
    return frozenset(bases[word] for word in lexicon().verbs.participles if word in bases)


def ing_form(lemma: str) -> str:
    """Write a verb in its -ing form: sit, sitting; smoke, smoking; lie, lying."""
    if lemma.endswith("ie"):
        return lemma[:-2] + "ying"
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        return lemma[:-1] + "ing"
    if doubles(lemma):
        return lemma + lemma[-1] + "ing"
    if lemma.endswith("c"):
        return lemma + "king"
    return lemma + "ing"


@cache
def doubling() -> frozenset[str]:
    """Give the irregular verbs whose -ed or -ing form doubles the last letter."""
    return frozenset(
        base for form, base in read_pairs("irregular_verbs.txt").items() if form == base + base[-1] + "ing"
    )


def doubles(lemma: str) -> bool:
    """Whether a verb doubles its last letter before -ing."""
    if lemma in doubling():
        return True
    return ONE_SYLLABLE.match(lemma) is not None
