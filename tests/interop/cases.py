"""The catalogues, selections and episodes that every reader is tested with."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import techforgood_podcast as tfg
from hostile import CATALOGUE as HOSTILE
from published import FULL

if TYPE_CHECKING:
    from techforgood_podcast.writers import Exportable

HERE = Path(__file__).parent
BUNDLED = tfg.load_catalogue()
OWN = tfg.loads(
    """
info: {version: "1", licence: MIT}
show: {id: bread-and-code, title: Bread and code, language: en, url: https://example.org/}
episodes:
  - id: s01e01
    season: 1
    number: 1
    title: The oven
    duration: 25:10
    published: 2024-02-29
    summary: How an oven is heated.
    guests: [{person: ada-miller, role: baker, credited_as: Ada Miller}]
    themes: [baking]
    audio: {url: https://example.org/1.mp3, media_type: audio/mpeg, length: 4000000}
  - id: s02-bonus
    season: 2
    kind: bonus
    title: Crumbs
people:
  - {id: ada-miller, name: Ada Miller, given: Ada, family: Miller}
themes:
  - {id: baking, label: {en: Baking, de: Backen}}
""",
    "yaml",
)
# Everything that can be exported, by name.
CASES: dict[str, Exportable] = {
    "bundled": BUNDLED,
    "selection": BUNDLED.by_theme("emploi"),
    "episode": BUNDLED.episode("S1E3"),
    "own": OWN,
    "published": FULL,
    "hostile": HOSTILE,
    "empty": BUNDLED.episodes.where(lambda _: False),
}
LANGUAGES = ("fr", "en")
# Where documents of linked data are, to their readers.
BASE = "https://example.org/podcast"


def catalogue_of(obj: Exportable) -> tfg.Catalogue:
    """Return a case as a catalogue, to compare with what a reader finds."""
    if isinstance(obj, tfg.Catalogue):
        return obj
    if isinstance(obj, tfg.Episode):
        return tfg.Catalogue(show=obj.show, episodes=[obj])
    return BUNDLED.subset(obj)


def reader(name: str) -> Any:
    """Import the module of a reader as ``Any``, since most have no types."""
    return importlib.import_module(name)
