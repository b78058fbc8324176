"""What episodes are about: sources, places, themes, organisations and people."""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar, Literal, TypeAlias

import attrs

from .rules import Count, CountryCode, Id, Url
from .text import LocalizedText, Record, about

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .checks import Breach


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


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Entity(Record, ABC):
    """A record with an id, and names to find it by.

    Equal records have equal ids, so the hash depends only on the id.

    Attributes:
        id: lower-case words of ASCII letters and digits, joined by hyphens; permanent.

    >>> issubclass(Person, Entity)
    True
    """

    _form = "reference"
    # The keys of a reference in expanded plain values, and the attributes that they show.
    _reference: ClassVar[tuple[tuple[str, str], ...]] = (("id", "id"), ("name", "name"))
    id: Id = attrs.field(
        metadata=about(
            "Lower-case words of ASCII letters and digits, joined by hyphens; permanent."
        )
    )

    def __hash__(self) -> int:
        """Return the hash of the id."""
        return hash(self.id)

    @property
    @abstractmethod
    def names(self) -> tuple[str, ...]:
        """The texts by which the record can be found; the first is the one to show."""

    def __repr__(self) -> str:
        """Return the class, the id and the first name."""
        return f'<{type(self).__name__} {self.id} "{self.names[0]}">'


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Source(Entity):
    """Where facts come from.

    Attributes:
        title: what to call it, in each language.
        url: its address.
        consulted: the day on which it was read.

    >>> Source(id="show-page", title=LocalizedText(en="Page of the show"))
    <Source show-page "Page of the show">
    """

    _reference = (("id", "id"), ("name", "title"))
    title: LocalizedText = attrs.field(metadata=about("What to call it, in each language."))
    url: Url | None = attrs.field(default=None, metadata=about("Its address."))
    consulted: dt.date | None = attrs.field(
        default=None, metadata=about("The day on which it was read.")
    )

    @property
    def names(self) -> tuple[str, ...]:
        """The title in each language."""
        return self.title.texts


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Place(Entity):
    """A country, a region, a department or a city.

    Attributes:
        name: the name in each language.
        kind: ``country``, ``region``, ``department`` (as in France) or ``city``.
        code: the country code of ISO 3166-1 alpha-2, which queries accept as a name.
        part_of: the next larger place; for all but cities, this may be common knowledge.
        aliases: other names that people type.

    >>> belgium = Place(id="belgique", name=LocalizedText(fr="Belgique"), kind="country", code="BE")
    >>> namur = Place(id="namur", name=LocalizedText(fr="Namur"), kind="city", part_of=belgium)
    >>> [place.id for place in namur.lineage]
    ['namur', 'belgique']
    """

    name: LocalizedText = attrs.field(metadata=about("The name in each language."))
    kind: PlaceKind = attrs.field(
        metadata=about('"country", "region", "department" (as in France) or "city".')
    )
    code: CountryCode | None = attrs.field(
        default=None,
        metadata=about("The country code of ISO 3166-1 alpha-2, which queries accept as a name."),
    )
    part_of: Place | None = attrs.field(
        default=None,
        metadata=about("The next larger place; for all but cities, this may be common knowledge."),
    )
    aliases: tuple[str, ...] = attrs.field(
        default=(), metadata=about("Other names that people type.")
    )

    @property
    def names(self) -> tuple[str, ...]:
        """The name in each language, then the aliases."""
        return (*self.name.texts, *self.aliases)

    @classmethod
    def _breaches_between(cls, values: Mapping[str, Any]) -> Iterator[Breach]:
        from ..syntax import UNKNOWN
        from .checks import Breach

        kind = values.get("kind", "country")
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
        label: the preferred label in each language.
        definition: what the theme covers.
        broader: the broader theme that this one belongs to.
        aliases: other labels that people type, in any language.

    >>> Theme(id="emploi", label=LocalizedText(fr="Emploi", en="Employment"))
    <Theme emploi "Emploi">
    """

    _reference = (("id", "id"), ("name", "label"))
    label: LocalizedText = attrs.field(metadata=about("The preferred label in each language."))
    definition: LocalizedText | None = attrs.field(
        default=None, metadata=about("What the theme covers.")
    )
    broader: Theme | None = attrs.field(
        default=None, metadata=about("The broader theme that this one belongs to.")
    )
    aliases: tuple[str, ...] = attrs.field(
        default=(), metadata=about("Other labels that people type, in any language.")
    )

    @property
    def names(self) -> tuple[str, ...]:
        """The label in each language, then the aliases."""
        return (*self.label.texts, *self.aliases)

    def _repr_html_(self) -> str:
        """Return a card for notebooks."""
        from .cards import card, facts_of

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
        name: the name as the source prints it.
        aliases: other spellings that people type.
        kind: what it is, such as ``association``; this may be common knowledge.
        description: what the sources say about it.
        founded: the year of its foundation.
        parents: what it is part of.
        place: where it is.
        url: its address on the web.
        same_as: addresses that identify the same body elsewhere, such as in Wikidata.
        sources: where its facts come from.

    >>> Organisation(id="humanis", name="Humanis", kind="social_enterprise")
    <Organisation humanis "Humanis">
    """

    name: str = attrs.field(metadata=about("The name as the source prints it."))
    kind: OrganisationKind = attrs.field(
        metadata=about('What it is, such as "association"; this may be common knowledge.')
    )
    aliases: tuple[str, ...] = attrs.field(
        default=(), metadata=about("Other spellings that people type.")
    )
    description: LocalizedText | None = attrs.field(
        default=None, metadata=about("What the sources say about it.")
    )
    founded: Count | None = attrs.field(default=None, metadata=about("The year of its foundation."))
    parents: tuple[Organisation, ...] = attrs.field(
        default=(), metadata=about("What it is part of.")
    )
    place: Place | None = attrs.field(default=None, metadata=about("Where it is."))
    url: Url | None = attrs.field(default=None, metadata=about("Its address on the web."))
    same_as: tuple[Url, ...] = attrs.field(
        default=(),
        metadata=about("Addresses that identify the same body elsewhere, such as in Wikidata."),
    )
    sources: tuple[Source, ...] = attrs.field(
        default=(), metadata=about("Where its facts come from.")
    )

    @property
    def names(self) -> tuple[str, ...]:
        """The name, then the aliases."""
        return (self.name, *self.aliases)

    def _repr_html_(self) -> str:
        """Return a card for notebooks."""
        from .cards import card, facts_of

        facts = facts_of(self, "kind", "founded", "parents", "place", "description")
        return card(self.name, facts, url=self.url)

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
    """A person named in the credits, with nothing that the credits do not print.

    Attributes:
        name: the full name without honorific.
        given: the given name or names.
        family: the family name.
        honorific: a title printed before the name, such as "Dr".
        aliases: other spellings of the name.
        organisations: lasting memberships, such as a host's; a guest's are in the appearance.
        url: the person's own page.
        image_url: a picture of the person.
        same_as: addresses that identify the same person elsewhere, such as in Wikidata.
        sources: where the facts come from.

    >>> Person(id="david-servais", name="David Servais", honorific="Dr")
    <Person david-servais "David Servais">
    """

    name: str = attrs.field(metadata=about("The full name without honorific."))
    given: str | None = attrs.field(default=None, metadata=about("The given name or names."))
    family: str | None = attrs.field(default=None, metadata=about("The family name."))
    honorific: str | None = attrs.field(
        default=None, metadata=about('A title printed before the name, such as "Dr".')
    )
    aliases: tuple[str, ...] = attrs.field(
        default=(), metadata=about("Other spellings of the name.")
    )
    organisations: tuple[Organisation, ...] = attrs.field(
        default=(),
        metadata=about("Lasting memberships, such as a host's; a guest's are in the appearance."),
    )
    url: Url | None = attrs.field(default=None, metadata=about("The person's own page."))
    image_url: Url | None = attrs.field(default=None, metadata=about("A picture of the person."))
    same_as: tuple[Url, ...] = attrs.field(
        default=(),
        metadata=about("Addresses that identify the same person elsewhere, such as in Wikidata."),
    )
    sources: tuple[Source, ...] = attrs.field(
        default=(), metadata=about("Where the facts come from.")
    )

    @property
    def names(self) -> tuple[str, ...]:
        """The name, then the aliases."""
        return (self.name, *self.aliases)

    def _repr_html_(self) -> str:
        """Return a card for notebooks."""
        from .cards import card, facts_of

        name = f"{self.honorific} {self.name}" if self.honorific else self.name
        return card(name, facts_of(self, "organisations"), url=self.url)
