"""One bad file stops one thing: the run, the page and the book go on, and whatever was wrong has its sentence."""

import json
import os
import re
import shutil
import signal
import struct

import night
import pytest
from borders import join_png, split_png

import make_illustrated_book
from errors import RenderError
from sdxl.headers import read_shapes

FAULT = re.compile("Traceback|fault of the program|Logging error")
PICTURE = "images/chapter_01_scene_01_emma_office_reading.png"
PROMPT = "prompt_cache/chapter_01_scene_01.toml"
DEEP, HUGE = "[" * 2000, "9" * 5000
CLOSED = "]" * 2000


@pytest.fixture
def desk(drawn_once, tmp_path):
    shutil.copytree(drawn_once, tmp_path / "desk")
    (tmp_path / "desk" / "images" / "takes").mkdir()
    (tmp_path / "desk" / "images" / "replaced").mkdir(exist_ok=True)
    return tmp_path / "desk"


@pytest.fixture(autouse=True)
def no_waiting():
    def give_up(*_):
        raise TimeoutError("it waits for ever")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(100)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def book(folder):
    return make_illustrated_book.main(
        [*("--novel", str(folder / "chapters"), "--images", str(folder / "images"), "--output", str(folder / "book"))]
    )


def run(folder):
    return night.run(folder)


def page(folder):
    return night.run(folder, "--gallery")


def dry(folder):
    return night.run(folder, "--dry-run")


def for_sdxl(folder):
    argv = night.argv_of(folder, "--dry-run")
    argv[argv.index("--engine") + 1] = "sdxl"
    return night.generate_scene_images.main(argv)


# --- Ways to spoil a file ---------------------------------------------------------------------------------------------


def written(text):
    return lambda path: path.write_text(text, encoding="utf-8")


def ended_with(text):
    def spoil(path):
        path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")

    return spoil


def exchanged(old, new):
    def spoil(path):
        text = path.read_text(encoding="utf-8")
        assert re.search(old, text, re.MULTILINE)
        path.write_text(re.sub(old, lambda _: new, text, count=1, flags=re.MULTILINE), encoding="utf-8")

    return spoil


def with_chunks(change):
    def spoil(path):
        path.write_bytes(join_png(change(list(split_png(path.read_bytes())))))

    return spoil


def with_recipe(change):
    def spoil_chunk(kind, data):
        if not data.startswith(b"novel_scene\0"):
            return kind, data
        return kind, b"novel_scene\0" + change(data.partition(b"\0")[2].decode("latin-1")).encode("latin-1")

    return with_chunks(lambda chunks: [spoil_chunk(*chunk) for chunk in chunks])


def recipe(**values):
    return with_recipe(lambda text: json.dumps(json.loads(text) | values))


def job(**values):
    return with_recipe(lambda text: json.dumps(json.loads(text) | {"job": json.loads(text)["job"] | values}))


def said_chapter(value):
    return with_recipe(lambda text: text.replace('"chapter": 1', f'"chapter": {value}'))


NO_PIXELS = with_chunks(lambda chunks: [chunk for chunk in chunks if chunk[0] != b"IDAT"])
HALF_PIXELS = with_chunks(lambda chunks: [(k, d[: len(d) // 2] if k == b"IDAT" else d) for k, d in chunks])
DEEP_RECIPE = with_recipe(lambda _: "[" * 100_000)

WAITS = [  # what is wrong with a prompt file, and what is said
    ("generated = 1", written("generated = 1\n"), "line 1"),
    ("[[generated]]", exchanged(r"^\[generated\]", "[[generated]]"), "generated is [{"),
    ("lists in lists", ended_with(f"x = {DEEP}{CLOSED}\n"), "deep"),
    ("tables in tables", ended_with("x = " + "{a=" * 2000 + "1" + "}" * 2000 + "\n"), "deep"),
    ("a key of 5,000 parts", ended_with("a." * 5000 + "b = 1\n"), "deep"),
    ("a number of 5,000 digits", ended_with(f"x = {HUGE}\n"), "digits"),
    ("guidance of 400 digits", exchanged(r"\A", f"guidance = {'9' * 400}\n"), "digits"),
    ("a remembered seed that is a truth", exchanged(r"(?<=\n)seed = \d+\n(?=text)", "seed = true\n"), "generated.seed"),
    ("a remembered seed below nought", exchanged(r"(?<=\n)seed = \d+\n(?=text)", "seed = -1\n"), "generated.seed"),
    ("a remembered share below nought", exchanged(r"^given = .*$", "given = {cfg_cutoff = -5}"), "cfg_cutoff"),
    ("remembered steps and a half", exchanged(r"^given = .*$", "given = {steps = 4.5}"), "steps"),
    ("given as a number", exchanged(r"^given = .*$", "given = 3"), "generated.given is 3"),
    ("a chosen take without its picture", ended_with("chosen = {instead_of = 5}\n"), "generated.chosen"),
    ("an empty shot", exchanged(r"^shot = .*$", "shot = 5"), "generated.shot is 5"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        pytest.param(spoil, said, id=name, marks=() if number == 2 else pytest.mark.slow)
        for number, (name, spoil, said) in enumerate(WAITS)
    ],
)
def test_a_prompt_file_that_cannot_be_lets_its_scene_wait_alone(desk, capfd, spoil, said):
    night.write_novel(desk, night.REWORDED)  # the sixth scene is to be drawn
    spoil(desk / PROMPT)
    before = (desk / PROMPT).read_bytes()
    status = run(desk)
    told = capfd.readouterr().err

    assert not FAULT.search(told)
    assert status == 1
    assert "chapter_01_scene_01.toml, line " in told or "(at line " in told
    assert said in told
    assert (desk / PROMPT).read_bytes() == before
    assert run(desk) == 1
    assert "chapter_01_scene_06" in str(sorted((desk / "images" / "replaced").iterdir()))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(f"[emma]\nlook = {DEEP}\n", "line 2", id="lists in lists"),
        pytest.param(f"[emma]\nage = {HUGE}\n", "line 2", id="5,000 digits"),
        pytest.param("[emma]\n" + "a." * 5000 + "b = 1\n", "line 2", id="a key of 5,000 parts"),
        pytest.param("[emma]\n[generated]\nemma = {x = 1}\n", "line 3", id="a memory that is a table"),
        pytest.param(f"[emma]\naliases = [{', '.join(['1'] * 5000)}]\n", "line 2", id="five thousand names"),
    ],
)
@pytest.mark.parametrize("command", [run, dry, book])
def test_a_cast_sheet_that_cannot_be_has_its_line(desk, capfd, monkeypatch, text, said, command):
    sheet = desk / "cast.toml"
    sheet.write_text(text, encoding="utf-8")
    if command is book:
        sheet = sheet.rename(desk / "characters.toml")
        monkeypatch.chdir(desk)
    status = command(desk)
    told = capfd.readouterr().err

    assert not FAULT.search(told)
    assert status == 1
    assert f"{sheet.name}, {said}: " in told
    assert len(told) < 1000


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["images", "images/takes", "images/replaced", "images/unused"])
@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(DEEP_RECIPE, id="a recipe of a hundred thousand lists"),
        pytest.param(said_chapter("1e999"), id="a chapter without end"),
        pytest.param(said_chapter(HUGE), id="a chapter of 5,000 digits"),
        pytest.param(NO_PIXELS, id="no pixels"),
        pytest.param(HALF_PIXELS, id="half of its pixels, every checksum right"),
        pytest.param(recipe(given={"steps": "x"}), id="steps in words"),
        pytest.param(recipe(given={"style": ["x"]}), id="a style as a list"),
        pytest.param(recipe(given={"model": ["x"]}), id="a model as a list"),
        pytest.param(recipe(given={"guidance": "x"}), id="guidance in words"),
        pytest.param(recipe(corrections={"people": 5}), id="people that are a number"),
        pytest.param(job(drawing={"people": ["Emma"], "places": 5}), id="a drawing of another kind"),
        pytest.param(job(engine="storyboard", width=1, height=1), id="a panel of one pixel, it says"),
        pytest.param(recipe(version="\ud800"), id="half a character"),
    ],
)
def test_a_picture_that_cannot_be_costs_itself_alone(desk, capfd, folder, spoil):
    picture = desk / PICTURE
    if folder != "images":
        (desk / folder).mkdir(exist_ok=True)
        picture = desk / folder / "chapter_01_scene_01_take_01.png"
        shutil.copy(desk / PICTURE, picture)
    spoil(picture)
    for command in (page, book, for_sdxl, run):
        status = command(desk)
        told = capfd.readouterr().err

        assert not FAULT.search(told)
        assert status == 0, (command, told)
    assert (desk / "images" / "index.html").exists()
    assert len(list((desk / "book").glob("*.epub"))) == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    "given", [{"steps": "x"}, {"style": ["x"]}, {"guidance": "x"}, {"model": ["x"]}, {"seed": True}, {"lora": 5}]
)
@pytest.mark.parametrize("command", [run, for_sdxl])
def test_settings_of_a_recipe_that_cannot_be_count_for_nothing(desk, capfd, given, command):
    recipe(given=given)(desk / PICTURE)
    (desk / PROMPT).unlink()  # which would remember better ones
    status = command(desk)

    assert not FAULT.search(capfd.readouterr().err)
    assert status == 0


@pytest.mark.slow
@pytest.mark.parametrize("spoil", [job(model=5), job(model=["x"]), job(prompt=None), job(seed="x"), DEEP_RECIPE])
def test_what_is_no_recipe_is_not_drawn_again(desk, capfd, spoil):
    spoil(desk / PICTURE)
    status = night.run(desk, "--reproduce", str(desk / PICTURE))
    told = capfd.readouterr().err

    assert not FAULT.search(told)
    assert status == 1
    assert "cannot be drawn again: of its recipe, " in told


@pytest.mark.slow
@pytest.mark.parametrize(
    "line",
    [
        DEEP * 50,
        '{"seconds": 1e999, "picture": "chapter_01_scene_01_emma_office_reading.png"}',
        f'{{"seconds": {"9" * 400}, "picture": "x"}}',
        f'{{"seconds": {HUGE}}}',
        '{"seconds": true}',
        '{"seconds": 1, "engine": {}, "model": [], "files": {"a": 5}}',
        '{"seconds": 1, "files": {"a\\u0000": "/\\u0000"}}',
    ],
)
@pytest.mark.parametrize("command", [run, page, for_sdxl])
def test_a_line_of_the_log_costs_itself_alone(desk, capfd, command, line):
    log = desk / "logs" / "pictures.jsonl"
    log.write_text(f"{line}\n{log.read_text(encoding='utf-8')}", encoding="utf-8")
    status = command(desk)

    assert not FAULT.search(capfd.readouterr().err)
    assert status == 0


@pytest.mark.slow
@pytest.mark.parametrize("notes", [DEEP * 50, "5", '{"a": 5}', '{"a": ["b", 5]}', '["a"]', "\x00"])
def test_the_books_notes_cost_the_book_alone_and_it_says_why(desk, capfd, notes):
    assert book(desk) == 0
    (desk / "book" / ".book_files.json").write_text(notes, encoding="utf-8")
    assert book(desk) in (0, 1)
    assert not FAULT.search(capfd.readouterr().err)
    assert night.run(desk, "--dry-run") == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    "line",
    [
        'novel = "~nobody_here/x"',
        'novel = "x\\u0000y"',
        f'novel = "{"x" * 5000}"',
        f'model = "{"x" * 5000}"',
        f'lora = ["{"x" * 5000}:1"]',
        'model = "~nobody_here/x"',
        '[folders]\nimages = "~nobody_here/x"',
        '[folders]\nimages = "x\\u0000y"',
        f"seed = {HUGE}",
        f"order = {DEEP}",
        "[words]\nplaces = {x = {like = {}}}",
        f"guidance = {'9' * 400}",
    ],
)
def test_a_value_of_the_books_file_that_cannot_be_is_a_sentence(desk, capfd, monkeypatch, line):
    monkeypatch.chdir(desk)
    (desk / "novel.toml").write_text(line + "\n", encoding="utf-8")
    status = night.generate_scene_images.main(["--dry-run", "--engine", "storyboard"])
    told = capfd.readouterr().err

    assert not FAULT.search(told)
    assert status in (0, 1, 2)
    assert status == 0 or told.strip()


@pytest.mark.slow
@pytest.mark.parametrize(("name", "command"), [("images/takes", "choose"), ("images", "book")])
def test_a_folder_that_may_not_be_looked_into_is_named(desk, capfd, monkeypatch, name, command):
    def refuse(call):
        def look(path=".", *more):
            if str(path).endswith(f"desk/{name}"):
                raise PermissionError(13, "Permission denied", str(path))
            return call(path, *more)

        return look

    for call in ("scandir", "listdir"):
        monkeypatch.setattr(os, call, refuse(getattr(os, call)))
    status = book(desk) if command == "book" else night.run(desk, "--choose", "1:1=1")
    told = capfd.readouterr().err

    assert not FAULT.search(told)
    assert status == 1
    assert str(desk / name) in told
    assert "Permission denied" in told


@pytest.mark.slow
@pytest.mark.parametrize("name", ["images/replaced/x.png", "images/takes/x.png", PROMPT, "cast.toml"])
def test_a_pipe_is_never_waited_for(desk, capfd, name):
    (desk / name).unlink(missing_ok=True)
    os.mkfifo(desk / name)
    status = run(desk)
    told = capfd.readouterr().err

    assert not FAULT.search(told)
    assert status == (1 if name.endswith(".toml") else 0)
    assert status == 0 or "named pipe" in told


@pytest.mark.slow
@pytest.mark.parametrize("text", [DEEP * 50, '{"_class_name": 5}', '{"_class_name": [5]}', "5"])
def test_a_models_folder_that_cannot_be_is_a_sentence(desk, capfd, text):
    folder = desk / "model"
    folder.mkdir()
    (folder / "model_index.json").write_text(text, encoding="utf-8")
    status = night.run(desk, "--dry-run", "--model", str(folder))
    told = capfd.readouterr().err

    assert not FAULT.search(told)
    assert status == 1
    assert "model_index.json" in told


@pytest.mark.slow
def test_a_models_file_that_is_nothing_but_depth_is_a_sentence(tmp_path):
    header = (DEEP * 50).encode()
    (tmp_path / "x.safetensors").write_bytes(struct.pack("<Q", len(header)) + header)

    with pytest.raises(RenderError, match=r"x\.safetensors is no whole \.safetensors file"):
        read_shapes(tmp_path / "x.safetensors")


@pytest.mark.slow
@pytest.mark.parametrize("text", ["+++\n" + "a." * 200_000 + "b = 1\n+++\n", f"+++\ntitle = {DEEP}\n+++\n"])
def test_front_matter_that_cannot_be_is_no_story_and_takes_no_time(desk, capfd, text):
    chapter = desk / "chapters" / "chapter_01.md"
    chapter.write_text(text + chapter.read_text(encoding="utf-8"), encoding="utf-8")
    assert dry(desk) == 0
    assert not FAULT.search(capfd.readouterr().err)
