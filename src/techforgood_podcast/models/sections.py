"""The lists of a catalogue, and the records inside others."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from . import (
    Appearance,
    Audio,
    Entity,
    Episode,
    Figure,
    Mention,
    Organisation,
    Person,
    Place,
    Source,
    Theme,
)


class Section(NamedTuple):
    """One list of a catalogue.

    Attributes:
        name: the plural, key of the list in a file.
        noun: the singular, for messages and for lines of JSONL.
        model: the class of its records.
    """

    name: str
    noun: str
    model: type[Entity]


SECTIONS = (
    Section(name="sources", noun="source", model=Source),
    Section(name="places", noun="place", model=Place),
    Section(name="themes", noun="theme", model=Theme),
    Section(name="organisations", noun="organisation", model=Organisation),
    Section(name="people", noun="person", model=Person),
    Section(name="episodes", noun="episode", model=Episode),
)
"""The lists of a catalogue; each refers to itself and to earlier ones only."""

PARTS = (Appearance, Audio, Figure, Mention)
"""The records inside other records."""


@cache
def section_of(model: type[Entity]) -> Section:
    """Return the list that holds the records of a class."""
    return next(section for section in SECTIONS if section.model is model)
