"""What is wrong in novel.toml is told with its line and an example."""

from pathlib import Path

from workspace.novel_spot import TomlSpot, wrong

TEXT = """[folders]
"images" = "pictures"
"""


def test_an_error_names_file_line_and_how_it_is_written():
    error = wrong("images", 3, TomlSpot(Path("novel.toml"), TEXT, "folders"), "not text in quotes")

    assert str(error) == 'novel.toml, line 2: images is 3, not text in quotes; write images = "images".'
    assert error.status == 1
