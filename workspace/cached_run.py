"""One run's use of what is kept: the chapters, the readings, the plan and the pictures, each found again or anew."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from errors import NovelError
from untrusted import read_document
from workspace.cache import FOLDER, Cache
from workspace.cached_book import digest_book, make_parser, read_kept_book
from workspace.cached_pictures import PictureLooks
from workspace.cached_plan import PlanCache
from workspace.matching import Workspace, read_workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from cast.sheet import CastSheet
    from errors import Limits
    from manuscript.parsing import ParsedFile
    from reading.book_looks import BookRead
    from records import Scene
    from workspace.judged_takes import TakeJudge
    from workspace.plan import PlannedScene
    from workspace.run_settings import Folders, RunSettings


class RunCache:
    """What a run finds of earlier ones, and keeps for later ones; the result is the same without it."""

    def __init__(self, settings: RunSettings) -> None:
        """Open what is kept beside the prompt files; a dry run reads it and writes nothing."""
        writes, self.styles = not settings.only_plans, settings.defaults.styles
        self.cache = Cache(settings.folders.prompts / FOLDER, writes=writes)
        self.looks = PictureLooks(self.cache.table("pictures"), verify=settings.verify)
        self.plan = PlanCache()
        self.chapters = self.cache.table("chapters")
        self.takes = self.cache.table("takes")
        self.told = ""  # the digest of the book

    def make_parser(self) -> Callable[..., ParsedFile]:
        """Make what parses the files of chapters."""
        return make_parser(self.chapters)

    def open_book(self, scenes: Sequence[Scene], sheet: CastSheet, *, is_english: bool) -> None:
        """Open what is kept of this very book, once its chapters are parsed."""
        self.chapters.rest()
        self.told = digest_book(scenes, sheet.as_read, is_english=is_english)
        self.plan = PlanCache(self.cache, self.told)

    def read_book(self, scenes: Sequence[Scene], sheet: CastSheet, *, is_english: bool) -> BookRead:
        """Read every scene of the book that is open; raises what reading raises."""
        return read_kept_book(scenes, sheet, self.cache, self.told, is_english=is_english)

    def read_workspace(self, folders: Folders, limits: Mapping[str, Limits]) -> Workspace:
        """Read every picture and every prompt file."""
        workspace = read_workspace(folders, limits, self.looks, self.plan.parse)
        for table in (self.looks.table, self.plan.files):
            table.rest()
        return workspace

    def save(self) -> None:
        """Keep what was found for later runs."""
        self.cache.save()
        for table in self.cache.tables:
            table.rest()

    @contextlib.contextmanager
    def judging(self) -> Iterator[TakeJudge]:
        """Give what judges takes, and keep what it saw."""
        from workspace.judged_takes import TakeJudge  # noqa: PLC0415 - a run that ends in words needs none

        yield TakeJudge(self.styles, self.takes)
        if self.cache.writes:
            self.takes.save()

    def save_drawn(self, drawn: Iterable[PlannedScene]) -> None:
        """Look at the pictures that this run has drawn, and at their prompt files, for the next run to know them."""
        for planned in drawn:
            self.looks.read(planned.path)
            with contextlib.suppress(NovelError, OSError):
                self.plan.parse(read_document(planned.prompt_path))
        self.cache.save()
