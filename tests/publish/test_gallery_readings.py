"""What was read is listed with its words, what was weighed with its reasons, what she said herself as hers."""

import pytest
from proof import OFFICE, named, read

from publish.gallery_readings import list_weighed, make_reading
from records import Person, SceneReading, Weighed


def rows(html):
    """Give the rows that can be corrected, by key."""
    return {e.attributes["data-key"]: e for e in read(html) if "data-key" in e.attributes}


def told(html):
    names, values = named(html, "dt"), named(html, "dd")
    return {name.text: value.text for name, value in zip(names, values, strict=True)}


def test_each_reading_carries_the_value_that_the_command_takes():
    values = {key: row.attributes["data-value"] for key, row in rows(make_reading(OFFICE, {})).items()}

    assert values == {
        "lead": "Emma Hale", "people": "Emma Hale", "place": "office", "interior": "yes", "time": "afternoon",
        "weather": "rain", "mood": "sad", "action": "reading the letter", "props": "", "shot": "",
    }  # fmt: skip


def test_what_was_not_read_can_be_said_too():
    html = make_reading(SceneReading(), {})

    assert set(rows(html)) == set(rows(make_reading(OFFICE, {})))
    assert told(html)["person"] == "nobody"
    assert told(html)["mood"] == "not told"


def test_what_else_was_weighed_is_offered():
    barn = (Weighed("barn", 3.0, ()), Weighed("yard", 1.0, ()), Weighed("none", 0.5, ()))
    reading = SceneReading(
        (Person("Emma", "lead"), Person("Jonas", "mentioned")), place="barn", places=("barn", "loft"),
        weighed={"place": barn},
    )  # fmt: skip
    offered = {key: row.attributes.get("data-also") for key, row in rows(make_reading(reading, {})).items()}

    assert offered["place"] == "yard\nloft"
    assert offered["lead"] == offered["people"] == "Jonas"
    assert offered["mood"] is None


def test_what_she_corrected_is_hers_and_not_the_texts():
    people = [{"who": "Emma", "doing": "reading"}, {"who": "a cat"}]
    html = make_reading(OFFICE, {"place": "office", "people": people, "mood": "", "weather": []})
    found = {key: row.attributes for key, row in rows(html).items()}

    assert {key for key, row in found.items() if "data-hers" in row} == {"place", "people", "mood", "weather"}
    assert found["people"]["data-value"] == "Emma: reading; a cat", "as she said it"
    assert found["mood"]["data-value"] == found["weather"]["data-value"] == "none"
    assert told(html)["place"] == "office by your word"
    assert told(html)["time"] == "afternoonno single word decided it"


@pytest.mark.parametrize(
    ("said", "labels"),
    [
        ({"place": "barn"}, {"place", "indoors?"}),
        ({"people": [{"who": "Emma"}]}, {"person", "with"}),
        ({"nobody": True}, {"person", "with", "action"}),
        ({"shot": "close-up"}, {"shot"}),
        ({}, set()),
    ],
)
def test_what_follows_from_her_word_is_by_her_word(said, labels):
    found = told(make_reading(OFFICE, said))

    assert {label for label, text in found.items() if "by your word" in text} == labels


def test_nobody_is_taken_back_where_the_people_stand():
    found = rows(make_reading(SceneReading(place="road"), {"nobody": True}))

    assert [found[key].attributes["data-hers"] for key in ("lead", "people")] == ["nobody", "nobody"]


def test_people_who_are_not_drawn_are_only_told():
    reading = SceneReading((Person("Emma", "lead"), Person("Ruth", "remote"), Person("Dan", "mentioned")))

    assert (told(make_reading(reading, {}))["far away"], told(make_reading(reading, {}))["spoken of"]) == (
        "Ruth",
        "Dan",
    )


def test_says_what_was_weighed_for_what_was_read():
    weighed = {
        "place": (Weighed("barn", 3.0, (("a building", 2.5), ("plural", -0.5))), Weighed("yard", 1.0, ())),
        "interior": (Weighed("indoors", -0.25, ()),),
        "mood": (),
    }

    assert list_weighed(SceneReading(weighed=weighed)) == {
        "place": "barn (+3.00): a building +2.50, plural -0.50; then yard (+1.00)",
        "indoors or out": "indoors (-0.25): nothing told",
    }
    assert list_weighed(SceneReading()) == {}
