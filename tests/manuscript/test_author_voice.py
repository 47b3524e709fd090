"""Who speaks in a paragraph: the story, or its author to her readers."""

import pytest

from manuscript.author_voice import is_farewell, may_speak_to_readers, speaks_of_the_trade, speaks_to_readers


@pytest.mark.parametrize(
    ("text", "plainly", "perhaps"),
    [
        ("I hope you enjoyed this chapter as much as I did writing it, all of it.", True, True),
        ("All errors are mine.", False, True),
        ('"I wrote the chapter," she said, and gave me the pages one by one.', False, False),
        ("Snow came over the pass at noon, and the mule would not move for the rest of it.", False, False),
    ],
)
def test_who_speaks(text, plainly, perhaps):
    assert (speaks_to_readers(text), may_speak_to_readers(text)) == (plainly, perhaps)


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("Hi all! Patreon is five chapters ahead.", True, "of where she publishes"),
        ("If you liked this, leave a rating.", True, "a request"),
        ("The sea had no letters left to send.", False, "the story"),
        ("“Leave a comment,” said Jo.", False, "somebody speaks"),
    ],
)
def test_words_below_a_heading_that_may_be_a_note(text, expected, why):
    assert speaks_of_the_trade(text) is expected, why


@pytest.mark.parametrize(
    ("texts", "expected", "why"),
    [
        (
            ["Hey loves! Please vote and follow.", "QOTD: who was it?", "xoxo, Lena"],
            True,
            "vote, and a question of the day",
        ),
        (["Thank you for reading!", "Lena"], True, "a plain thanks"),
        (["I wrote to her that night.", "I am sorry, I said."], False, "a story told by I"),
        (
            [
                "Please vote and comment.",
                "Mara carried the lantern down to the steps and found the water over the stone.",
            ],
            False,
            "a story below",
        ),
        (["“Vote!” they cried, and every comment was a stone."], False, "speech"),
        (["Please vote and comment. " * 40], False, "as long as a scene"),
        ([], False, "nothing"),
    ],
)
def test_a_farewell_is_all_of_it(texts, expected, why):
    assert is_farewell(texts) is expected, why
