"""What makes a scene the same scene: its text, not its number, so that pictures and edits follow it when it moves."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b, sha256
from heapq import nsmallest
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from english.lexicon import lexicon
from prompts.wording import strip_article

if TYPE_CHECKING:
    from records import Key, Scene, SceneReading

SKETCH_SIZE = 64  # hashes kept of a scene
RUN = 4  # words hashed together
SAME_SCENE = 0.3  # share of hashes in common from which two texts are one scene, edited
HASH_DIGITS = 8  # hexadecimal digits of one hash of a sketch


Thing = TypeVar("Thing", bound=Hashable)
NOWHERE: Mapping[Any, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class SceneIdentity:
    """The exact text (`sha256`) and its likeness (`sketch`: 64 hashes of eight hexadecimal digits, joined)."""

    sha256: str
    sketch: str

    def __post_init__(self) -> None:
        """Hold the texts once, however many pictures and prompt files name them."""
        for name in ("sha256", "sketch"):
            object.__setattr__(self, name, sys.intern(getattr(self, name)))

    @property
    def hashes(self) -> frozenset[str]:
        """The sketch as a set."""
        return frozenset(self.sketch[at : at + HASH_DIGITS] for at in range(0, len(self.sketch), HASH_DIGITS))


def identify(text: str) -> SceneIdentity:
    """Compute a scene's identity from its text: NFC, white space collapsed."""
    plain = make_plain(text)
    return SceneIdentity(digest_plain(plain), make_sketch(plain))


def make_plain(text: str) -> str:
    """Normalise a text to NFC and collapse its white space."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def digest_plain(plain: str) -> str:
    """Give the SHA-256 of a normalised text."""
    return sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()


def make_sketch(plain: str) -> str:
    """Keep the 64 smallest hashes of the four-word runs, most of which similar texts share (bottom-k MinHash)."""
    words = re.findall(r"\w+", plain.casefold())
    runs = {" ".join(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1))}
    return "".join(nsmallest(SKETCH_SIZE, {hash_run(run) for run in runs}))


def hash_run(run: str) -> str:
    """Hash one run of words."""
    return blake2b(run.encode("utf-8", "surrogatepass"), digest_size=HASH_DIGITS // 2).hexdigest()


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Estimate the share of word runs that two texts have in common, from 0 to 1."""
    smallest = nsmallest(SKETCH_SIZE, one | other)
    return sum(value in one and value in other for value in smallest) / len(smallest) if smallest else 0.0


def match_scenes(
    scenes: Mapping[Key, SceneIdentity],
    things: Mapping[Thing, SceneIdentity],
    homes: Mapping[Thing, Key] = NOWHERE,
) -> dict[Key, Thing]:
    """Give each scene the thing (picture, prompt file) that was made of its text: exact text first, then most similar.

    A thing belongs to one scene and a scene has one thing; what is similar to no scene stays unmatched. Of equal ones
    a scene has that which bears its number: `homes` tells it.
    """
    matched = match_exact(scenes, things, homes)
    taken = set(matched.values())
    open_scenes = {key: identity for key, identity in scenes.items() if key not in matched}
    open_things = {thing: identity for thing, identity in things.items() if thing not in taken}
    pairs = rank_pairs(open_scenes, open_things)
    for _, key, thing in sorted(pairs, key=lambda pair: (-pair[0], homes.get(pair[2]) != pair[1])):
        if key not in matched and thing not in taken:
            matched[key] = thing
            taken.add(thing)
    return matched


def match_exact(
    scenes: Mapping[Key, SceneIdentity],
    things: Mapping[Thing, SceneIdentity],
    homes: Mapping[Thing, Key] = NOWHERE,
) -> dict[Key, Thing]:
    """Pair equal texts; where a text occurs twice, by number, then in order."""
    things_by_text: dict[str, list[Thing]] = defaultdict(list)
    for thing, identity in things.items():
        things_by_text[identity.sha256].append(thing)
    matched: dict[Key, Thing] = {}
    for thing, key in homes.items():
        if key in scenes and key not in matched and thing in (same := things_by_text.get(scenes[key].sha256, [])):
            matched[key] = thing
            same.remove(thing)
    for key, identity in scenes.items():
        if key not in matched and (same := things_by_text.get(identity.sha256, [])):
            matched[key] = same.pop(0)
    return matched


def rank_pairs(
    scenes: Mapping[Key, SceneIdentity], things: Mapping[Thing, SceneIdentity]
) -> list[tuple[float, Key, Thing]]:
    """List the pairs similar enough to be one scene, most similar first; only pairs that share a hash are compared."""
    if not things:
        return []
    hashes = {key: identity.hashes for key, identity in scenes.items()}
    keys_by_hash: dict[str, list[Key]] = defaultdict(list)
    for key, own in hashes.items():
        for value in own:
            keys_by_hash[value].append(key)
    pairs: list[tuple[float, Key, Thing]] = []
    for thing, identity in things.items():
        wanted = identity.hashes
        candidates = dict.fromkeys(key for value in sorted(wanted) for key in keys_by_hash.get(value, ()))
        pairs += [(likeness(hashes[key], wanted), key, thing) for key in candidates]
    return sorted((pair for pair in pairs if pair[0] >= SAME_SCENE), key=lambda pair: -pair[0])


NAME_LENGTH = 80  # characters of a file name


@cache
def titles_before() -> re.Pattern[str]:
    """Compile what is left off before a name: "the little", "Dr."."""
    words = "|".join(sorted(lexicon().titles.before_file_names))
    return re.compile(rf"^(?:(?:{words}|the|an?)\b\.?\s+)+", re.IGNORECASE)


def words_of_name(name: str) -> list[str]:
    """Split a name without what stands before it; a title alone is kept."""
    return titles_before().sub("", name).split() or [name]


LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)  # no accents


def make_file_name(scene: Scene, reading: SceneReading, widths: tuple[int, int] = (2, 2)) -> str:
    """Name a scene's picture: chapter_01_scene_02_emma_office_reading.png.

    `widths` are the digits of chapter and scene numbers. Words that do not come out as ASCII letters are left out.
    """
    stem = scene_stem(scene.key, widths)
    lead = reading.lead
    first = words_of_name(lead.name) if lead else []
    place = strip_article(re.split(r" of | in | on | at ", reading.place, maxsplit=1)[0]).split()
    action = reading.action.split()
    slugs = [slug(part[at]) for part, at in ((first, 0), (place, -1), (action, 0)) if part]
    return "_".join([stem, *(word for word in slugs if word)])[: NAME_LENGTH - 4].rstrip("_") + ".png"


def scene_stem(key: Key, widths: tuple[int, int] = (2, 2)) -> str:
    """Name a scene's files without their ending: chapter_01_scene_02."""
    return f"chapter_{key[0]:0{widths[0]}d}_scene_{key[1]:0{widths[1]}d}"


def say_key(key: Key) -> str:
    """Write a scene's key the way the author and the command line do: 2:5."""
    return f"{key[0]}:{key[1]}"


def slug(word: str) -> str:
    """Reduce a word to lower-case ASCII letters and digits; "" where nothing is left."""
    spelled = word.casefold().translate(LETTERS)
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "", plain.lower())[:20]
