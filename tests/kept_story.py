"""What is kept of a chapter's text once notes and marks are gone, in a form that a table can hold."""

import re

from manuscript.blocks import parse_blocks
from manuscript.dialects import read_text
from manuscript.entries import read_entries
from manuscript.notes import without_notes

FERRY = "Mara carried the lantern down to the steps and found the water already over the third stone."
EELS = "In the kitchen of the Crown the cook was shouting about eels until the light went grey."
NAMES = {FERRY: "F", EELS: "E"}


def kept(text, *, one_chapter=True):
    """Give what is kept below the heading: F and E for the two paragraphs, "-" for a break, else the words."""
    text = re.sub(r"\bF\b", FERRY, re.sub(r"\bE\b", EELS, text))
    blocks = parse_blocks(read_text(f"# Chapter 1\n\n{text}"))
    entries, _ = without_notes([entry for block in blocks for entry in read_entries(block)], one_chapter=one_chapter)
    return [
        "-" if entry.is_break else NAMES.get(entry.block.text, entry.block.text) for entry in entries if not entry.level
    ]
