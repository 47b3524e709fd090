"""A scene and its reading in, the words of the text that its picture illustrates out: whole sentences, as printed."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from english.lexicon import lexicon
from english.tokens import parse_scene
from english.verbs import deed_verb, read_verb
from english.word_classes import auxiliary_words, phrase_openers
from english.words import is_adverb

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from english.tokens import Prose, Span, Token
    from records import Scene, SceneReading

MOST_WORDS = 30
SHORT = 3  # words of a sentence that tells too little alone: "He chuckled."
LONGEST_TAG = 6  # words of "the old man asked again"
CLOSING = {"“": "”", '"': '"', "‘": "’", "'": "'", "«": "»", "„": "“", "»": "«", "”": "”"}
CUTS = frozenset((";", ":", "—", "–", "--"))
JOINTS = frozenset(("and", "but", "while", "when", "as", "then", "so", "for"))
RELATIVES = frozenset(("which", "who", "where", "that", "because", "until", "before", "after", "although", "though"))
REACH = 200  # tokens from the verb within which a clause of so few words begins and ends
NEAR = 4  # tokens before a verb within which its subject stands
HEARERS = frozenset(("to", "him", "her", "them", "me", "us", "you"))
SPOKEN = frozenset(("talk", "voice", "other", "think"))  # kinds of deeds: "read" is a verb of speech, but seen
SUBJECTS = frozenset(("i", "he", "she", "we", "they", "it", "you", "who"))


class Passage(NamedTuple):
    """A run of tokens (first, after last) that may be a caption."""

    first: int
    last: int


def quote_scene(scene: Scene, reading: SceneReading) -> str:
    """Quote the sentence of the moment drawn, or without a deed of the place or of the lead; "" where none tells it."""
    slots = ("action",) if reading.action else ("place", "lead")
    starts = [found.start for slot in slots for found in reading.evidence.get(slot, ())]
    prose = parse_scene(scene) if starts else None
    quotes = (quote_at(prose, start) for start in starts) if prose else iter(())
    return next(filter(None, quotes), "")


def quote_at(prose: Prose, start: int) -> str:
    """Quote the whole sentence at an offset in a text, "" where it has none that a caption can hold."""
    at = next((number for number, token in enumerate(prose.tokens) if token.start <= start < token.end), None)
    if at is None:
        return ""
    for passage in passages_at(prose, at):
        if len(words_in(prose.tokens[passage.first : passage.last])) <= MOST_WORDS and is_whole(prose, passage):
            return write_quote(prose, passage)
    return cut_quote(prose, at)


def passages_at(prose: Prose, at: int) -> Iterator[Passage]:
    """Give the sentence of a token with its speech whole, or where it tells too little alone, joined with another."""
    number = prose.tokens[at].sentence
    alone = with_speech(prose, number, number)
    before, after = (neighbour(prose, number, step) for step in (-1, 1))
    if tells_enough(prose, alone) and not goes_on(prose, after):
        yield alone
    else:
        opens = is_spoken(prose, after)
        order = (after, before) if opens or before is None else (before, after)
        if goes_on(prose, after):
            order = (after, before)
        elif is_tag(prose, alone) or starts_small(prose, alone) or not has_verb(prose, alone):
            order = (before, after)
        yield from (with_speech(prose, min(number, other), max(number, other)) for other in order if other is not None)
        yield alone
    yield bounds(prose, number)


def neighbour(prose: Prose, number: int, step: int) -> int | None:
    """Give the sentence before or after one in its paragraph."""
    other = number + step
    if not 0 <= other < len(prose.sentences):
        return None
    one, two = (prose.tokens[prose.sentences[sentence][0]].paragraph for sentence in (number, other))
    return other if one == two else None


def with_speech(prose: Prose, first: int, last: int) -> Passage:
    """Widen sentences until no speech begins or ends outside them."""
    start, end = bounds(prose, first)[0], bounds(prose, last)[1]
    while first > 0 and in_one_speech(prose, start - 1, start):
        first -= 1
        start = bounds(prose, first)[0]
    while last + 1 < len(prose.sentences) and in_one_speech(prose, end - 1, end):
        last += 1
        end = bounds(prose, last)[1]
    if prose.tokens[end - 1].text == ":" and last + 1 < len(prose.sentences):
        return Passage(start, with_speech(prose, last + 1, last + 1).last)  # "She said:" and a line below what she said
    return Passage(start, end)


def bounds(prose: Prose, number: int) -> Passage:
    """Give the tokens of a sentence; a mark that opens the next speech is none of them, one that opens its own is."""
    first, last = prose.sentences[number]
    first -= first > 0 and opens_speech(prose, first - 1) and in_one_speech(prose, first - 1, first)
    last -= last - first > 1 and opens_speech(prose, last - 1)
    return Passage(first, last)


def opens_speech(prose: Prose, number: int) -> bool:
    """Whether a token is the mark that opens direct speech."""
    token = prose.tokens[number]
    speech = speech_around(prose, token.start)
    return speech is not None and speech[0] == token.start and token.text in CLOSING


def in_one_speech(prose: Prose, one: int, two: int) -> bool:
    """Whether two tokens stand in the same direct speech."""
    speech = prose.quote_at(prose.tokens[one].start)
    return speech >= 0 and speech == prose.quote_at(prose.tokens[two].start)


# --- What tells enough ------------------------------------------------------------------------------------------------
def tells_enough(prose: Prose, passage: Passage) -> bool:
    """Whether a passage is more than a tag of speech, a fragment, or a word or two."""
    tokens = prose.tokens[passage.first : passage.last]
    return len(words_in(tokens)) > SHORT and is_whole(prose, passage)


def is_whole(prose: Prose, passage: Passage) -> bool:
    """Whether a passage begins and ends as sentences do, has a verb, and is no bare "he asked."."""
    return has_verb(prose, passage) and not is_tag(prose, passage) and not starts_small(prose, passage)


def is_tag(prose: Prose, passage: Passage) -> bool:
    """Whether a passage only says who speaks, and to whom: "he asked him again", "said the old man"."""
    tokens = prose.tokens[passage.first : passage.last]
    words = [word for word in words_in(tokens) if not is_adverb(word)]
    if len(words) > LONGEST_TAG or any(token.quoted for token in tokens):
        return False
    at = next((number for number, word in enumerate(words) if is_speaking(word)), None)
    return at is not None and (at == 0 or HEARERS.issuperset(words[at + 1 :]))


def is_speaking(word: str) -> bool:
    """Whether a word is a verb of speech."""
    verb = read_verb(word)
    said = lexicon().speech_verbs
    is_said = verb is not None and verb.form != "ing" and (verb.lemma in said.verbs or verb.lemma in said.strong)
    return is_said and verb is not None and deed_verb(verb.lemma).kind in SPOKEN


def starts_small(prose: Prose, passage: Passage) -> bool:
    """Whether a passage begins in the middle of a sentence."""
    first = next((token for token in prose.tokens[passage.first : passage.last] if token.text[0].isalpha()), None)
    return first is not None and first.text[0].islower()


def has_verb(prose: Prose, passage: Passage) -> bool:
    """Whether a passage has a finite verb, in speech or out of it."""
    return any(is_finite(token.word) for token in prose.tokens[passage.first : passage.last])


def is_finite(word: str) -> bool:
    """Whether a word may be the verb of a sentence."""
    verb = read_verb(word)
    return word in auxiliary_words() or (verb is not None and verb.form in ("past", "s", "base"))


def goes_on(prose: Prose, sentence: int | None) -> bool:
    """Whether what stands as the next sentence belongs to the one before: "head No. 9"."""
    return sentence is not None and prose.tokens[prose.sentences[sentence][0]].text[0].isdigit()


def is_spoken(prose: Prose, sentence: int | None) -> bool:
    """Whether a sentence begins with direct speech."""
    return sentence is not None and prose.tokens[prose.sentences[sentence][0]].quoted


def words_in(tokens: Sequence[Token]) -> list[str]:
    """Give the words of some tokens, a possessive with its noun, without marks."""
    return [token.word for token in tokens if token.text[0].isalnum()]


# --- Writing it -------------------------------------------------------------------------------------------------------
def write_quote(prose: Prose, passage: Passage) -> str:
    """Write a passage as the text has it; speech of which it holds a part gets its marks."""
    start, end = prose.tokens[passage.first].start, prose.tokens[passage.last - 1].end
    before, after = marks_missing(prose, start, end)
    return f"{before}{' '.join(prose.text[start:end].split())}{after}"


def marks_missing(prose: Prose, start: int, end: int) -> tuple[str, str]:
    """Give the quotation marks that a stretch of text needs before and after it."""
    opened = speech_around(prose, start)
    closed = speech_around(prose, end - 1)
    before = prose.text[opened[0]] if opened and opened[0] < start and prose.text[opened[0]] in CLOSING else ""
    mark = prose.text[closed[0]] if closed else ""
    is_open = bool(closed) and mark in CLOSING and prose.text[end - 1] != CLOSING[mark]
    return before, CLOSING[mark] if is_open else ""


def speech_around(prose: Prose, at: int) -> Span | None:
    """Give the direct speech at an offset."""
    number = prose.quote_at(at)
    return prose.quotes[number] if number >= 0 else None


# --- Long sentences ---------------------------------------------------------------------------------------------------
def cut_quote(prose: Prose, at: int) -> str:
    """Quote the clauses around a token from a sentence that is too long, with dots for what is left out; else ""."""
    first, last = sentence = bounds(prose, prose.tokens[at].sentence)
    tokens = prose.tokens
    if tokens[at].quoted or len(words_in(tokens[first:last])) <= MOST_WORDS:
        return ""
    near = range(max(first + 1, at - REACH), min(last, at + REACH))
    begins = [first, *(cut for cut in near if cut < at and is_cut(tokens, cut) and has_subject(tokens, cut, at))]
    begins += [cut for cut in range(at - NEAR, at) if cut > first and tokens[cut].word in SUBJECTS]
    pauses = [cut for cut in near if cut > at and is_pause(tokens, cut)]
    links = [cut for cut in near if cut >= at + SHORT and tokens[cut].word in JOINTS | RELATIVES]
    words = [0, *accumulate(token.text[0].isalnum() for token in tokens[first:last])]  # before each token
    for begin in begins:
        for end in (last, *reversed(pauses), *reversed(links)):
            clause = without_joint(tokens, begin, end, sentence)
            is_fit = SHORT < words[clause.last - first] - words[clause.first - first] <= MOST_WORDS
            if is_fit and not has_open_speech(prose, clause):
                return write_clause(prose, clause, sentence)
    return ""


def has_open_speech(prose: Prose, clause: Passage) -> bool:
    """Whether a speech goes on beyond a clause."""
    inside = (in_one_speech(prose, at - 1, at) for at in clause if 0 < at < len(prose.tokens))
    return any(inside)


def is_cut(tokens: Sequence[Token], number: int) -> bool:
    """Whether a clause may begin at a token: after a semicolon, colon or dash, or at a joint after a comma."""
    before = tokens[number - 1]
    if tokens[number].quoted or before.quoted:
        return False
    return before.text in CUTS or (before.text == "," and tokens[number].word in JOINTS)


def is_pause(tokens: Sequence[Token], number: int) -> bool:
    """Whether a sentence may be left before a token: at a comma, a semicolon, a colon or a dash."""
    return tokens[number].text in CUTS | {","} and not tokens[number].quoted


def has_subject(tokens: Sequence[Token], begin: int, verb: int) -> bool:
    """Whether somebody stands between the beginning of a clause and its verb."""
    return any(
        token.word in SUBJECTS or (token.is_capital and not is_adverb(token.word) and token.word not in JOINTS)
        for token in tokens[begin:verb]
        if not token.quoted
    )


def without_joint(tokens: Sequence[Token], begin: int, end: int, sentence: Passage) -> Passage:
    """Leave out the joint and the marks at the ends of a clause, but those of its sentence."""
    while sentence.first < begin < end and (tokens[begin].word in JOINTS or not tokens[begin].text[0].isalnum()):
        begin += 1
    while begin < end and tokens[begin].text in CUTS:
        begin += 1
    while sentence.last > end > begin and is_loose(tokens[end - 1]):
        end -= 1
    return Passage(begin, end)


def is_loose(token: Token) -> bool:
    """Whether nothing may end on a token: a mark that goes on, a joint, an article or a preposition."""
    return token.text in CUTS | {","} or token.word in JOINTS or token.word in phrase_openers()


def write_clause(prose: Prose, clause: Passage, sentence: Passage) -> str:
    """Write a clause with dots where the sentence goes on."""
    words = write_quote(prose, clause)
    before = "" if clause.first <= sentence.first else "…"
    return f"{before}{words}{'' if clause.last >= sentence.last else '…'}"
