"""Prompt files: one TOML file per scene; the author's edits win and are never overwritten."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from errors import did_you_mean, say_toml_fault
from workspace.authored import digest_of, is_being_saved
from workspace.correction_values import CorrectionError
from workspace.corrections import KEYS, read_corrections, say_fault
from workspace.identity import SceneIdentity
from workspace.prompt_comments import has_own_text
from workspace.remembered import Remembered, find_given_fault, read_remembered
from workspace.shots import Shot

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import tomlkit.items

    from errors import Limits
    from records import RenderJob
    from workspace.corrections import Corrections

OWN_WORDS = ("prompt", "negative_prompt", "seed")  # always there, and again under [generated]
OVERRIDES = ("steps", "guidance", "width", "height", "model")  # there only where the author adds them
WORDS = frozenset(("prompt", "negative_prompt"))
TABLES = ("scene", "generated")
KNOWN = (*OWN_WORDS, *OVERRIDES, "keep", *TABLES)
UNUSED = "unused"  # folder for edited files whose scene is gone
EMPTY = "is empty, as while an editor saves it: save it again, or delete it to have it written anew."


@dataclass(frozen=True, slots=True)
class Generated:
    """The values that the program wrote, to tell the author's edits apart."""

    prompt: str
    negative_prompt: str
    seed: int
    identity: SceneIdentity
    shot: Shot = Shot()  # noqa: RUF009  it is frozen
    cast: Mapping[str, str] | None = None  # digests by name; None in the files of earlier versions

    def to_toml(self) -> dict[str, Any]:
        """Give the [generated] table."""
        values = {key: getattr(self, key) for key in OWN_WORDS}
        values |= {"text_sha256": self.identity.sha256, "sketch": self.identity.sketch}
        values |= {"shot": self.shot.name, "shot_for": self.shot.chosen_for}
        return values | ({"cast": in_line(self.cast)} if self.cast is not None else {})


def in_line(values: Mapping[str, str]) -> tomlkit.items.InlineTable:
    """Write a table on one line: what the author adds at the end of the file must not fall into it."""
    import tomlkit  # noqa: PLC0415

    table = tomlkit.inline_table()
    table.update(values)
    return table


@dataclass(frozen=True, slots=True)
class Chosen:
    """A take that the author chose although the scene would be drawn otherwise; the beginnings of two fingerprints."""

    picture: str
    instead_of: str

    @classmethod
    def of(cls, picture: RenderJob, wanted: RenderJob) -> Chosen:
        """Pair the chosen job with the one that would be drawn."""
        return cls(picture.fingerprint[:16], wanted.fingerprint[:16])


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


def read_prompt_files(folder: Path, limits: Mapping[str, Limits]) -> list[PromptFile]:
    """Read every prompt file of the folder, in the order of names."""
    return [read_prompt_file(path, limits) for path in sorted(folder.glob("*.toml"))] if folder.is_dir() else []


def read_prompt_file(path: Path, limits: Mapping[str, Limits]) -> PromptFile:
    """Read one prompt file; a fault, such as a number out of its limits, becomes its `error`.

    One that looks cut off and was changed a moment ago is being saved: it is read again.
    """
    file = parse_prompt_file(path, limits)
    while file.generated is None and is_being_saved(path):
        file = parse_prompt_file(path, limits)
    return file


def parse_prompt_file(path: Path, limits: Mapping[str, Limits]) -> PromptFile:
    """Read one prompt file as it stands at this moment."""
    text = ""
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig")
        values = tomllib.loads(text)
    except UnicodeDecodeError:
        return PromptFile(
            path, error=f"{path}: not UTF-8 text; save it as UTF-8, or delete it to have it written anew."
        )
    except tomllib.TOMLDecodeError as error:
        fault = say_toml_fault(error, text)
        return PromptFile(path, error=f"{path}: {fault}; mend that line, or delete the file to have it written anew.")
    except OSError as error:
        return PromptFile(path, error=f"{path}: {error.strerror}; make the file readable.")
    if not values:
        return PromptFile(path, error=f"{path} {EMPTY}")
    table, known = values.get("generated"), known_values(values)
    corrections, fault = read_scene_table(path, values, text)
    sentence = next(filter(None, (*find_faults(path, values, text, limits), fault)), "")
    return PromptFile(
        path,
        {} if sentence else known,
        read_generated(table),
        read_remembered(table),
        read_chosen(table),
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
    given_fault = find_given_fault(read_remembered(values.get("generated")), limits)
    yield f"{path}: {given_fault}" if given_fault else ""
    for key, value in known_values(values).items():
        if fault := find_fault(key, value, limits):
            yield f"{path}, line {line_of(key, text)}: {fault}"


def read_generated(table: object) -> Generated | None:
    """Read the [generated] table; None where it is missing or malformed."""
    match table:
        case {
            "prompt": str(prompt),
            "negative_prompt": str(negative),
            "seed": int(seed),
            "text_sha256": str(sha256),
            "sketch": str(sketch),
            **memory,
        }:
            return Generated(prompt, negative, seed, SceneIdentity(sha256, sketch), *read_memory(memory))
        case _:
            return None


def read_chosen(table: object) -> Chosen | None:
    """Read from the [generated] table which take was chosen; None where none was."""
    match table:
        case {"chosen": {"picture": str(picture), "instead_of": str(wanted)}}:
            return Chosen(picture, wanted)
        case _:
            return None


def line_of(key: str, text: str) -> int:
    """Give the line on which a key of the file stands first."""
    begins = re.compile(rf"\s*(\[+\s*)?[\"']?{re.escape(key)}[\"']?\s*[=.\]]")
    return next((number for number, line in enumerate(text.splitlines(), 1) if begins.match(line)), 1)


def say_unknown(path: Path, key: str, text: str) -> str:
    """Say that a prompt file has no such setting, where it stands, and which was probably meant."""
    line = line_of(key, text)
    if key in KEYS:
        return f"{path}, line {line}: {key} stands outside of [scene]: put a line [scene] above it."
    asked = did_you_mean(key, KNOWN, "")
    return f"{path}, line {line}: there is no setting called {key}; {asked}there are {', '.join(KNOWN)}."


def read_memory(memory: Mapping[Any, Any]) -> tuple[Shot, Mapping[str, str] | None]:
    """Read what a [generated] table remembers of shot and cast; files of earlier versions remember neither."""
    shot = Shot(str(memory.get("shot", "")), str(memory.get("shot_for", "")))
    cast = memory.get("cast")
    return shot, {name: str(value) for name, value in cast.items()} if isinstance(cast, dict) else None


def read_keep(values: Mapping[str, Any]) -> object:
    """Read the author's `keep`; a line added at the file's end stands below [generated], and counts all the same."""
    generated = values.get("generated")
    return values.get("keep", generated.get("keep", False) if isinstance(generated, dict) else False)


def find_keep_fault(path: Path, keep: object, text: str) -> str:
    """Say in one sentence what is wrong with `keep`; "" where nothing is."""
    if isinstance(keep, bool):
        return ""
    return f"{path}, line {line_of('keep', text)}: keep is {keep!r}, neither true nor false; write keep = true."


def normalize(key: str, value: object) -> object:
    """Turn a whole number for guidance into a decimal one."""
    return float(value) if key == "guidance" and isinstance(value, int) and not isinstance(value, bool) else value


def find_fault(key: str, value: object, limits: Mapping[str, Limits]) -> str:
    """Say in one sentence what is wrong with a value; "" where nothing is."""
    if key in ("prompt", "negative_prompt", "model"):
        return "" if isinstance(value, str) else f'{key} is {value!r}, not text; put it in quotes: {key} = "…".'
    kind = float if key == "guidance" else int
    if not isinstance(value, kind) or isinstance(value, bool):
        return f"{key} is {value!r}, not a number; write {key} = {limits[key].example}."
    return limits[key].find_fault(key, value)


def is_current(file: PromptFile | None, generated: Generated) -> bool:
    """Tell whether a file already has the values that would be written."""
    return file is not None and file.generated == generated
