"""Word a scene's place, things, light, weather and mood for SDXL.

The tables are vocabulary/prompt_words.toml. What is said in one part is not contradicted or repeated in another: a tent
has no window, a forest no street lamp, a short shadow is not a long one too.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from english.lexicon import lexicon, snow_words
from english.place_tables import SPOTS, kinds_of_governors, place_kinds, places_of
from english.verbs import read_verb, verb_kind
from english.word_classes import function_words
from prompts.wording import cut_names, strip_article

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from english.place_tables import PlaceKind
    from records import SceneReading

MAX_PROPS = 2
MAX_WEATHERS = 2
FACES = frozenset(("close-up", "medium close-up", "medium shot", "two-shot", "over-the-shoulder shot", ""))
ROOFED_OR_NOT = frozenset(("tent", "pavilion", "marquee", "passage", "passageway", "stage", "gallery", "landing"))
WINDOW, THROUGH = " window", " through window"
REACH = 4  # words between a place and what says that the deed is done there
RIDES = frozenset(("riding", "driving", "steering", "rowing", "sailing", "galloping", "paddling", "cycling"))
DULL = frozenset(("rain", "snow", "fog", "storm", "cloud"))


# --- Place and things -----------------------------------------------------------------------------------------------


def settle(reading: SceneReading) -> SceneReading:
    """Make place, roof and deed agree; where the author put the place or the roof right, that stands."""
    if "place" in reading.corrected:
        return reading
    agreed = agree(reading)
    return replace(agreed, interior=reading.interior) if "interior" in reading.corrected else agreed


def agree(reading: SceneReading) -> SceneReading:
    """Make place, roof and deed agree: the picture is where the deed's own words are, a room inside, the sea is not."""
    moved = put_at_deed(reading)
    if moved != reading:
        return moved
    places = lexicon().prompt_words.places
    if reading.interior and reading.action.partition(" ")[0] in RIDES and not is_place(reading, places.vehicles):
        return replace(reading, place="", interior=None)
    head = reading.place.lower().split()[-1:]
    if not set(head).isdisjoint(places_of(("room",)) - ROOFED_OR_NOT):
        return replace(reading, interior=True)
    open_air = places_of(("way", "yard", "nature", "camp", "ground"))
    known = place_kinds().get(reading.place.lower())  # the bridge of a starship is no way
    if reading.interior and not (known and known.interior) and not set(head).isdisjoint(open_air - places.roofed):
        return replace(reading, place="")
    return reading


def put_at_deed(reading: SceneReading) -> SceneReading:
    """Move a scene to where the words of its deed are; an author's own place stands."""
    deed = place_of_deed(reading.action)
    if not deed or "place" in reading.corrected or set(deed.place.split()) & set(reading.place.lower().split()):
        return reading
    inside = reading.interior if deed.interior is None or "interior" in reading.corrected else deed.interior
    return replace(reading, place=deed.place if reading.place else "", interior=inside)


def place_of_deed(action: str) -> PlaceKind | None:
    """Find the place where a deed is done by its own words: "riding a school bus", not "looking at the bridge"."""
    words = re.findall(r"[\w'-]+", action.lower())
    verb = read_verb(words[0]) if words else None
    if verb and verb_kind(verb.lemma) == "perception":
        return None
    for first in range(1, len(words)):
        for last in (first + 2, first + 1):
            known = place_kinds().get(" ".join(words[first:last]))
            if known and known.kind not in SPOTS and known.says == "plain" and ends_phrase(words[last:]):
                before = words[max(0, first - REACH) : first]
                governing = [word for word in before if word in RIDES or word in kinds_of_governors()]
                return known if governing and is_there(governing[-1]) else None
    return None


def ends_phrase(following: Sequence[str]) -> bool:
    """Whether no noun follows: "into the next bathroom", not "a bedside button"."""
    after = following[0] if following else ""
    return not after or after in function_words() or after.endswith(("ing", "ly"))


def is_there(governing: str) -> bool:
    """Whether who does something is at the place that such a word governs: "in", "riding", not "to", "like"."""
    return governing in RIDES or kinds_of_governors()[governing] in lexicon().prepositions.there


def say_place(reading: SceneReading, names: Sequence[str]) -> tuple[str, ...]:
    """Word the place, then without its adjectives; a scene without people is deserted."""
    nobody = not (reading.drawn or reading.people)
    if "place" in reading.corrected and reading.place:
        own = cut_names(reading.place, names)
        return (f"a deserted {strip_article(own)}" if nobody else own,) if own else ()
    place = common_place(strip_article(cut_names(reading.place, names)))
    if reading.interior and place.endswith("carriage") and {"train", "railway"} & set(reading.places):
        place = "train"
    place = visible_place(place, inside=reading.interior)
    if not place:
        return ("a deserted room",) if reading.interior and nobody else ()
    forms = dict.fromkeys((place, without_adjectives(place)))
    return tuple((f"a deserted {form}" for form in forms) if nobody else forms)


def common_place(place: str) -> str:
    """Turn a place's proper name into its common noun: "Chapel Street" is a "street", "Dumfries" nothing to draw."""
    words = place.split()
    if not any(word[:1].isupper() for word in words):
        return place
    last = words[-1].lower()
    kept = [word for word in words[:-1] if word[:1].islower()]
    if words[-1][:1].islower() or last in lexicon().prompt_words.places.common:
        kept.append(last)
    while kept and kept[-1] in lexicon().verbs.preposition | {"a", "an", "the"}:
        kept.pop()
    return " ".join(kept)


def visible_place(place: str, *, inside: bool | None) -> str:
    """Word a bare noun so that it shows what it is, without adjectives that only the story explains."""
    kept = " ".join(word for word in place.split() if word not in lexicon().prompt_words.places.unseen)
    places = lexicon().prompt_words.places
    return (places.inside if inside else places.outside).get(kept) or places.anywhere.get(kept) or kept


def without_adjectives(place: str) -> str:
    """Keep the noun: "small bare kitchen" is "kitchen", "edge of a dark forest" stays."""
    places = lexicon().prompt_words.places
    if place in places.inside.values() or place in places.anywhere.values():
        return place
    head, of, rest = place.partition(" of ")
    return (head.split() or [""])[-1] + of + rest


def say_props(reading: SceneReading, names: Sequence[str], said: str) -> str:
    """Name at most two things that the prompt does not name already; all those that the author named."""
    if "props" in reading.corrected:
        own = (cut_names(prop, names) for prop in reading.props if not is_said(strip_article(prop), said))
        return ", ".join(prop for prop in own if prop)
    unsure = lexicon().prompt_words.props.unsure
    if reading.shot not in FACES:
        unsure |= lexicon().prompt_words.props.tiny
    fresh = (cut_names(prop, names) for prop in reading.props if prop not in unsure and not is_said(prop, said))
    things = [lexicon().prompt_words.props.said.get(prop, prop) for prop in fresh if prop]
    return ", ".join(things[:MAX_PROPS])


def is_said(prop: str, said: str) -> bool:
    """Whether a thing is named already, alone or within a word ("lamp" in "lamplight")."""
    return bool(re.search(rf"\b{re.escape(prop.lower())}", said.lower()))


# --- Light and weather ----------------------------------------------------------------------------------------------


def say_light(reading: SceneReading) -> tuple[str, ...]:
    """Word the light of the hour, the most telling phrase first; () if the hour is unknown."""
    light = light_here(reading).get(reading.time_of_day, ())
    if reading.interior and any(shown.endswith(WINDOW) for shown in say_weather(reading)):
        return tuple(
            part.removesuffix(THROUGH) for part in light if not part.endswith(WINDOW) or part.endswith(THROUGH)
        )
    return light


def light_here(reading: SceneReading) -> Mapping[str, tuple[str, ...]]:
    """Choose the lights of the hour: under a roof, with or without windows, or under the kind of sky."""
    light, places = lexicon().prompt_words.light, lexicon().prompt_words.places
    if reading.interior:
        if is_place(reading, places.vehicles):
            return light.vehicle
        return light.windowless if is_place(reading, places.windowless) else light.indoors
    built = is_place(reading, places.built)
    if DULL & set(reading.weather) - ({"snow"} if only_lies(reading) else set()):
        return light.overcast_street if built else light.overcast
    return light.street if built else light.outdoors


def is_place(reading: SceneReading, kind: frozenset[str]) -> bool:
    """Whether the place is of a kind: with streets and houses, or without windows."""
    return not kind.isdisjoint(re.findall(r"[\w-]+", reading.place.lower()))


def say_weather(reading: SceneReading) -> tuple[str, ...]:
    """Word the weather as it is visible here; indoors only what a window shows."""
    is_own = "weather" in reading.corrected
    if reading.interior and is_place(reading, lexicon().prompt_words.places.windowless) and not is_own:
        return ()
    shown = [kind for kind in reading.weather if is_own or not is_hidden(kind, reading)]
    weather = lexicon().prompt_words.weather
    rows = weather.indoors if reading.interior else weather.outdoors
    if is_own and reading.interior:
        seen = {**weather.outdoors, **weather.nobody}
        rows = {**{kind: (f"{phrases[0]} outside the window",) for kind, phrases in seen.items()}, **rows}
    if only_lies(reading) and not reading.interior:
        rows = {**rows, **weather.lying}
    if not reading.drawn and not reading.interior:
        rows = {**rows, **weather.nobody}
    most = len(shown) if is_own else MAX_WEATHERS
    return tuple(phrase for kind in shown[:most] for phrase in rows.get(kind, ()))


def only_lies(reading: SceneReading) -> bool:
    """Whether the words for snow say only that it lies on the ground, not that it falls."""
    if "snow" not in reading.weather:
        return False
    words = set(re.findall(r"[\w-]+", " ".join(said.text.lower() for said in reading.evidence.get("weather", ()))))
    snow = snow_words()
    return not words.isdisjoint(snow.lies) and words.isdisjoint(snow.verbs | snow.words)


def is_hidden(kind: str, reading: SceneReading) -> bool:
    """Whether other weather or the night hides this kind: no sun at night, no sun in a storm."""
    by_night = kind == "sun" and reading.time_of_day == "night"
    others = [other for other in reading.weather if not (other == "snow" and only_lies(reading))]
    return by_night or any(kind in lexicon().prompt_words.weather.hides.get(other, ()) for other in others)


def unlike(parts: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    """Keep the phrases whose noun no other has: not "short shadows" beside "long black shadows", nor two suns."""
    nouns = {part.split()[-1] for part in others if part}
    return tuple(part for part in parts if part.split()[-1] not in nouns)


# --- Mood -----------------------------------------------------------------------------------------------------------


def say_mood(reading: SceneReading, action: str) -> str:
    """Word a mood by the face in a near frame, by the body in a wide one; a face already worded is enough."""
    if "mood" in reading.corrected and not reading.drawn:
        return f"{reading.mood} atmosphere" if reading.mood else ""
    if not reading.drawn or set(re.findall(r"\w+", action)) & lexicon().prompt_words.poses.faces:
        return ""
    near = reading.shot in FACES
    said = (lexicon().prompt_words.moods if near else lexicon().prompt_words.moods_body).get(reading.mood, "")
    if "mood" in reading.corrected:
        return said
    return "" if contradicts(reading.mood, said, action) else said


def contradicts(mood: str, said: str, action: str) -> bool:
    """Whether a face or stance contradicts the action: bared teeth at a meal, a stance on a sled."""
    done = set(re.findall(r"\w+", action))
    against = lexicon().prompt_words.poses.against
    fierce = mood in against.fierce_moods and done & against.fierce
    stands = set(said.split()) & against.stance_words and done & against.stance
    return bool(fierce or stands)
