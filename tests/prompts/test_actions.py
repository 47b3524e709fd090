import re

import pytest

import config
from prompt_generator import make_prompt
from records import Person, SceneReading

STYLE = config.STYLES["graphic novel"]
EMMA = Person("Emma", "lead", look="woman with short red hair", outfit="green coat")
JONAS = Person("Jonas", "present", gender="male", look="teenage boy with fair hair", outfit="long blue coat")


def prompt_of(**reading):
    return make_prompt(SceneReading(**reading), STYLE).prompt


@pytest.mark.parametrize(
    ("people", "reading", "said"),
    [
        pytest.param(1, {"action": "looking all at once very tired and talking"}, "talking", id="a judgement"),
        pytest.param(2, {"action": "looking all at once very tired and talking"}, "talking", id="two"),
        pytest.param(2, {"action": "looking at his mouth and opening"}, "looking at each other", id="whose mouth?"),
        pytest.param(1, {"action": "lifting"}, "", id="lifting what?"),
        pytest.param(2, {"action": "kissing the bit of string"}, "", id="a touch without its object is another deed"),
        pytest.param(
            1, {"action": "kissing the bit of string while sitting"}, "sitting", id="what is left can be drawn"
        ),
        pytest.param(2, {"action": "looking"}, "", id="a look at nothing; nobody says that they look at each other"),
        pytest.param(2, {"action": "looking at each other"}, "looking at each other", id="the text says it"),
        pytest.param(2, {"action": "looking at him"}, "looking at each other", id="at the second one"),
        pytest.param(2, {"action": "looking at her"}, "", id="at somebody who is not drawn"),
        pytest.param(1, {"action": "looking at him"}, "", id="at nobody who is drawn"),
        pytest.param(2, {"action": "staring up at his face"}, "staring at each other", id="at his face"),
        pytest.param(1, {"action": "reading the letter to him"}, "reading the letter", id="to whom is not seen"),
        pytest.param(
            1,
            {"action": "descending the corroded metal steps"},
            "descending the corroded metal steps",
            id="no me within a word",
        ),
        pytest.param(1, {"action": "holding her while standing"}, "standing", id="holding whom?"),
        pytest.param(2, {"action": "holding him while standing"}, "embracing while standing", id="whom he holds"),
        pytest.param(2, {"action": "holding her"}, "", id="somebody who is not drawn"),
        pytest.param(1, {"action": "running with her eyes on the poles"}, "running", id="eyes are no deed of a runner"),
        pytest.param(2, {"action": "hugging herself"}, "arms wrapped around the body", id="not the other"),
        pytest.param(1, {"action": "reading out"}, "open mouth", id="aloud"),
        pytest.param(1, {"action": "twisting off the tomatoes with his hand"}, "twisting off the tomatoes", id="hands"),
        pytest.param(1, {"action": "fighting back the tears of pain"}, "tearful eyes", id="no fight"),
        pytest.param(
            1,
            {"action": "lifting while sitting", "props": ("photograph",)},
            "lifting a photograph while sitting",
            id="it",
        ),
        pytest.param(1, {"action": "reading", "props": ("letter",)}, "reading a letter", id="what lies at hand"),
        pytest.param(1, {"action": "reading"}, "looking down at a page", id="reading what is not told"),
        pytest.param(1, {"action": "running the last bit"}, "running", id="an abstract object"),
        pytest.param(
            1, {"action": "driving her heels into the road and bending"}, "driving her heels into the road", id="2"
        ),
        pytest.param(1, {"action": "glaring at the statue in front"}, "glaring at the statue", id="a dangling end"),
        pytest.param(1, {"action": "stepping out and travelling"}, "stepping out", id="a direction may end a phrase"),
        pytest.param(1, {"action": "walking across in the dark"}, "walking", id="a preposition may not"),
        pytest.param(1, {"action": "leading the way and eating"}, "walking ahead and eating", id="an idiom"),
        pytest.param(1, {"action": "drawing her mild brows while leaning"}, "furrowed brows, leaning", id="brows"),
        pytest.param(1, {"action": "waiting while lying"}, "waiting while lying", id="not standing and lying"),
        pytest.param(1, {"action": "reading it backwards"}, "looking down at a page", id="a pronoun is no object"),
        pytest.param(2, {"action": "looking him full in the eyes"}, "looking at each other", id="whose eyes?"),
        pytest.param(1, {"action": "running slap into the hedge"}, "running into the hedge", id="slap"),
        pytest.param(1, {"action": "entering with the tea"}, "entering with the tea", id="a way in"),
        pytest.param(1, {"action": "slowly polishing the silver tray"}, "polishing the silver tray", id="manner"),
        pytest.param(1, {"action": "sleeping on the sofa and running"}, "sleeping on the sofa", id="not two moves"),
        pytest.param(1, {"action": "reading the family letter"}, "reading the family letter", id="family is no adverb"),
        pytest.param(
            1, {"action": "reading a map at the desk", "place": "desk"}, "reading a map, desk", id="its place"
        ),
        pytest.param(1, {"action": "running down the pier"}, "running down the pier", id="what can be drawn stays"),
        pytest.param(
            1, {"action": "smiling while standing", "shot": "close-up"}, "smiling", id="no legs in a close-up"
        ),
    ],
)
def test_actions_are_poses(people, reading, said):
    prompt = prompt_of(characters=(EMMA, JONAS)[:people], **reading)
    alone = prompt.replace(" on the left", "").replace(", a teenage boy with fair hair in a long coat on the right", "")

    assert re.search(rf"green coat, {said}, (?:photograph, )?ink" if said else "green coat, ink", alone), prompt


def test_what_goes_with_a_name_goes_with_the_pronoun():
    princess = Person("Princess", "present", gender="female")
    for action, said in (
        ("filling the Princess's cup", "filling her cup"),
        ("smiling at the angry Princess", "smiling"),
    ):
        prompt = prompt_of(characters=(EMMA, princess), action=action)
        assert said in prompt, prompt
        assert "the her" not in prompt
        assert "angry" not in prompt
