"""A panel's layers: one a person, named by their key, and all of them together are the panel."""

from __future__ import annotations

import pytest
from mapped import EMMA, JONAS, drawing
from PIL import Image

from storyboard.artwork import read_table
from storyboard.engine import draw_panel
from storyboard.layers import list_layers

SIZE = (224, 128)
SPEAKER = {**JONAS, "key": "ee55", "presence": "remote"}
STYLES = sorted(read_table("styles")["style"])
QUICK = "ink_wash"  # it stretches tones by the whole picture's


def put_together(layers):
    whole = Image.new("RGBA", SIZE)
    for layer in layers:
        whole.alpha_composite(layer.image, layer.place)
    return whole


@pytest.mark.parametrize(
    "style", [pytest.param(style, marks=() if style == QUICK else pytest.mark.slow) for style in STYLES]
)
def test_the_layers_are_the_panel_to_the_byte(style):
    drawn = drawing(EMMA, JONAS, SPEAKER, place="beach", weather=["rain"], background=["two guards"], style=style)
    whole = put_together(list_layers(drawn, *SIZE, 7))

    assert whole.convert("RGB").tobytes() == draw_panel(drawn, *SIZE, 7).tobytes()
    assert whole.getextrema()[3] == (255, 255)


def test_there_is_a_layer_for_each_part_and_person_from_the_set_up_to_the_frame():
    drawn = drawing(EMMA, JONAS, SPEAKER, place="beach", weather=["rain"], background=["two guards"])
    layers = list_layers(drawn, *SIZE, 7)
    kinds = [layer.kind for layer in layers]

    assert [kinds[0], *kinds[-4:]] == ["set", "weather", "ink", "remote", "frame"]
    assert {"things", "others"} <= set(kinds)
    assert {layer.key for layer in layers if layer.kind == "person"} == {"aa11", "bb22"}
    assert [layer.key for layer in layers if layer.kind == "remote"] == ["ee55"]


def test_what_is_not_there_has_no_layer():
    kinds = {layer.kind for layer in list_layers(drawing(EMMA), *SIZE, 7)}
    assert not kinds & {"weather", "remote", "others"}  # a kitchen, nobody who speaks from afar or has no name


def test_without_a_person_what_is_behind_them_is_seen():
    layers = list_layers(drawing(EMMA, JONAS, style="noir"), *SIZE, 7)
    hidden = put_together([layer for layer in layers if layer.key != "aa11"]).convert("RGB")

    assert hidden.getcolors(99999) != put_together(layers).convert("RGB").getcolors(99999)
    assert all(layer.image.getextrema()[3] in ((0, 255), (255, 255)) for layer in layers)


def test_a_layer_is_cut_to_what_it_holds():
    layers = list_layers(drawing(EMMA, JONAS), *SIZE, 7)

    assert all(layer.image.getbbox() == (0, 0, *layer.image.size) for layer in layers)
    assert max(layer.image.width for layer in layers if layer.kind == "person") < SIZE[0]
