"""A folder of pictures with recipes in, how far colours bleed over them out: who wears their own, who a neighbour's.

A panel is judged by its own drawing, a guided picture by its guide; any other by its scene's panel, for which the novel
is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import Image

from cast.sheet import CastSheet
from records import SceneReading
from scene_parser import read_novel
from scene_reader import read_scenes
from sdxl.guides import guide_of
from storyboard.colour_bleed import GREYISH, chroma_of, judge_colours, to_lab
from storyboard.map_trunks import list_wearers
from workspace.identity import digest_plain, make_plain
from workspace.picture_files import opening
from workspace.pictures import read_pictures
from workspace.trunks import find_wearers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from storyboard.colour_bleed import JudgedCoat, Wearer
    from workspace.picture_records import PictureRecord

NOBODY = SceneReading()
LOOKED = (32, 32)  # pixels in which a picture of no colours is known
VIVID = 0.05  # share of them that has a colour in any other picture


@dataclass(frozen=True, slots=True)
class Bleed:
    """How far colours bleed over some pictures."""

    pictures: int  # that were judged
    left_out: int  # of the folder's: nobody's colour is stated, nobody placed them, or they have no colours
    people: int
    own: int  # of them, those on whom their own colour is seen most
    strange: int  # those on whom a neighbour's is

    @property
    def rows(self) -> list[tuple[str, float, str]]:
        """What was measured as percent: name, value, and of how many."""
        count = max(1, self.people)
        of = f"of {self.people} people in {self.pictures} pictures; {self.left_out} pictures are left out"
        return [
            ("own colour dominant", 100 * self.own / count, of),
            ("a neighbour's colour", 100 * self.strange / count, "on how many it is seen"),
        ]


def measure_bleed(folder: Path, novel: Path | None = None) -> Bleed:
    """Judge every picture of a folder; raises NovelError where it or the novel cannot be read."""
    readings = read_by_text(novel) if novel else {}
    pictures = [picture for picture in read_pictures(folder) if picture.sound and picture.record]
    judged = [judge_file(picture.path, picture.record, readings) for picture in pictures if picture.record]
    return sum_up(judged)


def sum_up(judged: Iterable[tuple[JudgedCoat, ...]]) -> Bleed:
    """Count the people of judged pictures."""
    every = list(judged)
    coats = [coat for picture in every for coat in picture]
    seen = sum(map(bool, every))
    own, strange = sum(coat.is_own for coat in coats), sum(bool(coat.bleeding) for coat in coats)
    return Bleed(seen, len(every) - seen, len(coats), own, strange)


def read_by_text(folder: Path) -> dict[str, SceneReading]:
    """Read a novel's scenes, as without a cast sheet."""
    novel = read_novel(folder)
    readings = read_scenes(novel.scenes, CastSheet())
    texts = (digest_plain(make_plain(scene.text)) for scene in novel.scenes)
    return dict(zip(texts, readings, strict=True))


def judge_file(path: Path, record: PictureRecord, readings: Mapping[str, SceneReading]) -> tuple[JudgedCoat, ...]:
    """Judge one picture; nothing of one without stated colours, places or any colour."""
    wearers = wearers_of(record, readings)
    if not wearers:
        return ()
    with opening(path) as image:
        picture = image.convert("RGB")
    return judge_colours(picture, wearers) if has_colours(picture) else ()


def wearers_of(record: PictureRecord, readings: Mapping[str, SceneReading]) -> list[Wearer]:
    """List the people of a picture whose coats have a stated colour."""
    job, guide = record.job, guide_of(record.job)
    if job.drawing:
        return list_wearers(job.drawing, (job.width, job.height), job.seed)
    reading = readings.get(record.identity.sha256)
    if reading is None and not (guide and guide.has_words):
        return []
    return find_wearers(job, reading or NOBODY)


def has_colours(picture: Image.Image) -> bool:
    """Tell whether a picture has colours: not one of ink or of one tint."""
    small = picture.resize(LOOKED, Image.Resampling.BOX)
    found = small.getcolors(LOOKED[0] * LOOKED[1]) or []
    pixels = ((count, colour) for count, colour in found if isinstance(colour, tuple))
    vivid = sum(count for count, (red, green, blue) in pixels if chroma_of(to_lab((red, green, blue))) >= GREYISH)
    return vivid >= VIVID * LOOKED[0] * LOOKED[1]
