"""Where a drawing is set: its places and the pose in, a row of `artwork/places.toml` out; nothing is drawn here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from storyboard.artwork import find_row, parse_rows, read_table, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NEUTRAL = {True: "any_room", False: "any_open", None: "any_stage"}  # what an unknown place is drawn as, by `interior`
INSIDE = frozenset("driving drive drives sitting sit sits riding ride rides steering seated".split())  # noqa: SIM905
OUTSIDE = frozenset(  # deeds that nobody does in a vehicle
    "standing walking running leaning loading unloading washing pushing repairing kneeling crouching climbing".split()  # noqa: SIM905
)
GROUND = "garden"  # what windows look on where nothing else is told
# Where an aisle may be, by other places.
AISLES = ("train_compartment", "church", "plane", "bus", "theatre", "shop", "chapel", "supermarket")
# What a cabin is aboard of, and its row there.
CABINS = {
    "ship_deck": "ship_cabin",
    "ship_bridge": "ship_cabin",
    "ship_hold": "ship_cabin",
    "harbour": "ship_cabin",
    "spaceship": "spaceship_corridor",
    "plane": "plane",
}
AMONG = {"ship_deck": "spaceship_corridor", "ship_cabin": "spaceship_corridor"}  # what a ship is among the stars
SPACE = {"spaceship", "spaceship_corridor", "orbit", "alien_plain", "airlock", "sleep_pods"}
WHOLE = 3  # words of a phrase that holds whatever stands around it: the bridge of a ship
MOTOR = "car"  # what one drives where no cart is told of
AFLOAT = "open_water"  # where people row and swim
ACROSS_THE_WATER = 9.0  # metres; what stands nearer would stand in the water


def find_place(drawing: Mapping[str, Any]) -> str:
    """Name the row of the places that a drawing is set in: the place's own, else the first that fits of the others."""
    interior = drawing.get("interior")
    named = [str(phrase) for phrase in (drawing.get("place", ""), *drawing.get("places", ()))]
    if {"aisle"} & set(words_of(named[0])):
        return next((name for text in named if (name := row_of(text)) in AISLES), AISLES[0])
    for phrase in [drawing.get("place", ""), *drawing.get("places", ())]:
        name = seen_from(row_of(str(phrase)), interior)
        if name and (phrase == drawing.get("place", "") or fits(name, interior)):
            return berth(name, str(phrase), named) or name
    return NEUTRAL[interior if isinstance(interior, bool) else None]


def berth(name: str, phrase: str, named: Sequence[str]) -> str:
    """Name the row of a cabin or a ship that the scene's other places tell of; "" where they do not."""
    if name in SPACE:
        return ""
    rows = {row_of(text) for text in named} if name in AMONG or {"cabin"} & set(words_of(phrase)) else set()
    if name in AMONG:
        return AMONG[name] if rows & SPACE else ""
    return next((cabin for vessel, cabin in CABINS.items() if vessel in rows), "")


def row_of(phrase: str) -> str:
    """Name the row that a phrase calls for: a street outside a church is a street, a stage of a journey no theatre."""
    words = f"_{'_'.join(words_of(phrase))}_"
    for decoy in sorted(said_of("decoys"), key=len, reverse=True):
        words = words.replace(f"_{decoy}_", "_")
    text = words.replace("_", " ").split()
    turn = next((index for index, word in enumerate(text) if index and word in said_of("turns")), 0)
    whole = find_row("places", "place", " ".join(text), WHOLE)
    head = whole or find_row("places", "place", " ".join(own_words(text[:turn])))
    if head and head != NEUTRAL[True]:
        return head
    said = find_row("places", "place", " ".join(text), 2) or find_row("places", "place", " ".join(own_words(text)))
    return said or find_row("places", "place", " ".join(text))


def own_words(text: Sequence[str]) -> list[str]:
    """Leave out the words of a place that give way to any other."""
    return [word for word in text if word not in said_of("generic")]


def said_of(kind: str) -> Sequence[str]:
    """Give the words of a kind that `artwork/places.toml` lists beside its rows."""
    words: str = read_table("places")[kind]["words"]
    return words.split()


def view_of(drawing: Mapping[str, Any], place: Mapping[str, Any]) -> str:
    """Name what the windows of a place look on: by its kind, its floor, the other places of the scene, its town."""
    if "view" in place:
        return str(place["view"])
    phrases = [str(phrase) for phrase in (drawing.get("place", ""), *drawing.get("places", ()))]
    high = next((name for text in phrases if (name := find_row("views", "view", text)) == "roofs"), "")
    rows = (read_table("places")["place"].get(row_of(text), {}) for text in phrases)
    near = next((str(row["outlook"]) for row in rows if "outlook" in row), "")
    said = next((name for text in phrases if (name := find_row("views", "view", text))), "")
    return high or near or said or str(place.get("looks", GROUND))


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
    """Give the row of a drawing's place; who rows or swims is on the water, who drives is in a car."""
    places = read_table("places")["place"]
    name = of_period(drawing, find_place(drawing))
    if drives_away(drawing, pose, name):
        return dict(places[pose["aboard"]])
    place: Mapping[str, Any] = places[name]
    if "seats" in place and "beside" in place and not sits_aboard(drawing, pose):
        place = places[place["beside"]]
    if "below" in place and is_mounted(pose):
        place = places[place["below"]]
    if not pose.get("afloat") or place["set"] == "room":
        return place
    far_rows = [row for row in parse_rows(place.get("put", "")) if float(row[2]) >= ACROSS_THE_WATER]
    put = "\n".join(" ".join(row) for row in far_rows)
    return {**places[AFLOAT], "put": put, "front": "", "far": place.get("far", "")}


def is_mounted(pose: Mapping[str, Any]) -> bool:
    """Say whether somebody in a pose sits on a horse, a bicycle or a cart, at least where there are no rooms."""
    outside = read_table("poses")["pose"].get(str(pose.get("outdoors", "")), {})
    return not {pose.get("seat"), outside.get("seat")}.isdisjoint(said_of("mounts"))


def drives_away(drawing: Mapping[str, Any], pose: Mapping[str, Any], name: str) -> bool:
    """Say whether the place to draw is the vehicle of a deed.

    It is where the scene names it, on a road full of cars, and in a room: nobody steers a chair through a parlour.
    """
    vehicle, named = pose.get("aboard"), [*drawing.get("places", ()), *drawing.get("props", ())]
    if not vehicle:
        return False
    places = read_table("places")["place"]
    if any(row_of(str(phrase)) == vehicle for phrase in named):
        return True
    told = set(words_of(str(drawing.get("action", ""))))
    if vehicle != MOTOR or told & set(said_of("carts")) or is_olden(drawing):
        return False
    place = places[name]
    motors = told & set(places[MOTOR]["words"].split()) or set(str(place.get("put", "")).split()) & set(
        said_of("motors")
    )
    return bool(motors) or (place["set"] == "room" and name not in said_of("vehicles"))


def is_olden(drawing: Mapping[str, Any]) -> bool:
    """Say whether clothes or things of a scene are of an age without cars."""
    return bool(words_told(drawing) & set(read_table("places")["periods"]["olden"].split()))


def words_told(drawing: Mapping[str, Any]) -> set[str]:
    """List the words that tell of a scene's age."""
    people = [person.get(key, "") for person in drawing.get("people", ()) for key in ("outfit", "look")]
    told = [drawing.get("place", ""), drawing.get("action", ""), *drawing.get("props", ()), *people]
    return {word for text in told for word in words_of(str(text))}


def of_period(drawing: Mapping[str, Any], name: str) -> str:
    """Turn a place to the age that the scene's clothes and things are of, where the table has both."""
    row, periods = read_table("places")["place"][name], read_table("places")["periods"]
    words = words_told(drawing)
    return next(
        (str(row[age]) for age in ("modern", "olden") if age in row and words & set(periods[age].split())), name
    )


def sits_aboard(drawing: Mapping[str, Any], pose: Mapping[str, Any]) -> bool:
    """Say whether the people of a scene sit in the vehicle that is its place, rather than stand beside it."""
    deeds = set(words_of(str(drawing.get("action", ""))))
    if deeds & OUTSIDE or drawing.get("interior") is False:
        return False
    return bool(pose.get("aboard") or drawing.get("interior") or deeds & INSIDE)


def is_dry(place: Mapping[str, Any]) -> bool:
    """Say whether a place is a room that has nothing to swim in."""
    waters = read_table("poses")["swimming"]["waters"].split()
    return place["set"] == "room" and not set(str(place.get("put", "")).split()) & set(waters)
