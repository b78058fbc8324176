"""Episodes."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import attrs

from .entities import Entity, Place, Source, Theme, identified
from .parts import Audio, Chapter, Credit, Figure, Mention, Transcript, join_shared
from .people import Person
from .rules import Count, Duration, Html, Id, LongText, Moment, Number, Url
from .show import Show
from .text import LocalizedText, about

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .checks import Breach

EpisodeKind: TypeAlias = Literal["full", "trailer", "bonus"]

# Longest rest of an id in the code of an unnumbered episode, and longest id as a code.
_REST, _LONGEST = 12, 20


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
        from .checks import Breach

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
