import pytest
from reading_steps import read_passage

from english.lexicon import lexicon
from english.place_tables import place_kinds
from reading.place_senses import in_sense
from reading.place_trail import Trail


def meant(place, *scenes):
    trail, kind = Trail(), None
    trail.enter(1)
    for text in scenes:
        kind = in_sense(place, read_passage(text).prose, trail)
        trail.enter(1)
    return kind.place if kind else ""


@pytest.mark.parametrize(
    ("place", "text", "expected"),
    [
        ("bridge", "On the bridge the helmsman watched the planet grow in the viewscreen.", "spaceship bridge"),
        ("bridge", "The captain left the wheelhouse; from the bridge he saw the sea over the bow.", "ship's bridge"),
        ("bridge", "She stood on the bridge and watched the river.", ""),
        ("bridge", "They crossed the bridge over the river, beside whose banks a ship with its crew lay.", ""),
        ("bridge", "The village bridge was of stone, and the captain of the ship, a sailor, rode a horse over it.", ""),
        ("stone bridge", "The starship's crew saw the planet from the stone bridge.", ""),
        ("deck", "The hull of the starship rang, and the crew on the deck saw the planet turn.", "spaceship deck"),
        ("deck", "On the deck behind the house he lit the barbecue and sat on the steps.", "deck of a house"),
        ("deck", "From the orbit of his eye the captain of the ship stared at the deck, the crew at the stars.", ""),
        ("deck", "The sailors were on deck, and the sea broke over the ship.", ""),
        ("station", "In the station the sergeant took her statement, an officer brought coffee.", "police station"),
        ("station", "The train stood in the station, and a porter took her luggage from the platform.", ""),
        ("station", "The airlock of the station closed, and the crew looked at the planet.", "space station"),
        ("dock", "The prisoner stood in the dock while the judge passed sentence.", "dock of a courtroom"),
        ("dock", "The boat lay at the dock on the lake.", ""),
        ("cell", "The monk knelt in his cell and prayed until the bell rang.", "monastery cell"),
        ("cell", "The guard locked the cell.", ""),
        ("cabin", "In the cabin, the steward showed her the berth and the porthole.", "ship's cabin"),
        ("cabin", "Snow lay on the cabin in the woods.", ""),
        ("pool", "The lifeguard watched her swim across the pool to the ladder.", "swimming pool"),
        ("pool", "The stream ran into a pool under the rocks, where he swam.", ""),
        ("club", "At the club the colonel sat in an armchair with his brandy and a cigar.", "gentlemen's club"),
        ("club", "The bass shook the club, and the colonel danced past the bouncer and the members.", ""),
        (
            "carriage",
            "The train left the station, and in the carriage a passenger lowered the window.",
            "railway carriage",
        ),
        ("carriage", "The horses drew the carriage to the station, and the coachman cracked his whip.", ""),
        ("kitchen", "In the kitchen of the starship the crew saw the planet.", ""),
    ],
)
def test_a_word_means_the_place_that_the_words_around_it_tell_of(place, text, expected):
    assert meant(place, text) == expected


SHIP = "The starship shook, and the crew looked at the planet."


@pytest.mark.parametrize(
    ("scenes", "expected"),
    [
        ((SHIP, "She went back to the bridge and looked at the hull."), "spaceship bridge"),
        ((SHIP, "On the bridge the hull sang.", "She was on the bridge."), "spaceship bridge"),
        ((SHIP, "On the bridge the hull sang.", "The bridge led across the river into a village."), ""),
        (("She was on the bridge.", SHIP), "spaceship bridge"),
    ],
    ids=["the chapter tells", "as before", "another bridge", "later"],
)
def test_what_was_told_before_counts(scenes, expected):
    assert meant("bridge", *scenes) == expected


def test_a_new_chapter_knows_no_signs_of_the_last():
    trail = Trail()
    trail.enter(1)
    in_sense("kitchen", read_passage(SHIP).prose, trail)
    trail.enter(2)
    assert in_sense("bridge", read_passage("She saw the hull from the bridge.").prose, trail) is None


def test_every_sense_is_a_place():
    assert {sense.said for sense in lexicon().place_senses.values()} <= place_kinds().keys()
