"""Prompt files: one TOML file per scene; the author's edits win and are never overwritten."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from errors import did_you_mean
from toml_lines import find_line
from typed import shown
from untrusted import DocumentError, decode, looks_again, parse_toml, read_file
from workspace.authored import digest_of
from workspace.correction_values import CorrectionError
from workspace.corrections import KEYS, read_corrections, say_fault
from workspace.generated import OWN_WORDS, read_memory
from workspace.lookalikes import list_own_files
from workspace.prompt_comments import has_own_text
from workspace.remembered import GIVEN, find_given_fault, read_remembered

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from errors import Limits
    from workspace.corrections import Corrections
    from workspace.generated import Chosen, Generated
    from workspace.remembered import Remembered

OVERRIDES = ("steps", "guidance", "width", "height", "model")  # there only where the author adds them
WORDS = frozenset(("prompt", "negative_prompt"))
TABLES = ("scene", "generated")
KNOWN = (*OWN_WORDS, *OVERRIDES, "keep", *TABLES)
MEND, ANEW = "mend that line", "delete the file to have it written anew"
UNREADABLE = "a file that can be read belongs there: move that away, or mend it"
UNUSED = "unused"  # folder for edited files whose scene is gone
EMPTY = "is empty, as while an editor saves it: save it again, or delete it to have it written anew."


@dataclass(frozen=True, slots=True)
class PromptFile:
    """A prompt file as it stands on disk."""

    path: Path
    values: Mapping[str, Any] = field(default_factory=dict)  # OWN_WORDS and OVERRIDES; none of a faulty file
    generated: Generated | None = None  # None: written by hand, or unreadable
    remembered: Remembered | None = None  # what earlier command lines gave; None: written by an older version
    chosen: Chosen | None = None
    error: str = ""  # the sentence for a file that does not parse; "" for a good one
    keep: bool = False  # the author's word that the picture is final
    corrections: Corrections = field(default_factory=dict)  # what its table [scene] says
    text: str = ""
    digest: str = ""  # of its bytes
    is_unread: bool = False  # the disk refused it, so that it may be any scene's

    @property
    def is_hers(self) -> bool:
        """Whether it holds anything that the program cannot write again, and be it a comment."""
        has_words = self.edits or self.corrections or self.keep or (self.remembered and self.remembered.given)
        return bool(self.error or has_words or has_own_text(self.text))

    @property
    def edits(self) -> dict[str, Any]:
        """The author's own values: what differs from [generated], and every optional setting."""
        own = self.generated
        changed = {k: self.values[k] for k in OWN_WORDS if k in self.values and self.values[k] != getattr(own, k, None)}
        return changed | {key: self.values[key] for key in OVERRIDES if key in self.values}


Parse = Callable[[str], dict[str, Any]]  # a text in, its values out, as parse_toml does


def read_prompt_files(folder: Path, limits: Mapping[str, Limits], parse: Parse = parse_toml) -> list[PromptFile]:
    """Read every scene's prompt file, copies left out; raises NovelError where it cannot be looked into."""
    return [read_prompt_file(path, limits, parse) for path in list_own_files(folder, ".toml")]


def read_prompt_file(path: Path, limits: Mapping[str, Limits], parse: Parse = parse_toml) -> PromptFile:
    """Read one prompt file; a fault, such as a number out of its limits, becomes its `error`.

    One that looks cut off and was changed a moment ago is being saved: it is read again.
    """
    file, again = parse_prompt_file(path, limits, parse), looks_again(path)
    while file.generated is None and next(again, False):
        file = parse_prompt_file(path, limits, parse)
    return file


def parse_prompt_file(path: Path, limits: Mapping[str, Limits], parse: Parse) -> PromptFile:
    """Read one prompt file as it stands at this moment."""
    text = ""
    try:
        raw = read_file(path)
        text = decode(raw)
        values = parse(text)
    except DocumentError as error:
        return PromptFile(path, error=f"{path}: {error}; {error.remedy or MEND}, or {ANEW}.", text=text)
    except OSError as error:
        return PromptFile(path, error=f"{path}: {error.strerror}; {UNREADABLE}.", is_unread=True)
    if not values:
        return PromptFile(path, error=f"{path} {EMPTY}")
    known = known_values(values)
    corrections, fault = read_scene_table(path, values, text)
    memory = read_memory(values.get("generated"), path, text)
    sentence = next(filter(None, (memory.fault, *find_faults(path, values, text, limits), fault)), "")
    return PromptFile(
        path,
        {} if sentence else known,
        memory.generated,
        memory.remembered,
        memory.chosen,
        sentence,
        read_keep(values) is True,
        {} if sentence else corrections,
        text,
        digest_of(raw),
    )


def known_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """Give the settings of a file, numbers in their own form."""
    return {key: normalize(key, values[key]) for key in (*OWN_WORDS, *OVERRIDES) if key in values}


def read_scene_table(path: Path, values: Mapping[str, Any], text: str) -> tuple[Corrections, str]:
    """Read the table [scene]; gives its corrections and the sentence about its fault, "" for none."""
    try:
        return read_corrections(values.get("scene", {})), ""
    except CorrectionError as error:
        return {}, say_fault(path, text, error)


def find_faults(path: Path, values: Mapping[str, Any], text: str, limits: Mapping[str, Limits]) -> Iterator[str]:
    """Yield a sentence for every fault of a file outside of [scene]; "" where something has none."""
    yield from (say_unknown(path, key, text) for key in values if key not in KNOWN)
    yield find_keep_fault(path, read_keep(values), text)
    if given_fault := find_given_fault(read_remembered(values.get("generated")), limits):
        yield f"{path}, line {find_line(text, ('generated', GIVEN))}: {given_fault}"
    for key, value in known_values(values).items():
        if fault := find_fault(key, value, limits):
            yield f"{path}, line {find_line(text, (key,))}: {fault}"


def say_unknown(path: Path, key: str, text: str) -> str:
    """Say that a prompt file has no such setting, where it stands, and which was probably meant."""
    line = find_line(text, (key,))
    if key in KEYS:
        return f"{path}, line {line}: {key} stands outside of [scene]: put a line [scene] above it."
    asked = did_you_mean(key, KNOWN, "")
    return f"{path}, line {line}: there is no setting called {key}; {asked}there are {', '.join(KNOWN)}."


def read_keep(values: Mapping[str, Any]) -> object:
    """Read the author's `keep`; a line added at the file's end stands below [generated], and counts all the same."""
    generated = values.get("generated")
    return values.get("keep", generated.get("keep", False) if isinstance(generated, dict) else False)


def find_keep_fault(path: Path, keep: object, text: str) -> str:
    """Say in one sentence what is wrong with `keep`; "" where nothing is."""
    if isinstance(keep, bool):
        return ""
    return (
        f"{path}, line {find_line(text, ('keep',))}: keep is {shown(keep)}, neither true nor false; write keep = true."
    )


def normalize(key: str, value: object) -> object:
    """Turn a whole number for guidance into a decimal one."""
    return float(value) if key == "guidance" and isinstance(value, int) and not isinstance(value, bool) else value


def find_fault(key: str, value: object, limits: Mapping[str, Limits]) -> str:
    """Say in one sentence what is wrong with a value; "" where nothing is."""
    if key in ("prompt", "negative_prompt", "model"):
        return "" if isinstance(value, str) else f'{key} is {shown(value)}, not text; put it in quotes: {key} = "…".'
    kind = float if key == "guidance" else int
    if not isinstance(value, kind) or isinstance(value, bool):
        return f"{key} is {shown(value)}, not a number; write {key} = {limits[key].example}."
    return limits[key].find_fault(key, value)


def is_current(file: PromptFile | None, generated: Generated) -> bool:
    """Tell whether a file already has the values that would be written."""
    return file is not None and file.generated == generated
