"""What stands above and below the words of a chapter, and what only looks like it."""

import pytest
from kept_story import kept


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("(1,234 words)\n\nF\n\n---\n\n*1,667 words.*", ["F", "-"], id="word counts"),
        pytest.param("F\n\n*Word count: 2345*\n\n*TBC*", ["F"], id="above an end mark"),
        pytest.param("F\n\n---\n\nThanks for reading!\n\nNext chapter on Friday!", ["F", "-"], id="thanks"),
        pytest.param("She wrote:\n\n1,788 words to go.", ["She wrote:", "1,788 words to go."], id="on a wall"),
        pytest.param(
            "F\n\n---\n\nHey guys! Please vote and comment.\n\n~ Jo\n\nWord count: 9", ["F", "-"], id="with a count"
        ),
        pytest.param("F\n\n(1,234 words)\n\nE", ["F", "(1,234 words)", "E"], id="amid the story"),
        pytest.param("F\n\n#ferry #wip", ["F"], id="tags"),
        pytest.param("POV: Juno\nSetting: the ship\nWord goal: 1,500\n\nF", ["F"], id="lines of a plan"),
        pytest.param("Name: Juno\nStatus: missing\n\nF", ["Name: Juno Status: missing", "F"], id="a report's lines"),
        pytest.param("F\n\n---\n\nDon't forget to vote!", ["F", "-"], id="a request"),
        pytest.param("F\n\n---\n\nHey loves! Please vote and comment.\n\nxoxo, Jo", ["F", "-"], id="a farewell"),
        pytest.param("Hi all! Vote for this story.\n\n---\n\nF", ["-", "F"], id="a greeting"),
        pytest.param(
            "F\n\n---\n\nI went to vote.\n\nIt rained.", ["F", "-", "I went to vote.", "It rained."], id="a scene"
        ),
        pytest.param("[← Previous](a.md) | [Next →](b.md)\n\nF\n\nNext chapter", ["F"], id="navigation"),
        pytest.param(
            '"Thank you for coming," she said.', ['"Thank you for coming," she said.'], id="thanks in a speech"
        ),
    ],
)
def test_edges(text, expected):
    assert kept(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("F\n\n**END CHAPTER 1**", ["F"], id="bold"),
        pytest.param("F\n\n~ fin ~", ["F"], id="between ornaments"),
        pytest.param("F\n\nTo be continued…\n\nPlease review!", ["F"], id="above an appeal"),
        pytest.param("F\n\nThe end.\n\nE", ["F", "The end.", "E"], id="with prose below it is a sentence"),
        pytest.param("F\n\n[end of part two]\n\nE", ["F", "E"], id="but for a plain mark"),
        pytest.param("On it stood:\n\nTHE END\n\nE", ["On it stood:", "THE END", "E"], id="on a screen"),
        pytest.param("The end of the pier was cold.", ["The end of the pier was cold."], id="an end of something"),
    ],
)
def test_end_marks(text, expected):
    assert kept(text) == expected
