"""Which words of a scene stand below its picture: the whole sentence of what is drawn, never a tag of speech."""

import pytest

from english.tokens import parse_prose
from publish.quotations import (
    MOST_WORDS,
    Passage,
    bounds,
    has_subject,
    is_cut,
    is_finite,
    is_pause,
    is_speaking,
    is_tag,
    is_whole,
    neighbour,
    opens_speech,
    quote_at,
    quote_scene,
    starts_small,
    tells_enough,
    with_speech,
    without_joint,
    words_in,
    write_quote,
)
from records import Evidence, Scene, SceneReading


def scene(text):
    return Scene(1, 1, "", "a.md", 1, (1, 1), text)


def quoted(text, **slots):
    found = {slot: tuple(Evidence(1, text.index(word), word) for word in words) for slot, words in slots.items()}
    return quote_scene(scene(text), SceneReading(action="doing it" if "action" in slots else "", evidence=found))


LONG = "with the rain over the roofs of the town" + " and over the wide wet fields beyond" * 4


@pytest.mark.parametrize(
    ("text", "word", "caption"),
    [
        pytest.param("It rained. Ann ran across the yard.", "ran", "Ann ran across the yard.", id="its sentence"),
        pytest.param(
            "Ann met Mr. Reed at the gate. He bowed low.", "met", "Ann met Mr. Reed at the gate.", id="a title"
        ),
        pytest.param("“Where is he?” he asked.", "asked", "“Where is he?” he asked.", id="speech with its tag"),
        pytest.param(
            "“Come in. Sit down,” said Ann, lifting the lamp.",
            "lifting",
            "“Come in. Sit down,” said Ann, lifting the lamp.",
            id="the whole speech",
        ),
        pytest.param("“Come in.” He asked again.", "asked", "“Come in.” He asked again.", id="no bare tag"),
        pytest.param(
            "“Halt! Who goes there?” “A friend.” Ann lifted the lamp.",
            "lifted",
            "Ann lifted the lamp.",
            id="not another's speech",
        ),
        pytest.param(
            "Ann lifted the lamp. “Who goes there?” she said.", "lifted", "Ann lifted the lamp.", id="nor the next"
        ),
        pytest.param(
            'Ann lifted the lamp. "Who goes there?"', "lifted", "Ann lifted the lamp.", id="straight marks that open"
        ),
        pytest.param(
            'He sat. "Come in," Ann said, lifting the lamp. "Sit."',
            "lifting",
            '"Come in," Ann said, lifting the lamp.',
            id="straight marks around it",
        ),
        pytest.param(
            "Ann smiled. “You forget,” she said.", "smiled", "Ann smiled. “You forget,” she said.", id="short"
        ),
        pytest.param("The bell rang. Ann smiled.", "smiled", "The bell rang. Ann smiled.", id="short, at the end"),
        pytest.param("The bell rang.\nAnn smiled.", "smiled", "Ann smiled.", id="short, and alone in its paragraph"),
        pytest.param(
            "Ann frowned at me and said:\n“Let it go.”",
            "frowned",
            "Ann frowned at me and said: “Let it go.”",
            id="what she said a line below",
        ),
        pytest.param(
            "She stopped short before cupboard No. 17, and opened it.",
            "opened",
            "She stopped short before cupboard No. 17, and opened it.",
            id="a number is no sentence",
        ),
        pytest.param(
            "‘Come in,’ said Ann, lifting the lamp.", "lifting", "‘Come in,’ said Ann, lifting the lamp.", id="'"
        ),
    ],
)
def test_the_caption_is_the_whole_sentence(text, word, caption):
    assert quoted(text, action=[word]) == caption


@pytest.mark.parametrize(
    ("text", "word", "caption"),
    [
        pytest.param(f"Ann lifted the lamp, {LONG}, {LONG}.", "lifted", "Ann lifted the lamp…", id="up to a comma"),
        pytest.param(
            f"It was late {LONG}; Ann lifted the lamp; {LONG}.", "lifted", "…Ann lifted the lamp…", id="its own clause"
        ),
        pytest.param(
            f"It was late {LONG}, and Ann lifted the lamp.", "lifted", "…Ann lifted the lamp.", id="without the joint"
        ),
        pytest.param(
            f"“It was late {LONG}. No, late {LONG}. Go now,” said Ann, lifting the lamp.",
            "lifting",
            "“Go now,” said Ann, lifting the lamp.",
            id="the end of a long speech, with a mark of its own",
        ),
    ],
)
def test_a_long_sentence_is_quoted_in_part(text, word, caption):
    assert quoted(text, action=[word]) == caption


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param(f"She {'very ' * 40}slowly ran.", "ran", id="it cannot be cut"),
        pytest.param("He asked.", "asked", id="a bare tag"),
        pytest.param("“Go.”\nAsked the old man.", "Asked", id="a bare tag the other way round"),
        pytest.param("Lifting the lamp.", "Lifting", id="no verb"),
    ],
)
def test_no_caption_is_better_than_a_wrong_one(text, word):
    assert quoted(text, action=[word], place=[text[:2]]) == ""


def test_the_next_deed_of_the_moment_may_tell_it():
    text = f"She {'very ' * 40}slowly ran.\nAnn lifted the lamp."
    assert quoted(text, action=["ran", "lifted"]) == "Ann lifted the lamp."


def test_without_a_deed_it_is_where_the_place_stands():
    assert quoted("It rained on the town. She ran.", place=["town"]) == "It rained on the town."
    assert quoted("x") == ""


def test_what_the_author_says_is_done_has_no_sentence_of_another_deed():
    reading = SceneReading(action="opening the chest", evidence={"place": (Evidence(1, 0, "It"),)})
    assert quote_scene(scene("It rained on the town."), reading) == ""


def test_evidence_of_another_text_quotes_nothing():
    assert quote_at(parse_prose("She ran."), 400) == ""


# --- The steps --------------------------------------------------------------------------------------------------------
def passage_of(text):
    prose = parse_prose(text)
    return prose, Passage(0, len(prose.tokens))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He asked.", True),
        ("Asked the old man.", True),
        ("She told him again.", True),
        ("He asked for the lamp.", False),
        ("I shouted to the driver.", False),
        ("I read eagerly.", False),
        ("“No,” he said.", False),
    ],
)
def test_what_is_a_tag(text, expected):
    assert is_tag(*passage_of(text)) is expected


@pytest.mark.parametrize(
    ("text", "enough", "whole"),
    [
        ("Ann lifted the lamp.", True, True),
        ("Ann ran.", False, True),
        ("lifted the lamp.", False, False),
        ("He asked.", False, False),
        ("A red lamp beyond it.", False, False),
    ],
)
def test_what_tells_enough(text, enough, whole):
    prose, passage = passage_of(text)
    assert (tells_enough(prose, passage), is_whole(prose, passage)) == (enough, whole)
    assert starts_small(prose, passage) is text[0].islower()


def test_verbs():
    assert [is_finite(word) for word in ("ran", "was", "running", "lamp")] == [True, True, False, False]
    assert [is_speaking(word) for word in ("asked", "said", "read", "lifted")] == [True, True, False, False]


def test_sentences_and_their_speech():
    prose = parse_prose('Ann sat. "Go. Run," he said.\nNobody went.')
    assert [prose.tokens[bounds(prose, number).first].text for number in range(len(prose.sentences))][:2] == [
        "Ann",
        '"',
    ]
    assert write_quote(prose, with_speech(prose, 1, 1)) == '"Go. Run," he said.'
    assert opens_speech(prose, 3)
    assert not opens_speech(prose, 0)
    assert neighbour(prose, 0, -1) is None
    assert neighbour(prose, 0, 1) == 1
    assert neighbour(prose, len(prose.sentences) - 1, -1) is None


def test_where_a_sentence_may_be_cut():
    prose = parse_prose("It rained; Ann ran, and Paul sat.")
    tokens = prose.tokens
    assert [number for number in range(1, len(tokens)) if is_cut(tokens, number)] == [3, 6]
    assert [tokens[number].text for number in range(len(tokens)) if is_pause(tokens, number)] == [";", ","]
    assert has_subject(tokens, 3, 4)
    assert not has_subject(tokens, 4, 4)
    assert without_joint(tokens, 6, 9, Passage(0, 10)) == (7, 9)
    assert words_in(tokens[:3]) == ["it", "rained"]
    assert MOST_WORDS >= 30
