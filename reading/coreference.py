"""Resolve every name, pronoun and description of a person in a scene to the person it refers to."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from english.lexicon import lexicon
from english.words import ARTICLES, FIRST_PERSON, GENDER_BY_PRONOUN, described_until, person_gender, person_nouns
from reading.antecedents import (
    POINTS_OUT,
    counterpart,
    is_of_age,
    is_said_of_another,
    pointed_out,
    resumes,
    tells_age,
)
from reading.discourse import StorySoFar
from reading.mentions import Kind, Mention, Mentions
from reading.people import GROUP, PeopleFinder, PersonIndex, ScenePeople, Who
from reading.salience import Salience
from reading.subjects import is_after_where, is_subject_place

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cast.members import Cast
    from cast.names import MemberIndex, NameRun
    from english.tokens import Prose

PLURALS = frozenset(("we", "they", "us", "them"))
MOST_ACTING = 1_000  # people of one scene among whom "the old man" is looked for; no author has half as many
OWNING = frozenset(("his", "her", "my", "hers", "mine"))
REFERRING = PLURALS | ARTICLES | FIRST_PERSON | GENDER_BY_PRONOUN.keys()


def find_mentions(
    prose: Prose,
    runs: Sequence[NameRun],
    cast: Cast,
    narrator: MemberIndex | None = None,
    story: StorySoFar | None = None,
) -> Mentions:
    """Find every mention of a person in a scene; a pronoun refers to the most salient person who fits.

    Without `narrator`, "I" is somebody whom the book never names; without `story`, the scene stands alone.
    """
    story = story or StorySoFar()
    named = [who for run in runs if not run.quoted and (who := cast.find(run)) is not None]
    often = [who for who, _ in Counter(named).most_common()]
    defaults = {cast[who].gender: who for who in reversed(often)}
    defaults = {**story.there, **defaults} if defaults else dict(story.leads)
    opening = opening_gender(prose, runs)
    if opening in story.leads:
        defaults.setdefault(opening, story.leads[opening])
    finder = Coreference(prose, PeopleFinder(cast, narrator), defaults, story)
    return finder.with_names(finder.find(runs))


def opening_gender(prose: Prose, runs: Sequence[NameRun]) -> str:
    """Give the gender of a pronoun in a scene's first sentence, before any name: it refers to the scene before."""
    end = prose.sentences[0][1] if prose.sentences else 0
    first = min([end, *(run.first for run in runs)])
    told = (token.word for token in prose.tokens[:first] if not token.quoted)
    return next((GENDER_BY_PRONOUN[word] for word in told if word in GENDER_BY_PRONOUN), "")


class Coreference:
    """The state of reading through a scene: who is salient."""

    def __init__(
        self, prose: Prose, people: PeopleFinder, defaults: Mapping[str, MemberIndex], story: StorySoFar
    ) -> None:
        self.defaults = defaults  # by gender: to whom a pronoun refers before anybody is salient
        self.story = story
        self.prose = prose
        self.tokens = prose.tokens
        self.people = people
        self.cast = people.cast
        self.found: list[Mention] = []
        self.in_mind = Salience(prose.tokens)
        self.acting: dict[str, dict[PersonIndex, MemberIndex]] = {}  # by gender: who of the cast was a subject
        self.aged = {member for member in story.present if member in story.years}  # here or just before
        self.named: dict[PersonIndex, None] = {}  # whom the scene has named, who was named last at the end

    def find(self, runs: Sequence[NameRun]) -> Mentions:
        """Read the scene from start to end."""
        run_at = {run.first: run for run in runs}
        last = 0
        for number in sorted({*self.prose.find_words(REFERRING), *run_at}):
            if number >= last:
                run = run_at.get(number)
                last = self._name(run) if run else self._word(number)
        for member in map(self.cast.find, runs):
            if member is not None:
                self.people.meet(member)  # also a member named within the description of another
        return Mentions(tuple(self.found), ScenePeople(tuple(self.people.found)))

    def with_names(self, mentions: Mentions) -> Mentions:
        """Merge people who are described first with the names that somebody gives them later."""
        merged = pointed_out(self.tokens, mentions)
        found = (mention._replace(who=merged.get(mention.who, mention.who)) for mention in mentions.found)
        return Mentions(tuple(found), mentions.people)

    def _name(self, run: NameRun) -> int:
        member = self.cast.find(run)
        who: Who | None = None if member is None else self.people.meet(member)
        if who is None and not run.words:
            who = self._bearer_in_mind(run.title)
        if who is not None:
            self._add(run.first, run.last, who, "name")
        return run.last

    def _bearer_in_mind(self, title: str) -> Who | None:
        """Resolve "the Professor" where the book has several: the last whom the scene has named."""
        bearers = self.cast.bearers.get(title)
        near = islice(reversed(self.named), MOST_ACTING) if bearers else ()
        return next((who for who in near if bearers and self.people[who].member in bearers), None)

    def _word(self, number: int) -> int:
        token = self.tokens[number]
        if token.word in ARTICLES and token.word not in GENDER_BY_PRONOUN and token.word not in FIRST_PERSON:
            return self._description(number)
        if token.quoted:
            return number + 1
        if token.word in GENDER_BY_PRONOUN:
            self._pronoun(number, GENDER_BY_PRONOUN[token.word])
            other = counterpart(self.tokens, self.found, number)
            if other is not None:
                self._add(number, number + 2, other, "described")
        elif token.word in FIRST_PERSON:
            self._add(number, number + 1, self.people.meet_narrator(), "first person")
        else:
            self._add(number, number + 1, GROUP, "pronoun")
        return number + 1

    def _pronoun(self, number: int, gender: str) -> None:
        who = self.in_mind.most_in_mind(gender)
        if who is None and gender in self.defaults:
            who = self.people.meet(self.defaults[gender])
        if who is not None:
            self._add(number, number + 1, who, "pronoun")

    def _description(self, number: int) -> int:
        """Read "the tall old man" from its article on; give the number of the token after it."""
        last = described_until(self.tokens, number)
        if last is None or self._is_thing(number, last):
            return number + 1
        self._add_described(number, last)
        return last + 1

    def _is_thing(self, first: int, last: int) -> bool:
        """Whether the author says that what is described is a thing: "the iron walker"."""
        return self.cast.words.is_thing(" ".join([token.word for token in self.tokens[first + 1 : last + 1]]))

    def _add_described(self, first: int, last: int) -> None:
        if self.tokens[first].quoted:
            return
        head = self.tokens[last].word
        if self._names_follows(last + 1) or is_said_of_another(self.tokens, first):
            return
        is_owner = last + 1 < len(self.tokens) and self.tokens[last + 1].word == "'s"
        if is_owner and self.tokens[first].word in ("a", "an"):
            return  # "a child's raincoat", "a surveyor's staff": generic
        who = self._apposed(first, is_owner=is_owner)
        who = self._by_title(head) if who is None and self.tokens[first].word == "the" else who
        who = self.people.by_head.get(head) if who is None else who
        who = self._resumed(first, last) if who is None else who
        if who is None:
            phrase = " ".join(token.word for token in self.tokens[first : last + 1])
            who = self.people.describe(head, phrase, person_gender(head))
        self._add(first, last + 1, who, "described")

    def _apposed(self, first: int, *, is_owner: bool) -> Who | None:
        """Resolve an apposition: "Barbara, a tall woman"."""
        named = self.found[-1] if self.found else None
        if named is None or named.kind != "name" or named.last != first - 1 or is_owner:
            return None
        return named.who if self.tokens[first - 1].text == "," else None

    def _resumed(self, first: int, last: int) -> PersonIndex | None:
        """Resolve "the old man", "the girl" without an earlier "a man": the salient person who fits."""
        words = [token.word for token in self.tokens[first : last + 1]]
        after = self.tokens[last + 1].word if last + 1 < len(self.tokens) else "."
        if not resumes(words) or after in POINTS_OUT:
            return None
        gender = person_gender(words[-1])
        known = self._known_as(words)
        if known is not None:
            return known
        fitting = [self.acting.get(key, {}) for key in ((gender, "") if gender else self.acting)]
        count = sum(map(len, fitting))
        if count > MOST_ACTING:
            return None
        named = (pair for people in fitting for pair in people.items())
        young_enough = [who for who, member in named if is_of_age(words, self.story.years.get(member))]
        alone = len(young_enough) == 1 and (count == 1 or "old" not in words)
        return young_enough[0] if alone else None

    def _known_as(self, words: Sequence[str]) -> PersonIndex | None:
        """Find the one person of the scene or of the one before whose stated age is that of a description."""
        gender = person_gender(words[-1])
        if not tells_age(words) or len(self.aged) > MOST_ACTING:
            return None
        known = [member for member in self.aged if self._is_known_as(member, gender, words)]
        return self.people.meet(known[0]) if len(known) == 1 else None

    def _is_known_as(self, member: MemberIndex, gender: str, words: Sequence[str]) -> bool:
        """Whether a person's stated age fits "the old man" or "the child"."""
        fits = not gender or self.cast[member].gender in (gender, "")
        return fits and is_of_age(words, self.story.years[member])

    def _by_title(self, head: str) -> Who | None:
        """Find the one member of the cast to whom "the doctor" or "the sergeant" refers."""
        title = lexicon().titles.short.get(head, head)
        for key in ((head, ()), (title, ())):
            if key in self.cast.member_by_name:
                return self.people.meet(self.cast.member_by_name[key])
        both = (self._bearer_in_mind(head), self._bearer_in_mind(title))
        return next((who for who in both if who is not None), None)

    def _names_follows(self, number: int) -> bool:
        """Whether a name follows at once: "the butler Jeeves" is Jeeves."""
        return number < len(self.tokens) and self.tokens[number].is_capital

    def _add(self, first: int, last: int, who: Who, kind: Kind) -> None:
        tokens = self.tokens
        following = tokens[last].word if last < len(tokens) else ""
        owns = following == "'s" or (tokens[first].word in OWNING and kind in ("pronoun", "first person"))
        subject = not owns and (
            is_subject_place(tokens, first, person_nouns()) or (kind == "name" and is_after_where(tokens, first, last))
        )
        mention = Mention(first, last, who, kind, owns, subject)
        self.found.append(mention)
        if kind == "name" and who is not GROUP:
            self.named.pop(who, None)
            self.named[who] = None
        if who is not GROUP and kind != "first person" and not tokens[first].quoted:  # "he" is never the narrator
            self._bring(who, mention)

    def _bring(self, who: PersonIndex, mention: Mention) -> None:
        """Keep in mind whom a mention of the narration is of."""
        person = self.people[who]
        self.in_mind.bring(who, mention, person)
        if person.member is not None and mention.subject:
            self.acting.setdefault(person.gender, {})[who] = person.member
        if person.member is not None and person.member in self.story.years:
            self.aged.add(person.member)
