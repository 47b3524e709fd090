"""The real command takes British and other spellings, and asks for the nearest word where one is misspelt."""

import night
import pytest


@pytest.fixture
def desk(tmp_path):
    night.write_novel(tmp_path, night.BEGINNINGS[:3])
    return tmp_path


def said(capsys):
    shown = capsys.readouterr()
    return shown.out + shown.err


def test_a_british_style_is_the_same_style(desk):
    assert night.run(desk, "--style", "watercolor") == 0
    drawn = night.contents(desk)

    assert night.run(desk, "--style", "Water-Colour") == 0
    assert night.contents(desk) == drawn


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (["--dryrun"], "unrecognized arguments: --dryrun: did you mean --dry-run?"),
        (["--style", "watercolurs"], 'did you mean "watercolor"? take one of graphic novel'),
        (["--restyle", "wood cuts"], 'did you mean "woodcut"? take one of'),
    ],
)
def test_a_misspelt_word_of_the_command_line(argv, words, desk, capsys):
    with pytest.raises(SystemExit) as ended:
        night.run(desk, *argv)

    assert ended.value.code == 2
    assert words in said(capsys)
    assert not (desk / "images").exists()


def test_a_misspelt_preset(desk, capsys):
    assert night.run(desk, "--engine", "sdxl", "--model", "lightening") == 2
    assert 'did you mean "lightning"?' in said(capsys)


def test_a_misspelt_key_of_a_prompt_file_holds_up_that_scene_alone(desk, capsys):
    assert night.run(desk) == 0
    (path,) = desk.glob("prompt_cache/*scene_02*.toml")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("prompt = ", "promt = ", 1), encoding="utf-8")
    line = 1 + text[: text.index("\nprompt = ") + 1].count("\n")
    capsys.readouterr()

    assert night.run(desk, "--force") == 1
    shown = said(capsys)
    assert f"{path}, line {line}: there is no setting called promt; did you mean prompt?" in shown
    assert shown.count("cannot be drawn") == 1
    assert path.read_text(encoding="utf-8").count("promt") == 1, "what she wrote stays"


def test_a_misspelt_key_of_the_cast_sheet(desk, capsys):
    (desk / "cast.toml").write_text('[emma]\nname = "Emma"\noutfits = "a grey coat"\n', encoding="utf-8")

    assert night.run(desk) == 1
    assert "line 3: [emma] has no setting called outfits; did you mean outfit?" in said(capsys)
