"""Draw one picture for each scene of a novel written in Markdown.

  python generate_scene_images.py --init                 write novel.toml, the book's own file
  python generate_scene_images.py --dry-run              show what would be drawn and why
  python generate_scene_images.py --open                 draw what is new or changed, and open the proof sheet
  python generate_scene_images.py --correct 2:5 place=van time=night      say what a scene shows
  python generate_scene_images.py --scenes 2:5 --takes 3                  more compositions of it, to choose from
  python generate_scene_images.py --keep 2:5             make its picture final

The manual is README_IMAGE_GEN.md.
"""

import logging
import os
import sys
from typing import TYPE_CHECKING

import doorstep  # before all others: on an old Python it says what to type, and the run ends there
from errors import INTERRUPTED, NovelError, speak_utf8
from workspace.request import read_request

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workspace.run_settings import RunSettings

log = logging.getLogger("novel_scenes")


def main(argv: "Sequence[str] | None" = None) -> int:
    """Run the command; gives the exit status."""
    speak_utf8()
    try:
        settings = read_request(argv, doorstep.name_commands(__doc__ or ""))
        return show_check(settings) if settings.check else run(settings)
    except NovelError as error:
        fail(str(error))
        return error.status
    except KeyboardInterrupt:
        fail("Stopped. Every finished picture is kept; the same command goes on from here.")  # before the first one
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our output has seen enough, as in `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        log.debug("", exc_info=True)
        fail(doorstep.explain_import(error) or say_fault(error))
        return 1
    finally:
        for handler in list(log.handlers):
            log.removeHandler(handler)
            handler.close()


def run(settings: "RunSettings") -> int:
    """Run the pipeline where every package is there; --help, --check and a misspelt option do not wait for these."""
    fault = doorstep.find_fault()
    if fault:
        raise NovelError(fault)
    import pipeline  # noqa: PLC0415
    from workspace.stop import StopSwitch  # noqa: PLC0415

    stop = StopSwitch()
    stop.install()
    return pipeline.run(settings, stop)


def show_check(settings: "RunSettings") -> int:
    """Print what this machine can draw; no package need be installed for it."""
    from sdxl.check import Wanted, check  # noqa: PLC0415

    defaults, machine = settings.defaults, settings.machine
    said = {**settings.home.file.settings, **settings.given}
    pixels = said.get("width", defaults.width) * said.get("height", defaults.height)
    print(check(Wanted(said.get("model", defaults.model), defaults.presets, pixels, machine.memory, machine.max_vram)))
    return 0


def say_fault(error: Exception) -> str:
    """Say that something went wrong which the author cannot mend."""
    return f"A fault of the program, not of your files: {type(error).__name__}: {error}. The log has the rest."


def fail(sentence: str) -> None:
    """Say why the run ended, also before there is a log."""
    if any(isinstance(handler, logging.FileHandler) for handler in log.handlers):
        log.error("%s", sentence)
    else:
        print(sentence, file=sys.stderr)


if __name__ == "__main__":
    raise SystemExit(main())
