"""What is asked for every scene and takes long to find: prompt files parsed, sketches, prompts, corrected readings."""

from __future__ import annotations

import contextlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar, cast

from records import ScenePrompt
from typed import hold_once
from untrusted import parse_toml
from workspace.cache import Cache, digest, write_json
from workspace.cache_records import MisfitError, lay_out, only_plain, read
from workspace.cached_book import HEAVY, READ_ERRORS, pack_field, pack_light, read_light
from workspace.corrected import correct_reading
from workspace.identity import SceneIdentity, digest_plain, make_plain, make_sketch

if TYPE_CHECKING:
    from collections.abc import Callable

    from records import SceneReading, Style
    from workspace.corrected_people import Here
    from workspace.corrections import Corrections


Found = TypeVar("Found")


class PlanCache:
    """What earlier runs found out for their plans; every key holds all that the answer depends on."""

    def __init__(self, cache: Cache | None = None, book: str = "") -> None:
        """Open the tables; `book` is the digest of what its readings depend on."""
        opened = cache or Cache()
        self.files, self.sketches, self.prompts = map(opened.table, ("prompt_files", "sketches", "prompts"))
        self.guides, self.portraits = map(opened.table, ("guides", "portraits"))
        self.corrected = opened.table("corrected", book)

    def parse(self, text: str) -> dict[str, Any]:
        """Parse a prompt file's text; raises DocumentError with its line."""
        name = digest(text)
        kept = self.files.get_json(name)
        if type(kept) is dict:
            return cast("dict[str, Any]", hold_once(kept))
        values = parse_toml(text)
        with contextlib.suppress(MisfitError):  # a date is nothing that JSON holds
            self.files.put_json(name, only_plain(values))
        return values

    def identify(self, text: str) -> SceneIdentity:
        """Compute a scene's identity from its text."""
        plain = make_plain(text)
        sha256 = digest_plain(plain)
        kept = self.sketches.get_json(sha256)
        sketch = kept if type(kept) is str else make_sketch(plain)
        self.sketches.put_json(sha256, sketch)
        return SceneIdentity(sha256, sketch)

    def word(
        self, make_prompt: Callable[..., ScenePrompt], reading: SceneReading, style: Style, limit: int
    ) -> ScenePrompt:
        """Write the prompt of a reading, as the rules do."""
        name = self.name_reading(reading, style, limit)
        try:
            return read(ScenePrompt, self.prompts.get_json(name))
        except READ_ERRORS:
            prompt = make_prompt(reading, style, limit=limit)
        self.prompts.put_json(name, lay_out(prompt))
        return prompt

    @staticmethod
    def name_reading(reading: SceneReading, style: Style, limit: int) -> str:
        """Digest a reading with the style and the room for its words."""
        seen = pack_light(reading), pack_field(reading, "evidence")
        return digest(*seen, write_json(lay_out(style)), str(limit))

    def find(self, kind: type[Found], make: Callable[[], Found], *asked: str | bytes) -> Found:
        """Make a record for a guide, or give what an earlier run made for what was asked."""
        name = digest(kind.__name__, *asked)
        try:
            return read(kind, self.guides.get_json(name))
        except READ_ERRORS:
            made = make()
        self.guides.put_json(name, lay_out(made))
        return made

    def correct(self, reading: SceneReading, said: Corrections, here: Here) -> SceneReading:
        """Put the author's corrections into a reading of a book; raises CorrectionError for an unknown name."""
        if not said:
            return reading
        name = digest(str(here.scene), pack_light(reading), write_json(said))
        if kept := self.corrected.get_json(name):
            try:
                light, *slots = kept
                return replace(reading, **read_light(light), **only_slots(reading, slots))
            except READ_ERRORS:
                pass
        changed = correct_reading(reading, said, here)
        self.corrected.put_json(
            name, [json.loads(pack_light(changed)), *(list(getattr(changed, field)) for field in HEAVY)]
        )
        return changed


def only_slots(reading: SceneReading, slots: list[Any]) -> dict[str, Any]:
    """Keep the evidence of those slots that a correction has left."""
    return {
        field: {slot: getattr(reading, field)[slot] for slot in names}
        for field, names in zip(HEAVY, slots, strict=True)
    }
