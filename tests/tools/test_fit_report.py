import labelled
import pytest

pytest.importorskip("numpy", reason="fitting needs numpy")

from tools import fit_report, fit_rows
from tools.fit_labels import read_labels
from tools.fit_reading import Training, fit
from tools.fit_report import as_line, print_measures, print_slots
from tools.fit_slots import Rarity


def test_the_report_says_how_each_slot_does_and_what_got_no_line(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(fit_rows, "sketch_novel", labelled.sketch_simply)
    labels, books = labelled.write_labelled(tmp_path)
    text, fitted, harvest = fit(Training(books, read_labels(labels), Rarity(8, 2), processes=1))
    print_slots(fitted, harvest, text)
    told = capsys.readouterr().out

    assert told.startswith("18 scenes of 3 books\n")
    (place,) = [part for part in told.split("\n\n") if part.startswith("place:")]
    assert "place: 18 choices, 36 rows\n" in place
    assert "  by book    right 1.000, wrong 0.000, whole 1.000\n" in place
    assert "  no line    the (36)" in place


def test_whole_readings_are_measured_in_two_columns(capsys, monkeypatch):
    monkeypatch.setattr(fit_report, "measure", lambda scenes: {"place": 0.25 * len(scenes)})
    print_measures(["one"], ["one", "two"])

    assert capsys.readouterr().out.split("\n")[2].split() == ["place", "0.250", "0.500"]


def test_figures_stand_in_a_line():
    assert as_line({"right": 0.5, "F1": 2 / 3}) == "right 0.500, F1 0.667"
