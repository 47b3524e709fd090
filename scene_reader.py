"""Scenes in, readings out: who is there, where, when, in what weather and mood, doing what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cast.members import Cast, find_cast
from cast.narrator import find_narrators
from english.language import warn_of_language
from english.tokens import MOST_KEPT, parse_book
from reading.actions import Setting, find_action, speech_share
from reading.appearance import find_facts
from reading.coreference import find_mentions
from reading.crowds import Genders, find_crowds
from reading.discourse import StorySoFar, named_in, story_opening
from reading.events import find_events
from reading.framing import choose_shot, find_partner
from reading.mentions import GROUP, NARRATOR, Described, Mentions
from reading.moods import find_mood
from reading.objects import find_props
from reading.places import find_places, is_set, is_untold, setting_interior
from reading.presence import (
    PresenceEvidence,
    choose_lead,
    is_another_word,
    is_only_called,
    presence_of,
    weigh_listed,
    weigh_people,
)
from reading.realis import Realis, find_realis
from reading.telephone import is_on_the_phone
from reading.times import Sign, find_time
from reading.wardrobe import BookLooks, follow_looks, look_of_described
from reading.weather import find_weather
from records import EVIDENCE_SLOTS, Evidence, Person, SceneReading

if TYPE_CHECKING:
    from cast.sheet import CastSheet
    from english.tokens import Prose
    from reading.clauses import Event
    from reading.looks import Fact
    from reading.place_words import PlaceFound
    from records import Presence, Scene


def read_scenes(scenes: Sequence[Scene], sheet: CastSheet, most_kept: int = MOST_KEPT) -> tuple[SceneReading, ...]:
    """Read every scene of a novel, in order; the whole novel is read for the cast and for what carries over.

    However long the book is, no more than `most_kept` tokens of it are in memory at once, or its longest scene.
    """
    texts = parse_book(scenes, most_kept)
    cast = find_cast(texts, sheet)
    narrators = find_narrators([scene.title for scene in scenes], [scene.chapter for scene in scenes], cast)
    drafts = draft_all(scenes, texts, cast, narrators)
    if warn_of_language([scene.text for scene in scenes]):
        drafts = (by_sheet(draft, cast) for draft in drafts)
    sketches = list(sketch_all(drafts, cast))
    lines = [(scene.chapter, scene.number, sketch.facts) for scene, sketch in zip(scenes, sketches, strict=True)]
    looks = follow_looks(lines, cast)
    return tuple(finish(sketch, number, looks) for number, sketch in enumerate(sketches))


@dataclass(frozen=True, slots=True)
class Draft:
    """A scene with everything found in it, before the book's looks are laid over its people."""

    scene: Scene
    prose: Prose
    mentions: Mentions
    events: tuple[Event, ...]
    realis: Realis
    evidence: dict[int, PresenceEvidence]
    narrator: int | None
    facts: tuple[Fact, ...]
    presences: dict[int, Presence]
    lead: int | None


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of a draft: its reading, in which the book's people have no looks yet."""

    reading: SceneReading
    who: tuple[int, ...]  # who the reading's characters are, as in Mention.who
    facts: tuple[Fact, ...]  # about the cast, and about everybody


def draft_all(
    scenes: Sequence[Scene], texts: Iterable[Prose], cast: Cast, narrators: Sequence[int | None]
) -> Iterator[Draft]:
    """Draft scene after scene, each with what is known from those before."""
    story, chapter = story_opening(cast), None
    for number, (scene, prose) in enumerate(zip(scenes, texts, strict=True)):
        story = story if scene.chapter == chapter else story.in_new_chapter()
        chapter = scene.chapter
        draft = make_draft(scene, prose, number, cast, narrators[number], story.without(narrators[number]))
        story = story.after(
            cast, draft.presences, draft.lead, draft.facts, named_in(prose.tokens, draft.mentions.found)
        )
        yield draft


def make_draft(scene: Scene, prose: Prose, number: int, cast: Cast, narrator: int | None, story: StorySoFar) -> Draft:
    runs = cast.names[number]
    mentions = find_mentions(prose, runs, cast, story)
    events = find_events(prose, mentions.found)
    quoted = [(run, who) for run in runs if run.quoted and (who := cast.find(run)) is not None]
    facts = find_facts(prose, mentions, narrator)
    evidence = with_narrator(weigh_people(prose, mentions.found, events, quoted, facts), narrator)
    presences, lead = settle_presences(evidence, prose, cast, mentions.described, narrator)
    realis = find_realis(prose, events)
    return Draft(scene, prose, mentions, events, realis, evidence, narrator, facts, presences, lead)


def by_sheet(draft: Draft, cast: Cast) -> Draft:
    """Put into a scene whose language the rules cannot read just whom it names of the author's own people."""
    listed = {who: member.sheet for who, member in enumerate(cast.members) if member.sheet}
    evidence = weigh_listed(draft.prose, {who: (person.name, *person.aliases) for who, person in listed.items()})
    presences, lead = settle_presences(evidence, draft.prose, cast)
    return replace(draft, evidence=evidence, presences=presences, lead=lead, narrator=None)


def sketch_all(drafts: Iterable[Draft], cast: Cast) -> Iterator[Sketch]:
    """Read draft after draft: a scene goes on where the one before it in the chapter ended."""
    before, chapter = None, None
    for number, draft in enumerate(drafts):
        before, who = read(draft, number, cast, before if draft.scene.chapter == chapter else None)
        chapter = draft.scene.chapter
        facts = tuple(fact for fact in draft.facts if fact.who == GROUP or 0 <= fact.who < len(cast.members))
        yield Sketch(before, who, facts)


def read(draft: Draft, number: int, cast: Cast, before: SceneReading | None) -> tuple[SceneReading, tuple[int, ...]]:
    """Read a scene, and tell who its characters are."""
    prose, lead = draft.prose, draft.lead
    places = find_places(prose, cast.names[number], cast, draft.realis)
    drawn = [who for who, presence in draft.presences.items() if presence in ("lead", "present")]
    here = {cast.members[who].name for who in drawn if 0 <= who < len(cast.members)}
    carried = place_kept(before, here, prose, places)
    interior = before.interior if before and carried else (setting_interior(prose, places) if places else None)
    time, time_signs = find_time(prose, draft.realis, before.time_of_day if before else "unknown")
    if time == "unknown" and before and (carried or (places and places[0].phrase == before.place)):
        time = before.time_of_day  # nobody has moved, so it is no later
    weather, weather_signs = find_weather(prose, draft.realis, interior=interior)
    mood, mood_tokens = find_mood(prose, deserted=not drawn)
    doer = NARRATOR if lead is not None and lead == draft.narrator else lead
    told = frozenset(prose.tokens[first].paragraph for first, _ in place_spans(places))
    setting = Setting(interior, told, lambda who: gender(who, draft, cast))
    action = find_action(prose, draft.events, draft.mentions.found, doer, draft.realis, setting)
    done_at = action.spans[0][0] if action.spans else None
    partner = find_partner(
        prose, action, draft.mentions.found, draft.evidence, [who for who in drawn if who != lead], len(cast.members)
    )
    ordered = sorted(draft.presences, key=lambda who: (who != lead, who != partner))
    lead_tokens = [token for token, _ in draft.evidence[lead].signs[:3]] if lead is not None else []
    reading = SceneReading(
        characters=tuple(make_person(who, draft.presences[who], draft, cast) for who in ordered),
        people=find_crowds(
            prose,
            draft.realis,
            Genders(*([gender(who, draft, cast) for who in some] for some in (drawn, draft.presences))),
            done_at,
        ),
        place=carried or (places[0].phrase if places else ""),
        places=tuple(dict.fromkeys((*((carried,) if carried else ()), *(place.phrase for place in places)))),
        interior=interior,
        time_of_day=time,
        weather=weather,
        mood=mood,
        action=action.phrase,
        props=find_props(prose, draft.events, interior=interior, action=done_at),
        shot=choose_shot(
            len(drawn), speech_share(prose), action.lemmas, mood, before.shot if before else "", draft.scene.text
        ),
        evidence=evidence(
            draft,
            {
                "lead": [(token, token + 1) for token in lead_tokens],
                "place": [] if carried else place_spans(places),
                "time_of_day": sign_spans(time_signs),
                "weather": sign_spans(weather_signs),
                "mood": [(token, token + 1) for token in mood_tokens[:3]],
                "action": list(action.spans),
            },
        ),
    )
    return reading, tuple(ordered)


def place_kept(before: SceneReading | None, here: set[str], prose: Prose, places: Sequence[PlaceFound]) -> str:
    """Give the place of the scene before where this one tells none, or goes on in "the room" among the same people."""
    if before is None or not is_set(before.place):
        return ""
    there = {person.name for person in before.drawn if person.named}
    stays = bool(before.interior) and not (here and there and here.isdisjoint(there))
    return before.place if is_untold(prose, places, stays=stays) else ""


def sign_spans(signs: Iterable[Sign]) -> list[tuple[int, int]]:
    ordered = sorted(signs, key=lambda sign: (-sign.weight, sign.first))
    return [(sign.first, sign.last) for sign in ordered[:3]]


def place_spans(places: Sequence[PlaceFound]) -> list[tuple[int, int]]:
    if not places:
        return []
    ordered = sorted(places[0].spans, key=lambda span: (-span[0], span[1]))
    return [(first, last) for _, first, last in ordered[:3]]


def evidence(draft: Draft, spans: dict[str, list[tuple[int, int]]]) -> dict[str, tuple[Evidence, ...]]:
    return {slot: tuple(witness(draft, first, last) for first, last in spans[slot]) for slot in EVIDENCE_SLOTS}


def witness(draft: Draft, first: int, last: int) -> Evidence:
    tokens = draft.prose.tokens
    start, end = tokens[first].start, tokens[last - 1].end
    return Evidence(draft.scene.line_at(start), start, draft.prose.text[start:end])


# --- People ---------------------------------------------------------------------------------------------------------

PRESENCE_ORDER = ("lead", "present", "remote", "mentioned")
LEAST_DESCRIBED = 2  # events from which somebody unnamed is one of the scene's people


def settle_presences(
    evidence: Mapping[int, PresenceEvidence],
    prose: Prose,
    cast: Cast,
    described: Sequence[Described] = (),
    narrator: int | None = None,
) -> tuple[dict[int, Presence], int | None]:
    """Say for everybody how they are there, the lead first; the narrator stands under his own name where he has one."""
    has_phone = is_on_the_phone(prose)
    found: dict[int, Presence] = {}
    for who, standing in evidence.items():
        if who < len(cast.members) or standing.acts >= LEAST_DESCRIBED:
            found[who] = presence_of(standing, has_phone=has_phone)
    there = [who for who, presence in found.items() if presence == "present"]
    if all(is_only_called(evidence[who]) for who in there) and not any(one.speaks for one in evidence.values()):
        found.update(dict.fromkeys(there, "mentioned"))  # names on a label, a letter read in an empty room
        there = []
    there = there or [who for who, presence in found.items() if presence == "remote"]
    named = [who for who in there if who < len(cast.members)]
    members = [cast.members[who] for who in named if who >= 0]
    for number, person in enumerate(described, len(cast.members)):
        if number in found and is_another_word(person, members):
            del found[number]
    there = [who for who in there if who in found]
    fame = {who: cast.members[who].mentions / (cast.most_mentions or 1) for who in named if who >= 0}
    if narrator is not None:
        fame[narrator] = 1.0  # however seldom the book says the teller's name
    lead = choose_lead(evidence, named or there, fame)
    if lead is not None:
        found[lead] = "lead"
    ordered = sorted(found, key=lambda who: (PRESENCE_ORDER.index(found[who]), evidence[who].first))
    kept = {who: found[who] for who in ordered if who < len(cast.members) or found[who] in ("lead", "present")}
    return kept, lead


def with_narrator(found: Mapping[int, PresenceEvidence], narrator: int | None) -> dict[int, PresenceEvidence]:
    """Let "I" and the narrator's name be one person."""
    evidence = dict(found)
    if narrator is None or NARRATOR not in evidence:
        return evidence
    evidence[narrator] = evidence.pop(NARRATOR)
    return evidence


def gender(who: int, draft: Draft, cast: Cast) -> str:
    """Give the gender of a member of the cast or of somebody the scene describes."""
    members = cast.members
    if who < len(members):
        return members[who].gender if who >= 0 else ""
    return draft.mentions.described[who - len(members)].gender


def make_person(who: int, presence: Presence, draft: Draft, cast: Cast) -> Person:
    own = [fact for fact in draft.facts if fact.who == who]
    facts = tuple(dict.fromkeys(fact.text for fact in own if fact.text and fact.slot != "called"))
    if who == NARRATOR:
        return Person("narrator", presence, named=False, facts=facts, look="person")
    if who >= len(cast.members):
        person = draft.mentions.described[who - len(cast.members)]
        seen = look_of_described(person.phrase, person.gender, own)
        return Person(person.phrase, presence, (), person.gender, "", False, seen.look, seen.outfit, facts)
    member = cast.members[who]
    return Person(member.name, presence, member.aliases, facts=facts)


def finish(sketch: Sketch, number: int, looks: BookLooks) -> SceneReading:
    """Lay the book's looks over a scene's people."""
    people = zip(sketch.who, sketch.reading.characters, strict=True)
    return replace(sketch.reading, characters=tuple(dress(person, who, number, looks) for who, person in people))


def dress(person: Person, who: int, number: int, looks: BookLooks) -> Person:
    if not 0 <= who < len(looks.members):
        return person
    worn = looks.at(who, number)
    return replace(person, gender=worn.gender, age=worn.age, look=worn.look, outfit=worn.outfit)
