"""What directs a scene's picture besides its prompt: guide, networks, likeness and faces, from the strongest source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from errors import NovelError, RenderError, UsageError
from sdxl.guide_nets import resolve_net
from sdxl.guides import Net, Reference
from workspace.novel_keys import NOVEL_FILE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sdxl.guide_nets import NetChoice
    from workspace.run_settings import GuideDefaults

FindNet = Callable[[str, str], "NetChoice"]  # a name and what it is for: "pose", "strong" or "ip-adapter"
WITH_NET = ("pose", "strong")
IP_ADAPTER = "ip-adapter"


@dataclass(frozen=True, slots=True)
class UsedNet:
    """A network that was found, and how it is used."""

    choice: NetChoice
    strength: float
    end: float  # share of the steps after which it is silent

    @property
    def recorded(self) -> Net:
        """The network as a job records it."""
        return Net(self.choice.identity, self.choice.reads, self.strength, self.end)


@dataclass(frozen=True, slots=True)
class GuideSettings:
    """One scene's settings of its guide, resolved."""

    kind: str = "none"  # one of GUIDES
    share: float = 0.3  # of the picture's own words inside a person
    net: UsedNet | None = None
    likeness: str = ""  # one of LIKENESSES; "" for none
    likeness_net: UsedNet | None = None
    reference: Reference = field(default_factory=Reference)  # how a portrait is read along
    faces: bool = False

    @property
    def nets(self) -> tuple[NetChoice, ...]:
        """The networks that it needs."""
        return tuple(used.choice for used in (self.net, self.likeness_net) if used)


class AskedGuide(NamedTuple):
    """What is asked to direct a scene, before anything is looked for."""

    kind: str  # one of GUIDES
    likeness: str  # one of LIKENESSES; "" for none
    faces: bool

    def directs(self, *, has_portrait: bool) -> bool:
        """Tell whether any of it directs a picture whose people have a portrait, or have none."""
        return self.kind != "none" or self.faces or (bool(self.likeness) and has_portrait)


def ask_guide(ask: Callable[[str], Any], usual: GuideDefaults) -> AskedGuide:
    """Find what the strongest source asks for, else what config.py says."""
    faces, likeness = ask("faces"), ask("likeness") or usual.likeness
    likeness = "" if likeness == "none" else likeness
    return AskedGuide(ask("guide") or usual.kind, likeness, usual.faces if faces is None else faces)


def resolve_guide(
    ask: Callable[[str], Any], book: Mapping[str, Any], usual: GuideDefaults, find_net: FindNet
) -> GuideSettings:
    """Resolve what directs a scene, as the strongest source says that is asked; `book` is what `novel.toml` says.

    Raises NovelError where a network is not there.
    """
    kind, likeness, faces = ask_guide(ask, usual)

    def use_net(key: str, use: str) -> UsedNet:
        row = usual.nets[use]
        return UsedNet(find_named(ask(key), row.net, use, book.get(key), find_net), row.strength, row.end)

    return GuideSettings(
        kind=kind,
        share=usual.share,
        net=use_net("guide_net", kind) if kind in WITH_NET else None,
        likeness=likeness,
        likeness_net=use_net("likeness_net", likeness) if likeness == IP_ADAPTER else None,
        reference=usual.reference,
        faces=faces,
    )


def find_named(asked: Any, usual: str, use: str, in_book: Any, find_net: FindNet) -> NetChoice:  # noqa: ANN401
    """Find the network that is asked for, else the usual one; raises NovelError, with the file that names it."""
    try:
        return find_net(asked or usual, use)
    except UsageError as error:
        if asked is None or asked is in_book:
            raise RenderError(f"{'config.py' if asked is None else NOVEL_FILE}: {error}") from None
        raise


def find_spare(nets: Iterable[NetChoice], usual: GuideDefaults) -> UsedNet | None:
    """Find the network of "pose", to which pictures of "strong" are lowered where memory is short; None without one."""
    if not any(net.use == "strong" for net in nets):
        return None
    row = usual.nets["pose"]
    try:
        return UsedNet(resolve_net(row.net, "pose"), row.strength, row.end)
    except NovelError:  # config.py names none that is there: words come next
        return None


def check_nets(given: Mapping[str, Any], find_net: FindNet) -> None:
    """Find the networks that a command line gives with its guide, kept for SDXL; raises NovelError where one is not."""
    if given.get("guide") in WITH_NET and "guide_net" in given:
        find_net(given["guide_net"], given["guide"])
    if given.get("likeness") == IP_ADAPTER and "likeness_net" in given:
        find_net(given["likeness_net"], IP_ADAPTER)
