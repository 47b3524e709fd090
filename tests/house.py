"""The repository as a house: its modules, what each imports, and which import, name or length breaks the plan."""

import ast
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).parent.parent

# From the ground up; a module imports from its own package or from a lower floor. README_IMAGE_GEN.md draws them.
FLOORS = (
    ("english",),
    ("prompts", "cast", "manuscript"),
    ("sdxl", "storyboard", "reading"),
    ("workspace",),
    ("publish",),
    ("tools",),
)
DOORS = {
    "scene_parser": ("manuscript",),
    "scene_reader": ("cast", "reading"),
    "prompt_generator": ("prompts",),
    "image_generator": ("sdxl", "storyboard"),
}
GROUND = ("records", "config", "errors", "doorstep", "toml_lines", "typed", "untrusted")
COMMANDS = ("generate_scene_images", "make_illustrated_book")
INSTALLED = "__main__"  # what pip's commands start
FIRST_PAGE = {INSTALLED, *COMMANDS, "pipeline", *DOORS, *GROUND}
PACKAGES = {package for floor in FLOORS for package in floor}
LONGEST_MODULE, LONGEST_FUNCTION, SHORTEST_FRAGMENT = 300, 40, 40  # lines


@dataclass(frozen=True)
class Module:
    """One source file."""

    name: str  # "reading.weather"
    text: str

    @property
    def package(self):
        return self.name.partition(".")[0] if "." in self.name else ""

    @cached_property
    def tree(self):
        return ast.parse(self.text)

    @cached_property
    def nodes(self):
        return tuple(ast.walk(self.tree))

    @property
    def lines(self):
        return self.text.count("\n")


@cache
def read_house():
    """Read every module of the first page and of its packages, by name."""
    files = [*ROOT.glob("*.py"), *(file for package in PACKAGES for file in (ROOT / package).glob("*.py"))]
    names = {file: ".".join(file.relative_to(ROOT).with_suffix("").parts) for file in sorted(files)}
    return {name: Module(name, file.read_text(encoding="utf-8")) for file, name in names.items()}


def imports_of(module, house):
    """Name the modules of the house that a module imports anywhere, for types alone too."""
    found = set()
    for node in module.nodes:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            inside = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= inside & house.keys() or {node.module}
    return {name for name in found if name in house} - {module.name}


def allowed(importer, floor_of):
    """Name the packages and first-page modules that a module may import."""
    if importer in ("errors", "config", "doorstep", "toml_lines"):
        return set()
    if importer == "untrusted":
        return {"errors", "toml_lines"}
    if importer in ("records", "typed"):
        return {"errors"}
    if importer == INSTALLED:
        return set(COMMANDS)
    below = {*GROUND} - {"config"}
    if importer in DOORS:
        own = DOORS[importer]
        return below | set(own) | {name for name, floor in floor_of.items() if floor < min(map(floor_of.get, own))}
    if importer in COMMANDS or importer == "pipeline":
        return FIRST_PAGE - {INSTALLED, *COMMANDS} - ({"pipeline"} if importer == "pipeline" else set()) | PACKAGES
    package = importer.partition(".")[0]
    below |= {package} | {name for name, floor in floor_of.items() if floor < floor_of[package]}
    below |= set(DOORS) if floor_of[package] > floor_of["reading"] else set()
    return below | ({"pipeline"} if package == "tools" else set())


def imports_upward(house):
    """List the imports that run up or sideways: "reading.weather imports scene_reader"."""
    floor_of = {package: number for number, floor in enumerate(FLOORS) for package in floor}
    return [
        f"{module.name} imports {name}"
        for module in house.values()
        for name in sorted(imports_of(module, house))
        if name != "config" and name.partition(".")[0] not in allowed(module.name, floor_of)
    ]


def circles(house):
    """List the modules that reach themselves through imports, each circle once."""
    graph = {module.name: imports_of(module, house) for module in house.values()}
    reach = {name: reachable(graph, name) for name in graph}
    return sorted({tuple(sorted(other for other in reach[name] if name in reach[other])) for name in reach} - {()})


def reachable(graph, start):
    """Name everything that a module imports, straight or through others."""
    seen, open_names = set(), list(graph[start])
    while open_names:
        name = open_names.pop()
        if name not in seen:
            seen.add(name)
            open_names.extend(graph[name])
    return seen


def too_long(house):
    """List the modules and functions that are longer than one can hold in mind."""
    return [f"{module.name}: {module.lines} lines" for module in house.values() if module.lines > LONGEST_MODULE] + [
        f"{module.name}.{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for module in house.values()
        for node in module.nodes
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno >= LONGEST_FUNCTION
    ]


def fragments(house):
    """List the short modules of a package that only one other module reads."""
    readers = defaultdict(set)
    for module in house.values():
        for name in imports_of(module, house):
            readers[name].add(module.name)
    return [
        f"{module.name}: {module.lines} lines for {next(iter(readers[module.name]))}"
        for module in house.values()
        if module.package
        and not module.name.endswith("__init__")
        and module.lines < SHORTEST_FRAGMENT
        and len(readers[module.name]) == 1
    ]


def sees_arguments(house):
    """List the functions that take or make the command line's namespace."""
    return [
        f"{module.name}.{node.name}"
        for module in house.values()
        for node in module.nodes
        if isinstance(node, ast.FunctionDef)
        and any(
            isinstance(part, ast.Name) and part.id.endswith("Arguments")
            for annotation in [node.returns, *(one.annotation for one in [*node.args.args, *node.args.kwonlyargs])]
            if annotation is not None
            for part in ast.walk(annotation)
        )
    ]


def classes_of_one_name(house):
    """List the class names that mean two things; what an author edits in config.py is handed down under its name."""
    where = defaultdict(list)
    for module in (module for module in house.values() if module.name != "config"):
        for node in module.tree.body:
            if isinstance(node, ast.ClassDef):
                where[node.name].append(module.name)
    return [f"{name}: {', '.join(modules)}" for name, modules in sorted(where.items()) if len(modules) > 1]
