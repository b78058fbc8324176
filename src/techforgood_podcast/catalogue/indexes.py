"""The records of a catalogue, their references, and indexes from records to episodes."""

from __future__ import annotations

import datetime as dt
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from .._immutable import Immutable, cached_property
from ..models import (
    DataInfo,
    Entity,
    Episode,
    LocalizedText,
    Organisation,
    Person,
    Place,
    Redirect,
    Relation,
    Show,
    Source,
    Theme,
)
from ..models.records import names_of, same
from ..text.folding import fold
from .collection import Collection

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Mapping

    from ..models.sections import Section

EntityT = TypeVar("EntityT", bound=Entity)
KeyT = TypeVar("KeyT", bound="Hashable")

_EPOCH = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


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
    from ..errors import CatalogueError
    from ..models.sections import SECTIONS, section_of
    from .integrity import duplicate_id

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
        raise CatalogueError(duplicate_id(*clash, hint).problem() for clash in sorted(clashes))
    return {name: list(by_id.values()) for name, by_id in found.items()}


class Contents(Immutable):
    """All records of one catalogue, each list in order, and indexes of the episodes.

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
        from ..models.sections import SECTIONS

        return (self.show, *(tuple(getattr(self, s.name)) for s in SECTIONS), self.redirects)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages of all texts, that of the show first."""
        from ..models.sections import SECTIONS

        records = (self.show, *(entity for s in SECTIONS for entity in getattr(self, s.name)))
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
        return Collection(people, noun, self.targets)

    def subset(self, episodes: Iterable[Episode], *, ordered: bool = False) -> Contents:
        """Return these episodes, and everything that they and the show refer to.

        The episodes are sorted, or stay in their order with ``ordered``.
        """
        kept = tuple(episodes)
        lists: dict[str, Iterable[Entity]] = {**reached((self.show, *kept)), "episodes": kept}
        ids = {entity.id for entities in lists.values() for entity in entities}
        redirects = [r for r in self.redirects if r.to is None or r.to in ids]
        return contents_of(
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

    @cached_property
    def _postings(self) -> dict[Any, dict[Any, tuple[int, ...]]]:
        return {}


def contents_of(
    *,
    info: DataInfo,
    show: Show,
    lists: Mapping[str, Iterable[Any]],
    redirects: Iterable[Redirect] = (),
    ordered: bool = False,
) -> Contents:
    """Sort the records of a catalogue: episodes by season, the others by folded name.

    With ``ordered``, the episodes stay in their order. A digest in the ``info`` is dropped, since
    it may be that of other records.
    """
    from ..models.sections import SECTIONS

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
    return Contents(info=info, show=show, redirects=retired, ordered=ordered, **collections)


def in_sequence(episodes: Iterable[Episode]) -> list[Episode]:
    """Return episodes by season, those without one last.

    Within a season they are by moment or day if every episode has one, else by number.

    >>> show = Show(id="s", title="S", language="en")
    >>> [e.id for e in in_sequence(Episode(id=i, show=show, title="T", number=n)
    ...                            for i, n in (("b", 1), ("c", None), ("a", 2)))]
    ['c', 'b', 'a']
    """
    seasons: dict[int | None, list[Episode]] = {}
    for episode in episodes:
        seasons.setdefault(episode.season, []).append(episode)
    found: list[Episode] = []
    for season in sorted(seasons, key=lambda season: (season is None, season)):
        by_number = sorted(seasons[season], key=lambda e: (e.number is not None, e.number, e.id))
        found += in_time(by_number)
    return found


def in_time(episodes: list[Episode]) -> list[Episode]:
    """Return episodes by moment or day if every one of them has one, else as they are."""
    if not all(episode.published for episode in episodes):
        return episodes
    found = sorted(episodes, key=instant_of)
    if not all(episode.published_at for episode in found):
        found.sort(key=attrgetter("published"))
    return found


def instant_of(episode: Episode) -> dt.timedelta:
    """Return the moment of publication to sort by; an unknown one is before all others."""
    moment = episode.published_at
    return dt.timedelta.min if moment is None else moment - _EPOCH


def by_name(entity: Entity) -> tuple[str, str]:
    """Return the key by which people, organisations, themes, places and sources are sorted."""
    return fold(names_of(entity)[0]), entity.id


def numbers(episode: Episode) -> tuple[int, ...]:
    """Return the number of an episode, if it has one."""
    return () if episode.number is None else (episode.number,)


def codes(episode: Episode) -> tuple[str, ...]:
    """Return the code of an episode."""
    return (episode.code,)


def guest_ids(episode: Episode) -> Iterator[str]:
    """Yield the ids of the guests of an episode."""
    return (guest.person.id for guest in episode.guests if guest.person)


def host_ids(episode: Episode) -> Iterator[str]:
    """Yield the ids of the hosts of an episode."""
    return (host.id for host in episode.hosts)


def speaker_ids(episode: Episode) -> Iterator[str]:
    """Yield the ids of the people who speak in an episode or are mentioned in it."""
    yield from guest_ids(episode)
    yield from (mentioned.person.id for mentioned in episode.mentioned if mentioned.person)


def person_ids(episode: Episode) -> Iterator[str]:
    """Yield the ids of the people of an episode: hosts, guests, people mentioned and crew."""
    yield from host_ids(episode)
    yield from speaker_ids(episode)
    yield from (member.person.id for member in episode.crew if member.person)


def spoken_organisations(episode: Episode) -> Iterator[Organisation]:
    """Yield the organisations that an episode mentions or credits people in it with."""
    yield from (mention.organisation for mention in episode.organisations)
    for credit in (*episode.guests, *episode.mentioned):
        yield from credit.organisations


def own_organisations(episode: Episode) -> Iterator[Organisation]:
    """Yield the organisations that an episode mentions or credits people with, crew included."""
    yield from spoken_organisations(episode)
    for member in episode.crew:
        yield from member.organisations


def own_organisation_ids(episode: Episode) -> Iterator[str]:
    """Yield the ids of the organisations of an episode."""
    return (body.id for body in own_organisations(episode))


def organisation_ids(episode: Episode) -> Iterator[str]:
    """Yield the ids of the organisations of an episode and of their ancestors."""
    return (body.id for own in own_organisations(episode) for body in own.lineage)


def mention_keys(episode: Episode) -> Iterator[tuple[Relation, str]]:
    """Yield the relation and id of each organisation mentioned, and of its ancestors."""
    for mention in episode.organisations:
        for body in mention.organisation.lineage:
            yield mention.relation, body.id


def own_theme_ids(episode: Episode) -> Iterator[str]:
    """Yield the ids of the themes of an episode."""
    return (theme.id for theme in episode.themes)


def theme_ids(episode: Episode) -> Iterator[str]:
    """Yield the ids of the themes of an episode and of their broader themes."""
    return (theme.id for own in episode.themes for theme in own.lineage)


def own_place_ids(episode: Episode) -> Iterator[str]:
    """Yield the ids of the places of an episode."""
    return (place.id for place in episode.places)


def place_ids(episode: Episode) -> Iterator[str]:
    """Yield the ids of the places of an episode and of the places around them."""
    return (place.id for own in episode.places for place in own.lineage)
