import tomllib
from pathlib import Path

import pytest
from keyword_reader import read_by_keywords

from cast.sheet import CastSheet
from records import Scene
from scene_reader import read_scenes

TRAPS = tomllib.loads((Path(__file__).parent / "traps.toml").read_text(encoding="utf-8"))["trap"]
FOOLED = 120  # traps that a reader of keywords must fall into, or they are no traps


def make_scenes(text):
    return [
        Scene(1, number, "", "chapter_01.md", number, (1, 1), part)
        for number, part in enumerate(text.split("\n***\n"), 1)
    ]


def read_trap(text):
    reading = read_scenes(make_scenes(text), CastSheet())[-1]
    people = [person for person in reading.characters if person.is_drawn]
    return {
        "there": [person.name for person in people],
        "lead": reading.lead.name if reading.lead else "",
        "place": reading.place,
        "interior": reading.interior,
        "time": reading.time_of_day,
        "weather": set(reading.weather),
        "action": reading.action,
        "crowd": " / ".join(reading.people),
        "props": " / ".join(reading.props),
        "look": {person.name: f"{person.look} {' '.join(person.facts)}" for person in people},
        "outfit": {person.name: person.outfit for person in people},
    }


def is_named(name, names):
    return any(set(name.split()) <= set(other.split()) or set(other.split()) <= set(name.split()) for other in names)


def said_of(name, by_name):
    return " / ".join(text for other, text in by_name.items() if is_named(name, [other]))


def words_in(part, text):
    """Whether all words of `part` stand in `text`."""
    return set(part.lower().split()) <= set(text.lower().replace(",", " ").split())


CHECKS = {
    "there": lambda wanted, read: all(is_named(name, read["there"]) for name in wanted),
    "not_there": lambda wanted, read: not any(is_named(name, read["there"]) for name in wanted),
    "lead": lambda wanted, read: is_named(wanted, [read["lead"]]),
    "place": lambda wanted, read: words_in(wanted, read["place"]),
    "not_place": lambda wanted, read: not words_in(wanted, read["place"].replace("mountains", "mountain")),
    "interior": lambda wanted, read: read["interior"] is wanted,
    "time": lambda wanted, read: read["time"] == wanted,
    "not_time": lambda wanted, read: read["time"] != wanted,
    "weather": lambda wanted, read: set(wanted) <= read["weather"],
    "not_weather": lambda wanted, read: not set(wanted) & read["weather"],
    "action": lambda wanted, read: words_in(wanted, read["action"]),
    "not_action": lambda wanted, read: not words_in(wanted, read["action"]),
    "crowd": lambda wanted, read: words_in(wanted, read.get("crowd", "")),
    "not_crowd": lambda wanted, read: not words_in(wanted, read.get("crowd", wanted)),
    "not_props": lambda wanted, read: not words_in(wanted, read.get("props", wanted)),
    "look": lambda wanted, read: all(words_in(text, said_of(name, read["look"])) for name, text in wanted.items()),
    "not_look": lambda wanted, read: (
        not any(words_in(text, said_of(name, read["look"])) for name, text in wanted.items())
    ),
    "outfit": lambda wanted, read: all(words_in(text, said_of(name, read["outfit"])) for name, text in wanted.items()),
    "not_outfit": lambda wanted, read: (
        not any(words_in(text, said_of(name, read["outfit"])) for name, text in wanted.items())
    ),
}


def missed(trap, read):
    """The expectations of a trap that a reading does not meet."""
    return [key for key, check in CHECKS.items() if key in trap and not check(trap[key], read)]


@pytest.mark.parametrize("trap", TRAPS, ids=[trap["why"] for trap in TRAPS])
def test_reads_what_is_there(trap):
    read = read_trap(trap["text"])
    assert not missed(trap, read), read


def test_every_expectation_is_checked():
    assert not {key for trap in TRAPS for key in trap} - {"why", "text", *CHECKS}


def test_there_are_enough_traps():
    assert len(TRAPS) >= 150


def test_a_reader_of_keywords_is_fooled():
    fooled = [trap["why"] for trap in TRAPS if missed(trap, read_by_keywords(trap["text"]))]
    assert len(fooled) >= FOOLED, len(fooled)
