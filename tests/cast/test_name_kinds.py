"""Is a name a person's, a place's or neither? Every mention tells, and the name by its form; fitted weights decide."""

import pytest

from cast.name_kinds import Company, find_people, form_features, is_doubled, name_features, tally_scene
from cast.names import count_capitals, find_names, name_key
from english.tokens import parse_prose
from english.weights import fitted_weights


def read_names(text):
    prose = parse_prose(text)
    capitals = count_capitals([prose])
    tallies = {}
    tally_scene(tallies, prose.tokens, find_names(prose, capitals))
    return tallies, capitals


def people_in(text):
    return {f"{title} {' '.join(words)}".strip() for title, words in find_people(*read_names(text), fitted_weights())}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("Mrs. Hale sat.", "mrs Hale", id="a title"),
        pytest.param("He saw Emma there.", "Emma", id="a first name"),
        pytest.param("He saw Dorrit there.", "Dorrit", id="a first name of the world"),
        pytest.param("“No,” said Vitam. Vitam ran, and his hat fell.", "Vitam", id="no word, and speaks"),
        pytest.param("Then Vitam was a stout Englishman. Vitam ran, and his hat fell.", "Vitam", id="described"),
        pytest.param("St. Clare sat. “No,” said St. Clare.", "st Clare", id="a saint's name that speaks"),
        pytest.param("Then April smiled. “No,” said April.", "April", id="a month that speaks"),
        pytest.param("He saw the Mole. “No,” said the Mole. The Mole laughed.", "Mole", id="a beast that speaks"),
        pytest.param("He met Emma Hill. Emma Hill laughed.", "Emma Hill", id="a surname that is a place's ending"),
        pytest.param("Emma Vitam sat. They saw Vitam.", "Vitam", id="the surname of a person"),
    ],
)
def test_people(text, name):
    assert name in people_in(text)


@pytest.mark.parametrize(
    ("text", "name", "is_place"),
    [
        pytest.param("In Paris it rained. They saw Paris.", "Paris", True, id="on the map, though a first name"),
        pytest.param("He went to England. They saw England.", "England", True, id="a country"),
        pytest.param("Baker Street was dark.", "Baker Street", True, id="its last word"),
        pytest.param("He swam in Lake Superior.", "Lake Superior", True, id="its first word"),
        pytest.param("They saw Greenville. He liked Greenville.", "Greenville", True, id="its ending"),
        pytest.param("St. Petersburg was cold.", "st Petersburg", True, id="a saint's town"),
        pytest.param("He lived in Vitam. He was near Vitam.", "Vitam", True, id="people are in and near it"),
        pytest.param("They sold the Siamese twins. The Siamese twins laughed.", "Siamese", False, id="what twins"),
        pytest.param("They saw the Bennets. The Bennets were late.", "Bennets", False, id="a family"),
        pytest.param("The Horsemen were late.", "Horsemen", False, id="men"),
        pytest.param("He saw the Maria Celeste. The Maria Celeste sank.", "Maria Celeste", False, id="a ship"),
        pytest.param("“Uh-huh,” he said. “Uh-huh.”", "Uh-huh", False, id="a cry"),
        pytest.param("“Hee-hoo-hee!” he said.", "Hee-hoo-hee", False, id="a cry in no list"),
        pytest.param("He started my Fiesta. The Fiesta coughed.", "Fiesta", False, id="a make of cars"),
        pytest.param("He paid Vitam Engineering. Vitam Engineering rose.", "Vitam Engineering", False, id="a firm"),
        pytest.param("He met a Vitam. Two Vitam were there.", "Vitam", False, id="some of a kind"),
        pytest.param("They took the Vitam train at Vitam Road.", "Vitam", False, id="what train"),
        pytest.param("They saw Vitam. It was Vitam and its walls.", "Vitam", False, id="an it"),
    ],
)
def test_what_is_no_person(text, name, is_place):
    tallies, _ = read_names(text)
    tally = next(tally for (title, words), tally in tallies.items() if f"{title} {' '.join(words)}".strip() == name)

    assert name not in people_in(text)
    assert tally.is_place is is_place


def test_a_tally_counts_what_the_mentions_say():
    tallies, _ = read_names("He saw the Mole. “Run, Mole!” said Mole. Then Mole ran, and Mole was a fat man.")
    tally = tallies[name_key("Mole")]

    assert (tally.mentions, tally.narrated, tally.called, tally.acting) == (5, 4, 1, 2)
    assert (tally.signs["has an article"], tally.signs["has a role"]) == (1, 1)


def test_names_in_a_row_keep_company():
    tallies, capitals = read_names("He met Emma, Ann and Vitam. Vitam saw Emma.")
    vitam = tallies[name_key("Vitam")]

    assert vitam.beside == {name_key("Ann"): 1}
    assert name_features(vitam, capitals, Company(tallies))["beside people"] == 0.5


@pytest.mark.parametrize(
    ("name", "features"),
    [
        pytest.param("Emma", {"first name"}, id="a first name"),
        pytest.param("Daisy", {"first name that is a word"}, id="a first name that is a word"),
        pytest.param("Vitam", set(), id="nothing"),
        pytest.param("Vitam Korsk", {"several strange words"}, id="two strange words"),
        pytest.param("Paris", {"first name that is a place or date"}, id="a first name that is a city"),
        pytest.param("June", {"first name that is a place or date"}, id="a first name that is a month"),
        pytest.param("Hannigan", {"surname"}, id="a surname"),
        pytest.param("Boston", {"on the map", "surname"}, id="on the map"),
        pytest.param("Germany", {"a country", "surname"}, id="a country"),
        pytest.param("Fate", {"is thing"}, id="what is written large"),
        pytest.param("Catholic", {"of a people"}, id="a people"),
        pytest.param("Vitam of Korsk", {"of something"}, id="of something"),
        pytest.param("Vitam Lane", {"ends like a place"}, id="a street"),
        pytest.param("Vitam Ltd", {"several strange words", "ends with thing"}, id="a firm"),
        pytest.param("Mrs. Vitam", {"titled"}, id="a plain title"),
        pytest.param("Captain Vitam", {"titled: an office"}, id="an office"),
        pytest.param("Mother", {"bare title: kin"}, id="kin alone"),
        pytest.param("Whoops", {"is cry", "a plural"}, id="a cry"),
    ],
)
def test_a_name_by_itself(name, features):
    assert set(form_features(*name_key(name))) == features


@pytest.mark.parametrize(("word", "is_so"), [("uh-uh", True), ("ho-hi-ho", True), ("anne-marie", False), ("ha", False)])
def test_what_is_said_twice(word, is_so):
    assert is_doubled(word) is is_so
