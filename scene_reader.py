"""Turn scenes into readings: who is there, where, when, in what weather and mood, doing what."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cast.members import Cast, find_cast
from cast.narrator import find_narrators
from english.book_prose import MOST_KEPT, parse_book
from english.language import warn_of_language
from reading.action_scores import Setting
from reading.actions import find_action, speech_share
from reading.appearance import find_facts
from reading.coreference import find_mentions
from reading.crowds import Genders, find_crowds
from reading.discourse import StorySoFar, members_in, named_in, story_opening, years_told
from reading.events import find_events
from reading.evidence import quote_evidence, sign_spans, token_spans
from reading.framing import choose_shot, find_partner
from reading.moods import find_mood
from reading.objects import find_props
from reading.people import GROUP
from reading.presence import settle_presences
from reading.presence_evidence import weigh_listed, weigh_people
from reading.realis import find_realis
from reading.surroundings import find_surroundings
from reading.telephone import is_on_the_phone
from reading.wardrobe import follow_looks, look_of_described
from reading.weather import find_weather
from records import Person, SceneReading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cast.names import MemberIndex, NameRun
    from cast.sheet import CastSheet
    from english.tokens import Prose
    from reading.actions import Action
    from reading.clauses import Event
    from reading.looks import Fact
    from reading.mentions import Mentions
    from reading.people import PersonIndex, ScenePeople, Who
    from reading.presence_evidence import PresenceEvidence
    from reading.realis import Realis
    from reading.wardrobe import BookLooks, MemberFact
    from records import Presence, Scene


def read_scenes(
    scenes: Sequence[Scene], sheet: CastSheet, most_kept: int = MOST_KEPT, *, is_english: bool | None = None
) -> tuple[SceneReading, ...]:
    """Read every scene of a novel in order; the cast and what carries over come from the whole novel.

    However long the book is, no more than `most_kept` tokens of it are in memory at once, or its longest scene.
    In a novel in another language only the people of the author's sheet are found; without `is_english` the language
    is detected here.
    """
    is_english = not warn_of_language([scene.text for scene in scenes]) if is_english is None else is_english
    texts = parse_book(scenes, most_kept)
    cast = find_cast(texts, sheet)
    drafts = draft_all(scenes, texts, cast, narrators_of(scenes, cast, is_english=is_english))
    if not is_english:
        drafts = (by_sheet(draft, cast) for draft in drafts)
    sketches = list(sketch_all(drafts, cast))
    lines = [(scene.chapter, scene.number, sketch.facts) for scene, sketch in zip(scenes, sketches, strict=True)]
    looks = follow_looks(lines, cast)
    return tuple(finish(sketch, number, looks) for number, sketch in enumerate(sketches))


def narrators_of(scenes: Sequence[Scene], cast: Cast, *, is_english: bool) -> Sequence[MemberIndex | None]:
    """Give the narrator of every scene; in another language than English there is none, "I" may be its "i"."""
    if not is_english:
        return [None] * len(scenes)
    titles, chapters = [scene.title for scene in scenes], [scene.chapter for scene in scenes]
    return find_narrators(titles, chapters, cast.tellers, cast.member_by_name)


@dataclass(frozen=True, slots=True)
class Draft:
    """A scene with everything found in it, before its people get their looks from the whole book."""

    scene: Scene
    prose: Prose
    mentions: Mentions
    events: tuple[Event, ...]
    realis: Realis
    evidence: dict[PersonIndex, PresenceEvidence]
    facts: tuple[Fact, ...]
    presences: dict[PersonIndex, Presence]  # the lead first

    @property
    def people(self) -> ScenePeople:
        """The people whom the scene names or describes, there or not."""
        return self.mentions.people

    @property
    def lead(self) -> PersonIndex | None:
        """The person to draw, or None."""
        return next((who for who, presence in self.presences.items() if presence == "lead"), None)

    @property
    def drawn(self) -> list[PersonIndex]:
        """The people bodily there, the lead first."""
        return [who for who, presence in self.presences.items() if presence in ("lead", "present")]

    def gender(self, who: Who) -> str:
        """Give somebody's gender; a group has none."""
        return "" if who is GROUP else self.people[who].gender


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of a draft: its reading, in which the cast has no looks yet."""

    reading: SceneReading
    members: tuple[MemberIndex | None, ...]  # who the reading's characters are in the cast
    facts: tuple[MemberFact, ...]  # about the cast, and about nobody in particular


# --- Drafts: what each scene says -----------------------------------------------------------------------------------


def draft_all(
    scenes: Sequence[Scene], texts: Iterable[Prose], cast: Cast, narrators: Sequence[MemberIndex | None]
) -> Iterator[Draft]:
    """Draft the scenes in order, each with what is known from those before it."""
    story, chapter = story_opening(cast), None
    for number, (scene, prose) in enumerate(zip(scenes, texts, strict=True)):
        story = story if scene.chapter == chapter else story.in_new_chapter()
        chapter = scene.chapter
        draft = make_draft(scene, prose, number, cast, narrators[number], story.without(narrators[number]))
        here, years = members_in(draft.people, draft.presences), years_told(draft.people, draft.facts)
        story = story.after(cast, here, years, named_in(prose.tokens, draft.mentions))
        yield draft


def make_draft(
    scene: Scene, prose: Prose, number: int, cast: Cast, narrator: MemberIndex | None, story: StorySoFar
) -> Draft:
    """Find everything that a scene says of its people."""
    runs = cast.names[number]
    mentions = find_mentions(prose, runs, cast, narrator, story)
    events = find_events(prose, mentions.found)
    facts = find_facts(prose, mentions)
    evidence = weigh_people(prose, mentions, events, quoted_names(runs, mentions.people, cast), facts)
    presences = settle_presences(evidence, mentions.people, cast, has_phone=is_on_the_phone(prose))
    return Draft(scene, prose, mentions, events, find_realis(prose, events), evidence, facts, presences)


def by_sheet(draft: Draft, cast: Cast) -> Draft:
    """Draft a scene in a language that the rules cannot read: the people of the author's sheet whom it names."""
    listed = {member: known.sheet for member, known in cast.numbered() if known.sheet}
    people, numbers = draft.people.with_members(list(listed), cast)
    evidence = weigh_listed(
        draft.prose, {numbers[member]: (person.name, *person.aliases) for member, person in listed.items()}
    )
    presences = settle_presences(evidence, people, cast, has_phone=is_on_the_phone(draft.prose))
    return replace(draft, mentions=replace(draft.mentions, people=people), evidence=evidence, presences=presences)


# --- Readings: what is drawn of each scene --------------------------------------------------------------------------


def sketch_all(drafts: Iterable[Draft], cast: Cast) -> Iterator[Sketch]:
    """Turn drafts into sketches in order, since a scene goes on where the one before it in the chapter ended."""
    before, chapter = None, None
    for number, draft in enumerate(drafts):
        sketch = make_sketch(draft, number, cast, before if draft.scene.chapter == chapter else None)
        before, chapter = sketch.reading, draft.scene.chapter
        yield sketch


def make_sketch(draft: Draft, number: int, cast: Cast, before: SceneReading | None) -> Sketch:
    """Turn one draft into a sketch, given the scene before it in the chapter."""
    prose, lead, people = draft.prose, draft.lead, draft.people
    here = {people[who].name for who in draft.drawn if people[who].member is not None}
    around = find_surroundings(prose, draft.realis, cast.names[number], cast, here, before)
    weather, weather_signs = find_weather(prose, draft.realis, interior=around.interior)
    mood, mood_tokens = find_mood(prose, deserted=not draft.drawn)
    setting = Setting(around.interior, around.paragraphs, draft.gender)
    action = find_action(prose, draft.events, draft.mentions.found, lead, draft.realis, setting)
    done_at = action.spans[0][0] if action.spans else None
    characters = in_picture_order(draft, action)
    spans = {
        "lead": [] if lead is None else token_spans(token for token, _ in draft.evidence[lead].signs),
        "place": around.place_spans,
        "time_of_day": around.time_spans,
        "weather": sign_spans(weather_signs),
        "mood": token_spans(mood_tokens),
        "action": action.spans,
    }
    reading = SceneReading(
        characters=tuple(make_person(who, draft) for who in characters),
        people=find_crowds(prose, draft.realis, genders_of(draft), done_at),
        place=around.place,
        places=around.places,
        interior=around.interior,
        time_of_day=around.time_of_day,
        weather=weather,
        mood=mood,
        action=action.phrase,
        props=find_props(prose, draft.events, interior=around.interior, action=done_at),
        shot=find_shot(draft, action, mood, before),
        evidence=quote_evidence(draft.scene, prose, spans),
    )
    return Sketch(reading, tuple(people[who].member for who in characters), tuple(facts_of_cast(draft)))


def in_picture_order(draft: Draft, action: Action) -> list[PersonIndex]:
    """Order people: the lead, then whoever is drawn beside the lead, then all others."""
    others = [who for who in draft.drawn if who != draft.lead]
    partner = find_partner(draft.prose, action, draft.mentions.found, draft.evidence, others, draft.people)
    return sorted(draft.presences, key=lambda who: (who != draft.lead, who != partner))


def genders_of(draft: Draft) -> Genders:
    """Give the genders of the people to whom words for a crowd might refer."""
    drawn = [draft.people[who].gender for who in draft.drawn]
    return Genders(drawn, [draft.people[who].gender for who in draft.presences])


def find_shot(draft: Draft, action: Action, mood: str, before: SceneReading | None) -> str:
    """Choose the frame of a scene."""
    speech, last = speech_share(draft.prose), before.shot if before else ""
    return choose_shot(len(draft.drawn), speech, action.lemmas, mood, last, draft.scene.text)


def facts_of_cast(draft: Draft) -> Iterator[MemberFact]:
    """Give a scene's facts about members of the cast; those about people of this scene alone are left out."""
    for fact in draft.facts:
        member = draft.people.member_of(fact.who)
        if fact.who is GROUP or member is not None:
            yield member, fact


def quoted_names(runs: Sequence[NameRun], people: ScenePeople, cast: Cast) -> list[tuple[NameRun, PersonIndex]]:
    """Give the names within speech, each with its member."""
    numbers = {person.member: who for who, person in people.numbered() if not person.is_narrator}
    return [(run, numbers[member]) for run in runs if run.quoted and (member := cast.find(run)) is not None]


def make_person(who: PersonIndex, draft: Draft) -> Person:
    """Make the reading's character from a person of the scene; members of the cast get their looks later."""
    person, presence = draft.people[who], draft.presences[who]
    own = [fact for fact in draft.facts if is_of(fact, who, draft.people)]
    facts = tuple(dict.fromkeys(fact.text for fact in own if fact.text and fact.slot != "called"))
    if person.member is not None:
        return Person(person.name, presence, facts=facts)
    if person.is_narrator:
        return Person(person.name, presence, named=False, facts=facts, look="person")
    seen = look_of_described(person.name, person.gender, own)
    return Person(person.name, presence, (), person.gender, "", False, seen.look, seen.outfit, facts)


def is_of(fact: Fact, who: PersonIndex, people: ScenePeople) -> bool:
    """Whether a fact is about a person; the narrator has also those about their own name."""
    member = people[who].member
    return fact.who == who if member is None else people.member_of(fact.who) == member


# --- Looks: what the whole book says --------------------------------------------------------------------------------


def finish(sketch: Sketch, number: int, looks: BookLooks) -> SceneReading:
    """Add the book's looks to the people of a scene's reading."""
    people = zip(sketch.members, sketch.reading.characters, strict=True)
    dressed = (person if member is None else dress(person, member, number, looks) for member, person in people)
    return replace(sketch.reading, characters=tuple(dressed))


def dress(person: Person, member: MemberIndex, number: int, looks: BookLooks) -> Person:
    """Give a member of the cast the aliases, the look and the clothes that the book has for the scene."""
    worn = looks.at(member, number)
    aliases = looks.cast[member].aliases
    return replace(person, aliases=aliases, gender=worn.gender, age=worn.age, look=worn.look, outfit=worn.outfit)
