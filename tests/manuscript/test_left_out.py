"""What an author is told of what is no story."""

from manuscript.inlines import Block
from manuscript.left_out import LONGEST_NAME, Left, tell_left_out
from records import LeftOut


def block(text, line, kind="paragraph"):
    return Block(kind, text, (line, line))


def test_a_section_is_one_entry_with_its_words_and_the_breaks_inside():
    notes = Left("CRAFT NOTES", (block("CRAFT NOTES", 17, "heading"), block("***", 19, "break"), block("A b c.", 21)))

    assert tell_left_out([notes], "a.md", 1000) == (LeftOut("a.md", (17, 21), "CRAFT NOTES", 5, 1, is_large=True),)


def test_breaks_at_its_edges_only_set_it_apart():
    note = Left("A/N", (block("***", 1, "break"), block("A/N: x", 3), block("***", 5, "break")))

    assert tell_left_out([note], "a.md", 1000) == (LeftOut("a.md", (3, 3), "A/N", 2),)


def test_neighbours_of_one_kind_are_one_entry_in_the_order_of_the_file():
    links = [Left("navigation", (block("Next", 9),)), Left("navigation", (block("Home", 7),))]
    mark = Left("an end mark", (block("FIN", 3),))

    assert [(told.what, told.lines) for told in tell_left_out([*links, mark], "a.md", 1000)] == [
        ("an end mark", (3, 3)),
        ("navigation", (7, 9)),
    ]


def test_more_than_a_tenth_of_a_file_is_large():
    note = Left("A/N", (block("one two", 1),))

    assert [tell_left_out([note], "", words)[0].is_large for words in (19, 20)] == [True, False]


def test_breaks_alone_and_nothing_are_not_told():
    assert tell_left_out([Left("x", (block("***", 1, "break"),)), Left("y", ())], "", 10) == ()


def test_a_long_heading_is_shortened():
    (told,) = tell_left_out([Left("word " * 30, (block("x", 1),))], "", 10)

    assert len(told.what) <= LONGEST_NAME
    assert told.what.endswith("…")
