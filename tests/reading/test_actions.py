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
        pytest.param(
            "Nora sliced the plums, laying the good ones in a bowl.", "slicing the plums", id="an object that is there"
        ),
        pytest.param("Nora picked the plums and wiped the good ones with a cloth.", "wiping the good plums", id="ones"),
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
            "Nora had thought, driving home across the moor, of the sea. She bent over the map.",
            "bending over the map",
            id="a participle of before",
        ),
        pytest.param(
            "Nora had lit the lamp and swept the floor. She sat on the step.",
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
        pytest.param("Nora drove in silence. The sleigh slid along.", "driving a sleigh", id="what is driven"),
        pytest.param("Nora opened her mouth. She threw the stone.", "throwing the stone", id="a face is no event"),
        pytest.param('"Coal," Nora read out. She held the slate.', "holding the slate", id="read aloud"),
        pytest.param(
            "The plots lay in rows, planted with beans. Nora watched the boat.",
            "watching the boat",
            id="done to a thing",
        ),
        pytest.param("Nora met Paul. Nora and Paul looked at each other.", "looking at each other", id="each other"),
        pytest.param(
            "Mr. Reed sat down. Nora smiled. Nora struck Mr. Reed.", "striking him", id="a name becomes a pronoun"
        ),
        pytest.param("Nora hugged herself.", "hugging herself", id="herself"),
    ],
)
def test_the_action_is_whole_and_now(text, expected):
    assert expected in read(text).action if expected else not read(text).action


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Nora sat on the floor. She wrapped the clock in paper.", "while sitting", id="the same person"),
        pytest.param("Paul lay in the boat. Nora wrapped the clock in paper.", "", id="another person's posture"),
        pytest.param("Nora sat on the floor. She went out. She wrapped the clock in paper.", "", id="she has moved"),
        pytest.param("Nora laid her head on the table. She wrapped the clock in paper.", "", id="the head lies"),
        pytest.param("Nora ate standing up.", "eating while standing", id="how she eats"),
    ],
)
def test_a_posture_is_of_the_same_person_and_time(text, expected):
    action = read(text).action
    assert expected in action if expected else "while" not in action, action


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
            "Nora watched Paul. Paul drove off with the trunk.\nNora waved.\nNora went in.\n"
            "Nora waited. Nora pulled the sled up the hill, and Ruth sat on it.\nNora sang.",
            "Ruth",
            id="who is near the action",
        ),
    ],
)
def test_the_second_figure_shares_the_action(text, second):
    drawn = [person.name for person in read(text).drawn]
    assert drawn[:2] == ["Nora", second]
