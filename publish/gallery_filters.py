"""Planned scenes in, the proof sheet's filters out: lists of what there is, and the numbers under which it is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from publish.gallery_cards import NOT_TOLD, text_mark
from publish.markup import Markup, element, join
from workspace.status import STATUSES

if TYPE_CHECKING:
    from workspace.plan import PlannedScene

Numbers = Mapping[str, int]  # of scenes, by value, in the order of the list


@dataclass(frozen=True, slots=True)
class Filters:
    """What each list holds, each with its number of scenes."""

    chapter: Numbers
    people: Numbers
    place: Numbers
    status: Numbers


def count_filters(plans: Sequence[PlannedScene]) -> Filters:
    """Count what can be filtered by: people by their number of scenes, places by name."""
    chapters = Counter(str(planned.scene.chapter) for planned in plans)
    people = Counter(name for planned in plans for name in {person.name: 0 for person in planned.reading.drawn})
    places = Counter(planned.reading.place for planned in plans)
    statuses = Counter(str(planned.status) for planned in plans)
    return Filters(
        chapters,
        {name: people[name] for name in sorted(people, key=lambda name: (-people[name], name))},
        {name: places[name] for name in sorted(places, key=lambda name: (not name, name.casefold(), name))},
        {status: statuses[status] for status in STATUSES if statuses[status]},
    )


def make_filters(filters: Filters, titles: Mapping[int, str]) -> Markup:
    """Make the four filter lists."""
    chapters = {str(number): f"{number} {title}".strip() for number, title in titles.items()}
    return join(
        (
            make_select("chapter", "All chapters", filters.chapter, chapters),
            make_select("people", "Everybody", filters.people),
            make_select("place", "All places", filters.place),
            make_select("status", "Any status", filters.status),
        )
    )


def make_select(name: str, every: str, numbers: Numbers, titles: Mapping[str, str] | None = None) -> Markup:
    """Make one filter list; values start with "=", so that an empty value differs from no choice."""
    options = [element("option", every, value="")]
    for value, number in numbers.items():
        label = (titles or {}).get(value, value) or NOT_TOLD
        options.append(element("option", f"{label} ({number})", value=f"={value}"))
    label = {"people": "Character"}.get(name, name.capitalize())
    return element("label", element("span", label), element("select", *options, name=name, data_filter=name))


def tell_filters(plans: Sequence[PlannedScene], filters: Filters) -> str:
    """Tell of scenes whose cards are elsewhere what the filters ask for, in numbers of the lists' entries.

    A scene is `chapter-scene:people:place:status:text`, scenes are separated by blanks: "2-5:1,4:17:6:0123456789ab".
    """
    lists = (filters.people, filters.place, filters.status)
    people, places, statuses = ({value: at for at, value in enumerate(numbers, 1)} for numbers in lists)
    told = []
    for planned in plans:
        who = ",".join(str(people[person.name]) for person in planned.reading.drawn)
        where, how = places[planned.reading.place], statuses[planned.status]
        told.append("{}-{}:{}:{}:{}:{}".format(*planned.scene.key, who, where, how, text_mark(planned)))
    return " ".join(told)
