"""The house holds: imports go one way, files and functions stay small, names say what things are."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import simul_agir

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "simul_agir"
MODULES = sorted(PACKAGE.rglob("*.py"))

LONGEST_FILE = 450
LONGEST_FUNCTION = 60
MOST_FILES = 35
EMPTY_WORDS = ("util", "helper", "manager", "common", "misc")

# Each layer, and what of the package it may import.
MAY_IMPORT = {
    "engine": ("engine",),
    "model": ("model", "engine"),
    "world": ("world", "model", "engine"),
    "locale": ("locale",),
    "sheets": ("sheets",),
    "scenario": ("scenario", "sheets", "locale", "model.parameters", "model.instruments", "model.fields"),
    "stances": (
        "stances",
        "scenario",
        "locale",
        "model.parameters",
        "model.instruments",
        "model.fields",
        "model.indicators",
        "model.path.calendar",
        "model.path.recipes",
    ),
    "simulation": ("simulation", "stances", "scenario", "locale", "model", "engine"),
    "study": ("study", "sheets", "simulation", "stances", "scenario", "locale", "model", "engine"),
    "verification": (
        "verification",
        "sheets",
        "simulation",
        "stances",
        "scenario",
        "locale",
        "model",
        "engine",
    ),
    "validation": (
        "validation",
        "study",
        "simulation",
        "stances",
        "scenario",
        "locale",
        "model",
        "engine",
    ),
    "report": (
        "report",
        "sheets",
        "validation",
        "verification",
        "study",
        "simulation",
        "stances",
        "scenario",
        "locale",
        "model",
        "engine",
    ),
    "page": (
        "page",
        "report",
        "sheets",
        "study",
        "simulation",
        "stances",
        "scenario",
        "locale",
        "model",
        "engine",
    ),
    "cli": (
        "cli",
        "page",
        "report",
        "sheets",
        "validation",
        "verification",
        "study",
        "simulation",
        "stances",
        "scenario",
        "locale",
        "model",
        "engine",
    ),
}
# What any may import, for it imports nothing.
LEAVES = ("version", "forwards", "processors", "lifeline", "moved")
# The program that is compiled, named by what keeps its code; it is imported in a process of its own.
EXEMPT = {
    ("engine/native/cache.py", "simul_agir.model.schedule"),
    ("scenario/stance_names.py", "simul_agir.stances"),  # a group of entry points has that name too
}
WITHOUT_SCIENCE = ("cli", "page", "locale")
SCIENCE = {"numpy", "scipy", "numba", "statistics"}


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def layer_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """Absolute name of everything that a file imports, wherever in it: `package.module.name`. A text that names a module of
    the package counts as an import too, for something may import it by that name.
    """
    yield from imported_by(path.read_text(encoding="utf-8"), path)


def imported_by(text: str, path: Path) -> Iterator[str]:
    """The same, of a text that stands in that file."""
    here = ["simul_agir", *path.relative_to(PACKAGE).with_suffix("").parts]
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and names_a_module(node.value):
            yield node.value.replace(":", ".")
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(here[: -node.level]) if node.level else ""
            source = ".".join(part for part in (base, node.module or "") if part)
            yield from (f"{source}.{alias.name}" for alias in node.names)


def names_a_module(text: str) -> bool:
    return bool(re.fullmatch(r"simul_agir(\.\w+)+(:\w+)?", text))


def from_the_package(path: Path) -> Iterator[str]:
    """The same, for the package's own modules only, without the package's name; "" for the package itself."""
    for name in imported(path):
        if f"{name}.".startswith("simul_agir.") and (name_of(path), name) not in EXEMPT:
            yield name.removeprefix("simul_agir").removeprefix(".")


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_every_folder_has_its_place_among_the_layers() -> None:
    folders = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
    assert folders <= set(MAY_IMPORT)


@pytest.mark.parametrize("layer", MAY_IMPORT)
def test_imports_point_one_way_only(layer: str) -> None:
    allowed = (*MAY_IMPORT[layer], *LEAVES)
    wrong = [
        f"{name_of(path)} imports {name}"
        for path in MODULES
        if layer_of(path) == layer
        for name in from_the_package(path)
        if not any(name == module or name.startswith(f"{module}.") for module in allowed)
    ]
    assert not wrong, "\n".join(wrong)


def test_no_two_packages_need_each_other() -> None:
    needs: dict[str, set[str]] = {}
    for path in MODULES:
        if layer_of(path) not in ("__init__", "__main__"):
            needed = {name.split(".")[0] for name in from_the_package(path)} - {layer_of(path)}
            needs.setdefault(layer_of(path), set()).update(needed)
    assert list(TopologicalSorter(needs).static_order())  # CycleError where there is a circle


@pytest.mark.parametrize("leaf", LEAVES)
def test_leaves_import_nothing_of_the_package(leaf: str) -> None:
    assert list(from_the_package(PACKAGE / f"{leaf}.py")) == []


def test_a_lazy_import_and_one_by_name_are_seen() -> None:
    text = "def f():\n    import simul_agir.report\n    return load('simul_agir.page:app')\n"
    file = PACKAGE / "not_written.py"
    assert [name for name in imported_by(text, file) if name.startswith("simul_agir")] == [
        "simul_agir.report",
        "simul_agir.page.app",
    ]


@pytest.mark.parametrize("layer", WITHOUT_SCIENCE)
def test_what_people_touch_holds_no_science(layer: str) -> None:
    wrong = [
        f"{name_of(path)} imports {name}"
        for path in MODULES
        if layer_of(path) == layer
        for name in imported(path)
        if name.split(".")[0] in SCIENCE
    ]
    assert not wrong, "\n".join(wrong)


def test_files_are_short() -> None:
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {name: length for name, length in lengths.items() if length >= LONGEST_FILE} == {}


def test_functions_fit_on_a_screen() -> None:
    lengths = {
        f"{name_of(path)}:{function.name}": (function.end_lineno or 0) - function.lineno + 1
        for path in MODULES
        for function in functions(path)
    }
    assert {name: length for name, length in lengths.items() if length >= LONGEST_FUNCTION} == {}


def test_no_name_is_empty_of_meaning() -> None:
    stems = {name_of(path): path.stem.replace("common_random_numbers", "") for path in MODULES}
    assert [name for name, stem in stems.items() if any(word in stem for word in EMPTY_WORDS)] == []


def test_no_package_holds_more_files_than_a_screen_shows() -> None:
    counts = Counter(name_of(path.parent) for path in MODULES)
    assert {name: count for name, count in counts.items() if count > MOST_FILES} == {}


def test_no_file_name_is_used_three_times() -> None:
    counts = Counter(path.name for path in MODULES if path.name != "__init__.py")
    assert {name: count for name, count in counts.items() if count > 2} == {}


def test_every_module_says_what_it_is() -> None:
    silent = [
        name_of(path)
        for path in MODULES
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert silent == []


@pytest.mark.parametrize("name", simul_agir.__all__)
def test_every_public_name_is_documented(name: str) -> None:
    thing = getattr(simul_agir, name)
    if not isinstance(thing, str):
        assert (thing.__doc__ or "").strip(), f"{name} has no docstring"
    page = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    assert re.search(rf"`{re.escape(name)}\b", page), f"{name} is not in docs/python.md"
