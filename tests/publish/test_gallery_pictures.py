"""Pictures on the proof sheet: addresses, first words, takes, and what is said of an older one."""

from dataclasses import replace
from pathlib import Path

import pytest
from proof import IMAGES, drawn, named, plan_one

from publish.gallery_pictures import (
    OPENING,
    Desktop,
    Kept,
    first_words,
    make_pictures,
    make_take,
    picture_frame,
    picture_of,
    picture_url,
    say_difference,
)
from workspace.pictures import Picture

DESKTOP = Desktop(IMAGES)


@pytest.fixture
def planned():
    return plan_one()


@pytest.fixture
def shown(planned):
    """A plan whose scene has its picture."""
    return replace(planned, picture=drawn(planned))


def test_only_a_sound_picture_is_shown(planned, shown):
    assert picture_of(planned) is None
    assert picture_of(shown) is shown.picture
    assert picture_of(replace(shown, picture=replace(shown.picture, sound=False))) is None


@pytest.mark.parametrize(
    ("path", "url"),
    [
        pytest.param(IMAGES / "a.png", "a.png", id="beside the page"),
        pytest.param(IMAGES / "takes" / "a b.png", "takes/a%20b.png", id="in a folder, with a space"),
        pytest.param(IMAGES / "é#1.png", "%C3%A9%231.png", id="letters that an address has not"),
        pytest.param(Path("other") / "a.png", "other/a.png", id="elsewhere"),
    ],
)
def test_addresses_are_relative_to_the_page(path, url):
    assert picture_url(Picture(path, None, sound=True), DESKTOP) == url


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("It rained.\nShe ran.", "It rained.", id="the first paragraph"),
        pytest.param("", "", id="nothing"),
        pytest.param("word, " * 60, "word, " * 24 + "word …", id="cut between two words"),
    ],
)
def test_the_first_words_stand_for_a_picture(text, words):
    assert first_words(text) == words
    assert len(first_words(text)) <= OPENING + 2


def test_a_card_shows_the_picture_or_the_words(planned, shown):
    assert named(picture_frame(planned, DESKTOP), "img") == []
    assert named(picture_frame(planned, DESKTOP), "p")[0].text == "Emma Hale sat at her desk in the office."
    (image,) = named(picture_frame(shown, DESKTOP), "img")
    assert image.attributes["alt"]


def test_no_picture_and_a_broken_one_are_told_apart(planned):
    broken = replace(planned, status="damaged")

    assert "No picture yet." in make_pictures(planned, DESKTOP, Kept())
    assert "The picture's file is broken." in make_pictures(broken, DESKTOP, Kept())


def test_the_version_before_and_the_takes_stand_beside(shown):
    take = replace(shown.picture, path=IMAGES / "takes" / "x.png")
    html = make_pictures(shown, DESKTOP, Kept(before=shown.picture, takes=(take,)))

    assert [figure.attributes["class"] for figure in named(html, "figure")] == ["now", "before", "take"]


def test_what_changed_since_is_said(shown):
    record = shown.picture.record
    before = replace(shown.picture, record=replace(record, job=replace(record.job, width=record.job.width + 8)))

    assert say_difference(before, shown.picture) == "differs in width"
    assert say_difference(shown.picture, shown.picture) == "drawn from the same recipe"
    assert say_difference(replace(before, record=None), shown.picture) == before.path.name
    assert say_difference(before, None) == before.path.name


def test_the_take_that_is_the_picture_is_not_offered_again(shown):
    record = shown.picture.record
    other = replace(record, job=replace(record.job, seed=7))
    path = IMAGES / "takes" / "chapter_01_scene_01_take_2.png"
    same, new = (make_take(shown, Picture(path, one, sound=True), DESKTOP) for one in (record, other))

    assert "the picture now" in same
    assert named(same, "button") == []
    assert "seed 7" in new
    assert "the picture now" not in new
