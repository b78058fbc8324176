"""Episodes, and the records inside them: credits, mentions, figures, chapters and files."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, final

import attrs

from .entities import Organisation, Person, Place, Show, Source, Theme
from .records import HIDDEN, IMPLIED, Entity, Record, record_error, short_for_rich
from .rules import Breach, Count, Duration, Html, Language, LongText, MediaType, Moment, Number, Url
from .text import LocalizedText

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


Relation: TypeAlias = Literal[
    "subject",
    "affiliation",
    "funder",
    "supporter",
    "partner",
    "user",
    "creator",
    "parent",
    "associated",
    "member",
    "venue",
    "mentioned",
]
EpisodeKind: TypeAlias = Literal["full", "trailer", "bonus"]
# Longest rest of an id in the code of an unnumbered episode, and longest id as a code.
_REST, _LONGEST = 12, 20


def _name_of_person(credit: Credit) -> str:
    """Return the name that a credit has if none is stated.

    Raises:
        RecordError: the call had no arguments, which like copies are not checked before.
    """
    if credit.person is None:
        raise record_error("Credit", next(Credit._breaches_between({})))  # noqa: SLF001 -- of this module  # pyright: ignore[reportPrivateUsage]
    return credit.person.name


@final
@attrs.frozen(kw_only=True, eq=False, repr=False)
class Credit(Record):
    """Someone's part in one episode: a person, or a group that speaks without names.

    Attributes:
        person: who it is; ``None`` for a group.
        group: who they are, if they are not named; ``None`` for a person.
        role: what the source says about them, affiliation included ("fondateur de We TechCare").
        shared: whether the source prints the role once for several people.
        organisations: the organisations that the credit names as theirs.
        credited_as: the name exactly as the source prints it; by default the person's name.

    >>> import techforgood_podcast as tfg
    >>> credit = tfg.load_catalogue().episode("S1E3").guests[3]
    >>> credit.credited_as, str(credit.role), credit.organisations
    ('Jean Deydier', 'fondateur de We TechCare', (<Organisation wetechcare "We TechCare">,))
    """

    person: Person | None = None
    group: LocalizedText | None = None
    role: LocalizedText | None = None
    shared: bool = False
    organisations: tuple[Organisation, ...] = ()
    credited_as: str = attrs.field(default=attrs.Factory(_name_of_person, takes_self=True))

    @classmethod
    def _breaches_between(cls, values: Mapping[str, Any]) -> Iterator[Breach]:
        if (values.get("person") is None) == (values.get("group") is None):
            yield Breach((), 'expected either a "person" or a "group"')
        elif values.get("group") is not None and values.get("credited_as") is None:
            yield Breach((), 'missing "credited_as", the name of the group as it is printed')

    @property
    def name(self) -> str:
        """The name of the person, or else of the group in its main language."""
        return self.person.name if self.person else str(self.group)

    def __repr__(self) -> str:
        """Return the class and the credit."""
        return f'<Credit "{self.credited_as}">'

    __rich_repr__ = short_for_rich

    def __str__(self) -> str:
        """Return the name as it is printed."""
        return self.credited_as


@final
@attrs.frozen(kw_only=True, eq=False, repr=False)
class Mention(Record):
    """An organisation's part in one episode.

    Attributes:
        organisation: which one.
        relation: what it is in the episode: its ``subject``, an ``affiliation``, a ``funder`` …
        of: whose funder, supporter or parent it is, if the source says so.

    >>> import techforgood_podcast as tfg
    >>> mention = tfg.load_catalogue().episode("S1E3").organisations[3]
    >>> mention.name, mention.relation, mention.of
    ('Google', 'supporter', <Organisation wetechcare "We TechCare">)
    """

    organisation: Organisation
    relation: Relation
    of: Organisation | None = None

    @property
    def name(self) -> str:
        """The name of the organisation."""
        return self.organisation.name

    def __repr__(self) -> str:
        """Return the class, the relation and the name."""
        return f'<Mention {self.relation} "{self.name}">'

    __rich_repr__ = short_for_rich

    def __str__(self) -> str:
        """Return the name of the organisation."""
        return self.name


@final
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
        as_printed: the number with its unit, as the source prints them ("13 million people").

    >>> import techforgood_podcast as tfg
    >>> figure = tfg.load_catalogue().episode("S1E3").figures[0]
    >>> figure.value, figure.unit.en, figure.as_printed.en
    (13000000, 'people', '13 million people')
    """

    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: LocalizedText
    statement: LocalizedText
    year: int | None = None
    as_printed: LocalizedText

    @classmethod
    def _breaches_between(cls, values: Mapping[str, Any]) -> Iterator[Breach]:
        stated = {key for key in ("value", "low", "high") if values.get(key) is not None}
        if stated not in ({"value"}, {"low", "high"}):
            yield Breach((), 'expected either a "value", or "low" and "high"')
        low, high = values.get("low"), values.get("high")
        if isinstance(low, int | float) and isinstance(high, int | float) and low > high:
            yield Breach(("high",), f"the range ends at {high}, below its beginning at {low}")

    def __repr__(self) -> str:
        """Return the class and the printed number."""
        return f'<Figure "{self.as_printed}">'

    __rich_repr__ = short_for_rich

    def __str__(self) -> str:
        """Return the number as it is printed, in its main language."""
        return str(self.as_printed)


@final
@attrs.frozen(kw_only=True, eq=False, repr=False)
class Audio(Record):
    """The audio file of an episode.

    Attributes:
        url: its address.
        media_type: its media type, such as ``audio/mpeg``.
        length: its size in bytes.

    >>> audio = Audio(url="https://example.org/1.mp3", media_type="audio/mpeg", length=4_000_000)
    >>> audio.url, audio.length
    ('https://example.org/1.mp3', 4000000)
    """

    url: Url
    media_type: MediaType
    length: Count | None = None


@final
@attrs.frozen(kw_only=True, eq=False, repr=False)
class Transcript(Record):
    """A file with the words of an episode.

    Attributes:
        url: its address.
        media_type: its media type, such as ``text/vtt``.
        language: the language that it is in, a BCP 47 tag; that of the show if ``None``.

    >>> transcript = Transcript(url="https://example.org/1.vtt", media_type="text/vtt")
    >>> transcript.media_type, transcript.language
    ('text/vtt', None)
    """

    url: Url
    media_type: MediaType
    language: Language | None = None


@final
@attrs.frozen(kw_only=True, eq=False, repr=False)
class Chapter(Record):
    """A part of an episode that has a title.

    Attributes:
        start: when it begins, as the time since the start of the audio, in whole seconds.
        title: its title.
        url: a page about it.
        image_url: its picture.

    >>> import datetime as dt
    >>> chapter = Chapter(start=dt.timedelta(minutes=1, seconds=2), title="The oven")
    >>> print(chapter.start, chapter.title)
    0:01:02 The oven
    """

    start: Duration
    title: str
    url: Url | None = None
    image_url: Url | None = None

    def __repr__(self) -> str:
        """Return the class, the start and the title."""
        return f'<Chapter {self.start} "{self.title}">'

    __rich_repr__ = short_for_rich

    def __str__(self) -> str:
        """Return the title."""
        return self.title


@final
@attrs.frozen(kw_only=True, eq=False, repr=False)
class Episode(Entity):
    """One episode.

    Attributes:
        id: lower-case words of ASCII letters and digits, joined by hyphens; permanent.
        show: the podcast that it belongs to.
        season: the season, from 1; ``None`` where the show has no seasons.
        number: the number in the season, from 0; ``None`` for an unnumbered one.
        kind: ``full``, ``trailer`` or ``bonus``.
        title: the title, as its source prints it.
        short_title: the title without numbers and names that some apps print beside it.
        duration: the running time, in whole seconds.
        published: the day of publication.
        published_at: the moment of publication, with its zone; ``published`` is its day there.
        url: its page.
        guid: its identifier in the show's feed.
        summary: what it is about, in this catalogue's own words.
        notes: the publisher's own show notes, as plain text; where there is ``notes_html``, its
            text.
        notes_html: the publisher's own show notes, in HTML, exactly as the feed has them.
        hosts: who made it.
        guests: who speaks in it.
        mentioned: people who are named without speaking.
        crew: who worked on it without speaking, such as its producer or editor.
        organisations: the bodies that it is about or names.
        themes: what it is about.
        keywords: the publisher's own words for what it is about.
        places: where it takes place, or which places it is about.
        figures: numbers stated in its notes.
        audio: its audio file.
        image_url: its own picture.
        explicit: whether it has words or subjects that are not for children.
        blocked: whether directories are asked not to list it.
        transcripts: what is said in it, as text or subtitles.
        chapters_url: its chapters, a file in the format of Podcasting 2.0.
        chapters: its chapters, in order.
        search_words: words by which search finds it too, in any language.
        sources: where the facts come from.

    >>> import techforgood_podcast as tfg
    >>> episode = tfg.load_catalogue().episode("S1E2")
    >>> print(episode.code, episode.duration, episode.themes[0])
    S1E2 0:34:03 Recherche d'emploi
    >>> [credit.credited_as for credit in episode.guests[:2]]
    ['Paul Duan', 'Martin Davy']
    """

    _derived = ("code",)
    _reference = (("id", "id"), ("code", "code"), ("title", "title"))
    show: Show = attrs.field(metadata=IMPLIED)
    season: Count | None = None
    number: Number | None = None
    kind: EpisodeKind = "full"
    title: str
    short_title: str | None = None
    duration: Duration | None = None
    published: dt.date | None = None
    published_at: Moment | None = None
    url: Url | None = None
    guid: str | None = None
    summary: LocalizedText | None = None
    _notes: LongText | None = attrs.field(default=None, alias="notes")
    notes_html: Html | None = None
    hosts: tuple[Person, ...] = ()
    guests: tuple[Credit, ...] = ()
    mentioned: tuple[Credit, ...] = ()
    crew: tuple[Credit, ...] = ()
    organisations: tuple[Mention, ...] = ()
    themes: tuple[Theme, ...] = ()
    keywords: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    figures: tuple[Figure, ...] = ()
    audio: Audio | None = None
    image_url: Url | None = None
    explicit: bool | None = None
    blocked: bool | None = None
    transcripts: tuple[Transcript, ...] = ()
    chapters_url: Url | None = None
    chapters: tuple[Chapter, ...] = ()
    search_words: tuple[str, ...] = attrs.field(default=(), metadata=HIDDEN)
    sources: tuple[Source, ...] = ()

    @classmethod
    def _breaches_between(cls, values: Mapping[str, Any]) -> Iterator[Breach]:
        if values.get("notes") is not None and values.get("notes_html") is not None:
            message = 'expected either "notes" or "notes_html"'
            yield Breach(("notes",), message, 'remove "notes", which is the text of the other')
        moment, day = values.get("published_at"), values.get("published")
        if not isinstance(moment, dt.datetime):
            return
        expected = moment.date()
        if day is None:
            message = 'missing "published", the day of the moment'
            yield Breach(("published_at",), message, f'add "published: {expected}"')
        elif type(day) is dt.date and day != expected:
            message = f"expected {expected}, the day of published_at, found {day}"
            yield Breach(("published",), message)

    @property
    def notes(self) -> str | None:
        """The publisher's own show notes, as plain text.

        >>> show = Show(id="my-show", title="My show", language="en")
        >>> Episode(id="s01e01", show=show, title="Bread", notes_html="<p>A <b>mill</b>").notes
        'A mill'
        """
        if self.notes_html is None:
            return self._notes
        from ..text.markup import notes_text

        return notes_text(self.notes_html)

    @property
    def code(self) -> str:
        """The short name of the episode, such as "S1E3", or "E278" without a season.

        Of an unnumbered episode "S1 intro", or else its day or its id, cut short. Several episodes
        may have the same code.
        """
        season = "" if self.season is None else f"S{self.season}"
        if self.number is not None:
            return f"{season}E{self.number}"
        if self.season is not None:
            rest = self.id.removeprefix(f"s{self.season:02}-")
            if len(rest) <= _REST:
                return f"{season} {rest}"
        return self.id[:_LONGEST] if self.published is None else self.published.isoformat()

    @property
    def _names(self) -> tuple[str, ...]:
        """The title, then the code."""
        return (self.title, self.code)

    def __str__(self) -> str:
        """Return the code and the title."""
        return f"{self.code} – {self.title}"

    def __repr__(self) -> str:
        """Return the class, the code and the title."""
        return f'<Episode {self.code} "{self.title}">'

    def _repr_html_(self) -> str:
        """Return a card for notebooks."""
        from .notebooks import card, credited, facts_of

        title = LocalizedText({self.show.language: self.title})
        guests = "<br>".join(
            credited([credit.credited_as for credit in line], line[0].role)
            for line in join_shared(self.guests)
        )
        facts = (
            *facts_of(self, "code", "published", "duration", "hosts"),
            *([("guests", guests)] if guests else ()),
            *facts_of(self, "themes", "places", "summary", "sources"),
        )
        return card(title, facts, url=self.url)


def join_shared(credits_: Iterable[Credit]) -> list[tuple[Credit, ...]]:
    """Return credits by the lines in which people read them.

    Credits that follow one another and share a role are one line.

    >>> cook = LocalizedText(fr="cuisiniers", en="cooks")
    >>> ann, bob = (Credit(group=LocalizedText(en=name), role=cook, shared=True, credited_as=name)
    ...             for name in ("Ann", "Bob"))
    >>> join_shared([ann, bob, Credit(group=LocalizedText(en="Cid"), credited_as="Cid")])
    [(<Credit "Ann">, <Credit "Bob">), (<Credit "Cid">,)]
    """
    lines: list[list[Credit]] = []
    for credit in credits_:
        before = lines[-1][-1] if lines else None
        if before and _shares(before) is not None and _shares(before) == _shares(credit):
            lines[-1].append(credit)
        else:
            lines.append([credit])
    return [tuple(line) for line in lines]


def _shares(credit: Credit) -> tuple[object, ...] | None:
    """Return what a shared credit has in common with others on its line, else ``None``."""
    return (credit.role, credit.organisations) if credit.shared else None


def sharing(credit: Credit, episode: Episode) -> tuple[Credit, ...]:
    """Return the credits of an episode that share the role of one, itself included.

    >>> from ..packaged.bundled import load_catalogue
    >>> episode = load_catalogue().episode(6)
    >>> sharing(episode.guests[-1], episode), sharing(episode.guests[0], episode)
    ((<Credit "Arnaud">, <Credit "René">), (<Credit "Lara Vigneron">,))
    """
    parts = (episode.guests, episode.mentioned, episode.crew) if credit.shared else ()
    lines = (line for part in parts for line in join_shared(part))
    return next((line for line in lines if credit in line), (credit,))
