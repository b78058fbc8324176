"""The show, and what a catalogue says of itself."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import attrs

from .entities import Entity, Source, Theme, identified
from .people import Organisation, Person
from .rules import Email, Id, Language, Url
from .text import LocalizedText, Record, about

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .checks import Breach

ShowKind: TypeAlias = Literal["episodic", "serial"]
FeedOrder: TypeAlias = Literal["newest", "oldest"]

# The version of the file format that this release reads and writes.
SCHEMA_VERSION: Final = 1


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Show(Entity):
    """The podcast as a whole.

    Attributes:
        id: lower-case words of ASCII letters and digits, joined by hyphens; permanent.
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
        blocked: whether directories are asked not to list it.
        locked: whether other hosts are asked not to import its feed.
        new_feed_url: where its feed has moved to.
        funding_url: where listeners can give money.
        feed_order: which episode comes first in its feed; the newest if it is not stated.
        sources: where the facts come from.

    >>> import techforgood_podcast as tfg
    >>> show = tfg.load_catalogue().show
    >>> print(show.title, show.language, show.first_published, sep=" | ")
    À qui profite la tech for good ? | fr | 2022-01-17
    """

    _reference = (("id", "id"), ("title", "title"))
    id: Id = attrs.field(metadata=identified("Use the title in plain letters.", "my-podcast"))
    title: str = attrs.field(
        metadata=about(
            "Its title.",
            "Copy it as the show prints it.",
            examples=("My podcast",),
        )
    )
    language: Language = attrs.field(
        metadata=about(
            "The language spoken, a BCP 47 tag.",
            "Texts without a language tag are in this language.",
        )
    )
    summary: LocalizedText | None = attrs.field(
        default=None,
        metadata=about("What it is about, in this catalogue's own words."),
    )
    url: Url | None = attrs.field(default=None, metadata=about("Its page."))
    feed_url: Url | None = attrs.field(
        default=None,
        metadata=about(
            "Its RSS feed.",
            examples=("https://example.org/my-podcast/feed.xml",),
        ),
    )
    cover_url: Url | None = attrs.field(
        default=None,
        metadata=about(
            "Its cover picture.",
            "Podcast directories need one.",
            examples=("https://example.org/my-podcast/cover.jpg",),
        ),
    )
    first_published: dt.date | None = attrs.field(
        default=None, metadata=about("The day on which it began.")
    )
    hosts: tuple[Person, ...] = attrs.field(
        default=(),
        metadata=about(
            "Who makes it.",
            "List them in the order in which its page names them.",
            examples=(["ada-miller"],),
        ),
    )
    producers: tuple[Organisation, ...] = attrs.field(
        default=(),
        metadata=about("The bodies that produce it.", examples=(["my-collective"],)),
    )
    themes: tuple[Theme, ...] = attrs.field(
        default=(),
        metadata=about("What it is about.", "List the most important first.", examples=(["food"],)),
    )
    author: str | None = attrs.field(
        default=None,
        metadata=about(
            "Who makes it, as directories print it.",
            "Directories ask for it.",
            examples=("Ada Miller",),
        ),
    )
    owner_name: str | None = attrs.field(
        default=None,
        metadata=about(
            "Who answers for the feed.",
            "It is a person or a body. Directories ask for it.",
            examples=("My collective",),
        ),
    )
    owner_email: Email | None = attrs.field(
        default=None,
        metadata=about(
            "For directories to reach the owner; only in the files and in RSS.",
            "Anybody can read it in the feed.",
            private=True,
        ),
    )
    copyright: str | None = attrs.field(
        default=None,
        metadata=about(
            "Who holds the rights, as the feed prints it.",
            examples=("© My collective",),
        ),
    )
    explicit: bool | None = attrs.field(
        default=None,
        metadata=about(
            "Whether it has words or subjects that are not for children.",
            "Directories need it.",
        ),
    )
    kind: ShowKind | None = attrs.field(
        default=None,
        metadata=about(
            '"episodic", to be heard in any order, or "serial", from the first episode on.',
            choices={
                "episodic": "In any order; the newest comes first.",
                "serial": "From the first episode on.",
            },
        ),
    )
    categories: tuple[str, ...] = attrs.field(
        default=(),
        metadata=about(
            'Categories of Apple\'s directory, the main one first, such as "Arts > Food".',
            "A subcategory comes after its category and ' > '. Directories need one.",
            examples=(["Arts > Food", "Society & Culture"],),
        ),
    )
    guid: str | None = attrs.field(
        default=None,
        metadata=about(
            'The "podcast:guid" of its feed, the same wherever the feed moves to.',
            examples=("9b024349-ccf0-5f69-a609-6b82873eab3c",),
        ),
    )
    blocked: bool | None = attrs.field(
        default=None, metadata=about("Whether directories are asked not to list it.")
    )
    locked: bool | None = attrs.field(
        default=None, metadata=about("Whether other hosts are asked not to import its feed.")
    )
    new_feed_url: Url | None = attrs.field(
        default=None,
        metadata=about(
            "Where its feed has moved to.",
            "Apps that read the old feed follow it.",
            examples=("https://example.com/my-podcast.xml",),
        ),
    )
    funding_url: Url | None = attrs.field(
        default=None,
        metadata=about(
            "Where listeners can give money.",
            examples=("https://example.org/my-podcast/support",),
        ),
    )
    feed_order: FeedOrder | None = attrs.field(
        default=None,
        metadata=about(
            "Which episode comes first in its feed; the newest if it is not stated.",
            choices={"newest": "The newest comes first.", "oldest": "The oldest comes first."},
        ),
    )
    sources: tuple[Source, ...] = attrs.field(
        default=(), metadata=about("Where the facts come from.", examples=(["show-page"],))
    )

    @property
    def _names(self) -> tuple[str, ...]:
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
        from .checks import Breach

        version = values.get("schema_version", SCHEMA_VERSION)
        if isinstance(version, int) and version != SCHEMA_VERSION:
            message = f"this library reads version {SCHEMA_VERSION} of the file format"
            yield Breach(("schema_version",), f"{message}, not {version}")
