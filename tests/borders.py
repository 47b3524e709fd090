"""What anyone may have written into a book's files: valid ones with a value, a line or a few bytes exchanged.

A border is a file that the program reads back: a prompt file, the cast sheet, `novel.toml`, the record in a picture,
a line of the log, the notes of book and gallery; a chapter of the novel is one too. Whatever lies there, a command ends
with a sentence: `strike` puts it there, runs a command and gives what it must never say.
"""

import contextlib
import io
import json
import os
import re
import shutil
import struct
import tempfile
import traceback
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import night
import odd_chapters
from hypothesis import strategies as st
from PIL import Image

import generate_scene_images
import make_illustrated_book
import scene_parser
from cast.sheet import CastSheet, read_cast_sheet
from errors import NovelError
from prompt_generator import make_prompt
from publish.files import read_record
from records import Lora, RenderJob
from scene_reader import read_scenes
from sdxl.guides import Faces, Guide, GuidedFigure, Net
from workspace.identity import identify
from workspace.log import read_figures
from workspace.novel_file import read_novel_file
from workspace.novel_values import Known
from workspace.picture_records import PictureRecord
from workspace.pictures import read_picture, save_picture
from workspace.prompt_files import read_prompt_file
from workspace.request import read_defaults

FAULT = re.compile("Traceback|fault of the program|Logging error|Warning:")
STATUSES = {0, 1, 2, 3}
SCENES = night.BEGINNINGS[:2]
PROMPTS = ("prompt_cache/chapter_01_scene_01.toml", "prompt_cache/unused/chapter_01_scene_03.toml")

CAST = """[emma]
name = "Emma Corrie"
aliases = ["Em"]
gender = "female"
age = "in her thirties"
look = "woman with a dark red plait"
outfit = "yellow raincoat"

[[emma.from]]
chapter = 1
scene = 2
outfit = "orange work jacket"

[jonas]
hair = "short black hair"

[generated]
emma = [
    "name 1234567890 alias 55",
    "0-0 look 77 outfit 5",
    "1-2 outfit 6",
]
"""
NOVEL = """title = "The Ferry"
author = "Jane Doe"
language = "en-GB"
novel = "chapters"
order = ["chapter_01.md"]
blank_lines_break = 2
engine = "storyboard"
style = "noir"
model = "sdxl"
size = "96x64"
seed = 1234
steps = 30
guidance = 7.0
negative = "text"
lora = ["ink.safetensors:0.8"]
cfg_cutoff = 0.6
fp16_accumulation = true
guide = "pose"
guide_net = "openpose"
likeness = "ip-adapter"
likeness_net = "plus-face"
faces = true

[folders]
images = "images"
prompts = "prompt_cache"
logs = "logs"
cast = "cast.toml"
book = "book"

[words]
people = ["Dusk"]
not_people = ["Mercy"]
things = ["the Betsy"]
places = { "the Kettle" = "pub", moot = "outdoors", "Deck Nine" = { like = "corridor", indoors = true } }
"""
MORE = """keep = false
steps = 40
model = "draft"

[scene]
place = "a rusty van"
time = "night"
weather = ["rain"]
props = "rope, lamp"

[[scene.people]]
name = "Emma"
outfit = "red coat"

[[scene.people]]
who = "two guards"
doing = "carrying a chest"

"""
REMEMBERED = """given = {steps = 40, style = "noir", lora = ["ink:0.5"], seed = 3, cfg_cutoff = 0.5, guide = "words"}
given_over = {steps = 30}
chosen = {picture = "ab", instead_of = "cd"}
"""

# --- Any value --------------------------------------------------------------------------------------------------------

TEXTS = st.sampled_from(
    ["", " ", "x", "none", "nobody", "../../etc/passwd", "~nobody_here/x", "a\x00b", "\u202eevil", "x" * 5000, "noir"]
) | st.text(max_size=20)
NUMBERS = (
    st.sampled_from([0, -1, 1, 2**31, 2**32, 2**63, 2**64, 10**30, 0.5, -0.0, 1e308]) | st.integers() | st.floats()
)
LEAVES = st.none() | st.booleans() | NUMBERS | TEXTS
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3))
SNIPPETS = st.sampled_from(
    [
        *("true", "0", "-1", "1.5", "inf", "-nan", "9" * 5000, "9223372036854775808", "0x7f", "1e999"),
        *('""', '"x"', '"\\u0000"', '"~nobody_here/x"', '"' + "x" * 5000 + '"', '"""\nx\n"""', "'\u202ex'"),
        *("[]", "{}", "[[]]", "[{}]", '["x"]', '[1, "x"]', "{x = 1}", "{like = 1}", '{indoors = "x"}', '["x", ["y"]]'),
        *("[" * 3000, "{a=" * 3000, "[" * 50 + "]" * 50, "1979-05-27T07:32:00Z", "07:32:00", "1979-05-27"),
        *('"1x1"', "[96, 64]", "[96, true]", '"none"', '"storyboard"', '"sdxl"', '"none:none"', '"ink:nan"', '"96x64"'),
        *('"Emma; two guards: carrying a chest"', '":"', '";;"', '"Emma: outfit="', '"Jo"', '[{who = "x"}]'),
    ]
) | st.text(max_size=12)  # fmt: skip
LINES = st.sampled_from(
    [
        *("[generated]", "[[generated]]", "generated = 1", "[scene]", "[[scene]]", "[[scene.people]]", "scene = []"),
        *("[emma]", "[[emma]]", "[[emma.from]]", "[emma.from]", "emma = 1", "[words]", "[[words]]", "words = 1"),
        *("[folders.images]", "[words.places]", "a." * 5000 + "b = 1", "[" + "a." * 5000 + "b]", "x = 1", '""=1'),
        *('"\\u0000" = 1', "[generated.given]", "[generated.cast]", "[generated.chosen]", "given = 1", "\x00"),
    ]
)  # fmt: skip


@st.composite
def mutated_lines(draw, text):
    """Exchange values of a TOML file's lines, and put in, take out or repeat lines."""
    lines = text.splitlines()
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, max(0, len(lines) - 1)))
        kind = draw(st.sampled_from(["value", "value", "value", "line", "out", "twice", "key"]))
        line = lines[at] if lines else ""
        key, sign, _ = line.partition("=")
        if kind == "value" and sign:
            lines[at] = f"{key}= {draw(SNIPPETS)}"
        elif kind == "key" and sign:
            lines[at] = f"{draw(SNIPPETS)} {line[len(key) :]}"
        elif kind == "out":
            del lines[at : at + 1]
        elif kind == "twice":
            lines.insert(at, line)
        else:
            lines.insert(at, draw(LINES))
    return "\n".join(lines).encode("utf-8", "surrogatepass")


@st.composite
def mutated_bytes(draw, content):
    """Exchange a few bytes, or cut the file off."""
    at = draw(st.integers(0, max(0, len(content) - 1)))
    end = draw(st.integers(at, min(len(content), at + 30)))
    rest = content[end:] if draw(st.booleans()) else b""
    return content[:at] + draw(st.binary(max_size=12)) + rest


def toml_like(text):
    """Make the strategy for a TOML file."""
    return mutated_lines(text) | mutated_lines(text) | mutated_bytes(text.encode()) | st.binary(max_size=80)


@st.composite
def mutated_json(draw, text):
    """Exchange values anywhere in JSON, with what only its text can say too."""
    values = json.loads(text)
    for _ in range(draw(st.integers(1, 2))):
        values = exchange(draw, values)
    written = json.dumps(values)
    for said in ("1e999", "[" * 3000, "9" * 5000, "NaN", '"\\ud800"'):
        if draw(st.integers(0, 15)) == 0:
            parts = written.split(": ")
            at = draw(st.integers(1, max(1, len(parts) - 1)))
            parts[at:at] = [said + ', "x"']
            written = ": ".join(parts)
    return written


def exchange(draw, value):
    """Exchange one value somewhere in others."""
    keys = list(value) if isinstance(value, dict) else list(range(len(value))) if isinstance(value, list) else []
    if not keys or draw(st.integers(0, 4)) == 0:
        return draw(VALUES)
    key = draw(st.sampled_from(keys))
    changed = value.copy()
    if isinstance(value, dict) and draw(st.integers(0, 9)) == 0:
        del changed[key]
    elif isinstance(value, dict) and draw(st.integers(0, 9)) == 0:
        changed[draw(TEXTS)] = draw(VALUES)
    else:
        changed[key] = exchange(draw, value[key])
    return changed


# --- Pictures ---------------------------------------------------------------------------------------------------------


def split_png(content):
    """Split a PNG into its chunks."""
    at = 8
    while at < len(content):
        (length,) = struct.unpack(">I", content[at : at + 4])
        yield content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        at += 12 + length


def join_png(chunks):
    """Join chunks to a PNG, every checksum right."""
    told = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(told)


@st.composite
def mutated_png(draw, content):
    """Exchange the record of a picture, or its chunks, or a few bytes of it."""
    kind = draw(st.sampled_from(["record", "record", "record", "chunks", "bytes"]))
    if kind == "bytes":
        return draw(mutated_bytes(content))
    chunks = list(split_png(content))
    at = next(at for at, (_, data) in enumerate(chunks) if data.startswith(b"novel_scene\0"))
    if kind == "record":
        text = draw(mutated_json(chunks[at][1].split(b"\0", 1)[1].decode("latin-1")))
        chunks[at] = (b"tEXt", b"novel_scene\0" + text.encode("latin-1", "replace"))
        return join_png(chunks)
    at = draw(st.integers(0, len(chunks) - 1))
    how = draw(st.sampled_from(["out", "twice", "kind", "data", "cut"]))
    if how == "out":
        del chunks[at]
    elif how == "twice":
        chunks.insert(draw(st.integers(0, len(chunks))), chunks[at])
    elif how == "kind":
        names = [b"IDAT", b"IHDR", b"acTL", b"fcTL", b"fdAT", b"iTXt", b"zTXt", b"iCCP", b"PLTE", b"tRNS", b"eXIf"]
        chunks[at] = (draw(st.sampled_from(names)), chunks[at][1])
    else:
        data = chunks[at][1]
        chunks[at] = (chunks[at][0], draw(mutated_bytes(data)) if how == "data" else data[: len(data) // 2])
    return join_png(chunks)


# --- Desks ------------------------------------------------------------------------------------------------------------


def make_desk(folder):
    """Draw a novel of two scenes with a take, a version before and a book: what every strike begins with."""
    night.write_novel(folder, SCENES)
    for more in ((), ("--takes", "1"), ("--force", "--seed", "7"), ("--keep", "1:2"), ("--unkeep", "1:2")):
        assert night.run(folder, *more) == 0
    night.write_novel(folder, [*SCENES, night.BEGINNINGS[2]])
    assert night.run(folder) == 0
    night.write_novel(folder, SCENES)
    assert night.run(folder) == 0
    prompt = folder / PROMPTS[0]
    text = prompt.read_text(encoding="utf-8")
    kept = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("given"))
    prompt.write_text(kept.replace("\n[generated]", f"{MORE}[generated]") + REMEMBERED, encoding="utf-8")
    (folder / "cast.toml").write_text(CAST, encoding="utf-8")
    assert book(folder) == 0
    (folder / "novel.toml").write_text(NOVEL, encoding="utf-8")


def book(folder, *more):
    """Make the book."""
    options = {"novel": "chapters", "images": "images", "cast": "cast.toml", "output": "book"}
    return make_illustrated_book.main(
        [*(part for option, name in options.items() for part in (f"--{option}", str(folder / name))), *more]
    )


def scenes(*more):
    """Make the command that draws."""
    return lambda folder: night.run(folder, *more)


def at_home(*argv, command=generate_scene_images):
    """Make a command that finds the book by where it is called, as an author does."""

    def run(folder):
        before = Path.cwd()
        os.chdir(folder)
        try:
            return command.main([*argv])
        finally:
            os.chdir(before)

    return run


def for_sdxl(folder):
    """Plan for SDXL, which reads what a panel does not."""
    argv = night.argv_of(folder, "--dry-run", "--json")
    argv[argv.index("--engine") + 1] = "sdxl"
    return generate_scene_images.main(argv)


def reproduce(folder):
    """Draw a picture again from its recipe."""
    return night.run(folder, "--reproduce", *map(str, sorted((folder / "images").glob("*.png"))))


RUN, DRY, PAGE = scenes(), scenes("--dry-run", "--json"), scenes("--gallery")
MEND = scenes("--correct", "1:1", "place=harbour", "people=Emma")


@dataclass(frozen=True)
class Border:
    """A file that the program reads back: where it lies, what may lie there, and the commands that read it."""

    places: tuple[str, ...]
    mutate: Callable
    commands: tuple[Callable, ...]


def figures(draw_lines):
    """Make the strategy for the log: a valid line, a mutated one, one cut off."""
    return draw_lines.map(lambda line: f"{line}\n".encode("utf-8", "surrogatepass"))


def strategy_of_text(content):
    return toml_like(content.decode())


def strategy_of_json(content):
    return mutated_json(content.decode()).map(str.encode) | mutated_bytes(content)


def strategy_of_log(content):
    line = content.decode().splitlines()[0]
    return figures(mutated_json(line)).map(lambda more: more + content) | mutated_bytes(content)


def strategy_of_chapter(content):
    rich = odd_chapters.CHAPTER.encode() + content  # a desk's own chapter is plain prose
    mutated = odd_chapters.mutated_chapters
    return mutated(rich) | mutated(rich) | mutated(content) | mutated_bytes(rich) | st.binary(max_size=80)


PICTURES = ("images/*scene_01*.png", "images/takes/*.png", "images/replaced/*.png", "images/unused/*.png")
BORDERS = {
    "prompt file": Border(
        PROMPTS, strategy_of_text, (RUN, DRY, PAGE, MEND, for_sdxl, scenes("--keep", "1:1"), scenes("--takes", "1"))
    ),
    "cast sheet": Border(
        ("cast.toml",), strategy_of_text, (RUN, DRY, PAGE, scenes("--check-cast"), scenes("--write-cast"), MEND, book)
    ),
    "novel.toml": Border(
        ("novel.toml",),
        strategy_of_text,
        (
            at_home("--dry-run", "--json"),
            at_home("--gallery"),
            at_home("--init"),
            at_home("--dry-run", "--engine", "sdxl"),
            at_home("--check-cast", "--quiet"),
            at_home(command=make_illustrated_book),
        ),
    ),
    "picture record": Border(
        PICTURES,
        mutated_png,
        (RUN, DRY, PAGE, for_sdxl, reproduce, scenes("--choose", "1:1=1"), book, scenes("--tidy")),
    ),
    "log line": Border(("logs/pictures.jsonl",), strategy_of_log, (RUN, PAGE, for_sdxl, scenes("--takes", "2"))),
    "book's notes": Border(("book/.book_files.json",), strategy_of_json, (book, at_home("--novel", ".", "--dry-run"))),
    "gallery's notes": Border(("images/thumbnails/*", "images/index.html"), mutated_bytes, (PAGE,)),
    "manuscript": Border(
        ("chapters/chapter_01.md",),
        strategy_of_chapter,
        (RUN, DRY, PAGE, MEND, for_sdxl, scenes("--write-cast"), scenes("--check-cast"), scenes("--takes", "1"), book),
    ),
}  # fmt: skip


def strike(desk, name, draw):
    """Put something into a file, run a command on a copy of the desk; gives what it must not have said, if anything."""
    border = BORDERS[name]
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "desk")
        shutil.copytree(desk, folder, symlinks=True)
        if name != "novel.toml":
            (folder / "novel.toml").unlink()
        files = sorted(path for pattern in border.places for path in folder.glob(pattern))
        file = draw(st.sampled_from(files))
        content = draw(border.mutate(file.read_bytes()))
        file.write_bytes(content)
        return run_and_listen(folder, draw(st.sampled_from(border.commands)))


def run_and_listen(folder, command):
    """Run a command and give what it must not say, or its strange status; "" where all is well."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            status = command(folder)
        except SystemExit as end:
            status = end.code
        except BaseException:  # noqa: BLE001 - whatever it is, it is the finding
            return traceback.format_exc()
    if status not in STATUSES:
        return f"status {status}: {err.getvalue()}"
    if FAULT.search(err.getvalue()):
        logs = sorted((folder / "logs").glob("generation_*.log"))
        return err.getvalue() + (logs[-1].read_text(encoding="utf-8", errors="replace")[-3000:] if logs else "")
    return "" if status == 0 or err.getvalue().strip() else f"status {status}, and nothing said"


# --- What reads them, by itself ---------------------------------------------------------------------------------------


def sample_picture():
    """Make a small picture with its record."""
    emma = GuidedFigure("ab", "a woman", (0, 1), ((1, 2),) + (None,) * 17, (0, 0, 8, 8), "ab" * 32)
    guide = Guide((emma,), "pose", "a woman", net=Net("owner/net", "openpose"), likeness="reference", faces=Faces())
    lora = Lora("ink", 0.5)
    job = RenderJob(
        "sdxl", "owner/name", "ink", "blurry", 7, 30, 7.0, 8, 8, "ddim", loras=(lora,), guide=guide.to_json()
    )
    given = {"steps": 30, "lora": ["ink:0.5"], "style": "noir"}
    said = {"people": [{"who": "Emma"}]}
    record = PictureRecord(1, 2, identify("Emma read."), job, given, {"prompt": "x"}, "1", said, {})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "x.png")
        save_picture(Image.new("RGB", (8, 8)), record, path)
        return path.read_bytes()


def read_novel(path):
    """Read `novel.toml`, the chapters beside it."""
    (path.parent / "chapters").mkdir(exist_ok=True)
    (path.parent / "chapters" / "chapter_01.md").touch()
    defaults = read_defaults()
    return read_novel_file(path, Path("chapters"), Known(defaults.styles, defaults.limits))


def tell_scenes(path):
    """Read a chapter to its prompts, as a plan does; a chapter without prose has none."""
    readings = read_scenes(scene_parser.read_novel(path).scenes, CastSheet())
    return [make_prompt(reading, read_defaults().styles["noir"]) for reading in readings]


PROMPT = f"""prompt = "ink"
negative_prompt = "blurry"
seed = 7
{MORE}[generated]
prompt = "ink"
negative_prompt = "blurry"
seed = 7
text_sha256 = "ab"
sketch = "cd"
shot = "wide shot"
shot_for = "Emma: reading"
cast = {{Emma = "ef"}}
{REMEMBERED}"""
KIND = {"picture": "a.png", "engine": "sdxl", "model": "m", "width": 8, "height": 8, "steps": 3}
LINE = json.dumps(KIND | {"seconds": 0.5, "files": {"a": "/b/a"}}) + "\n"
NOTES = '{"Desk.epub": ["ab", "cd"], "Desk pictures/chapter_01_scene_01.jpg": ["ef"]}'
READERS = {  # by the border: a file of the kind, its name, and what reads it
    "prompt file": (PROMPT.encode(), "x.toml", lambda path: read_prompt_file(path, read_defaults().limits)),
    "cast sheet": (CAST.encode(), "cast.toml", read_cast_sheet),
    "novel.toml": (NOVEL.encode(), "novel.toml", read_novel),
    "picture record": (sample_picture(), "x.png", read_picture),
    "log line": (LINE.encode(), "pictures.jsonl", lambda path: read_figures(path.parent)),
    "book's notes": (NOTES.encode(), ".book_files.json", read_record),
    "manuscript": (odd_chapters.CHAPTER.encode(), "chapter_01.md", tell_scenes),
}  # fmt: skip


def read_one(folder, name, draw):
    """Have what reads a border read something drawn; gives what it must not do, "" for nothing."""
    content, file, read = READERS[name]
    path = folder / file
    path.write_bytes(draw(BORDERS[name].mutate(content)))
    try:
        read(path)
    except NovelError as error:
        return "" if file in str(error) and "\n" not in str(error) else f"not a sentence: {error}"
    except Exception:  # noqa: BLE001 - whatever it is, it is the finding
        return traceback.format_exc()
    return ""
