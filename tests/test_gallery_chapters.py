"""A long book's proof sheet in a real browser: its scenes come from scripts, and all works as if they were there."""

from dataclasses import replace

import proof_tab
import pytest
from proof import OFFICE, TEXT, plan, save, scene, sheet
from proof_tab import DESKTOP, PHONE, findings

from publish import gallery_parts
from publish.gallery_files import as_drawn, write_gallery
from publish.gallery_pictures import Desktop
from records import Person, SceneReading
from workspace.prompt_files import PromptFile

pytestmark = proof_tab.NEEDS_CHROMIUM

HOSTILE = "</p></template></script><script>alert(1)</script><!--<script><img src=x onerror=alert(1)>\u2028\"'"
JONAS = SceneReading((Person("Jonas", "lead"), Person("Emma Hale", "present")), place="harbour", mood="grim")
CHAPTERS, SCENES = 12, 8
LAST = f"{CHAPTERS}-{SCENES}"


def make_plans(images, said=None, words="", drawn=()):
    """Plan chapters of eight scenes; `said` are corrections of the last scene, `words` end its text."""
    keys = [(chapter, number) for chapter in range(1, CHAPTERS + 1) for number in range(1, SCENES + 1)]
    scenes = [scene(f"{TEXT} It was day {n}.", key) for n, key in enumerate(keys)]
    readings = [JONAS if number == 3 else OFFICE for _, number in keys]
    scenes[-2] = replace(scenes[-2], text=HOSTILE * 3, title=HOSTILE)
    readings[-2] = SceneReading((Person(HOSTILE, "lead"),), place=HOSTILE)
    scenes[-1] = replace(scenes[-1], text=scenes[-1].text + words)
    last = plan(scenes, readings, images=images)[-1]
    files = [PromptFile(last.prompt_path, generated=last.generated, corrections=said)] if said else []
    for key in drawn:
        planned = plan(scenes, readings, images=images)[keys.index(key)]
        save(planned, planned.path)
    return [as_drawn(planned) for planned in plan(scenes, readings, images=images, files=files)]


def write(images, **more):
    """Write a book whose parts have two scenes each."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gallery_parts, "WHOLE", 0)
        patch.setattr(gallery_parts, "MOST", 2 * (gallery_parts.NOTES + 600))
        images.mkdir(parents=True, exist_ok=True)
        page = replace(sheet(), desktop=Desktop(images, shell="posix"))
        page = replace(page, chapters={number: f"The {number}th" for number in range(1, CHAPTERS + 1)})
        return write_gallery(make_plans(images, **more), page, images.parent)


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    return write(tmp_path_factory.mktemp("book") / "images", drawn=[(12, 8)])


@pytest.fixture
def own(tmp_path):
    """Write a book that a test may change."""
    return write(tmp_path / "images")


def away(tab):
    return tab.page.locator(".card.away").count()


def came(tab, key):
    """Wait until a scene's card is filled."""
    tab.page.wait_for_selector(f"#scene-{key} h3 a", state="attached", timeout=10_000)
    return True


def loaded(tab):
    return {url.rsplit("/", 1)[1].rsplit("-", 1)[0] for url in tab.asked if url.endswith(".js")}


def searched(tab):
    tab.page.wait_for_function(
        "() => !document.querySelector('#found').textContent.includes('searching')", timeout=10_000
    )
    return tab.page.inner_text("#found")


# --- What comes, and when ---------------------------------------------------------------------------------------------


def test_the_first_view_has_what_is_seen_and_little_else(tab, book):
    page = tab(book)
    assert len(page.shown()) == CHAPTERS * SCENES
    assert page.page.inner_text("#found") == "96 scenes"
    assert page.page.locator(".card:not(.away)").count() > 2
    assert len(loaded(page)) < CHAPTERS * SCENES / 4
    assert page.page.locator("#scene-1-1 h3").inner_text() == "1:1 Emma Hale reading the letter, office"


@pytest.mark.slow
def test_what_is_scrolled_to_comes(tab, book):
    page = tab(book)
    page.page.locator(f"#scene-{LAST}").scroll_into_view_if_needed()
    assert came(page, LAST)
    page.page.wait_for_function("key => document.querySelector(`#scene-${key} img`).naturalWidth === 96", arg=LAST)

    assert away(page) > CHAPTERS * SCENES / 2, "and what is passed over does not"
    page.page.locator("#scene-12-7 .frame").click(force=True)
    assert page.page.text_content("#view h2") == f"12:7 {HOSTILE}, {HOSTILE}"
    assert page.page.locator("#view script").count() == 0


@pytest.mark.slow
def test_all_of_it_can_be_scrolled_through(tab, book):
    page = tab(book)
    for chapter in range(1, CHAPTERS + 1):
        page.page.evaluate("chapter => document.querySelector(`#chapter-${chapter}`).scrollIntoView()", chapter)
        assert came(page, f"{chapter}-1")
    assert len(loaded(page)) > 30


# --- Filters and search -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        pytest.param({"chapter": "11"}, [f"11-{n}" for n in range(1, 9)], id="chapter"),
        pytest.param({"people": "Jonas"}, [f"{n}-3" for n in range(1, 13)], id="character", marks=pytest.mark.slow),
        pytest.param({"place": "harbour", "chapter": "12"}, ["12-3"], id="two at once", marks=pytest.mark.slow),
        pytest.param({"people": HOSTILE}, ["12-7"], id="a hostile name is a name", marks=pytest.mark.slow),
        pytest.param({"status": "done"}, ["12-8"], id="status", marks=pytest.mark.slow),
    ],
)
def test_filters_know_scenes_that_are_not_here(tab, book, chosen, expected):
    page = tab(book)
    page.choose(**chosen)

    assert page.shown() == expected
    assert page.page.inner_text("#found") == f"{len(expected)} of 96 scenes"
    assert came(page, expected[0])


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("day 95.", [LAST], id="the last", marks=pytest.mark.slow),
        pytest.param("WEPT harbour", [f"{n}-3" for n in range(1, 13)], id="through the whole book"),
        pytest.param("<!--<script>", ["12-7"], id="signs", marks=pytest.mark.slow),
        pytest.param("&lt;", [], id="and not how they are written", marks=pytest.mark.slow),
        pytest.param("zeppelin", [], id="nothing", marks=pytest.mark.slow),
    ],
)
def test_words_are_searched_in_all_chapters(tab, book, words, expected):
    page = tab(book)
    page.page.fill("[name=words]", words)

    assert searched(page) == f"{len(expected)} of 96 scenes"
    assert page.shown() == expected
    assert page.page.is_visible(".empty") == (not expected)
    for key in expected[:1]:
        assert came(page, key)
    assert page.hash().startswith("#words=")


@pytest.mark.slow
def test_what_is_typed_while_it_searches_is_searched(tab, book):
    page = tab(book)
    page.page.locator("[name=words]").press_sequentially("day 95.")

    assert searched(page) == "1 of 96 scenes"
    page.page.fill("[name=words]", "")
    assert searched(page) == "96 scenes"
    assert len(loaded(page)) == 47, "all came once"


@pytest.mark.slow
def test_a_search_in_one_chapter_loads_that_chapter(tab, book):
    page = tab(book)
    page.choose(chapter="9")
    page.page.fill("[name=words]", "emma")
    assert searched(page) == "8 of 96 scenes"

    assert {name.split("-")[0] for name in loaded(page)} == {"1", "2", "9"}, "the first two stood before her eyes"


# --- Addresses, keys, the large view ----------------------------------------------------------------------------------


def test_an_address_opens_a_scene_that_is_not_here(tab, book):
    page = tab(book, address=f"scene-{LAST}&people=Emma%20Hale")
    assert page.is_titled("12:8")
    assert page.page.inner_text("#place") == "Scene 95 of 95"
    assert page.has_focus("view-title")

    page.page.keyboard.press("Escape")
    assert page.is_closed()
    assert page.has_focus(f"scene-{LAST}")
    assert page.hash() == "#people=Emma%20Hale"


@pytest.mark.slow
def test_arrows_go_through_scenes_that_come(tab, book):
    page = tab(book)
    page.open("1-2")
    for key in ("1:3", "1:4", "1:5", "1:6"):
        page.page.keyboard.press("ArrowRight")
        assert page.is_titled(key)
    page.page.keyboard.press("n")
    assert page.is_titled("2:1")
    page.page.go_back()
    assert page.is_closed()
    assert page.has_focus("scene-2-1")
    assert page.page.evaluate("document.activeElement.tagName") == "A"


@pytest.mark.slow
def test_keys_pressed_faster_than_scenes_come_end_where_they_lead(tab, book):
    page = tab(book, address="scene-5-1")
    for _ in range(9):
        page.page.keyboard.press("ArrowRight")
    assert page.is_titled("6:2")
    page.page.keyboard.press("Escape")
    assert page.is_closed()
    assert page.has_focus("scene-6-2")


@pytest.mark.slow
def test_keys_on_the_sheet_reach_the_last_and_the_next_chapter(tab, book):
    page = tab(book)
    page.page.focus("#scene-1-1 h3 a")
    page.page.keyboard.press("End")
    assert came(page, LAST)
    page.page.wait_for_function("() => document.activeElement.tagName === 'A'")
    assert page.has_focus(f"scene-{LAST}")
    page.page.keyboard.press("p")
    page.page.wait_for_function("() => document.activeElement.closest('.card')?.id === 'scene-11-1'")


@pytest.mark.slow
def test_tab_goes_on_into_scenes_that_come(tab, book):
    page = tab(book, viewport=PHONE)
    page.page.focus("#scene-1-1 h3 a")
    for number in range(2, 9):
        page.page.keyboard.press("Tab")
        assert page.has_focus(f"scene-1-{number}")
        page.page.wait_for_timeout(60)


@pytest.mark.slow
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_reload_comes_back_to_where_she_was(tab, book, size):
    page = tab(book, viewport=size)
    page.page.locator("#scene-8-1").scroll_into_view_if_needed()
    assert came(page, "8-1")
    page.page.mouse.wheel(0, 300)
    page.page.wait_for_timeout(300)
    top = "() => [...document.querySelectorAll('.card')].find(c => c.getBoundingClientRect().bottom > 60).id"
    before = page.page.evaluate(top)
    page.page.reload()
    page.page.wait_for_timeout(500)
    assert page.page.evaluate(top) == before


@pytest.mark.slow
def test_an_address_of_a_chapter_leads_there(tab, book):
    page = tab(book, address="chapter-10")
    assert came(page, "10-1")

    assert page.page.locator("#chapter-10").bounding_box()["y"] < DESKTOP["height"] / 2


# --- Corrections ------------------------------------------------------------------------------------------------------


def correct(page, key, name, value):
    page.page.goto(f"{page.page.url.split('#')[0]}#scene-{key}")
    assert page.is_titled(key.replace("-", ":"))
    page.page.click(f"#view [data-key={name}] [data-correct]")
    page.page.fill("#view form.correct input", value)
    page.page.keyboard.press("Enter")


def command(page):
    return page.page.text_content("#run code")


@pytest.mark.slow
def test_a_scene_that_came_is_corrected_and_the_drawer_remembers(tab, own):
    page = tab(own)
    for key, name, value in ((LAST, "place", "a van"), ("7-2", "mood", "grim")):
        correct(page, key, name, value)
    words = "python generate_scene_images.py --correct 7:2 mood=grim 12:8 place='a van'"
    assert command(page) == words

    page.page.goto(own.as_uri())
    assert command(page) == words, "whatever is here"
    page.page.keyboard.press("c")
    page.page.wait_for_function("() => document.querySelectorAll('#corrections h3')[1]?.textContent.includes('Emma')")
    page.page.click("#corrections >> text=12:8 Emma Hale")
    assert page.is_titled("12:8")
    assert page.page.inner_text("#view [data-key=place] .pending") == "→ a van"


@pytest.mark.slow
def test_the_drawer_lets_go_of_what_is_made_in_a_chapter_that_is_not_here(tab, own):
    page = tab(own)
    correct(page, LAST, "place", "a van")
    write(own.parent, said={"place": "a van"})
    page.page.goto(own.as_uri())
    page.page.wait_for_function("() => document.querySelector('#said').textContent !== ''")

    assert page.page.text_content("#said") == "1 of your corrections is made and out of this list."
    assert command(page) == ""


# --- What is lost, printed, or without script -------------------------------------------------------------------------


@pytest.mark.slow
def test_a_page_that_is_older_than_its_scripts_says_so(tab, own):
    page = tab(own)
    write(own.parent, words=" It ended there.")
    page.page.goto(f"{own.as_uri()}#scene-{LAST}")
    assert page.page.get_by_role("heading", name="12:8 is not to be found").is_visible()
    page.page.keyboard.press("Escape")
    assert page.is_closed()
    assert page.page.get_by_role("alert").inner_text().startswith("Some scenes are not to be found")
    assert findings(page.page) == []

    page.page.goto(f"{own.as_uri()}#scene-11-2")
    assert page.is_titled("11:2"), "what did not change is there"
    page.page.keyboard.press("Escape")
    assert page.is_closed()
    page.page.fill("[name=words]", "ended")
    assert searched(page) == "0 of 96 scenes"
    page.page.click("#reload")
    page.page.wait_for_load_state()
    assert searched(page) == "1 of 96 scenes"
    assert all("ERR_FILE_NOT_FOUND" in said for said in page.said)
    page.said.clear()


@pytest.mark.slow
def test_without_its_folder_the_page_says_so_and_shows_the_rest(tab, own):
    (own.parent / "sheet").rename(own.parent / "away")
    page = tab(own)
    page.page.wait_for_selector("#lost", state="visible")

    assert page.page.locator("#scene-1-1 h3").is_visible()
    page.open("1-1")
    assert page.is_titled("1:1")
    assert all("ERR_FILE_NOT_FOUND" in said for said in page.said)
    page.said.clear()


@pytest.mark.slow
def test_without_script_the_page_tells_what_it_cannot_show(tab, book):
    page = tab(book, java_script_enabled=False)

    assert page.page.locator(".chapter h2 .title").all_inner_texts()[-1] == "The 12th"
    assert page.page.locator(".card:visible").count() == 2
    assert page.page.locator(".absent:visible").all_inner_texts()[:2] == [
        "6 scenes of this chapter come from the folder sheet when they are looked at; here they are not shown.",
        "8 scenes of this chapter come from the folder sheet when they are looked at; here they are not shown.",
    ]
    assert page.page.locator("noscript").inner_text().startswith("Filters, notes, corrections")


@pytest.mark.slow
def test_printing_by_its_key_brings_everything_first(tab, book):
    page = tab(book)
    page.page.evaluate(
        "() => { window.print = () => { window.dispatchEvent(new Event('beforeprint')); window.printed = true; }; }"
    )
    page.choose(people="Jonas")
    page.page.keyboard.press("Control+p")
    page.page.wait_for_function("() => window.printed")

    assert page.page.locator(".card.away:not([hidden])").count() == 0
    page.page.emulate_media(media="print")
    page.page.evaluate("document.querySelector('#all').click()")
    assert page.page.locator("section:has(#chapter-12) .absent").is_visible()


# --- Accessibility ----------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(tab, book, scheme, size):
    page = tab(book, color_scheme=scheme, viewport=size, reduced_motion="reduce")
    assert findings(page.page) == [], "some scenes are empty"
    page.page.locator(f"#scene-{LAST}").scroll_into_view_if_needed()
    assert came(page, LAST)
    assert findings(page.page) == []
    page.page.fill("[name=words]", "wept harbour")
    searched(page)
    assert findings(page.page) == [], "found"
    page.page.goto(f"{book.as_uri()}#scene-9-1")
    assert page.is_titled("9:1")
    assert findings(page.page) == []
    overflow = "(e => e.scrollWidth - e.clientWidth)"
    assert page.page.evaluate(f"{overflow}(document.documentElement)") == 0


# --- Only our own scripts ---------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_no_script_runs_but_ours_and_what_ours_asks_for(tab, book, tmp_path):
    (tmp_path / "x.js").write_text("window.hacked = true", "utf-8")
    page = tab(book)
    for html in (
        "<img src=x onerror='window.hacked = true'>",
        f"<script src='{(tmp_path / 'x.js').as_uri()}'></script>",
    ):
        page.page.evaluate("html => { document.querySelector('#stage').innerHTML = html; }", html)
    written = "src => document.write(`<script src='${src}'></scr` + `ipt><script>window.hacked = true</scr` + 'ipt>')"
    page.page.evaluate(written, (tmp_path / "x.js").as_uri())
    page.page.wait_for_timeout(200)

    assert page.page.evaluate("window.hacked") is None
    assert any("Content Security Policy" in said for said in page.said)
    page.said.clear()
