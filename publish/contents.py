"""A novel, its readings and its pictures in, a book's contents out: what stands where, as pure records."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from publish.captions import alt_text
from publish.paragraphs import Paragraph, scene_paragraphs
from publish.quotations import quote_scene
from workspace.corrected import as_drawn
from workspace.corrected_people import NO_LOOKS, Here
from workspace.identity import identify, scene_stem
from workspace.matching import match_pictures, number_widths
from workspace.model_sheet import say_since
from workspace.pictures import Picture, read_record

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from publish.details import BookDetails
    from reading.book_looks import BookLooks
    from records import Chapter, Key, Novel, Scene, SceneReading
    from workspace.model_sheet import ModelLook


@dataclass(frozen=True, slots=True)
class Opening:
    """What is printed above a chapter's first scene."""

    label: str = ""  # "Chapter One"; "" where the heading has a title only
    title: str = ""
    part: str = ""  # the title of a part that begins here
    epigraph: tuple[Paragraph, ...] = ()


def find_openings(chapters: Sequence[Chapter], book_titles: Collection[str] = ()) -> list[Opening]:
    """Find what is printed above each chapter; a part is printed once, the book's own title never."""
    openings = []
    printed = ""
    for chapter in chapters:
        part = "" if chapter.part in (printed, *book_titles) else chapter.part
        printed = part or printed
        openings.append(find_opening(chapter, part))
    return openings


def find_opening(chapter: Chapter, part: str) -> Opening:
    """Make a chapter's opening of its label, its title and its motto; one without a title is called by its label."""
    return Opening(
        label=chapter.label if chapter.title else "",
        title=chapter.title or chapter.label or f"Chapter {chapter.number}",
        part=part,
        epigraph=scene_paragraphs(chapter.epigraph) if chapter.epigraph else (),
    )


@dataclass(frozen=True, slots=True)
class Plate:
    """A picture in the book."""

    picture: Picture
    name: str  # of its file in the book, without an ending: chapter_01_scene_02
    alt: str
    caption: str = ""  # "" where the book has no captions


@dataclass(frozen=True, slots=True)
class BookScene:
    """A scene as printed."""

    key: Key
    title: str  # the scene's own heading; "" where it has none
    paragraphs: tuple[Paragraph, ...]
    plate: Plate | None = None


@dataclass(frozen=True, slots=True)
class BookChapter:
    """A chapter as printed."""

    number: int
    opening: Opening
    scenes: tuple[BookScene, ...]

    @property
    def name(self) -> str:
        """What the table of contents calls it."""
        return ": ".join(part for part in (self.opening.label, self.opening.title) if part)


@dataclass(frozen=True, slots=True)
class Models:
    """The pages behind the story that show who looks how."""

    title: str  # "" where the book has none
    plates: tuple[Plate, ...] = ()


@dataclass(frozen=True, slots=True)
class BookContents:
    """Everything that is printed, in order."""

    details: BookDetails
    chapters: tuple[BookChapter, ...]
    models: Models = Models("")

    @property
    def scene_plates(self) -> tuple[Plate, ...]:
        """Every picture of a scene, in reading order."""
        return tuple(scene.plate for chapter in self.chapters for scene in chapter.scenes if scene.plate)

    @property
    def plates(self) -> tuple[Plate, ...]:
        """Every picture, in reading order."""
        return (*self.scene_plates, *self.models.plates)

    def showing(self, names: Collection[str]) -> BookContents:
        """Give the book with these pictures alone."""

        def only(scene: BookScene) -> BookScene:
            return scene if scene.plate is None or scene.plate.name in names else replace(scene, plate=None)

        chapters = (replace(one, scenes=tuple(map(only, one.scenes))) for one in self.chapters)
        shown = tuple(plate for plate in self.models.plates if plate.name in names)
        models = replace(self.models, plates=shown) if shown else Models("")
        return replace(self, chapters=tuple(chapters), models=models)


def make_book(
    novel: Novel,
    details: BookDetails,
    plates: Mapping[Key, Plate],
) -> BookContents:
    """Make the book's contents: every scene's paragraphs, and its plate where it has one."""
    openings = find_openings(novel.chapters, (details.title, novel.title))
    chapters = tuple(
        BookChapter(chapter.number, opening, tuple(set_scene(scene, chapter, plates) for scene in chapter.scenes))
        for chapter, opening in zip(novel.chapters, openings, strict=True)
    )
    return BookContents(details, chapters)


def make_models(title: str, looks: Iterable[ModelLook]) -> Models:
    """Make the pages of those who have a chosen portrait."""
    plates = []
    for look in looks:
        if look.chosen:
            caption = ", ".join(filter(None, (look.name, say_since(look))))
            picture = Picture(look.chosen, read_record(look.chosen), sound=True)
            plates.append(Plate(picture, f"person_{look.stem}", f"Portrait of {caption}", caption))
    return Models(title if plates else "", tuple(plates))


def set_scene(scene: Scene, chapter: Chapter, plates: Mapping[Key, Plate]) -> BookScene:
    """Make the printed form of one scene."""
    title = "" if scene.title == chapter.title else scene.title
    return BookScene(scene.key, title, scene_paragraphs(scene), plates.get(scene.key))


# --- Pictures ---------------------------------------------------------------------------------------------------------
def make_plates(
    scenes: Sequence[Scene],
    readings: Sequence[SceneReading],
    pictures: Sequence[Picture],
    *,
    captions: bool,
    looks: BookLooks = NO_LOOKS,
) -> dict[Key, Plate]:
    """Match each scene to the picture made of its text, with alt text and caption; broken pictures are left out.

    What the author had put right when a picture was drawn is told of it; `looks` tell how those people look.
    """
    identities = {scene.key: identify(scene.text) for scene in scenes}
    widths = number_widths(identities)
    matched = match_pictures(identities, [picture for picture in pictures if picture.sound], widths)
    plates = {}
    for number, (scene, reading) in enumerate(zip(scenes, readings, strict=True)):
        if scene.key in matched:
            picture = matched[scene.key]
            shown = as_drawn(reading, picture.record, Here(looks, number))
            caption = quote_scene(scene, shown) if captions else ""
            plates[scene.key] = Plate(picture, scene_stem(scene.key, widths), alt_text(shown), caption)
    return plates
