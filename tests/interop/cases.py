"""The catalogues, selections and episodes that every reader is tested with."""

from __future__ import annotations

import importlib
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import techforgood_podcast as tfg
from hostile import CATALOGUE as HOSTILE
from plain_values import is_list, is_mapping
from published import FULL
from techforgood_podcast.models.sections import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

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


# What is written in another form than in the document of a catalogue.
REPHRASED = {
    *("id", "kind", "duration", "relation", "of", "role", "length", "start", "founded"),
    "founder_of",
}


def unlinked(value: object) -> str:
    """Return a value as a text; of the address of a record in a document, its id."""
    return re.sub(rf"^{BASE}#[a-z]+-", "", str(value))


def stated(
    catalogue: tfg.Catalogue, format_: str, language: str | None = None
) -> dict[str, set[str]]:
    """Return the texts, numbers and ids that a format states of each record, by noun and id."""
    (loses,) = (known.loses for known in tfg.formats() if known.name == format_)
    document = tfg.to_dict(catalogue)
    records = {"show": [document["show"]]}
    records |= {section.noun: document.get(section.name, []) for section in SECTIONS}

    def leaves(value: Any) -> Iterator[str]:
        if is_mapping(value) and value.keys() <= {*catalogue.languages}:
            text = tfg.LocalizedText(value)
            yield from [text.best(language)] if language else text.texts
        elif is_mapping(value):
            for key, inner in value.items():
                yield from () if key in REPHRASED else leaves(inner)
        elif is_list(value):
            for inner in value:
                yield from leaves(inner)
        elif not isinstance(value, bool):
            yield str(value)

    return {
        f"{noun}-{record['id']}": set(
            leaves({k: v for k, v in record.items() if f"{noun.capitalize()}.{k}" not in loses})
        )
        for noun, found in records.items()
        for record in found
    }
