"""The settings of a model's modules in, its layers out: what an adapter can be laid over, under all of their names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sdxl.needed import FOLDER, ORIGINAL, Settings, is_known, text_tensors, unet_tensors

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

WEIGHT = ".weight"
TEXT_MODEL = "text_model."  # before the names of a text encoder's layers, or not: libraries differ by version
UNET, TEXT, SECOND_TEXT = ADAPTED = ("unet", "text_encoder", "text_encoder_2")


class Layer(NamedTuple):
    """One layer with weights."""

    part: str  # its module
    name: str  # diffusers' or transformers', without `text_model.`


Shape = tuple[int, ...]
Layers = dict[str, dict[str, tuple[Layer, Shape]]]  # by module, by each of a layer's names with underscores


def list_model_layers(settings: Mapping[str, Settings]) -> Layers:
    """List the layers of modules with these settings; none of a UNet whose settings are unknown."""
    return {
        part: {
            squash(spelling): (Layer(part, name), shape) for spelling, name, shape in list_names(part, settings[part])
        }
        for part in ADAPTED
        if part in settings
    }


def list_names(part: str, settings: Settings) -> Iterator[tuple[str, str, Shape]]:
    """List a module's weights: a name, diffusers' name and the shape; in a UNet's, trainers also use original names."""
    if part == UNET and is_known(settings):
        for (name, shape), (original, _) in zip(
            unet_tensors(settings, FOLDER), unet_tensors(settings, ORIGINAL), strict=True
        ):
            if name.endswith(WEIGHT):
                ours = name.removesuffix(WEIGHT)
                yield original.removesuffix(WEIGHT), ours, shape
                yield ours, ours, shape
    elif part != UNET:
        for name, shape in text_tensors(settings):
            if name.endswith(WEIGHT):
                yield name.removesuffix(WEIGHT), name.removesuffix(WEIGHT), shape
        if part == SECOND_TEXT:
            yield "text_projection", "text_projection", (settings["projection_dim"], settings["hidden_size"])


def squash(name: str) -> str:
    """Write a layer's name as Kohya's trainer does."""
    return name.replace(".", "_")


def bare(name: str) -> str:
    """Give a text encoder's layer the name that it has in all versions of the libraries."""
    return name.removeprefix(TEXT_MODEL)


def weights_of(modules: Mapping[str, Any]) -> dict[Layer, Any]:
    """Give the weights of loaded modules by layer."""
    return {
        Layer(part, bare(name.removesuffix(WEIGHT))): weight
        for part, module in modules.items()
        for name, weight in module.named_parameters()
        if name.endswith(WEIGHT)
    }
