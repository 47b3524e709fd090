"""In what weather a scene is: weather that is there, neither figurative nor spoken of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from english.tables import read_table, split_words, word_set
from english.words import is_noun
from reading.times import Sign
from records import WEATHERS

if TYPE_CHECKING:
    from english.tokens import Prose, Token
    from reading.realis import Realis

CALM = 40  # tokens for which the air stays still once it is said to be
NEAR = 5  # tokens beside a weather word in which its verb stands
CLEARED = ("rain", "fog", "cloud", "storm")  # what ends when the sun comes out


@cache
def weather_words() -> Mapping[str, tuple[str, ...]]:
    """Every weather word by the weathers that it tells."""
    found: dict[str, tuple[str, ...]] = {}
    for weather, words in read_table("weather.toml")["strong"].items():
        for word in split_words(words):
            found[word] = (*found.get(word, ()), weather)
    return found


def with_its_verb(tokens: Sequence[Token], number: int) -> tuple[int, int]:
    """Span a weather word with the verb beside it that makes it fall: "snow fell", "falling snow"."""
    falls = word_set("weather.toml", "falling", "verbs")
    if number and tokens[number - 1].word in falls:
        return number - 1, number + 1
    for last in range(number + 1, min(number + NEAR, len(tokens))):
        if not tokens[last].text[0].isalpha() or tokens[last].sentence != tokens[number].sentence:
            break
        if tokens[last].word in falls:
            return number, last + 1
    return number, number + 1


def still_there(tokens: Sequence[Token], signs: Sequence[Sign]) -> list[Sign]:
    """Leave out the signs of a weather that ends later on; snow that has stopped falling still lies."""
    last_end: dict[str, int] = {}
    ended_here: set[int] = set()
    for weather, number in endings(tokens):
        last_end[weather] = number
        ended_here.add(number)
    return [
        sign
        for sign in signs
        if not (sign.first in ended_here if sign.value == "snow" else sign.first <= last_end.get(sign.value, -1))
    ]


def endings(tokens: Sequence[Token]) -> Iterator[tuple[str, int]]:
    """Find where weathers end: "the rain had passed over", "it stopped raining", "the sun came out", "no wind"."""
    for number, token in enumerate(tokens):
        if token.quoted:
            continue
        weathers = weather_words().get(token.word, ())
        if not weathers and token.word != "sun" and token.word not in calm_words():
            continue
        before = [part.word for part in tokens[max(0, number - NEAR) : number] if part.sentence == token.sentence]
        after = [part.word for part in tokens[number + 1 : number + 1 + NEAR] if part.sentence == token.sentence]
        if weathers and (stops(before) or has_ended(after, weathers) or is_none(before)):
            yield from ((weather, number) for weather in weathers)
        elif token.word == "sun" and not word_pairs(after).isdisjoint(word_set("weather.toml", "endings", "sun")):
            yield from ((weather, number) for weather in CLEARED)
        elif token.word in calm_words() and is_calm(token.word, before):
            yield "wind", number + CALM


@cache
def calm_words() -> frozenset[str]:
    return word_set("weather.toml", "endings", "calm") | {"still", "calm"}


def word_pairs(words: Sequence[str]) -> set[str]:
    """Join neighbours, up to the first mark: "had gone"."""
    clause = words[: next((at for at, word in enumerate(words) if not word[0].isalpha()), len(words))]
    return {" ".join(pair) for pair in pairwise(clause)}


def stops(before: Sequence[str]) -> bool:
    """Whether "stopped" or "left off" stands right before a weather word."""
    ended = word_set("weather.toml", "endings", "before")
    return before[-1:] != [] and (before[-1] in ended or " ".join(before[-2:]) in ended)


def has_ended(after: Sequence[str], weathers: Sequence[str]) -> bool:
    """Whether what follows a weather word says that it is over: "had passed over", "let up", "dried"."""
    if "snow" in weathers:
        return False
    clause = after[: next((at for at, word in enumerate(after) if not word[0].isalpha()), len(after))]
    verbs, pairs = (word_set("weather.toml", "endings", key) for key in ("after", "pairs"))
    return not verbs.isdisjoint(clause[:3]) or not pairs.isdisjoint(word_pairs(after))


def is_none(before: Sequence[str]) -> bool:
    """Whether there is none of it: "no wind", "without wind", "not a breath of wind"."""
    return before[-1:] in (["no"], ["without"]) or " ".join(before[-3:]) == "a breath of"


def is_calm(word: str, before: Sequence[str]) -> bool:
    """Whether the air is said to be still: "The air was quite still", "a windless day"."""
    if word not in ("still", "calm"):
        return True
    airs = word_set("weather.toml", "endings", "airs")
    return not airs.isdisjoint(before) and before[-1] in word_set("weather.toml", "endings", "degrees")


LYING, OUTDOORS, INDOORS = 0.35, 0.6, 1.5  # weight from which a weather is there
THROUGH_WALLS = {"rain": 0.8, "wind": 0.8, "storm": 0.8, "sun": 1.6}  # indoors, what is heard and what only comes in
IN_SPEECH = 0.3
SEEN_OUTSIDE = 2.4  # times, where a window or the roof is named beside
SKY_NEAR = 15  # tokens around a cloud in which the sky is named
SUN_NEAR = 5
FALLING = 1.2  # times, for snow or rain that falls: it tells more than what lies
SUN_INSIDE, EARLIER = 1.6, 0.85  # times, for the sun that comes into a room; it has come in and is there
BLUR_BEFORE, BLUR_NEAR = 5, 7


def find_weather(prose: Prose, realis: Realis, *, interior: bool | None) -> tuple[tuple[str, ...], list[Sign]]:
    """Tell the weather that is there, in the order of WEATHERS, and the words that told it; indoors it takes more."""
    signs: list[Sign] = []
    words = weather_words()
    for number, token in enumerate(prose.tokens):
        for weather in words.get(token.word, ()):
            weight = weigh_word(realis, number, weather)
            if weight > 0:
                first, last = with_its_verb(prose.tokens, number)
                falls = last - first > 1 or token.word in word_set("weather.toml", "falling", "words")
                signs.append(Sign(weather, weight * (FALLING if falls else 1.0), first, last))
        if token.word == "sun" and not token.quoted and sun_shines(prose.tokens, number):
            comes_in = SUN_INSIDE if shines_in(prose.tokens, number) else 1.0
            real = max(realis.at(number), EARLIER) * 1.3 if comes_in > 1 else realis.at(number) * 1.3
            signs.append(Sign("sun", real * comes_in, number, number + 1))
        elif not token.quoted and (is_clear_sky(prose.tokens, number) or is_golden(prose.tokens, number)):
            signs.append(Sign("sun", realis.at(number), number, number + 1))
    signs = still_there(prose.tokens, signs)
    totals = {weather: sum(sign.weight for sign in signs if sign.value == weather) for weather in WEATHERS}
    there = tuple(weather for weather in WEATHERS if totals[weather] >= enough(weather, interior=interior))
    return there, [sign for sign in signs if sign.value in there]


def enough(weather: str, *, interior: bool | None) -> float:
    """Say from which weight a weather is there: lying snow is seen from one word on, indoors it takes several."""
    if interior:
        return THROUGH_WALLS.get(weather, INDOORS)
    return LYING if weather == "snow" else OUTDOORS


def weigh_word(realis: Realis, number: int, weather: str) -> float:
    """Weigh one word: nothing where it is a comparison, denied, planned or of something else."""
    tokens, token = realis.tokens, realis.tokens[number]
    before = [part.word for part in tokens[max(0, number - 4) : number] if part.sentence == token.sentence]
    after = tokens[number + 1].word if number + 1 < len(tokens) else ""
    if is_figurative(before, after) or is_of_the_mind(tokens, number) or rains_else(tokens, number):
        return 0.0
    if weather == "cloud" and token.word in ("cloud", "clouds", "cloudy") and not sky_near(tokens, number):
        return 0.0
    if token.word == "cloudless" and is_moonlit(tokens, number):
        return 0.0
    if token.word in ("shower", "showers") and is_bath(tokens, number):
        return 0.0
    if token.word in ("sunny", "stormy", "windy", "cloudy") and is_noun(after) and not is_weather_noun(after):
        return 0.0
    if token.quoted:
        return IN_SPEECH
    real = realis.at(number)
    if token.word == "snow" and lies(tokens, number):
        real = max(real, EARLIER)  # "the snow, which must have come in the night, lay untouched"
    return real * (SEEN_OUTSIDE if outside_near(tokens, number) else 1.1)


def lies(tokens: Sequence[Token], number: int) -> bool:
    """Whether snow is said to lie there, an aside between or not."""
    sentence = tokens[number].sentence
    rest = [part for part in tokens[number + 1 : number + SKY_NEAR] if part.sentence == sentence]
    return bool(rest) and any(
        part.word in ("lay", "lies") and (at == 0 or rest[at - 1].text == ",") for at, part in enumerate(rest)
    )


def is_clear_sky(tokens: Sequence[Token], number: int) -> bool:
    """Whether the sky is clear by day: "there wasn't a cloud", "no clouds"."""
    if tokens[number].word not in ("cloud", "clouds"):
        return False
    before = [part.word for part in tokens[max(0, number - 3) : number]]
    clear = before[-1:] == ["no"] or (before[-1:] == ["a"] and not {"wasn't", "not", "isn't"}.isdisjoint(before))
    return clear and not is_moonlit(tokens, number)


def is_moonlit(tokens: Sequence[Token], number: int) -> bool:
    near = {part.word for part in tokens[max(0, number - SKY_NEAR) : number + SKY_NEAR]}
    return not near.isdisjoint(("moon", "stars", "night", "moonlight"))


def is_bath(tokens: Sequence[Token], number: int) -> bool:
    """Whether a shower is one to wash in: "the shower attachment", "turned on the shower"."""
    after = tokens[number + 1].word if number + 1 < len(tokens) else ""
    near = {part.word for part in tokens[max(0, number - SKY_NEAR) : number + SKY_NEAR]}
    return (is_noun(after) and after != "of") or not near.isdisjoint(word_set("weather.toml", "figurative", "baths"))


def outside_near(tokens: Sequence[Token], number: int) -> bool:
    """Whether a window or "outside" stands by: weather that is seen or heard from a room."""
    sentence, words = tokens[number].sentence, word_set("weather.toml", "outside", "words")
    return any(
        part.word in words and part.sentence == sentence
        for part in tokens[max(0, number - SKY_NEAR) : number + SKY_NEAR]
    )


def is_figurative(before: Sequence[str], after: str) -> bool:
    if not word_set("weather.toml", "figurative", "before").isdisjoint(before):
        return True
    joined = not {"of", "over"}.isdisjoint(before[-2:])
    measured = joined and not word_set("weather.toml", "figurative", "measures").isdisjoint(before)
    return after == "of" or measured


def rains_else(tokens: Sequence[Token], number: int) -> bool:
    """Whether something other than "it" rains or snows: "blows rained on his back"."""
    if tokens[number].word not in word_set("weather.toml", "figurative", "verbs"):
        return False
    before = [
        part.word for part in tokens[max(0, number - SKY_NEAR) : number] if part.sentence == tokens[number].sentence
    ]
    starts = word_set("weather.toml", "figurative", "starts")
    return "it" not in before and "'s" not in before and not (before[-1:] and before[-1] in starts)


def is_of_the_mind(tokens: Sequence[Token], number: int) -> bool:
    """Whether fog or cloud is in somebody's eyes or mind: "a red mist swam before his eyes"."""
    if tokens[number].word not in word_set("weather.toml", "figurative", "blurs"):
        return False
    near = tokens[max(0, number - BLUR_BEFORE) : number + BLUR_NEAR]
    words = {part.word for part in near if part.sentence == tokens[number].sentence}
    return not words.isdisjoint(word_set("weather.toml", "figurative", "bodies"))


def is_weather_noun(word: str) -> bool:
    return word in word_set("weather.toml", "figurative", "weather_nouns")


def sky_near(tokens: Sequence[Token], number: int) -> bool:
    sentence, sky = tokens[number].sentence, word_set("weather.toml", "figurative", "sky")
    around = tokens[max(0, number - SKY_NEAR) : number + SKY_NEAR]
    return any(part.word in sky and part.sentence == sentence for part in around)


def sun_shines(tokens: Sequence[Token], number: int) -> bool:
    """Whether the sun does something, or somebody is in it."""
    sentence = tokens[number].sentence
    near = {
        part.word for part in tokens[max(0, number - SUN_NEAR) : number + SUN_NEAR + 1] if part.sentence == sentence
    }
    before = {part.word for part in tokens[max(0, number - 2) : number]}
    return (
        bool(near & word_set("weather.toml", "sun_shines", "verbs"))
        or not before.isdisjoint(("in", "by"))
        or shines_in(tokens, number)
    )


def shines_in(tokens: Sequence[Token], number: int) -> bool:
    """Whether the sun fills or touches things: "full of sun", "a strip of sun", "the sun was on the chimney"."""
    before = [part.word for part in tokens[max(0, number - SUN_NEAR) : number]]
    measures = word_set("weather.toml", "sun_shines", "measures")
    if "of" in before and not measures.isdisjoint(before):
        return True
    rest = tokens[number + 1 : number + 1 + SUN_NEAR]
    after = [part.word for part in rest if part.sentence == tokens[number].sentence]
    moves = word_set("weather.toml", "sun_shines", "enters")
    where = word_set("weather.toml", "sun_shines", "onto")
    return bool(after) and after[0] in moves and any(word in where for word in after[1:3])


def is_golden(tokens: Sequence[Token], number: int) -> bool:
    """Whether daylight is told by its colour: "the light coming in low and yellow"; not lamplight."""
    if tokens[number].word != "light":
        return False
    sentence = tokens[number].sentence
    words = {part.word for part in tokens[max(0, number - SKY_NEAR) : number + SKY_NEAR] if part.sentence == sentence}
    near = {part.word for part in tokens[max(0, number - 2) : number + SUN_NEAR + 2] if part.sentence == sentence}
    golden = word_set("weather.toml", "sun_shines", "colours")
    slants = word_set("weather.toml", "sun_shines", "slants")
    return (
        not golden.isdisjoint(near)
        and not slants.isdisjoint(near)
        and words.isdisjoint(word_set("weather.toml", "sun_shines", "lamps"))
    )
