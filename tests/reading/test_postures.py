import pytest
from reading_steps import read_passage

from reading.postures import find_posture


def posture_at(text, deed):
    """How the one who does a deed sits, stands or lies meanwhile; "" where nothing tells."""
    passage = read_passage(text)
    best = next(event for event in passage.events if event.token == passage.at(deed))
    found = find_posture(passage.prose, best, passage.events)
    return found.lemma if found else ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Nora sat on the floor. She wrapped the clock.", "sit", id="in the same paragraph"),
        pytest.param("Nora wrapped the clock. She sat on the floor.", "sit", id="a sentence later"),
        pytest.param("Nora sat on the floor.\nIt rained.\nNora wrapped the clock.", "sit", id="two paragraphs before"),
        pytest.param(f"Nora sat there.{' Nora sang.' * 9}\nNora wrapped the clock.", "sit", id="one long paragraph"),
        pytest.param("Nora sat down. She lay on the mat. She wrapped the clock.", "lie", id="the nearest one"),
        pytest.param("Nora stood a little apart. She wrapped the clock.", "stand", id="a little, no object"),
        pytest.param("Nora stood there. She went out. She wrapped the clock.", "stand", id="who stood, stands again"),
        pytest.param("Paul lay in the boat. Nora wrapped the clock.", "", id="another person's"),
        pytest.param("Nora sat on the floor. She went out. She wrapped the clock.", "", id="she has moved"),
        pytest.param("Nora lay her head on the table. She wrapped the clock.", "", id="her head lies"),
        pytest.param("Nora had sat on the floor. She wrapped the clock.", "", id="before"),
        pytest.param("Nora sat up. She wrapped the clock.", "", id="sat up"),
        pytest.param("Nora wrapped the clock.\nNora sat on the floor.", "", id="only a paragraph later"),
    ],
)
def test_a_posture_is_of_the_same_person_and_time(text, expected):
    assert posture_at(text, "wrapped") == expected


@pytest.mark.parametrize(
    ("deed", "expected"),
    [
        pytest.param("wrapped", "stand", id="done standing"),
        pytest.param("sewed", "", id="done sitting"),
    ],
)
def test_who_stood_does_not_stand_to_what_is_done_sitting(deed, expected):
    assert posture_at(f"Nora stood there. She went out. She {deed} the flag.", deed) == expected


@pytest.mark.parametrize(
    ("opening", "paragraphs", "expected"),
    [
        pytest.param("Nora sat there.", [60, 60], "sit", id="sits for three paragraphs"),
        pytest.param("Nora sat there.", [2] * 12, "sit", id="sits for a few words"),
        pytest.param("Nora sat there.", [40] * 4, "", id="sits no longer"),
        pytest.param("Nora stood there. She left.", [40] * 9, "stand", id="stands for some paragraphs"),
        pytest.param("Nora stood there. She left.", [2] * 40, "stand", id="stands for more words"),
        pytest.param("Nora stood there. She left.", [40] * 16, "", id="stands no longer"),
    ],
)
def test_a_posture_does_not_hold_for_ever(opening, paragraphs, expected):
    between = "".join(f"\n{'on ' * words}." for words in paragraphs)
    assert posture_at(f"{opening}{between}\nNora wrapped it.", "wrapped") == expected
