"""Pictures drawn again from their recipes: those made here, and those of strangers, which are asked about first."""

import shutil
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import books
import night
import pytest
import strangers
from PIL import Image

from records import Drawn
from sdxl.guides import Guide, GuidedFigure, Net
from workspace import reproducing
from workspace.claims import name_claim, try_claim
from workspace.identity import identify
from workspace.named_files import Unnamed
from workspace.picture_records import PictureRecord
from workspace.pictures import is_picture_of, save_picture
from workspace.portraits import read_portrait
from workspace.reproducing import Reproduction, ask_trust, is_reachable, keep_reproduction, make_room, say_unnamed

slow = pytest.mark.slow
DRAWN = books.job(scheduler="euler", width=64, height=64)


@pytest.fixture
def desk(drawn_once, tmp_path):
    return night.copy(drawn_once, tmp_path / "desk")


def picture_of(desk, number):
    return next(desk.glob(f"images/chapter_01_scene_{number:02d}*.png"))


def test_a_picture_is_drawn_again_from_its_recipe_outside_its_novel(desk, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    picture = picture_of(desk, 3)
    alone = elsewhere / "found.png"
    shutil.copy(picture, alone)
    argv = ["--reproduce", str(alone), "--output", str(elsewhere / "out"), "--logs", str(elsewhere / "logs"), "--quiet"]

    assert night.generate_scene_images.main(argv) == 0
    assert (elsewhere / "out" / "reproduced" / "found.png").read_bytes() == picture.read_bytes()
    assert alone.read_bytes() == picture.read_bytes()
    assert night.generate_scene_images.main(argv) == 0
    assert len(list((elsewhere / "out" / "reproduced").iterdir())) == 2


@pytest.mark.parametrize("option", [["--lora", "nowhere.safetensors"], ["--model", "nowhere"]])
def test_a_path_that_leads_nowhere_reproduces_nothing(desk, capsys, option):
    assert night.run(desk, "--reproduce", str(picture_of(desk, 3)), *option) == 2
    assert "nowhere" in capsys.readouterr().err
    assert not (desk / "images" / "reproduced").exists()


@pytest.mark.parametrize(
    ("make", "status", "words"),
    [
        pytest.param(lambda _: None, 2, "does not exist", id="no such file"),
        pytest.param(lambda path: path.write_bytes(b"no picture"), 1, "carries no recipe", id="not ours"),
    ],
)
def test_what_cannot_be_reproduced_is_a_sentence(tmp_path, capsys, make, status, words):
    path = tmp_path / "x.png"
    make(path)
    argv = ["--reproduce", str(path), "--output", str(tmp_path / "out"), "--logs", str(tmp_path / "logs")]

    assert night.generate_scene_images.main(argv) == status
    assert words in capsys.readouterr().err


def twin(path):
    return Reproduction(path, PictureRecord(1, 2, identify("She read the letter again."), books.job()), path)


def test_a_picture_drawn_again_is_saved_with_its_recipe(tmp_path):
    one = twin(tmp_path / "again.png")

    assert keep_reproduction(Drawn(0, Image.new("RGB", (64, 40))), one)
    assert is_picture_of(one.path, one.record.job)


@pytest.mark.parametrize(
    ("drawn", "place", "words"),
    [
        pytest.param(Drawn(0, None, "no memory"), "again.png", "again.png was not drawn: no memory", id="not drawn"),
        pytest.param(Drawn(0, Image.new("RGB", (64, 40))), "file/again.png", "was drawn but not saved", id="not saved"),
    ],
)
def test_one_that_is_not_there_is_told_and_the_status_shows_it(tmp_path, caplog, drawn, place, words):
    (tmp_path / "file").touch()

    assert not keep_reproduction(drawn, twin(tmp_path / place))
    assert words in " ".join(caplog.messages)


# --- A stranger's recipe ---------------------------------------------------------------------------------------------


@pytest.fixture
def stranger(tmp_path, monkeypatch, capsys):
    """Give a function that reproduces pictures of these jobs off the network: status, words, engines opened."""
    monkeypatch.chdir(tmp_path)
    asked, opened = strangers.watch_network(monkeypatch), []

    def open_engine(name, options):
        opened.append((name, options))
        return lambda jobs, *_: [Drawn(n, Image.new("RGB", (job.width, job.height))) for n, job in enumerate(jobs)]

    monkeypatch.setattr("workspace.reproducing.open_engine", open_engine)

    def reproduce(*jobs, options=()):
        paths = [tmp_path / f"{number}.png" for number in range(len(jobs))]
        for path, job in zip(paths, jobs, strict=True):
            save_picture(Image.new("RGB", (64, 64)), PictureRecord(1, 1, identify("She read."), DRAWN), path)
            strangers.change_recipe(path, job=job)
        status = night.generate_scene_images.main(["--reproduce", *map(str, paths), *options])
        assert asked == []
        return status, capsys.readouterr().err, opened

    return reproduce


EVIL_LORA = {"name": "evil/loras/ink.safetensors", "weight": 0.5}
OWN = {"model": "stabilityai/stable-diffusion-xl-base-1.0", "vae": "madebyollin/sdxl-vae-fp16-fix"}


@pytest.mark.parametrize(
    ("job", "named"),
    [
        pytest.param({"model": "evil/model"}, 'the model "evil/model"', id="model"),
        pytest.param({**OWN, "vae": "evil/vae"}, 'the VAE "evil/vae"', id="VAE", marks=slow),
        pytest.param({**OWN, "loras": [EVIL_LORA]}, 'the LoRA "evil/loras/ink.safetensors"', id="LoRA", marks=slow),
        pytest.param(
            {"model": "evil/model", "loras": [EVIL_LORA]},
            'the model "evil/model" and the LoRA "evil/loras/ink.safetensors"',
            id="both",
            marks=slow,
        ),
    ],
)
def test_what_only_a_recipe_names_is_asked_about_and_nothing_is_drawn(stranger, tmp_path, job, named):
    status, said, opened = stranger(job, OWN)

    assert status == 2
    assert said.count("--trust") == 1
    assert f"0.png was drawn with {named}, which none of your settings names: --trust fetches" in said
    assert opened == []
    assert not (tmp_path / "images").exists()


def test_trust_opens_it_and_says_so(stranger):
    job = {"model": "evil/model", "vae": "evil/vae", "loras": [EVIL_LORA]}
    status, said, [(name, options)] = stranger(job, options=["--trust"])

    assert (status, name) == (0, "sdxl")
    assert [(model.kind, model.location, model.vae) for model in options.models] == [("hub", "evil/model", "evil/vae")]
    assert [(lora.location, lora.weight) for lora in options.loras] == [("evil/loras/ink.safetensors", 0.5)]
    assert '0.png: the model "evil/model", the VAE "evil/vae" and the LoRA' in said
    assert "are fetched from the model hub and opened, as --trust says" in said


@pytest.mark.parametrize(
    ("job", "words"),
    [
        pytest.param(
            {"model": "tiny.safetensors 3 abc"}, "give that model with --model PATH", id="a file somewhere", marks=slow
        ),
        pytest.param({"model": "/etc/passwd"}, "/etc/passwd", id="a path"),
        pytest.param({"model": "../../evil"}, "../../evil", id="a path upwards", marks=slow),
        pytest.param({"model": "here/model"}, "here/model", id="a folder that lies here", marks=slow),
        pytest.param({"model": "file:///etc/passwd"}, "give that model", id="an address", marks=slow),
        pytest.param({"model": "a--b/c"}, "give that model", id="what the hub does not allow", marks=slow),
        pytest.param({"model": ""}, "give that model", id="nothing", marks=slow),
        pytest.param({"model": "evil/model.ckpt"}, "give that model", id="a pickle's name", marks=slow),
        pytest.param({**OWN, "vae": "here/model"}, "give a preset of config.py that has it", id="a VAE that lies here"),
        pytest.param(
            {**OWN, "loras": [{"name": "../ink.safetensors", "weight": 1}]}, "--lora FILE:1", id="upwards", marks=slow
        ),
        pytest.param(
            {**OWN, "loras": [{"name": "a/b/../../../x.safetensors", "weight": 1}]},
            "--lora",
            id="out of the cache",
            marks=slow,
        ),
        pytest.param(
            {**OWN, "loras": [{"name": "a/b//etc/x.safetensors", "weight": 1}]}, "--lora", id="the root", marks=slow
        ),
        pytest.param(
            {**OWN, "loras": [{"name": "a/b/x.bin", "weight": 1}]}, "--lora", id="a LoRA that is a pickle", marks=slow
        ),
    ],
)
def test_trust_opens_nothing_by_a_path_or_a_pickle(stranger, tmp_path, job, words):
    (tmp_path / "here" / "model").mkdir(parents=True)
    status, said, opened = stranger(job, options=["--trust"])

    assert status == 1
    assert "which was not found" in said
    assert words in said
    assert opened == []


# --- A guide's networks and portraits ---------------------------------------------------------------------------------

EMMA = GuidedFigure("1", "a woman", (0, 2))


def guided(net="", portrait="", kind="pose"):
    """The values of a job with a guide."""
    figure = replace(EMMA, portrait=portrait)
    guide = Guide((figure,), kind, net=Net(net, "openpose")) if net else Guide((figure,), likeness="reference")
    return {**OWN, "guide": guide.to_json()}


def test_a_network_that_only_a_recipe_names_is_asked_about(stranger, tmp_path):
    status, said, opened = stranger(guided("evil/pose"))

    assert (status, opened) == (2, [])
    assert '0.png was drawn with the network "evil/pose", which none of your settings names: --trust fetches it' in said
    assert not (tmp_path / "images").exists()


def test_trust_opens_the_network_with_the_map_that_the_recipe_says(stranger):
    status, _, [(_, options)] = stranger(guided("evil/pose"), options=["--trust"])

    assert status == 0
    assert [(net.location, net.use, net.reads) for net in options.guide_nets] == [("evil/pose", "pose", "openpose")]


@pytest.mark.parametrize(
    ("net", "options"),
    [
        ("TencentARC/t2i-adapter-openpose-sdxl-1.0", []),
        ("evil/pose", ["--guide-net", "evil/pose:openpose"]),
    ],
    ids=["config.py", "the command line"],
)
def test_a_network_that_the_author_named_needs_no_trust(stranger, net, options):
    status, said, [(_, opened)] = stranger(guided(net), options=options)

    assert (status, [one.location for one in opened.guide_nets]) == (0, [net])
    assert "--trust" not in said


@pytest.mark.parametrize("net", ["my_pose.safetensors 5 abc", "/etc/passwd", "../../evil", "evil/x.ckpt"])
def test_trust_opens_no_network_by_a_path_or_a_pickle(stranger, net):
    status, said, opened = stranger(guided(net), options=["--trust"])

    assert (status, opened) == (1, [])
    assert "which was not found: give that file with --guide-net" in said


def test_a_portrait_is_found_by_its_pixels_whatever_it_is_called(stranger, tmp_path):
    folder = tmp_path / "images" / "portraits"
    folder.mkdir(parents=True)
    Image.new("RGB", (8, 8), (200, 30, 30)).save(folder / "somebody.png")
    digest = read_portrait(folder / "somebody.png").sha256
    status, _, [(_, options)] = stranger(guided(portrait=digest))

    assert (status, options.portraits) == (0, {digest: Path("images/portraits/somebody.png")})


def test_a_portrait_that_is_not_there_costs_its_picture_alone(stranger):
    status, said, opened = stranger(guided(portrait="ab" * 32), OWN)

    assert status == 1
    assert "0.png was drawn with a portrait that is not in images/portraits: put it there, by any name." in said
    assert len(opened) == 1, "the other one is drawn"


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        ({"cells": [0, 10**6]}, "of its recipe, a person of its guide stands outside the picture"),
        ({"cells": "x"}, "of its recipe, job.guide.figures[0].cells"),
        ({"colour": 1}, "of its recipe, job.guide.figures[0]"),
    ],
)
def test_a_guide_that_cannot_be_costs_its_picture_alone(stranger, figure, words):
    job = {**OWN, "guide": {"kind": "words", "figures": [{"key": "1", "words": "a woman", **figure}]}}
    status, said, opened = stranger(job, OWN)

    assert status == 1
    assert words in said
    assert len(opened) == 1, "the other one is drawn"


@pytest.mark.parametrize(
    ("job", "words"),
    [
        pytest.param({**OWN, "width": 30_000}, "width is 30000, out of range", id="width"),
        pytest.param({**OWN, "height": 7}, "height is 7, out of range", id="height", marks=slow),
        pytest.param({**OWN, "steps": 10**9}, "of its recipe, job.steps is 1000000000", id="steps", marks=slow),
        pytest.param(
            {**OWN, "steps": 501}, "steps is 501, out of range: take 1 to 500", id="one step too many", marks=slow
        ),
        pytest.param({**OWN, "scheduler": "magic"}, 'there is no scheduler "magic"', id="scheduler", marks=slow),
        pytest.param({"engine": "magic"}, "job.engine is", id="engine", marks=slow),
        pytest.param({**OWN, "guidance": float("nan")}, "", id="guidance", marks=slow),
        pytest.param({"model": 5}, "of its recipe, job.model is 5, not text", id="model 5"),
        pytest.param({"model": ["x"]}, "job.model is", id="a list of models", marks=slow),
        pytest.param({**OWN, "prompt": None}, "job.prompt is None, not text", id="no prompt", marks=slow),
        pytest.param(
            {**OWN, "loras": [{"name": 5, "weight": "x"}]}, "job.loras[0].name is 5, not text", id="LoRA 5", marks=slow
        ),
        pytest.param({**OWN, "seed": 1e400}, "", id="an infinite seed", marks=slow),
    ],
)
def test_a_recipe_that_cannot_be_costs_its_picture_alone(stranger, job, words):
    status, said, opened = stranger(job, OWN, options=["--trust"])

    assert status == 1
    assert "0.png cannot be drawn again: of its recipe, " in said
    assert words in said
    assert "fault of the program" not in said
    assert len(opened) == 1, "the other one is drawn"


@pytest.mark.parametrize(
    ("options", "toml", "prompt_file"),
    [
        pytest.param(["--model", "evil/model"], "", "", id="the command line", marks=slow),
        pytest.param([], 'model = "evil/model"\n', "", id="novel.toml", marks=slow),
        pytest.param([], "", 'prompt = "a"\nmodel = "evil/model"\n', id="a prompt file"),
        pytest.param([], "", '[generated]\ngiven = {model = "evil/model"}\n', id="an earlier command line", marks=slow),
    ],
)
def test_what_the_author_named_needs_no_trust(stranger, tmp_path, options, toml, prompt_file):
    night.write_novel(tmp_path)
    if toml:
        (tmp_path / "novel.toml").write_text(f'title = "x"\n{toml}', "utf-8")
    if prompt_file:
        (tmp_path / "prompt_cache").mkdir()
        (tmp_path / "prompt_cache" / "chapter_01_scene_01.toml").write_text(prompt_file, "utf-8")
    status, said, [(_, options)] = stranger({"model": "evil/model"}, options=options)

    assert (status, [model.location for model in options.models]) == (0, ["evil/model"])
    assert "--trust" not in said


def test_trust_goes_with_reproduce_alone(capsys):
    with pytest.raises(SystemExit) as stopped:
        night.generate_scene_images.main(["--trust"])

    assert stopped.value.code == 2
    assert "--trust goes with --reproduce" in capsys.readouterr().err


def test_the_sentences_name_what_is_meant(tmp_path, caplog):
    model, lora = Unnamed("model", "evil/model", "give it"), Unnamed("LoRA", "evil/l/x.safetensors", "give it")

    assert say_unnamed([model]).endswith("is fetched from the model hub and opened")
    assert "fetches them" in ask_trust(tmp_path / "x.png", [model, lora])
    assert is_reachable(tmp_path / "x.png", [model, lora])
    assert not is_reachable(tmp_path / "x.png", [Unnamed("model", "tiny 3 abc", "give it with --model PATH")])
    assert 'the model "tiny", which was not found' in caplog.text


# --- Beside others ----------------------------------------------------------------------------------------------------


def test_pictures_of_one_name_do_not_replace_each_other(tmp_path):
    """Two are asked for at once, from two folders; both were planned for the same free name."""
    one = twin(tmp_path / "reproduced" / "x.png")
    one.path.parent.mkdir()
    drawn = Drawn(0, Image.new("RGB", (64, 40)))

    assert keep_reproduction(drawn, one)
    assert keep_reproduction(drawn, one)
    assert len(list((tmp_path / "reproduced").glob("*.png"))) == 2
    assert not list((tmp_path / "reproduced").glob("*/*"))


def test_a_name_that_another_run_is_about_to_take_is_left_to_it(tmp_path):
    one = twin(tmp_path / "reproduced" / "x.png")
    one.path.parent.mkdir()
    other = try_claim(name_claim(one.path))

    assert keep_reproduction(Drawn(0, Image.new("RGB", (64, 40))), one)
    assert not one.path.exists()
    assert [path.name for path in one.path.parent.glob("*.png")] == [f"{one.path.stem}_01.png"]
    other.release()
    assert not list(one.path.parent.glob(".*"))


def test_a_reproduction_cleans_up_after_one_that_died(tmp_path):
    (tmp_path / "reproduced").mkdir()
    for name in (".x.png.part", ".x.claim"):
        (tmp_path / "reproduced" / name).touch()
    make_room(tmp_path)

    assert not list((tmp_path / "reproduced").iterdir())


def test_what_an_engine_does_not_come_to_is_told(tmp_path, monkeypatch, caplog):
    """A card whose driver was reset draws nothing more."""
    monkeypatch.setattr(reproducing, "make_room", lambda _: None)
    monkeypatch.setattr(reproducing, "keep_reproduction", lambda drawn, _one: drawn.image is not None)
    settings = SimpleNamespace(folders=SimpleNamespace(output=tmp_path))
    jobless = [SimpleNamespace(record=SimpleNamespace(job=None))] * 3
    monkeypatch.setattr(reproducing, "engines_for", lambda *_: [(lambda *_: [Drawn(0, None, "lost")], jobless)])

    assert not reproducing.draw_again(jobless, None, {}, settings, None)
    assert "2 further pictures not tried: the same command draws the rest." in caplog.messages
