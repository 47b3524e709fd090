"""Prompt files: one TOML file per scene; the author's edits win and are never overwritten."""

from __future__ import annotations

import contextlib
import itertools
import re
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from errors import did_you_mean, say_toml_fault
from workspace.correction_values import CorrectionError
from workspace.corrections import KEYS, read_corrections, say_fault
from workspace.files import replacing
from workspace.identity import SceneIdentity
from workspace.remembered import Remembered, find_given_fault, put_remembered, read_remembered

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import tomlkit
    import tomlkit.items

    from errors import Limits
    from records import RenderJob
    from workspace.corrections import Corrections

OWN_WORDS = ("prompt", "negative_prompt", "seed")  # always there, and again under [generated]
OVERRIDES = ("steps", "guidance", "width", "height", "model")  # there only where the author adds them
TABLES = ("scene", "generated")
KNOWN = (*OWN_WORDS, *OVERRIDES, *TABLES)
UNUSED = "unused"  # folder for edited files whose scene is gone
COMMENT = " Yours to edit: the values above [generated] win over the program's own and are never overwritten."
OPTIONAL = " You may add: steps, guidance, width, height, model. Delete this file to start afresh."
SCENE = " What the scene shows is put right in a table [scene] above [generated]: place, time, people and more."


@dataclass(frozen=True, slots=True)
class Generated:
    """The values that the program wrote, to tell the author's edits apart."""

    prompt: str
    negative_prompt: str
    seed: int
    identity: SceneIdentity


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
    corrections: Corrections = field(default_factory=dict)  # what its table [scene] says
    text: str = ""

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
    """Read one prompt file; a fault, such as a number out of its limits, becomes its `error`."""
    text = ""
    try:
        text = path.read_bytes().decode("utf-8-sig")
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
    table = values.get("generated")
    remembered = read_remembered(table)
    known = {key: normalize(key, values[key]) for key in (*OWN_WORDS, *OVERRIDES) if key in values}
    faults = (find_given_fault(remembered, limits), *(find_fault(key, known[key], limits) for key in known))
    unknown = (say_unknown(path, key, text) for key in values if key not in KNOWN)
    sentence = next(itertools.chain(unknown, (f"{path}: {fault}" for fault in faults if fault)), "")
    corrections: Corrections = {}
    try:
        corrections = read_corrections(values.get("scene", {}))
    except CorrectionError as error:
        sentence = sentence or say_fault(path, text, error)
    return PromptFile(
        path,
        {} if sentence else known,
        read_generated(table),
        remembered,
        read_chosen(table),
        sentence,
        {} if sentence else corrections,
        text,
    )


def read_generated(table: object) -> Generated | None:
    """Read the [generated] table; None where it is missing or malformed."""
    match table:
        case {
            "prompt": str(prompt),
            "negative_prompt": str(negative),
            "seed": int(seed),
            "text_sha256": str(sha256),
            "sketch": str(sketch),
        }:
            return Generated(prompt, negative, seed, SceneIdentity(sha256, sketch))
        case _:
            return None


def read_chosen(table: object) -> Chosen | None:
    """Read from the [generated] table which take was chosen; None where none was."""
    match table:
        case {"chosen": {"picture": str(picture), "instead_of": str(wanted)}}:
            return Chosen(picture, wanted)
        case _:
            return None


def say_unknown(path: Path, key: str, text: str) -> str:
    """Say that a prompt file has no such setting, where it stands, and which was probably meant."""
    begins = re.compile(rf"\s*(\[+\s*)?[\"']?{re.escape(key)}[\"']?\s*[=.\]]")
    line = next((number for number, line in enumerate(text.splitlines(), 1) if begins.match(line)), 1)
    if key in KEYS:
        return f"{path}, line {line}: {key} stands outside of [scene]: put a line [scene] above it."
    asked = did_you_mean(key, KNOWN, "")
    return f"{path}, line {line}: there is no setting called {key}; {asked}there are {', '.join(KNOWN)}."


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


def write_prompt_file(path: Path, generated: Generated, remembered: Remembered | None = None) -> None:
    """Write what the program generated; comments and order of an existing file are kept.

    Only for files without edits. Raises OSError where the disk refuses.
    """
    import tomlkit  # noqa: PLC0415 - only what writes files waits for it

    try:
        text = path.read_bytes().decode("utf-8-sig")
        document = tomlkit.parse(text)
    except (FileNotFoundError, UnicodeDecodeError, tomlkit.exceptions.TOMLKitError):
        document = start_document(path.stem)
    own = {key: getattr(generated, key) for key in OWN_WORDS}
    table = {**own, "text_sha256": generated.identity.sha256, "sketch": generated.identity.sketch}
    document.update(own)
    if "generated" in document:
        document["generated"].update(table)
    else:
        document["generated"] = table
    if remembered:
        put_remembered(document["generated"], remembered)
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as file:
        file.write(tomlkit.dumps(document).encode("utf-8"))


def write_seed(path: Path, seed: int) -> None:
    """Write a chosen seed into a prompt file as the author's own; nothing else in it changes. Raises OSError."""
    with changing(path) as document:
        document["seed"] = seed


def write_remembered(path: Path, remembered: Remembered) -> None:
    """Write what the command line gave under [generated]; nothing of the author's changes. Raises OSError."""
    with changing(path) as document:
        put_remembered(generated_table(document), remembered)


def write_chosen(path: Path, chosen: Chosen) -> None:
    """Write under [generated] which take was chosen. Raises OSError."""
    import tomlkit  # noqa: PLC0415

    with changing(path) as document:
        line = tomlkit.inline_table()
        line.update({"picture": chosen.picture, "instead_of": chosen.instead_of})
        generated_table(document)["chosen"] = line


def generated_table(document: tomlkit.TOMLDocument) -> tomlkit.items.Table:
    """Give a document's [generated] table, an empty one where it has none."""
    import tomlkit  # noqa: PLC0415

    if not isinstance(document.get("generated"), tomlkit.items.Table):
        document["generated"] = tomlkit.table()
    table = document["generated"]
    assert isinstance(table, tomlkit.items.Table)
    return table


@contextlib.contextmanager
def changing(path: Path) -> Iterator[tomlkit.TOMLDocument]:
    """Open a prompt file to change values in it: comments, order, line ends and byte order mark stay."""
    import tomlkit  # noqa: PLC0415

    raw = path.read_bytes()
    document = tomlkit.parse(raw.decode("utf-8-sig"))
    yield document
    mark = b"\xef\xbb\xbf" if raw.startswith(b"\xef\xbb\xbf") else b""
    with replacing(path) as file:
        file.write(mark + tomlkit.dumps(document).encode("utf-8"))


def start_document(title: str) -> tomlkit.TOMLDocument:
    """Start a new file with a comment for the author."""
    import tomlkit  # noqa: PLC0415

    document = tomlkit.document()
    for line in (f" {title.replace('_', ' ').capitalize()}.", COMMENT, OPTIONAL, SCENE):
        document.add(tomlkit.comment(line.strip()))
    document.add(tomlkit.nl())
    return document


def is_current(file: PromptFile | None, generated: Generated) -> bool:
    """Tell whether a file already has the values that would be written."""
    return file is not None and file.generated == generated and not file.edits
