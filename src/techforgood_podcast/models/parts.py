"""The records inside an episode: credits, mentions, figures, chapters, and files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import attrs

from .people import Organisation, Person
from .rules import Count, Duration, Language, MediaType, Url
from .text import LocalizedText, Record, about, short_for_rich

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from .checks import Breach

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
        from .checks import Breach

        if (values.get("person") is None) == (values.get("group") is None):
            yield Breach((), 'expected either a "person" or a "group"')

    def __repr__(self) -> str:
        """Return the class and the credit."""
        return f'<Credit "{self.credited_as}">'

    __rich_repr__ = short_for_rich

    def __str__(self) -> str:
        """Return the name as it is printed."""
        return self.credited_as


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
