import pytest

from cast.members import find_cast
from cast.sheet import CastSheet
from english.tokens import parse_prose
from reading.coreference import find_mentions
from reading.events import find_events
from reading.places import find_places, is_set, is_untold, setting_interior
from reading.realis import find_realis


def places_of(text):
    prose = parse_prose(text)
    cast = find_cast([prose], CastSheet())
    mentions = find_mentions(prose, cast.names[0], cast)
    realis = find_realis(prose, find_events(prose, mentions.found))
    return prose, find_places(prose, cast.names[0], cast, realis)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Emma sat in the kitchen and read.", "kitchen", id="after in"),
        pytest.param("He entered the railway office.", "railway office", id="a noun that joins"),
        pytest.param("They stood in the narrow dark street.", "narrow dark street", id="what can be seen of it"),
        pytest.param("She went to church. In church she knelt.", "church", id="bare places"),
        pytest.param("Emma walked down Mill Street and laughed.", "Mill Street", id="a proper name"),
        pytest.param("The back ward was dim. The nurse slept.", "back ward", id="what the opening is about"),
        pytest.param("Milford market was under canvas, and Ruth sold onions.", "market", id="a name before it"),
        pytest.param("Ruth sat at the kitchen table and wrote.", "kitchen", id="a noun before a table"),
        pytest.param("In the back of the taxi Ben slept.", "taxi", id="a part of it"),
        pytest.param("The crowd ran to the bridge and cheered.", "bridge", id="to, reached"),
        pytest.param("The sailors had laid him in a cabin, and he slept.", "cabin", id="told with had, where it opens"),
    ],
)
def test_finds_the_place(text, expected):
    assert places_of(text)[1][0].phrase == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("He thought in study and in prayer.", id="no article"),
        pytest.param("A sea of faces looked up.", id="a measure"),
        pytest.param("He stood a few yards away.", id="yards"),
        pytest.param("He lifted his club.", id="a weapon"),
        pytest.param('"We will meet at the hotel," said Emma.', id="only spoken of"),
        pytest.param("It was like a palace.", id="a comparison"),
        pytest.param("A heavy sea struck them.", id="a wave"),
        pytest.param("The light lay across the quilt in bars.", id="bars without drinks"),
        pytest.param("The hair fell in long flat bands.", id="an adjective"),
        pytest.param("A tear ran from the corner of her eye.", id="the corner of an eye"),
        pytest.param("She chewed a twist of grass.", id="a bit of it"),
        pytest.param("The blood beat in his temples.", id="a part of the head"),
    ],
)
def test_finds_none(text):
    assert places_of(text)[1] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "He had come from the farm. He stood in the market. In the market he bought a hen and sat down.",
            "market",
            id="where they act, not whence they come",
        ),
        pytest.param(
            "Nobody was in the dining room but Tobias. Now Tobias stood in the pantry.", "pantry", id="nobody is there"
        ),
        pytest.param("Ben was not in the barn. He lay down by the river.", "river", id="not there"),
        pytest.param("She stood in the lane. She looked back at the island and sighed.", "lane", id="looked at"),
        pytest.param("She sat in the train and watched the marsh turn into fields.", "train", id="turning into"),
        pytest.param(
            "Ruth stood in the corridor. He repeated what had been shouted in the barn.", "corridor", id="told with had"
        ),
        pytest.param("Ruth sat in the loft. What she saw was a garden.", "loft", id="what she saw was"),
        pytest.param("Ruth sat in the loft. They talked about the old garden.", "loft", id="talked about"),
        pytest.param("A car went by. Ruth stood on the pavement. She laughed.", "pavement", id="passing by"),
        pytest.param("Ruth walked into the kitchen. Steam filled the room.", "kitchen", id="the room"),
        pytest.param(
            "A footbridge spanned the canal behind the barns, and Nell danced in the middle of it.",
            "footbridge",
            id="in the middle of it",
        ),
        pytest.param(
            "Across the aisle a man snored. Nell sat in the last carriage and read.", "carriage", id="a part of a place"
        ),
        pytest.param(
            "The van rattled. The wipers squeaked, and the dashboard lit her hands as she slowed at a gateway.",
            "van",
            id="the things of a car",
        ),
    ],
)
def test_ranks_first(text, expected):
    assert places_of(text)[1][0].phrase == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She sat by the fire in the parlour.", True),
        ("She sat in the meadow under the sky.", False),
        ("She stood outside the church in the street.", False),
        ("She stood in the street and looked at the chapel.", False),
        ("The train was late. She paced along the platform.", False),
        ("She sat in the front pew of the chapel.", True),
        ("She laughed.", None),
    ],
)
def test_tells_indoors(text, expected):
    assert setting_interior(*places_of(text)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Ruth laughed.", True, id="no place"),
        pytest.param("The room was quiet. Ruth laughed.", True, id="the room"),
        pytest.param('"This school is old," said Ruth.', True, id="only in talk"),
        pytest.param("Ruth walked into the room and laughed.", False, id="she comes into it"),
        pytest.param("Ruth sat in a small room.", False, id="a new room"),
        pytest.param("Ruth sat in the kitchen.", False, id="another place"),
    ],
)
def test_a_scene_without_a_place_is_untold(text, expected):
    assert is_untold(*places_of(text), stays=True) is expected


@pytest.mark.parametrize(("phrase", "expected"), [("small kitchen", True), ("table", False), ("", False)])
def test_only_a_set_goes_on(phrase, expected):
    assert is_set(phrase) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Nora kneels on the bathmat. She wipes the toilet with a towel.", "bathroom", id="things of a room"
        ),
        pytest.param("He sat on the edge of his own bed. He looked into the wardrobe.", "bedroom", id="sits on a bed"),
        pytest.param("Nora sat in the second pew. The priest raised his hand.", "church", id="a pew and a priest"),
        pytest.param(
            "The kitchen is cold and Nora sits down. He had stood in the barn.", "kitchen", id="present tense"
        ),
        pytest.param("The studio is on the top floor. Nora waits there.", "studio", id="where the room itself is"),
        pytest.param("After they had gone the house kept its warmth.", "house", id="what the clause is about"),
        pytest.param(
            "The tide was out. Half a mile of flats lay there, and Nora stood on the flats.", "mud flats", id="flats"
        ),
        pytest.param(
            "The ferry came in. Nora stood at the end of the landing.", "ferry landing", id="a landing outdoors"
        ),
    ],
)
def test_reads_places_of_today(text, expected):
    _, found = places_of(text)
    assert found[0].phrase == expected


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param(
            "When old Marl lived there had been a cellar. Nora stood in the kitchen.", "cellar", id="it is gone"
        ),
        pytest.param("A bus pulled out into the road. Nora stood in the kitchen.", "road", id="traffic"),
        pytest.param("Nora ran the bakery. She stood in the square.", "bakery", id="only runs it"),
        pytest.param("He held the white wand of his office. Nora stood in the yard.", "office", id="an office held"),
        pytest.param("He got up in stages. Nora stood in the yard.", "stage", id="in stages"),
        pytest.param("Nora spoke as one might through a barn door. She stood in the yard.", "barn", id="comparison"),
        pytest.param("They took down the tent. Nora stood in the yard.", "tent", id="took down"),
        pytest.param("They bore a saint on a platform of lilies. Nora stood in the yard.", "platform", id="of lilies"),
    ],
)
def test_is_not_where_the_scene_is(text, place):
    _, found = places_of(text)
    assert found[0].phrase != place
