"""Who episodes are about: organisations and people."""

from __future__ import annotations

from typing import Literal, TypeAlias

import attrs

from .entities import APART, UNACCENTED, Entity, Place, Source, identified
from .rules import Count, Id, Url
from .text import LocalizedText, about

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
        from ..text.writing import founding_word
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
    from ..text.writing import founding_word  # which a first answer does without

    found: dict[str, tuple[Organisation, ...]] = {}
    for body in person.founder_of:
        word = founding_word(body.kind, "founder_of")
        found[word] = (*found.get(word, ()), body)
    return found
