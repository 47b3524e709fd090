import night
import pytest

import config
from prompt_generator import make_prompt, restyle_negative, restyle_prompt
from prompts.clip_tokens import count_tokens
from records import Person, SceneReading
from workspace.pictures import read_picture

OLD, NEW = config.STYLES["graphic novel"], config.STYLES["woodcut"]


@pytest.mark.parametrize(
    ("prompt", "restyled"),
    [
        pytest.param(
            "graphic novel illustration, a red door, ink outlines, flat muted colors, strong shadows",
            "woodcut print, a red door, carved black lines, two ink colors, rough paper",
            id="medium and finish",
        ),
        pytest.param(
            "graphic novel illustration, a red door, ink outlines, flat muted colors",
            "woodcut print, a red door, carved black lines, two ink colors, rough paper",
            id="half a finish becomes a whole one",
        ),
        pytest.param(
            "graphic novel illustration, ink outlines, a red door, strong shadows, my own end",
            "woodcut print, carved black lines, two ink colors, rough paper, a red door, my own end",
            id="the author's own order stays",
        ),
        pytest.param("graphic novel illustration, a red door", "woodcut print, a red door", id="no finish, none added"),
        pytest.param("oil on canvas, a red door", "oil on canvas, a red door", id="a style of the author's own stays"),
        pytest.param(
            "woodcut print, a red door, rough paper", "woodcut print, a red door, rough paper", id="already so"
        ),
    ],
)
def test_prompts(prompt, restyled):
    assert restyle_prompt(prompt, config.STYLES.values(), NEW) == restyled


@pytest.mark.parametrize(
    ("negative", "restyled"),
    [
        pytest.param(OLD.negative, NEW.negative, id="the style's own"),
        pytest.param(f"{OLD.negative}, daylight", f"{NEW.negative}, daylight", id="with what the night added"),
        pytest.param("hats", "hats", id="the author's own"),
    ],
)
def test_negatives(negative, restyled):
    assert restyle_negative(negative, config.STYLES.values(), NEW) == restyled


@pytest.mark.parametrize("name", config.STYLES)
def test_every_style_is_within_its_budget(name):
    style = config.STYLES[name]

    assert count_tokens(style.medium) - 2 <= 6
    assert count_tokens(", ".join(style.finish)) - 2 <= 11
    assert count_tokens(style.negative) - 2 <= 20


def test_monochrome_styles_leave_the_colors_of_clothes_out():
    emma = Person("Emma", "lead", look="woman with red hair", outfit="green coat")

    assert "in a green coat" in make_prompt(SceneReading((emma,)), OLD).prompt
    assert "in a coat" in make_prompt(SceneReading((emma,)), config.STYLES["noir"]).prompt


def test_a_whole_book_is_restyled_once_with_its_seeds_and_edits(tmp_path):
    night.write_novel(tmp_path)
    night.run(tmp_path)
    path = tmp_path / "prompt_cache" / "chapter_01_scene_02.toml"
    edited = path.read_text("utf-8").replace("graphic novel illustration, ", "graphic novel illustration, a whale, ", 1)
    path.write_text(edited, "utf-8")
    night.run(tmp_path)
    before = jobs(tmp_path)

    assert night.run(tmp_path, "--restyle", "woodcut") == 0
    after = jobs(tmp_path)
    assert [job.seed for job in after] == [job.seed for job in before]
    assert all(job.prompt.startswith("woodcut print, ") for job in after)
    assert after[1].prompt.startswith("woodcut print, a whale, ")
    assert path.read_text("utf-8") == edited
    kept = night.contents(tmp_path)
    assert night.run(tmp_path) == 0
    assert night.contents(tmp_path) == kept


def jobs(folder):
    return [read_picture(path).record.job for path in sorted(folder.glob("images/*.png"))]


@pytest.mark.parametrize("argv", [["--restyle", "crayon"], ["--restyle", "noir", "--chapters", "1"]])
def test_what_cannot_be_restyled_is_a_sentence(tmp_path, capsys, argv):
    night.write_novel(tmp_path)
    with pytest.raises(SystemExit) as caught:
        night.run(tmp_path, *argv)

    assert caught.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1
