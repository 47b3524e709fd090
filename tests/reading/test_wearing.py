"""What is worn, had and taken off: by its owner, its verb, its preposition."""

import pytest
from reading_steps import read_passage, seen_of_nora

from reading.wearing import is_off, is_taken_off, lies_about


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Nora wore a green coat and a hat.", ["green coat", "hat"], id="wore"),
        pytest.param("Nora sang there in a blue dress.", ["blue dress"], id="in a dress"),
        pytest.param("Nora pulls on a grey jersey.", ["grey jersey"], id="pulls on"),
        pytest.param("Nora had on a grey coat.", ["grey coat"], id="had on"),
        pytest.param("Nora had put on a white shirt.", ["white shirt"], id="had put on"),
        pytest.param("Nora put a grey coat on.", ["grey coat"], id="put it on, parted"),
        pytest.param("Nora was buttoned into a blue uniform.", ["blue uniform"], id="buttoned into"),
        pytest.param("Dressed in a blue gown, Nora sang.", ["blue gown"], id="before its subject"),
        pytest.param("Nora leaned forward, to spare the black dress.", ["black dress"], id="handled"),
        pytest.param("Nora wore a shirt and, over it, a waistcoat.", ["shirt", "waistcoat"], id="a layer over it"),
        pytest.param("Nora took off the coat and put on an apron.", ["(coat)", "apron"], id="off and on"),
        pytest.param("Nora was in red.", ["red clothes"], id="in a colour"),
        pytest.param("Nora, in black velvet, sang.", ["black velvet clothes"], id="in a colour and stuff"),
        pytest.param("They put Nora to bed, in a blue gown.", ["blue gown"], id="put in"),
        pytest.param("Nora had on what she had slept in, a vest and jeans.", ["vest", "jeans"], id="after a comma"),
        pytest.param("Nora had a cap on and a red tie.", ["cap", "red tie"], id="with a list"),
        pytest.param("Nora had red hair and a scar.", ["red hair", "scar"], id="features"),
        pytest.param("Without the green coat Nora froze.", ["(green coat)"], id="without"),
        pytest.param("Nora came with a hat on.", ["hat"], id="with a hat on"),
        pytest.param("Nora smiled, with a long scar on one cheek.", ["smiling", "long scar on cheek"], id="at the end"),
        pytest.param("With thin lips Nora read the letter.", ["thin lips"], id="at the beginning"),
        pytest.param("Nora shrugged broad shoulders.", ["broad shoulders"], id="moves her own"),
        pytest.param("Nora waited with her arm in a sling.", ["sling"], id="in a sling"),
        pytest.param("Dressed up in white flannels, Nora sang.", ["white flannels"], id="dressed up"),
        pytest.param("Plainly but neatly dressed in a grey suit, Nora sang.", ["grey suit"], id="two adverbs"),
        pytest.param("The rain would stop, as Nora thought with a grim smile.", ["grim smile"], id="she thought"),
        pytest.param("Nora's heels clicked on the stairs.", ["heels"], id="heard heels"),
        pytest.param("Nora was wearing glasses.", ["glasses"], id="is wearing"),
        pytest.param("Nora wore a pair of black boots.", ["black boots"], id="a pair"),
        pytest.param("Nora kept it in her vest pocket.", ["vest"], id="a pocket of it"),
        pytest.param("Nora wiped the front of her vest.", ["vest"], id="a part of it"),
        pytest.param("Nora had eyes of pale blue.", ["pale blue eyes"], id="had eyes"),
        pytest.param("Nora wore a guardsman's tunic.", ["guardsman's tunic"], id="anybody's"),
    ],
)
def test_reads_what_somebody_wears_or_has(text, expected):
    assert seen_of_nora(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Nora did not wear a coat.", id="denied"),
        pytest.param("If Nora wore a coat, it would rain.", id="supposed"),
        pytest.param("Nora sang; the man in a coat wept.", id="another clause"),
        pytest.param("Nora saw Paul in a coat.", id="another stands beside it"),
        pytest.param("Paul sat beside Nora in a coat.", id="who sat beside her"),
        pytest.param("Paul walked in front of Nora in a coat.", id="who walked in front"),
        pytest.param('Nora said "I wore a coat" once.', id="what is said"),
        pytest.param("Once Nora had worn silk.", id="over long ago"),
        pytest.param("Nora came back with a coat.", id="carried"),
        pytest.param("Nora had a coat in the hall.", id="somewhere"),
        pytest.param("Paul blamed Nora for wearing flannel shirts.", id="a habit"),
        pytest.param("Nora's heels hurt.", id="no shoes"),
        pytest.param("Nora found her vest.", id="not sure to be worn"),
        pytest.param("Nora bought the doll in a red coat.", id="a doll's"),
        pytest.param("Nora wore no coat.", id="none"),
        pytest.param("Nora changed in a hurry.", id="no garment"),
        pytest.param("Nora lifted the lid.", id="no limb"),
    ],
)
def test_gives_nobody_what_they_do_not_wear(text):
    assert seen_of_nora(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Nora buttoned her green coat.", ["green coat"], id="worn"),
        pytest.param("Nora took off her green coat.", ["(green coat)"], id="taken off"),
        pytest.param("Nora pulled her green coat off.", ["(green coat)"], id="pulled off"),
        pytest.param("Nora hung up her green coat.", ["(green coat)"], id="hung up"),
        pytest.param("Instead of her coat Nora wore a shawl.", ["(coat)", "shawl"], id="instead of it"),
        pytest.param("Nora shivered without her coat.", ["shivering", "(coat)"], id="without it"),
        pytest.param("Nora had not taken off her coat.", ["coat"], id="not taken off"),
        pytest.param("Nora rose. Her coat hung there.", ["(coat)"], id="hangs there"),
        pytest.param("Nora rose. Her coat was on the old chair.", ["(coat)"], id="on a chair"),
        pytest.param("Nora was ironing her tunic.", [], id="ironed"),
        pytest.param("Paul took Nora by her coat.", [], id="seized by"),
        pytest.param("Nora saw that her jumper would never dry.", [], id="would never"),
        pytest.param("Nora lost her gun.", ["(gun)"], id="a doubtful one is lost"),
        pytest.param("Nora loved her gun.", [], id="a doubtful one may lie anywhere"),
    ],
)
def test_knows_what_is_on_and_what_is_off(text, expected):
    assert seen_of_nora(text) == expected


def at(text, word):
    tokens = read_passage(text).tokens
    return tokens, next(number for number, token in enumerate(tokens) if token.word == word)


@pytest.mark.parametrize(
    ("text", "noun", "off"),
    [
        ("Paul kept the hat.", "hat", False),
        ("Paul took off the hat.", "hat", True),
        ("Paul did not see the hat.", "hat", None),
        ("Paul hung the hat in the hall.", "hat", True),
    ],
)
def test_the_words_around_a_garment_tell_where_it_is(text, noun, off):
    tokens, number = at(text, noun)
    assert is_off(tokens, number - 1, number) is off


@pytest.mark.parametrize(
    ("before", "expected"),
    [("took off", True), ("put away", True), ("out of", True), ("put on", False), ("", False)],
)
def test_some_words_take_off(before, expected):
    assert is_taken_off(before.split()) == expected


@pytest.mark.parametrize(
    ("after", "expected"),
    [("hung there", True), ("was on the chair", True), ("on his head", False), ("was red", False)],
)
def test_some_words_tell_that_it_lies_about(after, expected):
    assert lies_about(read_passage(after).tokens, 0) == expected
