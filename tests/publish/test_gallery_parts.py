"""Parts: which scenes stand together, and scripts out of which no text escapes."""

import json
import re
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from proof import OFFICE, TEXT, plan, plan_one, scene, sheet

from publish import gallery_parts
from publish.gallery_parts import MOST, NOTES, WHOLE, cut_parts, make_script, weigh, write_literal
from publish.gallery_pictures import Kept
from records import Scene
from workspace.pictures import Picture


class Planned(NamedTuple):
    """As much of a planned scene as is asked for here."""

    scene: Scene


def book(*chapters, text=TEXT):
    """Give chapters of so many scenes."""
    keys = [(chapter, number) for chapter, scenes in enumerate(chapters, 1) for number in range(1, scenes + 1)]
    return [Planned(scene(f"{text} It was scene {key}.", key)) for key in keys]


def keys(parts):
    return [[planned.scene.key for planned in part] for part in parts]


@pytest.fixture
def small(monkeypatch):
    """Three scenes fill a part, and five a page."""
    monkeypatch.setattr(gallery_parts, "WHOLE", 5 * (NOTES + 200))
    monkeypatch.setattr(gallery_parts, "MOST", 3 * (NOTES + 200))


# --- Cutting ----------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("chapters", "expected"),
    [
        pytest.param((), [], id="no scene"),
        pytest.param((5,), [((1, 1), (1, 5))], id="a small book is one"),
        pytest.param((2, 1, 2), [((1, 1), (3, 2))], id="also in chapters"),
        pytest.param((3, 3), [((1, 1), (1, 3)), ((2, 1), (2, 3))], id="a part a chapter"),
        pytest.param((1, 7), [((1, 1),), ((2, 1), (2, 3)), ((2, 4), (2, 6)), ((2, 7),)], id="a long chapter is cut"),
    ],
)
def test_where_a_book_is_cut(chapters, expected):
    parts = keys(cut_parts(book(*chapters), {}))

    assert [tuple(part[:1] + part[1:][-1:]) for part in parts if part] == expected
    assert [key for part in parts for key in part] == [planned.scene.key for planned in book(*chapters)]


def test_a_scene_larger_than_a_part_is_one():
    plans = book(2, text="word " * (WHOLE // 5))

    assert keys(cut_parts(plans, {})) == [[(1, 1)], [(1, 2)]]


def test_takes_weigh_too():
    planned = plan_one()
    take = Picture(planned.path, planned.record, sound=True)

    assert weigh(planned, {(1, 1): Kept(takes=(take,) * 9)}) > weigh(planned, {}) + 5_000


@pytest.mark.usefixtures("small")
def test_a_scene_more_in_one_chapter_leaves_the_parts_of_all_others():
    before, after = (cut_parts(book(first, 4, 4), {}) for first in (4, 5))

    assert keys(before)[2:] == keys(after)[2:]


def test_an_estimate_is_no_less_than_a_third_of_what_is_made():
    planned = plan_one(text=TEXT * 12)
    made = len(make_script(sheet(), (planned,)))

    assert made / 3 < weigh(planned, {}) < made * 3
    assert MOST < WHOLE


# --- Scripts ----------------------------------------------------------------------------------------------------------

HARM = (
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "\u2028\u2029",
    "\"'`${x}",
    "\\",
    "]]>",
    "\ud800",
    "&lt;",
    "\0",
)


@pytest.mark.parametrize("text", HARM, ids=ascii)
def test_hostile_text_stays_text(text):
    literal = write_literal([text])

    assert json.loads(literal) == [text]
    assert not re.search(r"</|<!|[\u2028\u2029\n\r]", literal)


@settings(max_examples=60)
@given(st.lists(st.text(st.characters(codec=None) | st.sampled_from("<>!/-\\\"'&\u2028"))))
def test_any_text_is_read_back_and_ends_no_script(texts):
    literal = write_literal(texts)

    assert json.loads(literal) == texts
    assert not re.search(r"</|<!|[\u2028\u2029\n\r]", literal)


def test_a_script_is_one_call_with_each_scenes_card_and_notes():
    plans = plan([scene(f"{TEXT} It was day {n}.", (1, n)) for n in (1, 2)], [OFFICE, OFFICE])
    script = make_script(sheet(), tuple(plans))
    call = re.fullmatch(r'parts\.bring\("1-1",(.*)\);\n', script)

    first, second = json.loads(call[1])
    assert first[0].startswith('<div class="frame blank">')
    assert 'href="#scene-1-2"' in second[0]
    assert second[1].startswith('<div class="scene">')
