import pytest

from workspace.request import read_request


def parse(*argv):
    return read_request(argv, "about")


@pytest.mark.parametrize(
    ("argv", "expected"),
    [
        pytest.param([], {}, id="nothing"),
        pytest.param(["--lora", "a.safetensors"], {"lora": ["a.safetensors"]}, id="a LoRA"),
        pytest.param(["--lora", "a:0.5", "--lora", "b"], {"lora": ["a:0.5", "b"]}, id="two"),
        pytest.param(["--cfg-cutoff", "0.6"], {"cfg_cutoff": 0.6}, id="a cut-off"),
        pytest.param(["--fp16-accumulation"], {"fp16_accumulation": True}, id="on"),
        pytest.param(["--no-fp16-accumulation"], {"fp16_accumulation": False}, id="off again"),
        pytest.param(
            ["--guide", "pose", "--guide-net", "a:sketch"], {"guide": "pose", "guide_net": "a:sketch"}, id="a guide"
        ),
        pytest.param(
            ["--likeness", "ip-adapter", "--likeness-net", "a/b"],
            {"likeness": "ip-adapter", "likeness_net": "a/b"},
            id="a likeness",
        ),
        pytest.param(["--likeness", "None", "--no-faces"], {"likeness": "none", "faces": False}, id="taken back"),
        pytest.param(["--faces"], {"faces": True}, id="faces"),
        pytest.param(["--memory", "fp8", "--max-vram", "8", "--compile"], {}, id="how it runs is no setting"),
    ],
)
def test_what_decides_the_picture_is_a_setting(argv, expected):
    assert parse(*argv).given == expected


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        pytest.param(["--cfg-cutoff", "60"], "60 is out of range: take 0 to 1, such as 0.6", id="in per cent"),
        pytest.param(["--cfg-cutoff", "half"], "'half' is no number: give one such as 0.6", id="in words"),
        pytest.param(["--max-vram", "0"], "0 is out of range: take 1 to 1024, such as 8", id="no memory"),
        pytest.param(["--max-vram", "nan"], "nan is out of range", id="no number"),
        pytest.param(["--guide", "lines"], "invalid choice: 'lines'", id="no guide"),
        pytest.param(["--likeness", "lora"], "invalid choice: 'lora'", id="no likeness"),
        pytest.param(["--memory", "fast"], "invalid choice: 'fast'", id="no plan"),
    ],
)
def test_a_bad_value_is_one_sentence_and_status_2(argv, words, capsys):
    with pytest.raises(SystemExit) as caught:
        parse(*argv)
    said = capsys.readouterr().err

    assert caught.value.code == 2
    assert words in said
    assert said.count("\n") == 1


def test_a_per_cent_sign_in_a_file_name_is_shown_as_it_is(monkeypatch, capsys):
    import config

    monkeypatch.setattr(config, "LORAS", ("50%.safetensors",))
    with pytest.raises(SystemExit):
        parse("--help")

    assert "(default: 50%.safetensors)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("GUIDE", "word", 'GUIDE is "word" in config.py: did you mean "words"? take one of none, words, pose, strong'),
        ("LIKENESS", "", 'LIKENESS is "" in config.py: take one of none, reference, ip-adapter'),
        ("GUIDE_SHARE", 30, "GUIDE_SHARE in config.py is 30, out of range: take 0 to 1"),
    ],
)
def test_what_config_has_for_a_guide_that_is_none_is_said(monkeypatch, capsys, name, value, words):
    monkeypatch.setattr(f"config.{name}", value)
    with pytest.raises(SystemExit):
        parse()

    assert words in capsys.readouterr().err
