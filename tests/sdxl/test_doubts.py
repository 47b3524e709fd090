"""What a model's name says and its files do not: a word to the author, and nothing changed."""

import dataclasses
import json

import pytest
from tiny_engine import draw, job_for

from sdxl.doubts import FEW_STEPS, list_doubts, read_own_scheduler
from sdxl.predictions import SCHEDULER

VELOCITY = {**SCHEDULER, "prediction_type": "v_prediction"}


@pytest.fixture
def doubts(choice, tmp_path):
    def of(name, schedule=SCHEDULER, path=tmp_path, **changes):
        job = job_for(choice, **{"steps": 30, "guidance": 7.0, **changes})
        return list(list_doubts(name, path, schedule, [job]))

    return of


@pytest.mark.parametrize(
    "name", ["noobaiXLNAIXL_vPred10Version.safetensors", "NoobAI-XL-Vpred-v1.0", "owner/sdxl_v-pred", "xl v_pred"]
)
def test_a_name_that_says_velocity_is_doubted_where_the_file_does_not(doubts, name):
    (doubt,) = doubts(name)

    assert "calls itself a v-prediction model" in doubt
    assert "/" not in doubt
    assert doubts(name, VELOCITY) == []


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Chenkin-Noob-XL-0.3-RF.safetensors", "flow-matching"),
        ("bigASP_v25_flow.safetensors", "flow-matching"),
        ("owner/noobai_rectified_flow", "flow-matching"),
        ("sdxl-flow-matching", "flow-matching"),
        ("cosxl.safetensors", "EDM's noise"),
        ("owner/cos_sdxl_merge", "EDM's noise"),
        ("playground-v2.5-1024px-aesthetic.fp16.safetensors", "EDM's noise"),
        ("playgroundV2_5", "EDM's noise"),
        ("mine-edm", "EDM's noise"),
    ],
)
def test_a_name_that_says_another_kind_of_noise_is_doubted_whatever_is_predicted(doubts, name, called):
    (doubt,) = doubts(name)

    assert "calls itself a " in doubt
    assert called in doubt
    assert "predicts noise" in doubt
    assert "predicts velocity" in doubts(name, VELOCITY)[0]


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("sdxl_lightning_8step.safetensors", "SDXL-Lightning"),
        ("/models/dreamshaperXL_v21TurboDPMSDE.safetensors", "Turbo"),
        ("C:\\models\\realvisxl-lcm.safetensors", "LCM"),
        ("owner/Hyper-SDXL-merged", "Hyper-SD"),
        ("hyper_sd_xl", "Hyper-SD"),
        ("sdxl_dmd2_merge.safetensors", "DMD2"),
        ("mine-4steps", "few-step"),
    ],
)
def test_a_few_step_model_is_told_from_its_name_where_it_is_drawn_as_a_usual_one(doubts, name, called):
    (doubt,) = doubts(name)

    assert f"seems to be a {called} model" in doubt
    assert "try --steps" in doubt
    assert doubts(name, steps=8, guidance=1.0) == []
    assert len(doubts(name, steps=8, guidance=7.0)) == 1


@pytest.mark.parametrize(
    "name",
    [
        "sdxl",
        "owner/name",
        "juggernautXL_v9",
        "elcmar",
        "14step",
        "vpnred",
        "/turbo/x",
        "flower-xl",
        "surfXL",
        "overflow_v2",
        "cosmicxl",
        "playground-v2-1024",
    ],
)
def test_other_names_raise_no_doubt(doubts, name):
    assert doubts(name) == []


@pytest.mark.parametrize(("own", "called"), [("LCMScheduler", "LCM"), ("TCDScheduler", "Hyper-SD")])
def test_a_folder_that_was_saved_with_a_few_step_scheduler_is_told(doubts, tmp_path, own, called):
    (tmp_path / "scheduler").mkdir()
    (tmp_path / "scheduler" / "scheduler_config.json").write_text(json.dumps({"_class_name": own}))

    assert f"seems to be a {called} model" in doubts("mine")[0]


def test_a_folder_without_a_scheduler_says_nothing(tmp_path):
    assert read_own_scheduler(tmp_path) == ""


def test_what_is_advised_raises_no_doubt(doubts):
    assert [few for few in FEW_STEPS if doubts(few.called, steps=int(few.steps), guidance=float(few.guidance))] == []


def test_a_doubt_is_said_before_the_first_picture(choice, source, engine_log):
    from sdxl.session import Tools

    def gone(*_):
        raise MemoryError

    turbo = dataclasses.replace(choice, name="some-turbo")
    with pytest.raises(Exception, match="memory"):
        draw(turbo, job_for(turbo, steps=30), tools=Tools(find_source=lambda *_: source, open_encoders=gone))
    assert any("seems to be a Turbo model" in record.getMessage() for record in engine_log.records)
