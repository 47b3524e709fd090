"""Whatever goes in, no text becomes markup; XHTML is well-formed besides."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.markup import Markup, element, join, join_tags, legal, tag


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        pytest.param(element("p", "a < b & c"), "<p>a &lt; b &amp; c</p>", id="text is escaped"),
        pytest.param(element("p", element("b", "x")), "<p><b>x</b></p>", id="elements are not escaped twice"),
        pytest.param(element("p", 'say "no"'), '<p>say "no"</p>', id="quotes in text are no harm"),
        pytest.param(element("a", title='"><script>'), '<a title="&quot;&gt;&lt;script&gt;"></a>', id="attribute"),
        pytest.param(element("a", title="it's"), '<a title="it&#x27;s"></a>', id="apostrophe in an attribute"),
        pytest.param(element("img", alt=""), '<img alt="">', id="void, and an empty value is kept"),
        pytest.param(element("p", hidden=True, id=None, lang=False), "<p hidden></p>", id="bare, and left out"),
        pytest.param(element("p", data_x=0, tabindex=1), '<p data-x="0" tabindex="1"></p>', id="numbers, 0 too"),
        pytest.param(element("p", class_="a", name="n"), '<p class="a" name="n"></p>', id="reserved words"),
    ],
)
def test_html(made, expected):
    assert made == expected


def test_one_and_true_are_different_attributes():
    assert element("p", hidden=True) + element("p", hidden=1) == '<p hidden></p><p hidden="1"></p>'


def test_joining_escapes_what_is_not_html():
    assert join(["<", Markup("<br>")]) == "&lt;<br>"


@given(st.text(), st.text())
def test_any_text_is_well_formed_and_comes_back(words, value):
    read = ET.fromstring(tag("p", words, title=value))

    assert (read.text or "") == legal(words).replace("\r\n", "\n").replace("\r", "\n")
    assert "title" in read.attrib


@pytest.mark.parametrize("letter", ["\x00", "\x0b", "\x1f", "\ufffe", "\uffff", "\ud800"])
def test_what_xml_forbids_is_replaced(letter):
    assert legal(f"a{letter}b") == "a\ufffdb"


@pytest.mark.parametrize("text", ["a\tb\nc", "é 中 \U0001f600", "\x7f"])
def test_what_xml_allows_stays(text):
    assert legal(text) == text


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (tag("p", "a < b & c"), "<p>a &lt; b &amp; c</p>"),
        (tag("p", tag("em", "a")), "<p><em>a</em></p>"),
        (tag("br"), "<br/>"),
        (tag("meta", "words", property="x"), '<meta property="x">words</meta>'),
        (tag("img", src='"x"', alt=""), '<img src="&quot;x&quot;" alt=""/>'),
        (tag("p", class_=None), "<p></p>"),
        (tag("nav", epub__type="toc", aria_label="x"), '<nav epub:type="toc" aria-label="x"></nav>'),
        (join_tags(["<b>", Markup("<i/>")]), "&lt;b&gt;<i/>"),
    ],
)
def test_xhtml(made, expected):
    assert made == expected
