"""Packages import as the page on how the library is built says, which names what is there."""

from __future__ import annotations

import ast
import re
import sys
from functools import cache
from graphlib import TopologicalSorter
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules, resolve_name
from typing import TYPE_CHECKING

import pytest
from jinja2 import meta, nodes

import techforgood_podcast as tfg

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PACKAGE = "techforgood_podcast"
HERE = Path(str(tfg.__file__)).parent
PAGE = (Path(__file__).parents[2] / "docs" / "architecture.md").read_text(encoding="utf-8")
# What parses the arguments and finds the command to run.
ENTRY = {"__main__", "cli", "cli.commands"}
ALLOWED = {"attr", "attrs", "cattrs", "importlib_resources", "yaml"}
# What a module imports on use, where the extra is installed.
EXTRAS = {
    "relational.arrow": {"pyarrow"},
    "cli.commands": {"shtab"},
    "cli.terminal": {"rich"},
    "models.schemas": {"pydantic", "pydantic_core", "typing_extensions"},
    "authoring.build_hook": {"hatchling"},
    "plots": {"matplotlib"},
    "writers.text.notes": {"nh3"},
    "writers.page_and_site.templates": {"jinja2"},
    "writers.page_and_site.functions": {"markupsafe"},
    "writers.site.site": {"jinja2"},
}
MODULES = {
    ".".join(path.relative_to(HERE).with_suffix("").parts).removesuffix(".__init__"): path
    for path in HERE.rglob("*.py")
    if path != HERE / "__init__.py"
} | {"": HERE / "__init__.pyi"}  # the façade imports on use; its stub says what


def section(heading: str) -> str:
    """Return the text below a heading of the second level."""
    return PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]


def block(heading: str) -> str:
    return section(heading).split("```text\n")[1].split("```")[0]


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
def all_imports() -> dict[str, set[str]]:
    """Return what each module imports."""
    return {
        module: set(imported(path.read_text("utf-8"), module, is_package=path.stem == "__init__"))
        for module, path in MODULES.items()
    }


@cache
def graph() -> dict[str, set[str]]:
    """Return which of our modules each module imports."""
    return {
        module: {name for name in map(own, names) if name is not None}
        for module, names in all_imports().items()
    }


def room(module: str) -> str:
    """Return the room of a module, as the page has them; "" is the façade.

    The commands of ``authoring`` rest on ``cli``, and the entry of the command line on both.
    """
    if module in ENTRY:
        return "entry"
    if module.startswith("authoring.commands"):
        return "authoring.commands"
    return module.partition(".")[0]


@cache
def rooms() -> dict[str, set[str]]:
    """Return the rooms that each room imports."""
    found: dict[str, set[str]] = {}
    for module, names in graph().items():
        found.setdefault(room(module), set()).update({room(n) for n in names} - {room(module)})
    return found


def reachable(name: str) -> set[str]:
    """Return the rooms that a room imports, directly or through others."""
    return rooms()[name].union(*map(reachable, rooms()[name]))


def test_a_room_imports_only_from_the_rows_of_the_table_above_it() -> None:
    table = re.findall(r"^\| (`.*?) \|", section("Packages and modules"), re.MULTILINE)
    rows = [re.findall(r"`(\w+)(?:/|\.py)?`", row) for row in table]
    assert rows.pop() == ["__init__"]
    rows += [["authoring.commands"], ["entry"], [""]]
    row_of = {name: number for number, names in enumerate(rows) for name in names}
    assert rooms().keys() <= row_of.keys()
    assert {
        (name, other)
        for name, others in rooms().items()
        for other in others
        if row_of[other] >= row_of[name]
    } == set()


def test_the_page_shows_what_each_room_rests_on() -> None:
    lines = [line.split(" ← ") for line in block("Packages and modules").splitlines()]
    shown = {name.strip(): set(rest.split(", ")) for name, rest in lines}
    names = {"entry": "cli.commands", "": "__init__"}
    direct = {
        name: {other for other in others if not other.startswith("_")}
        for name, others in rooms().items()
        if not name.startswith("_")
    }
    assert shown == {
        names.get(name, name): others - set[str]().union(*map(reachable, others))
        for name, others in direct.items()
        if others
    }


def texts_of(path: Path) -> Iterator[str]:
    """Give the texts in a module that are no docstrings."""
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    docs = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


def test_only_the_command_line_speaks_of_its_options() -> None:
    found = {
        (module, option)
        for module, path in MODULES.items()
        if room(module) not in {"entry", "cli", "authoring.commands"}
        for text in texts_of(path)
        for option in re.findall(r"(?<![\w{;])--[a-z][\w-]+", text)
    }
    assert found == {
        ("packaged", "--collect-all"),  # of PyInstaller
    }


def test_no_imports_form_a_circle() -> None:
    assert sorted(TopologicalSorter(graph()).static_order()) == sorted(MODULES)


def test_at_most_twelve_rooms_rest_on_one_another() -> None:
    levels: dict[str, int] = {}
    for name in TopologicalSorter(rooms()).static_order():
        levels[name] = 1 + max((levels[other] for other in rooms()[name]), default=0)
    assert max(levels.values()) <= 12


def test_nothing_outside_the_workshop_imports_it_but_the_entry_of_the_command_line() -> None:
    found = {
        module
        for module, names in graph().items()
        if not module.startswith("authoring") and any(n.startswith("authoring") for n in names)
    }
    assert found == {"", "cli.commands"}  # the façade names `enrich`, and imports it on use


@pytest.mark.parametrize(
    ("room", "others"),
    [("page", {"site"}), ("site", {"page"}), ("page_and_site", {"page", "site"})],
)
def test_page_and_site_take_nothing_from_each_other_but_what_they_share(
    room: str, others: set[str]
) -> None:
    start = f"writers.{room}."
    modules = [
        name for module, names in graph().items() if module.startswith(start) for name in names
    ]
    files = [
        path for path in (HERE / "writers" / room).iterdir() if path.suffix in {".jinja", ".js"}
    ]
    paths = re.findall(
        r'(?:import|include|from) "(?:\.\./)?(\w+)/',
        "".join(path.read_text("utf-8") for path in files),
    )
    assert modules
    assert files
    assert {name.split(".")[1] for name in modules if name.startswith("writers.")} & others == set()
    assert set(paths) & others == set()


@pytest.mark.parametrize(
    ("templates", "classes"),
    [
        (
            "(page_and_site|page)/(?!card)",
            ["page.html.OnePage", "page_and_site.functions.Functions"],
        ),
        (
            "(page_and_site|site)/(?!card)",
            [
                "site.plan.Edition",
                "site.plan.Page",
                "site.site.SiteFunctions",
                "site.site.Parts",
            ],
        ),
        ("page_and_site/card", ["page_and_site.card.Card"]),
    ],
)
def test_a_template_reads_no_name_that_a_type_checker_has_not_seen(
    templates: str, classes: list[str]
) -> None:
    environment = resolve_name(f"{PACKAGE}.writers.page_and_site.templates.page_environment")()
    found = {path.relative_to(HERE / "writers").as_posix(): path for path in HERE.rglob("*.jinja")}
    trees: dict[str, nodes.Template] = {
        name: environment.parse(path.read_text("utf-8"))
        for name, path in found.items()
        if re.match(templates, name)
    }
    known = (resolve_name(f"{PACKAGE}.writers.{name}") for name in classes)
    given = {name for cls in known for name in names_seen(cls)}
    assert trees
    assert {
        (path, name)
        for path, tree in trees.items()
        for name in meta.find_undeclared_variables(tree) - given - set_around(path, trees)
    } == set()


def names_seen(cls: type) -> set[str]:
    """Return the names of what a class has and does."""
    annotated = {name for base in cls.__mro__ for name in vars(base).get("__annotations__", ())}
    return {name for name in {*dir(cls), *annotated} if not name.startswith("_")}


def set_around(path: str, trees: Mapping[str, nodes.Template]) -> set[str]:
    """Return the names that a template sets, and those that templates set which include it."""
    stored = {one.name for one in trees[path].find_all(nodes.Name) if one.ctx == "store"}
    macros = {one.name for one in trees[path].find_all(nodes.Macro)}
    imported = {one.target for one in trees[path].find_all(nodes.Import)}
    around = [
        set_around(other, trees)
        for other, tree in trees.items()
        if path in meta.find_referenced_templates(tree)
    ]
    return stored.union(macros, imported, *around)


def test_no_module_imports_the_facade() -> None:
    assert [module for module, names in graph().items() if "" in names] == []


def test_at_most_five_private_modules_lie_at_the_top() -> None:
    private = [m for m in MODULES if m.startswith("_") and not m.startswith("__") and "." not in m]
    assert len(private) <= 5


def test_what_is_imported_from_elsewhere_are_the_four_dependencies() -> None:
    foreign = {
        module: {name.partition(".")[0] for name in names if own(name) is None}
        - sys.stdlib_module_names
        for module, names in all_imports().items()
    }
    extra = {module: names - ALLOWED for module, names in foreign.items()}
    assert {module: names for module, names in extra.items() if names} == EXTRAS
    assert [module for module, names in foreign.items() if "yaml" in names] == ["syntax.yaml"]


def test_a_room_that_bears_a_public_name_is_public_itself() -> None:
    assert rooms().keys() & set(tfg.__all__) == {"authoring", "converters", "plots"}


def test_no_package_has_a_module_of_the_name_of_a_function_or_class_that_it_has() -> None:
    # mypy's cache would take the function for the module.
    for package, path in MODULES.items():
        if path.stem == "__init__":
            nodes = ast.parse(path.read_text("utf-8")).body
            defined = {n.name for n in nodes if isinstance(n, ast.FunctionDef | ast.ClassDef)}
            froms = [node for node in nodes if isinstance(node, ast.ImportFrom)]
            named = {alias.name for node in froms for alias in node.names if node.module}
            inside = {entry.stem for entry in path.parent.iterdir()}
            names = defined | named if package else set(tfg.__all__) - rooms().keys()
            assert names & inside == set(), package


@pytest.mark.parametrize(
    ("source", "module", "found"),
    [
        ("from ..errors import Problem", "text.names", "techforgood_podcast.errors"),
        ("from . import json", "syntax.yaml", "techforgood_podcast.syntax.json"),
        ("from .. import load_catalogue", "cli.commands", "techforgood_podcast"),
        ("import techforgood_podcast", "files", "techforgood_podcast"),
        ("from .. import cli", "models.text", "techforgood_podcast.cli"),
        ("def f():\n    from ..cli import main", "text.names", "techforgood_podcast.cli"),
        ("if TYPE_CHECKING:\n    import yaml.nodes", "text.names", "yaml.nodes"),
        ("from . import format", "writers", "techforgood_podcast.writers.format"),
        ("from ..errors import Problem", "writers", "techforgood_podcast.errors"),
    ],
)
def test_an_import_is_seen_wherever_and_however_it_is_written(
    source: str, module: str, found: str
) -> None:
    assert list(imported(source, module, is_package=module == "writers")) == [found]


def test_three_walks_are_told_in_few_steps_and_a_step_is_a_name_to_open() -> None:
    walks = section("Three walks through the code").split("\n### ")[1:]
    steps = [re.findall(r"^\d\. `([\w.]+)`", walk, re.MULTILINE) for walk in walks]
    assert len(steps) == 3
    for step in steps:
        assert 3 <= len(step) <= 8
        for name in step:
            assert resolve_name(f"{PACKAGE}.{name}") is not None


def test_the_ladder_shows_which_class_rests_on_which() -> None:
    above: list[type] = []
    for line in block("The ladder of classes").splitlines():
        indent = len(line) - len(line.lstrip())
        if indent > 20:  # the rest of the line before
            continue
        names = re.split(", ", re.split(r"\s{2,}", line.strip())[0])
        classes = [named(name) for name in names]
        del above[indent // 2 :]
        for cls in classes:
            assert not above or issubclass(cls, above[-1]), cls
        above.append(classes[0])
    assert above


def named(name: str) -> type:
    """Return the class with a name."""
    packages = ("", ".models", ".catalogue", ".packaged")
    places = [import_module(f"{PACKAGE}{package}") for package in packages]
    places += [
        import_module(f"{place.__name__}.{module.name}")
        for place in places[1:]
        for module in iter_modules(place.__path__)
    ]
    cls = next(getattr(place, name) for place in places if name in dir(place))
    assert isinstance(cls, type)
    return cls


def test_the_glossary_is_short() -> None:
    rows = section("Glossary").count("\n| ") - 1
    assert 0 < rows <= 40
