"""What may stand in `novel.toml`: its tables and keys, what each is, how it is written, and what it is for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

NOVEL_FILE = "novel.toml"
ENGINES = ("auto", "sdxl", "storyboard")
LANGUAGE_CODE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")  # BCP 47, as far as books need it


class NovelKey(NamedTuple):
    """A key of the file."""

    kind: str  # how its value is read: `workspace/novel_values.py` has a reader for each
    example: str  # its value as TOML
    about: str  # a line for the author


BOOK: Mapping[str, NovelKey] = {
    "title": NovelKey("text", '"The Ferry"', "Stands on the proof sheet and on the title page."),
    "author": NovelKey("text", '"Jane Doe"', "Stands on the title page."),
    "language": NovelKey("language", '"en-GB"', "Of the book: en, en-GB, de …"),
    "novel": NovelKey("text", '"chapters"', "Where the chapters are, seen from this file: a folder, or one file."),
    "order": NovelKey(
        "texts",
        '["the ferry.md", "snow.md"]',
        "The files in the order in which they are read, before any other list. What is not listed is left out.",
    ),
    "blank_lines_break": NovelKey("count", "2", "So many blank lines in a row end a scene; 0: they never do."),
}
PICTURE: Mapping[str, NovelKey] = {
    "engine": NovelKey("engine", '"storyboard"', "auto (SDXL where a graphics card works), sdxl or storyboard."),
    "style": NovelKey("style", '"graphic novel"', "How every picture looks; --help lists the styles."),
    "model": NovelKey("model", '"sdxl"', "For SDXL: a preset, a folder or .safetensors file, or a hub id."),
    "size": NovelKey("size", '"1344x768"', "Width and height of every picture in pixels, multiples of 8."),
    "width": NovelKey("number", "1344", "The width alone."),
    "height": NovelKey("number", "768", "The height alone."),
    "seed": NovelKey("number", "1234", "Mixed with each scene's own: another number, another composition of all."),
    "steps": NovelKey("number", "30", "Denoising steps of SDXL; without it the model's own."),
    "guidance": NovelKey("number", "7.0", "How closely SDXL follows the prompt; without it the model's own."),
    "negative": NovelKey(
        "text", '"text, border, blurry"', "What to keep out of every picture, instead of the style's."
    ),
    "lora": NovelKey("lora", '["ink.safetensors:0.8"]', "LoRAs laid over the model, each with its weight."),
    "cfg_cutoff": NovelKey("number", "0.6", "Share of the steps after which guidance stops; 1: never."),
    "fp16_accumulation": NovelKey("switch", "true", "On CUDA, add matrix products up in half precision."),
    "guide": NovelKey("guide", '"words"', "For SDXL: none, words (a phrase a person), pose (as the panel) or strong."),
    "guide_net": NovelKey("net", '"openpose"', "The network of pose or strong: a name, FILE:MAP, or a hub id."),
    "likeness": NovelKey("likeness", '"reference"', "How people hold to their portraits: reference, ip-adapter, none."),
    "likeness_net": NovelKey("net", '"plus-face"', "The IP-Adapter: a name, a .safetensors file, or a hub id."),
    "faces": NovelKey("switch", "true", "Small faces are drawn once more, larger."),
}
FOLDERS: Mapping[str, NovelKey] = {
    "images": NovelKey("text", '"images"', "The pictures and the proof sheet."),
    "prompts": NovelKey("text", '"prompt_cache"', "The prompt files, which you may edit."),
    "logs": NovelKey("text", '"logs"', "What happened in each run."),
    "cast": NovelKey("text", '"characters.toml"', "The cast sheet."),
    "book": NovelKey("text", '"book"', "The illustrated books."),
}
WORDS: Mapping[str, NovelKey] = {
    "people": NovelKey("texts", '["Dusk"]', "Names that are people's, where they were taken for words."),
    "not_people": NovelKey("texts", '["Mercy"]', "Names that are no people: of a place, a month, a god."),
    "things": NovelKey(
        "texts", '["the Betsy", "walker"]', "What was taken for people and is a thing: a boat, a machine."
    ),
    "places": NovelKey(
        "places",
        '{ "the Kettle" = "pub", moot = "outdoors", "Deck Nine" = "corridor, indoors" }',
        "Places of your world: a place that everybody knows and this one looks like, and indoors or outdoors.",
    ),
}
TABLES: Mapping[str, Mapping[str, NovelKey]] = {"": {**BOOK, **PICTURE}, "folders": FOLDERS, "words": WORDS}
FACTS = ("title", "author", "language")
OPTION_OF_FOLDER = {"images": "output", "prompts": "prompts", "logs": "logs", "cast": "cast"}
MEANT = {
    "output": "images",
    "pictures": "images",
    "prompt_cache": "prompts",
    "characters": "cast",
    "chapters": "novel",
} | {
    "no_people": "not_people",
    "preset": "model",
    "loras": "lora",
    "negative_prompt": "negative",
    "lang": "language",
}
