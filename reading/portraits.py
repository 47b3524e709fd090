"""Give each member's age, scene by scene, and their unchanging look in one fixed wording."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from english.lexicon import lexicon
from english.verbs import read_verb
from reading.ages import ADULT, YEARS, say_age, say_years
from reading.looks import FEATURES, Fact

MOST_FEATURES = 3  # that last
MOST_TOLD, MOST_BUILDS = 5, 2  # that this scene tells
MOST_PASSING, MOST_STATES = 2, 2  # closed eyes, a lifted hand; a picture shows one moment
MOST_WORDS = 3  # before a feature's noun
TOLD_SHOWN = (*FEATURES, "carried")
FEATURES_SHOWN = ("hair", "beard", "marks", "eyes", "face")
FAR_APART = 15  # stated ages so many years apart belong to different parts of the book
MANY_CALLS = 3  # after so many mentions of "the boy" he is one
Dated = Sequence[tuple[int, Fact]]  # facts with the number of their scene


def follow_ages(gender: str, facts: Dated, scenes: int, passed: Mapping[int, int]) -> list[tuple[int, str]]:
    """Give a person's age from each scene on; `passed` are the years that the book says pass before a scene."""
    word = age_word(gender, facts)
    if not any(fact.slot in YEARS for _, fact in facts):
        return [(0, word)]
    ages: list[tuple[int, str]] = []
    for scene, number in follow_years(facts, scenes, passed):
        age = say_age(number, gender) if number is not None else word
        if not ages or age != ages[-1][1]:
            ages.append((scene, age))
    return ages


def follow_years(facts: Dated, scenes: int, passed: Mapping[int, int]) -> list[tuple[int, int | None]]:
    """Carry stated years through the book, each from a scene on; "sixteen years later" adds to them."""
    stated = [(scene, int(fact.text)) for scene, fact in facts if fact.slot in YEARS]
    walls = [0, *(scene for scene in sorted(passed) if scene and passed[scene]), scenes]
    years: list[tuple[int, int | None]] = []
    for first, last in pairwise(walls):
        part = stated[bisect_left(stated, (first,)) : bisect_left(stated, (last,))]
        before = years[-1][1] if years else None
        years.extend(part_years(part, first, last, None if before is None else before + passed[first]))
    return years


def part_years(
    stated: Sequence[tuple[int, int]], first: int, last: int, carried: int | None
) -> list[tuple[int, int | None]]:
    """Reconcile the ages stated in one part of the book: the first holds, unless others are far from it."""
    if not stated:
        return [(first, carried)]
    main = stated[0][1]
    if not any(differ(main, number) for _, number in stated):
        return [(first, main)]
    main = min((number for _, number in stated if number >= ADULT), default=main)
    own = dict(reversed(stated))
    grown = min((scene for scene, number in stated if number >= ADULT), default=last)
    young_from, young = next((one for one in stated if one[1] < ADULT), (last, None))
    found: list[tuple[int, int | None]] = []
    for scene in sorted({first, young_from, grown, *own, *(scene + 1 for scene in own)}):
        if scene < last:
            child = young if young_from <= scene < grown else None
            number = own.get(scene, main)
            found.append((scene, number if differ(number, main) else child or main))
    return found


def differ(years: int, others: int) -> bool:
    """Whether two ages look different: far apart, or one a child's."""
    return abs(years - others) >= FAR_APART or (years < ADULT) != (others < ADULT)


def age_word(gender: str, facts: Dated) -> str:
    """Word the age by its adjective, else by the nouns that the book uses: a child, a young man or woman."""
    words = lexicon().looks.age_words
    told = Counter(words[fact.text] for _, fact in facts if fact.slot == "age" and fact.text in words)
    most = max(told, key=told.__getitem__, default="")
    if most and most != "young":
        return str(most)
    if is_called_child([fact for _, fact in facts], gender):
        return "child"
    heads = [fact.text.split()[-1] for _, fact in facts if fact.slot in ("noun", "called") and fact.text]
    return "young" if most or not lexicon().looks.child.young.isdisjoint(heads) else ""


def is_called_child(facts: Sequence[Fact], gender: str = "") -> bool:
    """Whether the nouns used of a person indicate a child: "child", "little girl"; "the girl" may be twenty."""
    told = [fact for fact in facts if fact.slot in ("noun", "called") and fact.text]
    heads = [fact.text.split()[-1] for fact in told]
    childlike = [fact.slot for fact in told if names_child(fact.text)]
    grown = sum(head in lexicon().looks.child.grown for head in heads)
    grown += any(fact.slot == "beard" for fact in facts)
    if childlike.count("noun") * 2 + childlike.count("called") > max(1, 2 * grown):
        return True
    boys = sum(head in ("boy", "lad") for head in heads)
    return gender == "male" and not grown and boys >= MANY_CALLS


def names_child(phrase: str) -> bool:
    """Whether a phrase names a child, whoever it is: "child", "little girl"; not "girl"."""
    *before, head = phrase.split() or [""]
    small = not lexicon().looks.child.adjectives.isdisjoint(before)
    if head in lexicon().looks.child.young:
        return small or (head == "boy" and "young" in before)
    return head in lexicon().looks.child.nouns


def say_look(
    gender: str, age: str, facts: Sequence[Fact], here: Sequence[Fact] = (), nature: str = "", hair: str = ""
) -> str:
    """Write the look: build, age, noun, then what this scene tells, the features that last, and states.

    `hair` stands in place of all that is told of the hair.
    """
    first = first_features(facts, gender, age)
    if hair:
        first, here = first | {"hair": hair}, [fact for fact in here if fact.slot != "hair"]
    noun = nature or find_noun(gender, age)
    is_young = noun in ("boy", "girl", "child")
    exact = exact_age(here, gender, age)
    before = age if age and not age.startswith("in ") and not (is_young and age == "child") else ""
    head = [word for word in (*builds_told(here, first), exact or before, noun) if word]
    if age.startswith("in ") and not exact:
        head.append(age)
    return in_full(" ".join(head), first, told_features(here, gender, age), here)


def exact_age(here: Sequence[Fact], gender: str, age: str) -> str:
    """Word the years that this scene tells, "thirty-five-year-old", where it tells them once and they fit the age."""
    told = {fact.text for fact in here if fact.slot == "years"}
    years = int(told.pop()) if len(told) == 1 else 0
    return say_years(years) if years and say_age(years, gender) == age else ""


def builds_told(here: Sequence[Fact], first: Mapping[str, str]) -> list[str]:
    """Give how somebody is built, as this scene tells it before all others."""
    told = [fact.text for fact in here if fact.slot == "build"]
    return list(dict.fromkeys([*told, *([first["build"]] if "build" in first else [])]))[:MOST_BUILDS]


def in_full(said: str, first: Mapping[str, str], told: Mapping[str, Sequence[str]], here: Sequence[Fact]) -> str:
    """Add to who somebody is what they are told to have here, what lasts, and how they are for the moment."""
    features, states = features_shown(first, told), states_shown(here, said, shows_face="smile" in told)
    before = [state for state in states if state not in lexicon().looks.predicative]
    after = [state for state in states if state not in before]
    with_features = " with " + listed(features) if features else ""
    return " ".join((*before, said)) + with_features + (f", {listed(after)}" if after else "")


def told_features(here: Sequence[Fact], gender: str, age: str) -> dict[str, list[str]]:
    """Give by slot what this scene tells, in its words; the same noun twice is said once."""
    told: dict[str, dict[str, str]] = {}
    for fact in here:
        if fact.slot in TOLD_SHOWN and not fact.removed and fits(fact.slot, fact.text, gender, age):
            of_slot, noun = told.setdefault(fact.slot, {}), fact.text.split()[-1].removesuffix("s")
            of_slot[noun] = joined(of_slot.get(noun, fact.text), fact.text)
    return {slot: list(texts.values()) for slot, texts in told.items()}


def joined(text: str, other: str) -> str:
    """Join two wordings of one feature: "red hair" and "short hair" are short red hair."""
    *before, noun = text.split()
    *more, same = other.split()
    if noun.removesuffix("s") != same.removesuffix("s") or len(before) + len(more) > MOST_WORDS:
        return text
    return " ".join((*before, *(word for word in more if word not in before), noun))


def features_shown(first: Mapping[str, str], told: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """Give the features told here, few of the moment, then some that last, and what is carried."""
    here = [(slot, text) for slot in FEATURES for text in told.get(slot, ())[: 1 if slot == "smile" else None]]
    passing = [text for slot, text in here if passes(slot, text)][MOST_PASSING:]
    kept = [text for _, text in here if text not in passing]
    lasting = [first[slot] for slot in FEATURES_SHOWN if slot in first and slot not in told][:MOST_FEATURES]
    carried = [text if text.endswith("s") else f"a {text}" for text in told.get("carried", ())]
    return (kept + lasting)[:MOST_TOLD] + carried[:1]


def passes(slot: str, text: str) -> bool:
    """Whether a feature is of the moment: closed eyes, a lifted hand."""
    words = text.split()[:-1]
    if slot == "marks" or not (lexicon().looks.states | lexicon().looks.half).isdisjoint(words):
        return False  # a sling, a bruised cheek
    held = slot == "body" and any(verb and verb.form != "base" for verb in map(read_verb, words))
    return held or not lasting_feature(slot, text)


def states_shown(here: Sequence[Fact], said: str, *, shows_face: bool) -> list[str]:
    """Give what somebody is for the moment: pale and smiling; one feeling, none beside a told expression."""
    states = [(fact.slot, fact.text) for fact in here if fact.slot in ("state", "feeling", "manner")]
    felt = [text for slot, text in states if slot == "feeling"][: 0 if shows_face else 1]
    kept = [text for slot, text in states if slot != "feeling" or text in felt]
    new = [text for text in kept if text not in lexicon().looks.into_look and text not in said.split()]
    looks = lexicon().looks
    fleeting = {looks.become[lemma] for lemma in looks.reddening}  # a flush passes before anything else
    return sorted(dict.fromkeys(new), key=fleeting.__contains__)[:MOST_STATES]


def first_features(facts: Sequence[Fact], gender: str, age: str) -> dict[str, str]:
    """Take for every slot the first stated feature that fits; a bare "beard" waits for its color."""
    first: dict[str, str] = {}
    into = lexicon().looks.into_look
    for fact in facts:
        text = lasting_feature(fact.slot, fact.text) if fact.text else ""
        if not text or text == "little" or not fits(fact.slot, text, gender, age):
            continue
        known = first.get(fact.slot, text)
        is_fuller = " " not in known and text.split()[-1] == known and " " in text
        first[fact.slot] = text if is_fuller else known
    for fact in facts:
        if fact.slot == "manner" and fact.text in into:
            feature = into[fact.text]
            slot = "hair" if feature.endswith("hair") else "beard" if "beard" in feature else "marks"
            if fits(slot, feature, gender, age):
                first.setdefault(slot, feature)
    return first


def lasting_feature(slot: str, text: str) -> str:
    """Strip from a feature what changes with the moment, wet hair or a red face; "" if nothing is left."""
    *before, noun = text.split()
    if slot == "marks":
        return "" if lexicon().looks.face.marked.isdisjoint(text.split()) else text
    if slot == "eyes":
        kept = [word for word in before if word in lexicon().looks.colors | lexicon().looks.face.eyed]
        return " ".join((*kept, noun)) if kept else ""
    if slot not in ("face", "hair"):
        return text
    if slot == "hair":
        kept = [word for word in before if word.split("-")[-1] not in lexicon().looks.hair.passing]
        return " ".join((*kept, noun)) if kept else ""
    if noun not in lexicon().looks.face.kept:
        return ""
    face = lexicon().looks.face
    lasts = face.skin if noun in ("skin", "complexion") else face.lasting
    kept = [word for word in before if word in lasts or word.rpartition("-")[2] in ("boned", "shaped", "cut")]
    return " ".join((*kept, noun)) if kept else ""


def fits(slot: str, text: str, gender: str, age: str) -> bool:
    """Whether a feature may be this person's: no woman or child has a beard, nobody young white hair."""
    if slot == "beard" and (gender == "female" or age in ("child", "teenage")):
        return False
    is_young = age in ("child", "teenage", "young") or "twenties" in age
    return not is_young or lexicon().looks.age.signs.isdisjoint(text.split())


def find_noun(gender: str, age: str) -> str:
    """Choose the noun by the age: nobody of eighteen or more is a girl or boy."""
    if age == "child" or (age == "teenage" and gender):
        return {"female": "girl", "male": "boy"}.get(gender, "child")
    return {"female": "woman", "male": "man"}.get(gender, "person")


def say_described(phrase: str, gender: str, facts: Sequence[Fact]) -> str:
    """Word the look of a person whom the text only describes: "the guard" with what is said of him."""
    *before, head = phrase.split()[1:] or phrase.split()
    years = next((int(fact.text) for fact in facts if fact.slot in YEARS), None)
    child = is_child_described(phrase, head, years, facts)
    if head in lexicon().looks.child.young | lexicon().looks.child.nouns and not child:
        head = {"female": "woman", "male": "man"}.get(gender, "person")
        before = before if not {"young", "old"}.isdisjoint(before) else [*before, "young"]
    age = say_age(years, gender) if years is not None else "" if child else said_age(facts)
    first = first_features(facts, gender, "child" if child else age)
    sized = not lexicon().looks.build.union(("little",)).isdisjoint(before)
    builds = [] if sized else builds_told(facts, first)  # "the little man" is not tall
    exact = "" if not {"young", "old"}.isdisjoint(before) else exact_age(facts, gender, age)
    age = exact or age
    told = [word for word in (*builds, age) if word and not word.startswith("in ") and word != "child"]
    added = [word for word in told if word not in before]
    if not {"young", "old"}.isdisjoint(before):
        added = [word for word in added if word not in ("young", "old")]
    said = " ".join([*added, *before, head, *([age] if age.startswith("in ") else [])])
    return in_full(said, first, told_features(facts, gender, age), facts)


def said_age(facts: Sequence[Fact]) -> str:
    """Give the first age that an adjective states, "" for none."""
    words = lexicon().looks.age_words
    return next((words[fact.text] for fact in facts if fact.slot == "age" and fact.text in words), "")


def is_child_described(phrase: str, head: str, years: int | None, facts: Sequence[Fact]) -> bool:
    """Whether an unnamed person is a child: by years, else by the noun; not "girl", nor a bearded boy."""
    if years is not None:
        return years < ADULT
    if names_child(phrase) or any(names_child(fact.text) for fact in facts if fact.slot in ("noun", "called")):
        return True
    return head == "boy" and not any(fact.slot == "beard" for fact in facts)


def listed(words: Sequence[str]) -> str:
    """Join features with commas and "and": "black hair, a beard and a scar"."""
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]
