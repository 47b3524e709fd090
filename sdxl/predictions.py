"""What a model says of its noise in, the settings of its samplers out, or why this engine cannot draw with it.

SDXL predicts noise on a fixed schedule. A relative may predict velocity, on a schedule that ends in pure noise (zero
terminal SNR), which its file marks by tensors or metadata and its folder by the scheduler's settings. What was trained
on another kind of noise (EDM, flow matching) draws mud under these samplers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from errors import NovelError, RenderError
from typed import a_flag, a_text, anything, fields, finite, list_of, one_of, or_none, whole
from untrusted import read_json

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from typed import Reader

Schedule = dict[str, Any]  # a scheduler's settings, as diffusers names them

SCHEDULER: Schedule = {  # of SDXL's base model, all that its samplers read
    "_class_name": "EulerDiscreteScheduler",
    "beta_start": 0.00085,
    "beta_end": 0.012,
    "beta_schedule": "scaled_linear",
    "clip_sample": False,  # the latents are no picture, whose values would end at 1
    "num_train_timesteps": 1000,
    "set_alpha_to_one": False,
    "steps_offset": 1,
    "timestep_spacing": "leading",
}


def counted(lowest: int, highest: int) -> Reader[int]:
    """Make the reader of a count in a range, which some programs write as 1000.0."""
    read = whole(lowest, highest)
    return lambda key, value: read(key, int(value) if isinstance(value, float) and value.is_integer() else value)


# What a folder may say of its model. The sampler it was saved with, and how that was set, make room for the author's.
STATED = {
    "num_train_timesteps": counted(1, 100_000),
    "beta_start": finite(0, 1),
    "beta_end": finite(0, 1),
    "beta_schedule": a_text,
    "trained_betas": list_of(finite(0, 1)),
    "prediction_type": a_text,
    "rescale_betas_zero_snr": a_flag,
    "timestep_spacing": one_of("leading", "trailing", "linspace"),
    "steps_offset": counted(0, 1000),
}
# Samplers of models that are trained on a schedule like SDXL's, by how diffusers' name begins.
DISCRETE = (
    *("DDIM", "DDPMScheduler", "DDPMParallel", "DEIS", "DPMSolver", "EulerA", "EulerDiscrete", "Heun", "KDPM2", "LCM"),
    *("LMSDiscrete", "PNDM", "SASolver", "TCD", "UniPC"),
)
EDM = "was trained on EDM's noise, as Playground v2.5 and CosXL are"
FLOW = "was trained by flow matching, as Stable Diffusion 3 and FLUX are"
PICTURE = "predicts the picture itself in place of its noise"


class NoiseMark(NamedTuple):
    """A mark of noise that this engine does not draw from: a key and how its value begins ("": any but none)."""

    key: str
    begins: str
    says: str


SETTINGS = (  # of a folder's scheduler
    NoiseMark("_class_name", "EDM", EDM),
    NoiseMark("_class_name", "CosineDPM", EDM),
    NoiseMark("_class_name", "KarrasVe", EDM),
    NoiseMark("_class_name", "Flow", FLOW),
    NoiseMark("_class_name", "LTXEulerAncestralRF", FLOW),
    NoiseMark("prediction_type", "flow", FLOW),
    NoiseMark("prediction_type", "sample", PICTURE),
    NoiseMark("prediction_type", "original_sample", PICTURE),
    NoiseMark("use_flow_sigmas", "True", FLOW),
    NoiseMark("timestep_type", "continuous", EDM),
    NoiseMark("sigma_data", "", EDM),
    NoiseMark("sigma_schedule", "", EDM),
)
TENSORS = (  # of a single file
    ("edm_mean", "is Playground v2.5, which was trained on EDM's noise"),
    ("edm_std", "is Playground v2.5, which was trained on EDM's noise"),
    ("edm_vpred.sigma_max", "is of the family CosXL, which was trained on EDM's noise"),
    ("edm_vpred.sigma_min", "is of the family CosXL, which was trained on EDM's noise"),
)
# Where programs write what a model predicts, and that its noise ends with no signal at all.
PREDICTS = ("modelspec.prediction_type", "modelspec.predict_key", "ss_prediction_type", "prediction_type")
WORDS = (
    NoiseMark("", "edm", EDM),
    NoiseMark("", "flow", FLOW),
    NoiseMark("", "rectified", FLOW),
    NoiseMark("", "rf", FLOW),
    NoiseMark("", "sample", PICTURE),
    NoiseMark("", "x0", PICTURE),
)
VELOCITY = ("ss_v_parameterization", "v_parameterization")
ZERO = ("ss_zero_terminal_snr", "modelspec.zero_terminal_snr", "zero_terminal_snr", "ztsnr")
YES = ("true", "1", "yes")
ANOTHER = "choose another model with --model"
BETAS = ("linear", "scaled_linear", "squaredcos_cap_v2")  # how noise grows, as these samplers know it


# --- Single files ---------------------------------------------------------------------------------------------------


def schedule_of_file(names: Collection[str], metadata: Mapping[str, str]) -> Schedule:
    """Work out the schedule of a checkpoint from its tensors' names and what it says of itself."""
    marked: Schedule = {}
    if "v_pred" in names or says_velocity(metadata):
        marked["prediction_type"] = "v_prediction"
    if "ztsnr" in names or (marked and says_yes(metadata, ZERO)):  # of noise prediction it cannot be true
        marked["rescale_betas_zero_snr"] = True
    return {**SCHEDULER, **marked}


def check_file_noise(names: Collection[str], metadata: Mapping[str, str], called: str) -> None:
    """Raise RenderError for a checkpoint that was trained on another kind of noise."""
    for tensor, says in TENSORS:
        if tensor in names:
            raise RenderError(f"{called} {says}: {ANOTHER}")
    for key in PREDICTS:
        for mark in WORDS:
            if metadata.get(key, "").lower().startswith(mark.begins):
                raise RenderError(f"{called} {mark.says}, as it says of itself: {ANOTHER}")


def says_velocity(metadata: Mapping[str, str]) -> bool:
    """Tell whether a file says of itself that it predicts velocity."""
    return any(metadata.get(key, "").lower().startswith("v") for key in PREDICTS) or says_yes(metadata, VELOCITY)


def says_yes(metadata: Mapping[str, str], keys: Collection[str]) -> bool:
    """Tell whether a file's metadata affirms one of these keys."""
    return any(metadata.get(key, "").lower() in YES for key in keys)


# --- Folders --------------------------------------------------------------------------------------------------------


def schedule_of_folder(folder: Path, called: str = "") -> Schedule:
    """Read the schedule of a model's folder; raises RenderError where it is broken or of another kind of noise."""
    path = folder / "scheduler" / "scheduler_config.json"
    try:
        read = fields({}, {key: or_none(reader) for key, reader in STATED.items()}, anything)("", read_json(path))
    except (NovelError, OSError) as error:
        raise RenderError(f"{path} cannot be used ({error}): fetch the model again") from None
    check_settings(read, called or str(folder))
    return {**SCHEDULER, **{key: read[key] for key in STATED if read.get(key) is not None}}


def check_settings(settings: Mapping[str, Any], called: str) -> None:
    """Raise RenderError for scheduler settings of another kind of noise."""
    for mark in SETTINGS:
        value = settings.get(mark.key)
        if value is not None and str(value).startswith(mark.begins):
            raise RenderError(f"{called} {mark.says}: {ANOTHER}")
    name = str(settings.get("_class_name") or SCHEDULER["_class_name"])
    if not name.startswith(DISCRETE):
        raise RenderError(f'{called} has a scheduler "{name[:60]}" that this engine does not know: {ANOTHER}')
    betas = settings.get("beta_schedule") or SCHEDULER["beta_schedule"]
    if betas not in BETAS and not settings.get("trained_betas"):
        raise RenderError(f'{called} has a noise schedule "{betas[:60]}" that this engine does not know: {ANOTHER}')
    predicts = settings.get("prediction_type") or "epsilon"
    if predicts not in ("epsilon", "v_prediction"):
        raise RenderError(f'{called} predicts "{predicts[:60]}", which this engine does not know: {ANOTHER}')


# --- Both -----------------------------------------------------------------------------------------------------------


def ends_in_noise(schedule: Mapping[str, Any]) -> bool:
    """Tell whether a model's noise ends with no signal at all (zero terminal SNR)."""
    return bool(schedule.get("rescale_betas_zero_snr"))
