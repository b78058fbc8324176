"""Modules import only from those below them: no circle, and no way up."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import sys
from graphlib import TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import techforgood_podcast as tfg
from techforgood_podcast import _compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = "techforgood_podcast"
FACADE = ""
"""The package's own ``__init__``, which stands above everything."""
MODULES = (
    "errors",
    "_version",
    "_lock",
    "_once",
    "_spelling",
    "names",
    "_stemming",
    "fulltext",
    "models.text",
    "models.entities",
    "models.episodes",
    "models",
    "_syntax",
    "_rules",
    "_schema",
    "_integrity",
    "_table",
    "_notebook",
    "collection",
    "_contents",
    "_canonical",
    "_merging",
    "_numbering",
    "_related",
    "_search",
    "episodes",
    "_checking",
    "_loadable",
    "catalogue",
    "_exportable",
    "_compiled",
    "_yaml",
    "_json",
    "_located",
    "_gathering",
    "_layers",
    "_consistency",
    "_structuring",
    "loading",
    "bundled",
    "_columns",
    "relational",
    "_arrow",
    "_feed_xml",
    "_feed_items",
    "feeds",
    "writers._format",
    "writers._files",
    "writers._csv",
    "writers._sql",
    "writers._sql_views",
    "writers._words",
    "writers._options",
    "writers._linked",
    "writers._turtle",
    "writers._network",
    "writers._feeds",
    "writers.json",
    "writers.yaml",
    "writers.jsonl",
    "writers.csv",
    "writers.datapackage",
    "writers.sqlite",
    "writers.parquet",
    "writers.rss",
    "writers.jsonfeed",
    "writers.jsonld",
    "writers.turtle",
    "writers._citing",
    "writers.csl",
    "writers.biblatex",
    "writers.ris",
    "writers.markdown",
    "writers._html_words",
    "writers.html",
    "writers.graphml",
    "writers.dot",
    "writers.mermaid",
    "writers",
    "_ring",
    "plots",
    "folders",
    "_terminal",
    "_arguments",
    "_completion",
    "cli",
    "__main__",
    FACADE,
)
"""Every module, from the ground up."""
ALLOWED = {"attr", "attrs", "cattrs", "importlib_resources", "yaml"}
EXTRAS = {
    "_arrow": {"pyarrow"},
    "_terminal": {"rich"},
    "plots": {"matplotlib"},
    "writers.html": {"jinja2"},
}
"""What a module imports on use, where the extra is installed."""


def imported(source: str, module: str, *, is_package: bool = False) -> Iterator[str]:
    """Give the absolute name of each module that a source imports, wherever the import stands."""
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
    """Return the name of a module of the package within it, or ``None`` for any other."""
    if name == PACKAGE:
        return FACADE
    return name.removeprefix(f"{PACKAGE}.") if name.startswith(f"{PACKAGE}.") else None


def imports_of(module: str) -> set[str]:
    loaded = importlib.import_module(f"{PACKAGE}.{module}" if module else PACKAGE)
    source = Path(str(loaded.__file__)).read_text(encoding="utf-8")
    return set(imported(source, module, is_package=hasattr(loaded, "__path__")))


GRAPH = {
    module: {name for name in map(own, imports_of(module)) if name is not None}
    for module in MODULES
}
FOREIGN = {
    module: {
        name.partition(".")[0]
        for name in imports_of(module)
        if own(name) is None and name.partition(".")[0] not in sys.stdlib_module_names
    }
    for module in MODULES
}


def test_the_list_holds_every_module_of_the_package() -> None:
    found = {m.name for m in pkgutil.walk_packages(tfg.__path__, f"{PACKAGE}.")}
    found -= {f"{PACKAGE}.{_compiled.MODULE}"}  # data, and in a wheel alone
    assert sorted(MODULES) == sorted(
        [FACADE, *(name.removeprefix(f"{PACKAGE}.") for name in found)]
    )


@pytest.mark.parametrize("module", [module or PACKAGE for module in MODULES])
def test_a_module_imports_only_from_those_below_it(module: str) -> None:
    place = MODULES.index(module if module != PACKAGE else FACADE)
    upward = {name for name in GRAPH[MODULES[place]] if name not in MODULES[:place]}
    assert upward == set()


def test_no_imports_form_a_circle() -> None:
    assert len(list(TopologicalSorter(GRAPH).static_order())) == len(MODULES)


def test_no_module_imports_the_facade() -> None:
    assert [module for module, names in GRAPH.items() if FACADE in names] == []


def test_only_one_module_imports_yaml() -> None:
    assert [module for module, names in FOREIGN.items() if "yaml" in names] == ["_yaml"]


@pytest.mark.parametrize("module", [module or PACKAGE for module in MODULES])
def test_what_is_imported_from_elsewhere_are_the_four_dependencies(module: str) -> None:
    name = module if module != PACKAGE else FACADE
    assert FOREIGN[name] <= ALLOWED | EXTRAS.get(name, set())


def test_no_module_bears_a_public_name() -> None:
    assert {module.partition(".")[0] for module in MODULES} & set(tfg.__all__) == set()


@pytest.mark.parametrize(
    ("source", "module", "found"),
    [
        ("from .errors import Problem", "names", ["techforgood_podcast.errors"]),
        ("from . import _yaml", "_gathering", ["techforgood_podcast._yaml"]),
        ("from . import load_catalogue", "cli", ["techforgood_podcast"]),
        ("import techforgood_podcast", "cli", ["techforgood_podcast"]),
        ("from ..names import fold", "writers.json", ["techforgood_podcast.names"]),
        ("from .._json import write", "writers.json", ["techforgood_podcast._json"]),
        ("from .. import cli", "models.text", ["techforgood_podcast.cli"]),
        ("from .models.text import LocalizedText", "cli", ["techforgood_podcast.models.text"]),
        ("def f():\n    from .cli import main", "names", ["techforgood_podcast.cli"]),
        ("if TYPE_CHECKING:\n    import yaml.nodes", "names", ["yaml.nodes"]),
    ],
)
def test_an_import_is_seen_wherever_and_however_it_is_written(
    source: str, module: str, found: list[str]
) -> None:
    assert list(imported(source, module)) == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("from . import json", ["techforgood_podcast.writers.json"]),
        ("from ._format import Format", ["techforgood_podcast.writers._format"]),
        ("from ..errors import Problem", ["techforgood_podcast.errors"]),
    ],
)
def test_an_import_in_the_init_of_a_package_is_relative_to_it(
    source: str, found: list[str]
) -> None:
    assert list(imported(source, "writers", is_package=True)) == found
