"""The Lexicon and the tables of vocabulary/ agree: no key that nobody knows, no field that nobody reads."""

import ast
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from english.lexicon import Lexicon, lexicon
from english.tables import FOLDER, fill, is_table
from errors import NovelError

ROOT = Path(__file__).parents[2]
CUES = {"moods", "weather"}  # tables of cues, which weigh what a text says; they are read where they are weighed
WEIGHTS = {"weights"}  # written by the fitting tool, read where evidence is weighed
PACKAGES = ("english", "manuscript", "cast", "reading", "prompts", "storyboard", "sdxl", "workspace", "publish", ".")


def test_a_word_is_found_by_table_and_name():
    assert "on" in lexicon().verbs.preposition


def test_a_space_within_an_entry_is_written_as_a_line():
    assert "dance hall" in lexicon().places.nouns_before


def test_every_table_is_a_field():
    assert set(Lexicon._fields) == {path.stem for path in FOLDER.glob("*.toml")} - CUES - WEIGHTS


def test_every_field_is_read():
    sources = [path.read_text("utf-8") for package in PACKAGES for path in (ROOT / package).glob("*.py")]
    assert unread(Lexicon, sources) == []


class Beasts(NamedTuple):
    tame: frozenset[str]
    wild: frozenset[str]


class Ark(NamedTuple):
    beasts: Beasts
    decks: Mapping[str, float]
    doves: int = 2


@pytest.mark.parametrize(
    ("source", "expected", "why"),
    [
        ("lexicon().beasts.tame", ["beasts.wild", "decks", "doves"], "by its whole name only"),
        ("def f():\n    ark = lexicon().beasts\n    return ark.tame | ark.wild", ["decks", "doves"], "through a name"),
        ("def f():\n    a, b = lexicon().decks, lexicon().doves", ["beasts.tame", "beasts.wild"], "two at once"),
        ("lexicon().decks.get('upper')", ["beasts.tame", "beasts.wild", "doves"], "what is done with it is no field"),
        ("pair(lexicon().beasts).tame", ["beasts.wild", "decks", "doves"], "handed on whole: by the field's own name"),
        ("other().beasts.tame", ["beasts.tame", "beasts.wild", "decks", "doves"], "of something else"),
    ],
)
def test_a_field_that_nobody_reads_is_told(source, expected, why):
    assert unread(Ark, [source]) == expected, why


@pytest.mark.parametrize(
    ("found", "why"),
    [
        ({"beasts": {"tame": "dog", "wild": "fox"}, "decks": {}, "masts": 3}, "masts"),
        ({"beasts": {"tame": "dog"}, "decks": {}}, "wild"),
        ({"beasts": {"tame": "dog", "wild": "fox"}, "decks": {}, "doves": "two"}, "doves"),
    ],
)
def test_a_table_that_does_not_fit_is_refused_in_a_sentence(found, why):
    with pytest.raises(NovelError, match=rf"^ark\.toml.*\b{why}\b.*\.$"):
        fill(Ark, found, "ark.toml")


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        (frozenset[str], "post_office inn", {"post office", "inn"}),
        (tuple[str, ...], "b a_c", ("b", "a c")),
        (tuple[str, ...], ["b c", r"a_\w"], ("b c", r"a_\w")),
        (tuple[tuple[str, ...], ...], ["coat fur_coat", "hat"], (("coat", "fur coat"), ("hat",))),
        (tuple[int, int], [5, 6], (5, 6)),
        (Mapping[str, str], {"mud_flats": "mud_flats"}, {"mud flats": "mud_flats"}),
        (Mapping[float, frozenset[str]], {"0.5": "go"}, {0.5: {"go"}}),
        (bool | None, True, True),
    ],
)
def test_a_field_is_filled_by_its_type(kind, value, expected):
    assert fill(kind, value, "") == expected


def unread(kind, sources):
    """List the fields of a root table that no source reads."""
    readers = [ast.parse(source) for source in sources if "lexicon()" in source]
    paths = {clip(kind, path) for tree in readers for path in paths_read(tree)}
    left = [path for path in leaves(kind) if path not in paths]
    handed_on = {path[-1] for path in left if path[:-1] in paths}
    names = {name for source in sources for name in attributes(source, handed_on)}
    return [".".join(path) for path in left if not (path[:-1] in paths and path[-1] in names)]


def attributes(source, wanted):
    """Give those of the names that a source reads of something; one without any of them is not parsed."""
    near = {name for name in wanted if f".{name}" in source}
    return near and near & {node.attr for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Attribute)}


def leaves(kind, path=()):
    for name, inner in kind.__annotations__.items():
        inside = (*path, name)
        yield from leaves(inner, inside) if is_table(inner) else [inside]


def clip(kind, path):
    """Cut a path where it leaves the tables: `lexicon().places.same.get` reads `places.same`."""
    for length, name in enumerate(path):
        if not is_table(kind):
            return path[:length]
        kind = kind.__annotations__.get(name)
    return path


def paths_read(tree):
    """Find what is read of `lexicon()`, also through a name that a function gives to a part of it."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)] or [tree]
    for nodes in (list(ast.walk(function)) for function in functions):
        if any(isinstance(node, ast.Name) and node.id == "lexicon" for node in nodes):
            yield from paths_among(nodes)


def paths_among(nodes):
    """Find the paths that one function reads."""
    named = {}
    for node in nodes:
        if isinstance(node, ast.Assign):
            pairs = [(node.targets[0], node.value)]
            if isinstance(node.targets[0], ast.Tuple) and isinstance(node.value, ast.Tuple):
                pairs = list(zip(node.targets[0].elts, node.value.elts, strict=True))
            named |= {target.id: value for target, value in pairs if isinstance(target, ast.Name)}
    known = {name: path for name, value in named.items() if (path := path_of(value, {})) is not None}
    used = [node for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)]
    inner = {id(node.value) for node in nodes if isinstance(node, ast.Attribute)}
    inner |= {id(named[name]) for name in known.keys() & {node.id for node in used}}
    for node in nodes:
        path = path_of(node, known) if isinstance(node, ast.Attribute) and id(node) not in inner else None
        if path:
            yield path
    yield from (known[node.id] for node in used if node.id in known and id(node) not in inner)


def path_of(node, known):
    """Give the names after `lexicon()`, None where something else is read."""
    if isinstance(node, ast.Attribute):
        path = path_of(node.value, known)
        return None if path is None else (*path, node.attr)
    if isinstance(node, ast.Name):
        return known.get(node.id)
    is_root = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "lexicon"
    return () if is_root else None
