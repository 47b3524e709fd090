import pytest

from cast.sheet import CastSheet
from records import Scene
from scene_reader import read_scenes


def props_of(text):
    return read_scenes([Scene(1, 1, "", "chapter_01.md", 1, (1, 1), text)], CastSheet())[0].props


@pytest.mark.parametrize(
    ("text", "props"),
    [
        pytest.param("Nora lifted the lantern.", ("lantern",), id="held"),
        pytest.param("Nora said that the lantern was old.", (), id="only spoken of"),
        pytest.param(
            "Nora found a lantern.\nShe sang.\nShe sat down.\nShe lifted the cup.", ("cup",), id="long before the deed"
        ),
        pytest.param(
            "The lantern hung there. The lantern was old. Nora sang under the lantern.", ("lantern",), id="named often"
        ),
        pytest.param(
            "Nora led the horse. In the kitchen she sat down. She sat in the kitchen and poured the tea.",
            ("tea",),
            id="no horse in a kitchen",
        ),
        pytest.param(
            "Nora walked in the forest. She thought of it and lit the stove. She held the map in the forest.",
            ("map",),
            id="no stove in a forest",
        ),
    ],
)
def test_names_what_is_handled_here(text, props):
    assert props_of(text) == props
