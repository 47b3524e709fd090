"""The first status that holds, and its sentence; most of it is tried with whole plans, here what strangers may say."""

from dataclasses import replace

import pytest
from proof import drawn, plan_one

from records import Lora
from sdxl.guides import Guide, GuidedFigure, Net
from workspace.prompt_files import PromptFile
from workspace.status import judge, say_edits

PLAN = plan_one(engine="sdxl")
JOB = replace(PLAN.job, model="owner/name", vae="owner/vae")
WOMAN = GuidedFigure("1", "a woman", (0, 2))


def judged(record, file=None, job=JOB):
    picture = replace(drawn(PLAN), record=replace(PLAN.record, **{"job": JOB, **record}))
    return judge(file, picture, job, "")


def hers(**values):
    return PromptFile(PLAN.prompt_path, values, PLAN.generated)


EVIL = replace(JOB, model="evil/model")


@pytest.mark.parametrize(
    ("file", "record", "status", "reason"),
    [
        pytest.param(None, {}, "done", "The picture is up to date.", id="the same"),
        pytest.param(
            None, {"job": EVIL}, "changed",
            "Changed since it was drawn: the model (owner/name instead of evil/model).", id="another model",
        ),
        pytest.param(
            None, {"job": replace(JOB, vae="evil/vae", steps=9)}, "changed",
            "Changed since it was drawn: steps, the VAE (owner/vae instead of evil/vae).", id="another VAE",
        ),
        pytest.param(
            None, {"job": replace(JOB, loras=(Lora("ink.safetensors 5 ab"),))}, "changed",
            "Changed since it was drawn: the LoRAs (none instead of ink.safetensors).", id="a LoRA",
        ),
        pytest.param(
            None, {"job": replace(JOB, model="m.safetensors 5 ab")}, "changed",
            "Changed since it was drawn: the model (owner/name instead of m.safetensors).", id="a file",
        ),
        pytest.param(
            None, {"job": EVIL, "edits": {"model": "evil/model", "prompt": "x"}, "corrections": {"place": "van"}},
            "changed", "Changed since it was drawn: the model (owner/name instead of evil/model).",
            id="with edits and corrections that the author never made",
        ),
        pytest.param(
            None, {"job": replace(JOB, steps=9), "edits": {"model": "evil/model"}}, "changed",
            "Changed since it was drawn: steps.", id="a model that is nobody's edit",
        ),
        pytest.param(
            None, {"job": replace(JOB, steps=9), "edits": {"to_json": 1, "x" * 5000: 2}}, "changed",
            "Changed since it was drawn: steps.", id="no settings at all",
        ),
        pytest.param(
            hers(prompt="a red door"), {"job": EVIL}, "edited",
            "You edited its prompt file: prompt. "
            "Changed since it was drawn: the model (owner/name instead of evil/model).",
            id="edited as well",
        ),
        pytest.param(
            hers(model="owner/name"), {"job": EVIL}, "edited",
            "You edited its prompt file: model. "
            "Changed since it was drawn: the model (owner/name instead of evil/model).",
            id="the model edited",
        ),
        pytest.param(
            None, {"job": replace(JOB, steps=9), "edits": {"steps": 9}}, "edited", "You edited its prompt file: steps.",
            id="an edit taken back",
        ),
    ],
)  # fmt: skip
def test_a_picture_of_another_model_is_changed_and_both_are_named(file, record, status, reason):
    job = replace(JOB, prompt="a red door") if file and "prompt" in file.values else JOB

    assert judged(record, file, job) == (status, reason)


def test_a_name_that_goes_on_for_pages_is_cut():
    _, reason = judged({"job": replace(JOB, model="x" * 1_000_000)})

    assert len(reason) < 300


def test_settings_of_an_older_version_explain_a_picture():
    picture = replace(drawn(PLAN), record=replace(PLAN.record, job=replace(JOB, steps=9)))
    status, reason = judge(None, picture, JOB, "", ("steps", "cfg_cutoff"))

    assert status == "done"
    assert "an earlier version was told its steps and cfg cutoff" in reason


def test_edits_are_listed_by_what_was_done():
    assert say_edits(["prompt"], ["place", "time"], ["time"]) == (
        "You edited its prompt file: prompt. You corrected: time. You took back what you corrected: place."
    )


def test_a_picture_of_which_memory_had_room_for_a_part_only_is_up_to_date_and_says_so():
    asked = replace(JOB, guide=Guide((WOMAN,), "pose", net=Net("a/b", "openpose")).to_json())
    drawn_as = replace(JOB, guide=Guide((WOMAN,), "words").to_json())
    record = {"job": drawn_as, "asked": asked.guide}

    status, reason = judged(record, job=asked)

    assert status == "done"
    assert reason.startswith("Memory had no room for all that you asked for: the guide (words instead of pose). The")
    assert reason.endswith("--force tries again.")
    assert judged(record, job=drawn_as)[0] == "done"
    assert judged(record, job=replace(asked, steps=9))[0] == "changed"
