"""Takes in the order of their colours, with why; what cannot be judged stays in the order of its numbers."""

from dataclasses import replace

import pytest
from finished import FinishedBook
from PIL import Image
from proof import plan_one

from records import Drawn, Person, SceneReading, Style
from sdxl.guides import CELL, Guide, GuidedFigure, count_cells, guide_of, list_cells
from storyboard.colour_bleed import JudgedCoat, OtherCoat
from storyboard.drawing import person_key
from storyboard.worn_colours import outer_colour
from workspace import cached_pictures, judged_takes
from workspace.cache import Cache
from workspace.judged_takes import RankedTake, TakeJudge, say_coats, say_order
from workspace.pictures import Picture, read_record, save_picture
from workspace.takes import take_number

WIDTH, HEIGHT = 320, 192
ACROSS = WIDTH // CELL
EMMA = Person("Emma", "lead", gender="female", look="woman with a red plait", outfit="yellow coat")
JONAS = Person("Jonas", "present", gender="male", look="old man", outfit="navy sweater")
READING = SceneReading((EMMA, JONAS), place="kitchen", interior=True, action="talking")
YELLOW, NAVY, GREEN = (223, 180, 71), (45, 61, 92), (79, 127, 84)
HERS, HIS = (48, 0, 112, 192), (208, 0, 272, 192)
EMMAS, JONASS = "Emma's yellow coat is on Emma", "Jonas's navy sweater is on Jonas"
COLOURED = {"style": Style("graphic novel illustration", (), "")}


def cells(box):
    first, length = box[0] // CELL, (box[2] - box[0]) // CELL
    return tuple(number for row in range(HEIGHT // CELL) for number in (row * ACROSS + first, length))


GUIDE = Guide(
    tuple(
        GuidedFigure(person_key(person.name), f"{person.look} in a {person.outfit}", cells(box))
        for person, box in ((EMMA, HERS), (JONAS, HIS))
    ),
    "words",
)


@pytest.fixture
def desk(tmp_path):
    planned = plan_one(reading=READING)
    settings = replace(planned.settings, style="style")
    return replace(planned, path=tmp_path / planned.path.name, settings=settings)


def paint_take(planned, number, hers, his, **changes):
    """Save a take whose two people are in these colours."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), "white")
    picture.paste(hers, HERS)
    picture.paste(his, HIS)
    size = {"width": WIDTH, "height": HEIGHT, "seed": number, "scheduler": "euler"}
    job = replace(planned.job, engine="sdxl", drawing={}, guide=GUIDE.to_json(), **size)
    record = replace(planned.record, job=replace(job, **changes))
    path = planned.path.parent / "takes" / f"{planned.prompt_path.stem}_take_{number:02d}.png"
    path.parent.mkdir(exist_ok=True)
    save_picture(picture, record, path)
    return Picture(path, read_record(path), sound=True)


def test_the_best_take_stands_first_and_each_says_why(desk):
    painted = [(NAVY, YELLOW), (YELLOW, YELLOW), (YELLOW, NAVY), (GREEN, NAVY)]
    takes = [paint_take(desk, number, *colours) for number, colours in enumerate(painted, 1)]
    ranked = TakeJudge(COLOURED).rank(desk, takes)

    assert ranked[0] == RankedTake(takes[2], f"{EMMAS}; {JONASS}")
    assert {one.take.path: one.why for one in ranked[1:]} == {
        takes[0].path: "Emma's yellow coat is not on Emma, but the navy sweater is; "
        "Jonas's navy sweater is not on Jonas, but the yellow coat is",
        takes[1].path: f"{EMMAS}; Jonas's navy sweater is not on Jonas, but the yellow coat is",
        takes[3].path: f"Emma's yellow coat is not to be seen on Emma; {JONASS}",
    }
    assert ranked[-1].take == takes[0], "with nobody's own colour"
    assert say_order(desk, ranked).startswith(f"Scene 1:1 by its colours: first take 3 ({EMMAS}; {JONASS}), then ")


@pytest.mark.parametrize(
    ("changes", "styles", "why"),
    [
        ({"engine": "storyboard"}, COLOURED, "a panel's colours are always those stated"),
        ({}, {"style": replace(COLOURED["style"], monochrome=True)}, "a style without colours"),
        (
            {"guide": replace(GUIDE, figures=(replace(GUIDE.figures[0], words="woman"),)).to_json()},
            COLOURED,
            "no colour",
        ),
    ],
)
def test_what_cannot_be_judged_stays_in_its_order_and_says_nothing(desk, changes, styles, why):
    takes = [
        paint_take(desk, number, *colours, **changes) for number, colours in ((1, (NAVY, NAVY)), (2, (YELLOW, NAVY)))
    ]
    ranked = TakeJudge(styles).rank(desk, takes)

    assert ranked == [RankedTake(take) for take in takes], why
    assert say_order(desk, ranked) == ""


def test_a_take_that_cannot_be_read_stands_last(desk):
    takes = [paint_take(desk, number, NAVY, GREEN) for number in (1, 2)]
    takes[0].path.write_bytes(takes[0].path.read_bytes()[:200])

    assert [one.take for one in TakeJudge(COLOURED).rank(desk, takes)] == [takes[1], takes[0]]


def test_one_take_needs_no_order(desk):
    assert say_order(desk, TakeJudge(COLOURED).rank(desk, [paint_take(desk, 1, YELLOW, NAVY)])) == ""
    assert say_order(desk, []) == ""


def test_a_take_is_looked_at_once_and_again_where_it_changed(desk, tmp_path, monkeypatch):
    looked = []
    real = judged_takes.look_at
    monkeypatch.setattr(
        judged_takes, "look_at", lambda take, reading: looked.append(take.path.name) or real(take, reading)
    )
    monkeypatch.setattr(cached_pictures, "RACY", -(10**18))  # as if it had been written long ago
    take, folder = paint_take(desk, 1, YELLOW, NAVY), tmp_path / "kept"

    def judge(planned, picture):
        folder.mkdir(exist_ok=True)
        cache = Cache(folder, writes=True)
        found = TakeJudge(COLOURED, cache.table("takes")).judge(planned, picture)
        cache.save()
        return found

    assert judge(desk, take) == judge(desk, take)
    assert len(looked) == 1
    judge(desk, paint_take(desk, 1, NAVY, NAVY))
    assert len(looked) == 2
    judge(replace(desk, reading=replace(READING, place="barn")), take)
    assert len(looked) == 3


def test_a_take_that_was_just_written_is_looked_at_again(desk, monkeypatch):
    looked = []
    monkeypatch.setattr(judged_takes, "look_at", lambda *_: looked.append(1) or judged_takes.NOTHING)
    judge, take = TakeJudge(COLOURED, Cache().table("takes")), paint_take(desk, 1, YELLOW, NAVY)
    for _ in range(2):
        judge.judge(desk, take)

    assert len(looked) == 2


@pytest.mark.parametrize(
    ("coat", "said"),
    [
        (JudgedCoat(person_key("Emma"), "yellow coat", 0.8), EMMAS),
        (
            JudgedCoat(
                person_key("Emma"),
                "yellow coat",
                0.5,
                (OtherCoat(person_key("Jonas"), "navy sweater", 0.4, is_vivid=True),),
            ),
            f"{EMMAS}; the navy sweater is on her too",
        ),
        (JudgedCoat(person_key("Jonas"), "navy sweater", 0.1), "Jonas's navy sweater is not to be seen on Jonas"),
        (JudgedCoat("somebody", "navy sweater", 0.1), ""),
    ],
)
def test_why_is_said_in_words(coat, said):
    assert say_coats([coat], READING) == said


# --- The real command -------------------------------------------------------------------------------------------------


def paint_guided(jobs, on_step, begin):
    """Paint everybody's cells in the colour of their coat; in the first job in that of the next person's."""
    for index, job in enumerate(jobs):
        if begin(index):
            figures = guide_of(job).figures
            coats = [outer_colour(figure.words).colour for figure in figures]
            across, _ = count_cells(job.width, job.height)
            picture = Image.new("RGB", (job.width, job.height), "white")
            for figure, coat in zip(figures, coats[1:] + coats[:1] if index == 0 else coats, strict=True):
                for cell in list_cells(figure):
                    left, top = cell % across * CELL, cell // across * CELL
                    picture.paste(coat, (left, top, left + CELL, top + CELL))
            on_step(1, 1)
            yield Drawn(index, picture)


@pytest.mark.slow
def test_takes_of_the_real_command_stand_in_order(tmp_path, monkeypatch, capsys):
    scene = "Emma wore her yellow raincoat. Jonas wore a navy jersey. Emma and Jonas stood in the kitchen and talked."
    book = FinishedBook(tmp_path, monkeypatch, capsys)
    book.write(scene)
    monkeypatch.setattr("workspace.drawing.open_engine", lambda *_: paint_guided)
    said = book.run("--guide", "words", "--scenes", "1:1", "--takes", "2", "--width", "672", "--height", "384")
    page = (book.images / "index.html").read_text("utf-8")

    assert "Scene 1:1 by its colours: first take 2 (Emma's yellow raincoat is on Emma; Jonas" in said
    assert page.index("Take 2") < page.index("Take 1")
    assert "but the yellow raincoat is." in page
    assert "--choose 1:1=1" in page
    monkeypatch.setattr(cached_pictures, "RACY", -(10**18))  # as if they had been drawn long ago
    looked = []
    monkeypatch.setattr(judged_takes, "look_at", lambda *_: looked.append(1) or judged_takes.NOTHING)
    book.run("--guide", "words")
    assert looked == [], "what a run saw is kept for the next"


@pytest.mark.slow
def test_a_run_looks_at_each_take_once_and_says_the_order_of_the_proof_sheet(tmp_path, monkeypatch, capsys):
    scene = "Emma wore her yellow raincoat. Jonas wore a navy jersey. Emma and Jonas stood in the kitchen and talked."
    book, looked, real = FinishedBook(tmp_path, monkeypatch, capsys), [], judged_takes.look_at
    book.write(scene)
    monkeypatch.setattr("workspace.drawing.open_engine", lambda *_: paint_guided)
    monkeypatch.setattr(
        judged_takes, "look_at", lambda take, reading: looked.append(take_number(take.path)) or real(take, reading)
    )
    asked = ("--guide", "words", "--scenes", "1:1", "--width", "672", "--height", "384")
    first = book.run(*asked, "--takes", "3")
    again = book.run(*asked, "--takes", "1", "--force")
    page = (book.images / "index.html").read_text("utf-8")

    assert looked == [1, 2, 3] * 2
    for said in (first, again):
        assert "Scene 1:1 by its colours: first take 2 (" in said, "also where only another was drawn"
        assert "), then 3, 1." in said
    assert page.index("Take 2") < page.index("Take 3") < page.index("Take 1")
    assert "by its colours" not in book.run(*asked), "nobody asked for takes"
