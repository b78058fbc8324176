"""A small folder of files, and feeds to update it from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rss_strategies import item

if TYPE_CHECKING:
    from pathlib import Path

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


def read(folder: Path) -> dict[str, str]:
    """Return the texts of all files."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes().decode() for path in paths}
