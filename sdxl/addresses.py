"""What was pasted where a model, VAE or LoRA belongs and is none as it stands: how to write it, in a sentence.

Nothing is fetched from an address by itself: what it leads to may be any file, and another one tomorrow.
"""

from __future__ import annotations

import re
import shlex
from typing import NamedTuple
from urllib.parse import unquote

HUB = r"(?:https?://)?(?:www\.)?(?:huggingface\.co|hf\.co|hf-mirror\.com)/"
NAME = r"(?P<id>[\w.-]+/[\w.-]+?)"
END = r"/?(?:[?#].*)?"
PART = r"(?![.\s])[^/\\:*?\"<>|\x00-\x1f\x7f]+"  # of a file's name on the hub: no "..", no drive, no line end
AROUND = " \t\r\n\"'<>"  # what is pasted along


class Address(NamedTuple):
    """One form of address: what it is and what to give instead, with "{option}", "{id}", "{file}" in it."""

    pattern: re.Pattern[str]
    says: str
    examples: tuple[str, ...]


def address(pattern: str, says: str, *examples: str) -> Address:
    """Make a row; the pattern must fit the whole text."""
    return Address(re.compile(pattern, re.IGNORECASE | re.ASCII), says, examples)


FETCH = "{fetch}"  # see say_fetch
WRITE = "{write}"  # see say_write
FROM_PAGE = "download the .safetensors file there, and give its path: {option} PATH"
ADDRESSES = (  # the first that fits counts
    address(
        rf"{HUB}(?P<kind>datasets|spaces|collections|papers|docs)/.*",
        "is no model's page of the hub: {option} takes a model's, as owner/name",
        "https://huggingface.co/spaces/owner/name",
        "https://huggingface.co/datasets/owner/name",
    ),
    address(
        rf"{HUB}{NAME}/(?:blob|resolve|raw)/(?P<revision>[^/?#]+)/(?P<file>[^?#]+){END}",
        f"is the page of a file of the hub: {FETCH}",
        "https://huggingface.co/owner/name/blob/main/sd_xl_base_1.0.safetensors",
        "https://huggingface.co/owner/name/resolve/main/unet/x.safetensors?download=true",
        "hf.co/owner/name/blob/main/x.safetensors",
    ),
    address(
        rf"{HUB}{NAME}(?:\.git)?(?:/discussions.*|/(?:tree|commits|commit)(?:/(?P<revision>[^/?#]+).*)?)?{END}",
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
        rf"(?:git@hf\.co:|git@huggingface\.co:|ssh://git@hf\.co/|hf:(?://)?(?:models/)?){NAME}(?:\.git)?/?",
        f"is the address of a model of the hub: {WRITE}",
        "git@hf.co:owner/name.git",
        "hf://owner/name",
        "hf://models/owner/name",
        "hf:owner/name",
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
        "is a folder of the hub's cache: {write}",
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
        rf"{NAME}[@:#](?P<revision>[\w.-]+)",
        f"names a revision: {WRITE}",
        "owner/name@fp16",
        "owner/name:v1.0",
        "owner/name#v1",
    ),
    address(
        rf"{NAME}/(?P<file>(?:{PART}/)*{PART}\.safetensors)",
        f"is no file here; if it is one of the hub, {FETCH}",
        "owner/name/sd_xl_base_1.0.safetensors",
        "owner/name/sub folder/my model (v1)+.safetensors",
    ),
    address(
        rf"(?=[\"'\s]|.*[\"'\s]$)[\"'\s]*{NAME}[\"'\s]*",
        f"has blanks or quotation marks around it: {WRITE}",
        " owner/name",
        "owner/name ",
        '"owner/name"',
        "owner/name\n",
    ),
)


USUAL = ("", "main", "None")  # revisions that need not be said


def explain_address(text: str, option: str, weight: str = "") -> str:
    """Say how to write what was pasted, with the option that it was given to; "" where it is no address.

    `weight` is what stood behind it, such as ":0.8".
    """
    for pasted in dict.fromkeys((text.strip(AROUND), text)):
        for row in ADDRESSES:
            found = row.pattern.fullmatch(pasted)
            if found and not re.search(r"--|\.\.", found.groupdict().get("id") or ""):  # which no id of the hub has
                return f'"{text.strip()}" {fill(row.says, found.groupdict(), option, weight)}'
    return ""


def fill(says: str, found: dict[str, str | None], option: str, weight: str) -> str:
    """Fill a row's gaps with what its pattern found."""
    hub_id = found.get("id") or f"{found.get('owner')}/{found.get('model')}"
    revision = unquote(found.get("revision") or "")
    file = unquote(found.get("file") or "").strip()
    return says.format(
        option=option,
        fetch=say_fetch(hub_id, revision, file, option, weight),
        write=say_write(hub_id, revision, option, weight),
    )


def say_fetch(hub_id: str, revision: str, file: str, option: str, weight: str) -> str:
    """Say how to give a file of the hub: adapters by their names, others by their paths."""
    if option == "--lora" and revision in USUAL:
        return f"write it as {option} {quoted(f'{hub_id}/{file}{weight}')}"
    return fetch(f"{hub_id} {quoted(file)}", revision, f"{option} PATH{weight}")


def say_write(hub_id: str, revision: str, option: str, weight: str) -> str:
    """Say how to give a repository of the hub: by its id, or by its path where another version is meant."""
    if option == "--lora":
        return f"write it as {option} {hub_id}/FILE.safetensors{weight}, with the name of the file that its page lists"
    if revision in USUAL:
        return f"write it as {option} {hub_id}"
    return fetch(hub_id, revision, f"{option} PATH")


def fetch(what: str, revision: str, give: str) -> str:
    """Say how to bring what is then given by its path."""
    version = "" if revision in USUAL else f" --revision {quoted(revision)}"
    return f"fetch it with `hf download {what}{version}`, and give the path that this prints: {give}"


def quoted(text: str) -> str:
    """Write a text as a command line takes it, in quotation marks where it needs some."""
    if re.fullmatch(r"[\w./:@+=,-]+", text):
        return text
    return shlex.quote(text) if re.search(r'["$`\\!]', text) else f'"{text}"'
