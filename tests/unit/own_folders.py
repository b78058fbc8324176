"""A small folder of files, and feeds to update it from."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from rss_strategies import item

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

SHOW = "id: my-show\ntitle: My show\nlanguage: en\n"
OVEN = "id: e01\nnumber: 1\ntitle: Oven\n"
FULL = item(
    title="Oven",
    guid="urn:1",
    pubDate="Mon, 17 Jan 2022 06:00:00 +0100",
    itunes_episode="1",
    itunes_duration="1834",
)


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def before_writing(patch: pytest.MonkeyPatch, call: Callable[[str], object]) -> None:
    """Call a function with the name of each file, just before the new file takes its place."""
    link, replace = os.link, Path.replace

    def linking(draft: Path, target: Path) -> None:
        call(target.name)
        link(draft, target)

    def replacing(draft: Path, target: Path) -> Path:
        call(target.name)
        return replace(draft, target)

    patch.setattr(os, "link", linking)
    patch.setattr(Path, "replace", replacing)


def read(folder: Path) -> dict[str, str]:
    """Return the texts of all files."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes().decode() for path in paths}
