"""A job's guide in, what directs its painting out: figures with words, cells, joints and portraits, as plain values.

The guide is a part of the job and so of the recipe: what is drawn depends on nothing else of the storyboard. Lengths
and places are whole pixels of the picture, x to the right and y down.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from records import RenderJob

GUIDES = ("none", "words", "pose", "strong")  # each includes those before it
LATENT = 8  # pixels of a side of a latent
CELL = 16  # pixels of a side of a mask's cell
LEAST_HEAD = 24  # pixels of the height of a head whose face can be seen at all
JOINTS = 18  # COCO's, in the order of OpenPose: nose, neck, right arm, left arm, right leg, left leg, eyes, ears
LIKENESSES = ("reference", "ip-adapter")  # ways to hold to a portrait
LIKENESS_CHOICES = ("none", *LIKENESSES)
LAYERS = ("up", "all")  # of the UNet in which a portrait is read: on its way up, or everywhere

Point = tuple[int, int]
Box = tuple[int, int, int, int]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class GuidedFigure:
    """One person of the picture, the lead first."""

    key: str  # short hash of the name, as the drawing has it
    words: str  # look and outfit as a phrase, at most 77 CLIP tokens
    cells: tuple[int, ...]  # the visible silhouette: first cell and length of each run, row after row
    joints: tuple[Point | None, ...] = ()  # JOINTS of them, None where hidden or outside; () for who has no human shape
    head: Box | None = None  # the whole head; None where it is hidden or cut by the edge
    portrait: str = ""  # SHA-256 of the portrait's pixels; "" without one
    depth: int = 0  # centimetres from the camera; what is nearer covers what is farther


@dataclass(frozen=True, slots=True)
class Net:
    """An additional network that a guide needs."""

    name: str  # hub id, or "NAME SIZE SHA256" of a local file, as a job's model
    reads: str = ""  # the map it is fed: "openpose", "sketch" or "lineart"
    strength: float = 1.0
    end: float = 1.0  # share of the steps after which it is silent


@dataclass(frozen=True, slots=True)
class Reference:
    """How a portrait is read along, which needs no network."""

    size: int = 512  # pixels: the portrait is read with as many as a square of this side has
    end: float = 0.7  # share of the steps after which it is read no more
    layers: str = "up"  # of LAYERS


@dataclass(frozen=True, slots=True)
class Faces:
    """How small heads are drawn again."""

    below: int = 140  # pixels of a head's height under which it is
    size: int = 512  # pixels of the side it is drawn at
    steps: int = 12
    strength: float = 0.4  # share of the noise that is put on it


@dataclass(frozen=True, slots=True)
class Guide:
    """Everything that directs one painting."""

    figures: tuple[GuidedFigure, ...] = ()
    kind: str = "none"  # of GUIDES; portraits and faces also go without
    base: str = ""  # the words of the whole picture, in place of the job's prompt
    share: float = 0.3  # of the base words inside a figure
    net: Net | None = None  # of "pose" and "strong"
    lines: str = ""  # the line drawing, a PNG of one bit in base64; "" unless the net reads one
    likeness: str = ""  # one of LIKENESSES; "" where no portrait counts
    likeness_net: Net | None = None  # of "ip-adapter"
    reference: Reference | None = None  # of "reference"
    faces: Faces | None = None

    @property
    def has_words(self) -> bool:
        """Whether each figure has words of its own."""
        return bool(self.speakers)

    @property
    def speakers(self) -> tuple[GuidedFigure, ...]:
        """The figures that have words of their own and can be seen."""
        figures = self.figures if self.kind != "none" else ()
        return tuple(figure for figure in figures if figure.words and figure.cells)

    @property
    def held(self) -> tuple[GuidedFigure, ...]:
        """The figures that hold to a portrait and can be seen."""
        figures = self.figures if self.likeness else ()
        return tuple(figure for figure in figures if figure.portrait and figure.cells)

    @property
    def portraits(self) -> tuple[str, ...]:
        """The portraits that count, each once."""
        return tuple(dict.fromkeys(figure.portrait for figure in self.held))

    @property
    def reads_along(self) -> Reference | None:
        """How portraits are read along; None where they are not."""
        return self.reference if self.likeness == "reference" else None

    @property
    def prompts_by(self) -> Net | None:
        """The IP-Adapter that makes prompts of portraits; None where none does."""
        return self.likeness_net if self.likeness == "ip-adapter" else None

    @property
    def small_faces(self) -> tuple[GuidedFigure, ...]:
        """The figures whose heads are so small that they are drawn once more, the farthest first."""
        faces = self.faces
        small = [one for one in self.figures if faces and one.words and one.head and is_small(one.head, faces.below)]
        return tuple(sorted(small, key=lambda figure: -figure.depth))

    def to_json(self) -> dict[str, Any]:
        """Give the JSON values that a job holds; what has its usual value is left out."""
        return only_unusual(asdict(self), asdict(Guide())) | {
            "figures": [only_unusual(asdict(figure), asdict(NOBODY)) for figure in self.figures]
        }


NOBODY = GuidedFigure("", "", ())


def is_small(head: Box, below: int) -> bool:
    """Tell whether a head is lower than so many pixels; of one lower than LEAST_HEAD no face is seen at all."""
    return LEAST_HEAD <= head[3] - head[1] < below


def only_unusual(values: Mapping[str, Any], usual: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what is as usual."""
    return {key: as_lists(value) for key, value in values.items() if value != usual[key]}


def as_lists(value: Any) -> Any:  # noqa: ANN401  JSON has lists where we have tuples
    """Give a value as JSON gives it back."""
    return [as_lists(one) for one in value] if isinstance(value, tuple) else value


def guide_of(job: RenderJob) -> Guide | None:
    """Read the guide of a job, whose types are known; None without one."""
    return read_guide(job.guide) if job.guide else None


def read_guide(values: Mapping[str, Any]) -> Guide:
    """Read a guide from JSON values, whose types are known."""
    nets = {key: Net(**values[key]) for key in ("net", "likeness_net") if values.get(key)}
    ways: dict[str, Callable[..., Any]] = {"faces": Faces, "reference": Reference}
    used = {key: make(**values[key]) for key, make in ways.items() if values.get(key)}
    return Guide(**{**values, **nets, **used, "figures": tuple(map(read_figure, values.get("figures", ())))})


def read_figure(values: Mapping[str, Any]) -> GuidedFigure:
    """Read one figure."""
    joints = tuple(None if joint is None else (joint[0], joint[1]) for joint in values.get("joints", ()))
    head = values.get("head")
    return GuidedFigure(
        values.get("key", ""),
        values.get("words", ""),
        tuple(values.get("cells", ())),
        joints,
        (head[0], head[1], head[2], head[3]) if head else None,
        values.get("portrait", ""),
        values.get("depth", 0),
    )


def list_cells(figure: GuidedFigure) -> Iterator[int]:
    """Yield the numbers of a figure's cells, row after row."""
    for first, length in zip(figure.cells[::2], figure.cells[1::2], strict=True):
        yield from range(first, first + length)


def count_cells(width: int, height: int) -> tuple[int, int]:
    """Give how many cells a picture has across and down; those at its edges may be cut."""
    return -(-width // CELL), -(-height // CELL)
