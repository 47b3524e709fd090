"""Whose a garment or feature is."""

import pytest
from reading_steps import looks_in, read_passage

from reading.look_owners import is_joint, owners_of
from reading.look_phrases import find_phrases
from reading.people_around import people_around


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("A calico dress hung from Nora's shoulders.", ("Nora", "calico dress"), id="hung from"),
        pytest.param(
            "Nora froze. Paul buckled the cloak across her shoulders.", ("Nora", "cloak"), id="put on another"
        ),
        pytest.param("Nora came with the red scarf wound about her.", ("Nora", "red scarf"), id="wound about"),
        pytest.param("Nora sang. There was a red ribbon in her hair.", ("Nora", "red ribbon"), id="in the hair"),
        pytest.param("Paul met Nora, a tall woman with grey hair.", ("Nora", "grey hair"), id="beside the name"),
        pytest.param("Paul had a thin face, framed by grey whiskers.", ("Paul", "grey whiskers"), id="laid over it"),
        pytest.param(
            "Nora held the end of her plait. It was a thick plait, dark red.",
            ("Nora", "thick dark red plait"),
            id="said of it in the next sentence",
        ),
        pytest.param("Nora sat up, the dark hair over her pale face.", ("Nora", "dark hair"), id="beside her face"),
        pytest.param("Nora wept. The dark head rose.", ("Nora", "dark head"), id="of the subject before"),
        pytest.param("Paul came. In his right eye there was a monocle.", ("Paul", "monocle"), id="seen on somebody"),
        pytest.param("A scar ran from the corner of Paul's eye.", ("Paul", "scar"), id="a mark of a part"),
        pytest.param("Nora liked the hat she wore.", ("Nora", "hat"), id="worn, said after it"),
        pytest.param("Nora put a straw hat upon her fair hair.", ("Nora", "straw hat"), id="on the hair"),
        pytest.param("Nora's hair was bound up in a red kerchief.", ("Nora", "red kerchief"), id="hair in it"),
        pytest.param("Nora's hair hung in long plaits.", ("Nora", "long plaits"), id="hair that is so"),
        pytest.param("Nora's face wore an absent expression.", ("Nora", "absent expression"), id="what a face wears"),
        pytest.param("Nora's face was framed by a grey hood.", ("Nora", "grey hood"), id="around a face"),
        pytest.param("Two blue eyes gleamed in the dark over Paul's face.", ("Paul", "blue gleaming eyes"), id="eyes"),
        pytest.param("Nora stood. Paul laid a hairy hand on her arm.", ("Paul", "hairy hands"), id="a hand on another"),
        pytest.param("Nora changed into her clothes: a tunic and tights.", ("Nora", "tunic"), id="after a colon"),
    ],
)
def test_finds_whose_it_is(text, expected):
    assert expected in looks_in(text)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        pytest.param("A calico dress hung from the wall. Nora sang.", "calico dress", id="from a wall"),
        pytest.param("A calico dress hung from Nora's bed.", "calico dress", id="from no part of a body"),
        pytest.param("Nora's hair mingled with his, and both of them had red hats.", "red hats", id="another clause"),
        pytest.param("Nora met Paul. The grey head of the statue shone.", "grey head", id="of a statue"),
        pytest.param("Nora kept a hat, and a gull stole the boots.", "boots", id="no list"),
    ],
)
def test_gives_it_to_nobody(text, what):
    assert what not in [found for _, found in looks_in(text)]


def test_a_list_is_whose_its_first_is():
    passage = read_passage("Nora wore a coat, a hat and blue boots, and Paul's scarf.")
    people = people_around(passage.tokens, passage.mentions.found)
    owners = owners_of(find_phrases(passage.prose, people.ends()), people)
    assert [passage.name(owned.who) for owned in owners] == ["Nora", "Nora", "Nora", "Paul"]


@pytest.mark.parametrize("word", ["and", "with", "pair", "red", "very", "hat"])
def test_words_within_a_list(word):
    assert is_joint(word)
