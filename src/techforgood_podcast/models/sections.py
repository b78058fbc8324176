"""What a catalogue holds beside its show: lists, redirects, and what it says of itself."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple, final

import attrs

from .entities import Link, Organisation, Person, Place, Source, Theme
from .episodes import Audio, Chapter, Credit, Episode, Figure, Mention, Transcript
from .records import IMPLIED, Entity, Record, short_for_rich
from .rules import Breach, Id
from .text import LocalizedText

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


# The version of the file format that this release reads and writes.
SCHEMA_VERSION: Final = 1


@final
@attrs.frozen(kw_only=True, eq=False, repr=False)
class Redirect(Record):
    """An id that is no longer in use, and is never reused.

    Attributes:
        id: the retired id.
        to: the id that replaces it; ``None`` if it was withdrawn.

    >>> Redirect(id="k-gentelet", to="karine-gentelet")
    Redirect(id='k-gentelet', to='karine-gentelet')
    """

    id: Id
    to: Id | None = None


@final
@attrs.frozen(kw_only=True, eq=False, repr=False)
class DataInfo(Record):
    """Facts about a catalogue itself.

    Equality of catalogues ignores them.

    Attributes:
        version: the version of the data, a calendar date ("2026.11.24").
        schema_version: the version of the file format.
        licence: the licence of the data, an SPDX expression; not that of the podcast.
        notice: whose catalogue this is, as its exports say.
        sha256: hexadecimal digest of the canonical form, computed by the catalogue.

    >>> DataInfo(version="2026.11.24", licence="CC0-1.0").schema_version
    1
    """

    version: str | None = None
    schema_version: int = SCHEMA_VERSION
    licence: str | None = None
    notice: LocalizedText | None = None
    sha256: str | None = attrs.field(default=None, metadata=IMPLIED)

    def __repr__(self) -> str:
        """Return the class and the version."""
        return f"<DataInfo {self.version or 'of no version'}>"

    __rich_repr__ = short_for_rich

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
    """

    name: str
    noun: str
    model: type[Entity]


SECTIONS = (
    Section("sources", "source", Source),
    Section("places", "place", Place),
    Section("themes", "theme", Theme),
    Section("organisations", "organisation", Organisation),
    Section("people", "person", Person),
    Section("episodes", "episode", Episode),
)
"""The lists of a catalogue; each refers to itself and to earlier ones only."""
PARTS = (Credit, Audio, Figure, Mention, Transcript, Chapter, Link)
"""The records inside other records."""


@cache
def section_of(model: type[Entity]) -> Section:
    """Return the list that holds the records of a class."""
    return next(section for section in SECTIONS if section.model is model)
