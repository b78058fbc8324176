"""What all entities have in common; sources, places and themes."""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal, TypeAlias

import attrs

from .rules import CountryCode, Id, Url
from .text import LocalizedText, Record, about, short_for_rich

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .checks import Breach


PlaceKind: TypeAlias = Literal["country", "region", "department", "city"]
# Advice on aliases.
UNACCENTED: Final = "Variants in case, accents, spaces or hyphens need no alias."
# Advice on namesakes.
APART: Final = (
    'One of the two records has to say so; "validate" then takes them for different ones.'
)


def identified(advice: str, *examples: str) -> dict[str, object]:
    """Return the metadata of an id, with advice on how to make one."""
    meaning = "Lower-case words of ASCII letters and digits, joined by hyphens; permanent."
    return about(meaning, advice, examples=examples)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Entity(Record, ABC):
    """A record with an id, and names to find it by.

    Equal records have equal ids, so the hash depends only on the id.

    Attributes:
        id: lower-case words of ASCII letters and digits, joined by hyphens; permanent.

    >>> issubclass(Place, Entity)
    True
    """

    _form = "reference"
    # The keys of a reference in expanded plain values, and the attributes that they show.
    _reference: ClassVar[tuple[tuple[str, str], ...]] = (("id", "id"), ("name", "name"))
    id: Id = attrs.field(metadata=identified(""))

    def __hash__(self) -> int:
        """Return the hash of the id."""
        return hash(self.id)

    @property
    @abstractmethod
    def _names(self) -> tuple[str, ...]:
        """The texts by which the record can be found; the first is the one to show."""

    def __repr__(self) -> str:
        """Return the class, the id and the first name."""
        return f'<{type(self).__name__} {self.id} "{self._names[0]}">'

    __rich_repr__ = short_for_rich

    def __str__(self) -> str:
        """Return the first name."""
        return self._names[0]


def names_of(entity: Entity) -> tuple[str, ...]:
    """Return the texts by which an entity can be found, the one to show first.

    >>> names_of(Theme(id="emploi", label=LocalizedText(fr="Emploi"), aliases=("travail",)))
    ('Emploi', 'travail')
    """
    return entity._names  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] -- of this module


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
        from .checks import Breach

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
