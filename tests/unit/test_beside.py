"""Tests, benchmarks and the scripts of the documentation import nothing from one another."""

from __future__ import annotations

import ast
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = next(folder for folder in Path(__file__).parents if (folder / "pyproject.toml").exists())
# The folders of each side.
SIDES = {
    "tests": ("tests",),
    "benchmarks": ("benchmarks",),
    "docs": ("docs",),
}


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


def test_an_import_is_seen_wherever_it_is_written() -> None:
    assert imported("import a.b\ndef f():\n    from c.d import e") == {"a", "c"}
