"""The command line and config.py in, a run's frozen settings out: the one place that reads config.py for a command."""

from __future__ import annotations

import itertools
import logging
import os
import sys
from dataclasses import astuple, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import config
from errors import Limits, spell
from records import Preset, Presets, Style
from sdxl.guides import Reference
from workspace.arguments import parse_arguments
from workspace.book_home import find_home
from workspace.run_settings import (
    GIVEN_KEYS,
    Defaults,
    Folders,
    GuideDefaults,
    Machine,
    NetDefault,
    PortraitChoice,
    RunSettings,
    Selection,
    TakeChoice,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workspace.arguments import Arguments
    from workspace.run_settings import Home

Chosen = TypeVar("Chosen")
FOLDER_OPTIONS = tuple(field.name for field in fields(Folders))


def read_request(argv: Sequence[str] | None, description: str) -> RunSettings:
    """Read the command line and `novel.toml`; exits with status 2 where the former cannot be understood.

    Raises NovelError where the latter cannot, or where two folders may be the book's.
    """
    defaults = read_defaults()
    return make_settings(parse_arguments(argv, description, defaults), defaults)


def read_defaults() -> Defaults:
    """Read config.py as it is now."""
    return Defaults(
        version=config.VERSION,
        folders=Folders(*map(Path, (config.NOVEL, config.IMAGES, config.PROMPTS, config.LOGS, config.CAST))),
        book=Path(config.BOOK),
        blank_lines_break=config.BLANK_LINES_BREAK,
        model=config.MODEL,
        presets=read_presets(),
        style=spell(config.STYLE, config.STYLES),
        styles={
            name: Style(style.medium, style.finish, style.negative, style.monochrome)
            for name, style in config.STYLES.items()
        },
        width=config.WIDTH,
        height=config.HEIGHT,
        limits={name: Limits(*astuple(limits)) for name, limits in config.SETTING_RANGES.items()},
        attention=config.ATTENTION,
        memory=config.MEMORY,
        loras=config.LORAS,
        long_prompts=config.LONG_PROMPTS,
        cfg_cutoff=config.CFG_CUTOFF,
        fp16_accumulation=config.FP16_ACCUMULATION,
        guides=read_guides(),
    )


def read_guides() -> GuideDefaults:
    """Read what directs SDXL."""
    nets = {use: NetDefault(one.net, one.strength, one.end) for use, one in config.GUIDE_NETS.items()}
    reference = Reference(config.PORTRAIT_SIZE, config.PORTRAIT_END, config.PORTRAIT_LAYERS)
    return GuideDefaults(config.GUIDE, config.GUIDE_SHARE, config.LIKENESS, config.FACES, nets, reference)


def read_presets() -> Presets:
    """Read the presets; a model without one gets the default model's settings, else the first preset's."""
    by_name = {
        name: Preset(one.model, one.steps, one.guidance, one.scheduler, one.vae, one.loras, one.size)
        for name, one in config.PRESETS.items()
    }
    return Presets(by_name, by_name.get(config.MODEL) or next(iter(by_name.values())))


def make_settings(args: Arguments, defaults: Defaults) -> RunSettings:
    """Turn the arguments and the defaults into the run's settings."""
    given = {key: getattr(args, key) for key in GIVEN_KEYS if getattr(args, key) is not None}
    given |= {"style": args.restyle} if args.restyle is not None else {}
    resume = (args.resume[0], args.resume[1]) if args.resume else None
    home = find_home({name: getattr(args, name) for name in FOLDER_OPTIONS}, defaults)
    return RunSettings(
        defaults=with_file(defaults, home),
        home=home,
        folders=home.folders,
        machine=Machine(args.memory, args.max_vram, args.compile),
        selection=Selection(flat(args.chapters), flat(args.scenes), resume, flat(args.refresh)),
        engine="storyboard" if args.watch or args.export else args.engine or home.engine,
        given=given,
        force=args.force,
        verify=args.verify,
        refresh=args.refresh is not None,
        init=args.init,
        dry_run=args.dry_run,
        as_json=args.json,
        export=tuple(args.export or ()),
        gallery=args.gallery or (args.dry_run and args.open),
        open_page=args.open,
        watch=args.watch,
        tidy=args.tidy,
        check=args.check,
        write_cast=args.write_cast,
        check_cast=args.check_cast,
        reproduce=tuple(args.reproduce or ()),
        trust=args.trust,
        takes=args.takes or 0,
        **sort_portraits(args.choose or (), args.cast_portraits),
        anyway=args.anyway,
        keep=flat(args.keep),
        unkeep=flat(args.unkeep),
        corrections=args.corrections,
        is_verbose=args.verbose,
        console_level=choose_level(is_loud=args.verbose, is_quiet=args.quiet),
        show_bar=is_terminal() and not args.quiet,
    )


def sort_portraits(
    choices: Sequence[TakeChoice | PortraitChoice], cast_portraits: Sequence[str] | None
) -> dict[str, Any]:
    """Tell the takes that are chosen from the portraits, beside those that are drawn."""
    return {
        "cast_portraits": cast_portraits,
        "choices": tuple(choice for choice in choices if isinstance(choice, TakeChoice)),
        "portrait_choices": tuple(choice for choice in choices if isinstance(choice, PortraitChoice)),
    }


def with_file(defaults: Defaults, home: Home) -> Defaults:
    """Let `novel.toml` say where the books go and how the manuscript is read."""
    blank = home.file.blank_lines_break
    return replace(defaults, book=home.book, blank_lines_break=defaults.blank_lines_break if blank is None else blank)


def flat(lists: Iterable[Iterable[Chosen]] | None) -> tuple[Chosen, ...]:
    """Join what several words of the command line give: `1,3 5`."""
    return tuple(itertools.chain.from_iterable(lists or ()))


def choose_level(*, is_loud: bool, is_quiet: bool) -> int:
    """Choose the console's log level."""
    return logging.DEBUG if is_loud else logging.WARNING if is_quiet else logging.INFO


def is_terminal() -> bool:
    """Tell whether stderr is a terminal; of several processes launched together, only the first counts."""
    return sys.stderr.isatty() and os.environ.get("LOCAL_RANK", "0") == "0"
