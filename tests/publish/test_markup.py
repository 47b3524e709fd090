import pytest

from publish.markup import Html, element, join


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
def test_elements(made, expected):
    assert made == expected


def test_one_and_true_are_different_attributes():
    assert element("p", hidden=True) + element("p", hidden=1) == '<p hidden></p><p hidden="1"></p>'


def test_joining_escapes_what_is_not_html():
    assert join(["<", Html("<br>")]) == "&lt;<br>"
