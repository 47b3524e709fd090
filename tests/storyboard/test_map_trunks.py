"""The chests of a panel's people; and the sample's panels, whose coats are all told, in every light."""

import dataclasses
import functools
import itertools
from collections import Counter
from pathlib import Path

import pytest
from mapped import EMMA, JONAS, SIZE, drawing

from cast.sheet import CastSheet
from scene_parser import read_novel
from scene_reader import read_scenes
from storyboard.colour_bleed import DIFFER, judge_colours, tell_apart, to_lab
from storyboard.drawing import drawing_of
from storyboard.engine import draw_art
from storyboard.map_trunks import list_wearers
from storyboard.maps import map_scene

SAMPLE = Path(__file__).parents[2] / "chapters"
SMALL = (336, 192)
HOURS = ("dawn", "morning", "midday", "afternoon", "evening", "dusk", "night")
STRONG = ("midday", "dusk", "night")  # lights between which all others lie


def test_only_who_wears_a_stated_colour_is_looked_at():
    plain = {**JONAS, "outfit": "sweater"}

    assert [one.worn.words for one in list_wearers(drawing(), SIZE, 7)] == ["yellow raincoat", "navy sweater"]
    assert [one.key for one in list_wearers(drawing(EMMA, plain), SIZE, 7)] == [EMMA["key"]]
    assert list_wearers(drawing(plain), SIZE, 7) == []


def test_a_chest_lies_in_its_own_silhouette_above_the_lap():
    maps, wearers = map_scene(drawing(), *SIZE, 7), list_wearers(drawing(), SIZE, 7)
    for person, wearer in zip(maps.people, wearers, strict=True):
        pairs = zip(maps.index.tobytes(), wearer.trunk.tobytes(), strict=True)
        counts = Counter(number for number, trunk in pairs if trunk)
        low = max(y for _, y in person.torso)

        assert counts[person.number] == counts.total() > 100
        assert wearer.trunk.getbbox()[3] < low


# --- The sample -------------------------------------------------------------------------------------------------------


@functools.cache
def drawings():
    """The drawings of the sample's scenes in which people wear stated colours."""
    novel = read_novel(SAMPLE)
    drawn = (drawing_of(reading, ("graphic novel",)) for reading in read_scenes(novel.scenes, CastSheet()))
    return [one for one in drawn if list_wearers(one, SMALL, 7)]


def judged(drawn):
    """Judge a panel by what its people wear, and, for each pair whose coats differ, by each other's coats."""
    art, wearers = draw_art(drawn, *SMALL, 7), list_wearers(drawn, SMALL, 7)
    exchanged = []
    for one, other in itertools.combinations(wearers, 2):
        if tell_apart(to_lab(one.worn.colour), to_lab(other.worn.colour)) >= DIFFER:
            pair = [dataclasses.replace(one, worn=other.worn), dataclasses.replace(other, worn=one.worn)]
            exchanged.append(judge_colours(art, pair))
    return judge_colours(art, wearers), exchanged


@pytest.mark.slow
@pytest.mark.parametrize(
    "hour", [pytest.param(hour, marks=[] if hour in STRONG else [pytest.mark.attacks]) for hour in HOURS]
)
def test_all_coats_of_the_sample_are_told_and_none_that_is_exchanged(hour):
    panels = [judged({**drawn, "time_of_day": hour}) for drawn in drawings()]
    pairs = [pair for _, exchanged in panels for pair in exchanged]

    assert len(panels) > 20
    assert len(pairs) == 14
    assert [coat for coats, _ in panels for coat in coats if not coat.is_own or coat.bleeding] == []
    assert [coat for pair in pairs for coat in pair if coat.is_own] == []
