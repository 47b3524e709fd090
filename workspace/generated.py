"""The table [generated] of a prompt file: what the program wrote and remembers there, and what is read back of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from toml_lines import find_line
from typed import WrongValue, a_text, anything, fields, mapping_of, whole
from workspace.identity import SceneIdentity
from workspace.remembered import Remembered, read_remembered
from workspace.shots import Shot

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import tomlkit.items

    from records import RenderJob

OWN_WORDS = ("prompt", "negative_prompt", "seed")  # also at the top of the file, where the author may change them
NEEDED = (*OWN_WORDS, "text_sha256", "sketch")
SPOILT = "put it back as the program wrote it, or delete the table [generated]: then every value above counts as yours."
NO_TABLE = "delete that line: what the program remembers, it writes again."
TABLE = fields(
    {},
    {
        **dict.fromkeys(("prompt", "negative_prompt", "text_sha256", "sketch", "shot", "shot_for"), a_text),
        "seed": whole(0, 2**32 - 1),
        "cast": mapping_of(a_text),
        "given": mapping_of(anything),  # the limits of each are looked at beside those of the author's own values
        "given_over": mapping_of(anything),
        "chosen": fields({"picture": a_text, "instead_of": a_text}),
    },
    anything,  # of other versions of the program
)


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

    @classmethod
    def meant(cls, picture: RenderJob) -> Chosen:
        """Name a job that is chosen and may not be in its place yet."""
        return cls(picture.fingerprint[:16], "")

    @property
    def is_only_meant(self) -> bool:
        """Whether nobody has said yet that it is in its place."""
        return not self.instead_of


# --- Read back --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Memory:
    """What a [generated] table says."""

    generated: Generated | None = None  # None: written by hand, or spoilt
    remembered: Remembered | None = None  # what earlier command lines gave; None: written by an older version
    chosen: Chosen | None = None
    fault: str = ""  # the sentence about a value that the program cannot have written


def read_memory(table: object, path: Path, text: str) -> Memory:
    """Read the table, None where the file has none."""
    if table is None:
        return Memory()
    try:
        values = TABLE("generated", table)
    except WrongValue as error:
        line = find_line(text, error.key.split("."))
        return Memory(fault=f"{path}, line {line}: {error}; {SPOILT if isinstance(table, dict) else NO_TABLE}")
    return Memory(make_generated(values), read_remembered(values), make_chosen(values.get("chosen")))


def make_generated(values: Mapping[str, Any]) -> Generated | None:
    """Make the program's own values of a table; None where one is missing."""
    if not all(key in values for key in NEEDED):
        return None
    return Generated(
        values["prompt"],
        values["negative_prompt"],
        values["seed"],
        SceneIdentity(values["text_sha256"], values["sketch"]),
        Shot(values.get("shot", ""), values.get("shot_for", "")),
        values.get("cast"),
    )


def make_chosen(values: Mapping[str, str] | None) -> Chosen | None:
    """Make the note of a chosen take; None where none was."""
    return Chosen(values["picture"], values["instead_of"]) if values else None
