"""Make a book of a novel and its pictures: EPUB, one printable HTML page, and Markdown.

  python make_illustrated_book.py                        the novel in chapters/ with the pictures in images/, into book/
  python make_illustrated_book.py --title "The Crossing Board" --author "A. Writer" --cover 2:5
  python make_illustrated_book.py --captions             with the sentence that each picture illustrates
  python make_illustrated_book.py --picture-format webp --picture-width 1000

The manual is README_IMAGE_GEN.md.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from errors import INTERRUPTED, NovelError, speak_utf8
from publish.arguments import read_request

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; gives the exit status."""
    speak_utf8()
    settings = read_request(argv, __doc__ or "")
    try:
        from publish.book import run  # noqa: PLC0415 - --help and a misspelt option do not wait for the rest

        return run(settings)
    except NovelError as error:
        print(error, file=sys.stderr)
        return error.status
    except KeyboardInterrupt:
        print("Stopped. No file of the book is half written.", file=sys.stderr)
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the last resort: a sentence, never a traceback
        print(f"A fault of the program, not of your files: {type(error).__name__}: {error}.", file=sys.stderr)
        return 1


if __name__ == "__main__":
    raise SystemExit(main())
