"""A picture's recipe as AUTOMATIC1111 writes it, for the tools and sites that read that."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from sdxl.guides import guide_of
from sdxl.models import bare_name
from sdxl.schedulers import find_scheduler

if TYPE_CHECKING:
    from records import RenderJob
    from sdxl.guides import Guide
    from workspace.picture_records import PictureRecord

# Digits of a digest that readers expect. Ours is of a file's ends, since a job records no more: it has their form and
# tells files apart, but no site finds a model by it.
MODEL_DIGITS, LORA_DIGITS = 10, 12
SUFFIX = ".safetensors"


def make_parameters(record: PictureRecord) -> str:
    """Write the job the way AUTOMATIC1111 does: prompt, negative prompt, and a last line of `key: value` pairs."""
    job = record.job
    negative = f"Negative prompt: {escape_prompt(job.negative_prompt)}" if job.negative_prompt else ""
    tags = [f"<lora:{stem(lora.name)}:{lora.weight:g}>" for lora in job.loras]  # there an adapter stands in the prompt
    prompt = " ".join(filter(None, [escape_prompt(job.prompt), *tags]))
    lines = [line for line in (prompt, negative) if line]  # a panel is drawn from no prompt
    values = {**sampling_values(job), "Seed": job.seed, "Size": f"{job.width}x{job.height}", **model_values(job)}
    values |= {"Chapter": record.chapter, "Scene": record.scene, "Version": f"novel-scenes {record.version}"}
    return "\n".join([*lines, ", ".join(f"{key}: {quote_value(str(value))}" for key, value in values.items())])


def escape_prompt(prompt: str) -> str:
    """Put a prompt on one line and escape what means more than its words to other tools: weights, the prompt's end."""
    plain = re.sub(r"[\\()\[\]]", r"\\\g<0>", " ".join(prompt.split()))
    return plain.replace("Negative prompt:", "Negative prompt :")


def sampling_values(job: RenderJob) -> dict[str, object]:
    """Name steps, sampler and guidance; a storyboard has none."""
    if job.engine == "storyboard":
        return {"Steps": 0, "Sampler": "storyboard", "CFG scale": 0}
    scheduler = find_scheduler(job.scheduler)
    schedule = {"Schedule type": scheduler.schedule_type} if scheduler.schedule_type else {}
    return {"Steps": job.steps, "Sampler": scheduler.sampler, **schedule, "CFG scale": job.guidance}


def model_values(job: RenderJob) -> dict[str, object]:
    """Name model, VAE and adapters, where there are any, each with the beginning of its digest."""
    values: dict[str, object] = {}
    if job.model:
        values |= {**hash_value("Model", job.model), "Model": stem(job.model)}
    if job.vae:
        values |= {**hash_value("VAE", job.vae), "VAE": bare_name(job.vae)}
    hashes = [f"{stem(lora.name)}: {digest[:LORA_DIGITS]}" for lora in job.loras if (digest := digest_of(lora.name))]
    if hashes:
        values["Lora hashes"] = ", ".join(hashes)
    return values | {"RNG": "CPU"} | guide_values(guide_of(job))


def guide_values(guide: Guide | None) -> dict[str, object]:
    """Name what directed a picture besides its prompt; nothing where nothing did."""
    if guide is None:
        return {}
    values: dict[str, object] = {"Guide": guide.kind} if guide.kind != "none" else {}
    for key, net in (("Guide net", guide.net), ("Likeness net", guide.likeness_net)):
        if net:
            values |= {**hash_value(key, net.name), key: stem(net.name), f"{key} weight": net.strength}
    values |= {"Likeness": guide.likeness} if guide.portraits else {}
    return values | ({"Faces": guide.faces.size} if guide.faces else {})


def hash_value(key: str, identity: str) -> dict[str, object]:
    """Give the beginning of a file's digest under the key that readers look for; a hub's model has none."""
    digest = digest_of(identity)
    return {f"{key} hash": digest[:MODEL_DIGITS]} if digest else {}


def digest_of(identity: str) -> str:
    """Give the digest that stands behind a local file's name and size; "" where there is none."""
    return identity.rpartition(" ")[2] if bare_name(identity) != identity else ""


def stem(identity: str) -> str:
    """Name a model or an adapter as other tools do, without folder and suffix; a model of the hub by its id."""
    name = bare_name(identity)
    return name.rpartition("/")[2].removesuffix(SUFFIX) if name.endswith(SUFFIX) else name


def quote_value(value: str) -> str:
    """Quote a value that holds what separates values."""
    return json.dumps(value, ensure_ascii=False) if re.search(r"[,:\n\"]", value) else value
