"""Turn scenes into readings: who is there, where, when, in what weather and mood, doing what."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cast.members import Cast, find_cast
from cast.narrator import find_narrators
from english.book_prose import MOST_KEPT, collector_at_rest, parse_book
from english.language import warn_of_language
from english.weights import Scales, fitted_weights
from reading.action_features import Setting, Told
from reading.actions import find_action, speech_share
from reading.appearance import find_facts
from reading.book_looks import BookRead, follow_looks, look_of_described, look_of_teller
from reading.coreference import find_mentions
from reading.crowds import Shown, find_crowds
from reading.discourse import StorySoFar, members_in, named_after, story_opening, years_told
from reading.events import find_events
from reading.evidence import quote_evidence, report_weighed, sign_spans, token_spans
from reading.framing import choose_shot, find_partner
from reading.moods import find_mood
from reading.objects import find_props
from reading.people import GROUP
from reading.place_trail import Trail
from reading.places import SceneText, with_places
from reading.presence import Circumstances, settle_listed, settle_presences
from reading.presence_evidence import collect_evidence, find_listed, quoted_names
from reading.realis import find_realis
from reading.surroundings import Surroundings, find_surroundings
from reading.weather import find_weather
from records import Person, SceneReading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cast.names import MemberIndex
    from cast.sheet import CastSheet
    from english.own_words import OwnWords
    from english.tokens import Prose
    from reading.actions import Action
    from reading.book_looks import BookLooks, MemberFact
    from reading.clauses import Event
    from reading.looks import Fact
    from reading.mentions import Mentions
    from reading.people import PersonIndex, ScenePeople, Who
    from reading.presence_evidence import PresenceEvidence
    from reading.realis import Realis
    from records import Presence, Scene


@dataclass(frozen=True, slots=True)
class WholeBook:
    """What is known of the whole novel before its scenes are read, and how evidence is weighed."""

    cast: Cast
    narrators: Sequence[MemberIndex | None]  # of every scene
    scales: Scales


def read_scenes(
    scenes: Sequence[Scene],
    sheet: CastSheet,
    most_kept: int = MOST_KEPT,
    *,
    is_english: bool | None = None,
    scales: Scales | None = None,
) -> tuple[SceneReading, ...]:
    """Read every scene of a novel in order, as `read_book` does."""
    return read_book(scenes, sheet, most_kept, is_english=is_english, scales=scales).readings


@collector_at_rest()
def read_book(
    scenes: Sequence[Scene],
    sheet: CastSheet,
    most_kept: int = MOST_KEPT,
    *,
    is_english: bool | None = None,
    scales: Scales | None = None,
) -> BookRead:
    """Read every scene of a novel in order; the cast and what carries over come from the whole novel.

    No more than `most_kept` tokens are in memory at once, the others are packed. In a novel in another language only
    the people of the author's sheet are found; without `is_english` the language is detected here.
    """
    is_english = not warn_of_language([scene.text for scene in scenes]) if is_english is None else is_english
    scales = scales or Scales(fitted_weights().tables)
    cast, lazy = sketch_novel(scenes, sheet, scales, most_kept, is_english=is_english)
    sketches = list(lazy)
    lines = [(scene.chapter, scene.number, sketch.facts) for scene, sketch in zip(scenes, sketches, strict=True)]
    looks = follow_looks(lines, cast)
    return BookRead(tuple(finish(sketch, number, looks) for number, sketch in enumerate(sketches)), looks)


def sketch_novel(
    scenes: Sequence[Scene], sheet: CastSheet, scales: Scales, most_kept: int = MOST_KEPT, *, is_english: bool = True
) -> tuple[Cast, Iterator[Sketch]]:
    """Find the cast of a novel, and sketch each scene when it is asked for, and not before."""
    texts = parse_book(scenes, most_kept)
    cast = find_cast(texts, sheet, scales)
    narrators = narrators_of(scenes, cast, scales, is_english=is_english)
    book = WholeBook(cast, narrators, scales)
    drafts = draft_all(scenes, texts, book)
    return cast, sketch_all(drafts if is_english else (by_sheet(draft, cast) for draft in drafts), book)


def narrators_of(
    scenes: Sequence[Scene], cast: Cast, scales: Scales, *, is_english: bool
) -> Sequence[MemberIndex | None]:
    """Give the narrator of every scene; in another language than English there is none, "I" may be its "i"."""
    if not is_english:
        return [None] * len(scenes)
    titles, chapters = [scene.title for scene in scenes], [scene.chapter for scene in scenes]
    return find_narrators(titles, chapters, cast.tellers, cast.member_by_name, scales)


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


def draft_all(scenes: Sequence[Scene], texts: Iterable[Prose], book: WholeBook) -> Iterator[Draft]:
    """Draft the scenes in order, each with what is known from those before it."""
    story, chapter = story_opening(book.cast), None
    for number, (scene, prose) in enumerate(zip(scenes, texts, strict=True)):
        story, chapter = story if scene.chapter == chapter else story.in_new_chapter(), scene.chapter
        draft = make_draft(scene, prose, number, book, story.without(book.narrators[number]))
        here, years = members_in(draft.people, draft.presences), years_told(draft.people, draft.facts)
        story = story.after(book.cast, here, years)
        yield draft


def make_draft(scene: Scene, prose: Prose, number: int, book: WholeBook, story: StorySoFar) -> Draft:
    """Find everything that a scene says of its people."""
    cast, runs = book.cast, book.cast.names[number]
    mentions = find_mentions(prose, runs, cast, book.narrators[number], story)
    events = find_events(prose, mentions.found)
    facts = find_facts(prose, mentions)
    realis = find_realis(prose, events)
    evidence = collect_evidence(prose, mentions, events, quoted_names(runs, mentions.people, cast), realis)
    around = Circumstances(mentions.people, cast, story, named_after(cast, number))
    presences = settle_presences(evidence, around, book.scales)
    return Draft(scene, prose, mentions, events, realis, evidence, facts, presences)


def by_sheet(draft: Draft, cast: Cast) -> Draft:
    """Draft a scene in a language that the rules cannot read: the people of the author's sheet whom it names."""
    listed = {member: known.sheet for member, known in cast.numbered() if known.sheet}
    people, numbers = draft.people.with_members(list(listed), cast)
    names = {numbers[member]: (person.name, *person.aliases) for member, person in listed.items()}
    evidence, mentions = find_listed(draft.prose, names), replace(draft.mentions, people=people)
    return replace(draft, mentions=mentions, evidence=evidence, presences=settle_listed(evidence))


# --- Readings: what is drawn of each scene --------------------------------------------------------------------------


def sketch_all(drafts: Iterable[Draft], book: WholeBook) -> Iterator[Sketch]:
    """Turn drafts into sketches in order, since a scene goes on where the one before it in the chapter ended."""
    before, chapter, trail = None, None, Trail()
    for number, draft in enumerate(drafts):
        trail.enter(draft.scene.chapter)
        sketch = make_sketch(draft, number, book, before if draft.scene.chapter == chapter else None, trail)
        before, chapter = sketch.reading, draft.scene.chapter
        yield sketch
        book.scales.seen.clear()


def make_sketch(draft: Draft, number: int, book: WholeBook, before: SceneReading | None, trail: Trail) -> Sketch:
    """Turn one draft into a sketch, given the scene before it in the chapter."""
    cast, prose, lead, people = book.cast, draft.prose, draft.lead, draft.people
    text = SceneText(prose, draft.realis, cast.names[number], cast)
    around = find_surroundings(text, before, trail, book.scales)
    weather, weather_signs = find_weather(
        prose, draft.realis, book.scales, interior=around.interior, hour=around.time_of_day, before=before
    )
    mood, mood_tokens = find_mood(prose, book.scales)
    setting = Setting(around.place, around.paragraphs, around.held)
    told = Told(prose, draft.events, draft.mentions.found, draft.realis)
    action = find_action(told, lead, setting, book.scales)
    done_at = action.spans[0][0] if action.spans else None
    last_shot = before.shot if before else ""
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
        characters=tuple(make_people(characters, draft)),
        people=find_crowds(prose, draft.realis, what_is_shown(draft, around, done_at, cast.words)),
        place=around.place,
        places=around.places,
        interior=around.interior,
        time_of_day=around.time_of_day,
        weather=weather,
        mood=mood,
        action=action.phrase,
        props=find_props(prose, draft.events, draft.realis, interior=around.interior, action=done_at),
        shot=choose_shot(len(draft.drawn), speech_share(prose), action.lemmas, mood, last_shot, draft.scene.text),
        evidence=quote_evidence(draft.scene, prose, spans),
        weighed=report_weighed(book.scales),
    )
    return Sketch(reading, tuple(people[who].member for who in characters), tuple(facts_of_cast(draft)))


def in_picture_order(draft: Draft, action: Action) -> list[PersonIndex]:
    """Order people: the lead, then whoever is drawn beside the lead, then all others."""
    others = [who for who in draft.drawn if who != draft.lead]
    partner = find_partner(draft.prose, action, draft.evidence, others, draft.people)
    return sorted(draft.presences, key=lambda who: (who != draft.lead, who != partner))


def what_is_shown(draft: Draft, around: Surroundings, done_at: int | None, words: OwnWords) -> Shown:
    """Give what a crowd must fit: the people to whom its words might refer, the place and the deed."""
    drawn = [draft.people[who].gender for who in draft.drawn]
    place = min((first for first, _ in around.place_spans), default=0)
    return Shown(drawn, [draft.people[who].gender for who in draft.presences], place, done_at, words)


def facts_of_cast(draft: Draft) -> Iterator[MemberFact]:
    """Give a scene's facts about members of the cast; those about people of this scene alone are left out."""
    told = ((draft.people.member_of(fact.who), fact) for fact in draft.facts)
    return ((member, fact) for member, fact in told if fact.who is GROUP or member is not None)


def make_people(characters: Sequence[PersonIndex], draft: Draft) -> Iterator[Person]:
    """Make the reading's characters, each with the facts about them; a teller's are also those about their name."""
    about: dict[object, list[Fact]] = defaultdict(list)
    for fact in draft.facts:
        about[draft.people.identity(fact.who)].append(fact)
    return (make_person(who, draft, about[draft.people.identity(who)]) for who in characters)


def make_person(who: PersonIndex, draft: Draft, own: Sequence[Fact]) -> Person:
    """Make the reading's character from a person of the scene; members of the cast get their looks later."""
    person, presence = draft.people[who], draft.presences[who]
    facts = tuple(dict.fromkeys(fact.text for fact in own if fact.text and fact.slot != "called"))
    if person.member is not None:
        return Person(person.name, presence, facts=facts)
    described = look_of_described(person.name, person.gender, own)
    seen = look_of_teller(person.gender, person.age, own) if person.is_narrator else described
    return Person(person.name, presence, (), seen.gender, seen.age, False, seen.look, seen.outfit, facts)


# --- Looks: what the whole book says --------------------------------------------------------------------------------


def finish(sketch: Sketch, number: int, looks: BookLooks) -> SceneReading:
    """Add the book's looks to the people of a scene's reading."""
    people = zip(sketch.members, sketch.reading.characters, strict=True)
    dressed = (person if member is None else looks.dress(person, member, number) for member, person in people)
    return replace(with_places(sketch.reading, looks.cast.words), characters=tuple(dressed))
