"""--correct and the table [scene], as an author uses them: the real command on a small novel."""

import json
import re
from pathlib import Path

import pytest

import generate_scene_images
import make_illustrated_book
from workspace.correcting import complete
from workspace.pictures import read_picture

SIZE = ("--engine", "storyboard", "--width", "128", "--height", "72")
ONE = """# The Letter

Emma Hale sat at her desk in the office and read the letter twice. It was half past four in the afternoon, and rain
ran down the window. She wore her green coat, since the stove had gone out. Jonas stood beside her in his black hat.

* * *

Nobody came to the lighthouse that winter. The gulls had it, and the wind, and a bucket rolling on the stair.
"""
TWO = """# The Boat

Jonas rowed. The harbour was black and there were stars. Emma, in her green coat, held the lamp and did not speak.
"""


class Desk:
    """A small novel in a folder, and the command run there."""

    def __init__(self, folder, capsys):
        self.folder, self.capsys = folder, capsys
        self.prompts, self.images = folder / "prompt_cache", folder / "images"
        (folder / "chapters").mkdir()
        self.write(1, ONE)
        self.write(2, TWO)

    def write(self, number, text):
        (self.folder / "chapters" / f"chapter_{number:02d}.md").write_text(text, encoding="utf-8")

    def run(self, *argv):
        """Run the command; gives its status and what it said."""
        self.capsys.readouterr()
        try:
            status = generate_scene_images.main(list(argv))
        except SystemExit as ended:
            status = ended.code
        out, err = self.capsys.readouterr()
        return status, out + err

    def correct(self, *words):
        return self.run("--correct", *words)

    def draw(self, *argv):
        return self.run(*SIZE, "--quiet", *argv)

    def plan(self):
        status, said = self.run(*SIZE, "--dry-run", "--json")
        assert status == 0
        planned = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
        return {f"{scene['chapter']}:{scene['scene']}": scene for scene in planned}

    def file(self, chapter, scene):
        return self.prompts / f"chapter_{chapter:02d}_scene_{scene:02d}.toml"

    def files(self):
        return {path: path.read_bytes() for path in sorted(self.folder.rglob("*.toml"))}


@pytest.fixture
def desk(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    return Desk(tmp_path, capsys)


def test_a_correction_before_anything_was_drawn(desk):
    status, said = desk.correct("1:1", "place=a rusty van", "time=night", "2:1", "lead=Emma")

    assert status == 0
    assert 'Scene 1:1, by your word: place = "a rusty van", time = "night"' in said
    assert 'Scene 2:1, by your word: lead = "Emma"' in said
    assert re.search(r"Next: .*--scenes 1:1 2:1 draws 2 scenes; with --dry-run", said)
    assert sorted(desk.files()) == [desk.file(1, 1), desk.file(2, 1)], "no other scene's file is written"
    assert not list(desk.images.glob("*.png"))


def test_it_reaches_prompt_panel_and_json_and_the_rest_of_the_book_is_as_it_was(desk):
    desk.draw()
    before = desk.plan()
    desk.correct("1:1", "place=a rusty van", "time=night", "people='Jonas: reading; two guards: carrying a chest'")
    after = desk.plan()
    scene = after.pop("1:1")

    assert scene["corrected"] == ["place", "time", "people"]
    assert (scene["status"], scene["reason"]) == ("edited", "You corrected: place, time, people.")
    assert (scene["reading"]["place"], scene["reading"]["interior"]) == ("a rusty van", True)
    assert scene["reading"]["people"] == ["two guards carrying a chest"]
    assert scene["reading"]["evidence"]["place"] == scene["reading"]["evidence"]["lead"] == []
    assert "interior" not in scene["reading"]["weighed"]
    for words in ("a man in a black hat, reading", "two guards carrying a chest", "a rusty van", "night"):
        assert words in scene["prompt"]
    for words in ("office", "desk", "woman", "afternoon", "Jonas", "jonas"):
        assert words not in scene["prompt"]
    assert {key: after[key] | {"seed": 0} for key in after} == {key: before[key] | {"seed": 0} for key in after}
    assert all(other["corrected"] == [] for other in after.values())


@pytest.mark.slow
def test_the_picture_remembers_what_it_was_corrected_by(desk):
    desk.draw()
    desk.correct("1:1", "place=van")
    desk.draw()
    record = read_picture(next(desk.images.glob("chapter_01_scene_01*.png"))).record

    assert record.corrections == {"place": "van"}
    assert (record.job.drawing["place"], record.job.drawing["places"]) == ("van", [])
    assert desk.plan()["1:1"]["status"] == "done"
    desk.correct("1:1", "time=night")
    assert desk.plan()["1:1"]["reason"] == "You corrected: time."
    desk.correct("1:1")
    assert desk.plan()["1:1"]["reason"] == "You took back what you corrected: place."


@pytest.mark.slow
def test_taken_back_the_scene_is_as_it_was_read(desk):
    desk.draw()
    before, pixels = desk.plan(), read_picture(next(desk.images.glob("chapter_01_scene_01*"))).path.read_bytes()
    desk.correct("1:1", "place=van", "time=night")
    desk.draw()
    desk.correct("1:1", "time=")
    assert desk.plan()["1:1"]["corrected"] == ["place"]
    status, said = desk.correct("1:1")
    desk.draw()

    assert (status, desk.plan()) == (0, before)
    assert "nothing; it is drawn as it was read" in said
    assert read_picture(next(desk.images.glob("chapter_01_scene_01*"))).path.read_bytes() == pixels


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("1:1 place=van 1:1 palce=van", "there is no palce to correct: did you mean place? (--help"),
        ("1:1 place=van 2:1 time=nigt", 'did you mean "night"'),
        ("1:1 place=van 1:9 time=night", "Scene 1:9 does not exist: chapter 1 has 2 scenes."),
        ("1:1 place=van 9:1 time=night", "Chapter 9 does not exist: the novel has chapters 1 to 2."),
        ("1:1 place=van 2:1 people=Emmma", 'Scene 2:1: people: nobody is called "Emmma": did you mean "Emma"?'),
        ("1:1 place=van 2:1 nobody=yes lead=Emma", "Scene 2:1: nobody and lead exclude each other"),
        ("1:1 place=van 2:1 shot", "'shot' says nothing of 2:1"),
        ("place=van", "names no scene"),
        ("1:1 place=van --dry-run", "leave --dry-run out"),
        ("1:1 place=van --scenes 1:2", "leave --scenes out"),
    ],
)
def test_if_one_is_wrong_the_status_is_2_and_nothing_is_written(desk, words, sentence):
    status, said = desk.correct(*words.split(" "))

    assert status == 2
    assert sentence in said
    assert desk.files() == {}
    assert not desk.prompts.exists()


def test_a_book_that_is_there_is_left_as_it_is_if_one_is_wrong(desk):
    desk.draw()
    desk.correct("1:1", "place=van")
    before = desk.files()

    assert desk.correct("1:1", "place=car", "2:1", "people=Emmma")[0] == 2
    assert desk.files() == before


def test_the_last_word_takes_back_what_it_excludes(desk):
    desk.correct("1:1", "people=Emma", "lead=Emma", "place=van")
    status, said = desk.correct("1:1", "nobody=yes")

    assert (status, desk.plan()["1:1"]["corrected"]) == (0, ["place", "nobody"])
    assert 'place = "van", nobody = yes' in said
    assert desk.plan()["1:1"]["reading"]["characters"][0]["presence"] == "mentioned"
    assert "person, man, woman" in desk.plan()["1:1"]["negative_prompt"]
    desk.correct("1:1", "people=Jonas")
    assert desk.plan()["1:1"]["corrected"] == ["place", "people"]
    assert complete({"place": "x"}, {"nobody": True}) == {"place": "x"}


def test_words_that_no_prompt_holds_are_said(desk):
    people = "; ".join(f"an old man with a very long white beard: carrying the sack number {n}" for n in range(9))
    told = desk.correct("1:1", f"people={people}", "place=" + " ".join(f"stair{n}" for n in range(70)))[1]

    assert "Scene 1:1: its prompt has no room for all that you said: without " in told
    assert "the end of your own words" in told
    assert "has no room" not in desk.correct("1:1", "people=Emma", "place=van")[1]


def test_none_is_a_word_too(desk):
    told = desk.correct("1:1", "mood=none", "weather=none", "props=none", "action=none", "place=none", "time=none")[1]
    scene = desk.plan()["1:1"]

    assert 'place = "none", time = "unknown", weather = "none", mood = "none", action = "none", props = "none"' in told
    assert scene["corrected"] == ["place", "time", "weather", "mood", "action", "props"]
    assert [scene["reading"][key] for key in ("place", "weather", "mood", "props", "action")] == ["", [], "", [], ""]


def test_somebody_whom_the_book_does_not_know_is_said(desk):
    status, said = desk.correct("1:1", "people=Emma; Zorblatt; an old fisherman")

    assert status == 0
    assert said.count("nobody in the book is called") == 1
    assert 'nobody in the book is called "Zorblatt"' in said
    assert "zorblatt" not in desk.plan()["1:1"]["prompt"].lower()


def test_a_prompt_of_her_own_stays_and_the_run_says_so(desk):
    desk.draw()
    text = desk.file(1, 1).read_text("utf-8")
    mine = re.sub(r"(?m)^prompt = .*$", 'prompt = "a red door"', text, count=1)
    desk.file(1, 1).write_text(mine, encoding="utf-8")
    told = desk.correct("1:1", "place=van")[1]
    drawn = desk.draw()[1]
    record = read_picture(next(desk.images.glob("chapter_01_scene_01*.png"))).record

    for said in (told, drawn):
        assert (
            "chapter_01_scene_01.toml: your own prompt is kept: what you corrected (place) reaches storyboard" in said
        )
    assert (desk.plan()["1:1"]["prompt"], record.job.drawing["place"]) == ("a red door", "van")
    assert 'prompt = "a red door"' in desk.file(1, 1).read_text("utf-8")


@pytest.mark.slow
def test_corrections_follow_their_scene_and_its_words_are_kept_current(desk):
    desk.draw()
    desk.correct("1:2", "place=old mill")
    desk.file(1, 2).write_text(desk.file(1, 2).read_text("utf-8") + "\n# mine\n", encoding="utf-8")
    desk.write(1, "# A\n\nA train stood in a field of snow at dawn.\n\n* * *\n\n" + ONE.replace("winter", "summer"))
    desk.draw()
    text = desk.file(1, 3).read_text("utf-8")

    assert desk.plan()["1:3"]["corrected"] == ["place"]
    assert desk.plan()["1:2"]["corrected"] == []
    assert '[scene]\nplace = "old mill"\n' in text
    assert "# mine" in text
    desk.correct("1:3", "time=night")
    assert "old mill" in re.search(r"\[generated\]\nprompt = (.*)", desk.file(1, 3).read_text("utf-8"))[1]
    assert desk.plan()["1:3"]["corrected"] == ["place", "time"]


def test_corrections_of_a_scene_that_is_gone_are_kept(desk):
    desk.draw()
    desk.correct("2:1", "place=van")
    text = desk.file(2, 1).read_text("utf-8")
    desk.write(2, "# The Train\n\nA train stood in a field of snow at dawn, and there was nobody in it at all.\n")
    said = desk.draw()[1]

    assert (desk.prompts / "unused" / "chapter_02_scene_01.toml").read_text("utf-8") == text
    assert "its words are kept" in said
    assert "[scene]\n" not in desk.file(2, 1).read_text("utf-8").partition("[generated]")[0].replace(
        "table [scene]", ""
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('[scene]\npalce = "van"\n', "line 2: there is no palce to correct: did you mean place?"),
        ('[scene]\ntime = "nigt"\n', 'line 2: time is "nigt": did you mean "night"?'),
        ("[scene]\nplace = 3\n", "line 2: place is 3, not text"),
        ('[scene]\npeople = ["Emmma"]\n', 'line 2: people: nobody is called "Emmma": did you mean "Emma"?'),
        ('[[scene.people]]\nname = "Jonas"\noutift = "x"\n', "line 3: [[scene.people]] has no key outift"),
        ('[scene]\nlead = "Jonsa"\n', 'line 2: lead: nobody is called "Jonsa": did you mean "Jonas"?'),
        ('place = "van"\n', "line 1: place stands outside of [scene]"),
        ('[scenes]\nplace = "van"\n', "line 1: there is no setting called scenes; did you mean scene?"),
        ('promt = "x"\n', "line 1: there is no setting called promt; did you mean prompt?"),
    ],
)
def test_a_faulty_table_makes_its_scene_wait(desk, text, sentence):
    desk.prompts.mkdir()
    desk.file(1, 1).write_text(text, encoding="utf-8")
    plan = desk.plan()

    assert plan["1:1"]["reason"].startswith(f"{Path('prompt_cache') / 'chapter_01_scene_01.toml'}, {sentence}")
    assert [scene["status"] for scene in plan.values()] == ["unreadable", "new", "new"]


def test_all_other_scenes_are_drawn_and_the_file_stays(desk):
    desk.prompts.mkdir()
    text = '[scene]\npalce = "van"\n'
    desk.file(1, 1).write_text(text, encoding="utf-8")
    status, said = desk.draw()

    assert status == 1
    assert "Scene 1:1 cannot be drawn: " in said
    assert len(list(desk.images.glob("*.png"))) == 2
    assert desk.file(1, 1).read_text("utf-8") == text


def test_a_hand_written_table_is_enough(desk):
    desk.prompts.mkdir()
    desk.file(1, 1).write_text('# mine\n[scene]\nplace = "van"\n', encoding="utf-8")

    assert desk.draw()[0] == 0
    text = desk.file(1, 1).read_text("utf-8")
    assert desk.plan()["1:1"] | {"status": ""} == desk.plan()["1:1"] | {"status": "", "corrected": ["place"]}
    assert text.index("# mine") < text.index("seed =") < text.index("[scene]") < text.index("[generated]")
    assert ", van, " in text


@pytest.mark.parametrize(
    ("text", "words", "status", "sentence"),
    [
        ('prompt = "open\n[scene]', ["place=van"], 1, "line 1"),
        ('[scene]\npalce = "x"\n', ["place=van"], 2, "there is no palce to correct"),
        ('[scene]\npalce = "x"\n', [], 0, "nothing; it is drawn as it was read"),
        ('seed = "abc"\n', ["place=van"], 0, "still waits: "),
    ],
    ids=["broken", "a wrong key stands there", "all taken back", "another fault"],
)
def test_correcting_a_file_that_has_faults(desk, text, words, status, sentence):
    desk.prompts.mkdir()
    desk.file(1, 1).write_text(text, encoding="utf-8")
    ended, said = desk.correct("1:1", *words)

    assert ended == status
    assert sentence in said
    assert (desk.file(1, 1).read_text("utf-8") == text) is (status > 0)


def test_the_dry_run_and_the_proof_sheet_show_it_as_hers(desk):
    desk.correct("1:1", "place=van", "people=Jonas")
    said = desk.run(*SIZE, "--dry-run", "--scenes", "1:1")[1]
    desk.draw()
    page = (desk.images / "index.html").read_text("utf-8")

    assert "By your word: place, people." in said
    assert page.count("by your word") >= 2


@pytest.mark.slow
def test_the_book_tells_the_picture_as_it_was_corrected(desk):
    desk.correct("1:1", "place=van", "people=Jonas")
    desk.draw()
    assert make_illustrated_book.main([]) == 0
    (page,) = (desk.folder / "book").glob("*.html")
    alts = re.findall(r'alt="([^"]*)"', page.read_text("utf-8"))

    assert any(alt.startswith("Jonas") and "Van" in alt for alt in alts)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")
def test_a_correction_reaches_sdxl(desk, tiny_sdxl_folder):
    model = ("--model", str(tiny_sdxl_folder), "--steps", "2", "--width", "64", "--height", "64", "--quiet")
    assert desk.run(*model)[0] == 0
    pixels = {path.name[:19]: path.read_bytes() for path in desk.images.glob("*.png")}
    desk.correct("1:1", "place=van", "people='two guards: carrying a chest'")
    status, _ = desk.run(*model)
    after = {path.name[:19]: path.read_bytes() for path in desk.images.glob("*.png")}
    record = read_picture(next(desk.images.glob("chapter_01_scene_01*.png"))).record

    assert status == 0
    assert {name for name in after if after[name] != pixels[name]} == {"chapter_01_scene_01"}
    assert record.job.engine == "sdxl"
    assert "two guards carrying a chest, van" in record.job.prompt
    assert record.corrections["place"] == "van"
