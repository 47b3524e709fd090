import pytest

from cast.sheet import CastSheet, parse_cast_sheet
from english.language import find_language, warn_of_language
from records import Scene
from scene_reader import read_scenes

OTHER_LANGUAGES = [
    (
        """Als Anna am Morgen die Tür öffnete, lag der Schnee bis an die Fenster. Sie rief nach ihrem Bruder, aber er
        war schon im Stall und hörte sie nicht. Der Hund lief zu ihr und legte sich auf die Schwelle, wie er es
        immer tat.""",
        "German",
    ),
    (
        """Quand Marie ouvrit la porte, la neige couvrait déjà les marches. Elle appela son frère, mais il était dans
        l'étable et ne l'entendit pas. Le chien vint vers elle et se coucha sur le seuil, comme il le faisait tous
        les soirs.""",
        "French",
    ),
    (
        """Cuando Lucía abrió la puerta, la nieve cubría ya los escalones. Llamó a su hermano, pero él estaba en el
        establo y no la oyó. El perro se acercó a ella y se echó en el umbral, como lo hacía todas las noches.""",
        "Spanish",
    ),
    (
        """Когда Анна утром открыла дверь, снег лежал до самых окон. Она позвала брата, но он был уже в конюшне и не
        слышал её. Собака подбежала к ней и легла на порог, как делала это всегда.""",
        "Russian or a language written like it",
    ),
    (
        """Quando Giulia aprì la porta, la neve copriva già i gradini. Chiamò suo fratello, ma lui era nella stalla e
        non la sentì. Il cane le venne incontro e si mise sulla soglia, come faceva tutte le sere.""",
        "Italian",
    ),
    (
        """Toen Anna de deur opende, lag de sneeuw al op de stoep. Ze riep haar broer, maar hij was in de stal en
        hoorde haar niet. De hond kwam naar haar toe en ging op de drempel liggen, zoals hij dat altijd deed.""",
        "Dutch",
    ),
    ("雪が窓まで積もっていた。アンナは弟を呼んだが、返事はなかった。" * 3, "Japanese"),
    (
        """Kun Anna avasi oven, lumi ulottui ikkunoihin asti. Hän huusi veljeään, mutta tämä oli jo tallissa eikä
        kuullut. Koira juoksi hänen luokseen ja asettui kynnykselle, kuten aina iltaisin. """
        * 5,
        "another language than English",
    ),
]
ENGLISH = [
    ("", "no text at all"),
    ("Weiter. Adieu!", "a few words tell nothing"),
    (
        """Ah dinna ken whit ye're sayin', lass. Yon auld man wis aye girnin' aboot his sheep, and he widnae gie us a
        wee bit o' the cheese. "Haud yer wheesht," says he, "or I'll skelp ye baith." Sae we ran doon the brae tae
        the burn, and the dug cam wi' us.""",
        "Scots",
    ),
    (
        """Yas'm, I seen him. He done come down de road wid dat ole mule, an' he say, "Whar's de cunnel?" An' I tole
        him de cunnel gone to town. Den he set down on de fence an' he ain't say nothin' mo' till de sun went down.""",
        "a dialect with German-looking words",
    ),
    (
        """Under the sallow moon, by the slithy wabe, the gorm did gimble; all mimsy were the fen-folk, and the rath
        outgrabe. O hark! the tarn-wind, hark! the reed, where no foot treads and no bird sings.""",
        "a nonsense poem",
    ),
    (
        """Snow. Silence. Sky grey, trees black. One crow, calling. Anna listening, hands deep inside coat pockets,
        breath white. Nothing moving; nobody near. Somewhere water, running under ice. Footprints, maybe hers. Cold,
        cold, cold.""",
        "a clipped modern style",
    ),
    (
        """"Mon Dieu!" cried Pierre. "Qu'est-ce que c'est que ça? Je ne sais pas, moi." He threw down the letter and
        went to the window, and his sister took it up and read it. "C'est la vie," she said, and put it into the
        fire.""",
        "an English novel with French speech",
    ),
]


@pytest.mark.parametrize(("text", "language"), OTHER_LANGUAGES, ids=[language for _, language in OTHER_LANGUAGES])
def test_another_language_is_recognised(text, language):
    assert find_language(text) == language


@pytest.mark.parametrize("text", [text for text, _ in ENGLISH], ids=[why for _, why in ENGLISH])
def test_english_is_not_warned_of(text):
    assert find_language(text) == "English"
    assert not warn_of_language([text])


def test_a_style_without_small_words_is_english():
    clipped = next(text for text, why in ENGLISH if why == "a clipped modern style")
    assert find_language(clipped * 5) == "English"


def test_the_warning_names_the_language_and_what_still_works():
    text, language = OTHER_LANGUAGES[0]
    warning = warn_of_language([text, text])
    assert language in warning
    assert "characters.toml" in warning


def test_one_foreign_scene_does_not_make_a_foreign_novel():
    german = OTHER_LANGUAGES[0][0]
    english = ENGLISH[4][0] + ENGLISH[5][0]
    assert not warn_of_language([english, german, english, english])


def test_the_authors_people_are_drawn_where_the_language_is_another():
    german = OTHER_LANGUAGES[0][0]
    sheet = parse_cast_sheet('[anna]\ngender = "female"\nlook = "short black hair"\noutfit = "red coat"\n', "f")
    reading = read_scenes([Scene(1, 1, "", "chapter_01.md", 1, (1, 1), german)], sheet)[0]
    assert [(person.name, person.presence, person.look) for person in reading.characters] == [
        ("Anna", "lead", "short black hair")
    ]


def test_nobody_is_guessed_where_the_language_is_another():
    reading = read_scenes([Scene(1, 1, "", "chapter_01.md", 1, (1, 1), OTHER_LANGUAGES[0][0])], CastSheet())[0]
    assert not reading.characters
