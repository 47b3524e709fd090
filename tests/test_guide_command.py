"""Guides through the real command, painted instead of drawn: remembered, kept, taken back, off where nobody asks."""

import dataclasses
import json

import night
import pytest
from finished import FinishedBook, finish, paint

import generate_scene_images
import storyboard.drawing
from prompts.regions import make_regions
from sdxl.guides import guide_of

pytestmark = pytest.mark.slow

KEPT = "drawn from other words than the rules write now: kept"
SCENES = (
    "Emma sat at her desk in the office in her green coat. Jonas stood beside her in a red scarf. Emma read a letter.",
    "Nobody came to the lighthouse that winter; the gulls had it, and a bucket rolled on the stair.",
    "Jonas rowed across the black harbour under the stars and did not once look round at the light.",
)
DIRECTED = (True, False, True)  # the second shows nobody


@pytest.fixture(scope="module")
def plain_desk(tmp_path_factory):
    return finish(tmp_path_factory.mktemp("plain"), SCENES)


@pytest.fixture
def plain(tmp_path, monkeypatch, capsys, plain_desk):
    return FinishedBook(tmp_path, monkeypatch, capsys, plain_desk)


@pytest.fixture(scope="module")
def guided_desk(tmp_path_factory):
    folder = tmp_path_factory.mktemp("guided")
    with pytest.MonkeyPatch.context() as patch:
        night.write_novel(folder, SCENES)
        patch.setattr("workspace.drawing.open_engine", lambda *_: paint)
        argv = [*night.argv_of(folder, "--guide", "pose", "--faces"), "--engine", "sdxl"]
        assert generate_scene_images.main(argv) == 0
    return folder


@pytest.fixture
def book(tmp_path, monkeypatch, capsys, guided_desk):
    return FinishedBook(tmp_path, monkeypatch, capsys, guided_desk)


def guides(book):
    """Give the guides of the pictures, None where there is none."""
    return [guide_of(book.record(number).job) for number in range(1, len(SCENES) + 1)]


# --- Off means off ----------------------------------------------------------------------------------------------------


def test_without_a_guide_no_job_no_picture_and_no_json_tells_of_one(plain):
    for number in range(1, len(SCENES) + 1):
        record = json.loads(plain.record(number).to_json())
        assert "guide" not in record["job"]
        assert not {key for key in record["given"] if key in ("guide", "likeness", "faces")}
    assert all("guide" not in scene["settings"] for scene in plain.plan())
    assert b"Guide" not in plain.picture(1).read_bytes()


def test_a_guide_that_is_taken_back_leaves_the_plain_picture(book, plain_desk):
    plain_bytes = {path.name: path.read_bytes() for path in sorted((plain_desk / "images").glob("*.png"))}
    book.run("--guide", "none", "--no-faces")

    assert guides(book) == [None] * len(SCENES)
    assert {path.name: path.read_bytes() for path in sorted(book.images.glob("*.png"))} == plain_bytes


# --- On, and kept -----------------------------------------------------------------------------------------------------


def test_a_guide_is_part_of_the_recipe_and_kept_by_later_runs(book):
    before = book.bytes()
    said = book.run()

    assert [guide is not None for guide in guides(book)] == list(DIRECTED)
    assert [figure.words.partition(",")[0] for figure in guides(book)[0].figures] == [
        "a woman in a green coat",
        "a man in a red scarf",
    ]
    assert guides(book)[0].net.name == "TencentARC/t2i-adapter-openpose-sdxl-1.0"
    assert "Nothing to draw" in said
    assert book.bytes() == before
    assert [scene["settings"].get("guide", {}).get("kind") for scene in book.plan()] == ["pose", None, "pose"]


def test_the_second_run_stages_nothing(book, monkeypatch):
    monkeypatch.setattr("workspace.guiding.place_people", lambda *_, **__: pytest.fail("it was staged again"))

    assert book.statuses() == ["done"] * len(SCENES)


@pytest.mark.parametrize(
    "argv", [["--guide", "words"], ["--guide", "strong"], ["--guide-net", "sketch"], ["--no-faces"]]
)
def test_another_guide_draws_the_scenes_with_people_and_says_why(book, argv):
    plan = book.plan(*argv)

    assert [scene["status"] for scene in plan] == ["changed", "done", "changed"]
    assert plan[0]["reason"] == plan[2]["reason"]
    assert plan[0]["reason"].startswith("Changed since it was drawn: the ")


def test_a_guide_from_novel_toml_is_as_one_of_the_command_line(plain):
    (plain.folder / "novel.toml").write_text('guide = "words"\n', encoding="utf-8")
    said = plain.run("--novel", str(plain.folder / "chapters"))

    assert [guide.kind if guide else "" for guide in guides(plain)] == ["words", "", "words"]
    assert "2 pictures drawn" in said


def test_panels_do_not_read_it_and_it_is_kept_for_sdxl(book):
    said = book.run("--guide", "words", "--force", engine="storyboard")

    assert "Storyboard panels do not read guides: kept for SDXL." in said
    assert all("guide" not in json.loads(book.record(number).to_json())["job"] for number in (1, 2, 3))
    assert book.plan()[0]["settings"]["guide"]["kind"] == "words"


def test_a_dry_run_shows_everybodys_words(book):
    book.run("--dry-run", "--verbose")

    assert "guide: pose of 2 people (TencentARC/t2i-adapter-openpose-sdxl-1.0) and faces under 140 pixels" in book.out
    assert "          a man in a red scarf, " in book.out


# --- What stays -------------------------------------------------------------------------------------------------------


def word_anew(book):
    """Let the rules word everybody otherwise, as a new version would."""

    def make_other(*asked):
        made = make_regions(*asked)
        return dataclasses.replace(made, phrases=tuple(f"{words}, in new words" for words in made.phrases))

    book.monkeypatch.setattr("workspace.guiding.make_regions", make_other)
    book.monkeypatch.setattr("workspace.cache.digest_program", lambda: "other rules")


def stage_anew(book):
    """Let panels be drawn otherwise, as a new version would."""
    book.monkeypatch.setattr(storyboard.drawing, "DRAWING_VERSION", 10**6)
    book.monkeypatch.setattr("workspace.guiding.LEAST_HEAD", 30)
    book.monkeypatch.setattr("workspace.cache.digest_program", lambda: "another stage")


def test_other_rules_redraw_no_guided_picture_and_say_so(book):
    before = book.bytes()
    word_anew(book)
    said = book.run()

    assert f"2 pictures were {KEPT}; --dry-run shows them, --refresh draws them anew." in said
    assert "Nothing to draw" in said
    assert book.bytes() == before


def test_another_stage_redraws_no_guided_picture(book):
    before = book.bytes()
    stage_anew(book)
    said = book.run()

    assert "Nothing to draw" in said
    assert KEPT not in said
    assert book.bytes() == before


def test_refresh_draws_in_the_words_and_on_the_stage_of_now(book):
    before = guides(book)
    word_anew(book)
    stage_anew(book)
    book.run("--refresh")

    assert guides(book)[0].figures[0].words.endswith(", in new words")
    assert guides(book)[0].figures[0].joints != before[0].figures[0].joints
    assert book.statuses() == ["done"] * len(SCENES)


def test_steps_and_a_changed_neighbour_leave_the_guide_as_it_was(book):
    before = guides(book)
    word_anew(book)
    stage_anew(book)
    book.write(SCENES[0], SCENES[1], f"{SCENES[2]} Emma waited in a blue hat.")
    book.run("--steps", "12")

    assert guides(book)[0].figures == before[0].figures
    assert guides(book)[0].base == before[0].base
    assert guides(book)[2].figures != before[2].figures


def test_her_own_prompt_is_the_base(book):
    prompt = book.record(1).job.prompt
    book.edit(1, f'prompt = "{prompt}"', 'prompt = "an oil painting of two people"')
    book.run()

    assert (guides(book)[0].base, book.record(1).job.prompt) == ("", "an oil painting of two people")
    assert guides(book)[0].figures[1].words == "a man in a red scarf"


def test_a_take_has_the_guide_of_its_scene_and_can_be_chosen(book):
    book.run("--scenes", "1:1", "--takes", "1")
    assert book.status == 0
    assert "is take 1 now" in book.run("--choose", "1:1=1")

    assert guides(book)[0].kind == "pose"
    assert book.statuses() == ["done"] * len(SCENES)
    assert "Nothing to draw" in book.run()


# --- Drawn again ------------------------------------------------------------------------------------------------------


def reproduce(book, *more):
    book.monkeypatch.setattr(
        "workspace.reproducing.open_engine", lambda _, options: book.opened.append(options) or paint
    )
    book.opened = []
    return book.run("--reproduce", str(book.picture(1)), *more)


def test_a_guided_picture_is_drawn_again_to_the_byte(book):
    reproduce(book, "--model", "sdxl")

    assert book.status == 0
    assert (book.images / "reproduced" / book.picture(1).name).read_bytes() == book.picture(1).read_bytes()
    assert [net.use for net in book.opened[0].guide_nets] == ["pose"]


@pytest.mark.parametrize("rung", ["words", "none"])
def test_what_memory_had_no_room_for_is_not_tried_each_run_but_by_force(plain, rung):
    def paint_less(jobs, on_step, begin):
        """Draw as an engine does whose card is too small for a network."""
        lowered = [dataclasses.replace(job, guide=lower(job.guide)) if job.guide else job for job in jobs]
        for drawn in paint(lowered, on_step, begin):
            other = lowered[drawn.index] != jobs[drawn.index]
            yield dataclasses.replace(drawn, job=lowered[drawn.index] if other else None)

    def lower(guide):
        kept = {key: value for key, value in {**guide, "kind": rung}.items() if key not in ("net", "lines")}
        return {} if rung == "none" else kept

    plain.monkeypatch.setattr("workspace.drawing.open_engine", lambda *_: paint_less)
    plain.run("--guide", "pose", "--guide-net", "sketch")
    drawn = plain.bytes()
    said = plain.run()

    assert [guide.kind if guide else "none" for guide in guides(plain)] == [rung, "none", rung]
    assert "Nothing to draw" in said
    assert plain.plan()[0]["reason"].startswith(f"Memory had no room for all that you asked for: the guide ({rung}")
    stage_anew(plain)
    assert plain.statuses() == ["done"] * len(SCENES), "another stage asks for nothing else"
    assert plain.bytes() == drawn
    plain.monkeypatch.setattr("workspace.drawing.open_engine", lambda *_: paint)
    plain.run("--force", "--scenes", "1:1")
    assert guides(plain)[0].kind == "pose"
