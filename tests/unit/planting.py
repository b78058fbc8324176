"""A copy of the bundled data, and mistakes to plant in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import techforgood_podcast as tfg

if TYPE_CHECKING:
    from pathlib import Path

    from importlib_resources.abc import Traversable


def copy_of_the_data(target: Path) -> Path:
    """Copy the bundled data into a new folder, and return it."""
    _copy(tfg.data_files(), target)
    return target


def _copy(folder: Traversable, target: Path) -> None:
    target.mkdir()
    for entry in folder.iterdir():
        if entry.is_dir():
            _copy(entry, target / entry.name)
        else:
            (target / entry.name).write_bytes(entry.read_bytes())


def plant(file: Path, old: str, new: str) -> tuple[int, int]:
    """Replace the first occurrence of a text, and return its line and column."""
    text = file.read_text(encoding="utf-8")
    before, found, after = text.partition(old)
    assert found
    file.write_text(before + new + after, encoding="utf-8")
    lines = before.split("\n")
    return len(lines), len(lines[-1]) + 1
