"""The show, its episodes and what they say, and what a catalogue says of itself."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import attrs

from .entities import Entity, Organisation, Person, Place, Source, Theme
from .rules import Count, Duration, Id, Language, MediaType, Url
from .text import LocalizedText, Record, about

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .checks import Breach

Relation: TypeAlias = Literal[
    "subject",
    "employer",
    "partner",
    "supporter",
    "client",
    "parent",
    "member",
    "venue",
    "mentioned",
]
EpisodeKind: TypeAlias = Literal["full", "trailer", "bonus"]

# The version of the file format that this release reads and writes.
SCHEMA_VERSION: Final = 1


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Appearance(Record):
    """Someone's part in one episode: a person, or a group that speaks without names.

    Attributes:
        person: who it is; ``None`` for a group.
        group: who they are, if they are not named; ``None`` for a person.
        role: what the credit says about them, affiliation included ("fondateur de We TechCare").
        organisations: the affiliations that the credit states.
        credited_as: the name exactly as the source prints it.

    >>> Appearance(group=LocalizedText(fr="les bénévoles"), credited_as="Les bénévoles")
    <Appearance "Les bénévoles">
    """

    person: Person | None = attrs.field(
        default=None, metadata=about("Who it is; empty for a group.")
    )
    group: LocalizedText | None = attrs.field(
        default=None, metadata=about("Who they are, if they are not named; empty for a person.")
    )
    role: LocalizedText | None = attrs.field(
        default=None,
        metadata=about(
            'What the credit says about them, affiliation included ("fondateur de We TechCare").'
        ),
    )
    organisations: tuple[Organisation, ...] = attrs.field(
        default=(), metadata=about("The affiliations that the credit states.")
    )
    credited_as: str = attrs.field(metadata=about("The name exactly as the source prints it."))

    @classmethod
    def _breaches_between(cls, values: Mapping[str, Any]) -> Iterator[Breach]:
        from .checks import Breach

        if (values.get("person") is None) == (values.get("group") is None):
            yield Breach((), 'expected either a "person" or a "group"')

    def __repr__(self) -> str:
        """Return the class and the credit."""
        return f'<Appearance "{self.credited_as}">'


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Mention(Record):
    """An organisation's part in one episode.

    Attributes:
        organisation: which one.
        relation: what it is in the episode: its ``subject``, an ``employer``, a ``supporter`` …
        of: whose supporter, employer or client it is, if the source says so.

    >>> google = Organisation(id="google", name="Google", kind="company")
    >>> Mention(organisation=google, relation="supporter")
    <Mention supporter "Google">
    """

    organisation: Organisation = attrs.field(metadata=about("Which one."))
    relation: Relation = attrs.field(
        metadata=about('What it is in the episode: its "subject", an "employer", a "supporter" …')
    )
    of: Organisation | None = attrs.field(
        default=None,
        metadata=about("Whose supporter, employer or client it is, if the source says so."),
    )

    def __repr__(self) -> str:
        """Return the class, the relation and the name."""
        return f'<Mention {self.relation} "{self.organisation.name}">'


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Figure(Record):
    """A number that an episode's notes state.

    Attributes:
        value: the number, in units; ``None`` if there is a range.
        low: the lower end of a range.
        high: the upper end of a range.
        unit: what is counted.
        statement: what the number says, in this catalogue's own words.
        year: the year that it applies to.
        as_printed: the number exactly as the source prints it ("13 millions").

    >>> Figure(value=13_000_000, unit=LocalizedText(fr="personnes"), as_printed="13 millions",
    ...        statement=LocalizedText(fr="personnes éloignées du numérique"))
    <Figure "13 millions">
    """

    value: float | None = attrs.field(
        default=None, metadata=about("The number, in units; empty if there is a range.")
    )
    low: float | None = attrs.field(default=None, metadata=about("The lower end of a range."))
    high: float | None = attrs.field(default=None, metadata=about("The upper end of a range."))
    unit: LocalizedText = attrs.field(metadata=about("What is counted."))
    statement: LocalizedText = attrs.field(
        metadata=about("What the number says, in this catalogue's own words.")
    )
    year: int | None = attrs.field(default=None, metadata=about("The year that it applies to."))
    as_printed: str = attrs.field(
        metadata=about('The number exactly as the source prints it ("13 millions").')
    )

    @classmethod
    def _breaches_between(cls, values: Mapping[str, Any]) -> Iterator[Breach]:
        from .checks import Breach

        stated = {key for key in ("value", "low", "high") if values.get(key) is not None}
        if stated not in ({"value"}, {"low", "high"}):
            yield Breach((), 'expected either a "value", or "low" and "high"')
        low, high = values.get("low"), values.get("high")
        if isinstance(low, int | float) and isinstance(high, int | float) and low > high:
            yield Breach(("high",), f"the range ends at {high}, below its beginning at {low}")

    def __repr__(self) -> str:
        """Return the class and the printed number."""
        return f'<Figure "{self.as_printed}">'


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Audio(Record):
    """The audio file of an episode.

    Attributes:
        url: its address.
        media_type: its media type, such as ``audio/mpeg``.
        length: its size in bytes.

    >>> Audio(url="https://example.org/1.mp3", media_type="audio/mpeg", length=4_000_000)
    Audio(url='https://example.org/1.mp3', media_type='audio/mpeg', length=4000000)
    """

    url: Url = attrs.field(metadata=about("Its address."))
    media_type: MediaType = attrs.field(metadata=about('Its media type, such as "audio/mpeg".'))
    length: Count | None = attrs.field(default=None, metadata=about("Its size in bytes."))


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
    sources: tuple[Source, ...] = attrs.field(
        default=(), metadata=about("Where the facts come from.")
    )

    @property
    def names(self) -> tuple[str, ...]:
        """The title."""
        return (self.title,)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Episode(Entity):
    """One episode.

    Attributes:
        show: the podcast that it belongs to.
        season: the season, from 1.
        number: the number in the season, from 1; ``None`` for an unnumbered one.
        kind: ``full``, ``trailer`` or ``bonus``.
        title: the title, without the number that lists print before it.
        duration: the running time, in whole seconds.
        published: the day of publication.
        url: its page.
        guid: its identifier in the show's feed.
        summary: what it is about, in this catalogue's own words.
        hosts: who made it.
        guests: who speaks in it.
        mentioned: people who are named without speaking.
        organisations: the bodies that it is about or names.
        themes: what it is about.
        places: where it takes place.
        figures: numbers stated in its notes.
        audio: its audio file.
        sources: where the facts come from.

    >>> show = Show(id="my-show", title="My show", language="en")
    >>> Episode(id="s01e01", show=show, season=1, number=1, title="Bread").code
    'S1E1'
    """

    _derived = (("code", 'Its short name, such as "S1E3".'),)
    _reference = (("id", "id"), ("code", "code"), ("title", "title"))
    show: Show = attrs.field(metadata=about("The podcast that it belongs to.", implied=True))
    season: Count = attrs.field(metadata=about("The season, from 1."))
    number: Count | None = attrs.field(
        default=None,
        metadata=about("The number in the season, from 1; empty for an unnumbered one."),
    )
    kind: EpisodeKind = attrs.field(default="full", metadata=about('"full", "trailer" or "bonus".'))
    title: str = attrs.field(
        metadata=about("The title, without the number that lists print before it.")
    )
    duration: Duration | None = attrs.field(
        default=None, metadata=about("The running time, in whole seconds.")
    )
    published: dt.date | None = attrs.field(default=None, metadata=about("The day of publication."))
    url: Url | None = attrs.field(default=None, metadata=about("Its page."))
    guid: str | None = attrs.field(
        default=None, metadata=about("Its identifier in the show's feed.")
    )
    summary: LocalizedText | None = attrs.field(
        default=None, metadata=about("What it is about, in this catalogue's own words.")
    )
    hosts: tuple[Person, ...] = attrs.field(default=(), metadata=about("Who made it."))
    guests: tuple[Appearance, ...] = attrs.field(default=(), metadata=about("Who speaks in it."))
    mentioned: tuple[Appearance, ...] = attrs.field(
        default=(), metadata=about("People who are named without speaking.")
    )
    organisations: tuple[Mention, ...] = attrs.field(
        default=(), metadata=about("The bodies that it is about or names.")
    )
    themes: tuple[Theme, ...] = attrs.field(default=(), metadata=about("What it is about."))
    places: tuple[Place, ...] = attrs.field(default=(), metadata=about("Where it takes place."))
    figures: tuple[Figure, ...] = attrs.field(
        default=(), metadata=about("Numbers stated in its notes.")
    )
    audio: Audio | None = attrs.field(default=None, metadata=about("Its audio file."))
    sources: tuple[Source, ...] = attrs.field(
        default=(), metadata=about("Where the facts come from.")
    )

    @property
    def code(self) -> str:
        """The short name of the episode, such as "S1E3"; "S1 intro" for an unnumbered one."""
        if self.number is not None:
            return f"S{self.season}E{self.number}"
        return f"S{self.season} {self.id.removeprefix(f's{self.season:02}-')}"

    @property
    def names(self) -> tuple[str, ...]:
        """The title, then the code."""
        return (self.title, self.code)

    def __repr__(self) -> str:
        """Return the class, the code and the title."""
        return f'<Episode {self.code} "{self.title}">'

    def _repr_html_(self) -> str:
        """Return a card for notebooks."""
        from .cards import card, facts_of

        title = LocalizedText({self.show.language: self.title})
        names = ("code", "published", "duration", "hosts", "guests", "themes", "places", "summary")
        return card(title, facts_of(self, *names), url=self.url)


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
