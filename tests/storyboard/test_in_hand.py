"""What somebody of a scene holds."""

import pytest

from storyboard.artwork import read_table
from storyboard.deeds import find_pose, poses
from storyboard.in_hand import held_prop, in_hand, of_its_age


@pytest.mark.parametrize(
    ("props", "action", "usual", "held"),
    [
        (("letter",), "reading", "book", "letter"),
        (("book",), "reading a letter", "book", "letter"),
        (("old brass keys",), "standing", "", "key"),
        (("piano",), "standing", "", ""),
        ((), "reading", "book", "book"),
        ((), "standing", "", ""),
    ],
)
def test_the_named_prop_is_in_the_hand(props, action, usual, held):
    assert held_prop(props, action, usual) == held


def test_who_reads_holds_something_to_read():
    assert held_prop(("pencil", "map"), "reading", "book", "read") == "map"
    assert held_prop(("pencil",), "reading", "book", "read") == "book"


@pytest.mark.parametrize(
    ("prop", "told", "given"),
    [
        pytest.param("flashlight", {"place": "attic"}, "flashlight", id="a British torch is electric"),
        pytest.param("flashlight", {"place": "dungeon"}, "burning_torch", id="where nobody knew electric light"),
        pytest.param("flashlight", {"people": [{"outfit": "cloak and sword"}]}, "burning_torch", id="by the clothes"),
        pytest.param("flashlight", {"props": ["burning torch"]}, "burning_torch", id="it burns"),
        pytest.param("letter", {"place": "dungeon"}, "letter", id="a letter is a letter"),
    ],
)
def test_a_torch_is_of_its_age(prop, told, given):
    assert of_its_age(prop, told) == given


@pytest.mark.parametrize(
    ("action", "held", "why"),
    [
        ("having luck in spades", "", "a figure of speech"),
        ("standing like a sword", "", "he is like one"),
        ("waving his hat in the cart", "hat_in_hand", "the hat, not what he is in"),
        ("standing with a book in her hand", "book", "in the hand"),
        ("standing with a book in her left hand", "book", "in one of them"),
    ],
)
def test_what_a_deed_is_done_in_or_like_is_not_held(action, held, why):
    pose = poses()[find_pose(action) or "standing"]

    assert in_hand(pose, 0, {"presence": "lead"}, {"action": action}) == held, why


def test_what_somebody_sits_on_is_not_in_the_hand():
    assert held_prop((), "sitting on a wooden crate", "") == ""
    assert held_prop((), "sitting on a crate with a book", "") != "crate"
    assert held_prop((), "carrying a crate", "") == "crate"


@pytest.mark.parametrize(
    ("action", "held"),
    [
        ("staring into the lantern's light", ""),
        ("watching the lantern swing", ""),
        ("squinting at the basket", ""),
        ("glaring at him, gripping the sword", "sword"),
        ("lifting the lantern and peering into the dark", "lantern"),
        ("gazing at the letter", "letter"),
        ("staring into his empty glass", "glass"),
        ("staring at the shelves of books", ""),
        ("gazing at the ring of keys in her hand", "key"),
    ],
)
def test_what_is_only_looked_at_is_not_in_the_hand(action, held):
    assert held_prop((), action, "") == held


@pytest.mark.parametrize(
    ("action", "prop", "held"),
    [
        pytest.param("laughing", "telephone", "", id="who laughs holds no telephone"),
        pytest.param("pushing the door open", "cigarette", "", id="both hands are at the door"),
        pytest.param("watching him", "camera", "", id="who watches has the arms folded"),
        pytest.param("inspecting her lap", "silver tray", "lens", id="what is inspected with"),
        pytest.param("walking down the lane", "lantern", "lantern", id="what is carried along"),
        pytest.param("walking down the lane", "telescope", "", id="what is not"),
        pytest.param("handing it to him", "letter", "letter", id="hands that give"),
        pytest.param("handing it to him", "", "parcel", id="what the pose brings"),
        pytest.param("laughing, holding the telephone", "", "phone", id="what the deed names"),
    ],
)
def test_a_things_of_the_scene_is_held_where_the_deed_has_hands_for_it(action, prop, held):
    lead = {"key": "k", "presence": "lead"}
    assert in_hand(poses()[find_pose(action)], 0, lead, {"action": action, "props": [prop]}) == held


def test_what_is_carried_along_can_be_held():
    things = read_table("things")["thing"]
    assert all(things[name].get("held") for name in read_table("poses")["borne"]["things"].split())
