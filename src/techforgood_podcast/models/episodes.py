"""Episodes, and the records inside them: credits, mentions, figures, chapters and files."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import attrs

from .entities import Organisation, Person, Place, Show, Source, Theme
from .records import Entity, Record, about, identified, short_for_rich
from .rules import (
    Breach,
    Count,
    Duration,
    Html,
    Id,
    Language,
    LongText,
    MediaType,
    Moment,
    Number,
    Url,
)
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


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Credit(Record):
    """Someone's part in one episode: a person, or a group that speaks without names.

    Attributes:
        person: who it is; ``None`` for a group.
        group: who they are, if they are not named; ``None`` for a person.
        role: what the source says about them, affiliation included ("fondateur de We TechCare").
        shared: whether the source prints the role once for several people.
        organisations: the affiliations that the credit states.
        credited_as: the name exactly as the source prints it.

    >>> import techforgood_podcast as tfg
    >>> credit = tfg.load_catalogue().episode("S1E3").guests[3]
    >>> credit.credited_as, str(credit.role), credit.organisations
    ('Jean Deydier', 'fondateur de We TechCare', (<Organisation wetechcare "We TechCare">,))
    """

    person: Person | None = attrs.field(
        default=None, metadata=about("Who it is; empty for a group.", examples=("ada-miller",))
    )
    group: LocalizedText | None = attrs.field(
        default=None,
        metadata=about(
            "Who they are, if they are not named; empty for a person.",
            "Use it for volunteers, the public or somebody's grandmother.",
            examples=({"fr": "bénévoles de l'association", "en": "volunteers of the charity"},),
        ),
    )
    role: LocalizedText | None = attrs.field(
        default=None,
        metadata=about(
            'What the source says about them, affiliation included ("fondateur de We TechCare").',
            examples=({"fr": "fondatrice de la boulangerie", "en": "founder of the bakery"},),
        ),
    )
    shared: bool = attrs.field(
        default=False,
        metadata=about(
            "Whether the source prints the role once for several people.",
            "Keep the plural of the role. Those who share it follow one another, with equal roles"
            " and organisations.",
            examples=(True,),
        ),
    )
    organisations: tuple[Organisation, ...] = attrs.field(
        default=(), metadata=about("The affiliations that the credit states.")
    )
    credited_as: str = attrs.field(
        metadata=about(
            "The name exactly as the source prints it.",
            "Keep any title such as Dr; for a group, copy the words of the source.",
            examples=("Dr Ada Miller",),
        )
    )

    @classmethod
    def _breaches_between(cls, values: Mapping[str, Any]) -> Iterator[Breach]:
        if (values.get("person") is None) == (values.get("group") is None):
            yield Breach((), 'expected either a "person" or a "group"')

    def __repr__(self) -> str:
        """Return the class and the credit."""
        return f'<Credit "{self.credited_as}">'

    __rich_repr__ = short_for_rich

    def __str__(self) -> str:
        """Return the name as it is printed."""
        return self.credited_as


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Mention(Record):
    """An organisation's part in one episode.

    Attributes:
        organisation: which one.
        relation: what it is in the episode: its ``subject``, an ``affiliation``, a ``funder`` …
        of: whose funder, supporter or parent it is, if the source says so.

    >>> import techforgood_podcast as tfg
    >>> mention = tfg.load_catalogue().episode("S1E3").organisations[3]
    >>> mention.organisation.name, mention.relation, mention.of
    ('Google', 'supporter', <Organisation wetechcare "We TechCare">)
    """

    organisation: Organisation = attrs.field(
        metadata=about("Which one.", examples=("bread-and-co",))
    )
    relation: Relation = attrs.field(
        metadata=about(
            'What it is in the episode: its "subject", an "affiliation", a "funder" …',
            'Read it as: "organisation" is "relation" of "of".',
            choices={
                "subject": "The episode is about it, or visits it.",
                "affiliation": "A credit names it as somebody's organisation. Every organisation in"
                " a credit is one, unless it is a subject.",
                "funder": "It gives money to the other one.",
                "supporter": "It helps, advises or backs the other one, or finances a part of its"
                " work.",
                "partner": "It works with the other one: it gives goods to its work, or receives"
                " goods through it.",
                "user": "It uses the other one, or what the other one makes.",
                "creator": "It made the other one.",
                "parent": "The other one is part of it.",
                "associated": "It is named together with the other one, and the source says nothing"
                " more.",
                "member": "It belongs to the other one, which is a network or programme.",
                "venue": "The episode takes place there, or the other one is there.",
                "mentioned": "It is named or heard, with no closer relation.",
            },
        )
    )
    of: Organisation | None = attrs.field(
        default=None,
        metadata=about("Whose funder, supporter or parent it is, if the source says so."),
    )

    def __repr__(self) -> str:
        """Return the class, the relation and the name."""
        return f'<Mention {self.relation} "{self.organisation.name}">'

    __rich_repr__ = short_for_rich

    def __str__(self) -> str:
        """Return the name of the organisation."""
        return str(self.organisation)


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

    value: float | None = attrs.field(
        default=None,
        metadata=about(
            "The number, in units; empty if there is a range.",
            "Write the bare number, without words beside it.",
            examples=(13_000_000, 0.75),
        ),
    )
    low: float | None = attrs.field(
        default=None,
        metadata=about("The lower end of a range.", 'It needs "high".', examples=(10,)),
    )
    high: float | None = attrs.field(
        default=None,
        metadata=about(
            "The upper end of a range.", 'It needs "low", and is not below it.', examples=(15,)
        ),
    )
    unit: LocalizedText = attrs.field(
        metadata=about(
            "What is counted.",
            "It may be people or years; for a share, the whole is 1.",
            examples=({"fr": "personnes", "en": "people"},),
        )
    )
    statement: LocalizedText = attrs.field(
        metadata=about("What the number says, in this catalogue's own words.")
    )
    year: int | None = attrs.field(
        default=None,
        metadata=about(
            "The year that it applies to.",
            "Write it in four digits, if the source says so.",
            examples=(2022,),
        ),
    )
    as_printed: LocalizedText = attrs.field(
        metadata=about(
            'The number with its unit, as the source prints them ("13 million people").',
            "People read it in place of the value. In the language of the source, copy the words"
            ' of the source, and put what they lack in square brackets ("quart[s]"); translate them'
            ' into the other languages. Keep words such as "more than".',
            examples=({"fr": "près de 300 pains", "en": "nearly 300 loaves"},),
        )
    )

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

    url: Url = attrs.field(
        metadata=about(
            "Its address.",
            "Give that of the file itself, not of a page with a player.",
            examples=("https://example.org/my-podcast/1.mp3",),
        )
    )
    media_type: MediaType = attrs.field(metadata=about('Its media type, such as "audio/mpeg".'))
    length: Count | None = attrs.field(
        default=None, metadata=about("Its size in bytes.", examples=(4_000_000,))
    )


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

    url: Url = attrs.field(
        metadata=about("Its address.", examples=("https://example.org/my-podcast/1.vtt",))
    )
    media_type: MediaType = attrs.field(
        metadata=about(
            'Its media type, such as "text/vtt".',
            "Use one of text/vtt, application/x-subrip, application/json, text/html or text/plain.",
        )
    )
    language: Language | None = attrs.field(
        default=None,
        metadata=about("The language that it is in, a BCP 47 tag; that of the show if empty."),
    )


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

    start: Duration = attrs.field(
        metadata=about(
            "When it begins, as the time since the start of the audio, in whole seconds.",
            "List chapters in the order in which they begin.",
            examples=("01:02",),
        )
    )
    title: str = attrs.field(metadata=about("Its title.", examples=("The oven",)))
    url: Url | None = attrs.field(
        default=None,
        metadata=about("A page about it.", examples=("https://example.org/ovens",)),
    )
    image_url: Url | None = attrs.field(
        default=None,
        metadata=about("Its picture.", examples=("https://example.org/my-podcast/oven.jpg",)),
    )

    def __repr__(self) -> str:
        """Return the class, the start and the title."""
        return f'<Chapter {self.start} "{self.title}">'

    __rich_repr__ = short_for_rich

    def __str__(self) -> str:
        """Return the title."""
        return self.title


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
        sources: where the facts come from.

    >>> import techforgood_podcast as tfg
    >>> episode = tfg.load_catalogue().episode("S1E2")
    >>> print(episode.code, episode.duration, episode.themes[0])
    S1E2 0:34:03 Recherche d'emploi
    >>> [credit.credited_as for credit in episode.guests[:2]]
    ['Paul Duan', 'Martin Davy']
    """

    _derived = (("code", 'Its short name, such as "S1E3".'),)
    _reference = (("id", "id"), ("code", "code"), ("title", "title"))
    id: Id = attrs.field(
        metadata=identified(
            "Season and number (s01e03) are best; without a number, the season and a word"
            " (s01-intro); without a season, e and the number (e278). Any other id is allowed too."
            " The file has the same name.",
            "s01e03",
            "s01-intro",
        )
    )
    show: Show = attrs.field(metadata=about("The podcast that it belongs to.", implied=True))
    season: Count | None = attrs.field(
        default=None,
        metadata=about(
            "The season, from 1; empty where the show has no seasons.",
            examples=(1,),
        ),
    )
    number: Number | None = attrs.field(
        default=None,
        metadata=about(
            "The number in the season, from 0; empty for an unnumbered one.",
            "An introduction or an extra may have none.",
            examples=(3,),
        ),
    )
    kind: EpisodeKind = attrs.field(
        default="full",
        metadata=about(
            '"full", "trailer" or "bonus".',
            choices={
                "full": "A whole episode.",
                "trailer": "An introduction to the show or to a season.",
                "bonus": "An extra beside the whole episodes.",
            },
        ),
    )
    title: str = attrs.field(
        metadata=about(
            "The title, as its source prints it.",
            "An imported title keeps the number that the feed prints before it.",
            examples=("Bread for tomorrow",),
        )
    )
    short_title: str | None = attrs.field(
        default=None,
        metadata=about(
            "The title without numbers and names that some apps print beside it.",
            "State it only if it differs from the title.",
            examples=("Bread",),
        ),
    )
    duration: Duration | None = attrs.field(
        default=None, metadata=about("The running time, in whole seconds.")
    )
    published: dt.date | None = attrs.field(default=None, metadata=about("The day of publication."))
    published_at: Moment | None = attrs.field(
        default=None,
        metadata=about(
            'The moment of publication, with its zone; "published" is its day there.',
            'State "published" as well.',
        ),
    )
    url: Url | None = attrs.field(
        default=None,
        metadata=about(
            "Its page.",
            examples=("https://example.org/my-podcast/bread-for-tomorrow",),
        ),
    )
    guid: str | None = attrs.field(
        default=None,
        metadata=about(
            "Its identifier in the show's feed.",
            "Copy it exactly, and put quotation marks around mere digits.",
            examples=("0c1b2a39-4f5e-4d6c-8b7a-9f8e7d6c5b4a",),
        ),
    )
    summary: LocalizedText | None = attrs.field(
        default=None, metadata=about("What it is about, in this catalogue's own words.")
    )
    _notes: LongText | None = attrs.field(
        default=None,
        alias="notes",
        metadata=about(
            "The publisher's own show notes, as plain text; where there is"
            ' "notes_html", its text.',
            "They are published in feeds and pages, so keep to notes that you may publish. Leave"
            ' them out where you state "notes_html".',
        ),
    )
    notes_html: Html | None = attrs.field(
        default=None,
        metadata=about(
            "The publisher's own show notes, in HTML, exactly as the feed has them.",
            "They are somebody else's and may contain anything. Pages show them cleaned.",
            examples=('<p>Our <a href="https://example.org/oven">oven</a></p>',),
        ),
    )
    hosts: tuple[Person, ...] = attrs.field(
        default=(), metadata=about("Who made it.", examples=(["ada-miller"],))
    )
    guests: tuple[Credit, ...] = attrs.field(
        default=(),
        metadata=about("Who speaks in it.", "Give each the credit that the source prints."),
    )
    mentioned: tuple[Credit, ...] = attrs.field(
        default=(), metadata=about("People who are named without speaking.")
    )
    crew: tuple[Credit, ...] = attrs.field(
        default=(),
        metadata=about("Who worked on it without speaking, such as its producer or editor."),
    )
    organisations: tuple[Mention, ...] = attrs.field(
        default=(),
        metadata=about(
            "The bodies that it is about or names.",
            "Give each its relation. One may be listed several times with different relations.",
        ),
    )
    themes: tuple[Theme, ...] = attrs.field(
        default=(),
        metadata=about(
            "What it is about.",
            "List all that truly apply, the most important first. A theme includes its broader"
            " themes, so list one of those only if the episode is also about it in its own right.",
            examples=(["food"],),
        ),
    )
    keywords: tuple[str, ...] = attrs.field(
        default=(),
        metadata=about(
            "The publisher's own words for what it is about.",
            "They do not replace the themes.",
            examples=(["sourdough"],),
        ),
    )
    places: tuple[Place, ...] = attrs.field(
        default=(),
        metadata=about(
            "Where it takes place, or which places it is about.",
            "The town where a guest works is neither. A city includes its department, region and"
            " country, which need not be listed.",
            examples=(["paris"],),
        ),
    )
    figures: tuple[Figure, ...] = attrs.field(
        default=(), metadata=about("Numbers stated in its notes.")
    )
    audio: Audio | None = attrs.field(default=None, metadata=about("Its audio file."))
    image_url: Url | None = attrs.field(
        default=None,
        metadata=about("Its own picture.", examples=("https://example.org/my-podcast/1.jpg",)),
    )
    explicit: bool | None = attrs.field(
        default=None,
        metadata=about("Whether it has words or subjects that are not for children."),
    )
    blocked: bool | None = attrs.field(
        default=None, metadata=about("Whether directories are asked not to list it.")
    )
    transcripts: tuple[Transcript, ...] = attrs.field(
        default=(), metadata=about("What is said in it, as text or subtitles.")
    )
    chapters_url: Url | None = attrs.field(
        default=None,
        metadata=about(
            "Its chapters, a file in the format of Podcasting 2.0.",
            examples=("https://example.org/my-podcast/1.chapters.json",),
        ),
    )
    chapters: tuple[Chapter, ...] = attrs.field(
        default=(), metadata=about("Its chapters, in order.")
    )
    sources: tuple[Source, ...] = attrs.field(
        default=(), metadata=about("Where the facts come from.", examples=(["show-page"],))
    )

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
        from ..text.markup import notes_text  # reads html, which few need

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
        from .html import card, credited, facts_of

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
