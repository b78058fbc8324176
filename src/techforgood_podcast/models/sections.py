"""The lists of a catalogue, and the records inside others."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from . import (
    Audio,
    Chapter,
    Credit,
    Entity,
    Episode,
    Figure,
    Mention,
    Organisation,
    Person,
    Place,
    Source,
    Theme,
    Transcript,
)


class Section(NamedTuple):
    """One list of a catalogue.

    Attributes:
        name: the plural, key of the list in a file.
        noun: the singular, for messages and for lines of JSONL.
        model: the class of its records.
        summary: what a record is, in one sentence.
    """

    name: str
    noun: str
    model: type[Entity]
    summary: str


SECTIONS = (
    Section(
        name="sources",
        noun="source",
        model=Source,
        summary="Where facts come from.",
    ),
    Section(
        name="places",
        noun="place",
        model=Place,
        summary="A country, a region, a department or a city.",
    ),
    Section(
        name="themes",
        noun="theme",
        model=Theme,
        summary="A concept of the controlled vocabulary that says what episodes are about.",
    ),
    Section(
        name="organisations",
        noun="organisation",
        model=Organisation,
        summary="A body that an episode is about, visits or names.",
    ),
    Section(
        name="people",
        noun="person",
        model=Person,
        summary="A person in a catalogue.",
    ),
    Section(
        name="episodes",
        noun="episode",
        model=Episode,
        summary="One episode.",
    ),
)
"""The lists of a catalogue; each refers to itself and to earlier ones only."""

PARTS = (Credit, Audio, Figure, Mention, Transcript, Chapter)
"""The records inside other records."""


@cache
def section_of(model: type[Entity]) -> Section:
    """Return the list that holds the records of a class."""
    return next(section for section in SECTIONS if section.model is model)
