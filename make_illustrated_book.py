"""Make a book of a novel and its pictures: EPUB, one printable HTML page, and Markdown.

  python make_illustrated_book.py                        the novel in chapters/ with the pictures in images/, into book/
  python make_illustrated_book.py --title "The Crossing Board" --author "A. Writer" --cover 2:5
  python make_illustrated_book.py --captions             with the sentence that each picture illustrates
  python make_illustrated_book.py --picture-format webp --picture-width 1000

The manual is README_IMAGE_GEN.md.
"""

import sys
from typing import TYPE_CHECKING

import doorstep  # before all others: on an old Python it says what to type, and the run ends there
from errors import INTERRUPTED, NovelError, speak_utf8
from publish.arguments import read_request

if TYPE_CHECKING:
    from collections.abc import Sequence

    from publish.book_settings import BookSettings


def main(argv: "Sequence[str] | None" = None) -> int:
    """Run the command; gives the exit status."""
    speak_utf8()
    try:
        settings = read_request(argv, doorstep.name_commands(__doc__ or ""))
        return run(settings)
    except NovelError as error:
        print(error, file=sys.stderr)
        return error.status
    except KeyboardInterrupt:
        print("Stopped. No file of the book is half written.", file=sys.stderr)
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the last resort: a sentence, never a traceback
        fault = f"A fault of the program, not of your files: {type(error).__name__}: {error}."
        print(doorstep.explain_import(error) or fault, file=sys.stderr)
        return 1


def run(settings: "BookSettings") -> int:
    """Make the book where every package is there; --help and a misspelt option do not wait for these."""
    fault = doorstep.find_fault()
    if fault:
        raise NovelError(fault)
    from publish import book  # noqa: PLC0415

    return book.run(settings)


if __name__ == "__main__":
    raise SystemExit(main())
