"""An OpenRaster file is what its readers ask for: its type first and unpacked, and layers that are what they show."""

import io
import zipfile
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from workspace.open_raster import RasterLayer, write_raster

SIZE = (400, 300)


def layer(name, colour, box):
    left, top, right, bottom = box
    return RasterLayer(name, Image.new("RGBA", (right - left, bottom - top), colour), (left, top))


LAYERS = (
    layer("set", (10, 120, 40, 255), (0, 0, *SIZE)),
    layer("Łucja <& the 2nd>", (200, 30, 30, 255), (50, 60, 150, 160)),
    layer("ink", (0, 0, 0, 255), (100, 100, 110, 300)),
)


@pytest.fixture(scope="module")
def opened():
    return zipfile.ZipFile(io.BytesIO(write_raster(LAYERS, SIZE)))


def picture(opened, name):
    return Image.open(io.BytesIO(opened.read(name)))


def test_the_type_is_first_and_unpacked(opened):
    first = opened.infolist()[0]

    assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
    assert opened.read("mimetype") == b"image/openraster"
    assert write_raster(LAYERS, SIZE)[30:54] == b"mimetypeimage/openraster"
    assert opened.testzip() is None


def test_the_page_lists_the_layers_from_the_highest_to_the_lowest(opened):
    image = ET.fromstring(opened.read("stack.xml"))
    layers = image.findall("./stack/layer")

    assert (image.tag, image.get("w"), image.get("h")) == ("image", "400", "300")
    assert [one.get("name") for one in layers] == ["ink", "Łucja <& the 2nd>", "set"]
    assert [(one.get("x"), one.get("y")) for one in layers] == [("100", "100"), ("50", "60"), ("0", "0")]


def test_the_layers_put_together_are_the_merged_picture(opened):
    whole = Image.new("RGBA", SIZE)
    for one in reversed(ET.fromstring(opened.read("stack.xml")).findall("./stack/layer")):
        whole.alpha_composite(picture(opened, one.get("src")), (int(one.get("x")), int(one.get("y"))))

    assert whole.tobytes() == picture(opened, "mergedimage.png").tobytes()
    assert whole.getpixel((105, 105)) == (0, 0, 0, 255)


def test_the_thumbnail_has_256_pixels_at_most(opened):
    assert picture(opened, "Thumbnails/thumbnail.png").size == (256, 192)


def test_the_same_layers_are_the_same_bytes():
    assert write_raster(LAYERS, SIZE) == write_raster(LAYERS, SIZE)


def test_a_name_that_xml_cannot_write_does_not_spoil_the_page():
    made = zipfile.ZipFile(io.BytesIO(write_raster([layer("a\x00b\x1b", (0, 0, 0, 255), (0, 0, *SIZE))], SIZE)))

    assert ET.fromstring(made.read("stack.xml")).find("./stack/layer") is not None
