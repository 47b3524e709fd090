"""Read labelled books and keep what was weighed for each labelled scene: options, what was seen of them, how right."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from cast.sheet import CastSheet
from english.weights import Option, Scales
from scene_parser import read_novel
from scene_reader import sketch_novel
from tools.fit_labels import Label, find_labelled
from tools.fit_matching import MATCHES, lead_right
from tools.fit_names import LabelledBook, judge_gender, judge_name, judge_tellers, know_book

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from cast.members import Cast
    from english.weights import Weighing
    from records import Scene, SceneReading

OF_NAMES = {"name": judge_name, "gender": judge_gender}  # slots with a row for each name of the book
# slots that must serve a short text as well as a novel
ALONE = frozenset(("name", "gender", "teller", "presence", "unnamed", "lead"))
Table = dict[str, float]
Tables = dict[str, Table]


class Choice(NamedTuple):
    """What was weighed for a scene, and how right each option is."""

    book: str
    scene: str
    options: tuple[Option, ...]
    rights: tuple[float, ...]  # 1 right, 0 wrong, between: right but of less use


class ReadScene(NamedTuple):
    """A labelled scene as it was read."""

    label: Label
    reading: SceneReading


@dataclass(frozen=True, slots=True)
class Recorder(Scales):
    """Scales that accept everything where a slot has no table yet, to see what follows."""

    def accepts(self, slot: str, option: Option) -> bool:
        """Accept as the scales do."""
        return Scales.accepts(self, slot, option) or slot not in self.tables


class Job(NamedTuple):
    """A book to read with some weights."""

    folder: Path
    labels: tuple[Label, ...]
    tables: Tables


class Harvest(NamedTuple):
    """What the labelled scenes of one book or of all gave."""

    choices: dict[str, list[Choice]]  # by slot
    scenes: list[ReadScene]


def read_books(folder: Path, labels: Iterable[Label], tables_of: Mapping[str, Tables], processes: int = 2) -> Harvest:
    """Read every labelled book with the weights that are meant for it."""
    by_book: dict[str, list[Label]] = {}
    for label in labels:
        by_book.setdefault(label.book, []).append(label)
    jobs = [Job(folder / book, tuple(of_book), tables_of[book]) for book, of_book in sorted(by_book.items())]
    jobs.sort(key=size_of, reverse=True)  # a long book that begins last would be waited for
    if processes > 1:
        with ProcessPoolExecutor(processes) as pool:
            books = list(pool.map(read_book, jobs))
    else:
        books = list(map(read_book, jobs))
    return join(books)


def size_of(job: Job) -> int:
    """Give the size of a book's files."""
    return sum(file.stat().st_size for file in job.folder.glob("*.md"))


def join(books: Sequence[Harvest]) -> Harvest:
    """Join what the books gave, in the order of their names."""
    joined = Harvest({}, [])
    for book in sorted(books, key=lambda book: book.scenes[0].label.book if book.scenes else ""):
        joined.scenes.extend(book.scenes)
        for slot, choices in book.choices.items():
            joined.choices.setdefault(slot, []).extend(choices)
    return joined


def read_book(job: Job) -> Harvest:
    """Read a book and label what was weighed; for the slots that short texts need, read each scene alone besides."""
    scenes, recorder = read_novel(job.folder).scenes, Recorder(job.tables)
    labelled = find_labelled(scenes, job.labels)
    harvest = harvest_text(scenes, labelled, recorder)
    for number, label in labelled.items():
        alone = harvest_text([scenes[number]], {0: label}, recorder).choices
        for slot in sorted(ALONE & alone.keys()):
            rows = (one._replace(scene=f"{one.scene} alone") for one in alone[slot])
            harvest.choices.setdefault(slot, []).extend(rows)
    return harvest


def harvest_text(scenes: Sequence[Scene], labelled: Mapping[int, Label], recorder: Recorder) -> Harvest:
    """Read a text and label what was weighed."""
    cast, sketches = sketch_novel(scenes, CastSheet(), recorder)
    harvest = Harvest({}, [])
    if labelled:
        book_rows(recorder.take(), know_book(scenes, labelled), cast, harvest)
    for number, sketch in enumerate(sketches):
        weighed = recorder.take()
        if (label := labelled.get(number)) is not None:
            harvest.scenes.append(ReadScene(label, sketch.reading))
            scene_rows(weighed, label, sketch.reading, harvest)
    return harvest


def scene_rows(weighed: Iterable[Weighing], label: Label, reading: SceneReading, harvest: Harvest) -> None:
    """Add what was weighed for a scene to the harvest; deeds count only where they are the right person's."""
    led = any(lead_right((one.name, *one.aliases), label) for one in reading.characters if one.presence == "lead")
    latest = {(one.slot, tuple(option.answer for option in one.options)): one for one in weighed}
    for slot, options, _ in latest.values():  # of the same answers weighed twice the last weighing counts
        if slot != "deed" or led:
            rights = [MATCHES[slot](option.answer, label) if slot in MATCHES else None for option in options]
            add_choice(harvest, slot, (label.book, f"{label.file} {label.scene}"), zip(options, rights, strict=True))


def add_choice(
    harvest: Harvest, slot: str, where: tuple[str, str], judged: Iterable[tuple[Option, float | None]]
) -> None:
    """Add options whose rightness is known."""
    known = [(option, right) for option, right in judged if right is not None]
    if known:
        choice = Choice(*where, tuple(option for option, _ in known), tuple(right for _, right in known))
        harvest.choices.setdefault(slot, []).append(choice)


def book_rows(weighed: Iterable[Weighing], book: LabelledBook, cast: Cast, harvest: Harvest) -> None:
    """Add what was weighed for the names of the book, and for the teller of each chapter in order."""
    name, tellers = book.told[0][0].book, iter(book.tellers)
    for slot, options, _ in weighed:
        if slot in OF_NAMES:
            add_choice(harvest, slot, (name, ""), [(option, OF_NAMES[slot](option, book)) for option in options])
        elif slot == "teller":
            add_choice(harvest, slot, (name, ""), judge_tellers(options, next(tellers), book, cast))
