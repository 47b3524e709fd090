"""The first thing that runs: an old Python, a missing package or a wrong environment is said in one sentence.

The commands import it before anything else. It runs on any Python 3 with no package installed: no line of it, and
none of the commands' own files, may need more than Python 3.6; annotations count.
"""

import importlib.util
import os
import re
import sys
from pathlib import Path

NEEDED = (3, 11)
HERE = Path(__file__).resolve().parent
LIGHT, FULL = "requirements-storyboard.txt", "requirements.txt"  # all but SDXL; everything
MODULES = {"markdown-it-py": "markdown_it", "PyYAML": "yaml", "Pillow": "PIL"}  # named otherwise than their packages
ENVIRONMENTS = (".venv", "venv", "env")  # what a folder for an environment is usually called
NEWER = tuple((name,) for name in ("python3.14", "python3.13", "python3.12", "python3.11", "python3", "python"))
COMMANDS = {"generate_scene_images.py": "novel-scenes", "make_illustrated_book.py": "novel-book"}  # as pip installs


def find_fault(requirements: str = LIGHT) -> str:
    """Say in one sentence which packages of a list this Python lacks and what to type; "" where it has all."""
    missing = list_missing(requirements)
    if not missing:
        return ""
    one = len(missing) == 1
    lack = "{} {} not installed for this Python".format(join_words(missing), "is" if one else "are")
    environment = find_environment(requirements)
    has = (
        ", but the environment {} has {}".format(show_path(environment), "it" if one else "them") if environment else ""
    )
    return f"{lack}{has}: type `{find_cure(requirements)}`."


def stop_where_lacking() -> None:
    """End the program with that sentence, where there is no command to print it."""
    fault = find_fault()
    if fault:
        raise SystemExit(plain(fault))


def find_cure(requirements: str = LIGHT) -> str:
    """Give what to type where packages of a list are missing: the same with another environment, or the install."""
    environment = find_environment(requirements)
    return retype([show_path(python_of(environment))]) if environment else install_line(requirements)


def list_missing(requirements: str = LIGHT) -> "list[str]":
    """List the packages of a requirements file that cannot be imported here, without importing any."""
    return [name for name in read_requirements(requirements) if not has_module(module_of(name))]


def explain_import(error: Exception) -> str:
    """Say what to type where an error means that a package here cannot be used; "" where it means something else."""
    package = ((error.name if isinstance(error, ImportError) else "") or "").partition(".")[0]
    if not package or (HERE / package).is_dir() or (HERE / f"{package}.py").exists():
        return ""
    again = f"type `{install_line(LIGHT, again=True)}`"
    return find_fault() or f"{package} cannot be used as it is installed here ({error}): {again}."


def find_python_fault(version: "tuple[int, ...]") -> str:
    """Say what to type where Python is too old."""
    old = "This is Python {}.{}, and the program needs {}.{} or newer".format(*version[:2], *NEEDED)
    environment = find_environment()
    newer = [show_path(python_of(environment))] if environment else find_newer()
    if newer:
        return f"{old}: type `{retype(newer)}`."
    return f"{old}: install one from python.org/downloads and type the same with it, as in `{retype(['python3.12'])}`."


# --- How the program is run -----------------------------------------------------------------------------------------


def is_installed() -> bool:
    """Tell whether pip installed the program, or it lies in its own folder as it was fetched."""
    return not (HERE / "pyproject.toml").exists()


def name_program(script: str) -> str:
    """Give the command's own name: the script's, or that of the command that pip installed."""
    return COMMANDS[script] if is_installed() else script


def name_command(script: str = "generate_scene_images.py") -> str:
    """Give what the author types to run a command from here."""
    return COMMANDS[script] if is_installed() else quote(["python", show_path(HERE / script)])


def name_commands(text: str) -> str:
    """Put the installed commands into a text that names the scripts, where they are installed."""
    for script in COMMANDS if is_installed() else ():
        text = text.replace(f"python {script}", COMMANDS[script])
    return text


def install_line(requirements: str = LIGHT, *, again: bool = False) -> str:
    """Give the command that installs a list into the environment in use, or into a new one where the system forbids."""
    last = [*(["--force-reinstall"] if again else []), "-r", show_path(HERE / requirements)]
    if not is_managed():
        return quote([*pip_install(), *last])
    environment = HERE / ".venv"
    first = "" if importlib.util.find_spec("ensurepip") else "sudo apt install python3-venv && "
    make = quote([name_python(), "-m", "venv", show_path(environment)])
    return f"{first}{make} && {quote([show_path(python_of(environment)), '-m', 'pip', 'install', *last])}"


def pip_install() -> "list[str]":
    """Give the words that install something into the environment in use, whatever made it."""
    if (Path(sys.prefix) / "pipx_metadata.json").exists():
        return ["pipx", "runpip", "novel-scenes", "install"]
    if importlib.util.find_spec("pip") is None:  # as uv makes them
        return ["uv", "pip", "install", "--python", show_path(Path(sys.executable))]
    return [name_python(), "-m", "pip", "install"]


def is_managed() -> bool:
    """Tell whether this is the system's own Python, into which pip installs nothing."""
    import sysconfig  # noqa: PLC0415 - only a sentence waits for it

    is_own = sys.prefix != sys.base_prefix
    return not is_own and (Path(sysconfig.get_path("stdlib")) / "EXTERNALLY-MANAGED").exists()


# --- What there is --------------------------------------------------------------------------------------------------


def read_requirements(name: str) -> "list[str]":
    """List the packages that a requirements file names, with those of the files it includes."""
    packages = []  # type: list[str]
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        included = re.findall(r"^-r +(\S+)", line)
        packages += read_requirements(included[0]) if included else re.findall(r"^\w[\w-]*", line)
    return packages


def module_of(package: str) -> str:
    """Give the name under which a package is imported."""
    return MODULES.get(package, package.replace("-", "_"))


def has_module(name: str) -> bool:
    """Tell whether a module could be imported, without importing it."""
    try:
        return importlib.util.find_spec(name) is not None
    except ValueError:  # one without a spec, which is there
        return True


def find_environment(requirements: str = LIGHT) -> "Path | None":
    """Find an environment, active or beside the program or in this folder, that has the right Python and packages."""
    if is_installed():
        return None
    active = os.environ.get("VIRTUAL_ENV")
    places = [Path(active)] if active else []
    places += [folder / name for folder in (HERE, Path.cwd()) for name in ENVIRONMENTS]
    return next((place for place in places if place != Path(sys.prefix) and is_whole(place, requirements)), None)


def is_whole(environment: Path, requirements: str) -> bool:
    """Tell whether an environment has a Python that is new enough and the packages of a list, without running it."""
    try:
        settings = (environment / "pyvenv.cfg").read_text(encoding="utf-8")
        found = re.findall(r"^version(?:_info)? *= *(\d+)\.(\d+)", settings, re.MULTILINE)
        if not found or tuple(map(int, found[0])) < NEEDED or not python_of(environment).exists():
            return False
        folders = [*environment.glob("lib/python3*/site-packages"), environment / "Lib" / "site-packages"]
        there = {path.name.partition(".")[0] for folder in folders if folder.is_dir() for path in folder.iterdir()}
        return there >= {module_of(name) for name in read_requirements(requirements)}
    except OSError:
        return False


def python_of(environment: Path) -> Path:
    """Give the Python of an environment."""
    return environment / "Scripts" / "python.exe" if os.name == "nt" else environment / "bin" / "python"


def find_newer() -> "list[str]":
    """Find a Python on this machine that is new enough; [] where there is none."""
    import subprocess  # noqa: PLC0415

    for words in (*NEWER, ("py", "-3")):
        try:
            tell = [*words, "-c", "import sys; print(sys.version_info >= {!r})".format(NEEDED)]  # noqa: UP032
            if subprocess.check_output(tell, stderr=subprocess.DEVNULL, timeout=20).strip() == b"True":
                return list(words)
        except (OSError, subprocess.SubprocessError):
            continue
    return []


def name_python() -> str:
    """Give the word that starts this Python: "python" where that is the one."""
    import shutil  # noqa: PLC0415

    own = os.path.normcase(sys.executable)
    names = (name for name in ("python", "python3") if os.path.normcase(shutil.which(name) or "") == own)
    return next(names, show_path(Path(sys.executable)))


# --- Words ----------------------------------------------------------------------------------------------------------


def retype(python: "list[str]") -> str:
    """Give what was typed, with another Python."""
    return quote([*python, *sys.argv]) if sys.argv[:1] != ["-m"] else quote([*python, "-m"]) + " tools.…"


def show_path(path: Path) -> str:
    """Give a path as it is typed from this folder: relative where it lies inside."""
    try:
        near = os.path.relpath(str(path))
    except ValueError:  # another drive
        return str(path)
    return str(path) if near.startswith("..") else near


def quote(words: "list[str]") -> str:
    """Write words for the shell."""
    import shlex  # noqa: PLC0415
    import subprocess  # noqa: PLC0415

    return subprocess.list2cmdline(words) if os.name == "nt" else " ".join(map(shlex.quote, words))


def plain(text: str) -> str:
    """Replace what would steer the terminal: a folder may have any name."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)


def join_words(words: "list[str]") -> str:
    """Put names in a row: "tqdm", "tqdm and Pillow", "tqdm, PyYAML and Pillow"."""
    return " and ".join([*([", ".join(words[:-1])] if words[1:] else []), words[-1]])


if sys.version_info < NEEDED:
    raise SystemExit(plain(find_python_fault(sys.version_info[:2])))
