import pytest
from reading_steps import read_passage

from reading.possessions import facts_of_owned


def facts_of(text, owner="her"):
    """What a passage says of the things of the first owner in it: (slot, text, taken off)."""
    passage = read_passage(text)
    found = facts_of_owned(passage.tokens, passage.mention(owner))
    return [(fact.slot, fact.text, fact.removed) for fact in found]


@pytest.mark.parametrize(
    ("text", "owner", "expected"),
    [
        pytest.param("Emma brushed her short red hair.", "her", ("hair", "short red hair"), id="owned"),
        pytest.param("Ruth saw Emma's shining green eyes.", "Emma", ("eyes", "green eyes"), id="owned by name"),
        pytest.param("Emma shook her great cloud of dark hair.", "her", ("hair", "dark hair"), id="a cloud of"),
        pytest.param("Emma rose. Her hair was short and red.", "her", ("hair", "short red hair"), id="said of it"),
        pytest.param("Emma wore her hair cropped.", "her", ("hair", "cropped hair"), id="after the noun"),
        pytest.param("Emma lay, her hair in two plaits.", "her", ("hair", "two plaits"), id="in plaits"),
        pytest.param("Emma lay, her hair in wet black spikes.", "her", ("hair", "black spiky hair"), id="in spikes"),
        pytest.param("Emma smiled with grey in her braids.", "her", ("hair", "grey-streaked braids"), id="grey in it"),
        pytest.param(
            "Emma lifted her head, with its shock of light hair.", "her", ("hair", "light hair"), id="of a head"
        ),
        pytest.param("Emma stroked her beard.", "her", ("beard", "beard"), id="what not all have"),
    ],
)
def test_reads_a_feature(text, owner, expected):
    assert facts_of(text, owner) == [(*expected, False)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Emma brushed her hair.", id="with nothing said of it"),
        pytest.param("Emma rose. Her hair was not red.", id="denied"),
        pytest.param("Emma rose. Her hair was the red of rust.", id="red of something"),
        pytest.param("Emma rose. Her eyes were red.", id="red for the moment"),
        pytest.param("Emma rubbed her head and had light hair.", id="no hair of its own"),
        pytest.param("Emma saw with tea in her braids.", id="no colour in it"),
        pytest.param("Emma held her hat box.", id="a box"),
    ],
)
def test_reads_no_feature(text):
    assert facts_of(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Emma buttoned her green coat.", [("outer", "green coat", False)], id="worn"),
        pytest.param("Emma smoothed her dress of brown silk.", [("whole", "brown silk dress", False)], id="its stuff"),
        pytest.param("Emma rose. Her boots were dark brown.", [("feet", "dark brown boots", False)], id="its colour"),
        pytest.param(
            "Emma brushed her blue shirt, braces and red tie.",
            [("top", "blue shirt", False), ("extra", "braces", False), ("extra", "red tie", False)],
            id="a list",
        ),
        pytest.param("Emma took off her green coat.", [("outer", "green coat", True)], id="taken off"),
        pytest.param("Emma pulled her green coat off.", [("outer", "green coat", True)], id="pulled off"),
        pytest.param("Emma hung up her green coat.", [("outer", "green coat", True)], id="hung up"),
        pytest.param("Instead of her coat Emma wore a shawl.", [("outer", "coat", True)], id="instead of it"),
        pytest.param("Emma sat with her coat beside her.", [("outer", "coat", True)], id="beside her"),
        pytest.param("Emma shivered without her coat.", [("outer", "coat", True)], id="without it"),
        pytest.param("Emma had not taken off her coat.", [("outer", "coat", False)], id="not taken off"),
        pytest.param("Emma rose. Her coat hung there.", [("outer", "coat", True)], id="hangs there"),
        pytest.param("Emma rose. Her coat was on the old chair.", [("outer", "coat", True)], id="on a chair"),
        pytest.param(
            "Emma rose. Her coat had been replaced by a knitted shawl.",
            [("outer", "coat", True), ("outer", "knitted shawl", False)],
            id="another in its place",
        ),
        pytest.param(
            "Emma sat in her shirt.", [("top", "shirt", False), ("outer", "", True)], id="in a shirt, no coat"
        ),
        pytest.param("Emma sat in her vest.", [("occasion", "vest", False)], id="in a vest for the scene"),
        pytest.param(
            "Emma sat in her shorts and nothing moved.", [("bottom", "shorts", False)], id="and nothing moved"
        ),
        pytest.param(
            "Emma sat in her shorts and nothing else.",
            [
                ("bottom", "shorts", False),
                *[(slot, "", True) for slot in ("whole", "outer", "top", "head", "extra", "occasion")],
            ],
            id="and nothing else",
        ),
    ],
)
def test_knows_what_is_worn_and_what_is_taken_off(text, expected):
    assert facts_of(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Emma was ironing her tunic.", id="ironed"),
        pytest.param("Emma did not wear her coat.", id="denied"),
        pytest.param("Emma wore a shawl over her pyjamas.", id="beneath another"),
        pytest.param("Ruth took Emma by her coat.", id="seized by"),
        pytest.param("Emma saw that her jumper would never dry.", id="would never"),
        pytest.param("Emma wore one of her shirts.", id="one of them"),
        pytest.param("Emma knew of a chink in her armour.", id="a figure of speech"),
    ],
)
def test_says_nothing_of_a_garment_that_is_not_told_to_be_worn(text):
    assert facts_of(text) == []


def test_says_nothing_of_clothes_in_speech():
    text = "\"Ruth's green coat and Ruth's red hair,\" said Emma."
    passage = read_passage(text)
    owners = [mention for mention in passage.mentions.found if mention.owns]
    found = [fact.text for owner in owners for fact in facts_of_owned(passage.tokens, owner)]
    assert found == ["red hair"]
