"""Read the words around a mention of a name as evidence of a person or place: speech, action, address, pronouns."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from cast.names import NameRun, opens_sentence
from english.lexicon import lexicon
from english.verbs import read_verb
from english.words import GENDER_BY_PRONOUN, first_name_sex, gazetteer, listed_people

if TYPE_CHECKING:
    from collections.abc import Sequence

    from english.tokens import Token


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


def role_precedes(tokens: Sequence[Token], number: int) -> bool:
    """Whether a role stands before the comma: "his elder sister, Ann", "two grey horses, Punch and Judy"."""
    if number < 1 or not tokens[number].text.islower():
        return False
    word = tokens[number].word
    if not any(form in listed_people() or form in roles() for form in (word, word.removesuffix("s"))):
        return False
    before, numbers = tokens[max(0, number - 4) : number], lexicon().people.numbers
    return any(token.word in DETERMINERS or token.word in numbers for token in before)


DETERMINERS = frozenset(("a", "an", "the", "his", "her", "their", "my", "our", "'s"))


@cache
def roles() -> frozenset[str]:
    """Give the nouns for roles that a name may have, animals included."""
    people = lexicon().people
    return people.female | people.male | people.neutral | people.beasts


NEAR = 12  # tokens after a name within which a pronoun may refer to it


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
    suffixes = tuple(sorted(lexicon().places.name_endings.suffixes))
    return len(words) == 1 and words[0].lower().endswith(suffixes) and not first_name_sex(words[0])


def mention_signs(tokens: Sequence[Token], run: NameRun) -> list[str]:
    """Name the kinds of evidence, keys of WEIGHTS, that one mention gives."""
    before = tokens[run.first - 1 - run.has_article] if run.first > run.has_article else None
    after = tokens[run.last] if run.last < len(tokens) else None
    signs = [sign for sign in (sign_before(before), sign_after(tokens, run, after)) if sign]
    if "is named" in signs and is_thing_named(tokens, run):
        signs.remove("is named")
    if "is named" in signs and (has_place_suffix(run.words) or " ".join(run.words).lower() in gazetteer()):
        signs.remove("is named")  # "a town called Jacksonville"
    if before and before.word == "," and role_precedes(tokens, run.first - 2 - run.has_article):
        signs.append("follows a role")
    if (
        run.first > 1
        and tokens[run.first - 1].word in ("was", "is", "'s", "of")
        and tokens[run.first - 2].word == "name"
    ):
        signs.append("is named")
    if is_called(tokens, run):
        signs.append("is called by")
    if not run.quoted and following_gender(tokens, run):
        signs.append("is a he or she")
    if is_attribute(tokens, run):
        signs = [*(sign for sign in signs if sign != "acts"), "stands before a noun"]
    if run.has_article and "acts" not in signs and "speaks" not in signs:
        signs.append("has an article")
    return signs


def is_thing_named(tokens: Sequence[Token], run: NameRun) -> bool:
    """Whether a thing has the name: "It's called Amethyst"."""
    before = [token.word for token in tokens[max(0, run.first - 3) : run.first]]
    return "it" in before or "it's" in before


def is_attribute(tokens: Sequence[Token], run: NameRun) -> bool:
    """Whether a name only modifies a noun for people: "Siamese twins", "Pinkerton agents"."""
    after = tokens[run.last] if run.last < len(tokens) else None
    if run.title or len(run.words) > 1 or after is None or not after.text.islower():
        return False
    kinds = (lexicon().people.crowd, listed_people(), roles())
    return any(after.word in nouns or after.word.removesuffix("s") in nouns for nouns in kinds)


def sign_before(before: Token | None) -> str:
    """Name the evidence of the word before a name, "" for none."""
    if before is None:
        return ""
    for sign, words in before_words():
        if before.word in words:
            return sign
    if before.text.islower() and before.word in listed_people():
        return "is somebody's"
    return ""


@cache
def before_words() -> tuple[tuple[str, frozenset[str]], ...]:
    """Give each kind of evidence with the words before a name that are evidence of it."""
    return (
        ("speaks", lexicon().speech_verbs.strong),
        ("is named", frozenset(("named", "called", "christened", "nicknamed"))),
        ("in", frozenset(["in", "into", "inside", "throughout"])),
        ("at", frozenset(["at", "near", "through", "across", "outside", "around", "reached"])),
        ("has company", frozenset(["with", "beside", "toward", "towards", "behind", "and"])),
    )


def sign_after(tokens: Sequence[Token], run: NameRun, after: Token | None) -> str:
    """Name the evidence of the words after a name, "" for none."""
    if after is None:
        return ""
    if after.word == "," and role_follows(tokens, run.last + 1):
        return "has a role"
    if after.word in ("was", "is") and is_somebody(tokens, run.last + 1):
        return "is a man"
    if after.word == "'s":
        owned = tokens[run.last + 1].word if run.last + 1 < len(tokens) else ""
        return "has a body" if owned in lexicon().titles.body.words else ""
    if after.word in lexicon().speech_verbs.strong:
        return "speaks"
    if after.word in ("who", "whose", "whom", "himself", "herself"):
        return "is a who"
    verb = read_verb(after.word) if after.text.islower() else None
    return "acts" if verb and verb.form in ("past", "s") and verb.lemma != "be" else ""


def following_gender(tokens: Sequence[Token], run: NameRun) -> str:
    """Give the gender of the first pronoun soon after the name, "" if another name or nothing comes first."""
    if is_of_another(tokens, run):
        return ""
    for number in range(run.last, min(run.last + NEAR, len(tokens))):
        token = tokens[number]
        if token.quoted or (
            token.text[0].isupper() and token.word not in GENDER_BY_PRONOUN and not is_where(tokens, number)
        ):
            return ""
        if token.word in GENDER_BY_PRONOUN and not is_object(tokens, number):
            return GENDER_BY_PRONOUN[token.word]
    return ""


def is_where(tokens: Sequence[Token], number: int) -> bool:
    """Whether a capitalised word is part of a place's name: "ran the pharmacy on Front Street, as she said"."""
    while number > 0 and tokens[number - 1].is_capital:
        number -= 1
    return number > 0 and tokens[number - 1].word in ("in", "on", "at", "near", "from")


def is_of_another(tokens: Sequence[Token], run: NameRun) -> bool:
    """Whether the next pronoun hardly refers to the name: "Tom's cap on top. She …", "said Tom in her ear"."""
    after = tokens[run.last].word if run.last < len(tokens) else ""
    if after == "'s":
        owned = {token.word for token in tokens[run.last + 1 : run.last + 3]}
        return owned.isdisjoint(lexicon().titles.body.words)
    before = tokens[run.first - 1].word if run.first else ""
    return before in lexicon().speech_verbs.strong and after in ("in", "into", "to", "at")


def is_object(tokens: Sequence[Token], number: int) -> bool:
    """Whether a pronoun is an object, so that it refers to another: "Tom saw him", "Ann kissed her."."""
    word = tokens[number].word
    after = tokens[number + 1].word if number + 1 < len(tokens) else "."
    return word == "him" or (word == "her" and (not after[0].isalpha() or after in lexicon().verbs.preposition))


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
    return (
        start
        or is_all_that_is_said(tokens, run)
        or before.word
        in (
            "dear",
            "o",
            "oh",
            "old",
            "hello",
            "hullo",
            "hi",
            "yes",
            "no",
            "thanks",
            "morning",
            "well",
        )
    )


def is_all_that_is_said(tokens: Sequence[Token], run: NameRun) -> bool:
    """Whether a speech is nothing but the name: "Dan."; "Dan?" may ask about him."""
    last = run.last + 1  # after the full stop
    opens = run.first > 0 and tokens[run.first - 1].text in QUOTE_MARKS and not run.title
    return opens and last < len(tokens) and tokens[last].text in QUOTE_MARKS and tokens[last - 1].text != "?"


QUOTE_MARKS = frozenset(('"', "“", "”", "'", "‘", "’"))
