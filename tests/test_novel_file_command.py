"""One file a book, on the real commands: where the book is, what the file says, and what it does not change."""

import json
from pathlib import Path

import pytest
from finished import FinishedBook
from PIL import Image

import generate_scene_images
import make_illustrated_book
from workspace.pictures import read_picture

BY_RUN = ("logs", "images/index.html")  # what tells of the run itself, as the command that it was
SMALL = ("--engine", "storyboard", "--width", "96", "--height", "64")
ONE = """# The Boat

Emma Hale pushed open the door of the Kettle and sat down by the fire. Mercy creaked at her moorings outside, and Mercy
said nothing. Emma drank her ale in the Kettle until midnight, and Mercy waited for her.

* * *

Jonas rowed out before dawn. Nobody on the shore saw which way the small boat had gone, and he did not look back once.
"""
TWO = """# The Letter

Emma read the letter twice at her desk in the office. Rain ran down the window, and she did not hear the door at all.
"""


@pytest.fixture
def home(tmp_path, monkeypatch):
    """Make a home folder with two books: one with a folder of chapters, one with the files beside each other."""
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    for folder in ("tidy/chapters", "flat", "else"):
        (tmp_path / folder).mkdir(parents=True)
    for folder in ("tidy/chapters", "flat"):
        (tmp_path / folder / "01-boat.md").write_text(ONE, encoding="utf-8")
        (tmp_path / folder / "02-letter.md").write_text(TWO, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "tidy")
    return tmp_path


@pytest.fixture
def run(home, capsys, monkeypatch):
    """Run the command in a folder; gives its status, what it printed and what it said."""

    def run_in(where, *argv, size=SMALL):
        monkeypatch.chdir(home / where)
        try:
            status = generate_scene_images.main([*map(str, argv), *size])
        except SystemExit as stopped:
            status = stopped.code
        shown = capsys.readouterr()
        return status, shown.out, shown.err

    return run_in


def write(folder, text):
    (folder / "novel.toml").write_text(text, encoding="utf-8")


def scenes(run, where, *argv, size=SMALL):
    status, out, err = run(where, "--dry-run", "--json", *argv, size=size)
    assert status == 0, err
    return [json.loads(line) for line in out.splitlines()]


def tree(folder):
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.parent.name != ".readings")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


# --- From wherever it is run ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("book", ["tidy", "flat"])
def test_a_book_with_its_file_is_one_book_from_any_folder(home, run, book):
    assert run(book, "--init", *(["--novel", "."] if book == "flat" else []), size=())[0] == 0
    assert run(book)[0] == 0
    before = tree(home / book)

    for where, argv in (
        ("else", ("--novel", home / book)),
        ("else", ("--novel", home / book / "novel.toml")),
        (book, ()),
        *([("tidy/chapters", ()), ("else", ("--novel", home / "tidy/chapters"))] if book == "tidy" else []),
    ):
        status, _, err = run(where, *argv)
        assert (status, "3 scenes: 3 done. Nothing to draw." in err) == (0, True), (where, argv, err)
        assert f"Book: {home / book / 'novel.toml'}\n" in err
    after = tree(home / book)
    assert {name: data for name, data in after.items() if not name.startswith(BY_RUN)} == {
        name: data for name, data in before.items() if not name.startswith(BY_RUN)
    }
    assert list((home / "else").iterdir()) == [], "nothing is left where the command was run"


def test_without_a_file_the_book_is_where_its_pictures_lie(home, run):
    assert run("tidy")[0] == 0

    for novel in ("tidy/chapters", "tidy"):
        status, _, err = run("else", "--novel", home / novel)
        assert (status, "3 scenes: 3 done" in err) == (0, True)
        assert f"Book: {home / 'tidy'}, where its pictures and prompts lie\n" in err
    assert list((home / "else").iterdir()) == []


def test_without_pictures_anywhere_they_come_into_the_current_folder(home, run):
    assert run("else", "--novel", home / "tidy" / "chapters")[0] == 0
    assert sorted(path.name for path in (home / "else").iterdir()) == ["images", "logs", "prompt_cache"]
    assert [path.name for path in (home / "tidy").iterdir()] == ["chapters"]


def test_pictures_of_another_novel_beside_the_manuscript_are_no_reason(home, run):
    (home / "flat" / "01-boat.md").write_text("# Other\n\n" + "A quite different story of the hills and the sea. " * 5)
    (home / "flat" / "02-letter.md").unlink()
    assert run("flat", "--novel", ".")[0] == 0
    (home / "tidy" / "images").mkdir()
    for path in (home / "flat" / "images").glob("*.png"):
        path.rename(home / "tidy" / "images" / path.name)

    assert run("else", "--novel", home / "tidy" / "chapters")[0] == 0
    assert len(list((home / "else" / "images").glob("*.png"))) == 3


def test_pictures_in_two_places_stop_the_run_until_one_is_named(home, run):
    assert run("else", "--novel", home / "tidy" / "chapters")[0] == 0
    assert run("tidy")[0] == 0
    before = tree(home)
    status, _, err = run("else", "--novel", home / "tidy" / "chapters")

    assert status == 2
    assert f"--output {home / 'tidy' / 'images'} or --output {home / 'else' / 'images'}" in err
    assert tree(home) == before
    for images in (home / "tidy" / "images", "images"):
        _, _, err = run("else", "--novel", home / "tidy" / "chapters", "--output", images)
        assert "3 scenes: 3 done. Nothing to draw." in err


@pytest.mark.parametrize("named", [("--output",), ("--output", "--prompts")])
def test_what_the_command_line_names_is_no_reason_to_look_elsewhere_for_the_rest(home, run, named):
    folders = {"--output": home / "tidy" / "images", "--prompts": home / "tidy" / "prompt_cache"}
    argv = [word for option in named for word in (option, folders[option])]
    assert run("else", "--novel", home / "tidy" / "chapters", *argv)[0] == 0
    assert "3 scenes: 3 done" in run("else", "--novel", home / "tidy" / "chapters", *argv)[2]
    left = {path.name for path in (home / "else").iterdir()}

    assert left == {"logs"} | ({"prompt_cache"} if len(named) == 1 else set())


def test_drafts_elsewhere_use_the_prompts_of_the_book(home, run):
    assert run("tidy")[0] == 0
    assert run("else", "--novel", home / "tidy" / "chapters", "--output", "drafts")[0] == 0

    assert [path.name for path in (home / "else").iterdir()] == ["drafts"]


def test_no_novel_in_reach_is_said_and_nothing_is_written(home, run):
    status, out, err = run("else")

    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "There is no novel here" in err
    assert "--novel FOLDER" in err
    assert list((home / "else").iterdir()) == []


def test_what_the_command_line_names_is_seen_from_the_current_folder(home, run):
    write(home / "tidy", "")
    assert run("else", "--novel", home / "tidy", "--output", "mine")[0] == 0

    assert len(list((home / "else" / "mine").glob("*.png"))) == 3
    assert (home / "tidy" / "prompt_cache").is_dir()


def test_commands_on_the_proof_sheet_are_short_beside_the_file_and_whole_elsewhere(home, run):
    write(home / "tidy", 'engine = "storyboard"\nsize = "96x64"\n')
    run("tidy", size=())
    beside = (home / "tidy" / "images" / "index.html").read_text(encoding="utf-8")
    run("else", "--novel", home / "tidy", size=())
    elsewhere = (home / "tidy" / "images" / "index.html").read_text(encoding="utf-8")

    assert "--scenes 1:1 --force<" in beside
    assert f"--novel {home / 'tidy' / 'chapters'}" in elsewhere
    assert "--output" not in elsewhere


# --- What the file says ---------------------------------------------------------------------------------------------


def test_title_and_order_are_hers(home, run):
    (home / "tidy" / "chapters" / "SUMMARY.md").write_text("- [](01-boat.md)\n- [](02-letter.md)\n", encoding="utf-8")
    write(home / "tidy", 'title = "the crossing"\norder = ["02-letter.md", "01-boat"]\n')
    found = scenes(run, "tidy")

    assert [scene["file"] for scene in found] == ["02-letter.md", "01-boat.md", "01-boat.md"]
    assert {scene["book_title"] for scene in found} == {"the crossing"}
    assert "Order: novel.toml." in run("tidy", "--dry-run")[2]


def test_what_the_order_leaves_out_is_left_out_and_told(home, run):
    write(home / "tidy", 'order = ["02-letter.md"]\n')
    status, _, err = run("tidy", "--dry-run")

    assert status == 0
    assert "1 scene" in err
    assert "01-boat.md: novel.toml does not list it" in err


def test_engine_size_and_style_are_hers_and_the_command_line_wins(home, run):
    write(home / "tidy", 'engine = "storyboard"\nsize = "96x64"\nstyle = "noir"\n')
    first, *_ = scenes(run, "tidy", size=())
    assert (first["settings"]["engine"], first["settings"]["width"], first["settings"]["height"]) == (
        "storyboard",
        96,
        64,
    )
    assert first["prompt"].startswith("black and white noir comic")

    other, *_ = scenes(run, "tidy", "--style", "woodcut", "--width", "128", size=())
    assert (other["settings"]["width"], other["settings"]["height"]) == (128, 64)
    assert other["prompt"].startswith("woodcut print")


def test_a_style_that_waits_behind_an_earlier_command_line_is_said(home, run):
    assert run("tidy", "--restyle", "woodcut")[0] == 0
    write(home / "tidy", 'style = "noir"\n')
    _, _, err = run("tidy", "--dry-run")

    said = "novel.toml says style = noir; 3 scenes keep woodcut, as an earlier command line gave it: --style noir"
    assert said in err
    assert "says style" not in run("tidy", "--dry-run", "--style", "noir")[2]


def test_seed_and_negative_are_hers_and_a_prompt_file_wins(home, run):
    write(home / "tidy", 'engine = "storyboard"\nsize = "96x64"\n')
    plain = scenes(run, "tidy", size=())
    assert run("tidy", size=())[0] == 0
    write(home / "tidy", 'engine = "storyboard"\nsize = "96x64"\nseed = 7\nnegative = "fog"\n')
    seeded = scenes(run, "tidy", size=())

    assert [scene["negative_prompt"] for scene in seeded] == ["fog"] * 3
    assert len({scene["seed"] for scene in (*plain, *seeded)}) == 6
    prompt = next((home / "tidy" / "prompt_cache").glob("*01_scene_01.toml"))
    prompt.write_text(prompt.read_text(encoding="utf-8").replace("seed = ", "seed = 5 #", 1), encoding="utf-8")
    assert [scene["seed"] for scene in scenes(run, "tidy", size=())] == [5, *(scene["seed"] for scene in seeded[1:])]


def test_a_mended_typo_keeps_the_seed_of_the_book(home, run):
    write(home / "tidy", 'engine = "storyboard"\nsize = "96x64"\nseed = 7\n')
    assert run("tidy", size=())[0] == 0
    before = scenes(run, "tidy", size=())
    (home / "tidy" / "chapters" / "01-boat.md").write_text(ONE.replace("before dawn", "before the dawn"))

    assert [scene["seed"] for scene in scenes(run, "tidy", size=())] == [scene["seed"] for scene in before]


def test_steps_of_the_file_are_drawn_with_and_a_preset_of_the_command_line_wins(home, run):
    write(home / "tidy", "steps = 40\nguidance = 9.0\n")
    sdxl = ("--engine", "sdxl")

    assert {scene["settings"]["steps"] for scene in scenes(run, "tidy", size=sdxl)} == {40}
    drafted = scenes(run, "tidy", "--model", "draft", size=sdxl)
    assert {(scene["settings"]["steps"], scene["settings"]["guidance"]) for scene in drafted} == {(8, 6.0)}


def test_her_own_words_reach_the_reading(home, run):
    before = scenes(run, "tidy")[0]
    write(home / "tidy", '[words]\nthings = ["Mercy"]\nplaces = { "the Kettle" = "pub" }\n')
    after = scenes(run, "tidy")[0]

    assert "Mercy" in {person["name"] for person in before["reading"]["characters"]}
    assert {person["name"] for person in after["reading"]["characters"]} == {"Emma Hale"}
    assert (after["reading"]["place"], after["reading"]["interior"]) == ("pub", True)
    assert "pub" in after["prompt"]
    assert before["reading"]["place"] != "pub"


def test_a_correction_may_name_a_place_of_hers(home, run):
    write(home / "tidy", '[words.places]\n"the Kettle" = "pub"\nmoot = "outdoors"\n')
    assert run("tidy")[0] == 0
    assert run("tidy", "--correct", "2:1", "place=the Kettle", size=())[0] == 0
    assert run("tidy", "--correct", "1:2", "place=moot", size=())[0] == 0
    _, moot, kettle = (scene["reading"] for scene in scenes(run, "tidy"))

    assert (kettle["place"], kettle["interior"]) == ("pub", True)
    assert (moot["place"], moot["interior"]) == ("moot", False)


def test_her_words_draw_finished_pictures_anew_and_new_rules_do_not(tmp_path, monkeypatch, capsys):
    book = FinishedBook(tmp_path, monkeypatch, capsys)
    scenes_of_novel = [scene["text"] for scene in book.plan()]
    book.run()
    book.word_anew()
    assert set(book.statuses()) == {"done"}

    word = scenes_of_novel[0].split()[0]
    concerned = [word.lower() in text.lower().split() for text in scenes_of_novel]
    (tmp_path / "novel.toml").write_text(f'[words]\nthings = ["{word}"]\n', encoding="utf-8")
    assert [status == "changed" for status in book.statuses()] == concerned


def test_a_cast_sheet_does_not_bring_back_who_is_no_person(home, run):
    write(home / "tidy", '[words]\nnot_people = ["Mercy"]\n')
    (home / "tidy" / "characters.toml").write_text('[mercy]\nname = "Mercy"\nlook = "a tall nun"\n', encoding="utf-8")
    status, _, err = run("tidy", "--dry-run")

    assert status == 0
    assert "[mercy] of the cast sheet is left out: novel.toml says that it is no person." in err
    people = scenes(run, "tidy")[0]["reading"]["characters"]
    assert "Mercy" not in {person["name"] for person in people}


@pytest.mark.parametrize(("words", "is_shown"), [("", True), ('[words]\nnot_people = ["Mercy"]\n', False)])
def test_the_proof_sheet_shows_the_portrait_of_nobody_who_is_no_person(home, run, words, is_shown):
    write(home / "tidy", words)
    Image.new("RGB", (8, 8)).save(home / "tidy" / "mercy.png")
    (home / "tidy" / "characters.toml").write_text('[mercy]\nname = "Mercy"\nportrait = "mercy.png"\n', "utf-8")
    assert run("tidy", "--gallery")[0] == 0

    assert ("mercy.png" in (home / "tidy" / "images" / "index.html").read_text("utf-8")) is is_shown


@pytest.mark.parametrize("command", [generate_scene_images.main, make_illustrated_book.main])
def test_a_mistake_in_the_file_is_one_sentence_and_status_1(home, capsys, command):
    write(home / "tidy", '\ntitel = "x"\n')
    before = tree(home)

    assert command([]) == 1
    said = capsys.readouterr()
    assert said.err.startswith(f"{home / 'tidy' / 'novel.toml'}, line 2: there is no key titel: did you mean title?")
    assert (said.err.count("\n"), tree(home)) == (1, before)


def test_the_illustrated_book_is_made_of_the_same_file(home, run, monkeypatch, capsys):
    write(home / "tidy", 'title = "the crossing"\nauthor = "J. Doe"\nlanguage = "de"\n[folders]\nbook = "out"\n')
    assert run("tidy")[0] == 0
    monkeypatch.chdir(home / "else")

    assert make_illustrated_book.main(["--novel", str(home / "tidy")]) == 0
    assert f"Book: {home / 'tidy' / 'novel.toml'}\n" in capsys.readouterr().err
    text = (home / "tidy" / "out" / "the crossing.md").read_text(encoding="utf-8")
    assert text.startswith("# the crossing")
    assert "J. Doe" in text
    assert '<html lang="de"' in (home / "tidy" / "out" / "the crossing.html").read_text(encoding="utf-8")
    assert make_illustrated_book.main(["--novel", str(home / "tidy"), "--title", "Other"]) == 0
    assert (home / "tidy" / "out" / "Other.epub").is_file()


def test_a_book_among_the_chapters_is_no_chapter(home, run, capsys):
    write(home / "flat", "")
    before = scenes(run, "flat")
    assert make_illustrated_book.main([]) == 0
    capsys.readouterr()
    (home / "flat" / "book" / "03-end.md").write_text("# End\n\nA chapter of her own, kept there.", encoding="utf-8")

    found = scenes(run, "flat")
    assert [scene["file"] for scene in found] == [*(scene["file"] for scene in before), "book/03-end.md"]


def test_the_book_says_where_there_is_no_novel(home, monkeypatch, capsys):
    monkeypatch.chdir(home / "else")

    assert make_illustrated_book.main([]) == 2
    assert "There is no novel here" in capsys.readouterr().err


# --- What an earlier command line gave ------------------------------------------------------------------------------


@pytest.mark.slow  # the tiny model is loaded twice
@pytest.mark.usefixtures("tiny_model")
@pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")
def test_a_preset_given_later_is_not_undone_by_remembered_steps(home, run):
    draw = ("--engine", "sdxl", "--width", "64", "--height", "64")
    assert run("tidy", "--model", "tiny", "--steps", "2", size=draw)[0] == 0
    assert run("tidy", "--model", "tinier", size=draw)[0] == 0
    jobs = [read_picture(path).record.job for path in sorted((home / "tidy" / "images").glob("*.png"))]

    assert {job.steps for job in jobs} == {1}
    assert "Nothing to draw" in run("tidy", size=("--engine", "sdxl"))[2]


@pytest.fixture
def tiny_model(tiny_sdxl_folder, monkeypatch):
    """Make two presets of the tiny model."""
    import config

    usual = config.PRESETS["sdxl"]
    for name, steps in (("tiny", 3), ("tinier", 1)):
        preset = config.Preset(str(tiny_sdxl_folder), steps, usual.guidance, source="made for tests")
        monkeypatch.setitem(config.PRESETS, name, preset)


def test_the_check_is_about_the_model_of_the_file(home, run):
    write(home / "tidy", 'model = "turbo"\n')

    assert "stabilityai/sdxl-turbo" in run("tidy", "--check", size=())[1]
    assert "stabilityai/sdxl-turbo" not in run("tidy", "--check", "--model", "draft", size=())[1]


def test_what_is_saved_while_the_program_watches_is_read_again(home, run, monkeypatch):
    write(home / "tidy", 'size = "96x64"\n')
    looks = []

    def wait():
        looks.append(1)
        if len(looks) == 2:
            write(home / "tidy", '# a line more\nsize = "128x64"\n')
        if len(looks) > 9:
            raise KeyboardInterrupt

    monkeypatch.setattr("workspace.watch.pause", wait)
    run("tidy", "--watch", size=())
    sizes = {read_picture(path).record.job.width for path in (home / "tidy" / "images").glob("*.png")}

    assert sizes == {128}
