"""Whatever goes in, well-formed XML comes out, and no text becomes markup."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.xhtml import Markup, join, legal, tag


@given(st.text(), st.text())
def test_any_text_is_well_formed_and_comes_back(words, value):
    element = ET.fromstring(tag("p", words, title=value))

    assert (element.text or "") == legal(words).replace("\r\n", "\n").replace("\r", "\n")
    assert "title" in element.attrib


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
        (join(["<b>", Markup("<i/>")]), "&lt;b&gt;<i/>"),
    ],
)
def test_elements(made, expected):
    assert made == expected
