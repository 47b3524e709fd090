"""The book's command line: what is understood, and what is refused in one sentence."""

from pathlib import Path

import pytest

import config
from publish.arguments import read_request
from publish.book_settings import PictureOptions


def parse(*argv):
    return read_request(argv, "Make the book.")


def test_without_a_word_config_decides():
    settings = parse()

    assert (settings.novel, settings.images, settings.output, settings.cast) == tuple(
        map(Path, (config.NOVEL, config.IMAGES, config.BOOK, config.CAST))
    )
    assert (settings.details, settings.cover) == ({"title": "", "author": "", "language": ""}, "")
    assert settings.pictures == PictureOptions()


@pytest.mark.parametrize(
    ("cover", "scene"),
    [
        pytest.param("2:13", (2, 13), id="a scene"),
        pytest.param("cover.png", None, id="a file"),
        pytest.param("2:13.png", None, id="a file whose name begins like one"),
        pytest.param(":3", None, id="no chapter"),
    ],
)
def test_the_cover_is_a_scene_or_a_file(cover, scene):
    assert parse("--cover", cover).cover_scene == scene


def test_no_cover_is_no_scene():
    assert parse().cover_scene is None


def test_pictures_are_stored_as_asked():
    settings = parse("--picture-width", "800", "--picture-format", "png", "--picture-quality", "70")

    assert settings.pictures == PictureOptions(800, "png", 70)


@pytest.mark.parametrize("language", ["en", "en-GB", "de"])
def test_languages(language):
    assert parse("--language", language).details["language"] == language


@pytest.mark.parametrize(
    ("argv", "word"),
    [
        pytest.param(["--picture-width", "10"], "--picture-width", id="too narrow"),
        pytest.param(["--picture-width", "wide"], "--picture-width", id="no number"),
        pytest.param(["--picture-quality", "101"], "--picture-quality", id="better than all of it"),
        pytest.param(["--picture-format", "gif"], "--picture-format", id="an unknown format"),
        pytest.param(["--language", "English"], "no language code", id="a language by its name"),
        pytest.param(["--tit", "The Sea"], "--tit", id="an option cut short"),
    ],
)
def test_what_cannot_be_understood_ends_with_status_2(argv, word, capsys):
    with pytest.raises(SystemExit) as stopped:
        parse(*argv)

    assert stopped.value.code == 2
    assert word in capsys.readouterr().err
