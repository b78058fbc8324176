"""What a catalogue knows: sources, places, themes, organisations, people and the show."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, final

import attrs

from ..syntax import UNKNOWN
from .records import HIDDEN, PRIVATE, Entity, Record, short_for_rich
from .rules import Breach, Count, CountryCode, Email, Id, Language, Url
from .text import LocalizedText

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


PlaceKind: TypeAlias = Literal["country", "region", "department", "city"]
OrganisationKind: TypeAlias = Literal[
    "association",
    "company",
    "social_enterprise",
    "ngo",
    "foundation",
    "public_body",
    "hospital",
    "school",
    "university",
    "research_chair",
    "lab",
    "festival",
    "troupe",
    "media",
    "collective",
    "network",
    "programme",
]
ShowKind: TypeAlias = Literal["episodic", "serial"]
FeedOrder: TypeAlias = Literal["newest", "oldest"]


@final
@attrs.frozen(kw_only=True, eq=False, repr=False)
class Source(Entity):
    """Where facts come from.

    Attributes:
        id: lower-case words of ASCII letters and digits, joined by hyphens; permanent.
        title: what to call it, in each language.
        url: its address.
        consulted: the day on which it was read.

    >>> import techforgood_podcast as tfg
    >>> source = tfg.load_catalogue().episode("S1E3").sources[0]
    >>> source.id, source.title.en
    ('episode-3-page', 'Page of episode 3 on Acast, which also presents the other episodes')
    """

    _reference = (("id", "id"), ("name", "title"))
    title: LocalizedText
    url: Url | None = None
    consulted: dt.date | None = None

    @property
    def _names(self) -> tuple[str, ...]:
        """The title in each language."""
        return self.title.texts

    def __format__(self, spec: str) -> str:
        """Return the title in a language, or format it: ``f"{record:en}"``."""
        return format(self.title, spec)


@final
@attrs.frozen(kw_only=True, eq=False, repr=False)
class Place(Entity):
    """A country, a region, a department or a city.

    Attributes:
        id: lower-case words of ASCII letters and digits, joined by hyphens; permanent.
        name: the name in each language.
        kind: ``country``, ``region``, ``department`` (as in France) or ``city``.
        code: the country code of ISO 3166-1 alpha-2, which queries accept as a name.
        part_of: the next larger place; for all but cities, this may be common knowledge.
        aliases: other names that people type; the place is found by them, and they are not shown.
        different_from: the ids of other places with such a name.

    >>> import techforgood_podcast as tfg
    >>> place = tfg.load_catalogue().place("Namur")
    >>> place.kind, [str(each) for each in place.lineage]
    ('city', ['Namur', 'Wallonie', 'Belgique'])
    """

    _derived = ("lineage",)
    _reference = (("id", "id"), ("name", "name"), ("lineage", "lineage"))
    name: LocalizedText
    kind: PlaceKind | None = None
    code: CountryCode | None = None
    part_of: Place | None = None
    aliases: tuple[str, ...] = ()
    different_from: tuple[Id, ...] = ()

    @property
    def _names(self) -> tuple[str, ...]:
        """The name in each language, then the aliases."""
        return (*self.name.texts, *self.aliases)

    @property
    def _hidden_names(self) -> tuple[str, ...]:
        """The aliases."""
        return self.aliases

    def __format__(self, spec: str) -> str:
        """Return the name in a language, or format it: ``f"{record:en}"``."""
        return format(self.name, spec)

    def _repr_html_(self) -> str:
        """Return a card for notebooks."""
        from .notebooks import card, facts_of

        return card(self.name, facts_of(self, "kind", "part_of"))

    @classmethod
    def _breaches_between(cls, values: Mapping[str, Any]) -> Iterator[Breach]:
        kind = values.get("kind")
        if values.get("code") is not None and kind not in ("country", UNKNOWN):
            yield Breach(("code",), "only a country has a code")

    @property
    def lineage(self) -> tuple[Place, ...]:
        """The place and the larger ones around it, nearest first; plain values omit the place."""
        found: list[Place] = [self]
        while above := found[-1].part_of:
            found.append(above)
        return tuple(found)


@final
@attrs.frozen(kw_only=True, eq=False, repr=False)
class Theme(Entity):
    """A concept of the controlled vocabulary that says what episodes are about.

    Attributes:
        id: lower-case words of ASCII letters and digits, joined by hyphens; permanent.
        label: the preferred label in each language.
        definition: what the theme covers.
        broader: the broader theme that this one belongs to.
        aliases: other names of the theme, in any language.

    >>> import techforgood_podcast as tfg
    >>> theme = tfg.load_catalogue().theme("employment")
    >>> theme.id, theme.label.en, theme.definition.en if theme.definition else None
    ('emploi', 'Employment', 'Paid work and access to it.')
    """

    _derived = ("lineage",)
    _reference = (("id", "id"), ("name", "label"), ("lineage", "lineage"))
    label: LocalizedText
    definition: LocalizedText | None = None
    broader: Theme | None = None
    aliases: tuple[str, ...] = ()

    @property
    def _names(self) -> tuple[str, ...]:
        """The label in each language, then the aliases."""
        return (*self.label.texts, *self.aliases)

    def __format__(self, spec: str) -> str:
        """Return the label in a language, or format it: ``f"{record:en}"``."""
        return format(self.label, spec)

    def _repr_html_(self) -> str:
        """Return a card for notebooks."""
        from .notebooks import card, facts_of

        return card(self.label, facts_of(self, "definition", "broader"))

    @property
    def lineage(self) -> tuple[Theme, ...]:
        """The theme and its broader themes, nearest first; plain values omit the theme."""
        found: list[Theme] = [self]
        while above := found[-1].broader:
            found.append(above)
        return tuple(found)


@final
@attrs.frozen(kw_only=True, eq=False, repr=False)
class Organisation(Entity):
    """A body that an episode is about, visits or names.

    Attributes:
        id: lower-case words of ASCII letters and digits, joined by hyphens; permanent.
        name: the name as the source prints it.
        kind: what it is, such as ``association``; this may be common knowledge.
        aliases: other names that a source prints.
        search_names: names that people type and no source prints; not shown, only found.
        description: what the sources say about it.
        founded: the year in which it was founded, or created if it is a programme.
        parents: what it is part of.
        place: where it is.
        url: its address on the web.
        same_as: addresses that identify the same body elsewhere, such as in Wikidata.
        different_from: the ids of other bodies with such a name.
        sources: where its facts come from, but for the kind, which may be common knowledge.

    >>> import techforgood_podcast as tfg
    >>> organisation = tfg.load_catalogue().organisation("we tech care")
    >>> organisation.name, organisation.kind, organisation.id
    ('We TechCare', 'association', 'wetechcare')
    """

    _derived = ("lineage",)
    _reference = (("id", "id"), ("name", "name"), ("lineage", "lineage"))
    name: str
    kind: OrganisationKind
    aliases: tuple[str, ...] = ()
    search_names: tuple[str, ...] = attrs.field(default=(), metadata=HIDDEN)
    description: LocalizedText | None = None
    founded: Count | None = None
    parents: tuple[Organisation, ...] = ()
    place: Place | None = None
    url: Url | None = None
    same_as: tuple[Url, ...] = ()
    different_from: tuple[Id, ...] = ()
    sources: tuple[Source, ...] = ()

    @property
    def _names(self) -> tuple[str, ...]:
        """The name, then the aliases and the search names."""
        return (self.name, *self.aliases, *self.search_names)

    @property
    def _hidden_names(self) -> tuple[str, ...]:
        """The search names."""
        return self.search_names

    def _repr_html_(self) -> str:
        """Return a card for notebooks."""
        from ..text.writing import founding_word
        from .notebooks import card, facts_of

        facts = facts_of(self, "kind", "founded", "parents", "place", "description", "sources")
        labelled = ((founding_word(self.kind, name), fact) for name, fact in facts)
        return card(self.name, labelled, url=self.url)

    @property
    def lineage(self) -> tuple[Organisation, ...]:
        """The organisation and all above it, nearest first; plain values omit the organisation."""
        found: dict[str, Organisation] = {}
        level = {self.id: self}
        while level:
            found |= level
            above = (parent for body in level.values() for parent in body.parents)
            level = {body.id: body for body in above if body.id not in found}
        return tuple(found.values())


@final
@attrs.frozen(kw_only=True, eq=False, repr=False)
class Person(Entity):
    """A person in a catalogue.

    The bundled data state only what the sources print.

    Attributes:
        id: lower-case words of ASCII letters and digits, joined by hyphens; permanent.
        name: the full name without honorific.
        given: the given name or names.
        family: the family name.
        honorific: a title printed before the name, such as ``Dr``.
        aliases: other spellings of the name that a source prints.
        search_names: names that people type and no source prints; not shown, only found.
        organisations: lasting memberships, such as a host's; a guest's are in the credit.
        founder_of: what the person founded or created, alone or with others.
        url: the person's own page.
        image_url: a picture of the person.
        same_as: addresses that identify the same person elsewhere, such as in Wikidata.
        different_from: the ids of namesakes.
        sources: where the facts come from.

    >>> import techforgood_podcast as tfg
    >>> person = tfg.load_catalogue().person("servais")
    >>> person.honorific, person.name, person.family
    ('Dr', 'David Servais', 'Servais')
    """

    name: str
    given: str | None = None
    family: str | None = None
    honorific: str | None = None
    aliases: tuple[str, ...] = ()
    search_names: tuple[str, ...] = attrs.field(default=(), metadata=HIDDEN)
    organisations: tuple[Organisation, ...] = ()
    founder_of: tuple[Organisation, ...] = ()
    url: Url | None = None
    image_url: Url | None = None
    same_as: tuple[Url, ...] = ()
    different_from: tuple[Id, ...] = ()
    sources: tuple[Source, ...] = ()

    @property
    def _names(self) -> tuple[str, ...]:
        """The name, then the aliases and the search names."""
        return (self.name, *self.aliases, *self.search_names)

    @property
    def _hidden_names(self) -> tuple[str, ...]:
        """The search names."""
        return self.search_names

    def _repr_html_(self) -> str:
        """Return a card for notebooks."""
        from .notebooks import card, facts_of

        name = f"{self.honorific} {self.name}" if self.honorific else self.name
        facts = facts_of(self, "organisations", "founder_of", "creator_of", "sources")
        return card(name, facts, url=self.url)


def founded_by(person: Person) -> dict[str, tuple[Organisation, ...]]:
    """Return what a person founded and what the person created, by the key of the word for it."""
    from ..text.writing import founding_word

    found: dict[str, tuple[Organisation, ...]] = {}
    for body in person.founder_of:
        word = founding_word(body.kind, "founder_of")
        found[word] = (*found.get(word, ()), body)
    return found


@final
@attrs.frozen(kw_only=True, eq=False, repr=False)
class Link(Record):
    """A place where people find the show, such as an app in which they listen to it.

    Attributes:
        label: what it is called, such as "Apple Podcasts".
        url: its address.

    >>> link = Link(label="Spotify", url="https://example.org/spotify")
    >>> link, str(link)
    (<Link "Spotify">, 'Spotify')
    """

    label: str
    url: Url

    def __repr__(self) -> str:
        """Return the class and the label."""
        return f'<Link "{self.label}">'

    __rich_repr__ = short_for_rich

    def __str__(self) -> str:
        """Return the label."""
        return self.label


@final
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
        owner_email: lets directories reach the owner; written only to the files and to RSS.
        copyright: who holds the rights, as the feed prints it.
        explicit: whether it has words or subjects that are not for children.
        kind: ``episodic``, to be heard in any order, or ``serial``, from the first episode on.
        categories: categories of Apple's directory, the main one first, such as "Arts > Food".
        guid: the ``podcast:guid`` of its feed, the same wherever the feed moves to.
        blocked: whether directories are asked not to list it.
        locked: whether other hosts are asked not to import its feed.
        new_feed_url: where its feed has moved to.
        funding: where listeners can give money.
        links: where else it can be found, such as apps to listen in.
        feed_order: which episode comes first in its feed; the newest if it is not stated.
        sources: where the facts come from.

    >>> import techforgood_podcast as tfg
    >>> show = tfg.load_catalogue().show
    >>> print(show.title, show.language, show.first_published, sep=" | ")
    À qui profite la tech for good ? | fr | 2022-01-17
    """

    _reference = (("id", "id"), ("title", "title"))
    title: str
    language: Language
    summary: LocalizedText | None = None
    url: Url | None = None
    feed_url: Url | None = None
    cover_url: Url | None = None
    first_published: dt.date | None = None
    hosts: tuple[Person, ...] = ()
    producers: tuple[Organisation, ...] = ()
    themes: tuple[Theme, ...] = ()
    author: str | None = None
    owner_name: str | None = None
    owner_email: Email | None = attrs.field(default=None, metadata=PRIVATE)
    copyright: str | None = None
    explicit: bool | None = None
    kind: ShowKind | None = None
    categories: tuple[str, ...] = ()
    guid: str | None = None
    blocked: bool | None = None
    locked: bool | None = None
    new_feed_url: Url | None = None
    funding: Link | None = None
    links: tuple[Link, ...] = ()
    feed_order: FeedOrder | None = None
    sources: tuple[Source, ...] = ()

    @property
    def _names(self) -> tuple[str, ...]:
        """The title."""
        return (self.title,)
