import pytest

from english.lexicon import lexicon
from reading.framing import choose_shot

VARIANTS = lexicon().shots.variants


def shot(drawn=1, speech=0.0, verbs=(), mood="peaceful", before="", text="Emma sat."):
    return choose_shot(drawn, speech, verbs, mood, before, text)


@pytest.mark.parametrize(
    ("scene", "fitting"),
    [
        pytest.param({"drawn": 0}, "establishing shot", id="nobody"),
        pytest.param({"drawn": 0, "verbs": ("walk",)}, "establishing shot", id="nobody walks"),
        pytest.param({"verbs": ("run",)}, "wide shot", id="a journey"),
        pytest.param({"drawn": 2, "speech": 0.6}, "two-shot", id="a talk"),
        pytest.param({"drawn": 2, "speech": 0.1}, "medium shot", id="two who hardly talk"),
        pytest.param({"speech": 0.9}, "medium shot", id="one who talks alone"),
        pytest.param({"mood": "fearful"}, "close-up", id="a strong feeling"),
        pytest.param({"drawn": 3, "mood": "fearful"}, "medium shot", id="the fear of several"),
        pytest.param({}, "medium shot", id="anything else"),
    ],
)
def test_the_frame_fits_the_scene(scene, fitting):
    assert shot(**scene) in VARIANTS[fitting]


@pytest.mark.parametrize("fitting", VARIANTS)
def test_neighbours_differ(fitting):
    for before in VARIANTS[fitting]:
        assert all(choose_shot(1, 0, (), "peaceful", before, str(n)) != before for n in range(30))


def test_texts_vary_the_frame():
    assert {shot(text=str(n)) for n in range(30)} == set(VARIANTS["medium shot"])


def test_a_scene_put_in_before_changes_few_frames_after_it():
    texts = [f"Emma sat on chair {n}." for n in range(200)]

    def frames(first):
        shots = [first]
        for text in texts:
            shots.append(shot(before=shots[-1], text=text))
        return shots[1:]

    changed = [one != other for one, other in zip(frames("medium shot"), frames("full shot"), strict=True)]
    assert sum(changed) <= 6
