"""Garments that change hands or are worn by several, and where marks and hands are."""

import pytest
from reading_steps import looks_in

from reading.things_worn import of_both


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("He put it on Nora.", [("Nora", "green coat")], id="another's"),
        pytest.param("Then he put it on, slowly.", [("Paul", "green coat")], id="his own again"),
        pytest.param("He put it on the table.", [], id="a thing's"),
        pytest.param("He saw it on Nora.", [], id="not given"),
        pytest.param('"He put it on Nora," said Ann.', [], id="in speech"),
    ],
)
def test_a_garment_is_handed_over(text, expected):
    found = looks_in(f"Nora came. Paul took off his green coat. {text}")
    assert [each for each in found if each[1] == "green coat"] == expected


def test_a_garment_is_pulled_off_by_it():
    found = looks_in("The smith set the iron helmet on Paul's head. Paul pulled it off.")
    assert found == [("Paul", "iron helmet"), ("Paul", "(iron helmet)")]


def test_several_wear_one_each():
    found = looks_in("Nora and Paul climbed out. They wore heavy suits and boots.")
    assert sorted(found) == [("Nora", "boots"), ("Nora", "heavy suit"), ("Paul", "boots"), ("Paul", "heavy suit")]


def test_arms_have_the_colours_of_skin():
    assert ("Nora", "thin white arms") in looks_in("Nora lay there. Paul held her thin white arms.")
    assert looks_in("Nora lay there. Paul held her orange arms.") == []


@pytest.mark.parametrize("text", ["Nora found her hat in the hall.", "Nora put her hand on Paul's arm."])
def test_what_is_elsewhere_is_no_posture(text):
    assert not [what for _, what in looks_in(text) if " in " in what or " on " in what]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nora wore black.", ["black clothes"]),
        ("Nora came in black and white.", []),
        ("Nora was in the red.", []),
        ("Nora wore red hats.", ["red hats"]),
    ],
)
def test_reads_colors_where_no_garment_is_named(text, expected):
    assert [what for _, what in looks_in(text)] == expected


def test_bare_clothes_and_a_bare_face_say_nothing():
    assert looks_in("Nora wore clothes. Paul rubbed his face and his beard.") == [("Paul", "beard")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tears ran down Nora's cheeks.", "tears on cheeks"),
        ("Nora had a scar on her chin.", "scar on chin"),
        ("Nora's eyes filled with tears.", "tears in eyes"),
        ("Nora's cheeks were wet with tears.", "tears on cheeks"),
        ("There were tears in Nora's eyes.", "tears in eyes"),
        ("Tears pricked at Nora's eyes.", "tears in eyes"),
        ("There were wrinkles around Nora's eyes.", "wrinkles around eyes"),
        ("Nora burst into tears.", "tears on face"),
        ("A grim smile crossed Nora's face.", "grim smile"),
        ("Nora had a look of utter horror.", "look of utter horror"),
        ("Nora had a scar that she hid.", "scar"),
    ],
)
def test_tells_where_a_mark_is_and_what_a_look_is_of(text, expected):
    assert ("Nora", expected) in looks_in("Nora sat down. " + text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("bright eye", "bright eyes"),
        ("big foot", "big feet"),
        ("bandaged hand", "bandaged hand"),
        ("lifted hand", ""),
        ("red hair", "red hair"),
    ],
)
def test_what_is_told_of_one_is_seen_of_both(text, expected):
    assert of_both(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nora lay down in the dirt.", []),
        ("Nora spent her life in tears.", []),
        ("Blood ran down Nora's cheek.", ["blood on cheek"]),
    ],
)
def test_dirt_is_told_with_its_place(text, expected):
    assert [what for _, what in looks_in(text)] == expected
