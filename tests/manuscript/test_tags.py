"""Which angle brackets are tags, and which pictures and boxes divide scenes."""

import pytest

from manuscript.tags import attribute, paired_tags, picture_gap, tag_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("<i>", "i", id="opening"),
        pytest.param("</p>", "/p", id="closing"),
        pytest.param("<br/>", "br", id="both at once"),
        pytest.param("<A HREF='x'>", "a", id="capitals and attributes"),
        pytest.param("<br clear>", "br", id="a bare attribute where no words can stand"),
        pytest.param("<!-- note -->", "", id="a comment has no name"),
        pytest.param("<I am here>", None, id="a thought that begins like italics"),
        pytest.param("<he said>", None, id="no tag at all"),
        pytest.param("<dice-roll>", "dice-roll", id="a hyphen makes a tag"),
        pytest.param("<Box kind='x'>", "box", id="an attribute does"),
        pytest.param("<p\nclass='x'>", "p", id="over two lines"),
        pytest.param("<xyz>", None, id="a name that HTML does not have"),
    ],
)
def test_tags_and_an_authors_own_angle_brackets(text, name):
    assert tag_name(text) == name


def test_a_tag_that_is_opened_and_closed_is_one():
    own = paired_tags("<Letter>Dear Jo</Letter> <Nick> hi </Jo>")

    assert own == {"Letter"}
    assert [tag_name(tag, own) for tag in ("<Letter>", "</Letter>", "<Nick>")] == ["letter", "/letter", None]


@pytest.mark.parametrize(
    ("tag", "name", "value"),
    [
        ('<img src="a b.png" alt="x">', "src", "a b.png"),
        ("<img alt='' src=x.png>", "src", "x.png"),
        ("<img alt='' src=x.png>", "alt", ""),
        ("<img>", "src", ""),
    ],
)
def test_attributes(tag, name, value):
    assert attribute(tag, name) == value


@pytest.mark.parametrize(
    ("address", "words", "divides", "why"),
    [
        ("images/x.png", "", True, "a picture without words"),
        ("images/x.png", "image 3", True, "words that a tool put there"),
        ("images/scene-break.png", "a small wave", True, "its name says so"),
        ("images/x.png", "Scene break", True, "its words say so"),
        ("images/mill.jpg", "The mill at night", False, "an illustration"),
        ("images/map.jpg", "", False, "one by its name"),
    ],
)
def test_pictures_that_divide_scenes(address, words, divides, why):
    assert bool(picture_gap(address, words)) is divides, why
