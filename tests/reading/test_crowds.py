import pytest

from cast.sheet import CastSheet
from records import Scene
from scene_reader import read_scenes


def people_of(text):
    return read_scenes([Scene(1, 1, "", "chapter_01.md", 1, (1, 1), text)], CastSheet())[0].people


@pytest.mark.parametrize(
    ("text", "people"),
    [
        pytest.param("Nora stood on the step. Two guards watched her.", ("two guards",), id="counted"),
        pytest.param("Nora sang. The crowd cheered.", ("a crowd",), id="a crowd"),
        pytest.param("Nora opened the door. Children sat on the wall.", ("children",), id="no article"),
        pytest.param("Nora bowed. People turned round to smile at her.", ("people",), id="people who do something"),
        pytest.param("Nora came in. By then there were sixty people in it.", ("sixty people",), id="many"),
        pytest.param("There were girls in white, and old men. Nora waved.", ("girls", "men"), id="there were"),
        pytest.param("Nora bowed. Everyone laughed.", ("a crowd",), id="everyone"),
        pytest.param("Nora waited. Caps came off; hundreds of them sang.", ("a crowd",), id="hundreds of them"),
        pytest.param("Nora walked on. A hundred elves in armour stood on the hill.", ("hundred elves",), id="elves"),
        pytest.param("Nora stood by the wall among the parents.", ("parents",), id="among them"),
    ],
)
def test_names_who_is_in_the_background(text, people):
    assert people_of(text) == people


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Paul laughed. Peter bowed to Paul. Paul sat down with Peter. The two men walked to the barn.",
            id="the two men are named",
        ),
        pytest.param("Paul met Peter. Rain fell on both men as they walked.", id="both men"),
        pytest.param(
            "Nora kissed Ruth. Ruth laughed. The women sat down and Nora poured the tea.", id="the women are named"
        ),
        pytest.param("Nora sat down. She had met two soldiers on the road.", id="before"),
        pytest.param("Nora sat down. Once, years ago, two soldiers slept here.", id="long ago"),
        pytest.param('"Two soldiers came," said Nora. She sat down.', id="said"),
        pytest.param("Nora sat down. People are strange.", id="in general"),
        pytest.param("Nora ran like a crowd of children.", id="a comparison"),
        pytest.param("Nora went to the police station and sat down.", id="a building"),
        pytest.param("Nora hoped to talk with other men some day.", id="a wish"),
        pytest.param("Nora sat down. The women had hidden the bell.", id="what they had done"),
        pytest.param("Nora drew all night. Neither had one of the five year old boys.", id="an age"),
        pytest.param("Some men stared at Nora. She rang and was led to the library. Nora sat down.", id="elsewhere"),
        pytest.param("Nora sat down. Too many people, too many fences.", id="too many"),
    ],
)
def test_nobody_is_there(text):
    assert people_of(text) == ()


def test_who_leaves_at_the_start_is_not_behind_what_is_done_at_the_end():
    way = "The lane was dark and the hedges were high and there was no moon. " * 100
    assert people_of(f"The dancers poured out of the hall. {way} Nora lit the lamp. Nora smiled.") == ()
