"""Pages that are made, and tables that are kept by hand, are those of the code."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import techforgood_podcast as tfg

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).parents[1]
MAKERS = sorted(path.stem for path in (ROOT / "docs").glob("make_*.py"))


def load(name: str) -> ModuleType:
    """Return a script of the documentation as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "docs" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_there_are_pages_that_are_made() -> None:
    assert "make_formats" in MAKERS


@pytest.mark.parametrize("name", MAKERS)
def test_a_page_that_is_made_is_up_to_date(name: str) -> None:
    maker = load(name)
    assert maker.PAGE.read_text(encoding="utf-8") == maker.page(), "see: make regenerate"


def test_the_readme_lists_every_format() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = [
        f"| `{f.name}` | {', '.join(f'`{s}`' for s in f.suffixes) or 'a folder'} | {f.summary} |"
        for f in tfg.formats()
    ]
    assert "\n".join(rows) in readme
