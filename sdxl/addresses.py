"""What was pasted where a model, VAE or LoRA belongs and is none as it stands: how to write it, in a sentence.

Nothing is fetched from an address by itself: what it leads to may be any file, and another one tomorrow.
"""

from __future__ import annotations

import re
from typing import NamedTuple

HUB = r"(?:https?://)?(?:www\.)?(?:huggingface\.co|hf\.co|hf-mirror\.com)/"
NAME = r"(?P<id>[\w.-]+/[\w.-]+?)"
END = r"/?(?:[?#].*)?"


class Address(NamedTuple):
    """One form of address: what it is and what to give instead, with "{option}", "{id}", "{file}" in it."""

    pattern: re.Pattern[str]
    says: str
    examples: tuple[str, ...]


def address(pattern: str, says: str, *examples: str) -> Address:
    """Make a row; the pattern must fit the whole text."""
    return Address(re.compile(pattern, re.IGNORECASE | re.ASCII), says, examples)


FETCH = "{fetch}"  # see HUB_FILES
WRITE = "write it as {option} {id}"
FROM_PAGE = "download the .safetensors file there, and give its path: {option} PATH"
ADDRESSES = (  # the first that fits counts
    address(
        rf"{HUB}(?P<kind>datasets|spaces|collections|papers|docs)/.*",
        "is no model's page of the hub: {option} takes a model's, as owner/name",
        "https://huggingface.co/spaces/owner/name",
        "https://huggingface.co/datasets/owner/name",
    ),
    address(
        rf"{HUB}{NAME}/(?:blob|resolve|raw)/[^/]+/(?P<file>[^?#]+){END}",
        f"is the page of a file of the hub: {FETCH}",
        "https://huggingface.co/owner/name/blob/main/sd_xl_base_1.0.safetensors",
        "https://huggingface.co/owner/name/resolve/main/unet/x.safetensors?download=true",
        "hf.co/owner/name/blob/main/x.safetensors",
    ),
    address(
        rf"{HUB}{NAME}(?:\.git)?(?:/(?:tree|commits|discussions|commit)(?:/.*)?)?{END}",
        f"is the page of a model of the hub: {WRITE}",
        "https://huggingface.co/owner/name",
        "https://huggingface.co/owner/name/",
        "https://huggingface.co/owner/name/tree/main",
        "https://huggingface.co/owner/name/tree/main/unet",
        "https://huggingface.co/owner/name.git",
        "huggingface.co/owner/name",
        "https://hf-mirror.com/owner/name?library=diffusers",
    ),
    address(
        rf"(?:git@hf\.co:|git@huggingface\.co:|ssh://git@hf\.co/|hf://(?:models/)?){NAME}(?:\.git)?/?",
        f"is the address of a model of the hub: {WRITE}",
        "git@hf.co:owner/name.git",
        "hf://owner/name",
        "hf://models/owner/name",
    ),
    address(
        r"(?:https?://)?(?:www\.)?civitai\.\w+/.*|urn:air:.*|civitai:.*",
        f"is an address of Civitai: {FROM_PAGE}",
        "https://civitai.com/models/133005?modelVersionId=782002",
        "https://civitai.com/api/download/models/782002",
        "civitai.com/models/133005",
        "urn:air:sdxl:checkpoint:civitai:133005@782002",
    ),
    address(
        r"[a-z][a-z0-9+.-]+://.*",
        f"is an address of the web: {FROM_PAGE}",
        "https://modelscope.cn/models/owner/name",
        "https://github.com/owner/name/releases/download/v1/x.safetensors",
        "ftp://host/x.safetensors",
        "file:///home/me/x.safetensors",
    ),
    address(
        r"(?:.*[/\\])?models--(?P<owner>[\w.-]+?)--(?P<model>[\w.-]+?)(?:[/\\].*)?",
        "is a folder of the hub's cache: write the model as {option} {owner}/{model}",
        "models--owner--name",
        "/home/me/.cache/huggingface/hub/models--owner--name/snapshots",
    ),
    address(
        rf"{NAME}\.git/?",
        f"is a repository's address: {WRITE}",
        "owner/name.git",
    ),
    address(
        rf"{NAME}/",
        f"ends with a slash, and is no folder here: {WRITE}",
        "owner/name/",
    ),
    address(
        rf"{NAME}[@:](?P<revision>[\w.-]+)",
        "names a revision: fetch it with `hf download {id} --revision {revision}`, and give the path that this prints: "
        "{option} PATH",
        "owner/name@fp16",
        "owner/name:v1.0",
    ),
    address(
        rf"{NAME}/(?P<file>(?:[\w.-]+/)*[\w.-]+\.safetensors)",
        f"is no file here; if it is one of the hub, {FETCH}",
        "owner/name/sd_xl_base_1.0.safetensors",
    ),
    address(
        rf"[\"'\s]+{NAME}[\"'\s]*|{NAME.replace('id', 'id2')}[\"'\s]+",
        "has blanks or quotation marks around it: leave them out",
        " owner/name",
        "owner/name ",
        '"owner/name"',
    ),
)


FETCH_FILE = "fetch it with `hf download {id} {file}`, and give the path that this prints: {option} PATH"
HUB_FILES = {"--lora": "write it as {option} {id}/{file}"}  # options that take a file of the hub as it is


def explain_address(text: str, option: str) -> str:
    """Say how to write what was pasted, with the option that it was given to; "" where it is no address."""
    for row in ADDRESSES:
        found = row.pattern.fullmatch(text)
        if found and not re.search(r"--|\.\.", found.groupdict().get("id") or ""):  # which no id of the hub has
            says = row.says.replace(FETCH, HUB_FILES.get(option, FETCH_FILE))
            return f'"{text}" {says.format(option=option, **found.groupdict())}'
    return ""
