"""Selections of episodes, with queries that narrow them down."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, Any, Literal, Self, TypeAlias, TypeVar, get_args, overload

import attrs

from ..models import Entity, Episode, Organisation, Person, Place, Relation, Theme
from ..text.folding import fold
from .collection import Collection, shorten
from .indexes import (
    Contents,
    guest_ids,
    host_ids,
    mention_keys,
    organisation_ids,
    own_organisation_ids,
    own_place_ids,
    own_theme_ids,
    person_ids,
    place_ids,
    theme_ids,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from .search import Hit

EntityT = TypeVar("EntityT", bound=Entity)

SortField: TypeAlias = Literal[
    "id", "code", "season", "number", "kind", "title", "duration", "published"
]

_SORT_KEYS: Mapping[str, Callable[[Episode], Any]] = {
    "id": lambda episode: episode.id,
    "code": lambda episode: (episode.season, episode.number or 0, episode.code),
    "season": lambda episode: episode.season,
    "number": lambda episode: episode.number,
    "kind": lambda episode: episode.kind,
    "title": lambda episode: fold(episode.title),
    "duration": lambda episode: episode.duration,
    "published": lambda episode: episode.published,
}


@attrs.frozen(eq=False, repr=False)
class Episodes(Collection[Episode]):
    """A selection of the episodes of a catalogue, in order.

    Queries take entities, ids or any text that ``resolve`` finds. Pass several arguments to
    match any of them; chain queries to match all of them. Names are looked up in the whole
    catalogue: querying a selection for a guest of other episodes returns an empty selection.

    >>> import techforgood_podcast as tfg
    >>> episodes = tfg.load_catalogue().episodes
    >>> episodes.by_place("belgique").by_theme("low-tech")
    <Episodes: S1E6>
    """

    _item_class = Episode
    _contents: Contents
    _complete: bool = attrs.field(alias="complete", kw_only=True)

    @classmethod
    def of(cls, contents: Contents) -> Episodes:
        """Return all episodes of a catalogue, given its contents."""
        return cls(tuple(contents.episodes), "episode", contents.targets, contents, complete=True)

    def by_guest(self, *guests: Person | str) -> Episodes:
        """Keep the episodes in which one of these people is a guest.

        Raises:
            UnknownNameError: no guest of the catalogue has this name.
            AmbiguousNameError: the name matches several guests.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().episodes.by_guest("Lara Vigneron", "Lara Market")
        <Episodes: S1E6>
        """
        contents = self._contents
        return self._having(guests, contents.guests, guest_ids)

    def by_host(self, *hosts: Person | str) -> Episodes:
        """Keep the episodes that one of these people hosts.

        Raises the errors of :meth:`by_guest`.
        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().episodes.by_host("bandelier")
        <Episodes: S1 intro, S1E3, S1E7>
        """
        contents = self._contents
        return self._having(hosts, contents.hosts, host_ids)

    def by_person(self, *people: Person | str) -> Episodes:
        """Keep the episodes that one of these people hosts, speaks in or is mentioned in.

        Raises the errors of :meth:`by_guest`.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().episodes.by_person("Sébastien Molas")
        <Episodes: S1E8>
        """
        contents = self._contents
        return self._having(people, contents.people, person_ids)

    def by_organisation(
        self, *organisations: Organisation | str, relation: Relation | None = None
    ) -> Episodes:
        """Keep the episodes that involve one of these organisations.

        An episode involves the organisations that it mentions, those that people are credited
        with, and all ancestors of these. With a ``relation``, only mentions in that relation
        count. Raises the errors of :meth:`by_guest`, and :class:`UnknownOptionError` for an
        unknown relation.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().episodes.by_organisation("wetechcare", relation="subject")
        <Episodes: S1E3>
        """
        contents = self._contents
        if relation is None:
            return self._having(organisations, contents.organisations, organisation_ids)
        known = get_args(Relation)
        if relation not in known:
            from ..errors import UnknownOptionError
            from ..text.suggestions import closest

            raise UnknownOptionError(relation, known, closest(relation, known))
        return self._having(organisations, contents.organisations, mention_keys, relation)

    def by_theme(self, *themes: Theme | str, narrower: bool = True) -> Episodes:
        """Keep the episodes about one of these themes or a narrower one.

        With ``narrower=False``, narrower themes do not count. Raises the errors of
        :meth:`by_guest`.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().episodes.by_theme("environnement")
        <Episodes: S1E1, S1E8>
        """
        contents = self._contents
        keys_of = theme_ids if narrower else own_theme_ids
        return self._having(themes, contents.themes, keys_of)

    def by_place(self, *places: Place | str) -> Episodes:
        """Keep the episodes set in one of these places or a place inside it.

        Raises the errors of :meth:`by_guest`.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().episodes.by_place("wallonie")
        <Episodes: S1E4, S1E6>
        """
        contents = self._contents
        return self._having(places, contents.places, place_ids)

    def by_season(self, *seasons: int) -> Episodes:
        """Keep the episodes of one of these seasons.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().episodes.by_season(2)
        <Episodes: none>
        """
        return self.where(lambda episode: episode.season in seasons)

    def longer_than(self, *, minutes: float) -> Episodes:
        """Keep the episodes longer than some minutes; unknown durations never match.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().episodes.longer_than(minutes=34.5)
        <Episodes: S1E6, S1E8>
        """
        limit = dt.timedelta(minutes=minutes)
        return self.where(lambda e: e.duration is not None and e.duration > limit)

    def shorter_than(self, *, minutes: float) -> Episodes:
        """Keep the episodes shorter than some minutes; unknown durations never match.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().episodes.shorter_than(minutes=30)
        <Episodes: S1 intro, S1E7>
        """
        limit = dt.timedelta(minutes=minutes)
        return self.where(lambda e: e.duration is not None and e.duration < limit)

    def published_between(self, first: dt.date, last: dt.date) -> Episodes:
        """Keep the episodes published between two days, both included.

        An unknown day never matches.

        >>> import techforgood_podcast as tfg
        >>> first, last = dt.date(2022, 2, 1), dt.date(2022, 2, 28)
        >>> tfg.load_catalogue().episodes.published_between(first, last)
        <Episodes: S1E2>
        """
        return self.where(lambda e: e.published is not None and first <= e.published <= last)

    def search(self, text: str, limit: int = 10, *, all_words: bool = False) -> tuple[Hit, ...]:
        """Search the full text of these episodes; see :meth:`Catalogue.search`.

        The limit counts these episodes only.

        >>> import techforgood_podcast as tfg
        >>> [hit.episode.code for hit in tfg.by_theme("emploi").search("algorithme")]
        ['S1E2']
        """
        from .search import search

        among = None if self._complete else {episode.id for episode in self}
        return search(self._contents, text, limit, all_words=all_words, among=among)

    def where(self, predicate: Callable[[Episode], bool]) -> Episodes:
        """Keep the episodes for which a function returns true.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().episodes.where(lambda episode: episode.duration is None)
        <Episodes: S1E3>
        """
        return self._of(episode for episode in self if predicate(episode))

    def sorted(self, field: SortField, *, reverse: bool = False) -> Episodes:
        """Sort by a field; the sort is stable, with unknown values last in either direction.

        Raises:
            UnknownFieldError: episodes cannot be sorted by this field.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().episodes.sorted("duration", reverse=True)[:3]
        <Episodes: S1E6, S1E8, S1E2>
        """
        key = _SORT_KEYS.get(field)
        if key is None:
            from ..errors import UnknownFieldError
            from ..text.suggestions import closest

            raise UnknownFieldError(field, _SORT_KEYS, closest(field, _SORT_KEYS))
        known = [episode for episode in self if key(episode) is not None]
        unknown = [episode for episode in self if key(episode) is None]
        return self._of((*sorted(known, key=key, reverse=reverse), *unknown))

    def __and__(self, other: Episodes) -> Episodes:
        """Return the episodes that are in both, in the catalogue's order."""
        if not isinstance(other, Episodes):  # pyright: ignore[reportUnnecessaryIsInstance]
            return NotImplemented
        return self._ordered({episode.id for episode in self} & {e.id for e in other})

    def __or__(self, other: Episodes) -> Episodes:
        """Return the episodes that are in either, in the catalogue's order.

        Raises:
            UnknownNameError: the other selection has an episode that is not in this catalogue.
        """
        if not isinstance(other, Episodes):  # pyright: ignore[reportUnnecessaryIsInstance]
            return NotImplemented
        return self._ordered({episode.id for episode in self} | {e.id for e in other})

    def __sub__(self, other: Episodes) -> Episodes:
        """Return the episodes that are not in the other, in the catalogue's order."""
        if not isinstance(other, Episodes):  # pyright: ignore[reportUnnecessaryIsInstance]
            return NotImplemented
        return self._ordered({episode.id for episode in self} - {e.id for e in other})

    @property
    def total_duration(self) -> dt.timedelta:
        """The sum of the known durations.

        >>> import techforgood_podcast as tfg
        >>> print(tfg.by_theme("art").total_duration)
        0:31:06
        """
        known = (episode.duration for episode in self if episode.duration is not None)
        return sum(known, dt.timedelta())

    @property
    def guests(self) -> Collection[Person]:
        """The guests of these episodes."""
        return self._among(self._contents.guests, guest_ids)

    @property
    def hosts(self) -> Collection[Person]:
        """The hosts of these episodes."""
        return self._among(self._contents.hosts, host_ids)

    @property
    def organisations(self) -> Collection[Organisation]:
        """The organisations that these episodes mention or credit people with."""
        return self._among(self._contents.organisations, own_organisation_ids)

    @property
    def themes(self) -> Collection[Theme]:
        """The themes of these episodes."""
        return self._among(self._contents.themes, own_theme_ids)

    @property
    def places(self) -> Collection[Place]:
        """The places in which these episodes are set."""
        return self._among(self._contents.places, own_place_ids)

    @overload
    def count_by(self, facet: Literal["guest", "host"]) -> dict[Person, int]: ...
    @overload
    def count_by(self, facet: Literal["organisation"]) -> dict[Organisation, int]: ...
    @overload
    def count_by(self, facet: Literal["theme"]) -> dict[Theme, int]: ...
    @overload
    def count_by(self, facet: Literal["place"]) -> dict[Place, int]: ...
    @overload
    def count_by(self, facet: Literal["season"]) -> dict[int, int]: ...
    def count_by(self, facet: str) -> Mapping[Any, int]:
        """Count these episodes by facet, most frequent value first.

        Each count is the number of episodes that the query of the same name keeps: a theme
        includes its narrower themes, a country its cities, an organisation its descendants.

        Raises:
            UnknownFieldError: there is no such facet.

        >>> import techforgood_podcast as tfg
        >>> counts = tfg.load_catalogue().episodes.count_by("guest")
        >>> next(iter(counts.items()))
        (<Person karine-gentelet "Karine Gentelet">, 2)
        """
        if facet == "season":
            seasons = Counter(episode.season for episode in self)
            return dict(sorted(seasons.items(), key=lambda item: (-item[1], item[0])))
        contents = self._contents
        facets: Mapping[str, tuple[Collection[Any], Callable[[Episode], Iterable[str]]]] = {
            "guest": (contents.guests, guest_ids),
            "host": (contents.hosts, host_ids),
            "organisation": (contents.organisations, organisation_ids),
            "theme": (contents.themes, theme_ids),
            "place": (contents.places, place_ids),
        }
        if facet not in facets:
            from ..errors import UnknownFieldError
            from ..text.suggestions import closest

            known = (*facets, "season")
            raise UnknownFieldError(facet, known, closest(facet, known))
        everything, ids_of = facets[facet]
        counts = Counter(id_ for episode in self for id_ in set(ids_of(episode)))
        found = [entity for entity in everything if entity.id in counts]
        return {e: counts[e.id] for e in sorted(found, key=lambda e: -counts[e.id])}

    def _having(
        self,
        wanted: Iterable[EntityT | str],
        among: Collection[EntityT],
        keys_of: Callable[[Episode], Iterable[Any]],
        relation: Relation | None = None,
    ) -> Episodes:
        """Keep the episodes that any of the wanted entities has, as a function says."""
        postings = self._contents.postings(keys_of)
        ids = {among.id_of(ref) for ref in wanted}
        keys: Iterable[Any] = ids if relation is None else [(relation, id_) for id_ in ids]
        indexes = {index for key in keys for index in postings.get(key, ())}
        everything = self._contents.episodes
        if self._complete:  # no need to look at every episode
            return self._of(everything[index] for index in sorted(indexes))
        matching = {everything[index].id for index in indexes}
        return self._of(episode for episode in self if episode.id in matching)

    def _among(
        self, entities: Collection[EntityT], ids_of: Callable[[Episode], Iterable[str]]
    ) -> Collection[EntityT]:
        """Return the entities whose ids a function finds in these episodes."""
        ids = {id_ for episode in self for id_ in ids_of(episode)}
        return entities._of(e for e in entities if e.id in ids)  # noqa: SLF001 -- same class

    def _ordered(self, ids: set[str]) -> Episodes:
        """Return the episodes with these ids, in the catalogue's order."""
        everything = self._contents.episodes
        for unknown in sorted(ids.difference(episode.id for episode in everything)):
            from ..errors import UnknownNameError

            raise UnknownNameError(unknown, "episode")
        return self._of(episode for episode in everything if episode.id in ids)

    def _of(self, items: Iterable[Episode]) -> Self:
        return attrs.evolve(self, items=tuple(items), complete=False)

    def __repr__(self) -> str:
        """Return the class and the codes."""
        return f"<Episodes: {shorten([episode.code for episode in self])}>"

    def _repr_html_(self) -> str:
        """Return a table for notebooks, in the language of the show."""
        from ..models.html import episodes_table

        return episodes_table(self, self._contents.show.language)
