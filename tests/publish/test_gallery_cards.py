"""Cards: what is told of a scene in its place, and what a hostile recipe costs."""

from dataclasses import replace

import pytest
from proof import OFFICE, drawn, plan_one, sheet

from publish.gallery_cards import make_card, place_card, text_mark, told_time
from publish.gallery_pictures import Kept
from workspace.pictures import Picture


def test_a_card_in_the_page_holds_its_notes():
    planned = plan_one()
    face, notes = make_card(sheet(), planned)

    assert f"{face}<template>{notes}</template>" in place_card(sheet(), planned)


def test_an_hour_is_told_where_the_text_states_one():
    assert told_time(plan_one()) == "afternoon"
    assert told_time(plan_one(reading=replace(OFFICE, time_of_day="unknown"))) == ""


def test_the_mark_of_a_text_is_its_own():
    assert text_mark(plan_one()) == text_mark(plan_one(reading=replace(OFFICE, place="x")))
    assert text_mark(plan_one()) != text_mark(plan_one(text="Another text of another scene."))


BAD_SIZES = [("x", 3), (0, 0), (None, None), ([], {})]


@pytest.mark.parametrize("where", ["picture", "before", "take"])
@pytest.mark.parametrize("size", BAD_SIZES, ids=repr)
def test_a_hostile_recipe_costs_its_card_the_pictures_alone(where, size):
    planned = plan_one()
    job = replace(planned.job, width=size[0], height=size[1])
    bad = Picture(planned.path, replace(planned.record, job=job), sound=True)
    kept = {"before": Kept(before=bad), "take": Kept(takes=(bad,))}.get(where, Kept())
    shown = replace(planned, picture=bad if where == "picture" else drawn(planned))

    card = make_card(sheet({(1, 1): kept}), shown)
    assert "Emma Hale reading the letter" in card.face
    assert "The text it was read from" in card.notes


def test_whatever_a_picture_raises_is_told_with_its_scene(caplog, monkeypatch):
    from publish import gallery_cards

    def refuse(planned, *_):
        if planned.picture:
            raise RecursionError("too deep")
        return real(planned, *_)

    real = gallery_cards.picture_frame
    monkeypatch.setattr(gallery_cards, "picture_frame", refuse)
    planned = plan_one()
    with caplog.at_level("WARNING"):
        card = make_card(sheet(), replace(planned, picture=drawn(planned)))

    assert "Emma Hale sat at her desk" in card.face, "its first words stand there"
    assert caplog.messages == ["The proof sheet shows scene 1:1 without its pictures: too deep"]
