"""A picture's words by place: the base tells people apart roughly, everybody's own phrase tells all."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import config
from prompt_generator import make_prompt
from prompts.clip_tokens import TOKEN_LIMIT, count_tokens
from prompts.regions import MOST_REGIONS, Regions, make_regions, plural, rough_kind
from records import Person, SceneReading

STYLE = config.STYLES["graphic novel"]
MEDIUM, FINISH = STYLE.medium, ", ".join(STYLE.finish)
EMMA = Person(
    "Emma Hale", "lead", ("Mrs. Hale",), "female", look="woman in her thirties with red hair", outfit="green coat"
)
ANN = replace(EMMA, name="Ann", presence="present")
JONAS = Person("Jonas", "present", gender="male", look="old man with a beard", outfit="long blue coat and red boots")
KIT = Person("Kit", "present", gender="female", look="girl with black braids")
REX = Person("Rex", "present", look="brown dog with white paws")
PAIR = SceneReading(
    (EMMA, JONAS), place="small kitchen", interior=True, time_of_day="night", action="reading a letter", mood="sad"
)


def regions(reading=PAIR, style=STYLE, own=None, **changes):
    return make_regions(replace(reading, **changes), style, own_prompt=own)


def people_of(base):
    """What a base says between the medium and the place."""
    return base.removeprefix(f"{MEDIUM}, medium shot of ").partition(", small kitchen")[0]


@pytest.mark.parametrize(
    ("people", "action", "said"),
    [
        ((EMMA,), "reading a letter", "a woman, reading a letter"),
        ((EMMA, JONAS), "reading a letter", "two people, a woman, reading a letter, an old man"),
        ((EMMA, JONAS), "looking at each other", "two people, a woman and an old man, looking at each other"),
        ((EMMA, JONAS), "", "two people, a woman and an old man"),
        ((EMMA, ANN), "", "two people, two women"),
        ((EMMA, ANN), "running", "two people, a woman, running, another woman"),
        (
            (EMMA, ANN, replace(ANN, name="Ida"), KIT),
            "running",
            "four people, a woman, running, two other women and a girl",
        ),
        ((EMMA, REX), "running", "a woman, running, a dog"),
        ((replace(REX, presence="lead"),), "running", "a dog, running"),
        (
            tuple(replace(JONAS, name=f"Jonas {n}", presence="present" if n else "lead") for n in range(7)),
            "",
            "a group of people, several old men",
        ),
    ],
)  # fmt: skip
def test_the_base_counts_people_and_tells_them_apart_roughly(people, action, said):
    assert people_of(regions(characters=people, action=action).base) == said


def test_the_base_has_place_light_mood_medium_and_finish_as_the_prompt_has_them():
    base, prompt = regions().base, make_prompt(PAIR, STYLE, limit=200).prompt
    end = ", small kitchen, night, lamplight, dark corners, downcast eyes"

    assert base.startswith(f"{MEDIUM}, medium shot of two people, ")
    assert base.endswith(prompt[prompt.index(", small kitchen") :])
    assert end.rpartition(",")[0] in base
    assert base.endswith(FINISH)


def test_of_nobody_there_is_a_base_alone_and_it_is_the_prompt():
    empty = SceneReading(place="pier", people=("a crowd",))
    assert regions(empty) == Regions(make_prompt(empty, STYLE).prompt, ())


@pytest.mark.parametrize("word", ["red", "green", "blue", "coat", "beard", "left", "right", "hair"])
def test_no_look_and_no_garment_of_anybody_stands_in_the_base(word):
    assert not re.search(rf"\b{word}\b", regions().base)


# --- Phrases ----------------------------------------------------------------------------------------------------------


def test_everybody_has_the_whole_look_and_outfit_in_words_of_their_own():
    assert regions().phrases == (
        f"a woman in her thirties with red hair in a green coat, reading a letter, {MEDIUM}",
        f"an old man with a beard in a long blue coat and red boots, {MEDIUM}",
    )


@pytest.mark.parametrize(
    ("changes", "number", "said", "why"),
    [
        ({"action": "looking at each other"}, 0, "in a green coat", "what both do is said of both"),
        ({"characters": (EMMA, replace(JONAS, doing="holding Emma's hand"))}, 1, "holding her hand", "by her word"),
        ({"characters": (EMMA, replace(JONAS, holding="lantern"))}, 1, "holding a lantern", "what he holds"),
        (
            {"characters": (replace(EMMA, look="sister of Jonas"), JONAS)},
            0,
            "a sister in a green coat, reading a letter",
            "no name",
        ),
        ({"characters": (EMMA, REX)}, 1, "a brown dog with white paws", "a beast"),
        ({"characters": (EMMA, KIT), "action": "kissing her hand"}, 0, "in a green coat", "never beside a child"),
        ({"action": "reading a letter in the small kitchen"}, 0, "reading a letter", "not where"),
        (
            {"characters": (replace(EMMA, look="", age="old"),)},
            0,
            "an old woman in a green coat, reading a letter",
            "no look told",
        ),
    ],
)
def test_a_phrase_ends_with(changes, number, said, why):
    phrase = regions(**changes).phrases[number]
    assert phrase.removesuffix(f", {MEDIUM}").endswith(said), why


def test_monochrome_styles_leave_the_colors_of_clothes_out():
    lead, second = regions(style=config.STYLES["noir"]).phrases

    assert "with red hair in a coat, " in lead
    assert "in a long coat and boots, " in second


def test_the_authors_own_prompt_is_the_base_and_says_what_is_done():
    own = regions(own=f"{MEDIUM}, a woman burning a letter")

    assert own.base == ""
    assert own.phrases[0] == f"a woman in her thirties with red hair in a green coat, {MEDIUM}"
    assert regions(own="an oil painting").phrases[0].endswith("in a green coat")


def test_only_those_who_are_drawn_have_a_phrase_six_at_most():
    crowd = tuple(replace(JONAS, name=f"Jonas {n}") for n in range(8))
    away = replace(EMMA, presence="remote")

    assert len(regions(characters=(*crowd, away)).phrases) == MOST_REGIONS


@pytest.mark.parametrize("part", ["look", "outfit"])
def test_what_an_author_writes_at_length_is_cut_to_what_clip_reads(part):
    long = "woman, " + ", ".join(f"with freckles and a mole {n}" for n in range(60))
    phrase = regions(characters=(replace(EMMA, **{part: long}),)).phrases[0]

    assert count_tokens(phrase) <= TOKEN_LIMIT
    assert phrase.startswith("a woman")


# --- Kinds ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("look", "kind"),
    [
        ("broad old man with white beard", "old man"),
        ("small woman in her thirties with a braid", "woman"),
        ("captain of the guard", "captain"),
        ("night nurse, smiling", "nurse"),
        ("yellow young woman", "young woman"),
        ("black cat", "cat"),
        ("sleeping little old man", "old man"),
        ("", "person"),
    ],
)
def test_a_look_as_a_kind(look, kind):
    assert rough_kind(Person("Ines", "lead", look=look)) == kind


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("old man", "old men"),
        ("policewoman", "policewomen"),
        ("german", "germans"),
        ("child", "children"),
        ("person", "people"),
        ("lady", "ladies"),
        ("boy", "boys"),
        ("witch", "witches"),
        ("wolf", "wolves"),
        ("nurse", "nurses"),
    ],
)
def test_plurals(one, many):
    assert plural(one) == many


WORD = st.text(st.characters(codec="utf-8"), max_size=25)
PEOPLE = st.builds(
    Person,
    name=WORD,
    presence=st.sampled_from(["lead", "present", "remote"]),
    named=st.booleans(),
    look=WORD,
    outfit=WORD,
    age=WORD,
    doing=WORD,
    holding=WORD,
)


@pytest.mark.slow
@given(
    st.builds(SceneReading, characters=st.lists(PEOPLE, max_size=8).map(tuple), place=WORD, action=WORD, mood=WORD),
    st.sampled_from([None, "a prompt"]),
)
def test_any_reading_gives_words_that_clip_reads_whole(reading, own):
    made = make_regions(reading, STYLE, own_prompt=own)

    assert max(map(count_tokens, (made.base, *made.phrases))) <= TOKEN_LIMIT
    assert len(made.phrases) == min(len(reading.drawn), MOST_REGIONS)
    assert made == make_regions(reading, STYLE, own_prompt=own)
