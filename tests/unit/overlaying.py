"""What the tests of overlays share: a base to lay them over, and what stops a load."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import techforgood_podcast as tfg

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BASE = """\
info: {version: "1", licence: MIT}
show: {id: my-show, title: My show, language: en}
episodes:
  - {id: s01e01, season: 1, number: 1, title: Bread, summary: Bread., hosts: [ann], themes: [food]}
people:
  - {id: ann, name: Ann, aliases: [A. Bell, Annie]}
  - {id: anna, name: Anna}
themes:
  - {id: food, label: Food}
  - {id: bread, label: Bread, broader: food}
"""


def writer(folder: Path) -> Callable[[str, str], Path]:
    """Return a function that writes a file into the folder, and returns its path."""

    def file(name: str, text: str) -> Path:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return file


def problems(path: Path, *overlays: Path) -> list[str]:
    """Return what stops a load, without the folder that the files lie in."""
    with pytest.raises(tfg.CatalogueError) as caught:
        tfg.load_catalogue(path, *overlays)
    return [str(problem).replace(f"{path.parent}/", "") for problem in caught.value.problems]
