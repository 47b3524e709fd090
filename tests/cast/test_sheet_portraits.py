"""Portraits in the author's sheet: whose they are, from which scene on, and what is said of a faulty one."""

import pytest

from cast.sheet import CastSheet, parse_cast_sheet
from errors import NovelError

EMMA = """
[emma]
name = "Emma"
aliases = ["Em"]
portrait = "images/portraits/emma_3.png"

[[emma.from]]
chapter = 12
portrait = "emma_old.png"

[[emma.from]]
chapter = 3
scene = 4
age = "in her thirties"

[[emma.from]]
chapter = 20
portrait = ""
"""


def shown(text):
    return parse_cast_sheet(text, "characters.toml").shown


@pytest.mark.parametrize(
    ("scene", "file", "why"),
    [
        ((1, 1), "images/portraits/emma_3.png", "from the first"),
        ((3, 4), "images/portraits/emma_3.png", "a change of other things leaves it"),
        ((11, 99), "images/portraits/emma_3.png", "right before"),
        ((12, 1), "emma_old.png", "from the chapter's first scene"),
        ((19, 9), "emma_old.png", "until the next"),
        ((20, 1), None, "an empty one ends it"),
    ],
)
def test_a_portrait_holds_from_its_scene_on(scene, file, why):
    (person,) = shown(EMMA)
    found = person.at(scene)

    assert (found and found.file) == file, why


def test_before_the_first_portrait_there_is_none():
    (person,) = shown('[emma]\nname = "Emma"\n[[emma.from]]\nchapter = 2\nportrait = "x.png"\n')

    assert person.at((1, 9)) is None
    assert person.at((2, 1)).file == "x.png"


def test_a_person_is_known_by_every_name_of_the_table():
    (person,) = shown(EMMA)

    assert (person.key, person.name) == ("emma", "Emma")
    assert {"Emma", "Em"} <= person.marks


def test_a_portrait_is_nothing_that_the_story_is_read_by():
    with_one, without = (parse_cast_sheet(text, "c.toml") for text in (EMMA, EMMA.replace("portrait", "# portrait")))

    assert with_one.as_read == without
    assert with_one != without
    assert CastSheet().as_read == CastSheet()


def test_who_has_nothing_but_a_portrait_in_a_sheet_of_the_programs_says_nothing_else():
    from cast.sheet_memory import FROM_THE_FIRST, remember

    memory = remember("emma", ["Emma"], {FROM_THE_FIRST: {"look": "woman with red hair"}})
    written = '[emma]\nname = "Emma"\nlook = "woman with red hair"\nportrait = "emma_1.png"\n'
    sheet = parse_cast_sheet("\n".join([written, "[generated]", *memory]), "characters.toml")

    assert sheet.people == ()
    assert [person.name for person in sheet.shown] == ["Emma"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '[emma]\nname = "Emma"\n\nportrait = 3\n',
            "c.toml, line 4: [emma] portrait is 3; write it in",
        ),
        (
            '[emma]\nname = "Emma"\n[[emma.from]]\nchapter = 2\nportrait = ["a.png"]\n',
            "c.toml, line 5: [emma] portrait is [",
        ),
        ('[emma]\nname = "Emma"\nphoto = "a.png"\n', "[emma] has no setting called photo; did you mean portrait?"),
        (
            '[emma]\nname = "Emma"\n[[emma.from]]\nchapter = 2\npicture = "a.png"\n',
            "c.toml, line 5: [emma] has no setting called picture; did you mean portrait?",
        ),
    ],
)
def test_a_portrait_that_is_no_text_is_said_with_its_line(text, said):
    with pytest.raises(NovelError) as caught:
        parse_cast_sheet(text, "c.toml")

    assert said in str(caught.value)


def test_an_error_about_a_portrait_points_to_its_line():
    (person,) = shown(EMMA)

    assert str(person.at((12, 1)).error(", and so on.")) == (
        'characters.toml, line 9: [emma] portrait is "emma_old.png", and so on.'
    )
