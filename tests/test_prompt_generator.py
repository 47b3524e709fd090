import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import config
from english.lexicon import lexicon
from english.tables import read_table
from prompt_generator import DROP_ORDER, make_prompt
from prompts.clip_tokens import TOKEN_LIMIT, count_tokens
from records import TIMES_OF_DAY, WEATHERS, Person, Scene, SceneReading
from workspace.identity import make_file_name, slug

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
STRANGER = Person("the stranger", "present", named=False, look="person")
SCENE = Scene(1, 2, "", "chapter_01.md", 2, (1, 3), "Text.")


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
            "reading a letter, office, lamp, warm afternoon light through window, long shadows, wide eyes, open mouth, "
            "ink outlines, flat muted colors, strong shadows",
            id="one person, every slot in the grammar's order",
        ),
        pytest.param(
            {"place": "railway platform", "interior": False, "time_of_day": "night", "shot": "establishing shot"},
            "graphic novel illustration, wide shot of a deserted railway platform, night, dark sky, moonlight, "
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
            {"characters": (EMMA, JONAS), "action": "talking to Jonas"}, "facing each other, talking", id="dialogue"
        ),
        pytest.param(
            {"characters": (EMMA,), "action": "remembering her father"}, "gazing out of a window", id="memory"
        ),
        pytest.param(
            {"interior": True, "weather": ("rain",)}, "rain on the window", id="weather indoors by the window"
        ),
        pytest.param({"interior": False, "weather": ("rain",)}, "heavy rain, wet ground", id="weather outdoors"),
        pytest.param({"characters": (EMMA,), "props": ("grey spectacles",)}, "gray glasses", id="American spelling"),
        pytest.param({"place": "harbour office"}, "harbor office", id="American spelling of a place"),
        pytest.param({"people": ("two guards",)}, "wide shot of two guards", id="people before nobody else"),
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
        pytest.param({"weather": ("sun",), "time_of_day": "night"}, "sun", id="sun at night"),
        pytest.param({"weather": ("sun", "storm")}, "sunny", id="sun in a storm"),
        pytest.param({"characters": (EMMA,), "action": "standing without a hat"}, "hat", id="what is denied"),
        pytest.param({"place": "room 12"}, "12", id="digits"),
        pytest.param({"characters": (EMMA,), "props": ("“ring” (gold)",)}, "(", id="brackets"),
        pytest.param({"characters": (EMMA,), "place": "x", "people": ("a crowd",)}, "deserted", id="not deserted"),
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


@pytest.mark.parametrize(
    ("look", "outfit", "said"),
    [
        pytest.param(
            "old man with white beard", "uniform", "an old man with a white beard in a uniform", id="one beard"
        ),
        pytest.param(
            "man with blond hair", "old coat", "a man with blond hair in an old coat", id="hair is not counted"
        ),
        pytest.param("man with blue eyes", "boots", "a man with blue eyes in boots", id="two eyes, two boots"),
        pytest.param("boy, freckles and scar", "", "a boy, freckles and a scar", id="the author's own commas"),
    ],
)
def test_people_are_said_in_english(look, outfit, said):
    assert said in prompt_of(characters=(Person("X", "lead", look=look, outfit=outfit),))


@pytest.mark.parametrize("age", ["in her twenties", "in her sixties", "old", "middle-aged", "elderly"])
def test_nobody_grown_is_called_a_girl(age):
    girl = Person("Emma", "lead", gender="female", age=age, look="small girl with red hair")
    assert "a small woman with red hair" in prompt_of(characters=(girl,))


def test_a_girl_in_her_teens_is_one():
    girl = Person("Emma", "lead", gender="female", age="in her teens", look="girl with red hair")
    assert "a girl with red hair" in prompt_of(characters=(girl,))


@pytest.mark.parametrize("action", ["kissing her hand", "kissing while sitting", "undressing"])
def test_nobody_is_kissed_beside_a_child(action):
    child = Person("Kit", "present", gender="female", age="child", look="girl with black braids")
    assert action.split()[0] not in prompt_of(characters=(EMMA, child), action=action)
    assert action.split()[0] in prompt_of(characters=(EMMA,), action=action)


def test_a_long_lead_keeps_its_hair_before_its_second_garment():
    long = Person(
        "Emma",
        "lead",
        look="woman in her thirties with thick dark red braid and brown skin",
        outfit="yellow raincoat and grey jumper",
    )
    assert "a woman in her thirties with a thick dark red braid in a yellow raincoat," in prompt_of(characters=(long,))


def test_every_mood_and_shot_of_the_reading_can_be_shown():
    moods = set(read_table("moods.toml")) - {"valence", "words"}
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


def test_medium_lead_garment_place_and_light_are_never_dropped():
    prompt = make_prompt(CROWDED, STYLE).prompt

    for words in ("graphic novel illustration", "short red hair in a green coat", "square", "bright midday light"):
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
    assert re.fullmatch(r"chapter_01_scene_02(_[a-z0-9]+){0,3}\.png", make_file_name(SCENE, reading))


@pytest.mark.parametrize(
    ("reading", "name"),
    [
        pytest.param(
            {"characters": (EMMA,), "place": "harbour office", "action": "reading a letter"},
            "chapter_01_scene_02_emma_office_reading.png",
            id="first name, head noun, verb",
        ),
        pytest.param(
            {"characters": (Person("Captain Thole", "lead"),), "place": "edge of the pier"},
            "chapter_01_scene_02_thole_edge.png",
            id="a title is no name",
        ),
        pytest.param(
            {"characters": (Person("the old man", "lead", named=False),), "action": "sleeping"},
            "chapter_01_scene_02_man_sleeping.png",
            id="an unnamed lead",
        ),
        pytest.param(
            {"characters": (Person("Zoë Šimáková", "lead"),), "place": "café"},
            "chapter_01_scene_02_zoe_cafe.png",
            id="accents",
        ),
        pytest.param(
            {"characters": (Person("Иван", "lead"),), "place": "../../etc"},
            "chapter_01_scene_02_etc.png",
            id="other scripts are left out, and no path escapes",
        ),
        pytest.param({}, "chapter_01_scene_02.png", id="nothing read"),
    ],
)
def test_file_names(reading, name):
    assert make_file_name(SCENE, SceneReading(**reading)) == name


def test_file_names_are_short_and_wide_numbers_sort():
    reading = SceneReading((Person("A" * 90, "lead"),), place="b" * 90, action="c" * 90)

    assert len(make_file_name(SCENE, reading)) <= 80
    assert make_file_name(SCENE, SceneReading(), (3, 2)) == "chapter_001_scene_02.png"


def test_slug_keeps_letters_and_digits():
    assert slug("O’Brien-3") == "obrien3"
