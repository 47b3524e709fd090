"""What the libraries say: passed on where it tells of a wrong picture, and off the console otherwise."""

import logging

import pytest

from sdxl.heard import HEARD, LEFT_OUT, MADE_UP, PassOn, find_meaning, listen, shorten

# What diffusers and transformers write, as they write it.
NEW = "Some weights of {} were not initialized from the model checkpoint at m and are newly initialized: {}"
REPORT = "CLIPTextModel LOAD REPORT from: m\nKey | Status |\nfinal_layer_norm.weight | {} |"
UNUSED = "Some weights of the model checkpoint at m were not used when initializing UNet2DConditionModel: \n ['more']"
IGNORED = (
    "The config attributes {} were passed to HeunDiscreteScheduler, but are not expected and will be ignored. Please"
)
SAID = [
    (NEW.format("UNet2DConditionModel", "['conv_in.weight']\nYou should probably TRAIN this model"), MADE_UP),
    (NEW.format("AutoencoderKL", "['decoder.conv_out.bias']"), MADE_UP),
    (NEW.format("AutoencoderKL", "['encoder.conv_in.weight', 'quant_conv.weight']"), ""),
    (REPORT.format("MISSING"), MADE_UP),
    (REPORT.format("MISMATCH"), MADE_UP),
    (REPORT.format("UNEXPECTED"), LEFT_OUT),
    (UNUSED, LEFT_OUT),
    (IGNORED.format("{'rescale_betas_zero_snr': True}"), "a setting of the model's noise was ignored"),
    (IGNORED.format("{'clip_sample': False}"), ""),
    (
        "In this conversion only the non-EMA weights are extracted. If you want to instead extract the EMA",
        "the file holds averaged weights too, which are not used",
    ),
    ("There are modules in UNet2DConditionModel that should be kept in float32: []. Casting directly", ""),
    ("`CLIPImageProcessor` requires torchvision (not installed); falling back to `CLIPImageProcessorPil`", ""),
    ("Pipelines loaded with `dtype=torch.float16` cannot run with `cpu` device.", ""),
    ("Token indices sequence length is longer than the specified maximum sequence length for this model", ""),
]


@pytest.mark.parametrize(("text", "meaning"), SAID)
def test_what_tells_of_a_wrong_picture_has_a_meaning(text, meaning):
    assert find_meaning(text) == meaning


def test_every_row_is_said_by_a_library():
    assert [heard for heard in HEARD if not any(heard.words in text for text, _ in SAID)] == []


@pytest.fixture
def library():
    logger = logging.getLogger("diffusers")
    before = logger.handlers, logger.level, logger.propagate
    yield logger
    logger.handlers, logger.level, logger.propagate = before


def test_it_is_passed_on_once_and_the_rest_is_kept_off_the_console(library, engine_log, capsys):
    library.handlers = [logging.StreamHandler()]
    listen()
    listen()
    for text in (SAID[0][0], SAID[0][0], SAID[-1][0]):
        logging.getLogger("diffusers.models").warning(text)

    warned = [record for record in engine_log.records if record.levelno == logging.WARNING]
    assert {record.getMessage() for record in warned} == {f"{MADE_UP} ({shorten(SAID[0][0])})."}
    assert len({id(record) for record in warned}) == 1
    assert [type(handler) for handler in library.handlers] == [PassOn]
    assert capsys.readouterr() == ("", "")


def test_a_long_warning_is_cut():
    assert shorten("a\nb") == "a b"
    assert len(shorten("word " * 100)) == 201
