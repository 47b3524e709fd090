"""A reading and the author's corrections in, the corrected reading out: what she says wins over the rules."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from english.own_words import NO_WORDS, OwnWords, known_places
from english.place_tables import thing_kinds
from english.words import is_word
from prompts.scenery import place_of_deed
from prompts.wording import strip_article
from reading.places import head_of
from workspace.corrected_people import correct_people, name_everybody, without_places
from workspace.correction_people import PERSON_KEYS
from workspace.correction_values import CorrectionError
from workspace.corrections import say_fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from cast.members import Cast
    from records import SceneReading
    from workspace.corrected_people import Here
    from workspace.corrections import Corrections
    from workspace.picture_records import PictureRecord
    from workspace.prompt_files import PromptFile

    Correct = Callable[[SceneReading, Corrections, Here], SceneReading]

ABOUT_PEOPLE = ("lead", "people", "action", "nobody")
FIELDS: Mapping[str, str] = {"time": "time_of_day", "mood": "mood", "shot": "shot", "interior": "interior"}
LISTS = ("weather", "props")
SLOTS: Mapping[str, tuple[str, ...]] = {  # whose evidence is void once the author has spoken
    "place": ("place", "interior"),
    "interior": ("interior",),
    "time": ("time_of_day",),
    "weather": ("weather",),
    "mood": ("mood",),
    "lead": ("lead",),
    "people": ("lead",),
    "nobody": ("lead", "action"),
    "action": ("action",),
}


def correct_reading(reading: SceneReading, said: Corrections, here: Here) -> SceneReading:
    """Put the author's corrections into a reading; raises CorrectionError for a name that may be misspelt."""
    if not said:
        return reading
    keys, said = tuple(said), spell_names(said, here.looks.cast)
    changed = correct_setting(reading, said, here.looks.cast.words)
    if not said.keys().isdisjoint(ABOUT_PEOPLE):
        changed = correct_people(changed, said, here)
        changed = replace(changed, shot=said.get("shot", changed.shot))
    changed = take_in_hand(name_everybody(changed, list(texts_of(said)), here))
    void = {slot for key in keys for slot in SLOTS.get(key, ())}
    void |= {"action"} if changed.action != reading.action else set()
    return replace(
        changed,
        corrected=keys,
        evidence={slot: found for slot, found in reading.evidence.items() if slot not in void},
        weighed={slot: found for slot, found in reading.weighed.items() if slot not in void},
    )


def correct_scene(
    reading: SceneReading, file: PromptFile | None, here: Here, correct: Correct = correct_reading
) -> tuple[SceneReading, PromptFile | None]:
    """Correct a scene's reading by its prompt file; a name that may be misspelt becomes the file's error."""
    if file is None or file.error:
        return reading, file
    try:
        return correct(reading, file.corrections, here), file
    except CorrectionError as error:
        return reading, replace(file, error=say_fault(file.path, file.text, error))


def as_drawn(reading: SceneReading, record: PictureRecord | None, here: Here) -> SceneReading:
    """Give a reading with the corrections that a picture was drawn with; as it is where they name nobody any more."""
    try:
        return correct_reading(reading, record.corrections if record else {}, here)
    except CorrectionError:
        return reading


def correct_setting(reading: SceneReading, said: Corrections, words: OwnWords = NO_WORDS) -> SceneReading:
    """Put place, roof, hour, weather, mood, things and shot into a reading; the roof follows a place that is known."""
    values: dict[str, Any] = {FIELDS[key]: said[key] for key in FIELDS if key in said}
    values |= {key: tuple(said[key]) for key in LISTS if key in said}
    if "place" in said:
        place = words.show(said["place"])
        values |= {"place": place, "places": (place,) if place else ()}
        values["interior"] = said.get("interior", side_of(said["place"], words) if place else reading.interior)
        if "props" not in said:
            values["props"] = tuple(prop for prop in reading.props if may_stand(prop, place))
        if "action" not in said:
            there = place_of_deed(reading.action)
            values["action"] = without_places(reading.action, (*reading.places, *([there.place] if there else [])))
    return replace(reading, **values)


def take_in_hand(reading: SceneReading) -> SceneReading:
    """Put what the lead holds by the author's word first among the things."""
    held = reading.drawn[0].holding if reading.drawn else ""
    others = tuple(prop for prop in reading.props if strip_article(prop) != strip_article(held))
    return replace(reading, props=(strip_article(held), *others)) if held else reading


# --- Place ------------------------------------------------------------------------------------------------------------

INSIDE = re.compile(r"(?:inside|within|indoors)\b")
OUTSIDE = re.compile(r"(?:outside|outdoors|before|behind|beside|in front of|on the roof of|on top of)\b")
JOINT = r",| (?:of|with|at|in|on|by|near|beside|under|behind|above|over|before|between|overlooking|full of) "


def side_of(place: str, words: OwnWords = NO_WORDS) -> bool | None:
    """Tell whether a place is indoors by its own words and what is known of places; None where neither tells."""
    text = place.lower()
    if INSIDE.match(text) or OUTSIDE.match(text):
        return INSIDE.match(text) is not None
    kinds = known_places(words)
    known = (kinds.get(head_of(part.strip(), kinds)) for part in re.split(JOINT, f" {text}"))
    return next((kind.interior for kind in known if kind and kind.interior is not None), None)


def may_stand(thing: str, place: str) -> bool:
    """Whether a thing that the rules saw may be at another place: no desk on a beach, but a letter anywhere."""
    known = thing_kinds().get(thing)
    return known is None or known.is_held or head_of(place) in known.places


# --- Names ------------------------------------------------------------------------------------------------------------


def texts_of(said: Corrections) -> Iterator[str]:
    """Give every text of the corrections."""
    yield from (said[key] for key in ("place", "action", "lead") if key in said)
    yield from said.get("props", ())
    yield from (person[key] for person in said.get("people", ()) for key in PERSON_KEYS if key in person)


def spell_names(said: Corrections, cast: Cast) -> Corrections:
    """Write names in small letters as the book does, where they are no words or own something: "rose's kitchen"."""
    names = (word for member in cast.members for name in (member.name, *member.aliases) for word in name.split())
    small = {name.lower(): name for name in names if name[:1].isupper()}

    def spell_word(found: re.Match[str]) -> str:
        word, owning = found[0].removesuffix(found[1] or ""), found[1] or ""
        return small[word] + owning if word in small and (owning or not is_word(word)) else found[0]

    def spell(value: Any) -> Any:  # noqa: ANN401  text, list or table
        if isinstance(value, str):
            return re.sub(r"[^\W\d_]+(['’]s\b)?", spell_word, value)
        if isinstance(value, dict):
            return {key: spell(one) for key, one in value.items()}
        return [spell(one) for one in value] if isinstance(value, list) else value

    return {key: spell(value) for key, value in said.items()}
