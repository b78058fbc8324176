"""Packages import only from the rows above their own, and nothing imports in a circle."""

from __future__ import annotations

import ast
import sys
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import techforgood_podcast as tfg

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = "techforgood_podcast"
HERE = Path(str(tfg.__file__)).parent
ROWS = (
    {"_pyinstaller", "quoting"},
    {"errors", "_runtime", "_version"},
    {"text"},
    {"syntax"},
    {"models"},
    {"catalogue"},
    {"converters"},
    {"files"},
    {"relational"},
    {"reading", "writers"},
    {"packaged", "literals"},
    {"plots"},
    {"authoring"},
    {"cli"},
    {"authoring.commands"},
    {"entry"},
    {""},
)
"""The rooms of the house, as ``docs/architecture.md`` has them; "" is the façade."""
ROW_OF = {room: number for number, rooms in enumerate(ROWS) for room in rooms}
ENTRY = {"__main__", "cli", "cli.commands"}
"""The entry of the command line: what parses the arguments and finds the command to run."""
LEVELS = 12
"""The most rooms that may rest on one another."""
ALLOWED = {"attr", "attrs", "cattrs", "importlib_resources", "yaml"}
EXTRAS = {
    "relational.arrow": {"pyarrow"},
    "cli.commands": {"shtab"},
    "cli.terminal": {"rich"},
    "models.schemas": {"pydantic", "pydantic_core", "typing_extensions"},
    "authoring.build_hook": {"hatchling"},
    "plots": {"matplotlib"},
    "writers.text.notes": {"nh3"},
    "writers.page.templates": {"jinja2", "markupsafe"},
}
"""What a module imports on use, where the extra is installed."""


def found_modules() -> dict[str, Path]:
    """Return the file of each module by its name within the package; "" is the façade."""
    modules: dict[str, Path] = {}
    for path in sorted(HERE.rglob("*.py")):
        parts = path.relative_to(HERE).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        modules[name] = path
    return modules


MODULES = found_modules()


def imported(source: str, module: str, *, is_package: bool) -> Iterator[str]:
    """Give the absolute name of each module that a source imports, wherever the import is."""
    parts = [PACKAGE, *module.split(".")] if module else [PACKAGE]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            up = node.level - is_package
            base = parts[: len(parts) - up] if node.level else []
            start = ".".join([*base, *([node.module] if node.module else [])])
            inner = [f"{start}.{alias.name}" for alias in node.names]
            yield from (name if own(name) in MODULES else start for name in inner)


def own(name: str) -> str | None:
    """Return the name of one of our modules within the package, or ``None`` for any other."""
    if name == PACKAGE:
        return ""
    return name.removeprefix(f"{PACKAGE}.") if name.startswith(f"{PACKAGE}.") else None


@cache
def imports_of(module: str) -> set[str]:
    path = MODULES[module]
    # The façade imports on use; its stub says what.
    source = (path if module else path.with_suffix(".pyi")).read_text(encoding="utf-8")
    return set(imported(source, module, is_package=path.name == "__init__.py"))


def room(module: str) -> str:
    """Return the room of a module.

    The commands of ``authoring`` rest on ``cli``, and the entry of the command line on both.
    """
    if module in ENTRY:
        return "entry"
    if module.startswith("authoring.commands"):
        return "authoring.commands"
    return module.partition(".")[0]


GRAPH = {
    module: {name for name in map(own, imports_of(module)) if name is not None}
    for module in MODULES
}
FOREIGN = {
    module: {name.partition(".")[0] for name in imports_of(module) if own(name) is None}
    - sys.stdlib_module_names
    for module in MODULES
}
ROOMS: dict[str, set[str]] = {}
for _module, _names in GRAPH.items():
    ROOMS.setdefault(room(_module), set()).update({room(n) for n in _names} - {room(_module)})


def test_every_room_has_a_row_in_the_table() -> None:
    assert set(ROOMS) <= set(ROW_OF)


@pytest.mark.parametrize("name", sorted(ROOMS))
def test_a_room_imports_only_from_the_rows_above_it(name: str) -> None:
    assert {other for other in ROOMS[name] if ROW_OF[other] >= ROW_OF[name]} == set()


def reachable(name: str) -> set[str]:
    """Return the rooms that a room imports, directly or through others."""
    return ROOMS[name].union(*map(reachable, ROOMS[name]))


def test_the_page_shows_what_each_room_rests_on() -> None:
    page = Path(__file__).parents[2] / "docs" / "architecture.md"
    block = page.read_text(encoding="utf-8").split("```text\n")[1].split("```")[0]
    shown = {
        name: set(rest.split(", "))
        for name, rest in (line.split(" ← ") for line in block.splitlines())
    }
    names = {"entry": "cli.commands", "": "__init__"}
    direct = {
        name: {other for other in others if not other.startswith("_")}
        for name, others in ROOMS.items()
        if not name.startswith("_")
    }
    assert {name.strip(): others for name, others in shown.items()} == {
        names.get(name, name): others - set[str]().union(*map(reachable, others))
        for name, others in direct.items()
        if others
    }


def test_no_imports_form_a_circle() -> None:
    order = list(TopologicalSorter(GRAPH).static_order())
    assert sorted(order) == sorted(MODULES)


def test_at_most_twelve_rooms_rest_on_one_another() -> None:
    levels: dict[str, int] = {}
    for name in TopologicalSorter(ROOMS).static_order():
        levels[name] = 1 + max((levels[other] for other in ROOMS[name]), default=0)
    for name, level in levels.items():
        uses = ", ".join(sorted(ROOMS[name])) or "nothing"
        print(f"{level:2} {name or PACKAGE} imports {uses}")  # noqa: T201 -- pytest -s shows it
    assert max(levels.values()) <= LEVELS


def test_nothing_outside_the_workshop_imports_it_but_the_entry_of_the_command_line() -> None:
    found = {
        module
        for module, names in GRAPH.items()
        if not module.startswith("authoring") and any(n.startswith("authoring") for n in names)
    }
    assert found == {"", "cli.commands"}  # the façade names `enrich`, and imports it on use


def test_no_module_imports_the_facade() -> None:
    assert [module for module, names in GRAPH.items() if "" in names] == []


def test_at_most_five_private_modules_lie_at_the_top() -> None:
    private = [m for m in MODULES if m.startswith("_") and not m.startswith("__") and "." not in m]
    assert len(private) <= 5


def test_only_the_reader_of_yaml_imports_yaml() -> None:
    found = [module for module, names in FOREIGN.items() if "yaml" in names]
    assert found == ["syntax.yaml"]


@pytest.mark.parametrize("module", sorted(MODULES))
def test_what_is_imported_from_elsewhere_are_the_four_dependencies(module: str) -> None:
    assert FOREIGN[module] <= ALLOWED | EXTRAS.get(module, set())


def test_a_room_that_bears_a_public_name_is_public_itself() -> None:
    assert set(ROOMS) & set(tfg.__all__) == {"authoring", "converters", "plots"}


@pytest.mark.parametrize(
    ("source", "module", "found"),
    [
        ("from ..errors import Problem", "text.names", ["techforgood_podcast.errors"]),
        ("from . import json", "syntax.yaml", ["techforgood_podcast.syntax.json"]),
        ("from .. import load_catalogue", "cli.commands", ["techforgood_podcast"]),
        ("import techforgood_podcast", "files", ["techforgood_podcast"]),
        ("from .. import cli", "models.text", ["techforgood_podcast.cli"]),
        ("def f():\n    from ..cli import main", "text.names", ["techforgood_podcast.cli"]),
        ("if TYPE_CHECKING:\n    import yaml.nodes", "text.names", ["yaml.nodes"]),
    ],
)
def test_an_import_is_seen_wherever_and_however_it_is_written(
    source: str, module: str, found: list[str]
) -> None:
    assert list(imported(source, module, is_package=False)) == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("from . import formats", ["techforgood_podcast.writers.formats"]),
        ("from ..errors import Problem", ["techforgood_podcast.errors"]),
    ],
)
def test_an_import_in_the_init_of_a_package_is_relative_to_it(
    source: str, found: list[str]
) -> None:
    assert list(imported(source, "writers", is_package=True)) == found
