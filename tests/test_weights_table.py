"""The table of weights holds what the reading weighs, and the reading weighs nothing that the table does not hold.

A feature is written in the code, word by word or made of words that stand in the code or in a list of `vocabulary/`:
f"{kind}, {sense}" may be "named, now". Of such a family some member must have a line; what is written out must itself.
"""

import ast
import re
import tomllib
from functools import cache

import house
import pytest
from test_traps import TRAPS, make_scenes

from cast.sheet import CastSheet
from english.tables import FOLDER, read_lines
from english.weights import BIAS, fitted_weights
from scene_reader import sketch_novel
from tools.fit_rows import Recorder

WEIGHING = ("choose", "accepts", "weigh")
TABLES = fitted_weights().tables


@cache
def code():
    """Every part of the syntax of what reads."""
    modules = house.read_house().values()
    read = [one for one in modules if one.package in ("cast", "reading", "english") or one.name == "scene_reader"]
    return [node for module in read for node in module.nodes]


@cache
def slots():
    """The slots that the code weighs."""
    calls = [node for node in code() if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    named = [call.args[0] for call in calls if call.func.attr in WEIGHING and call.args]
    return {name.value for name in named if isinstance(name, ast.Constant)}


@cache
def written():
    """Every string of the code."""
    return {node.value for node in code() if isinstance(node, ast.Constant) and isinstance(node.value, str)}


@cache
def listed():
    """Every word and column of the lists and tables of `vocabulary/`."""
    columns = {part for path in FOLDER.glob("*.txt") for line in read_lines(path.name) for part in line.split("\t")}
    kinds = {part for column in columns for part in re.split(r"[/,; ]", column)}
    return columns | kinds | set(strings_of([tomllib.loads(path.read_text("utf-8")) for path in FOLDER.glob("*.toml")]))


def strings_of(value):
    if isinstance(value, str):
        yield from (value, *(word.replace("_", " ") for word in value.split()))
    elif isinstance(value, dict):
        yield from value
        for inner in value.values():
            yield from strings_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings_of(inner)


@cache
def patterns():
    """The f-strings of the code, each as a pattern whose groups are what is filled in."""
    made = [node.values for node in code() if isinstance(node, ast.JoinedStr) and len(node.values) > 1]
    parts = [
        ["(.+?)" if isinstance(part, ast.FormattedValue) else re.escape(part.value) for part in one] for one in made
    ]
    return {re.compile("".join(one)) for one in parts}


@cache
def families(feature):
    """The patterns of which a feature may be made, all that is filled in being known words."""
    known = written() | listed()
    found = [(pattern, match) for pattern in patterns() if (match := pattern.fullmatch(feature))]
    return [pattern for pattern, match in found if all(part in known or part.isdigit() for part in match.groups())]


@pytest.mark.parametrize("slot", sorted(TABLES))
def test_every_table_is_of_a_slot_that_the_code_weighs(slot):
    assert slot in slots()


@pytest.mark.parametrize("slot", sorted(TABLES))
def test_every_line_is_of_a_feature_that_the_code_sees(slot):
    known = written() | listed() | {BIAS}

    assert [name for name in TABLES[slot] if name not in known and not families(name)] == []


@cache
def weighed():
    """The features that were weighed while the passages of the traps were read, by slot.

    That an answer is itself ("snow") is a feature only of what is common enough to be likely by itself.
    """
    recorder = Recorder(TABLES)
    seen = {}
    for trap in TRAPS:
        _, sketches = sketch_novel(make_scenes(trap["text"]), CastSheet(), recorder)
        kept = [weighing for _ in sketches for weighing in recorder.take()]
        for slot, options, _ in kept:
            of_slot = seen.setdefault(slot, set())
            of_slot.update(name for one in options for name in one.features if name != one.answer)
    return seen


@pytest.mark.parametrize("slot", sorted(slots()))
def test_every_feature_that_is_weighed_has_a_line(slot):
    if slot not in TABLES:
        pytest.skip(f"the table of {slot} is still to be fitted")
    lines = TABLES[slot].keys()
    idle = [name for name in weighed()[slot] - lines if name in written() or not shares_line(name, lines)]

    assert idle == [], "delete what sees them: they weigh nothing"


def shares_line(feature, lines):
    """Whether a feature is of a family of which some have lines."""
    return any(pattern.fullmatch(line) for pattern in families(feature) for line in lines)


# --- The checks themselves ------------------------------------------------------------------------------------------


def test_what_is_made_of_unknown_words_is_seen():
    assert families("no feature of these words") == []
