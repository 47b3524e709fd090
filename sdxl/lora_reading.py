"""An adapter's header in, what it changes of which layer out, or a sentence that says what the file is instead.

Nothing is loaded, and torch is not needed: names and shapes say it all, before the run.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from errors import RenderError, count, say_list
from sdxl import lora_kinds as kinds
from sdxl.headers import Header
from sdxl.kinds import MERGE, STEERING, WITH_BASE, find_kind, find_quantised
from sdxl.lora_kinds import ALPHA, DOWN, MAGNITUDE, SCALE, UP
from sdxl.model_layers import UNET, Layer, squash

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sdxl.headers import Shapes
    from sdxl.lora_kinds import Telltale
    from sdxl.model_layers import Layers, Shape

SDXL = "this engine draws with Stable Diffusion XL models: take one made for those"
DEEP = 4  # transformer blocks of an attention, from which on half of them tell a smaller relative
IN_ATTENTION = re.compile(r"(.*attentions\.\d+)\.transformer_blocks\.(\d+)\.")


@dataclass(frozen=True, slots=True)
class Change:
    """The names of the tensors that change one layer, "" where there is none."""

    down: str  # [rank, in, ...]
    up: str  # [out, rank, ...]
    alpha: str = ""  # a number; the change counts alpha / rank times, once without one
    scale: str = ""  # LyCORIS' DoRA: the lengths of the changed weights' rows [out, 1, ...] or columns [1, in, ...]
    magnitude: str = ""  # peft's DoRA: the lengths of the changed weights' rows


@dataclass(frozen=True, slots=True)
class Adapter:
    """What a file changes."""

    changes: Mapping[Layer, Change]
    unused: tuple[str, ...] = ()  # layers of the file that the model lacks
    unread: tuple[str, ...] = ()  # tensors without a known role, such as embeddings that were bundled
    doubt: str = ""  # the family that it states, where that is another

    @property
    def note(self) -> str:
        """What has to be said of it though it is drawn with; "" for nothing."""
        total = len(self.unused) + len(self.changes)
        said = []
        if self.unused:
            said.append(f"{len(self.unused)} of its {total} layers are none of this model's, such as {self.unused[0]}")
        embedded = sorted({found[1] for found in map(kinds.EMBEDDING.match, self.unread) if found})
        if embedded:
            said.append(f"its embeddings are not used, so {say_list(embedded)} in a prompt is a word like any other")
        if unknown := [one for one in self.unread if not kinds.EMBEDDING.match(one)]:
            said.append(f"{count(len(unknown), 'tensor')} in it of an unknown kind left out, such as {unknown[0]}")
        return "; ".join(said)


@dataclass(slots=True)
class Parsed:
    """Names of a file's tensors by layer, as the file calls it, and by role."""

    layers: dict[str, dict[str, str]] = field(default_factory=dict)
    rest: list[str] = field(default_factory=list)  # what has no role
    twice: list[str] = field(default_factory=list)  # layers that several adapters in the file change


def read_adapter(header: Header, layers: Layers, name: str) -> Adapter:
    """Find what a file's tensors change; raises RenderError where it is no adapter for this model, or no plain one.

    `name` is the file as the author knows it.
    """
    shapes, stated = header.shapes, header.metadata
    parsed = parse(shapes)
    refuse_others(parsed, header, name)
    refuse_families(shapes, stated, layers, name)
    if form := find_known(kinds.FORMS, shapes):
        raise RenderError(f"{name} is {form.what}, which cannot be laid over a model as it is: {kinds.MERGE}")
    if kind := find_quantised(Header(shapes, header.types, {})):  # metadata may speak of what it was trained on
        raise RenderError(f"{name} has {kind.says}: take the LoRA's file in half precision")
    if parsed.twice:
        raise RenderError(f"{name} holds several adapters, which all change {parsed.twice[0]}: save one alone")
    changes, unused = place(parsed, shapes, layers, name)
    if unused and not changes:
        raise RenderError(
            f"{name} is no LoRA for this model, or names its layers as this engine does not know, "
            f"such as {unused[0]}: take one made for SDXL, as Kohya's scripts or diffusers save it"
        )
    if len(changes) <= len(unused):
        raise RenderError(
            f"{name} is no LoRA for this model, which has {len(changes)} of its "
            f"{count(len(unused) + len(changes), 'layer')} and lacks {unused[0]}: take one made for SDXL"
        )
    refuse_relatives(changes, stated, layers, name)
    return Adapter(changes, tuple(unused), tuple(parsed.rest), find_other_base(stated))


def parse(names: Iterable[str]) -> Parsed:
    """Sort tensors by layer and role."""
    parsed = Parsed()
    for name in names:
        layer, role = split_role(name)
        if not role:
            parsed.rest.append(name)
            continue
        roles = parsed.layers.setdefault(layer, {})
        if role == DOWN and role in roles:
            parsed.twice.append(layer)
        roles[role] = name
    return parsed


ROLES = dict(kinds.ROLES)


def split_role(name: str) -> tuple[str, str]:
    """Split a tensor's name into its layer's and its role; the role is "" where it has none."""
    plain = kinds.NAMED.sub(r".\1.weight", name)
    ending = max((ending for ending in ROLES if plain.endswith(ending)), key=len, default="")
    return plain.removesuffix(ending), ROLES.get(ending, "")


def find_known(table: Sequence[Telltale], names: Iterable[str]) -> Telltale | None:
    """Give the first row of a table that any name matches."""
    every = tuple(names)
    return next((row for row in table if any(map(row.pattern.search, every))), None)


# --- What is no adapter, or none of this family -----------------------------------------------------------------------


def refuse_others(parsed: Parsed, header: Header, name: str) -> None:
    """Raise RenderError for a file of another kind."""
    is_adapter = any(DOWN in roles for roles in parsed.layers.values()) or find_known(kinds.FORMS, parsed.rest)
    kind = find_kind(header)
    if kind is None and not is_adapter:
        raise RenderError(f"{name} is a whole checkpoint and no LoRA: give it with --model")
    if kind is not None and (kind.cure in STEERING or (not is_adapter and kind.cure not in (WITH_BASE, MERGE))):
        raise RenderError(f"{name} is {kind.says} and no LoRA: {kind.cure}")
    if not is_adapter:
        raise RenderError(f'{name} is no LoRA that this engine knows, it holds "{min(header.shapes)}": {SDXL}')


def refuse_families(shapes: Shapes, stated: Mapping[str, str], layers: Layers, name: str) -> None:
    """Raise RenderError for an adapter of another family, told by its layers, their width, or what the file states."""
    family = find_known(kinds.FAMILIES, shapes)
    what = family.what if family else find_width(shapes, layers)
    if not what and not any(one.startswith(UNET_NAMES) for one in shapes):
        values = [stated[key] for key in kinds.STATEMENTS if key in stated]
        row = None if states_sdxl(stated) else find_known(kinds.STATED, values)
        what = row.what if row else find_old_text(shapes)
    if what:
        raise RenderError(f"{name} is a LoRA for {what}: {SDXL}")


UNET_NAMES = (
    "unet.",
    "lora_unet",
    "diffusion_model.",
    "model.diffusion_model.",
    "base_model.model.",
    "down_",
    "up_",
    "mid_",
    "lycoris_",
)


def find_width(shapes: Shapes, layers: Layers) -> str:
    """Give the family whose text has the width of this adapter's, "" where it is this model's."""
    of_model = {shape[1] for name, (_, shape) in layers[UNET].items() if kinds.TEXT_KEY.search(name)}
    for name, shape in shapes.items():
        is_down = split_role(name)[1] == DOWN
        if is_down and len(shape) > 1 and kinds.TEXT_KEY.search(name) and shape[1] not in of_model:
            return kinds.WIDTHS.get(shape[1], "")
    return ""


def find_old_text(shapes: Shapes) -> str:
    """Give the family of an adapter for text encoders alone whose names are those of before SDXL."""
    widths = {shape[1] for name, shape in shapes.items() if name.startswith(kinds.OLD_TEXT) and shape[1:]}
    is_old = any(name.startswith(kinds.OLD_TEXT) for name in shapes)
    return kinds.WIDTHS[1024 if 1024 in widths else 768] if is_old else ""  # noqa: PLR2004


def refuse_relatives(changes: Mapping[Layer, Change], stated: Mapping[str, str], layers: Layers, name: str) -> None:
    """Raise RenderError for an adapter of a smaller SDXL, whose layers are a part of SDXL's.

    A name and layers each tell it where it states no base; where that is SDXL, only both do.
    """
    row = find_known(kinds.RELATIVES, [stated[key] for key in kinds.STATEMENTS if key in stated])
    every = {layer.name for layer, _ in layers[UNET].values()}
    is_smaller = is_of_smaller([layer.name for layer in changes if layer.part == UNET], every)
    if bool(row) + is_smaller > states_sdxl(stated):
        what = row.what if row else "a smaller relative of SDXL, such as SSD-1B or Segmind Vega"
        raise RenderError(f"{name} is a LoRA for {what}: {SDXL}")


def states_sdxl(stated: Mapping[str, str]) -> bool:
    """Tell whether a file says that it is made for SDXL."""
    return any(kinds.OF_SDXL.search(stated.get(key, "")) for key in kinds.BASES)


def find_other_base(stated: Mapping[str, str]) -> str:
    """Give the family that a file says it is made for, "" where that is SDXL or unsaid."""
    row = find_known(kinds.STATED, [stated[key] for key in kinds.BASES if key in stated])
    return row.what if row and not states_sdxl(stated) else ""


def is_of_smaller(changed: Iterable[str], every: Iterable[str]) -> bool:
    """Tell whether only the first blocks of deep attentions are changed, and the middle not: the others are not there.

    A choice of blocks by a trainer takes whole attentions, or one block of each; no relative has one alone.
    """
    blocks, all_blocks = group_blocks(changed), group_blocks(every)
    is_cut = {
        attention: numbers == set(range(len(numbers))) and 1 < len(numbers) < len(all_blocks[attention])
        for attention, numbers in blocks.items()
        if len(all_blocks[attention]) >= DEEP
    }
    middle = is_cut.get("mid_block.attentions.0", True)
    return middle and sum(is_cut.values()) > 1


def group_blocks(layers: Iterable[str]) -> dict[str, set[int]]:
    """Give the numbers of transformer blocks by attention."""
    blocks: dict[str, set[int]] = {}
    for found in filter(None, map(IN_ATTENTION.match, layers)):
        blocks.setdefault(found[1], set()).add(int(found[2]))
    return blocks


# --- Which layer is meant ---------------------------------------------------------------------------------------------


def place(parsed: Parsed, shapes: Shapes, layers: Layers, name: str) -> tuple[dict[Layer, Change], list[str]]:
    """Find the model's layer for each of the file's; gives also those that the model lacks."""
    changes: dict[Layer, Change] = {}
    unused = []
    for key, roles in parsed.layers.items():
        if roles.keys() == {ALPHA}:  # some trainers write one for layers that they leave alone
            continue
        refuse_broken(key, roles, shapes, name)
        found = find_layers(key, layers)
        fitting = [layer for layer, weights in found if fits(roles, shapes, weights)]
        if not found:
            unused.append(key)
        elif not fitting:
            raise RenderError(say_misfit(key, shapes[roles[UP]], shapes[roles[DOWN]], found[0][1], name))
        else:
            changes[fitting[0]] = Change(
                roles[DOWN], roles[UP], roles.get(ALPHA, ""), roles.get(SCALE, ""), roles.get(MAGNITUDE, "")
            )
    return changes, unused


def refuse_broken(key: str, roles: Mapping[str, str], shapes: Shapes, name: str) -> None:
    """Raise RenderError where a layer lacks half of its pair, or its halves do not go together."""
    if DOWN not in roles or UP not in roles:
        raise RenderError(f"{name} is incomplete, {key} lacks one of its two matrices: fetch it again")
    down, up = shapes[roles[DOWN]], shapes[roles[UP]]
    if len(down) < 2 or len(up) < 2 or down[0] != up[1]:  # noqa: PLR2004
        raise RenderError(
            f"{name} is broken, the matrices of {key} do not go together ({up} and {down}): fetch it again"
        )


def fits(roles: Mapping[str, str], shapes: Shapes, weights: tuple[int, ...]) -> bool:
    """Tell whether a change has the shape of a layer's weights."""
    down, up = shapes[roles[DOWN]], shapes[roles[UP]]
    if SCALE in roles or MAGNITUDE in roles:
        length = math.prod(shapes[roles.get(SCALE) or roles[MAGNITUDE]])
        if length not in ((weights[0], weights[1]) if SCALE in roles else (weights[0],)):
            return False
    return up[0] == weights[0] and math.prod(down[1:]) == math.prod(weights[1:])


def say_misfit(key: str, up: tuple[int, ...], down: tuple[int, ...], weights: tuple[int, ...], name: str) -> str:
    """Say that a layer has another width."""
    return (
        f"{name} is no LoRA for this model: {key} is {up[0]} by {math.prod(down[1:])} wide, "
        f"the model's layer {weights[0]} by {math.prod(weights[1:])}; take one made for SDXL"
    )


def find_layers(key: str, layers: Layers) -> list[tuple[Layer, Shape]]:
    """Find the layers that a name can mean: one, or in a file that does not tell the modules apart, several."""
    prefix, parts = next((prefix, parts) for prefix, parts in kinds.PARTS if key.startswith(prefix))
    spelling = squash(key.removeprefix(prefix))
    for pattern, replacement in kinds.RESPELT:
        spelling = pattern.sub(replacement, spelling)
    return [layers[part][spelling] for part in parts if spelling in layers.get(part, {})]
