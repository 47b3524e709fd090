"""What an author does besides drawing: the cast sheet, and a picture drawn again; the whole commands run elsewhere."""

import books
import pytest
from PIL import Image

from errors import NovelError
from records import Drawn
from workspace.commands import keep_reproduction, write_new
from workspace.identity import identify
from workspace.picture_records import PictureRecord
from workspace.pictures import is_picture_of
from workspace.takes import Reproduction


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


def twin(path):
    return Reproduction(PictureRecord(1, 2, identify("She read the letter again."), books.job()), path)


def test_a_picture_drawn_again_is_saved_with_its_recipe(tmp_path):
    one = twin(tmp_path / "again.png")

    assert keep_reproduction(Drawn(0, Image.new("RGB", (64, 40))), one)
    assert is_picture_of(one.path, one.record.job)


@pytest.mark.parametrize(
    ("drawn", "place", "words"),
    [
        pytest.param(Drawn(0, None, "no memory"), "again.png", "again.png was not drawn: no memory", id="not drawn"),
        pytest.param(Drawn(0, Image.new("RGB", (64, 40))), "file/again.png", "was drawn but not saved", id="not saved"),
    ],
)
def test_one_that_is_not_there_is_told_and_the_status_shows_it(tmp_path, caplog, drawn, place, words):
    (tmp_path / "file").touch()

    assert not keep_reproduction(drawn, twin(tmp_path / place))
    assert words in " ".join(caplog.messages)
