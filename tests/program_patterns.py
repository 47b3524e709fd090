"""Every regular expression of the program, with the methods by which it is used, and texts that attack it."""

from __future__ import annotations

import ast
import importlib
import inspect
import itertools
import re
from operator import itemgetter
from pathlib import Path
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]

from pattern_steps import Machine

from english.lexicon import lexicon

ROOT = Path(__file__).parent.parent
FOLDERS = ("manuscript", "english", "cast", "reading", "prompts", "publish", "workspace", "storyboard", ".")
METHODS = {"match", "fullmatch", "search", "sub", "subn", "findall", "finditer", "split"}


def modules():
    """Give the program's modules with their code."""
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).glob("*.py")):
            if path.stem not in ("__init__", "__main__"):
                name = path.stem if folder == "." else f"{folder}.{path.stem}"
                yield importlib.import_module(name), ast.parse(path.read_text(encoding="utf-8"))


def program_patterns():
    """Give every pattern: (where it stands, the pattern, the methods by which it is used)."""
    found = {}
    trees = list(modules())
    used = used_methods(trees)
    named = [(module.__name__, name, pattern) for module, _ in trees for name, pattern in named_patterns(module)]
    for home, name, pattern in named:  # one that is imported has its uses under the module that it comes from
        uses = set().union(*(used.get((module, other), ()) for module, other, same in named if same is pattern))
        found.setdefault(pattern, (f"{home}.{name}", pattern, uses or METHODS))
    for module, tree in trees:
        for line, method, pattern in said_patterns(module, tree):
            found.setdefault(pattern, (f"{module.__name__}:{line}", pattern, {method}))
    for source in table_patterns(lexicon()):
        found.setdefault(source, ("vocabulary", re.compile(source, re.MULTILINE), {"sub"}))
    return [
        (where, pattern, sorted({"findall" if m not in ("match", "fullmatch", "search") else m for m in methods}))
        for where, pattern, methods in found.values()
    ]


def used_methods(trees):
    """Give for every (module, name) of a pattern or of a function that builds one the methods called on it."""
    used = {}
    for module, tree in trees:
        nodes = list(ast.walk(tree))
        froms = [node for node in nodes if isinstance(node, ast.ImportFrom)]
        home = {alias.name: node.module for node in froms for alias in node.names}
        for node in nodes:
            if isinstance(node, ast.Attribute) and node.attr in METHODS:
                value = node.value.func if isinstance(node.value, ast.Call) else node.value
                if isinstance(value, ast.Name):
                    used.setdefault((home.get(value.id, module.__name__), value.id), set()).add(node.attr)
    return used


def named_patterns(module):
    """Give the patterns of a module by name: its constants, what its tables hold, and what its functions build."""
    for name, value in vars(module).items():
        if name.startswith("__") or getattr(value, "__module__", module.__name__) not in (module.__name__, "re"):
            continue
        if hasattr(value, "cache_info") and "re.Pattern" in str(value.__annotations__.get("return", "")):
            if not inspect.signature(value).parameters:
                yield from ((name, pattern) for pattern in held_patterns(value()))
        else:
            yield from ((name, pattern) for pattern in held_patterns(value))


def held_patterns(value):
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, (list, tuple, frozenset)):
        yield from itertools.chain.from_iterable(map(held_patterns, value))
    elif type(value) is dict:
        yield from itertools.chain.from_iterable(map(held_patterns, value.values()))


def said_patterns(module, tree):
    """Give the patterns that are written where they are used: `re.sub("…", …)`; a name in braces stands for a word."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if not (isinstance(node.func.value, ast.Name) and node.func.value.id == "re" and node.func.attr in METHODS):
            continue
        source = said(node.args[0], module)
        if source is not None:
            flags = re.IGNORECASE if "IGNORECASE" in ast.dump(node) else re.NOFLAG
            yield node.lineno, node.func.attr, re.compile(source, flags)


def said(node, module):
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.Name):
        value = getattr(module, node.id, None)
        return value if isinstance(value, str) else None
    if isinstance(node, ast.BinOp):
        parts = [said(part, module) for part in (node.left, node.right)]
        return "".join(parts) if None not in parts else None
    if isinstance(node, ast.JoinedStr):
        parts = [said(part.value if isinstance(part, ast.FormattedValue) else part, module) for part in node.values]
        return "".join("emma" if part is None else part for part in parts)
    return None


def table_patterns(value):
    """Give the patterns of the vocabulary's tables of marks."""
    for row in (*value.dialects.stretches, *value.dialects.marks):
        yield from filter(None, (getattr(row, key, None) for key in ("open", "close", "pattern")))


# --- Attacks ----------------------------------------------------------------------------------------------------------
ENDINGS = ("", "\0!")


def attacks(pattern):
    """Give texts by their size that repeat what a pattern repeats, behind what it begins with, and then break off."""
    tree = _parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    pumps = {}
    for before, body in repeats(tree, ""):
        chars = sorted(set(sample_chars(body)))[:3]
        for pump in (*chars, "".join(chars), shortest(body)):
            pumps[before, pump] = None
        for pump in (before, before + "".join(chars[:1]), before.strip() and before + shortest(body)):
            pumps["", pump] = None
    for (before, pump), ending in itertools.product(filter(itemgetter(1), pumps), ENDINGS):
        yield lambda n, before=before, pump=pump, ending=ending: before + pump * (n // len(pump)) + ending


def repeats(tree, before):
    """Give every long repeat: (the shortest text before it, its body)."""
    for op, args in tree:
        if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            if args[1] > 20:
                yield before, args[2]
            yield from repeats(args[2], before)
        elif op is sre.SUBPATTERN:
            yield from repeats(args[3], before)
        elif op is sre.BRANCH:
            for body in args[1]:
                yield from repeats(body, before)
        elif op is sre.ATOMIC_GROUP:
            yield from repeats(args, before)
        elif op in (sre.ASSERT, sre.ASSERT_NOT):
            yield from repeats(args[1], before)
        before += shortest([(op, args)])


def shortest(tree):
    """Give a short text that a part of a pattern matches, apart from what it looks at."""
    parts = []
    for op, args in tree:
        if op is sre.LITERAL:
            parts.append(chr(args))
        elif op in (sre.IN, sre.ANY, sre.NOT_LITERAL):
            parts.append((sample_chars([(op, args)]) or ["?"])[0])
        elif op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            parts.append(shortest(args[2]) * args[0])
        elif op is sre.SUBPATTERN:
            parts.append(shortest(args[3]))
        elif op is sre.ATOMIC_GROUP:
            parts.append(shortest(args))
        elif op is sre.BRANCH:
            parts.append(min((shortest(body) for body in args[1]), key=len))
    return "".join(parts)


USUAL = "a A1-.*_\n\t:#'\"x=,(["


def sample_chars(tree):
    """Give usual characters that the parts of a pattern match."""
    found = []
    for op, args in tree:
        if op in (sre.IN, sre.ANY, sre.NOT_LITERAL, sre.LITERAL):
            usual = [char for char in USUAL if Machine(char, 99).is_one(op, args, 0, re.NOFLAG)]
            rare = [
                chr(a[1] if a[0] is sre.LITERAL else a[1][0])
                for a in (args if op is sre.IN else ())
                if a[0] in (sre.LITERAL, sre.RANGE)
            ]
            found += usual[:6] or ([chr(args)] if op is sre.LITERAL else rare[:3])
        elif op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            found += sample_chars(args[2])
        elif op is sre.SUBPATTERN:
            found += sample_chars(args[3])
        elif op is sre.ATOMIC_GROUP:
            found += sample_chars(args)
        elif op is sre.BRANCH:
            for body in args[1]:
                found += sample_chars(body)
    return list(dict.fromkeys(found))
