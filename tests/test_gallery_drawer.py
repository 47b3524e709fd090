"""Readings corrected on the proof sheet, in a real browser: forms, the drawer, and the one command it writes."""

import re
import shlex
from dataclasses import replace

import night
import proof_tab
import pytest
from proof import OFFICE, TEXT, page, plan, scene
from proof_tab import DESKTOP, PHONE, findings

from records import Person, SceneReading, Weighed
from workspace.prompt_files import PromptFile

pytestmark = [proof_tab.NEEDS_CHROMIUM, pytest.mark.slow]
BARN = replace(
    OFFICE,
    characters=(Person("Emma Hale", "lead"), Person("Jonas", "present"), Person("Ruth", "mentioned")),
    place="barn",
    weighed={"place": (Weighed("barn", 3.0, ()), Weighed("hay loft", 2.0, ()))},
)
SCENES = [scene(f"{TEXT} It was day {n}.", (1 + n // 2, 1 + n % 2)) for n in range(4)]
READINGS = [OFFICE, BARN, SceneReading(), OFFICE]


def write(folder, scenes=SCENES, readings=READINGS, said=None, **desktop):
    """Write a proof sheet, to the browser the same page as before; `said` are corrections of the first scene."""
    first = plan(scenes, readings)[0]
    files = [PromptFile(first.prompt_path, generated=first.generated, corrections=said)] if said else []
    path = folder / "index.html"
    html = page(plan(scenes, readings, files=files), **{"shell": "posix", **desktop})
    path.write_text(html, encoding="utf-8")
    return path


@pytest.fixture
def path(tmp_path):
    return write(tmp_path)


def open_form(tab, key, name):
    if not tab.is_open() or not tab.heading().startswith(key.replace("-", ":")):
        if tab.is_open():
            tab.page.keyboard.press("Escape")
            assert tab.is_closed()
        tab.open(key)
    tab.page.click(f"#view [data-key={name}] [data-correct]")


def correct(tab, key, name, value):
    """Type a value and add it."""
    open_form(tab, key, name)
    tab.page.fill("#view form.correct input", value)
    tab.page.keyboard.press("Enter")


def command(tab):
    return tab.page.text_content("#run code")


def split_windows(line):
    """Split a command line as Windows programs do (CommandLineToArgvW), whatever the shell before took away."""
    words, word, inside, position = [], None, False, 0
    while position < len(line):
        slashes = len(line[position:]) - len(line[position:].lstrip("\\"))
        position += slashes
        if line[position : position + 1] == '"':
            word = (word or "") + "\\" * (slashes // 2) + ('"' if slashes % 2 else "")
            inside ^= not slashes % 2
        else:
            word = (word or "") + "\\" * slashes if slashes else word
            character = line[position : position + 1]
            if character == " " and not inside:
                words, word = ([*words, word] if word is not None else words), None
            else:
                word = (word or "") + character
        position += 1
    return [*words, word] if word is not None else words


# --- One reading ------------------------------------------------------------------------------------------------------


def test_a_reading_is_corrected_in_its_place(tab, path):
    page = tab(path)
    open_form(page, "1-2", "place")
    assert page.page.input_value("#view form.correct input") == "barn"
    assert page.page.inner_text("#view form.correct code") == "python generate_scene_images.py --correct 1:2 place=barn"

    page.page.keyboard.type("a van")
    assert page.page.inner_text("#view form.correct code").endswith(" --correct 1:2 place='a van'")
    page.page.keyboard.press("Enter")
    assert page.page.inner_text("#place") == "place: a van is in your corrections, 1 in all."
    assert page.page.inner_text("#view [data-key=place] .pending") == "→ a van"
    assert page.page.locator("#view form.correct").count() == 0
    assert page.page.evaluate("document.activeElement.ariaLabel") == "change: place"
    assert page.page.locator("#view").get_by_role("button", name="Corrections 1").count() == 1


def test_what_was_weighed_is_one_press_away(tab, path):
    page = tab(path)
    open_form(page, "1-2", "place")
    page.page.click("#view form.correct >> text=hay loft")
    page.page.keyboard.press("Enter")

    assert command(page) == "python generate_scene_images.py --correct 1:2 place='hay loft'"


def test_people_are_added_to_those_who_are_there(tab, path):
    page = tab(path)
    open_form(page, "1-2", "people")
    page.page.click("#view form.correct >> text=Ruth")
    page.page.keyboard.press("Enter")

    assert command(page).endswith(" 1:2 people='Emma Hale; Jonas; Ruth'")


def test_what_is_one_of_a_set_is_chosen(tab, path):
    page = tab(path)
    for key, chosen in (
        ("time", ["night"]),
        ("interior", ["no"]),
        ("weather", ["snow", "wind"]),
        ("shot", ["close-up"]),
    ):
        open_form(page, "1-1", key)
        for value in chosen:
            page.page.click(f"#view form.correct label:has([value='{value}'])")
        page.page.click("#view form.correct [type=submit]")

    assert command(page).endswith(" 1:1 interior=no time=night weather='rain, snow, wind' shot=close-up")


def test_nobody_and_people_exclude_each_other(tab, path):
    page = tab(path)
    correct(page, "1-1", "lead", "Jonas")
    correct(page, "1-1", "place", "quay")
    open_form(page, "1-1", "people")
    page.page.click("#view form.correct >> text=nobody is there")
    assert command(page).endswith(" --correct 1:1 nobody=yes place=quay")

    correct(page, "1-1", "people", "a cat")
    assert command(page).endswith(" --correct 1:1 people='a cat' place=quay")


def test_escape_closes_the_form_alone_and_nothing_said_is_not_added(tab, path):
    page = tab(path)
    open_form(page, "1-1", "mood")
    for inside in ("input", "legend"):
        page.page.click(f"#view form.correct {inside}")
        page.page.keyboard.press("Escape")
        assert page.page.locator("#view form.correct").count() == 0
        assert page.is_open()
        open_form(page, "1-1", "mood")

    correct(page, "1-1", "mood", "   ")
    assert page.page.inner_text("#place") == "Say first what is right."
    assert command(page) == ""


def test_arrows_in_a_form_move_in_the_form(tab, path):
    page = tab(path)
    open_form(page, "1-1", "action")
    page.page.keyboard.press("ArrowRight")
    page.page.keyboard.press("b")

    assert page.is_titled("1:1")
    assert page.page.input_value("#view form.correct input") == "reading the letterb"


# --- What she has said before -----------------------------------------------------------------------------------------


def test_what_is_hers_can_be_taken_back(tab, tmp_path):
    page = tab(write(tmp_path, said={"place": "a van", "mood": "grim"}))
    page.open("1-1")
    assert page.page.inner_text("#view [data-key=place] .yours") == "by your word"
    page.page.click("#view [data-key=place] [data-take-back]")

    assert command(page) == "python generate_scene_images.py --correct 1:1 place="
    assert page.page.inner_text("#place") == "place as the program reads it is in your corrections, 1 in all."
    assert page.page.evaluate("document.activeElement.ariaLabel") == "change: place"
    assert page.page.locator("#view [data-key=time] [data-take-back]").count() == 0


def test_what_is_hers_and_cannot_stand_beside_the_new_is_taken_back_with_it(tab, tmp_path):
    page = tab(write(tmp_path, said={"nobody": True}, readings=[SceneReading(), *READINGS[1:]]))
    correct(page, "1-1", "people", "a cat")

    assert command(page).endswith(" --correct 1:1 nobody= people='a cat'")


def test_the_drawer_lets_go_of_what_is_made(tab, tmp_path):
    path = write(tmp_path)
    page = tab(path)
    for name, value in (("place", "office"), ("mood", "grim")):
        correct(page, "1-1", name, value)
    write(tmp_path, said={"place": "office"})
    page.page.reload()
    assert command(page).endswith(" --correct 1:1 mood=grim"), "the place is hers now, although it was read so before"
    assert page.page.text_content("#said") == "1 of your corrections is made and out of this list."

    write(tmp_path, said={"place": "office", "mood": "none"})
    page.page.reload()
    assert command(page) == "", "whatever value was written in the end"
    page.page.keyboard.press("Escape")
    assert page.is_closed()
    page.open("1-1")
    page.page.click("#view [data-key=place] [data-take-back]")
    page.page.reload()
    assert command(page).endswith(" 1:1 place="), "not taken back yet"
    write(tmp_path)
    page.page.reload()
    assert command(page) == ""


def test_the_drawers_command_corrects_and_the_next_run_draws(tab, tmp_path):
    """What the drawer gives is run as it stands."""
    night.write_novel(tmp_path)
    assert night.run(tmp_path) == 0
    page = tab(tmp_path / "images" / "index.html")
    for key, name, value in (("1-1", "place", "a van"), ("1-3", "people", "Emma; two guards: carrying a chest"),
                             ("1-3", "action", "opening Daniel's letter")):  # fmt: skip
        correct(page, key, name, value)
    argv = shlex.split(command(page))
    assert argv[2:] == [
        "--correct", "1:1", "place=a van", "1:3", "people=Emma; two guards: carrying a chest",
        "action=opening Daniel's letter", *argv[8:],
    ]  # fmt: skip

    assert night.generate_scene_images.main([*argv[2:], "--quiet"]) == 0
    assert night.run(tmp_path) == 0
    page.page.goto("about:blank")
    page.page.goto((tmp_path / "images" / "index.html").as_uri())
    assert command(page) == ""
    assert page.page.inner_text("#scene-1-1 h3").endswith("a van")
    page.open("1-3")
    assert page.heading() == "1:3 Emma opening Daniel's letter, market"
    assert page.page.inner_text("#view [data-key=people]").startswith("with")
    assert page.page.locator("#view .yours").count() == 3


# --- The command ------------------------------------------------------------------------------------------------------

WORDS = (
    "a van", "Emma; two guards: carrying a chest", "Daniel's \"red\" coat", "$HOME `x` %PATH% & | ; <y>", "a,b", "café",
    "back\\slash\\", 'end\\"', "!x", "~", "*?[a]", "#1",
)  # fmt: skip


@pytest.mark.parametrize(("shell", "split"), [("posix", shlex.split), ("windows", split_windows)])
def test_a_shell_reads_each_correction_as_one_word(tab, tmp_path, shell, split):
    page = tab(write(tmp_path, shell=shell, options=("--output", "my images")))
    page.open("1-1")
    for word in WORDS:
        correct(page, "1-1", "place", word)
        assert split(command(page)) == [
            "python", "generate_scene_images.py", "--correct", "1:1", f"place={word}", "--output", "my images",
        ]  # fmt: skip
        quoted = re.search(r" place=(.*) --output", command(page))[1]
        assert shell == "posix" or quoted == word or quoted[0] == quoted[-1] == '"', "double quotes alone"


def test_what_no_shell_minds_is_not_quoted(tab, path):
    page = tab(path)
    correct(page, "1-1", "place", "van")

    assert command(page) == "python generate_scene_images.py --correct 1:1 place=van"


def test_corrections_of_all_scenes_are_one_command_in_their_order(tab, path):
    page = tab(path)
    for key, name, value in (
        ("2-2", "place", "van"),
        ("1-1", "mood", "grim"),
        ("2-2", "lead", "Jonas"),
        ("1-2", "place", "x"),
    ):
        correct(page, key, name, value)
    correct(page, "1-2", "place", "yard")

    assert command(page) == (
        "python generate_scene_images.py --correct 1:1 mood=grim 1:2 place=yard 2:2 lead=Jonas place=van"
    )


# --- The drawer -------------------------------------------------------------------------------------------------------


@pytest.fixture
def filled(tab, path):
    """Open a page with three corrections of two scenes, and its drawer."""
    page = tab(path)
    for key, name, value in (("1-1", "place", "van"), ("1-1", "mood", "grim"), ("2-1", "place", "quay")):
        correct(page, key, name, value)
    page.page.keyboard.press("c")
    return page


def test_the_drawer_lists_each_correction_with_what_it_replaces(filled):
    assert filled.page.locator("#drawer h2").inner_text() == "Corrections 3"
    assert filled.page.locator("#corrections h3").all_inner_texts() == [
        "1:1 Emma Hale reading the letter, office", "2:1 Emma Hale sat at her desk in the office.",
    ]  # fmt: skip
    entries = [" ".join(text.split()) for text in filled.page.locator("#corrections ul li").all_inner_texts()]
    assert entries == ["place van instead of office ✕", "mood grim instead of sad ✕", "place quay ✕"]


def test_entries_are_removed_and_put_back(filled):
    filled.page.get_by_role("button", name="Remove 1:1 place").click()
    assert filled.page.inner_text("#said") == "1:1 place is removed, 2 left."
    assert filled.page.evaluate("document.activeElement.ariaLabel") == "Remove 1:1 mood"
    assert command(filled).endswith(" --correct 1:1 mood=grim 2:1 place=quay")

    filled.page.click("#forget")
    assert command(filled) == ""
    assert filled.page.is_visible("#drawer .none")
    assert not filled.page.is_visible("#run")
    filled.page.click("#undo")
    assert command(filled).endswith(" --correct 1:1 mood=grim 2:1 place=quay")


def test_a_click_beside_the_drawer_closes_it_and_one_at_its_edge_does_not(filled):
    edge = filled.page.locator("#drawer").bounding_box()["x"]
    filled.page.mouse.click(edge + 6, 400)
    assert filled.page.is_visible("#drawer")
    filled.page.mouse.click(edge - 6, 400)
    assert not filled.page.is_visible("#drawer")


def test_a_page_that_is_open_twice_has_one_list(filled, path):
    other = filled.window.new_page()
    other.goto(path.as_uri())
    other.click(".top [data-drawer]")
    other.click("#forget")
    filled.page.wait_for_function("() => document.querySelector('#run code').textContent === ''", timeout=10_000)

    assert filled.page.locator("#view .pending").count() == 0


def test_a_scene_of_the_drawer_is_opened_from_it(filled):
    filled.page.click("#corrections >> text=1:1 Emma Hale")

    assert not filled.page.is_visible("#drawer")
    assert filled.is_titled("1:1")
    filled.page.keyboard.press("Escape")
    assert filled.is_closed()


def test_corrections_survive_a_reload(filled):
    before = command(filled)
    filled.page.reload()

    assert command(filled) == before
    assert filled.page.locator(".top [data-number]").inner_text() == "3"


def test_where_the_browser_keeps_nothing_they_hold_for_this_visit(tab, path):
    page = tab(path)
    page.page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('no'); }})")
    page.page.reload()
    correct(page, "1-1", "place", "van")

    assert command(page).endswith(" 1:1 place=van")


def test_what_somebody_else_left_there_is_passed_over(tab, path):
    page = tab(path)
    for junk in ("{", "null", "[3]", "[null]", '[{"key":"place"}]', '[{"scene":"1:1","key":"x","value":"y"}]'):
        page.page.evaluate("junk => localStorage.setItem(`proof-sheet-corrections ${location.pathname}`, junk)", junk)
        page.page.reload()
        assert command(page) == "", junk
    correct(page, "1-1", "place", "van")
    assert command(page).endswith(" 1:1 place=van")


def test_corrections_follow_their_scene_and_those_of_a_scene_that_is_gone_are_told(filled, path):
    new = scene("A train stood in a field at dawn.", (1, 1))
    moved = [new, *(replace(one, chapter=3, number=n) for n, one in enumerate(SCENES[:2], 1))]
    write(path.parent, moved, [SceneReading(), *READINGS[:2]])
    filled.page.reload()

    assert command(filled).endswith(" --correct 3:1 place=van mood=grim"), "its scene has moved, and 2:1 is gone"
    filled.page.keyboard.press("c")
    assert filled.page.locator("#corrections h3").all_inner_texts()[-1] == "2:1: this scene is gone"
    filled.page.get_by_role("button", name="Remove 2:1 place").click()
    assert filled.page.locator("#drawer h2").inner_text() == "Corrections 2"


def test_the_block_is_copied(tab, path):
    page = tab(path, permissions=["clipboard-read", "clipboard-write"])
    correct(page, "1-1", "place", "a van")
    page.page.keyboard.press("c")
    page.page.click("#run .copy")
    page.page.wait_for_function("() => document.querySelector('#run .copy').textContent === 'Copied'")

    assert page.page.evaluate("navigator.clipboard.readText()") == command(page)
    assert page.page.inner_text("#said") == "The command is copied."


def test_where_nothing_may_be_copied_the_block_is_selected(filled):
    filled.page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')); }")
    filled.page.evaluate("() => { document.execCommand = () => false; }")
    filled.page.click("#run .copy")
    filled.page.wait_for_function("() => document.querySelector('#said').textContent !== ''")

    assert filled.page.evaluate("getSelection().toString()") == command(filled)
    assert filled.page.inner_text("#said") == "The command is selected: copy it with Ctrl+C or ⌘C."


# --- Accessibility ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scheme", "size"),
    [
        pytest.param("light", DESKTOP, id="desktop"),
        pytest.param("dark", PHONE, id="phone", marks=pytest.mark.slow),
    ],
)
def test_axe_finds_nothing(tab, path, scheme, size):
    page = tab(path, color_scheme=scheme, viewport=size, reduced_motion="reduce")
    page.page.keyboard.press("c")
    assert findings(page.page) == [], "an empty drawer"
    page.page.keyboard.press("Escape")
    correct(page, "1-2", "place", "a very long place " * 9)
    open_form(page, "1-2", "weather")
    assert findings(page.page) == [], "a form, and a reading that waits in the drawer"
    overflow = "(e => e.scrollWidth - e.clientWidth)"
    assert page.page.evaluate(f"{overflow}(document.querySelector('#view'))") == 0

    page.page.keyboard.press("Escape")
    page.page.keyboard.press("c")
    assert findings(page.page) == [], "the drawer"
    assert page.page.evaluate(f"{overflow}(document.querySelector('#drawer'))") == 0
