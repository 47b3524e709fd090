import pytest

from cast.members import find_cast
from cast.sheet import CastSheet
from english.tokens import parse_prose
from reading.appearance import find_facts
from reading.coreference import find_mentions


def facts_of(text):
    """The facts of a passage as (name, slot, text, removed)."""
    prose = parse_prose(text)
    cast = find_cast([prose], CastSheet())
    mentions = find_mentions(prose, cast.names[0], cast)
    told = [(mentions.people.member_of(fact.who), fact) for fact in find_facts(prose, mentions)]
    return {
        (cast.members[member].name, fact.slot, fact.text, fact.removed) for member, fact in told if member is not None
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Emma brushed her short red hair.", ("hair", "short red hair"), id="owned"),
        pytest.param("Emma rose. Her hair was short and red.", ("hair", "short red hair"), id="said of the feature"),
        pytest.param("Emma, a tall woman with grey hair, rose.", ("hair", "grey hair"), id="apposition"),
        pytest.param("Emma, a tall woman with grey hair, rose.", ("build", "tall"), id="apposition's adjective"),
        pytest.param("Emma was a very clever young girl.", ("noun", "young girl"), id="over unseen adjectives"),
        pytest.param("Emma wore a green coat and a hat.", ("outer", "green coat"), id="worn"),
        pytest.param("Emma stood there in a blue dress.", ("whole", "blue dress"), id="in a dress"),
        pytest.param("Emma was thirty-three and tired.", ("years", "33"), id="years"),
        pytest.param("Emma was a woman of fifty.", ("years", "50"), id="a woman of fifty"),
        pytest.param('"You are a tall girl, Emma," said Ruth.', ("noun", "tall girl"), id="to her face"),
        pytest.param("They thought of Emma as a lovely child.", ("noun", "lovely child"), id="regarded"),
        pytest.param("Old Emma Hale nodded.", ("age", "old"), id="before the name"),
        pytest.param("Emma, at twenty, was left alone.", ("years", "20"), id="at an age"),
        pytest.param("We heard that Emma was not more than fifty-two.", ("years", "52"), id="not more than"),
        pytest.param("Emma was a woman of about five and forty.", ("years", "45"), id="years in old style"),
        pytest.param("Emma was quite young, not more than eighteen.", ("years", "18"), id="years after an adjective"),
        pytest.param("Emma, thirty-three, put down her cup.", ("years", "33"), id="years between commas"),
        pytest.param("Nine-year-old Emma put down her cup.", ("years", "9"), id="years before the name"),
        pytest.param('"I\'m nine," said Emma.', ("years", "9"), id="years told by oneself"),
        pytest.param(
            "Emma was sixty, broad in her blue coat, with a long scar on one cheek.",
            ("marks", "long scar"),
            id="at the end of a sentence",
        ),
        pytest.param(
            "Emma held the end of her plait. It was a thick plait, dark red.",
            ("hair", "thick dark red plait"),
            id="said of it in the next sentence",
        ),
        pytest.param("Emma is by the stove. She's wearing a red coat.", ("outer", "red coat"), id="she's wearing"),
        pytest.param("Emma zips herself up in a blue anorak.", ("outer", "blue anorak"), id="dressing in the present"),
        pytest.param("Emma pulls on a grey jersey.", ("top", "grey jersey"), id="pulls on"),
        pytest.param("Emma's got a green cap on.", ("head", "green cap"), id="has got on"),
        pytest.param(
            "The grey cloak dripped. Emma unpinned the cloak.", ("outer", "grey cloak"), id="worn until it was unpinned"
        ),
        pytest.param(
            "Emma wore a blue shirt and, over it, a man's waistcoat.", ("outer", "waistcoat"), id="a layer over it"
        ),
        pytest.param("Emma wore a chain-mail shirt.", ("top", "chain-mail shirt"), id="chain mail"),
        pytest.param("Emma, in black velvet, rose.", ("whole", "black velvet clothes"), id="in a colour and stuff"),
        pytest.param("Emma was in red.", ("whole", "red clothes"), id="in a colour"),
        pytest.param("Emma wore white.", ("whole", "white clothes"), id="wore a colour"),
        pytest.param("Emma had the shawl round her.", ("outer", "shawl"), id="had it round her"),
        pytest.param(
            "Emma wore a jumper, bottle green, with holes.", ("top", "bottle-green jumper"), id="colour apart"
        ),
        pytest.param("Emma wore one of his old shirts.", ("top", "old shirt"), id="one of his"),
        pytest.param("Emma was in pyjama bottoms and a jersey.", ("occasion", "jersey"), id="with night clothes"),
        pytest.param("Emma put on Ruth's robe, the quilted one.", ("whole", "quilted robe"), id="another's, which one"),
        pytest.param(
            "Emma wore green overalls, rolled down, and a white shirt.", ("top", "white shirt"), id="after an aside"
        ),
        pytest.param(
            "Emma had on what she had slept in, a vest and jeans.", ("bottom", "jeans"), id="named after a comma"
        ),
        pytest.param(
            "Emma pulled the coat off and buttoned herself into a tunic.", ("whole", "tunic"), id="off and on"
        ),
        pytest.param("Emma's shining green eyes were wide.", ("eyes", "green eyes"), id="no verb after her name"),
        pytest.param("Emma was barefoot.", ("feet", "bare feet"), id="barefoot"),
        pytest.param("Emma is in the doorway, seventeen, yawning.", ("years", "17"), id="a number alone"),
        pytest.param("Emma, who was twenty-six, sat down.", ("years", "26"), id="who was"),
        pytest.param("Emma lay there with her hair in two plaits.", ("hair", "two plaits"), id="hair in plaits"),
        pytest.param("Emma sat up, her hair in wet black spikes.", ("hair", "black spiky hair"), id="hair in spikes"),
        pytest.param("Emma, with grey in her braids, smiled.", ("hair", "grey-streaked braids"), id="grey in it"),
        pytest.param('"Mistress Emma Hale," he said.', ("called", "adult"), id="a title of the grown"),
        pytest.param("Emma was lovely, I mean really lovely, with a dark plait.", ("hair", "dark plait"), id="I mean"),
        pytest.param("Emma had her hair cropped to the jaw.", ("hair", "cropped hair"), id="after the noun"),
        pytest.param("Emma shook her cloud of dark hair.", ("hair", "dark hair"), id="a cloud of"),
        pytest.param("Emma had a great many black braids.", ("hair", "black braids"), id="a great many"),
        pytest.param("Emma lifted her head, with its shock of light hair.", ("hair", "light hair"), id="its hair"),
        pytest.param("Emma took off her spectacles.", ("marks", "spectacles"), id="spectacles"),
        pytest.param("Emma wore her best dress of brown silk.", ("whole", "brown silk dress"), id="its stuff"),
        pytest.param("Emma had put on a white shirt.", ("top", "white shirt"), id="had put on"),
        pytest.param("Emma was in her shirt, red tie loose.", ("extra", "red tie"), id="in a list"),
        pytest.param("Emma was buttoned into a blue uniform.", ("whole", "blue uniform"), id="buttoned into"),
        pytest.param("Emma bundled herself into a fur coat.", ("outer", "fur coat"), id="bundled into"),
        pytest.param("A calico dress hung from Emma's shoulders.", ("whole", "calico dress"), id="hung from"),
        pytest.param("Emma came with the red scarf wound about her.", ("head", "red scarf"), id="wound about"),
        pytest.param("Emma had a red ribbon in her hair.", ("extra", "red ribbon"), id="in the hair"),
        pytest.param("Emma had only a grey jersey under it.", ("top", "grey jersey"), id="had under it"),
        pytest.param("Emma had put a grey coat on over it.", ("outer", "grey coat"), id="put it on, parted"),
        pytest.param("Emma had on a grey coat.", ("outer", "grey coat"), id="had on"),
        pytest.param(
            "Emma had changed the blue jacket for a brown leather one.",
            ("outer", "brown leather jacket"),
            id="changed for one",
        ),
        pytest.param("Emma leaned forward, to spare the black dress.", ("whole", "black dress"), id="handled"),
        pytest.param("They put Emma to bed, in a blue gown.", ("whole", "blue gown"), id="put in"),
        pytest.param("Emma looked up. Her jersey was purple.", ("top", "purple jersey"), id="said of a garment"),
        pytest.param("Emma had not taken off her grey coat.", ("outer", "grey coat"), id="not taken off"),
    ],
)
def test_finds_what_is_said(text, expected):
    assert (*expected, False) in {fact[1:] for fact in facts_of(text)}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Emma took off her green coat.", id="took off hers"),
        pytest.param("Emma pulled off the green coat.", id="pulled off the"),
        pytest.param("Emma hung up her green coat.", id="hung up"),
        pytest.param("Emma sat with her green coat beside her.", id="lies beside"),
        pytest.param("Emma saw the door. Her green coat hung there.", id="hangs there"),
        pytest.param("Instead of her green coat she wore a shawl.", id="instead of"),
        pytest.param("Without the green coat Emma seemed small.", id="without"),
        pytest.param("She has taken off the green coat.", id="has taken off"),
        pytest.param("She pulled the green coat off.", id="pulled it off"),
        pytest.param("Emma unpinned the green coat.", id="unpinned"),
        pytest.param("Her green coat was on the kitchen table.", id="is on the table"),
        pytest.param("Her green coat had been replaced by a shawl. Emma sat.", id="replaced"),
    ],
)
def test_knows_what_is_not_worn_any_more(text):
    assert ("outer", "green coat", True) in {fact[1:] for fact in facts_of("Emma came in. " + text)}


def test_hands_a_garment_on():
    found = facts_of("Jonas took off his green coat. He put it on Emma.")
    assert {("Jonas", "outer", "green coat", True), ("Emma", "outer", "green coat", False)} <= found


def test_takes_the_coat_off_who_is_in_a_shirt():
    assert ("Jonas", "outer", "", True) in facts_of("Jonas sat there in his shirt.")


def test_takes_off_what_is_not_all_that_is_worn():
    found = facts_of("Emma sat there in her shorts and nothing else.")
    assert {("Emma", "bottom", "shorts", False), ("Emma", "top", "", True), ("Emma", "outer", "", True)} <= found


def test_gives_the_garment_in_front_of_somebody_to_who_walks_there():
    found = facts_of("Emma slid along in front of him in pink waders. Jonas was slow.")
    assert {fact[0] for fact in found if fact[2] == "pink waders"} == {"Emma"}


def test_leaves_the_coat_for_later_of_who_is_in_a_vest():
    found = facts_of("Jonas sat there in his vest.")
    assert ("Jonas", "occasion", "vest", False) in found
    assert not any(fact[1] == "outer" for fact in found)


def test_gives_clothes_to_the_subject_not_to_whom_it_sits_by():
    found = facts_of("Jonas lay still. Emma sat beside him in the green coat.")
    assert {fact[0] for fact in found if fact[1] == "outer"} == {"Emma"}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param("Emma was not tall.", "tall", id="denied"),
        pytest.param("Emma ran like a tall man.", "tall", id="compared"),
        pytest.param("A green coat hung behind Emma.", "coat", id="on a hook"),
        pytest.param("When Emma was nine, she sang.", "9", id="another time"),
        pytest.param("Emma was two miles away.", "2", id="no years"),
        pytest.param("Emma was one who sang.", "1", id="one is no age"),
        pytest.param("Emma was nine years in prison.", "9", id="years of something"),
        pytest.param("When Emma was a small girl, she sang.", "girl", id="a girl at another time"),
        pytest.param("\"I'll wait till I'm twenty,\" said Emma.", "20", id="an age to come"),
        pytest.param('"Emma didn\'t take her coat," said Jonas.', "coat", id="clothes in speech"),
        pytest.param("Emma did not wear her coat.", "coat", id="clothes denied"),
        pytest.param("Jonas took Emma by her collar and her coat.", "collar", id="seized by"),
        pytest.param("There was a chink in Emma's armour.", "armour", id="a figure of speech"),
        pytest.param("Emma wore a shawl over her pyjamas.", "pyjamas", id="beneath a shawl"),
        pytest.param("Emma wore a shawl over a cardigan.", "cardigan", id="one coat beneath another"),
        pytest.param("Emma was tall enough to see.", "tall", id="only enough"),
        pytest.param("Emma was ironing her tunic.", "tunic", id="ironed, not worn"),
        pytest.param("Emma put down her duffel bag.", "duffel", id="a bag"),
        pytest.param("Emma saw that her jumper would never dry.", "jumper", id="would never"),
        pytest.param("Emma wore one of Jonas's shirts.", "shirts", id="one, not all"),
        pytest.param("Once Emma had worn silk.", "silk", id="what she once wore"),
        pytest.param("Emma spoke in black and white.", "black", id="in black and white"),
        pytest.param("Emma looked up. Her eyes were red.", "red", id="eyes of the moment"),
        pytest.param("The year Emma was nine the river froze.", "9", id="the year she was nine"),
        pytest.param("Emma lived at number four, seventeen, or nine.", "17", id="a list of numbers"),
        pytest.param("Emma seemed the one big man in the show.", "big", id="the one big man"),
        pytest.param(
            "Emma slept and it was summer again, as it was then.\n\nEmma is nine, and has a red coat.",
            "9",
            id="a dream in the present tense",
        ),
    ],
)
def test_leaves_out(text, word):
    assert not any(word in fact[2] for fact in facts_of(text))


def test_an_old_friend_may_be_young():
    assert not any(fact[1] == "age" for fact in facts_of("Emma was an old friend of the house."))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('"Here is old Emma," said Jonas.', id="in speech"),
        pytest.param("Poor old Emma nodded.", id="poor old"),
        pytest.param("It was the old Emma who nodded.", id="the old"),
    ],
)
def test_calls_nobody_old_out_of_fondness(text):
    assert not any(fact[1] == "age" for fact in facts_of("Emma nodded. " + text))
