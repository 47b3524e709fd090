"""Find direct speech in a paragraph: in the quotation marks of several languages, and after a dash."""

from __future__ import annotations

import re

ENDS = frozenset(".!?…")


CLOSERS = frozenset("\"'”’»)]*_")


OPENERS = frozenset("\"'“‘«([—*_")


DOUBLE = re.compile(r"[\"“”„«»]")


SINGLE_OPEN = re.compile(r"(?<![\w’'])[‘'](?=[^\W\d_])")


SINGLE_START = re.compile(r"(?<![\w’'])[‘'](?=[A-ZÀ-Þ])")  # not ’em and ’tis


SINGLE_CLOSE = re.compile(r"(?<=[.,!?…;:—*_-])[’'](?!\w)")


LOOSE_CLOSE = re.compile(r"(?<=\w)[’'](?![\w’'])")


DASH = re.compile(r"^\s*[—–]\s*(?=[\w¿¡“\"])")


SPEECH_END = frozenset(".,!?…;:—-")


LONG_QUOTE = 3  # spaces: such a quote after a comma or colon is speech even without a final mark


def speaks_in_single_quotes(text: str) -> bool:
    """Whether the scene's dialogue is in single quotes, as British books print it."""
    return len(SINGLE_START.findall(text)) > len(DOUBLE.findall(text)) / 2


def find_quotes(line: str, *, single: bool = False) -> list[tuple[int, int]]:
    """Find the direct speech in one paragraph; an open quote runs to its end, a quoted word is no speech."""
    if DASH.match(line):
        return dash_quotes(line)
    spans = single_quotes(line) if single else double_quotes(line)
    return [(a, b) for a, b in spans if is_speech(line, a, b)]


def double_quotes(line: str) -> list[tuple[int, int]]:
    """Find the speeches between double quotation marks; one that is not closed lasts to the end of its line."""
    spans: list[tuple[int, int]] = []
    opened = -1
    for match in DOUBLE.finditer(line):
        mark, at = match.group(), match.start()
        if opened < 0:
            # a closing curly quote without its opening one: the speech began the paragraph
            if mark == "”":
                spans.append((0 if not spans else spans[-1][1], at + 1))
            else:
                opened = at
        elif mark in '"”»' or (mark == "“" and line[opened] == "”"):
            spans.append((opened, at + 1))
            opened = -1
    if opened >= 0:
        spans.append((opened, len(line)))
    return spans


def single_quotes(line: str) -> list[tuple[int, int]]:
    """Find the speeches between single quotation marks, which are distinguished from apostrophes."""
    spans: list[tuple[int, int]] = []
    at = 0
    while opening := SINGLE_OPEN.search(line, at):
        start = opening.start()
        closing = SINGLE_CLOSE.search(line, start + 1)
        following = SINGLE_OPEN.search(line, start + 1)
        if closing is None or (following and following.start() < closing.start()):
            loose = LOOSE_CLOSE.search(line, start + 1)
            closing = loose if loose and (not closing or loose.start() < closing.start()) else closing
        end = closing.end() if closing else len(line)
        spans.append((start, end))
        at = end
    return spans


def dash_quotes(line: str) -> list[tuple[int, int]]:
    """Find speech after a dash: up to the next dash, then every second stretch between dashes."""
    cuts = [match.start() for match in re.finditer(r"[—–]", line)] + [len(line)]
    return [(cuts[number], cuts[number + 1]) for number in range(0, len(cuts) - 1, 2)]


def is_speech(line: str, start: int, end: int) -> bool:
    """Whether quoted words are speech: they open the paragraph, follow a comma or colon, or end like a sentence."""
    inner = line[start + 1 : end].rstrip("\"'”’»*_ ")
    last = start
    while last and line[last - 1].isspace():
        last -= 1
    before = line[max(0, last - 1) : last]
    if not inner:
        return False
    if line[end - 1] not in CLOSERS:
        return True  # left open: it runs to the paragraph's end
    opens = not before or before[-1] in ',:;—-.!?…”"’' or inner.lstrip("*_")[:1].isupper()
    return inner[-1] in SPEECH_END or (opens and (not before or inner.count(" ") >= LONG_QUOTE))
