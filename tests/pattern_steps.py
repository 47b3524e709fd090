"""A regular expression run as Python's `re` runs it, by trying and going back, with every step counted."""

from __future__ import annotations

import re
import sys
from collections import deque
from dataclasses import dataclass
from functools import cache
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]

sys.setrecursionlimit(max(sys.getrecursionlimit(), 20_000))
ONE = {sre.LITERAL, sre.NOT_LITERAL, sre.IN, sre.ANY}  # what matches one character or none
REPEATS = {sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT}
CATEGORIES = {
    sre.CATEGORY_DIGIT: str.isdecimal,
    sre.CATEGORY_SPACE: str.isspace,
    sre.CATEGORY_WORD: lambda char: char.isalnum() or char == "_",
    sre.CATEGORY_NOT_DIGIT: lambda char: not char.isdecimal(),
    sre.CATEGORY_NOT_SPACE: lambda char: not char.isspace(),
    sre.CATEGORY_NOT_WORD: lambda char: not (char.isalnum() or char == "_"),
}
is_word = CATEGORIES[sre.CATEGORY_WORD]


class TooManyStepsError(Exception):
    """More steps were made than were allowed."""


@dataclass
class Machine:
    """One run of a pattern over a text."""

    text: str
    most: int
    steps: int = 0

    def __post_init__(self):
        self.groups = {}

    def count(self):
        self.steps += 1
        if self.steps > self.most:
            raise TooManyStepsError

    def ends(self, ops, at, flags):
        """Give every place where what is left of the pattern may end, in the order in which `re` tries them."""
        self.count()
        if not ops:
            yield at
            return
        (op, args), rest = ops[0], ops[1:]
        if op in ONE:
            if self.is_one(op, args, at, flags):
                yield from self.ends(rest, at + 1, flags)
        elif op in REPEATS:
            yield from self.repeated(op, args, rest, at, flags)
        else:
            for end in getattr(self, f"try_{str(op).lower()}")(args, at, flags):
                yield from self.ends(rest, end, flags)

    def is_one(self, op, args, at, flags):
        if at >= len(self.text):
            return False
        char = self.text[at]
        if op is sre.ANY:
            return bool(flags & re.DOTALL) or char != "\n"
        forms = {char, char.lower(), char.upper()} if flags & re.IGNORECASE else {char}
        if op is sre.LITERAL:
            return chr(args) in forms
        if op is sre.NOT_LITERAL:
            return chr(args) not in forms
        negates = args[0][0] is sre.NEGATE
        return any(holds(part, form) for part in args[negates:] for form in forms) is not negates

    def repeated(self, op, args, rest, at, flags):
        least, most, body = args
        body = list(body)
        if len(body) == 1 and body[0][0] in ONE:
            end = at
            while end - at < most and self.is_one(*body[0], end, flags):
                self.count()
                end += 1
            far = range(end, at + least - 1, -1)
            order = {sre.MAX_REPEAT: far, sre.MIN_REPEAT: reversed(far), sre.POSSESSIVE_REPEAT: far[:1]}[op]
            for stop in order:
                yield from self.ends(rest, stop, flags)
        elif op is sre.POSSESSIVE_REPEAT:
            for stop in self.first(self.rounds(sre.MAX_REPEAT, least, most, body, at, flags)):
                yield from self.ends(rest, stop, flags)
        else:
            for stop in self.rounds(op, least, most, body, at, flags):
                yield from self.ends(rest, stop, flags)

    def rounds(self, op, least, most, body, at, flags):
        self.count()
        if op is sre.MIN_REPEAT and least <= 0:
            yield at
        if most > 0:
            for end in self.ends(body, at, flags):
                if end > at or least > 0:
                    yield from self.rounds(op, least - 1, most - 1, body, end, flags)
        if op is sre.MAX_REPEAT and least <= 0:
            yield at

    def first(self, ends):
        for end in ends:
            yield end
            return

    def try_subpattern(self, args, at, flags):
        group, added, taken, body = args
        for end in self.ends(list(body), at, (flags | added) & ~taken):
            before = self.groups.get(group)
            self.groups[group] = self.text[at:end]
            yield end
            self.groups[group] = before

    def try_branch(self, args, at, flags):
        for body in args[1]:
            yield from self.ends(list(body), at, flags)

    def try_atomic_group(self, args, at, flags):
        yield from self.first(self.ends(list(args), at, flags))

    def try_groupref(self, args, at, _flags):
        said = self.groups.get(args)
        if said is not None and self.text.startswith(said, at):
            yield at + len(said)

    def try_groupref_exists(self, args, at, flags):
        group, yes, no = args
        yield from self.ends(list(yes if self.groups.get(group) is not None else no or ()), at, flags)

    def try_at(self, args, at, flags):
        text, ends = self.text, at == len(self.text)
        around = [0 <= place < len(text) and is_word(text[place]) for place in (at - 1, at)]
        holds = {
            sre.AT_BEGINNING: at == 0 or (flags & re.MULTILINE and text[at - 1] == "\n"),
            sre.AT_BEGINNING_STRING: at == 0,
            sre.AT_END: ends or text[at:] == "\n" or (flags & re.MULTILINE and text[at] == "\n"),
            sre.AT_END_STRING: ends,
            sre.AT_BOUNDARY: around[0] != around[1],
            sre.AT_NON_BOUNDARY: around[0] == around[1],
        }
        if holds[args]:
            yield at

    def try_assert(self, args, at, flags):
        if self.looks(args, at, flags):
            yield at

    def try_assert_not(self, args, at, flags):
        if not self.looks(args, at, flags):
            yield at

    def looks(self, args, at, flags):
        direction, body = args
        if direction > 0:
            return any(True for _ in self.ends(list(body), at, flags))
        start = at - body.getwidth()[0]
        return start >= 0 and any(end == at for end in self.ends(list(body), start, flags))


def holds(part, char):
    op, args = part
    if op is sre.RANGE:
        return args[0] <= ord(char) <= args[1]
    return CATEGORIES[args](char) if op is sre.CATEGORY else chr(args) == char


def find(pattern, text, method):
    """Give where a pattern is found first, as `re` does."""
    return next(matches(pattern, text, method, Machine(text, 1_000_000)), None)


def count_steps(pattern, text, method, most):
    """Count the steps of one call: `match`, `fullmatch`, `search`, or one that finds all."""
    machine = Machine(text, most)
    found = matches(pattern, text, method, machine)
    if method in ("match", "fullmatch", "search"):
        next(found, None)
    else:
        deque(found, maxlen=0)
    return machine.steps


def matches(pattern, text, method, machine):
    """Give the first place at which a pattern matches and where it ends, then those behind it."""
    ops, at = parsed(pattern), 0
    while at <= len(text):
        machine.groups.clear()
        ends = machine.ends(ops, at, pattern.flags)
        end = next((end for end in ends if method != "fullmatch" or end == len(text)), None)
        if end is not None:
            yield at, end
        if method in ("match", "fullmatch"):
            return
        at = max(at + 1, end if end is not None else 0)


@cache
def parsed(pattern):
    """Parse a pattern once."""
    return list(_parser.parse(pattern.pattern, pattern.flags))
