"""What the command says in a terminal, and its options around the proof sheet, tried as they are typed."""

import os
import re

import night
import pytest

import generate_scene_images

SAID = re.compile(r" {3}1:\d  (new|done|changed) +\S.*")


@pytest.fixture
def desk(tmp_path):
    night.write_novel(tmp_path)
    return tmp_path


def loud(desk, *more):
    """Run the command with everything it says."""
    argv = [word for word in night.argv_of(desk, *more) if word != "--quiet"]
    return generate_scene_images.main(argv)


def everything(desk):
    """Name every file of a desk with its bytes."""
    return {str(path.relative_to(desk)): path.read_bytes() for path in desk.rglob("*") if path.is_file()}


def test_a_dry_run_is_a_line_a_scene_without_colours_in_a_pipe(desk, capsys):
    assert loud(desk, "--dry-run") == 0
    shown = capsys.readouterr()

    lines = shown.out.splitlines()
    assert len(lines) == 6
    assert all(SAID.fullmatch(line) for line in lines)
    assert "\x1b" not in shown.out
    assert shown.err.splitlines()[-1].startswith("Next: the same command without --dry-run draws")


def test_verbose_shows_every_prompt(desk, capsys):
    assert loud(desk, "--dry-run", "--verbose") == 0
    out = capsys.readouterr().out

    assert out.count("of 77 tokens]") == 6
    assert out.count("chapter_01_scene_") == 6


def test_a_run_ends_with_what_to_do_next(desk, capsys):
    assert loud(desk) == 0
    assert capsys.readouterr().err.splitlines()[-1].startswith("Next: --open shows the proof sheet")
    assert loud(desk) == 0
    assert capsys.readouterr().err.splitlines()[-1].startswith("Next: --open shows the proof sheet")


def test_the_proof_sheet_alone_writes_nothing_else(desk, capsys):
    assert loud(desk, "--scenes", "1:1-2") == 0
    (desk / "prompt_cache" / "chapter_01_scene_02.toml").unlink()
    (desk / "images" / "index.html").unlink()
    before = everything(desk)

    assert loud(desk, "--gallery") == 0

    written = everything(desk)
    assert [name for name in before if written.get(name) != before[name]] == []
    new = [name for name in written if name not in before]
    assert "images/index.html" in new
    assert not [name for name in new if name.endswith((".png", ".toml", ".log"))]
    assert "drawn" not in capsys.readouterr().err.split("The proof sheet is")[1]


def test_a_proof_sheet_that_cannot_be_written_is_a_failure_where_nothing_else_was_asked(desk, monkeypatch, capsys):
    def refuse(*_, **__):
        raise OSError(30, "Read-only file system", "images/index.html")

    monkeypatch.setattr("publish.gallery_files.find_kept", refuse)

    assert loud(desk, "--gallery") == 1
    assert loud(desk, "--scenes", "1:1") == 0, "the picture is there"
    said = capsys.readouterr().err
    assert said.count("The proof sheet was not written: images/index.html: Read-only file system; ") == 2


@pytest.mark.parametrize(
    ("argv", "expected", "why"),
    [
        (["--open"], 1, "a run that draws"),
        (["--gallery", "--open"], 1, "the sheet alone"),
        (["--dry-run", "--open"], 1, "who wants to see it wants it written"),
        ([], 0, "nobody asked"),
        (["--gallery"], 0, "nobody asked"),
    ],
)
def test_the_browser_opens_on_request_alone(desk, monkeypatch, argv, expected, why):
    opened = []
    monkeypatch.setattr("webbrowser.open", lambda address: opened.append(address) or True)

    assert night.run(desk, "--scenes", "1:1", *argv) == 0
    assert opened == [(desk / "images" / "index.html").as_uri()] * expected, why


def test_watching_draws_what_is_saved_until_ctrl_c(desk, monkeypatch, capsys):
    chapter, story = desk / "chapters" / "chapter_01.md", []

    def wait():
        """Stand for a second in which the author does the next thing."""
        story.append(sorted(path.name for path in desk.glob("images/*.png")))
        steps = {3: "A new scene. Emma dug in the garden at noon.", 8: None}
        step = steps.get(len(story), "")
        if step:
            chapter.write_text(chapter.read_text(encoding="utf-8") + f"\n\n* * *\n\n{step}\n", encoding="utf-8")
        if step is None:
            raise KeyboardInterrupt

    monkeypatch.setattr("workspace.watch.pause", wait)

    assert loud(desk, "--watch") == 130
    assert (len(story[0]), len(story[-1])) == (6, 7)
    assert len(list(desk.glob("logs/*.log"))) == 1
    assert "Watching" in capsys.readouterr().err


def test_tidy_tells_the_sizes_and_moves_on_request(desk, capsys):
    assert night.run(desk) == 0
    assert night.run(desk, "--scenes", "1:1", "--width", "104") == 0
    assert night.run(desk, "--scenes", "1:2", "--takes", "2") == 0
    before = {path.name: path.read_bytes() for path in desk.glob("images/*.png")}
    capsys.readouterr()

    assert night.run(desk, "--tidy") == 0
    told = capsys.readouterr().out
    assert re.search(r"replaced: 1 file, [\d.]+ kB", told)
    assert re.search(r"takes: 2 files, [\d.]+ kB", told)
    assert night.run(desk, "--tidy", os.fspath(desk / "bin")) == 0

    assert len(list((desk / "bin").rglob("*.png"))) == 3
    assert {path.name: path.read_bytes() for path in desk.glob("images/*.png")} == before
    assert night.run(desk, "--tidy") == 0
    assert "Nothing is left over" in capsys.readouterr().out
