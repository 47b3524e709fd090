import labelled
import pytest

pytest.importorskip("numpy", reason="fitting needs numpy")

from tools import fit_reading, fit_rows
from tools.fit_labels import read_labels
from tools.fit_reading import Training, fit, main
from tools.fit_slots import Rarity
from tools.fit_table import read_tables


@pytest.fixture
def written(tmp_path, monkeypatch):
    """Labels and books on the disk, and a table to write to."""
    monkeypatch.setattr(fit_rows, "sketch_novel", labelled.sketch_simply)
    monkeypatch.setattr(fit_reading, "TABLE", tmp_path / "weights.toml")
    monkeypatch.setattr(fit_reading, "Training", lambda books, labels: Training(books, labels, Rarity(8, 2), 1))
    return [str(path) for path in labelled.write_labelled(tmp_path)]


def test_what_decides_gets_its_sign_and_what_is_rare_no_line(tmp_path, monkeypatch):
    monkeypatch.setattr(fit_rows, "sketch_novel", labelled.sketch_simply)
    labels, books = labelled.write_labelled(tmp_path)
    tables = read_tables(fit(Training(books, read_labels(labels), Rarity(18, 3), 1))[0])

    assert tables["place"]["stood in"] > 0 > tables["place"]["road to"]
    assert "the" not in tables["place"]
    assert tables["presence"]["acts"] > 0
    assert tables["deed"] == {"drawable": -tables["deed"]["slight"], "slight": tables["deed"]["slight"]}
    assert fit(Training(books, read_labels(labels), Rarity(37, 3), 1))[0].count("acts") == 0


@pytest.mark.slow
def test_the_same_labels_give_the_same_table(written, tmp_path, capsys):
    table = tmp_path / "weights.toml"

    assert main(written) == 0
    first = table.read_bytes()
    table.write_text("# another\n", encoding="utf-8")
    assert main([*written, "--check"]) == 1
    assert table.read_text(encoding="utf-8") == "# another\n", "a check writes nothing"
    assert main(written) == 0
    assert table.read_bytes() == first
    assert main([*written, "--check"]) == 0
    assert "weights.toml is what these labels give." in capsys.readouterr().out


@pytest.mark.slow
def test_whole_readings_are_tried_on_books_not_fitted_to(written, capsys):
    assert main([*written, "--folds"]) == 0
    lines = capsys.readouterr().out.split("whole readings")[1].splitlines()[1:]
    figures = {name.strip(): by_book for name, by_book, _ in (line.rsplit(maxsplit=2) for line in lines)}

    assert figures["place"] == "1.000"
    assert figures["deed"] == "0.000", "this reader writes none"


@pytest.mark.slow
def test_the_reading_itself_is_fitted(tmp_path):
    """What the program itself weighs gets tables, the same each time."""
    labels, books = labelled.write_labelled(tmp_path)
    training = Training(books, read_labels(labels), Rarity(6, 2))
    text, fitted, _ = fit(training)

    assert fit(training)[0] == text
    assert read_tables(text).keys() == fitted.keys()
