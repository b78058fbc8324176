"""Tests, benchmarks and the scripts of the documentation import nothing from one another.

Of the library, tests import what the documentation names, and the modules of a list with reasons.
"""

from __future__ import annotations

import ast
import os
import re
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import techforgood_podcast as tfg
from internal_modules import REASONS

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = next(folder for folder in Path(__file__).parents if (folder / "pyproject.toml").exists())
# The folders of each side.
SIDES = {
    "tests": ("tests",),
    "benchmarks": ("benchmarks",),
    "docs": ("docs",),
}
MAX_INTERNAL = 30


def scripts(side: str) -> Iterator[Path]:
    """Yield the Python files of a side, without those of packages from npm."""
    for name in SIDES[side]:
        for folder, below, files in os.walk(ROOT / name):
            below[:] = [one for one in below if one not in {"node_modules", "__pycache__"}]
            yield from (Path(folder, file) for file in files if file.endswith(".py"))


def imported(source: str) -> set[str]:
    """Return the first name of each module that a source imports."""
    nodes = [*ast.walk(ast.parse(source))]
    found = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    found |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    return {name.partition(".")[0] for name in found}


@pytest.mark.parametrize("side", SIDES)
def test_a_side_imports_nothing_from_the_others(side: str) -> None:
    own = {path.stem for path in scripts(side)}
    assert own
    foreign = {path.stem for other in SIDES if other != side for path in scripts(other)} - own
    found = {
        str(path.relative_to(ROOT)): names
        for path in scripts(side)
        if (names := imported(path.read_text(encoding="utf-8")) & foreign)
    }
    assert found == {}


def modules_in(source: str) -> set[str]:
    """Return the modules of the library that a source imports, or names whole in a text."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.update(re.findall(r"(?:from|import) (techforgood_podcast[\w.]+)", node.value))
    return set(filter(None, map(module_of, found)))


def module_of(name: str) -> str:
    """Return the module that a dotted name leads to, without the name of the package."""
    package, *parts = name.split(".")
    source = Path(tfg.__path__[0])
    while package == tfg.__name__ and parts:
        path = source.joinpath(*parts)
        if path.with_suffix(".py").exists() or (path / "__init__.py").exists():
            return ".".join(parts)
        parts.pop()
    return ""


@pytest.fixture(scope="module")
def internal() -> set[str]:
    """The modules that tests import and the documentation does not name."""
    pages = [*(ROOT / "docs").glob("*.md"), ROOT / "README.md", ROOT / "README.fr.md"]
    names = [
        name
        for page in pages
        for name in re.findall(r"techforgood_podcast\.[\w.]+", page.read_text(encoding="utf-8"))
    ]
    public = {module_of(name) for name in names}
    found = {module for path in scripts("tests") for module in modules_in(path.read_text("utf-8"))}
    return found - public


def test_tests_import_internal_modules_only_for_a_reason_in_the_list(internal: set[str]) -> None:
    assert sorted(internal - REASONS.keys()) == []


def test_every_internal_module_in_the_list_is_imported_by_a_test(internal: set[str]) -> None:
    assert sorted(REASONS.keys() - internal) == []


def test_the_list_of_internal_modules_is_in_order_and_grows_no_longer() -> None:
    assert list(REASONS) == sorted(REASONS)
    assert len(REASONS) <= MAX_INTERNAL


def test_a_module_is_seen_however_it_is_imported() -> None:
    package = tfg.__name__
    source = f"""
        import {package}.cli.parsers
        from {package}.text import writing
        from {package}.files import write_file
        from {package} import Episode
        call("from {package}.quoting import quoted")
    """
    found = modules_in(textwrap.dedent(source))
    assert found == {"cli.parsers", "files", "quoting", "text.writing"}


def test_an_import_is_seen_wherever_it_is_written() -> None:
    assert imported("import a.b\ndef f():\n    from c.d import e") == {"a", "c"}
