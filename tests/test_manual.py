"""Every command of the manual is run, and its walk of fourteen steps is gone as it is written."""

import contextlib
import re
import shlex
import shutil
from pathlib import Path

import pytest

import config
import generate_scene_images
import make_illustrated_book

ROOT = Path(__file__).parent.parent
MANUAL = (ROOT / "README_IMAGE_GEN.md").read_text(encoding="utf-8")
WALK = MANUAL.split("## A walk in fourteen steps")[1].split("\n## ")[0]
FIRST_WORDS = "python|novel-scenes|novel-book|pip|pipx|hf|accelerate"
SCENES, BOOK = generate_scene_images.main, make_illustrated_book.main
PROGRAMS = {
    "novel-scenes": SCENES,
    "novel-book": BOOK,
    "python generate_scene_images.py": SCENES,
    "python ~/novel-scenes/generate_scene_images.py": SCENES,
    "python make_illustrated_book.py": BOOK,
}

# Commands that another test runs: the beginning, its file, and words that stand there.
ELSEWHERE = {
    "pip install -r requirements-storyboard.txt && ": (".ci/run", "install -q -r requirements-storyboard.txt &&"),
    "pip install -r requirements.txt -r requirements-dev.txt && ": (".ci/run", "-r requirements-dev.txt && python -m"),
    "pip install -r requirements.txt": (".ci/run", "pip install -q -r requirements.txt"),
    "pip install .": ("tests/test_installed.py", "pip install ."),
    "python -m venv": (".ci/run", "python3 -m venv"),
    "python -m pytest": (".ci/run", "python -m pytest"),
    "python -m tools.contact_sheet": ("tests/tools/test_contact_sheet.py", "contact_sheet"),
    "python -m tools.benchmark --scale": ("tests/tools/test_benchmark_scale.py", "benchmark_scale"),
    "python -m tools.benchmark_hostile": ("tests/tools/test_benchmark_hostile.py", "benchmark_hostile"),
    "python -m tools.benchmark": ("tests/tools/test_benchmark.py", "tools.benchmark"),
    "python -m tools.fit_reading": ("tests/tools/test_fit_reading.py", "fit_reading"),
    "python -m tools.word_coverage": ("tests/tools/test_word_coverage.py", "word_coverage"),
    "novel-scenes --cast-portraits": ("tests/workspace/test_casting.py", '"--cast-portraits", "emma"'),
    "novel-scenes --choose emma=3": ("tests/workspace/test_choosing_portraits.py", "--choose"),
    "accelerate launch": ("tests/test_several_processes.py", "accelerate.commands.launch"),
}
# Commands that fetch gigabytes from the network, or install what the tests do not need: nothing runs them.
FETCHING = (
    "pip install torch==",
    "pip install -r requirements-xformers.txt",
    "pipx install .",
    "hf download",
    'python -c "import torch; print(',
)
# Commands for SDXL: shown instead of drawn, since no model is here.
SHOWN = ("--model draft", "--model ~/models/my_checkpoint.safetensors")


def commands(text):
    """List the commands of a text: those on lines of their own, and those within a line that have their first word."""
    found, is_fenced = [], False
    for line in text.splitlines():
        is_fenced ^= line.startswith("```")
        if not is_fenced and (alone := re.match(rf" {{4,}}((?:{FIRST_WORDS})\b.*)$", line)):
            found.append(re.split(r" {2,}", alone[1])[0])
        found += re.findall(rf"`((?:{FIRST_WORDS}) [^`]*|novel-scenes|novel-book)`", line)
    return list(dict.fromkeys(found))


def told_elsewhere(command):
    """Give the file that runs a command, and the words that say so; None where this file is to run it."""
    return next((where for beginning, where in ELSEWHERE.items() if command.startswith(beginning)), None)


OURS = [one for one in commands(MANUAL) if not told_elsewhere(one) and not one.startswith(FETCHING)]


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A home folder without a graphics card, in which small pictures are drawn."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr("image_generator.find_gpu", lambda _probes: (False, "no card here"))
    monkeypatch.setattr("webbrowser.open", lambda _address: True)
    monkeypatch.setattr(config, "WIDTH", 96)
    monkeypatch.setattr(config, "HEIGHT", 64)
    return tmp_path


def run(command, *more):
    """Run one of our commands as a shell would, and give its exit status."""
    name = next(name for name in sorted(PROGRAMS, key=len, reverse=True) if command.startswith(name))
    words = shlex.split(command.removeprefix(name))
    expanded = [str(Path(word).expanduser()) if word.startswith("~") else word for word in words]
    with contextlib.suppress(SystemExit):
        return PROGRAMS[name]([*expanded, *more])
    return 2


def stop_watching():
    """Stand for the author who presses Ctrl-C."""
    raise KeyboardInterrupt


def test_every_command_of_the_manual_is_run_by_somebody():
    for command in commands(MANUAL):
        where = told_elsewhere(command)
        assert where or command in OURS or command.startswith(FETCHING), command
        assert not where or where[1] in (ROOT / where[0]).read_text(encoding="utf-8"), (command, where)


@pytest.mark.slow
def test_the_commands_outside_of_the_walk_do_what_they_say(desk, monkeypatch):
    """In the manual's order, on the sample novel with the file name that the manual uses."""
    chapters, models = desk / "book" / "chapters", desk / "models"
    shutil.copytree(ROOT / config.NOVEL, chapters)
    (chapters / "chapter_02.md").rename(chapters / "02-snow.md")
    for number in (1, 3, 4):
        (chapters / f"chapter_{number:02d}.md").rename(chapters / f"{number:02d}-chapter.md")
    models.mkdir()
    (models / "my_checkpoint.safetensors").write_bytes(b"no model")
    monkeypatch.chdir(desk / "book")
    monkeypatch.setattr("workspace.watch.pause", stop_watching)
    walked = commands(WALK)
    done = []

    for command in OURS:
        if command in walked and command in done:
            continue
        if command in walked and command not in commands(MANUAL.replace(WALK, "")):
            continue
        if "--write-cast" in command:
            (desk / "book" / "characters.toml").unlink(missing_ok=True)
        if "--init" in command:
            (desk / "book" / "novel.toml").unlink(missing_ok=True)
        more = ["--dry-run"] if any(words in command for words in SHOWN) else []
        expected = 130 if "--watch" in command else 0
        assert run(command, *more) == expected, command
        done.append(command)
    assert len(done) > 30


def test_the_walk_is_gone_as_it_is_written(desk, monkeypatch, capsys):
    steps = re.split(r"(?m)^(?=\d+\. \*\*)", WALK)[1:]
    book = desk / "ferry"
    shutil.copytree(ROOT / "tests" / "ferry", book / "chapters")
    monkeypatch.chdir(book)
    said = []
    for step in steps:
        change(step, book)
        heard = []
        for command in commands(step.split("`novel-scenes --init` in")[-1]):
            if command == "novel-scenes --novel ~/ferry":
                monkeypatch.chdir(desk)
            assert run(command) == 0, command
            heard.append("".join(capsys.readouterr()))
        said.append(heard)
        check_lines(step, heard)

    assert len(steps) == 14
    assert "10 pictures drawn" in said[2][0]
    assert "3 pictures drawn" in said[4][1]
    assert "as it was" not in said[4][1]
    assert "1 picture drawn" in said[5][0]
    assert "Nothing to draw" in said[6][0]
    assert "Nothing to draw" in said[7][1]
    assert "5 pictures drawn" in said[8][0]
    assert "10 pictures drawn" in said[9][0]
    assert "Nothing to draw" in said[13][0]
    assert sorted(path.suffix for path in (book / "book").glob("The Ferry.*")) == [".epub", ".html", ".md"]


def check_lines(step, heard):
    """What the manual shows of a step's output must have been said."""
    shown = re.findall(r"(?m)^ {6,}((?:\d+:\d+|\d+ scenes).*)$", step) + re.findall(r"`(\d+ scenes: [^`]*)`", step)
    for line in shown:
        assert any(line in talk for talk in heard), (line, heard)


def change(step, book):
    """Change the files as the manual tells the author to."""
    first, second = book / "chapters" / "01-the-slip.md", book / "chapters" / "02-the-county.md"
    text = first.read_text(encoding="utf-8")
    if "**Move a scene.**" in step:
        scenes = text.split("\n\n* * *\n\n")
        moved = scenes.pop(2)
        first.write_text("\n\n* * *\n\n".join(scenes), encoding="utf-8")
        second.write_text(f"{second.read_text(encoding='utf-8').rstrip()}\n\n* * *\n\n{moved}\n", encoding="utf-8")
    if "**Cut an adverb.**" in step:
        assert "sat down carefully" in text
        first.write_text(text.replace("sat down carefully", "sat down"), encoding="utf-8")
    if "**A coat.**" in step:
        edit(book / "characters.toml", 'outfit = "blue oilskin coat"', 'outfit = "red coat"')
    if "**What would be drawn.**" in step:
        edit(book / "novel.toml", '# title = "ferry"', 'title = "The Ferry"')


def edit(path, old, new):
    """Replace words in a file, which must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text, text
    path.write_text(text.replace(old, new), encoding="utf-8")
