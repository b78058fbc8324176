"""The show, its episodes and what they say, and what a catalogue says of itself."""

from __future__ import annotations

import datetime as dt
from typing import Literal, TypeAlias

import attrs

from .entities import ID, IMPLIED, URL, Entity, Organisation, Person, Place, Source, Theme
from .text import LocalizedText, Record

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

LANGUAGE = {"form": "language"}
MEDIA_TYPE = {"form": "media_type"}


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Appearance(Record):
    """Someone's part in one episode: a person, or a group that speaks without names.

    Attributes:
        person: who it is; ``None`` for a group.
        group: who they are, where they are not named; ``None`` for a person.
        role: what the credit says of them, affiliation included ("fondateur de We TechCare").
        organisations: the affiliations that the credit states.
        credited_as: the name exactly as the source prints it.

    >>> Appearance(group=LocalizedText(fr="les bénévoles"), credited_as="Les bénévoles")
    <Appearance "Les bénévoles">
    """

    person: Person | None = None
    group: LocalizedText | None = None
    role: LocalizedText | None = None
    organisations: tuple[Organisation, ...] = ()
    credited_as: str

    def __repr__(self) -> str:
        """Return the class and the credit."""
        return f'<Appearance "{self.credited_as}">'


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Mention(Record):
    """An organisation's part in one episode.

    Attributes:
        organisation: which one.
        relation: how the episode speaks of it: its ``subject``, an ``employer``, a ``supporter`` …
        of: whose supporter, employer or client it is, where the source says so.

    >>> google = Organisation(id="google", name="Google", kind="company")
    >>> Mention(organisation=google, relation="supporter")
    <Mention supporter "Google">
    """

    organisation: Organisation
    relation: Relation
    of: Organisation | None = None

    def __repr__(self) -> str:
        """Return the class, the relation and the name."""
        return f'<Mention {self.relation} "{self.organisation.name}">'


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Figure(Record):
    """A number that an episode's notes state.

    Attributes:
        value: the number, in units; ``None`` where a range is given.
        low: the lower end of a range.
        high: the upper end of a range.
        unit: what is counted.
        statement: what the number says, in this catalogue's own words.
        year: the year that it holds for.
        as_printed: the number exactly as the source prints it ("13 millions").

    >>> Figure(value=13_000_000, unit=LocalizedText(fr="personnes"), as_printed="13 millions",
    ...        statement=LocalizedText(fr="personnes éloignées du numérique"))
    <Figure "13 millions">
    """

    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: LocalizedText
    statement: LocalizedText
    year: int | None = None
    as_printed: str

    def __repr__(self) -> str:
        """Return the class and the printed number."""
        return f'<Figure "{self.as_printed}">'


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Audio(Record):
    """The sound file of an episode.

    Attributes:
        url: its address.
        media_type: its media type, such as ``audio/mpeg``.
        length: its size in bytes.

    >>> Audio(url="https://example.org/1.mp3", media_type="audio/mpeg", length=4_000_000)
    Audio(url='https://example.org/1.mp3', media_type='audio/mpeg', length=4000000)
    """

    url: str = attrs.field(metadata=URL)
    media_type: str = attrs.field(metadata=MEDIA_TYPE)
    length: int | None = None


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
        sources: where the facts were read.

    >>> Show(id="my-show", title="My show", language="en")
    <Show my-show "My show">
    """

    title: str
    language: str = attrs.field(metadata=LANGUAGE)
    summary: LocalizedText | None = None
    url: str | None = attrs.field(default=None, metadata=URL)
    feed_url: str | None = attrs.field(default=None, metadata=URL)
    cover_url: str | None = attrs.field(default=None, metadata=URL)
    first_published: dt.date | None = None
    hosts: tuple[Person, ...] = ()
    producers: tuple[Organisation, ...] = ()
    themes: tuple[Theme, ...] = ()
    sources: tuple[Source, ...] = ()

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
        figures: numbers that its notes state.
        audio: its sound file.
        sources: where the facts were read.

    >>> show = Show(id="my-show", title="My show", language="en")
    >>> Episode(id="s01e01", show=show, season=1, number=1, title="Bread").code
    'S1E1'
    """

    show: Show = attrs.field(metadata=IMPLIED)
    season: int
    number: int | None = None
    kind: EpisodeKind = "full"
    title: str
    duration: dt.timedelta | None = None
    published: dt.date | None = None
    url: str | None = attrs.field(default=None, metadata=URL)
    guid: str | None = None
    summary: LocalizedText | None = None
    hosts: tuple[Person, ...] = ()
    guests: tuple[Appearance, ...] = ()
    mentioned: tuple[Appearance, ...] = ()
    organisations: tuple[Mention, ...] = ()
    themes: tuple[Theme, ...] = ()
    places: tuple[Place, ...] = ()
    figures: tuple[Figure, ...] = ()
    audio: Audio | None = None
    sources: tuple[Source, ...] = ()

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


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Redirect(Record):
    """An id that is no longer in use, and is never used again for something else.

    Attributes:
        id: the retired id.
        to: the id that took its place; ``None`` for one that was withdrawn.

    >>> Redirect(id="k-gentelet", to="karine-gentelet")
    Redirect(id='k-gentelet', to='karine-gentelet')
    """

    id: str = attrs.field(metadata=ID)
    to: str | None = attrs.field(default=None, metadata=ID)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class DataInfo(Record):
    """What a catalogue says of itself; no part of its equality.

    Attributes:
        version: the version of the data, a calendar date ("2026.11.24").
        schema_version: the version of the file format.
        licence: the licence of the data, an SPDX expression.
        sha256: hexadecimal digest of the canonical form, worked out by the catalogue.

    >>> DataInfo(version="2026.11.24", licence="CC0-1.0").schema_version
    1
    """

    version: str | None = None
    schema_version: int = 1
    licence: str | None = None
    sha256: str | None = attrs.field(default=None, metadata=IMPLIED)
