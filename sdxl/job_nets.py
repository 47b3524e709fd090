"""Jobs in, the networks that their guides need out: each found once, and judged for the model that draws."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from errors import NovelError, RenderError
from sdxl.guide_nets import find_net, find_net_here, fit_net
from sdxl.guides import guide_of
from sdxl.known_nets import USES
from sdxl.net_maps import find_net_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from records import RenderJob
    from sdxl.guide_nets import FoundNet
    from sdxl.options import EngineOptions

IP = "ip-adapter"  # of USES


def list_wanted(job: RenderJob) -> Iterator[tuple[str, str]]:
    """List the networks that a job needs: the name by which it knows each, and what for."""
    guide = guide_of(job)
    if guide and (net := find_net_of(guide)):
        yield net.name, guide.kind
    if guide and guide.prompts_by and guide.portraits:
        yield guide.prompts_by.name, IP


def find_nets(
    jobs: Iterable[RenderJob], options: EngineOptions, read_unet: Callable[[], Mapping[str, Any]], model: str
) -> dict[str, FoundNet]:
    """Find the networks of jobs by the names that jobs know them by; `read_unet` gives the settings of the UNet.

    Raises RenderError where one cannot be had, is of another kind, or is made for another model.
    """
    known = {(choice.identity, choice.use): choice for choice in options.guide_nets}
    found: dict[str, FoundNet] = {}
    for name, use in dict.fromkeys(wanted for job in jobs for wanted in list_wanted(job)):
        if (name, use) not in known:
            option = USES[use].option
            raise RenderError(f'network "{name}" is not among those of this run: give it with {option}')
        found[name] = fit_net(find_net(known[name, use]), read_unet(), model)
    return found and {**find_spare(options, read_unet, model), **found}


def find_spare(options: EngineOptions, read_unet: Callable[[], Mapping[str, Any]], model: str) -> dict[str, FoundNet]:
    """Find the network that poses are drawn with where memory is short; nothing where it is not here, or unfit."""
    spare = options.spare_net
    choices = [one for one in options.guide_nets if spare and (one.identity, one.use) == (spare.name, "pose")]
    try:
        found = [find_net_here(choice) for choice in choices[:1]]
        return {one.choice.identity: fit_net(one, read_unet(), model) for one in found if one}
    except NovelError:
        return {}
