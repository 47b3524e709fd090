import pytest

pytest.importorskip("numpy", reason="fitting needs numpy")

from english.weights import BIAS, Option
from tools.fit_rows import Choice
from tools.fit_slots import Rarity, SlotPlan, common_features, count_features, fit_slot, gather

LIMITS = Rarity(20, 8)


def yes_or_no(number, right, features):
    return Choice(f"book {number // 4 % 10}", str(number), (Option("Ann", features),), (float(right),))


def people(count=100):
    """Those who act are there; "quoted" says half the time that one is not; "once" is rare; "noise" says nothing."""
    for number in range(count):
        features = {"acts": 1.0} if number % 2 else {"quoted": float(number % 4 == 0)}
        yield yes_or_no(number, number % 2, features | ({"once": 1.0} if number < 5 else {}) | {"noise": number % 3})


PLAN = SlotPlan(is_choice=False, ridge=1.0)


def fit(choices, plan=PLAN, limits=LIMITS):
    return fit_slot(gather(choices, plan), plan, limits, {choice.book for choice in choices})


def test_a_feature_that_decides_gets_its_sign_and_a_rare_one_no_line():
    table = fit(list(people()))

    assert table["acts"] > 1
    assert table["quoted"] < 0
    assert "once" not in table
    assert BIAS in table
    assert all(round(weight, 2) == weight for weight in table.values())


@pytest.mark.parametrize(
    ("limits", "named"), [(Rarity(6, 2), "acts noise quoted"), (Rarity(50, 5), "acts noise"), (Rarity(1, 11), "")]
)
def test_a_feature_must_be_seen_often_and_in_several_books(limits, named):
    assert common_features(gather(list(people()), PLAN), {f"book {n}" for n in range(10)}, limits) == named.split()


def test_only_the_books_asked_for_are_fitted_to():
    rows = gather(list(people()), PLAN)

    assert common_features(rows, {"book 1"}, Rarity(2, 1)) == ["acts", "noise", "quoted"]
    assert fit_slot(rows, PLAN, LIMITS, {"book 1"}) == {BIAS: pytest.approx(0, abs=0.01)}


def test_a_feature_of_no_value_is_not_seen():
    assert count_features([yes_or_no(1, 1, {"a": 0.0, "b": 2.0})]) == {"b": 1}


def test_the_strongest_are_kept():
    assert set(fit(list(people()), PLAN._replace(most=1), Rarity(1, 1))) == {BIAS, "acts"}


def test_an_answer_that_says_nothing_is_not_learnt_from_where_it_is_never_right():
    silence = Option("", {"none": 1.0, "quiet": 1.0})
    options = (silence, Option("tense", {"cries": 2.0}), Option("comic", {"laughs": 1.0}))
    choices = [Choice(f"book {number}", "1", options, (0.0, 1.0, 0.0)) for number in range(10)]
    table = fit(choices, SlotPlan(is_choice=True, silence="none", least_said=0.5, ridge=1.0), Rarity(1, 1))

    assert table == {"cries": table["cries"], "laughs": table["laughs"], "none": 0}
    assert table["cries"] > 0 > table["laughs"]
