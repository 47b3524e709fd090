"""The pieces that a drawing falls into: shapes that touch are one."""

from PIL import Image, ImageChops, ImageDraw

from storyboard.camera import Camera
from storyboard.light import make_light
from storyboard.painters import PAINTERS
from storyboard.shapes import Brush
from storyboard.solids import LIGHT, solid_of

MARGIN, DETAIL, LARGEST = 4, 60, 900  # pixels around a plate; least and most of its longer side


class OutlinePlate:
    """A canvas that keeps what one shape covers: polygons, and strokes with their weight."""

    aspect = 1.75

    def __init__(self):
        self.parts = []

    def fill(self, points, *_colour):
        if len(points) > 2:
            self.parts.append((list(points), 0.0))

    def stroke(self, points, _colour, weight):
        self.parts.append((list(points), weight))

    def outline(self, *_edge):
        """An edge belongs to its polygon."""


def covered(shape, camera, spot):
    """What a shape covers of the panel."""
    light, plate = make_light("midday", (), "", indoors=False), OutlinePlate()
    PAINTERS[shape.kind](Brush(plate, camera, light, light), shape, spot)
    return plate.parts


def plates_of(shapes, camera, spot, gap):
    """Each shape with its mask, a pixel wider all around; a pixel is as wide as `gap`, in panel heights."""
    drawn = [(shape, covered(shape, camera, spot)) for shape in shapes if shape.kind not in LIGHT]
    points = [point for _, parts in drawn for part, _ in parts for point in part]
    if not points:
        return []
    left, top = min(x for x, _ in points), min(y for _, y in points)
    wide, high = max(x for x, _ in points) - left, max(y for _, y in points) - top
    zoom = max(DETAIL, min(1 / gap, LARGEST / max(wide, high, 1e-6)))
    size = (int(wide * zoom) + 2 * MARGIN + 1, int(high * zoom) + 2 * MARGIN + 1)
    plates = []
    for shape, parts in drawn:
        mask = Image.new("1", size)
        pen = ImageDraw.Draw(mask)
        for part, weight in parts:
            pixels = [((x - left) * zoom + MARGIN, (y - top) * zoom + MARGIN) for x, y in part]
            if weight:
                pen.line(pixels, fill=1, width=max(1, round(weight * zoom) + 2), joint="curve")
            else:
                pen.polygon(pixels, fill=1)
                pen.line([*pixels, pixels[0]], fill=1, width=3)
        if box := mask.getbbox():
            plates.append((shape, mask, box))
    return plates


def meet(one, other):
    """Whether two masks share a pixel."""
    (_, first, a), (_, second, b) = one, other
    box = (max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3]))
    if box[0] >= box[2] or box[1] >= box[3]:
        return False
    return ImageChops.logical_and(first.crop(box), second.crop(box)).getbbox() is not None


def pieces(shapes, camera, spot, gap):
    """The shapes in groups that touch each other."""
    groups = []
    for plate in plates_of(shapes, camera, spot, gap):
        touched = [group for group in groups if any(meet(plate, other) for other in group)]
        groups = [group for group in groups if group not in touched]
        groups.append([plate, *(other for group in touched for other in group)])
    return [[shape for shape, _, _ in group] for group in groups]


def lowest(shapes):
    """How high above the ground the lowest of some shapes begins."""
    thick = {"line", "curve", "wire"}
    return min(solid_of(shape).up[0] - (shape.numbers[0] / 2 if shape.kind in thick else 0) for shape in shapes)


STAGE = Camera(0.0, 1.4, 0.0, 1.2, 0.42, 1.75)
