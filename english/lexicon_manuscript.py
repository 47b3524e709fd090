"""The table about manuscripts: what is no story."""

from english.tables import table


@table
class Headings:
    """Headings of sections, and names of files and folders, that are no story."""

    notes: frozenset[str]
    not_chapters: frozenset[str]
    not_chapters_numbered: frozenset[str]
