import math

import pytest

np = pytest.importorskip("numpy", reason="fitting needs numpy")

from english.weights import Option  # noqa: E402
from tools.fit_rows import Choice  # noqa: E402
from tools.fit_solver import fit_weights, spread_out  # noqa: E402


def choice(*options):
    """Options as (right, features)."""
    rows = tuple(Option(str(number), features) for number, (_, features) in enumerate(options))
    return Choice("book", "1", rows, tuple(float(right) for right, _ in options))


def fit(choices, names, ridge=1.0, signs=None, free=""):
    return fit_weights(spread_out(choices, names), ridge, signs or {}, free, {})


MOSTLY_RED = [choice((1, {"red": 1}), (0, {"blue": 1}))] * 30 + [choice((0, {"red": 1}), (1, {"blue": 1}))] * 10


def test_what_is_right_more_often_weighs_more():
    weights = fit(MOSTLY_RED, ["blue", "red"])

    assert weights["red"] == pytest.approx(-weights["blue"])
    assert 0.4 < weights["red"] < math.log(3) / 2  # what three to one would give without ridge


def test_without_cost_the_weight_is_that_of_the_odds():
    assert fit(MOSTLY_RED, ["red"], free="red")["red"] == pytest.approx(math.log(3), abs=1e-6)


@pytest.mark.parametrize(("sign", "held"), [("-", True), ("+", False)])
def test_a_sign_known_beforehand_holds(sign, held):
    weights = fit(MOSTLY_RED, ["blue", "red"], signs={"red": sign})

    assert (weights["red"] == pytest.approx(0)) == held
    assert weights["blue"] < 0


def test_of_several_right_answers_any_will_do():
    both = [choice((1, {"red": 1}), (1, {"blue": 1}), (0, {}))] * 20
    weights = fit(both, ["blue", "red"])

    assert weights["red"] == pytest.approx(weights["blue"])
    assert weights["red"] > 0.5


def test_an_answer_that_is_half_right_weighs_less_than_a_right_one():
    weights = fit([choice((1, {"red": 1}), (0.5, {"blue": 1}), (0, {}))] * 20, ["blue", "red"])

    assert weights["red"] > weights["blue"]


def random_choices(count=150):
    draw = np.random.default_rng(1)
    for _ in range(count):
        rows = ({name: float(draw.normal()) for name in "abc"} for _ in range(5))
        yield choice(*((draw.random() < 0.4, features) for features in rows))


def test_the_fit_is_where_nothing_near_is_better():
    choices = [one for one in random_choices() if max(one.rights) > min(one.rights)]
    evidence = spread_out(choices, list("abc"))
    weights = np.array(list(fit_weights(evidence, 3.0, {}, "", {}).values()))
    starts = np.cumsum(evidence.sizes) - evidence.sizes

    def loss(weights):
        each = np.exp(evidence.rows @ weights)
        of_all, of_right = np.add.reduceat(each, starts), np.add.reduceat(each * evidence.rights, starts)
        return np.sum(np.log(of_all) - np.log(of_right)) + 1.5 * np.sum((weights * evidence.rows.std(axis=0)) ** 2)

    for number in range(3):
        for step in (-1e-4, 1e-4):
            moved = weights.copy()
            moved[number] += step
            assert loss(moved) > loss(weights)


def test_wherever_one_begins_one_ends_at_the_same_weights():
    evidence = spread_out([one for one in random_choices() if max(one.rights) > min(one.rights)], list("abc"))
    here, there = (fit_weights(evidence, 3.0, {}, "", {"a": first}) for first in (0.0, 2.0))

    assert here == pytest.approx(there, abs=1e-7)


def test_a_part_of_the_evidence_is_some_choices_with_some_features():
    evidence = spread_out([choice((1, {"a": 1}), (0, {"b": 2})), choice((0, {"b": 3}), (1, {"a": 4}))], ["a", "b"])
    part = evidence.part(np.array([False, True]), ["b"])

    assert part.rows.tolist() == [[3.0], [0.0]]
    assert part.rights.tolist() == [0.0, 1.0]
    assert part.sizes.tolist() == [2]


def test_without_choices_nothing_is_weighed():
    assert fit([], ["red"]) == {"red": 0}


def test_the_last_steps_are_taken_too():
    """Two ways to the same weights end so near each other that both round alike."""
    evidence = spread_out([one for one in random_choices(600) if max(one.rights) > min(one.rights)], list("abc"))
    here, there = (fit_weights(evidence, 3.0, {}, "", {"a": first, "c": -first}) for first in (0.0, 0.3))

    assert here == pytest.approx(there, abs=1e-12)
