"""A small folder of files, and feeds to update it from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import techforgood_podcast as tfg
from rss_strategies import item, rss

if TYPE_CHECKING:
    from pathlib import Path

SHOW = "id: my-show\ntitle: My show\nlanguage: en\n"
OVEN = "id: e01\nnumber: 1\ntitle: Oven\n"
SOURCES = "- id: page\n  title: Page\n"
FULL = item(
    title="Oven",
    guid="urn:1",
    pubDate="Mon, 17 Jan 2022 06:00:00 +0100",
    itunes_episode="1",
    itunes_duration="1834",
)
FILLED = (
    "duration: '30:34'\npublished: '2022-01-17'\npublished_at: '2022-01-17T06:00:00+01:00'\n"
    "guid: urn:1\n"
)
"""The lines that ``FULL`` adds to an episode."""
GUEST = '<podcast:person role="guest" img="https://example.org/b.jpg">Bob Cole</podcast:person>'


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode())


def read(folder: Path) -> dict[str, str]:
    """Return the texts of all files."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes().decode() for path in paths}


def update(folder: Path, *items: str) -> tfg.authoring.Update:
    """Update a folder, and check that it holds what the update says."""
    found = tfg.authoring.update_folder(folder, rss("".join(items)))
    assert tfg.load_catalogue(folder) == found.catalogue
    return found
