"""What the book's tests share: a small novel with pictures of its own, and the command run on it."""

import contextlib
import io

from PIL import Image

from make_illustrated_book import main
from records import RenderJob
from scene_parser import read_novel
from workspace.identity import identify
from workspace.picture_records import PictureRecord
from workspace.pictures import save_picture

STORY = """---
title: The Lantern
author: Ann Writer
---

# Chapter One: The Door

It was cold on the quay, and *nobody* had come to meet the **night** boat. Emma Hale lifted her lantern.

> Dear Emma, do not wait for me.

She read the letter again by the light of the lantern, and then she put it in the pocket of her green coat.

* * *

In the kitchen Jonas was waiting with the kettle on, and he did not ask her where she had been all night.

## CRAFT NOTES

This must never be printed.

# Chapter Two: The Thaw

By morning the ice had gone from the harbour, and the first boat came in with its flag at half mast.
"""


INKED = RenderJob(
    engine="sdxl",
    model="owner/name",
    prompt="ink, a woman: “Łódź”",
    negative_prompt="blurry",
    seed=7,
    steps=30,
    guidance=7.0,
    width=64,
    height=48,
    scheduler="dpm++ 2m karras",
)


def make_novel(folder, text=STORY):
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "story.md"
    path.write_text(text, encoding="utf-8")
    return path


def job(seed=1, **changes):
    values = {"engine": "sdxl", "model": "m", "prompt": "a", "negative_prompt": "b", "seed": seed}
    values |= {"steps": 1, "guidance": 7.0, "width": 64, "height": 40, "scheduler": "dpm++ 2m karras"}
    return RenderJob(**(values | changes))


def draw_pictures(novel, images, keys=None, size=(64, 40)):
    """Give scenes of a novel pictures of one colour each."""
    images.mkdir(parents=True, exist_ok=True)
    for scene in read_novel(novel).scenes:
        if keys is None or scene.key in keys:
            record = PictureRecord(*scene.key, identify(scene.text), job(width=size[0], height=size[1]))
            picture = Image.new("RGB", size, (40 * scene.chapter, 60 * scene.number, 90))
            save_picture(picture, record, images / f"chapter_{scene.chapter:02d}_scene_{scene.number:02d}_x.png")
    return images


def run(*arguments):
    """Run the command: (exit status, what it printed, what it said)."""
    out, said = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(said):
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as stop:
            status = stop.code
    return status, out.getvalue(), said.getvalue()
