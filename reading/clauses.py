"""Find the verbs of the narration with their subjects, and whether they really happen here and now."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from english.lexicon import lexicon
from english.verbs import VerbForm, read_verb
from english.words import LONGEST_RUN, is_adverb
from reading.people import GROUP
from reading.verb_groups import LOOK_BACK, boundaries, find_auxiliary, is_auxiliary, is_only_due, says_how

if TYPE_CHECKING:
    from collections.abc import Sequence

    from english.tokens import Token
    from reading.mentions import Mention
    from reading.people import Who

NOW = 1.0
BEFORE = 0.25  # "had gone": true, but no longer visible
REAL, EARLIER = NOW, BEFORE
HABIT = 0.4  # "slept in the afternoons", "always slept": true, but perhaps not now
HABIT_REACH = 4  # tokens after a verb in which "in the afternoons" makes a habit of it
PLACE_REACH = 8  # tokens before an -ing form in which "was at the sink" governs it


class Event(NamedTuple):
    """One verb of the narration with its subject, as BookNLP means the word."""

    who: Who | None  # its subject; None: something else, or unknown
    token: int
    lemma: str
    form: str  # "past", "ing", "s"
    real: float  # 1 happens now, EARLIER happened before
    main: bool = True  # in a main clause, not after "when" or "which"
    likens: bool = False  # "looked like", "felt as if": no event to draw


class Clauses:
    """The state of reading one sentence from left to right: the subject of the next verb."""

    def __init__(self, tokens: Sequence[Token], mention_at: dict[int, Mention], *, present: bool) -> None:
        self.tokens, self.verbs, self.boundaries = tokens, lexicon().verbs, boundaries()
        self.mention_at = mention_at
        self.present = present
        self.subject: Mention | None = None
        self.subject_end = -1
        self.first_subject: Mention | None = None
        self.subordinate = False
        self.has_verb = False  # in this clause: a second past form only describes ("a ship bound for London")
        self.governed = (-1, "")  # a verb, and the kind of word that governs it
        self.imagined = (0, False)  # up to which token was asked whether the clause is imagined, and whether it was
        self.events: list[Event] = []

    def read(self, start: int, stops: Sequence[int]) -> list[Event]:
        """Read the sentence that begins at `start`, at the tokens where a mention, a boundary or a verb stands."""
        self.start, number = start, start
        for stop in stops:
            if stop < number:
                continue  # within a mention
            mention = self.mention_at.get(stop)
            if mention:
                self._meet(mention)
                number = mention.last
            else:
                self._step(stop)
        return self.events

    def _meet(self, mention: Mention) -> None:
        if mention.subject and not mention.owns:
            self.subject, self.subject_end = mention, mention.last
            self.first_subject = mention if self.first_subject is None else self.first_subject
        elif mention.owns and mention.subject:
            self.subject = None  # "his hand shook"

    def _step(self, number: int) -> None:
        word = self.tokens[number].word
        if word in self.boundaries:
            self._cross(number)
            return
        verb = read_verb(word) if word[0].isalpha() and self.tokens[number].text.islower() else None
        if verb and self._is_event(number, verb):
            self._add(number, verb)

    def _cross(self, number: int) -> None:
        """Keep the subject after a comma or "and" only if a verb follows at once."""
        self.has_verb = False
        word = self.tokens[number].word
        if not word[0].isalpha():
            self.subordinate = False
        elif word in self.verbs.subordinating:
            self.subordinate = True
        if number + 1 >= len(self.tokens) or number + 1 in self.mention_at:
            return
        index, end = number + 1, min(len(self.tokens), number + LONGEST_RUN)
        while index < end and is_adverb(self.tokens[index].word):
            index += 1
        following = self.tokens[index].word if index < len(self.tokens) else ""
        verb = read_verb(following)
        if verb and verb.form in ("past", "ing", "s"):
            self.subject = (
                self.first_subject if self.subject is None and self.tokens[number].word == "," else self.subject
            )
            self.subject_end = index
        elif following in self.verbs.determiner or following in ("it", "there", "who", "which"):
            self.subject = None
        elif word != "," and following.isalpha() and following not in self.verbs.preposition:
            self.subject = None  # "…; artless prayers rose"

    def _is_event(self, number: int, verb: VerbForm) -> bool:
        if verb.form == "ing":
            return self._is_progressive(number)
        if verb.form == "past":
            return self._is_past(number, verb)
        if verb.form == "base" and self._is_begun(number):
            return True
        if verb.form in ("s", "base"):
            told_now = self.present and self._follows_subject(number) and self._agrees(verb)
            return told_now and not self._governor(number)
        return verb.form == "participle" and self._governor(number) == "have"

    def _governor(self, number: int) -> str:
        """Name the kind of word that governs a verb."""
        if self.governed[0] != number:
            self.governed = (number, find_auxiliary(self.tokens, self.start, number, self.mention_at))
        return self.governed[1]

    def _agrees(self, verb: VerbForm) -> bool:
        """Whether the subject agrees with a present form: "she runs", but "I run" and "they run"."""
        if self.subject is None:
            return False
        return verb.form == "s" or self.subject.kind == "first person" or self.subject.who is GROUP

    def _is_begun(self, number: int) -> bool:
        """Whether a verb after "to" happens: "began to write", "bent to pick up"; not "wanted to write"."""
        if number < self.start + len(("began", "to")) or self.tokens[number - 1].word != "to" or self.subject is None:
            return False
        governing = read_verb(self.tokens[number - 2].word)
        return (
            governing is not None
            and governing.form == "past"
            and governing.lemma in self.verbs.begun
            and any(event.token == number - 2 and event.real >= REAL for event in self.events)
        )

    def _is_only_now(self, number: int, verb: VerbForm) -> bool:
        """Whether "had" reports something just done: "had just bolted it", "Then he had reached the door"."""
        words = [token.word for token in self.tokens[max(self.start, number - LOOK_BACK) : number]]
        just = "just" in words or self.tokens[self.start].word == "then"
        return just and verb.lemma not in self.verbs.parting

    def _is_habit(self, number: int) -> bool:
        """Whether the verb is a habit: "always slept", "slept in the afternoons"."""
        if number > self.start and self.tokens[number - 1].word in self.verbs.rules:
            return True
        following = [token.word for token in self.tokens[number + 1 : number + 1 + HABIT_REACH]]
        return any(
            word in self.verbs.recurring and following[at - 1 : at] in (["the"], ["on"], ["of"])
            for at, word in enumerate(following)
        )

    def _follows_subject(self, number: int) -> bool:
        return all(is_adverb(self.tokens[index].word) for index in range(self.subject_end, number))

    def _is_past(self, number: int, verb: VerbForm) -> bool:
        if self.has_verb and not self._follows_subject(number):
            return False
        if verb.lemma in ("have", "do") and is_auxiliary(self.tokens, number):
            return False
        if verb.lemma == "use" and self.tokens[number + 1 : number + 2] and self.tokens[number + 1].word == "to":
            return False
        before = self.tokens[number - 1].word if number > self.start else ""
        if before in self.verbs.determiner or before in self.verbs.preposition or before in ("'s", "very", "or", "nor"):
            return False
        if not self._follows_subject(number) and (verb.lemma in self.verbs.same or self._describes_noun(number)):
            return False
        return self._governor(number) in ("", "have")

    def _describes_noun(self, number: int) -> bool:
        """Whether a past form after a noun only describes it: "a lane bordered with roses"."""
        after = self.tokens[number + 1].word if number + 1 < len(self.tokens) else ""
        before = self.tokens[number - 1] if number > self.start else None
        is_noun = before is not None and before.text.isalpha() and read_verb(before.word) is None
        return after in ("with", "by") and is_noun and self.subject_end < number - 1

    def _is_progressive(self, number: int) -> bool:
        """Whether an -ing form is an event: after "was" or "stood", or hung on its subject by a comma."""
        before = self.tokens[number - 1].word if number > self.start else ","
        if before in (",", "and", ";", "—", "--", "while", "then"):
            return self.subject is not None or self.first_subject is not None
        if is_only_due(self.tokens, self.start, number):
            return False
        if self._governor(number) == "be" or self._stands_at(number):
            return True
        verb = read_verb(before)
        return verb is not None and verb.lemma in self.verbs.governing

    def _stands_at(self, number: int) -> bool:
        """Whether a place or a posture governs the -ing form: "was at the sink washing", "ate standing up"."""
        if self.subject is None or self.tokens[number].word in lexicon().verbs.copulas.rooms:
            return False
        postures, own = lexicon().verbs.postures.words, read_verb(self.tokens[number].word)
        for index in range(number - 1, max(self.start, number - PLACE_REACH), -1):
            word = self.tokens[index].word
            verb = read_verb(word)
            if word in self.boundaries:
                return False
            if word in self.verbs.be or (verb and verb.form == "past"):
                if index + 1 == number:
                    return own is not None and own.lemma in postures
                at_place = self.tokens[index + 1].word in self.verbs.preposition
                return at_place and (verb is None or verb.lemma in postures or verb.lemma == "be")
        return False

    def _add(self, number: int, verb: VerbForm) -> None:
        earlier = verb.form != "ing" and self._governor(number) == "have" and not self._is_only_now(number, verb)
        real = EARLIER if earlier else REAL
        if self.present and verb.form == "past":
            real = EARLIER  # in a scene told in the present tense, the past tense is earlier
        if self._is_habit(number):
            real = min(real, HABIT)
        if verb.form != "ing":
            self.has_verb = True
        if self._is_imagined(number):
            return
        subject = self.subject
        if subject is None and number > self.start and self.tokens[number - 1].word == ",":
            subject = self.first_subject
        if subject is None and verb.form == "past" and self.tokens[number].word in lexicon().speech_verbs.verbs:
            subject = self._inverted(number)
        who = None if subject is None else subject.who
        form = "past" if verb.form == "participle" or self._is_begun(number) else verb.form
        likens = verb.lemma in lexicon().verbs.copulas.words and says_how(self.tokens, number + 1, self.mention_at)
        self.events.append(Event(who, number, verb.lemma, form, real, not self.subordinate, likens))

    def _inverted(self, number: int) -> Mention | None:
        """Find the subject that follows its verb of speech: "said the good old Rat"."""
        for index in range(number + 1, min(number + 1 + LOOK_BACK, len(self.tokens))):
            mention = self.mention_at.get(index)
            if mention:
                return None if mention.owns else mention
            if not self.tokens[index].text[0].isalpha() or self.tokens[index].word in self.boundaries:
                return None
        return None

    def _is_imagined(self, number: int) -> bool:
        """Whether "if", "would" or "as though" governs the clause."""
        last, told = self.imagined
        for index in range(number - 1, max(last, self.start) - 1, -1):
            word = self.tokens[index].word
            if word in self.verbs.unreal:
                told = True
                break
            if word in (",", ";", ":", "—", "--") or (word in ("and", "but") and index + 1 in self.mention_at):
                told = False
                break
        self.imagined = (number, told)
        return told
