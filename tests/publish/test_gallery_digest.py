"""A digest tells apart whatever is shown, and nothing else is made again."""

import os
import subprocess
import sys
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import pytest
from proof import OFFICE, drawn, plan_one, sheet

from publish import gallery_digest
from publish.gallery_digest import digest_code, digest_part
from publish.gallery_parts import make_script
from publish.gallery_pictures import Kept
from publish.gallery_thumbnails import Thumbnail
from records import Mark, Person, Weighed
from workspace.pictures import Picture
from workspace.prompt_files import PromptFile

ROOT = Path(__file__).parents[2]


def rich():
    """Give a scene with one of everything that is shown, and what earlier runs left of it."""
    reading = replace(
        OFFICE, people=("two guards",), props=("lamp",), weighed={"place": (Weighed("hut", 1.5, (("x", 1.0),)),)}
    )
    planned = plan_one(reading=reading, engine="sdxl", steps=9)
    old = plan_one(engine="sdxl", seed=4)
    before = Picture(Path("images/replaced/x.png"), old.record, sound=True)
    take = Picture(Path("images/takes/x_take_02.png"), old.record, sound=True)
    file = PromptFile(planned.prompt_path, corrections={"place": "hut"})
    kept = Kept(before, (take,), 4.5, Thumbnail(Path("images/thumbnails/a.jpg"), 480, 270))
    scene = replace(planned.scene, marks=(Mark("emphasis", 3, 9),))
    return replace(planned, scene=scene, picture=drawn(old), prompt_file=file, warning="Mind.", fresh=old.prompt), kept


def other(value):
    """Give another value of the same type; None where there is none to be had."""
    match value:
        case bool():
            return not value
        case int() | float():
            return value + 1
        case str():
            return f"{value}x"
        case Path():
            return value.with_name(f"x{value.name}")
        case dict() if value:
            return {key: value[key] for key in list(value)[:-1]}
    return None


def inside(value):
    """List the parts of a value: (name, part, what makes the value with another in its place)."""
    if is_dataclass(value):
        return [
            (f".{f.name}", getattr(value, f.name), lambda new, f=f: replace(value, **{f.name: new}))
            for f in fields(value)
        ]
    if hasattr(value, "_fields"):  # a named tuple
        return [
            (f".{name}", getattr(value, name), lambda new, name=name: value._replace(**{name: new}))
            for name in value._fields
        ]
    if isinstance(value, tuple):
        return [(f"[{n}]", one, lambda new, n=n: (*value[:n], new, *value[n + 1 :])) for n, one in enumerate(value)]
    if isinstance(value, dict):
        return [(f"[{key}]", one, lambda new, key=key: {**value, key: new}) for key, one in value.items()]
    return []


def changes(value, name=""):
    """Yield every value like this one in which one part, however deep, is another: (its name, the value)."""
    for place, part, put in inside(value):
        yield from ((where, put(changed)) for where, changed in changes(part, name + place))
    if (changed := other(value)) is not None:
        yield name, changed


def told(planned, kept, **desktop):
    """Give a scene's digest and its script."""
    page = sheet({planned.scene.key: kept}, **desktop)
    return digest_part(page, (planned,)), make_script(page, (planned,))


PLANNED, KEPT = rich()
BOTH = [(where, changed, KEPT) for where, changed in changes(PLANNED, "planned")]
BOTH += [(where, PLANNED, changed) for where, changed in changes(KEPT, "kept")]


@pytest.mark.slow
def test_whatever_changes_the_script_changes_the_digest():
    digest, script = told(PLANNED, KEPT)
    seen = 0
    for where, planned, kept in BOTH:
        other_digest, other_script = told(planned, kept)
        if other_script.replace(planned.scene.text, "") != script.replace(PLANNED.scene.text, ""):
            assert other_digest != digest, where
            seen += 1
    assert seen > 50


@pytest.mark.parametrize(
    "more", [{"script": "x.py"}, {"options": ("--output", "x")}, {"language": "de"}], ids=lambda more: next(iter(more))
)
def test_so_does_what_the_commands_need(more):
    assert told(PLANNED, KEPT, **more)[0] != told(PLANNED, KEPT)[0]


def test_so_do_the_chapters_title_and_no_other_chapters():
    page = sheet()
    mine, others = (replace(page, chapters={**page.chapters, number: "Another"}) for number in (1, 2))

    assert digest_part(mine, (PLANNED,)) != digest_part(page, (PLANNED,)) == digest_part(others, (PLANNED,))


NOT_SHOWN = ("generated", "fresh", "is_forced")


def test_what_nobody_sees_changes_nothing():
    digest, _ = told(PLANNED, KEPT)
    changed = replace(PLANNED, fresh=None, is_forced=True, generated=replace(PLANNED.generated, seed=3))

    assert told(changed, KEPT)[0] == digest


def test_what_a_drawing_holds_counts_where_two_are_compared():
    planned = plan_one()
    one, other_one = (replace(planned.job, drawing={"version": version}) for version in (1, 2))
    shown = [
        replace(planned, picture=Picture(planned.path, replace(planned.record, job=job), sound=True))
        for job in (one, other_one)
    ]
    alone = [told(each, Kept())[0] for each in shown]
    beside = [told(each, Kept(before=drawn(planned)))[0] for each in shown]

    assert alone[0] == alone[1]
    assert beside[0] != beside[1]


def test_lists_and_tuples_are_one():
    """A reading that was kept in a file and read again is the reading that it was."""
    kept = replace(
        OFFICE, weather=list(OFFICE.weather), evidence={slot: list(found) for slot, found in OFFICE.evidence.items()}
    )

    assert told(plan_one(reading=kept), Kept())[0] == told(plan_one(), Kept())[0]


def test_letters_that_cannot_be_written_can_be_digested():
    odd = replace(OFFICE, characters=(Person("\ud800", "lead"),))

    assert told(plan_one(reading=odd), Kept())[0] != told(plan_one(), Kept())[0]


def test_another_version_of_the_code_has_other_digests(monkeypatch):
    before = told(PLANNED, KEPT)[0]
    monkeypatch.setattr(gallery_digest, "digest_code", lambda: "another")

    assert told(PLANNED, KEPT)[0] != before
    assert len(digest_code()) == 64


PROGRAM = """
import sys
sys.path[:0] = [".", "tests", "tests/publish"]
import test_gallery_digest as test
print(test.told(test.PLANNED, test.KEPT)[0])
"""


@pytest.mark.slow
def test_every_process_has_the_same_digest():
    def digest(seed):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        return subprocess.check_output([sys.executable, "-c", PROGRAM], cwd=ROOT, env=environment)

    assert digest("1") == digest("2") != b""


def test_a_prompt_file_that_was_written_since_changes_nothing():
    planned = plan_one(engine="sdxl")
    written = replace(planned, prompt_file=PromptFile(planned.prompt_path, text="x"))

    assert planned.prompt_file is None
    assert digest_part(sheet(), (planned,)) == digest_part(sheet(), (written,))
