"""The place of a drawing and its deed in, the row that it is set in out."""

import pytest

from storyboard.artwork import read_table
from storyboard.deeds import find_pose, poses
from storyboard.places import find_place, place_row, row_of, view_of

PLACES = read_table("places")["place"]
POSES = poses()


@pytest.mark.parametrize(
    ("place", "interior", "row"),
    [
        ("ship", True, "ship_cabin"),
        ("ship", False, "ship_deck"),
        ("castle", True, "great_hall"),
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
        ("bank", True, "bank"),
        ("bank", False, "river"),
        ("garden", None, "garden"),
        ("stable", False, "farm"),
        ("spaceship", False, "alien_plain"),
        ("rooftop", None, "rooftop"),
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
        ("aisle", ["chapel", "station"], True, "chapel"),
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
    ("phrase", "row"),
    [
        ("fourth-floor flat", "flat"),
        ("stairwell", "stairwell"),
        ("lift", "lift"),
        ("supermarket aisle", "supermarket"),
        ("underground car park", "car_park"),
        ("petrol station", "petrol_station"),
        ("gas station", "petrol_station"),
        ("school bus", "bus"),
        ("tram", "tram"),
        ("subway car", "underground_train"),
        ("subway platform", "underground_platform"),
        ("airport", "airport"),
        ("boxing gym", "gym"),
        ("laundromat", "laundrette"),
        ("hospital bed", "hospital_room"),
        ("hospital ward", "hospital"),
        ("waiting room", "waiting_room"),
        ("prison visiting room", "prison_visit"),
        ("home lab", "laboratory"),
        ("server room", "server_room"),
        ("open-plan office", "open_plan"),
        ("conference room", "meeting_room"),
        ("spaceship bridge", "spaceship"),
        ("bridge of the ship", "ship_bridge"),
        ("ship's bridge", "ship_bridge"),
        ("spaceship deck", "spaceship_corridor"),
        ("deck of a house", "porch"),
        ("dock of a courtroom", "courtroom"),
        ("monastery cell", "monk_cell"),
        ("gentlemen's club", "drawing_room"),
        ("food court", "diner"),
        ("boxing ring", "gym"),
        ("royal court", "throne_room"),
        ("mess hall", "dining_room"),
        ("phone booth", "street"),
        ("mountain range", "mountain"),
        ("railway track", "station_platform"),
        ("shooting gallery", "funfair"),
        ("burial vault", "crypt"),
        ("spaceship corridor", "spaceship_corridor"),
        ("airlock", "airlock"),
        ("alien planet", "alien_plain"),
        ("throne room", "throne_room"),
        ("dungeon", "dungeon"),
        ("prison cell", "prison"),
        ("tavern", "tavern"),
        ("hotel bar", "bar"),
        ("spice market", "desert_market"),
        ("temple", "temple"),
        ("cave", "cave"),
        ("airplane cockpit", "cockpit"),
        ("trenches", "trench"),
        ("witness stand", "courtroom"),
        ("theatre", "theatre"),
        ("stage of the theatre", "stage"),
        ("film set", "film_set"),
        ("school classroom", "classroom"),
        ("lecture theatre", "lecture_hall"),
        ("diner", "diner"),
        ("motel room", "motel_room"),
        ("hotel lobby", "hotel_lobby"),
        ("nightclub", "nightclub"),
        ("balcony", "balcony"),
        ("motorway", "motorway"),
        ("suburban street", "suburb"),
        ("barnyard", "farm"),
        ("barn loft", "barn"),
        ("rainforest clearing", "jungle"),
        ("glacier", "glacier"),
        ("coral reef", "underwater"),
        ("outer space", "orbit"),
        ("police station", "police_station"),
        ("interrogation room", "interrogation_room"),
        ("fire station", "fire_station"),
        ("swimming pool", "swimming_pool"),
        ("football pitch", "sports_field"),
        ("stadium", "stadium"),
        ("dressing room", "dressing_room"),
        ("nursery", "nursery"),
        ("palace drawing-room", "drawing_room"),
        ("wine cellar", "wine_cellar"),
        ("castle kitchen", "castle_kitchen"),
        ("submarine", "submarine"),
        ("railway carriage", "train_compartment"),
        ("stagecoach", "horse_carriage"),
        ("army tent", "tent_inside"),
        ("igloo", "igloo"),
        ("treehouse", "treehouse"),
        ("Shinto shrine", "shrine"),
        ("pagoda", "pagoda_garden"),
        ("Grand Canal", "canal_town"),
        ("ship's hold", "ship_hold"),
        ("oil rig", "oil_rig"),
        ("coal mine", "mine"),
        ("quarry", "quarry"),
        ("building site", "building_site"),
        ("scrapyard", "scrapyard"),
        ("vineyard", "vineyard"),
        ("rice paddy", "rice_field"),
        ("moor", "moor"),
        ("bog", "swamp"),
        ("waterfall", "waterfall"),
        ("volcano", "volcano"),
        ("hot spring", "hot_spring"),
        ("zoo", "zoo"),
        ("funfair", "funfair"),
        ("cemetery", "graveyard"),
        ("chapel", "chapel"),
        ("cloister", "cloister"),
        ("monk's cell", "monk_cell"),
        ("library stacks", "library"),
        ("archive", "archive"),
        ("museum", "museum"),
        ("observatory", "observatory"),
        ("radio studio", "radio_studio"),
        ("printing works", "printing_works"),
        ("flour mill", "mill"),
        ("baker's", "bakery"),
        ("butcher's", "butcher"),
        ("barbershop", "barber"),
        ("tailor's", "tailor"),
        ("bookshop", "bookshop"),
        ("pawnshop", "pawnshop"),
        ("bank", "bank"),
        ("river bank", "river"),
        ("post office", "post_office"),
        ("casino", "casino"),
        ("driver's seat", "car"),
        ("crow's nest", "ship_deck"),
        ("lantern room", "attic_lighthouse"),
        ("tunnel", "tunnel"),
        ("sewer", "sewer"),
        ("street outside a church", "street"),
        ("road from the palace", "road"),
        ("room above a laundromat", "laundrette"),
        ("parliament chamber", "parliament"),
        ("bedroom window", "bedroom"),
        ("apartment desk", "flat"),
        ("library of a house", "library"),
        ("bridge of a ship", "ship_bridge"),
        ("edge of a cliff", "cliff"),
        ("interior of a van", "van"),
        ("country lane", "road"),
        ("stage of the journey", ""),
        ("last stage", ""),
        ("bar of soap", ""),
        ("bar of chocolate", ""),
        ("golf club", ""),
        ("bank account", ""),
        ("train of thought", ""),
        ("cell phone", ""),
    ],
)
def test_the_words_of_a_place_lead_to_its_row(phrase, row):
    assert row_of(phrase) == row


@pytest.mark.parametrize(
    ("drawing", "view"),
    [
        pytest.param({"place": "kitchen"}, "garden", id="nothing told"),
        pytest.param({"place": "fourth floor flat"}, "roofs", id="high up"),
        pytest.param({"place": "kitchen", "places": ["harbour"]}, "sea", id="another place of the scene"),
        pytest.param({"place": "kitchen", "places": ["London"]}, "street", id="a town"),
        pytest.param({"place": "cafe"}, "street", id="a kind of place"),
        pytest.param({"place": "bus"}, "street", id="a bus drives through the town"),
        pytest.param({"place": "train"}, "moving", id="a train passes through the land"),
        pytest.param({"place": "spaceship", "places": ["harbour"]}, "space", id="always the same"),
        pytest.param({"place": "ship cabin"}, "sea", id="a ship"),
    ],
)
def test_windows_look_on_what_is_outside(drawing, view):
    assert view_of(drawing, place_row({**drawing, "interior": True}, {})) == view


@pytest.mark.parametrize(
    ("drawing", "row"),
    [
        pytest.param({"place": "train", "props": ["laptop"]}, "train_saloon", id="a train of today"),
        pytest.param({"place": "train", "props": ["candle"]}, "train_compartment", id="an old train"),
        pytest.param({"place": "highway", "props": ["sword"]}, "road", id="an old highway"),
        pytest.param({"place": "highway"}, "motorway", id="a highway"),
        pytest.param({"place": "kitchen", "people": [{"outfit": "jeans"}]}, "modern_kitchen", id="by the clothes"),
    ],
)
def test_a_place_is_of_the_scenes_age(drawing, row):
    assert place_row(drawing, {}) == PLACES[row]


@pytest.mark.parametrize(
    ("drawing", "row"),
    [
        pytest.param({"place": "van", "action": "driving"}, "van", id="who drives sits in it"),
        pytest.param({"place": "car", "action": "sitting in the back", "interior": True}, "car", id="who sits in it"),
        pytest.param({"place": "car", "action": "talking", "interior": True}, "car", id="the scene is inside"),
        pytest.param({"place": "van", "action": "loading a van", "interior": None}, "beside_van", id="who loads it"),
        pytest.param({"place": "car", "action": "talking"}, "beside_car", id="nobody is said to be in it"),
    ],
)
def test_only_who_is_said_to_be_in_a_vehicle_sits_in_it(drawing, row):
    assert place_row(drawing, {}) == PLACES[row]


@pytest.mark.parametrize(
    ("drawing", "pose", "row"),
    [
        pytest.param({"place": "road", "props": ["old car"]}, "driving", "car", id="who drives is in the car named"),
        pytest.param({"place": "road"}, "driving", "road", id="no car is named"),
        pytest.param({"place": "road", "action": "driving the car"}, "driving", "car", id="the action names it"),
        pytest.param({"place": "road", "action": "driving the cart"}, "driving", "road", id="the action names a cart"),
        pytest.param({"place": "street"}, "driving", "car", id="a street full of cars: no cart beside them"),
        pytest.param({"place": "street", "props": ["sword"]}, "driving", "street", id="an age without cars"),
        pytest.param({"place": "parlour", "interior": True}, "driving", "car", id="nobody steers a chair in a parlour"),
        pytest.param({"place": "bus", "interior": True}, "driving", "bus", id="a bus drives itself"),
        pytest.param({"place": "street"}, "walking", "street", id="who walks gets into none"),
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
        ("looking out the window", "at_window"),
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


@pytest.mark.parametrize(
    ("places", "row"),
    [([], "hut_inside"), (["ship"], "ship_cabin"), (["spaceship"], "spaceship_corridor"), (["forest"], "hut_inside")],
    ids=["alone", "aboard a ship", "aboard a spaceship", "in the woods"],
)
def test_a_cabin_is_where_its_scene_is(places, row):
    assert find_place({"place": "cabin", "places": places, "interior": True}) == row


@pytest.mark.parametrize(
    ("places", "row"), [([], "ship_cabin"), (["orbit"], "spaceship_corridor"), (["harbour"], "ship_cabin")]
)
def test_a_ship_among_the_stars_is_a_spaceship(places, row):
    assert find_place({"place": "ship", "places": places, "interior": True}) == row


def test_a_cabin_of_a_spaceship_stays_there_beside_another_ship():
    assert (
        find_place({"place": "spaceship cabin", "places": ["ship", "harbour"], "interior": True})
        == "spaceship_corridor"
    )


@pytest.mark.parametrize(
    ("place", "action", "row"),
    [
        ("porch", "driving the cart", "village"),
        ("porch", "driving up before the house", "village"),
        ("porch", "riding the horse", "village"),
        ("balcony", "riding a bicycle", "street"),
        ("porch", "talking", "porch"),
        ("porch", "sitting down", "porch"),
        ("meadow", "riding the horse", "meadow"),
    ],
)
def test_no_cart_stands_on_a_porch(place, action, row):
    found = place_row({"place": place, "action": action, "interior": False}, poses()[find_pose(action)])

    assert found == PLACES[row]
