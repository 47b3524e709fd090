"""In what weather a scene is: weather that is there, neither figurative nor spoken of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from english.tables import word_set
from reading.times import Sign, is_noun
from reading.weather_course import still_there, weather_words, with_its_verb
from records import WEATHERS

if TYPE_CHECKING:
    from english.tokens import Prose, Token
    from reading.realis import Realis

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
            weight = _weight(realis, number, weather)
            if weight > 0:
                first, last = with_its_verb(prose.tokens, number)
                falls = last - first > 1 or token.word in word_set("weather.toml", "falling", "words")
                signs.append(Sign(weather, weight * (FALLING if falls else 1.0), first, last))
        if token.word == "sun" and not token.quoted and _sun_shines(prose.tokens, number):
            comes_in = SUN_INSIDE if _shines_in(prose.tokens, number) else 1.0
            real = max(realis.at(number), EARLIER) * 1.3 if comes_in > 1 else realis.at(number) * 1.3
            signs.append(Sign("sun", real * comes_in, number, number + 1))
        elif not token.quoted and (_is_clear_sky(prose.tokens, number) or _is_golden(prose.tokens, number)):
            signs.append(Sign("sun", realis.at(number), number, number + 1))
    signs = still_there(prose.tokens, signs)
    totals = {weather: sum(sign.weight for sign in signs if sign.value == weather) for weather in WEATHERS}
    there = tuple(weather for weather in WEATHERS if totals[weather] >= _enough(weather, interior=interior))
    return there, [sign for sign in signs if sign.value in there]


def _enough(weather: str, *, interior: bool | None) -> float:
    """Say from which weight a weather is there: lying snow is seen from one word on, indoors it takes several."""
    if interior:
        return THROUGH_WALLS.get(weather, INDOORS)
    return LYING if weather == "snow" else OUTDOORS


def _weight(realis: Realis, number: int, weather: str) -> float:
    """Weigh one word: nothing where it is a comparison, denied, planned or of something else."""
    tokens, token = realis.tokens, realis.tokens[number]
    before = [part.word for part in tokens[max(0, number - 4) : number] if part.sentence == token.sentence]
    after = tokens[number + 1].word if number + 1 < len(tokens) else ""
    if _is_figurative(before, after) or _is_of_the_mind(tokens, number) or _rains_else(tokens, number):
        return 0.0
    if weather == "cloud" and token.word in ("cloud", "clouds", "cloudy") and not _sky_near(tokens, number):
        return 0.0
    if token.word == "cloudless" and _is_moonlit(tokens, number):
        return 0.0
    if token.word in ("shower", "showers") and _is_bath(tokens, number):
        return 0.0
    if token.word in ("sunny", "stormy", "windy", "cloudy") and is_noun(after) and not _is_weather_noun(after):
        return 0.0
    if token.quoted:
        return IN_SPEECH
    real = realis.at(number)
    if token.word == "snow" and _lies(tokens, number):
        real = max(real, EARLIER)  # "the snow, which must have come in the night, lay untouched"
    return real * (SEEN_OUTSIDE if _outside_near(tokens, number) else 1.1)


def _lies(tokens: Sequence[Token], number: int) -> bool:
    """Whether snow is said to lie there, an aside between or not."""
    sentence = tokens[number].sentence
    rest = [part for part in tokens[number + 1 : number + SKY_NEAR] if part.sentence == sentence]
    return bool(rest) and any(
        part.word in ("lay", "lies") and (at == 0 or rest[at - 1].text == ",") for at, part in enumerate(rest)
    )


def _is_clear_sky(tokens: Sequence[Token], number: int) -> bool:
    """Whether the sky is clear by day: "there wasn't a cloud", "no clouds"."""
    if tokens[number].word not in ("cloud", "clouds"):
        return False
    before = [part.word for part in tokens[max(0, number - 3) : number]]
    clear = before[-1:] == ["no"] or (before[-1:] == ["a"] and not {"wasn't", "not", "isn't"}.isdisjoint(before))
    return clear and not _is_moonlit(tokens, number)


def _is_moonlit(tokens: Sequence[Token], number: int) -> bool:
    near = {part.word for part in tokens[max(0, number - SKY_NEAR) : number + SKY_NEAR]}
    return not near.isdisjoint(("moon", "stars", "night", "moonlight"))


def _is_bath(tokens: Sequence[Token], number: int) -> bool:
    """Whether a shower is one to wash in: "the shower attachment", "turned on the shower"."""
    after = tokens[number + 1].word if number + 1 < len(tokens) else ""
    near = {part.word for part in tokens[max(0, number - SKY_NEAR) : number + SKY_NEAR]}
    return (is_noun(after) and after != "of") or not near.isdisjoint(word_set("weather.toml", "figurative", "baths"))


def _outside_near(tokens: Sequence[Token], number: int) -> bool:
    """Whether a window or "outside" stands by: weather that is seen or heard from a room."""
    sentence, words = tokens[number].sentence, word_set("weather.toml", "outside", "words")
    return any(
        part.word in words and part.sentence == sentence
        for part in tokens[max(0, number - SKY_NEAR) : number + SKY_NEAR]
    )


def _is_figurative(before: Sequence[str], after: str) -> bool:
    if not word_set("weather.toml", "figurative", "before").isdisjoint(before):
        return True
    joined = not {"of", "over"}.isdisjoint(before[-2:])
    measured = joined and not word_set("weather.toml", "figurative", "measures").isdisjoint(before)
    return after == "of" or measured


def _rains_else(tokens: Sequence[Token], number: int) -> bool:
    """Whether something other than "it" rains or snows: "blows rained on his back"."""
    if tokens[number].word not in word_set("weather.toml", "figurative", "verbs"):
        return False
    before = [
        part.word for part in tokens[max(0, number - SKY_NEAR) : number] if part.sentence == tokens[number].sentence
    ]
    starts = word_set("weather.toml", "figurative", "starts")
    return "it" not in before and "'s" not in before and not (before[-1:] and before[-1] in starts)


def _is_of_the_mind(tokens: Sequence[Token], number: int) -> bool:
    """Whether fog or cloud is in somebody's eyes or mind: "a red mist swam before his eyes"."""
    if tokens[number].word not in word_set("weather.toml", "figurative", "blurs"):
        return False
    near = tokens[max(0, number - BLUR_BEFORE) : number + BLUR_NEAR]
    words = {part.word for part in near if part.sentence == tokens[number].sentence}
    return not words.isdisjoint(word_set("weather.toml", "figurative", "bodies"))


def _is_weather_noun(word: str) -> bool:
    return word in word_set("weather.toml", "figurative", "weather_nouns")


def _sky_near(tokens: Sequence[Token], number: int) -> bool:
    sentence, sky = tokens[number].sentence, word_set("weather.toml", "figurative", "sky")
    around = tokens[max(0, number - SKY_NEAR) : number + SKY_NEAR]
    return any(part.word in sky and part.sentence == sentence for part in around)


def _sun_shines(tokens: Sequence[Token], number: int) -> bool:
    """Whether the sun does something, or somebody is in it."""
    sentence = tokens[number].sentence
    near = {
        part.word for part in tokens[max(0, number - SUN_NEAR) : number + SUN_NEAR + 1] if part.sentence == sentence
    }
    before = {part.word for part in tokens[max(0, number - 2) : number]}
    return (
        bool(near & word_set("weather.toml", "sun_shines", "verbs"))
        or not before.isdisjoint(("in", "by"))
        or _shines_in(tokens, number)
    )


def _shines_in(tokens: Sequence[Token], number: int) -> bool:
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


def _is_golden(tokens: Sequence[Token], number: int) -> bool:
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
