"""Read the words around a mention of a name as evidence of what the name is: speech, action, address, pronouns."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from cast.names import NameRun, opens_sentence
from english.lexicon import lexicon
from english.verbs import read_verb
from english.word_classes import auxiliary_words, function_words
from english.words import GENDER_BY_PRONOUN, first_name_sex, is_adverb, listed_people

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from english.tokens import Token

NEAR = 12  # tokens after a name within which a pronoun may refer to it
QUOTE_MARKS = frozenset(('"', "“", "”", "'", "‘", "’"))
CALLING = frozenset(("dear", "o", "oh", "old", "hello", "hullo", "hi", "yes", "no", "thanks", "morning", "well"))
THINGS = frozenset(("its", "itself"))
UNSURE = frozenset(("if", "unless", "whether", "until", "till"))  # before somebody who may never come
# words before a name, with what else stands there where they tell somebody's name: "my name is", "known as"
NAMED_BY = {"was": "name", "is": "name", "'s": "name", "as": "known"} | {
    word: word for word in ("alias", "named", "called", "christened", "nicknamed")
}
# what the word before a name is evidence of
BEFORE: Mapping[str, str] = {
    word: sign
    for sign, words in {
        "in": "in into inside throughout aboard",
        "at": "at near through across outside around reached",
        "of": "of from",
        "has company": "with beside toward towards behind and",
        "is counted": "a an another every each any some two three four many several other these those most no",
    }.items()
    for word in words.split()
}


def mention_signs(tokens: Sequence[Token], run: NameRun) -> list[str]:
    """Name the kinds of evidence that one mention gives."""
    before = tokens[run.first - 1 - run.has_article] if run.first > run.has_article else None
    signs = [sign for sign in (sign_before(tokens, run, before), sign_after(tokens, run)) if sign]
    if run.quoted:
        if is_called(tokens, run):
            signs.append("is called")
    elif follower := following_pronoun(tokens, run):
        signs.append("is a he or she" if follower in GENDER_BY_PRONOUN else "is an it")
    if run.has_article:
        signs.append("has an article")
    return signs


def sign_before(tokens: Sequence[Token], run: NameRun, before: Token | None) -> str:
    """Name the evidence of the word before a name, "" for none."""
    if before is None:
        return ""
    word = before.word
    if word in BEFORE:
        is_name = word == "of" and tokens[run.first - 2].word == "name"
        return "is named" if is_name else BEFORE[word]
    if word in lexicon().speech_verbs.strong:
        return "speaks"
    if word in NAMED_BY:
        words = {token.word for token in tokens[max(0, run.first - 4) : run.first]}
        is_name = NAMED_BY[word] in words and words.isdisjoint(("it", "it's"))
        return "is named" if is_name else ""
    if not before.text.islower():
        return ""
    return "is somebody's" if word in listed_people() else "is done to" if read_verb(word) else ""


def sign_after(tokens: Sequence[Token], run: NameRun) -> str:
    """Name the evidence of the words after a name, "" for none."""
    if run.last >= len(tokens):
        return ""
    after = tokens[run.last]
    if after.word == ",":
        return "has a role" if role_follows(tokens, run.last + 1) else ""
    if after.word == "'s":
        owned = tokens[run.last + 1].word if run.last + 1 < len(tokens) else ""
        return "has a body" if owned in lexicon().titles.body.words else "owns"
    return sign_of_word(tokens, run) if after.text.islower() else ""


def sign_of_word(tokens: Sequence[Token], run: NameRun) -> str:
    """Name the evidence of a word straight after a name, "" for none."""
    word = tokens[run.last].word
    if word in ("was", "is"):
        return "has a role" if is_somebody(tokens, run.last + 1) else "is something"
    if word in ("were", "are"):
        return "are many" if run.first == 0 or tokens[run.first - 1].word not in ("and", "or") else ""
    if word in lexicon().speech_verbs.strong:
        return "speaks"
    if word in ("who", "whose", "whom", "himself", "herself"):
        return "is a he or she"
    if word in auxiliary_words() and not owns_something(tokens, run.last):
        return "would or had"
    verb = read_verb(word)
    if verb and verb.form in ("past", "s"):
        is_open = run.first > 0 and tokens[run.first - 1].word in UNSURE
        return "would or had" if is_open else "acts in speech" if run.quoted else "acts"
    is_noun = word.isalpha() and word not in function_words() and word not in GENDER_BY_PRONOUN
    return "stands before a noun" if is_noun and not is_adverb(word) and not (verb and verb.form == "ing") else ""


def owns_something(tokens: Sequence[Token], number: int) -> bool:
    """Whether "had" is a verb of its own: "had both arms round it", not "had gone"."""
    after = tokens[number + 1].word if number + 1 < len(tokens) else ""
    return tokens[number].word in lexicon().verbs.have and after in lexicon().verbs.determiner | {"both"}


# --- Roles and descriptions -----------------------------------------------------------------------------------------


@cache
def roles() -> frozenset[str]:
    """Give the nouns for roles that a name may have, animals included."""
    people = lexicon().people
    return people.female | people.male | people.neutral | people.beasts


def role_follows(tokens: Sequence[Token], number: int) -> bool:
    """Whether a comma and a role follow: ", the butler", ", a tall girl"."""
    words = [token.word for token in tokens[number : number + 5]]
    if not words or words[0] not in ("a", "an", "the", "his", "her", "their", "my", "our"):
        return False
    return any(word in listed_people() or word in roles() for word in words[1:])


def is_somebody(tokens: Sequence[Token], number: int) -> bool:
    """Whether a description of a person follows: "a short, stout Englishman"."""
    words = [token.word for token in tokens[number : number + 7]]
    if words[:1] not in (["a"], ["an"]):
        return False
    stops = lexicon().verbs.preposition | {"'s"}
    end = next(
        (at for at, word in enumerate(words) if word in stops or (not word[0].isalpha() and word != ",")), len(words)
    )
    known = lexicon().looks.visual_nouns | roles()
    return words[end : end + 1] != ["'s"] and (words[end - 1] in known or words[end - 1].endswith(("man", "woman")))


# --- Pronouns -------------------------------------------------------------------------------------------------------


def following_gender(tokens: Sequence[Token], run: NameRun) -> str:
    """Give the gender of the first pronoun soon after the name, "" if another name or nothing comes first."""
    return "" if run.quoted else GENDER_BY_PRONOUN.get(following_pronoun(tokens, run), "")


def following_pronoun(tokens: Sequence[Token], run: NameRun) -> str:
    """Give the first "he", "she" or "it" soon after the name, "" if another name or nothing comes first."""
    thing = ""
    if is_of_another(tokens, run):
        return ""
    for number in range(run.last, min(run.last + NEAR, len(tokens))):
        token = tokens[number]
        if token.word in GENDER_BY_PRONOUN:
            if token.quoted:
                break
            if not is_object(tokens, number):
                return token.word
        elif token.quoted or token.text[0].isupper():
            break
        elif token.word in THINGS and tokens[number - 1].word not in lexicon().verbs.preposition:
            thing = thing or token.word  # not "Tom stared at its eyes"
    return thing


def is_of_another(tokens: Sequence[Token], run: NameRun) -> bool:
    """Whether the next pronoun hardly refers to the name: "Tom's cap on top. She …", "said Tom in her ear"."""
    after = tokens[run.last].word if run.last < len(tokens) else ""
    if after == "'s":
        owned = {token.word for token in tokens[run.last + 1 : run.last + 3]}
        return owned.isdisjoint(lexicon().titles.body.words)
    before = tokens[run.first - 1].word if run.first else ""
    if before in lexicon().verbs.preposition:
        return True  # "of Walter she could say nothing"
    return before in lexicon().speech_verbs.strong and after in ("in", "into", "to", "at")


def is_object(tokens: Sequence[Token], number: int) -> bool:
    """Whether a pronoun is an object, so that it refers to another: "Tom saw him", "Ann kissed her."."""
    word = tokens[number].word
    after = tokens[number + 1].word if number + 1 < len(tokens) else "."
    return word == "him" or (word == "her" and (not after[0].isalpha() or after in lexicon().verbs.preposition))


# --- Address --------------------------------------------------------------------------------------------------------


def is_called(tokens: Sequence[Token], run: NameRun) -> bool:
    """Whether the name is used in address: in speech, set off by commas or alone."""
    if not run.quoted or run.has_article:
        return False
    before = tokens[run.first - 1] if run.first else None
    after = tokens[run.last] if run.last < len(tokens) else None
    closed = after is None or (after.text[0] in ",.!?;:—-…\"”’'" and after.word != "'s")
    if before is None or not closed:
        return closed and before is None
    if before.text in (",", "—", "--"):
        return True
    start = opens_sentence(tokens, run.first) and after is not None and after.text[0] in ",!"
    return start or is_all_that_is_said(tokens, run) or before.word in CALLING


def is_all_that_is_said(tokens: Sequence[Token], run: NameRun) -> bool:
    """Whether a speech is nothing but the name: "Dan."; "Dan?" may ask about him."""
    last = run.last + 1  # after the full stop
    opens = run.first > 0 and tokens[run.first - 1].text in QUOTE_MARKS and not run.title
    return opens and last < len(tokens) and tokens[last].text in QUOTE_MARKS and tokens[last - 1].text != "?"


# --- The form of a name ---------------------------------------------------------------------------------------------


def ends_like_place(words: tuple[str, ...]) -> bool:
    """Whether a name's last or first word marks it as a place's: Baker Street, Lake Superior."""
    if len(words) <= 1:
        return False
    first, last = words[0], words[-1]
    endings = lexicon().places.name_endings
    if last in endings.words or first in endings.first_words:
        return True
    return last in endings.surnames and not first_name_sex(first)


def has_place_suffix(words: tuple[str, ...]) -> bool:
    """Whether a one-word name has a place's suffix: Yorkshire, Greenville."""
    return len(words) == 1 and words[0].lower().endswith(place_suffixes()) and not first_name_sex(words[0])


@cache
def place_suffixes() -> tuple[str, ...]:
    """Give the endings of places' names."""
    return tuple(sorted(lexicon().places.name_endings.suffixes))
