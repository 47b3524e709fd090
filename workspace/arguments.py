"""The command line in, a typed namespace out: the options, their values, and which ones go together."""

from __future__ import annotations

import argparse
import functools
from pathlib import Path
from typing import TYPE_CHECKING

import doorstep
from errors import did_you_mean, spell
from sdxl.models import spell_preset
from workspace.engine_arguments import add_engine_options, add_guide_options, find_guide_fault
from workspace.novel_keys import ENGINES
from workspace.parser import Parser, add_paths, novel_option, number_within, one_of
from workspace.run_settings import EXPORTS, TELL
from workspace.scene_numbers import parse_chapters, parse_choice, parse_positive, parse_scenes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from records import Key
    from workspace.correction_arguments import Changes
    from workspace.run_settings import Defaults, Folders, PortraitChoice, TakeChoice


class Arguments(argparse.Namespace):
    """What the command line says; None means "not given"."""

    novel: Path | None
    chapters: list[list[range | str]] | None
    scenes: list[list[tuple[int, range]]] | None
    resume: list[int] | None
    dry_run: bool
    json: bool
    export: list[str] | None
    gallery: bool
    open: bool
    watch: bool
    tidy: Path | None
    engine: str | None
    model: str | None
    steps: int | None
    guidance: float | None
    width: int | None
    height: int | None
    seed: int | None
    style: str | None
    restyle: str | None
    negative: str | None
    force: bool
    takes: int | None
    choose: list[TakeChoice | PortraitChoice] | None
    cast_portraits: list[str] | None
    anyway: bool
    keep: list[list[tuple[int, range]]] | None
    unkeep: list[list[tuple[int, range]]] | None
    refresh: list[list[tuple[int, range]]] | None
    correct: list[str] | None
    corrections: Mapping[Key, Changes]
    reproduce: list[Path] | None
    trust: bool
    write_cast: bool
    check_cast: bool
    init: bool
    output: Path | None
    prompts: Path | None
    logs: Path | None
    cast: Path | None
    lora: list[str] | None
    cfg_cutoff: float | None
    fp16_accumulation: bool | None
    guide: str | None
    guide_net: str | None
    likeness: str | None
    likeness_net: str | None
    faces: bool | None
    memory: str
    max_vram: float | None
    compile: bool
    check: bool
    verbose: bool
    quiet: bool


GOES_WITH = (
    ("json", "dry_run", "shows what would be drawn"),
    ("anyway", "choose", "chooses a take of another style or model"),
    ("trust", "reproduce", "opens the models that only the recipes name"),
)


# Options that end the run, what they do, and which do not stand beside them.
FOREIGN = "choose reproduce write_cast check_cast takes gallery watch tidy init"
ALONE = (
    ("export", "writes files for other programs", f"{FOREIGN} keep unkeep json check"),
    ("correct", "writes corrections", f"dry_run {FOREIGN} chapters scenes resume export cast_portraits"),
    ("cast_portraits", "draws portraits", f"{FOREIGN} keep unkeep chapters scenes resume json check"),
)


def parse_arguments(argv: Sequence[str] | None, description: str, defaults: Defaults) -> Arguments:
    """Read the command line; exits with status 2 where it cannot be understood."""
    parser = make_parser(description, defaults)
    args = parser.parse_args(argv, Arguments())
    if said := say_company(vars(args)):
        parser.error(said)
    if args.verbose and args.quiet:
        parser.error("--verbose and --quiet exclude each other: give one")
    if args.dry_run and (args.choose or args.reproduce or args.keep or args.unkeep):
        parser.error("--dry-run changes nothing: leave it out with --choose, --keep, --unkeep and --reproduce")
    if args.init and (args.dry_run or args.check or args.watch or args.reproduce or args.choose or args.takes):
        parser.error("--init writes novel.toml and nothing else: give it without the options that show or draw")
    if args.watch and (args.engine == "sdxl" or args.model or args.dry_run or args.gallery or args.force or args.json):
        parser.error(
            "--watch draws storyboard panels as you write: give it without other engines, --dry-run or --force"
        )
    args.corrections = read_corrections(args, parser)
    if args.restyle is not None and (args.style or args.chapters or args.scenes or args.resume):
        parser.error("--restyle is for the whole book: for some scenes give --style with them")
    for style in (args.style or defaults.style, args.restyle or defaults.style):
        if style not in defaults.styles:
            asked = did_you_mean(style, defaults.styles)
            parser.error(f'style "{style}" is not in config.py: {asked}take one of {", ".join(defaults.styles)}')
    if fault := find_guide_fault(defaults.guides):
        parser.error(fault)
    return args


def say_company(given: Mapping[str, object]) -> str:
    """Say which option lacks another, or does not stand beside one that ends the run; "" where all is well."""
    lacking = (
        f"--{option} goes with --{other.replace('_', '-')}: it {why}"
        for option, other, why in GOES_WITH
        if given[option] and not given[other]
    )
    beside = (
        f"--{option.replace('_', '-')} {deed} and ends: leave --{other.replace('_', '-')} out"
        for option, deed, others in ALONE
        for other in others.split()
        if given[option] not in (None, False) and given[other]
    )
    return next(iter((*lacking, *beside)), "")


def read_corrections(args: Arguments, parser: Parser) -> Mapping[Key, Changes]:
    """Read what follows --correct; exits with status 2 where one of the corrections is wrong."""
    if not args.correct:
        return {}
    from workspace.correction_arguments import read_correct  # noqa: PLC0415  its words are many
    from workspace.correction_values import CorrectionError  # noqa: PLC0415

    try:
        return read_correct(args.correct)
    except CorrectionError as error:
        parser.error(f"argument --correct: {error}")


def make_parser(description: str, defaults: Defaults) -> Parser:
    """Build the parser; every default comes from config.py."""
    parser = Parser(doorstep.name_program("generate_scene_images.py"), description, defaults.version)
    add_everyday(parser, defaults)
    add_drawing(parser, defaults)
    add_keeping(parser)
    add_desk(parser)
    add_settings(parser, defaults)
    add_guide_options(parser, defaults.guides)
    add_engine_options(parser, defaults)
    add_folders(parser, defaults.folders)
    talk = parser.add_argument_group("talk")
    talk.add_argument("--verbose", action="store_true", help="say more")
    talk.add_argument("--quiet", action="store_true", help="say only what went wrong")
    talk.add_argument("--version", action="version", version=parser.version)
    return parser


def add_everyday(parser: Parser, defaults: Defaults) -> None:
    """Add the options of every day: look, say what is wrong, draw."""
    group = parser.add_argument_group("every day")
    add_paths(group, [novel_option(defaults.folders.novel)])
    dry_help = "show what would be drawn and why; draw and write nothing but the log"
    group.add_argument("--dry-run", action="store_true", help=dry_help)
    open_help = "open the proof sheet in the browser when all is done"
    group.add_argument("--open", action="store_true", help=open_help)
    correct_help = (
        "say what a scene shows: 2:5 place=van people='Emma; two guards: carrying a chest'; ends without drawing"
    )
    group.add_argument("--correct", nargs="+", metavar="C:S KEY=VALUE", help=correct_help)
    chapters_help = "only these chapters: 1 3, or 1,3, or 1-3, or the names of their files"
    group.add_argument("--chapters", type=parse_chapters, nargs="+", metavar="N", help=chapters_help)
    scenes_help = "only these scenes: 2:3, or 2:3-5, or 2:3,4:1"
    group.add_argument("--scenes", type=parse_scenes, nargs="+", metavar="C:S", help=scenes_help)
    styles = ", ".join(f'"{name}"' for name in defaults.styles)
    style_help = f'one of {styles} (default: "{defaults.style}")'
    group.add_argument("--style", type=style_of(defaults), metavar="NAME", help=style_help)
    watch_help = "draw panels, and again whenever the manuscript, the cast or a prompt file is saved; Ctrl-C ends it"
    group.add_argument("--watch", action="store_true", help=watch_help)


def style_of(defaults: Defaults) -> Callable[[str], str]:
    """Make the type of a style's name: another spelling is taken."""
    return functools.partial(spell, choices=defaults.styles)


def add_drawing(parser: Parser, defaults: Defaults) -> None:
    """Add the other options that say what is drawn, and the takes."""
    group = parser.add_argument_group("what is drawn, and takes")
    resume_help = "start at this scene of this chapter"
    group.add_argument("--resume", type=parse_positive, nargs=2, metavar=("CHAPTER", "SCENE"), help=resume_help)
    group.add_argument("--json", action="store_true", help="with --dry-run: one JSON object a scene and line")
    group.add_argument("--force", action="store_true", help="draw again even what is up to date")
    takes_help = "draw this many takes of each scene, with other seeds, to choose from"
    group.add_argument(
        "--takes", type=number_within(defaults.limits["takes"], int, "takes"), metavar="N", help=takes_help
    )
    portraits_help = "draw four portraits of each leading person with SDXL, or of these: emma, or emma_from_12"
    group.add_argument("--cast-portraits", nargs="*", metavar="WHO", help=portraits_help)
    choose_help = (
        "make a take the scene's picture: 2:5=3 for take 3 of chapter 2, scene 5; or a portrait Emma's: emma=3"
    )
    group.add_argument("--choose", type=parse_choice, nargs="+", metavar="C:S=N|WHO=N", help=choose_help)
    anyway_help = "with --choose: even a take of another style or model"
    group.add_argument("--anyway", action="store_true", help=anyway_help)
    reproduce_help = "draw pictures again from the recipes they carry"
    group.add_argument("--reproduce", type=Path, nargs="+", metavar="PICTURE", help=reproduce_help)
    trust_help = "with --reproduce: fetch and open the models, LoRAs and networks that only the recipes name"
    group.add_argument("--trust", action="store_true", help=trust_help)


def add_keeping(parser: Parser) -> None:
    """Add the options that say which pictures stay, and which do not."""
    group = parser.add_argument_group("which pictures stay")
    keep_help = "make the pictures of these scenes final: no run draws them again"
    group.add_argument("--keep", type=parse_scenes, nargs="+", metavar="C:S", help=keep_help)
    unkeep_help = "take that back"
    group.add_argument("--unkeep", type=parse_scenes, nargs="+", metavar="C:S", help=unkeep_help)
    refresh_help = "draw anew what was drawn from other words than the rules write now: these scenes, or all such"
    group.add_argument("--refresh", type=parse_scenes, nargs="*", metavar="C:S", help=refresh_help)


def add_desk(parser: Parser) -> None:
    """Add the options that write or tidy the author's files."""
    group = parser.add_argument_group("the book, its cast, the desk; draws nothing")
    init_help = "write novel.toml beside the chapters: what this book is called, drawn with and kept in, to change"
    group.add_argument("--init", action="store_true", help=init_help)
    write_help = "write the cast sheet from the text; it changes nothing until you change it"
    group.add_argument("--write-cast", action="store_true", help=write_help)
    check_help = "list what text and cast sheet leave open or tell in two ways about the people"
    group.add_argument("--check-cast", action="store_true", help=check_help)
    gallery_help = "write the proof sheet and nothing else; with --dry-run also show what would be drawn"
    group.add_argument("--gallery", action="store_true", help=gallery_help)
    export_help = "write for other programs what panels are made of: maps for ControlNets, ora for painters in layers"
    group.add_argument(
        "--export", type=one_of(EXPORTS), choices=EXPORTS, nargs="+", metavar="|".join(EXPORTS), help=export_help
    )
    tidy_help = "tell the sizes of replaced and unused pictures and of takes; with a folder, move all of them there"
    verify_help = "look at every byte of the pictures again, also of those that an earlier run found whole"
    group.add_argument("--verify", action="store_true", help=verify_help)
    group.add_argument("--tidy", type=Path, nargs="?", const=TELL, metavar="FOLDER", help=tidy_help)


def add_settings(parser: Parser, defaults: Defaults) -> None:
    """Add the options that say how it is drawn."""
    group = parser.add_argument_group("how it is drawn")
    preset = defaults.presets.usual
    group.add_argument(
        "--engine",
        type=one_of(ENGINES),
        choices=ENGINES,
        help="auto: sdxl where a GPU works or --model is given, else drawn storyboard panels (default: auto)",
    )
    model_help = f"a preset ({', '.join(defaults.presets.by_name)}), a model folder, a .safetensors file, or a hub id"
    model = functools.partial(spell_preset, presets=defaults.presets)
    group.add_argument("--model", type=model, metavar="NAME|PATH|ID", help=f"{model_help} (default: {defaults.model})")
    for name, kind, default, text in (
        ("steps", int, preset.steps, "denoising steps"),
        ("guidance", float, preset.guidance, "how closely the prompt is followed"),
        ("width", int, defaults.width, "pixels, a multiple of 8"),
        ("height", int, defaults.height, "pixels, a multiple of 8"),
        ("seed", int, "each scene's own", "mixed with each scene's text"),
    ):
        number = number_within(defaults.limits[name], kind, name)
        group.add_argument(f"--{name}", type=number, metavar="N", help=f"{text} (default: {default})")
    restyle_help = "the whole book in another style: people, places, seeds and your own words are kept"
    group.add_argument("--restyle", type=style_of(defaults), metavar="NAME", help=restyle_help)
    group.add_argument("--negative", metavar="TEXT", help="negative prompt (default: the style's)")


def add_folders(parser: Parser, folders: Folders) -> None:
    """Add the options that say where things lie."""
    add_paths(
        parser.add_argument_group("where things lie"),
        (
            ("output", folders.output, "DIR", "pictures"),
            ("prompts", folders.prompts, "DIR", "prompt files"),
            ("logs", folders.logs, "DIR", "logs"),
            ("cast", folders.cast, "FILE", "the cast sheet"),
        ),
    )
