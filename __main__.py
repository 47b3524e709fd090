"""The program as `pip install .` installs it: all of it in one package, `novel_scenes`, with two commands.

The modules import each other by their bare names, as they lie in the repository. Installed, they lie together in
`site-packages/novel_scenes`, and this module puts that folder first where Python looks for modules: just what Python
does for a script's own folder, so that one code runs either way. Nothing bare lies in `site-packages`, tracebacks name
real files, and processes that are started from here find the same modules, since they inherit the list of folders.
Also `python -m novel_scenes`, and from the repository `python .`.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))


def draw_scenes() -> int:
    """Run `novel-scenes`; gives the exit status."""
    from generate_scene_images import main  # noqa: PLC0415 - found only now

    return main()


def make_book() -> int:
    """Run `novel-book`; gives the exit status."""
    from make_illustrated_book import main  # noqa: PLC0415

    return main()


if __name__ == "__main__":
    raise SystemExit(draw_scenes())
