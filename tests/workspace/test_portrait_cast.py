"""Who sits for portraits: who leads, whom the author speaks of, and from where they look otherwise."""

import pytest

from cast.sheet import CastSheet, parse_cast_sheet
from errors import UsageError
from records import Person, SceneReading
from workspace.portrait_cast import MOST, choose_sitters, gather_cast, read_start, stem_of


def person(name, presence="lead", **more):
    return Person(name, presence, gender="female", **{"look": "tall woman", **more})


def emma(presence="lead", **more):
    return person("Emma Hale", presence, aliases=("Emma",), **more)


JONAS, KIT = person("Jonas", "present"), person("Kit", "present", look="boy")
BOY = Person("the boy", "lead", named=False, look="boy")
BOOK = (
    ((1, 1), SceneReading((emma(), JONAS))),
    ((1, 2), SceneReading((emma(outfit="green coat", age="in her thirties"),))),
    ((2, 1), SceneReading((person("Jonas"), emma("present", outfit="red coat")))),
    ((3, 1), SceneReading((BOY, KIT))),
    ((9, 4), SceneReading((emma(age="old", outfit="shawl"), person("Ada", "mentioned")))),
)


def sitters(sheet="", asked=(), book=BOOK):
    keys, readings = zip(*book, strict=True)
    own = parse_cast_sheet(sheet, "c.toml") if sheet else CastSheet()
    return choose_sitters(gather_cast(keys, readings, own), asked)


def stems(*arguments, **named):
    return [sitter.stem for sitter in sitters(*arguments, **named)]


@pytest.mark.parametrize(
    ("sheet", "wanted", "why"),
    [
        ("", ["emma", "emma_from_9-4", "jonas"], "who leads, the more often first, and again in another age"),
        (
            '[kit]\nname = "Kit"\nlook = "girl"\n',
            ["emma", "emma_from_9-4", "jonas", "kit"],
            "of whom the author speaks",
        ),
        ('[old_jo]\nname = "Jonas"\nhair = "grey hair"\n', ["emma", "emma_from_9-4", "old_jo"], "the table's key"),
        (
            '[emma]\nname = "Emma Hale"\n[[emma.from]]\nchapter = 2\noutfit = "black coat"\n',
            ["emma", "emma_from_2", "emma_from_9-4", "jonas"],
            "from where the author changes clothes",
        ),
        (
            '[emma]\nname = "Emma Hale"\n[[emma.from]]\nchapter = 2\nportrait = ""\n',
            ["jonas"],
            "the author names pictures of her",
        ),
        ('[emma]\nname = "Em"\naliases = ["Emma"]\nportrait = "emma.png"\n', ["jonas"], "has her picture, by any name"),
    ],
)
def test_who_carries_the_book_sits_for_portraits(sheet, wanted, why):
    assert stems(sheet) == wanted, why


def test_of_many_the_dozen_that_leads_most_sits():
    many = [((1, number), SceneReading((person(f"Ada{chr(65 + number)}"),))) for number in range(20)]
    leading = [((2, 1), many[-1][1]), ((2, 2), many[-1][1])]
    found = stems(book=(*many, *leading))

    assert len(found) == MOST
    assert found[0] == "adat"


@pytest.mark.parametrize(
    ("asked", "wanted", "why"),
    [
        (("kit",), ["kit"], "who leads nothing"),
        (("Emma",), ["emma", "emma_from_9-4"], "by an alias"),
        (("JONAS", "kit"), ["jonas", "kit"], "several, in whatever case"),
        (("emma_from_2",), ["emma_from_2"], "as she looks from there on"),
        (("emma_from_1-2",), ["emma_from_1-2"], "from a scene on"),
    ],
)
def test_whoever_is_asked_for_sits(asked, wanted, why):
    assert stems(asked=asked) == wanted, why


def test_whom_the_sheet_shows_sits_again_by_name():
    assert stems('[kit]\nname = "Kit"\nportrait = "kit.png"\n', ("kit",)) == ["kit"]


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("ema", 'nobody is called "ema"; did you mean "emma"? there are emma, jonas, kit.'),
        ("Ada", 'nobody is called "Ada"'),  # who is only spoken of
        ("the boy", 'nobody is called "the boy"'),  # who has no name
        ("ada_from_3", 'nobody is called "ada"'),
    ],
)
def test_a_name_that_nobody_has_is_said(word, said):
    with pytest.raises(UsageError) as caught:
        sitters(asked=(word,))

    assert said in str(caught.value)


def test_somebody_sits_as_they_are_first_seen_in_the_first_clothes_that_are_told():
    first, later, _jonas = sitters()

    assert (first.name, first.start, first.person.outfit) == ("Emma Hale", (0, 0), "green coat")
    assert (later.start, later.person.age, later.person.outfit) == ((9, 4), "old", "shawl")


def test_clothes_of_a_later_look_are_not_worn_before_it():
    book = (((1, 1), SceneReading((emma(age="young"),))), ((2, 1), SceneReading((emma(age="old", outfit="shawl"),))))
    first, later = sitters(book=book)

    assert (first.person.outfit, later.person.outfit) == ("", "shawl")


def test_after_somebodys_last_scene_they_sit_as_they_were():
    (late,) = sitters(asked=("kit_from_20",))

    assert late.person.look == "boy"


@pytest.mark.parametrize(
    ("stem", "wanted"),
    [
        ("emma", ("emma", (0, 0))),
        ("emma_from_12", ("emma", (12, 1))),
        ("old_jo_from_3-4", ("old_jo", (3, 4))),
        ("emma_from_there", ("emma_from_there", (0, 0))),
    ],
)
def test_a_stem_says_who_and_from_where(stem, wanted):
    assert read_start(stem) == wanted


@pytest.mark.parametrize(
    ("key", "stem"),
    [("emma", "emma"), ("old_tom", "old_tom"), ("Zoë Bœuf", "zoe_boeuf"), ("../a/b", "a_b"), ("小明", "person")],
)
def test_a_stem_is_a_name_that_every_system_takes(key, stem):
    assert stem_of(key) == stem
