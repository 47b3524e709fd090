import labelled
import pytest

from english.weights import Option
from records import SceneReading
from tools import fit_rows
from tools.fit_labels import Label, read_labels
from tools.fit_rows import Harvest, Recorder, read_books, scene_rows


@pytest.fixture
def harvest(tmp_path, monkeypatch):
    monkeypatch.setattr(fit_rows, "sketch_novel", labelled.sketch_simply)
    labels, books = labelled.write_labelled(tmp_path)

    def read(tables):
        known = read_labels(labels)
        return read_books(books, known[1:], {label.book: tables for label in known}, processes=1)

    return read


def test_what_was_weighed_for_a_scene_is_labelled(harvest):
    found = harvest({})
    first = found.choices["place"][0]

    assert len(found.scenes) == len(found.choices["place"]) == 17, "the scene without a label is read, not kept"
    assert (first.book, first.scene) == ("book0", "one.md 2")
    assert [(option.answer, right) for option, right in zip(first.options, first.rights, strict=True)] == [
        ("barn", 1),
        ("harbour", 0),
    ]


def test_without_a_table_everybody_is_there_and_with_it_who_weighs_enough(harvest):
    def drawn(found):
        return {len(one.reading.characters) for one in found.scenes}

    assert drawn(harvest({})) == {2}
    assert drawn(harvest({"presence": {"acts": 1.0, "only named": -1.0}})) == {1}


def test_a_deed_counts_only_where_it_is_that_of_the_right_person(harvest):
    assert len(harvest({}).choices["deed"]) == 17
    assert "deed" not in harvest({"presence": {"acts": -1.0, "only named": 1.0}}).choices


def test_of_the_same_answers_the_last_weighing_counts():
    recorder, found = Recorder({}), Harvest({}, [])
    for value in (1.0, 2.0):
        recorder.choose("place", [Option("barn", {"the": value})])
        recorder.accepts("weather", Option("rain", {"said": value}))
    scene_rows(recorder.take(), Label("b", "one.md", 1), SceneReading(), found)

    features = {slot: [one.options[0].features for one in choices] for slot, choices in found.choices.items()}
    assert features == {"place": [{"the": 2.0}], "weather": [{"said": 2.0}]}
    assert recorder.take() == []


def test_what_is_weighed_for_the_book_is_judged_by_all_its_labels(harvest):
    names, tellers = (whole(harvest({}).choices[slot]) for slot in ("name", "teller"))

    assert [(one.options[0].answer, one.rights) for one in names[:2]] == [("Ann Reed", (1.0,)), ("Tom Frost", (1.0,))]
    assert [one.rights for one in tellers] == [(1.0, 0.0)] * 3


def test_scenes_are_also_read_alone_for_what_short_texts_need(harvest):
    found = harvest({}).choices

    assert [len(found[slot]) - len(whole(found[slot])) for slot in ("name", "presence", "teller")] == [34, 34, 17]
    assert whole(found["place"]) == found["place"]
    assert found["presence"][-1].scene == "one.md 6 alone"


def whole(choices):
    return [one for one in choices if not one.scene.endswith("alone")]


def test_two_processes_read_as_one_does(tmp_path):
    labels, books = labelled.write_labelled(tmp_path, 2, 2)
    known = read_labels(labels)
    tables = {label.book: {} for label in known}
    one, two = (read_books(books, known, tables, processes) for processes in (1, 2))

    assert one == two
    assert [read.label.scene for read in one.scenes] == [1, 2, 1, 2]
