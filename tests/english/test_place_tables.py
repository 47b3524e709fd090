import pytest

from english.place_tables import place_kinds, places_of, thing_kinds
from english.tables import read_columns

KINDS = {
    *(
        "room",
        "home",
        "building",
        "shop",
        "vehicle",
        "space",
        "water craft",
        "submarine",
        "deck",
        "way",
        "yard",
        "camp",
    ),
    *("nature", "settlement", "region", "part", "furniture", "ground", "event"),
}


@pytest.mark.parametrize(
    ("place", "kind", "interior"),
    [
        ("kitchen", "room", True),
        ("railway platform", "way", False),
        ("doorway", "part", None),
        ("forest", "nature", False),
        ("spaceship", "space", True),
    ],
)
def test_knows_places(place, kind, interior):
    assert place_kinds()[place][1:3] == (kind, interior)


def test_every_place_has_a_known_value_in_every_column():
    for place, (kind, side, chance, says) in read_columns("places.txt").items():
        assert kind in KINDS, place
        assert side in ("in", "out", "either"), place
        assert 0 <= float(chance) <= 3, place
        assert says in ("generic", "doubtful", "plain"), place


def test_every_thing_has_a_known_value_in_every_column():
    for thing, (places, side, held, tells) in read_columns("things.txt").items():
        assert places == "-" or set(places.split(",")) <= place_kinds().keys(), thing
        assert side in ("in", "out", "either"), thing
        assert held in ("held", "-"), thing
        assert tells in ("only", "-"), thing


def test_the_tables_walk_whole_fields():
    assert len(place_kinds()) >= 2000
    assert len(thing_kinds()) >= 2500


@pytest.mark.parametrize(("thing", "places"), [("pew", ("church",)), ("sky", ()), ("headlamps", ("car",))])
def test_knows_where_things_stand(thing, places):
    assert thing_kinds()[thing].places == places


def test_places_of_some_kinds():
    assert "kitchen" in places_of(("room",))
    assert "kitchen" not in places_of(("way", "nature"))
