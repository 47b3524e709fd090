"""Make a book of a novel and its pictures: EPUB, one printable HTML page, and Markdown.

  python make_illustrated_book.py                        the novel in chapters/ with the pictures in images/, into book/
  python make_illustrated_book.py --title "The Crossing Board" --author "A. Writer" --cover 2:5
  python make_illustrated_book.py --captions             with the sentence that each picture illustrates
  python make_illustrated_book.py --picture-format webp --picture-width 1000

The manual is README_IMAGE_GEN.md.
"""

from typing import TYPE_CHECKING

import doorstep  # before all others: on an old Python it says what to type, and the run ends there
from errors import NovelError
from publish.arguments import read_request
from workspace.console import run_command

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(argv: "Sequence[str] | None" = None) -> int:
    """Run the command; gives the exit status."""
    return run_command(lambda: run(argv), "Stopped. No file of the book is half written.")


def run(argv: "Sequence[str] | None") -> int:
    """Make the book where every package is there; --help and a misspelt option do not wait for these."""
    settings = read_request(argv, doorstep.name_commands(__doc__ or ""))
    fault = doorstep.find_fault()
    if fault:
        raise NovelError(fault)
    from publish import book  # noqa: PLC0415

    return book.run(settings)


if __name__ == "__main__":
    raise SystemExit(main())
