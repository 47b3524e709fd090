import pytest
from reading_steps import read_passage

from english.lexicon import lexicon
from reading.place_signs import (
    acts_like_a_person,
    before_noun,
    denied,
    find_subject,
    opens_paragraph,
    seen_afar,
    stands_outside,
    stands_within,
    weigh_mention,
    weigh_reality,
)
from reading.place_words import place_kinds

RULES = lexicon().prepositions.rules


def weigh(text, place):
    passage = read_passage(text)
    first = passage.at(place)
    return weigh_mention(passage.tokens, first, first + 1, passage.realis, place_kinds()[place])


@pytest.mark.parametrize(
    ("more", "less"),
    [
        pytest.param("Ruth sat in the barn.", "Ruth sat beyond the barn.", id="by what it depends on"),
        pytest.param("Ruth came to the barn.", "Ruth nodded to the barn.", id="by arrival"),
        pytest.param("Ruth sat in her barn.", "Ruth sat in a barn.", id="an own one"),
        pytest.param("Ruth sat in the barn.", "Ruth had sat in the barn.", id="of now"),
        pytest.param("Ruth sat in the barn.", 'Ruth said, "In the barn."', id="narrated"),
        pytest.param("Ruth sat in the barn.", "Nobody was in the barn.", id="not denied"),
        pytest.param("Ruth sat in the barn.", "Ruth sat in the barn lamps.", id="not before a noun"),
        pytest.param(
            "After they had gone the barn burned.", "After they had gone Ruth saw the barn.", id="its own time"
        ),
        pytest.param("The barn was warm.", "Ruth saw the barn.", id="what the sentence is about"),
        pytest.param("Ruth sat in the barn.", "She sang. " * 3 + "Ruth sat in the barn.", id="where it opens"),
        pytest.param(
            "She sang. " * 9 + "In the barn Ruth sat.",
            "She sang. " * 3 + "In the barn Ruth sat. She sang. " * 9,
            id="later",
        ),
    ],
)
def test_weighs_a_mention(more, less):
    assert weigh(more, "barn") > weigh(less, "barn")


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        pytest.param("Ruth sat in the barn.", "barn", 1.275, id="what happens now"),
        pytest.param("She sang. She sang. Ruth repeated what had been shouted in the barn.", "barn", 0.35, id="had"),
        pytest.param("The sailors had laid him in a cabin.", "cabin", RULES.arrived, id="had brought, where it opens"),
        pytest.param("When Marl lived there had been a cellar.", "cellar", RULES.unreal, id="there had been"),
        pytest.param("It was a hill that you hardly saw from a car.", "car", 0.34, id="you, anybody"),
        pytest.param("What she saw was a garden.", "garden", 0.34, id="what she saw"),
        pytest.param("What she saw were gardens.", "gardens", 0.34, id="what she saw, several"),
        pytest.param("All she did was sing in the garden.", "garden", 0.85, id="all she did there"),
    ],
)
def test_weighs_how_real_a_mention_is(text, place, expected):
    passage = read_passage(text)
    assert weigh_reality(passage.tokens, passage.at(place), passage.realis) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        pytest.param("The ward was dim.", "ward", RULES.opening_subject, id="where it opens"),
        pytest.param("She sang. She sang. The ward was dim.", "ward", RULES.subject, id="later"),
        pytest.param("She sang. She sang.\nThe ward was dim.", "ward", RULES.opening_subject, id="in a new paragraph"),
        pytest.param("The bridge spanned a canal.", "bridge", RULES.opening_subject, id="what a bridge does"),
        pytest.param("The kitchen had no lamp.", "kitchen", RULES.subject, id="what it has"),
        pytest.param("It rained, and the kitchen was warm.", "kitchen", RULES.subject, id="in a later clause"),
        pytest.param("After they had gone the house slept.", "house", RULES.subject, id="after a clause"),
        pytest.param("The barn had burned.", "barn", 0.0, id="what had been done"),
        pytest.param("Her house was at the end.", "house", 0.0, id="where the house is"),
        pytest.param("The kitchen was at the end.", "kitchen", RULES.opening_subject, id="a room, where it is"),
        pytest.param("It rained, and the kitchen was painted.", "kitchen", 0.0, id="what is done to it"),
        pytest.param("The meadow was wet.", "meadow", 0.0, id="nature"),
        pytest.param("Ruth saw the ward was dim.", "ward", 0.0, id="after a verb"),
        pytest.param('"The ward was dim," she said.', "ward", 0.0, id="said aloud"),
        pytest.param("The ward", "ward", 0.0, id="nothing said of it"),
    ],
)
def test_a_sentence_may_be_about_a_place(text, place, expected):
    passage = read_passage(text)
    first = passage.at(place)
    assert find_subject(passage.tokens, first, first + 1, place_kinds()[place]) == expected


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        pytest.param("Nobody was in the hall.", "hall", RULES.denied, id="nobody"),
        pytest.param("Ben was not at the inn.", "inn", RULES.denied, id="not there"),
        pytest.param("Ben was going back to the inn.", "inn", RULES.afar, id="on the way"),
        pytest.param("They talked of the old garden.", "garden", RULES.denied, id="talked of"),
        pytest.param("They talked in the old garden.", "garden", 1.0, id="talked there"),
        pytest.param("They remembered the sea, her kitchen.", "kitchen", RULES.denied, id="remembered"),
        pytest.param("They remembered; the kitchen was warm.", "kitchen", 1.0, id="after a semicolon"),
        pytest.param("A bus pulled out into the road.", "road", RULES.denied, id="traffic"),
        pytest.param("A bus went by; the road was wet.", "road", 1.0, id="no traffic in this clause"),
        pytest.param("They came in a bus along the road.", "road", 1.0, id="in a bus"),
        pytest.param("Nora ran the bakery.", "bakery", RULES.denied, id="only runs it"),
        pytest.param("Nora ran to the bakery.", "bakery", 1.0, id="runs there"),
    ],
)
def test_knows_where_nobody_is(text, place, expected):
    passage = read_passage(text)
    assert denied(passage.tokens, passage.at(place)) == expected


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        pytest.param("Ruth gazed at the castle.", "castle", RULES.afar, id="gazed at"),
        pytest.param("Ruth watched the river.", "river", RULES.afar, id="watched, outdoors"),
        pytest.param("Ruth watched the kitchen.", "kitchen", 1.0, id="watched a room"),
        pytest.param("Ruth gazed round the castle.", "castle", 1.0, id="round it"),
        pytest.param("Ruth gazed. At the castle she stopped.", "castle", 1.0, id="in another sentence"),
        pytest.param("Ruth sat at the castle.", "castle", 1.0, id="no look"),
        pytest.param("The marsh turned into fields.", "fields", 0.0, id="turning into"),
        pytest.param("The car turned into the yard.", "yard", 1.0, id="turning in"),
        pytest.param(
            "Ruth looked down: two guards, a truck in the yard.", "yard", RULES.afar, id="a list of what is seen"
        ),
        pytest.param("Ruth looked down: two guards; a truck in the yard.", "yard", 1.0, id="after a semicolon"),
    ],
)
def test_what_is_looked_at_is_elsewhere(text, place, expected):
    passage = read_passage(text)
    kinds = place_kinds()
    kind = kinds.get(place) or kinds[place.removesuffix("s")]
    assert seen_afar(passage.tokens, passage.at(place), kind) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ruth sat at the school table.", 1.0),
        ("It lay on the school table.", RULES.before_noun),
        ("It lay on the school floor.", 1.0),
        ("Ruth saw the school bus.", RULES.before_noun),
        ("Ruth saw the school.", 1.0),
        ("Ruth saw the school Emma built.", 1.0),
    ],
)
def test_weighs_a_place_before_a_noun(text, expected):
    passage = read_passage(text)
    first = passage.at("school")
    assert before_noun(passage.tokens, first, first + 1) == expected


@pytest.mark.parametrize(
    ("text", "place", "outside", "within"),
    [
        pytest.param("Ben sat behind the school.", "school", True, False, id="behind it"),
        pytest.param("Ben sat in front of the school.", "school", True, False, id="in front of it"),
        pytest.param("Ben saw the roof of the school.", "school", True, False, id="its roof"),
        pytest.param("The school loomed.", "school", True, False, id="seen from outside"),
        pytest.param("Ben sat in the school.", "school", False, True, id="in it"),
        pytest.param("Ben boarded the train.", "train", False, True, id="boarded"),
        pytest.param("Ben came to the train.", "train", False, True, id="came to it"),
        pytest.param("A train went by.", "train", False, False, id="it goes by"),
        pytest.param("The train loomed.", "train", False, False, id="no building"),
    ],
)
def test_tells_beside_a_place_from_in_it(text, place, outside, within):
    passage = read_passage(text)
    first = passage.at(place)
    assert stands_outside(passage.tokens, first, first + 1, place_kinds()[place]) is outside
    assert stands_within(passage.tokens, first) is within


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Milford smiled.", True),
        ("Milford said so.", True),
        ("Milford burned.", False),
        ("Milford smiles.", False),
        ('"Milford smiled," said Ben.', False),
        ("Milford", False),
    ],
)
def test_no_place_smiles(text, expected):
    passage = read_passage(text)
    assert acts_like_a_person(passage.tokens, passage.at("milford") + 1) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("The ward slept.", True), ("It rained.\nThe ward slept.", True), ("It rained. The ward slept.", False)],
)
def test_knows_the_first_sentence_of_a_paragraph(text, expected):
    passage = read_passage(text)
    assert opens_paragraph(passage.tokens, passage.at("ward")) is expected
