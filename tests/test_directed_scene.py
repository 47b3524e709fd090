"""The real command on the sample's scene 2:5, directed by everything at once, on the tiny model."""

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from tiny_nets import found_net

import generate_scene_images
from sdxl.guides import guide_of
from sdxl.known_nets import T2I, UNION
from workspace.pictures import read_picture

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")]

SAMPLE = Path(generate_scene_images.__file__).parent / "chapters"
SIZE = ("--width", "448", "--height", "256", "--steps", "2")


class Directed:
    """What a run left: its status, what it said, and its picture."""

    def __init__(self, status, said):
        self.status, self.said = status, said
        paths = sorted(Path("images").glob("*.png"))
        self.record = read_picture(paths[0]).record if paths else None
        self.image = Image.open(paths[0]).copy() if paths else None

    @property
    def pixels(self):
        return self.image.tobytes()

    @property
    def guide(self):
        return guide_of(self.record.job)


@pytest.fixture
def draw(tmp_path, monkeypatch, tiny_sdxl_folder, capsys):
    """Draw scene 2:5 of the sample in a folder of its own, where Emma has a portrait."""
    monkeypatch.chdir(tmp_path)
    found_net(tmp_path / "openpose.safetensors", T2I)
    Image.linear_gradient("L").resize((96, 128)).convert("RGB").save("emma.png")
    Path("characters.toml").write_text('[emma]\nportrait = "emma.png"\n', encoding="utf-8")

    def draw(*argv):
        scene = ("--novel", SAMPLE, "--scenes", "2:5", *SIZE, "--model", tiny_sdxl_folder)
        status = generate_scene_images.main(list(map(str, (*scene, *argv))))
        return Directed(status, capsys.readouterr().err)

    return draw


EVERYTHING = ("--guide", "pose", "--guide-net", "openpose.safetensors:openpose", "--likeness", "reference", "--faces")


def test_a_scene_is_directed_by_everything_twice_alike(draw, tiny_sdxl_folder):
    first = draw(*EVERYTHING)
    (emma,) = first.guide.figures

    assert first.status == 0
    assert "violin" in emma.words
    assert emma.cells
    assert sum(joint is not None for joint in emma.joints) > 8
    assert len(emma.portrait) == 64
    assert (first.guide.kind, first.guide.likeness) == ("pose", "reference")
    assert first.guide.net.reads == "openpose"
    assert first.guide.faces is not None

    again = draw("--force")
    assert again.record.job == first.record.job
    assert again.pixels == first.pixels
    assert "Nothing to draw" in draw().said

    (picture,) = Path("images").glob("*.png")
    model = ("--model", tiny_sdxl_folder, "--guide-net", EVERYTHING[3])
    assert generate_scene_images.main(list(map(str, ("--reproduce", picture, *model)))) == 0
    (reproduced,) = Path("images", "reproduced").glob("*.png")
    assert Image.open(reproduced).tobytes() == first.pixels


def test_faces_change_nothing_but_the_head(draw):
    whole, faced = draw("--guide", "words", "--likeness", "none"), draw("--faces")
    (emma,) = faced.guide.figures
    box = ImageChops.difference(whole.image, faced.image).getbbox()

    assert box
    assert all(inner >= outer for inner, outer in zip(box[:2], emma.head[:2], strict=True))
    assert all(inner <= outer for inner, outer in zip(box[2:], emma.head[2:], strict=True))


def test_every_part_of_a_guide_tells(draw):
    ways = (["--likeness", "none"], ["--guide", "words"], EVERYTHING[:4], ["--likeness", "reference"])
    drawn = [draw(*way) for way in ways]  # each keeps what the ones before it asked for

    assert [one.status for one in drawn] == [0] * 4
    assert len({one.pixels for one in drawn}) == 4


def test_a_guide_that_lacks_its_network_says_what_it_needs(draw):
    missing = draw("--guide", "pose")

    assert missing.status != 0
    assert "t2i-adapter-openpose-sdxl-1.0" in missing.said
    assert missing.record is None


def test_strong_comes_down_to_a_pose_where_memory_runs_out_and_counts_as_done(draw, monkeypatch):
    """The usual network of poses is taken from config.py, which names one of the hub: here a file stands for it."""
    from tiny_engine import out_of_memory

    import config
    from sdxl.drawing import denoise
    from sdxl.guide_ladder import kind_of

    found_net(Path("union.safetensors").absolute(), UNION)
    nets = {
        **config.GUIDE_NETS,
        "pose": replace(config.GUIDE_NETS["pose"], net=str(Path("openpose.safetensors").absolute())),
    }
    monkeypatch.setattr(config, "GUIDE_NETS", nets)

    def full(model, job, *given):
        return out_of_memory() if kind_of(job) == "strong" else denoise(model, job, *given)

    monkeypatch.setattr("sdxl.session.denoise", full)
    strong = ("--guide", "strong", "--guide-net", "union.safetensors", "--likeness", "none")
    lowered = draw(*strong)

    assert lowered.status == 0
    assert (lowered.guide.kind, lowered.guide.net.name.split()[0]) == ("pose", "openpose.safetensors")
    assert "drawn guided by pose" in lowered.said
    assert "Nothing to draw" in draw(*strong).said

    monkeypatch.setattr("sdxl.session.denoise", denoise)
    assert draw(*strong, "--force").guide.kind == "strong"
