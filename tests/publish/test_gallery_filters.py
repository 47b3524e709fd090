"""Filters: what there is, how often, and how scenes that are elsewhere are told of."""

from proof import OFFICE, TEXT, plan, scene

from publish.gallery_cards import text_mark
from publish.gallery_filters import count_filters, tell_filters
from records import Person, SceneReading

NOBODY = SceneReading()
TWO = SceneReading((Person("Jonas", "lead"), Person("Emma Hale", "present")), place="harbour")


def book(readings):
    scenes = [scene(f"{TEXT} It was day {n}.", (1 + n // 2, 1 + n % 2)) for n in range(len(readings))]
    return plan(scenes, readings)


def test_people_come_by_number_places_by_name_and_what_is_not_told_last():
    filters = count_filters(book([OFFICE, NOBODY, TWO, TWO]))

    assert dict(filters.chapter) == {"1": 2, "2": 2}
    assert list(filters.people.items()) == [("Emma Hale", 3), ("Jonas", 2)]
    assert list(filters.place.items()) == [("harbour", 2), ("office", 1), ("", 1)]
    assert list(filters.status.items()) == [("new", 4)]


def test_scenes_that_are_elsewhere_are_told_of_in_numbers():
    plans = book([OFFICE, NOBODY, TWO])
    marks = [text_mark(planned) for planned in plans]

    told = tell_filters(plans, count_filters(plans)).split(" ")
    assert told == [f"1-1:1:2:1:{marks[0]}", f"1-2::3:1:{marks[1]}", f"2-1:2,1:1:1:{marks[2]}"]


def test_no_word_of_the_book_is_told_there():
    hostile = SceneReading((Person('x" : <y>', "lead"),), place="a b:c,d")
    plans = book([hostile])

    assert tell_filters(plans, count_filters(plans)) == f"1-1:1:1:1:{text_mark(plans[0])}"
