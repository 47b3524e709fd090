"""Word the lead's action as a pose that a picture can show; the tables are vocabulary/prompt_words.toml, [poses]."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from english.lexicon import lexicon
from english.verbs import read_verb, verb_kind
from prompts.wording import cut_names, with_article

if TYPE_CHECKING:
    from collections.abc import Sequence

    from records import SceneReading

HALVES = re.compile(r"(?P<first>.*?)(?:(?P<joint>,| and| while) (?P<second>\w+ing(?: .*)?))?$")
TITLED = r"\b(?:(?:the|a|an) (?:[a-z-]+ ){0,2})?"  # what goes with a name: "the angry Princess" is "her"
CLOSE = ("close-up", "medium close-up")
POSSESSIVES = frozenset(("his", "her", "their", "my", "our", "its", "your"))


def say_action(reading: SceneReading, names: Sequence[str]) -> tuple[str, ...]:
    """Word the lead's action, from the fullest version to the barest; what cannot be drawn is replaced or dropped."""
    if reading.drawn and reading.drawn[0].doing:
        return (cut_names(with_pronouns(reading.action, reading), names),)
    halves = HALVES.fullmatch(cut_names(with_pronouns(without_place(reading), reading), names))
    first, joint, second = halves.group("first", "joint", "second") if halves else ("", None, None)
    pose, company = say_half(first, reading), say_company(second or "", reading)
    if not pose:
        return tuple(form for form in (say_half(second or "", reading),) if form)
    bare = pose.split(" ", 1)[0]
    forms = [join_halves(pose, joint or "", company), pose]
    is_whole = bare not in lexicon().prompt_words.poses.needs_object and stands_alone(bare)
    if is_whole and pose.startswith(first.split(" ", 1)[0]):
        forms.append(bare)
    return tuple(dict.fromkeys(forms))


def join_halves(pose: str, joint: str, company: str) -> str:
    """Append the second half to the first: "reading a letter while sitting"; a pose of its own takes a comma."""
    if not company or re.search(rf"\b{company}\b", pose):
        return pose
    if company == "standing" and re.match(r"(?:stepping|walking|running|rising)\b", pose):
        return pose
    if company in lexicon().prompt_words.poses.postures:
        pose = re.sub(r"\b(?:standing|sitting|kneeling)(?: still| straight)?(?:, |$)", "", pose) or company
    if re.match(r"\w+ing\b", pose) and "," not in pose:
        joint = joint.strip().replace(",", "while" if company in lexicon().prompt_words.poses.postures else "and")
        return f"{pose} {joint} {company}"
    return pose if company == "standing" else f"{pose}, {company}"


def without_place(reading: SceneReading) -> str:
    """Leave out the place at the end of an action: the prompt says it by itself."""
    for end in (f" {word}{reading.place}" for word in ("in the ", "on the ", "at the ", "in ", "on ", "at ")):
        if (bare := reading.action.removesuffix(end)) and bare != reading.action and bare[-1].isalnum():
            return bare
    return reading.action


def with_pronouns(action: str, reading: SceneReading) -> str:
    """Replace the names of people by pronouns, which the model knows: "kissing Ann" is "kissing her"."""
    for person in reading.characters if any(letter.isupper() for letter in action) else ():
        other, own = PRONOUNS.get(person.gender, ("them", "their"))
        for name in sorted((person.name, *person.aliases, *person.name.split()), key=len, reverse=True):
            if person.named and name[:1].isupper() and name in action:
                action = re.sub(rf"{TITLED}{re.escape(name)}['’]s\b", own, action)
                action = re.sub(rf"{TITLED}{re.escape(name)}(?!\w)", other, action)
        action = re.sub(rf"\b{other}(?: {other})+\b", other, action)
    return action


def say_half(phrase: str, reading: SceneReading) -> str:
    """Word one half of the action, "" if it cannot be drawn."""
    if not phrase:
        return ""
    verb = phrase.split(" ", 1)[0]
    if (gaze := lexicon().prompt_words.poses.gaze.get(verb)) and is_shared(phrase, reading):
        return gaze
    if touch := say_touch(phrase, reading):
        return touch
    phrase = cut_people(phrase, reading)
    if idiom := say_idiom(phrase):
        return idiom
    pose = said_together(verb, reading) or lexicon().prompt_words.poses.always.get(verb)
    if pose:
        return pose
    trimmed = trim(phrase)
    if trimmed != verb:
        return trimmed
    said = say_bare(verb, reading)
    # "kissing the bit of stuff" is not "kissing": without its object a verb of contact is another event
    return "" if said == verb and phrase != verb and not stands_alone(verb) else said


def is_shared(phrase: str, reading: SceneReading) -> bool:
    """Whether the two who are drawn look at each other, or the lead at the second one or their face."""
    told = AT_SOMEBODY.fullmatch(phrase)
    if len(reading.drawn) < 2 or not told:  # noqa: PLR2004  it takes two
        return False
    gender = GENDERS.get(told["whom"].split(" ", 1)[0], "")
    return not gender or reading.drawn[1].gender in (gender, "")


def say_touch(phrase: str, reading: SceneReading) -> str:
    """Word what the lead does to the second person drawn: "holding her" is embracing."""
    told = re.fullmatch(r"(\w+ing) (him|her|them)", phrase)
    if len(reading.drawn) < 2 or not told:  # noqa: PLR2004  it takes two
        return ""
    gender = GENDERS.get(told[2], "")
    if gender and reading.drawn[1].gender not in (gender, ""):
        return ""
    return lexicon().prompt_words.poses.touch.get(told[1], "")


AT_SOMEBODY = re.compile(
    r"\w+ing (?:(?:up |down |over |back |straight )?(?:at|into|towards?|upon) )?"
    r"(?P<whom>each other|him|her|them"
    r"|(?:his|her|their) (?:\w+ )?(?:mouth|face|eyes?|lips|hair|hands?|head|shoulders?))"
    r"(?: .*)?"
)
PRONOUNS = {"male": ("him", "his"), "female": ("her", "her")}
GENDERS = {"his": "male", "him": "male", "her": "female"}


def cut_people(phrase: str, reading: SceneReading) -> str:
    """Cut a pronoun that refers to nobody drawn: "reading the letter to him", "looking at her"."""
    phrase = re.sub(r" (?:to|for|with|at|on|from|towards?|over|past|beside|behind) (?:me|us|him|them|her)$", "", phrase)
    if len(reading.drawn) < 2:  # noqa: PLR2004  nobody there to hold
        phrase = re.sub(r" (?:me|us|him|them|her(?= (?:up|down|out|back|away|close|tight)\b|$))\b.*$", "", phrase)
    return re.sub(r"\b(?:my|our)\b", "the", re.sub(r" (?:me|us)\b", "", phrase)).strip()


def stands_alone(verb: str) -> bool:
    """Whether a verb shows as much without its object: one of motion or emotion, not of contact."""
    form = read_verb(verb)
    kind = verb_kind(form.lemma) if form else ""
    return kind not in ("contact", "possession", "creation", "change", "stative", "competition")


def say_idiom(phrase: str) -> str:
    """Replace an idiom by what it looks like: "leading the way" is walking ahead."""
    idioms = lexicon().prompt_words.poses.idioms
    return next((pose for pattern, pose in idioms.items() if re.search(pattern, phrase)), "")


def said_together(verb: str, reading: SceneReading) -> str:
    """Word what two people do with each other."""
    return lexicon().prompt_words.poses.together.get(verb, "") if len(reading.drawn) > 1 else ""


def say_bare(verb: str, reading: SceneReading) -> str:
    """Word a verb without its object: with what lies at hand, as a pose, or not at all."""
    poses = lexicon().prompt_words.poses
    fitting = poses.objects.get(verb, ())
    thing = next((prop for prop in reading.props if prop in fitting), "")
    if thing:
        return f"{verb} {with_article(thing)}"
    return poses.bare.get(verb, "" if verb in poses.needs_object else verb)


def say_company(phrase: str, reading: SceneReading) -> str:
    """Word the second half if it goes with any other: a posture, a face, a talk, or what hands do with a thing."""
    verb = phrase.split(" ", 1)[0]
    if verb == "standing" and reading.shot in CLOSE:
        return ""
    if verb == "talking" and len(reading.drawn) < 2 and not reading.people:  # noqa: PLR2004  it takes two to talk
        return ""
    if verb in lexicon().prompt_words.poses.goes_with:
        return trim(phrase)
    said = say_half(phrase, reading) if verb != phrase else ""
    return said if said.startswith(verb) and said != verb else ""


def trim(phrase: str) -> str:
    """Cut what is not visible from a phrase: manner, time, abstract objects, and a dangling end."""
    for pattern in lexicon().prompt_words.poses.cuts:
        phrase = re.sub(pattern, " ", phrase)
    words = cut_feeling(cut_abstract(phrase.split()))
    while len(words) > 1 and is_dangling(words):
        words = words[:-1]
    return " ".join(words)


def cut_abstract(words: list[str]) -> list[str]:
    """Cut before the preposition or article of a noun that shows nothing: "running the last bit"."""
    at = next((n for n, word in enumerate(words) if n and word in lexicon().prompt_words.poses.abstract), None)
    if at is None:
        return words
    links = [n for n in range(1, at) if is_link(words[n])]
    return words[: links[-1] if links else 1]


def cut_feeling(words: list[str]) -> list[str]:
    """Cut "looking tired" to "looking": an adjective after such a verb is a judgement, not an object."""
    if len(words) > 1 and words[0] in lexicon().prompt_words.poses.linking and not starts_object(words[1]):
        return words[:1]
    return words


def starts_object(word: str) -> bool:
    """Whether a word begins an object or a direction."""
    return is_link(word) or word in lexicon().prompt_words.poses.directions or word in POSSESSIVES or word.endswith("s")


def is_link(word: str) -> bool:
    """Whether a word leads on to a noun."""
    return word in lexicon().verbs.preposition or word in ("a", "an", "the")


def is_dangling(words: list[str]) -> bool:
    """Whether a phrase cannot end on its last word; "stepping out" can."""
    last = words[-1]
    if len(words) == 2 and last in lexicon().prompt_words.poses.directions:  # noqa: PLR2004  a verb and its direction
        return False
    return is_link(last) or last in POSSESSIVES or last in lexicon().prompt_words.poses.loose_ends
