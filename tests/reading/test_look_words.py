"""What is said of a garment or feature."""

import pytest
from reading_steps import seen_of_nora

from reading.look_words import is_said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Nora's face was pale.", ["pale face"], id="is so"),
        pytest.param("Nora wept and her face went very pale.", ["weeping", "pale face"], id="goes so"),
        pytest.param("Nora sat there, her face very pale.", ["pale face"], id="no verb"),
        pytest.param("Nora's cheek was turning blue and yellow.", ["blue yellow cheeks"], id="turns so"),
        pytest.param("Nora's face was as white as paper.", ["white face"], id="as white as"),
        pytest.param("Nora's face was as she remembered it.", [], id="as, and no likeness"),
        pytest.param("Nora's ears went beet red.", ["red ears"], id="a shade"),
        pytest.param("Nora's eyes were a pale blue.", ["pale blue eyes"], id="a colour by its noun"),
        pytest.param("Nora's eyes were a torment.", [], id="another noun"),
        pytest.param("Nora's hair was tied back.", ["tied-back hair"], id="tied back"),
        pytest.param("Nora's lips drew back from her teeth.", [], id="no hair"),
        pytest.param("Nora had eyes that were blue.", ["blue eyes"], id="that were"),
        pytest.param("Nora's chin, which was firm, was cleft.", ["cleft chin"], id="over a relative clause"),
        pytest.param("Nora had hair as black as night.", ["black hair"], id="as black as"),
        pytest.param("Nora opened a mouth as tall as she was.", [], id="as tall as somebody"),
        pytest.param("Paul wept as Nora's hair turned white.", ["white hair"], id="as it turned"),
        pytest.param("Nora had hair the colour of straw.", ["straw-coloured hair"], id="the colour of"),
        pytest.param("Nora's eyes were the color of wet slate.", ["slate-colored eyes"], id="were the color of"),
        pytest.param("Nora's eyes had the colour.", [], id="no colour of anything"),
        pytest.param("The rings on Nora's fingers glittered.", ["rings"], id="what glitters are the rings"),
        pytest.param("A shawl was thrown over Nora's shoulders.", ["shawl"], id="where it is, no looks"),
        pytest.param("Nora sat with her sleeves rolled up.", ["rolled-up sleeves"], id="rolled up"),
        pytest.param("Nora's hair, short and grey, stuck up.", ["short grey hair"], id="between commas"),
        pytest.param("Nora's eyes, wide and bright as stars, shone.", ["wide bright eyes"], id="with a likeness"),
        pytest.param("Paul closed Nora's eyes, pale and tired.", [], id="said of somebody else"),
        pytest.param("Nora wore her hair long.", ["long hair"], id="worn so"),
    ],
)
def test_reads_what_is_said_of_a_thing(text, expected):
    assert seen_of_nora(text) == expected


@pytest.mark.parametrize(
    ("slot", "said", "unsaid"),
    [
        ("body", ["red", "lovely"], ["own", "quickly", ",", "natural", "honest"]),
        ("face", ["red", "honest"], ["own", "natural"]),
        ("outer", ["red", "natural"], ["own", "quickly"]),
    ],
)
def test_says_what_can_be_seen(slot, said, unsaid):
    assert [word for word in (*said, *unsaid) if is_said(word, slot)] == said
