"""The shot stays with its scene: cutting a word that says nothing of the picture frames nothing anew."""

import re
from dataclasses import fields, replace
from pathlib import Path

import night
import pytest
from finished import FinishedBook

from cast.sheet import CastSheet
from prompt_generator import make_prompt
from records import Person, SceneReading
from scene_parser import read_novel
from scene_reader import read_scenes
from workspace.prompt_files import read_prompt_file
from workspace.request import read_defaults
from workspace.shots import Shot, keep_shot, shot_of

ROOT = Path(__file__).parent.parent.parent
EMMA, JONAS = Person("Emma", "lead"), Person("Jonas", "present")
READING = SceneReading((EMMA, JONAS), action="rowing, holding the lamp", shot="two-shot", place="harbour")


@pytest.mark.parametrize(
    ("changes", "stays"),
    [
        pytest.param({}, True, id="nothing"),
        pytest.param({"place": "river", "mood": "sad", "time_of_day": "night"}, True, id="where and when"),
        pytest.param({"action": "rowing slowly, holding a lantern"}, True, id="the same deeds in other words"),
        pytest.param({"characters": (EMMA, JONAS, Person("Kit", "mentioned"))}, True, id="somebody who is not there"),
        pytest.param({"action": "sleeping"}, False, id="another deed"),
        pytest.param({"action": ""}, False, id="no deed"),
        pytest.param({"characters": (EMMA,)}, False, id="somebody gone"),
        pytest.param({"characters": (replace(EMMA, presence="present"), replace(JONAS, presence="lead"))[::-1]}, False),
        pytest.param({"characters": (EMMA, JONAS, Person("Kit", "present"))}, False, id="somebody more"),
        pytest.param({"characters": ()}, False, id="nobody"),
    ],
)
def test_a_shot_fits_who_is_there_doing_what(changes, stays):
    other = replace(READING, **changes, shot="wide shot")

    assert keep_shot(other, shot_of(READING)).shot == ("two-shot" if stays else "wide shot")


def test_who_is_listed_first_does_not_matter_beside_the_lead():
    kit = Person("Kit", "present")
    both = [replace(READING, characters=(EMMA, *others)) for others in ((JONAS, kit), (kit, JONAS))]

    assert shot_of(both[0]) == shot_of(both[1])


def test_a_file_that_remembers_no_shot_keeps_none():
    assert keep_shot(READING, Shot()) == READING


# --- The real command -----------------------------------------------------------------------------------------------


@pytest.fixture
def book(tmp_path, monkeypatch, capsys):
    return FinishedBook(tmp_path, monkeypatch, capsys)


@pytest.mark.parametrize("engine", ["sdxl", "storyboard"])
def test_an_adverb_that_is_cut_redraws_nothing(book, engine):
    texts = [text.replace(" and ", " and quietly ", 1).replace("rowed", "slowly rowed") for text in night.BEGINNINGS]
    book.write(*texts)
    book.run(engine=engine)
    book.write(*(text.replace("quietly ", "").replace("slowly ", "") for text in texts))

    assert book.statuses(engine=engine) == ["done"] * 6


def test_the_prompt_file_says_which_shot_and_for_what(book):
    book.run()
    generated = read_prompt_file(book.prompt_file(1), read_defaults().limits).generated

    assert generated.shot.name == book.plan()[0]["reading"]["shot"]
    assert generated.shot.chosen_for == "Emma: reading"


def test_the_shot_is_kept_where_the_author_chose_her_own_seed_or_words(book):
    book.run()
    shots = [scene["reading"]["shot"] for scene in book.plan()]
    book.edit(1, "seed = ", "seed = 1")
    book.edit(2, 'prompt = "', 'prompt = "red ink, ')
    book.run()
    for extra in ("at once", "at last", "by now", "after all", "in time", "by chance"):
        book.write(*(f"{text[:-1]} {extra}." for text in night.BEGINNINGS))
        assert [scene["reading"]["shot"] for scene in book.plan()][:2] == shots[:2]


def test_the_seed_stays_for_panels_too(book):
    book.run(engine="storyboard")
    seeds = [scene["seed"] for scene in book.plan(engine="storyboard")]
    book.write(*(text.replace("the", "that", 1) for text in night.BEGINNINGS))

    assert [scene["seed"] for scene in book.plan(engine="storyboard")] == seeds


# --- Two hundred adverbs --------------------------------------------------------------------------------------------

ADVERBS = ("simply", "finally", "slightly", "promptly", "merely", "presently", "duly", "lightly")
STRONG = "sat|stood|came|went|took|put|held|ran|left|made|found|gave|told|said|read|rose|fell|knew|kept|let|thought"
VERB = re.compile(rf"\b(?:[Ss]he|[Hh]e|[Tt]hey|[Ii]t|I|and|[A-Z][a-z]+) (?=[a-z]{{3,}}ed\b|(?:{STRONG})\b)")
SAID = {field.name for field in fields(SceneReading)} - {"shot", "evidence", "weighed"}  # what a prompt is made of


def with_adverb(text, number):
    """Put an adverb before one verb of a scene, another for each number; None where there is no more verb."""
    verbs = list(VERB.finditer(text))
    at = verbs[number].end() if number < len(verbs) else None
    return None if at is None else f"{text[:at]}{ADVERBS[number % len(ADVERBS)]} {text[at:]}"


@pytest.mark.slow
def test_two_hundred_adverbs_that_are_cut_change_no_prompt_that_says_the_same():
    style = next(iter(read_defaults().styles.values()))
    scenes = [replace(scene, marks=()) for scene in read_novel(ROOT / "chapters", 3).scenes]
    after = read_scenes(scenes, CastSheet())
    trials = reframed = 0
    others = []
    for number in range(14):
        texts = [with_adverb(scene.text, number) for scene in scenes]
        longer = [replace(s, text=text or s.text) for s, text in zip(scenes, texts, strict=True)]
        for scene, text, old, new in zip(scenes, texts, read_scenes(longer, CastSheet()), after, strict=True):
            if text is None:
                continue
            kept = keep_shot(new, shot_of(old))
            before = make_prompt(old, style).prompt
            trials += 1
            reframed += make_prompt(new, style).prompt != before
            if make_prompt(kept, style).prompt != before:
                others.append((scene.key, [name for name in SAID if getattr(old, name) != getattr(kept, name)]))

    assert trials >= 200
    assert reframed > trials / 4, "without a memory a quarter and more would be framed anew"
    assert [key for key, said in others if not said] == []
    assert len(others) <= trials / 40
