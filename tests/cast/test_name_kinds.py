"""Does a name belong to a person, to a place or to neither? Every mention votes, and the name by its form."""

import pytest

from cast.name_kinds import constant_signs, count_company, tally_scene
from cast.names import count_capitals, find_names, name_key
from english.tokens import parse_prose


def tally_of(text, name):
    """Tally every name of a text, and give one."""
    prose = parse_prose(text)
    tallies = {}
    tally_scene(tallies, prose.tokens, find_names(prose, count_capitals([prose])))
    count_company(tallies)
    return next(
        tally for tally in tallies.values() if name in (" ".join(tally.words), f"{tally.title} {tally.words[0]}")
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("Mrs. Hale sat.", "mrs Hale", id="a title"),
        pytest.param("He saw Emma there.", "Emma", id="a first name"),
        pytest.param("Then Vitam ran. They saw Vitam fall.", "Vitam", id="no word, and does things"),
        pytest.param("Then Vitam ran. " * 6, "Vitam", id="does so often"),
        pytest.param("Then Vitam was a stout Englishman.", "Vitam", id="described"),
        pytest.param("They met Emma, Ann and Vitam there.", "Vitam", id="in a row with people"),
        pytest.param("St. Clare sat. “No,” said St. Clare.", "st Clare", id="a saint's name that speaks"),
        pytest.param("Then April smiled. “No,” said April.", "April", id="a month that speaks"),
        pytest.param("He saw the Mole. “No,” said the Mole. The Mole laughed.", "Mole", id="a beast that speaks"),
        pytest.param("He met Emma Hill. Emma Hill laughed.", "Emma Hill", id="a surname that is a place's ending"),
    ],
)
def test_people(text, name):
    tally = tally_of(text, name)

    assert tally.is_person
    assert not tally.is_place


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("In Paris it rained. They saw Paris.", "Paris", id="on the map, though a first name"),
        pytest.param("He went to England. They saw England.", "England", id="a country"),
        pytest.param("Baker Street was dark.", "Baker Street", id="its last word"),
        pytest.param("He swam in Lake Superior.", "Lake Superior", id="its first word"),
        pytest.param("They saw Greenville. He liked Greenville.", "Greenville", id="its ending"),
        pytest.param("He said a town called Jacksonville burned.", "Jacksonville", id="though it is called so"),
        pytest.param("St. Petersburg was cold.", "st Petersburg", id="a saint's town"),
        pytest.param("He lived in Vitam. He was near Vitam.", "Vitam", id="people are in and near it"),
    ],
)
def test_places(text, name):
    tally = tally_of(text, name)

    assert tally.is_place
    assert not tally.is_person


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("Then Vitam was late.", "Vitam", id="once, and no sign"),
        pytest.param("They sold the Siamese twins. The Siamese twins laughed.", "Siamese", id="what kind of twins"),
        pytest.param("They saw the Bennets. The Bennets laughed.", "Bennets", id="a family"),
        pytest.param("He liked Merry England.", "Merry England", id="a country with more words"),
        pytest.param("Then Horsemen rode.", "Horsemen", id="men"),
        pytest.param("He saw the Maria Celeste. The Maria Celeste sank.", "Maria Celeste", id="a ship"),
        pytest.param("He liked April. April was cold.", "April", id="a month"),
        pytest.param("He wrote P. S. below.", "P. S", id="letters"),
        pytest.param("He knew of Vitamancy. To her, Vitamancy was all. " * 3, "Vitamancy", id="an art"),
    ],
)
def test_what_is_neither(text, name):
    tally = tally_of(text, name)

    assert not tally.is_person
    assert not tally.is_place


def test_a_tally_counts_what_the_mentions_say():
    tally = tally_of(
        "He saw the Mole. “Run, Mole!” said Mole. Then Mole ran in the Mole, and Mole was a fat man.", "Mole"
    )

    assert (tally.mentions, tally.narrated, tally.articles) == (6, 5, 2)
    assert (tally.called, tally.speaking, tally.acting, tally.described) == (1, 1, 1, 1)


def test_names_in_a_row_keep_company():
    beside = tally_of("He met Emma, Ann and Vitam. Vitam saw Emma.", "Vitam").beside

    assert beside == {name_key("Ann"): 1}


@pytest.mark.parametrize(
    ("likelier", "than"),
    [
        pytest.param("Emma", "Vitam", id="a first name"),
        pytest.param("Emma", "Grace", id="a first name that is no word"),
        pytest.param("Vitam", "Table", id="what is no word"),
        pytest.param("Vitam Korsk", "Vitam", id="two strange words"),
        pytest.param("Vitam", "London", id="no place on the map"),
        pytest.param("Vitam", "Catholic", id="no people"),
        pytest.param("Vitam Korsk", "Vitam of Korsk", id="nothing of something"),
        pytest.param("Vitam Korsk", "Vitam Street", id="no street"),
    ],
)
def test_a_name_by_itself(likelier, than):
    assert constant_signs(name_key(likelier)[1]) > constant_signs(name_key(than)[1])
