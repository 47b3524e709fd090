"""The proof sheet in a real browser: clicks, keys, filters, copying, 400 scenes, and what axe-core has to say."""

import os
from dataclasses import replace

import night
import proof_tab
import pytest
from PIL import Image
from proof import OFFICE, TEXT, drawn, plan, save, scene, sheet
from proof_tab import DESKTOP, PHONE, findings

from publish import gallery
from publish.gallery_pictures import Desktop, Kept
from publish.gallery_thumbnails import make_thumbnails
from records import Person, SceneReading
from workspace.model_sheet import ModelLook
from workspace.pictures import Picture

HOSTILE = '</p></template></script><script>alert(1)</script><img src=x onerror=alert(1)>"'

pytestmark = [proof_tab.NEEDS_CHROMIUM, pytest.mark.slow]


@pytest.fixture(scope="module")
def novel(tmp_path_factory):
    """Draw a small novel with the real command, one scene of it in two wordings, and give its page."""
    desk = tmp_path_factory.mktemp("novel")
    night.write_novel(desk)
    assert night.run(desk) == 0
    night.write_novel(desk, night.REWORDED)
    assert night.run(desk) == 0
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
    return write(images, plan(scenes, readings, images=images, pictures=pictures), kept, looks=portraits(images))


def portraits(images):
    """Give a person with a chosen portrait and one more, and one with portraits to choose from."""
    paths = [images / "portraits" / f"{stem}_{number}.png" for stem in ("emma", "jonas_from_2") for number in (1, 2)]
    (images / "portraits").mkdir()
    for path in paths:
        Image.new("RGB", (32, 48), "orange").save(path)
    emma, jonas = (tuple(Picture(path, None, sound=True) for path in part) for part in (paths[:2], paths[2:]))
    return (
        ModelLook("emma", "Emma Hale", (0, 0), paths[0], emma),
        ModelLook("jonas_from_2", HOSTILE, (2, 1), takes=jonas),
    )


def write(images, plans, kept=None, title="The Tide Board", looks=()):
    path = images / "index.html"
    page = replace(sheet(kept), desktop=Desktop(images), title=title, looks=looks)
    path.write_text(gallery.make_gallery(page, plans), encoding="utf-8")
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


def test_filters_stand_in_the_address_and_can_be_sent(tab, unlike):
    page = tab(unlike)
    page.choose(people="Jonas", place="harbour")
    page.page.fill("[name=words]", "day& 4.")
    page.page.fill("[name=words]", "day 4.")
    assert page.hash() == "#words=day%204.&people=Jonas&place=harbour"

    page.page.reload()
    assert page.shown() == ["2-2"]
    other = tab(unlike, address=page.hash()[1:])
    assert other.shown() == ["2-2"]
    assert other.page.input_value("[name=people]") == "=Jonas"
    other.page.click("#all")
    assert other.hash() == ""


ADDRESSES = (
    ("place=", ["1-2"], "a place that is not told"),
    ("place=atlantis", ["1-1", "1-2", "1-3", "2-1", "2-2"], "a place that is no more is no filter"),
    ("chapter=2&status=new", ["2-1", "2-2"], "two"),
    ("words=%E0%A4%A", [], "a broken letter is searched as it stands"),
    ("nonsense=1", ["1-1", "1-2", "1-3", "2-1", "2-2"], "no filter of ours"),
)


def test_what_an_address_filters(tab, unlike):
    page = tab(unlike, address="chapter-2")
    assert len(page.shown()) == 5, "a place on the page"
    for address, expected, why in ADDRESSES:
        page.page.goto(f"{unlike.as_uri()}#{address}")
        assert page.comes_to(expected), why


def test_a_scene_and_filters_stand_in_one_address(tab, unlike):
    page = tab(unlike)
    page.choose(people="Jonas")
    page.open("1-3")
    assert page.hash() == "#scene-1-3&people=Jonas"
    page.page.reload()
    assert page.is_titled("1:3")
    assert page.page.inner_text("#place") == "Scene 1 of 2"

    page.page.keyboard.press("ArrowRight")
    assert page.hash() == "#scene-2-2&people=Jonas"
    page.page.keyboard.press("Escape")
    assert page.is_closed()
    page.page.wait_for_function("() => location.hash === '#people=Jonas'", timeout=10_000)
    assert page.shown() == ["1-3", "2-2"]


def test_a_place_on_the_page_takes_no_filter_away(tab, unlike):
    page = tab(unlike, address="people=Jonas")
    page.page.evaluate("location.hash = '#scenes'")

    assert page.shown() == ["1-3", "2-2"]


def test_on_a_phone_filters_open_and_those_that_are_set_are_seen(tab, unlike):
    page = tab(unlike, viewport=PHONE)
    assert not page.page.is_visible("[name=place]")
    page.page.click("#more")
    assert page.page.is_visible("[name=place]")
    assert page.page.get_attribute("#more", "aria-expanded") == "true"

    assert tab(unlike, viewport=PHONE, address="place=").page.is_visible("[name=place]")


# --- The pictures come first ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("title", ["The Tide Board", "A Title as Long as Any " * 12], ids=["short", "long"])
def test_the_first_row_of_pictures_stands_above_the_fold(tab, tmp_path, title):
    scenes = [scene(f"{TEXT} It was day {n}.", (1, 1 + n)) for n in range(6)]
    path = write(tmp_path, plan(scenes, [OFFICE] * 6, images=tmp_path), title=title)
    page = tab(path, viewport={"width": 1440, "height": 900})
    boxes = [frame.bounding_box() for frame in page.page.locator(".card .frame").all()]
    row = [box for box in boxes if box["y"] == boxes[0]["y"]]

    assert len(row) >= 3
    assert all(box["y"] + box["height"] < 900 for box in row)
    assert boxes[0]["y"] < 900 / 3, "no more than a third of the window comes before them"


@pytest.fixture(scope="module")
def wide(tmp_path_factory):
    """Lay out a page of two scenes whose pictures are wide enough to have thumbnails."""
    images = tmp_path_factory.mktemp("wide")
    scenes = [scene(f"{TEXT} It was day {n}.", (1, 1 + n)) for n in range(2)]
    plans = plan(scenes, [OFFICE] * 2, images=images, width=960, height=544)
    for planned in plans:
        save(planned, planned.path, color=("white", "red")[planned.scene.number - 1])
    pictures = [drawn(planned) for planned in plans]
    found = make_thumbnails(pictures, images)
    kept = {(1, n): Kept(thumbnail=found[picture.path]) for n, picture in enumerate(pictures, 1)}
    return write(images, plan(scenes, [OFFICE] * 2, images=images, pictures=pictures, width=960, height=544), kept)


def test_the_sheet_loads_thumbnails_and_the_large_view_the_picture(tab, wide):
    page = tab(wide)
    page.page.wait_for_function("() => [...document.querySelectorAll('.card img')].every(i => i.naturalWidth === 480)")
    assert not [url for url in page.asked if url.endswith(".png")]

    page.open("1-1")
    page.page.wait_for_function("() => document.querySelector('#view img').naturalWidth === 960")


def test_where_thumbnails_are_gone_the_pictures_are_shown(tab, wide):
    folder = wide.parent / "thumbnails"
    folder.rename(wide.parent / "away")
    try:
        page = tab(wide)
        page.page.wait_for_function(
            "() => [...document.querySelectorAll('.card img')].every(image => image.naturalWidth === 960)"
        )
        assert all("ERR_FILE_NOT_FOUND" in said for said in page.said)
        page.said.clear()
    finally:
        (wide.parent / "away").rename(folder)


# --- The large view -------------------------------------------------------------------------------------------------


def test_a_click_on_the_picture_opens_and_escape_goes_back_to_it(tab, novel):
    page = tab(novel)
    page.page.locator("#scene-1-3 .frame").click(force=True)  # the title's link lies over the whole card
    assert page.is_open()
    assert page.is_titled("1:3")

    page.page.keyboard.press("Escape")
    assert page.is_closed()
    assert page.has_focus("scene-1-3")


def test_enter_opens_and_arrows_go_on(tab, novel):
    page = tab(novel)
    page.page.focus("#scene-1-1 h3 a")
    page.page.keyboard.press("ArrowRight")
    page.page.keyboard.press("Enter")
    assert page.is_titled("1:2")
    assert page.has_focus("view-title")

    page.page.keyboard.press("ArrowRight")
    assert page.is_titled("1:3")
    page.page.keyboard.press("ArrowLeft")
    page.page.keyboard.press("ArrowLeft")
    page.page.keyboard.press("ArrowLeft")
    assert page.is_titled("1:1"), "it stays at the first"
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
    assert page.is_titled("2:2")
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
    assert page.hash() == "#scene-1-4"
    page.page.go_back()
    assert page.is_closed()

    page.page.goto(novel.as_uri() + "#scene-1-5")
    assert page.is_titled("1:5")
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


def place_and_face(page):
    """Give what stands where the picture is: its box and the version that is seen."""
    images = page.page.locator("#view .stack img")
    seen = [image for image in images.all() if image.is_visible()]
    return seen[0].bounding_box(), ["now", "before"]["before" in (seen[0].get_attribute("class") or "")], len(seen)


def test_a_held_button_shows_the_version_before_in_the_same_place(tab, novel):
    page = tab(novel)
    page.open("1-6")
    box, face, number = place_and_face(page)
    assert (face, number) == ("now", 1)
    pictures = page.page.eval_on_selector_all("#view .stack img", "images => images.map(i => i.src)")
    assert len(set(pictures)) == 2

    page.page.hover("#compare")
    page.page.mouse.down()
    assert place_and_face(page) == (box, "before", 1)
    assert page.page.inner_text("#place") == "As it was before."
    assert page.page.get_attribute("#compare", "aria-pressed") == "true"
    assert page.page.inner_text("#view .now figcaption").startswith("Before")
    page.page.mouse.move(5, 5)
    page.page.mouse.up()
    assert place_and_face(page) == (box, "now", 1), "let go outside of the button, it is let go"
    assert page.page.inner_text("#place") == "Scene 6 of 6"


def test_a_held_key_shows_the_version_before(tab, novel):
    page = tab(novel)
    page.open("1-6")
    for focus, key in (("#view h2", "b"), ("#compare", " "), ("#compare", "Enter")):
        page.page.focus(focus)
        page.page.keyboard.down(key)
        page.page.keyboard.down(key)  # as a held key repeats
        assert place_and_face(page)[1] == "before"
        page.page.keyboard.up(key)
        assert place_and_face(page)[1] == "now"
    assert page.is_open()


def test_a_screen_reader_that_cannot_hold_presses_and_presses_again(tab, novel):
    page = tab(novel)
    page.open("1-6")
    button = page.page.get_by_role("button", name="Hold to see it before")

    button.evaluate("button => button.click()")
    assert place_and_face(page)[1] == "before"
    assert page.page.get_by_role("img", name="The version before.").count() == 1
    button.evaluate("button => button.click()")
    assert place_and_face(page)[1] == "now"
    assert page.page.get_by_role("img", name="The version before.").count() == 0


def test_what_was_drawn_once_has_nothing_to_compare(tab, novel):
    page = tab(novel)
    page.open("1-1")
    page.page.keyboard.press("b")

    assert page.page.locator("#compare").count() == 0
    assert page.page.inner_text("#place") == "Scene 1 of 6"


# --- Keys -------------------------------------------------------------------------------------------------------------


def test_a_key_leads_to_the_search_and_letters_typed_there_are_letters(tab, unlike):
    page = tab(unlike)
    page.page.keyboard.press("/")
    page.page.keyboard.type("n/p?c")

    assert page.page.input_value("[name=words]") == "n/p?c"
    assert not page.page.locator("dialog[open]").count()


def test_keys_go_from_chapter_to_chapter(tab, unlike):
    page = tab(unlike)
    page.page.keyboard.press("n")
    assert page.has_focus("scene-2-1"), "the first is before her eyes"
    page.page.keyboard.press("n")
    assert page.has_focus("scene-2-1"), "there is no further one"
    page.page.keyboard.press("p")
    assert page.has_focus("scene-1-1")

    page.open("1-2")
    page.page.keyboard.press("n")
    assert page.is_titled("2:1")
    page.page.keyboard.press("p")
    assert page.is_titled("1:1")


@pytest.mark.parametrize("where", ["sheet", "view"])
def test_a_key_lists_the_keys_and_escape_closes_the_list_alone(tab, unlike, where):
    page = tab(unlike)
    if where == "view":
        page.open("1-1")
    page.page.keyboard.press("?")
    assert page.page.get_by_role("dialog", name="Keys").is_visible()

    page.page.keyboard.press("Escape")
    assert not page.page.is_visible("#keys")
    assert page.is_open() == (where == "view")


def test_letters_can_be_switched_off_and_stay_off(tab, unlike):
    page = tab(unlike)
    page.page.click("[data-keys]")
    page.page.uncheck("#letters")
    page.page.keyboard.press("Escape")
    page.page.reload()
    page.page.keyboard.press("/")
    page.page.keyboard.press("?")

    assert page.page.evaluate("document.activeElement.tagName") == "BODY"
    page.page.click("[data-keys]")
    assert page.page.is_visible("#keys"), "the button still lists them"


def test_takes_are_shown_with_their_seeds(tab, unlike):
    page = tab(unlike)
    page.open("1-1")

    assert [text.split(" seed ")[0] for text in page.page.locator("#view .take figcaption").all_inner_texts()] == [
        "Take 1",
        "Take 2",
    ]
    assert page.page.locator("#view .take code").all_inner_texts()[1].endswith(" --choose 1:1=2")
    page.page.wait_for_function("() => [...document.querySelectorAll('#view img')].every(i => i.naturalWidth === 96)")


def test_the_copy_button_copies_the_command(tab, novel):
    page = tab(novel, permissions=["clipboard-read", "clipboard-write"])
    page.open("1-3")
    page.page.click("#view section .command .copy")
    page.page.wait_for_function("() => document.querySelector('#view .copy').textContent === 'Copied'")

    copied = page.page.evaluate("navigator.clipboard.readText()")
    assert copied == page.page.inner_text("#view .command code")
    assert " --scenes 1:3 --force " in copied
    assert page.page.inner_text("#place") == "The command is copied."


def test_the_copy_button_works_where_the_clipboards_interface_is_refused(tab, novel):
    page = tab(novel, permissions=["clipboard-read"])
    page.page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')); }")
    page.open("1-1")
    page.page.click("#view .copy")
    page.page.wait_for_function("() => document.querySelector('#view .copy').textContent === 'Copied'")

    assert " --scenes 1:1 --force " in page.page.evaluate("navigator.clipboard.readText()")


def test_hostile_text_is_shown_as_it_is_and_runs_nothing(tab, unlike):
    page = tab(unlike)
    page.open("2-1")

    assert page.heading() == f"2:1 {HOSTILE}, {HOSTILE}"
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
    page.page.wait_for_function("() => document.querySelector('#scene-1-1 img').naturalWidth === 96")
    assert sum(url.endswith(".png") for url in page.asked) < 200
    page.page.fill("[name=words]", "399.")
    assert page.shown() == ["20-20"]
    page.page.fill("[name=words]", "")
    page.open("20-20")
    page.page.wait_for_function("() => document.querySelector('#view img').naturalWidth === 96")
    assert page.page.inner_text("#place") == "Scene 400 of 400"


# --- Accessibility ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scheme", "size"),
    [
        pytest.param("light", DESKTOP, id="desktop"),
        pytest.param("dark", PHONE, id="phone", marks=pytest.mark.slow),
    ],
)
def test_axe_finds_nothing(tab, unlike, scheme, size):
    page = tab(unlike, color_scheme=scheme, viewport=size, reduced_motion="reduce")
    assert findings(page.page) == []

    page.page.click(".person summary")
    assert findings(page.page) == [], "portraits to choose from"

    page.open("1-1")
    assert findings(page.page) == []
    page.page.click("#view button[data-show=place]")
    assert findings(page.page) == []
    page.page.keyboard.press("ArrowRight")
    assert findings(page.page) == [], "a scene with nobody in it"
    page.page.keyboard.press("ArrowLeft")
    page.page.keyboard.down("b")
    assert findings(page.page) == [], "the version before"
    page.page.keyboard.up("b")
    page.page.keyboard.press("?")
    assert findings(page.page) == [], "the keys"
    page.page.keyboard.press("Escape")
    page.page.keyboard.press("Escape")

    page.page.goto(f"{unlike.as_uri()}#chapter=1")
    assert findings(page.page) == [], "filters that are set"
    page.page.fill("[name=words]", "zeppelin")
    assert findings(page.page) == [], "nothing found"


def test_a_screen_reader_finds_its_way(tab, unlike):
    page = tab(unlike).page

    for role, name in (("banner", None), ("search", "Scenes"), ("main", None), ("heading", "The Tide Board")):
        assert page.get_by_role(role, name=name).count() == 1
    assert page.get_by_role("main").get_by_role("heading", level=3).count() == 5
    assert page.get_by_role("region", name="The people").get_by_role("heading", level=3).count() == 2
    assert page.get_by_role("img", name="The portrait of Emma Hale").count() == 1
    assert page.get_by_role("img", name="Emma Hale in green coat: reading the letter.").count() == 1
    page.get_by_role("link", name="1:1 Emma Hale reading the letter, office").click()
    assert page.get_by_role("dialog", name="1:1 Emma Hale reading the letter, office").count() == 1
    assert page.get_by_role("button", name="Next scene").count() == 1
