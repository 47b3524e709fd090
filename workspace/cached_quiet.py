"""A run that had nothing to do, known again: where nothing has changed since, it says the same and plans nothing.

What a run says and does hangs on the program, its settings, the novel, the cast, and the files that earlier runs left.
All of that, as it is before the run plans, becomes one digest, under which a run that ended well keeps its sentences.
If it drew, wrote or moved anything, that is another digest from then on, and nobody finds them again. What an author or
a script may write in counts by its bytes, other files by size, times and inode, as with pictures.
"""

from __future__ import annotations

import logging
import os
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from errors import NovelError
from untrusted import read_file
from workspace import cached_pictures
from workspace.cache import digest, write_json
from workspace.cache_program import digest_program
from workspace.cache_records import MisfitError, lay_out, read
from workspace.cached_book import canonical
from workspace.command_lines import script_path
from workspace.held_portraits import stamp_portraits
from workspace.log import FIGURES, log

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from records import Novel
    from workspace.cache import Cache, Table
    from workspace.recipes import Request
    from workspace.run_settings import Folders, RunSettings

READ_WHOLE = (".toml", ".html", ".js", ".jsonl")
SHOWING = ("publish", "sdxl")  # folders of the program that a run needs besides those that decide what is found
DEEPEST = 2  # folders below another into which a run looks: `images/takes/replaced`
NAME = "said"
APART = "\0"  # between a name and its use; no name holds it


@dataclass(frozen=True, slots=True)
class Said:
    """What a run said after it had begun to plan, and what it was told of models, LoRAs and networks."""

    sentences: tuple[tuple[int, str], ...]  # each with its level
    models: Mapping[str, str] = field(default_factory=dict)
    loras: Mapping[str, str] = field(default_factory=dict)
    nets: Mapping[str, str] = field(default_factory=dict)  # each name with its use


class QuietRun:
    """What is known of the last run that had nothing to do; `table` None: this run is nothing of the kind."""

    def __init__(self, table: Table | None, request: Request, *, is_sure: bool = False) -> None:
        """Begin with the table of this very state of affairs, which `is_sure` if no file was just being written."""
        self.table = table
        self.is_sure = is_sure
        self.models, self.loras = Answers(request.find_model), Answers(request.find_lora)
        self.nets = Answers(request.find_net)
        finders = (self.models.find, self.loras.find, self.nets.find)
        self.request = replace(request, find_model=finders[0], find_lora=finders[1], find_net=finders[2])

    def find_said(self) -> tuple[tuple[int, str], ...] | None:
        """Give what that run said, each sentence with its level; None where this one may have something else to say."""
        try:
            said = read(Said, self.table.get_json(NAME) if self.table else None)
        except MisfitError:
            return None
        pairs = (self.models, said.models), (self.loras, said.loras), (self.nets, said.nets)
        return said.sentences if all(answers.are_still(given) for answers, given in pairs) else None

    def listen_to(self, work: Callable[[], int]) -> int:
        """Do a run's work, and keep what it said if all was well; gives its exit status."""
        listener = Listener()
        log.addHandler(listener)
        try:
            status = work()
        finally:
            log.removeHandler(listener)
        if self.table and self.is_sure and status == 0 and listener.loudest <= logging.INFO:
            said = Said(tuple(listener.heard), self.models.given, self.loras.given, self.nets.given)
            self.table.put(NAME, write_json(lay_out(said)))
            self.table.save()
        return status


class Answers:
    """Finds models, LoRAs or networks, and notes what each name meant; that of a network stands with its use."""

    def __init__(self, finder: Callable[..., Any]) -> None:
        """Begin with nothing asked."""
        self.finder = finder
        self.given: dict[str, str] = {}

    def find(self, *name: str) -> Any:  # noqa: ANN401  a model, a LoRA or a network
        """Find one; raises NovelError as its finder does."""
        told = APART.join(name)
        if told not in self.given:
            self.given[told] = self.ask(told)
        return self.finder(*name)

    def ask(self, told: str) -> str:
        """Tell what a name means at this moment, or why nothing."""
        try:
            return repr(self.finder(*told.split(APART)))
        except NovelError as error:
            return str(error)

    def are_still(self, given: Mapping[str, str]) -> bool:
        """Tell whether every name still means what it did."""
        return all(self.ask(name) == answer for name, answer in given.items())


class Listener(logging.Handler):
    """Hears what a run says, as long as it may be said again."""

    def __init__(self) -> None:
        """Begin with nothing heard."""
        super().__init__()
        self.heard: list[tuple[int, str]] = []
        self.loudest = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Hear one sentence."""
        self.loudest = max(self.loudest, record.levelno)
        self.heard.append((record.levelno, record.getMessage()))


# --- What a run hangs on ----------------------------------------------------------------------------------------------


def know_quiet(cache: Cache, novel: Novel, told: str, request: Request, settings: RunSettings) -> QuietRun:
    """Look at all that a run hangs on, as it is now; `told` is the digest of texts and cast.

    A run that is to look at every byte, or shows more than its sentences, is planned each time.
    """
    if not cache.writes or settings.verify or settings.open_page:
        return QuietRun(None, request)
    began = time.time_ns()
    try:
        files, latest = digest_files(settings.folders)
    except (OSError, ValueError):
        return QuietRun(None, request)
    here = Path.cwd()
    portraits = digest(*stamp_portraits(request.sheet.shown, settings.folders))
    asked = request.engine, digest_settings(settings), str(here), script_path(here), portraits
    table = cache.table("quiet", digest_program(SHOWING), told, digest_novel(novel), *asked, files)
    return QuietRun(table, request, is_sure=latest + cached_pictures.RACY <= began)


def digest_settings(settings: RunSettings) -> str:
    """Digest what a run is asked for, however much of it is shown."""
    return digest(repr(canonical(replace(settings, console_level=0, is_verbose=False, show_bar=False))))


def digest_novel(novel: Novel) -> str:
    """Digest what there is of a novel besides its scenes."""
    chapters = tuple(replace(chapter, scenes=()) for chapter in novel.chapters)
    return digest(repr(canonical(replace(novel, chapters=chapters))))


def digest_files(folders: Folders) -> tuple[str, int]:
    """Digest all files that a run looks at from its plan on; gives also the latest time that one of them bears.

    Raises OSError where one cannot be looked at.
    """
    beside = sorted(os.listdir(folders.novel.parent))  # noqa: PTH208 - names are all that is wanted
    told, latest = [repr(beside)], 0
    for path, is_folder in ((folders.logs / FIGURES, False), *walk(folders.output), *walk(folders.prompts)):
        stamp = [] if is_folder else cached_pictures.stamp_of(path)
        is_read = stamp and path.suffix in READ_WHOLE
        told += [str(path), digest(read_file(path)) if is_read else repr(stamp)]
        latest = latest if is_read else max(latest, *stamp[1:3], 0)
    return digest(*told), latest


def walk(folder: Path, deepest: int = DEEPEST) -> Iterator[tuple[Path, bool]]:
    """Yield what lies in a folder and in those below it that are not hidden, with whether it is a folder.

    Raises OSError.
    """
    with os.scandir(folder) as entries:
        found = sorted((entry.name, entry.is_dir()) for entry in entries)
    for name, is_folder in found:
        yield folder / name, is_folder
        if is_folder and deepest and not name.startswith("."):
            yield from walk(folder / name, deepest - 1)
