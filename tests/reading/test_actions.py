import pytest

from cast.sheet import CastSheet
from records import Scene
from scene_reader import read_scenes


def read(text):
    return read_scenes([Scene(1, 1, "", "chapter_01.md", 1, (1, 1), text)], CastSheet())[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Nora took off her silver spectacles and polished them on her sleeve.",
            "polishing her silver spectacles",
            id="them",
        ),
        pytest.param(
            "The fallen leaves were wet, and Nora kicked them.", "kicking the fallen leaves", id="them, the subject"
        ),
        pytest.param(
            "Nora took the letter. She read it at the window.", "reading the letter", id="it, a sentence before"
        ),
        pytest.param("Nora lifted them. She read the map.", "reading the map", id="nothing that they could be"),
        pytest.param(
            "Nora watered the ferns with a can. She smiled. She smiled again.",
            "watering the ferns",
            id="hands before faces",
        ),
        pytest.param(
            "Nora looked all at once very old. She ironed the sheets.",
            "ironing the sheets",
            id="how she looked is no event",
        ),
        pytest.param("Nora looked tired. She held the rope.", "holding the rope", id="a judgement"),
        pytest.param(
            "Nora had thought, driving home across the moor, of the sea. Nora bent over the map.",
            "bending over the map",
            id="a participle of before",
        ),
        pytest.param(
            "Nora had lit the lamp and swept the floor. Nora sat on the step.",
            "sitting on the step",
            id="what goes on from had",
        ),
        pytest.param(
            "Nora had not touched the bread or drunk the milk. She folded the cloth.", "folding the cloth", id="denied"
        ),
        pytest.param("Nora was at the sink scrubbing a pan.", "scrubbing a pan", id="at a place, doing"),
        pytest.param("Nora stood at the wall painting the gate.", "painting the gate", id="standing, doing"),
        pytest.param(
            "Nora reached the porch. She carried the basket.", "carrying the basket", id="to reach a place is to arrive"
        ),
        pytest.param("Nora opened her mouth. She threw the stone.", "throwing the stone", id="a face is no event"),
        pytest.param('"Coal," Nora read out. She held the slate.', "holding the slate", id="read aloud"),
        pytest.param(
            "The plots lay in rows, planted with beans. Nora watched the boat.",
            "watching the boat",
            id="done to a thing",
        ),
    ],
)
def test_the_action_is_whole_and_now(text, expected):
    assert expected in read(text).action if expected else not read(text).action


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Nora sat and wrapped the clock in paper.", "sitting, wrapping the clock in paper", id="at once"),
        pytest.param("Nora ate standing up.", "eating, standing up", id="how she eats"),
        pytest.param("Nora sat in the kitchen. She smiled.", "sitting in the kitchen, smiling", id="a face"),
        pytest.param("Nora sat on the step. Paul smiled.", "sitting on the step", id="not another's"),
        pytest.param("Nora ran to the pier. She knelt on the planks.", "running to the pier", id="not both"),
        pytest.param("Nora ran home. She mended a net.", "running home", id="not while she ran"),
        pytest.param("Nora sat by the stove. She rose and wound the clock.", "winding the clock", id="up again"),
        pytest.param("Nora smiled in the kitchen.", "smiling in the kitchen", id="where she is"),
        pytest.param(
            "The kitchen was warm. Nora was in the kitchen. She yawned.", "yawning in the kitchen", id="place"
        ),
        pytest.param('"Coal!" cried Nora.', "shouting", id="no tears"),
    ],
)
def test_another_deed_or_the_place_goes_with_it(text, expected):
    assert read(text).action == expected


def test_an_action_has_at_most_eight_words_and_two_verbs():
    text = "Nora sat on the bench. She carried the long heavy painted ladder over the wet grass to the pear tree."
    words = read(text).action.split()
    assert len(words) <= 8
    assert sum(word.endswith("ing") for word in words) <= 2


@pytest.mark.parametrize(
    ("text", "second"),
    [
        pytest.param(
            "Nora met Paul at the gate. Paul told her. Ruth laughed. Nora kissed Ruth. Nora smiled at the gate.",
            "Ruth",
            id="whom the event touches",
        ),
        pytest.param(
            "Nora met Paul. Paul drove off with the trunk.\nNora turned.\nNora went in.\n"
            "Nora stayed. Nora carried the sled up the hill, and Ruth sat on it.\nNora went on.",
            "Ruth",
            id="who is near the action",
        ),
    ],
)
def test_the_second_figure_shares_the_action(text, second):
    drawn = [person.name for person in read(text).drawn]
    assert drawn[:2] == ["Nora", second]
