"""The show, and what a catalogue says of itself."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import attrs

from .entities import Entity, Source, Theme
from .people import Organisation, Person
from .rules import Email, Id, Language, Url
from .text import LocalizedText, Record, about

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .checks import Breach

ShowKind: TypeAlias = Literal["episodic", "serial"]

# The version of the file format that this release reads and writes.
SCHEMA_VERSION: Final = 1


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Show(Entity):
    """The podcast as a whole.

    Attributes:
        title: its title.
        language: the language spoken, a BCP 47 tag.
        summary: what it is about, in this catalogue's own words.
        url: its page.
        feed_url: its RSS feed.
        cover_url: its cover picture.
        first_published: the day on which it began.
        hosts: who makes it.
        producers: the bodies that produce it.
        themes: what it is about.
        author: who makes it, as directories print it.
        owner_name: who answers for the feed.
        owner_email: for directories to reach the owner; only in the files and in RSS.
        copyright: who holds the rights, as the feed prints it.
        explicit: whether it has words or subjects that are not for children.
        kind: ``episodic``, to be heard in any order, or ``serial``, from the first episode on.
        categories: categories of Apple's directory, the main one first, such as "Arts > Food".
        guid: the ``podcast:guid`` of its feed, the same wherever the feed moves to.
        sources: where the facts come from.

    >>> Show(id="my-show", title="My show", language="en")
    <Show my-show "My show">
    """

    _reference = (("id", "id"), ("title", "title"))
    title: str = attrs.field(metadata=about("Its title."))
    language: Language = attrs.field(metadata=about("The language spoken, a BCP 47 tag."))
    summary: LocalizedText | None = attrs.field(
        default=None, metadata=about("What it is about, in this catalogue's own words.")
    )
    url: Url | None = attrs.field(default=None, metadata=about("Its page."))
    feed_url: Url | None = attrs.field(default=None, metadata=about("Its RSS feed."))
    cover_url: Url | None = attrs.field(default=None, metadata=about("Its cover picture."))
    first_published: dt.date | None = attrs.field(
        default=None, metadata=about("The day on which it began.")
    )
    hosts: tuple[Person, ...] = attrs.field(default=(), metadata=about("Who makes it."))
    producers: tuple[Organisation, ...] = attrs.field(
        default=(), metadata=about("The bodies that produce it.")
    )
    themes: tuple[Theme, ...] = attrs.field(default=(), metadata=about("What it is about."))
    author: str | None = attrs.field(
        default=None, metadata=about("Who makes it, as directories print it.")
    )
    owner_name: str | None = attrs.field(default=None, metadata=about("Who answers for the feed."))
    owner_email: Email | None = attrs.field(
        default=None,
        metadata=about(
            "For directories to reach the owner; only in the files and in RSS.", private=True
        ),
    )
    copyright: str | None = attrs.field(
        default=None, metadata=about("Who holds the rights, as the feed prints it.")
    )
    explicit: bool | None = attrs.field(
        default=None,
        metadata=about("Whether it has words or subjects that are not for children."),
    )
    kind: ShowKind | None = attrs.field(
        default=None,
        metadata=about(
            '"episodic", to be heard in any order, or "serial", from the first episode on.'
        ),
    )
    categories: tuple[str, ...] = attrs.field(
        default=(),
        metadata=about(
            'Categories of Apple\'s directory, the main one first, such as "Arts > Food".'
        ),
    )
    guid: str | None = attrs.field(
        default=None,
        metadata=about('The "podcast:guid" of its feed, the same wherever the feed moves to.'),
    )
    sources: tuple[Source, ...] = attrs.field(
        default=(), metadata=about("Where the facts come from.")
    )

    @property
    def names(self) -> tuple[str, ...]:
        """The title."""
        return (self.title,)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Redirect(Record):
    """An id that is no longer in use, and is never reused.

    Attributes:
        id: the retired id.
        to: the id that replaces it; ``None`` if it was withdrawn.

    >>> Redirect(id="k-gentelet", to="karine-gentelet")
    Redirect(id='k-gentelet', to='karine-gentelet')
    """

    id: Id = attrs.field(metadata=about("The retired id."))
    to: Id | None = attrs.field(
        default=None,
        metadata=about("The id that replaces it; empty if it was withdrawn."),
    )


@attrs.frozen(kw_only=True, eq=False, repr=False)
class DataInfo(Record):
    """Facts about a catalogue itself. Equality of catalogues ignores them.

    Attributes:
        version: the version of the data, a calendar date ("2026.11.24").
        schema_version: the version of the file format.
        licence: the licence of the data, an SPDX expression.
        sha256: hexadecimal digest of the canonical form, computed by the catalogue.

    >>> DataInfo(version="2026.11.24", licence="CC0-1.0").schema_version
    1
    """

    version: str | None = attrs.field(
        default=None, metadata=about('The version of the data, a calendar date ("2026.11.24").')
    )
    schema_version: int = attrs.field(
        default=SCHEMA_VERSION, metadata=about("The version of the file format.")
    )
    licence: str | None = attrs.field(
        default=None, metadata=about("The licence of the data, an SPDX expression.")
    )
    sha256: str | None = attrs.field(
        default=None,
        metadata=about(
            "Hexadecimal digest of the canonical form, computed by the catalogue.", implied=True
        ),
    )

    @classmethod
    def _breaches_between(cls, values: Mapping[str, Any]) -> Iterator[Breach]:
        from .checks import Breach

        version = values.get("schema_version", SCHEMA_VERSION)
        if isinstance(version, int) and version != SCHEMA_VERSION:
            message = f"this library reads version {SCHEMA_VERSION} of the file format"
            yield Breach(("schema_version",), f"{message}, not {version}")
