import pytest

from english.weights import BIAS, Option, Weights, fitted_weights

WEIGHTS = Weights({"place": {"stood in": 1.5, "road to": -2.0, "the": 0.25}, "weather": {BIAS: -1.0, "said": 0.8}})
KITCHEN = Option("kitchen", {"stood in": 1.0, "the": 1.0})
HARBOUR = Option("harbour", {"road to": 1.0, "stood in": 0.5})


def test_features_add_up_each_by_its_weight():
    assert WEIGHTS.weigh("place", KITCHEN.features) == 1.75
    assert WEIGHTS.weigh("place", HARBOUR.features) == -1.25
    assert WEIGHTS.weigh("place", {"unheard of": 3.0}) == 0, "what has no line weighs nothing"


def test_a_slots_bias_counts_always():
    assert WEIGHTS.weigh("weather", {}) == -1
    assert WEIGHTS.weigh("weather", {"said": 2.0}) == pytest.approx(0.6)


@pytest.mark.parametrize(
    ("options", "chosen", "why"),
    [
        ([HARBOUR, KITCHEN], 1, "what weighs most"),
        ([KITCHEN, KITCHEN], 0, "the first of equals"),
        ([Option("", {}), HARBOUR], 0, "nothing said, rather than what speaks against itself"),
        ([], None, "nothing to choose from"),
    ],
)
def test_which_option_is_chosen(options, chosen, why):
    assert WEIGHTS.choose("place", options) == chosen, why


def test_without_a_table_the_first_is_chosen_and_nothing_accepted():
    empty = Weights({})

    assert empty.choose("place", [HARBOUR, KITCHEN]) == 0
    assert not empty.accepts("weather", Option("rain", {"said": 9.0}))


@pytest.mark.parametrize(("said", "accepted"), [(1.0, False), (1.25, False), (1.3, True)])
def test_an_answer_is_accepted_where_it_weighs_more_than_nothing(said, accepted):
    assert WEIGHTS.accepts("weather", Option("rain", {"said": said})) is accepted


def test_the_fitted_weights_are_read_once():
    assert fitted_weights() is fitted_weights()
    assert all(isinstance(weight, float) for table in fitted_weights().tables.values() for weight in table.values())
