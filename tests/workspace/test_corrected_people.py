"""The people whom the author says are there."""

import pytest
from corrected_scene import CAST, HERE, READING, correct

from reading.book_looks import follow_looks
from reading.looks import Fact
from records import Person, SceneReading
from workspace.corrected_people import Here, correct_people, fit_shot, without_places
from workspace.correction_values import CorrectionError


def drawn(reading):
    return {person.name: person.doing for person in reading.drawn}


@pytest.mark.parametrize(
    ("said", "people", "groups", "action", "why"),
    [
        (
            {"people": "Emma"},
            {"Emma Hale": ""},
            (),
            "driving through the mountain, talking",
            "Jonas is gone, from the deed too",
        ),
        (
            {"people": "Jonas; Emma"},
            {"Emma Hale": "", "Jonas": ""},
            (),
            READING.action,
            "the lead stays where she is listed",
        ),
        ({"people": "Jonas"}, {"Jonas": ""}, (), "", "the deed was Emma's"),
        (
            {"people": "Mina; Jonas: rowing"},
            {"Mina Vale": "", "Jonas": "rowing"},
            (),
            "",
            "else the first listed leads",
        ),
        (
            {"people": "Em: reading; two guards: carrying a chest"},
            {"Emma Hale": "reading"},
            ("two guards carrying a chest",),
            "reading",
            "a group is in the background",
        ),
        ({"people": "two guards in red coats"}, {}, ("two guards in red coats",), "", "a group alone"),
        ({"people": "two guards", "action": "marching"}, {}, ("two guards marching",), "marching", "its deed"),
        (
            {"people": "an old fisherman: mending a net"},
            {"an old fisherman": "mending a net"},
            (),
            "mending a net",
            "a description",
        ),
        ({"people": "none"}, {}, (), "", "nobody"),
        ({"nobody": True}, {}, (), "", "nobody"),
        ({"lead": "Jonas"}, {"Jonas": "", "Emma Hale": "driving"}, (), "", "the others stay, the deed with who did it"),
        ({"lead": "Emma: singing"}, {"Emma Hale": "singing", "Jonas": ""}, (), "singing", "the lead's deed"),
        (
            {"lead": "Mina", "people": "Emma; Jonas"},
            {"Mina Vale": "", "Emma Hale": "driving", "Jonas": ""},
            (),
            "",
            "a lead beside the people",
        ),
        (
            {"lead": "Emma", "people": "Jonas; Emma: singing"},
            {"Emma Hale": "singing", "Jonas": ""},
            (),
            "singing",
            "a lead among the people",
        ),
        ({"lead": "two guards", "people": "none"}, {}, ("two guards",), "", "a group leads"),
        ({"action": "singing"}, {"Emma Hale": "singing", "Jonas": ""}, (), "singing", "the deed alone"),
        ({"action": "none"}, {"Emma Hale": "", "Jonas": ""}, (), "", "no deed"),
        ({"people": "Emma; Emma: singing"}, {"Emma Hale": "singing"}, (), "singing", "once"),
        (
            {"people": "Emma: dancing", "action": "singing"},
            {"Emma Hale": "singing"},
            (),
            "singing",
            "the action is the lead's",
        ),
    ],
)
def test_who_is_drawn_doing_what(said, people, groups, action, why):
    corrected = correct(**said)

    assert drawn(corrected) == people, why
    assert list(drawn(corrected)) == list(people), why
    assert (corrected.people, corrected.action) == (groups, action), why
    assert [one.presence for one in corrected.drawn] == ["lead", "present", "present"][: len(people)]


def test_nobody_is_lost_of_those_who_are_not_drawn():
    corrected = correct(people="Mina")

    assert {one.name: one.presence for one in corrected.characters} == {
        "Mina Vale": "lead",
        "Emma Hale": "mentioned",
        "Jonas": "mentioned",
    }


def test_a_voice_on_the_telephone_stays_until_the_people_are_said():
    phone = SceneReading((Person("Emma Hale", "lead"), Person("Jonas", "remote")))

    assert [one.presence for one in correct(phone, lead="Emma").characters] == ["lead", "remote"]
    assert [one.presence for one in correct(phone, people="Emma").characters] == ["lead", "mentioned"]


def test_who_was_not_seen_has_the_looks_of_the_book_there():
    mina = next(number for number, member in CAST.numbered() if member.name == "Mina Vale")
    looks = follow_looks([(1, 1, [(mina, Fact(mina, "hair", "red hair", 0))])], CAST)
    (person,) = correct(here=Here(looks, 0), people="Mina").drawn

    assert (person.gender, person.look) == ("female", "woman with red hair")


def test_clothes_of_this_scene_replace_the_books():
    (emma,) = correct(people="Emma in a red coat").drawn

    assert emma.outfit == "red coat"


def test_no_child_is_undressed_by_a_correction():
    child = SceneReading((Person("Emma Hale", "lead", gender="female", age="child"),))

    assert correct(child, people="Emma: wearing a nightgown").drawn[0].outfit == "nightgown"
    assert correct(child, people="Emma: wearing underwear").drawn[0].outfit == ""


@pytest.mark.parametrize(
    ("name", "named", "gender", "look"),
    [
        ("an old fisherman", False, "male", "old fisherman"),
        ("an old man, bent and tired", False, "male", "old man, bent and tired"),
        ("Zorblatt", True, "", ""),
    ],
)
def test_strangers(name, named, gender, look):
    (person,) = correct(people=name if "," not in name else [name]).drawn

    assert (person.name, person.named, person.gender, person.look) == (name, named, gender, look)


def test_no_name_is_part_of_a_look_or_of_clothes():
    brother, hat = correct(people="Emma's brother; Jonas: in Mina's hat").drawn

    assert (brother.look, brother.gender) == ("man", "male")
    assert hat.outfit == "hat"
    assert correct(people="two friends of Jonas").people == ("two friends",)


def test_clothes_can_be_taken_off_the_book():
    assert correct(people="Emma: outfit=none").drawn[0].outfit == ""


def test_a_teller_with_a_name_is_asked_for_it():
    with pytest.raises(CorrectionError, match="write the name"):
        correct(people="I: writing")


def test_the_teller_is_who_says_i():
    told = SceneReading((Person("narrator", "mentioned", named=False, look="old man"),))

    assert correct(told, people="I: writing").drawn[0].look == "old man"


@pytest.mark.parametrize(
    ("before", "shot", "after", "fits"),
    [
        (1, "close-up", 2, "two-shot"),
        (2, "two-shot", 1, "medium shot"),
        (0, "establishing shot", 1, "medium shot"),
        (2, "two-shot", 0, "establishing shot"),
        (1, "close-up", 1, "close-up"),
        (1, "low angle shot", 3, "low angle shot"),
    ],
)
def test_a_frame_of_the_rules_fits_the_number(before, shot, after, fits):
    people = tuple(Person(str(number), "present") for number in range(before))

    assert fit_shot(SceneReading(people, shot=shot), after) == fits


def test_a_frame_of_the_authors_stays():
    assert correct(people="Emma", shot="two-shot").shot == "two-shot"


@pytest.mark.parametrize(
    ("action", "left"),
    [
        ("driving through the mountains", "driving"),
        ("standing on her old porch, smoking", "standing"),
        ("looking at him", "looking at him"),
        ("", ""),
    ],
)
def test_places_are_cut_from_a_deed(action, left):
    assert without_places(action, ("mountains", "porch")) == left


def test_people_alone_are_corrected_too():
    assert drawn(correct_people(READING, {"people": [{"who": "Jonas"}]}, HERE)) == {"Jonas": ""}
