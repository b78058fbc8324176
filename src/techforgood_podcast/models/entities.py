"""What a catalogue knows: sources, places, themes, organisations, people and the show."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import attrs

from .records import Entity, about, identified
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
# Advice on aliases.
UNACCENTED: Final = "Variants in case, accents, spaces or hyphens need no alias."
# Advice on namesakes.
APART: Final = (
    'One of the two records has to say so; "validate" then takes them for different ones.'
)


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
    id: Id = attrs.field(metadata=identified("Use a short name.", "show-page"))
    title: LocalizedText = attrs.field(
        metadata=about(
            "What to call it, in each language.",
            "Say in plain words what the page or document is.",
            examples=({"fr": "Page de la série", "en": "Page of the show"},),
        )
    )
    url: Url | None = attrs.field(default=None, metadata=about("Its address."))
    consulted: dt.date | None = attrs.field(
        default=None, metadata=about("The day on which it was read.")
    )

    @property
    def _names(self) -> tuple[str, ...]:
        """The title in each language."""
        return self.title.texts

    def __format__(self, spec: str) -> str:
        """Return the title in a language, or format it: ``f"{record:en}"``."""
        return format(self.title, spec)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Place(Entity):
    """A country, a region, a department or a city.

    Attributes:
        id: lower-case words of ASCII letters and digits, joined by hyphens; permanent.
        name: the name in each language.
        kind: ``country``, ``region``, ``department`` (as in France) or ``city``.
        code: the country code of ISO 3166-1 alpha-2, which queries accept as a name.
        part_of: the next larger place; for all but cities, this may be common knowledge.
        aliases: other names that people type.
        different_from: the ids of other places with such a name.

    >>> import techforgood_podcast as tfg
    >>> place = tfg.load_catalogue().place("Namur")
    >>> place.kind, [str(each) for each in place.lineage]
    ('city', ['Namur', 'Wallonie', 'Belgique'])
    """

    id: Id = attrs.field(metadata=identified("Use the name in plain letters.", "paris"))
    name: LocalizedText = attrs.field(
        metadata=about("The name in each language.", examples=({"fr": "Londres", "en": "London"},))
    )
    kind: PlaceKind | None = attrs.field(
        default=None,
        metadata=about(
            '"country", "region", "department" (as in France) or "city".',
            "A place that was read from a feed has none until you add it.",
            choices={
                "country": "A country.",
                "region": "A part of a country.",
                "department": "A part of a region, as in France.",
                "city": "A city, a town or a village.",
            },
        ),
    )
    code: CountryCode | None = attrs.field(
        default=None,
        metadata=about(
            "The country code of ISO 3166-1 alpha-2, which queries accept as a name.",
            "Only countries have one.",
        ),
    )
    part_of: Place | None = attrs.field(
        default=None,
        metadata=about(
            "The next larger place; for all but cities, this may be common knowledge.",
            "It is the department or region of a city, the region of a department, the country or"
            " larger region of a region.",
            examples=("france",),
        ),
    )
    aliases: tuple[str, ...] = attrs.field(
        default=(),
        metadata=about(
            "Other names that people type.",
            f"Add them in any language. {UNACCENTED}",
            examples=(["Greater London"],),
        ),
    )
    different_from: tuple[Id, ...] = attrs.field(
        default=(),
        metadata=about("The ids of other places with such a name.", APART, examples=(["paris-2"],)),
    )

    @property
    def _names(self) -> tuple[str, ...]:
        """The name in each language, then the aliases."""
        return (*self.name.texts, *self.aliases)

    def __format__(self, spec: str) -> str:
        """Return the name in a language, or format it: ``f"{record:en}"``."""
        return format(self.name, spec)

    def _repr_html_(self) -> str:
        """Return a card for notebooks."""
        from .html import card, facts_of

        return card(self.name, facts_of(self, "kind", "part_of"))

    @classmethod
    def _breaches_between(cls, values: Mapping[str, Any]) -> Iterator[Breach]:
        from ..syntax import UNKNOWN

        kind = values.get("kind")
        if values.get("code") is not None and kind not in ("country", UNKNOWN):
            yield Breach(("code",), "only a country has a code")

    @property
    def lineage(self) -> tuple[Place, ...]:
        """The place itself and the larger ones that contain it, the largest last."""
        found: list[Place] = [self]
        while above := found[-1].part_of:
            found.append(above)
        return tuple(found)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Theme(Entity):
    """A concept of the controlled vocabulary that says what episodes are about.

    Attributes:
        id: lower-case words of ASCII letters and digits, joined by hyphens; permanent.
        label: the preferred label in each language.
        definition: what the theme covers.
        broader: the broader theme that this one belongs to.
        aliases: other names of the theme, in any language.
        search_words: further words that only search uses, in any language.

    >>> import techforgood_podcast as tfg
    >>> theme = tfg.load_catalogue().theme("employment")
    >>> theme.id, theme.label.en, theme.definition.en if theme.definition else None
    ('emploi', 'Employment', 'Paid work and access to it.')
    """

    _reference = (("id", "id"), ("name", "label"))
    id: Id = attrs.field(metadata=identified("Use the label in plain letters.", "food"))
    label: LocalizedText = attrs.field(
        metadata=about(
            "The preferred label in each language.",
            examples=({"fr": "Alimentation", "en": "Food"},),
        )
    )
    definition: LocalizedText | None = attrs.field(
        default=None, metadata=about("What the theme covers.", "Write one sentence.")
    )
    broader: Theme | None = attrs.field(
        default=None,
        metadata=about(
            "The broader theme that this one belongs to.", "The broadest themes have none."
        ),
    )
    aliases: tuple[str, ...] = attrs.field(
        default=(),
        metadata=about(
            "Other names of the theme, in any language.",
            f"Add what a library catalogue would take for the same subject. {UNACCENTED}",
            examples=(["foodstuffs"],),
        ),
    )
    search_words: tuple[str, ...] = attrs.field(
        default=(),
        metadata=about(
            "Further words that only search uses, in any language.",
            "Add words by which people look for the subject although they are no name of the"
            " theme. Several themes may share them.",
            examples=(["kitchen", "meal"],),
        ),
    )

    @property
    def _names(self) -> tuple[str, ...]:
        """The label in each language, then the aliases."""
        return (*self.label.texts, *self.aliases)

    def __format__(self, spec: str) -> str:
        """Return the label in a language, or format it: ``f"{record:en}"``."""
        return format(self.label, spec)

    def _repr_html_(self) -> str:
        """Return a card for notebooks."""
        from .html import card, facts_of

        return card(self.label, facts_of(self, "definition", "broader"))

    @property
    def lineage(self) -> tuple[Theme, ...]:
        """The theme itself and its broader themes, the broadest last."""
        found: list[Theme] = [self]
        while above := found[-1].broader:
            found.append(above)
        return tuple(found)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Organisation(Entity):
    """A body that an episode is about, visits or names.

    Attributes:
        id: lower-case words of ASCII letters and digits, joined by hyphens; permanent.
        name: the name as the source prints it.
        kind: what it is, such as ``association``; this may be common knowledge.
        aliases: other spellings that people type.
        description: what the sources say about it.
        founded: the year in which it was founded, or created if it is a programme.
        parents: what it is part of.
        place: where it is.
        url: its address on the web.
        same_as: addresses that identify the same body elsewhere, such as in Wikidata.
        different_from: the ids of other bodies with such a name.
        sources: where its facts come from.

    >>> import techforgood_podcast as tfg
    >>> organisation = tfg.load_catalogue().organisation("we tech care")
    >>> organisation.name, organisation.kind, organisation.id
    ('We TechCare', 'association', 'wetechcare')
    """

    id: Id = attrs.field(metadata=identified("Use the name in plain letters.", "bread-and-co"))
    name: str = attrs.field(
        metadata=about(
            "The name as the source prints it.", "Use the usual one.", examples=("Bread & Co.",)
        )
    )
    kind: OrganisationKind = attrs.field(
        metadata=about(
            'What it is, such as "association"; this may be common knowledge.',
            choices={
                "association": "An association or charity that its members run, not for profit.",
                "company": "A business.",
                "social_enterprise": "A business whose first aim is social or ecological.",
                "ngo": "A non-governmental organisation.",
                "foundation": "A foundation: an endowment that gives money or runs projects.",
                "public_body": "An authority, an agency or another part of the state or of a town.",
                "hospital": "A hospital or a clinic.",
                "school": "A school or a training centre.",
                "university": "A university, or a part of one.",
                "research_chair": "A chair at a university, with its research programme.",
                "lab": "A laboratory or an open workshop.",
                "festival": "A festival.",
                "troupe": "A company of actors, dancers or musicians.",
                "media": "A newspaper, a broadcaster, a website that publishes.",
                "collective": "A group of people who work together under one name.",
                "network": "A federation of organisations.",
                "programme": "A project or scheme with a name of its own.",
            },
        )
    )
    aliases: tuple[str, ...] = attrs.field(
        default=(),
        metadata=about(
            "Other spellings that people type.",
            f"Add other names too, in any language. {UNACCENTED}",
            examples=(["BreadCo"],),
        ),
    )
    description: LocalizedText | None = attrs.field(
        default=None,
        metadata=about("What the sources say about it.", "Use your own words."),
    )
    founded: Count | None = attrs.field(
        default=None,
        metadata=about(
            "The year in which it was founded, or created if it is a programme.",
            "Write it in four digits, if a source gives it.",
            examples=(2014,),
        ),
    )
    parents: tuple[Organisation, ...] = attrs.field(
        default=(), metadata=about("What it is part of.")
    )
    place: Place | None = attrs.field(
        default=None,
        metadata=about(
            "Where it is.",
            "Only if a source says so; a department, region or country may be common knowledge.",
            examples=("paris",),
        ),
    )
    url: Url | None = attrs.field(
        default=None,
        metadata=about(
            "Its address on the web.", "Give its own site.", examples=("https://example.org/",)
        ),
    )
    same_as: tuple[Url, ...] = attrs.field(
        default=(),
        metadata=about("Addresses that identify the same body elsewhere, such as in Wikidata."),
    )
    different_from: tuple[Id, ...] = attrs.field(
        default=(),
        metadata=about(
            "The ids of other bodies with such a name.", APART, examples=(["bread-and-coal"],)
        ),
    )
    sources: tuple[Source, ...] = attrs.field(
        default=(), metadata=about("Where its facts come from.", examples=(["show-page"],))
    )

    @property
    def _names(self) -> tuple[str, ...]:
        """The name, then the aliases."""
        return (self.name, *self.aliases)

    def _repr_html_(self) -> str:
        """Return a card for notebooks."""
        from ..text.words import founding_word
        from .html import card, facts_of

        facts = facts_of(self, "kind", "founded", "parents", "place", "description", "sources")
        labelled = ((founding_word(self.kind, name), fact) for name, fact in facts)
        return card(self.name, labelled, url=self.url)

    @property
    def lineage(self) -> tuple[Organisation, ...]:
        """The organisation itself and every body above it, each once."""
        found: dict[str, Organisation] = {}
        pending: list[Organisation] = [self]
        while pending:
            body = pending.pop()
            if body.id not in found:
                found[body.id] = body
                pending.extend(reversed(body.parents))
        return tuple(found.values())


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
        aliases: other spellings of the name.
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

    id: Id = attrs.field(metadata=identified("Use the name in plain letters.", "ada-miller"))
    name: str = attrs.field(
        metadata=about("The full name without honorific.", examples=("Ada Miller",))
    )
    given: str | None = attrs.field(
        default=None,
        metadata=about("The given name or names.", "Only if they are certain.", examples=("Ada",)),
    )
    family: str | None = attrs.field(
        default=None,
        metadata=about("The family name.", "Only if it is certain.", examples=("Miller",)),
    )
    honorific: str | None = attrs.field(
        default=None,
        metadata=about('A title printed before the name, such as "Dr".', examples=("Dr",)),
    )
    aliases: tuple[str, ...] = attrs.field(
        default=(),
        metadata=about("Other spellings of the name.", UNACCENTED, examples=(["A. Miller"],)),
    )
    organisations: tuple[Organisation, ...] = attrs.field(
        default=(),
        metadata=about(
            "Lasting memberships, such as a host's; a guest's are in the credit.",
            examples=(["my-collective"],),
        ),
    )
    founder_of: tuple[Organisation, ...] = attrs.field(
        default=(),
        metadata=about(
            "What the person founded or created, alone or with others.",
            "Only if a source says so.",
            examples=(["bread-and-co"],),
        ),
    )
    url: Url | None = attrs.field(
        default=None,
        metadata=about("The person's own page.", examples=("https://example.org/ada-miller",)),
    )
    image_url: Url | None = attrs.field(
        default=None,
        metadata=about(
            "A picture of the person.", examples=("https://example.org/ada-miller.jpg",)
        ),
    )
    same_as: tuple[Url, ...] = attrs.field(
        default=(),
        metadata=about("Addresses that identify the same person elsewhere, such as in Wikidata."),
    )
    different_from: tuple[Id, ...] = attrs.field(
        default=(),
        metadata=about("The ids of namesakes.", APART, examples=(["ada-miller-2"],)),
    )
    sources: tuple[Source, ...] = attrs.field(
        default=(), metadata=about("Where the facts come from.", examples=(["show-page"],))
    )

    @property
    def _names(self) -> tuple[str, ...]:
        """The name, then the aliases."""
        return (self.name, *self.aliases)

    def _repr_html_(self) -> str:
        """Return a card for notebooks."""
        from .html import card, facts_of

        name = f"{self.honorific} {self.name}" if self.honorific else self.name
        facts = facts_of(self, "organisations", "founder_of", "creator_of", "sources")
        return card(name, facts, url=self.url)


def founded_by(person: Person) -> dict[str, tuple[Organisation, ...]]:
    """Return what a person founded and what the person created, by the key of the word for it."""
    from ..text.words import founding_word  # which a first answer does without

    found: dict[str, tuple[Organisation, ...]] = {}
    for body in person.founder_of:
        word = founding_word(body.kind, "founder_of")
        found[word] = (*found.get(word, ()), body)
    return found


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
