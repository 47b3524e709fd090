import dataclasses
import json
import re

import night
import pytest
from hypothesis import given
from hypothesis import strategies as st

import config
from english.lexicon import lexicon
from english.tables import read_table
from prompt_generator import (
    PORTRAIT_NEGATIVE,
    SITTING,
    make_portrait_prompt,
    make_prompt,
    restyle_negative,
    restyle_prompt,
)
from prompts.clip_tokens import TOKEN_LIMIT, count_tokens
from prompts.slots import DROP_ORDER, Slot, say_dropped
from records import TIMES_OF_DAY, WEATHERS, Person, SceneReading

STYLE = config.STYLES["graphic novel"]
EMMA = Person(
    "Emma Hale",
    "lead",
    aliases=("Mrs. Hale",),
    gender="female",
    look="woman in her thirties with short red hair",
    outfit="green coat",
)
JONAS = Person("Jonas", "present", gender="male", look="teenage boy with fair hair", outfit="long blue coat")
TELLER = Person("narrator", "lead", look="person")
ROBIN = Person("Robin", "present", look="person")
STRANGER = Person("the stranger", "present", named=False, look="person")


def prompt_of(**reading):
    return make_prompt(SceneReading(**reading), STYLE).prompt


@pytest.mark.parametrize(
    ("reading", "expected"),
    [
        pytest.param(
            {
                "characters": (EMMA,),
                "place": "office",
                "interior": True,
                "time_of_day": "afternoon",
                "mood": "shocked",
                "action": "reading a letter",
                "props": ("letter", "lamp"),
                "shot": "medium shot",
            },
            "graphic novel illustration, medium shot of a woman in her thirties with short red hair in a green coat, "
            "reading a letter, office, lamp, warm afternoon light through window, wide eyes, open mouth, "
            "ink outlines, flat muted colors, strong shadows",
            id="one person, every slot in the grammar's order",
        ),
        pytest.param(
            {"place": "railway platform", "interior": False, "time_of_day": "night", "shot": "establishing shot"},
            "graphic novel illustration, wide shot of a deserted railway platform, night, dark sky, "
            "deep shadows, ink outlines, flat muted colors, strong shadows",
            id="nobody: deserted, and night said three ways",
        ),
        pytest.param(
            {"characters": (Person("the boy", "lead", named=False),), "place": "pier", "action": "running"},
            "graphic novel illustration, medium shot of a boy, running, pier, "
            "ink outlines, flat muted colors, strong shadows",
            id="an unnamed lead is drawn by his description",
        ),
        pytest.param(
            {"characters": (Person("Ines", "lead", gender="female", age="old"),), "place": "garden"},
            "graphic novel illustration, medium shot of an old woman, garden, "
            "ink outlines, flat muted colors, strong shadows",
            id="a person without stated looks is drawn by age and gender, not by name",
        ),
        pytest.param(
            {},
            "graphic novel illustration, wide shot, ink outlines, flat muted colors, strong shadows",
            id="nothing read",
        ),
    ],
)
def test_prompts(reading, expected):
    assert prompt_of(**reading) == expected


@pytest.mark.parametrize(
    ("reading", "words"),
    [
        pytest.param(
            {"characters": (EMMA, JONAS)}, "two people, a woman in her thirties", id="number first, then lead"
        ),
        pytest.param({"characters": (EMMA, JONAS)}, "green coat on the left", id="lead on the left"),
        pytest.param({"characters": (EMMA, JONAS)}, "in a long coat on the right", id="the second without his color"),
        pytest.param({"characters": (EMMA, JONAS, JONAS)}, "two people", id="two who are told are no group"),
        pytest.param({"characters": (EMMA, STRANGER, STRANGER)}, "a group of people", id="three of whom one is told"),
        pytest.param(
            {"characters": (EMMA, JONAS), "action": "talking to Jonas"},
            "on the left, talking, a teenage boy",
            id="dialogue",
        ),
        pytest.param(
            {"characters": (EMMA,), "action": "remembering her father"},
            "lost in thought",
            id="memory: no window is told",
        ),
        pytest.param({"characters": (EMMA,), "props": ("grey spectacles",)}, "gray glasses", id="American spelling"),
        pytest.param({"people": ("two guards",)}, "wide shot of two guards", id="people before nobody else"),
        pytest.param({"characters": (TELLER, JONAS)}, "two people, a person on the left, a", id="a teller of no sex"),
        pytest.param({"characters": (EMMA, ROBIN)}, "on the left, a person on the right", id="one who is only named"),
        pytest.param(
            {"characters": (EMMA, JONAS), "action": "reading a letter"},
            "on the left, reading a letter, a teenage boy",
            id="the lead's own deed is not the second's",
        ),
        pytest.param(
            {"characters": (EMMA, JONAS), "action": "walking together"},
            "on the right, walking together",
            id="what two do follows both",
        ),
        pytest.param(
            {"characters": (TELLER, ROBIN), "action": "reading a letter"},
            "a person on the left, reading a letter, a person on the right",
            id="of whom only a deed is told",
        ),
        pytest.param(
            {"characters": (Person("Ines", "lead", look="woman, laughing"),), "action": "laughing"},
            "a woman, laughing, ink",
            id="what is done is said once",
        ),
        pytest.param({"characters": (TELLER, ROBIN)}, "two people, ink", id="two of whom nothing is told"),
    ],
)
def test_prompt_says(reading, words):
    assert words in prompt_of(**reading)


@pytest.mark.parametrize(
    ("reading", "words"),
    [
        pytest.param({"characters": (EMMA,), "action": "waving at Mrs. Hale"}, "Hale", id="an alias in the action"),
        pytest.param({"characters": (EMMA,)}, "emma", id="the lead's name"),
        pytest.param({"characters": (EMMA,), "place": "Emma's kitchen"}, "emma", id="a name in the place"),
        pytest.param({"characters": (EMMA, JONAS)}, "blue", id="a second strong color"),
        pytest.param(
            {"characters": (Person("Ines", "remote", look="woman in white"),)}, "white", id="the one who only phoned"
        ),
        pytest.param({"characters": (Person("Ines", "mentioned", look="woman"),)}, "woman", id="the one talked about"),
    ],
)
def test_prompt_does_not_say(reading, words):
    assert not re.search(re.escape(words), prompt_of(**reading), re.IGNORECASE)


@pytest.mark.parametrize(
    ("reading", "words", "said"),
    [
        pytest.param({"time_of_day": "night", "characters": (EMMA,)}, "daylight, bright sky", True, id="night"),
        pytest.param({"time_of_day": "dusk", "characters": (EMMA,)}, "daylight", False, id="dusk"),
        pytest.param({}, "person, man, woman, crowd, face, silhouette", True, id="nobody"),
        pytest.param({"characters": (EMMA,)}, "person, man", False, id="somebody"),
        pytest.param({"people": ("a crowd",)}, "crowd", False, id="a crowd without a lead"),
    ],
)
def test_negative_prompt(reading, words, said):
    assert (words in make_prompt(SceneReading(**reading), STYLE).negative_prompt) is said


CROWDED = SceneReading(
    characters=(EMMA, JONAS),
    people=("a crowd of fishermen",),
    place="crowded old market square",
    interior=False,
    time_of_day="midday",
    weather=("wind",),
    mood="sad",
    action="running down the long wooden pier",
    props=("lantern", "coil of rope"),
    shot="wide shot",
)


@pytest.mark.parametrize("action", ["kissing her hand", "kissing while sitting", "undressing"])
def test_nobody_is_kissed_beside_a_child(action):
    child = Person("Kit", "present", gender="female", age="child", look="girl with black braids")
    assert action.split()[0] not in prompt_of(characters=(EMMA, child), action=action)
    assert action.split()[0] in prompt_of(characters=(EMMA,), action=action)


def test_every_mood_and_shot_of_the_reading_can_be_shown():
    moods = {name for name, entry in read_table("moods.toml").items() if isinstance(entry, dict) and "side" in entry}
    shots = {shot for variants in lexicon().shots.variants.values() for shot in variants}

    assert set(lexicon().prompt_words.moods) == moods
    assert shots <= set(lexicon().prompt_words.shots)


def test_what_does_not_fit_is_dropped_whole_and_in_order():
    prompt = make_prompt(CROWDED, STYLE)
    order = [label for _, label in DROP_ORDER]

    assert prompt.tokens <= TOKEN_LIMIT
    assert list(prompt.dropped) == [label for label in order if label in prompt.dropped]
    assert prompt.dropped[:3] == ("half of the finish", "props", "mood")
    assert "lantern" not in prompt.prompt


@pytest.mark.parametrize(
    ("name", "left", "said"),
    [
        ("second", ("a man",), "the second person's hair"),
        ("second", ("",), "the second person"),
        ("mood", ("",), "the second person's hair"),
    ],
    ids=["a shorter form is left", "nothing is left", "another slot's label stays"],
)
def test_a_second_person_who_is_left_out_is_named_whole(name, left, said):
    assert say_dropped(name, "the second person's hair", Slot(left)) == said


def test_medium_lead_garment_place_and_light_are_never_dropped():
    prompt = make_prompt(CROWDED, STYLE).prompt

    for words in ("graphic novel illustration", "short red hair in a green coat", "pier", "bright midday light"):
        assert words in prompt


def test_a_lead_over_budget_is_worded_alike_in_every_prompt():
    long = Person(
        "Ada",
        "lead",
        look="tall woman of about sixty with long gray hair and round glasses and a white scar",
        outfit="dark blue captain's coat",
    )
    alone = make_prompt(SceneReading((long,), place="pier"), STYLE).prompt
    busy = make_prompt(SceneReading((long, JONAS), place="old pier", mood="tense", time_of_day="dusk"), STYLE).prompt
    lead = "a tall woman of about sixty with long gray hair in a dark blue captain's coat"

    assert lead in alone
    assert f"{lead} on the left" in busy


WORD = st.text(st.characters(codec="utf-8"), max_size=25)
PEOPLE = st.builds(
    Person,
    name=WORD,
    presence=st.sampled_from(["present", "remote", "mentioned"]),
    named=st.booleans(),
    look=WORD,
    outfit=WORD,
    age=WORD,
)


@given(
    st.builds(
        SceneReading,
        characters=st.lists(PEOPLE, max_size=3).map(tuple),
        people=st.lists(WORD, max_size=2).map(tuple),
        place=WORD,
        interior=st.sampled_from([True, False, None]),
        time_of_day=st.sampled_from(TIMES_OF_DAY),
        weather=st.lists(st.sampled_from(WEATHERS), max_size=2).map(tuple),
        mood=WORD,
        action=WORD,
        props=st.lists(WORD, max_size=3).map(tuple),
        shot=WORD,
    )
)
def test_any_reading_gives_a_prompt_that_clip_reads_whole(reading):
    prompt = make_prompt(reading, STYLE)

    assert count_tokens(prompt.prompt) == prompt.tokens <= TOKEN_LIMIT
    assert prompt.negative_tokens <= TOKEN_LIMIT
    assert prompt == make_prompt(reading, STYLE)


def test_monochrome_styles_leave_the_colors_of_clothes_out():
    emma = Person("Emma", "lead", look="woman with red hair", outfit="green coat")

    assert "in a green coat" in make_prompt(SceneReading((emma,)), STYLE).prompt
    assert "in a coat" in make_prompt(SceneReading((emma,)), config.STYLES["noir"]).prompt


# --- Another style ---------------------------------------------------------------------------------------------------
NEW = config.STYLES["woodcut"]


@pytest.mark.parametrize(
    ("prompt", "restyled"),
    [
        pytest.param(
            "graphic novel illustration, a red door, ink outlines, flat muted colors, strong shadows",
            "woodcut print, a red door, carved black lines, two ink colors, rough paper",
            id="medium and finish",
        ),
        pytest.param(
            "graphic novel illustration, a red door, ink outlines, flat muted colors",
            "woodcut print, a red door, carved black lines, two ink colors, rough paper",
            id="half a finish becomes a whole one",
        ),
        pytest.param(
            "graphic novel illustration, ink outlines, a red door, strong shadows, my own end",
            "woodcut print, carved black lines, two ink colors, rough paper, a red door, my own end",
            id="the author's own order stays",
        ),
        pytest.param("graphic novel illustration, a red door", "woodcut print, a red door", id="no finish, none added"),
        pytest.param("oil on canvas, a red door", "oil on canvas, a red door", id="a style of the author's own stays"),
        pytest.param(
            "woodcut print, a red door, rough paper", "woodcut print, a red door, rough paper", id="already so"
        ),
    ],
)
def test_a_prompt_in_another_style(prompt, restyled):
    assert restyle_prompt(prompt, config.STYLES.values(), NEW) == restyled


@pytest.mark.parametrize(
    ("negative", "restyled"),
    [
        pytest.param(STYLE.negative, NEW.negative, id="the style's own"),
        pytest.param(f"{STYLE.negative}, daylight", f"{NEW.negative}, daylight", id="with what the night added"),
        pytest.param("hats", "hats", id="the author's own"),
    ],
)
def test_a_negative_prompt_in_another_style(negative, restyled):
    assert restyle_negative(negative, config.STYLES.values(), NEW) == restyled


def test_a_whole_book_is_restyled_once_with_its_seeds_and_edits(tmp_path, capsys):
    night.write_novel(tmp_path)
    night.run(tmp_path)
    path = tmp_path / "prompt_cache" / "chapter_01_scene_02.toml"
    edited = path.read_text("utf-8").replace("graphic novel illustration, ", "graphic novel illustration, a whale, ", 1)
    path.write_text(edited, "utf-8")
    before = scenes_for_sdxl(tmp_path, capsys)

    assert night.run(tmp_path, "--restyle", "woodcut") == 0
    after = scenes_for_sdxl(tmp_path, capsys)
    assert [scene["seed"] for scene in after] == [scene["seed"] for scene in before]
    assert all(scene["prompt"].startswith("woodcut print, ") for scene in after)
    assert after[1]["prompt"].startswith("woodcut print, a whale, ")
    assert path.read_text("utf-8").startswith(edited.split("[generated]")[0])
    kept = night.contents(tmp_path)
    assert night.run(tmp_path) == 0
    assert night.contents(tmp_path) == kept


def scenes_for_sdxl(folder, capsys):
    """Give the plan that SDXL would draw."""
    capsys.readouterr()
    assert night.run(folder, "--dry-run", "--json", "--engine", "sdxl") == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


# --- Portraits --------------------------------------------------------------------------------------------------------

CORRIE = Person(
    "Emma Corrie",
    "lead",
    gender="female",
    age="in her thirties",
    look="woman in her thirties with a dark red plait and freckles",
    outfit="yellow raincoat and grey jumper",
)


def test_a_portrait_shows_the_whole_look_on_a_plain_ground():
    assert make_portrait_prompt(CORRIE, STYLE).prompt == (
        "graphic novel illustration, half-length portrait of a woman in her thirties with a dark red braid "
        "and freckles in a yellow raincoat and gray sweater, facing the viewer, plain light gray background, "
        "ink outlines, flat muted colors, strong shadows"
    )


@pytest.mark.parametrize("style", config.STYLES)
@pytest.mark.parametrize(
    ("person", "why"),
    [
        (CORRIE, "as usual"),
        (dataclasses.replace(CORRIE, look=CORRIE.look + " and a scar" * 30), "a long look"),
        (dataclasses.replace(CORRIE, outfit="coat and " * 40 + "boots"), "much to wear"),
        (Person("Rex", "lead", look="brown dog"), "a beast"),
        (Person("Kit", "lead"), "nothing is told"),
    ],
)
def test_a_portrait_keeps_its_ground_and_finish_within_the_tokens(style, person, why):
    words = config.STYLES[style]
    made = make_portrait_prompt(person, words)

    assert made.tokens == count_tokens(made.prompt) <= TOKEN_LIMIT, why
    assert made.negative_tokens <= TOKEN_LIMIT
    assert all(part in made.prompt for part in (words.medium, *SITTING, *words.finish)), why
    assert PORTRAIT_NEGATIVE in made.negative_prompt


def test_no_name_and_no_colour_where_none_belongs():
    named = dataclasses.replace(CORRIE, look="woman with Emma's own dark red plait")

    assert "Emma" not in make_portrait_prompt(named, STYLE).prompt
    assert "yellow" not in make_portrait_prompt(CORRIE, config.STYLES["noir"]).prompt
    assert "raincoat" in make_portrait_prompt(CORRIE, config.STYLES["noir"]).prompt
