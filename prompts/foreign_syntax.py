"""What other programs read in a prompt and this one does not: weights, tags, choices; here they are plain words."""

from __future__ import annotations

import re
from typing import NamedTuple


class Syntax(NamedTuple):
    """One form, with the program that reads it, an example and a text that only looks like it."""

    name: str
    pattern: re.Pattern[str]
    program: str
    example: str
    unlike: str


SYNTAX = (
    Syntax(
        "weight",
        re.compile(r"[(\[][^()\[\]]*[^()\[\]\d\s]\s*:\s*-?([0-3]?\.\d+|[0-3])\s*[)\]]"),
        "A1111",
        "(red:1.3)",
        "(16:9)",
    ),
    Syntax(
        "doubled brackets",
        re.compile(r"\(\([^()]{1,200}\)\)|\[\[[^\[\]]{1,200}\]\]"),
        "A1111",
        "((masterpiece))",
        "(a) (b)",
    ),
    Syntax("doubled braces", re.compile(r"\{\{[^{}]{1,200}\}\}"), "NovelAI", "{{rain}}", "{a} {b}"),
    Syntax(
        "weight", re.compile(r"(?<![\d.])-?(?:\d{0,3}\.)?\d{1,6}::[^:]{1,200}::"), "NovelAI", "1.3::rain::", "12:30"
    ),
    Syntax("tag", re.compile(r"(?i)<(lora|lyco|hypernet)[:_][^>]+>"), "A1111", "<lora:ink:0.8>", "<3"),
    Syntax("choice", re.compile(r"[{\[][^{}\[\]]*\|[^{}\[\]]*[}\]]"), "Dynamic Prompts", "a {red|green} coat", "a | b"),
    Syntax("wildcard", re.compile(r"(?<!_)__[\w./*-]+?__(?!_)"), "Dynamic Prompts", "in __place__", "a ____ b"),
    Syntax("BREAK", re.compile(r"(?<![A-Z] )\bBREAK\b(?! [A-Z])"), "A1111", "a man BREAK a dog", "LUNCH BREAK"),
    Syntax("AND", re.compile(r"(?<=[a-z,.\d]) AND (?=[a-z])"), "A1111", "a cat AND a dog", "SMITH AND SONS"),
    Syntax("weight", re.compile(r"\w\+\+(?![\w+])|\)(\+\+|--|\d\.\d)"), "InvokeAI", "(red coat)1.3, rain++", "1 + 1"),
    Syntax("blend", re.compile(r"\)\.(blend|and|swap)\("), "InvokeAI", '("a", "b").blend(1, 1)', "a).b"),
    Syntax("embedding", re.compile(r"(?i)\bembedding:\w+"), "ComfyUI", "embedding:bad", "an embedding: gold"),
)


def find_syntax(text: str) -> list[str]:
    """Give what of a prompt other programs would read as more than words, once each, in the order of the table."""
    found = (row.pattern.search(text) for row in SYNTAX)
    return list(dict.fromkeys(match[0].strip() for match in found if match))


def say_syntax(found: list[str], where: str) -> str:
    """Say once for all scenes that such forms are plain words here; "" where none has any."""
    if not found:
        return ""
    return (
        f'{where}: "{found[0]}" means nothing here. Weights, tags and choices of other programs are read as plain '
        "words: say first what matters, and give a LoRA with --lora"
    )
