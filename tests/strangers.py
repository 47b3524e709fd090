"""Pictures whose recipes were written by strangers, and a network that nobody may touch."""

import json
import socket
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from workspace.pictures import CHUNK

CONTACTS = (
    "huggingface_hub.snapshot_download",
    "huggingface_hub.hf_hub_download",
    "huggingface_hub.HfApi.model_info",
    "huggingface_hub.file_download.hf_hub_download",
)


class Contacted(BaseException):
    """Something asked for the network; no handler of errors hides it."""


def watch_network(monkeypatch):
    """Let whatever asks the hub, or opens a connection, fail loudly; gives the list of what was asked for."""
    asked = []

    def refuse(*arguments, **named):
        asked.append((arguments, named))
        raise Contacted(arguments)

    import huggingface_hub.file_download  # noqa: F401  it has a name of its own for one function

    for name in CONTACTS:
        monkeypatch.setattr(name, refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    return asked


def read_recipe(path):
    """Give a picture's recipe as JSON values."""
    with Image.open(path) as image:
        return json.loads(image.info[CHUNK])


def write_recipe(path, recipe):
    """Write another recipe into a picture: what a stranger does; its numbers may be infinite."""
    with Image.open(path) as image:
        image.load()
    chunks = PngImagePlugin.PngInfo()
    chunks.add_text(CHUNK, recipe if isinstance(recipe, str) else json.dumps(recipe))
    image.save(path, pnginfo=chunks)


def change_recipe(path, **changes):
    """Change tables of a recipe: `job={"model": "evil/model"}`; another value stands as it is."""
    recipe = read_recipe(path)
    for key, value in changes.items():
        recipe[key] = {**recipe[key], **value} if isinstance(value, dict) else value
    write_recipe(path, recipe)


def list_opened(monkeypatch, marks):
    """Note every file that is opened whose path has one of these marks."""
    opened = []
    real = Path.open

    def note(path, *arguments, **named):
        if any(mark in str(path) for mark in marks):
            opened.append(str(path))
        return real(path, *arguments, **named)

    monkeypatch.setattr(Path, "open", note)
    return opened


quiet_numpy = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")
