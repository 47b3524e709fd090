"""Word a reading's people for SDXL, and clean up phrases; the tables are vocabulary/prompt_words.toml."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from english.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from records import Person, SceneReading


VOWELS = "aeiou"
SMALL_WORDS = frozenset(("the", "a", "an", "of"))


# --- People ---------------------------------------------------------------------------------------------------------


def say_lead(person: Person, *, in_color: bool = True) -> str:
    """Word the lead, in the same words until the text changes them: look, then garment."""
    return dress(look_of(person), one_color(person.outfit) if in_color else without_colors(person.outfit))


def second_forms(person: Person) -> tuple[str, ...]:
    """Word the second person from full to bare: without the garment's color, then hair, then garment."""
    look = look_of(person)
    bare = without_details(look)
    outfit = without_colors(person.outfit)
    return (dress(look, outfit), dress(bare, outfit), with_article(bare))


def look_of(person: Person) -> str:
    """Give the person's unchanging look; never a name, which would draw a stranger's face."""
    if person.look and not is_vague(person.look):
        return count_features(grown(person.look, person))
    if not person.named and not is_vague(person.name):
        return strip_article(person.name)
    adult = {"female": "woman", "male": "man"}.get(person.gender, "person")
    return " ".join(part for part in (age_adjective(person.age), adult) if part)


def grown(look: str, person: Person) -> str:
    """Replace "girl" or "boy" where the age is a grown person's."""
    who, details = without_details(look), look[len(without_details(look)) :]
    if not re.match(r"in (?!\w+ teens)|old|elderly|middle-aged|adult", person.age):
        return look
    adult = {"female": "woman", "male": "man"}.get(person.gender, "person")
    return re.sub(rf"\b(?:{'|'.join(lexicon().prompt_words.words.children)})\b", adult, who) + details


def is_child(person: Person) -> bool:
    """Whether somebody is drawn as a child."""
    who = set(without_details(look_of(person)).split())
    return not who.isdisjoint(lexicon().prompt_words.words.children)


def without_love(action: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out phrases that are never drawn with a child."""
    return tuple(form for form in action if not any(word in form for word in lexicon().prompt_words.words.love))


def is_vague(description: str) -> bool:
    """Whether a description shows no look: "the occupant", "the speaker"."""
    return not lexicon().prompt_words.words.vague.isdisjoint(without_details(description.lower()).split()[-1:])


def age_adjective(age: str) -> str:
    """Put an age before its noun where it is one word ("old"); "in her thirties" cannot stand there."""
    return age if re.fullmatch(r"[\w-]+", age) else ""


def dress(look: str, outfit: str) -> str:
    """Join look and garment: "a woman with red hair in a green coat"."""
    first, joint, second = outfit.partition(" and ")
    worn = outfit if with_article(first) != first else first + joint + with_article(second)
    return with_article(look) + (f" in {with_article(worn)}" if worn else "")


def with_article(phrase: str) -> str:
    """Put "a" or "an" before a countable singular phrase that has no determiner."""
    first, _, rest = phrase.partition(" ")
    if not first or first.lower() in {"a", "an", "the", "two", "three", "his", "her", "their"} or is_plural(phrase):
        return phrase
    return f"{article(first)} {first}" + (f" {rest}" if rest else "")


def article(word: str) -> str:
    """Choose between "a" and "an" by the sound that a word begins with."""
    has_vowel = word[0].lower() in VOWELS and not word.lower().startswith(lexicon().prompt_words.words.consonant_sounds)
    return "an" if has_vowel else "a"


def count_features(look: str) -> str:
    """Put "a" before what one has one of: "man with a black beard and sandy hair"."""
    parts = re.split(r"( with | and |, )", look)
    counted = lexicon().prompt_words.words.counted
    return parts[0] + "".join(
        with_article(part) if at % 2 and part.lower().partition(" on ")[0].rpartition(" ")[2] in counted else part
        for at, part in enumerate(parts[1:])
    )


def say_crowd(people: Sequence[str], many: str) -> str:
    """Word the unnamed people: the first who can be told from "people"; a number above two becomes `many`."""
    told = [strip_article(each) for each in people if each]
    crowd = next((each for each in told if each not in lexicon().prompt_words.words.crowd_vague), next(iter(told), ""))
    return re.sub(rf"^(?:{'|'.join(lexicon().prompt_words.words.many)}) ", many, crowd)


def is_plural(phrase: str) -> bool:
    """Whether the phrase's head noun takes no "a": "blue jeans", "black clothes", "dark clothing"."""
    head = re.split(r" (?:with|of|in|and|on|over) |,", phrase, maxsplit=1)[0].split()[-1:]
    return any(
        re.search(r"([^s]s|feet|clothing|armor|armour|livery|mourning|black|white|uniformed)$", word) for word in head
    )


def strip_article(phrase: str) -> str:
    """Strip the determiner: "the boy" is "boy"."""
    return re.sub(r"^(?:the|a|an|his|her|their|my|our|this|that)\s+", "", phrase, flags=re.IGNORECASE)


def without_details(look: str) -> str:
    """Keep the person and leave out hair and marks: "woman in her thirties"."""
    return re.split(r" with |,", look, maxsplit=1)[0]


def without_colors(outfit: str) -> str:
    """Strip the color of a garment; the one strong color of a picture belongs to the lead."""
    words = lexicon().prompt_words.words
    drop = words.colors | words.shades
    kept = [word for word in outfit.split() if word.lower().strip(",") not in drop]
    text = re.sub(r"^(?:and|,) | and$", "", " ".join(kept)).strip(" ,")
    if text == "clothes":  # only their color was stated
        return outfit if set(outfit.split()) <= words.plain_colors | {text} else ""
    return text or ("dark clothes" if outfit else "")


def one_color(outfit: str) -> str:
    """Keep the first strong color of an outfit and strip the others: the model can keep one a picture."""
    strong = lexicon().prompt_words.words.colors - lexicon().prompt_words.words.plain_colors
    found = [word for word in outfit.split() if word.lower().strip(",") in strong]
    kept, seen = [], False
    for word in outfit.split():
        if word.lower().strip(",") in strong and seen and len(found) > 1:
            continue
        seen = seen or word.lower().strip(",") in strong
        kept.append(word)
    return " ".join(kept)


def shorten_lead(phrase: str, fits: Callable[[str], bool]) -> str:
    """Shorten a lead over budget, the same in every prompt: all features but one, further garments, the rest."""
    if fits(phrase):
        return phrase
    look, worn, outfit = split_outfit(phrase)
    for joints in (r",? and |, ", r",? and |, | with "):
        while not fits(look + worn + outfit) and (shorter := drop_last(look, joints)) != look:
            look = shorter
        while not fits(look + worn + outfit) and (shorter := drop_last(outfit, joints)) != outfit:
            outfit = shorter
    while not fits(look + worn + outfit) and (shorter := drop_last(outfit, r" over ")) != outfit:
        outfit = shorter
    return look + worn + outfit


def split_outfit(phrase: str) -> tuple[str, str, str]:
    """Split look and outfit: "woman in her thirties with red hair", " in ", "an orange jacket"."""
    found = re.search(r" in (?!(?:her|his|their) )", phrase)
    return (phrase[: found.start()], " in ", phrase[found.end() :]) if found else (phrase, "", "")


def drop_last(phrase: str, joints: str) -> str:
    """Drop what follows the last joint of a phrase."""
    found = list(re.finditer(joints, phrase))
    return phrase[: found[-1].start()] if found else phrase


# --- Length ---------------------------------------------------------------------------------------------------------
LONGEST_SAID = 1_000  # characters of one thing that an author may write at any length, twice what the model can see


def in_brief(reading: SceneReading) -> SceneReading:
    """Cut what an author writes at great length: a prompt is fitted phrase by phrase, and shows little of it."""
    people = tuple(map(in_brief_of_person, reading.characters))
    said = (reading.place, reading.action, *reading.props, *reading.people)
    if max(map(len, said)) <= LONGEST_SAID:
        return replace(reading, characters=people)
    return replace(
        reading,
        characters=people,
        place=cut_long(reading.place),
        action=cut_long(reading.action),
        props=tuple(map(cut_long, reading.props)),
        people=tuple(map(cut_long, reading.people)),
    )


def in_brief_of_person(person: Person) -> Person:
    """Cut what is said of somebody at great length."""
    if max(map(len, (person.look, person.outfit, person.doing, person.holding))) <= LONGEST_SAID:
        return person
    look, outfit, doing, holding = map(cut_long, (person.look, person.outfit, person.doing, person.holding))
    return replace(person, look=look, outfit=outfit, doing=doing, holding=holding)


def cut_long(text: str) -> str:
    """Cut a text that is too long behind a word."""
    cut = text[:LONGEST_SAID]
    return text if len(cut) == len(text) else cut.rpartition(" ")[0] or cut


# --- Clean-up -------------------------------------------------------------------------------------------------------


def cut_names(text: str, names: Sequence[str]) -> str:
    """Cut a phrase before any name of a person: "talking to Jonas" is "talking"."""
    for name in (name for name in names if name in text):
        text = re.sub(
            rf"(?:\s{{0,9}}\b(?:to|with|at|for|from|of|and|by|towards?|past)\b)?(?:\s{{1,9}}\w{{1,40}})?"
            rf"\s{{0,9}}\b{re.escape(name)}\b(?:['’]s)?",
            "",
            text,
        )
    return text.strip(" ,")


def name_words(reading: SceneReading) -> tuple[str, ...]:
    """List the words of the scene's names and aliases that a prompt must not hold, the longest first."""
    names = {word for p in reading.characters if p.named for name in (p.name, *p.aliases) for word in name.split()}
    allowed = lexicon().titles.in_prompts | SMALL_WORDS
    proper = {word for word in names if word[:1].isupper() and word.strip(".").lower() not in allowed}
    return tuple(sorted(proper, key=lambda word: (-len(word), word)))


def clean(phrase: str) -> str:
    """Clean a phrase for the model: American spelling, no digits, brackets, quotes or negations."""
    spelled = phrase.lower()
    for word in (r"[a-z]+(?:-[a-z]+)+", r"[a-z]+"):
        spelled = re.sub(word, lambda match: lexicon().prompt_words.spelling.get(match[0], match[0]), spelled)
    bare = re.sub(r"[\d()\[\]{}<>\"“”«»„*_^~|\\/#@]+|(?<!\w)['‘’]|['’](?!\w)", " ", spelled)
    kept = " ".join(cut_negation(bare.split()))
    return re.sub(r" ([,;])", r"\1", kept).strip(" ,;:.-–—")


def cut_negation(tokens: Sequence[str]) -> Sequence[str]:
    """Cut a phrase before a negation: the model draws what is denied."""
    denied = lexicon().prompt_words.words.negations
    at = next((n for n, token in enumerate(tokens) if token.strip(",") in denied or token.endswith("n't")), None)
    return tokens if at is None else tokens[:at]
