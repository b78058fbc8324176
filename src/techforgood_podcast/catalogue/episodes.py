"""Selections of episodes, with queries that narrow them down."""

from __future__ import annotations

from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    Self,
    SupportsIndex,
    TypeVar,
    get_args,
    overload,
)

from .._immutable import Immutable
from ..models import Entity, Episode, Organisation, Person, Place, Relation, Theme
from ..models.rules import check_flags
from .collection import Collection, DefaultT, id_of, list_some
from .facets import EntityT, FacetedEpisodes
from .indexes import (
    Contents,
    guest_ids,
    host_ids,
    mention_keys,
    organisation_ids,
    own_theme_ids,
    person_ids,
    place_ids,
    theme_ids,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable

    from ..errors import UnknownNameError
    from .related import Related
    from .search import Hit
    from .sorting import SortField

# Characters of a title that a message shows beside an id.
_SHOWN = 23

HitT_co = TypeVar("HitT_co", bound="Hit | Related", covariant=True)


class Episodes(FacetedEpisodes):
    """A selection of the episodes of a catalogue, in order.

    Queries take entities, ids or any text that ``resolve`` finds. Pass several arguments to
    match any of them; chain queries to match all of them. Names are looked up in the whole
    catalogue: querying a selection for a guest of other episodes returns an empty selection.

    >>> import techforgood_podcast as tfg
    >>> episodes = tfg.load_catalogue().episodes
    >>> episodes.by_place("belgique").by_theme("low-tech")
    <Episodes: S1E6>

    In brackets, use an id, or a code that only one episode has:

    >>> episodes["S1E3"] is episodes["s01e03"], "S1E12" in episodes
    (True, False)
    """

    _item_class = Episode
    if TYPE_CHECKING:  # at run time, tools would take them for fields of an answer
        _complete: bool
        # Whether the order is the user's own, or that of a ranking, and not the catalogue's.
        _ordered: bool

    def __init__(
        self,
        contents: Contents,
        items: Iterable[Episode] | None = None,
        *,
        ordered: bool = False,
    ) -> None:
        """Select some episodes of a catalogue, or all of them."""
        own = contents.episodes if items is None else items
        super().__init__(own, "episode", contents.targets)
        vars(self).update(_contents=contents, _complete=items is None, _ordered=ordered)

    @overload
    def resolve(self, ref: Entity | int | str) -> Episode: ...
    @overload
    def resolve(self, ref: Entity | int | str, *, default: DefaultT) -> Episode | DefaultT: ...
    def resolve(self, ref: Any, *, default: Any = ...) -> Any:
        """Return one episode by number, code, id, title or part of a title, or the default.

        The last of two or more words with which a title begins need not be complete. Raises the
        errors of :meth:`Catalogue.episode`.

        >>> import techforgood_podcast as tfg
        >>> tfg.by_theme("emploi").resolve("saison 1, épisode 2").code
        'S1E2'
        """
        return super().resolve(ref, default=default)

    def _find_one(self, ref: Any) -> Episode | None:
        if isinstance(ref, bool) or not isinstance(ref, (int, str)):
            if isinstance(ref, Episode):
                from .limits import check_show

                check_show(self._contents.show, ref.show)
            return super()._find_one(ref)
        found = self._with_id(ref) if isinstance(ref, str) else None
        if found is None:
            from .numbering import with_number

            found = with_number(self._contents, ref, self._by_id)
        return found or (self._titled(ref) if isinstance(ref, str) else None)

    def _titled(self, text: str) -> Episode | None:
        """Return the episode with a name, or the only one whose title begins with a text."""
        return super()._find_one(text) or self._only_one(self._index.begun(text), text)

    def _with_id(self, id_: str) -> Episode | None:
        """Return the episode with an id, or else the only one with a code."""
        return super()._with_id(id_) or self._with_code(id_)

    def _with_code(self, code: str) -> Episode | None:
        from .numbering import with_code

        return with_code(self._contents, code, self._by_id)

    def __contains__(self, item: object) -> bool:
        """Return whether this episode is here, or one with this id or code."""
        known = super().__contains__(item)
        return known or (isinstance(item, str) and self._with_code(item) is not None)

    def _unknown(self, text: str, sought: Literal["name", "id"]) -> UnknownNameError:
        from ..errors import UnknownNameError
        from .numbering import codes_instead

        hint = codes_instead(text, self)
        if hint:
            return UnknownNameError(text, "episode", sought=sought, hint=hint)
        error = super()._unknown(text, sought)
        if sought == "id":
            from ..messages import MAX_SHOWN, cut, quoted

            near = [self._by_id[id_] for id_, _ in error.suggestions[:MAX_SHOWN]]
            shown = [f'"{e.id}" ({e.code}, {quoted(cut(e.title, _SHOWN))})' for e in near]
            hint = f"did you mean {' or '.join(shown)}?" if shown else ""
            return UnknownNameError(text, "episode", error.suggestions, sought, hint=hint)
        return error

    def by_guest(self, *guests: Person | str) -> Episodes:
        """Keep the episodes in which one of these people is a guest.

        If no guest has this name, groups without names are found by the words of their
        descriptions. Without an argument, no episode is kept.

        Raises:
            UnknownNameError: no guest of the catalogue has this name.
            AmbiguousNameError: the name matches several guests.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().episodes.by_guest("Lara Vigneron", "Lara Market")
        <Episodes: S1E6>
        >>> tfg.load_catalogue().episodes.by_guest("bénévoles")
        <Episodes: S1E1>
        """
        return self._at({index for guest in guests for index in self._postings_of(guest)})

    def _postings_of(self, guest: Person | str) -> Iterable[int]:
        contents = self._contents
        try:
            return contents.postings(guest_ids).get(id_of(guest, contents.guests), ())
        except KeyError:  # an UnknownNameError, whose module need not be imported before
            from .groups import check_is_no_person, postings_of_groups

            found = postings_of_groups(contents, str(guest))
            if not found:
                check_is_no_person(contents, str(guest), "guest")
                raise
            return found

    def by_host(self, *hosts: Person | str) -> Episodes:
        """Keep the episodes that one of these people hosts.

        Raises the errors of :meth:`by_guest`.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().episodes.by_host("bandelier")
        <Episodes: S1 intro, S1E3, S1E7>
        """
        contents = self._contents
        try:
            return self._having(hosts, contents.hosts, host_ids)
        except KeyError as error:  # an UnknownNameError, whose module need not be imported before
            from .groups import check_is_no_person

            check_is_no_person(contents, getattr(error, "text", ""), "host")
            raise

    def by_person(self, *people: Person | str) -> Episodes:
        """Keep the episodes that one of these people hosts, speaks in, works on or is mentioned in.

        Raises the errors of :meth:`by_guest`.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().episodes.by_person("Sébastien Molas")
        <Episodes: S1E8>
        """
        return self._having(people, self._contents.people, person_ids)

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
        among = self._contents.organisations
        if relation is None:
            return self._having(organisations, among, organisation_ids)
        known = get_args(Relation)
        if relation not in known:
            from .options import unknown_option

            raise unknown_option(relation, known, "relation")
        return self._having(organisations, among, mention_keys, relation)

    def by_theme(self, *themes: Theme | str, narrower: bool = True) -> Episodes:
        """Keep the episodes about one of these themes or a narrower one.

        With ``narrower=False``, narrower themes do not count. Raises the errors of
        :meth:`by_guest`.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().episodes.by_theme("environnement")
        <Episodes: S1E1, S1E8>
        """
        check_flags(narrower=narrower)
        keys_of = theme_ids if narrower else own_theme_ids
        return self._having(themes, self._contents.themes, keys_of)

    def by_place(self, *places: Place | str) -> Episodes:
        """Keep the episodes that take place in one of these places, or are about it.

        A place includes the places inside it. The places where guests work do not count.

        Raises the errors of :meth:`by_guest`.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().episodes.by_place("wallonie")
        <Episodes: S1E4, S1E6>
        """
        return self._having(places, self._contents.places, place_ids)

    def by_season(self, *seasons: int | None) -> Episodes:
        """Keep the episodes of one of these seasons; ``None`` keeps those without a season.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().episodes.by_season(2)
        <Episodes: none>
        """
        from .limits import check_seasons

        check_seasons(seasons)
        return self.where(lambda episode: episode.season in seasons)

    def longer_than(self, *, minutes: float) -> Episodes:
        """Keep the episodes longer than some minutes; unknown durations never match.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().episodes.longer_than(minutes=34.5)
        <Episodes: S1E6, S1E8>
        """
        from .limits import seconds_in

        limit = seconds_in(minutes)
        return self.where(lambda e: e.duration is not None and e.duration.total_seconds() > limit)

    def shorter_than(self, *, minutes: float) -> Episodes:
        """Keep the episodes shorter than some minutes; unknown durations never match.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().episodes.shorter_than(minutes=5)
        <Episodes: S1 intro>
        """
        from .limits import seconds_in

        limit = seconds_in(minutes)
        return self.where(lambda e: e.duration is not None and e.duration.total_seconds() < limit)

    def published_between(
        self, first: dt.date | None = None, last: dt.date | None = None
    ) -> Episodes:
        """Keep the episodes published between two days, both included.

        Leave out either day for no limit. An unknown day never matches.

        Raises:
            TypeError: both days are left out.
            ValueError: the first day is after the last.

        >>> import datetime as dt
        >>> import techforgood_podcast as tfg
        >>> first, last = dt.date(2022, 2, 1), dt.date(2022, 2, 28)
        >>> tfg.load_catalogue().episodes.published_between(first, last)
        <Episodes: S1E2>
        """
        from .limits import days_between

        begin, end = days_between(first, last)
        return self.where(lambda e: e.published is not None and begin <= e.published <= end)

    def search(
        self, text: str, limit: int = 10, *, all_words: bool = False, prefix: bool = False
    ) -> Hits[Hit]:
        """Search the full text of these episodes; see :meth:`Catalogue.search`.

        The limit applies to these episodes only.

        >>> import techforgood_podcast as tfg
        >>> sorted(hit.episode.code for hit in tfg.by_theme("emploi").search("algorithme"))
        ['S1E2', 'S1E7']
        """
        from .limits import count_of
        from .search import search

        check_flags(all_words=all_words, prefix=prefix)
        among = None if self._complete else {episode.id for episode in self}
        hits = search(
            self._contents,
            text,
            count_of(limit),
            all_words=all_words,
            prefix=prefix,
            among=among,
        )
        return Hits(hits, self)

    def sorted(self, key: SortField | Callable[[Episode], Any], *, reverse: bool = False) -> Self:
        """Sort by a field or a function; the sort is stable.

        Episodes for which the value is unknown come last, in either direction.

        Raises:
            UnknownFieldError: episodes cannot be sorted by this field.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().episodes.sorted("duration", reverse=True)[:3]
        <Episodes: S1E6, S1E8, S1E2>
        >>> tfg.load_catalogue().episodes.sorted(lambda e: len(e.guests), reverse=True)[:2]
        <Episodes: S1E4, S1E1>
        """
        from .sorting import sort_key

        return super().sorted(sort_key(key), reverse=reverse)

    def __and__(self, other: Episodes) -> Episodes:
        """Return the episodes that are in both, in this catalogue's order.

        Episodes are the same if their ids are, also in a selection of another catalogue, as in
        ``new.episodes - old.episodes``.

        Raises:
            CatalogueError: the other selection is of another show.
        """
        return self._combine(other, set[str].intersection)

    def __or__(self, other: Episodes) -> Episodes:
        """Return the episodes that are in either, in this catalogue's order.

        Raises:
            CatalogueError: the other selection is of another show.
            UnknownNameError: the other selection has an episode that is not in this catalogue.
        """
        return self._combine(other, set[str].union)

    def __sub__(self, other: Episodes) -> Episodes:
        """Return the episodes that are not in the other selection, comparing ids like ``&``.

        Raises:
            CatalogueError: the other selection is of another show.
        """
        return self._combine(other, set[str].difference)

    def _having(
        self,
        wanted: Iterable[EntityT | str],
        among: Collection[EntityT],
        keys_of: Callable[[Episode], Iterable[Any]],
        relation: Relation | None = None,
    ) -> Episodes:
        """Keep the episodes for which ``keys_of`` yields any of the wanted entities."""
        postings = self._contents.postings(keys_of)
        ids = {id_of(ref, among) for ref in wanted}
        keys: Iterable[Any] = ids if relation is None else [(relation, id_) for id_ in ids]
        return self._at({index for key in keys for index in postings.get(key, ())})

    def _at(self, indexes: Iterable[int]) -> Episodes:
        """Keep the episodes at some positions in the whole catalogue."""
        everything = self._contents.episodes
        if self._complete:  # no need to look at every episode
            return self._of(everything[index] for index in sorted(indexes))
        matching = {everything[index].id for index in indexes}
        return self._of(episode for episode in self if episode.id in matching)

    def _combine(
        self, other: Episodes, of_ids: Callable[[set[str], set[str]], set[str]]
    ) -> Episodes:
        """Return the episodes whose ids ``of_ids`` returns, in this catalogue's order."""
        if not isinstance(other, Episodes):  # pyright: ignore[reportUnnecessaryIsInstance]
            return NotImplemented
        from .limits import check_show

        check_show(self._contents.show, other._contents.show)
        ids = of_ids({episode.id for episode in self}, {episode.id for episode in other})
        everything = self._contents.episodes
        for unknown in sorted(ids.difference(episode.id for episode in everything)):
            from ..errors import UnknownNameError

            raise UnknownNameError(unknown, "episode", sought="id")
        return Episodes(self._contents, (e for e in everything if e.id in ids))

    def _of(self, items: Iterable[Episode]) -> Self:
        return type(self)(self._contents, items, ordered=self._ordered)

    def _in_order(self, items: Iterable[Episode]) -> Self:
        return type(self)(self._contents, items, ordered=True)

    def __repr__(self) -> str:
        """Return the class and the codes."""
        return f"<Episodes: {list_some([episode.code for episode in self])}>"

    def _repr_html_(self) -> str:
        """Return a table for notebooks."""
        from ..models.notebooks import episodes_table

        return episodes_table(self)


class Hits(Immutable, tuple[HitT_co, ...]):  # noqa: SLOT001 -- it has an attribute
    """The hits of a search, or related episodes: a tuple, best first.

    Attributes:
        episodes: the episodes as a selection in the order of the hits, which formats for readers
            keep, such as feeds.

    >>> import techforgood_podcast as tfg
    >>> hits = tfg.load_catalogue().search("festival plastique")
    >>> hits, hits.episodes.by_theme("environnement")
    (<Hits: S1E4, S1E8, S1E1>, <Episodes: S1E8, S1E1>)
    """

    if TYPE_CHECKING:
        episodes: Episodes

    def __new__(cls, hits: Iterable[HitT_co], among: Episodes) -> Self:
        """Take hits, and the selection in which they were found."""
        found = super().__new__(cls, hits)
        episodes = among._in_order(hit.episode for hit in found)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] -- our own
        vars(found)["episodes"] = episodes
        return found

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the hits and their selection."""
        return type(self), (tuple(self), self.episodes)

    @overload
    def __getitem__(self, key: SupportsIndex) -> HitT_co: ...
    @overload
    def __getitem__(self, key: slice) -> Self: ...
    def __getitem__(self, key: SupportsIndex | slice) -> HitT_co | Self:
        """Return the hit at an index, or a slice as hits."""
        if isinstance(key, slice):
            return type(self)(super().__getitem__(key), self.episodes)
        return super().__getitem__(key)

    def __repr__(self) -> str:
        """Return the class and the codes of the episodes."""
        return f"<Hits: {list_some([hit.episode.code for hit in self])}>"

    def _repr_html_(self) -> str:
        """Return a table for notebooks: snippets, or what related episodes have in common."""
        from ..models.notebooks import hits_table

        return hits_table(self)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        """Serialise as a list of expanded plain values, and accept hits only."""
        from ..models.schemas import collection_schema
        from .related import Related
        from .search import Hit

        item: Any = (get_args(source) or (Hit | Related,))[0]
        return collection_schema(cls, item, handler)
