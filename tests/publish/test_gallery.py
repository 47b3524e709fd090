"""The proof sheet is pure: planned scenes and what lies on the desk in, one page out."""

import base64
import hashlib
import re

from proof import EMMA, IMAGES, OFFICE, TEXT, drawn, named, page, plan, plan_one, read, scene

import config
from publish.gallery_pictures import Kept
from records import Evidence, Person, SceneReading
from workspace.pictures import Picture

HOSTILE = "</p></template></script><script>alert(1)</script><img src=x onerror=alert(1)>\"'&amp;"


def book():
    """Plan five scenes in two chapters."""
    scenes = [scene(f"{TEXT} It was day {n}.", (1 + n // 3, 1 + n % 3)) for n in range(5)]
    nobody = SceneReading(place="", time_of_day="night")
    jonas = SceneReading((Person("Jonas", "lead"), Person("Emma Hale", "present")), place="harbour")
    return plan(scenes, [OFFICE, nobody, jonas, OFFICE, jonas])


def cards(html):
    return named(html, "li", "card")


def options(html, name):
    """Give the entries of one filter: value and label."""
    text = re.search(rf'<select name="{name}".*?</select>', html, re.DOTALL)[0]
    return [(element.attributes["value"], element.text) for element in named(text, "option")]


def rows(html):
    """Give the names and values of a large view's lists."""
    names, values = named(html, "dt"), named(html, "dd")
    return {name.text: value.text for name, value in zip(names, values, strict=True)}


# --- Order, cards, filters ------------------------------------------------------------------------------------------


def test_cards_come_in_order_by_chapter():
    html = page(book())

    assert [card.attributes["id"] for card in cards(html)] == [
        "scene-1-1", "scene-1-2", "scene-1-3", "scene-2-1", "scene-2-2",
    ]  # fmt: skip
    assert [heading.text for heading in named(html, "h2") if "id" in heading.attributes][:1] == ["Chapter 1 The Letter"]
    assert html.index("Chapter 1") < html.index("scene-1-3") < html.index('id="chapter-2"') < html.index("scene-2-1")


def test_a_card_tells_what_happens_when_and_in_what_weather_and_mood():
    card = page([plan_one()]).split("<template>")[0]
    title = named(card.split('class="card"')[1].join(["<div", "</div>"]), "h3")[0].text

    assert title == "1:1 Emma Hale reading the letter, office"
    assert "afternoon · rain · sad" in card


def test_the_large_view_has_the_cards_title():
    html = page([plan_one()])

    titles = [heading.text for heading in named(html, "h2") if heading.attributes.get("id") == "view-title"]
    assert titles[0] == "1:1 Emma Hale reading the letter, office"


def test_filters_hold_what_there_is_with_its_number_of_scenes():
    html = page(book())

    assert options(html, "chapter") == [("", "All chapters"), ("=1", "1 The Letter (3)"), ("=2", "2 The Boat (2)")]
    assert options(html, "people") == [("", "Everybody"), ("=Emma Hale", "Emma Hale (4)"), ("=Jonas", "Jonas (2)")]
    assert options(html, "place") == [
        ("", "All places"), ("=harbour", "harbour (2)"), ("=office", "office (2)"), ("=", "not told (1)"),
    ]  # fmt: skip
    assert options(html, "status") == [("", "Any status"), ("=new", "new (5)")]


def test_cards_carry_what_the_filters_ask_for():
    card = cards(page(book()))[2].attributes

    assert (card["data-chapter"], card["data-people"], card["data-place"]) == ("1", "Jonas\nEmma Hale", "harbour")
    assert card["data-status"] == "new"


def test_only_people_who_are_drawn_are_filtered_by():
    assert "=Jonas" not in dict(options(page([plan_one()]), "people"))


# --- The large view -------------------------------------------------------------------------------------------------


def test_the_reading_is_told_with_the_words_that_decided():
    told = rows(page([plan_one()]))

    assert told["person"] == "Emma Hale (woman with red hair, green coat)“Emma Hale” line\xa03"
    assert told["place"] == "office“her desk” line\xa03"
    assert told["time"] == "afternoonno single word decided it"
    assert told["indoors?"] == "indoors"
    assert told["spoken of"] == "Jonas"


def test_labels_with_marks_are_buttons_and_others_are_not():
    html = page([plan_one()])

    assert [button.text for button in named(html, "button", "label")] == ["person", "place", "weather", "action"]


def test_prompt_tokens_and_what_was_dropped():
    long = SceneReading((EMMA,), place="a very long narrow crooked old wooden harbour office with seven broken windows")
    planned = plan_one(reading=long, style="graphic novel")
    html = page([planned])

    assert planned.prompt.prompt in [element.text for element in named(html, "p", "prompt")]
    assert f"{planned.prompt.tokens} of 77 tokens" in html
    if planned.prompt.dropped:
        assert f"Left out for room: {', '.join(planned.prompt.dropped)}." in html


def test_settings_and_seconds():
    planned = plan_one()
    told = rows(page([planned], {(1, 1): Kept(seconds=12.34)}))

    assert told["seed"] == str(planned.generated.seed), "also where nothing is left to chance"
    assert told["size"] == "96 × 54"
    assert told["drawn in"] == "12.3 seconds"
    assert told["text"] == "chapter_01.md, lines 3 to 9, 17 words"
    assert not {"steps", "guidance", "style", "model"} & told.keys(), "a storyboard reads none"
    assert "A storyboard panel does not read it: it is kept for SDXL." in page([planned])


def test_settings_of_sdxl():
    planned = plan_one(engine="sdxl", steps=12)
    told = rows(page([planned]))

    assert (told["steps"], told["style"]) == ("12", config.STYLE)
    assert "kept for SDXL" not in page([planned])


def test_seconds_that_are_not_known_are_not_told():
    assert "drawn in" not in rows(page([plan_one()]))


def test_the_command_with_this_runs_folders():
    html = page([plan_one()], script="../x.py", options=("--output", "my images"))

    assert named(html, "pre")[0].text == "python ../x.py --scenes 1:1 --force --output 'my images'"


def test_a_drawn_scene_shows_its_picture_and_what_it_shows():
    first = plan_one()
    html = page([plan([scene()], [OFFICE], pictures=[drawn(first)])[0]])
    small, large = named(html, "img")

    assert small.attributes["src"] == large.attributes["src"] == "chapter_01_scene_01_emma_office_reading.png"
    assert small.attributes["alt"].startswith("Emma Hale in green coat: reading the letter. Office, afternoon")
    assert (small.attributes["loading"], small.attributes["decoding"]) == ("lazy", "async")
    assert (small.attributes["width"], small.attributes["height"]) == ("96", "54")
    assert not named(html, "span", "new")


def test_before_any_picture_the_first_words_stand_for_it():
    html = page([plan_one()])

    assert not named(html, "img")
    assert named(html, "div", "blank")[0].text == "Emma Hale sat at her desk in the office."
    assert named(html, "span", "new")


def test_a_broken_picture_is_not_shown():
    planned = plan_one()
    broken = Picture(planned.path, None, sound=False)
    html = page(plan([scene()], [OFFICE], pictures=[broken]))

    assert not named(html, "img")
    assert "The picture's file is broken." in html


def test_a_narrow_picture_is_not_cut():
    first = plan_one(width=64, height=96)
    html = page(plan([scene()], [OFFICE], pictures=[drawn(first)], width=64, height=96))

    assert named(html, "img")[0].classes == ["whole"]


def test_the_version_before_and_takes_stand_with_the_picture():
    old, new = plan_one(engine="sdxl", seed=1), plan_one(engine="sdxl", seed=2)
    before = Picture(IMAGES / "replaced" / "x y.png", old.record, sound=True)
    take = Picture(IMAGES / "takes" / "x_take_03.png", old.record, sound=True)
    html = page(
        plan([scene()], [OFFICE], pictures=[drawn(new)], engine="sdxl", seed=2), {(1, 1): Kept(before, (take,))}
    )

    assert [e.attributes["src"] for e in named(html, "img")][2:] == ["replaced/x%20y.png", "takes/x_take_03.png"]
    assert [e.text for e in named(html, "figcaption")][1:] == [f"Take 3 seed {old.job.seed}"]
    assert named(html, "p", "compare")[0].text == "Hold to see it before It differs in seed."
    assert named(html, "pre")[0].text == "python generate_scene_images.py --choose 1:1=3"


def test_the_take_that_was_chosen_says_so_and_cannot_be_chosen_again():
    planned = plan_one()
    take = Picture(IMAGES / "takes" / "x_take_01.png", planned.record, sound=True)
    html = page(plan([scene()], [OFFICE], pictures=[drawn(planned)]), {(1, 1): Kept(takes=(take,))})

    assert named(html, "figcaption")[1].text == f"Take 1 seed {planned.job.seed}, the picture now"
    assert "--choose" not in html


def test_a_take_without_a_number_is_called_by_its_name():
    planned = plan_one()
    take = Picture(IMAGES / "takes" / "night & day.png", planned.record, sound=True)
    html = page([planned], {(1, 1): Kept(takes=(take,))})

    assert named(html, "figcaption")[0].text == f"night & day seed {planned.job.seed}"
    assert "--choose" not in html


def test_a_changed_scene_tells_the_words_its_picture_was_drawn_with():
    old = plan_one(engine="sdxl")
    html = page(plan([scene()], [OFFICE], pictures=[drawn(old)], engine="sdxl", style="noir"))

    assert "The picture was drawn with" in html
    assert old.prompt.prompt in [element.text for element in named(html, "p", "prompt")]


# --- Safety and determinism -----------------------------------------------------------------------------------------


def hostile_page():
    reading = SceneReading(
        (Person(HOSTILE, "lead", look=HOSTILE, outfit=HOSTILE), Person(HOSTILE + "2", "mentioned")),
        people=(HOSTILE,),
        place=HOSTILE,
        mood=HOSTILE,
        action=HOSTILE,
        props=(HOSTILE,),
        evidence={"place": (Evidence(1, 0, HOSTILE),)},
    )
    plans = plan([scene(HOSTILE, title=HOSTILE)], [reading], negative=HOSTILE)
    return page(plans, script=HOSTILE, options=("--output", HOSTILE))


def test_nothing_an_author_wrote_becomes_markup():
    elements = read(hostile_page())

    assert [element.name for element in elements].count("script") == 1
    assert not [key for element in elements for key in element.attributes if key.startswith("on")]
    assert not [element for element in elements if element.name == "img"]
    assert any(HOSTILE in element.text for element in elements if element.name == "mark")


def test_only_the_pages_own_script_may_run():
    html = hostile_page()
    script = next(element for element in read(html) if element.name == "script").text
    own = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = next(e.attributes["content"] for e in read(html) if "http-equiv" in e.attributes)

    assert f"script-src 'sha256-{own}' 'strict-dynamic';" in policy


def test_the_page_asks_nothing_of_the_network():
    html = page(book())

    assert not re.findall(r"""(?:src|href)=["'](?!#|data:,|[\w./%-]+\.png["'])[^"']*""", html)
    assert not re.findall(r"https?:|//[a-z]|@import|url\(", html)


def test_the_same_desk_gives_the_same_page():
    assert page(book()) == page(book())


def test_a_page_holds_no_time_of_day_on_which_it_was_made():
    assert not re.search(r"\b20\d\d-\d\d-\d\d\b|\d\d:\d\d:\d\d", page(book()))
