"""What an author does besides drawing: the cast sheet, and a picture drawn again; the whole commands run elsewhere."""

import pytest

from errors import NovelError
from workspace.commands import write_new


def test_a_new_sheet_is_written_whole(tmp_path):
    write_new(tmp_path / "characters.toml", '[emma]\nname = "Emma"\n')

    assert (tmp_path / "characters.toml").read_text(encoding="utf-8") == '[emma]\nname = "Emma"\n'
    assert len(list(tmp_path.iterdir())) == 1


def test_a_sheet_that_is_there_is_the_authors(tmp_path):
    path = tmp_path / "characters.toml"
    path.write_text("mine")

    with pytest.raises(NovelError, match=r"characters\.toml is there already and yours"):
        write_new(path, "new")
    assert path.read_text() == "mine"


def test_a_sheet_that_cannot_be_written_names_the_option(tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(NovelError, match=r"cannot be written .* give another with --cast FILE"):
        write_new(tmp_path / "file" / "characters.toml", "new")
