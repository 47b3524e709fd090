"""Deeds: each verb in the sense that its object gives it."""

from __future__ import annotations

import pytest

from storyboard.artwork import read_table
from storyboard.deeds import STRONG, find_pose, helped_deed, in_hands, participles, pose_by_phrase, poses
from storyboard.senses import senses, without_fillers

POSES = poses()

# The action, the row it leads to, and why.
READINGS = [
    ("running her finger down the column", "tracing", "a finger is no runner"),
    ("running a finger along the map", "tracing", "nor along a map"),
    ("running for the bus", "running", "this one runs"),
    ("running down the road", "running", "and this one"),
    ("running the gym", "", "who runs a business stands there"),
    ("running Windows on the old computer", "", "nobody runs"),
    ("riding the lift", "strap_hanging", "nobody rides a lift like a horse"),
    ("riding the bus", "passenger", "in a bus one sits"),
    ("riding a horse over mountains", "riding", "this is a rider"),
    ("riding her bicycle", "cycling", "on two wheels"),
    ("folding her arms", "crossed", "arms are no laundry"),
    ("folding the sheets", "folding", "and sheets no arms"),
    ("folding the letter", "opening_parcel", "a letter is folded in the hands"),
    ("ironing the shirts", "ironing", "on a board"),
    ("polishing her spectacles", "polishing_glasses", "before the chest"),
    ("polishing the table", "polishing", "with a rag"),
    ("washing the dishes", "washing_up", "at the sink"),
    ("washing her hair", "washing_hair", "bent over it"),
    ("kneading dough", "kneading", "on a board with flour"),
    ("repairing the radio", "repairing", "at a bench"),
    ("reading a letter", "reading_letter", "one flat sheet"),
    ("reading the newspaper", "reading_paper", "held wide"),
    ("reading the board", "reading_notice", "it hangs on a wall"),
    ("reading the message on her phone", "reading_phone", "a telephone"),
    ("reading in bed", "reading_in_bed", "where she lies"),
    ("reading Horace in the bedroom", "reading", "a book"),
    ("playing the piano", "piano_playing", "each has its own hands"),
    ("playing the guitar", "strumming", "each has its own hands"),
    ("playing chess", "board_game", "no instrument"),
    ("playing cards with the sailors", "playing_cards", "no instrument"),
    ("playing ball", "ball_game", "no instrument"),
    ("opening the door", "opening", "a door"),
    ("opening her eyes", "", "eyes are no door"),
    ("opening the old chest", "opening_box", "kneeling"),
    ("opening the letter", "opening_parcel", "in the hands"),
    ("opening the drawer", "searching", "bent over it"),
    ("holding her hand", "holding_hands", "two people"),
    ("holding the baby", "nursing_baby", "in the arms"),
    ("holding a meeting", "at_table", "nobody holds a thing"),
    ("holding a lantern", "holding", "a thing"),
    ("keeping an office in Rotten City", "", "nothing to draw"),
    ("drawing his sword", "drawing_sword", "no pencil"),
    ("drawing a portrait", "sketching", "a pencil"),
    ("drawing the curtains", "at_window", "no pencil either"),
    ("driving the knife at his throat", "stabbing", "no car"),
    ("driving in the car", "driving", "a car"),
    ("driving the sheep home", "herding", "no car"),
    ("shooting to his feet", "getting_up", "no gun"),
    ("firing into the dark", "aiming", "a gun"),
    ("throwing back her head and laughing", "laughing", "nothing flies"),
    ("pulling on his boots", "shoes_on", "no rope"),
    ("pulling the rope", "pulling", "a rope"),
    ("carrying her over the threshold", "carrying_person", "no crate"),
    ("carrying a tray", "serving", "no crate"),
    ("lifting a glass", "toasting", "no crate"),
    ("climbing the stairs", "climbing_stairs", "no cliff"),
    ("climbing into the carriage", "mounting", "no cliff"),
    ("bending over the bed", "bedside", "where the sick lie"),
    ("lowering the old man down", "lowering", "two people"),
    ("helping her up", "helping_up", "two people"),
    ("lying in the hospital", "lying_ill", "the sick lie"),
    ("lying on the floor", "lying_ground", "no bed"),
    ("sitting on the ground", "grounded", "no chair"),
    ("sitting at the desk", "at_table", "with the desk"),
    ("staring into the mirror", "mirror", "with the mirror"),
    ("watching TV in the living room", "gaming", "seated"),
    ("falling asleep", "sleeping", "nobody falls"),
    ("knocking at the door", "knocking", "a fist"),
    ("listening at the door", "eavesdropping", "an ear"),
    ("taking a photograph", "photographing", "nothing is taken away"),
    ("taking the hint in the suite", "", "nothing to draw"),
    ("making tea", "pouring", "a pot"),
    ("giving a speech", "addressing", "nothing is given"),
    ("shaking his head", "shaking_head", "no hands"),
    ("leaning on the counter, nodding", "leaning_on", "the elbows are on it"),
    ("leaning over the railing", "leaning_on", "as on a bar"),
    ("leaning on a stick", "leaning", "no counter"),
    ("leaning against the bar", "leaning", "the back is to it"),
    ("shaking hands in the hall", "shaking", "hands"),
    ("smoking, sitting in the hogan", "smoking", "the stronger verb wins"),
    ("talking in the drawing room", "talking", "a drawing room draws nothing"),
    ("waiting in the reading room", "waiting", "nor does a reading room read"),
    ("regarding him in the dining hall", "staring", "a dining hall eats nothing"),
    ("playing rugby on the sand", "ball_game", "no instrument"),
    ("playing the violin", "fiddling", "an instrument"),
    ("climbing over the barricade", "climbing", "a wall"),
    ("climbing the cliff", "climbing_rock", "a rock"),
    ("looking down at his thumb", "bowed", "no view"),
    ("looking down at the valley", "turned", "a view"),
    ("holding it out to him", "showing", "no embrace"),
    ("fixing his eyes on the cold beef", "staring", "nothing is mended"),
    ("walking with a bag on her back", "walking", "a row's name is no word"),
    ("hauling Darryl into the next bathroom", "dragging_person", "a name is somebody"),
    ("holding Barbara close to me", "embracing", "a name is somebody"),
    ("helping Mrs. Weeks up", "helping_up", "and no sentence ends"),
    ("holding Emma's hand", "holding_hands", "her hand"),
    ("watching TV", "gaming", "two capitals are nobody"),
    ("snapping a crisp salute", "saluting", "no camera"),
    ("hunting through a book", "reading", "no gun"),
    ("leaving without speaking", "leaving", "what is not done is not drawn"),
    ("comforting the weeping girl", "comforting", "the girl weeps, not the lead"),
    ("binding Papa's bleeding head", "bandaging", "the head bleeds"),
]


@pytest.mark.parametrize(("action", "pose", "why"), READINGS, ids=[row[0] for row in READINGS])
def test_a_verb_means_what_its_object_makes_of_it(action, pose, why):
    assert find_pose(action) == pose, why


def test_there_are_far_more_than_a_hundred_and_twenty_verbs():
    verbs = {phrase[0] for phrase in pose_by_phrase()} | set(senses())
    assert len({verb for verb in verbs if verb.endswith("ing")}) >= 120
    assert len([name for name, row in POSES.items() if row["words"]]) >= 120


@pytest.mark.parametrize("name", POSES)
def test_a_row_is_whole(name):
    row = POSES[name]
    assert "like" not in row
    assert all(len(row[limb]) in (2, 3, 4) for limb in ("arm_near", "arm_far", "leg_near", "leg_far"))
    assert {"lean", "nod"} <= set(row)
    assert set(row) <= KEYS, set(row) - KEYS


KEYS = {
    *("words", "weak", "lean", "nod", "arm_near", "arm_far", "leg_near", "leg_far", "turn", "twist", "bend", "weight"),
    *("look", "cock", "hand_near", "hand_far", "face", "hold", "holds", "span", "use", "empty", "aboard", "carries"),
    *("outdoors", "afloat", "low", "seat", "behind", "table", "partner", "apart", "meet", "together", "along", "after"),
    *("back", "on", "emanata", "legs", "fast", "also", "alone", "indoors", "raises", "aloft", "wake", "plants"),
    *("pours", "fall", "touch_near", "touch_far", "long", "hangs", "rungs", "hand_holds", "foot_holds"),
    *("touches", "stoop", "around", "unequal", "bedless", "dry", "rests_near", "rests_far", "laced", "hugs_legs"),
    *("bears", "named", "held", "at", "beside", "opens", "rises", "shown", "onto", "ahead", "up", "seat_at", "bends"),
}


def test_a_row_takes_all_from_its_like_but_words_and_weakness():
    raw = read_table("poses")["pose"]
    assert POSES["reading_paper"]["leg_near"] == POSES["reading"]["leg_near"]
    assert POSES["reading_paper"]["words"] == raw["reading_paper"]["words"]
    assert "weak" not in POSES["curtseying"]
    assert raw["standing"]["weak"] < STRONG


def test_no_phrase_leads_to_two_rows():
    owners: dict[tuple[str, ...], str] = {}
    for name, row in POSES.items():
        for phrase in row["words"].split():
            plain = tuple(without_fillers(phrase.split("_")))
            assert owners.setdefault(plain, name) == name, (plain, name, owners[plain])


@pytest.mark.parametrize(
    ("action", "pose", "why"),
    [
        ("staring at her hand in horror", "looking_at_hand", "the hand is held up before her"),
        ("examining his palm", "looking_at_hand", "the same"),
        ("holding the old Greek brandy to the light", "toasting", "the glass is raised; a Greek is nobody here"),
        ("pushing up the sleeves of her cardigan", "rolling_sleeves", "nobody is pushed"),
        ("opening the lid in the bar", "holding_tin", "a lid is no door"),
        ("laying his hand over hers on the bridle", "holding_hands", "hands meet"),
        ("listening to the speaker", "harking", "a hand behind the ear"),
        ("touching his cap", "hat_on", "the hand is at the cap"),
        ("lifting an edge of the blind", "at_window", "a hand at the window"),
        ("studying the clouding sky on the deck", "raising_head", "no sky is a book"),
        ("drawing the air into her lungs", "", "must not fire: nothing is drawn"),
        ("pointing his ears", "", "must not fire: nobody is pointed at"),
        ("holding Anna close", "embracing", "must not fire: somebody is held"),
        ("looking at the clock", "looking", "must not fire: a clock's hands are no hands"),
    ],
)
def test_what_is_looked_at_or_lifted(action, pose, why):
    assert find_pose(action) == pose, why


@pytest.mark.parametrize(
    ("pose", "prop", "row", "why"),
    [
        ("aiming", "gun", "aiming", "a pistol at arm's length"),
        ("aiming", "rifle", "aiming_rifle", "a rifle at the shoulder, in both hands"),
        ("raising", "sword", "brandishing", "a blade straight above the head would be cut by the frame"),
        ("raising", "cup", "raising", "a cup is short"),
        ("raising", "", "raising", "a hand"),
        ("walking", "rifle", "walking", "a walk is a walk"),
    ],
)
def test_what_is_long_is_raised_and_aimed_otherwise(pose, prop, row, why):
    assert in_hands(POSES[pose], prop) == POSES[row], why


@pytest.mark.parametrize(
    ("words", "pose"),
    [
        ("her pack the trunk", "packing"),
        ("to lift the piano", "two_carry"),
        ("mix the paint", "mixing"),
        ("with the wash", ""),  # must not fire: this wash is a noun
        ("the cook", ""),
        ("him up", ""),
        ("a friend who has come down to wash", ""),  # too far away
    ],
)
def test_who_helps_does_what_the_other_one_does(words, pose):
    assert helped_deed(words.split()) == pose


def test_who_tries_needs_to_say_so():
    assert find_pose("preparing to fight") == "fighting"
    assert find_pose("preparing the Sunday breakfast") == "cooking"  # must not fire: this breakfast is a noun


def test_a_verb_is_known_by_its_stem():
    known = participles()
    assert [known[stem] for stem in ("pack", "make", "set")] == ["packing", "making", "setting"]
