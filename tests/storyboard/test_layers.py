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


RAINY = drawing(EMMA, JONAS, SPEAKER, place="beach", weather=["rain"], background=["two guards"], style=QUICK)


@pytest.fixture(scope="module")
def rainy():
    return list_layers(RAINY, *SIZE, 7)


def faults(drawn, layers):
    whole = put_together(layers)
    is_panel = whole.convert("RGB").tobytes() == draw_panel(drawn, *SIZE, 7).tobytes()
    return [] if is_panel and whole.getextrema()[3] == (255, 255) else ["another picture"]


def test_the_layers_are_the_panel_to_the_byte(rainy):
    assert faults(RAINY, rainy) == []


@pytest.mark.slow
@pytest.mark.parametrize("style", STYLES)
def test_the_layers_are_the_panel_in_every_style(style):
    drawn = {**RAINY, "style": style}
    assert faults(drawn, list_layers(drawn, *SIZE, 7)) == []


def test_there_is_a_layer_for_each_part_and_person_from_the_set_up_to_the_frame(rainy):
    kinds = [layer.kind for layer in rainy]

    assert [kinds[0], *kinds[-4:]] == ["set", "weather", "ink", "remote", "frame"]
    assert {"things", "others"} <= set(kinds)
    assert {layer.key for layer in rainy if layer.kind == "person"} == {"aa11", "bb22"}
    assert [layer.key for layer in rainy if layer.kind == "remote"] == ["ee55"]


@pytest.mark.slow
def test_what_is_not_there_has_no_layer():
    kinds = {layer.kind for layer in list_layers(drawing(EMMA), *SIZE, 7)}
    assert not kinds & {"weather", "remote", "others"}  # a kitchen, nobody who speaks from afar or has no name


def test_without_a_person_what_is_behind_them_is_seen(rainy):
    hidden = put_together([layer for layer in rainy if layer.key != "aa11"])

    assert hidden.tobytes() != put_together(rainy).tobytes()
    assert hidden.getextrema()[3] == (255, 255)


def test_a_layer_is_cut_to_what_it_holds_and_covers_wholly(rainy):
    assert all(layer.image.getbbox() == (0, 0, *layer.image.size) for layer in rainy)
    assert all(set(layer.image.getchannel("A").tobytes()) <= {0, 255} for layer in rainy)
    assert max(layer.image.width for layer in rainy if layer.kind == "person") < SIZE[0]
