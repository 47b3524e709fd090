import pytest

from english.weights import Option
from tools.fit_bias import (
    BIASES,
    accuracy,
    best_of,
    bias_of_silence,
    bias_of_yes,
    f1,
    rather_none,
    silence_for_share,
    whole_scenes,
)
from tools.fit_rows import Choice


def asked(scene, right):
    return Choice("book", scene, (Option("Ann", {}),), (float(right),))


SCENES = [asked("1", 1), asked("1", 1), asked("1", 0), asked("2", 1), asked("2", 0)]


@pytest.mark.parametrize(
    ("said", "share", "mean", "careful", "scenes"),
    [("yynyn", 1, 1, 1, 1), ("yyyyn", 0.8, 6 / 7, 2 / 3, 0.5), ("ynnyn", 0.8, 0.8, 0.8, 0.5), ("nnnnn", 0.4, 0, 0, 0),
     ("yyyyy", 0.6, 0.75, 0.5, 0)],
)  # fmt: skip
def test_what_a_bias_is_set_for(said, share, mean, careful, scenes):
    answers = [letter == "y" for letter in said]

    assert accuracy(SCENES, answers) == pytest.approx(share)
    assert f1(SCENES, answers) == pytest.approx(mean)
    assert rather_none(SCENES, answers) == pytest.approx(careful)
    assert whole_scenes(SCENES, answers) == pytest.approx(scenes + careful)


def test_the_bias_of_a_question_lies_between_what_is_and_what_is_not():
    assert -2 < bias_of_yes(SCENES, [[3.0], [2.5], [0.4], [2.2], [0.2]], accuracy) < -0.4
    assert bias_of_yes(SCENES, [[0.5], [0.5], [-0.5], [0.5], [-0.5]], accuracy) == 0


def test_a_lone_peak_is_luck():
    gains = [0.0] * len(BIASES)
    gains[10] = 1.0
    gains[30:36] = [0.8] * 6

    assert BIASES[31] <= best_of(gains) <= BIASES[34]


HOURS = (Option("night", {}), Option("dawn", {}), Option("unknown", {}))


@pytest.mark.parametrize(("cost", "silent"), [(3.0, True), (0.0, False)])
def test_silence_weighs_as_much_as_a_wrong_answer_costs(cost, silent):
    unsure = [Choice("book", str(at), HOURS, (float(at % 2), 1.0 - at % 2, 0.0)) for at in range(10)]
    scores = [[1.0, 0.5, 0.0]] * 10

    assert (bias_of_silence(unsure, scores, cost) > 1.0) is silent


def test_something_is_said_in_a_share_of_the_scenes():
    moods = [Choice("book", str(at), (Option("", {}), Option("grim", {})), (0.0, 1.0)) for at in range(10)]
    scores = [[0.5, at / 10] for at in range(10)]
    weight = silence_for_share(moods, scores, 0.6)

    assert sum(said >= quiet + weight for quiet, said in scores) == 6
