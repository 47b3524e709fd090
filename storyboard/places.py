"""Where a drawing is set: its places and the pose in, a row of `artwork/places.toml` out; nothing is drawn here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from storyboard.artwork import find_row, parse_rows, read_table, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

NEUTRAL = {True: "any_room", False: "any_open", None: "any_stage"}  # what an unknown place is drawn as, by `interior`
AISLES = ("train_compartment", "church", "plane", "bus", "theatre", "shop")  # where an aisle may be, by other places
AFLOAT = "open_water"  # where people row and swim
ACROSS_THE_WATER = 9.0  # metres; what stands nearer would stand in the water


def find_place(drawing: Mapping[str, Any]) -> str:
    """Name the row of the places that a drawing is set in: the place's own, else the first that fits of the others."""
    interior = drawing.get("interior")
    named = [str(phrase) for phrase in (drawing.get("place", ""), *drawing.get("places", ()))]
    if {"aisle"} & set(words_of(named[0])):
        return next((name for text in named if (name := find_row("places", "place", text)) in AISLES), AISLES[0])
    for phrase in [drawing.get("place", ""), *drawing.get("places", ())]:
        name = seen_from(find_row("places", "place", str(phrase)), interior)
        if name and (phrase == drawing.get("place", "") or fits(name, interior)):
            return name
    return NEUTRAL[interior if isinstance(interior, bool) else None]


def seen_from(name: str, interior: object) -> str:
    """Turn a place to the side the scene is on: a ship seen from inside is a cabin, a house from outside a village."""
    row = read_table("places")["place"].get(name, {})
    if interior is True:
        return str(row.get("inside", name))
    return str(row.get("outside", name)) if interior is False else name


def fits(name: str, interior: object) -> bool:
    """Say whether a place is indoors where the scene is, and outdoors where it is not."""
    room = read_table("places")["place"][name]["set"] == "room"
    return room == interior if isinstance(interior, bool) else True


def place_row(drawing: Mapping[str, Any], pose: Mapping[str, Any]) -> Mapping[str, Any]:
    """Give the row of a drawing's place; who rows or swims is on the water, who drives is in the car that is named."""
    places = read_table("places")["place"]
    vehicle, named = pose.get("aboard"), [*drawing.get("places", ()), *drawing.get("props", ())]
    if vehicle and any(find_row("places", "place", str(phrase)) == vehicle for phrase in named):
        return dict(places[vehicle])
    place: Mapping[str, Any] = places[find_place(drawing)]
    if not pose.get("afloat") or place["set"] == "room":
        return place
    far_rows = [row for row in parse_rows(place.get("put", "")) if float(row[2]) >= ACROSS_THE_WATER]
    put = "\n".join(" ".join(row) for row in far_rows)
    return {**places[AFLOAT], "put": put, "front": "", "far": place.get("far", "")}
