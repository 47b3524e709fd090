"""The people whom the author says are in a scene, in place of those whom the rules saw there."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from cast.members import Cast
from english.lexicon import lexicon
from english.words import kin
from prompts.wording import cut_names, strip_article
from reading.book_looks import BookLooks, decent
from records import Person
from workspace.correction_people import read_entry
from workspace.correction_values import CorrectionError, is_none
from workspace.names_said import bare, find_member, gender_of, is_description, is_group

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from records import SceneReading
    from workspace.correction_people import SaidPerson
    from workspace.corrections import Corrections


class Here(NamedTuple):
    """Where people are looked up: the whole book's looks, and the scene's position in the book, from 0."""

    looks: BookLooks
    scene: int


NO_LOOKS = BookLooks(Cast(), {}, ())  # of a book without people


class PeopleShown(NamedTuple):
    """Whom the author says to draw: people one by one, the lead first, and groups."""

    people: Sequence[Person]
    groups: Sequence[str]


def correct_people(reading: SceneReading, said: Corrections, here: Here) -> SceneReading:
    """Put the people, the lead and the deed that the author says into a reading; raises CorrectionError for a name."""
    if said.get("nobody"):
        return replace(reading, characters=demote(reading, ()), people=(), action="", shot=fit_shot(reading, 0))
    shown = shown_by(reading, said, here)
    lead, groups = next(iter(shown.people), None), list(shown.groups)
    action = deed_of(shown.people, reading, said)
    if groups and not lead and action and action not in groups[0]:
        groups[0] = f"{groups[0]} {action}"
    people = [hand_on(person, reading) for person in shown.people]
    if lead:
        people[0] = replace(lead, presence="lead", doing=action if "action" in said or lead.doing else "")
    return replace(
        reading,
        characters=(*people, *demote(reading, people, keep_remote="people" not in said)),
        people=tuple(groups),
        action=action,
        shot=fit_shot(reading, len(people)),
    )


def deed_of(shown: Sequence[Person], reading: SceneReading, said: Corrections) -> str:
    """Give the lead's deed: the author's, else what the rules read of the same lead, without those who are gone."""
    lead = next(iter(shown), None)
    if "action" in said:
        return str(said["action"])
    if lead and lead.doing:
        return lead.doing
    if lead is None or reading.lead is None or lead.name != reading.lead.name:
        return ""
    names = {person.name for person in shown}
    return without(reading.action, [person for person in reading.drawn if person.name not in names])


def shown_by(reading: SceneReading, said: Corrections, here: Here) -> PeopleShown:
    """Find everybody whom the corrections leave in the picture, the lead first."""
    if "people" in said:
        found = [find_shown(entry, "people", reading, here) for entry in said["people"]]
        people = list({person.name: person for person in found if isinstance(person, Person)}.values())
        groups = [group for group in found if isinstance(group, str)]
    else:
        people, groups = list(reading.drawn), list(reading.people)
    if "lead" not in said:
        was = reading.lead.name if reading.lead else ""
        return PeopleShown(sorted(people, key=lambda person: person.name != was), groups)
    entry = read_entry(said["lead"])
    lead = find_shown(entry, "lead", reading, here)
    if isinstance(lead, str):
        return PeopleShown(people, [lead, *(group for group in groups if group != lead)])
    listed = next((person for person in people if person.name == lead.name), lead)
    return PeopleShown([merge(listed, lead, entry), *(person for person in people if person is not listed)], groups)


def merge(listed: Person, lead: Person, entry: SaidPerson) -> Person:
    """Join what is said of somebody among the people with what is said of them as the lead."""
    outfit = lead.outfit if "outfit" in entry else listed.outfit
    return replace(listed, outfit=outfit, doing=lead.doing or listed.doing, holding=lead.holding or listed.holding)


def hand_on(person: Person, reading: SceneReading) -> Person:
    """Let whoever led before keep the deed that the rules read; nobody else leads."""
    is_old_lead = reading.lead is not None and reading.lead.name == person.name
    deed = without_places(reading.action, reading.places).partition(",")[0] if is_old_lead else ""
    return replace(person, presence="present", doing=person.doing or deed)


THERE = "in|on|at|into|onto|through|across|by|along|over|under|near|from|to|up|down|inside|around|towards?|past"
OWNED = "(?:the|a|an|his|her|their|its)"


def without_places(action: str, places: Sequence[str]) -> str:
    """Cut the places that the rules read out of the deed that they read: "driving through the mountains"."""
    for place in sorted(places, key=len, reverse=True):
        action = re.sub(rf"(?<!\s)\s++(?:{THERE})(?: {OWNED})?(?: [\w-]+)? {re.escape(place)}\b.*$", "", action)
    return action


def find_shown(entry: SaidPerson, key: str, reading: SceneReading, here: Here) -> Person | str:
    """Find a person, or the words of a group, with what the author says of their clothes, deed and thing."""
    name = entry.get("name", entry.get("who", ""))
    person = known_person(name, key, reading, here)
    cast = here.looks.cast
    if person is None and "name" not in entry and is_group(name):
        name = without_names(name, cast)
        worn = f" in {entry['outfit']}" if "outfit" in entry else ""
        held = f" holding {entry['holding']}" if "holding" in entry else ""
        return f"{name}{worn}{held}" + (f" {entry['doing']}" if "doing" in entry else "")
    person = person or stranger(name, cast)
    outfit = person.outfit
    if "outfit" in entry:
        worn = without_names(strip_article(entry["outfit"]), cast)
        outfit = "" if is_none(worn) else decent(worn, person.age)
    return replace(
        person,
        presence="present",
        outfit=outfit,
        doing=entry.get("doing", ""),
        holding=entry.get("holding", ""),
    )


def known_person(name: str, key: str, reading: SceneReading, here: Here) -> Person | None:
    """Find somebody of the scene or of the cast, with the looks that the book has for the scene."""
    if bare(name) in lexicon().corrections.teller:
        return find_teller(name, key, reading)
    member = find_member(key, name, here.looks.cast)
    if member is not None:
        known = here.looks.cast[member].name
        there = next((person for person in reading.characters if person.name == known), None)
        return there or here.looks.dress(Person(known, "present"), member, here.scene)
    return next((person for person in reading.characters if bare(person.name) == bare(name)), None)


def find_teller(name: str, key: str, reading: SceneReading) -> Person:
    """Find who says "I" in a scene and has no name; raises CorrectionError where there is none."""
    found = next((person for person in reading.characters if person.name == "narrator"), None)
    if found is None:
        raise CorrectionError(key, f'{key}: nobody without a name tells this scene; for "{name}" write the name.', name)
    return found


def stranger(name: str, cast: Cast) -> Person:
    """Make a person whom the book does not know: described, or with a name of the author's."""
    if not is_description(name):
        return Person(name, "present", named=name[:1].isupper())
    gender, look = gender_of(name), without_names(strip_article(name), cast)
    if look in kin():  # "Emma's brother"
        look = {"female": "woman", "male": "man"}.get(gender, "")
    return Person(name, "present", gender=gender, named=False, look=look)


def without_names(text: str, cast: Cast) -> str:
    """Cut the names of the cast out of the author's words for a look, clothes or a group: "Jonas's coat"."""
    names = {word for member in cast.members for name in (member.name, *member.aliases) for word in name.split()}
    there = {word for word in re.findall(r"[^\W\d_]+", text) if word in names and word[0].isupper()}
    return cut_names(text, sorted(there, key=lambda word: (-len(word), word)))


def demote(reading: SceneReading, shown: Iterable[Person], *, keep_remote: bool = False) -> tuple[Person, ...]:
    """Keep all others as spoken of: they are not drawn, and their names stay out of the prompt."""
    names = {person.name for person in shown}
    return tuple(
        person if keep_remote and person.presence == "remote" else replace(person, presence="mentioned")
        for person in reading.characters
        if person.name not in names
    )


def without(action: str, gone: Iterable[Person]) -> str:
    """Leave those who are gone out of a deed that the rules read: "talking to Jonas" is "talking"."""
    names = {word for person in gone for word in (person.name, *person.aliases, *person.name.split())}
    return cut_names(
        action, sorted((name for name in names if name[:1].isupper()), key=lambda name: (-len(name), name))
    )


# A frame that the rules chose for another number of people, and what it becomes: for nobody, one, several.
REFRAMED: Mapping[str, tuple[str, str, str]] = {
    "establishing shot": ("establishing shot", "medium shot", "medium shot"),
    "close-up": ("establishing shot", "close-up", "two-shot"),
    "medium close-up": ("establishing shot", "medium close-up", "two-shot"),
    "two-shot": ("establishing shot", "medium shot", "two-shot"),
    "over-the-shoulder shot": ("establishing shot", "medium shot", "over-the-shoulder shot"),
    "medium shot": ("establishing shot", "medium shot", "medium shot"),
    "full shot": ("establishing shot", "full shot", "full shot"),
}


def fit_shot(reading: SceneReading, drawn: int) -> str:
    """Fit the frame that the rules chose to the number of people who are drawn now."""
    if drawn == len(reading.drawn):
        return reading.shot
    return REFRAMED.get(reading.shot, (reading.shot,) * 3)[min(drawn, 2)]


# --- Names in the author's words --------------------------------------------------------------------------------------


def name_everybody(reading: SceneReading, texts: Sequence[str], here: Here) -> SceneReading:
    """Add whoever the author's words name, as spoken of, so that no name reaches a prompt."""
    words = {word for text in texts for word in re.findall(r"[^\W\d_]+", text)}
    there = {person.name for person in reading.characters}
    named = [
        Person(member.name, "mentioned", member.aliases, member.gender)
        for member in here.looks.cast.members
        if member.name not in there and not words.isdisjoint(" ".join((member.name, *member.aliases)).split())
    ]
    return replace(reading, characters=(*reading.characters, *named)) if named else reading
