"""The proof sheet in a real browser: the browser, its tabs, and what axe-core has to say of a page."""

import os
import shutil

import pytest

CHROMIUM = next((path for name in ("chromium", "google-chrome", "chrome") if (path := shutil.which(name))), None)
SWITCHES = ("--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update")
DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
NEEDS_CHROMIUM = pytest.mark.skipif(
    CHROMIUM is None and "CI" not in os.environ, reason="no Chromium here: install it to try the page in a browser"
)


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as tools:
        assert CHROMIUM, "the checks need a Chromium"
        chromium = tools.chromium.launch(executable_path=CHROMIUM, args=list(SWITCHES), chromium_sandbox=False)
        yield chromium
        chromium.close()


class Tab:
    """A page in its own window, with everything that it said or asked for."""

    def __init__(self, browser, path, address="", **options):
        self.window = browser.new_context(**{"viewport": DESKTOP, **options})
        self.page = self.window.new_page()
        self.said, self.asked = [], []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", lambda dialog: self.said.append(dialog.message) or dialog.dismiss())
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(f"{path.as_uri()}#{address}" if address else path.as_uri())

    def shown(self):
        return self.page.eval_on_selector_all(".card:not([hidden])", "cards => cards.map(card => card.id.slice(6))")

    def hash(self):
        return self.page.evaluate("location.hash")

    def heading(self):
        return self.page.inner_text("#view h2")

    def is_titled(self, start):
        """Wait until the large view shows a scene, whole: an address is followed a moment after it is given."""
        self.page.wait_for_function(
            "start => (h => h?.innerText.startsWith(start) && !h.innerText.includes('coming'))"
            "(document.querySelector('#view h2'))",
            arg=start,
            timeout=10_000,
        )
        return True

    def comes_to(self, keys):
        """Wait until these cards are shown, in their order, and no others."""
        script = "keys => [...document.querySelectorAll('.card:not([hidden])')].map(c => c.id.slice(6)).join() === keys"
        self.page.wait_for_function(script, arg=",".join(keys), timeout=10_000)
        return True

    def is_open(self):
        return self.page.evaluate("document.querySelector('#view').open")

    def is_closed(self):
        """Wait until the large view is away."""
        self.page.wait_for_function("() => !document.querySelector('#view').open", timeout=10_000)
        return True

    def has_focus(self, name):
        """Wait until an element has the keyboard: a closed view gives it back a moment later."""
        script = "name => (e => e.id || e.closest('[id]')?.id)(document.activeElement) === name"
        self.page.wait_for_function(script, arg=name, timeout=10_000)
        return True

    def open(self, key):
        self.page.click(f"#scene-{key} h3 a")

    def choose(self, **values):
        for name, label in values.items():
            self.page.select_option(f"[name={name}]", value=f"={label}")


@pytest.fixture
def tab(browser):
    """Open pages; whatever they are, none may complain or ask anything of the network."""
    tabs = []

    def open_tab(path, **options):
        tabs.append(Tab(browser, path, **options))
        return tabs[-1]

    yield open_tab
    for one in tabs:
        one.window.close()
        assert one.said == []
        assert [url for url in one.asked if not url.startswith(("file:", "data:"))] == []


def findings(page):
    """List what axe-core finds, whatever weight it gives it."""
    from axe_playwright_python.sync_playwright import Axe

    violations = Axe().run(page).response["violations"]
    return [(found["id"], found["impact"], node["html"][:120]) for found in violations for node in found["nodes"]]
