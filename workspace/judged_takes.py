"""A scene's takes in, the best first out, and why: whether everybody wears their own colour and nobody a neighbour's.

The author still chooses. Panels are not judged, whose colours are always those stated, nor pictures without colours.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from errors import NovelError
from storyboard.colour_bleed import JudgedCoat, judge_colours
from storyboard.drawing import drawing_of, person_key
from workspace.cache import Table, digest, write_json
from workspace.cache_records import MisfitError, lay_out, read
from workspace.cached_pictures import FileLook
from workspace.log import log
from workspace.picture_files import opening
from workspace.takes import take_number
from workspace.trunks import find_wearers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from records import Key, SceneReading, Style
    from workspace.pictures import Picture
    from workspace.plan import PlannedScene

PRONOUNS = {"female": "her", "male": "him"}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was seen on one picture."""

    coats: tuple[JudgedCoat, ...] = ()

    @property
    def rank(self) -> tuple[int, int, float]:
        """A sort key: fewest without their own colour, then fewest with a neighbour's, then by shares; last nothing."""
        if not self.coats:
            return LAST
        strange = sum(not coat.is_own for coat in self.coats)
        bleeding = sum(len(coat.bleeding) for coat in self.coats)
        shares = sum(coat.own - max((other.share for other in coat.others), default=0.0) for coat in self.coats)
        return strange, bleeding, -shares


NOTHING = Judgement()
LAST = (1_000, 0, 0.0)


class RankedTake(NamedTuple):
    """A take in its place among a scene's takes."""

    take: Picture
    why: str = ""  # "" where nothing of it was judged


class TakeJudge:
    """Judges pictures, and remembers what it saw of them."""

    def __init__(self, styles: Mapping[str, Style], table: Table | None = None) -> None:
        """Judge pictures of these styles; begin with what earlier runs saw."""
        self.styles, self.table = styles, table or Table(None)
        self.ranked: dict[Key, list[RankedTake]] = {}  # the takes of each scene, as this run put them in order

    def rank(self, planned: PlannedScene, takes: Sequence[Picture]) -> list[RankedTake]:
        """Put a scene's takes in order, each with why; where there is nothing to judge, their order stays."""
        judged = [(self.judge(planned, take), take) for take in takes]
        judged.sort(key=lambda pair: pair[0].rank)
        ranked = [RankedTake(take, say_coats(judgement.coats, planned.reading)) for judgement, take in judged]
        self.ranked[planned.scene.key] = ranked
        return ranked

    def judge(self, planned: PlannedScene, take: Picture) -> Judgement:
        """Judge one picture of a scene; nothing of one that cannot be read."""
        record, style = take.record, self.styles.get(planned.settings.style)
        if record is None or record.job.engine != "sdxl" or (style and style.monochrome):
            return NOTHING
        asked = write_json(drawing_of(planned.reading)), write_json(record.job.to_json())
        look = FileLook(self.table, digest(str(take.path.absolute()), *asked), take.path)
        if look.is_known:
            with contextlib.suppress(MisfitError, RecursionError):
                return read(Judgement, look.found)
        judgement = look_at(take, planned.reading)
        look.keep(lay_out(judgement))
        return judgement


def look_at(take: Picture, reading: SceneReading) -> Judgement:
    """Look at a picture; nothing is seen on one that cannot be read or staged."""
    assert take.record
    try:
        wearers = find_wearers(take.record.job, reading)
        if not wearers:
            return NOTHING
        with opening(take.path) as image:
            return Judgement(judge_colours(image, wearers))
    except NovelError:
        return NOTHING


# --- Why --------------------------------------------------------------------------------------------------------------


def say_coats(coats: Iterable[JudgedCoat], reading: SceneReading) -> str:
    """Say whose colours are where: "Emma's yellow coat is on Emma; the navy sweater is on her too"."""
    people = {person_key(person.name): person for person in reading.drawn}
    said = []
    for coat in coats:
        if person := people.get(coat.key):
            said += say_coat(coat, person.name, PRONOUNS.get(person.gender, "them"))
    text = "; ".join(said)
    return text[:1].upper() + text[1:]


def say_coat(coat: JudgedCoat, name: str, pronoun: str) -> list[str]:
    """Say what one person is seen to wear."""
    others = [f"the {other.words}" for other in coat.bleeding]
    if coat.is_own:
        return [f"{name}'s {coat.words} is on {name}", *(f"{other} is on {pronoun} too" for other in others)]
    if others:
        seen = f"{' and '.join(others)} {'is' if len(others) == 1 else 'are'}"
        return [f"{name}'s {coat.words} is not on {name}, but {seen}"]
    return [f"{name}'s {coat.words} is not to be seen on {name}"]


def report_orders(plans: Iterable[PlannedScene], judge: TakeJudge) -> None:
    """Say in which order the takes of the selected scenes were put, where their colours tell."""
    for planned in plans:
        if planned.is_selected and (said := say_order(planned, judge.ranked.get(planned.scene.key, ()))):
            log.info("%s", said)


def say_order(planned: PlannedScene, ranked: Sequence[RankedTake]) -> str:
    """Say which take is the best by its colours, and which come after it; "" where nothing was judged."""
    if len(ranked) < 2 or not ranked[0].why:  # noqa: PLR2004
        return ""
    first, *others = ranked
    numbers = ", ".join(str(take_number(one.take.path)) for one in others)
    key = "{}:{}".format(*planned.scene.key)
    return f"Scene {key} by its colours: first take {take_number(first.take.path)} ({first.why}), then {numbers}."
