"""What is seen of a deed that may be drawn."""

import pytest
from reading_steps import read_passage

from reading.action_features import Told
from reading.actions import find_deeds


def seen(text, lemma, place=""):
    passage = read_passage(text)
    told = Told(passage.prose, passage.events, passage.mentions.found, passage.realis)
    lead = passage.mentions.found[0].who
    return next(deed.features for deed in reversed(find_deeds(told, lead, place)) if deed.event.lemma == lemma)


@pytest.mark.parametrize(
    ("text", "lemma", "feature"),
    [
        pytest.param("Nora sat down by the net, covered with tar.", "cover", "suffered"),
        pytest.param("Nora opened her mouth.", "open", "of the face"),
        pytest.param("Nora sat while Paul told her that she smoked.", "smoke", "aside"),
        pytest.param("Nora and Paul sat. They sang.", "sing", "they"),
        pytest.param("Nora sat by the wall, where the dog slept.", "sleep", "nobody"),
        pytest.param("She sat. Nora sang.", "sing", "by name"),
        pytest.param("Nora sang. Then the long day went by, and nothing moved.", "sing", "opening"),
        pytest.param("Nora sat.\nThen she sang.", "sing", "first in paragraph"),
        pytest.param("Nora sang. Then she sang again.", "sing", "verb repeated"),
        pytest.param("Nora wanted a lamp, a lamp. She lit the lamp.", "light", "topic"),
    ],
)
def test_says_what_is_so(text, lemma, feature):
    assert seen(text, lemma)[feature]


@pytest.mark.parametrize(
    ("text", "lemma", "feature"),
    [
        pytest.param("Nora covered the net with tar.", "cover", "suffered"),
        pytest.param("Nora opened her hand.", "open", "of the face"),
        pytest.param("Nora sat and smoked.", "smoke", "aside"),
        pytest.param("Nora sang.", "sing", "they"),
        pytest.param("Nora sang.", "sing", "nobody"),
        pytest.param("Nora sat. Then she sang.", "sing", "by name"),
        pytest.param("Nora sat by the sea for a long and quiet while. She sang.", "sing", "opening"),
        pytest.param("Nora sat. Then she sang.", "sing", "first in paragraph"),
        pytest.param("Nora sang.", "sing", "verb repeated"),
        pytest.param("Nora lit the lamp.", "light", "topic"),
    ],
)
def test_and_what_is_not(text, lemma, feature):
    assert not seen(text, lemma)[feature]


def test_counts_the_words_and_how_well_the_verb_is_drawn():
    assert seen("Nora mended the net.", "mend")["words"] == len(["mending", "the", "net"])
    assert seen("Nora carried the net.", "carry")["drawable"] > seen("Nora knew the net.", "know")["drawable"]
    assert seen("Nora ran a finger along it.", "run")["drawable"] > seen("Nora ran a test.", "run")["drawable"]


def test_knows_the_place_in_the_words():
    assert seen("Nora sat in the kitchen.", "sit", "kitchen")["in the place"]
    assert not seen("Nora sat in the kitchen.", "sit", "garden")["in the place"]
