import pytest

from reading.looks import Fact
from reading.portraits import follow_ages, lasting_feature, say_described, say_look


def make(*facts):
    return [Fact(0, slot, text, number) for number, (slot, text) in enumerate(facts)]


@pytest.mark.parametrize(
    ("gender", "facts", "age"),
    [
        pytest.param("female", [("noun", "girl")] * 5, "young", id="the girl may be twenty"),
        pytest.param("female", [("called", "young girl")], "young", id="so may a young girl"),
        pytest.param("female", [("noun", "little girl")], "child", id="a little girl"),
        pytest.param("female", [("called", "child"), ("called", "child")], "child", id="called a child"),
        pytest.param("female", [("called", "child")], "", id="not by once"),
        pytest.param("female", [("noun", "child"), ("noun", "woman"), ("noun", "lady")], "", id="a woman called child"),
        pytest.param("male", [("called", "boy")] * 5, "child", id="the boy, always"),
        pytest.param("male", [("called", "boy")] * 2, "young", id="the boy, twice"),
        pytest.param("male", [("called", "boy")] * 5 + [("beard", "beard")], "young", id="a boy with a beard"),
        pytest.param("male", [("noun", "schoolboy")], "child", id="a schoolboy"),
        pytest.param("female", [("years", "20"), ("noun", "little girl")], "in her twenties", id="years beat nouns"),
        pytest.param("female", [("age", "old"), ("noun", "girl")], "old", id="old beats girl"),
    ],
)
def test_tells_a_child_from_who_is_grown(gender, facts, age):
    assert follow_ages(gender, list(enumerate(make(*facts))), len(facts), {}) == [(0, age)]


@pytest.mark.parametrize(
    ("stated", "passed", "ages"),
    [
        pytest.param([(0, 33)], {}, ["in her thirties"] * 3, id="all through the book"),
        pytest.param([(1, 33)], {}, ["in her thirties"] * 3, id="before it is stated"),
        pytest.param([(0, 33), (2, 36)], {}, ["in her thirties"] * 3, id="the first stated"),
        pytest.param([(0, 52), (1, 28)], {}, ["in her fifties"] + ["in her twenties"] * 2, id="a frame"),
        pytest.param([(0, 33), (1, 9)], {}, ["in her thirties", "child", "in her thirties"], id="a scene of childhood"),
        pytest.param([(0, 12), (2, 18)], {}, ["child", "child", "young"], id="growing up"),
        pytest.param([(0, 9)], {2: 16}, ["child", "child", "in her twenties"], id="sixteen years later"),
        pytest.param([(0, 33), (2, 49)], {2: 16}, ["in her thirties"] * 2 + ["in her forties"], id="stated anew"),
        pytest.param([(0, 9)], {2: 0}, ["child"] * 3, id="weeks later"),
    ],
)
def test_follows_an_age_through_the_book(stated, passed, ages):
    facts = [(scene, Fact(0, "years", str(years), 0)) for scene, years in stated]
    spells = follow_ages("female", facts, 3, passed)
    assert [[age for first, age in spells if first <= scene][-1] for scene in range(3)] == ages


@pytest.mark.parametrize("age", ["young", "in her twenties", "in her thirties", "middle-aged", "elderly", "old"])
def test_calls_nobody_grown_a_girl(age):
    words = say_look("female", age, make(("noun", "girl"), ("build", "small"))).split()
    assert "woman" in words
    assert "girl" not in words


@pytest.mark.parametrize(
    ("slot", "text", "lasting"),
    [
        ("hair", "wet hair", ""),
        ("hair", "sweat-matted dark hair", "dark hair"),
        ("face", "blue face", ""),
        ("face", "long pale face", "long face"),
        ("face", "brown skin", "brown skin"),
        ("face", "thin skin", ""),
        ("face", "strong shoulders", ""),
        ("beard", "white beard", "white beard"),
    ],
)
def test_keeps_of_a_feature_what_lasts(slot, text, lasting):
    assert lasting_feature(slot, text) == lasting


@pytest.mark.parametrize(
    ("gender", "age", "fact"),
    [
        ("female", "", ("beard", "moustache")),
        ("male", "child", ("beard", "beard")),
        ("male", "young", ("beard", "white beard")),
        ("female", "in her twenties", ("hair", "grey hair")),
    ],
)
def test_leaves_out_what_cannot_be_theirs(gender, age, fact):
    assert "with" not in say_look(gender, age, make(fact))


def test_waits_for_the_colour_of_a_beard():
    assert say_look("male", "old", make(("beard", "beard"), ("beard", "white beard"))) == "old man with white beard"


@pytest.mark.parametrize(
    ("age", "facts", "look"),
    [
        pytest.param("in her thirties", [("years", "33")], "thirty-three-year-old woman", id="told here"),
        pytest.param("child", [("years", "7"), ("build", "small")], "small seven-year-old girl", id="a child"),
        pytest.param("in her thirties", [("decade", "35")], "woman in her thirties", id="only about so old"),
        pytest.param("in her thirties", [("years", "9")], "woman in her thirties", id="once she was nine"),
        pytest.param("in her thirties", [("years", "33"), ("years", "31")], "woman in her thirties", id="two ages"),
    ],
)
def test_says_an_age_that_this_scene_tells(age, facts, look):
    assert say_look("female", age, [], make(*facts)) == look


@pytest.mark.parametrize(
    ("phrase", "gender", "facts", "look"),
    [
        pytest.param(
            "a guard", "", [("build", "broad"), ("hair", "grey hair")], "broad guard with grey hair", id="told"
        ),
        pytest.param("the girl", "female", [], "young woman", id="a girl"),
        pytest.param("a little girl", "female", [], "little girl", id="a little girl"),
        pytest.param("the girl", "female", [("years", "9")], "nine-year-old girl", id="a girl of nine"),
        pytest.param("a boy", "male", [], "boy", id="a boy"),
        pytest.param("a boy", "male", [("years", "24")], "young man in his twenties", id="a boy of twenty-four"),
        pytest.param("a guard", "male", [("years", "35")], "thirty-five-year-old guard", id="an exact age"),
        pytest.param("a guard", "male", [("decade", "35")], "guard in his thirties", id="no exact age"),
        pytest.param("the young man", "male", [("years", "24")], "young man in his twenties", id="young by the noun"),
        pytest.param("the tall man", "male", [("build", "tall")], "tall man", id="said once"),
        pytest.param("the old man", "male", [("age", "old")], "old man", id="old once"),
    ],
)
def test_says_who_is_only_described(phrase, gender, facts, look):
    assert say_described(phrase, gender, make(*facts)) == look


@pytest.mark.parametrize(
    ("facts", "look"),
    [
        pytest.param([("feeling", "smiling"), ("feeling", "angry")], "smiling woman", id="one feeling"),
        pytest.param([("feeling", "angry"), ("smile", "broad grin")], "woman with broad grin", id="or an expression"),
        pytest.param([("state", "wet"), ("feeling", "smiling")], "wet smiling woman", id="and a state"),
        pytest.param(
            [("state", "flushed"), ("state", "wet"), ("feeling", "sad")], "wet sad woman", id="a flush passes first"
        ),
        pytest.param([("state", "asleep")], "woman, asleep", id="never before a noun"),
        pytest.param([("body", "bare shoulder"), ("body", "bare shoulders")], "woman with bare shoulder", id="once"),
        pytest.param(
            [("eyes", "closed eyes"), ("face", "open mouth"), ("body", "raised hands")],
            "woman with closed eyes and open mouth",
            id="little of the moment",
        ),
        pytest.param([("carried", "satchel")], "woman with a satchel", id="what is carried"),
    ],
)
def test_shows_one_moment(facts, look):
    assert say_look("female", "", make(*facts), make(*facts)) == look
