"""A book whose SDXL pictures are finished, without a model: the real command, and a brush that paints one colour."""

import dataclasses
import json
import shutil

import night
import pytest
from PIL import Image

import generate_scene_images
from prompt_generator import make_prompt
from records import Drawn
from workspace.pictures import read_picture

NEW_WORDS = ", in words of a new version"


def paint(jobs, on_step, begin):
    """Draw every job as an area of the colour that its fingerprint gives."""
    for index, job in enumerate(jobs):
        if begin(index):
            on_step(1, 1)
            yield Drawn(index, Image.new("RGB", (job.width, job.height), f"#{job.fingerprint[:6]}"))


def quicken(monkeypatch):
    """Paint instead of drawing, and leave out of the log what takes as long as all the rest."""
    monkeypatch.setattr("workspace.drawing.open_engine", lambda *_: paint)
    monkeypatch.setattr("workspace.log.describe_machine", lambda *_: ())


def argv_for(folder, *more, engine="sdxl"):
    """Give the command line."""
    argv = night.argv_of(folder, *more)
    argv[argv.index("--engine") + 1] = engine
    return argv


def finish(folder, scenes, engine="sdxl"):
    """Draw a book, to be copied for many tests."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        quicken(monkeypatch)
        night.write_novel(folder, scenes)
        assert generate_scene_images.main(argv_for(folder, engine=engine)) == 0
    return folder


class FinishedBook:
    """A novel in a folder, and the command run there."""

    def __init__(self, folder, monkeypatch, capsys, copied=None):
        self.folder, self.monkeypatch, self.capsys = folder, monkeypatch, capsys
        self.images, self.prompts = folder / "images", folder / "prompt_cache"
        quicken(monkeypatch)
        if copied:
            shutil.copytree(copied, folder, dirs_exist_ok=True)
        else:
            night.write_novel(folder)

    def write(self, *scenes):
        """Write the novel anew."""
        night.write_novel(self.folder, scenes)

    def run(self, *more, engine="sdxl"):
        """Run the command; gives what it said."""
        self.capsys.readouterr()
        argv = [word for word in argv_for(self.folder, *more, engine=engine) if word != "--quiet"]
        self.status = generate_scene_images.main(argv)
        said = self.capsys.readouterr()
        self.out = said.out
        return said.err

    def plan(self, *more, engine="sdxl"):
        """Give the scenes of a dry run."""
        self.run("--dry-run", "--json", *more, engine=engine)
        assert self.status == 0
        return [json.loads(line) for line in self.out.splitlines()]

    def statuses(self, *more, engine="sdxl"):
        """Give the statuses in the order of the scenes."""
        return [scene["status"] for scene in self.plan(*more, engine=engine)]

    def word_anew(self, leads=None):
        """Let the rules write other words, as a new version would; `leads` whose scenes it concerns."""

        def make_other(reading, *rest, **named):
            own = make_prompt(reading, *rest, **named)
            concerned = leads is None or (reading.lead is not None and reading.lead.name in leads)
            return dataclasses.replace(own, prompt=own.prompt + NEW_WORDS) if concerned else own

        self.monkeypatch.setattr("workspace.recipes.make_prompt", make_other)
        self.monkeypatch.setattr("workspace.cache.digest_program", lambda: f"other rules for {leads}")

    def picture(self, number):
        """Give the path of a scene's picture."""
        return next(self.images.glob(f"chapter_01_scene_{number:02d}*.png"))

    def record(self, number):
        """Give the recipe of a scene's picture."""
        return read_picture(self.picture(number)).record

    def prompt_file(self, number):
        """Give the path of a scene's prompt file."""
        return self.prompts / f"chapter_01_scene_{number:02d}.toml"

    def edit(self, number, old, new):
        """Change a prompt file as an editor does, in the author's part."""
        text = self.prompt_file(number).read_text(encoding="utf-8")
        assert old in text
        self.prompt_file(number).write_text(text.replace(old, new, 1), encoding="utf-8")

    def bytes(self):
        """Give every picture by name, those of the folders below too."""
        return {str(path.relative_to(self.images)): path.read_bytes() for path in sorted(self.images.rglob("*.png"))}

    def folder_of(self, name):
        """List the pictures of a folder below the pictures."""
        return sorted(path.name for path in self.images.glob(f"{name}/*.png"))
