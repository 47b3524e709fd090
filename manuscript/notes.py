"""Entries in, the story's out: how far each note, mark and list that is no story reaches, and what is left out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from manuscript.author_voice import SPEECH, may_speak_to_readers, speaks_of_the_trade, speaks_to_readers
from manuscript.chapter_edges import without_edges, without_endings
from manuscript.entries import LONE, OPENERS, Entry
from manuscript.left_out import Left

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from manuscript.inlines import Block

LONGEST_NOTE = 2500  # characters that a label alone on its line governs without more evidence
LONGEST_PLAIN_SECTION = 6000  # the same below a line of notes that is neither a heading nor bold nor in capitals
LONGEST_LIST_TEXT = 400  # characters of the paragraph below "Content warnings"
NEAR_END = 4  # what stands below a label is the end of a chapter if it is a quarter of it or less
LONGEST_REMINDER = 80  # the same amid the story
LONGEST_REMARK = 12  # words
LONGEST_BOOK_TITLE = 8  # words
TASKS = "a to-do list"


def without_notes(entries: Sequence[Entry], *, one_chapter: bool) -> tuple[list[Entry], list[Left]]:
    """Leave out every note and mark, whole and nothing else: (the story's entries, what is left out)."""
    reader = NoteReader(entries, one_chapter=one_chapter)
    reader.read()
    return without_endings(*without_edges(reader.kept, reader.left))


@dataclass(slots=True)
class NoteReader:
    """Walks over the entries once; a label decides from what stands above and below it how far it reaches."""

    entries: Sequence[Entry]
    one_chapter: bool
    kept: list[Entry] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    openers: list[int] = field(default_factory=list)  # the levels of the headings that are kept
    story: int = 0  # characters of prose below the last heading

    def read(self) -> None:
        """Read all entries."""
        index = 0
        while index < len(self.entries):
            entry = self.entries[index]
            if entry.note and self.is_note(index):
                end = self.note_end(index)
                self.leave_out(entry.note.what, index, end)
                index = end
                continue
            if entry.block.item == "task" and entry.is_prose and not self.is_introduced():
                end = self.run_end(index, len(self.entries))
                self.leave_out(TASKS, index, end)
                index = end
                continue
            self.keep(entry)
            index += 1

    def keep(self, entry: Entry) -> None:
        """Keep an entry of the story."""
        if entry.note:
            entry = replace(entry, note=None, sense=entry.sense if entry.level else None)
        if entry.is_prose:
            self.story += len(entry.block.text)
        elif entry.level or entry.role in OPENERS:
            self.story = 0
            self.openers.append(entry.level)
        self.kept.append(entry)

    def leave_out(self, what: str, start: int, end: int) -> None:
        """Leave the entries from `start` to `end` out."""
        self.left.append(Left(what, tuple(entry.block for entry in self.entries[start:end])))

    # --- Is it one? ---
    def is_introduced(self) -> bool:
        """Tell whether the paragraph above says that somebody reads or writes what follows."""
        above = self.kept[-1] if self.kept else None
        return above is not None and (above.is_introduction or above.block.item == "task")

    def is_note(self, index: int) -> bool:
        """Tell whether a label is the author's and not a letter's; a plain word counts where no story goes on."""
        entry, sign = self.entries[index], self.entries[index].note
        if sign is None:
            return False
        if sign.needs_voice:
            below = next((later for later in self.entries[index + 1 : self.limit(index)] if later.is_prose), None)
            return below is not None and speaks_of_the_trade(below.block.text)
        if entry.level:
            return True
        is_loud = entry.block.is_bold or entry.block.text.isupper()
        if sign.reach == "section" and not is_loud and self.length(index, self.limit(index)) > LONGEST_PLAIN_SECTION:
            return False
        if self.is_introduced() and sign.reach != "mark":
            return False
        if sign.is_weak and sign.is_alone and self.kept and self.kept[-1].is_prose and not is_set_apart(entry):
            return False
        if sign.is_weak and self.story:
            later = self.entries[index + 1 : self.limit(index)]
            return not any(below.is_prose and not may_speak_to_readers(below.block.text) for below in later)
        return True

    # --- How far does it reach? ---
    def note_end(self, index: int) -> int:
        """Give the end of what the note at `index` governs."""
        entry, sign = self.entries[index], self.entries[index].note
        if sign is None or sign.reach == "mark" or (sign.is_closed and not sign.is_alone):
            return index + 1
        limit = self.limit(index)
        pause = next((later for later in range(index + 1, limit) if self.entries[later].is_break), limit)
        if sign.reach in ("list", "titles") and not (entry.level and self.story):
            end = self.list_end(index, pause)
            return pause if not self.story and pause < limit and self.is_addressed(end, pause, limit) else end
        return self.later_end(index, pause, limit) if self.story else self.top_end(index, pause, limit)

    def is_addressed(self, start: int, pause: int, limit: int) -> bool:
        """Tell whether all up to a break above the story goes on to speak to readers."""
        rest = [entry for entry in self.entries[start:pause] if entry.is_prose]
        goes_on = any(entry.is_prose for entry in self.entries[pause:limit])
        return goes_on and all(may_speak_to_readers(entry.block.text) for entry in rest)

    def limit(self, index: int) -> int:
        """Give where the section that the note at `index` opens must end: at a heading, for a lone label at a label."""
        level = self.entries[index].level
        for later in range(index + 1, len(self.entries)):
            entry = self.entries[later]
            is_label = entry.note is not None and entry.note.reach != "mark" and not entry.note.is_weak
            if self.ends_notes(entry, level) or (level == LONE and is_label):
                return later
        return len(self.entries)

    def ends_notes(self, entry: Entry, note_level: int) -> bool:
        """Tell whether a section of notes ends at this entry; a chapter's line within it is one of the notes'."""
        if entry.sense is None or entry.role in ("ending", "metadata", "note"):
            return False
        if entry.level == LONE:
            is_opener = entry.role in OPENERS
            return not is_opener or not self.openers or (LONE in self.openers and not self.one_chapter)
        if entry.role in OPENERS and note_level != LONE:
            return entry.level <= note_level or not self.openers or entry.level in self.openers
        return note_level == LONE or entry.level <= note_level

    def top_end(self, index: int, pause: int, limit: int) -> int:
        """Give the end of a note above the story: at the break below it, else as little as it plainly is."""
        entry, sign = self.entries[index], self.entries[index].note
        below = [later for later in self.entries[index + 1 : pause] if later.is_prose]
        rest = below[1:] if sign and sign.is_alone else below
        goes_on = any(later.is_prose for later in self.entries[pause:limit])
        is_under = bool(self.openers) and not (0 < entry.level <= self.openers[-1])
        is_sibling = bool(entry.level) and not is_under and limit < len(self.entries)
        if pause < limit and goes_on and not is_sibling and self.length(index, pause) <= LONGEST_NOTE:
            if all(may_speak_to_readers(later.block.text) for later in rest):
                return pause
            return self.voice_end(index, pause)
        next_level = self.entries[limit].level if limit < len(self.entries) else LONE
        if entry.level and (not is_under or next_level >= entry.level or (sign and sign.reach == "section")):
            return limit
        return pause if pause < limit and not goes_on else self.voice_end(index, limit)

    def later_end(self, index: int, pause: int, limit: int) -> int:
        """Give the end of a note below the story: a framed one ends at its break, a section of notes at a heading."""
        entry, sign = self.entries[index], self.entries[index].note
        is_framed = self.entries[index - 1].is_break
        is_section = sign is not None and sign.reach == "section"
        if sum((is_section, bool(entry.level), not is_framed)) > 1:  # two of the three are enough
            return limit
        if sign is None or not sign.is_alone:
            is_last = pause == limit and self.length(index + 1, limit) * NEAR_END <= self.story
            return limit if is_framed and is_last else self.voice_end(index, pause)
        if self.length(index, pause) > max(LONGEST_NOTE, self.story // 2) and not entry.level:
            return self.voice_end(index, pause)
        while pause < limit and self.goes_on_below(pause, limit, is_short_enough=bool(entry.level)):
            pause = next((later for later in range(pause + 1, limit) if self.entries[later].is_break), limit)
        return pause

    def goes_on_below(self, pause: int, limit: int, *, is_short_enough: bool) -> bool:
        """Tell whether notes go on below a break within them: with a list, a label, words to readers or few words."""
        rest = [entry for entry in self.entries[pause:limit] if not entry.is_break]
        if not rest or rest[0].block.item or not rest[0].is_prose or speaks_to_readers(rest[0].block.text):
            return True
        return is_short_enough and sum(map(is_remark, rest)) == len(rest)

    def voice_end(self, index: int, limit: int) -> int:
        """Give the end of a label's own paragraph and of those that plainly speak to readers."""
        end = index + 1
        sign = self.entries[index].note
        if sign and sign.is_alone and end < limit and self.entries[end].is_prose:
            quote = self.entries[end].block.quote
            end += 1
            while quote and end < limit and self.entries[end].block.quote == quote:
                end += 1
        while end < limit and self.is_left(end, speaks_to_readers):
            end += 1
        return end

    def list_end(self, index: int, limit: int) -> int:
        """Give the end of a list below its label, or of the one paragraph below a label alone."""
        end = index + 1
        sign = self.entries[index].note
        if sign and sign.is_alone and end < limit and self.entries[end].is_prose and sign.reach == "list":
            block = self.entries[end].block
            longest = LONGEST_REMINDER if self.story else LONGEST_LIST_TEXT
            end += len(block.text) <= longest and not SPEECH.search(block.text) and not is_item(block)
        end = self.run_end(end, limit)
        while sign and sign.reach == "titles" and end < limit and self.is_left(end, is_book_title):
            end += 1
        return end

    def run_end(self, index: int, limit: int) -> int:
        """Give the end of the list items that stand from `index` on."""
        while index < limit and self.entries[index].is_prose and is_item(self.entries[index].block):
            index += 1
        return index

    def is_left(self, index: int, test: Callable[[str], bool]) -> bool:
        """Tell whether an entry is a mark, or a paragraph that passes a test."""
        entry = self.entries[index]
        is_mark = entry.note is not None and entry.note.reach == "mark"
        return is_mark or (entry.is_prose and test(entry.block.text))

    def length(self, start: int, end: int) -> int:
        """Count the characters of prose between two entries."""
        return sum(len(entry.block.text) for entry in self.entries[start:end] if entry.is_prose)


def is_remark(entry: Entry) -> bool:
    """Tell a short line that nobody speaks, as notes have."""
    text = entry.block.text
    return len(text.split()) <= LONGEST_REMARK and not SPEECH.search(text)


def is_item(block: Block) -> bool:
    """Tell an item of a list, which below a label a dash may mark."""
    return bool(block.item) or block.text.startswith(("- ", "– ", "• "))


def is_set_apart(entry: Entry) -> bool:
    """Tell "Notes:" and "**Notes**" from a word alone."""
    text = entry.block.text
    return entry.block.is_bold or text.isupper() or text[0] in "[(" or text[-1] in ":："


def is_book_title(text: str) -> bool:
    """Tell a line of a list of titles."""
    return len(text.split()) <= LONGEST_BOOK_TITLE and text[0].isupper() and text[-1] not in ".!?…,;:"
