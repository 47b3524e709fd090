import random
import tracemalloc
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from cast.sheet import CastSheet, parse_cast_sheet
from english.book_prose import parse_book
from english.language import SAMPLES
from records import EVIDENCE_SLOTS, Scene
from scene_parser import read_novel
from scene_reader import read_scenes

SAMPLE = Path(__file__).parent.parent / "chapters"
OFFICE = (
    "It was half past four. Emma Hale, a woman in her thirties with short red hair, sat at her desk in the office "
    "and read the letter. She wore a green coat. Rain ran down the window.\n"
    '"Is it from Jonas?" asked Mrs. Quill.\nEmma read it again.'
)

TOLD = (
    '"My name is Anna Vale," I said. I ran down to the harbour, and Tom, also known as the Fox, followed me.',
    "I sat in the library. Tom wore a red scarf. It was night, and it rained on me.",
    "Tom stood at the window. He looked out.",
)


def scenes(*texts, chapter=1):
    return [Scene(chapter, number, "", "chapter_01.md", number, (1, 9), text) for number, text in enumerate(texts, 1)]


def read(*texts, sheet=CastSheet()):  # noqa: B008 - an empty sheet is a constant
    return read_scenes(scenes(*texts), sheet)


def test_reads_a_scene_as_an_illustrator_does():
    (reading,) = read(OFFICE)
    lead = reading.lead
    assert (lead.name, lead.look, lead.outfit) == (
        "Emma Hale",
        "woman in her thirties with short red hair",
        "green coat",
    )
    assert reading.place == "office"
    assert reading.interior is True
    assert reading.time_of_day == "afternoon"
    assert reading.weather == ("rain",)
    assert reading.action.split()[0] == "reading"
    assert [person.name for person in reading.characters if person.presence == "mentioned"] == ["Jonas"]


def test_every_decision_keeps_its_words():
    (reading,) = read(OFFICE)
    assert set(reading.evidence) == set(EVIDENCE_SLOTS)
    for witnesses in reading.evidence.values():
        for witness in witnesses:
            assert OFFICE[witness.start : witness.start + len(witness.text)] == witness.text
    assert reading.evidence["action"][0].text.startswith("read")


def test_keeps_to_the_contract_of_lengths():
    for reading in read(OFFICE, "She ran down the long narrow winding cobbled street and shouted, laughing."):
        assert len(reading.place.split()) <= 4
        assert len(reading.action.split()) <= 8
        assert sum(word.endswith("ing") for word in reading.action.split()) <= 2
        assert " " not in reading.mood


def test_place_and_light_carry_over():
    first, second = read(
        "It was night. Emma sat in the library. The library was still.", '"Well," said Emma. She rose.'
    )
    assert (second.place, second.interior) == (first.place, first.interior)


def test_looks_are_the_same_in_every_scene():
    readings = read("Emma ran.", OFFICE, "Emma sat on the quay. Emma hummed.")
    assert len({reading.lead.look for reading in readings}) == 1


def test_the_author_wins():
    sheet = parse_cast_sheet(
        '[emma]\nname = "Emma"\naliases = ["Emma Hale"]\nlook = "tall woman"\noutfit = "blue cape"\n', "f"
    )
    (reading,) = read(OFFICE, sheet=sheet)
    assert (reading.lead.name, reading.lead.look, reading.lead.outfit) == ("Emma", "tall woman", "blue cape")


@pytest.mark.parametrize("text", ["", " ", "...", "“", "* * *", "1 2 3", "Ärger über Öl. Élan vital.", "I", '"'])
def test_reads_anything(text):
    assert len(read(text)) == 1


def test_reads_no_scenes():
    assert read_scenes([], CastSheet()) == ()


def test_a_scene_with_nobody_has_no_lead():
    (reading,) = read("The sea lay grey. Gulls cried over the empty harbour, and the tide went out.")
    assert reading.lead is None
    assert reading.shot in ("establishing shot", "wide shot")


def test_neighbours_are_framed_differently():
    shots = [reading.shot for reading in read(OFFICE, OFFICE + " Emma rose.", OFFICE + " Emma left.")]
    assert all(before != after for before, after in pairwise(shots))


@pytest.mark.parametrize(
    ("is_english", "names"),
    [
        pytest.param(None, ["Emma Hale", "Mrs. Quill", "Jonas"], id="judged here"),
        pytest.param(True, ["Emma Hale", "Mrs. Quill", "Jonas"], id="English"),
        pytest.param(False, [], id="another language: whom the author lists, nobody here"),
    ],
)
def test_the_language_may_be_judged_before(is_english, names):
    (reading,) = read_scenes(scenes(OFFICE), CastSheet(), is_english=is_english)
    assert [person.name for person in reading.characters] == names


# --- Long books -----------------------------------------------------------------------------------------------------

MOST_GROWTH = 25_000  # bytes a scene of 300 words, its reading and evidence; its tokens alone would be 60,000


def sample_book():
    return list(read_novel(Path(__file__).parent.parent / "chapters").scenes)


@pytest.mark.parametrize("most_kept", [0, 40, 3_000])
@pytest.mark.parametrize("book", [sample_book(), scenes(*TOLD), scenes(*TOLD) + scenes(*reversed(TOLD), chapter=2)])
def test_a_long_book_is_read_like_a_short_one(book, most_kept):
    assert read_scenes(book, CastSheet(), most_kept) == read_scenes(book, CastSheet())


@pytest.mark.slow
def test_a_long_book_is_not_held_in_memory():
    once = sample_book()[:SAMPLES]  # from as many scenes on, the language is told by no more
    again = [replace(scene, chapter=scene.chapter + 4) for scene in once]
    peak_of_reading([*once, *again])  # what is looked up once stays, tables that are made larger too
    words = parse_book(once)  # and so does the table of interned words, with every word in it
    growth = peak_of_reading([*once, *again]) - peak_of_reading(once)
    assert words.kept
    assert growth / len(again) < MOST_GROWTH


def peak_of_reading(book):
    tracemalloc.start()
    try:
        read_scenes(book, CastSheet(), 0)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    "text",
    [
        "Of the house nothing stood.",
        '"Vera Hale," says the priest, who is',
        '"Come," said Vera.\n_',  # a last paragraph without words
        "_",
    ],
)
def test_a_text_may_begin_or_end_anywhere(text):
    assert len(read_scenes(scenes(text), CastSheet())) == 1


@pytest.mark.slow
def test_prose_that_is_cut_anywhere_is_read():
    chapters = [path.read_text(encoding="utf-8").split() for path in sorted(SAMPLE.glob("chapter_*.md"))]
    dice = random.Random(7)
    for _ in range(800):
        words = dice.choice(chapters)
        start, length = dice.randrange(len(words)), dice.choice((1, 2, 4, 8, 20))
        cuts = " ".join(words[start : start + length]), " ".join(words[start + length : start + 2 * length]) or "."
        assert len(read_scenes(scenes(*cuts), CastSheet())) == len(cuts), cuts
