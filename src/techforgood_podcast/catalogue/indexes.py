"""The records of a catalogue, their references, and indexes from records to episodes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

import attrs

from .._runtime import Immutable, cached_property
from ..errors import CatalogueError
from ..models import (
    Credit,
    DataInfo,
    Entity,
    Episode,
    LocalizedText,
    Organisation,
    Person,
    Place,
    Redirect,
    Show,
    Source,
    Theme,
)
from ..models.records import names_of, same
from ..models.sections import SECTIONS, section_of
from ..text.folding import fold
from .chronology import in_sequence
from .collection import Collection
from .consistency import duplicate_id, problem_of

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Mapping

    from ..models.sections import Section

EntityT_co = TypeVar("EntityT_co", bound=Entity, covariant=True)
KeyT = TypeVar("KeyT", bound="Hashable")


def references(record: object) -> Iterator[Entity]:
    """Return every entity that a record refers to directly, in the order of its fields.

    >>> france = Place(id="france", name=LocalizedText(fr="France"), kind="country")
    >>> paris = Place(id="paris", name=LocalizedText(fr="Paris"), kind="city", part_of=france)
    >>> list(references(paris))
    [<Place france "France">]
    """
    from ..models.algebra import walk

    return (entity for _, field, entity in walk(record, "reference") if not field.implied)


def texts(record: object) -> Iterator[LocalizedText]:
    """Return every localized text of a record and of the records inside it.

    >>> list(texts(Theme(id="emploi", label=LocalizedText(fr="Emploi"))))
    [LocalizedText({'fr': 'Emploi'})]
    """
    from ..models.algebra import walk

    return (text for *_, text in walk(record, "localized"))


def reached(roots: Iterable[Entity]) -> dict[str, list[Entity]]:
    """Return the roots and all entities reachable from them, by list; shows are left out.

    Raises:
        CatalogueError: two different records have the same id.
    """
    found: dict[str, dict[str, Entity]] = {section.name: {} for section in SECTIONS}
    clashes: set[tuple[str, str]] = set()
    compared: set[tuple[int, int]] = set()
    pending = list(roots)
    while pending:
        entity = pending.pop()
        if not isinstance(entity, Show):
            section = section_of(type(entity))
            known = found[section.name].get(entity.id)
            if known is not None:
                if not same(known, entity, compared):
                    clashes.add((section.name, entity.id))
                continue
            found[section.name][entity.id] = entity
        pending.extend(references(entity))
    if clashes:
        hint = "two different records have it"
        raise CatalogueError(
            problem_of(duplicate_id(id_, hint), list_name, id_)
            for list_name, id_ in sorted(clashes)
        )
    return {name: list(by_id.values()) for name, by_id in found.items()}


class Indexes(Immutable):
    """What a catalogue looks things up in: its records in order, and indexes of its episodes.

    A posting is the index of an episode in ``episodes``; postings are in ascending order.
    """

    info: DataInfo
    show: Show
    episodes: Collection[Episode]
    people: Collection[Person]
    organisations: Collection[Organisation]
    themes: Collection[Theme]
    places: Collection[Place]
    sources: Collection[Source]
    redirects: tuple[Redirect, ...]
    # Whether the episodes are in an order that is not the catalogue's.
    ordered: bool
    # Reads the index of the search that lies beside the compiled form, if there is one.
    stored_index: Callable[[], bytes | None] | None

    def __init__(
        self,
        *,
        info: DataInfo,
        show: Show,
        redirects: tuple[Redirect, ...],
        ordered: bool = False,
        stored_index: Callable[[], bytes | None] | None = None,
        **lists: Collection[Any],
    ) -> None:
        vars(self).update(info=info, show=show, redirects=redirects, ordered=ordered, **lists)
        vars(self).update(stored_index=stored_index)

    def __getstate__(self) -> dict[str, Any]:
        """Return the attributes to copy or pickle, without the file, which may not be there."""
        return {**super().__getstate__(), "stored_index": None}

    @property
    def records(self) -> tuple[Any, ...]:
        """All records except ``info``, for comparison."""
        return (self.show, *(tuple(getattr(self, s.name)) for s in SECTIONS), self.redirects)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages of all texts, that of the show first."""
        records = (
            self.info,
            self.show,
            *(entity for s in SECTIONS for entity in getattr(self, s.name)),
        )
        found = {tag for record in records for text in texts(record) for tag in text.languages}
        first = self.show.language
        return (first, *sorted(found - {first}))

    @cached_property
    def targets(self) -> dict[str, str | None]:
        """The id that replaces each retired id, or ``None`` if it was withdrawn."""
        return {redirect.id: redirect.to for redirect in self.redirects}

    @cached_property
    def guests(self) -> Collection[Person]:
        """The guests of all episodes."""
        return self._people_in(self.postings(guest_ids), "guest")

    @cached_property
    def hosts(self) -> Collection[Person]:
        """The hosts of the show and of all episodes."""
        hosts = {*self.postings(host_ids), *(host.id for host in self.show.hosts)}
        return self._people_in(hosts, "host")

    def founders_of(self, organisation_id: str) -> Collection[Person]:
        """Return the known founders of an organisation."""
        people = tuple(self._founders.get(organisation_id, ()))
        return Collection(people, "person", self.targets)

    @cached_property
    def _founders(self) -> dict[str, list[Person]]:
        founders: dict[str, list[Person]] = {}
        for person in self.people:
            for body in person.founder_of:
                founders.setdefault(body.id, []).append(person)
        return founders

    def _people_in(self, ids: Container[str], noun: str) -> Collection[Person]:
        people = tuple(person for person in self.people if person.id in ids)
        found = Collection(people, noun, self.targets)
        vars(found).update(_hint=vars(self.people)["_hint"])
        return found

    def subset(self, episodes: Iterable[Episode], *, ordered: bool = False) -> Indexes:
        """Return these episodes, and everything that they and the show refer to.

        The episodes are sorted, or stay in their order with ``ordered``.
        """
        kept = tuple(episodes)
        lists: dict[str, Iterable[Entity]] = {**reached((self.show, *kept)), "episodes": kept}
        ids = {entity.id for entities in lists.values() for entity in entities}
        redirects = [r for r in self.redirects if r.to is None or r.to in ids]
        return indexes_of(
            info=self.info, show=self.show, lists=lists, redirects=redirects, ordered=ordered
        )

    def postings(
        self, keys_of: Callable[[Episode], Iterable[KeyT]]
    ) -> Mapping[KeyT, tuple[int, ...]]:
        """Return the postings of each key that a function yields for an episode.

        They are built once for each function.
        """
        built = self._postings.get(keys_of)
        if built is None:
            postings: dict[KeyT, list[int]] = {}
            for index, episode in enumerate(self.episodes):
                for key in set(keys_of(episode)):
                    postings.setdefault(key, []).append(index)
            built = {key: tuple(found) for key, found in postings.items()}
            self._postings[keys_of] = built
        return built

    def beside(self, episode: Episode, step: int) -> Episode | None:
        """Return the episode some steps after another; negative steps lead to earlier ones."""
        for index in self.postings(_own_id).get(episode.id, ()):
            if 0 <= index + step < len(self.episodes):
                return self.episodes[index + step]
        return None

    @cached_property
    def _postings(self) -> dict[Any, dict[Any, tuple[int, ...]]]:
        return {}


class Searchable(Protocol):
    """A catalogue, or anything else that is asked for episodes."""

    @property
    def _indexes(self) -> Indexes:
        """What it looks things up in."""
        ...


def indexes_in(asked: Searchable) -> Indexes:
    """Return what a catalogue, or a selection of its episodes, looks things up in."""
    return asked._indexes  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] -- our own


def _own_id(episode: Episode) -> tuple[str]:
    return (episode.id,)


def indexes_of(
    *,
    info: DataInfo,
    show: Show,
    lists: Mapping[str, Iterable[Any]],
    redirects: Iterable[Redirect] = (),
    ordered: bool = False,
) -> Indexes:
    """Sort the records of a catalogue: episodes by season, the others by folded name.

    With ``ordered``, the episodes stay in their order. A digest in the ``info`` is dropped, since
    it may be that of other records.
    """
    if info.sha256 is not None:
        info = attrs.evolve(info, sha256=None)
    retired = tuple(sorted(redirects, key=lambda redirect: redirect.id))
    targets = {redirect.id: redirect.to for redirect in retired}

    def collection(section: Section) -> Collection[Any]:
        entities = lists[section.name]
        if section.model is not Episode:
            entities = sorted(entities, key=by_name)
        elif not ordered:
            entities = in_sequence(entities)
        return Collection(tuple(entities), section.noun, targets)

    collections: dict[str, Any] = {section.name: collection(section) for section in SECTIONS}
    return Indexes(info=info, show=show, redirects=retired, ordered=ordered, **collections)


def by_name(entity: Entity) -> tuple[str, str]:
    """Return the key by which people, organisations, themes, places and sources are sorted."""
    return fold(names_of(entity)[0]), entity.id


def credits_of(episode: Episode) -> tuple[Credit, ...]:
    """Return the credits of an episode: guests, people mentioned, crew."""
    return (*episode.guests, *episode.mentioned, *episode.crew)


def guest_ids(episode: Episode) -> Iterator[str]:
    """Yield the ids of the guests of an episode."""
    return (guest.person.id for guest in episode.guests if guest.person)


def host_ids(episode: Episode) -> Iterator[str]:
    """Yield the ids of the hosts of an episode."""
    return (host.id for host in episode.hosts)


def guest_and_mentioned_ids(episode: Episode) -> Iterator[str]:
    """Yield the ids of the guests of an episode and of the people mentioned in it."""
    yield from guest_ids(episode)
    yield from (mentioned.person.id for mentioned in episode.mentioned if mentioned.person)


def person_ids(episode: Episode) -> Iterator[str]:
    """Yield the ids of the people of an episode: hosts, guests, people mentioned and crew."""
    yield from host_ids(episode)
    yield from guest_and_mentioned_ids(episode)
    yield from (member.person.id for member in episode.crew if member.person)


def organisations_without_crew(episode: Episode) -> Iterator[Organisation]:
    """Yield the organisations that an episode mentions, its guests' and mentioned people's."""
    yield from (mention.organisation for mention in episode.organisations)
    for credit in (*episode.guests, *episode.mentioned):
        yield from credit.organisations


def own_organisations(episode: Episode) -> Iterator[Organisation]:
    """Yield the organisations of an episode, those of its crew included."""
    yield from organisations_without_crew(episode)
    for member in episode.crew:
        yield from member.organisations


def organisation_ids(episode: Episode) -> Iterator[str]:
    """Yield the ids of the organisations of an episode and of their ancestors."""
    return (body.id for own in own_organisations(episode) for body in own.lineage)


def own_theme_ids(episode: Episode) -> Iterator[str]:
    """Yield the ids of the themes of an episode."""
    return (theme.id for theme in episode.themes)


def theme_ids(episode: Episode) -> Iterator[str]:
    """Yield the ids of the themes of an episode and of their broader themes."""
    return (theme.id for own in episode.themes for theme in own.lineage)


def place_ids(episode: Episode) -> Iterator[str]:
    """Yield the ids of the places of an episode and of the places around them."""
    return (place.id for own in episode.places for place in own.lineage)


class Facet(Immutable, Generic[EntityT_co]):
    """Something by which episodes are found and counted.

    Attributes:
        name: what it is called, as in ``count_by("guest")``.
        among: returns the collection of its entities.
        ids: yields the ids of an episode, with those above them, such as broader themes.
        own_ids: yields the ids that the episode itself has.
    """

    name: str
    among: Callable[[Indexes], Collection[EntityT_co]]
    ids: Callable[[Episode], Iterable[str]]
    own_ids: Callable[[Episode], Iterable[str]]

    def __init__(
        self,
        name: str,
        among: Callable[[Indexes], Collection[EntityT_co]],
        ids: Callable[[Episode], Iterable[str]],
        own_ids: Callable[[Episode], Iterable[str]] | None = None,
    ) -> None:
        vars(self).update(name=name, among=among, ids=ids, own_ids=own_ids or ids)


GUEST = Facet("guest", lambda indexes: indexes.guests, guest_ids)
HOST = Facet("host", lambda indexes: indexes.hosts, host_ids)
PERSON = Facet("person", lambda indexes: indexes.people, person_ids)
ORGANISATION = Facet(
    "organisation",
    lambda indexes: indexes.organisations,
    organisation_ids,
    lambda episode: (body.id for body in own_organisations(episode)),
)
THEME = Facet("theme", lambda indexes: indexes.themes, theme_ids, own_theme_ids)
PLACE = Facet(
    "place",
    lambda indexes: indexes.places,
    place_ids,
    lambda episode: (place.id for place in episode.places),
)
FACETS: Mapping[str, Facet[Entity]] = {
    facet.name: facet for facet in (GUEST, HOST, PERSON, ORGANISATION, THEME, PLACE)
}
"""The facets by name."""
