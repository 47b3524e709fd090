"""Draw one picture for each scene of a novel written in Markdown.

  python generate_scene_images.py --init                 write novel.toml, the book's own file
  python generate_scene_images.py --dry-run              show what would be drawn and why
  python generate_scene_images.py --open                 draw what is new or changed, and open the proof sheet
  python generate_scene_images.py --correct 2:5 place=van time=night      say what a scene shows
  python generate_scene_images.py --scenes 2:5 --takes 3                  more compositions of it, to choose from
  python generate_scene_images.py --keep 2:5             make its picture final

The manual is README_IMAGE_GEN.md.
"""

from typing import TYPE_CHECKING

import doorstep  # before all others: on an old Python it says what to type, and the run ends there
from errors import NovelError
from workspace.console import print_result, run_command
from workspace.request import read_request

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workspace.run_settings import RunSettings

STOPPED = "Stopped. Every finished picture is kept; the same command goes on from here."  # before the first one


def main(argv: "Sequence[str] | None" = None) -> int:
    """Run the command; gives the exit status."""
    return run_command(lambda: run(argv), STOPPED)


def run(argv: "Sequence[str] | None") -> int:
    """Run the pipeline where every package is there; --help, --check and a misspelt option do not wait for these."""
    settings = read_request(argv, doorstep.name_commands(__doc__ or ""))
    if settings.check:
        return show_check(settings)
    fault = doorstep.find_fault()
    if fault:
        raise NovelError(fault)
    import pipeline  # noqa: PLC0415
    from workspace.stop import StopSwitch  # noqa: PLC0415

    stop = StopSwitch()
    stop.install(needs_terminal=settings.watch)
    return pipeline.run(settings, stop)


def show_check(settings: "RunSettings") -> int:
    """Print what this machine can draw; no package need be installed for it."""
    from sdxl.check import check  # noqa: PLC0415
    from sdxl.check_model import Wanted  # noqa: PLC0415

    defaults, machine = settings.defaults, settings.machine
    said = {**settings.home.file.settings, **settings.given}
    pixels = said.get("width", defaults.width) * said.get("height", defaults.height)
    model = said.get("model", defaults.model)
    loras = tuple(said.get("lora") or defaults.loras)
    nets = {use: row.net for use, row in defaults.guides.nets.items()}
    for use, key in ((said.get("guide", ""), "guide_net"), ("ip-adapter", "likeness_net")):
        if use in nets and key in said:
            nets[use] = said[key]
    ways = machine.memory, machine.max_vram, said.get("guidance")
    wanted = Wanted(model, defaults.presets, pixels, *ways, loras, nets)
    page = check(wanted)
    for line in page.split("\n"):
        print_result(line)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
