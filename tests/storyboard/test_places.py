"""The place of a drawing and its deed in, the row that it is set in out."""

import pytest

from storyboard.artwork import read_table
from storyboard.deeds import find_pose, poses
from storyboard.places import find_place, place_row

PLACES = read_table("places")["place"]
POSES = poses()


@pytest.mark.parametrize(
    ("place", "interior", "row"),
    [
        ("ship", True, "ship_cabin"),
        ("ship", False, "ship_deck"),
        ("castle", True, "ballroom"),
        ("castle", None, "castle"),
        ("train station", None, "station_platform"),
        ("house", False, "village"),
        ("hut", True, "hut_inside"),
        ("hut", False, "hut_outside"),
        ("greenhouse", True, "winter_garden"),
        ("greenhouse", False, "greenhouse_outside"),
        ("yard", True, "yard"),
        ("playground", False, "playground"),
        ("gateway", False, "gateway"),
        ("stall", None, "square"),
        ("plane", True, "plane"),
        ("kitchen", False, "kitchen"),
        ("", True, "any_room"),
    ],
)
def test_a_place_is_seen_from_the_side_the_scene_is_on(place, interior, row):
    assert find_place({"place": place, "interior": interior}) == row


@pytest.mark.parametrize(
    ("place", "places", "interior", "row"),
    [
        ("xyzzy", ["window", "kitchen"], True, "kitchen"),
        ("xyzzy", ["kitchen", "harbour"], False, "harbour"),
        ("forest", ["kitchen"], True, "forest"),
        ("xyzzy", ["plugh"], False, "any_open"),
        ("", ["study"], None, "study"),
        ("aisle", ["carriage", "fields", "train"], True, "train_compartment"),
        ("aisle", ["chapel", "station"], True, "church"),
        ("aisle", [], True, "train_compartment"),
    ],
    ids=[
        "first known",
        "first that is outdoors",
        "the place wins",
        "none known",
        "no place",
        "an aisle of a train",
        "an aisle of a church",
        "an aisle of anything",
    ],
)
def test_a_place_without_a_row_gives_way_to_the_others(place, places, interior, row):
    assert find_place({"place": place, "places": places, "interior": interior}) == row


@pytest.mark.parametrize(
    ("drawing", "pose", "row"),
    [
        pytest.param({"place": "road", "props": ["old car"]}, "driving", "car", id="who drives is in the car named"),
        pytest.param({"place": "road"}, "driving", "road", id="no car is named"),
        pytest.param({"place": "kitchen"}, "swimming", "kitchen", id="nobody swims out of a room"),
        pytest.param({"place": "kitchen", "props": ["car"]}, "reading", "kitchen", id="who reads does not get in"),
    ],
)
def test_a_pose_may_ask_for_another_place(drawing, pose, row):
    assert place_row(drawing, POSES[pose]) == PLACES[row]


def test_who_rows_is_on_the_water_with_the_far_shore_behind():
    row = place_row({"place": "harbour"}, POSES["rowing"])

    assert row["ground"] == "water"
    assert row["far"] == PLACES["harbour"].get("far", "")
    assert row["front"] == ""


@pytest.mark.parametrize(
    ("action", "pose"),
    [
        ("reading a letter", "reading_letter"),
        ("quietly weeping", "weeping"),
        ("looking out the window", "turned"),
        ("looking at his mouth", "looking"),
        ("lifting a hand", "raising"),
        ("sitting and holding a mug", "sitting"),
        ("sitting and reading", "reading"),
        ("writing and standing on the shore", "writing"),
        ("talking and walking", "walking"),
        ("standing", "standing"),
        ("breading fish", ""),
        ("", ""),
    ],
)
def test_poses_come_from_the_verb(action, pose):
    assert find_pose(action) == pose
