"""Colours, widths and the browser."""

import io
import os
import stat
import sys

import pytest

from workspace.terminal import STATUS_COLOURS, columns, fit, has_colours, in_colour, line_width, open_page


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self):
        return True


@pytest.mark.skipif(os.name == "nt", reason="Windows' old console has no colours")
@pytest.mark.parametrize(
    ("stream", "environment", "expected", "why"),
    [
        (Screen(), {"TERM": "xterm"}, True, "a terminal"),
        (Screen(), {}, True, "a terminal that does not say its kind"),
        (Screen(), {"NO_COLOR": "1"}, False, "the author wants none"),
        (Screen(), {"NO_COLOR": ""}, True, "an empty value is no wish (no-color.org)"),
        (Screen(), {"TERM": "dumb"}, False, "an editor's shell"),
        (io.StringIO(), {"TERM": "xterm"}, False, "a file or a pipe"),
    ],
)
def test_colours_only_where_they_are_shown(stream, environment, expected, why):
    assert has_colours(stream, environment) is expected, why


def test_every_status_has_its_colour_and_nothing_else_has_one():
    from workspace.status import STATUSES

    assert set(STATUSES) <= set(STATUS_COLOURS)
    assert in_colour("new", "new", coloured=True) == "\x1b[32mnew\x1b[0m"
    assert in_colour("new", "new", coloured=False) == in_colour("new", "odd", coloured=True) == "new"


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("short", 10, "short"),
        ("exactly ten", 11, "exactly ten"),
        ("one word too many", 10, "one word…"),
        ("any length", None, "any length"),
        ("雪の夜の港", 7, "雪の夜…"),
        ("cafe\u0301 noir", 9, "cafe\u0301 noir"),
    ],
)
def test_a_line_is_cut_to_the_columns_there_are(text, width, expected):
    assert fit(text, width) == expected
    assert width is None or columns(fit(text, width)) <= width


def test_what_is_no_terminal_has_no_width():
    assert line_width(io.StringIO()) is None
    assert line_width(Screen()) >= 60


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands for the browser")
def test_a_page_is_opened_by_its_address(tmp_path, monkeypatch):
    browser = tmp_path / "browser"
    browser.write_text(f'#!{sys.executable}\nimport sys\nopen({str(tmp_path / "seen")!r}, "w").write(sys.argv[1])\n')
    browser.chmod(browser.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr("webbrowser._tryorder", None)
    monkeypatch.setattr("webbrowser._browsers", {})
    monkeypatch.setenv("BROWSER", f"{browser} %s")
    page = tmp_path / "my book" / "index.html"

    open_page(page)

    assert (tmp_path / "seen").read_text() == page.as_uri()


def test_where_there_is_no_browser_the_address_is_said(tmp_path, monkeypatch, caplog):
    import webbrowser

    def none(_address):
        raise webbrowser.Error("could not locate runnable browser")

    monkeypatch.setattr("webbrowser.open", none)
    from workspace.log import log

    monkeypatch.setattr(log, "propagate", True)
    open_page(tmp_path / "index.html")

    assert (tmp_path / "index.html").as_uri() in caplog.text
