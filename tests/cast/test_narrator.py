import pytest

from cast.members import find_cast
from cast.narrator import (
    TellerSigns,
    find_narrators,
    first_person_share,
    is_childs_voice,
    teller_gender,
    told_by_somebody,
)
from cast.sheet import CastSheet
from english.tokens import parse_prose


def narrator_of(*texts, titles=()):
    proses = [parse_prose(text) for text in texts]
    cast = find_cast(proses, CastSheet())
    heads = list(titles) or [""] * len(texts)
    found = find_narrators(heads, list(range(1, len(texts) + 1)), cast.tellers, cast.member_by_name)
    return [None if who is None else cast.members[who].name for who in found]


TOLD = "I sat on the wall and threw my stones. I was bored. "
CALLED = '"Come, Robert," said Ann. "Robert, run!" I ran.'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(TOLD + f"My name is Robert Hale. {CALLED}", "Robert Hale", id="my name is"),
        pytest.param(
            TOLD + 'I said to myself: "Robert Hale, you are a fool." ' + CALLED, "Robert Hale", id="to myself"
        ),
        pytest.param(
            TOLD + '"Robert!" said Ann. "Robert, run! Robert, wait! Robert, come!" I ran.', "Robert", id="called"
        ),
        pytest.param(TOLD + '"Come, Robert," said Ann. I ran.', None, id="called once, as anybody may be"),
        pytest.param(TOLD + '"Come, Captain," said Ann. "Captain! Captain!" I ran.', None, id="an office"),
        pytest.param(TOLD + '"Robert," I said, "run!" "Robert!" I said.', None, id="whom I call, I am not"),
        pytest.param(TOLD + "Robert ran. Robert fell.", None, id="who acts, I am not"),
        pytest.param("Robert ran. He fell.", None, id="third person"),
    ],
)
def test_names_who_says_i(text, expected):
    assert narrator_of(text) == [expected]


def test_a_chapter_headed_with_a_name_is_told_by_it():
    texts = ["Ann ran. Ann laughed with Hannah.", TOLD + '"Come, Hannah! Hannah, run!" said Ann.']
    assert narrator_of(*texts, titles=["One", "Hannah"]) == [None, "Hannah"]


def test_speech_alone_makes_no_first_person():
    assert not first_person_share(parse_prose('"I ran and I fell, and my leg hurt," said Emma.'))


def test_who_is_introduced_at_the_start_tells_the_book_though_another_is_introduced_later():
    later = TOLD + "My name is Miles Higgins, the clerk said to me. My name is Miles, I said after him."
    told = narrator_of(TOLD + f"My name is Robert Hale. {CALLED}", TOLD + CALLED, later)
    assert told[:2] == ["Robert Hale", "Robert Hale"]


def test_a_scene_is_told_by_somebody_as_the_book_is():
    mostly = [TellerSigns(share) for share in (0.05, 0.05, 0.002)]
    seldom = [TellerSigns(0.01), TellerSigns(0.05), None, None, None]

    assert told_by_somebody(mostly) == mostly
    assert told_by_somebody(seldom) == [None, TellerSigns(0.05), None, None, None]


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        pytest.param('"Yes, madam," said the boy. I nodded.', "female", id="called"),
        pytest.param('"Come in, sir," he told me.', "male", id="called sir"),
        pytest.param('"Yes, sir," I said.', "", id="who says sir is another"),
        pytest.param("My husband sat beside me.", "female", id="a husband"),
        pytest.param("I rubbed my beard, and it itched me.", "male", id="a beard"),
        pytest.param('"My husband is late," she told me.', "", id="another's husband"),
        pytest.param("His wife looked at me and I ran.", "", id="his wife"),
        pytest.param('My wife called. "Good day, madam," he told me.', "", id="both"),
        pytest.param('"Come in, Mr. Hale," said the boy. I nodded.', "male", id="called by a name"),
        pytest.param('"Come in, Mr. Hale," said the boy. Mr. Hale nodded. I ran.', "", id="the name of another"),
    ],
)
def test_whether_the_teller_is_a_woman_or_a_man(text, gender):
    cast = find_cast([parse_prose(f"I sat down.\n{text}\nI ran home.")], CastSheet())

    assert teller_gender(cast.tellers) == cast.teller_gender == gender


@pytest.mark.parametrize(
    ("text", "is_child"),
    [
        pytest.param("My mom drives me to school. My dad and my little sister wave. Mom smiles." * 2, True, id="child"),
        pytest.param("My dad was ill. I drove to my office and called my wife and my boss." * 4, False, id="grown"),
        pytest.param("My mom called." + " The sea was calm and the sails hung down." * 90, False, id="once"),
        pytest.param('"My mom drives me to my school," said the boy.' * 9, False, id="another child, aloud"),
    ],
)
def test_whether_a_child_tells(text, is_child):
    cast = find_cast([parse_prose(f"I sat down.\n{text}\nI ran home.")], CastSheet())

    assert is_childs_voice(cast.tellers) is is_child
    assert cast.teller_age == ("child" if is_child else "")
