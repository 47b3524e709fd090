"""The real command, run as an author runs it, on a small novel of our own and the storyboard engine."""

import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

import config
import generate_scene_images
from workspace.pictures import read_picture

ROOT = Path(__file__).parent.parent
SMALL = ("--width", "128", "--height", "72")

CHAPTER_ONE = """# The Letter

Emma Hale sat at her desk in the office and read the letter twice. It was half past four in the afternoon, and rain
ran down the window. She wore her green coat, since the stove had gone out.

* * *

At noon the market was full. Emma pushed between the barrows with the letter in her pocket, and a boy shouted the
price of crabs. "Tonight," she said to the old woman at the stall. "He comes tonight."

* * *

Nobody came to the lighthouse that winter. The gulls had it, and the wind, and a bucket rolling on the stair. Snow
lay on the rocks.

## CRAFT NOTES

Move the lighthouse scene to Lisbon? Jonas should be on the beach at night.
"""
CHAPTER_TWO = """# The Boat

Jonas rowed. The harbour was black and there were stars. Emma, in her green coat, held the lamp and did not speak.

* * *

In the kitchen Jonas put wood on the fire. It was early morning; the kettle sang, and he cut the bread.
"""


class Book:
    """A novel with its desk in a folder, and the command run there."""

    def __init__(self, folder):
        self.folder = folder
        self.chapters = folder / "chapters"
        self.images = folder / "images"
        self.prompts = folder / "prompt_cache"
        if not self.chapters.exists():
            self.chapters.mkdir()
            self.write(1, CHAPTER_ONE)
            self.write(2, CHAPTER_TWO)

    def write(self, number, text):
        (self.chapters / f"chapter_{number:02d}.md").write_text(text, encoding="utf-8")

    def run(self, *argv, size=SMALL):
        return generate_scene_images.main([*argv, "--engine", "storyboard", *size])

    def plan(self, capsys, *argv, size=SMALL):
        capsys.readouterr()
        assert self.run("--dry-run", "--json", *argv, size=size) == 0
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    def statuses(self, capsys, *argv, size=SMALL):
        return {f"{s['chapter']}:{s['scene']}": s["status"] for s in self.plan(capsys, *argv, size=size)}

    def files(self):
        return {path.name: path.read_bytes() for path in sorted(self.images.glob("*.png"))}

    def replaced(self):
        return sorted(path.name for path in self.images.glob("replaced/*"))


@pytest.fixture
def book(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return Book(tmp_path)


@pytest.fixture(scope="module")
def drawn_book(tmp_path_factory):
    """Draw the novel; a test works on a copy."""
    folder = tmp_path_factory.mktemp("drawn")
    with contextlib.chdir(folder):
        assert Book(folder).run() == 0
    return folder


@pytest.fixture
def drawn(drawn_book, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return Book(shutil.copytree(drawn_book, tmp_path, dirs_exist_ok=True))


def test_every_scene_gets_its_picture_prompt_and_log(book):
    assert book.run() == 0

    names = list(book.files())
    numbers = ("01_scene_01", "01_scene_02", "01_scene_03", "02_scene_01", "02_scene_02")
    assert [name[:19] for name in names] == [f"chapter_{number}" for number in numbers]
    assert len(list(book.prompts.glob("chapter_0?_scene_0?.toml"))) == 5
    assert len(list(book.folder.glob("logs/generation_*.log"))) == 1
    figures = [json.loads(line) for line in (book.folder / "logs/pictures.jsonl").read_text().splitlines()]
    assert [figure["picture"] for figure in figures] == names
    assert all(figure["seconds"] > 0 and figure["device"] == "cpu" for figure in figures)


def test_pictures_have_the_size_that_was_asked_for(drawn):
    for path in drawn.images.glob("*.png"):
        with Image.open(path) as image:
            assert image.size == (128, 72)


def test_a_second_run_has_nothing_to_do(drawn, capsys):
    before = drawn.files()
    capsys.readouterr()

    assert drawn.run() == 0
    assert "5 scenes: 5 done. Nothing to draw." in capsys.readouterr().err
    assert drawn.files() == before
    assert drawn.replaced() == []


def test_a_setting_given_once_is_kept(drawn, capsys):
    assert set(drawn.statuses(capsys, size=()).values()) == {"done"}
    assert drawn.plan(capsys, size=())[0]["settings"]["width"] == 128


def test_two_desks_get_the_same_bytes(drawn, tmp_path_factory, monkeypatch):
    other = tmp_path_factory.mktemp("elsewhere")
    monkeypatch.chdir(other)
    twin = Book(other)
    twin.run()

    assert twin.files() == drawn.files()


def redrawn(book, before):
    after = book.files()
    return {name for name in after if after[name] != before.get(name)}


def test_a_deleted_picture_alone_is_drawn_again(drawn):
    before = drawn.files()
    victim = next(drawn.images.glob("chapter_01_scene_02*"))
    victim.unlink()
    drawn.run()

    assert drawn.files() == before


@pytest.mark.parametrize("share", [0.0, 0.6, *(pytest.param(share, marks=pytest.mark.slow) for share in (0.3, 0.99))])
def test_a_truncated_picture_alone_is_drawn_again_and_kept_aside(drawn, share, capsys):
    before = drawn.files()
    victim = next(drawn.images.glob("chapter_01_scene_02*"))
    victim.write_bytes(victim.read_bytes()[: int(len(victim.read_bytes()) * share)])

    assert [key for key, status in drawn.statuses(capsys).items() if status == "damaged"] == ["1:2"]
    drawn.run()
    assert drawn.files() == before
    assert drawn.replaced() == [victim.name]


def test_an_edited_seed_alone_is_drawn_again_and_stays(drawn, capsys):
    before = drawn.files()
    path = drawn.prompts / "chapter_02_scene_01.toml"
    text = re.sub(r"(?m)^seed = .*$", "seed = 7", path.read_text("utf-8"), count=1)
    path.write_text(text, "utf-8")

    assert [key for key, status in drawn.statuses(capsys).items() if status == "edited"] == ["2:1"]
    drawn.run()
    assert {name[:19] for name in redrawn(drawn, before)} == {"chapter_02_scene_01"}
    assert path.read_text("utf-8") == text
    picture = read_picture(next(drawn.images.glob("chapter_02_scene_01*")))
    assert picture.record.job.seed == 7
    assert set(drawn.statuses(capsys).values()) == {"done"}


def test_an_edited_scene_alone_is_drawn_again(drawn):
    before = drawn.files()
    drawn.write(2, CHAPTER_TWO.replace("there were stars", "there was fog"))
    drawn.run()

    assert {name[:19] for name in redrawn(drawn, before)} == {"chapter_02_scene_01"}
    assert len(drawn.files()) == 5


def test_an_inserted_scene_renames_the_pictures_after_it(drawn, capsys):
    before = drawn.files()
    drawn.write(1, CHAPTER_ONE.replace("* * *", "* * *\n\nThe train stood in a field of snow at dawn.\n\n* * *", 1))
    moves = {scene["filename"][:19]: scene["moved_from"][:19] for scene in drawn.plan(capsys, "--chapters", "1")}

    assert moves["chapter_01_scene_03"] == "chapter_01_scene_02"
    drawn.run()
    after = drawn.files()
    assert len(after) == 6
    assert set(before.values()) < set(after.values())
    assert drawn.replaced() == []


def test_a_later_chapter_moved_to_the_front_keeps_its_pictures(drawn):
    before = set(drawn.files().values())
    (drawn.chapters / "chapter_02.md").unlink()
    drawn.write(1, CHAPTER_TWO)
    drawn.write(2, CHAPTER_ONE)
    drawn.run()

    assert set(drawn.files().values()) == before


def test_force_draws_again_and_keeps_the_old_where_it_is_another(drawn):
    names = list(drawn.files())
    drawn.run("--force", "--scenes", "1:1")
    assert list(drawn.files()) == names
    assert drawn.replaced() == []

    drawn.run("--force", "--scenes", "1:1", size=("--width", "136"))
    assert list(drawn.files()) == names
    assert drawn.replaced() == names[:1]


@pytest.mark.parametrize(
    ("argv", "expected"),
    [
        pytest.param(["--chapters", "2"], {"2:1", "2:2"}, id="a chapter"),
        pytest.param(["--scenes", "1:2-3"], {"1:2", "1:3"}, id="scenes"),
        pytest.param(["--resume", "1", "3"], {"1:3", "2:1", "2:2"}, id="from a scene on"),
        pytest.param(["--chapters", "1", "--resume", "1", "2"], {"1:2", "1:3"}, id="both"),
    ],
)
def test_only_the_selection_is_drawn(book, argv, expected):
    assert book.run(*argv) == 0

    numbers = {f"{int(name[8:10])}:{int(name[17:19])}" for name in book.files()}
    assert numbers == expected
    assert {path.stem[8:] for path in book.prompts.glob("*.toml")} == {name[8:19] for name in book.files()}


def test_a_dry_run_writes_nothing_but_the_log(book, capsys):
    assert book.run("--dry-run") == 0
    shown = capsys.readouterr()

    assert sorted(path.name for path in book.folder.iterdir()) == ["chapters", "logs"]
    assert len(list((book.folder / "logs").iterdir())) == 1
    assert "   1:1  new         Emma Hale · reading the letter" in shown.out
    assert "5 pictures to draw as storyboard" in shown.err


def test_a_dry_run_ends_with_what_is_not_read(book, capsys):
    (book.chapters / "README.md").write_text("Not the story.\n", encoding="utf-8")
    (book.chapters / "chapter-1-again.md").write_text("Some story.\n", encoding="utf-8")

    assert book.run("--dry-run") == 0
    said = capsys.readouterr().err
    assert "Chapters are numbered in order: 1 chapter_01.md, 2 chapter-1-again.md, 3 chapter_02.md." in said
    assert said.splitlines()[-2] == "passed over: README.md: its name says that it is no chapter"
    assert book.run("--dry-run", "--quiet") == 0
    assert "passed over" not in capsys.readouterr().err
    assert all("passed over: README.md" in log.read_text("utf-8") for log in book.folder.glob("logs/*.log"))


def test_json_holds_every_key_of_the_contract_and_nothing_else_is_on_stdout(book, capsys):
    first = book.plan(capsys)[0]

    assert list(first) == [
        *("chapter", "scene", "title", "chapter_title", "book_title", "file", "file_scene", "lines", "words", "text"),
        *("filename", "status", "reason"),
        *(
            "moved_from",
            "corrected",
            "reading",
            "prompt",
            "negative_prompt",
            "tokens",
            "negative_tokens",
            "dropped",
            "seed",
        ),
        "settings",
    ]
    assert list(first["reading"]) == [
        *("characters", "people", "place", "places", "interior", "time_of_day", "weather", "mood", "action", "props"),
        *("shot", "evidence", "weighed"),
    ]
    assert list(first["reading"]["characters"][0]) == [
        *("name", "aliases", "gender", "age", "named", "presence", "look", "outfit", "facts"),
    ]
    assert list(first["reading"]["evidence"]) == ["lead", "place", "time_of_day", "weather", "mood", "action"]
    assert list(first["settings"]) == ["engine", "model", "width", "height", "steps", "guidance"]
    assert (first["file"], first["file_scene"], first["title"]) == ("chapter_01.md", 1, "The Letter")
    assert len(first["text"].split()) == first["words"]
    assert first["lines"][0] == 3
    assert first["filename"] == "chapter_01_scene_01_emma_office_reading.png"
    assert (first["status"], first["reason"]) == ("new", "No picture yet.")


def test_json_evidence_stands_in_the_text(book, capsys):
    from scene_parser import read_novel

    texts = {scene.key: scene.text for scene in read_novel(book.chapters).scenes}
    found = 0
    for scene in book.plan(capsys):
        for evidence in (e for slot in scene["reading"]["evidence"].values() for e in slot):
            text = texts[scene["chapter"], scene["scene"]]
            assert text[evidence["start"] :].startswith(evidence["text"])
            assert scene["lines"][0] <= evidence["line"] <= scene["lines"][1]
            found += 1
    assert found > 5


def test_settings_of_the_command_line_reach_the_plan(book, capsys):
    settings = book.plan(capsys, "--steps", "40", "--guidance", "8.0")[0]["settings"]

    assert (settings["steps"], settings["guidance"]) == (40, 8.0)


def test_every_prompt_file_is_written_before_the_first_picture(book):
    (book.folder / "images").write_text("a file where the folder should be", encoding="utf-8")

    assert book.run() == 1
    assert not book.prompts.exists()


def test_a_broken_prompt_file_stops_its_scene_alone(drawn, capsys):
    for path in drawn.images.glob("*.png"):
        path.unlink()
    (drawn.prompts / "chapter_01_scene_02.toml").write_text("seed = 1\nprompt = 'open\n", encoding="utf-8")
    capsys.readouterr()

    assert drawn.run() == 1
    said = capsys.readouterr().err
    assert "chapter_01_scene_02.toml" in said
    assert "line 2" in said
    assert len(drawn.files()) == 4
    assert (drawn.prompts / "chapter_01_scene_02.toml").read_text("utf-8") == "seed = 1\nprompt = 'open\n"


@pytest.mark.parametrize(
    "line",
    [
        'seed = "abc"',
        "width = {}",
        *(pytest.param(line, marks=pytest.mark.slow) for line in ("steps = []", 'guidance = "high"', "prompt = 3")),
    ],
)
def test_a_value_of_the_wrong_kind_stops_its_scene_alone(book, capsys, line):
    book.prompts.mkdir()
    (book.prompts / "chapter_01_scene_02.toml").write_text(line + "\n", encoding="utf-8")

    assert book.run() == 1
    said = capsys.readouterr().err
    assert f"chapter_01_scene_02.toml, line 1: {line.split()[0]} is " in said
    assert "fault of the program" not in said
    assert len(book.files()) == 4
    assert (book.prompts / "chapter_01_scene_02.toml").read_text("utf-8") == line + "\n"


def test_an_edited_prompt_whose_scene_is_gone_is_kept(drawn):
    path = drawn.prompts / "chapter_02_scene_02.toml"
    edited = re.sub(r"(?m)^prompt = .*$", 'prompt = "bread"', path.read_text("utf-8"), count=1)
    path.write_text(edited, "utf-8")
    drawn.write(
        2, CHAPTER_TWO.partition("* * *")[0] + "* * *\n\nA train in the snow, quite another scene than before.\n"
    )
    drawn.run()

    assert (drawn.prompts / "unused" / path.name).read_text("utf-8") == edited
    assert "bread" not in path.read_text("utf-8")


def test_the_cast_sheet_wins(book, capsys):
    (book.folder / "characters.toml").write_text(
        '[emma]\nname = "Emma Hale"\nlook = "tall woman with white hair"\noutfit = "red cape"\n', encoding="utf-8"
    )

    assert "a tall woman with white hair in a red cape" in book.plan(capsys)[0]["prompt"]


def test_pictures_of_another_novel_are_left_alone(drawn, capsys):
    before = drawn.files()
    for path in drawn.chapters.iterdir():
        path.unlink()
    drawn.write(1, "# Other\n\nA quite different book begins here, on a mountain, with a mule and two brothers.\n")
    capsys.readouterr()

    assert drawn.run() == 1
    assert "--output DIR and --prompts DIR" in capsys.readouterr().err
    assert drawn.files() == before


def test_a_manuscript_cannot_steer_the_terminal(book, capsys):
    book.write(1, "# X\n\n\x1b[31mEmma\x1b[0m sat in the kitchen. \x07\u202eright to left\u202c\n")
    book.run("--dry-run")

    said = capsys.readouterr()
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e]", said.out + said.err)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such file names")
def test_a_file_name_cannot_steer_the_terminal(book, capsys):
    (book.chapters / "a\x1b[31mb.md").write_text("# Chapter 1\n\nEmma ran.\n", encoding="utf-8")
    book.run("--dry-run")

    said = capsys.readouterr()
    assert "31mb.md" in said.err
    assert "\x1b" not in said.out + said.err


# --- Bad input: one sentence, the right status, never a traceback -----------------------------------------------------


def no_chapters(book):
    for path in book.chapters.iterdir():
        path.unlink()


def binary(book):
    (book.chapters / "chapter_03.md").write_bytes(b"\x00\x01\x02\xff\xfe" * 300)


def broken_cast(book):
    (book.folder / "characters.toml").write_text("[emma\nname = 1\n", encoding="utf-8")


def wrong_cast(book):
    (book.folder / "characters.toml").write_text("[emma]\nname = 1\n", encoding="utf-8")


def file_for_folder(name):
    def lay(book):
        (book.folder / name).write_text("a file", encoding="utf-8")

    return lay


def nothing(_book):
    pass


@pytest.mark.parametrize(
    ("prepare", "argv", "status", "words"),
    [
        pytest.param(nothing, ["--chapters", "99"], 2, ["99", "chapters 1 to 2"], id="chapter 99"),
        pytest.param(nothing, ["--scenes", "1:9"], 2, ["1:9", "3 scenes"], id="scene 9"),
        pytest.param(nothing, ["--resume", "3", "1"], 2, ["Chapter 3 does not exist"], id="resume past the end"),
        pytest.param(nothing, ["--novel", "nowhere"], 2, ["nowhere"], id="no such folder"),
        pytest.param(nothing, ["--width", "1001"], 2, ["1001", "1000 or 1008"], id="width 1001"),
        pytest.param(nothing, ["--height", "7"], 2, ["height is 7"], id="height 7"),
        pytest.param(nothing, ["--steps", "0"], 2, ["steps is 0"], id="steps 0"),
        pytest.param(nothing, ["--guidance", "fast"], 2, ["'fast'"], id="guidance in words"),
        pytest.param(nothing, ["--seed", "-1"], 2, ["seed is -1"], id="seed -1"),
        pytest.param(nothing, ["--json"], 2, ["--dry-run"], id="json without dry run"),
        pytest.param(nothing, ["--style", "crayon"], 2, ["crayon", "graphic novel"], id="unknown style"),
        pytest.param(nothing, ["--colour"], 2, ["--colour"], id="unknown option"),
        pytest.param(no_chapters, [], 1, ["chapters"], id="empty folder"),
        pytest.param(nothing, ["--chapters", "the-dor"], 2, ["the-dor", "chapter_01.md"], id="no such file"),
        pytest.param(binary, [], 1, ["chapter_03.md"], id="binary file"),
        pytest.param(broken_cast, [], 1, ["characters.toml", "line 1"], id="broken cast sheet"),
        pytest.param(wrong_cast, [], 1, ["characters.toml", "name"], id="a number for a name"),
        pytest.param(file_for_folder("images"), [], 1, ["images", "--output"], id="output is a file"),
        pytest.param(file_for_folder("prompt_cache"), [], 1, ["prompt_cache", "--prompts"], id="prompts is a file"),
        pytest.param(file_for_folder("logs"), [], 1, ["logs", "--logs"], id="logs is a file"),
        pytest.param(nothing, ["--output", "/dev/null/x"], 1, ["/dev/null/x", "--output"], id="unwritable output"),
        pytest.param(nothing, ["--cast", "chapters"], 1, ["chapters"], id="the cast sheet is a folder"),
    ],
)
def test_bad_input(book, capsys, prepare, argv, status, words):
    prepare(book)
    try:
        got = book.run(*argv, size=())
    except SystemExit as stopped:
        got = stopped.code
    said = capsys.readouterr()

    assert got == status
    for word in words:
        assert word in said.err
    assert "Traceback" not in said.err
    assert "fault of the program" not in said.err
    assert said.out == ""
    assert not list(book.folder.glob("images/*.png"))


def test_an_engine_that_fails_on_one_scene_draws_the_rest_and_the_status_says_so(book, capsys, monkeypatch):
    from storyboard import engine as storyboard

    real = storyboard.draw_panel

    def draw_panel(drawing, *rest):
        if drawing["place"].endswith("market"):
            raise MemoryError("no more")
        return real(drawing, *rest)

    monkeypatch.setattr(storyboard, "draw_panel", draw_panel)

    assert book.run() == 1
    assert len(book.files()) == 4
    said = capsys.readouterr().err
    assert "Scene 1:2 was not drawn" in said
    assert "Traceback" not in said
    assert "Traceback" in next(book.folder.glob("logs/*.log")).read_text("utf-8")


def test_ctrl_c_ends_with_a_sentence_and_130(book, capsys, monkeypatch):
    from storyboard import engine as storyboard

    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(storyboard, "draw_panel", interrupt)

    assert book.run() == 130
    assert "Stopped: 0 pictures drawn" in capsys.readouterr().err
    assert not list(book.images.glob(".*"))


def test_a_fault_of_the_program_is_a_sentence_and_its_traceback_is_in_the_log(book, capsys, monkeypatch):
    import pipeline

    def fail(*_):
        raise ZeroDivisionError("oh")

    monkeypatch.setattr(pipeline, "plan_scenes", fail)

    assert book.run() == 1
    said = capsys.readouterr().err
    assert "A fault of the program" in said
    assert "Traceback" not in said
    assert "ZeroDivisionError" in next(book.folder.glob("logs/*.log")).read_text("utf-8")


# --- Processes --------------------------------------------------------------------------------------------------------


def command(*argv, cwd, **environment):
    return subprocess.run(
        [sys.executable, str(ROOT / "generate_scene_images.py"), *map(str, argv)],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "HF_HUB_OFFLINE": "1", **environment},
        check=False,
    )


@pytest.mark.slow
def test_the_sample_novel_as_an_author_first_runs_it(tmp_path):
    """One command in a fresh place: 33 pictures of the default size with names that sort, and then nothing to do."""
    argv = ["--novel", ROOT / config.NOVEL]
    first = command(*argv, cwd=tmp_path)
    names = sorted(path.name for path in tmp_path.glob("images/*.png"))
    second = command(*argv, cwd=tmp_path)

    assert (first.returncode, second.returncode) == (0, 0), first.stderr
    assert "33 pictures drawn" in first.stderr
    assert "33 scenes: 33 done. Nothing to draw." in second.stderr
    assert [sum(name.startswith(f"chapter_{n:02d}_") for name in names) for n in (1, 2, 3, 4)] == [7, 10, 6, 10]
    assert "chapter_01_scene_02_emma_office_reading.png" in names
    assert all(re.fullmatch(r"chapter_\d\d_scene_\d\d(_[a-z0-9]+)*\.png", name) for name in names)
    for name in names:
        with Image.open(tmp_path / "images" / name) as image:
            assert image.size == (1344, 768)


@pytest.mark.slow
@pytest.mark.parametrize(
    "encoding", ["ascii", *(pytest.param(name, marks=pytest.mark.slow) for name in ("cp1252", "utf-8"))]
)
def test_results_are_utf8_whatever_the_machine_speaks(tmp_path, encoding):
    (tmp_path / "chapter_01.md").write_text(
        "# Łódź\n\nNobody waited at the station – “never” – 東京.\n", encoding="utf-8"
    )
    argv = ("--novel", "chapter_01.md", "--dry-run", "--engine", "storyboard")
    shown = command(*argv, "--json", cwd=tmp_path, PYTHONIOENCODING=encoding)
    table = command(*argv, cwd=tmp_path, PYTHONIOENCODING=encoding)

    assert json.loads(shown.stdout)["title"] == "Łódź"
    assert (shown.returncode, table.returncode) == (0, 0)


def test_sdxl_without_a_model_is_a_sentence(book):
    done = command("--engine", "sdxl", "--scenes", "1:2", cwd=book.folder)

    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    for words in ("stabilityai/stable-diffusion-xl-base-1.0", "--model", "HF_HUB_OFFLINE"):
        assert words in done.stderr
    assert not list(book.folder.glob("images/*.png"))


TWO_TINY_PICTURES = ["--scenes", "1:2-3", "--width", "64", "--height", "64", "--steps", "2"]


def draw_tiny(folder, *argv):
    """Draw two scenes of the sample in a folder of their own; gives the pictures' files."""
    folder.mkdir()
    done = command("--novel", ROOT / config.NOVEL, *TWO_TINY_PICTURES, *argv, cwd=folder)
    assert done.returncode == 0, done.stderr
    paths = sorted((folder / "images").glob("*.png"))
    assert len(paths) == 2
    return paths


def pixels_of(paths):
    return [Image.open(path).convert("RGB").tobytes() for path in paths]


@pytest.mark.slow
def test_the_same_seed_draws_the_same_from_folder_and_file(tiny_sdxl_folder, tiny_sdxl_file, tmp_path):
    """The same seed gives the same bytes, another seed another picture."""
    folder = draw_tiny(tmp_path / "folder", "--model", tiny_sdxl_folder)
    again = draw_tiny(tmp_path / "again", "--model", tiny_sdxl_folder)
    seed = draw_tiny(tmp_path / "seed", "--model", tiny_sdxl_folder, "--seed", "5")
    file = draw_tiny(tmp_path / "file", "--model", tiny_sdxl_file)

    assert [path.read_bytes() for path in folder] == [path.read_bytes() for path in again]
    assert pixels_of(folder) != pixels_of(seed)
    assert pixels_of(folder) == pixels_of(file)


@pytest.mark.slow
def test_a_tiny_sdxl_checkpoint_goes_through_the_command(tiny_sdxl_folder, tmp_path):
    folder = tmp_path / "folder"
    first, _ = draw_tiny(folder, "--model", tiny_sdxl_folder)
    record = read_picture(first).record
    assert record.job.engine == "sdxl"
    assert record.given == {}
    assert str(tiny_sdxl_folder).encode() not in first.read_bytes()

    prompt_file = folder / "prompt_cache" / "chapter_01_scene_02.toml"
    text = prompt_file.read_text("utf-8")
    assert f'given = {{model = "{tiny_sdxl_folder}"' in text
    edited = re.sub(r"(?m)^prompt = .*$", 'prompt = "a whale"', text, count=1)
    prompt_file.write_text(edited, "utf-8")
    again = ["--novel", ROOT / config.NOVEL, "--scenes", "1:2-3", "--engine", "sdxl"]
    plain = command(*again, cwd=folder)
    assert plain.returncode == 0, plain.stderr
    assert "2 scenes: 1 edited, 1 done. 1 picture to draw" in plain.stderr, "the log knows where the model lies"
    assert "Nothing to draw" in command(*again, cwd=folder).stderr


@pytest.mark.parametrize(
    "argv",
    [
        pytest.param(["--help"], id="help"),
        pytest.param(["--dry-run"], id="dry run"),
        pytest.param(["--dry-run", "--json", "--engine", "sdxl"], id="dry run for sdxl", marks=pytest.mark.slow),
        pytest.param(["--chapters", "99"], id="usage error"),
        pytest.param(["--scenes", "1:2", "--engine", "storyboard"], id="a storyboard", marks=pytest.mark.slow),
    ],
)
def test_torch_is_not_imported(argv, book):
    program = (
        "import sys; sys.argv[0] = 'generate_scene_images.py'; sys.path.insert(0, sys.argv.pop(1))\n"
        "import generate_scene_images\n"
        "try: generate_scene_images.main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "print([name for name in ('torch', 'diffusers', 'transformers') if name in sys.modules], file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(ROOT), *argv], cwd=book.folder, capture_output=True, text=True, check=True
    )

    assert done.stderr.splitlines()[-1] == "[]"


def test_a_dry_run_does_not_wait_for_what_draws(book):
    program = (
        "import sys; sys.path.insert(0, sys.argv.pop(1)); import generate_scene_images as command\n"
        "command.main(sys.argv[1:])\n"
        "print([name for name in ('storyboard.stage', 'storyboard.maps') if name in sys.modules], file=sys.stderr)\n"
    )
    argv = [sys.executable, "-c", program, str(ROOT), "--dry-run"]
    done = subprocess.run(argv, cwd=book.folder, capture_output=True, text=True, check=True)

    assert done.stderr.splitlines()[-1] == "[]"
