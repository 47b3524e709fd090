import pytest

from english.weights import BIAS, Option, Scales, Weights, fitted_weights

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


def test_scales_keep_what_they_weighed_until_it_is_taken():
    scales = Scales({"place": {"bias": 1.0, "named": 2.0}, "rain": {"told": 0.5}})
    barn, hall = Option("barn", {}), Option("hall", {"named": 1.5})

    assert (scales.choose("place", [barn, hall]), scales.accepts("rain", Option("rain", {"told": -1.0}))) == (1, False)
    assert [(one.slot, one.weights) for one in scales.take()] == [("place", (1.0, 4.0)), ("rain", (-0.5,))]
    assert scales.take() == []


@pytest.mark.parametrize(
    ("features", "reasons"),
    [
        pytest.param({"near": 1.0, "named": 1.0}, [("named", -2.0), ("near", 0.5)], id="the heaviest first"),
        pytest.param({"near": 0.001, "strange": 9.0}, [], id="what weighs nothing is no reason"),
        pytest.param({}, [], id="nothing was seen"),
    ],
)
def test_reasons_are_what_weighs(features, reasons):
    assert Weights({"place": {"bias": 1.0, "named": -2.0, "near": 0.5}}).reasons("place", features) == reasons
