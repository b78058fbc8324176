"""What a catalogue holds beside its show: lists, redirects, and what it says of itself."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import attrs

from .entities import Organisation, Person, Place, Source, Theme
from .episodes import Audio, Chapter, Credit, Episode, Figure, Mention, Transcript
from .records import Entity, Record, about
from .rules import Breach, Id

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


# The version of the file format that this release reads and writes.
SCHEMA_VERSION: Final = 1


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Redirect(Record):
    """An id that is no longer in use, and is never reused.

    Attributes:
        id: the retired id.
        to: the id that replaces it; ``None`` if it was withdrawn.

    >>> Redirect(id="k-gentelet", to="karine-gentelet")
    Redirect(id='k-gentelet', to='karine-gentelet')
    """

    id: Id = attrs.field(metadata=about("The retired id.", examples=("a-miller",)))
    to: Id | None = attrs.field(
        default=None,
        metadata=about(
            "The id that replaces it; empty if it was withdrawn.",
            "A withdrawn id stays reserved and finds nothing.",
            examples=("ada-miller",),
        ),
    )


@attrs.frozen(kw_only=True, eq=False, repr=False)
class DataInfo(Record):
    """Facts about a catalogue itself.

    Equality of catalogues ignores them.

    Attributes:
        version: the version of the data, a calendar date ("2026.11.24").
        schema_version: the version of the file format.
        licence: the licence of the data, an SPDX expression.
        sha256: hexadecimal digest of the canonical form, computed by the catalogue.

    >>> DataInfo(version="2026.11.24", licence="CC0-1.0").schema_version
    1
    """

    version: str | None = attrs.field(
        default=None,
        metadata=about(
            'The version of the data, a calendar date ("2026.11.24").',
            "Use the day of the last change. Put quotation marks around one that looks like a"
            " number (1.0).",
            examples=("2026.11.24",),
        ),
    )
    schema_version: int = attrs.field(
        default=SCHEMA_VERSION, metadata=about("The version of the file format.")
    )
    licence: str | None = attrs.field(
        default=None,
        metadata=about(
            "The licence of the data, an SPDX expression.", examples=("CC0-1.0", "CC-BY-4.0")
        ),
    )
    sha256: str | None = attrs.field(
        default=None,
        metadata=about(
            "Hexadecimal digest of the canonical form, computed by the catalogue.", implied=True
        ),
    )

    @classmethod
    def _breaches_between(cls, values: Mapping[str, Any]) -> Iterator[Breach]:
        version = values.get("schema_version", SCHEMA_VERSION)
        if isinstance(version, int) and version != SCHEMA_VERSION:
            message = f"this library reads version {SCHEMA_VERSION} of the file format"
            yield Breach(("schema_version",), f"{message}, not {version}")


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
