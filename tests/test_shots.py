import pytest

from shots import choose_shot


@pytest.mark.parametrize(
    ("drawn", "speech", "verbs", "mood", "expected"),
    [
        (0, 0.0, (), "", "establishing shot"),
        (1, 0.0, ("walk",), "", "wide shot"),
        (2, 0.5, ("sit",), "", "two-shot"),
        (1, 0.0, ("sit",), "fearful", "close-up"),
        (1, 0.0, ("sit",), "cheerful", "medium shot"),
    ],
)
def test_frames_by_what_is_read(drawn, speech, verbs, mood, expected):
    assert choose_shot(drawn, speech, verbs, mood, before="") == expected


def test_neighbours_differ():
    assert choose_shot(1, 0.0, ("sit",), "", before="medium shot") != "medium shot"
