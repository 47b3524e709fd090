"""What the words around one mention of a name tell: each sign, and what only looks like it."""

import pytest

from cast.name_signs import ends_like_place, following_gender, has_place_suffix, mention_signs
from cast.names import count_capitals, find_names
from english.tokens import parse_prose


def mention(text, name):
    """Find the last mention of a name."""
    prose = parse_prose(text)
    runs = find_names(prose, count_capitals([prose]))
    return prose.tokens, [run for run in runs if " ".join(run.words) == name][-1]


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        pytest.param("“No,” said Quill.", {"speaks"}, id="said"),
        pytest.param("Then Quill said no.", {"speaks"}, id="says"),
        pytest.param("Then Quill ran home.", {"acts"}, id="does something"),
        pytest.param("Then Quill would run.", {"would or had"}, id="would do something"),
        pytest.param("Then Quill had run.", {"would or had"}, id="had done something"),
        pytest.param("Then Quill had both hands full.", {"acts"}, id="had something"),
        pytest.param("So, if Quill came at all, it rained.", {"would or had"}, id="who may never come"),
        pytest.param("Then Quill was late.", {"is something"}, id="is something"),
        pytest.param("Then Quill was a short, stout Englishman.", {"has a role"}, id="is a man"),
        pytest.param("Then Quill was a house.", {"is something"}, id="is a house"),
        pytest.param("Then Quill were there.", {"are many"}, id="more than one"),
        pytest.param("They saw Quill, the butler, there.", {"is done to", "has a role"}, id="what he is, behind"),
        pytest.param("They saw Quill, the friend, there.", {"is done to", "has a role"}, id="a word of our own list"),
        pytest.param("They saw Quill, the village, there.", {"is done to"}, id="what it is, behind"),
        pytest.param("They heard his brother Quill there.", {"is somebody's"}, id="whose brother"),
        pytest.param("They saw Quill's face.", {"is done to", "has a body"}, id="has a face"),
        pytest.param("They saw Quill's roof.", {"owns", "is done to"}, id="has a roof"),
        pytest.param("They saw Quill whose hand shook.", {"is done to", "is a he or she"}, id="whose"),
        pytest.param("They saw Quill which shook.", {"is done to"}, id="which"),
        pytest.param("He lived in Quill for long.", {"in"}, id="in"),
        pytest.param("He was near Quill for long.", {"at"}, id="near"),
        pytest.param("He sat beside Quill for long.", {"has company"}, id="beside"),
        pytest.param("There was a man called Quill there.", {"is named"}, id="called"),
        pytest.param("It was called Quill there.", set(), id="a thing that is called so"),
        pytest.param("A man known as Quill ran.", {"is named", "acts"}, id="known as"),
        pytest.param("They saw a Quill again.", {"is counted"}, id="one of them"),
        pytest.param("They saw my Quill again.", set(), id="mine"),
        pytest.param(
            "They took the Quill train.", {"is done to", "has an article", "stands before a noun"}, id="what train"
        ),
        pytest.param("They saw Quill and its walls.", {"is done to", "is an it"}, id="its"),
        pytest.param("Then Quill seized it there.", {"acts"}, id="it is another"),
        pytest.param("My name is Quill, then.", {"is named"}, id="my name is"),
        pytest.param("He lived in the Quill for long.", {"in", "has an article"}, id="in the"),
        pytest.param("They saw the Quill again.", {"is done to", "has an article"}, id="the"),
        pytest.param(
            "They met the Quill doctor.", {"is done to", "has an article", "stands before a noun"}, id="his kind"
        ),
        pytest.param("They saw Quill with her hat.", {"is done to", "is a he or she"}, id="her"),
    ],
)
def test_signs(text, signs):
    assert set(mention_signs(*mention(text, "Quill"))) == signs


@pytest.mark.parametrize(
    ("text", "is_called"),
    [
        pytest.param("He saw Quill. “Run, Quill!” he said.", True, id="behind a comma"),
        pytest.param("He saw Quill. “Dear Quill, come,” he said.", True, id="dear"),
        pytest.param("He saw Quill. “Quill, come,” he said.", True, id="before a comma"),
        pytest.param("He saw Quill. “Quill?” He ran.", False, id="asked about"),
        pytest.param("He saw Quill. “Quill is late,” he said.", False, id="talked about"),
        pytest.param("He saw Quill. “Run, Quill's dog!” he said.", False, id="her dog is called"),
        pytest.param("Run, Quill, he thought.", False, id="not in speech"),
    ],
)
def test_who_is_called(text, is_called):
    assert ("is called" in mention_signs(*mention(text, "Quill"))) is is_called


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        pytest.param("They saw Quill lift her hat.", "female", id="her hat"),
        pytest.param("They saw Quill, and he ran.", "male", id="he"),
        pytest.param("They met Quill and Ann, as she said.", "", id="another name between"),
        pytest.param("They saw Quill kiss him.", "", id="him is another"),
        pytest.param("They saw Quill kiss her.", "", id="so is her before a full stop"),
        pytest.param("They saw Quill's cap. She ran.", "", id="whose cap it is says nothing"),
        pytest.param("They saw Quill's face as she ran.", "female", id="whose face it is does"),
        pytest.param("“No,” said Quill in her ear.", "", id="in whose ear?"),
        pytest.param("They saw Quill. “She ran.”", "", id="somebody says she"),
        pytest.param("They saw Quill " + "very " * 12 + "near her house.", "", id="too far away"),
    ],
)
def test_the_pronoun_that_follows(text, gender):
    assert following_gender(*mention(text, "Quill")) == gender


@pytest.mark.parametrize(
    ("words", "like_place", "suffix"),
    [
        (("Baker", "Street"), True, False),
        (("Lake", "Superior"), True, False),
        (("Street",), False, False),
        (("Emma", "Hale"), False, False),
        (("Greenville",), False, True),
        (("Yorkshire",), False, True),
        (("Emma",), False, False),
        (("Emma", "Greenville"), False, False),
    ],
)
def test_names_built_like_a_places(words, like_place, suffix):
    assert (ends_like_place(words), has_place_suffix(words)) == (like_place, suffix)
