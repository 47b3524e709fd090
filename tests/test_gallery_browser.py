"""The proof sheet in a real browser: clicks, keys, filters, copying, 400 scenes, and what axe-core has to say."""

import os
import shutil
from dataclasses import replace

import night
import pytest
from proof import OFFICE, TEXT, drawn, plan, save, scene, sheet

from publish import gallery
from publish.gallery_pictures import Desktop, Kept
from records import Person, SceneReading
from workspace.pictures import Picture

CHROMIUM = next((path for name in ("chromium", "google-chrome", "chrome") if (path := shutil.which(name))), None)
SWITCHES = ("--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update")
DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
HOSTILE = '</p></template></script><script>alert(1)</script><img src=x onerror=alert(1)>"'

pytestmark = pytest.mark.skipif(
    CHROMIUM is None and "CI" not in os.environ, reason="no Chromium here: install it to try the page in a browser"
)


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as tools:
        assert CHROMIUM, "the checks need a Chromium"
        chromium = tools.chromium.launch(executable_path=CHROMIUM, args=list(SWITCHES), chromium_sandbox=False)
        yield chromium
        chromium.close()


class Tab:
    """A page in its own window, with everything that it said or asked for."""

    def __init__(self, browser, path, **options):
        self.window = browser.new_context(**{"viewport": DESKTOP, **options})
        self.page = self.window.new_page()
        self.said, self.asked = [], []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", lambda dialog: self.said.append(dialog.message) or dialog.dismiss())
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(path.as_uri())

    def shown(self):
        return self.page.eval_on_selector_all(".card:not([hidden])", "cards => cards.map(card => card.id.slice(6))")

    def heading(self):
        return self.page.inner_text("#view h2")

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


@pytest.fixture(scope="module")
def novel(tmp_path_factory):
    """Draw a small novel with the real command, one scene of it twice, and give its page."""
    desk = tmp_path_factory.mktemp("novel")
    night.write_novel(desk)
    assert night.run(desk) == 0
    assert night.run(desk, "--scenes", "1:2", "--seed", "3") == 0
    return desk / "images" / "index.html"


@pytest.fixture(scope="module")
def unlike(tmp_path_factory):
    """Lay out a page by hand: five scenes in two chapters, some drawn, one with a version before and two takes."""
    images = tmp_path_factory.mktemp("unlike")
    jonas = SceneReading((Person("Jonas", "lead"), Person("Emma Hale", "present")), place="harbour", mood="grim")
    hostile = SceneReading((Person(HOSTILE, "lead"),), place=HOSTILE)
    readings = [OFFICE, SceneReading(), jonas, hostile, jonas]
    scenes = [scene(f"{TEXT} It was day {n}.", (1 + n // 3, 1 + n % 3)) for n in range(5)]
    scenes[3] = replace(scenes[3], text=HOSTILE * 3, title=HOSTILE)
    plans = plan(scenes, readings, images=images)
    for planned in plans[:3]:
        save(planned, planned.path)
    others = [images / "replaced" / "x.png", *(images / "takes" / f"x_take_0{number}.png" for number in (1, 2))]
    guarded = replace(OFFICE, people=("two guards",))  # whose clothes a seed chooses
    first = plan(scenes, [guarded, *readings[1:]], images=images, seed=7)[0]
    for path in others:
        save(first, path)
    pictures = [drawn(planned) for planned in plans[:3]]
    before, *takes = (Picture(path, first.record, sound=True) for path in others)
    kept = {(1, 1): Kept(before, tuple(takes), 4.5)}
    return write(images, plan(scenes, readings, images=images, pictures=pictures), kept)


def write(images, plans, kept=None):
    path = images / "index.html"
    path.write_text(gallery.make_gallery(replace(sheet(kept), desktop=Desktop(images)), plans), encoding="utf-8")
    return path


# --- Filters --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        pytest.param({"chapter": "2"}, ["2-1", "2-2"], id="chapter"),
        pytest.param({"people": "Emma Hale"}, ["1-1", "1-3", "2-2"], id="character"),
        pytest.param({"place": "harbour"}, ["1-3", "2-2"], id="place"),
        pytest.param({"place": ""}, ["1-2"], id="a place that is not told"),
        pytest.param({"status": "new"}, ["2-1", "2-2"], id="status"),
        pytest.param({"people": "Jonas", "chapter": "2"}, ["2-2"], id="two at once"),
        pytest.param({"people": HOSTILE}, ["2-1"], id="a hostile name is a name"),
    ],
)
def test_a_filter_leaves_what_fits(tab, unlike, chosen, expected):
    page = tab(unlike)
    page.choose(**chosen)

    assert page.shown() == expected
    assert page.page.inner_text("#found") == f"{len(expected)} of 5 scenes"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("DAY 3", ["1-1", "1-2", "1-3", "2-2"], id="each word, whatever its capitals, somewhere"),
        pytest.param("wept", ["1-1", "1-2", "1-3", "2-2"], id="the text"),
        pytest.param("jonas harbour", ["1-3", "2-2"], id="names and places"),
        pytest.param("scenes 1:3", ["1-3"], id="the command"),
        pytest.param("  ", ["1-1", "1-2", "1-3", "2-1", "2-2"], id="blanks are no word"),
    ],
)
def test_words_are_searched_in_all_that_is_known_of_a_scene(tab, unlike, words, expected):
    page = tab(unlike)
    page.page.fill("[name=words]", words)

    assert page.shown() == expected


def test_chapters_without_a_scene_go_and_nothing_found_says_so(tab, unlike):
    page = tab(unlike)
    page.choose(chapter="2")
    assert page.page.locator(".chapter:visible").count() == 1

    page.page.fill("[name=words]", "zeppelin")
    assert page.shown() == []
    assert page.page.is_visible(".empty")

    page.page.click("#clear")
    assert len(page.shown()) == 5
    assert page.page.evaluate("document.activeElement.name") == "words"
    assert not page.page.is_visible(".empty")


def test_show_all_takes_every_filter_back(tab, unlike):
    page = tab(unlike)
    page.choose(chapter="2", people="Jonas")
    page.page.click("#all")

    assert len(page.shown()) == 5
    assert not page.page.is_visible("#all")


# --- The large view -------------------------------------------------------------------------------------------------


def test_a_click_on_the_picture_opens_and_escape_goes_back_to_it(tab, novel):
    page = tab(novel)
    page.page.locator("#scene-1-3 .frame").click(force=True)  # the title's link lies over the whole card
    assert page.is_open()
    assert page.heading().startswith("1:3")

    page.page.keyboard.press("Escape")
    assert page.is_closed()
    assert page.has_focus("scene-1-3")


def test_enter_opens_and_arrows_go_on(tab, novel):
    page = tab(novel)
    page.page.focus("#scene-1-1 h3 a")
    page.page.keyboard.press("ArrowRight")
    page.page.keyboard.press("Enter")
    assert page.heading().startswith("1:2")
    assert page.has_focus("view-title")

    page.page.keyboard.press("ArrowRight")
    assert page.heading().startswith("1:3")
    page.page.keyboard.press("ArrowLeft")
    page.page.keyboard.press("ArrowLeft")
    page.page.keyboard.press("ArrowLeft")
    assert page.heading().startswith("1:1"), "it stays at the first"
    assert page.page.is_disabled("#previous")

    page.page.keyboard.press("Escape")
    assert page.has_focus("scene-1-1")


def test_end_and_home_reach_the_last_and_the_first_card(tab, novel):
    page = tab(novel)
    page.page.focus("#scene-1-2 h3 a")
    page.page.keyboard.press("End")
    assert page.has_focus("scene-1-6")
    page.page.keyboard.press("Home")
    assert page.has_focus("scene-1-1")


def test_arrows_go_through_what_the_filter_left(tab, unlike):
    page = tab(unlike)
    page.choose(people="Jonas")
    page.open("1-3")
    assert page.page.inner_text("#place") == "Scene 1 of 2"

    page.page.click("#next")
    assert page.heading().startswith("2:2")
    assert page.page.is_disabled("#next")


def test_the_keyboard_stays_in_the_view(tab, novel):
    page = tab(novel)
    page.open("1-2")
    for _ in range(30):
        page.page.keyboard.press("Tab")
        assert page.page.evaluate(
            "document.activeElement === document.body || !!document.activeElement.closest('#view')"
        )


def test_an_address_opens_its_scene_and_back_closes_it(tab, novel):
    page = tab(novel)
    page.open("1-4")
    assert page.page.url.endswith("#scene-1-4")
    page.page.go_back()
    assert page.is_closed()

    page.page.goto(novel.as_uri() + "#scene-1-5")
    assert page.heading().startswith("1:5")
    page.page.click("#close")
    assert page.is_closed()
    page.page.wait_for_function("() => !location.hash", timeout=10_000)


def test_labels_show_their_own_words_alone(tab, unlike):
    page = tab(unlike)
    page.open("1-1")
    marked = "#view mark small:visible"
    assert page.page.locator(marked).count() == 4

    page.page.click("#view button[data-show=place]")
    assert page.page.locator(marked).all_inner_texts() == [" place"]
    assert page.page.get_attribute("#view button[data-show=place]", "aria-pressed") == "true"
    page.page.click("#view button[data-show=place]")
    assert page.page.locator(marked).count() == 4


def test_the_version_before_stands_beside_the_picture(tab, novel):
    page = tab(novel)
    page.open("1-2")
    now, before = (page.page.locator(f"#view .{kind} img").bounding_box() for kind in ("now", "before"))
    assert now["y"] == before["y"]
    assert now["width"] == before["width"]
    assert now["x"] + now["width"] < before["x"]

    page.page.click("#beside")
    assert page.page.locator("#view .now img").bounding_box()["width"] > 1.2 * now["width"]
    page.page.keyboard.press("ArrowRight")
    assert not page.page.is_visible("#beside"), "a scene that was drawn once has nothing to compare"


def test_takes_are_shown_with_their_seeds(tab, unlike):
    page = tab(unlike)
    page.open("1-1")

    assert [text.split(" seed ")[0] for text in page.page.locator("#view .take figcaption").all_inner_texts()] == [
        "Take 1",
        "Take 2",
    ]
    assert page.page.locator("#view .take code").all_inner_texts()[1].endswith(" --choose 1:1=2")
    page.page.wait_for_function("[...document.querySelectorAll('#view img')].every(i => i.naturalWidth === 96)")


def test_the_copy_button_copies_the_command(tab, novel):
    page = tab(novel, permissions=["clipboard-read", "clipboard-write"])
    page.open("1-3")
    page.page.click("#view .copy")
    page.page.wait_for_function("document.querySelector('#view .copy').textContent === 'Copied'")

    copied = page.page.evaluate("navigator.clipboard.readText()")
    assert copied == page.page.inner_text("#view .command code")
    assert " --scenes 1:3 --force " in copied
    assert page.page.inner_text("#place") == "The command is copied."


def test_the_copy_button_works_where_the_clipboards_interface_is_refused(tab, novel):
    page = tab(novel, permissions=["clipboard-read"])
    page.page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')); }")
    page.open("1-1")
    page.page.click("#view .copy")
    page.page.wait_for_function("document.querySelector('#view .copy').textContent === 'Copied'")

    assert " --scenes 1:1 --force " in page.page.evaluate("navigator.clipboard.readText()")


def test_hostile_text_is_shown_as_it_is_and_runs_nothing(tab, unlike):
    page = tab(unlike)
    page.open("2-1")

    assert page.heading() == f"2:1 {HOSTILE}"
    assert page.page.locator("#view script").count() == 0


# --- Themes, sizes, speed ---------------------------------------------------------------------------------------------


def test_the_theme_follows_the_system_until_it_is_chosen_and_is_kept(tab, novel):
    page = tab(novel, color_scheme="dark")
    ground = "getComputedStyle(document.body).backgroundColor"
    dark = page.page.evaluate(ground)
    assert page.page.get_attribute("#theme", "aria-pressed") == "true"

    page.page.click("#theme")
    assert page.page.get_attribute("#theme", "aria-pressed") == "false"
    light = page.page.evaluate(ground)
    assert light != dark
    page.page.reload()
    assert page.page.evaluate(ground) == light


@pytest.mark.parametrize("key", [None, "1-1", "2-1"], ids=["sheet", "view with takes", "hostile view"])
def test_nothing_is_wider_than_a_phone(tab, unlike, key):
    page = tab(unlike, viewport=PHONE)
    if key:
        page.open(key)

    overflow = "(e => e.scrollWidth - e.clientWidth)"
    assert page.page.evaluate(f"{overflow}(document.documentElement)") == 0
    assert page.page.evaluate(f"{overflow}(document.querySelector('#view'))") == 0


def test_400_scenes_load_only_what_is_seen_and_filter_at_once(tab, tmp_path):
    scenes = [scene(f"{TEXT * 8} It was day {n}.", (1 + n // 20, 1 + n % 20)) for n in range(400)]
    plans = plan(scenes, [OFFICE] * 400, images=tmp_path)
    save(plans[0], plans[0].path)
    for planned in plans[1:]:
        os.link(plans[0].path, planned.path)
    path = write(tmp_path, plan(scenes, [OFFICE] * 400, images=tmp_path, pictures=[drawn(p) for p in plans]))
    page = tab(path)

    assert len(page.shown()) == 400
    page.page.wait_for_function("document.querySelector('#scene-1-1 img').naturalWidth === 96")
    assert sum(url.endswith(".png") for url in page.asked) < 200
    page.page.fill("[name=words]", "399.")
    assert page.shown() == ["20-20"]
    page.page.fill("[name=words]", "")
    page.open("20-20")
    page.page.wait_for_function("document.querySelector('#view img').naturalWidth === 96")
    assert page.page.inner_text("#place") == "Scene 400 of 400"


# --- Accessibility ----------------------------------------------------------------------------------------------------


def findings(page):
    """List what axe-core finds, whatever weight it gives it."""
    from axe_playwright_python.sync_playwright import Axe

    violations = Axe().run(page).response["violations"]
    return [(found["id"], found["impact"], node["html"][:120]) for found in violations for node in found["nodes"]]


@pytest.mark.parametrize(
    ("size", "scheme"),
    [
        pytest.param(DESKTOP, "light", id="desktop-light"),
        pytest.param(DESKTOP, "dark", id="desktop-dark", marks=pytest.mark.slow),
        pytest.param(PHONE, "light", id="phone-light", marks=pytest.mark.slow),
        pytest.param(PHONE, "dark", id="phone-dark", marks=pytest.mark.slow),
    ],
)
def test_axe_finds_nothing(tab, unlike, scheme, size):
    page = tab(unlike, color_scheme=scheme, viewport=size, reduced_motion="reduce")
    assert findings(page.page) == []

    page.open("1-1")
    assert findings(page.page) == []
    page.page.click("#view button[data-show=place]")
    assert findings(page.page) == []
    page.page.keyboard.press("ArrowRight")
    assert findings(page.page) == [], "a scene with nobody in it"
    page.page.keyboard.press("Escape")

    page.page.fill("[name=words]", "zeppelin")
    assert findings(page.page) == [], "nothing found"


def test_a_screen_reader_finds_its_way(tab, unlike):
    page = tab(unlike).page

    for role, name in (("banner", None), ("search", "Scenes"), ("main", None), ("heading", "The Tide Board")):
        assert page.get_by_role(role, name=name).count() == 1
    assert page.get_by_role("heading", level=3).count() == 5
    assert page.get_by_role("img", name="Emma Hale in green coat: reading the letter.").count() == 1
    page.get_by_role("link", name="1:1 Emma Hale").click()
    assert page.get_by_role("dialog", name="1:1 Emma Hale").count() == 1
    assert page.get_by_role("button", name="Next scene").count() == 1
